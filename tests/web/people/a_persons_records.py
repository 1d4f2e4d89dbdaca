"""One person with something at every step of the journey, for pages that show the whole."""

from datetime import date

from goodlives.casework.decisions.models import Kind
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    CircleMemberFactory,
    CitizenFactory,
    DecisionFactory,
    DirectPaymentFactory,
    FinancialAssessmentFactory,
    GoalFactory,
    IndicativeBudgetFactory,
    PersonalBudgetFactory,
    PlanFactory,
    RequestForSupportFactory,
    ResponseFactory,
    ReviewFactory,
    ScheduledPaymentFactory,
    UserFactory,
    WayFactory,
)  # fmt: skip


def decision_of(person, kind, **known):
    return DecisionFactory(person=person, kind=kind, **known)


def somebody_with_a_plan(times=1, **known):
    """A person whose plan is in force, with so many goals, members of the circle, decisions and earlier records."""
    person = CitizenFactory(**known)
    for _number in range(times):
        RequestForSupportFactory(person=person, state="responded")
        CircleMemberFactory(person=person, changed_by=UserFactory(), changed_at=AT)
        decision_of(person, Kind.REQUEST)
        AssessmentFactory(
            person=person, state="decided", started_on=date(2020, 1, 1), decision=decision_of(person, Kind.ELIGIBILITY)
        )
    request = RequestForSupportFactory(person=person, state="responded")
    ResponseFactory(request=request, decision=decision_of(person, Kind.REQUEST))
    assessment = AssessmentFactory(
        person=person, state="decided", good_at="Fixing radios.", gives="Reads to the children next door.",
        own_words="I want my mornings back.", decision=decision_of(person, Kind.ELIGIBILITY),
    )  # fmt: skip
    FinancialAssessmentFactory(
        person=person, state="decided", contribution=11_010, shown_on=ON, decision=decision_of(person, Kind.CHARGE)
    )
    IndicativeBudgetFactory(person=person, assessment=assessment, decision=decision_of(person, Kind.INDICATIVE_BUDGET))
    plan = PlanFactory(assessment=assessment, state="agreed", agreed_on=ON, starts_on=ON)
    member = person.circle.first()
    for _number in range(times):
        goal = GoalFactory(plan=plan)
        WayFactory(goal=goal)
        WayFactory(goal=goal, by="circle", what="Drives me to church", weekly_cost=0, circle_member=member)
    PersonalBudgetFactory(plan=plan, decision=decision_of(person, Kind.PERSONAL_BUDGET))
    payment = DirectPaymentFactory(
        plan=plan, state="agreed", weekly_net=34_390, starts_on=date(2026, 11, 9), agreed_on=ON,
        decision=decision_of(person, Kind.DIRECT_PAYMENT),
    )  # fmt: skip
    ScheduledPaymentFactory(direct_payment=payment, due_on=date(2099, 1, 1))
    ReviewFactory(plan=plan, due_from=date(2099, 2, 1), due_by=date(2099, 2, 14))
    return person


__all__ = ["AT", "ON", "decision_of", "somebody_with_a_plan"]
