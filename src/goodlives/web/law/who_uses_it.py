"""Which rules read a number of the law: found in the rules' own source, so that nobody has to write it down."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import goodlives.rules
from goodlives.rules.parameters import all_parameters

_RULES = Path(goodlives.rules.__file__).parent
# They handle every number alike, whichever it is.
_PASSED_OVER = {
    "parameters/__init__.py", "bulk.py", "bulk_columns.py", "bulk_treatment.py", "bulk_not_yet_known.py",
    "bulk_charges.py", "straight_line.py",
}  # fmt: skip


@dataclass(frozen=True)
class Use:
    """A rule that reads it, in the rule's own words, and the file it is in."""

    file: str
    rule: str
    words: str


def uses_of(name: str) -> tuple[Use, ...]:
    return _uses().get(name, ())


@cache
def _uses() -> dict[str, tuple[Use, ...]]:
    found: dict[str, list[Use]] = {}
    names = set(all_parameters())
    for path in sorted(_RULES.rglob("*.py")):
        file = path.relative_to(_RULES).as_posix()
        if file in _PASSED_OVER:
            continue
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            words = (ast.get_docstring(function) or "").split("\n")[0]
            for name in sorted(set(_named(function, names))):
                found.setdefault(name, []).append(Use(file, function.name, words))
    return {name: tuple(uses) for name, uses in found.items()}


def _named(function: ast.FunctionDef, names: set[str]) -> Iterator[str]:
    """The numbers that a function asks for: by name, as one of the rates, or a family by its beginning."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield node.attr
        elif isinstance(node, ast.Constant) and node.value in names:
            yield str(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(start := node.values[0], ast.Constant):
            yield from (name for name in names if len(str(start.value)) > 4 and name.startswith(str(start.value)))
