"""The law by example, gathered from the specs: each rule, and every example with its words and what came out."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from goodlives.exchange.letters.facts import readable
from goodlives.rules.charging import Circumstances, charge
from goodlives.rules.money import pounds

SPECS = Path(__file__).parents[1] / "specs"
NOT_LAW = {"test_parameters"}  # what must be true of the numbers themselves
MONEY = {"contribution", "council_share", "fee", "cost", "keeps", "pays", "defers", "amount", "limit", "council_pays"}
# Rows that say how a test looks for something, and not what the law says.
HOW_THE_TEST_LOOKS = {"field", "broken", "reference", "way", "stays"}
Json = dict[str, Any]


def gathered() -> list[Json]:
    """Each file of specs as one rule, in the order of their names."""
    return [_rule(path.stem) for path in sorted(SPECS.glob("test_*.py")) if path.stem not in NOT_LAW]


def _rule(name: str) -> Json:
    module = importlib.import_module(f"tests.specs.{name}")
    first, _, more = " ".join((inspect.getdoc(module) or "").split()).partition(". ")
    title, _, law = first.rstrip(".").partition(": ")
    tests = [test for test in vars(module).values() if _is_test(test, module)]
    return {
        "slug": name.removeprefix("test_").replace("_", "-"),
        "title": title.removesuffix(", by example"),
        "law": law.removesuffix(", worked to the penny"),
        "words": more,
        "parts": [_part(test) for test in tests],
    }


def _is_test(test: Any, module: ModuleType) -> bool:
    return isinstance(test, FunctionType) and test.__name__.startswith("test_") and test.__module__ == module.__name__


def _part(test: FunctionType) -> Json:
    words = test.__name__.removeprefix("test_").replace("_", " ")
    return {
        "heading": f"{words[:1].upper()}{words[1:]}",
        "words": " ".join((inspect.getdoc(test) or "").split()),
        "examples": list(_examples(test)),
    }


def _examples(test: FunctionType) -> Iterator[Json]:
    for mark in getattr(test, "pytestmark", []):
        if mark.name != "parametrize":
            continue
        names, values = mark.args[0], mark.args[1]
        names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        if HOW_THE_TEST_LOOKS & set(names):
            continue
        for value in values:
            if hasattr(value, "marks"):  # a pytest.param, whose id are its words
                words = {"says": value.id} if value.id else {}
                yield _example(words | dict(zip(names, value.values, strict=True)))
            else:
                yield _example(_fields(names, value))


def _fields(names: list[str], value: Any) -> dict[str, Any]:
    """One example as names and values, whether it is a row of a table or a Case. What was given comes first."""
    if len(names) > 1:
        return dict(zip(names, value, strict=True))
    if is_dataclass(value) and hasattr(value, "says"):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return {names[0]: value}


def _example(known: dict[str, Any]) -> Json:
    says = known.pop("says", None)
    circumstances = next((value for value in known.values() if isinstance(value, Circumstances)), None)
    if circumstances is not None:
        return {"says": says or "", **_charged(circumstances)}
    given, out = _given_and_out(known, whole=says is None)
    if says is None:
        says = "; ".join(f"{label}: {value}" for label, value in given)
        given = []
    return {"says": says, "given": given, "comes_out": out}


def _given_and_out(known: dict[str, Any], *, whole: bool) -> tuple[list[list[str]], str]:
    """The last is what comes out; of a Case with more, all but the first and the day."""
    names = list(known)
    if len(names) == 1 and whole and not is_dataclass(known[names[0]]):
        return [[_label(names[0]), said(known[names[0]], names[0])]], ""
    before = {names[0], "on"} if isinstance(known[names[0]], dict) or "counts" in known or "paid" in known else None
    asked = [name for name in names[:-1] if before is None or name in before]
    answers = [name for name in names if name not in asked and known[name] not in ({}, ())]
    given = [pair for name in asked for pair in _pairs(name, known[name])]
    if len(answers) == 1:
        return given, said(known[answers[0]], answers[0])
    return given, "; ".join(f"{_label(name)}: {said(known[name], name)}" for name in answers)


def _pairs(name: str, value: Any) -> Iterator[list[str]]:
    if is_dataclass(value) and not isinstance(value, type):
        value = {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield [_label(key), said(each, str(key))]
    else:
        yield [_label(name), said(value, name)]


def _charged(circumstances: Circumstances) -> Json:
    """What was given, what came out of the rule just now, and every step."""
    answer = charge(circumstances)
    if answer.charge is None:
        least, most = answer.range or (0, None)
        out = f"Not yet known: between {pounds(least)} and {'the whole cost' if most is None else pounds(most)} a week"
    else:
        out = f"You pay {pounds(answer.charge)} a week"
        if answer.council_pays:
            out += f"; the council pays {pounds(answer.council_pays)}"
    return {
        "given": [[fact.label, fact.value] for fact in readable(_without_the_usual(circumstances.as_json()))],
        "comes_out": out,
        "steps": [step.as_json() for step in answer.steps],
        "rests_on": [figure.name for figure in answer.rests_on],
    }


def _without_the_usual(facts: Json) -> Json:
    """Pension age is worked out from their age where nothing is said; most people have no children to look after."""
    usual = {"pension_age_reached": None, "dependent_children": 0, "partner_pension_age_reached": False}
    person = {name: value for name, value in facts["person"].items() if name not in usual or value != usual[name]}
    others = {name: value for name, value in facts.items() if name == "person" or value is not False}
    return others | {"person": person}


def _label(name: Any) -> str:
    words = str(getattr(name, "words", name)).replace("_", " ")
    return words[:1].upper() + words[1:]


def said(value: Any, name: str = "") -> str:
    """A value in words."""
    if value is None:
        return "not yet known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(getattr(value, "words", None) or value.value).replace("_", " ")
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, int):
        return pounds(value) if value >= 1000 or name in MONEY else str(value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, str):
        return pounds(round(float(value) * 100)) if re.fullmatch(r"\d+\.\d\d", value) else value.strip()
    if isinstance(value, Mapping) and value and all(each is None or isinstance(each, bool) for each in value.values()):
        yes, unknown = ([_label(key) for key, each in value.items() if each is answer] for answer in (True, None))
        words = ", ".join(yes) or "none"
        return f"{words}; not yet known: {', '.join(unknown)}" if unknown else words
    if isinstance(value, Mapping):
        return "; ".join(f"{_label(key)}: {said(each, str(key))}" for key, each in value.items()) or "nothing"
    if is_dataclass(value) and not isinstance(value, type):
        return "; ".join(f"{_label(each.name)}: {said(getattr(value, each.name), each.name)}" for each in fields(value))
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(said(each, name) for each in value) or "none"
    return str(value)


def as_markdown(rules: list[Json]) -> Iterator[str]:
    for rule in rules:
        yield f"## {rule['title']}"
        if rule["law"]:
            yield f"Law: {rule['law']}."
        if rule["words"]:
            yield rule["words"]
        for part in rule["parts"]:
            yield f"### {part['heading']}"
            if part["words"]:
                yield part["words"]
            if part["examples"]:
                rows = [
                    f"| {_cell(each['says'])} | {_cell('; '.join(': '.join(pair) for pair in each['given']))} "
                    f"| {_cell(each['comes_out'])} |"
                    for each in part["examples"]
                ]
                yield "\n".join(["| Example | Given | What comes out |", "| - | - | - |", *rows])


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
