"""Care homes through the pages: the published examples to the penny, the clocks, a deferred payment, a top-up."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income
from goodlives.exchange import calculator
from tests.factories import (
    AT,
    CapitalFactory,
    CitizenFactory,
    FinancialAssessmentFactory,
    IncomeFactory,
    PersonFactory,
    UserFactory,
)
from tests.web.reading import text

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 2)


@pytest.fixture(autouse=True)
def set_in_june_2025(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


@pytest.fixture
def worker():
    return UserFactory(role=Role.FINANCE_OFFICER)


@pytest.fixture
def officer(signed_in, worker):
    return signed_in(worker)


def page(name, *args):
    return reverse(f"finances:{name}", args=args)


def days(**dates):
    """Dates as three boxes."""
    return {
        f"{name}_{part}": str(getattr(day, part)) if day else ""
        for name, day in dates.items()
        for part in ("day", "month", "year")
    }


WHERE = {
    "setting": "care_home_permanent", "means_to_go_home": "no", "exceptional_stay": "", "cost_of_care": "900",
    "council_rate": "900", "nursing": "none",
} | days(
    moved_in_on=date(2025, 1, 6), expected_to_leave_on=None, permanent_from=date(2025, 1, 6), earlier_stay_from=None,
    earlier_stay_to=None, other_disregard_ended_on=None,
)  # fmt: skip


def money(*, pension=23_025, occupational=12_000, savings=1_600_000, **more):
    """State Pension, a pension from work and savings, everything known."""
    given = {"starts_on": TODAY, "pension_age_reached": True, "housing_costs": 0, "disability_related_expenditure": 0}
    assessment = FinancialAssessmentFactory(person=PersonFactory(born_on=date(1940, 1, 1)), **given | more)
    IncomeFactory(assessment=assessment, kind=Income.Kind.STATE_PENSION, amount=pension)
    if occupational:
        IncomeFactory(assessment=assessment, kind=Income.Kind.OCCUPATIONAL_PENSION, amount=occupational)
    CapitalFactory(assessment=assessment, amount=savings)
    return assessment


def saved(officer, assessment, **changed):
    response = officer.post(page("care_home", assessment.pk), WHERE | {"revision": assessment.revision} | changed)
    assert response.status_code == 302, text(response)
    assessment.refresh_from_db()
    seen = text(officer.get(page("assessment", assessment.pk)))
    assert calculator.charge(assessment.facts()).charge is not None
    return seen


@pytest.mark.parametrize(
    ("given", "where", "pays"),
    [
        ({}, {}, "£326.60"),
        ({"half_pension_to_spouse": True}, {}, "£266.60"),
        ({"savings": 1_425_000}, {}, "£319.60"),
        ({"savings": 1_425_001}, {}, "£320.60"),
        ({"savings": 2_325_000}, {}, "£355.60"),
        ({"savings": 2_325_001}, {}, "£900.00"),
        ({"savings": 1_000_000}, {"cost_of_care": "1150", "council_rate": "895.94", "nursing": "standard"}, "£319.60"),
        (
            {"savings": 2_325_001}, {"cost_of_care": "1150", "council_rate": "895.94", "nursing": "standard"},
            "£895.94",
        ),
    ],
)  # fmt: skip
def test_the_worked_examples_of_a_care_home_come_out_to_the_penny(officer, given, where, pays):
    assert f'<span class="app-amount">{pays}</span>' in saved(officer, money(**given), **where)


def test_a_temporary_stay_leaves_out_attendance_allowance_and_the_costs_of_the_home(officer):
    assessment = money(occupational=0, savings=0, housing_costs=3_500)
    IncomeFactory(assessment=assessment, kind=Income.Kind.ATTENDANCE_ALLOWANCE, rate="higher", amount=11_040)
    stay = {"setting": "care_home_temporary", "means_to_go_home": "yes"} | days(
        permanent_from=None, expected_to_leave_on=date(2025, 9, 1)
    )
    assert "£164.60" in saved(officer, assessment, **stay)


def test_in_2026_27_a_dearer_home_leaves_a_top_up(officer):
    assessment = money(pension=26_000, occupational=0, savings=1_000_000, starts_on=date(2026, 6, 1))
    seen = saved(officer, assessment, cost_of_care="1300", council_rate="1000")
    assert "£228.20" in seen
    assert "£300.00 a week" in seen
    assert "Not agreed yet" in seen


def test_the_same_facts_give_the_same_charge_by_the_command(officer):
    assessment = money()
    CapitalFactory(assessment=assessment, kind=Capital.Kind.MAIN_HOME, amount=24_000_000)
    saved(officer, assessment, **days(permanent_from=TODAY, moved_in_on=TODAY))
    facts = assessment.facts()
    assert facts["setting"] == "care_home_permanent"
    listed = text(officer.get(page("capital", assessment.pk)))
    assert "Your home counts from 25 August 2025" in listed
    assert "not yet known" not in listed.split("</table>")[0].lower()
    assert facts["capital"][1]["disregard"] == "12_weeks"
    assert calculator.charge(facts).charge == 32_660


@pytest.mark.parametrize(
    ("since", "pays", "says"),
    [
        (date(2025, 3, 11), "£279.60", "1 days are left"),
        (date(2025, 3, 10), "£950.00", "They are over"),
    ],
)
def test_the_home_is_left_out_for_84_days_and_counts_on_the_next(officer, since, pays, says):
    assessment = money(pension=31_025, occupational=0, savings=900_000)
    CapitalFactory(assessment=assessment, kind=Capital.Kind.MAIN_HOME, amount=24_000_000)
    seen = saved(
        officer, assessment, cost_of_care="950", council_rate="950", **days(permanent_from=since, moved_in_on=since)
    )
    assert pays in seen
    assert says in seen


def test_an_earlier_stay_uses_up_part_of_the_12_weeks(officer):
    assessment = money(pension=31_025, occupational=0, savings=900_000)
    CapitalFactory(assessment=assessment, kind=Capital.Kind.MAIN_HOME, amount=24_000_000)
    dates = days(permanent_from=date(2025, 5, 1), earlier_stay_from=date(2024, 12, 1), earlier_stay_to=date(2025, 2, 1))
    assert "£950.00" in saved(officer, assessment, cost_of_care="950", council_rate="950", **dates)


def test_a_stay_is_given_to_the_rule_and_the_page_says_when_another_kind_was_chosen(officer):
    stay = {"means_to_go_home": "yes"} | days(expected_to_leave_on=date(2025, 2, 1), permanent_from=date(2025, 7, 1))
    seen = saved(officer, money(), **stay)
    assert "You expect to stay for no more than 8 weeks" in seen
    assert "another kind of stay" in seen


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"setting": ""}, "Say where the care is"),
        (days(permanent_from=None), "Enter the day from which they stay for good"),
        (days(expected_to_leave_on=date(2024, 1, 1)), "They cannot go home before they moved in"),
        (days(earlier_stay_from=date(2024, 1, 1)), "Enter both days of the earlier stay"),
        (days(earlier_stay_from=date(2024, 2, 1), earlier_stay_to=date(2024, 1, 1)), "cannot end before it began"),
        (days(earlier_stay_from=date(2024, 2, 1), earlier_stay_to=date(2025, 2, 1)), "must end before this one"),
        ({"council_rate": "lots"}, "must be an amount in pounds"),
        ({"nursing": "some"}, "Select a valid choice"),
    ],
)
def test_a_wrong_answer_about_a_stay_is_named_and_nothing_is_saved(officer, wrong, message):
    assessment = money()
    sent = WHERE | wrong | {"revision": assessment.revision}
    response = officer.post(page("care_home", assessment.pk), sent)
    assert response.status_code == 422
    assert message in text(response)
    assessment.refresh_from_db()
    assert assessment.setting == "home"


def test_without_javascript_a_button_works_it_out_and_saves_nothing(officer):
    assessment = money()
    response = officer.post(page("care_home", assessment.pk), WHERE | {"revision": 1, "work_it_out": "yes"})
    assert response.status_code == 200
    assert "If you save this" in text(response)
    assert "£326.60" in text(response)
    typed = officer.post(page("care_home", assessment.pk), WHERE, headers={"HX-Request": "true"})
    assert "£326.60" in text(typed)
    assert "<html" not in text(typed)
    assessment.refresh_from_db()
    assert assessment.setting == "home"


# --- What somebody owns ---

CAPITAL = {
    "kind": "main_home", "words": "The house", "amount": "100000", "share": "1", "share_other": "",
    "disregard": "occupied", "lives_there": "partner", "their_main_home": "yes", "since_before_the_move": "yes",
    "estranged": "no", "lone_parent": "no", "council_leaves_it_out": "", "for_a_time": "", "longer_is_reasonable": "",
    "was_theirs": "", "no_longer_theirs": "", "expected_to_need_care": "", "to_pay_less": "",
    "evidence_state": "", "evidence": "Council tax bill", **days(since=None, evidence_on=None),
}  # fmt: skip
IN_A_HOME = {
    "setting": "care_home_permanent", "permanent_from": date(2024, 1, 1), "cost_of_care": 90_000,
    "council_rate": 90_000, "nursing": "none",
}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "pays"),
    [
        ({}, "£326.60"),
        ({"lives_there": "somebody_else", "council_leaves_it_out": "yes"}, "£326.60"),
        ({"lives_there": "somebody_else", "council_leaves_it_out": "no"}, "£900.00"),
        ({"lives_there": "former_partner", "estranged": "yes", "council_leaves_it_out": "no"}, "£900.00"),
        ({"lives_there": "former_partner", "estranged": "yes", "lone_parent": "yes"}, "£326.60"),
        ({"disregard": ""}, "£900.00"),
    ],
)
def test_who_lives_in_the_home_decides_whether_it_counts(officer, answers, pays):
    assessment = money(**IN_A_HOME)
    officer.post(page("add_capital", assessment.pk), CAPITAL | answers | {"revision": 1})
    assert f'<span class="app-amount">{pays}</span>' in text(officer.get(page("assessment", assessment.pk)))


def test_while_it_is_not_yet_known_who_lives_there_the_answer_is_a_range_and_says_so(officer):
    assessment = money(**IN_A_HOME)
    officer.post(page("add_capital", assessment.pk), CAPITAL | {"since_before_the_move": "", "revision": 1})
    seen = text(officer.get(page("assessment", assessment.pk)))
    assert "Between £326.60 and £900.00 a week" in seen
    assert "Whether this counts: The house" in seen


@pytest.mark.parametrize(
    ("since", "longer", "pays"),
    [
        (date(2025, 1, 1), "", "£326.60"),
        (date(2024, 11, 1), "no", "£900.00"),
        (date(2024, 11, 1), "yes", "£326.60"),
    ],
)
def test_money_for_another_home_is_left_out_for_26_weeks_or_as_long_as_is_reasonable(officer, since, longer, pays):
    assessment = money(**IN_A_HOME)
    sent = {"kind": "savings", "disregard": "temporary", "for_a_time": "money_for_another_home", "lives_there": ""}
    officer.post(
        page("add_capital", assessment.pk),
        CAPITAL | sent | {"longer_is_reasonable": longer, "revision": 1} | days(since=since),
    )
    assert f'<span class="app-amount">{pays}</span>' in text(officer.get(page("assessment", assessment.pk)))


@pytest.mark.parametrize(("reason", "pays"), [("yes", "£900.00"), ("no", "£326.60"), ("", "Between")])
def test_what_was_given_away_counts_only_when_all_of_it_is_so(officer, reason, pays):
    assessment = money(**IN_A_HOME)
    gift = {"kind": "notional", "disregard": "", "lives_there": "", "was_theirs": "yes", "no_longer_theirs": "yes",
            "expected_to_need_care": "yes", "to_pay_less": reason}  # fmt: skip
    officer.post(page("add_capital", assessment.pk), CAPITAL | gift | {"revision": 1})
    assert pays in text(officer.get(page("assessment", assessment.pk)))


def test_what_was_given_away_counts_for_less_each_week_and_the_next_assessment_begins_from_what_is_left(officer):
    assessment = money(savings=1_000_000, **IN_A_HOME)
    CapitalFactory(
        assessment=assessment, kind="notional", amount=1_500_000, was_theirs=True, no_longer_theirs=True,
        expected_to_need_care=True, to_pay_less=True,
    )  # fmt: skip
    seen = text(officer.get(page("diminishing", assessment.pk)))
    assert "£900.00" in seen
    assert "£319.60" in seen
    worker = UserFactory()
    actions.decide_charge(assessment, reasons="R.", participation="P.", by=worker, on=TODAY, at=AT)
    later = actions.start(assessment.person, starts_on=date(2025, 6, 16), by=worker, at=AT, like=assessment)
    # £25,000 is above the limit: £900 instead of £319.60. Then £24,419.60 is, too.
    assert later.capital.get(kind="notional").amount == 1_500_000 - 2 * (90_000 - 31_960)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lives_there": ""}, "Say who else lives there"),
        ({"disregard": "temporary"}, "Say what it is, or what it is for"),
        ({"disregard": "temporary", "for_a_time": "arrears_of_benefits"}, "Enter the day it was bought, sold or paid"),
        ({"evidence_state": "seen"}, "Enter the day you saw it or asked for it"),
        ({"evidence_state": "asked", "evidence": "", "disregard": ""}, "Say what you have asked for"),
    ],
)
def test_a_wrong_answer_about_something_owned_is_named(officer, wrong, message):
    assessment = money()
    response = officer.post(page("add_capital", assessment.pk), CAPITAL | wrong | {"revision": 1})
    assert response.status_code == 422
    assert message in text(response)
    assert assessment.capital.count() == 1


def test_evidence_asked_for_is_on_the_list_to_send_until_it_is_seen(officer, worker):
    assessment = money()
    item = {"kind": "savings", "disregard": "", "lives_there": "", "words": "Post Office", "evidence_state": "asked",
            "evidence": "Statements since March", **days(evidence_on=TODAY)}  # fmt: skip
    officer.post(page("add_capital", assessment.pk), CAPITAL | item | {"revision": 1})
    asked = Capital.objects.get(words="Post Office")
    assert asked.evidence_by == worker
    assert "Statements since March" in text(officer.get(page("assessment", assessment.pk)))
    listed = text(officer.get(page("capital", assessment.pk)))
    assert "Asked for, 2 June 2025" in listed
    assert "We asked on 2 June 2025" in text(officer.get(page("evidence", assessment.pk)))
    assert "1 in all" in text(officer.get(page("list"), {"evidence": "asked"}))
    officer.post(
        page("capital_item", assessment.pk, asked.pk), CAPITAL | item | {"evidence_state": "seen", "revision": 2}
    )
    assert "Nothing is asked for" in text(officer.get(page("evidence", assessment.pk)))
    assert "Nothing matches" in text(officer.get(page("list"), {"evidence": "asked"}))


def test_evidence_is_not_said_to_be_seen_by_whoever_only_changed_something_else(officer, worker, signed_in):
    assessment = money()
    item = {"kind": "savings", "disregard": "", "lives_there": "", "words": "Post Office", "evidence_state": "seen",
            "evidence": "Book", **days(evidence_on=TODAY)}  # fmt: skip
    officer.post(page("add_capital", assessment.pk), CAPITAL | item | {"revision": 1})
    row = Capital.objects.get(words="Post Office")
    other = signed_in(UserFactory())
    other.post(page("capital_item", assessment.pk, row.pk), CAPITAL | item | {"amount": "5", "revision": 2})
    row.refresh_from_db()
    assert (row.amount, row.evidence_by) == (500, worker)


# --- Paying later, and paying for a dearer home ---

DEFERRED = {
    "adequate_security": "yes", "can_agree": "yes", "agrees_to_the_terms": "yes", "co_owners_agree": "yes",
    "existing_charges": "", "wants_to_keep": "", "rent_kept": "", "top_up": "", "rate": "", "gilt_rate": "",
    "reference": "",
}  # fmt: skip


def owner():
    """Worked example C4: a house of £240,000, £9,000 of savings, £310.25 a week, a fee of £950."""
    assessment = money(
        pension=31_025, occupational=0, savings=900_000, **IN_A_HOME | {
            "cost_of_care": 95_000, "council_rate": 95_000, "permanent_from": date(2025, 4, 1)}
    )  # fmt: skip
    CapitalFactory(assessment=assessment, kind=Capital.Kind.MAIN_HOME, amount=24_000_000)
    return assessment


def test_the_offer_of_a_deferred_payment_is_the_worked_example_to_the_penny(officer):
    assessment = owner()
    assert "Not yet known." in text(officer.get(page("deferred", assessment.pk)))
    officer.post(page("deferred", assessment.pk), DEFERRED | {"revision": 1})
    seen = text(officer.get(page("deferred", assessment.pk)))
    for words in ("The council must offer one.", "£201,750.00", "£166.25", "£783.75", "257 whole weeks",
                  "If it begins on 24 June 2025"):  # fmt: skip
        assert words in seen, words
    assert '<polyline class="app-chart__line"' in seen


def test_interest_shortens_it_and_a_rate_above_the_law_is_refused(officer):
    assessment = owner()
    rate = {"rate": "4.65", "gilt_rate": "4.5", "reference": "OBR, March 2025"}
    officer.post(page("deferred", assessment.pk), DEFERRED | rate | {"revision": 1})
    assert "whole weeks can be put off, with interest" in text(officer.get(page("deferred", assessment.pk)))
    high = officer.post(page("deferred", assessment.pk), DEFERRED | rate | {"rate": "4.66", "revision": 2})
    assert "the law allows 4.65% at most" in text(high)
    assert "must be a percentage" in text(
        officer.post(page("deferred", assessment.pk), DEFERRED | {"rate": "four", "revision": 2})
    )
    assert "Enter the gilt rate" in text(
        officer.post(page("deferred", assessment.pk), DEFERRED | {"rate": "4", "revision": 2})
    )
    assert "Say where the gilt rate was published" in text(
        officer.post(page("deferred", assessment.pk), DEFERRED | rate | {"reference": "", "revision": 2})
    )


def test_nobody_at_home_is_offered_a_deferred_payment(officer):
    assert "This is for somebody who lives in a care home for good" in text(officer.get(page("deferred", money().pk)))


TOP_UP = dict.fromkeys(
    ("suits_the_needs", "is_available", "provider_agrees_to_terms", "home_within_budget_was_offered", "genuine_choice",
     "payer_is_willing", "payer_can_go_on_paying", "agreement_in_writing"), "yes",
) | {"payer": "third", "who": "Ann", "has_a_deferred_payment": "no", **days(looked_at_on=TODAY)}  # fmt: skip


def test_a_top_up_by_somebody_else_may_be_agreed_and_is_looked_at_again_in_a_year(officer):
    assessment = money(**IN_A_HOME | {"cost_of_care": 100_000})
    officer.post(page("top_up", assessment.pk), TOP_UP | {"revision": 1})
    seen = text(officer.get(page("top_up", assessment.pk)))
    assert "£100.00" in seen
    assert "This top-up may be agreed." in seen
    assert "Look at it again by 2 June 2026." in seen


def test_nobody_pays_their_own_top_up_after_the_12_weeks_without_a_deferred_payment(officer):
    assessment = money(**IN_A_HOME | {"cost_of_care": 100_000})
    officer.post(page("top_up", assessment.pk), TOP_UP | {"payer": "first", "revision": 1})
    assert "This top-up may not be agreed." in text(officer.get(page("top_up", assessment.pk)))
    response = officer.post(page("top_up", assessment.pk), TOP_UP | {"who": "", "revision": 2})
    assert "Enter the name of whoever pays" in text(response)


# --- Who may ---


def test_the_person_cannot_open_what_staff_write(signed_in):
    assessment = FinancialAssessmentFactory(person=CitizenFactory())
    me = signed_in(assessment.person.user)
    for name in ("care_home", "deferred", "top_up", "light_touch", "evidence", "diminishing"):
        assert me.get(page(name, assessment.pk)).status_code == 403, name


def test_two_people_save_the_stay_and_the_second_sees_both(officer):
    assessment = money()
    actions.write(assessment, by=UserFactory(first_name="Ruth"), at=AT, revision=1, council_rate=80_000)
    clash = officer.post(page("care_home", assessment.pk), WHERE | {"revision": 1})
    assert clash.status_code == 409
    for words in ("Ruth", "£800.00", "£900.00"):
        assert words in text(clash)
    assert FinancialAssessment.objects.get().setting == "home"
