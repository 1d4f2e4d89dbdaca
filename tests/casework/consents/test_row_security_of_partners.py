"""The database shows a partner what people share with it now, and nothing else, even where a page forgets to ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from goodlives.casework.about_me.models import Part as AboutMePart
from goodlives.casework.consents import actions, row_security
from goodlives.casework.consents.models import Consent, Group, PartnerWorker, SharedFile
from goodlives.casework.consents.row_security import NAME, RULES, as_the_council, only_what_is_shared
from goodlives.casework.decisions.models import Decision
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.models import Goal, PersonalBudget, Plan, Way
from tests import factories
from tests.factories import AT, ON

pytestmark = pytest.mark.django_db


def everything_about(person):
    """Something under every group of fields, and beside each something that belongs to none."""
    decided = factories.AssessmentFactory(
        person=person, state="decided", decision=factories.DecisionFactory(person=person)
    )
    plan = factories.PlanFactory(
        person=person, assessment=decided, state="agreed", agreed_on=ON, starts_on=ON, what_matters="My garden"
    )
    factories.WayFactory(goal=factories.GoalFactory(plan=plan))
    factories.PersonalBudgetFactory(plan=plan)
    factories.GoalFactory(plan=factories.PlanFactory(person=person, assessment=decided))  # still being written
    for heading in ("important", "communication"):
        factories.PartFactory(person=person, heading=heading)
    factories.CircleMemberFactory(person=person)
    factories.DirectPaymentFactory(plan=plan, person=person)
    factories.FinancialAssessmentFactory(person=person)
    return person


@pytest.fixture
def nurse():
    return factories.PartnerWorkerFactory()


@pytest.fixture
def amina():
    everything_about(factories.CitizenFactory())  # somebody else, who shares nothing
    return everything_about(factories.CitizenFactory(phone="01632 960 001", communication_needs="Large print"))


def seen_by(nurse, on=ON):
    """All rows of each table, without any filter, by the part they belong to."""
    with only_what_is_shared(nurse.user, on=on):
        return {
            "people": set(Person.objects.values_list("pk", flat=True)),
            "about_me": set(AboutMePart.objects.values_list("heading", flat=True)),
            "plans": Plan.objects.count() + Goal.objects.count() + Way.objects.count(),
            "budgets": PersonalBudget.objects.count(),
            "circle": CircleMember.objects.count(),
            "decisions": set(Decision.objects.values_list("kind", flat=True)),
            "payments": DirectPayment.objects.values("pk").count(),
            "facts": {group: facts for group in row_security.COLUMNS if (facts := _facts(group))},
        }  # fmt: skip


def _facts(group):
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts_of_person(id, %s) FROM people_person", [group])
        return [row[0] for row in cursor.fetchall() if row[0]]


NOTHING = {
    "people": set(), "about_me": set(), "plans": 0, "budgets": 0, "circle": 0, "decisions": set(), "payments": 0,
    "facts": {},
}  # fmt: skip

# What each group of fields opens, besides the person's name.
OPENS = {
    Group.REACH: {},
    Group.ABOUT_ME: {"about_me": {"important", "communication"}},
    Group.COMMUNICATION: {"about_me": {"communication"}},
    Group.PLAN: {"plans": 3, "budgets": 1},
    Group.CIRCLE: {"circle": 1},
    Group.DECISIONS: {"decisions": {"eligibility"}},
    Group.MONEY: {"decisions": {"personal_budget"}, "payments": 1},
}


@pytest.mark.parametrize("group", Group, ids=lambda group: group.value)
def test_each_group_opens_what_it_says_and_no_more(nurse, amina, group):
    factories.ConsentFactory(person=amina, partner=nurse.partner, groups=[group])
    seen = seen_by(nurse)
    facts = seen.pop("facts")
    assert seen | {"facts": {}} == NOTHING | OPENS[group] | {"people": {amina.pk}}
    assert set(facts) == {group} & set(row_security.COLUMNS)


def test_nothing_is_seen_without_a_consent(nurse, amina):
    factories.ConsentFactory(person=amina)  # with another partner
    assert seen_by(nurse) == NOTHING


def test_a_consent_taken_back_shuts_the_database_at_once_within_the_same_page(nurse, amina):
    consent = factories.ConsentFactory(person=amina, partner=nurse.partner, groups=[Group.PLAN])
    with only_what_is_shared(nurse.user, on=ON):
        assert Plan.objects.count() == 1
        with as_the_council():
            actions.withdraw(consent, by=amina.user, at=AT + timedelta(minutes=1))
        assert Plan.objects.count() == 0


@pytest.mark.parametrize("days", [-1, 181])
def test_before_the_first_day_and_after_the_last_nothing_is_seen(nurse, amina, days):
    factories.ConsentFactory(person=amina, partner=nurse.partner, groups=Group.values)
    assert seen_by(nurse, on=ON + timedelta(days=days)) == NOTHING


def test_once_the_council_ends_a_partner_nothing_is_seen(nurse, amina):
    factories.ConsentFactory(person=amina, partner=nurse.partner, groups=Group.values)
    type(nurse.partner).objects.filter(pk=nurse.partner.pk).update(ended_on=ON)
    assert seen_by(nurse) == NOTHING


def test_of_the_persons_own_row_only_the_name_can_be_asked_for(nurse, amina):
    factories.ConsentFactory(person=amina, partner=nurse.partner, groups=Group.values)
    with only_what_is_shared(nurse.user, on=ON):
        assert Person.objects.values_list(*NAME).get() == (
            amina.pk, amina.given_name, amina.family_name, "", None
        )  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Person.objects.values_list("phone").get()


def test_of_decisions_no_sum_and_no_fact_can_be_asked_for(nurse, amina):
    factories.ConsentFactory(person=amina, partner=nurse.partner, groups=Group.values)
    permission_denied = pytest.raises(DatabaseError, match="permission denied")
    with only_what_is_shared(nurse.user, on=ON), permission_denied, transaction.atomic():
        list(Decision.objects.values_list("facts"))


def test_nothing_can_be_written_but_what_a_partner_does(nurse, amina):
    consent = factories.ConsentFactory(person=amina, partner=nurse.partner, groups=Group.values)
    others = factories.ConsentFactory()
    with only_what_is_shared(nurse.user, on=ON):
        for change in (
            lambda: Consent.objects.filter(pk=consent.pk).update(withdrawn_told="x"),
            lambda: Plan.objects.update(advice="x"),
            lambda: PartnerWorker.objects.update(partner=others.partner_id),
            lambda: SharedFile.objects.create(consent_id=others.pk, what="plan", form="pdf", asked_at=AT,
                                              asked_by=nurse.user),
            lambda: factories.RecordReadFactory(person=others.person, reader=nurse.user),
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        SharedFile.objects.create(consent=consent, what="plan", form="pdf", asked_at=AT, asked_by=nurse.user)


def test_after_it_ends_everything_is_seen_again(nurse, amina):
    with only_what_is_shared(nurse.user, on=ON):
        assert not Person.objects.values("pk").exists()
    assert Person.objects.count() >= 2


def test_every_other_table_of_ours_is_shut():
    """A new table is shut to partners until somebody names it here, and says which group it belongs to."""
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("goodlives.")}
    named = {rule.table for rule in row_security.rules()}
    assert {rule.table for rule in RULES} <= ours, "each rule is about a table that is there"
    shut = sorted(ours - named)
    with connection.cursor() as cursor:
        for table in shut:
            cursor.execute("SELECT has_any_column_privilege('goodlives_partner', %s, 'SELECT')", [table])
            assert cursor.fetchone() == (False,), table
