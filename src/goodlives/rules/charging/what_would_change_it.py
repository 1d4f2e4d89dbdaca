"""What would change somebody's charge: the next threshold in each direction, and what they would then pay.

Found with the rule itself, never with a second copy of the law. A charge only rises with some amounts and only falls
with others (a property test holds it to that), so the amount at which it changes can be found to the penny by halving.
Free of the clock and of `charge`: it is worked out only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from goodlives.rules.charging.capital import upper_limit
from goodlives.rules.charging.circumstances import Circumstances
from goodlives.rules.charging.facts import Facts
from goodlives.rules.charging.not_yet_known import PLENTY, not_yet_known
from goodlives.rules.charging.other_circumstances import other_circumstances
from goodlives.rules.charging.treatment import treated
from goodlives.rules.charging.weekly_charge import weekly_charge
from goodlives.rules.money import Pence, plain_pounds, pounds
from goodlives.rules.parameters import ChargingRates, charging_rates


@dataclass(frozen=True, slots=True)
class Change:
    """Something that would change what a person pays: in words, the amount from which it is so, and what they pay then.

    `at` and `by` are None where it is not a matter of more or less. `by` is how far away it is: below nothing is less.
    """

    fact: str
    words: str
    at: Pence | None
    by: Pence | None
    charge: Pence
    law: str

    def as_json(self) -> dict[str, Any]:
        return {
            "fact": self.fact,
            "words": self.words,
            "at": None if self.at is None else plain_pounds(self.at),
            "by": None if self.by is None else plain_pounds(self.by),
            "charge": plain_pounds(self.charge),
            "law": self.law,
        }


class Amount(NamedTuple):
    """A fact that may be more or less. `words` say it, with the amount and how far it is; a step is not a slope."""

    fact: str
    column: str
    words: str
    law: str
    counts: Callable[[Facts], bool]
    in_steps: bool = False


_LESS_THAN_A_POUND = 100
AMOUNTS = (
    Amount(
        "capital",
        "capital",
        "If your savings and other capital that count {go} {at}",
        "SI 2014/2672 regs 12 and 25",
        lambda f: True,
        in_steps=True,
    ),
    Amount(
        "income",
        "income_counted_in_full",
        "If your income that counts in full {go} {by} a week",
        "Care Act 2014 s14(7); SI 2014/2672 Part 4",
        lambda f: True,
    ),
    Amount(
        "disability_related_expenditure",
        "disability_related_expenditure",
        "If what you spend because of your disability {go} {at} a week",
        "SI 2014/2672 Sch 1 para 4",
        lambda f: f.charged_as_at_home and f.gets_disability_benefit,
    ),
    Amount(
        "housing_costs",
        "housing_costs",
        "If what you pay for your home {go} {at} a week",
        "SI 2014/2672 Sch 1 para 2",
        lambda f: not f.permanent,
    ),
    Amount(
        "cost_of_care",
        "cost_of_care",
        "If what your care costs {go} {at} a week",
        "Care Act 2014 s14(4)",
        lambda f: True,
    ),
    Amount(
        "savings_credit.qualifying_income",
        "qualifying_income",
        "If your income that counts for savings credit {go} {at} a week",
        "SI 2014/2672 Sch 1 para 40",
        lambda f: f.under_savings_credit_rules,
        in_steps=True,
    ),
)


def what_would_change_it(circumstances: Circumstances) -> tuple[Change, ...]:
    """Everything that would change this charge. Nothing while it is not yet known: then see `narrows_it_most`."""
    if not_yet_known(circumstances):
        return ()
    rates = charging_rates(circumstances.on)
    facts, _ = treated(circumstances, rates)
    now = weekly_charge(facts, rates)
    found = [] if facts.exempt else [change for amount in AMOUNTS for change in _thresholds(amount, facts, rates)]
    for other in other_circumstances(circumstances, rates):
        if not_yet_known(other.circumstances):
            continue
        pays = weekly_charge(treated(other.circumstances, rates)[0], rates)
        if pays != now:
            found.append(Change(other.fact, other.words, None, None, pays, other.law))
    return tuple(found)


def _thresholds(amount: Amount, facts: Facts, rates: ChargingRates) -> Iterator[Change]:
    """Where the charge first changes, and where it stops changing, as this amount falls and as it rises."""
    here = getattr(facts, amount.column)
    limit = upper_limit(facts, rates) if amount.column == "capital" else None
    above_the_limit = facts.capital > upper_limit(facts, rates)
    if not amount.counts(facts) or (above_the_limit and limit is None):
        return

    def pays(this_much: Pence) -> Pence:
        put: dict[str, Any] = {amount.column: this_much}
        return weekly_charge(facts._replace(**put), rates)

    now = pays(here)
    for end in (0, limit + 1 if limit is not None else PLENTY):
        last = pays(end)
        if last == now:
            continue
        # Most often each penny of the amount is a penny of the charge: that is tried before halving.
        one, all_of_it = (1, abs(last - now)) if end > here else (-1, -abs(last - now))
        first = nearest(lambda it: pays(it) != now, here, end, here + one)
        until = nearest(lambda it, last=last: pays(it) == last, here, end, here + all_of_it)  # type: ignore[misc]
        # Where every penny makes a difference, the first of them says nothing. Nothing to pay for is not a threshold.
        slope = not amount.in_steps and abs(first - here) < _LESS_THAN_A_POUND
        shown = [] if slope else [first]
        if until != first and not (amount.column == "cost_of_care" and end == 0):
            shown.append(until)
        for at in shown:
            words = _in_words(amount, here, at, limit=limit, or_further=at == until, slope=slope)
            yield Change(amount.fact, words, at, at - here, pays(at), amount.law)


def nearest(so: Callable[[Pence], bool], no: Pence, yes: Pence, guess: Pence) -> Pence:
    """The whole number nearest to `no` at which it is so, where it is so at `yes` and, once so, stays so.

    The guess, and the number next to it, are tried first.
    """
    for between in (guess, guess + (1 if no > yes else -1)):
        if min(no, yes) < between < max(no, yes):
            no, yes = (no, between) if so(between) else (between, yes)
    while abs(yes - no) > 1:
        between = (no + yes) // 2
        if so(between):
            yes = between
        else:
            no = between
    return yes


def _in_words(amount: Amount, here: Pence, at: Pence, *, limit: Pence | None, or_further: bool, slope: bool) -> str:
    up = at > here
    if limit is not None and at == limit + 1:
        more = "the most you can have and still get help with the cost"
        return f"If your savings and other capital that count go above {pounds(limit)}, {more}"
    by = "by" if "{by}" in amount.words else "to"
    # "your savings go", and "what you pay for your home goes".
    go = f"go{'' if amount.column == 'capital' else 'es'} {'up' if up else 'down'} {by}"
    if not at and by == "to":
        return amount.words.partition(" {at}")[0].format(go=go) + " nothing"
    said = amount.words.format(go=go, at=pounds(at), by=pounds(abs(at - here)))
    if or_further and at:
        said += " or more" if up or by == "by" else " or less"
    if limit is not None and here > limit:
        said += ", so that you can get help with the cost"
    elif slope:
        said += ". Until then every penny changes it"
    return said
