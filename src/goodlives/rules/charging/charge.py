"""One person's charge for one week, explained: Care Act 2014 ss14 and 17 and SI 2014/2672.

Where a fact is not yet known the charge is not known either, and the range is what it must lie in. That rests on
which way the charge moves with each fact, and a property test holds it to that:

* it never falls when capital, income, the cost of care or the council's rate rises;
* it never rises when housing costs, disability-related expenditure, NHS-funded nursing care or savings credit
  qualifying income rises, when half a pension goes to a spouse, or when a disability benefit is at its highest rate;
* with pension age it may go either way, so both are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, cast

from goodlives.rules.charging.capital import capital_is_above_the_limit, capital_item, tariff_income
from goodlives.rules.charging.circumstances import (
    Circumstances,
    Exemption,
    Household,
    IncomeKind,
    Rate,
    SavingsCredit,
    Setting,
    reached_pension_age,
)
from goodlives.rules.charging.facts import Facts
from goodlives.rules.charging.income import (
    DISABILITY_BENEFITS,
    PIP_OR_DLA,
    Treatment,
    at_the_highest_rate,
    income_item,
    night_element,
)
from goodlives.rules.charging.minimum_income_guarantee import minimum_income_guarantee
from goodlives.rules.charging.weekly_charge import (
    arrangement_fee,
    cost_to_the_council,
    fee,
    personal_expenses_allowance,
    weekly_charge,
)
from goodlives.rules.explain import Step, traced
from goodlives.rules.money import NO_LIMIT, Pence, plain_pounds
from goodlives.rules.parameters import ChargingRates, charging_rates, parameter, rates_year

# More than anybody has or spends in a week. What a missing amount is put at, to find where the charge must end.
_PLENTY: Pence = 10**11


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the law that a charge rests on, and how sure we are of it."""

    name: str
    title: str
    value: str
    since: str
    reference: str
    status: str

    def as_json(self) -> dict[str, str]:
        return {field: getattr(self, field) for field in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a person pays for a week, in pence, with its steps. None where it is not yet known, or was not needed.

    `range` is the least and the most it can be while something is not yet known; its second is None when the cost is
    not yet known and the person would pay all of it. `not_yet_known` are the names of the missing facts.
    """

    charge: Pence | None
    council_pays: Pence | None
    top_up: Pence | None
    range: tuple[Pence, Pence | None] | None
    full_cost: bool | None
    tariff_income: Pence | None
    minimum_income_guarantee: Pence | None
    personal_expenses_allowance: Pence | None
    rates: str
    not_yet_known: tuple[str, ...]
    steps: tuple[Step, ...]
    rests_on: tuple[Figure, ...]

    @property
    def unconfirmed_figures(self) -> tuple[Figure, ...]:
        """The figures it rests on that we worked out or remember, and have not seen in an official table."""
        return tuple(figure for figure in self.rests_on if figure.status != "confirmed")

    def as_json(self) -> dict[str, Any]:
        """The answer in pounds, as contracts say it."""
        return {
            "charge": _pounds(self.charge),
            "council_pays": _pounds(self.council_pays),
            "top_up": _pounds(self.top_up),
            "range": None if self.range is None else [_pounds(end) for end in self.range],
            "full_cost": self.full_cost,
            "tariff_income": _pounds(self.tariff_income),
            "minimum_income_guarantee": _pounds(self.minimum_income_guarantee),
            "personal_expenses_allowance": _pounds(self.personal_expenses_allowance),
            "rates": self.rates,
            "not_yet_known": list(self.not_yet_known),
            "steps": [step.as_json() for step in self.steps],
            "rests_on": [figure.as_json() for figure in self.rests_on],
        }


def _pounds(amount: Pence | None) -> str | None:
    return None if amount is None else plain_pounds(amount)


class _Watched:
    """Rates that remember which of them were looked at."""

    def __init__(self, rates: ChargingRates) -> None:
        self._rates = rates
        self.used: dict[str, Pence] = {}

    def __getattr__(self, name: str) -> Pence:
        amount: Pence = getattr(self._rates, name)
        self.used[name] = amount
        return amount


def charge(circumstances: Circumstances) -> Charge:
    """What this person pays each week, and why."""
    missing = not_yet_known(circumstances)
    return _charge_range(circumstances, missing) if missing else _charge(circumstances)


def _charge(circumstances: Circumstances) -> Charge:
    """The charge when everything needed is known."""
    c, watched = circumstances, _Watched(charging_rates(circumstances.on))
    rates = cast(ChargingRates, watched)
    if c.exempt:
        return _free(c, rates)
    facts, items = treated(c, rates)
    with traced(items) as trace:
        pays = weekly_charge(facts, rates)
    full = capital_is_above_the_limit(facts, rates)
    cost = cost_to_the_council(facts, rates)
    top_up = 0 if full else fee(facts, rates) - cost
    council_pays = 0 if full else cost - pays
    return Charge(
        charge=pays,
        council_pays=council_pays,
        top_up=top_up,
        range=None,
        full_cost=full,
        tariff_income=None if full else tariff_income(facts, rates),
        minimum_income_guarantee=(
            minimum_income_guarantee(facts, rates) if not full and facts.charged_as_at_home else None
        ),
        personal_expenses_allowance=(
            None if full or facts.charged_as_at_home else personal_expenses_allowance(facts, rates)
        ),
        rates=rates_year(c.on),
        not_yet_known=(),
        steps=(*trace.steps, *_last_lines(facts, rates, pays, council_pays, top_up, full)),
        rests_on=_figures(c, watched.used),
    )


def _last_lines(
    facts: Facts, rates: ChargingRates, pays: Pence, council_pays: Pence, top_up: Pence, full: bool
) -> Iterator[Step]:
    """What the sum comes to: who pays what. These lines add up to the cost."""
    if full:
        words = "What you pay each week: the full cost"
        if arrangement_fee(facts, rates):
            words += ", and what the council charges for arranging it"
    elif pays == 0:
        words = "What you pay each week: nothing"
    elif pays == cost_to_the_council(facts, rates):
        words = "What you pay each week: the cost, because that is less than what is left"
    elif facts.charged_as_at_home and pays == facts.maximum_charge:
        words = "What you pay each week: the most your council asks for"
    else:
        words = "What you pay each week"
    yield Step(words, pays, "Care Act 2014 ss14 and 17; SI 2014/2672")
    yield Step("What the council pays each week", council_pays, "Care Act 2014 s26")
    if top_up:
        yield Step(
            "The rest, for a dearer home: somebody else must agree in writing to pay it (top-up)",
            top_up,
            "Care Act 2014 s30; SI 2014/2670",
        )


_FREE = {
    Exemption.CJD: ("Your care is free because you have Creutzfeldt-Jakob disease", "SI 2014/2672 reg 4"),
    Exemption.SECTION_117: (
        "Your care is free because it is aftercare following a stay in hospital under the Mental Health Act",
        "Mental Health Act 1983 s117",
    ),
    Exemption.CONTINUING_HEALTHCARE: (
        "Your care is free because the NHS pays for all of it (NHS continuing healthcare)",
        "Care Act 2014 s22",
    ),
    Exemption.REABLEMENT: (
        "Your care is free for up to 6 weeks because it helps you get back on your feet (reablement)",
        "SI 2014/2672 reg 3",
    ),
}


def _free(c: Circumstances, rates: ChargingRates) -> Charge:
    """Care that is free: no means test is done, so nothing about money is asked or shown."""
    assert c.exempt
    cost = c.cost_of_care
    in_care_home = c.setting != Setting.HOME
    if cost is not None and in_care_home and c.nhs_funded_nursing_care is not None:
        cost = max(cost - c.nhs_funded_nursing_care, 0)
    met = cost
    if cost is not None and in_care_home and c.council_rate is not None:
        met = min(cost, c.council_rate)
    by_nhs = c.exempt == Exemption.CONTINUING_HEALTHCARE
    council_pays, top_up = (0, 0) if by_nhs else (met, None if cost is None or met is None else cost - met)
    words, law = _FREE[c.exempt]
    steps = [Step(words, 0, law), Step("What you pay each week: nothing", 0, law)]
    if council_pays is not None and not by_nhs:
        steps.append(Step("What the council pays each week", council_pays, "Care Act 2014 s26"))
    if top_up:
        steps.append(Step("The rest, for a dearer home (top-up)", top_up, "Care Act 2014 s30; SI 2014/2670"))
    return Charge(
        charge=0,
        council_pays=council_pays,
        top_up=top_up,
        range=None,
        full_cost=False,
        tariff_income=None,
        minimum_income_guarantee=None,
        personal_expenses_allowance=None,
        rates=rates_year(c.on),
        not_yet_known=(),
        steps=tuple(steps),
        rests_on=(),
    )


def _figures(c: Circumstances, used: dict[str, Pence]) -> tuple[Figure, ...]:
    """Each rate the sum looked at, with its source."""
    figures = []
    for name in used:
        known = parameter(name)
        entry = known.entry(c.on)
        figures.append(
            Figure(
                name,
                known.title,
                known.says(entry.value),
                entry.since.isoformat(),
                entry.reference,
                entry.status,
            )
        )
    return tuple(figures)


def treated(c: Circumstances, rates: ChargingRates) -> tuple[Facts, dict[str, list[Step]]]:
    """Every item treated by itself and added up by treatment, with the line that explains each."""
    capital_lines, income_lines = [], []
    capital = 0
    for owned in c.capital:
        counts, line = capital_item(owned, c)
        capital += counts
        capital_lines.append(line)
    totals = dict.fromkeys(Treatment, 0)
    nights = 0
    for received in c.income:
        how, amount, line = income_item(received, c)
        totals[how] += amount
        income_lines.append(line)
        if c.setting == Setting.HOME:
            nights += night_element(received, rates)
    kinds = {received.kind for received in c.income}
    pension_age = c.pension_age_reached
    if pension_age is None:
        pension_age = reached_pension_age(c.age, c.on)
    couple = c.household == Household.COUPLE
    policy, savings_credit = c.policy, c.savings_credit
    qualifying_income = (savings_credit.qualifying_income or 0) if savings_credit else 0
    if savings_credit is None and totals[Treatment.SAVINGS_CREDIT]:
        # Nobody said how much income qualifies, but savings credit is only paid from the threshold up.
        qualifying_income = rates.savings_credit_threshold_couple if couple else rates.savings_credit_threshold_single
    facts = Facts(
        age=c.age,
        pension_age_reached=bool(pension_age),
        partner_pension_age_reached=couple and bool(c.partner_pension_age_reached),
        couple=couple,
        lone_parent=c.household == Household.LONE_PARENT,
        dependent_children=c.dependent_children,
        in_care_home=c.setting != Setting.HOME,
        charged_as_at_home=c.charged_as_at_home,
        permanent=c.permanent,
        exempt=c.exempt is not None,
        cost_of_care=c.cost_of_care or 0,
        council_rate=c.council_rate or 0,
        nhs_funded_nursing_care=c.nhs_funded_nursing_care or 0,
        capital=capital,
        income_counted_in_full=totals[Treatment.IN_FULL],
        disability_benefits=totals[Treatment.DISABILITY_BENEFIT],
        night_element=nights,
        occupational_pensions=totals[Treatment.OCCUPATIONAL_PENSION],
        war_pensions=totals[Treatment.WAR_PENSION],
        savings_credit_paid=totals[Treatment.SAVINGS_CREDIT],
        under_savings_credit_rules=savings_credit is not None or totals[Treatment.SAVINGS_CREDIT] > 0,
        qualifying_income=qualifying_income,
        gets_disability_benefit=not kinds.isdisjoint(DISABILITY_BENEFITS),
        gets_pip_or_dla=not kinds.isdisjoint(PIP_OR_DLA),
        gets_highest_disability_rate=any(
            at_the_highest_rate(received, rates)
            for received in c.income
            if received.kind in (IncomeKind.PIP_DAILY_LIVING, IncomeKind.DLA_CARE)
        ),
        gets_carers_allowance=IncomeKind.CARERS_ALLOWANCE in kinds,
        housing_costs=c.housing_costs or 0,
        disability_related_expenditure=c.disability_related_expenditure or 0,
        half_pension_to_spouse=bool(c.half_pension_to_spouse),
        mig_uplift_percent=policy.mig_uplift_percent,
        mig_uplift_flat=policy.mig_uplift_flat,
        percent_of_disposable_income=policy.percent_of_disposable_income,
        raised_upper_capital_limit=policy.upper_capital_limit or 0,
        maximum_charge=NO_LIMIT if policy.maximum_charge is None else policy.maximum_charge,
        ignore_night_element=policy.ignore_night_element,
        arrangement_fee=policy.arrangement_fee,
    )
    return facts, {"capital_that_counts": capital_lines, "income_of_all_kinds": income_lines}


def not_yet_known(c: Circumstances) -> tuple[str, ...]:
    """The names of the facts that are missing and that a charge rests on. Free care rests on none."""
    if c.exempt:
        return ()
    in_care_home = c.setting != Setting.HOME
    missing = []
    if c.pension_age_reached is None and reached_pension_age(c.age, c.on) is None:
        missing.append("person.pension_age_reached")
    if c.household == Household.COUPLE and c.partner_pension_age_reached is None:
        missing.append("person.partner_pension_age_reached")
    if c.cost_of_care is None:
        missing.append("cost_of_care")
    if in_care_home and c.council_rate is None:
        missing.append("council_rate")
    if in_care_home and c.nhs_funded_nursing_care is None:
        missing.append("nhs_funded_nursing_care")
    missing += [f"capital[{n}].amount" for n, owned in enumerate(c.capital) if owned.amount is None]
    missing += [f"income[{n}].amount" for n, received in enumerate(c.income) if received.amount is None]
    if c.savings_credit and c.savings_credit.qualifying_income is None:
        missing.append("savings_credit.qualifying_income")
    if c.housing_costs is None:
        missing.append("housing_costs")
    if c.disability_related_expenditure is None:
        missing.append("disability_related_expenditure")
    if c.half_pension_to_spouse is None:
        missing.append("half_pension_to_spouse")
    return tuple(missing)


def _put_at(c: Circumstances, *, lowest: bool) -> Circumstances:
    """The missing facts put where they make the charge as low, or as high, as it can be."""
    rises, falls = (0, _PLENTY) if lowest else (_PLENTY, 0)

    def known(amount: Pence | None, otherwise: Pence) -> Pence:
        return otherwise if amount is None else amount

    return replace(
        c,
        cost_of_care=known(c.cost_of_care, rises),
        council_rate=known(c.council_rate, rises),
        nhs_funded_nursing_care=known(c.nhs_funded_nursing_care, falls),
        capital=tuple(replace(owned, amount=known(owned.amount, rises)) for owned in c.capital),
        income=tuple(
            received
            if received.amount is not None
            else replace(
                received,
                amount=rises,
                rate=received.rate or (Rate.HIGHER if lowest else Rate.STANDARD),
            )
            for received in c.income
        ),
        savings_credit=c.savings_credit and SavingsCredit(known(c.savings_credit.qualifying_income, falls)),
        housing_costs=known(c.housing_costs, falls),
        disability_related_expenditure=known(c.disability_related_expenditure, falls),
        half_pension_to_spouse=lowest if c.half_pension_to_spouse is None else c.half_pension_to_spouse,
    )


def _charge_range(circumstances: Circumstances, missing: tuple[str, ...]) -> Charge:
    """The least and the most the charge can be while something is missing."""
    either = (True, False)
    mine = either if "person.pension_age_reached" in missing else (circumstances.pension_age_reached,)
    theirs = either if "person.partner_pension_age_reached" in missing else (circumstances.partner_pension_age_reached,)
    could_be = [
        replace(circumstances, pension_age_reached=own, partner_pension_age_reached=partner)
        for own, partner in product(mine, theirs)
    ]
    least = min((_charge(_put_at(one, lowest=True)) for one in could_be), key=_paid)
    most = max((_charge(_put_at(one, lowest=False)) for one in could_be), key=_paid)
    ends = (_paid(least), _paid(most))
    no_end = ends[1] >= _PLENTY // 2
    return Charge(
        charge=None,
        council_pays=None,
        top_up=None,
        range=(ends[0], None if no_end else ends[1]),
        full_cost=least.full_cost if least.full_cost == most.full_cost else None,
        tariff_income=_same(least.tariff_income, most.tariff_income),
        minimum_income_guarantee=_same(least.minimum_income_guarantee, most.minimum_income_guarantee),
        personal_expenses_allowance=_same(least.personal_expenses_allowance, most.personal_expenses_allowance),
        rates=least.rates,
        not_yet_known=missing,
        steps=(
            Step("The least you could pay each week", ends[0], "Care Act 2014 s17"),
            Step("The most you could pay each week", None, "Care Act 2014 s17")
            if no_end
            else Step("The most you could pay each week", ends[1], "Care Act 2014 s17"),
        ),
        rests_on=least.rests_on + tuple(figure for figure in most.rests_on if figure not in least.rests_on),
    )


def _paid(charge: Charge) -> Pence:
    assert charge.charge is not None
    return charge.charge


def _same(one: Pence | None, other: Pence | None) -> Pence | None:
    return one if one == other else None
