"""The published page on the table from points to money is what `goodlives calibrate` finds. `make docs` writes it."""

from __future__ import annotations

import json
import os
from datetime import date
from math import exp
from random import Random

import pytest

from goodlives.exchange.published_table import Published, as_json, as_page
from goodlives.rules.back_test import back_test
from goodlives.rules.calibration import CostedPlan, fit, people_in_a_band
from goodlives.web.law import first_sum
from tests.docs.test_generated import FOLDER, WRITTEN_BY_MAKE

WRITING = os.environ.get("GOODLIVES_WRITE_DOCS") == "1"
REASONS = ("Physical support", "Memory and cognition", "Learning disability", "Mental health", "Sight or hearing")


def made_up_plans(number: int = 900) -> list[CostedPlan]:
    """Nobody's plans: costs rise with points, spread as such costs are, and the same for every group."""
    chance = Random(20_261_122)
    plans = []
    for _ in range(number):
        points = min(chance.randint(0, 60) + chance.randint(0, 45), 99)
        groups = {
            "age": chance.choices(["18 to 64", "65 to 74", "75 to 84", "85 and over"], [40, 14, 22, 24])[0],
            "sex": chance.choices(["Female", "Male"], [58, 42])[0],
            "ethnicity": chance.choices(["White", "Asian", "Black", "Mixed", "Other"], [82, 8, 6, 2, 2])[0],
            "support_reason": chance.choices(REASONS, [50, 12, 20, 13, 5])[0],
        }
        pence = round(100 * (25 + 5.4 * points) * exp(chance.gauss(0, 0.22)))
        plans.append(CostedPlan(points, pence, groups))
    return plans


def published() -> Published:
    plans = made_up_plans()
    return Published(
        table=fit(plans, 80, people_in_a_band(plans)), tried=back_test(plans, 80, folds=5, seed=1), percentile=80,
        in_a_band=people_in_a_band(plans), since=date(2026, 11, 22), file="made-up plans",
    )  # fmt: skip


@pytest.mark.docs
def test_the_published_page_is_what_is_found():
    found = published()
    title, _, rest = as_page(found).partition("\n")
    said = "**Every plan behind this page is made up, to show what a council would publish. It is nobody's own.**"
    for file, now in {
        FOLDER / "first_sum.md": f"{title}\n\n{WRITTEN_BY_MAKE}\n\n{said}\n{rest}",
        first_sum.FILE: json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n",
    }.items():
        if WRITING:
            file.write_text(now, "utf-8")
        assert file.exists(), f"{file.name} is not written yet: make docs"
        assert file.read_text("utf-8") == now, f"{file.name} is out of date: make docs"
