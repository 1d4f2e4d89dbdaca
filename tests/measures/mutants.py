"""Change each measure by one line at a time, and see that its tests notice: `make mutants`.

A change is a comparison loosened or turned round, a "not" left out, a number one off, an "and" for an "or", a minimum
for a maximum, blank for not blank. Each is made in a copy of the package, never in the files themselves, and is caught
if a drawn table of the measure fails or the second count of some made-up events differs. Says which were not.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEASURES = ("ascof_2a", "ascof_2b_2c", "ascof_2e", "ascof_3d", "cleaning", "people")
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


def changed(tree: ast.Module, number: int) -> tuple[str, int]:
    """The file with its change of that number, and the line of it."""
    tree = copy.deepcopy(tree)
    node, kind = list(places(tree))[number]
    if kind == "comparison":
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif kind == "operator":
        node.op = OPERATORS[type(node.op)]()
    elif kind == "not":
        tree = Without(node).visit(tree)
    elif kind == "number":
        node.value += 1
    else:
        node.func.attr = METHODS[node.func.attr]
    return ast.unparse(tree), node.lineno


class Without(ast.NodeTransformer):
    """Leaves out one "not"."""

    def __init__(self, unwanted: ast.AST) -> None:
        self.unwanted = unwanted

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if node is self.unwanted else node


def is_caught(folder: Path, measure: str) -> bool:
    """Whether the tests fail on the copy of the package in that folder."""
    tests = ["tests/measures/test_second_count.py::test_two_counts_of_the_same_events_agree_in_every_cell"]
    drawn = ROOT / "tests" / "measures" / f"test_{measure}.py"
    tests = [str(drawn.relative_to(ROOT))] * drawn.exists() + tests
    given = {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "GOODLIVES_SEEDS": "60"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-o", f"cache_dir={folder}/cache", *tests]
    return subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, check=False).returncode != 0


def main(wanted: list[str]) -> None:
    # How many changes of each file to try, drawn always in the same way; all of them where 0.
    most = int(os.environ.get("GOODLIVES_MUTANTS", "40"))
    for measure in wanted or MEASURES:
        source = ROOT / "src" / "goodlives" / "measures" / f"{measure}.py"
        tree = ast.parse(source.read_text())
        numbers = list(range(len(list(places(tree)))))
        if most and len(numbers) > most:
            numbers = sorted(random.Random(measure).sample(numbers, most))
        missed = []
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder) / "goodlives"
            shutil.copytree(ROOT / "src" / "goodlives", package, ignore=shutil.ignore_patterns("__pycache__", "static"))
            if is_caught(Path(folder), measure):
                sys.exit(f"{measure}: the tests fail with nothing changed")
            for number in numbers:
                words, line = changed(tree, number)
                (package / "measures" / f"{measure}.py").write_text(words)
                if not is_caught(Path(folder), measure):
                    missed.append(line)
        print(f"{measure}: {len(numbers) - len(missed)} of {len(numbers)} changes caught")
        for line in missed:
            print(f"    not caught: line {line}: {source.read_text().splitlines()[line - 1].strip()}")


if __name__ == "__main__":
    main(sys.argv[1:])
