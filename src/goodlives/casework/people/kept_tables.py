"""Which tables tell what happened to a person, and which of their columns.

What people read of themselves is named in `own_history`, and what staff read besides is named here. Whose a row is, is
found by its foreign keys. What is named nowhere is told to nobody: a test asks that somebody has thought about it.
"""

# ruff: noqa: S608  (what is put into the SQL are the names of our own tables and columns)
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models

from ..access.models import Team, User
from ..access.seals import is_written_once
from . import own_history
from .models import CircleMember, Person
from .own_history import history_of, parent_of

# Told to staff, and not to the person.
TO_STAFF = {
    "assessments.refusalofassessment",  # what points to abuse, where it is not safe to write it to them
    "mental_capacity.bestinterestsdecision",  # what others said of them: they read the decision, once it is made
    "representatives.representation",  # papers that are looked at again: they may be reading with that somebody
    "representatives.suspension",
    "representatives.worry",
    "upratings.heldback",  # why a charge waits, before anybody has spoken with them
    "communication.heldletter",  # why a letter waits, which may be that it is not safe to write
}
# Told to nobody here.
NOT_TOLD = {
    "people.recordread",  # who looked has a page of its own
    # versions, which say again and whole what is told line by line
    "plans.planversion",
    "about_me.partversion",
    "plans.partwritten",
    # which records only a few open, and what was opened without a usual reason: told on their own pages, when it may be
    "seeing.restriction",
    "seeing.namedforrecord",
    "seeing.emergencylook",
    "seeing.tellingdecision",
    "seeing.told",
    "seeing.lookedover",
    "seeing.lookquestion",
    # what carers say of the care they give is theirs, and shown as they choose: on their own pages
    "carers.caregiven",
    "carers.planfortheday",
    "carers.emergencyplan",
    "carers.shared",
    "carers.earlywarning",
    "carers.howcaringgoes",
    "carers.supportasked",
    "reviews.needtomeetagain",
    # how to reach somebody without danger, and where they live in private: on a page of its own, each look written down
    "communication.safecontact",
    "communication.protectedaddress",
    "communication.mayreadaddress",
    # what is told as a decision
    "plans.personalbudget",
    "upratings.upratedperson",
}
# Not words of anybody. Of a decision its words are told; how it was worked out stands on its own page.
UNSAID = {
    "revision", "changed_at", "changed_by", "written_at", "written_by", "search_text", "order", "number", "user",
    "media_type", "width", "height", "conditions", "steps", "laws", "facts", "figures", "rates", "rule_version",
    "what_would_change_it", "answers", "sum", "lines", "digest",
}  # fmt: skip
SAID_BY_NAME = (User, Team, Person, CircleMember)


class Source(NamedTuple):
    """A table that tells of a person, and what it tells."""

    model: Any  # of which it tells
    table: str
    key: str
    key_type: str
    fields: tuple[Any, ...]
    mine: str  # which of its rows are the person's
    moment: str = ""  # the column that says when, for a row without versions
    who: str = ""
    day_only: bool = False

    @property
    def names(self) -> set[str]:
        """By which it can be asked for: plans, or plans.goal."""
        return {self.model._meta.app_label, self.model._meta.label_lower}


@cache
def sources(*, portal: bool) -> tuple[Source, ...]:
    """Every table to read; for the person themself, those that are open to them."""
    return tuple(source for model in apps.get_models() if (source := _source(model, portal=portal)))


def _source(model: Any, *, portal: bool) -> Source | None:
    meta = model._meta
    if not own_history.is_open(model) and (portal or meta.label_lower not in TO_STAFF):
        return None
    words = tuple(_words(model))
    if kept := history_of(model):
        table = kept._meta.db_table
        hidden = own_history.HIDDEN.get(table, ()) if portal else ()
        columns = {one.column for one in kept._meta.concrete_fields} - set(hidden)
        words = tuple(one for one in words if one.column in columns)
        return Source(model, table, "pgh_id", "integer", words, _mine(model, "pgh_obj_id"))
    moment = _moment(model)
    if moment is None or not is_written_once(model):
        return None
    who = next((one for one in meta.concrete_fields if one.related_model is User), None)
    return Source(
        model, meta.db_table, meta.pk.column, meta.pk.rel_db_type(connection),
        tuple(one for one in words if one not in (moment, who)), _mine(model, meta.pk.column), moment.column,
        who.column if who else "", not isinstance(moment, models.DateTimeField),
    )  # fmt: skip


def _moment(model: Any) -> Any | None:
    """The column that says when a row was written: a time, or else a day."""
    fields = [one for one in model._meta.concrete_fields if not one.null]
    times = [one for one in fields if isinstance(one, models.DateTimeField)]
    days = [one for one in fields if isinstance(one, models.DateField)]
    return next(iter(times + days), None)


def _words(model: Any) -> Iterator[Any]:
    for one in model._meta.concrete_fields:
        if one.primary_key or one.name in UNSAID or isinstance(one, models.BinaryField):
            continue
        if one.is_relation and (one.name == "person" or one.related_model not in SAID_BY_NAME):
            continue
        yield one


def _mine(model: Any, key: str) -> str:
    """Which rows of a table are the person's, by its foreign keys. A row above that is gone is found in its history."""
    if model is Person:
        return f'"{key}" = %(person)s'
    parent: Any = parent_of(model)
    above = parent.related_model
    if above is Person:
        return f'"{parent.column}" = %(person)s'
    table, its_key = above._meta.db_table, above._meta.pk.column
    ids = f'SELECT "{its_key}" FROM "{table}" WHERE {_mine(above, its_key)}'
    if kept := history_of(above):
        ids += f' UNION SELECT "pgh_obj_id" FROM "{kept._meta.db_table}" WHERE {_mine(above, "pgh_obj_id")}'
    return f'"{parent.column}" IN ({ids})'
