"""Who may see a record, by reason: each alone is enough, and without one the record stays shut."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import BooleanField, ExpressionWrapper, F, Q

from goodlives.casework.access.models import Role
from goodlives.casework.people.models import Person
from goodlives.casework.seeing.in_sql import put_into_sql
from goodlives.casework.seeing.models import Restriction
from goodlives.casework.seeing.reasons import REASONS, people_found_by, people_seen_by, with_reason
from tests import factories

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 0, tzinfo=LONDON)


@pytest.fixture
def team():
    return factories.TeamFactory(name="East")


@pytest.fixture
def person(team):
    """Held by a team, with nothing that waits."""
    return factories.PersonFactory(team=team)


def staff(role=Role.SOCIAL_WORKER, **more):
    return factories.UserFactory(role=role, **{"team": factories.TeamFactory(name="North")} | more)


def why(user, person, at=AT) -> str:
    """The first reason; the list of people agrees with it, and a list of something of theirs."""
    found = with_reason(Person.objects.filter(pk=person.pk), user, at).get().why
    for few in (False, True):
        seen = people_seen_by(user, at, few=few)
        assert seen.filter(pk=person.pk).exists() is bool(found)
        assert Person.objects.filter(pk__in=seen).filter(pk=person.pk).exists() is bool(found)
    return found


def waiting_introduction(user, person):
    factories.IntroductionFactory(person=factories.PersonFactory(team=user.team), offer__person=person)


def held_by_nobody(person):
    Person.objects.filter(pk=person.pk).update(team=None)


EACH = {
    "named_worker": (Role.SOCIAL_WORKER, lambda user, person: Person.objects.update(allocated_to=user)),
    "writes_the_assessment": (
        Role.SOCIAL_WORKER, lambda user, person: factories.AssessmentFactory(person=person, assessor=user),
    ),
    "asked_by_the_person": (
        Role.SOCIAL_WORKER,
        lambda user, person: factories.PlanInvitationFactory(
            plan__assessment__person=person, user=user, link_hash=None, word_hash=""
        ),
    ),
    "in_the_team": (Role.SOCIAL_WORKER, lambda user, person: type(user).objects.update(team=person.team)),
    "on_duty": (Role.SOCIAL_WORKER, lambda user, person: factories.DutyDayFactory(user=user, team=person.team, on=ON)),
    "answers_the_request": (
        Role.SOCIAL_WORKER, lambda user, person: factories.RequestForSupportFactory(person=person),
    ),
    "brings_people_together": (Role.SOCIAL_WORKER, waiting_introduction),
    "answers_a_carer": (
        Role.SOCIAL_WORKER,
        lambda user, person: (held_by_nobody(person), factories.SupportAskedFactory(person=person)),
    ),
    "meets_a_need_again": (
        Role.SOCIAL_WORKER,
        lambda user, person: (
            held_by_nobody(person), factories.NeedToMeetAgainFactory(care__circle_member__person=person),
        ),
    ),
    "signs_off_the_plan": (
        Role.SERVICE_MANAGER, lambda user, person: factories.PlanFactory(assessment__person=person, state="submitted"),
    ),
    "answers_a_question": (
        Role.TEAM_MANAGER, lambda user, person: factories.QuestionFactory(decision__person=person),
    ),
    "sees_to_overdue_reviews": (
        Role.SERVICE_MANAGER,
        lambda user, person: factories.ReviewFactory(
            plan=factories.PlanFactory(
                assessment__person=person, state="agreed", agreed_on=factories.ON, starts_on=factories.ON
            ),
            due_from=date(2026, 10, 1), due_by=ON - timedelta(days=1),
        ),
    ),
    "works_on_their_money": (
        Role.FINANCE_OFFICER, lambda user, person: factories.FinancialAssessmentFactory(person=person),
    ),
    "changes_the_rates": (
        Role.SERVICE_MANAGER,
        lambda user, person: (
            factories.UpratingFactory(),
            factories.FinancialAssessmentFactory(
                person=person, state="decided", contribution=0, decision=factories.DecisionFactory(person=person)
            ),
        ),
    ),
    "keeps_them_safe": (
        Role.SAFEGUARDING_LEAD,
        lambda user, person: factories.RequestForSupportFactory(
            person=person, urgency="1_danger", asked_at=AT - timedelta(days=3), state="withdrawn"
        ),
    ),
    "looks_it_over": (Role.TEAM_MANAGER, lambda user, person: factories.EmergencyLookFactory(person=person)),
    "one_of_the_few": (
        Role.SOCIAL_WORKER,
        lambda user, person: factories.NamedForRecordFactory(restriction__person=person, user=user),
    ),
    "looks_it_over_as_lead": (
        Role.SAFEGUARDING_LEAD, lambda user, person: factories.EmergencyLookFactory(person=person),
    ),
    "in_an_emergency": (
        Role.SOCIAL_WORKER,
        lambda user, person: factories.EmergencyLookFactory(
            person=person, by=user, opened_at=AT - timedelta(hours=1), tell_from=AT - timedelta(hours=1)
        ),
    ),
}  # fmt: skip


def test_every_reason_has_an_example_here():
    assert EACH.keys() == REASONS.keys()


@pytest.mark.parametrize("name", EACH)
def test_a_reason_alone_opens_the_record_and_without_it_it_is_shut(person, name):
    role, make = EACH[name]
    user = staff(role)
    assert why(user, person) == ""
    make(user, person)
    user.refresh_from_db()
    assert why(user, person) == name
    assert why(user, factories.PersonFactory(team=factories.TeamFactory(name="South"))) == ""


@pytest.mark.parametrize("name", [name for name, reason in REASONS.items() if not reason.opens_restricted])
def test_no_usual_reason_opens_a_restricted_record(person, name):
    role, make = EACH[name]
    user = staff(role)
    make(user, person)
    user.refresh_from_db()
    factories.RestrictionFactory(person=person)
    assert why(user, person) in ("", "looks_it_over_as_lead")
    assert why(user, person) == ""


def test_a_reason_of_another_role_is_none(person):
    factories.FinancialAssessmentFactory(person=person)
    factories.PlanFactory(assessment__person=person, state="submitted")
    assert why(staff(), person) == ""


def test_who_looks_after_accounts_and_people_themselves_have_no_reason(person):
    for role in (Role.ADMINISTRATOR, Role.PERSON):
        user = factories.UserFactory(role=role, team=person.team)
        Person.objects.update(allocated_to=user)
        assert why(user, person) == ""


@pytest.mark.parametrize(
    ("hours", "is_open"), [(-1, False), (0, True), (12, True), (13, False), (24, False)],
)  # fmt: skip
def test_an_emergency_look_lasts_until_it_ends_and_no_longer(person, hours, is_open):
    look = factories.EmergencyLookFactory(person=person, by=staff())
    assert bool(why(look.by, person, look.opened_at + timedelta(hours=hours))) is is_open


def test_duty_is_for_one_day_in_this_country(person):
    user = staff()
    factories.DutyDayFactory(user=user, team=person.team, on=date(2026, 6, 1))
    last = datetime(2026, 6, 1, 23, 59, tzinfo=LONDON)
    assert why(user, person, last) == "on_duty"
    assert why(user, person, last + timedelta(minutes=1)) == ""
    assert why(user, person, datetime(2026, 5, 31, 23, 59, tzinfo=LONDON)) == ""


def test_whoever_is_on_duty_sees_those_whom_nobody_holds():
    person, user = factories.PersonFactory(team=None), staff()
    assert why(user, person) == ""
    factories.DutyDayFactory(user=user, team=factories.TeamFactory(name="West"), on=ON)
    assert why(user, person) == "on_duty"


def test_a_request_that_another_team_has_taken_on_is_no_reason(person):
    user = staff()
    request = factories.RequestForSupportFactory(person=person, assigned_to=factories.UserFactory(team=person.team))
    assert why(user, person) == ""
    type(request).objects.update(assigned_to=factories.UserFactory(team=user.team))
    assert why(user, person) == "answers_the_request"


@pytest.mark.parametrize("way_round", ["asked", "was asked"])
def test_whom_a_restricted_record_is_brought_together_with_is_no_more_to_see_than_it(person, way_round):
    user = staff()
    restricted = factories.RestrictionFactory(person=factories.PersonFactory(team=user.team)).person
    one, other = (restricted, person) if way_round == "asked" else (person, restricted)
    factories.IntroductionFactory(person=one, offer__person=other)
    assert why(user, person) == ""
    Restriction.objects.update(ended_at=AT, ended_by=user)
    assert why(user, person) == "brings_people_together"


def test_nobody_looks_over_their_own_look(person):
    user = staff(Role.TEAM_MANAGER)
    factories.EmergencyLookFactory(person=person, by=user)
    assert why(user, person) == ""


def test_a_search_finds_a_restricted_record_only_for_those_who_may_open_it(person):
    factories.RestrictionFactory(person=person)
    found = {role: people_found_by(staff(role), AT).filter(pk=person.pk).exists() for role in (
        Role.SOCIAL_WORKER, Role.FINANCE_OFFICER, Role.TEAM_MANAGER, Role.SAFEGUARDING_LEAD,
    )}  # fmt: skip
    assert found == {
        Role.SOCIAL_WORKER: False, Role.FINANCE_OFFICER: False, Role.TEAM_MANAGER: True, Role.SAFEGUARDING_LEAD: True,
    }  # fmt: skip


def test_one_question_to_the_database_however_many_reasons(person, django_assert_num_queries):
    user = staff(Role.SERVICE_MANAGER)
    with django_assert_num_queries(1):
        list(people_seen_by(user, AT))


def test_two_of_one_role_are_asked_for_in_one_text_each_with_their_own_values_and_nothing_else_may_differ(person):
    first, second = staff(), staff()
    Person.objects.update(allocated_to=second)
    assert [people_seen_by(user, AT).count() for user in (first, second, first)] == [0, 1, 0]
    with pytest.raises(TypeError, match="not among the values"):
        put_into_sql(
            lambda user, at: ExpressionWrapper(Q(died_on__gt=at - timedelta(days=3)), BooleanField()),
            lambda user, at: {"moment": at}, in_a_team=True,
        )  # fmt: skip
    with pytest.raises(TypeError, match="not by joining them"):
        put_into_sql(lambda user, at: F("team__name"), lambda user, at: {}, in_a_team=True)
