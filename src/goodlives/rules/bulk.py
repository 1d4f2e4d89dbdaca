"""The same rules for a whole population: laid out from their own source (`straight_line`), compiled, on every core.

Nothing is written twice. What is compiled is a file of plain Python, kept with what Numba makes of it in the user's
own cache and named after its contents, so that a changed rule is never answered from an old cache. Compiling takes
a few seconds, once; after that well under a second.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import tempfile
import textwrap
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

import goodlives.rules.charging.weekly_charge  # noqa: F401  (so that its rules are there)
from goodlives.rules.charging.facts import Facts
from goodlives.rules.parameters import ChargingRates
from goodlives.rules.straight_line import straight_line

# One value for each person, or one for everybody.
Column: TypeAlias = "npt.NDArray[Any] | int | bool"

# Fewer people than this are not worth another core. More are taken in pieces of about as many, whichever core is free,
# so that a core that is asked for something else keeps nobody waiting.
_WORTH_A_CORE = 50_000
_PIECE = 131_072

# Both numbers below 2 to the power of 52, and the second not nothing: then the nearest floating-point number to their
# quotient lies on the same side of every whole number as the quotient itself, so this is exact. It is many times
# faster than dividing whole numbers, because processors do several at once.
_WHOLE_TIMES = '''
@njit(inline="always", error_model="numpy")
def whole_times(number, of):
    """How many whole times one goes into the other, rounded down: exact below 2 to the power of 52."""
    return np.int64(math.floor(number / of))
'''


class DifferentLengths(ValueError):
    """Columns that are not of the same people."""


def charges(facts: Mapping[str, Column], rates: ChargingRates) -> npt.NDArray[np.int64]:
    """What each person pays in a week, in pence: `weekly_charge` for all of them.

    Columns are those of `Facts`; one that a charge does not need may be left out.
    """
    return worked_out(("weekly_charge",), facts, rates)["weekly_charge"]


def worked_out(
    rules: tuple[str, ...], facts: Mapping[str, Column], rates: ChargingRates
) -> dict[str, npt.NDArray[np.int64]]:
    """The answers of these rules for everybody, each a column; yes is 1 and no is 0."""
    columns = {name: column for name, column in facts.items() if isinstance(column, np.ndarray)}
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1:
        raise DifferentLengths(f"Columns have different lengths: {sorted(lengths)}")
    people = lengths.pop() if lengths else 1
    kernel, needed, needed_rates = _compiled(rules, tuple(name for name in Facts._fields if name in columns))
    read = [facts[name] for name in needed]
    numbers = [getattr(rates, name) for name in needed_rates]
    answers = [np.empty(people, np.int64) for _ in rules]

    def part(start: int, stop: int) -> None:
        kernel(
            *(column[start:stop] if isinstance(column, np.ndarray) else column for column in read),
            *numbers,
            *(answer[start:stop] for answer in answers),
        )

    workers = max(1, min(cores(), people // _WORTH_A_CORE))
    if workers == 1:
        part(0, people)
    else:
        pieces = max(workers, -(-people // _PIECE))
        ends = [people * n // pieces for n in range(pieces + 1)]
        with ThreadPoolExecutor(workers) as pool:
            for done in [pool.submit(part, start, stop) for start, stop in pairwise(ends)]:
                done.result()
    return dict(zip(rules, answers, strict=True))


def cores() -> int:
    """How many cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def source(rules: Sequence[str], columns: Sequence[str]) -> tuple[str, list[str], list[str]]:
    """Python that works these rules out for everybody, and the facts and rates it reads, in order."""
    line, answers = straight_line(rules)
    facts = [name for name in Facts._fields if name in line.facts]
    rates = [name for name in ChargingRates._fields if name in line.rates]
    of_each = [name for name in facts if name in columns]
    takes = [f"all_{name}" if name in of_each else name for name in facts] + rates + [f"to_{name}" for name in rules]
    lines = [f"{name} = all_{name}[i]" for name in of_each] + line.lines
    lines += [f"to_{rule}[i] = {name}" for rule, name in answers.items()]
    return (
        (
            '"""Written from the rules by goodlives.rules.bulk. Not to be changed: change the rules."""\n\n'
            "import math\n\nimport numpy as np\nfrom numba import njit\n\n"
            f"{_WHOLE_TIMES}\n\n"
            '@njit(cache=True, nogil=True, error_model="numpy")\n'
            f"def kernel({', '.join(takes)}):\n"
            f"    for i in range(len(to_{rules[0]})):\n" + textwrap.indent("\n".join(lines), " " * 8) + "\n"
        ),
        facts,
        rates,
    )


@cache
def _compiled(rules: tuple[str, ...], columns: tuple[str, ...]) -> tuple[Callable[..., None], list[str], list[str]]:
    """The compiled loop, and the facts and rates it takes. Numba compiles when it is first called."""
    written, facts, rates = source(rules, columns)
    name = f"{rules[0]}_{hashlib.sha256(written.encode()).hexdigest()[:16]}"
    file = _cache() / f"{name}.py"
    if not file.exists():
        with tempfile.NamedTemporaryFile("w", dir=file.parent, suffix=".new", delete=False, encoding="utf-8") as new:
            new.write(written)
        os.replace(new.name, file)
    spec = importlib.util.spec_from_file_location(f"goodlives_compiled_{name}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)  # Numba finds it there by its name
    spec.loader.exec_module(module)
    return module.kernel, facts, rates


def _cache() -> Path:
    """A folder of the user's own and nobody else's, because what is in it is run; or one for this once."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "goodlives" / "compiled"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        of_folder = folder.stat()
        if of_folder.st_uid == os.getuid() and not of_folder.st_mode & 0o022 and os.access(folder, os.W_OK):
            return folder
    except (OSError, RuntimeError):
        pass
    return Path(tempfile.mkdtemp(prefix="goodlives-"))
