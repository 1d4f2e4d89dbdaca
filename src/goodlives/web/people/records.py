"""Everything on somebody's journey, read once for a page: so many queries, however much there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from goodlives.casework.access.models import User
from goodlives.casework.asked_once import AskedOnce, of_one
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Decision
from goodlives.casework.finances.models import FinancialAssessment, IndicativeBudget
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.models import PersonalBudget, Plan
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.requests.models import RequestForSupport, Response
from goodlives.casework.reviews.models import Review

# What was answered to a request that leads to an assessment.
LEADS_TO_ASSESSMENT = {Response.What.ASSESSMENT: "adult", Response.What.CARERS_ASSESSMENT: "carer"}
# How a decision was worked out stands on its own page, and is most of what is kept of it.
WORKED_OUT = (
    "reasons", "conditions", "steps", "laws", "facts", "figures", "what_would_change_it", "participation", "next_steps",
)  # fmt: skip


@dataclass(frozen=True)
class Records:
    """One person's records, the newest first."""

    person: Person
    requests: list[RequestForSupport]
    assessments: list[Assessment]
    financial_assessments: list[FinancialAssessment]
    indicative_budgets: list[IndicativeBudget]
    plans: list[Plan]
    payments: list[DirectPayment]
    reviews: list[Review]
    decisions: list[Decision]
    circle: list[CircleMember]

    @cached_property
    def replaced(self) -> set[UUID | None]:
        """The decisions that a later one took the place of."""
        return {decision.supersedes_id for decision in self.decisions}

    @cached_property
    def waiting_request(self) -> RequestForSupport | None:
        return next((request for request in self.requests if request.state == "new"), None)

    @cached_property
    def assessment_to_start(self) -> RequestForSupport | None:
        """A request that was answered with an assessment, which nobody has begun since."""
        for request in self.requests:
            response = getattr(request, "response", None)
            if response is None or response.what not in LEADS_TO_ASSESSMENT:
                continue
            kind = LEADS_TO_ASSESSMENT[Response.What(response.what)]
            begun = any(a.kind == kind and a.started_on >= response.responded_on for a in self.assessments)
            return None if begun else request
        return None

    @cached_property
    def assessment(self) -> Assessment | None:
        """The one that is open, else the last that was decided."""
        kept = [assessment for assessment in self.assessments if assessment.state != "stopped"]
        return next((assessment for assessment in kept if assessment.is_open), kept[0] if kept else None)

    @cached_property
    def open_financial_assessment(self) -> FinancialAssessment | None:
        return next((money for money in self.financial_assessments if money.state == "in_progress"), None)

    @cached_property
    def charge(self) -> FinancialAssessment | None:
        return next((money for money in self.financial_assessments if money.state == "decided"), None)

    @cached_property
    def plan(self) -> Plan | None:
        """The one being written, else the one in force."""
        alive = [plan for plan in self.plans if plan.state != PlanState.ENDED]
        return next((plan for plan in alive if plan.state != PlanState.AGREED), alive[0] if alive else None)

    @cached_property
    def plan_in_force(self) -> Plan | None:
        return next((plan for plan in self.plans if plan.state == PlanState.AGREED), None)

    @cached_property
    def budget(self) -> PersonalBudget | None:
        """The personal budget of the plan in force, or of the one that waits for the person."""
        for plan in (self.plan_in_force, self.plan):
            if plan is not None and (budgets := list(plan.budgets.all())):
                return budgets[-1]
        return None

    @cached_property
    def payment(self) -> DirectPayment | None:
        plan = self.plan
        return next((payment for payment in self.payments if plan and payment.plan_id == plan.pk), None)

    @cached_property
    def review_due(self) -> Review | None:
        """The next that is to be held."""
        plan = self.plan_in_force
        return next((r for r in self.reviews if r.held_on is None and plan and r.plan_id == plan.pk), None)


def _lists(*, own: bool) -> dict[str, AskedOnce]:
    """What there is of one person; for their own page without who did what."""
    by = [] if own else ["assessor"]
    return {
        "requests": of_one(
            lambda person: (
                RequestForSupport.objects.filter(person=person)
                .select_related("response" if own else "response__responded_by")
                .order_by("-asked_at")
            )
        ),
        "assessments": of_one(
            lambda person: (
                Assessment.objects.filter(person=person)
                .select_related(*by, "decision")
                .defer(*[f"decision__{name}" for name in WORKED_OUT])
                .order_by("-started_on", "-changed_at")
            )
        ),
        "financial_assessments": of_one(
            lambda person: FinancialAssessment.objects.filter(person=person).order_by("-starts_on", "-changed_at")
        ),
        "indicative_budgets": of_one(lambda person: IndicativeBudget.objects.filter(person=person)),
        "plans": of_one(
            lambda person: (
                Plan.objects.filter(person=person)
                .prefetch_related("goals", "budgets", *([] if own else ["sign_off_steps__by"]))
                .order_by("-started_on", "-changed_at")
            )
        ),
        "payments": of_one(lambda person: DirectPayment.objects.filter(person=person)),
        "reviews": of_one(lambda person: Review.objects.filter(person=person).order_by("due_by")),
        "decisions": of_one(
            lambda person: (
                Decision.objects.filter(person=person)
                .select_related(*([] if own else ["decided_by"]))
                .defer(*WORKED_OUT)
            )
        ),
        "circle": of_one(
            lambda person: (
                CircleMember.objects.current().filter(person=person).select_related("member").order_by("name")
            )
        ),
    }


OWN, WITH_WHO_DID_IT = _lists(own=True), _lists(own=False)


def records_of(person: Person, *, own: bool = False) -> Records:
    """For the person's own page without who did what: it tells what there is, and what comes next."""
    lists = OWN if own else WITH_WHO_DID_IT
    return Records(person=person, **{name: rows(person.pk) for name, rows in lists.items()})


def who_to_talk_to(person: Person) -> User | None:
    """Their named worker, while there is one who still works here."""
    worker = person.allocated_to
    return worker if worker and worker.is_active else None
