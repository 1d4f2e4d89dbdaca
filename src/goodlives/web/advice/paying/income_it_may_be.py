"""From answers about the money somebody gets to the items of income that the rules treat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodlives.rules.charging import Every, IncomeItem, IncomeKind, SavingsCredit
from goodlives.rules.charging.income import weekly
from goodlives.rules.money import Pence
from goodlives.rules.parameters import parameter

from ...design.questions import Answers
from .asking import NONE, NOT_KNOWN
from .benefit_rates import PENSIONS, RATES, rate_on

K = IncomeKind
# Kinds of income that are typed as an amount and how often.
TYPED = {
    "work_pension": K.OCCUPATIONAL_PENSION,
    "universal_credit": K.UNIVERSAL_CREDIT,
    "esa": K.EMPLOYMENT_AND_SUPPORT_ALLOWANCE,
    "war_widows_pension": K.WAR_WIDOWS_PENSION,
    "war_disablement_pension": K.WAR_DISABLEMENT_PENSION,
    "other_income": K.OTHER_COUNTED,
}
# Disability benefits whose rate decides the amount and the premium, by the answer that says one is paid.
BENEFITS = {
    "attendance_allowance": ("attendance_allowance", K.ATTENDANCE_ALLOWANCE),
    "pip_daily_living": ("pip", K.PIP_DAILY_LIVING),
    "dla_care": ("dla", K.DLA_CARE),
}
MOBILITY = {"pip_mobility": ("pip", K.PIP_MOBILITY), "dla_mobility": ("dla", K.DLA_MOBILITY)}


def income_items(a: Answers, on: date, lowest: bool) -> Iterator[IncomeItem]:
    gets = a.get("gets")
    known = gets or []
    if "state_pension" in known:
        yield _at_a_rate(a, "state_pension", K.STATE_PENSION, PENSIONS, on)
    for name, kind in TYPED.items():
        if name in known:
            yield IncomeItem(kind, a.get(name), Every(a.get(f"{name}_every") or Every.WEEK))
    if "pension_credit" in known:
        for name, kind in (
            ("guarantee_credit", K.PENSION_CREDIT_GUARANTEE),
            ("savings_credit", K.PENSION_CREDIT_SAVINGS),
        ):
            if a.get(name) != 0:
                yield IncomeItem(kind, a.get(name), Every(a.get(f"{name}_every") or Every.WEEK))
    if "carers_allowance" in known:
        if a.get("carers_allowance") == "entitled":
            yield IncomeItem(K.CARERS_ALLOWANCE, 0)
        else:
            yield _at_a_rate(a, "carers_allowance", K.CARERS_ALLOWANCE, {"full": "carers_allowance"}, on)
    for name, (benefit, kind) in BENEFITS.items():
        if benefit in known and a.get(name) != NONE:
            rate, figure = RATES[name][a[name]]
            yield IncomeItem(kind, rate_on(figure, on), rate=rate)
    for name, (benefit, kind) in MOBILITY.items():
        # It never counts, but it may mean a premium: so, not known, it is there only at the lowest end.
        rated = a.get(name) or (next(iter(RATES[name])) if lowest else NONE)
        if benefit in known and rated != NONE:
            rate, figure = RATES[name][rated]
            yield IncomeItem(kind, rate_on(figure, on), rate=rate)
    if gets is None or NOT_KNOWN in gets:
        yield from _unlisted(a)


def _unlisted(a: Answers) -> Iterator[IncomeItem]:
    """Money that may be there as well. It may bring a premium, and what is spent because of a disability."""
    if a.get("unlisted_income") is None:
        yield IncomeItem(K.PIP_DAILY_LIVING, None)
        yield IncomeItem(K.CARERS_ALLOWANCE, None)
    yield IncomeItem(K.OTHER_COUNTED, a.get("unlisted_income"))


def _at_a_rate(a: Answers, name: str, kind: IncomeKind, figures: dict[str, str], on: date) -> IncomeItem:
    chosen = a.get(name)
    if chosen in figures:
        return IncomeItem(kind, rate_on(figures[chosen], on))
    if chosen == "another":
        return IncomeItem(kind, a.get(f"{name}_amount"), Every(a.get(f"{name}_amount_every") or Every.WEEK))
    return IncomeItem(kind, None)


def savings_credit(a: Answers, on: date, lowest: bool) -> SavingsCredit | None:
    """The rules for savings credit hold for those who reached pension age before 6 April 2016.

    None where the amount paid decides by itself: the rules then take it that enough income counts for it.
    """
    if not a["pension_age"] or not may_have_been_before_2016(a, on):
        return None
    qualifying = a.get("qualifying_income")
    if gets_savings_credit(a):
        return SavingsCredit(qualifying) if income_decides_savings_credit(a, on) and (qualifying or lowest) else None
    before = a.get("before_2016")
    if before is False or (before is None and not lowest):
        return None
    return SavingsCredit(qualifying)


def gets_savings_credit(a: Answers) -> bool:
    return "pension_credit" in (a.get("gets") or []) and a.get("savings_credit") != 0


def income_decides_savings_credit(a: Answers, on: date) -> bool:
    """Whether what is left out goes by the income that counts for it. Not where more is paid than is ever left out."""
    paid = a.get("savings_credit")
    if paid is None:
        return True
    couple = a.get("household") != "single"
    most: Pence = parameter(f"savings_credit_disregard_{'couple' if couple else 'single'}").on(on)
    return weekly(IncomeItem(K.PENSION_CREDIT_SAVINGS, paid, Every(a["savings_credit_every"]))) < most


def may_have_been_before_2016(answers: Answers, on: date) -> bool:
    """Whether somebody of this age may have reached pension age before 6 April 2016: women of 63, men of 65."""
    age = answers.get("age")
    return age is None or on.year - age <= 1953
