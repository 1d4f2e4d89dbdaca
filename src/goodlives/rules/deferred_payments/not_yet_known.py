"""What can be put off while something is not yet known: the least and the most, where they can be had from two ends.

The limit rises with the home's value and falls with what is owed on it. What is paid rises with income and with the
cost; what is put off rises with the cost and falls with income. Property tests hold them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from goodlives.rules.deferred_payments.weekly_deferral import Deferral, Home, deferral
from goodlives.rules.money import Pence

# More than any home is worth or any week costs: what a missing amount is put at.
_PLENTY: Pence = 10**11
Range = tuple[Pence, Pence | None]


@dataclass(frozen=True, slots=True)
class DeferralRange:
    """The least and the most of each, in pence; a most of None has no end yet. `not_yet_known` are what is missing."""

    limit: Range
    pays: Range
    defers: Range
    not_yet_known: tuple[str, ...]


def deferral_range(
    *,
    home_value: Pence | None,
    existing_charges: Pence | None,
    cost: Pence | None,
    income: Pence | None,
    on: date,
    share: Fraction = Fraction(1),
    wants_to_keep: Pence | None = None,
    rent_kept: Pence = 0,
) -> DeferralRange:
    """What can be put off in all, and paid and put off each week. Where all is known both ends are the same."""
    given = {"home_value": home_value, "existing_charges": existing_charges, "cost": cost, "income": income}

    def at(unknown_value: Pence, unknown_charges: Pence, unknown_cost: Pence, unknown_income: Pence) -> Deferral:
        home = Home(
            unknown_value if home_value is None else home_value,
            share.numerator,
            share.denominator,
            unknown_charges if existing_charges is None else existing_charges,
        )
        return deferral(
            home,
            cost=unknown_cost if cost is None else cost,
            income=unknown_income if income is None else income,
            on=on,
            wants_to_keep=wants_to_keep,
            rent_kept=rent_kept,
        )

    low, high = at(0, _PLENTY, 0, 0), at(_PLENTY, 0, _PLENTY, _PLENTY)
    least_put_off, most_put_off = at(0, 0, 0, _PLENTY), at(0, 0, _PLENTY, 0)
    return DeferralRange(
        limit=_ended(low.limit, high.limit),
        pays=_ended(low.pays, high.pays),
        defers=_ended(least_put_off.defers, most_put_off.defers),
        not_yet_known=tuple(name for name, amount in given.items() if amount is None),
    )


def _ended(least: Pence, most: Pence) -> Range:
    """A most that only the missing amount itself limits is none."""
    return least, None if most >= _PLENTY // 100 else most
