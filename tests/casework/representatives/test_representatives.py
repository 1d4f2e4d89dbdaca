"""Who acts for a person: no more than the law lets them, on papers that were seen, and suspended without a trace."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.representatives import actions
from goodlives.casework.representatives.models import Representation, Suspension
from goodlives.casework.representatives.words import MAY, MEANS, PAPERS, Kind, Right
from goodlives.rules import representatives as law
from tests import factories
from tests.factories import AT, ON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ATTORNEY = {
    "kind": Kind.HEALTH_ATTORNEY, "rights": [Right.SEE, Right.AGREE], "name": "Ann Cole", "first_on": ON,
    "lacks_capacity": True, "capacity_words": "Her care", "capacity_on": ON,
}  # fmt: skip


@pytest.fixture
def worker():
    return factories.UserFactory()


@pytest.fixture
def manager():
    return factories.UserFactory(role=Role.TEAM_MANAGER)


@pytest.fixture
def person():
    return factories.CitizenFactory()


def register(person, worker, **changes) -> Representation:
    return actions.register(person, **ATTORNEY | changes, by=worker, at=AT)


def see_papers(row, worker) -> Representation:
    return actions.see_papers(
        row, document=PAPERS[Kind(row.kind)][0], number="7000-1", seen_on=ON, by=worker, at=AT, revision=row.revision
    )


def test_the_words_are_those_of_the_rules():
    assert Kind.values == [kind.value for kind in law.Kind]
    assert Right.values == [right.value for right in law.Right]
    assert set(MEANS) == set(PAPERS) == set(Kind)
    assert set(MAY) == set(Right)


def test_nothing_can_be_used_before_the_papers_were_seen(person, worker):
    row = register(person, worker)
    assert row.usable == []
    see_papers(row, worker)
    assert row.usable == [Right.AGREE, Right.SEE]
    assert (row.seen_by, row.seen_on, row.number) == (worker, ON, "7000-1")


def test_a_check_of_the_papers_closes_everything_until_they_were_seen_again(person, worker):
    row = see_papers(register(person, worker), worker)
    actions.check_papers(row, by=worker, on=ON, at=AT, revision=row.revision)
    assert row.usable == []
    assert see_papers(row, worker).usable == [Right.AGREE, Right.SEE]


def test_when_the_person_can_decide_again_the_attorney_for_health_cannot(person, worker):
    row = see_papers(register(person, worker), worker)
    actions.change_representation(row, lacks_capacity=False, by=worker, at=AT, revision=row.revision)
    assert row.usable == []


def test_more_than_the_law_lets_is_refused_in_words_and_by_the_database(person, worker):
    with pytest.raises(actions.MoreThanTheLawLets):
        register(person, worker, kind=Kind.ADVOCATE, rights=[Right.SEE, Right.AGREE])
    with pytest.raises(IntegrityError, match="nobody_is_given_more"), transaction.atomic():
        factories.RepresentationFactory(kind=Kind.ADVOCATE, rights=[Right.AGREE])


@pytest.mark.parametrize(
    ("wrong", "changes"),
    [
        ("nobody_uses_more_than_they_were_given", {"usable": ["see", "write", "letters"], "rights": ["see"]}),
        ("nothing_is_used_before_the_papers_were_seen", {"seen_on": None, "seen_by": None}),
        ("nothing_is_used_while_the_papers_are_checked", {"checked_since": ON}),
        ("papers_with_a_number_say_it", {"number": ""}),
        ("lacking_capacity_says_for_what_and_since_when", {"capacity_words": ""}),
        ("acting_ends_after_it_begins", {"last_on": date(2020, 1, 1)}),
        ("acting_that_was_ended_has_a_last_day", {"ended_why": "No longer wanted"}),
    ],
)
def test_the_database_refuses(wrong, changes):
    with pytest.raises(IntegrityError, match=wrong), transaction.atomic():
        factories.AttorneyFactory(**changes)


def test_nobody_acts_twice_in_one_way_on_one_day(person, worker):
    register(person, worker, last_on=ON + 10 * DAY)
    with pytest.raises(actions.ActsAlready):
        register(person, worker, name="ann cole", first_on=ON + 10 * DAY)
    with pytest.raises(IntegrityError, match="nobody_acts_twice"), transaction.atomic():
        factories.AttorneyFactory(person=person, name="ANN COLE", first_on=ON)
    register(person, worker, first_on=ON + 11 * DAY)
    register(person, worker, name="Ben Cole")


def test_there_is_one_appointee_on_one_day(person, worker):
    appointee = {"kind": Kind.APPOINTEE, "rights": [Right.BENEFITS]}
    register(person, worker, **appointee, last_on=ON)
    with pytest.raises(actions.ActsAlready):
        register(person, worker, **appointee, name="Ben Cole", first_on=ON)
    with pytest.raises(IntegrityError, match="one_appointee"), transaction.atomic():
        factories.RepresentationFactory(person=person, kind=Kind.APPOINTEE, rights=["benefits"], first_on=ON)
    register(person, worker, **appointee, name="Ben Cole", first_on=ON + DAY)


@settings(max_examples=25, deadline=None)
@given(st.integers(-40, 40), st.integers(0, 30), st.integers(-40, 40), st.one_of(st.none(), st.integers(0, 30)))
def test_what_the_action_refuses_of_days_is_what_the_database_refuses(one, long, other, how_long):
    with transaction.atomic():
        person, worker = factories.PersonFactory(), factories.UserFactory()
        register(person, worker, first_on=ON + one * DAY, last_on=ON + (one + long) * DAY)
        first_on = ON + other * DAY
        last_on = None if how_long is None else first_on + how_long * DAY
        overlap = first_on <= ON + (one + long) * DAY and (last_on is None or last_on >= ON + one * DAY)
        try:
            register(person, worker, first_on=first_on, last_on=last_on)
        except actions.ActsAlready:
            assert overlap
        else:
            assert not overlap
        transaction.set_rollback(True)


def test_the_person_ends_at_once_whom_they_chose(person, worker):
    row = see_papers(
        register(person, worker, kind=Kind.HELPER, rights=[Right.SEE], lacks_capacity=None, first_on=ON - DAY), worker
    )
    assert Representation.objects.open_to(Right.SEE, ON).filter(pk=row.pk).exists()
    actions.end_own_choice(row, by=person.user, on=ON, at=AT, revision=row.revision)
    assert not Representation.objects.open_to(Right.SEE, ON).filter(pk=row.pk).exists()
    assert row.is_over(ON)


def test_even_on_the_first_day(person, worker):
    row = see_papers(register(person, worker, kind=Kind.HELPER, rights=[Right.SEE], lacks_capacity=None), worker)
    assert Representation.objects.open_to(Right.SEE, ON).filter(pk=row.pk).exists()
    actions.end_own_choice(row, by=person.user, on=ON, at=AT, revision=row.revision)
    assert not Representation.objects.open_to(Right.SEE, ON).filter(pk=row.pk).exists()


def test_the_person_does_not_end_whom_a_power_named_nor_does_somebody_else_end_for_them(person, worker):
    row = register(person, worker)
    with pytest.raises(actions.NotTheirsToEnd):
        actions.end_own_choice(row, by=person.user, on=ON, at=AT, revision=row.revision)
    row = register(person, worker, kind=Kind.HELPER, rights=[Right.SEE])
    with pytest.raises(actions.NotTheirsToEnd):
        actions.end_own_choice(row, by=worker, on=ON, at=AT, revision=row.revision)


# --- Suspending ---


def suspend(row, manager, **changes) -> Suspension:
    known = {
        "why": "She is afraid of him",
        "review_on": ON + 7 * DAY,
        "until_on": ON + 28 * DAY,
        "letters_to": "worker",
    }
    return actions.suspend(row, **known | changes, by=manager, on=ON, at=AT)


def test_a_suspension_closes_everything_and_changes_nothing_that_can_be_read(manager):
    row = factories.AttorneyFactory()
    before = Representation.objects.filter(pk=row.pk).values().get()
    suspend(row, manager)
    assert not Representation.objects.open_to(Right.SEE, ON).filter(pk=row.pk).exists()
    assert Representation.objects.filter(pk=row.pk).values().get() == before


def test_letters_no_longer_go_to_somebody_suspended(manager):
    row = factories.AttorneyFactory()
    assert list(row.person.representations.who_receive_letters(ON)) == [row]
    suspend(row, manager)
    assert list(row.person.representations.who_receive_letters(ON)) == []


def test_a_suspension_lasts_four_weeks_at_most(manager):
    row = factories.AttorneyFactory()
    with pytest.raises(actions.TooLong):
        suspend(row, manager, until_on=ON + 29 * DAY)
    with pytest.raises(IntegrityError, match="limit_of_four_weeks"), transaction.atomic():
        factories.SuspensionFactory(until_on=ON + 29 * DAY)


def test_reaching_its_limit_does_not_lift_it(manager):
    row = factories.AttorneyFactory()
    suspension = suspend(row, manager)
    later = ON + 100 * DAY
    assert suspension.is_overdue(later)
    assert not Representation.objects.open_to(Right.SEE, later).filter(pk=row.pk).exists()


def test_nobody_is_suspended_twice_at_once(manager):
    row = factories.AttorneyFactory()
    suspend(row, manager)
    with pytest.raises(CannotMove):
        suspend(row, manager)
    with pytest.raises(IntegrityError, match="one_suspension_at_a_time"), transaction.atomic():
        factories.SuspensionFactory(representation=row)


@pytest.mark.parametrize(
    ("outcome", "open_again", "suspended"), [("go_on", True, False), ("longer", False, True), ("end", False, False)]
)
def test_somebody_decides_what_comes_next(manager, outcome, open_again, suspended):
    row = factories.AttorneyFactory()
    suspension = suspend(row, manager)
    actions.end_suspension(
        suspension, outcome=outcome, why="We have looked", review_on=ON + 7 * DAY, until_on=ON + 14 * DAY, by=manager,
        on=ON, at=AT, revision=suspension.revision,
    )  # fmt: skip
    assert Representation.objects.open_to(Right.SEE, ON).filter(pk=row.pk).exists() is open_again
    assert row.suspensions.open().exists() is suspended
    with pytest.raises((CannotMove, ChangedMeanwhile)):
        actions.end_suspension(
            suspension, outcome="go_on", why="Again", by=manager, on=ON, at=AT, revision=suspension.revision
        )


def test_a_worry_is_looked_at_once(person, worker):
    row = register(person, worker)
    worry = actions.say_worry(row, words="He shouts", by=person.user, on=ON, at=AT)
    actions.look_at_worry(worry, outcome="We talked at home", by=worker, on=ON, at=AT, revision=worry.revision)
    with pytest.raises(ChangedMeanwhile):
        actions.look_at_worry(worry, outcome="Again", by=worker, on=ON, at=AT, revision=1)


def test_a_sign_in_is_their_own_and_no_staff_s(person, worker):
    row = register(person, worker, email="ann@example.com")
    user = actions.give_account(row, by=worker, at=AT)
    assert (user.role, user.first_name, user.last_name) == (Role.PERSON, "Ann", "Cole")
    assert user != person.user
    assert actions.give_account(row, by=worker, at=AT) == user


def test_somebody_with_a_record_here_uses_their_own_sign_in_and_never_the_person_s(person, worker):
    row, carer = register(person, worker), factories.CitizenFactory()
    actions.use_account_of(row, carer, by=worker, at=AT)
    assert row.user == carer.user
    with pytest.raises(CannotMove):
        actions.use_account_of(row, person, by=worker, at=AT)
