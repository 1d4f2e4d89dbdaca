"""A question that comes again is planned once by its connection; what writes goes as one text."""

from uuid import uuid4

import pghistory
import pytest
from django.db import connection

from goodlives.casework.people.models import Person
from goodlives.config.database import is_question
from tests import factories

pytestmark = pytest.mark.django_db


def kept_plans() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_a_question_asked_often_is_kept_without_its_values():
    for _number in range(8):
        nobody = uuid4()
        assert not Person.objects.filter(pk=nobody, nhs_number="9434765919").exists()
    kept = [statement for statement in kept_plans() if "people_person" in statement and "nhs_number" in statement]
    assert any("$2" in statement for statement in kept)
    assert not any("9434765919" in statement for statement in kept)


def test_what_is_written_often_is_not_kept_and_says_who_wrote_it():
    person = factories.PersonFactory()
    for number in range(8):
        with pghistory.context(user=str(number)):
            Person.objects.filter(pk=person.pk).update(given_name=f"Amina {number}")
    assert not [statement for statement in kept_plans() if "UPDATE" in statement]
    wrote = person.events.filter(given_name__startswith="Amina ").order_by("given_name")
    assert [event.pgh_context.metadata["user"] for event in wrote] == [str(number) for number in range(8)]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ('SELECT "id" FROM "people_person"', True), ("(SELECT 1) UNION (SELECT 2)", True),
        ("\n  SELECT 1", True),
        ('UPDATE "people_person" SET "given_name" = %s', False), ('INSERT INTO "access_draft" VALUES (%s)', False),
        ("SELECT set_config('pghistory.context_id', %s, true); UPDATE people_person SET given_name = %s", False),
    ],
)  # fmt: skip
def test_only_a_question_is_kept(text, asks):
    assert is_question(text) is asks
