"""A charge without a full assessment, and what people tell us has changed, through the pages."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.decisions.actions import NotEnoughKnown
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import FinancialAssessment, ReportedChange
from tests.factories import (
    AT,
    CitizenFactory,
    DecisionFactory,
    FinancialAssessmentFactory,
    ReportedChangeFactory,
    UserFactory,
)
from tests.web.reading import text

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 2)
SAY = {"reasons": "As we agreed.", "participation": "We talked on the phone."}


@pytest.fixture(autouse=True)
def set_in_june_2025(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


@pytest.fixture
def officer(signed_in):
    return signed_in(UserFactory(role=Role.FINANCE_OFFICER))


def page(name, *args):
    return reverse(f"finances:{name}", args=args)


LIGHT = {
    "basis": "light_touch", "ground": "plenty", "sure_of_the_ground": "yes", "consents": "yes",
    "told_of_right_to_full_assessment": "yes", "asked_for_information": "", "refuses": "", "able_to_decide_this": "",
    "told_what_follows": "",
}  # fmt: skip
REFUSED = LIGHT | {
    "basis": "refused", "ground": "", "asked_for_information": "yes", "refuses": "yes", "able_to_decide_this": "yes",
    "told_what_follows": "yes",
}  # fmt: skip


def open_one(**more):
    return FinancialAssessmentFactory(**{"person": CitizenFactory(), "starts_on": TODAY} | more)


@pytest.mark.parametrize(
    ("answers", "pays"),
    [
        (LIGHT, 45_400),
        (LIGHT | {"ground": "small"}, 45_400),
        (LIGHT | {"ground": "benefit"}, 0),
        (REFUSED, 45_400),
    ],
)
def test_a_light_touch_decides_the_charge_with_its_conditions_and_the_right_to_a_full_one(officer, answers, pays):
    assessment = open_one(income_is_all_listed=None, capital_is_all_listed=None)
    officer.post(page("light_touch", assessment.pk), answers | {"revision": 1})
    officer.post(page("decide", assessment.pk), SAY | {"revision": 2})
    assessment.refresh_from_db()
    assert (assessment.state, assessment.contribution) == ("decided", pays)
    decision = assessment.decision
    assert all(condition["met"] for condition in decision.conditions)
    assert "SI 2014/2672 reg 10" in decision.laws
    assert "full financial assessment at any time" in decision.next_steps
    assert decision.facts["without_full_assessment"]["basis"] == answers["basis"]
    assert decision.steps[2]["amount"] == f"{pays / 100:.2f}"
    assert officer.get(page("assessment", assessment.pk)).status_code == 200


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (LIGHT | {"consents": "no"}, "You agree not to have a full financial assessment"),
        (LIGHT | {"told_of_right_to_full_assessment": "no"}, "You have been told that you may have a full"),
        (LIGHT | {"sure_of_the_ground": "no"}, "You have plenty and agree to pay the full cost"),
        (REFUSED | {"able_to_decide_this": "no"}, "You are able to decide this for yourself"),
        (REFUSED | {"told_what_follows": "no"}, "It was explained to you"),
    ],
)
def test_a_condition_that_is_not_met_means_a_full_assessment(officer, answers, says):
    assessment = open_one()
    officer.post(page("light_touch", assessment.pk), answers | {"revision": 1})
    seen = text(officer.get(page("assessment", assessment.pk)))
    assert says in seen
    assert "so a full financial assessment is needed" in seen
    assert "Decide what they pay" not in seen
    officer.post(page("decide", assessment.pk), SAY | {"revision": 2})
    assessment.refresh_from_db()
    assert assessment.state == "in_progress"
    with pytest.raises(actions.NotAllowed):
        actions.decide_charge(assessment, **SAY, by=UserFactory(), on=TODAY, at=AT)


def test_an_answer_that_is_not_yet_known_is_asked_for_and_nothing_is_decided(officer):
    assessment = open_one()
    officer.post(page("light_touch", assessment.pk), LIGHT | {"consents": "", "revision": 1})
    officer.post(page("decide", assessment.pk), SAY | {"revision": 2})
    assessment.refresh_from_db()
    assert assessment.state == "in_progress"
    with pytest.raises(NotEnoughKnown, match="You agree not to have"):
        actions.decide_charge(assessment, **SAY, by=UserFactory(), on=TODAY, at=AT)


def test_a_light_touch_says_its_ground_and_a_full_one_forgets_it(officer):
    assessment = open_one()
    wrong = officer.post(page("light_touch", assessment.pk), LIGHT | {"ground": "", "revision": 1})
    assert "Say why a light touch is enough" in text(wrong)
    officer.post(page("light_touch", assessment.pk), LIGHT | {"revision": 1})
    officer.post(page("light_touch", assessment.pk), LIGHT | {"basis": "full", "revision": 2})
    assessment.refresh_from_db()
    assert (assessment.basis, assessment.ground, assessment.without_full_assessment) == ("full", "", {})


def test_the_list_is_narrowed_by_where_how_and_which_years_rates(officer):
    open_one(basis="light_touch", ground="small")
    open_one(setting="care_home_temporary")
    FinancialAssessmentFactory(starts_on=date(2024, 4, 5))
    for narrowed, count in (
        ({"basis": "light_touch"}, 1), ({"setting": "care_home"}, 1), ({"setting": "home"}, 2),
        ({"rates": "2023-24"}, 1), ({"rates": "2025-26"}, 2),
    ):  # fmt: skip
        assert f"{count} in all" in text(officer.get(page("list"), narrowed)), narrowed


# --- What people tell us has changed ---

CHANGE = {
    "what": "benefit", "words": "My Attendance Allowance went up.", "happened_on_day": "1", "happened_on_month": "6",
    "happened_on_year": "2025",
}  # fmt: skip


def test_a_person_tells_of_a_change_and_sees_what_came_of_it(officer, signed_in):
    person = CitizenFactory()
    me = signed_in(person.user)
    me.post(page("report", person.pk), CHANGE)
    assert "We have not looked at it yet" in text(me.get(page("report", person.pk)))
    reported = ReportedChange.objects.get()
    assert "1 person has told us of a change" in text(officer.get(page("list")))
    assert "My Attendance Allowance went up." in text(officer.get(page("change", reported.pk)))
    assert person.name in text(officer.get(reverse("home:work")))
    officer.post(page("change", reported.pk), {"outcome": "It does not count for you."})
    assert "It does not count for you." in text(me.get(page("report", person.pk)))
    again = officer.post(page("change", reported.pk), {"outcome": "Again"}, follow=True)
    assert "Somebody has looked at this already" in text(again)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"what": ""}, "Say what has changed"),
        ({"what": "correction"}, "Select a valid choice"),
        ({"words": ""}, "Tell us about it"),
        ({"happened_on_day": "3"}, "must be 2 June 2025 or earlier"),
    ],
)
def test_a_wrong_report_is_named_and_not_kept(signed_in, wrong, message):
    person = CitizenFactory()
    response = signed_in(person.user).post(page("report", person.pk), CHANGE | wrong)
    assert response.status_code == 422
    assert message in text(response)
    assert not ReportedChange.objects.exists()


def test_nobody_reports_for_somebody_else_or_reads_the_list(signed_in):
    me, other = signed_in(CitizenFactory().user), CitizenFactory()
    assert me.get(page("report", other.pk)).status_code == 404
    assert me.get(page("changes")).status_code == 403
    assert me.get(page("change", ReportedChangeFactory(person=other).pk)).status_code == 403


def test_a_new_assessment_begins_from_what_was_reported_and_answers_it(officer):
    before = FinancialAssessmentFactory(
        person=CitizenFactory(), state="decided", contribution=0, decision=DecisionFactory(), starts_on=date(2025, 4, 7)
    )  # fmt: skip
    reported = ReportedChangeFactory(person=before.person, happened_on=date(2025, 6, 1), reported_on=TODAY)
    address = page("start", before.person.pk) + f"?change={reported.pk}"
    seen = text(officer.get(address))
    assert reported.words in seen
    assert 'value="benefit" selected' in seen
    day = {"starts_on_day": "1", "starts_on_month": "6", "starts_on_year": "2025"}
    officer.post(address, day | {"like": "yes", "what_changed": "benefit", "how_it_changed": "AA"})
    later = FinancialAssessment.objects.get(state="in_progress")
    reported.refresh_from_db()
    assert (later.what_changed, later.how_it_changed, reported.assessment) == ("benefit", "AA", later)
    assert "Why it is worked out again: A benefit or pension has changed: AA" in text(
        officer.get(page("assessment", later.pk))
    )


@pytest.mark.parametrize("rows", [3, 24])
def test_the_list_of_changes_asks_the_database_as_often_for_many_as_for_few(officer, django_assert_num_queries, rows):
    ReportedChangeFactory.create_batch(rows)
    officer.get(page("changes"))
    with django_assert_num_queries(6):
        officer.get(page("changes"))
