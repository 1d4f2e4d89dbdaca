"""Numbers about a few people are left out, and cannot be worked out from those that are shown."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.exchange.small_numbers import SMALLEST_COUNT, left_out


def table(rows):
    """A table's counts by (row, column), with its totals, and the sums that hold in it."""
    across, down = range(len(rows[0])), range(len(rows))
    counts = {(r, c): rows[r][c] for r in down for c in across}
    counts |= {(r, "all"): sum(rows[r]) for r in down} | {("all", c): sum(row[c] for row in rows) for c in across}
    counts["all", "all"] = sum(map(sum, rows))
    sums = [([(r, "all")], [(r, c) for c in across]) for r in down]
    sums += [([("all", c)], [(r, c) for r in down]) for c in across]
    sums += [([("all", "all")], [(r, "all") for r in down]), ([("all", "all")], [("all", c) for c in across])]
    return counts, sums


def could_be_another(counts, sums, hidden):
    """The hidden counts that somebody who sees the others and knows the sums cannot be sure of.

    Two ways to fill the gaps of a table differ by steps of one around its rows and columns, each of which is a way to
    fill the gaps itself (its sums are those of a network), so steps of one more or less are all there are to try.
    """
    inner = [name for name in hidden if "all" not in name]
    steps = np.array(list(product((0, 1, -1), repeat=len(inner))), int).reshape(3 ** len(inner), len(inner))
    moved = {name: steps[:, n] for n, name in enumerate(inner)}
    for left, right in sums:  # a total moves with its parts, row by row and column by column before the whole
        if left[0] in hidden and left[0] not in moved:
            moved[left[0]] = sum(moved.get(part, 0) for part in right) + np.zeros(len(steps), int)
    allowed = np.ones(len(steps), bool)
    for left, right in sums:
        allowed &= moved.get(left[0], 0) == sum(moved.get(part, 0) for part in right)
    for name, step in moved.items():
        allowed &= counts[name] + step >= 0
    return {name for name, step in moved.items() if np.any(step[allowed])}


def test_a_table_without_small_numbers_is_shown_whole():
    counts, sums = table([[10, 20], [30, 0]])
    assert left_out(counts, sums) == set()


def test_one_small_number_takes_three_others_with_it_so_that_no_row_or_column_gives_it_away():
    counts, sums = table([[3, 50], [40, 60]])
    assert left_out(counts, sums) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_nothing_is_left_out_for_being_nobody():
    counts, sums = table([[0, 50], [0, 60]])
    assert left_out(counts, sums) == set()


def test_two_small_numbers_that_are_few_together_take_a_third():
    counts, sums = {"all": 52, "a": 1, "b": 1, "c": 50}, [(["all"], ["a", "b", "c"])]
    assert left_out(counts, sums) == {"a", "b", "c"}


rows = st.integers(2, 3).flatmap(
    lambda across: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 12, 30, 200]), min_size=across, max_size=across),
        min_size=2, max_size=3,
    )
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(rows)
def test_no_small_number_is_shown_and_none_left_out_can_be_worked_out(drawn):
    counts, sums = table(drawn)
    hidden = left_out(counts, sums)
    assert not [name for name, count in counts.items() if 0 < count < SMALLEST_COUNT and name not in hidden]
    settled = hidden - could_be_another(counts, sums, hidden)
    assert not settled, f"these follow from what is shown: {settled}"


def test_the_check_itself_finds_what_follows_from_the_rest():
    counts, sums = table([[3, 50], [40, 60]])
    assert could_be_another(counts, sums, {(0, 0), (0, 1)}) == set()
    assert could_be_another(counts, sums, {(0, 0), (0, 1), (1, 0), (1, 1)}) == {(0, 0), (0, 1), (1, 0), (1, 1)}
