"""The database shows somebody who acts for a person that person's rows, as far as their rights go, and nothing else.

No filter of any page stands before these: every row is asked for.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from goodlives.casework.decisions.models import Decision
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.people import row_security
from goodlives.casework.people.models import Person, RecordRead
from goodlives.casework.people.row_security import only_what_is_theirs
from goodlives.casework.plans.models import Plan
from goodlives.casework.representatives.models import Representation, Suspension, Worry
from tests import factories
from tests.casework.people.test_row_security import ABOUT_PEOPLE, _people_of
from tests.factories import ON
from tests.test_permissions import everybody_and_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Somebody with something at every step, and an attorney with a record of their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = everybody_and_everything()
        carer = factories.CitizenFactory()
        made.carer, made.acts = carer, factories.AttorneyFactory(person=made.person, user=carer.user)
        yield made
        transaction.set_rollback(True)


def acting(acts, on=ON):
    return only_what_is_theirs(acts.user, acting=acts.pk, on=on)


def people_seen(acts, on=ON, whose=None) -> set:
    with only_what_is_theirs(whose or acts.user, acting=acts.pk, on=on):
        return set(Person.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("model", ABOUT_PEOPLE, ids=lambda model: model._meta.db_table)
def test_all_rows_asked_for_and_only_those_of_the_person_come(world, model):
    getattr(factories, f"{model.__name__}Factory")()
    everything = set(model.objects.values_list("pk", flat=True))
    with acting(world.acts):
        theirs = set(model.objects.values_list("pk", flat=True))
    assert theirs == {pk for pk in everything if world.person.pk in _people_of(model, pk)}


def test_one_is_here_for_one_person_at_a_time(world):
    assert people_seen(world.acts) == {world.person.pk}
    with only_what_is_theirs(world.carer.user):
        assert set(Person.objects.values_list("pk", flat=True)) == {world.carer.pk}


def test_somebody_else_s_representation_opens_nothing(world):
    assert people_seen(world.acts, whose=factories.CitizenFactory().user) == set()


@pytest.mark.parametrize(
    "changes",
    [{"first_on": ON.replace(day=3)}, {"last_on": ON.replace(day=1)}, {"usable": []}, {"usable": ["letters"]}],
    ids=["before the first day", "after the last day", "while nothing can be used", "without the right to see"],
)
def test_nothing_is_read(world, changes):
    other = factories.AttorneyFactory(person=world.person, **changes)
    assert people_seen(other) == set()


def test_nothing_is_read_from_the_moment_of_suspension_until_it_is_over(world):
    acts = factories.AttorneyFactory(person=world.person)
    suspension = factories.SuspensionFactory(representation=acts)
    assert people_seen(acts) == set()
    Suspension.objects.filter(pk=suspension.pk).update(
        ended_on=ON, ended_by=suspension.suspended_by, outcome="go_on", ended_why="Nothing was wrong"
    )
    assert people_seen(acts) == {world.person.pk}


def test_money_opens_the_tables_of_money_and_no_others(world):
    acts = factories.AttorneyFactory(person=world.person, kind="property_attorney", rights=["money"], usable=["money"])
    with acting(acts):
        seen = {model.__name__ for model in ABOUT_PEOPLE if model.objects.exists()}
        assert set(Decision.objects.values_list("kind", flat=True)) <= {"charge", "personal_budget", "direct_payment"}
        assert FinancialAssessment.objects.filter(person=world.person).exists()
        assert not Plan.objects.exists()
    assert seen <= {
        "Person", "Representation", "FinancialAssessment", "Capital", "Income", "ReportedChange", "Decision", "Telling",
        "Question", "Answer", "Step", "DirectPayment", "ScheduledPayment",
    }  # fmt: skip


def test_benefits_open_what_was_reported_and_no_amount(world):
    acts = factories.AttorneyFactory(person=world.person, kind="appointee", rights=["benefits"], usable=["benefits"])
    with acting(acts):
        assert {model.__name__ for model in ABOUT_PEOPLE if model.objects.exists()} == {
            "Person", "Representation", "ReportedChange"
        }  # fmt: skip


def test_nobody_who_signs_in_as_a_person_reads_of_a_suspension(world):
    other = factories.AttorneyFactory(person=world.person)
    factories.SuspensionFactory(representation=other)
    for reading in (acting(world.acts), only_what_is_theirs(world.person.user), only_what_is_theirs(other.user)):
        with reading, pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Suspension.objects.exists()


def test_what_the_person_says_of_them_is_written_and_never_read(world):
    with only_what_is_theirs(world.person.user):
        factories.WorryFactory(representation=world.acts, told_by=world.person.user)
    for reading in (acting(world.acts), only_what_is_theirs(world.person.user)):
        with reading, pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Worry.objects.exists()
    assert Worry.objects.filter(representation=world.acts).exists()


def test_nobody_widens_what_they_may_do_nor_speaks_for_the_person_of_another(world):
    with acting(world.acts):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Representation.objects.filter(pk=world.acts.pk).update(last_on=None)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            factories.WorryFactory(representation=world.acts, told_by=world.carer.user)


def test_a_look_is_written_and_the_person_reads_who_it_was(world):
    with acting(world.acts):
        factories.RecordReadFactory(person=world.person, reader=world.acts.user, role="person")
    with only_what_is_theirs(world.person.user):
        readers = {str(read.reader) for read in RecordRead.objects.select_related("reader")}
    assert str(world.acts.user) in readers


def test_whoever_is_to_act_reads_the_name_of_the_person_before_they_may(world):
    waiting = factories.AttorneyFactory(person=world.person, usable=[], seen_on=None, seen_by=None)
    with only_what_is_theirs(waiting.user):
        assert [one.whose for one in Representation.objects.of_user(waiting.user, ON)] == [world.person.name]
        assert not Person.objects.exists()


def test_every_table_that_a_right_opens_is_there():
    tables = {model._meta.db_table for model in apps.get_models()}
    assert set(row_security.BY_RIGHT) | set(row_security.UNSEEN) | set(row_security.ABOUT_REPRESENTATIVES) <= tables


def test_the_functions_that_look_past_a_row_s_owner_name_their_schema(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'portal_%%' AND prosecdef AND proconfig IS NULL")
        assert cursor.fetchall() == []
