"""Which facts are missing, and where they can put the charge.

Where a fact is not yet known the charge is not known either, and the range is what it must lie in. That rests on
which way the charge moves with each fact, and a property test holds it to that:

* it never falls when capital, income, the cost of care or the council's rate rises;
* it never rises when housing costs, disability-related expenditure, NHS-funded nursing care or savings credit
  qualifying income rises, when half a pension goes to a spouse, or when a disability benefit is at its highest rate;
* with pension age it may go either way, so both are worked out.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from goodlives.rules.charging.capital import capital_is_above_the_limit, capital_words, why_ignored
from goodlives.rules.charging.circumstances import (
    Circumstances,
    Household,
    IncomeKind,
    Rate,
    SavingsCredit,
    Setting,
    reached_pension_age,
)
from goodlives.rules.charging.income import DISABILITY_BENEFITS, Treatment, income_words, treatment
from goodlives.rules.charging.treatment import treated
from goodlives.rules.money import Pence
from goodlives.rules.parameters import charging_rates

# More than anybody has or spends in a week. What a missing amount is put at, to find where the charge must end.
PLENTY: Pence = 10**11


def not_yet_known(c: Circumstances) -> tuple[str, ...]:
    """The names of the facts that are missing and that the charge rests on. Free care rests on none.

    What can never count is not asked: a mobility benefit however much it is, the costs of a home in a permanent stay,
    costs of a disability without a benefit for it, or anything but the cost for somebody surely above the limit.
    """
    if c.exempt:
        return ()
    cost = _cost(c)
    missing = (*_ages(c), *cost, *_money(c))
    if missing:
        rates = charging_rates(c.on)
        if capital_is_above_the_limit(treated(put_at(c, lowest=True), rates)[0], rates):
            return tuple(name for name in cost if name != "council_rate")
    return missing


def _ages(c: Circumstances) -> list[str]:
    missing: list[str] = []
    if not c.charged_as_at_home:
        return missing
    if c.pension_age_reached is None and reached_pension_age(c.age, c.on) is None:
        missing.append("person.pension_age_reached")
    if c.household == Household.COUPLE and c.partner_pension_age_reached is None:
        missing.append("person.partner_pension_age_reached")
    return missing


def _cost(c: Circumstances) -> list[str]:
    missing = ["cost_of_care"] if c.cost_of_care is None else []
    if c.setting != Setting.HOME:
        if c.council_rate is None:
            missing.append("council_rate")
        if c.nhs_funded_nursing_care is None:
            missing.append("nhs_funded_nursing_care")
    return missing


def _money(c: Circumstances) -> list[str]:
    missing = [
        f"capital[{n}].amount"
        for n, owned in enumerate(c.capital)
        if owned.amount is None and not why_ignored(owned, c)
    ]
    missing += [
        f"income[{n}].amount"
        for n, received in enumerate(c.income)
        if received.amount is None and treatment(received, c) is not Treatment.IGNORED
    ]
    if c.savings_credit and c.savings_credit.qualifying_income is None:
        missing.append("savings_credit.qualifying_income")
    if c.housing_costs is None and not c.permanent:
        missing.append("housing_costs")
    if c.disability_related_expenditure is None and c.charged_as_at_home and _gets(c, DISABILITY_BENEFITS):
        missing.append("disability_related_expenditure")
    if c.half_pension_to_spouse is None and _gets(c, (IncomeKind.OCCUPATIONAL_PENSION,)):
        missing.append("half_pension_to_spouse")
    return missing


def _gets(c: Circumstances, kinds: tuple[IncomeKind, ...]) -> bool:
    return any(received.kind in kinds for received in c.income)


def put_at(c: Circumstances, *, lowest: bool, plenty: Pence = PLENTY) -> Circumstances:
    """The missing facts put where they make the charge as low, or as high, as it can be."""
    rises, falls = (0, plenty) if lowest else (plenty, 0)

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


def could_be(c: Circumstances, missing: tuple[str, ...]) -> list[Circumstances]:
    """What the person's circumstances may turn out to be, where more or less is not the question: pension age."""
    either = (True, False)
    mine = either if "person.pension_age_reached" in missing else (c.pension_age_reached,)
    theirs = either if "person.partner_pension_age_reached" in missing else (c.partner_pension_age_reached,)
    return [
        replace(c, pension_age_reached=own, partner_pension_age_reached=partner)
        for own, partner in product(mine, theirs)
    ]


_WORDS = {
    "person.pension_age_reached": "whether you have reached pension age",
    "person.partner_pension_age_reached": "whether your partner has reached pension age",
    "cost_of_care": "what your care costs",
    "council_rate": "what your council would pay for a home that suits your needs",
    "nhs_funded_nursing_care": "what the NHS pays for nursing",
    "savings_credit.qualifying_income": "how much of your income counts for savings credit",
    "housing_costs": "what you pay for your home",
    "disability_related_expenditure": "what you spend because of your disability",
    "half_pension_to_spouse": "whether half your pension goes to your husband, wife or civil partner",
}


def in_words(c: Circumstances, name: str) -> str:
    """What a missing fact is, in words."""
    if name in _WORDS:
        return _WORDS[name]
    place = int(name[name.index("[") + 1 : name.index("]")])
    words = capital_words(c.capital[place].kind) if name.startswith("capital") else income_words(c.income[place].kind)
    return f"how much there is of this: {words}"
