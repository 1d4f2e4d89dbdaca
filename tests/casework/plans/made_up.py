"""Plans in the states that tests need, made as people make them: through the actions."""

from datetime import date
from decimal import Decimal

from goodlives.casework.access.models import Role
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Kind
from goodlives.casework.plans import actions as plans
from goodlives.casework.reviews import actions as reviews
from tests import factories as make

ON, AT = make.ON, make.AT

PERSONAL_ASSISTANT = {
    "by": "money", "what": "A personal assistant who helps me wash and dress", "how_often": "Every morning",
    "hours_a_week": Decimal("20"), "price_an_hour": 1850, "weekly_cost": 37000,
}  # fmt: skip
DAY_OPPORTUNITIES = {"by": "money", "what": "The Hive, a place to meet people", "weekly_cost": 8400}


def draft(*, ways=(PERSONAL_ASSISTANT, DAY_OPPORTUNITIES), person=None, kind=Assessment.Kind.ADULT, **known):
    """A plan with all that is asked of it, of £454.00 a week; the person has seen that they pay £110.10."""
    by = make.UserFactory()
    person = person or make.CitizenFactory(allocated_to=by)
    decision = make.DecisionFactory(person=person, kind=Kind.ELIGIBILITY)
    assessment = make.AssessmentFactory(person=person, kind=kind, state="decided", decision=decision)
    if kind == Assessment.Kind.ADULT:
        charged(person)
    plan = make.PlanFactory(
        person=person, assessment=assessment,
        **{
            "what_matters": "My garden", "if_things_go_wrong": "My sister comes", "advice": "The falls class",
            "starts_on": date(2026, 11, 9),
        }
        | known,
    )  # fmt: skip
    plans.set_goal(
        plan, words="I want to wash and dress when I like.", outcomes=["personal_hygiene"], ways=list(ways), by=by,
        at=AT, revision=plan.revision,
    )  # fmt: skip
    return plan


def charged(person, *, on=ON, shown_on=ON):
    """What one person pays: £230.50 of income, less the £120.40 they keep in 2026-27, is £110.10 a week."""
    decision = make.DecisionFactory(person=person, kind=Kind.CHARGE)
    assessment = make.FinancialAssessmentFactory(
        person=person, starts_on=on, state="decided", decision=decision, contribution=11010, shown_on=shown_on,
        pension_age_reached=False, capital_is_all_listed=True, income_is_all_listed=True, housing_costs=0,
        disability_related_expenditure=0,
    )  # fmt: skip
    make.IncomeFactory(assessment=assessment, kind="other_counted", amount=23050)
    return assessment


def manager(limit=50_000, role=Role.TEAM_MANAGER, on=date(2020, 4, 1)):
    make.SignOffLimitFactory(role=role, starts_on=on, weekly_limit=limit)
    return make.UserFactory(role=role)


def sent(**known):
    plan = draft(**known)
    return plans.submit(plan, by=plan.person.allocated_to or make.UserFactory(), on=ON, at=AT)


def signed_off(*, by=None, **known):
    plan = sent(**known)
    plans.sign_off(plan, reasons="It meets the needs found.", by=by or manager(), on=ON, at=AT)
    return plan


def in_force(**known):
    plan = signed_off(**known)
    reviews.begin_support(plan, how="In person", disagrees="", by=plan.person.allocated_to, on=ON, at=AT)
    return plan
