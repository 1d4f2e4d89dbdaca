"""Asking a carer who wants to be asked how caring goes, and answering when they take up an offer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules.carers_strain import Asked, Life, strain

from ..about_me.models import HowLifeIs
from ..access.models import User
from ..access.records import CannotMove, change, held
from ..decisions.working_days import working_days_after
from ..people.models import Person
from .actions import OnlyTheCarerMay
from .models import EarlyWarning, HowCaringGoes, SupportAsked

ANSWER_WITHIN = 5  # working days: what we promise
HARDEST = 4


class NotWanted(Exception):
    """The carer has not said that they want to be asked."""


def wants_to_be_asked(carer: Person) -> bool:
    return EarlyWarning.objects.filter(person=carer, stopped_on__isnull=True).exists()


def _must_be_the_carer(carer: Person, by: User) -> None:
    if carer.user_id != by.pk:
        raise OnlyTheCarerMay(_("This is the carer’s own: nobody answers for them."))


@transaction.atomic
def begin_asking(carer: Person, *, by: User, on: date, at: datetime) -> EarlyWarning:
    """The carer wants to be asked how caring goes."""
    _must_be_the_carer(carer, by)
    there_is = EarlyWarning.objects.filter(person=carer).first()
    if there_is is None:
        return EarlyWarning.objects.create(person=carer, since=on, changed_by=by, changed_at=at)
    return change(there_is, by=by, at=at, since=on, stopped_on=None)


@transaction.atomic
def stop_asking(carer: Person, *, by: User, on: date, at: datetime) -> None:
    """No more of this, and nothing of it stays with the council: what was shown is taken back too."""
    _must_be_the_carer(carer, by)
    there_is = EarlyWarning.objects.filter(person=carer, stopped_on__isnull=True).first()
    if there_is is not None:
        change(there_is, by=by, at=at, stopped_on=on)
    for said in HowCaringGoes.objects.shown_to_council().filter(person=carer):
        change(said, by=by, at=at, shown_on=None)


def life_of(carer: Person) -> Life | None:
    """What they said of how life is as a carer, the last time, beside the time before."""
    last_two = list(
        HowLifeIs.objects.filter(person=carer, whose=HowLifeIs.Whose.CARER).order_by("-asked_on", "-recorded_at")[:2]
    )
    if not last_two:
        return None
    now = last_two[0].answers
    before = last_two[1].answers if len(last_two) == 2 and last_two[1].questions == last_two[0].questions else {}
    return Life(
        hardest_now=sum(level == HARDEST for level in now.values()),
        harder_than_before=sum(
            1 for aspect, level in now.items() if level and before.get(aspect) and level > before[aspect]
        ),
    )


@transaction.atomic
def say_how_caring_goes(
    carer: Person, answers: Mapping[str, int | None], *, own_words: str, by: User, on: date, at: datetime
) -> HowCaringGoes:
    """Keep the carer's answers with the sum and its steps. Nobody else sees them until the carer shows them."""
    _must_be_the_carer(carer, by)
    if not wants_to_be_asked(carer):
        raise NotWanted(_("Say first that you want to be asked."))
    worked_out = strain({asked: answers.get(asked.value) for asked in Asked}, life_of(carer))
    return HowCaringGoes.objects.create(
        person=carer, asked_on=on, answers={asked.value: answers.get(asked.value) for asked in Asked},
        own_words=own_words, least=worked_out.least, most=worked_out.most, sum=worked_out.as_json(), changed_by=by,
        changed_at=at,
    )  # fmt: skip


@transaction.atomic
def show_to_council(said: HowCaringGoes, *, show: bool, by: User, on: date, at: datetime) -> HowCaringGoes:
    """The carer lets the council see these answers, or takes that back."""
    _must_be_the_carer(said.person, by)
    return change(said, by=by, at=at, shown_on=on if show else None)


@transaction.atomic
def ask_for_support(carer: Person, *, what: str, words: str, by: User, on: date, at: datetime) -> SupportAsked:
    """The carer takes up an offer. Asking again while it waits adds to the words only."""
    _must_be_the_carer(carer, by)
    waiting = SupportAsked.objects.waiting().filter(person=carer, what=what).first()
    if waiting:
        more = "\n".join(part for part in (waiting.words, words) if part)
        return change(waiting, by=by, at=at, words=more)
    return SupportAsked.objects.create(
        person=carer, what=what, words=words, asked_on=on, answer_by=working_days_after(on, ANSWER_WITHIN),
        changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def answer_support(
    asked: SupportAsked, *, answer: str, by: User, on: date, at: datetime, revision: int | None = None
) -> SupportAsked:
    """Somebody from the council answers, and says what they told the carer."""
    if held(asked).answered_on is not None:
        raise CannotMove(_("Somebody has answered this already."))
    return change(asked, by=by, at=at, revision=revision, answer=answer, answered_on=on, answered_by=by)
