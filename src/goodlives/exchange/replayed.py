"""What came of working a decision out again: the same or not, line by line, and what today's figures would give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.decisions.models import Decision
from goodlives.rules.money import Pence, pounds
from goodlives.rules.version import rule_version

Json = dict[str, Any]


class Result(StrEnum):
    SAME = "same"
    OTHER_WORDS = "same sum, other words"
    DIFFERENT = "different"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a rule answers: what it comes to (pence, yes or no, or a number of points), and how."""

    comes_to: Mapping[str, Any]
    steps: list[Json] = field(default_factory=list)
    conditions: list[Json] = field(default_factory=list)
    rates: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where what was kept is not what comes out now. `words` when only the wording is another."""

    where: str
    kept: str
    now: str
    words: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure that the decision rests on and that our tables say otherwise today."""

    name: str
    title: str
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One decision worked out again. `today` is what it would come to with today's figures, where one is corrected."""

    decision: Decision
    result: Result
    why: str = ""
    answer: Answer | None = None
    differences: tuple[Difference, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    today: Answer | None = None

    @property
    def other_today(self) -> bool:
        """Whether today's figures would give another answer, and not only rest on another figure."""
        return self.today is not None and self.answer is not None and self.today.comes_to != self.answer.comes_to

    @property
    def same_rules(self) -> bool:
        return self.decision.rule_version == rule_version()

    def as_json(self) -> Json:
        decision = self.decision
        return {
            "decision": str(decision.pk), "kind": decision.kind, "decided_on": decision.decided_on.isoformat(),
            "rule_version": decision.rule_version, "result": self.result.value, "why": self.why,
            "differences": [
                {"where": each.where, "kept": each.kept, "now": each.now} for each in self.differences
            ],
            "corrected_figures": [
                {"name": each.name, "then": each.then, "now": each.now} for each in self.corrected
            ],
            "came_to": in_words(self.answer), "today_would_come_to": in_words(self.today) if self.other_today else "",
        }  # fmt: skip


# --- What is the same, and what is not ---


def result(decision: Decision, found: tuple[Difference, ...]) -> Result:
    if not found:
        return Result.SAME
    # Other rules may say the same sum in other words. The same rules never do: then somebody has changed what was kept.
    only_words = all(difference.words for difference in found)
    return Result.OTHER_WORDS if only_words and decision.rule_version != rule_version() else Result.DIFFERENT


def differences_of(decision: Decision, answer: Answer) -> Iterator[Difference]:
    kept = dict(_kept(decision))
    for name, now in answer.comes_to.items():
        if name in kept and kept[name] != now:
            yield Difference(str(_name(name)), _said(name, kept[name]), _said(name, now))
    if decision.rates != answer.rates:
        yield Difference(_("The year of the rates"), decision.rates, answer.rates)
    yield from _in_the_steps(decision.steps, answer.steps)
    yield from _in_the_conditions(decision.conditions, answer.conditions)


def _kept(decision: Decision) -> Iterator[tuple[str, Any]]:
    """What was kept beside the decision, or in it, of what it came to."""
    yield "favourable", decision.favourable
    for name, unable in decision.facts.get("unable_to_achieve", {}).items():
        yield f"unable: {name}", unable
    if assessment := getattr(decision, "financial_assessment", None):
        yield "charge", assessment.contribution
    if budget := getattr(decision, "personal_budget", None):
        for name in ("cost", "contribution", "councils_share", "once"):
            yield name, getattr(budget, name)
    if idea := getattr(decision, "indicative_budget", None):
        yield "points", idea.points
        yield "weekly_amount", idea.weekly_amount


def _in_the_steps(kept: list[Json], now: list[Json], above: str = "") -> Iterator[Difference]:
    for place in range(max(len(kept), len(now))):
        where = f"{above}{place + 1}"
        if place >= len(now) or place >= len(kept):
            one, none = (kept, now) if place >= len(now) else (now, kept)
            said = one[place]["what"]
            yield Difference(_line(where), *((said, _("no such line")) if none is now else (_("no such line"), said)))
            continue
        old, new = kept[place], now[place]
        if old["amount"] != new["amount"]:
            yield Difference(_line(where), f"{old['what']}: {old['amount']}", f"{new['what']}: {new['amount']}")
        for part in ("what", "law"):
            if old[part] != new[part]:
                yield Difference(_line(where), old[part], new[part], words=True)
        yield from _in_the_steps(old["steps"], new["steps"], f"{where}.")


def _in_the_conditions(kept: list[Json], now: list[Json]) -> Iterator[Difference]:
    if len(kept) != len(now):
        yield Difference(_("How many conditions"), str(len(kept)), str(len(now)))
    for number, (old, new) in enumerate(zip(kept, now, strict=False), 1):
        where = _("Condition %(number)s") % {"number": number}
        if old["met"] != new["met"]:
            yield Difference(where, _said("", old["met"]), _said("", new["met"]))
        for part in ("words", "law"):
            if old[part] != new[part]:
                yield Difference(where, old[part], new[part], words=True)


def _line(where: str) -> str:
    return _("Line %(number)s") % {"number": where}


NAMES = {
    "charge": lazy("What the person pays each week"),
    "cost": lazy("What the plan costs each week"),
    "contribution": lazy("What the person pays each week"),
    "councils_share": lazy("What the council pays each week"),
    "once": lazy("What is paid once"),
    "points": lazy("Points"),
    "weekly_amount": lazy("The first idea of the budget"),
    "favourable": lazy("The answer"),
}
HEADLINES = ("charge", "contribution", "weekly_amount", "favourable")


def _name(name: str) -> Any:
    return NAMES.get(name) or name.removeprefix("unable: ").replace("_", " ").capitalize()


def _said(name: str, value: Any) -> str:
    if value is None:
        return _("a costed plan") if name == "weekly_amount" else _("not yet known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value) if name == "points" else pounds(value)


def in_words(answer: Answer | None) -> str:
    """What it comes to, in a word or an amount: what the person pays, the first idea of the budget, yes or no."""
    if answer is None:
        return ""
    name = next(name for name in HEADLINES if name in answer.comes_to)
    return _said(name, answer.comes_to[name])


def difference_a_week(replayed: Replayed) -> Pence | None:
    """How much more (or less) a week today's figures would make it, where it is an amount."""
    if not replayed.other_today or replayed.answer is None or replayed.today is None:
        return None
    name = next(name for name in HEADLINES if name in replayed.answer.comes_to)
    then, now = replayed.answer.comes_to[name], replayed.today.comes_to[name]
    return now - then if type(then) is int and type(now) is int else None


def as_line(replayed: Replayed) -> Json:
    """One row of a spreadsheet."""
    row = replayed.as_json()
    gap = difference_a_week(replayed)
    return row | {
        "differences": json.dumps(row["differences"], ensure_ascii=False) if row["differences"] else "",
        "corrected_figures": "; ".join(
            f"{each.name}: {each.then} -> {each.now}" for each in replayed.corrected
        ),
        "difference_a_week": "" if gap is None else f"{Decimal(gap) / 100:.2f}",
    }  # fmt: skip
