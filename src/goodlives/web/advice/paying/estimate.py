"""The sum on what somebody has told so far: one figure, or the range it must lie in and what would narrow it most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goodlives.rules.charging import Charge, Circumstances, Exemption, Policy, Setting, charge
from goodlives.rules.charging.home_others_live_in import LivesThere
from goodlives.rules.charging.not_yet_known import PLENTY, not_yet_known, put_at
from goodlives.rules.charging.treatment import treated
from goodlives.rules.charging.weekly_charge import weekly_charge
from goodlives.rules.money import Pence
from goodlives.rules.parameters import charging_rates

from ...design.questions import Answers, Question
from .asking import NONE, NOT_KNOWN, AnyOf, OneOf, PayingForm, is_known
from .circumstances import circumstances, each_it_may_be, may_be_free
from .what_you_spend import EXTRA_COSTS, ExtraCostAmounts

# Answers that many people have, to try what it would tell to know one: a little and a lot. Only the choice of which
# question would help most goes by them; no figure does.
LIKELY: dict[str, Sequence] = {
    "where": tuple(Setting),
    "free": (Exemption.REABLEMENT, NONE),
    "age": (22, 45, 80),
    "pension_age": (True, False),
    "before_2016": (True, False),
    "household": ("single", "couple"),
    "partner_pension_age": (True, False),
    "children": (0, 1),
    "own_home": (True, False),
    "lives_there": (LivesThere.PARTNER, "nobody"),
    "twelve_weeks": ("first", "later"),
    "half_pension": (True, False),
    "nursing": ("yes", "no"),
    "dearer": ("no",),
    "state_pension": ("full_new", "full_basic"),
    "attendance_allowance": ("lower", "higher"),
    "pip_daily_living": ("standard", "enhanced"),
    "dla_care": ("lowest", "highest"),
    "carers_allowance": ("full", "entitled"),
    "savings_share": ("half", "third"),
    "investments_share": ("all", "half"),
    "property_share": ("all", "half"),
    "home_share": ("all", "half"),
    "pip_mobility": (NONE, "standard"),
    "dla_mobility": (NONE, "lower"),
}
# Amounts in pence: a little and a lot, where somebody does not know theirs.
A_LITTLE_OR_A_LOT: dict[str, tuple[Pence, Pence]] = {
    "savings": (5_000_00, 30_000_00),
    "savings_shared": (5_000_00, 30_000_00),
    "investments": (5_000_00, 30_000_00),
    "property": (5_000_00, 200_000_00),
    "gave_away": (5_000_00, 30_000_00),
    "other_owned": (5_000_00, 30_000_00),
    "home_value": (150_000_00, 250_000_00),
    "fee": (900_00, 1_300_00),
}
A_WEEK = (20_00, 150_00)
# What care is taken to cost, to measure how wide a range is while nobody has said.
MOST_LIKELY_COST = 2_000_00
# With more things that it may be than this, questions are not tried one by one.
MOST_TO_TRY = 8


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most a week. `most` None: the whole cost, which is not yet known."""

    least: Pence
    most: Pence | None

    @property
    def known(self) -> bool:
        return self.least == self.most

    @property
    def width(self) -> Pence:
        return min(MOST_LIKELY_COST if self.most is None else self.most, MOST_LIKELY_COST) - self.least


@dataclass(frozen=True)
class Estimate:
    """What somebody might pay, on the answers so far. An answer that was not given yet is not yet known either."""

    answers: Answers
    on: date
    policy: Policy

    @cached_property
    def ends(self) -> list[tuple[Circumstances, Circumstances]]:
        """Each thing it may be, at the end where it is lowest and the end where it is highest."""
        return [
            (
                circumstances(each, self.on, self.policy, lowest=True),
                circumstances(each, self.on, self.policy, lowest=False),
            )
            for each in each_it_may_be(self.answers, self.on)
        ]

    @cached_property
    def facts(self) -> Circumstances | None:
        """The circumstances, where every answer that matters to them has been given; amounts may be missing."""
        (low, high), *more = self.ends
        known = low == high and not more and not low.exempt and not may_be_free(self.answers)
        return low if known else None

    @cached_property
    def charge(self) -> Charge | None:
        """The sum with every step, where nothing is missing. Free care is free, whatever else is so."""
        (anything, _high), *_more = self.ends
        if anything.exempt:
            return charge(anything)
        if self.facts is None or not_yet_known(self.facts):
            return None
        return charge(self.facts)

    @cached_property
    def range(self) -> Range:
        """Where the charge must lie."""
        least = min(_charge(put_at(low, lowest=True)) for low, _high in self.ends)
        most = max(_charge(put_at(high, lowest=False)) for _low, high in self.ends)
        if may_be_free(self.answers):
            least = 0
        without_a_most = any(high.cost_of_care is None for _low, high in self.ends) and most < max(
            _charge(put_at(high, lowest=False, plenty=2 * PLENTY)) for _low, high in self.ends
        )
        return Range(least, None if without_a_most else most)

    def not_known(self, asked: Sequence[Question]) -> list[Question]:
        """The questions not answered, or answered with "I do not know"; the one that would narrow the range most first.

        While where the care is, the age or the household is open too, those come first: the rest hangs on them.
        """
        unknown = [question for question in asked if _unknown(question, self.answers)]
        if len(self.ends) > MOST_TO_TRY:
            return unknown
        now = self.range.width
        left = {question.slug: self._width_left(question) for question in unknown}
        return sorted(
            (question for question in unknown if left[question.slug] < now), key=lambda question: left[question.slug]
        )

    def _width_left(self, question: Question) -> Pence:
        """How wide the range would be on average, if this were known."""
        widths = [
            Estimate(self.answers | known, self.on, self.policy).range.width
            for known in _if_known(question, self.answers)
        ]
        return sum(widths) // len(widths) if widths else self.range.width


def _unknown(question: Question, answers: Answers) -> bool:
    return bool(_names_not_known(question, answers))


def _names_not_known(question: Question, answers: Answers) -> list[str]:
    """What the page asks of everybody who sees it, without boxes that only some answers open."""
    form = question.form
    amounts = form.amounts if issubclass(form, PayingForm) else ()
    choices = [name for name, field in form.base_fields.items() if isinstance(field, OneOf | AnyOf)]
    if form is ExtraCostAmounts:
        amounts = tuple(f"cost_{name}" for name in answers.get("extra_costs") or [] if name in EXTRA_COSTS)
    return [name for name in (*choices, *amounts) if not is_known(answers, name)]


def _if_known(question: Question, answers: Answers) -> Iterator[Answers]:
    """The question answered with a little, and with a lot."""
    names = _names_not_known(question, answers)
    if "cost_known" in names:
        yield from ({"cost_known": "weekly", "weekly_cost": cost} for cost in (100_00, 500_00))
    elif "owns" in names:
        listed = [kind for kind in answers.get("owns") or [] if kind != NOT_KNOWN]
        yield {"owns": listed}
        yield {"owns": [*listed, NOT_KNOWN], "unlisted_capital": 30_000_00}
    elif "gets" in names:
        listed = [kind for kind in answers.get("gets") or [] if kind != NOT_KNOWN]
        yield {"gets": listed}
        yield {"gets": [*listed, NOT_KNOWN], "unlisted_income": 150_00}
    elif "extra_costs" in names:
        yield {"unlisted_costs": 0}
        yield {"unlisted_costs": 30_00}
    else:
        for place in (0, -1):
            yield {name: LIKELY[name][place] if name in LIKELY else A_LITTLE_OR_A_LOT.get(name, A_WEEK)[place]
                   for name in names}  # fmt: skip


def _charge(c: Circumstances) -> Pence:
    """What is paid, without the steps: this is asked hundreds of times for one page."""
    if c.exempt:
        return 0
    rates = charging_rates(c.on)
    facts, _lines = treated(c, rates)
    return weekly_charge(facts, rates)
