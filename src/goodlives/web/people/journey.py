"""Where somebody is on the journey, and the one thing that comes next: for staff, and for the person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.assessments.models import State as AssessmentState
from goodlives.casework.payments.models import State as PaymentState
from goodlives.casework.plans.models import State as PlanState

from ..design.environment import day
from ..permissions import may_open as may_open_page
from .records import Records

STEPS = {
    "ask": gettext_lazy("Ask"),
    "assess": gettext_lazy("Talk about needs"),
    "decide": gettext_lazy("Decide"),
    "money": gettext_lazy("Money"),
    "plan": gettext_lazy("Plan"),
    "agree": gettext_lazy("Agree"),
    "pay": gettext_lazy("Direct payment"),
    "review": gettext_lazy("Review"),
}

A_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Next:
    """The one next thing. `waiting` is for staff who may not do it; `you` is what the person reads."""

    step: str
    words: str
    waiting: str
    you: str
    address: str = ""
    who: Callable[[User], bool] = roles.social_worker
    yours: bool = False

    def can_be_done_by(self, user: User) -> bool:
        return bool(self.address and self.who(user) and may_open(user, self.address))


@dataclass(frozen=True)
class Step:
    name: str
    words: str
    state: str


def may_open(user: User, address: str) -> bool:
    """Whether the page at this address opens to somebody in this role."""
    return may_open_page(user, *_page_at(A_KEY.sub(str(UUID(int=0)), address)))


@lru_cache(maxsize=1000)
def _page_at(address: str) -> tuple[Any, str, str]:
    """The page of this shape of address, whoever's record it is: found once, for there are hundreds to look through."""
    match = resolve(address)
    return match.func, match.namespace, match.view_name


def steps(records: Records, now: Next) -> list[Step]:
    """Each step of the journey: done, now, or to come."""
    done = _done(records)
    return [
        Step(name, str(words), "now" if name == now.step else "done" if done[name] else "next")
        for name, words in STEPS.items()
    ]


def _done(records: Records) -> dict[str, bool]:
    assessment, plan, payment = records.assessment, records.plan, records.payment
    written = plan is not None and not plan.can_be_written()
    decided = assessment is not None and assessment.state == AssessmentState.DECIDED
    return {
        "ask": bool(assessment or (records.requests and not records.waiting_request)),
        "assess": decided or bool(assessment and assessment.conclusion().met is not None),
        "decide": decided,
        "money": written or bool(decided and assessment and (assessment.is_for_carer or records.charge)),
        "plan": written,
        "agree": plan is not None and plan.state == PlanState.AGREED,
        "pay": payment is not None and payment.state == PaymentState.AGREED,
        "review": any(review.held_on for review in records.reviews if plan and review.plan_id == plan.pk),
    }


def next_thing(records: Records, on: date) -> Next:
    """What happens next, the first that applies."""
    for stage in (_asking, _assessing, _money_before_the_plan, _planning, _support):
        if found := stage(records, on):
            return found
    return _nothing_waits(records)


def _asking(records: Records, on: date) -> Next | None:
    if request := records.waiting_request:
        return Next(
            "ask", _("Respond to the request"), _("A social worker will respond to the request."),
            _("We have your request. A social worker is going to read it and answer you."),
            reverse("requests:request", args=[request.reference]),
        )  # fmt: skip
    return None


def _assessing(records: Records, on: date) -> Next | None:
    called, assessment = records.person.called, records.assessment
    if assessment is not None and assessment.is_open:
        address = reverse("assessments:assessment", args=[assessment.pk])
        if assessment.conclusion().met is not None:
            return Next(
                "decide", _("Decide whether there are eligible needs"), _("A social worker will decide eligibility."),
                _("You have told us what we need to know. Next we decide whether the council must help, and tell you."),
                reverse("assessments:decide", args=[assessment.pk]),
            )  # fmt: skip
        if assessment.state == AssessmentState.SHARED:
            return Next(
                "assess", _("Read what %(name)s sent, and finish it together") % {"name": called},
                _("A social worker will read the assessment and finish it with %(name)s.") % {"name": called},
                _("You sent us your assessment. A social worker is going to read it and talk it through with you."),
                address,
            )  # fmt: skip
        return Next(
            "assess", _("Carry on with the assessment"), _("A social worker is writing the assessment."),
            _("You and your social worker are writing down what matters to you and what help you need."),
            address, yours=True,
        )  # fmt: skip
    if records.assessment_to_start or (assessment is None and not records.requests):
        return Next(
            "assess", _("Start an assessment"), _("A social worker will start an assessment."),
            _("Next we talk about what matters to you and what help you need. You can start it yourself."),
            reverse("assessments:start", args=[records.person.pk]), yours=True,
        )  # fmt: skip
    return None


def _money_before_the_plan(records: Records, on: date) -> Next | None:
    assessment, plan = records.assessment, records.plan
    if assessment is None or not assessment.decision or not assessment.decision.favourable:
        return None
    if plan is not None and (plan.assessment_id == assessment.pk or not plan.can_be_written()):
        return None
    name = {"name": records.person.called}
    you = _("You have eligible needs. Next we work out what you would pay, before you plan your support.")
    if not assessment.is_for_carer:
        if money := records.open_financial_assessment:
            return Next(
                "money", _("Finish the financial assessment"), _("The money team will finish the sum."), you,
                reverse("finances:assessment", args=[money.pk]), roles.money_worker, yours=True,
            )  # fmt: skip
        if records.charge is None:
            return Next(
                "money", _("Start the financial assessment"), _("The money team will work out the charge."), you,
                reverse("finances:start", args=[records.person.pk]), roles.money_worker,
            )  # fmt: skip
        if not any(budget.assessment_id == assessment.pk for budget in records.indicative_budgets):
            return Next(
                "money", _("Work out a first idea of the budget"),
                _("A social worker will work out a first idea of the budget."), you,
                reverse("finances:indicative", args=[assessment.pk]),
            )  # fmt: skip
        if records.charge.shown_on is None:
            return Next(
                "money", _("Show %(name)s what they would pay") % name,
                _("%(name)s has not seen the figure yet.") % name,
                _("We have worked out what you would pay. Have a look before you plan your support."),
                reverse("finances:assessment", args=[records.charge.pk]), roles.money_worker, yours=True,
            )  # fmt: skip
    if plan is not None and plan.can_be_written():  # begun before anything was decided
        return None
    return Next(
        "plan", _("Start the plan with %(name)s") % name,
        _("A social worker will start the plan with %(name)s.") % name,
        _("You have eligible needs. Next you write your plan: what you want, and how."),
        reverse("plans:start", args=[assessment.pk]), yours=True,
    )  # fmt: skip


def _planning(records: Records, on: date) -> Next | None:
    plan, name = records.plan, {"name": records.person.called}
    if plan is None:
        return None
    address = reverse("plans:plan", args=[plan.pk])
    if plan.state == PlanState.RETURNED:
        return Next(
            "plan", _("Change the plan that was sent back"), _("The plan was sent back to be changed."),
            _("Your plan needs a change before it can be agreed. Your worker is going to talk to you about it."),
            address, yours=True,
        )  # fmt: skip
    if plan.state == PlanState.DRAFT:
        return Next(
            "plan", _("Write the plan with %(name)s") % name, _("The plan is being written."),
            _("You are writing your plan: what you want, and how to get there. Choose who helps you write it."),
            address, yours=True,
        )  # fmt: skip
    if plan.state == PlanState.SUBMITTED:
        return Next(
            "agree", _("Sign off the plan, or send it back"), _("A manager will sign off the plan."),
            _("You have written your plan. A manager is looking at what it costs."), address, roles.manager,
        )  # fmt: skip
    if plan.state == PlanState.SIGNED_OFF:
        return Next(
            "agree", _("Agree the plan with %(name)s") % name, _("%(name)s has the plan to agree.") % name,
            _("Your plan and your budget are ready. Read them, and say whether you agree."), address, yours=True,
        )  # fmt: skip
    return None


def _support(records: Records, on: date) -> Next | None:
    plan, payment, review, budget = records.plan_in_force, records.payment, records.review_due, records.budget
    if plan is None:
        return None
    if payment is not None and payment.state in (PaymentState.REQUESTED, PaymentState.ALLOWED):
        asked = payment.state == PaymentState.REQUESTED
        return Next(
            "pay", _("Decide about the direct payment") if asked else _("Agree how the direct payment works"),
            _("A social worker will see to the direct payment."),
            _("You asked for a direct payment. We are looking at whether you can have one.") if asked
            else _("You can have a direct payment. Next we agree with you how it works."),
            reverse("payments:payment", args=[payment.pk]), yours=not asked,
        )  # fmt: skip
    if review is not None and review.due_from <= on:
        late = review.due_by < on
        return Next(
            "review",
            _("Hold the review: it was due by %(day)s") % {"day": day(review.due_by)} if late
            else _("Hold the review, due by %(day)s") % {"day": day(review.due_by)},
            _("A social worker will hold the review."),
            _("It is time to look together at how your plan is going. It should have been by %(day)s: we are sorry. We "
              "will call you to agree a day, or you can phone us.")
            % {"day": day(review.due_by)} if late
            else _("It is time to look together at how your plan is going, by %(day)s.") % {"day": day(review.due_by)},
            reverse("reviews:review", args=[review.pk]),
        )  # fmt: skip
    if payment is None and budget is not None and (budget.councils_share or budget.once) and _never_reviewed(records):
        return Next(
            "pay", _("Talk about a direct payment"), _("A social worker will talk about a direct payment."),
            _("Your plan is in place. Would you like the money paid to you, to arrange your support yourself?"),
            reverse("payments:ask", args=[plan.pk]), yours=True,
        )  # fmt: skip
    if review is not None:
        when = {"from": day(review.due_from), "to": day(review.due_by)}
        words = _("Next review: between %(from)s and %(to)s.") % when
        return Next(
            "review", "", words,
            _("Your plan is in place. We look at it with you between %(from)s and %(to)s.") % when,
        )  # fmt: skip
    return None


def _never_reviewed(records: Records) -> bool:
    return not any(review.held_on for review in records.reviews)


def _nothing_waits(records: Records) -> Next:
    if records.plan_in_force:
        return Next(
            "review", _("Put a review in the diary"), _("A social worker will put a review in the diary."),
            _("Your plan is in place. Ask for a review whenever something changes."),
            reverse("reviews:ask", args=[records.plan_in_force.pk]), yours=True,
        )  # fmt: skip
    return Next(
        "",
        "",
        _("Nothing is waiting. Start a new assessment if something has changed."),
        _("Nothing is waiting now. If something changes, ask us for help."),
    )
