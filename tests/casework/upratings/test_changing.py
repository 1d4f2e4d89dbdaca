"""The yearly change of rates: prepared by one, started by another, done once for everybody, and told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove
from goodlives.casework.decisions.models import Decision, Kind, Telling
from goodlives.casework.finances import actions as finances
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.upratings import actions, batch
from goodlives.casework.upratings.models import State, UpratedPerson
from goodlives.rules.uprating import By
from tests import factories

pytestmark = pytest.mark.django_db
TO, TODAY = date(2026, 4, 6), date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


def somebody(*, starts_on=date(2025, 5, 1), person=None, income=(("state_pension", 23_025, ""),), **values):
    """A charge as it was decided under the rates of 2025-26."""
    known = {"cost_of_care": 30_000, "housing_costs": 1_000, "disability_related_expenditure": 0} | values
    person = person or factories.PersonFactory(born_on=date(1940, 1, 1), address="1 High Street")
    row = factories.FinancialAssessmentFactory(person=person, starts_on=starts_on, pension_age_reached=True, **known)
    factories.CapitalFactory(assessment=row, amount=1_600_000)
    for kind, amount, rate in income:
        factories.IncomeFactory(assessment=row, kind=kind, amount=amount, rate=rate)
    by = factories.UserFactory(role=Role.FINANCE_OFFICER)
    finances.decide_charge(
        row, reasons="Worked out with them.", participation="They told us.", by=by, on=starts_on,
        at=datetime.combine(starts_on, AT.timetz()),
    )  # fmt: skip
    return row


@pytest.fixture
def signer():
    factories.SignOffLimitFactory(role=Role.SERVICE_MANAGER)
    return factories.UserFactory(role=Role.SERVICE_MANAGER)


@pytest.fixture
def prepared():
    return actions.prepare(TO, by=factories.UserFactory(role=Role.FINANCE_OFFICER), at=AT)


def run(uprating, signer):
    actions.start(uprating, by=signer, on=TODAY, at=AT)
    while batch.uprate_some(uprating, at=AT):
        pass


def test_a_new_assessment_and_its_decision_take_the_place_of_the_old_ones(prepared, signer):
    before = somebody(income=(("state_pension", 23_025, ""), ("attendance_allowance", 7_390, "lower")))
    run(prepared, signer)

    done = UpratedPerson.objects.get()
    after = done.after
    # £241.30 + £76.70 + tariff £7, less home £10 and £241.45 to keep
    assert (before.contribution, after.contribution, after.starts_on) == (6_855, 7_355, TO)
    decision = after.decision
    assert decision.supersedes == before.decision
    assert (decision.rates, decision.decided_by, decision.decided_on) == ("2026-27", signer, TODAY)
    assert "This is the yearly change of rates on 6 April 2026" in decision.reasons
    assert "State Pension: £230.25 to £241.30, the official rate" in decision.reasons
    assert "Until then you paid £68.55 a week." in decision.reasons
    assert decision.steps
    assert decision.figures
    assert decision.facts["on"] == "2026-04-06"
    assert [item.amount for item in after.income.order_by("pk")] == [24_130, 7_670]
    assert [item.amount for item in after.capital.all()] == [1_600_000]
    assert after.pgh_event_model.objects.filter(pgh_obj_id=after.pk).exists(), "its history begins"


def test_the_decision_is_the_one_that_a_worker_would_make_by_hand(prepared, signer):
    before = somebody()
    run(prepared, signer)
    after = UpratedPerson.objects.get().after
    assert after.facts() == after.decision.facts
    assert finances.work_out(after).charge == after.contribution
    assert before.decision.superseded_by == after.decision


def test_nobody_is_done_twice_however_often_it_is_run(prepared, signer):
    before = somebody()
    run(prepared, signer)
    assert batch.uprate_some(prepared, at=AT) == 0
    with pytest.raises(IntegrityError, match="one_uprating_a_person_a_year"), transaction.atomic():
        UpratedPerson.objects.create(uprating=prepared, person=before.person, before=before, why_not="missing")
    assert Decision.objects.filter(kind=Kind.CHARGE).count() == 2


def test_a_year_is_prepared_once(prepared):
    assert actions.prepare(TO, by=factories.UserFactory(), at=AT) == prepared


def test_a_year_whose_rates_are_not_loaded_cannot_be_prepared():
    with pytest.raises(actions.NoRates):
        actions.prepare(date(2027, 4, 6), by=factories.UserFactory(), at=AT)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param(lambda row: None, "", id="everybody else"),
        pytest.param(
            lambda row: finances.start(row.person, starts_on=TODAY, by=factories.UserFactory(), at=AT, like=row),
            "being_written", id="whose new assessment is being written",
        ),
        pytest.param(
            lambda row: somebody(person=row.person, starts_on=date(2025, 9, 1)), "meanwhile", id="decided meanwhile"
        ),
    ],
)  # fmt: skip
def test_somebody_whose_charge_changed_meanwhile_is_skipped_and_listed(prepared, signer, change, why):
    row = somebody()
    actions.start(prepared, by=signer, on=TODAY, at=AT)
    change(row)
    batch.uprate_some(prepared, at=AT)
    done = UpratedPerson.objects.get()
    assert (done.why_not, done.after is None) == (why, bool(why))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"starts_on": date(2026, 5, 1)}, "already"),
        ({"starts_on": date(2024, 5, 1)}, "older_rates"),
        ({"exempt": "cjd"}, "free"),
    ],
)
def test_who_cannot_be_changed_is_listed_with_the_reason(prepared, signer, values, why):
    somebody(**values)
    run(prepared, signer)
    assert UpratedPerson.objects.get().why_not == why
    assert Decision.objects.filter(kind=Kind.CHARGE).count() == 1


def test_somebody_who_is_held_back_keeps_their_charge_and_the_reason_is_kept(prepared, signer):
    row = somebody()
    actions.hold_back(prepared, row.person, reason="Their pension is in dispute.", by=prepared.prepared_by, at=AT)
    run(prepared, signer)
    done = UpratedPerson.objects.get()
    assert (done.why_not, done.words, done.after) == ("held_back", "Their pension is in dispute.", None)


def test_somebody_taken_in_again_is_changed(prepared, signer):
    row = somebody()
    actions.hold_back(prepared, row.person, reason="A mistake", by=prepared.prepared_by, at=AT)
    actions.let_in(prepared, row.person, by=prepared.prepared_by)
    run(prepared, signer)
    assert UpratedPerson.objects.get().after


def test_what_it_does_cannot_be_changed_once_it_is_started(prepared, signer):
    row = somebody()
    actions.start(prepared, by=signer, on=TODAY, at=AT)
    with pytest.raises(CannotMove):
        actions.hold_back(prepared, row.person, reason="Too late", by=signer, at=AT)
    with pytest.raises(CannotMove):
        actions.set_percentages(prepared, {By.PENSIONS: (100, "Too late")}, by=signer, at=AT)
    with pytest.raises(CannotMove):
        actions.start(prepared, by=signer, on=TODAY, at=AT)


def test_whoever_prepared_it_does_not_start_it(prepared):
    factories.SignOffLimitFactory(role=Role.FINANCE_OFFICER)
    with pytest.raises(actions.MayNotStart):
        actions.start(prepared, by=prepared.prepared_by, on=TODAY, at=AT)


def test_somebody_who_may_not_sign_off_money_does_not_start_it(prepared):
    with pytest.raises(actions.MayNotStart):
        actions.start(prepared, by=factories.UserFactory(role=Role.FINANCE_OFFICER), on=TODAY, at=AT)


def test_whoever_changes_a_percentage_has_prepared_it(prepared, signer):
    actions.set_percentages(prepared, {By.PENSIONS: (250, "What our scheme gives")}, by=signer, at=AT)
    with pytest.raises(actions.MayNotStart):
        actions.start(prepared, by=signer, on=TODAY, at=AT)


def test_a_percentage_that_is_not_the_usual_one_says_why(prepared):
    with pytest.raises(actions.SaysNoReason) as missing:
        actions.set_percentages(prepared, {By.PENSIONS: (250, " ")}, by=prepared.prepared_by, at=AT)
    assert missing.value.which == [By.PENSIONS]


def test_a_percentage_changes_what_everybody_gets(prepared, signer):
    somebody(income=(("occupational_pension", 40_000, ""),))
    actions.set_percentages(prepared, {By.PENSIONS: (1_000, "An example")}, by=prepared.prepared_by, at=AT)
    run(prepared, signer)
    assert UpratedPerson.objects.get().after.income.get().amount == 44_000


def test_one_that_was_never_started_does_not_go_on(prepared, signer):
    with pytest.raises(CannotMove, match="not been started"):
        actions.go_on(prepared, by=signer, at=AT)


def test_a_stopped_one_goes_on_with_those_who_wait(prepared, signer):
    for _ in range(5):
        somebody()
    actions.start(prepared, by=signer, on=TODAY, at=AT)
    assert batch.uprate_some(prepared, at=AT, at_once=2) == 2
    actions.stop(prepared, by=signer, at=AT)
    assert (prepared.state, prepared.waiting_count()) == (State.STOPPED, 3)
    actions.go_on(prepared, by=signer, at=AT)
    assert prepared.time_left(3, AT + timedelta(minutes=1)) is None, "nobody has been done since"
    while batch.uprate_some(prepared, at=AT, at_once=2):
        pass
    assert prepared.people.filter(after__isnull=False).count() == 5


def test_time_left_goes_by_the_pace_since_it_went_on(prepared, signer):
    for _ in range(4):
        somebody()
    actions.start(prepared, by=signer, on=TODAY, at=AT)
    batch.uprate_some(prepared, at=AT, at_once=1)
    assert prepared.time_left(3, AT + timedelta(minutes=1)) == timedelta(minutes=3)


def test_letters_that_are_posted_tell_each_person(prepared, signer):
    somebody()
    run(prepared, signer)
    done = UpratedPerson.objects.get()
    file = factories.PrintFileFactory(uprating=prepared, people=[done.pk], pdf=b"%PDF")
    actions.post(file, by=signer, on=TODAY, at=AT)
    actions.post(file, by=signer, on=TODAY, at=AT)
    assert Telling.objects.filter(decision=done.after.decision, told_on=TODAY, how="letter").count() == 1
    assert FinancialAssessment.objects.get(pk=done.after_id).shown_on == TODAY


def test_a_batch_takes_as_many_statements_for_thirty_people_as_for_three(
    prepared, signer, django_assert_max_num_queries
):
    for _ in range(33):
        somebody()
    actions.start(prepared, by=signer, on=TODAY, at=AT)
    for at_once in (3, 30):
        with django_assert_max_num_queries(20):
            assert batch.uprate_some(prepared, at=AT, at_once=at_once) == at_once
