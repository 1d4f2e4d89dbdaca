"""Writing down what somebody needs to take part, deciding about an advocate, and arranging it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, change, held
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision, Kind
from ..people.models import Person
from .models import Purpose, TakingPart


class NotTheirs(Exception):
    """Only a social worker records this."""


def _must_be_social_worker(by: User) -> None:
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker records this."))


@transaction.atomic
def write(person: Person, purpose: str, *, by: User, at: datetime, revision: int, **needs) -> TakingPart:
    """Save what somebody needs to take part. What was decided about an advocate stands until it is decided again."""
    _must_be_social_worker(by)
    one, __ = TakingPart.objects.get_or_create(
        person=person, purpose=purpose, defaults={"changed_by": by, "changed_at": at}
    )
    return change(one, by=by, at=at, revision=revision, **needs)


@transaction.atomic
def decide_advocate(one: TakingPart, *, reasons: str, participation: str, by: User, on: date, at: datetime) -> Decision:
    """Whether an independent advocate must be arranged, with the four limbs and who there is; not while unknown."""
    _must_be_social_worker(by)
    locked = held(one)
    conclusion = locked.conclusion()
    if conclusion.met is None:
        raise NotEnoughKnown(conclusion.still_to_find_out)
    safeguarding = locked.purpose == Purpose.SAFEGUARDING
    facts = {"what_you_take_part_in": str(locked.get_purpose_display())}
    if locked.who:
        facts["who_could_speak_up_for_you"] = locked.who
    decision = decisions.record(
        Kind.ADVOCATE, locked.person, favourable=conclusion.met,
        summary=_("We find you an independent advocate, who helps you to take part. It is free.") if conclusion.met
        else _("We do not have to find you an independent advocate."),
        reasons=reasons, participation=participation,
        laws=["Care Act 2014 s68", "SI 2014/2889"] if safeguarding else ["Care Act 2014 s67", "SI 2014/2889"],
        conditions=[condition.as_json() for condition in conclusion.conditions], facts=facts,
        next_steps=_("An advocate is not from the council. They help you to understand, to say what you want, and to "
                     "question what we decide.") if conclusion.met
        else _("If it gets hard to take part, tell us. We look at it again."),
        supersedes=locked.decision, by=by, on=on, at=at,
    )  # fmt: skip
    change(one, by=by, at=at, decision=decision)
    return decision


@transaction.atomic
def arrange_advocate(
    one: TakingPart, *, asked_on: date | None, advocate: str, advocate_from: str, met_on: date | None, by: User,
    at: datetime, revision: int,
) -> TakingPart:  # fmt: skip
    """Note when an advocate was asked for, who it is, and when they first met."""
    _must_be_social_worker(by)
    now = held(one)
    if not (now.decision and now.decision.favourable):
        raise CannotMove(_("First decide that there must be an advocate."))
    return change(
        one, by=by, at=at, revision=revision, asked_on=asked_on, advocate=advocate, advocate_from=advocate_from,
        met_on=met_on,
    )  # fmt: skip
