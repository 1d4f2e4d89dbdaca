"""What a made-up person has and pays, and the plan, payments and reviews that follow."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from math import ceil

from goodlives.casework.decisions.models import Kind
from goodlives.casework.finances.care_home import Nursing
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income, IndicativeBudget
from goodlives.casework.payments.models import DirectPayment, ScheduledPayment
from goodlives.casework.payments.models import State as PaymentState
from goodlives.casework.plans.budget import cost_of, line_of, steps_of
from goodlives.casework.plans.models import Goal, PersonalBudget, Plan, SignOffStep, Way
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.reviews.actions import IN_A_SENTENCE
from goodlives.casework.reviews.models import GoalReview, Review
from goodlives.rules import charging, direct_payments, resource_allocation, reviews
from goodlives.rules.money import pounds
from goodlives.rules.personal_budget import personal_budget

from . import charging_policies, words
from .figures import rate
from .journeys import Journey, at, hours_for, sure
from .people import made_up_id
from .yearly_changes import yearly_changes

# The first day for which every rate is known.
RATES_FROM = date(2023, 4, 10)


def circumstances(journey: Journey, cost: int) -> charging.Circumstances:
    """What this person has, drawn; charged at home or in a care home."""
    rng, drawn = journey.rng, journey.drawn
    kinds, rates = charging.IncomeKind, charging.Rate
    if drawn.older:
        income = [charging.IncomeItem(kinds.STATE_PENSION, rng.choice((17645, 19200, 22120, 23025)))]
        if rng.random() < 0.45:
            income.append(charging.IncomeItem(kinds.OCCUPATIONAL_PENSION, rng.randint(20, 240) * 100))
        if rng.random() < 0.6:
            higher = rng.random() < 0.5
            income.append(
                charging.IncomeItem(
                    kinds.ATTENDANCE_ALLOWANCE, 10855 if higher else 7265, rate=rates.HIGHER if higher else rates.LOWER
                )
            )
    else:
        income = [charging.IncomeItem(kinds.EMPLOYMENT_AND_SUPPORT_ALLOWANCE, rng.choice((13820, 18575, 22545)))]
        if rng.random() < 0.8:
            enhanced = rng.random() < 0.6
            income.append(
                charging.IncomeItem(
                    kinds.PIP_DAILY_LIVING, 10175 if enhanced else 6810,
                    rate=rates.ENHANCED if enhanced else rates.STANDARD,
                )
            )  # fmt: skip
        if rng.random() < 0.08:
            income.append(charging.IncomeItem(kinds.EARNINGS, rng.randint(60, 220) * 100))
    savings = int(rng.lognormvariate(8.2, 1.4)) * 100
    day = max(journey.day, RATES_FROM)
    return charging.Circumstances(
        on=day, setting=charging.Setting.HOME if drawn.at_home else charging.Setting.CARE_HOME_PERMANENT,
        age=sure(journey.person.age(day)), household=charging.Household.SINGLE, cost_of_care=cost,
        pension_age_reached=drawn.older,
        capital=(charging.CapitalItem(charging.CapitalKind.SAVINGS, min(savings, 9_000_000)),), income=tuple(income),
        housing_costs=rng.choice((0, 1450, 2200, 3100)) if drawn.at_home else 0,
        disability_related_expenditure=rng.choice((0, 800, 1250, 2808)) if drawn.at_home else 0,
        council_rate=charging.NO_LIMIT if drawn.at_home else cost, policy=charging_policies.in_force(day),
    )  # fmt: skip


def financial_assessment(journey: Journey, cost: int, *, decided: bool) -> FinancialAssessment:
    """A financial assessment with its rows, at home or in a care home."""
    given = journey.told = circumstances(journey, cost)
    charge = charging.charge(given)
    decision = None
    if decided:
        decision = journey.decide(
            Kind.CHARGE, f"You pay {pounds(sure(charge.charge))} a week towards care that costs {pounds(cost)} a week.",
            reasons="We used what you told us and the papers you showed us.", by=journey.staff.finance_officer,
            laws=["Care Act 2014 ss14 and 17", "SI 2014/2672"], steps=[step.as_json() for step in charge.steps],
            facts=given.as_json(), figures=[figure.as_json() for figure in charge.rests_on], rates=charge.rates,
            what_would_change_it=[change.as_json() for change in charging.what_would_change_it(given)],
            participation="You filled in the form with our financial assessment officer.",
        )  # fmt: skip
    home = journey.drawn.at_home
    row = FinancialAssessment(
        id=made_up_id(journey.rng), person=journey.person, state="decided" if decided else "in_progress",
        starts_on=given.on, setting=given.setting.value, moved_in_on=None if home else given.on,
        permanent_from=None if home else given.on, means_to_go_home=None if home else False,
        council_rate=None if home else given.council_rate, nursing="" if home else Nursing.NONE,
        pension_age_reached=given.pension_age_reached, cost_of_care=cost,
        housing_costs=given.housing_costs if decided else None,
        disability_related_expenditure=given.disability_related_expenditure if decided else None,
        capital_is_all_listed=decided or None, income_is_all_listed=decided or None,
        contribution=charge.charge if decided else None, shown_on=journey.day if decided else None, decision=decision,
        changed_at=at(journey.day),
    )  # fmt: skip
    journey.rows.add(row)
    for item in given.capital:
        journey.rows.add(Capital(assessment=row, kind=item.kind, amount=item.amount if decided else None))
    for source in given.income:
        evidence = "Award letter" if decided else ""
        journey.rows.add(
            Income(assessment=row, kind=source.kind, amount=source.amount, rate=source.rate or "", evidence=evidence)
        )
    if decision is not None:
        yearly_changes(journey, row, given, decision)
    return row


def indicative_budget(journey: Journey) -> int | None:
    budget = resource_allocation.indicative_budget(journey.domains, journey.family_gives, max(journey.day, RATES_FROM))
    if budget.points is None:
        return None
    weekly = budget.weekly
    decision = journey.decide(
        Kind.INDICATIVE_BUDGET,
        f"The first idea of your budget is {pounds(weekly)} a week." if weekly is not None
        else "Your needs are above our table, so we cost your plan line by line instead of using a formula.",
        reasons="It follows the answers in your needs assessment.", steps=[step.as_json() for step in budget.steps],
        laws=["Care Act 2014 s26", "R (Savva) v RBKC [2010] EWCA Civ 1209"],
        next_steps="This is a starting point and never a limit. Your plan may cost more or less.",
        facts={
            "needs": {domain.value: level.value for domain, level in journey.domains.items()},
            "support": {domain.value: given.value for domain, given in journey.family_gives.items()},
            "on": max(journey.day, RATES_FROM).isoformat(),
        },
        figures=[figure.as_json() for figure in budget.rests_on],
        what_would_change_it=[{"words": said} for said in budget.what_would_change_it],
    )  # fmt: skip
    journey.rows.add(
        IndicativeBudget(
            person=journey.person, assessment=journey.assessment, points=budget.points, weekly_amount=weekly,
            worked_out_on=journey.day, worked_out_by=journey.worker, decision=decision,
        )
    )  # fmt: skip
    return weekly


def likely_cost(journey: Journey, indicative: int | None) -> int:
    """What the plan will cost each week, in pence, near the indicative sum where there is one."""
    if not journey.drawn.at_home:
        return journey.rng.randint(820, 1250) * 100
    about = indicative or 62_000
    return max(int(about * journey.rng.uniform(0.8, 1.25)), 2_000)


def plan(journey: Journey, state: str, cost: int, indicative: int | None) -> tuple[Plan, list[Goal], list[dict]]:
    """A plan with goals in the person's words; returns the lines of what it costs."""
    rng, carer = journey.rng, journey.carer_of is not None
    row = Plan(
        id=made_up_id(rng), person=journey.person, assessment=journey.assessment, kind=journey.assessment.kind,
        state=state,
        started_on=journey.day, asked_to_write_on=journey.day, asked_to_write_words=words.ASKED_TO_WRITE,
        asked_to_write_recorded_by=journey.worker,
        starts_on=journey.day + timedelta(days=rng.randint(5, 20)), what_matters=rng.choice(words.WANTED),
        if_things_go_wrong=words.WRONG, early_signs=words.EARLY_SIGNS, who_to_call=words.WHO_TO_CALL,
        advice=words.ADVICE, changed_at=at(journey.day),
        why_not_indicative="The prices near you differ from those behind our table." if indicative else "",
    )  # fmt: skip
    goals, lines = [], []
    written = {"written_by": journey.worker, "written_at": at(journey.day), "asked": words.ASKED_TO_WRITE}
    for number, wish in enumerate(rng.sample(words.WANTED, 2), 1):
        goal = Goal(id=made_up_id(rng), plan=row, order=number, words=wish, outcomes=journey.outcomes[:2], **written)
        goals.append(goal)
        ways = [Way(id=made_up_id(rng), goal=goal, order=2, by=Way.By.ME, what=rng.choice(words.ME_WAYS))]
        if number == 1:
            way = _paid_way(journey, goal, 4_000 if carer else cost)
            lines.append(line_of(way))
            ways.append(way)
        elif rng.random() < 0.5:
            what = rng.choice(words.COMMUNITY_WAYS)
            ways.append(Way(id=made_up_id(rng), goal=goal, order=1, by=Way.By.COMMUNITY, what=what, how_often="Weekly"))
        else:
            ways.append(
                Way(
                    id=made_up_id(rng), goal=goal, order=1, by=Way.By.CIRCLE, what=rng.choice(words.CIRCLE_WAYS),
                    circle_member=journey.member,
                )
            )  # fmt: skip
        journey.rows.add(goal, *ways)
    journey.rows.add(row)
    return row, goals, lines


def _paid_way(journey: Journey, goal: Goal, cost: int) -> Way:
    if not journey.drawn.at_home:
        return Way(
            id=made_up_id(journey.rng), goal=goal, order=1, by=Way.By.MONEY, what="A place in a care home you chose",
            weekly_cost=cost, worked_out="The home's weekly fee",
        )  # fmt: skip
    what, price = journey.rng.choice(words.MONEY_WAYS)
    hours = hours_for(cost, price)
    return Way(
        id=made_up_id(journey.rng), goal=goal, order=1, by=Way.By.MONEY, what=what, hours_a_week=hours,
        price_an_hour=price, weekly_cost=ceil(hours * price),
    )  # fmt: skip


def sign_off(journey: Journey, row: Plan, lines: list[dict], money: FinancialAssessment | None, upto: str) -> int:
    """Send the plan for sign-off; send it back, or sign it off and set the budget: returns the council's share."""
    staff, what, cost = journey.staff, SignOffStep.What, cost_of(lines, "weekly")
    row.submitted_by = journey.worker
    _step(journey, row, what.SUBMITTED, journey.worker, cost, None)
    if upto == PlanState.SUBMITTED:
        return 0
    journey.later(1, 6)
    signer, limit = (staff.manager, 60_000) if cost <= 60_000 else (staff.service_manager, 500_000)
    if upto == PlanState.RETURNED:
        _step(journey, row, what.RETURNED, signer, cost, limit, "Please say what happens if the assistant is ill.")
        return 0
    _step(journey, row, what.SIGNED_OFF, signer, cost, limit)
    contribution, facts, steps, rests_on = 0, {"lines": lines}, steps_of(lines), {}
    if journey.carer_of is None:
        given = replace(journey.given, cost_of_care=cost)
        charge = charging.charge(given)
        contribution = sure(charge.charge)
        facts, steps = facts | given.as_json(), steps + [step.as_json() for step in charge.steps]
        rests_on = {"rates": charge.rates, "figures": [figure.as_json() for figure in charge.rests_on]}
    budget = personal_budget(cost, contribution)
    decision = journey.decide(
        Kind.PERSONAL_BUDGET,
        f"Your personal budget is {pounds(cost)} a week. You pay {pounds(contribution)} "
        f"and the council pays {pounds(budget.council_share)}.",
        reasons="It pays for each part of your plan that is met with money.", by=signer,
        participation="It follows the plan you wrote with us.", laws=["Care Act 2014 ss25 and 26"],
        steps=steps, facts=facts, **rests_on,
    )  # fmt: skip
    journey.rows.add(
        PersonalBudget(
            id=made_up_id(journey.rng), plan=row, cost=cost, contribution=contribution,
            councils_share=budget.council_share, financial_assessment=money, decision=decision,
        )
    )  # fmt: skip
    return budget.council_share


def _step(journey: Journey, row: Plan, what: str, by, cost: int, limit: int | None, reasons: str = "") -> None:
    journey.rows.add(
        SignOffStep(
            id=made_up_id(journey.rng), plan=row, what=what, by=by, at=at(journey.day), weekly_cost=cost,
            weekly_limit=limit, reasons=reasons,
        )
    )  # fmt: skip


def agree(journey: Journey, row: Plan) -> None:
    row.agreed_on = row.copy_given_on = journey.day
    row.starts_on = max(sure(row.starts_on), journey.day)
    row.agreed_how = "In person"
    if journey.rng.random() < 0.07:
        row.disagrees = "I think I need somebody with me on Sundays too."


def direct_payment(journey: Journey, row: Plan, share: int, on: date) -> None:
    """At the published rate, the person arranges their own support with the money."""
    if not journey.drawn.at_home or not share or journey.rng.random() >= rate("direct_payment_in_the_community"):
        return
    request = direct_payments.DirectPaymentRequest(
        asked_for=True, has_capacity=True, excluded_by_regulations=False, able_to_manage=True,
        appropriate_way_to_meet_needs=True,
    )  # fmt: skip
    conclusion = direct_payments.direct_payment_conditions(request)
    decision = journey.decide(
        Kind.DIRECT_PAYMENT, "You can have a direct payment.", favourable=True,
        reasons="You want to choose your own assistant, and you have help with the paperwork.",
        conditions=[condition.as_json() for condition in conclusion.conditions],
        laws=["Care Act 2014 ss31 to 33", "SI 2014/2871"], facts={"managed_by": "self", "found_out": asdict(request)},
    )  # fmt: skip
    payment = DirectPayment(
        id=made_up_id(journey.rng), person=journey.person, plan=row, state=PaymentState.AGREED, asked_on=journey.day,
        managed_by=DirectPayment.ManagedBy.SELF, has_capacity=True, excluded=False, able_to_manage=True,
        appropriate=True, pays_family_at_home=False, weekly_net=share, starts_on=row.starts_on,
        agreed_on=journey.day, decision=decision, changed_at=at(journey.day),
    )  # fmt: skip
    journey.rows.add(payment)
    # A year at a time, as it is drawn up; the next year of some is still to be drawn up.
    days = (on - sure(row.starts_on) - timedelta(weeks=6)).days
    periods = 13 * max(1, ceil(days / (13 * 28)))
    for due in direct_payments.payment_schedule(sure(row.starts_on), share, periods=periods):
        journey.rows.add(
            ScheduledPayment(
                id=made_up_id(journey.rng), direct_payment=payment, number=due.number, due_on=due.due_on,
                covers_from=due.from_on, covers_to=due.to_on, amount=due.amount,
            )
        )  # fmt: skip


def review(journey: Journey, row: Plan, goals: list[Goal], on: date) -> None:
    """The first check, then each year: held, still to come, or overdue."""
    window = reviews.light_touch_review(sure(row.starts_on))
    kind = Review.Kind.LIGHT_TOUCH
    while True:
        # The longer ago it was due, the likelier it has been held by now.
        late = (on - window.due_on).days
        held = late > 0 and journey.rng.random() < min(0.4 + late / 400, 0.98)
        entry = Review(
            id=made_up_id(journey.rng), person=journey.person, plan=row, kind=kind, due_from=window.from_on,
            due_by=window.due_on, changed_at=at(journey.day),
        )  # fmt: skip
        journey.rows.add(entry)
        if not held:
            return
        journey.day = min(window.from_on + timedelta(days=journey.rng.randint(0, 20)), on)
        _hold(journey, entry, goals)
        window, kind = reviews.planned_review(journey.day), Review.Kind.PLANNED


def _hold(journey: Journey, entry: Review, goals: list[Goal]) -> None:
    progress = GoalReview.Progress
    entry.held_on, entry.held_by, entry.next = journey.day, journey.worker, Review.Next.NO_CHANGE
    entry.own_words = "It is going well. I see more people than I did."
    entry.who_took_part = "The person and their worker"
    entry.decision = journey.decide(
        Kind.REVIEW, str(IN_A_SENTENCE[Review.Next.NO_CHANGE]), reasons="The plan does what you wanted it to do.",
        laws=["Care Act 2014 s27"], facts={"review": str(entry.pk), "own_words": entry.own_words},
        participation="You and your worker talked about each goal.",
    )  # fmt: skip
    for goal in goals:
        journey.rows.add(
            GoalReview(
                review=entry, goal=goal,
                progress=journey.rng.choice([progress.ACHIEVED, progress.GETTING_THERE, progress.NOT_YET]),
            )
        )  # fmt: skip
