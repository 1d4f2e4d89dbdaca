"""Tests over everything: what must be true of every page, action and model, those not written yet too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

import goodlives
from goodlives.web.permissions import who_may_open
from tests import factories

SOURCE = Path(goodlives.__file__).parent
OURS = [model for model in apps.get_models() if model.__module__.startswith("goodlives.")]
WRITTEN = [model for model in OURS if not model.__name__.endswith("Event")]
JOURNEY = [
    "access", "people", "representatives", "consents", "about_me", "decisions", "carers", "requests", "communication",
    "safeguarding", "mental_capacity", "taking_part", "assessments", "continuing_healthcare", "transition",
    "charging_policies", "finances", "upratings", "plans", "services", "payments", "reviews", "seeing",
]  # fmt: skip


def modules(*folders: str):
    for folder in folders:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            if not {"migrations", "frontend"} & set(path.parts):
                yield path, ast.parse(path.read_text())


def said(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(SOURCE)}:{node.lineno}"


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# --- Pages ---


def every_url(patterns=None, prefix="", namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_url(pattern.url_patterns, prefix + str(pattern.pattern), pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern, namespace


@pytest.mark.parametrize(
    ("pattern", "namespace"),
    [pytest.param(pattern, namespace, id=address or "/") for address, pattern, namespace in every_url()],
)
def test_every_url_says_who_may_open_it(pattern, namespace):
    assert who_may_open(pattern.callback, namespace) is not None, f"{pattern.callback.__module__} does not say"


def test_a_page_that_does_not_say_opens_to_nobody(rf, db):
    from django.core.exceptions import PermissionDenied

    from goodlives.web.permissions import DenyByDefault

    request = rf.get("/")
    request.user, request.resolver_match = factories.UserFactory(), None
    with pytest.raises(PermissionDenied):
        DenyByDefault(lambda request: None).process_view(request, lambda request: None, (), {})


WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
NOT_ROWS = {"session", "headers", "cookies", "GET", "query", "context", "globals", "filters", "options"}


def test_pages_write_only_through_actions():
    found = [
        said(path, node)
        for path, tree in modules("web")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and not (_last_name(node.func.value) in NOT_ROWS or isinstance(node.func.value, (ast.Dict, ast.Set)))
        and not _is_plain_mapping(node)
    ]
    assert not found, f"these pages write by themselves: {found}"


def _last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_plain_mapping(call: ast.Call) -> bool:
    """`words.update({...})` on a dict is not a write; `rows.update(name=...)` on rows is."""
    return call.func.attr == "update" and bool(call.args) and not call.keywords


CLOCKS = {
    ("date", "today"), ("datetime", "now"), ("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"),
    ("time", "time"),
}  # fmt: skip
MAY_READ_THE_CLOCK = {"web/clock.py"}


def test_only_pages_and_commands_read_the_clock():
    found = [
        said(path, node)
        for path, tree in modules(".")
        if str(path.relative_to(SOURCE)) not in MAY_READ_THE_CLOCK and path.parts[-2] not in {"config", "cli"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (_last_name(node.func.value), node.func.attr) in CLOCKS
        and (node.func.attr != "localtime" or not node.args)
    ]
    assert not found, f"these read the clock: {found}"


# --- Actions ---


def test_actions_that_change_something_say_who_did_it():
    found = []
    for path, tree in modules("casework"):
        if path.name != "actions.py":
            continue
        for function in tree.body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and _writes(function):
                keywords = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
                if not keywords & {"by", "reader"}:
                    found.append(said(path, function) + f" {function.name}")
    assert not found, f"these actions do not say who: {found}"


def _writes(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call)
        and ((isinstance(node.func, ast.Attribute) and node.func.attr in WRITES) or _last_name(node.func) == "change")
        for node in ast.walk(function)
    )


# --- Models ---


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_every_model_has_a_factory(model):
    assert hasattr(factories, f"{model.__name__}Factory")


KEPT_FOR_EVER = ("is_kept", "are_kept")
WITHOUT_HISTORY = {
    "Team": "a name",
    "Response": "written once, with its decision",
    "ScheduledPayment": "written once, with its agreement",
    "WrongGuess": "forgotten after an hour",
    "SignInTry": "forgotten after a while",
    "Draft": "forgotten when it is sent, or after a while",
    "WrongWord": "forgotten after an hour",
    "Waiting": "a place in a queue, whose outcome is kept",
}


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_every_model_has_a_history_or_is_never_changed(model):
    tracked = hasattr(model, "pgh_event_models") or any(event.__name__ == f"{model.__name__}Event" for event in OURS)
    protected = any(trigger.name.endswith(KEPT_FOR_EVER) for trigger in getattr(model._meta, "triggers", []))
    assert tracked or protected or model.__name__ in WITHOUT_HISTORY


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_foreign_keys_point_to_earlier_steps(model):
    here = JOURNEY.index(model._meta.app_label)
    for field in model._meta.get_fields():
        if field.is_relation and field.concrete and field.related_model._meta.app_label in JOURNEY:
            there = JOURNEY.index(field.related_model._meta.app_label)
            assert there <= here, f"{model.__name__}.{field.name} points forward to {field.related_model.__name__}"


def test_foreign_keys_name_their_model_not_a_string():
    found = [
        said(path, node)
        for path, tree in modules("casework", "market")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _last_name(node.func) in {"ForeignKey", "OneToOneField", "ManyToManyField"}
        and node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value != "self"
    ]  # fmt: skip
    assert not found, f"string foreign keys hide a backward dependency: {found}"


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_every_constraint_is_named_as_a_sentence(model):
    for constraint in model._meta.constraints:
        assert constraint.name.count("_") >= 2, f"{constraint.name} is not a sentence"


def test_history_cannot_be_changed_even_in_sql(db):
    from django.db import DatabaseError, transaction

    person = factories.PersonFactory()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_personevent SET given_name = 'X' WHERE pgh_obj_id = %s", [person.pk])


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_drawer_for_everything(path):
    banned = {"utils", "common", "core", "helpers", "manager", "managers", "services", "misc", "base"}
    assert path.stem not in banned
    assert path.parent.name not in banned
