"""Working out what a person pays, and a first idea of their budget, before the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules import charging, resource_allocation
from goodlives.rules.money import pounds

from ..access.models import User
from ..access.records import change
from ..assessments.models import Assessment
from ..decisions import actions as decisions
from ..decisions.models import Decision, Kind
from ..people.models import Person
from .models import Capital, FinancialAssessment, Income, IndicativeBudget


class NotEnoughKnown(Exception):
    """The figure cannot be worked out. `still_to_find_out` names each missing fact; `range` may bound the answer."""

    def __init__(self, still_to_find_out: Iterable[str], range_: tuple[int, int] | None = None):
        self.still_to_find_out = list(still_to_find_out)
        self.range = range_
        super().__init__("; ".join(self.still_to_find_out))


class AlreadyDecided(Exception):
    """A decided financial assessment is never changed: start a new one."""


def start(person: Person, *, starts_on: date, by: User, at: datetime, **known) -> FinancialAssessment:
    """Begin a financial assessment: Care Act s17."""
    return FinancialAssessment.objects.create(person=person, starts_on=starts_on, changed_by=by, changed_at=at, **known)


def _must_be_open(assessment: FinancialAssessment) -> None:
    if assessment.state != FinancialAssessment.State.IN_PROGRESS:
        raise AlreadyDecided(_("This financial assessment has been decided. Start a new one to record a change."))


def write(assessment: FinancialAssessment, *, by: User, at: datetime, revision: int, **values) -> FinancialAssessment:
    _must_be_open(assessment)
    return change(assessment, by=by, at=at, revision=revision, **values)


@transaction.atomic
def list_money(
    assessment: FinancialAssessment,
    *,
    capital: Iterable[dict] | None = None,
    income: Iterable[dict] | None = None,
    by: User,
    at: datetime,
    revision: int,
) -> FinancialAssessment:
    """Replace the list of capital, or of income, with what is now known. The old list stays in the history."""
    _must_be_open(assessment)
    changed = change(assessment, by=by, at=at, revision=revision)
    for model, rows in ((Capital, capital), (Income, income)):
        if rows is not None:
            model.objects.filter(assessment=assessment).delete()
            model.objects.bulk_create(model(assessment=assessment, **row) for row in rows)
    return changed


@transaction.atomic
def decide_charge(
    assessment: FinancialAssessment, *, reasons: str, participation: str, by: User, on: date, at: datetime
) -> Decision:
    """Decide the contribution, with its steps (s17(6)). Refused, naming the facts, while one is not yet known."""
    _must_be_open(assessment)
    circumstances = assessment.circumstances()
    charge = charging.charge(circumstances)
    if charge.charge is None:
        raise NotEnoughKnown(charge.not_yet_known, charge.range)
    earlier = Decision.objects.current().filter(person=assessment.person, kind=Kind.CHARGE).first()
    decision = decisions.record(
        Kind.CHARGE, assessment.person,
        summary=_("You pay %(amount)s a week towards care that costs %(cost)s a week.")
        % {"amount": pounds(charge.charge), "cost": pounds(circumstances.cost_of_care)},
        reasons=reasons, participation=participation,
        laws=["Care Act 2014 ss14 and 17", "SI 2014/2672"], steps=[step.as_json() for step in charge.steps],
        facts=assessment.facts(),
        figures=[figure.as_json() for figure in charge.rests_on], rates=charge.rates, supersedes=earlier,
        by=by, on=on, at=at,
    )  # fmt: skip
    change(
        assessment, by=by, at=at, decision=decision, contribution=charge.charge,
        state=FinancialAssessment.State.DECIDED,
    )  # fmt: skip
    return decision


def show_figure(assessment: FinancialAssessment, *, by: User, on: date, at: datetime) -> FinancialAssessment:
    """Note that the person has seen what they would pay."""
    return change(assessment, by=by, at=at, shown_on=on) if assessment.shown_on is None else assessment


@transaction.atomic
def work_out_indicative_budget(assessment: Assessment, *, reasons: str, by: User, on: date, at: datetime):
    """Work out the first idea of the budget, with its steps, from how much help is needed."""
    answers = {answer.domain: answer for answer in assessment.help_needed.all()}
    needs = {
        domain: resource_allocation.HelpNeeded(answers[domain.value].help_needed)
        if domain.value in answers and answers[domain.value].help_needed
        else None
        for domain in resource_allocation.Domain
    }
    # Family care counts only where it is given willingly and the carer has agreed: s18(7), s10(5).
    agreed = assessment.person.circle.who_count_towards_care().exists()
    support = {
        resource_allocation.Domain(name): resource_allocation.CarerSupport(answer.carer_support)
        for name, answer in answers.items()
        if agreed and answer.carer_support
    }
    budget = resource_allocation.indicative_budget(needs, support, on)
    if budget.points is None:
        raise NotEnoughKnown(budget.not_yet_known, budget.range)
    earlier = Decision.objects.current().filter(person=assessment.person, kind=Kind.INDICATIVE_BUDGET).first()
    summary = (
        _("The first idea of your budget is %(amount)s a week.") % {"amount": pounds(budget.weekly)}
        if budget.weekly is not None
        else _("Your needs are above our table, so we cost your plan line by line instead of using a formula.")
    )
    decision = decisions.record(
        Kind.INDICATIVE_BUDGET, assessment.person, summary=summary, reasons=reasons,
        participation=_("It uses the answers in your needs assessment."),
        next_steps=_("This is a starting point and never a limit. Your plan may cost more or less."),
        laws=["Care Act 2014 s26", "R (Savva) v RBKC [2010] EWCA Civ 1209"],
        steps=[step.as_json() for step in budget.steps],
        facts={
            "needs": {domain.value: level.value for domain, level in needs.items() if level},
            "support": {domain.value: given.value for domain, given in support.items()},
            "what_would_change_it": list(budget.what_would_change_it),
        },
        supersedes=earlier, by=by, on=on, at=at,
    )  # fmt: skip
    return IndicativeBudget.objects.create(
        person=assessment.person, assessment=assessment, points=budget.points, weekly_amount=budget.weekly,
        worked_out_on=on, worked_out_by=by, decision=decision,
    )  # fmt: skip
