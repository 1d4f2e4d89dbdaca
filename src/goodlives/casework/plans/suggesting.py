"""Suggesting what a plan should say, the person's answer, and what the council puts beside it by name."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import CannotMove
from . import actions as plans
from .authorship import NotTheirsToWrite, is_the_person
from .models import BEING_WRITTEN, Goal, Part, Plan, PlanInvitation, PlanNote, PlanSuggestion, State, Way

# What is said in words, and so may be suggested in words.
IN_WORDS = [part for part in Part.values if part not in (Part.STARTS_ON, Part.WHY_NOT_INDICATIVE)]


class NotInvited(Exception):
    """They were not invited to suggest here, or no longer are."""


def suggest(
    plan: Plan, *, part: str, words: str, goal: Goal | None = None, way_by: str = "", by: User | None = None,
    invitation: PlanInvitation | None = None, on: date, at: datetime,
) -> PlanSuggestion:  # fmt: skip
    """Say what a part of the plan could say: a way to a goal, other words for one, or a goal more."""
    if plan.state not in BEING_WRITTEN:
        raise CannotMove(_("The plan is not being written now, so nothing can be suggested."))
    if invitation is not None:
        may = invitation.plan_id == plan.pk and invitation.is_open(on) and invitation.may == PlanInvitation.May.SUGGEST
        if not may or part not in invitation.parts:
            raise NotInvited
    if goal is not None and goal.plan_id != plan.pk:
        raise NotInvited
    name = invitation.name if invitation else str(by)
    return PlanSuggestion.objects.create(
        plan=plan, part=part, goal=goal, goal_words=goal.words if goal else "", way_by=way_by if goal else "",
        words=words, by=by, invitation=invitation, by_name=name, at=at,
    )  # fmt: skip


def _for_the_person_to_answer(suggestion: PlanSuggestion, by: User) -> PlanSuggestion:
    current = PlanSuggestion.objects.select_for_update(of=("self",)).select_related("plan__person", "goal")
    suggestion = current.get(pk=suggestion.pk)
    if not is_the_person(suggestion.plan, by):
        raise NotTheirsToWrite(_("Only the person answers what is suggested."))
    if suggestion.answer:
        raise CannotMove(_("You have answered this already."))
    return suggestion


def _answered(suggestion: PlanSuggestion, answer: str, note: str, by: User, at: datetime) -> PlanSuggestion:
    suggestion.answer, suggestion.note = answer, note
    suggestion.answered_by, suggestion.answered_at = by, at
    suggestion.save()
    return suggestion


@transaction.atomic
def accept(
    suggestion: PlanSuggestion, *, instead: bool, note: str = "", by: User, at: datetime, revision: int
) -> PlanSuggestion:  # fmt: skip
    """The person takes it up: after their own words, or instead of them. The line keeps who suggested it."""
    suggestion = _for_the_person_to_answer(suggestion, by)
    plan, name = suggestion.plan, suggestion.by_name
    if suggestion.part != Part.GOALS:
        before = getattr(plan, suggestion.part)
        words = suggestion.words if instead or not before else f"{before}\n\n{suggestion.words}"
        plans.write(plan, by=by, at=at, revision=revision, suggested_by=name, **{suggestion.part: words})
    elif suggestion.goal_words and suggestion.goal is None:
        raise CannotMove(_("The goal that this is about is not in your plan any more."))
    else:
        _into_the_goals(plan, suggestion, instead=instead, by=by, at=at, revision=revision)
    return _answered(suggestion, PlanSuggestion.Answer.ACCEPTED, note, by, at)


def _into_the_goals(
    plan: Plan, suggestion: PlanSuggestion, *, instead: bool, by: User, at: datetime, revision: int
) -> None:
    goal = suggestion.goal
    if goal is None:
        plans.set_goal(
            plan, words=suggestion.words, outcomes=[], ways=[], by=by, at=at, revision=revision,
            suggested_by=suggestion.by_name,
        )  # fmt: skip
        return
    ways, words = [plans.said(way) for way in goal.ways.all()], goal.words
    if suggestion.way_by:
        ways.append({"by": Way.By(suggestion.way_by), "what": suggestion.words})
    else:
        words = suggestion.words if instead else f"{words}\n\n{suggestion.words}"
    plans.set_goal(
        plan, goal=goal, words=words, outcomes=goal.outcomes, ways=ways, by=by, at=at, revision=revision,
        suggested_by=suggestion.by_name,
    )  # fmt: skip


@transaction.atomic
def decline(suggestion: PlanSuggestion, *, note: str = "", by: User, at: datetime) -> PlanSuggestion:
    """The person says no. Nothing in the plan changes; what was suggested, and the answer, are kept."""
    suggestion = _for_the_person_to_answer(suggestion, by)
    return _answered(suggestion, PlanSuggestion.Answer.DECLINED, note, by, at)


def put_beside(plan: Plan, *, part: str, words: str, by: User, at: datetime) -> PlanNote:
    """What the council must record, by name, beside the person's words and never over them."""
    if plan.state == State.ENDED:
        raise CannotMove(_("This plan has ended, so nothing is put beside it."))
    return PlanNote.objects.create(plan=plan, part=part, words=words, by=by, at=at)
