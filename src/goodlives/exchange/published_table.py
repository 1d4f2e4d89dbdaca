"""A fitted table as it is published: the parameter that the rules read, and a page that the public can read."""
# ruff: noqa: E501  the page's paragraphs and tables are as long here as they are there

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from goodlives.rules.back_test import SMALLEST_GROUP, Accuracy, BackTest, Group, Interval
from goodlives.rules.calibration import WIDEST_TOP_BAND, PointsTable
from goodlives.rules.money import pounds

_KINDS = {"age": "Age", "sex": "Sex", "ethnicity": "Ethnicity", "support_reason": "Main reason for support"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A table with everything that is said about it."""

    table: PointsTable
    tried: BackTest
    percentile: int
    in_a_band: int
    since: date
    file: str


def as_parameter(published: Published) -> str:
    """The table as a dated, cited parameter: `budget_for_points`, as resource_allocation.yaml has it."""
    rows = ", ".join(
        f"[{points}, {'costed_plan' if pence is None else pence // 100}]" for points, pence in published.table.rows
    )
    tried = published.tried
    reference = (
        f"fitted by goodlives calibrate from {tried.people} costed plans ({published.file}) at percentile"
        f" {published.percentile}; tried on held-out people in {tried.folds} parts, seed {tried.seed}; for the council to adopt"
    )
    return f"""# A start for planning and never a limit: R (KM) v Cambridgeshire [2012] UKSC 23.
# To use it, put the last line below the earlier ones in the parameter of this name.
budget_for_points:
  title: "Weekly money for points"
  description: "From these points, this much a week. From the last number of points there is no formula, and the plan is costed."
  unit: points and GBP a week
  still_in_force_on: {published.since}
  values:
    {published.since}: {{value: [{rows}], reference: {json.dumps(reference)}, status: fitted}}
"""


def as_page(published: Published) -> str:
    """The page for the public, in Markdown."""
    return "\n".join(
        [*_what_it_is(published), *_how_good(published), *_for_whom(published.tried), *_question(published)]
    )


def as_json(published: Published) -> dict[str, Any]:
    """What the page on the web shows: the same words and numbers, and whole pounds for its charts."""
    tried = published.tried
    three = (tried.table, tried.middle, tried.one_amount)
    measures = (
        ("Enough to buy the plan", lambda each: f"{_share(each.bought)} ({_between(each.bought_interval)})"),
        ("How far from the plan on average", lambda each: _money(each.mean_absolute_error)),
        ("The same as a share of the plan", lambda each: _share(each.mean_absolute_percentage_error)),
        ("Within 15% of the plan", lambda each: _share(each.within_15_percent)),
        ("Within 20% of the plan", lambda each: _share(each.within_20_percent)),
    )
    rows = published.table.rows
    return {
        "since": published.since.isoformat(), "percentile": published.percentile, "in_a_band": published.in_a_band,
        "people": _about(tried.people), "with_a_sum": _about(tried.people - tried.above_table),
        "above_the_table": _about(tried.above_table), "folds": tried.folds, "seed": tried.seed, "file": published.file,
        "table": [
            {"points": _points(points, after - 1), "pounds": (pence or 0) // 100}
            for (points, pence), (after, _) in pairwise(rows)
        ],
        "costed_from": rows[-1][0],
        "how_good": [{"what": what, "cells": [said(each) for each in three]} for what, said in measures],
        "in_a_sentence": _in_a_sentence(tried.table, published.percentile),
        "tenths": [
            {"first": round(each.indicative / 100), "plan": round(each.final / 100), "bought": _share(each.bought)}
            for each in tried.tenths
        ],
        "differs": [
            {"who": f"{_kind(group)}: {group.name}", "lower": (group.difference or 0) < 0,
             "by": _money(abs(group.difference or 0))}
            for group in tried.groups if group.differs
        ],
        "kinds": [
            {"title": title, "not_said": _about(missing), "groups": [_group_as_json(g) for g in tried.groups if g.kind == kind]}
            for kind, title in _KINDS.items() if (missing := dict(tried.not_said).get(kind)) is not None
        ],
        "smallest_group": SMALLEST_GROUP,
    }  # fmt: skip


def _group_as_json(group: Group) -> dict[str, Any]:
    if group.people is None or group.final is None or group.bought is None or group.bought_interval is None:
        return {"name": group.name, "people": None}
    found: dict[str, Any] = {
        "name": group.name, "people": _about(group.people), "plan": _money(group.final),
        "bought": f"{_share(group.bought)} ({_between(group.bought_interval)})", "difference": None,
    }  # fmt: skip
    if group.difference is not None and group.interval is not None:
        low, high = group.interval
        found |= {
            "difference": round(group.difference / 100), "low": round(low / 100), "high": round(high / 100),
            "said": _money(group.difference), "between": f"{_money(low)} to {_money(high)}",
        }  # fmt: skip
    return found


def in_words(published: Published) -> Iterator[str]:
    """The table and how good it is, for whoever ran the command."""
    tried = published.tried
    for points, pence in published.table.rows:
        yield f"{points:>5} points or more   " + ("a costed plan" if pence is None else f"{pounds(pence)} a week")
    yield ""
    yield f"{tried.people:,} costed plans; {tried.above_table:,} above the table when held out"
    yield f"Enough to buy the plan: {_share(tried.table.bought)} ({_between(tried.table.bought_interval)})"
    yield f"Mean absolute error: {_money(tried.table.mean_absolute_error)}, {_share(tried.table.mean_absolute_percentage_error)}"
    yield f"Within 15%: {_share(tried.table.within_15_percent)}; within 20%: {_share(tried.table.within_20_percent)}"
    found = [group for group in tried.groups if group.differs]
    for group in found:
        yield f"{_kind(group)}, {group.name}: {_money(group.difference or 0)} a week beside others with about the same points"
    if not found:
        yield "No group for whom the sums are clearly lower or higher"
    yield "A start for planning, and never a limit"


def _what_it_is(published: Published) -> Iterator[str]:
    percentile = published.percentile
    yield f"""# How we work out a first sum for your support

This table begins on {_day(published.since)}.

When we have talked with you about the help you need, we give you a first idea of the money your plan may need each
week. We call it an **indicative budget**.

**It is a start and never a limit.** Your own budget is what it costs to meet your needs, whatever this table says. If
your plan needs more, you get more. If it is different from the first sum, we tell you why.

## The table
Each answer about your life gives points. The points are added up. Help that family and friends give counts only if
they are willing to give it.

| Your points | First sum, each week |
| - | -: |"""
    rows = published.table.rows
    for (points, pence), (after, _) in pairwise(rows):
        yield f"| {_points(points, after - 1)} | {pounds(pence or 0).removesuffix('.00')} |"
    yield f"""| {rows[-1][0]} or more | no sum: we work out the cost of your plan line by line |

More points never give less money. The sums are meant to be enough to buy {percentile} plans in every 100.

## Where it comes from
We looked at {_about(published.tried.people)} plans that had been costed. People with nearly the same points were taken
together, at least {published.in_a_band} at a time. Each sum is the least that would have bought {percentile} in every 100 of
their plans, rounded up to a whole pound. Where that would give less money for more points, neighbours share one sum.
Where fewer than {published.in_a_band} people have so many points, or those at the top are far apart, we do not guess: the plan is costed.
"""


def _how_good(published: Published) -> Iterator[str]:
    tried = published.tried
    yield f"""## How good it is
We tried it on people whose own plans had no part in setting the sum. In all, {_about(tried.people - tried.above_table)}
people had a sum to compare. {_about(tried.above_table).capitalize()} had too many points for the table.

The sums are set high on purpose, so that they are enough for most people. That makes them further from the usual plan.
To be fair to the method, it is set beside two others: a table set in the middle, and one sum for everybody.

| | This table | Set in the middle | One sum for everybody |
| - | -: | -: | -: |"""
    three = (tried.table, tried.middle, tried.one_amount)
    yield _row("Enough to buy the plan", (_share(each.bought) for each in three))
    yield _row("That share is likely to be between", (_between(each.bought_interval) for each in three))
    yield _row("How far from the plan on average (mean absolute error)", (_money(e.mean_absolute_error) for e in three))
    yield _row(
        "The same as a share of the plan (mean absolute percentage error)",
        (_share(each.mean_absolute_percentage_error) for each in three),
    )
    yield _row("Within 15% of the plan", (_share(each.within_15_percent) for each in three))
    yield _row("Within 20% of the plan", (_share(each.within_20_percent) for each in three))
    yield ""
    yield _in_a_sentence(tried.table, published.percentile)
    yield """
### From few points to many
People in order of their points, a tenth at a time.

| Tenth | First sum, on average | Plan, on average | Enough to buy the plan |
| - | -: | -: | -: |"""
    for number, tenth in enumerate(tried.tenths, 1):
        yield _row(str(number), (_money(tenth.indicative), _money(tenth.final), _share(tenth.bought)))
    yield ""


def _in_a_sentence(table: Accuracy, percentile: int) -> str:
    low, high = table.bought_interval
    short = f"The first sum would not have been enough for {_share(1 - table.bought)} of people. Their plans cost more, and they get more."
    if high < percentile / 100:
        return f"{short} This is more people than it was meant to be, so look at this table again before it is used."
    if low > percentile / 100:
        return f"{short} This is fewer people than it was meant to be."
    return f"{short} This is about as many as it was meant to be."


def _for_whom(tried: BackTest) -> Iterator[str]:
    yield """## Is it as good for everybody?
Each group is set beside everybody else with about the same points. A minus means that the sums are lower for this group,
against what their plans cost, than for other people. The true difference is likely (95 times in 100) to be between the
two figures."""
    if not tried.groups:
        yield "\nNobody's age, sex, ethnicity or reason for support was in the plans we looked at, so **we do not know**.\n"
        return
    worse = [group for group in tried.groups if group.differs and (group.difference or 0) < 0]
    better = [group for group in tried.groups if group.differs and (group.difference or 0) > 0]
    yield ""
    for some, how in ((worse, "lower"), (better, "higher")):
        for group in some:
            yield (
                f"- **{_kind(group)}: {_cell(group.name)}. The sums are {how}**, by about {_money(abs(group.difference or 0))} a"
                " week against what plans cost."
            )
    if not worse and not better:
        yield "We found no group for whom the sums are clearly lower or higher. A small difference may be there and not be seen."
    else:
        yield "\nThese differences are unlikely to be chance, even though many groups were looked at."
    for kind, title in _KINDS.items():
        yield f"\n### {title}"
        missing = dict(tried.not_said).get(kind)
        if missing is None:
            yield "Not known for anybody, so **we do not know** whether it makes a difference."
            continue
        if missing:
            yield f"Not known for {_about(missing)} people.\n"
        yield "| Group | People | Plan, on average | Enough to buy the plan | Difference each week | Likely to be between |"
        yield "| - | -: | -: | -: | -: | -: |"
        for group in tried.groups:
            if group.kind == kind:
                yield _group(group)
    yield f"""
Groups of fewer than {SMALLEST_GROUP} people are not shown, so that nobody can be picked out. Numbers of people are rounded to the
nearest 5. Where a group is small, the two figures are far apart: it means we are less sure.
"""


def _group(group: Group) -> str:
    name = _cell(group.name)
    if group.people is None or group.final is None or group.bought is None or group.bought_interval is None:
        return _row(name, (f"fewer than {SMALLEST_GROUP}", *["not shown"] * 4))
    bought = f"{_share(group.bought)} ({_between(group.bought_interval)})"
    difference, between = "nobody to compare with", ""
    if group.difference is not None and group.interval is not None:
        difference = _money(group.difference)
        between = f"{_money(group.interval[0])} and {_money(group.interval[1])}"
    return _row(name, (_about(group.people), _money(group.final), bought, difference, between))


def _question(published: Published) -> Iterator[str]:
    yield f"""## If you think the sum is wrong
- Ask us to show you the sums: which answers gave which points, and what the points came to. You have a right to reasons
  (R (Savva) v Kensington and Chelsea, 2010).
- Tell us what the answers miss. Your plan is worked out from your needs and not from the points.
- Ask us to look again at any time. You can have somebody with you, and an advocate if you need one.
- If you are still not happy, you can complain to us, and then to the Local Government and Social Care Ombudsman. It is free.

## For those who want to check
- The law: Care Act 2014 sections 25 and 26; R (KM) v Cambridgeshire [2012] UKSC 23; Equality Act 2010 section 149.
- The method: isotonic quantile regression at the {published.percentile}th percentile, by pooling adjacent violators.
- Where it ends: the table stops below a top band spread over more than {WIDEST_TOP_BAND} points and more than a quarter of its own.
- Tried by {published.tried.folds}-fold cross-validation, seed {published.tried.seed}. Shares have Wilson intervals. Groups: the difference within
  rows of the same table (least squares with an effect for each row, HC3 standard errors, Student's t); named above only
  where it stands at 5% after Bonferroni's correction for the number of groups.
- Made by `goodlives calibrate` from {_cell(published.file)}."""
    yield ""


def _row(name: str, cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join([name, *cells])} |"


def _cell(words: str) -> str:
    """Somebody else's words, so that they stay words: nothing in them is a table, a link or a tag."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()<>#+!|&~" else letter for letter in words)


def _kind(group: Group) -> str:
    return _KINDS[group.kind]


def _points(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _about(people: int) -> str:
    """A number of people to the nearest 5, so that nobody can be found by taking one number from another."""
    return "none" if not people else "fewer than 10" if people < SMALLEST_GROUP else f"{5 * round(people / 5):,}"


def _money(pence: float) -> str:
    """Whole pounds: an average to the penny says more about a few people than it should."""
    return pounds(100 * round(pence / 100)).removesuffix(".00")


def _share(share: float | None) -> str:
    return "not known" if share is None else f"{round(100 * share)}%"


def _between(interval: Interval) -> str:
    return f"{_share(interval[0])} to {_share(interval[1])}"
