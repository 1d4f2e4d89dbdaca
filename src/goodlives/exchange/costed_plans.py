"""Costed plans from a file, one row a person: what `goodlives calibrate` reads. Nothing unknown is taken for zero."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from goodlives.exchange.calculator import Problem, WrongInput
from goodlives.rules.calibration import CostedPlan
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded, points_for

_AGES = ((18, "18 to 64"), (65, "65 to 74"), (75, "75 to 84"), (85, "85 and over"))
_IN_WORDS = ("sex", "ethnicity", "support_reason")
_MOST_NAMES, _LONGEST_NAME, _LISTED = 40, 80, 20
_MOST_POINTS, _MOST_POUNDS = 10_000, 100_000
_POINTS = {f"points_{domain.value}": domain for domain in Domain}
_HELP = {f"help_{domain.value}": domain for domain in Domain}
_SUPPORT = {f"support_{domain.value}": domain for domain in Domain}
_KNOWN = {"person", "weekly_cost", "points", *_POINTS, *_HELP, *_SUPPORT, "age", *_IN_WORDS}

Row = Mapping[str, str]


def columns_in_words() -> Iterator[tuple[str, str]]:
    """Each column and what it means, for somebody who is about to make the file."""
    yield (
        "weekly_cost",
        "What the costed plan comes to each week, in pounds: 116.35. Leave out reablement and equipment.",
    )
    yield "points", "Points in all, after carers' support. Or one of the next two instead:"
    yield ", ".join(_POINTS), "Points in each area, after carers' support: all ten."
    yield ", ".join(_HELP), f"The answer in each area, all ten: {', '.join(HelpNeeded)}."
    yield (
        ", ".join(_SUPPORT),
        f"With the answers, where there are any: how much of it carers willingly give: {', '.join(CarerSupport)}.",
    )
    yield "age", "Whole years, 18 or over. This and the next three may be left out or blank: then not known."
    yield "sex", "Male, Female and so on, as your records say it."
    yield "ethnicity", "As your records say it, in as few groups as make sense: a group under 10 people is not shown."
    yield "support_reason", "The main reason for support, as your records say it."
    yield "person", "Anything that helps you find the row again. It is not read."


def costed_plans(file: Path, on: date) -> list[CostedPlan]:
    """Everybody in the file. When anything is wrong in any row, nobody, and what is wrong."""
    names, rows = _open(file)
    if problems := list(_wrong_columns(names)):
        raise WrongInput(*problems)
    plans: list[CostedPlan] = []
    listed: list[Problem] = []
    wrong = 0
    number = 0
    for number, row in enumerate(rows, 1):
        problems = []
        plan = _plan(row, names, on, problems)
        if plan is None:
            wrong += 1
            listed += [Problem(f"row {number}, {problem.field}", problem.message) for problem in problems]
        else:
            plans.append(plan)
    if wrong:
        count = Problem("", f"{wrong:,} of {number:,} rows have something wrong, so nothing was written")
        raise WrongInput(*listed[:_LISTED], count)
    for kind in _IN_WORDS:
        if len({plan.groups[kind] for plan in plans if kind in plan.groups}) > _MOST_NAMES:
            raise WrongInput(Problem(kind, f"there are more than {_MOST_NAMES} different words here: use fewer groups"))
    return plans


def _open(file: Path) -> tuple[list[str], Iterator[Row]]:
    if file.suffix.lower() not in {".csv", ".parquet"}:
        raise WrongInput(Problem("", "The file's name should end in .csv or .parquet"))
    return _parquet(file) if file.suffix.lower() == ".parquet" else _csv(file)


def _csv(file: Path) -> tuple[list[str], Iterator[Row]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            names, *people = list(csv.reader(opened)) or [[]]
    except OSError as error:
        raise WrongInput(Problem("", f"This file cannot be read: {error.strerror}")) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongInput(Problem("", "This is not a CSV file in UTF-8")) from error
    names = [name.strip() for name in names]
    too_many = {"": "more cells than there are columns"}

    def rows() -> Iterator[Row]:
        for cells in people:
            if any(cell.strip() for cell in cells):
                named = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
                yield named | (too_many if len(cells) > len(names) else {})

    return names, rows()


def _parquet(file: Path) -> tuple[list[str], Iterator[Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(file)
    except (OSError, pa.ArrowException) as error:
        raise WrongInput(
            Problem("", f"This is not a Parquet file we can read: {str(error).splitlines()[0]}")
        ) from error
    names = list(table.column_names)

    def rows() -> Iterator[Row]:
        for batch in table.to_batches():
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                yield {n: "" if cell is None else str(cell).strip() for n, cell in zip(names, cells, strict=True)}

    return names, rows()


def _wrong_columns(names: list[str]) -> Iterator[Problem]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(name, "this column is there twice")
    for name in names:
        if name not in _KNOWN:
            yield Problem(
                name or "a column without a name", "there is no such column: see goodlives calibrate --columns"
            )
    if "weekly_cost" not in names:
        yield Problem("weekly_cost", "this column is missing")
    ways = [way for way in (["points"], list(_POINTS), list(_HELP)) if set(way) & set(names)]
    if len(ways) != 1:
        yield Problem(
            "points", f"give points, or the points in each area, or the answers: there are {len(ways)} of these"
        )
        return
    for name in ways[0]:
        if name not in names:
            yield Problem(name, "this column is missing")
    if set(_SUPPORT) & set(names) and ways[0] != list(_HELP):
        yield Problem(
            "points", "points are after carers' support, so there is no place for support columns beside them"
        )


def _plan(row: Row, names: list[str], on: date, problems: list[Problem]) -> CostedPlan | None:
    if "" in row:
        problems.append(Problem("the whole row", row[""]))
        return None
    weekly = _weekly(row.get("weekly_cost", ""), problems)
    if "points" in names:
        points = _whole("points", row.get("points", ""), 0, _MOST_POINTS, problems)
    elif _POINTS.keys() <= set(names):
        points = sum(_whole(name, row.get(name, ""), 0, _MOST_POINTS, problems) for name in _POINTS)
    else:
        points = sum(_from_answers(domain, row, names, on, problems) for domain in Domain)
    groups = {kind: " ".join(row[kind].split()) for kind in _IN_WORDS if row.get(kind)}
    for kind, name in groups.items():
        if len(name) > _LONGEST_NAME:
            problems.append(Problem(kind, f"this is longer than {_LONGEST_NAME} letters"))
    if row.get("age"):
        age = _whole("age", row["age"], 18, 125, problems)
        groups["age"] = max((band for band in _AGES if band[0] <= max(age, 18)), key=lambda band: band[0])[1]
    return None if problems else CostedPlan(points, weekly, groups)


def _weekly(written: str, problems: list[Problem]) -> int:
    try:
        pounds = Decimal(written)
    except InvalidOperation:
        pounds = Decimal("NaN")
    if not pounds.is_finite() or not 0 <= pounds <= _MOST_POUNDS or pounds * 100 != int(pounds * 100):
        problems.append(Problem("weekly_cost", f"{written[:40]!r} is not an amount in pounds, such as 116.35"))
        return 0
    return int(pounds * 100)


def _whole(name: str, written: str, least: int, most: int, problems: list[Problem]) -> int:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value() or not least <= number <= most:
        problems.append(Problem(name, f"{written[:40]!r} is not a whole number from {least} to {most:,}"))
        return 0
    return int(number)


def _from_answers(domain: Domain, row: Row, names: list[str], on: date, problems: list[Problem]) -> int:
    level, given = row.get(f"help_{domain.value}", ""), row.get(f"support_{domain.value}", "")
    if f"support_{domain.value}" not in names:
        given = CarerSupport.NONE.value
    for name, written, allowed in (("help", level, list(HelpNeeded)), ("support", given, list(CarerSupport))):
        if written not in list(map(str, allowed)):
            problems.append(Problem(f"{name}_{domain.value}", f"{written[:40]!r} is none of {', '.join(allowed)}"))
            return 0
    return points_for(domain, HelpNeeded(level), CarerSupport(given), on)
