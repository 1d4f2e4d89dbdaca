"""The charge said again, in pounds with decimals, from the regulations alone: see test_bulk_said_again."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from goodlives.rules.charging import Circumstances, IncomeItem
from goodlives.rules.parameters import ChargingRates

PENNY = Decimal("0.01")
A_YEAR_IN_WEEKS = Decimal(52)
TIMES_A_YEAR = {"week": 52, "fortnight": 26, "4 weeks": 13, "month": 12, "quarter": 4, "year": 1}


def down(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, ROUND_FLOOR)


def up(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, ROUND_CEILING)


def pounds(pence: int | None) -> Decimal:
    assert pence is not None
    return Decimal(pence) / 100


def charge_in_decimals(c: Circumstances, rates: ChargingRates) -> Decimal:
    """What the person pays in a week, in pounds. Everything is known."""
    r = {name: pounds(pence) for name, pence in rates._asdict().items()}
    at_home = c.setting == "home"
    stay = (
        "home" if at_home or (c.setting == "care_home_short_term" and c.policy.short_term_as_home) else c.setting.value
    )
    if c.exempt:
        return Decimal(0)
    fee = pounds(c.cost_of_care)
    if not at_home:
        fee = max(fee - pounds(c.nhs_funded_nursing_care), Decimal(0))
    capital = sum((owned(c, n) for n in range(len(c.capital))), Decimal(0))
    limit = r["upper_capital_limit"]
    if stay == "home" and c.policy.upper_capital_limit and pounds(c.policy.upper_capital_limit) > limit:
        limit = pounds(c.policy.upper_capital_limit)
    if capital > limit:
        return fee + (pounds(c.policy.arrangement_fee) if at_home else 0)
    if capital > r["lower_capital_limit"]:
        steps = ((capital - r["lower_capital_limit"]) / r["tariff_income_step"]).to_integral_value(ROUND_CEILING)
        tariff = steps * r["tariff_income_per_step"]
    else:
        tariff = Decimal(0)
    left = tariff + money_coming_in(c, r, stay) - money_going_out(c, stay)
    if stay != "home":
        left = max(left - r["personal_expenses_allowance"], Decimal(0))
        return min(left, fee, pounds(c.council_rate))
    left = max(left - money_to_live_on(c, r), Decimal(0))
    asked = down(left * c.policy.percent_of_disposable_income / 10_000)
    met = fee if at_home else min(fee, pounds(c.council_rate))
    most = met if c.policy.maximum_charge is None else min(met, pounds(c.policy.maximum_charge))
    return min(asked, most)


def owned(c: Circumstances, n: int) -> Decimal:
    item = c.capital[n]
    if item.disregard or (item.kind == "main_home" and c.setting != "care_home_permanent"):
        return Decimal(0)
    worth = pounds(item.amount)
    if item.kind in ("main_home", "property"):
        worth -= up(worth * Decimal("0.1"))
    return down(worth * item.share.numerator / item.share.denominator)


def each_week(item: IncomeItem) -> Decimal:
    return down(pounds(item.amount) * TIMES_A_YEAR[item.every] / A_YEAR_IN_WEEKS)


def at_highest(item: IncomeItem, r: dict[str, Decimal]) -> bool:
    if item.rate:
        return item.rate in ("higher", "enhanced")
    return each_week(item) >= r["disability_benefit_higher"]


FOR_CARE = ("attendance_allowance", "pip_daily_living", "dla_care")
NOT_COUNTED = ("pip_mobility", "dla_mobility", "war_disablement_pension", "earnings", "other_disregarded")


def money_coming_in(c: Circumstances, r: dict[str, Decimal], stay: str) -> Decimal:
    total = nights = work = war = credit = Decimal(0)
    for item in c.income:
        if item.kind in NOT_COUNTED:
            continue
        amount = each_week(item)
        if item.kind in FOR_CARE:
            if stay in ("care_home_temporary", "care_home_short_term"):
                continue
            if at_highest(item, r):
                nights += min(amount, r["disability_benefit_higher"] - r["disability_benefit_middle"])
        if item.kind == "occupational_pension":
            work += amount
        if item.kind == "war_widows_pension":
            war += amount
        if item.kind == "pension_credit_savings":
            credit += amount
        total += amount
    total -= min(war, r["war_pension_disregard"])
    if c.half_pension_to_spouse:
        total -= up(work / 2)
    if c.policy.ignore_night_element and c.setting == "home":
        total -= nights
    return total - savings_credit_not_counted(c, r, credit)


def savings_credit_not_counted(c: Circumstances, r: dict[str, Decimal], credit: Decimal) -> Decimal:
    who = "couple" if c.household == "couple" else "single"
    threshold, most = r[f"savings_credit_threshold_{who}"], r[f"savings_credit_disregard_{who}"]
    if c.savings_credit is not None:
        qualifying = pounds(c.savings_credit.qualifying_income)
    elif credit:
        qualifying = threshold
    else:
        return Decimal(0)
    if qualifying < threshold:
        return Decimal(0)
    return most if qualifying > r[f"standard_minimum_guarantee_{who}"] else min(credit, most)


def money_going_out(c: Circumstances, stay: str) -> Decimal:
    total = Decimal(0)
    if stay != "care_home_permanent":
        total += pounds(c.housing_costs)
    if stay == "home" and any(item.kind in FOR_CARE for item in c.income):
        own = pounds(c.disability_related_expenditure)
        total += max(own, pounds(c.policy.disability_related_expenditure_flat_rate))
    return total


def money_to_live_on(c: Circumstances, r: dict[str, Decimal]) -> Decimal:
    kinds = [item.kind.value for item in c.income]
    older, couple = c.pension_age_reached, c.household == "couple"
    if couple:
        total = r["mig_couple_pension_age"] if older or c.partner_pension_age_reached else r["mig_couple"]
    elif older:
        total = r["mig_single_pension_age"]
    elif c.household == "lone_parent":
        total = r["mig_lone_parent"]
    else:
        total = r["mig_single_18_24"] if c.age < 25 else r["mig_single_25"]
    total += c.dependent_children * r["mig_child"]
    who = "couple" if couple else "single"
    if not older and {"pip_daily_living", "pip_mobility", "dla_care", "dla_mobility"} & set(kinds):
        total += r[f"disability_premium_{who}"]
        if any(i.kind in ("pip_daily_living", "dla_care") and at_highest(i, r) for i in c.income):
            total += r[f"enhanced_disability_premium_{who}"]
    if "carers_allowance" in kinds:
        total += r["carer_premium"]
    return total + up(total * c.policy.mig_uplift_percent / 10_000) + pounds(c.policy.mig_uplift_flat)
