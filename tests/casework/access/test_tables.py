"""Tables that are made in one step."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ModelState, ProjectState

from goodlives.casework.access.tables import CreateModels


def table(name, *fields):
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields])


TEAM = table("Team")
WORKER = table("Worker", ("team", models.ForeignKey("of_a_test.Team", models.PROTECT)))
BOTH = CreateModels([TEAM, WORKER])


def tables():
    with connection.cursor() as cursor:
        return {name for name in connection.introspection.table_names(cursor) if name.startswith("of_a_test_")}


def test_all_tables_are_made_and_taken_away(db):
    empty, full = ProjectState(), ProjectState()
    BOTH.state_forwards("of_a_test", full)

    with connection.schema_editor() as editor:
        BOTH.database_forwards("of_a_test", editor, empty, full)
    assert tables() == {"of_a_test_team", "of_a_test_worker"}

    with connection.schema_editor() as editor:
        BOTH.database_backwards("of_a_test", editor, full, empty)
    assert tables() == set()


@pytest.mark.parametrize(
    ("steps", "each_was_drawn"), [([BOTH], {"Team": 1, "Worker": 1}), ([TEAM, WORKER], {"Team": 2, "Worker": 1})]
)
def test_each_model_is_drawn_once_not_again_for_each_that_is_related_to_it(monkeypatch, steps, each_was_drawn):
    drawn = []
    render = ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda model, apps: drawn.append(model.name) or render(model, apps))

    state = ProjectState()
    assert state.apps  # models are drawn before the first step, as they are when migrating
    for step in steps:
        step.state_forwards("of_a_test", state)
        assert state.apps  # making the tables asks for them

    assert {name: drawn.count(name) for name in drawn} == each_was_drawn
