"""Change each measure by one line at a time, and see that its tests notice: `make mutants`.

A change is a comparison loosened or turned round, a "not" left out, a number one off, an "and" for an "or", a minimum
for a maximum, blank for not blank. Each is made in memory, never in the files themselves, and is caught if a drawn
table fails or the second count of some made-up events differs. Says which were not.

All that is drawn and made up is one table, each drawing with councils of its own, so that one count serves every test:
a change takes about a second. GOODLIVES_MUTANTS=20 tries so many of each file, drawn always in the same way.
"""

from __future__ import annotations

import ast
import copy
import importlib
import importlib.util
import os
import random
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

from goodlives.measures.cleaning import COLUMNS
from tests.measures import drawn
from tests.measures.second_count import made_up
from tests.measures.second_count.count import count
from tests.measures.second_count.reading import understood

ROOT = Path(__file__).parents[2]
SEEDS = int(os.environ.get("GOODLIVES_SEEDS", "40"))
# Changed in this order. What the first four do is asked of events that are cleaned already.
CLEANED_ALREADY = ("ascof_2a", "ascof_2b_2c", "ascof_2e", "ascof_3d")
MEASURES = (*CLEANED_ALREADY, "cleaning", "people")
DRAWN = (*CLEANED_ALREADY, "cleaning")
COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
OPERATORS = {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Add: ast.Sub, ast.Sub: ast.Add}
METHODS = {"min": "max", "max": "min", "isnull": "notnull", "notnull": "isnull", "isin": "notin", "notin": "isin"}


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Each place that can be changed, and how, in the order of the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
            yield node, "comparison"
        elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            yield node, "operator"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            yield node, "not"
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, "number"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            yield node, "method"


def changed(tree: ast.Module, number: int) -> tuple[ast.Module, str]:
    """The file with its change of that number, and the change in words."""
    tree = copy.deepcopy(tree)
    node, kind = list(places(tree))[number]
    line, before, after = node.lineno, ast.unparse(node), node
    if kind == "comparison":
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif kind == "operator":
        node.op = OPERATORS[type(node.op)]()
    elif kind == "not":
        tree, after = Without(node).visit(tree), node.operand
    elif kind == "number":
        node.value += 1
    else:
        node.func.attr = METHODS[node.func.attr]
    return tree, f"line {line}: {before} -> {ast.unparse(after)}"


class Without(ast.NodeTransformer):
    """Leaves out one "not"."""

    def __init__(self, unwanted: ast.AST) -> None:
        self.unwanted = unwanted

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if node is self.unwanted else node


class NotDrawnYet(Exception):
    """A drawing that the last count did not have."""


class Answer(list[dict[str, Any]]):
    """The rows of a drawing, asked for as those of a table are."""

    def to_pylist(self) -> list[dict[str, Any]]:
        return self


def run_of(measure: str) -> str:
    """The measures whose groups are shown together."""
    return {"2E(2b)": "2E(2a)", "3D(2a)": "3D(1a)", "3D(1b)": "3D(1a)", "3D(2b)": "3D(1a)"}.get(measure, measure)


class Tests:
    """Every drawn table and the second count of the made-up events, answered by one count of all their events."""

    def __init__(self) -> None:
        self.drawings: list[list[dict[str, str | None]]] = []
        self.answers: dict[str, list[dict[str, Any]]] = {}
        made = [
            row | {"LA_Code": letter + row["LA_Code"]}
            for letter, leaning in zip("PQRST", made_up.LEANINGS, strict=True)
            for seed in range(SEEDS)
            for row in made_up.events(leaning, seed)
        ]
        self.made_up = [{name: row[name] or None for name in COLUMNS} for row in made]
        self.population = made_up.population(made)
        self.second = count(understood(made), self.population, made_up.START, made_up.END)
        self.cleaned: Any = None
        drawn.as_table, drawn.measure = lambda rows: rows, self.answered
        self.drawn = list(drawn_tables())
        # What a test draws next may come after what it asks of its first drawing, so until all are there.
        known = -1
        while known < len(self.drawings):
            known = len(self.drawings)
            self.first_failing(everything=True)
            if known < len(self.drawings):
                self.clean()
                self.count()
        if failing := self.first_failing() or self.first_different():
            sys.exit(f"{failing}: fails with nothing changed")

    def answered(self, rows: list[dict[str, str | None]], *_: object) -> Answer:
        """What was counted of a drawing. A group in which nobody of it counts is not shown, as if it were alone."""
        if rows not in self.drawings:
            self.drawings.append(rows)
        mark = f"#{self.drawings.index(rows)}"
        if mark not in self.answers:
            raise NotDrawnYet
        mine = self.answers[mark]
        shown = {(run_of(row["measure"]), row["group"]) for row in mine if row["denominator"]}
        counted = {row["measure"] for row in mine if row["denominator"]}
        return Answer(
            row
            for row in mine
            if row["measure"] == "2A" or (run_of(row["measure"]), row["group"]) in shown
            if row["measure"] in counted or row["measure"] not in ("3D(1b)", "3D(2b)")
        )

    def clean(self) -> None:
        """Cleans all the events, as the package now does it."""
        from goodlives.measures import DuckDB
        from goodlives.measures.ascof import clean
        from goodlives.measures.tables import read_events

        rows = [
            row | {"LA_Code": row["LA_Code"] and f"{row['LA_Code']}#{place}"}
            for place, drawing in enumerate(self.drawings)
            for row in drawing
        ]
        self.engine = DuckDB(threads=1)
        # In the order of their drawing, since of two rows that are otherwise equal the last counts.
        self.cleaned = clean(read_events(TABLE(self.made_up + rows), self.engine).rows, self.engine)

    def count(self) -> None:
        """Counts all the events, as the package now does it."""
        from goodlives.measures.ascof import measure_all

        councils = {
            f"{(row['LA_Code'] or '').upper()}#{place}" for place, rows in enumerate(self.drawings) for row in rows
        }
        population = self.population | dict.fromkeys(product(councils, ("18 to 64", "65 and above")), 100_000)
        self.answers, self.first = {f"#{place}": [] for place in range(len(self.drawings))}, {}
        for row in measure_all(self.cleaned, made_up.START, made_up.END, population, self.engine):
            council, mark, place = row.la_code.partition("#")
            if mark:
                self.answers[mark + place].append(row._asdict() | {"la_code": council})
            else:
                self.first[row[:3]] = (row.numerator, row.denominator, f"{row.outcome:.1f}")

    def first_failing(self, everything: bool = False) -> str:
        """The first drawn table that fails."""
        for name, test, arguments in self.drawn:
            try:
                test(**arguments)
            except Exception:
                if not everything:
                    return name
        return ""

    def first_different(self) -> str:
        """The first cell in which the two counts of the made-up events differ."""
        cells = sorted(self.first.keys() | self.second.keys())
        return next((" ".join(cell) for cell in cells if self.first.get(cell) != self.second.get(cell)), "")


TABLE = drawn.as_table


def drawn_tables() -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Each test by drawn table, with each set of its arguments."""
    for file in DRAWN:
        module = importlib.import_module(f"tests.measures.test_{file}")
        for name, test in vars(module).items():
            if not name.startswith("test_"):
                continue
            sets: list[dict[str, Any]] = [{}]
            for mark in getattr(test, "pytestmark", ()):
                names, values = mark.args
                if isinstance(names, str):
                    sets = [each | {names: value} for each in sets for value in values]
                else:
                    sets = [each | dict(zip(names, value, strict=True)) for each in sets for value in values]
            yield from ((f"{file}: {name}", test, arguments) for arguments in sets)


def put(measure: str, code: Any) -> None:
    """Puts a changed file in the place of one in the package, and everything that takes from it anew."""
    whole = f"goodlives.measures.{measure}"
    if measure in CLEANED_ALREADY:
        exec(code, vars(sys.modules[whole]))
        importlib.reload(sys.modules["goodlives.measures.ascof"])
        return
    for name in [name for name in sys.modules if name.startswith("goodlives.measures")]:
        del sys.modules[name]
    # The rest of the package is imported by the changed file, or takes from it.
    Changed.of, Changed.code = whole, code
    importlib.import_module("goodlives.measures")


class Changed:
    """Finds the changed file before the true one is found."""

    of, code = "", None

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> Any:
        return importlib.util.spec_from_loader(name, cls) if name == cls.of else None

    @staticmethod
    def create_module(spec: Any) -> None:
        return None

    @classmethod
    def exec_module(cls, module: ModuleType) -> None:
        exec(cls.code, vars(module))


def main(wanted: list[str]) -> None:
    most = int(os.environ.get("GOODLIVES_MUTANTS", "0"))
    sys.meta_path.insert(0, Changed)
    tests = Tests()
    for measure in wanted or MEASURES:
        began = time.monotonic()
        source = (ROOT / "src" / "goodlives" / "measures" / f"{measure}.py").read_text()
        tree = ast.parse(source)
        numbers = list(range(len(list(places(tree)))))
        if most and len(numbers) > most:
            numbers = sorted(random.Random(measure).sample(numbers, most))
        caught = {"by a drawn table": 0, "by the second count alone": 0, "because the file does not import": 0}
        missed = []
        for number in numbers:
            mutant, words = changed(tree, number)
            how = how_caught(tests, measure, compile(mutant, measure, "exec"))
            if how:
                caught[how] += 1
            else:
                missed.append(words)
        put(measure, compile(tree, measure, "exec"))
        tests.clean()
        found = ", ".join(f"{number} {how}" for how, number in caught.items())
        took = f"{time.monotonic() - began:.0f} s"
        print(f"{measure}: {sum(caught.values())} of {len(numbers)} changes caught ({found}; {took})", flush=True)
        for words in missed:
            print(f"    not caught: {words}", flush=True)


def how_caught(tests: Tests, measure: str, code: Any) -> str:
    """How the tests notice the changed file; blank where they do not."""
    try:
        put(measure, code)
    except Exception:
        return "because the file does not import"
    try:
        if measure not in CLEANED_ALREADY:
            tests.clean()
        tests.count()
    except Exception:
        return "by a drawn table"
    if tests.first_failing():
        return "by a drawn table"
    return "by the second count alone" if tests.first_different() else ""


if __name__ == "__main__":
    main(sys.argv[1:])
