"""Which income counts, and how much of it: SI 2014/2672 Part 4 (regs 13 to 17) and Sch 1.

Each item is made weekly and treated by itself, and says why. The rules for all of it together are in `income_left.py`.
Only the person's own income counts: there is no power to assess a couple together.
"""

from __future__ import annotations

from enum import Enum, auto

from goodlives.rules.charging.circumstances import Circumstances, Every, IncomeItem, IncomeKind, Rate
from goodlives.rules.explain import Step
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
