"""Preparing the yearly change of rates, starting it, stopping it, and saying that its letters are posted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from goodlives.rules.parameters import newer_rates_are_missing
from goodlives.rules.uprating import By, usual_percentages

from ..access.models import SignOffLimit, User
from ..access.records import CannotMove, change, held, move
from ..decisions.models import Telling
from ..finances.models import FinancialAssessment
from ..people.models import Person
from .models import MOVES, HeldBack, PrintFile, State, UpratedPerson, Uprating, Waiting


class NoRates(Exception):
    """The rates of that year are not loaded, so nobody's charge can be changed to them."""


class MayNotStart(Exception):
    """Somebody who may sign off money starts an uprating, and never the one who prepared it."""


class SaysNoReason(Exception):
    """A percentage other than the usual one has a reason. `which` are those without."""

    def __init__(self, which: list[By]):
        self.which = which
        super().__init__(_("Say why this percentage is not the usual one."))


@transaction.atomic
def prepare(starts_on: date, *, by: User, at: datetime) -> Uprating:
    """Begin to prepare a year's uprating, with the usual percentages. One that is there already is what comes back."""
    if newer_rates_are_missing(starts_on):
        raise NoRates(_("The rates that begin on that day are not loaded yet."))
    there = Uprating.objects.filter(starts_on=starts_on).first()
    if there:
        return there
    usual = {one.by.value: {"hundredths": one.hundredths, "reason": ""} for one in usual_percentages(starts_on)}
    return Uprating.objects.create(starts_on=starts_on, percentages=usual, prepared_by=by, changed_by=by, changed_at=at)


def _must_be_prepared(uprating: Uprating) -> None:
    if uprating.state != State.PREPARED:
        raise CannotMove(_("This uprating has been started, so what it does can no longer be changed."))


@transaction.atomic
def set_percentages(
    uprating: Uprating,
    percentages: Mapping[By, tuple[int, str]],
    *,
    by: User,
    at: datetime,
    revision: int | None = None,
) -> Uprating:
    """Say by how much each kind of money goes up. One that is not the usual one says why."""
    _must_be_prepared(held(uprating))
    usual = {one.by: one.hundredths for one in usual_percentages(uprating.starts_on)}
    without = [one for one, (hundredths, why) in percentages.items() if hundredths != usual[one] and not why.strip()]
    if without:
        raise SaysNoReason(without)
    said = {one.value: {"hundredths": hundredths, "reason": why} for one, (hundredths, why) in percentages.items()}
    # Whoever says last by how much, has prepared it: somebody else looks and starts it.
    return change(uprating, by=by, at=at, revision=revision, percentages=uprating.percentages | said, prepared_by=by)


@transaction.atomic
def hold_back(uprating: Uprating, person: Person, *, reason: str, by: User, at: datetime) -> HeldBack:
    """Leave somebody out, and say why: their charge stays until a person has looked at it."""
    _must_be_prepared(held(uprating))
    return HeldBack.objects.update_or_create(
        uprating=uprating, person=person, defaults={"reason": reason, "by": by, "at": at}
    )[0]


@transaction.atomic
def let_in(uprating: Uprating, person: Person, *, by: User) -> None:
    """Take back that somebody is left out."""
    _must_be_prepared(held(uprating))
    HeldBack.objects.filter(uprating=uprating, person=person).delete()


def may_start(uprating: Uprating, user: User, on: date) -> bool:
    """Whether this user may start it: they sign off money, and somebody else prepared it."""
    return uprating.prepared_by_id != user.pk and SignOffLimit.objects.weekly_limit(user.role, on) is not None


@transaction.atomic
def start(uprating: Uprating, *, by: User, on: date, at: datetime, revision: int | None = None) -> Uprating:
    """Set everybody waiting whose charge is to be changed. What works through them is queued by whoever calls this."""
    if not may_start(uprating, by, on):
        raise MayNotStart(_("Somebody who did not prepare it, and who may sign off money, starts it."))
    move(
        uprating, State.RUNNING, MOVES, by=by, at=at, revision=revision, started_by=by, decided_on=on, went_on_at=at,
        total=0,
    )  # fmt: skip
    live = FinancialAssessment.objects.live_on(uprating.live_on).values_list("pk", "person_id")
    waiting = [Waiting(uprating=uprating, person_id=person, assessment_id=pk) for pk, person in live]
    Waiting.objects.bulk_create(waiting, batch_size=5000)
    return change(uprating, by=by, at=at, total=len(waiting))


def stop(uprating: Uprating, *, by: User, at: datetime) -> Uprating:
    """Stop after the people whose turn it is now. What is done stays done."""
    return move(uprating, State.STOPPED, MOVES, by=by, at=at)


@transaction.atomic
def go_on(uprating: Uprating, *, by: User, at: datetime) -> Uprating:
    """Go on with those who still wait: after a stop, or where the worker has died."""
    done, now = uprating.people.count(), held(uprating).state
    if now == State.PREPARED:
        raise CannotMove(_("It has not been started yet. Somebody who did not prepare it starts it."))
    if now == State.RUNNING:
        return change(uprating, by=by, at=at, went_on_at=at, done_before=done)
    return move(uprating, State.RUNNING, MOVES, by=by, at=at, went_on_at=at, done_before=done)


@transaction.atomic
def post(file: PrintFile, *, by: User, on: date, at: datetime, revision: int | None = None) -> PrintFile:
    """Note that these letters are in the post: each person is told of their decision that day, by letter (s17(6))."""
    current = held(file, revision=revision)
    if current.posted_on is not None:
        return current
    if current.pdf is None:
        raise CannotMove(_("These letters are not printed yet."))
    people = UpratedPerson.objects.filter(pk__in=current.people).select_related("after")
    Telling.objects.bulk_create(
        Telling(decision_id=one.after.decision_id, told_on=on, how=Telling.How.LETTER, told_by=by)
        for one in people if one.after and one.after.decision_id
    )  # fmt: skip
    FinancialAssessment.objects.filter(uprating__in=current.people, shown_on__isnull=True).update(shown_on=on)
    return change(file, by=by, at=at, posted_on=on, posted_by=by)


@transaction.atomic
def finish(uprating: Uprating, *, at: datetime, by: User | None = None) -> Uprating:
    """Nobody waits and every letter is printed. Said once, by whichever worker finds it, for whoever started it."""
    current = held(uprating)
    if current.state != State.RUNNING:
        return current
    return move(uprating, State.DONE, MOVES, by=by or current.started_by, at=at, finished_at=Now())
