"""The database shows somebody who draws on support their own record and no other, even where a page forgets to ask."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

import goodlives
from goodlives.casework.carers.models import CareGiven, Shared
from goodlives.casework.people import row_security
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.people.row_security import NameOf, for_the_council, only_what_is_theirs
from tests import factories
from tests.test_permissions import everybody_and_everything

pytestmark = pytest.mark.django_db

# What of ours the role sees nothing of: a new table leads to a person, or is thought about and named.
CLOSED = {
    "access_activation", "access_seal", "access_sealedtable", "access_sealedrow", "requests_wrongguess",
    "upratings_uprating", "upratings_printfile", "consents_partnerworker", "representatives_suspension",
    "seeing_dutyday",
}  # fmt: skip

OURS = [model for model in apps.get_models() if model.__module__.startswith("goodlives.")]
# What somebody may write and nobody who signs in here may read: tests/casework/representatives.
ONLY_WRITTEN = {"representatives_worry"}
ABOUT_PEOPLE = [
    model
    for model in OURS
    if not row_security.is_history(model)
    and row_security.leads_to_person(model)
    and model._meta.db_table not in ONLY_WRITTEN
]


@pytest.fixture(scope="module")
def two_people(django_db_setup, django_db_blocker):
    """Somebody with something at every step of the journey, and somebody else."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield everybody_and_everything(), SimpleNamespace(person=factories.CitizenFactory())
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", ABOUT_PEOPLE, ids=lambda model: model._meta.db_table)
def test_all_rows_asked_for_and_only_their_own_come(two_people, model):
    somebody, _somebody_else = two_people
    getattr(factories, f"{model.__name__}Factory")()  # a third person's
    everything = set(model.objects.values_list("pk", flat=True))
    with only_what_is_theirs(somebody.person.user):
        theirs = set(model.objects.values_list("pk", flat=True))  # no filter: as if a page forgot
    assert theirs == {pk for pk in everything if somebody.person.pk in _people_of(model, pk)}
    assert theirs < everything


def test_a_plan_that_is_kept_for_one_is_not_asked_with_by_another_as_if_it_were_theirs(two_people):
    everybody = set(Person.objects.values_list("pk", flat=True))
    for _often_enough_to_be_kept in range(12):
        for one in two_people:
            with only_what_is_theirs(one.person.user):
                assert set(Person.objects.values_list("pk", flat=True)) == {one.person.pk}
        assert set(Person.objects.values_list("pk", flat=True)) == everybody


def _people_of(model, pk):
    """Whose row it is, found by walking, apart from the rule that is tested."""
    row = model.objects.get(pk=pk)
    if model is Person:
        return {row.pk}
    if model is CareGiven:  # on somebody's place in a circle, but whoever helps has said it, and it is theirs
        return {row.circle_member.member_id}
    if hasattr(row, "person_id"):
        place = row if model is CircleMember else row.circle_member if model is Shared else None
        return {row.person_id} | ({place.person_id, place.member_id} if place else set())
    for field in model._meta.concrete_fields:
        above = getattr(row, field.name) if field.is_relation else None
        if above is not None and type(above) in ABOUT_PEOPLE:
            return _people_of(type(above), above.pk)
    raise AssertionError(f"{model.__name__} leads to nobody")


def test_nobody_else_s_row_can_be_changed_or_taken_away(two_people):
    somebody, somebody_else = two_people
    with only_what_is_theirs(somebody.person.user):
        assert Person.objects.filter(pk=somebody_else.person.pk).update(given_name="Mine") == 0
        assert Person.objects.filter(pk=somebody.person.pk).update(preferred_name="Me") == 1


def test_nothing_can_be_written_into_another_record(two_people):
    somebody, somebody_else = two_people
    with only_what_is_theirs(somebody.person.user), pytest.raises(ProgrammingError), transaction.atomic():
        factories.CircleMemberFactory(person=Person(pk=somebody_else.person.pk))


def test_what_the_council_does_at_once_is_past_the_wall_for_that_moment_only(two_people):
    somebody, somebody_else = two_people
    theirs = Person.objects.filter(pk=somebody_else.person.pk)
    with only_what_is_theirs(somebody.person.user):
        with for_the_council():
            assert theirs.exists()
        assert not theirs.exists()
        with pytest.raises(ProgrammingError), for_the_council(), connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM people_person")
        assert not theirs.exists()


def test_only_a_carers_yes_and_what_follows_from_it_goes_past_the_wall():
    source = Path(goodlives.__file__).parent
    found = {
        str(path.relative_to(source)) for path in source.rglob("*.py") if "with for_the_council()" in path.read_text()
    }
    assert found == {
        "casework/carers/actions.py", "casework/finances/working_out.py", "casework/plans/readiness.py",
        "casework/reviews/care_stopped.py",
    }  # fmt: skip


def test_after_it_ends_everything_is_seen_again(two_people):
    somebody, somebody_else = two_people
    with only_what_is_theirs(somebody.person.user):
        assert not Person.objects.filter(pk=somebody_else.person.pk).exists()
    assert Person.objects.filter(pk=somebody_else.person.pk).exists()


def test_a_carer_reads_the_name_of_whom_they_care_for_and_no_more(two_people):
    somebody, somebody_else = two_people
    factories.CircleMemberFactory(person=somebody_else.person, member=somebody.person)
    with only_what_is_theirs(somebody.person.user):
        places = CircleMember.objects.filter(member=somebody.person, person=somebody_else.person.pk)
        found = places.annotate(whose=NameOf("person_id")).get()
        assert found.whose == somebody_else.person.name
        assert not Person.objects.filter(pk=somebody_else.person.pk).exists()


def test_a_stranger_s_name_is_not_read(two_people):
    somebody, somebody_else = two_people
    with only_what_is_theirs(somebody.person.user), connection.cursor() as cursor:
        cursor.execute("SELECT name_of_person(%s)", [somebody_else.person.pk])
        assert cursor.fetchone() == (None,)


def test_what_changed_in_a_record_is_kept_and_read_by_its_person_alone(two_people):
    somebody, somebody_else = two_people
    history = apps.get_model("people", "PersonEvent")
    with only_what_is_theirs(somebody.person.user):
        Person.objects.filter(pk=somebody.person.pk).update(preferred_name="Another")
        assert set(history.objects.values_list("pgh_obj_id", flat=True)) == {somebody.person.pk}
    with only_what_is_theirs(somebody_else.person.user):
        assert not history.objects.filter(preferred_name="Another").exists()


def test_every_table_leads_to_a_person_or_is_known_to_be_open_or_closed():
    tables = {model._meta.db_table for model in OURS if not row_security.is_history(model)}
    assert tables & set(row_security.closed()) == CLOSED
