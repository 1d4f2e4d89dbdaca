"""From answers to what the rules want, or to everything it may be while an answer is not yet known.

Where an answer moves the charge one way only, its two ends are enough. Where it may go either way (where the care is,
the age, a partner, which rate of a benefit), each answer it may be is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from goodlives.rules.charging import (
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
    Circumstances,
    Every,
    Exemption,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    SavingsCredit,
    Setting,
)
from goodlives.rules.charging.circumstances import reached_pension_age
from goodlives.rules.charging.home_others_live_in import LivesThere, Occupant, disregard_for_others
from goodlives.rules.charging.income import WEEKS, weekly
from goodlives.rules.money import NO_LIMIT, Pence
from goodlives.rules.parameters import parameter

from ...design.questions import Answers
from .about_you import MOST_CHILDREN
from .asking import NONE, NOT_KNOWN
from .what_you_get import PENSIONS, RATES, rate_on
from .what_you_own import SHARES

K = IncomeKind
# An age of each kind that the law tells apart, and whether pension age has been reached at it.
AGES: tuple[tuple[int, bool], ...] = ((22, False), (45, False), (80, True))
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


def may_be_in(answers: Answers, *settings: Setting) -> bool:
    """Whether the care is, or may be, in one of these places."""
    where = answers.get("where")
    return where is None or where in settings


def may_have_been_before_2016(answers: Answers, on: date) -> bool:
    """Whether somebody of this age may have reached pension age before 6 April 2016: women of 63, men of 65."""
    age = answers.get("age")
    return age is None or on.year - age <= 1953


def each_it_may_be(a: Answers, on: date) -> Iterator[Answers]:
    """The answers with one that may go either way put at each thing it may be."""
    where = [a["where"]] if a.get("where") else list(Setting)
    if a.get("age") is None:
        ages = AGES
    else:
        reached = reached_pension_age(a["age"], on)
        reached = a.get("pension_age") if reached is None else reached
        ages = ((a["age"], reached),) if reached is not None else ((a["age"], True), (a["age"], False))
    homes: list[tuple[str, bool]] = []
    if a.get("household") in (None, "single"):
        homes.append(("single", False))
    if a.get("household") in (None, "couple"):
        partner = a.get("partner_pension_age")
        homes += [("couple", partner)] if partner is not None else [("couple", True), ("couple", False)]
    gets = a.get("gets") or []
    benefits = [
        [(name, rate) for rate in ([a[name]] if a.get(name) else _rates(name))]
        for name, (kind, _income) in BENEFITS.items()
        if kind in gets
    ]
    for place, (age, pension_age), (household, partner), *rates in product(where, ages, homes, *benefits):
        yield a | dict(rates) | {
            "where": place, "age": age, "pension_age": pension_age, "household": household,
            "partner_pension_age": partner,
        }  # fmt: skip


def _rates(name: str) -> list[str]:
    """Attendance Allowance is always one of its rates; a part of PIP or DLA may not be paid at all."""
    return [*RATES[name], *([] if name == "attendance_allowance" else [NONE])]


def circumstances(a: Answers, on: date, policy: Policy, *, lowest: bool) -> Circumstances:
    """One thing it may be, at the end where what is not known makes the charge lowest, or highest.

    An amount that is not known stays None: the rules put it at its own end.
    """
    where = Setting(a["where"])
    children = a.get("children")
    if children is None:
        children = MOST_CHILDREN if lowest and where in (Setting.HOME, Setting.CARE_HOME_SHORT_TERM) else 0
    household = Household.COUPLE if a["household"] == "couple" else Household.SINGLE
    if household is Household.SINGLE and children:
        household = Household.LONE_PARENT
    in_care_home = where != Setting.HOME
    free = a.get("free")
    return Circumstances(
        on=on, setting=where, age=a["age"], household=household, pension_age_reached=a["pension_age"],
        partner_pension_age_reached=a["partner_pension_age"], dependent_children=children,
        cost_of_care=a.get("fee") if in_care_home else _cost_at_home(a),
        council_rate=_council_rate(a) if in_care_home else NO_LIMIT,
        nhs_funded_nursing_care=_nursing(a, on, lowest) if in_care_home else 0,
        capital=tuple(_capital(a, where, lowest)), income=tuple(_income(a, on, lowest)),
        savings_credit=_savings_credit(a, on, lowest),
        housing_costs=0 if where == Setting.CARE_HOME_PERMANENT else _housing(a),
        disability_related_expenditure=_extra_costs(a),
        half_pension_to_spouse=_half_pension(a),
        exempt=Exemption(free) if free and free != NONE else None, policy=policy,
    )  # fmt: skip


def may_be_free(a: Answers) -> bool:
    """Not yet known whether it is care that is free for everybody."""
    return a.get("free") is None


def _cost_at_home(a: Answers) -> Pence | None:
    if a.get("cost_known") == "hours":
        hours, price = a.get("hours"), a.get("price")
        return None if not hours or price is None else int(Decimal(hours) * price)
    return a.get("weekly_cost") if a.get("cost_known") == "weekly" else None


def _council_rate(a: Answers) -> Pence | None:
    if a.get("dearer") == "no":
        return NO_LIMIT
    return a.get("council_rate") if a.get("dearer") == "yes" else None


def _nursing(a: Answers, on: date, lowest: bool) -> Pence:
    nursing = a.get("nursing")
    paid: Pence = parameter("nhs_funded_nursing_care").on(on)
    return paid if nursing == "yes" or (nursing is None and lowest) else 0


def _share(a: Answers, name: str, lowest: bool) -> Fraction:
    share = a.get(name)
    return SHARES[share][1] if share else Fraction(0 if lowest else 1)


def _capital(a: Answers, where: Setting, lowest: bool) -> Iterator[CapitalItem]:
    owns = a.get("owns")
    if owns is None or NOT_KNOWN in owns:
        yield CapitalItem(CapitalKind.SAVINGS, a.get("unlisted_capital"))
    owns = owns or []
    if "savings" in owns:
        if a.get("savings") != 0:
            yield CapitalItem(CapitalKind.SAVINGS, a.get("savings"))
        if a.get("savings_shared") != 0:
            yield CapitalItem(CapitalKind.SAVINGS, a.get("savings_shared"), _share(a, "savings_share", lowest))
    if "investments" in owns:
        yield CapitalItem(CapitalKind.SHARES, a.get("investments"), _share(a, "investments_share", lowest))
    if "property" in owns:
        yield CapitalItem(CapitalKind.PROPERTY, a.get("property"), _share(a, "property_share", lowest))
    if "gave_away" in owns:
        yield CapitalItem(CapitalKind.NOTIONAL, a.get("gave_away"))
    if "other" in owns:
        yield CapitalItem(CapitalKind.OTHER, a.get("other_owned"))
    if where == Setting.CARE_HOME_PERMANENT:
        yield from _home(a, lowest)


def _home(a: Answers, lowest: bool) -> Iterator[CapitalItem]:
    own = a.get("own_home")
    if own is False or (own is None and lowest):
        return
    yield CapitalItem(
        CapitalKind.MAIN_HOME, a.get("home_value"), _share(a, "home_share", lowest), home_disregard(a, lowest)
    )


def home_disregard(a: Answers, lowest: bool) -> CapitalDisregard | None:
    """Why the home does not count, when somebody lives in a care home for good, or None where it counts."""
    who, weeks = a.get("lives_there"), a.get("twelve_weeks")
    if who is None and lowest:
        return CapitalDisregard.OCCUPIED
    if who not in (None, "nobody"):
        lives = Occupant(who=LivesThere(who), main_home=True, since_before_the_move=True)
        # Whether the council leaves the home out, where it may, is not yet known: the lowest end supposes that it does.
        if found := disregard_for_others([lives], council_leaves_it_out=lowest):
            return found
    if weeks == "first" or (weeks is None and lowest):
        return CapitalDisregard.TWELVE_WEEKS
    return None


def _income(a: Answers, on: date, lowest: bool) -> Iterator[IncomeItem]:
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


def _savings_credit(a: Answers, on: date, lowest: bool) -> SavingsCredit | None:
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


def _housing(a: Answers) -> Pence | None:
    return _together(a, "rent", "council_tax")


def _extra_costs(a: Answers) -> Pence | None:
    chosen = a.get("extra_costs")
    if chosen is None or NOT_KNOWN in chosen:
        return a.get("unlisted_costs")
    return _together(a, *(f"cost_{name}" for name in chosen if name != NONE))


def _together(a: Answers, *names: str) -> Pence | None:
    """Costs made weekly and added up; a fraction of a penny rounds up, in the person's favour: reg 11."""
    total = Fraction(0)
    for name in names:
        if a.get(name) is None:
            return None
        times, divided_by, _words = WEEKS[Every(a.get(f"{name}_every") or Every.WEEK)]
        total += Fraction(a[name] * times, divided_by)
    return -(-total.numerator // total.denominator)


def _half_pension(a: Answers) -> bool | None:
    """Asked only of one of a couple with a pension from work, in a care home; otherwise there is none to share."""
    if "work_pension" not in (a.get("gets") or []) or a["where"] != Setting.CARE_HOME_PERMANENT:
        return False
    half: bool | None = a.get("half_pension")
    return half
