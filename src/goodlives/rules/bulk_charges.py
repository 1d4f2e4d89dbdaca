"""Every charge of a population worked out from its columns: what `charge` does for one person.

Items of capital and income are treated first and added up by treatment; then the compiled rules start from the totals.
Where something is not yet known, both ends of the range are worked out for those people.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from goodlives.rules.bulk import worked_out
from goodlives.rules.bulk_columns import EXEMPTIONS, NOT_KNOWN, SETTINGS, Numbers, People
from goodlives.rules.bulk_not_yet_known import not_yet_known, put_at, with_ages
from goodlives.rules.bulk_treatment import treated
from goodlives.rules.charging.circumstances import Exemption, Setting
from goodlives.rules.charging.not_yet_known import PLENTY
from goodlives.rules.parameters import ChargingRates, charging_rates


class Charges(NamedTuple):
    """What `Charge` says of one person, a column each; NOT_KNOWN where it says None.

    `missing` are the rows, the order within the row, and the names of what is not yet known.
    """

    charge: Numbers
    council_pays: Numbers
    top_up: Numbers
    range_lowest: Numbers
    range_highest: Numbers
    full_cost: Numbers
    tariff_income: Numbers
    minimum_income_guarantee: Numbers
    personal_expenses_allowance: Numbers
    missing: list[tuple[Numbers, str]]


def charges_of(people: People, on: date, rates: ChargingRates | None = None) -> Charges:
    """The charge of everybody, as `charge` works it out for one person: by the rates of the day, or by those given."""
    rates = rates or charging_rates(on)
    answers = _known(put_at(people, lowest=True), on, rates)
    missing = not_yet_known(people, on, rates, above_the_limit=answers["full_cost"] == 1)
    unsure = np.zeros(len(people), bool)
    for rows, _ in missing:
        unsure[rows] = True
    rows_unsure = np.flatnonzero(unsure)
    nobody = np.full(len(people), NOT_KNOWN, np.int64)
    lowest, highest = nobody.copy(), nobody.copy()
    if len(rows_unsure):
        _ranges(people.only(rows_unsure), on, rates, rows_unsure, answers, lowest, highest)
    return Charges(**_free(people, answers), range_lowest=lowest, range_highest=highest, missing=missing)


def _ranges(
    people: People,
    on: date,
    rates: ChargingRates,
    rows: Numbers,
    answers: dict[str, Numbers],
    lowest: Numbers,
    highest: Numbers,
) -> None:
    """Where the charge of these people must end, and what is the same at every end."""
    ages = [with_ages(people, on, mine, theirs) for mine, theirs in product((1, 0), repeat=2)]
    low = [_known(put_at(one, lowest=True), on, rates) for one in ages]
    high = [_known(put_at(one, lowest=False), on, rates) for one in ages]
    more = [_known(put_at(one, lowest=False, plenty=2 * PLENTY), on, rates)["charge"] for one in ages]
    lowest[rows] = np.minimum.reduce([end["charge"] for end in low])
    most = np.maximum.reduce([end["charge"] for end in high])
    without_end = (people.cost_of_care == NOT_KNOWN) & (most < np.maximum.reduce(more))
    highest[rows] = np.where(without_end, NOT_KNOWN, most)
    for name in ("charge", "council_pays", "top_up"):
        answers[name][rows] = NOT_KNOWN
    for name in ("full_cost", "tariff_income", "minimum_income_guarantee", "personal_expenses_allowance"):
        first = low[0][name]
        same = np.logical_and.reduce([end[name] == first for end in (*low, *high)])
        answers[name][rows] = np.where(same, first, NOT_KNOWN)


def _known(people: People, on: date, rates: ChargingRates) -> dict[str, Numbers]:
    """Everything the answer says, when everything is known."""
    facts = treated(people, on, rates)
    worked = worked_out(
        (
            "weekly_charge",
            "capital_is_above_the_limit",
            "cost_to_the_council",
            "fee",
            "tariff_income",
            "minimum_income_guarantee",
            "kept_in_a_care_home",
        ),
        facts,
        rates,
    )
    full, as_home = worked["capital_is_above_the_limit"] == 1, facts["charged_as_at_home"]
    cost = worked["cost_to_the_council"]
    return {
        "charge": worked["weekly_charge"],
        "council_pays": np.where(full, 0, cost - worked["weekly_charge"]),
        "top_up": np.where(full, 0, worked["fee"] - cost),
        "full_cost": worked["capital_is_above_the_limit"],
        "tariff_income": np.where(full, NOT_KNOWN, worked["tariff_income"]),
        "minimum_income_guarantee": np.where(~full & as_home, worked["minimum_income_guarantee"], NOT_KNOWN),
        "personal_expenses_allowance": np.where(full | as_home, NOT_KNOWN, worked["kept_in_a_care_home"]),
    }


def _free(p: People, answers: dict[str, Numbers]) -> dict[str, Numbers]:
    """Care that is free whatever somebody has: as `free_care` says it."""
    free = p.exempt != NOT_KNOWN
    in_care_home = p.setting != SETTINGS.index(Setting.HOME)
    by_nhs = p.exempt == EXEMPTIONS.index(Exemption.CONTINUING_HEALTHCARE)
    cost_known = p.cost_of_care != NOT_KNOWN
    less_nursing = in_care_home & (p.nhs_funded_nursing_care != NOT_KNOWN)
    cost = np.where(less_nursing, np.maximum(p.cost_of_care - p.nhs_funded_nursing_care, 0), p.cost_of_care)
    met = np.where(in_care_home & (p.council_rate != NOT_KNOWN), np.minimum(cost, p.council_rate), cost)
    free_answers: dict[str, Any] = {
        "charge": 0,
        "council_pays": np.where(by_nhs, 0, np.where(cost_known, met, NOT_KNOWN)),
        "top_up": np.where(by_nhs, 0, np.where(cost_known, cost - met, NOT_KNOWN)),
        "full_cost": 0,
        "tariff_income": NOT_KNOWN,
        "minimum_income_guarantee": NOT_KNOWN,
        "personal_expenses_allowance": NOT_KNOWN,
    }
    return {name: np.where(free, free_answers[name], answer) for name, answer in answers.items()}
