"""Looking at whether somebody can make one decision, concluding it, and deciding for them only where they cannot."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, Record, change, held
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision, Kind
from ..people.models import Person
from .models import FOUND, LOOKED_AT, BestInterestsDecision, MentalCapacityAssessment

R = TypeVar("R", MentalCapacityAssessment, BestInterestsDecision)


class NotTheirs(Exception):
    """Only a social worker looks at whether somebody can decide."""


class NothingShowsIt(Exception):
    """An answer stands without the words that show it. `fields` names them."""

    def __init__(self, fields: list[str]):
        self.fields = fields
        super().__init__(_("Write what shows it, for each answer."))


class TheyCanDecide(Exception):
    """Nobody decides for somebody who can, or for whom it has not been shown that they cannot: s1(2)."""


class AdvocateNeeded(Exception):
    """Nobody but those who are paid can be asked, so an independent mental capacity advocate must be: ss37 to 39."""


def _must_be_social_worker(by: User) -> None:
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker records this."))


def _must_be_open(record: R) -> None:
    if record.decision_id is not None:
        raise CannotMove(_("This has been concluded. Start a new record for another decision, or another day."))


def _without_evidence(record: Record, names: tuple[str, ...]) -> list[str]:
    return [
        f"{name}_words"
        for name in names
        if getattr(record, name) is not None and not getattr(record, f"{name}_words").strip()
    ]


def begin(
    person: Person, *, about: str, decision_to_make: str, why_asked: str, looked_at_on: date, by: User, at: datetime
) -> MentalCapacityAssessment:
    """There is reason to doubt whether somebody can make this decision on this day. Until shown otherwise, they can."""
    _must_be_social_worker(by)
    return MentalCapacityAssessment.objects.create(
        person=person, about=about, decision_to_make=decision_to_make, why_asked=why_asked, looked_at_on=looked_at_on,
        assessor=by, changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def write(record: R, *, by: User, at: datetime, revision: int, **found) -> R:
    """Save what was found, step by step."""
    _must_be_social_worker(by)
    _must_be_open(held(record))
    return change(record, by=by, at=at, revision=revision, **found)


@transaction.atomic
def conclude(
    record: MentalCapacityAssessment, *, reasons: str, participation: str, by: User, on: date, at: datetime
) -> Decision:
    """What the steps of the Act come to, about this decision and this day; not while it hangs on something unknown."""
    _must_be_social_worker(by)
    locked = held(record)
    _must_be_open(locked)
    conclusion = locked.conclusion()
    if conclusion.met is None:
        raise NotEnoughKnown(conclusion.still_to_find_out)
    if missing := _without_evidence(locked, FOUND):
        raise NothingShowsIt(missing)
    day = date_format(locked.looked_at_on, "j F Y")
    said = _("On %(day)s you could not make this decision yourself: %(decision)s") if conclusion.met else _(
        "On %(day)s you could make this decision yourself: %(decision)s"
    )  # fmt: skip
    decision = decisions.record(
        Kind.CAPACITY, locked.person, summary=said % {"day": day, "decision": locked.decision_to_make},
        favourable=not conclusion.met, reasons=reasons, participation=participation,
        laws=["Mental Capacity Act 2005 ss1 to 3"],
        conditions=[condition.as_json() for condition in conclusion.conditions],
        facts={"the_decision": locked.decision_to_make, "the_day": locked.looked_at_on.isoformat()},
        next_steps=_("This is about this decision and this day only. It says nothing of any other."),
        by=by, on=on, at=at,
    )  # fmt: skip
    change(record, by=by, at=at, decision=decision)
    return decision


@transaction.atomic
def begin_best_interests(record: MentalCapacityAssessment, *, by: User, at: datetime) -> BestInterestsDecision:
    """Somebody could not decide this on that day, so what is best for them is looked at: s4."""
    _must_be_social_worker(by)
    if record.could_decide is not False:
        raise TheyCanDecide(_("It has not been shown that they could not decide this. So nobody decides it for them."))
    begun, __ = BestInterestsDecision.objects.get_or_create(
        mental_capacity=record, defaults={"changed_by": by, "changed_at": at}
    )
    return begun


@transaction.atomic
def decide_in_best_interests(
    record: BestInterestsDecision, *, what: str, reasons: str, by: User, on: date, at: datetime
) -> Decision:
    """Decide for somebody, each step of s4 taken and in words; with an independent advocate where there must be one."""
    _must_be_social_worker(by)
    locked = held(record)
    _must_be_open(locked)
    conclusion, advocate = locked.conclusion(), locked.needs_an_advocate()
    if conclusion.met is None or advocate.met is None:
        raise NotEnoughKnown((*conclusion.still_to_find_out, *advocate.still_to_find_out))
    if not conclusion.met:
        raise CannotMove(_("A step of the Act was not taken, or it can wait. So it cannot be decided for them now."))
    if advocate.met and not locked.advocate.strip():
        raise AdvocateNeeded(_("Ask an independent mental capacity advocate first, and write what they said."))
    if missing := _without_evidence(locked, LOOKED_AT):
        raise NothingShowsIt(missing)
    about = locked.mental_capacity
    decision = decisions.record(
        Kind.BEST_INTERESTS, about.person, summary=what, reasons=reasons, participation=locked.took_part_words,
        laws=["Mental Capacity Act 2005 ss1(5), 1(6) and 4"],
        conditions=[condition.as_json() for condition in conclusion.conditions],
        facts={"the_decision": about.decision_to_make, "who_was_asked": locked.others_asked_words,
               "independent_advocate": locked.advocate or _("Not needed")},
        by=by, on=on, at=at,
    )  # fmt: skip
    change(record, by=by, at=at, decision=decision)
    return decision
