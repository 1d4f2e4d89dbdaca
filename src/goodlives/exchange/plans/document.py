"""The plan as a document to take away: the same headings, words and table in PDF, in Word and in JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodlives.casework.plans.budget import budget_of
from goodlives.casework.plans.keeping import is_signed, signature_of
from goodlives.casework.plans.models import Part, Plan, Way
from goodlives.casework.plans.versions import what_it_says
from goodlives.rules.money import pounds


@dataclass(frozen=True)
class Block:
    """Words, with who wrote them under them; or one of a list of ways."""

    words: str
    written: str = ""
    is_point: bool = False


@dataclass(frozen=True)
class Section:
    heading: str
    level: int = 2
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Money:
    """A row of the table of what it costs: pounds in words."""

    what: str
    amount: str


@dataclass(frozen=True)
class Document:
    title: str
    whose: str
    council: str
    language: str
    day: str
    state: str
    sections: tuple[Section, ...]
    money: tuple[Money, ...] = ()
    signed: tuple[str, ...] = field(default=())


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def title_of(plan: Plan) -> str:
    return _("My support plan as a carer") if plan.is_for_carer else _("My care and support plan")


def document_of(plan: Plan, on: date) -> Document:
    """The plan as it stands on this day."""
    says = what_it_says(plan)
    sections = []
    for part in Part:
        if part == Part.GOALS:
            sections += list(_goals(says["goals"]))
        elif line := says["parts"].get(part):
            words = in_words(date.fromisoformat(line["words"])) if part == Part.STARTS_ON else line["words"]
            sections.append(Section(str(part.label), 2, (Block(words, who_and_when(line)),)))
    notes = plan.notes.select_related("by")
    if beside := tuple(Block(f"{note.get_part_display()}: {note.words}", _by(str(note.by), note.at)) for note in notes):
        sections.append(Section(_("What the council has put beside it"), 2, beside))
    return Document(
        title_of(plan), plan.person.name, settings.COUNCIL.name, get_language() or "en", in_words(on),
        str(plan.get_state_display()), tuple(sections), _money(plan), _signed(plan),
    )  # fmt: skip


def _goals(goals: list[dict[str, Any]]):
    yield Section(str(Part.GOALS.label), 2, () if goals else (Block(_("There are no goals yet.")),))
    for number, goal in enumerate(goals, 1):
        blocks = [Block(goal["words"], who_and_when(goal))]
        blocks += [Block(_way(way), who_and_when(way), is_point=True) for way in goal["ways"]]
        yield Section(_("Goal %(number)s") % {"number": number}, 3, tuple(blocks))


def _way(way: dict[str, Any]) -> str:
    parts = [way["what"], way["how_often"], way["who"]]
    if way["weekly_cost"]:
        parts.append(_("%(cost)s a week") % {"cost": pounds(way["weekly_cost"])})
    if way["once_cost"]:
        parts.append(_("%(cost)s, once") % {"cost": pounds(way["once_cost"])})
    return f"{Way.By(way['by']).label}: " + ". ".join(part.rstrip(".") for part in parts if part)


def who_and_when(line: dict[str, Any]) -> str:
    """Who wrote a line of a version, as a sentence; nothing where that was not kept."""
    if not line["written_by"]:
        return ""
    when = datetime.fromisoformat(line["written_at"])
    words = _by(line["written_by"], when)
    if "for_the_person" in line:
        words += " " + _("for the person, who asked: %(how)s") % {"how": line["for_the_person"]}
    if "suggested_by" in line:
        words += " " + _("(suggested by %(who)s)") % {"who": line["suggested_by"]}
    return words


def _by(who: str, at) -> str:
    return _("Written by %(who)s on %(day)s") % {"who": who, "day": in_words(timezone.localtime(at).date())}


def _money(plan: Plan) -> tuple[Money, ...]:
    if budget := budget_of(plan):
        rows = [
            Money(_("What the plan costs each week"), pounds(budget.cost)),
            Money(_("What I pay each week"), pounds(budget.contribution)),
            Money(_("What the council pays each week"), pounds(budget.councils_share)),
        ]
        return (*rows, *([Money(_("What the council pays once"), pounds(budget.once))] if budget.once else []))
    return (Money(_("What the plan would cost each week"), pounds(plan.weekly_cost())),) if plan.weekly_cost() else ()


def _signed(plan: Plan) -> tuple[str, ...]:
    signature = signature_of(plan)
    if signature is None:
        return (_("This plan has not been signed."),)
    words = [_("Signed by %(name)s on %(day)s.") % {"name": signature.name, "day": in_words(signature.signed_on)}]
    if signature.helped_by:
        words.append(_("Signed with help from %(name)s.") % {"name": signature.helped_by})
    if signature.witness:
        words.append(_("Seen by %(name)s.") % {"name": signature.witness})
    if not is_signed(plan):
        words.append(_("The plan has changed since, so it needs a new signature."))
    return tuple(words)
