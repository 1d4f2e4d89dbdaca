"""Which income counts, and how much of it: SI 2014/2672 Part 4 (regs 13 to 17) and Sch 1.

Each item is made weekly and treated by itself, and says why. The scalar rules start from totals by treatment.
Only the person's own income counts: there is no power to assess a couple together.
"""

from __future__ import annotations

from enum import Enum, auto

from goodlives.rules.charging.capital import tariff_income
from goodlives.rules.charging.circumstances import Circumstances, Every, IncomeItem, IncomeKind, Rate
from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import Step, rule
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import ChargingRates

# The regulations do not say how to make a month weekly. This is how benefits do it: 12 months are 52 weeks.
WEEKS = {
    Every.WEEK: (1, 1, "a week"),
    Every.FORTNIGHT: (1, 2, "every 2 weeks"),
    Every.FOUR_WEEKS: (1, 4, "every 4 weeks"),
    Every.MONTH: (12, 52, "a month"),
    Every.QUARTER: (1, 13, "every 3 months"),
    Every.YEAR: (1, 52, "a year"),
}


class Treatment(Enum):
    """How the law treats a kind of income."""

    __hash__ = object.__hash__  # looked up for every item; an Enum's own is many times slower

    IN_FULL = auto()
    DISABILITY_BENEFIT = auto()
    OCCUPATIONAL_PENSION = auto()
    WAR_PENSION = auto()
    SAVINGS_CREDIT = auto()
    IGNORED = auto()


_K, _T = IncomeKind, Treatment
_COUNTED = "SI 2014/2672 Part 4"
_SCH_1 = "SI 2014/2672 Sch 1"
_KINDS: dict[IncomeKind, tuple[str, Treatment, str, str]] = {
    _K.STATE_PENSION: ("State Pension", _T.IN_FULL, "counts in full", _COUNTED),
    _K.OCCUPATIONAL_PENSION: ("Pension from work, or your own", _T.OCCUPATIONAL_PENSION, "counts", _COUNTED),
    _K.PENSION_CREDIT_GUARANTEE: ("Pension Credit, guarantee part", _T.IN_FULL, "counts in full", _COUNTED),
    _K.PENSION_CREDIT_SAVINGS: (
        "Pension Credit, savings part",
        _T.SAVINGS_CREDIT,
        "counts, and part is taken away below",
        f"{_SCH_1} para 40",
    ),
    _K.UNIVERSAL_CREDIT: ("Universal Credit, without housing and children", _T.IN_FULL, "counts in full", _COUNTED),
    _K.EMPLOYMENT_AND_SUPPORT_ALLOWANCE: (
        "Employment and Support Allowance",
        _T.IN_FULL,
        "counts in full",
        _COUNTED,
    ),
    _K.CARERS_ALLOWANCE: ("Carer's Allowance", _T.IN_FULL, "counts in full", _COUNTED),
    _K.ATTENDANCE_ALLOWANCE: ("Attendance Allowance", _T.DISABILITY_BENEFIT, "counts", f"{_SCH_1} para 4"),
    _K.PIP_DAILY_LIVING: (
        "Personal Independence Payment, daily living part",
        _T.DISABILITY_BENEFIT,
        "counts",
        f"{_SCH_1} para 4",
    ),
    _K.DLA_CARE: ("Disability Living Allowance, care part", _T.DISABILITY_BENEFIT, "counts", f"{_SCH_1} para 4"),
    _K.PIP_MOBILITY: (
        "Personal Independence Payment, mobility part",
        _T.IGNORED,
        "not counted: it is for getting about",
        f"{_SCH_1} para 8",
    ),
    _K.DLA_MOBILITY: (
        "Disability Living Allowance, mobility part",
        _T.IGNORED,
        "not counted: it is for getting about",
        f"{_SCH_1} para 8",
    ),
    _K.WAR_WIDOWS_PENSION: (
        "War widow's or widower's pension",
        _T.WAR_PENSION,
        "counts, and part is taken away below",
        _SCH_1,
    ),
    _K.WAR_DISABLEMENT_PENSION: (
        "War disablement pension",
        _T.IGNORED,
        "not counted: it is for an injury in service",
        _SCH_1,
    ),
    _K.EARNINGS: ("Pay from work", _T.IGNORED, "not counted: you keep all you earn", "SI 2014/2672 reg 14"),
    _K.OTHER_COUNTED: ("Other income", _T.IN_FULL, "counts in full", _COUNTED),
    _K.OTHER_DISREGARDED: ("Other income", _T.IGNORED, "not counted: the law says to ignore it", _SCH_1),
}
DISABILITY_BENEFITS = (_K.ATTENDANCE_ALLOWANCE, _K.PIP_DAILY_LIVING, _K.DLA_CARE)
PIP_OR_DLA = (_K.PIP_DAILY_LIVING, _K.PIP_MOBILITY, _K.DLA_CARE, _K.DLA_MOBILITY)


def income_words(kind: IncomeKind) -> str:
    return _KINDS[kind][0]


# Whatever it is, it decides nothing: somebody above the limit on capital pays the whole cost.
_NOT_NEEDED = "not yet known, and it makes no difference"


def weekly(item: IncomeItem) -> Pence:
    """The amount a week; a fraction of a penny goes in the person's favour, so is left out (reg 11)."""
    times, divided_by, _ = WEEKS[item.every]
    return (item.amount or 0) * times // divided_by


def at_the_highest_rate(item: IncomeItem, rates: ChargingRates) -> bool:
    """Whether a disability benefit is paid at its highest rate. Where nobody says, the amount does."""
    if item.kind not in DISABILITY_BENEFITS:
        return False
    if item.rate is not None:
        return item.rate in (Rate.HIGHER, Rate.ENHANCED)
    return weekly(item) >= rates.disability_benefit_higher


def night_element(item: IncomeItem, rates: ChargingRates) -> Pence:
    """The part of a disability benefit that is paid for help at night: its highest rate less its middle one."""
    if not at_the_highest_rate(item, rates):
        return 0
    return min(weekly(item), rates.disability_benefit_higher - rates.disability_benefit_middle)


def treatment(item: IncomeItem, circumstances: Circumstances) -> Treatment:
    """How this item is treated, here. In a temporary stay in a care home disability benefits are ignored (Annex C)."""
    treated = _KINDS[item.kind][1]
    if treated is Treatment.DISABILITY_BENEFIT and not circumstances.charged_as_at_home and not circumstances.permanent:
        return Treatment.IGNORED
    return treated


def income_item(item: IncomeItem, circumstances: Circumstances) -> tuple[Treatment, Pence, Step]:
    """How one item is treated, how much of it goes into the sum, and the line that says why."""
    name, usual, words, law = _KINDS[item.kind]
    treated, amount = treatment(item, circumstances), weekly(item)
    if treated is Treatment.IGNORED and usual is not Treatment.IGNORED:
        words, law = "not counted during a temporary stay in a care home", f"{_SCH_1}; statutory guidance, Annex C"
    _, _, every = WEEKS[item.every]
    paid = "" if item.every == Every.WEEK else f"{pounds(item.amount or 0)} {every} is {pounds(amount)} a week, "
    if item.amount is None:
        return treated, 0, Step(f"{name}: {words if treated is Treatment.IGNORED else _NOT_NEEDED}", 0, law)
    if treated is Treatment.IGNORED:
        paid = paid or f"{pounds(amount)} a week, "
        return treated, 0, Step(f"{name}: {paid}{words}", 0, law)
    return treated, amount, Step(f"{name}: {paid}{words}", amount, law)


@rule("Your income each week", "SI 2014/2672 Part 4")
def income_of_all_kinds(f: Facts, r: ChargingRates) -> Pence:
    """Income a week, without what is ignored altogether."""
    return (
        f.income_counted_in_full
        + f.disability_benefits
        + f.occupational_pensions
        + f.war_pensions
        + f.savings_credit_paid
    )


@rule("Take away: part of a war widow's or widower's pension", "SI 2014/2672 Sch 1", unless_zero=True)
def war_pension_ignored(f: Facts, r: ChargingRates) -> Pence:
    """£10 a week of a war widow's, widower's or survivor's pension is ignored."""
    return min(f.war_pensions, r.war_pension_disregard) if f.war_pensions else 0


@rule(
    "Take away: half your pension, which goes to your husband, wife or civil partner",
    "SI 2014/2672 Sch 1 para 16",
    unless_zero=True,
)
def half_pension_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Half of a pension from work, when at least half is passed to a spouse or civil partner living elsewhere."""
    return -(-f.occupational_pensions // 2) if f.half_pension_to_spouse else 0


@rule(
    lambda f, r, amount: (
        "Take away: the amount ignored for people whose own savings or pension lift them above Pension Credit"
        if amount > f.savings_credit_paid
        else "Take away: the part of your savings credit that is ignored"
    ),
    "SI 2014/2672 Sch 1 para 40",
    unless_zero=True,
)
def savings_credit_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Savings credit disregard, Annex C: nothing below the threshold, the credit paid up to a most, then the most."""
    if not f.under_savings_credit_rules:
        return 0
    threshold = r.savings_credit_threshold_couple if f.couple else r.savings_credit_threshold_single
    guarantee = r.standard_minimum_guarantee_couple if f.couple else r.standard_minimum_guarantee_single
    most = r.savings_credit_disregard_couple if f.couple else r.savings_credit_disregard_single
    if f.qualifying_income < threshold:
        return 0
    if f.qualifying_income <= guarantee:
        return min(f.savings_credit_paid, most)
    return most


@rule(
    "Take away: the part of your disability benefit for help at night",
    "Council policy; R (Carton) v Coventry City Council [2001]",
    unless_zero=True,
)
def night_element_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Some councils ignore the night part when they arrange no care at night."""
    return f.night_element if f.ignore_night_element else 0


@rule("Take away: what you pay for your home", "SI 2014/2672 Sch 1 para 2", unless_zero=True)
def housing_costs_taken_away(f: Facts, r: ChargingRates) -> Pence:
    """Rent, mortgage, council tax and service charges, net of help, while the person has a home to keep up.

    That is at home, or during a stay in a care home that is not permanent.
    """
    return 0 if f.permanent else f.housing_costs


@rule(
    lambda f, r, amount: (
        "Take away: what you spend because of your disability"
        if f.disability_related_expenditure >= f.disability_related_expenditure_flat_rate
        else "Take away: the set amount your council takes off for costs of a disability, without receipts. If you "
        "spend more, ask for your own costs to be taken off instead"
    ),
    lambda f, r, amount: (
        "SI 2014/2672 Sch 1 para 4"
        if f.disability_related_expenditure >= f.disability_related_expenditure_flat_rate
        else "SI 2014/2672 Sch 1 para 4; statutory guidance, Annex C; council policy"
    ),
    unless_zero=True,
)
def disability_related_expenditure_taken_away(f: Facts, r: ChargingRates) -> Pence:
    """Reasonable extra costs of disability, whenever a disability benefit is counted in care outside a care home.

    A council may take off a flat amount without asking. It is never less than somebody's own costs.
    """
    if not f.charged_as_at_home or not f.gets_disability_benefit:
        return 0
    return max(f.disability_related_expenditure, f.disability_related_expenditure_flat_rate)


@rule()
def income_after_what_is_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Income and tariff income, less what is ignored and what the person must pay out. It may fall below nothing."""
    return (
        income_of_all_kinds(f, r)
        + tariff_income(f, r)
        - war_pension_ignored(f, r)
        - half_pension_ignored(f, r)
        - savings_credit_ignored(f, r)
        - night_element_ignored(f, r)
        - housing_costs_taken_away(f, r)
        - disability_related_expenditure_taken_away(f, r)
    )
