"""Whatever is kept is sealed. Somebody with all the database's powers can change it, and is found out."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from goodlives.casework.access import seals
from goodlives.casework.access.models import Seal, SealedRow, SealedTable
from goodlives.casework.decisions.models import Decision
from goodlives.casework.people.models import Person
from goodlives.cli import main
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC)


@contextmanager
def all_powers(*tables: str):
    """Whoever owns the tables may put their triggers aside."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield cursor.execute
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def sealed():
    """Two people, a decision, and a seal; then a name changed, and a second seal."""
    person = factories.PersonFactory(given_name="Amina")
    decision = factories.DecisionFactory(person=person, recorded_at=NOW)
    seals.seal(at=NOW)
    person.given_name = "Ameena"
    person.save()
    seals.seal(at=NOW + timedelta(hours=1))
    return decision


def history(person: Person):
    return apps.get_model("people", "PersonEvent").objects.filter(pgh_obj_id=person.pk).order_by("pgh_id")


def found(heads=()) -> list[tuple[str, str, str]]:
    return [tuple(finding) for finding in seals.check(heads)]


def test_what_nobody_touched_is_as_it_was_sealed(sealed):
    assert found() == []
    first, second = Seal.objects.order_by("number")
    assert second.before == first.digest
    assert (first.before, second.rows) == ("", 1)


def test_each_row_is_sealed_once(sealed):
    rows = SealedRow.objects.filter(part__table_name="people_personevent").values_list("row_key", flat=True)
    assert sorted(rows) == sorted(str(event.pk) for event in history(sealed.person))


@pytest.mark.parametrize("rows", [4, 5])
def test_more_rows_than_are_taken_at_once_are_each_sealed_once(monkeypatch, rows):
    monkeypatch.setattr(seals, "AT_ONCE", 2)
    person = factories.PersonFactory()
    for number in range(rows - 1):
        person.preferred_name = str(number)
        person.save()
    seals.seal(at=NOW)
    assert SealedRow.objects.filter(part__table_name="people_personevent").count() == rows
    assert found() == []
    assert seals.seal(at=NOW).rows == 0


def test_every_table_that_is_written_once_is_sealed():
    tables = {kept.table for kept in seals.kept_tables()}
    events = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    assert events < tables
    assert {"decisions_decision", "decisions_answer", "people_recordread", "plans_signoffstep"} < tables
    assert not {"people_person", "access_seal", "access_sealedrow"} & tables


def test_a_changed_row_of_the_history_is_found(sealed):
    event = history(sealed.person).first()
    with all_powers("people_personevent") as execute:
        execute("UPDATE people_personevent SET given_name = 'Nobody' WHERE pgh_id = %s", [event.pk])
    assert found() == [("was changed", "people_personevent", str(event.pk))]


def test_a_changed_decision_is_found(sealed):
    with all_powers("decisions_decision") as execute:
        execute("UPDATE decisions_decision SET reasons = 'Others.' WHERE id = %s", [sealed.pk])
    assert found() == [("was changed", "decisions_decision", str(sealed.pk))]


def test_a_row_taken_away_is_found(sealed):
    event = history(sealed.person).first()
    with all_powers("people_personevent") as execute:
        execute("DELETE FROM people_personevent WHERE pgh_id = %s", [event.pk])
    assert found() == [("was taken away", "people_personevent", str(event.pk))]


def test_a_row_taken_away_with_its_place_in_the_list_is_found(sealed):
    event = history(sealed.person).first()
    with all_powers("people_personevent", "access_sealedrow") as execute:
        execute("DELETE FROM people_personevent WHERE pgh_id = %s", [event.pk])
        execute("DELETE FROM access_sealedrow WHERE row_key = %s", [str(event.pk)])
    assert found() == [("of people_personevent was changed", "access_sealedrow", "the list in seal 1")]


@pytest.mark.parametrize("sealed_after", [False, True], ids=["and not sealed", "and sealed the next day"])
def test_a_row_slipped_in_between_is_found(sealed, sealed_after):
    columns = ", ".join(name for name in _columns("people_personevent") if name not in ("pgh_id", "pgh_created_at"))
    with all_powers("people_personevent") as execute:
        execute(
            f"INSERT INTO people_personevent (pgh_created_at, {columns}) SELECT pgh_created_at - interval '1 hour', "
            f"{columns} FROM people_personevent WHERE pgh_obj_id = %s LIMIT 1",
            [sealed.person.pk],
        )
    if sealed_after:
        seals.seal(at=NOW + timedelta(days=1))
    slipped = history(sealed.person).last()
    assert found() == [
        ("was slipped in: it says it is older than a seal that does not have it", "people_personevent", str(slipped.pk))
    ]


def _columns(table: str) -> list[str]:
    (kept,) = [kept for kept in seals.kept_tables() if kept.table == table]
    return kept.columns


def test_a_decision_dated_back_is_found(sealed):
    late = factories.DecisionFactory(recorded_at=NOW - timedelta(days=30))
    assert [(finding.table, finding.row) for finding in seals.check()] == [("decisions_decision", str(late.pk))]


def test_old_rows_may_be_brought_in_where_the_seal_says_why(sealed):
    factories.DecisionFactory(recorded_at=NOW - timedelta(days=30))
    seals.seal(at=NOW + timedelta(days=1), brought_in="Decisions of 2019 to 2025 from the system before.")
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "made_at = made_at - interval '1 day'", "rows = rows + 1", "brought_in = 'from elsewhere'",
        "all_before = all_before - interval '1 day'",
    ],
)  # fmt: skip
def test_a_rewritten_seal_is_found(sealed, change):
    with all_powers("access_seal") as execute:
        execute(f"UPDATE access_seal SET {change} WHERE number = 1")
    assert [(finding.table, finding.row) for finding in seals.check()] == [("access_seal", "seal 1")]


def test_a_seal_taken_away_is_found(sealed):
    with all_powers("access_seal", "access_sealedtable", "access_sealedrow") as execute:
        execute("DELETE FROM access_sealedrow USING access_sealedtable part WHERE part_id = part.id AND seal_id = 1")
        execute("DELETE FROM access_sealedtable WHERE seal_id = 1")
        execute("DELETE FROM access_seal WHERE number = 1")
    assert ("does not follow: a seal before it is missing", "access_seal", "seal 2") in found()


def test_a_chain_made_anew_from_end_to_end_is_found_by_what_was_written_down_elsewhere(sealed):
    heads = [seals.head(made) for made in Seal.objects.order_by("number")]
    assert found(heads) == []
    with all_powers("decisions_decision", "access_seal", "access_sealedtable", "access_sealedrow") as execute:
        execute("UPDATE decisions_decision SET reasons = 'Others.' WHERE id = %s", [sealed.pk])
        execute("DELETE FROM access_sealedrow")
        execute("DELETE FROM access_sealedtable")
        execute("DELETE FROM access_seal")
    seals.seal(at=NOW)
    assert found() == []  # by itself it is whole
    assert found(heads) == [
        ("is not the one that was written down elsewhere", "access_seal", "seal 1"),
        ("was written down elsewhere and is not here", "access_seal", "seal 2"),
    ]


def test_a_column_that_came_later_changes_nothing(sealed):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE decisions_decision ADD COLUMN told_how text NOT NULL DEFAULT 'by letter'")
    assert found() == []


@pytest.mark.parametrize("known", [False, True], ids=["unsaid", "said"])
def test_a_renamed_column_is_checked_where_its_new_name_is_said(sealed, monkeypatch, known):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE decisions_decision RENAME COLUMN reasons TO why")
    if known:
        monkeypatch.setitem(seals.RENAMED, ("decisions_decision", "reasons"), "why")
    unsaid = [("cannot be checked: reasons is no longer there", "decisions_decision", "")]
    assert found() == ([] if known else unsaid)


def test_the_setup_of_the_connection_makes_no_difference(sealed):
    with connection.cursor() as cursor:
        cursor.execute("SET timezone = 'Asia/Tokyo'; SET extra_float_digits = 0; SET bytea_output = 'escape'")
    assert found() == []


def test_nobody_changes_a_seal(sealed):
    for model in (Seal, SealedTable, SealedRow):
        refused = pytest.raises(DatabaseError, match="Cannot update or delete")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_the_commands_seal_write_down_and_check(tmp_path):
    heads = tmp_path / "heads.jsonl"
    decision = factories.DecisionFactory(recorded_at=NOW)
    run = CliRunner().invoke
    assert run(main, ["check-history"]).output == "Nothing has been sealed yet.\n"
    for _ in range(2):
        assert run(main, ["seal-history", "--export", str(heads)]).exit_code == 0
    assert [json.loads(line)["number"] for line in heads.read_text().splitlines()] == [1, 2]
    well = run(main, ["check-history", "--heads", str(heads)])
    assert (well.exit_code, "everything is as it was sealed" in well.output) == (0, True)
    with all_powers("decisions_decision") as execute:
        execute("UPDATE decisions_decision SET reasons = 'Others.' WHERE id = %s", [decision.pk])
    touched = run(main, ["check-history", "--heads", str(heads)])
    assert touched.exit_code == 1
    assert touched.output == f"decisions_decision: {decision.pk} was changed\n"


def test_a_file_that_holds_no_seals_is_refused(tmp_path):
    heads = tmp_path / "heads.jsonl"
    heads.write_text("not a seal\n")
    answer = CliRunner().invoke(main, ["check-history", "--heads", str(heads)])
    assert (answer.exit_code, "Line 1" in answer.output) == (2, True)
    assert Decision.objects.count() == 0
