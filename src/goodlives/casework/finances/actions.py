"""Working out what a person pays, and a first idea of their budget, before the plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules import resource_allocation
from goodlives.rules.charging import what_would_change_it
from goodlives.rules.charging.diminishing_capital import ChargeNotKnown, still_counts_after
from goodlives.rules.money import pounds

from ..access.models import User
from ..access.records import change
from ..assessments.models import Assessment
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision, Kind
from ..people.models import Person
from .light_touch import facts as light_touch_facts
from .light_touch import without_full_assessment
from .models import Basis, Capital, FinancialAssessment, Income, IndicativeBudget, ReportedChange
from .working_out import answers_of, care_left_of, what_is_missing, work_out


class AlreadyDecided(Exception):
    """A decided financial assessment is never changed: start a new one."""


class NotAllowed(Exception):
    """A charge may not be set without a full financial assessment: the conditions that are not met, in words."""

    def __init__(self, not_met: list[str]):
        self.not_met = not_met
        super().__init__("; ".join(not_met))


class AlreadyLookedAt(Exception):
    """A reported change is answered once."""


class AlreadyOpen(Exception):
    """One person has one financial assessment being written at a time."""


# What a new financial assessment takes from an earlier one. What somebody has agreed, decided or seen is not taken.
COPIED = (
    "household", "pension_age_reached", "partner_pension_age_reached", "dependent_children", "cost_of_care",
    "housing_costs", "disability_related_expenditure", "half_pension_to_spouse", "savings_credit_qualifying_income",
    "capital_is_all_listed", "income_is_all_listed", "exempt", "basis", "ground", "without_full_assessment",
    "setting", "moved_in_on", "means_to_go_home", "expected_to_leave_on", "exceptional_stay", "permanent_from",
    "earlier_stay_from", "earlier_stay_to", "other_disregard_ended_on", "council_rate", "nursing", "top_up",
)  # fmt: skip


# What somebody has seen of an item. Whoever changes it is who has seen it.
EVIDENCE = ("evidence_state", "evidence", "evidence_on")


def start(
    person: Person, *, starts_on: date, by: User, at: datetime, like: FinancialAssessment | None = None,
    because_of: ReportedChange | None = None, on: date | None = None, **known,
) -> FinancialAssessment:  # fmt: skip
    """Begin a financial assessment: Care Act s17. `like` is an earlier one to start from, when something has changed,
    and `because_of` what somebody told us of that change.

    The likely cost of care starts as the first idea of the budget, where there is one.
    """
    if person.born_on is None:
        raise NotEnoughKnown([_("Date of birth: the law goes by age, so it comes first")])
    if FinancialAssessment.objects.filter(person=person, state=FinancialAssessment.State.IN_PROGRESS).exists():
        raise AlreadyOpen(_("A financial assessment is being written already."))
    if like is not None:
        known = {name: getattr(like, name) for name in COPIED} | known
    if known.get("cost_of_care") is None:
        idea = IndicativeBudget.objects.filter(person=person).first()
        known["cost_of_care"] = idea.weekly_amount if idea else None
    with transaction.atomic():
        assessment = FinancialAssessment.objects.create(
            person=person, starts_on=starts_on, changed_by=by, changed_at=at, **known
        )
        items: list[Capital | Income] = [*like.capital.order_by("pk"), *like.income.order_by("pk")] if like else []
        for item in items:
            item.pk, item._state.adding, item.assessment = None, True, assessment
            item.save()
        if like is not None:
            _less_of_what_was_given_away(like, assessment)
        if because_of is not None and on is not None:
            look_at_change(
                because_of, outcome=_("We are working out again what you pay."), by=by, on=on, assessment=assessment
            )
    return assessment


def _less_of_what_was_given_away(earlier: FinancialAssessment, now: FinancialAssessment) -> None:
    """What was given away counts for less after each week in which it was charged for: reg 23."""
    given_away = list(now.capital.filter(kind=Capital.Kind.NOTIONAL))
    weeks = (now.starts_on - earlier.starts_on).days // 7
    if len(given_away) != 1 or weeks < 1 or earlier.basis != Basis.FULL:
        return
    try:
        still = still_counts_after(earlier.circumstances(), weeks)
    except ChargeNotKnown:
        return
    given_away[0].amount, given_away[0].share = still, "1"
    given_away[0].save()


def _must_be_open(assessment: FinancialAssessment) -> None:
    if assessment.state != FinancialAssessment.State.IN_PROGRESS:
        raise AlreadyDecided(_("This financial assessment has been decided. Start a new one to record a change."))


def write(assessment: FinancialAssessment, *, by: User, at: datetime, revision: int, **values) -> FinancialAssessment:
    """Save what is known of somebody's household, costs and money, until it is decided."""
    _must_be_open(assessment)
    return change(assessment, by=by, at=at, revision=revision, **values)


@transaction.atomic
def put_item(
    assessment: FinancialAssessment, item: Capital | Income, *, by: User, at: datetime, revision: int
) -> Capital | Income:
    """Add one item of capital or income, or save what has changed in it. Earlier words stay in the history."""
    _must_be_open(assessment)
    change(assessment, by=by, at=at, revision=revision)
    item.assessment = assessment
    before = type(item)._default_manager.filter(pk=item.pk).values(*EVIDENCE).first()
    if before != {name: getattr(item, name) for name in EVIDENCE}:
        item.evidence_by = by if item.evidence_state else None
    item.save()
    return item


@transaction.atomic
def take_item_away(item: Capital | Income, *, by: User, at: datetime, revision: int) -> FinancialAssessment:
    """Take an item off the list. It stays in the history."""
    _must_be_open(item.assessment)
    changed = change(item.assessment, by=by, at=at, revision=revision)
    item.delete()
    return changed


@transaction.atomic
def decide_charge(
    assessment: FinancialAssessment,
    *,
    reasons: str,
    participation: str,
    by: User,
    on: date,
    at: datetime,
    revision: int | None = None,
) -> Decision:
    """Decide the contribution, with its steps (s17(6)). Refused, naming the facts, while one is not yet known."""
    _must_be_open(assessment)
    if assessment.basis != Basis.FULL:
        return _decide_without_full(
            assessment, reasons=reasons, participation=participation, by=by, on=on, at=at, revision=revision
        )
    circumstances = assessment.circumstances()
    charge = work_out(assessment)
    if charge.charge is None:
        raise NotEnoughKnown((missing.words for missing in what_is_missing(assessment)), charge.range)
    decision = decisions.record(
        Kind.CHARGE, assessment.person, summary=what_they_pay(charge.charge, circumstances.cost_of_care),
        reasons=reasons, participation=participation,
        laws=["Care Act 2014 ss14 and 17", "SI 2014/2672"], steps=[step.as_json() for step in charge.steps],
        facts=assessment.facts(),
        figures=[figure.as_json() for figure in charge.rests_on], rates=charge.rates,
        what_would_change_it=[change.as_json() for change in what_would_change_it(circumstances)],
        supersedes=Decision.objects.current_of(Kind.CHARGE, assessment.person),
        by=by, on=on, at=at,
    )  # fmt: skip
    change(
        assessment, by=by, at=at, revision=revision, decision=decision, contribution=charge.charge,
        state=FinancialAssessment.State.DECIDED,
    )  # fmt: skip
    return decision


def _decide_without_full(
    assessment: FinancialAssessment, *, reasons: str, participation: str, by: User, on: date, at: datetime,
    revision: int | None,
) -> Decision:  # fmt: skip
    """A light touch, or the full cost for somebody who does not say what they have: only when each condition is met."""
    found = without_full_assessment(assessment)
    if found.conclusion.met is None or found.pays is None or found.cost is None:
        unknown = [] if found.pays is not None and found.cost is not None else [_("The likely cost of care")]
        raise NotEnoughKnown([*found.conclusion.still_to_find_out, *unknown])
    if not found.conclusion.met:
        raise NotAllowed([one.words for one in found.conclusion.conditions if one.met is False])
    decision = decisions.record(
        Kind.CHARGE, assessment.person, summary=what_they_pay(found.pays, found.cost),
        reasons=reasons, participation=participation,
        next_steps=_("You may ask for a full financial assessment at any time. Tell us, and we do it with you."),
        laws=["Care Act 2014 ss14 and 17", "SI 2014/2672 reg 10"],
        conditions=[condition.as_json() for condition in found.conclusion.conditions],
        steps=[step.as_json() for step in found.steps], facts=light_touch_facts(assessment),
        supersedes=Decision.objects.current_of(Kind.CHARGE, assessment.person), by=by, on=on, at=at,
    )  # fmt: skip
    change(
        assessment, by=by, at=at, revision=revision, decision=decision, contribution=found.pays,
        state=FinancialAssessment.State.DECIDED,
    )  # fmt: skip
    return decision


def what_they_pay(amount: int, cost: int | None) -> str:
    """What was decided, in a sentence to the person."""
    if cost is None:
        return _("You pay nothing towards your care.")
    if amount == 0:
        return _("You pay nothing towards care that costs %(cost)s a week.") % {"cost": pounds(cost)}
    return _("You pay %(amount)s a week towards care that costs %(cost)s a week.") % {
        "amount": pounds(amount), "cost": pounds(cost)
    }  # fmt: skip


@transaction.atomic
def show_figure(
    assessment: FinancialAssessment, *, by: User, on: date, at: datetime, how: str | None = None
) -> FinancialAssessment:
    """Note that the person has seen what they would pay, and how they were told: s17(6)."""
    if assessment.shown_on is not None:
        return assessment
    if how and assessment.decision:
        decisions.tell(assessment.decision, how=how, by=by, on=on)
    return change(assessment, by=by, at=at, shown_on=on)


def report_change(person: Person, *, what: str, words: str, happened_on: date, by: User, on: date) -> ReportedChange:
    """Note that somebody's money, home or care has changed, in their words: a finance worker looks at it."""
    return ReportedChange.objects.create(
        person=person, what=what, words=words, happened_on=happened_on, reported_on=on, reported_by=by
    )


@transaction.atomic
def look_at_change(
    reported: ReportedChange, *, outcome: str, by: User, on: date, assessment: FinancialAssessment | None = None
) -> ReportedChange:
    """Say what came of a reported change: a new financial assessment, or why none is needed."""
    current = ReportedChange.objects.select_for_update().get(pk=reported.pk)
    if current.looked_at_on is not None:
        raise AlreadyLookedAt(_("Somebody has looked at this already."))
    current.outcome, current.assessment, current.looked_at_on, current.looked_at_by = outcome, assessment, on, by
    current.save()
    return current


@transaction.atomic
def work_out_indicative_budget(
    assessment: Assessment, *, reasons: str, by: User, on: date, at: datetime, participation: str = "",
    counting_no_more_than: IndicativeBudget | None = None,
) -> IndicativeBudget:  # fmt: skip
    """Work out the first idea of the budget, with its steps, from how much help is needed.

    `counting_no_more_than`: an earlier one: its table again, and of its family care only what is left.
    """
    needs, support = answers_of(assessment, on)
    table_of = on
    if counting_no_more_than is not None:
        support = care_left_of(counting_no_more_than, on)
        table_of = date.fromisoformat(counting_no_more_than.decision.facts.get("on", on.isoformat()))
    budget = resource_allocation.indicative_budget(needs, support, table_of)
    if budget.points is None:
        raise NotEnoughKnown(budget.not_yet_known, budget.range)
    summary = (
        _("The first idea of your budget is %(amount)s a week.") % {"amount": pounds(budget.weekly)}
        if budget.weekly is not None
        else _("Your needs are above our table, so we cost your plan line by line instead of using a formula.")
    )
    decision = decisions.record(
        Kind.INDICATIVE_BUDGET, assessment.person, summary=summary, reasons=reasons,
        participation=participation or _("It uses the answers in your needs assessment."),
        next_steps=_("This is a starting point and never a limit. Your plan may cost more or less."),
        laws=["Care Act 2014 s26", "R (Savva) v RBKC [2010] EWCA Civ 1209"],
        steps=[step.as_json() for step in budget.steps],
        facts={
            "needs": {domain.value: level.value for domain, level in needs.items() if level},
            "support": {domain.value: given.value for domain, given in support.items() if given},
            "on": table_of.isoformat(),
        },
        figures=[figure.as_json() for figure in budget.rests_on],
        what_would_change_it=[{"words": words} for words in budget.what_would_change_it],
        supersedes=Decision.objects.current_of(Kind.INDICATIVE_BUDGET, assessment.person), by=by, on=on, at=at,
    )  # fmt: skip
    return IndicativeBudget.objects.create(
        person=assessment.person, assessment=assessment, points=budget.points, weekly_amount=budget.weekly,
        worked_out_on=on, worked_out_by=by, decision=decision,
    )  # fmt: skip
