"""Acts in words: what was changed, from what to what, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goodlives.casework.access.models import Role, User
from goodlives.casework.people import changes
from goodlives.casework.people.changes import Act, Entry
from goodlives.casework.people.models import Person
from goodlives.casework.plans.comparing import Piece, pieces
from goodlives.exchange.translated import translated
from goodlives.rules.carers_eligibility import CarerOutcome
from goodlives.rules.eligibility import Outcome
from goodlives.rules.resource_allocation import Domain
from goodlives.rules.wellbeing import Wellbeing

from ..design.environment import day, known, moment, pounds
from .names_of_fields import name_of
from .names_of_records import kind_of, record_of

LONG = 60
"""From so many letters on, the words that differ are marked."""

# By which field a record is told from others of its kind.
TOLD_APART = (
    "name",
    "heading",
    "area",
    "outcome",
    "domain",
    "words",
    "what",
    "kind",
    "part",
    "goal_words",
    "reference",
)
WHY = ("why", "reasons", "reason")
PENCE = {"savings_credit_qualifying_income", "contribution", "cost", "councils_share", "weekly_cost", "weekly_limit"}
MILLIONTHS = {"least", "most"}
_OUTCOMES = {each.value: each.words for each in [*Outcome, *CarerOutcome]}  # of both, the words are the same
OF_THE_LAW: dict[str, dict[str, str]] = {
    "area": {each.value: each.words for each in Wellbeing}, "domain": {each.value: each.words for each in Domain},
    "outcome": _OUTCOMES, "outcomes": _OUTCOMES,
}  # fmt: skip
"""What the rules have plain words for."""

# Where somebody lives, whichever record says it.
ADDRESS = ("address", "postcode")

# The page of a record, by the address's name and what it is found by.
PAGES = {
    "requests.requestforsupport": ("requests:request", "reference"),
    "assessments.assessment": ("assessments:assessment", ""),
    "finances.financialassessment": ("finances:assessment", ""),
    "plans.plan": ("plans:plan", ""),
    "decisions.decision": ("decisions:decision", ""),
    "payments.directpayment": ("payments:payment", ""),
    "reviews.review": ("reviews:review", ""),
}


@dataclass(frozen=True)
class Line:
    """One field: what it said and says. Long words come in pieces, so that what differs can be marked."""

    label: str
    before: str
    after: str
    marked: tuple[tuple[Piece, ...], tuple[Piece, ...]] | None = None


@dataclass(frozen=True)
class Told:
    """One record of an act."""

    words: str
    how: str
    lines: tuple[Line, ...]
    address: str = ""


@dataclass
class ToldAct:
    at: datetime
    day_only: bool
    who: str
    kinds: list[str]
    why: list[str] = field(default_factory=list)
    records: list[Told] = field(default_factory=list)

    @property
    def on(self) -> date:
        return timezone.localtime(self.at).date()


def tell(acts: list[Act], *, person: Person, reader: User, may_open) -> list[ToldAct]:
    """These acts in words for this reader. So many queries, however many acts."""
    changes.read(acts)
    names = _names(acts)
    return [_told(act, names, person=person, reader=reader, may_open=may_open) for act in acts]


def by_day(acts: Iterable[ToldAct]) -> list[tuple[date, list[ToldAct]]]:
    return [(day, list(of_day)) for day, of_day in groupby(acts, key=lambda act: act.on)]


def who_words(user: User | None, reader: User, *, somebody: bool = True) -> str:
    """The reader is "you". Somebody whose account this reader may not see is not named."""
    if user is None:
        return _("Somebody who is not named here") if somebody else ""
    if user.pk == reader.pk:
        return _("You")
    return (
        str(user) if user.role == Role.PERSON else f"{user}, {user.job_title or str(user.get_role_display()).lower()}"
    )


def _names(acts: Iterable[Act]) -> dict[type[models.Model], dict[UUID, Any]]:
    """Everybody and everything that these acts name by a key."""
    wanted: dict[Any, set] = {User: {act.by for act in acts if act.by}}
    for act in acts:
        for entry in act.entries:
            for one in entry.source.fields:
                if one.is_relation:
                    keys = {entry.before.get(one.name), entry.after.get(one.name)} - {None}
                    wanted.setdefault(one.related_model, set()).update(keys)
    return {model: model._base_manager.in_bulk(keys) if keys else {} for model, keys in wanted.items()}


def _told(act: Act, names, *, person: Person, reader: User, may_open) -> ToldAct:
    by = who_words(names[User].get(act.by), reader, somebody=act.by is not None)
    told = ToldAct(act.at, act.day_only, by, [])
    # An address that is kept private now was not always: what it was is not told either.
    private = ADDRESS if person.address_is_protected else ()
    for entry in sorted(act.entries, key=lambda entry: entry.source.table):
        kind = str(kind_of(entry.source.model))
        if kind not in told.kinds:
            told.kinds.append(kind)
        lines, apart = [], _apart(entry)
        for one, was, now in entry.differences():
            said_above = now in (act.at, act.by) or (one is apart and len(str(now)) <= LONG)
            if (was is None and said_above) or one.name in private:
                continue
            if one.name in WHY or one.name.startswith("why_"):
                if now:
                    told.why.append(str(now))
                continue
            lines.append(_line(one, was, now, names))
        address = _address(entry)
        told.records.append(
            Told(_record(entry, names), _how(entry), tuple(lines), address if address and may_open(address) else "")
        )
    return told


def _apart(entry: Entry) -> Any | None:
    """The field by which this record is told from others of its kind. Of somebody's details, there is one."""
    said = entry.after or entry.before
    fields = () if entry.source.model is Person else entry.source.fields
    return next((one for name in TOLD_APART for one in fields if one.name == name and said.get(name)), None)


def _record(entry: Entry, names) -> str:
    said, apart = entry.after or entry.before, _apart(entry)
    words = str(record_of(entry.source.model))
    if apart is None:
        return words
    which = value_words(apart, said[apart.name], names)
    return f"{words}: {which[:LONG]}{'…' if len(which) > LONG else ''}"


def _how(entry: Entry) -> str:
    if entry.what == "delete":
        return _("taken away")
    return _("changed") if entry.before else _("written")


def _line(one: Any, was: Any, now: Any, names) -> Line:
    before, after = value_words(one, was, names), value_words(one, now, names)
    long = isinstance(one, models.CharField | models.TextField) and not one.choices and before and after
    marked = pieces(before, after) if long and max(len(before), len(after)) > LONG else None
    return Line(str(name_of(one)), before, after, marked)


def value_words(one: Any, value: Any, names) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if one.is_relation:
        return str(names.get(one.related_model, {}).get(value) or _("not shown here"))
    if isinstance(one, ArrayField):
        return ", ".join(value_words(one.base_field, part, names) for part in value)
    if isinstance(value, str) and value in (words_of_the_law := OF_THE_LAW.get(one.name, {})):
        return _(words_of_the_law[value])
    if one.choices:
        words = str(dict(one.flatchoices).get(value, value))
        return capfirst(words.replace("_", " ")) if words == value else words
    if isinstance(one, models.BooleanField):
        return known(value)
    if isinstance(one, models.IntegerField) and ("pence" in str(one.help_text) or one.name in PENCE):
        return pounds(value)
    if one.name in MILLIONTHS:
        return f"{value / 1_000_000:.2f}"
    if isinstance(one, models.DateTimeField):
        return moment(value)
    if isinstance(one, models.DateField):
        return day(value)
    if isinstance(value, dict):
        return "; ".join(f"{capfirst(str(key).replace('_', ' '))}: {said}" for key, said in value.items() if said)
    words = str(value).replace("\r\n", "\n")
    return translated(words) if one.name == "summary" else words


def _address(entry: Entry) -> str:
    named = PAGES.get(entry.source.model._meta.label_lower)
    if named is None or entry.what == "delete":
        return ""
    name, found_by = named
    return reverse(name, args=[entry.after[found_by] if found_by else entry.record])
