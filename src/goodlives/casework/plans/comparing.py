"""Two versions of a plan side by side: which words were added or taken away, who changed each line and when."""

from __future__ import annotations

import re
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _

from goodlives.rules.money import pounds

from .models import Part, Way


class Piece(NamedTuple):
    """Some words, and whether they are in both versions: "same", "added" or "taken"."""

    what: str
    words: str


class Line(NamedTuple):
    """One line of the plan in two versions."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    who: str
    when: datetime | None
    changed: bool


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The words of both, each marked: what only the first has was taken away, what only the second has was added."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            left.append(Piece("same", "".join(old[i:j])))
            right.append(Piece("same", "".join(new[k:m])))
            continue
        if j > i:
            left.append(Piece("taken", "".join(old[i:j])))
        if m > k:
            right.append(Piece("added", "".join(new[k:m])))
    return tuple(left), tuple(right)


def lines(before: dict, after: dict) -> list[Line]:
    """Each line of two versions, in the order of the plan."""
    found = []
    for part in Part:
        if part == Part.GOALS:
            found += _goals(before["goals"], after["goals"])
        elif part in before["parts"] or part in after["parts"]:
            found.append(_line(str(part.label), before["parts"].get(part), after["parts"].get(part)))
    return found


def _line(label: str, before: dict | None, after: dict | None, words=lambda line: line["words"]) -> Line:
    left, right = pieces(words(before) if before else "", words(after) if after else "")
    changed = any(piece.what != "same" for piece in (*left, *right))
    written = after or before or {}
    at = written.get("written_at")
    return Line(label, left, right, written.get("written_by", ""), datetime.fromisoformat(at) if at else None, changed)


def _goals(before: list[dict], after: list[dict]) -> list[Line]:
    found = []
    for number, (old, new) in enumerate(_paired(before, after), 1):
        label = _("Goal %(number)s") % {"number": number}
        found.append(_line(label, old, new))
        ways = _paired(old["ways"] if old else [], new["ways"] if new else [], words=_way)
        found += [
            _line(_("%(goal)s, way %(number)s") % {"goal": label, "number": place}, was, now, words=_way)
            for place, (was, now) in enumerate(ways, 1)
        ]
    return found


def _way(way: dict) -> str:
    parts = [str(Way.By(way["by"]).label), way["what"], way["how_often"], way["who"]]
    if way["weekly_cost"]:
        parts.append(_("%(cost)s a week") % {"cost": pounds(way["weekly_cost"])})
    if way["once_cost"]:
        parts.append(_("%(cost)s, once") % {"cost": pounds(way["once_cost"])})
    return ". ".join(part.rstrip(".") for part in parts if part)


def _paired(before: list, after: list, words=lambda line: line["words"]) -> list[tuple]:
    """What is the same line in both: first what says the same, then in their order; the rest came or went."""
    left, pairs = list(before), []
    same = {}
    for place, now in enumerate(after):
        if (was := next((old for old in left if words(old) == words(now)), None)) is not None:
            left.remove(was)
            same[place] = was
    for place, now in enumerate(after):
        was = same.get(place) or (left.pop(0) if left else None)
        pairs.append((was, now))
    return pairs + [(old, None) for old in left]
