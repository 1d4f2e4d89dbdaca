"""Everything that changes what somebody says of themselves. Nobody but they overwrite their own words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules.quality_of_life import quality_of_life

from ..access.models import User
from ..access.records import ChangedMeanwhile, change, must_allow
from ..people.models import Person
from .models import HowLifeIs, Introduction, Offer, Part, PartVersion, Picture, Source, SuggestedWords, VoiceNote
from .pictures import drawn_anew
from .questions import Questions
from .sounds import kind_of

MOST_A_HEADING = 10
LONGEST_CONSENT = timedelta(days=366)


class OnlyTheyMay(Exception):
    """Only the person themselves may do this: the words, or the consent, are theirs."""


class CannotShare(Exception):
    """This cannot be shown to others, or not for so long."""


class TooMany(Exception):
    """There is no more room under this heading."""


def may_write(person: Person, part: Part | None, by: User) -> bool:
    """The person always. Somebody else only while the person cannot sign in and has not written it themselves."""
    if person.user_id == by.pk:
        return True
    return person.user_id is None and (part is None or not part.is_their_own)


# --- About me ---


@transaction.atomic
def write(
    person: Person, heading: str, *, words: str, by: User, at: datetime, source: str = Source.SELF, helper: str = "",
    revision: int = 0,
) -> Part:  # fmt: skip
    """What is said under a heading from now on. The earlier words are kept. `revision` 0: there were none yet."""
    Person.objects.select_for_update(of=("self",)).filter(pk=person.pk).first()  # two first versions wait in line
    part = Part.objects.filter(person=person, heading=heading).first()
    if not may_write(person, part, by):
        raise OnlyTheyMay(_("These words are theirs. Suggest a change, and they accept it or not."))
    said: dict[str, Any] = {"words": words, "source": source, "helper": helper}
    if part is None:
        part = Part.objects.create(person=person, heading=heading, changed_by=by, changed_at=at, **said)
    elif part.revision != revision:
        raise ChangedMeanwhile(part)
    else:
        change(part, by=by, at=at, revision=revision, **said)
    PartVersion.objects.create(part=part, number=part.revision, by=by, at=at, **said)
    return part


def suggest(person: Person, heading: str, *, words: str, why: str, by: User, at: datetime) -> SuggestedWords:
    """Staff propose words. They change nothing until the person accepts them."""
    return SuggestedWords.objects.create(
        person=person, heading=heading, words=words, why=why, made_by=by, made_at=at, changed_by=by, changed_at=at
    )


@transaction.atomic
def answer_suggestion(
    suggestion: SuggestedWords, *, accept: bool, add: bool = False, by: User, at: datetime
) -> SuggestedWords:
    """The person accepts it, in place of their words or under them, or declines it. Nobody answers for them."""
    if suggestion.person.user_id != by.pk:
        raise OnlyTheyMay(_("Only the person may answer a suggestion."))
    suggestion = (
        SuggestedWords.objects.select_for_update(of=("self",)).select_related("person", "made_by").get(pk=suggestion.pk)
    )
    state = SuggestedWords.State.ACCEPTED if accept else SuggestedWords.State.DECLINED
    must_allow(suggestion, state, SuggestedWords.MOVES)
    if accept:
        part = Part.objects.filter(person=suggestion.person, heading=suggestion.heading).first()
        words = f"{part.words}\n\n{suggestion.words}" if part and add else suggestion.words
        write(
            suggestion.person, suggestion.heading, words=words, by=by, at=at, source=Source.ACCEPTED,
            helper=str(suggestion.made_by), revision=part.revision if part else 0,
        )  # fmt: skip
    return change(suggestion, by=by, at=at, state=state)


def add_picture(person: Person, heading: str, *, sent: bytes, words: str, by: User, at: datetime) -> Picture:
    """Keep a picture, drawn anew. `NotAPicture` where it is none."""
    _must_have_room(Picture, person, heading)
    drawn = drawn_anew(sent)
    return Picture.objects.create(
        person=person, heading=heading, content=drawn.content, media_type=drawn.media_type, width=drawn.width,
        height=drawn.height, words=words, added_by=by, added_at=at, changed_by=by, changed_at=at,
    )  # fmt: skip


def add_voice_note(person: Person, heading: str, *, sent: bytes, words: str, by: User, at: datetime) -> VoiceNote:
    """Keep a voice note. `NotASound` where it is none. The file's own name is not kept."""
    _must_have_room(VoiceNote, person, heading)
    return VoiceNote.objects.create(
        person=person, heading=heading, content=sent, media_type=kind_of(sent), words=words, added_by=by, added_at=at,
        changed_by=by, changed_at=at,
    )  # fmt: skip


def _must_have_room(model: type[Picture] | type[VoiceNote], person: Person, heading: str) -> None:
    if model._default_manager.filter(person=person, heading=heading).count() >= MOST_A_HEADING:
        raise TooMany(_("There are ten here already. Take one away first"))


@transaction.atomic
def take_away(attached: Picture | VoiceNote, *, by: User) -> None:
    """The person takes away whatever they like; others only what somebody of the council added."""
    added_by_the_person = attached.added_by_id == attached.person.user_id
    if attached.person.user_id != by.pk and added_by_the_person:
        raise OnlyTheyMay(_("They added this themselves, so only they take it away."))
    attached.delete()


# --- What I give ---


def add_offer(person: Person, *, kind: str, words: str, by: User, at: datetime) -> Offer:
    """Write down what somebody gives or wishes. Nobody else finds it until they agree."""
    return Offer.objects.create(person=person, kind=kind, words=words, changed_by=by, changed_at=at)


def share(
    offer: Offer, *, until: date, agreed_how: str, by: User, on: date, at: datetime, revision: int | None = None
) -> Offer:
    """The person agrees that others find this until a day. Staff write down the yes of somebody who cannot sign in."""
    if not offer.may_be_shared:
        raise CannotShare(_("A wish to stop something is not shown to others."))
    if not on <= until <= on + LONGEST_CONSENT:
        raise CannotShare(_("Choose a day from today to a year from now"))
    if by.pk != offer.person.user_id:
        if offer.person.user_id is not None:
            raise OnlyTheyMay(_("They can sign in, so only they can agree to this."))
        if not agreed_how.strip():
            raise CannotShare(_("Say how they told you that they agree"))
    return change(
        offer, by=by, at=at, revision=revision, shared_from=on, shared_until=until, withdrawn_on=None,
        agreed_how=agreed_how,
    )  # fmt: skip


def withdraw(offer: Offer, *, by: User, on: date, at: datetime) -> Offer:
    """No longer shown to others, from this moment. Anybody may stop it; nobody has to say why."""
    return change(offer, by=by, at=at, withdrawn_on=on)


def end_offer(offer: Offer, *, by: User, on: date, at: datetime) -> Offer:
    """It is no longer so. That it was is kept; nobody finds it any more."""
    return change(offer, by=by, at=at, ended_on=on, withdrawn_on=offer.withdrawn_on or on)


def ask_to_meet(
    person: Person, offer_id: UUID, *, about: str, message: str, by: User, on: date, at: datetime
) -> Introduction:
    """Ask the council to ask whoever offers this. Asking twice while it waits changes the message only."""
    waiting = Introduction.objects.filter(person=person, offer_id=offer_id, state=Introduction.State.WAITING).first()
    if waiting:
        return change(waiting, by=by, at=at, message=message)
    return Introduction.objects.create(
        person=person, offer_id=offer_id, about=about, message=message, asked_on=on, changed_by=by, changed_at=at
    )


@transaction.atomic
def answer_introduction(
    introduction: Introduction, *, agreed: bool, answer: str, by: User, on: date, at: datetime,
    revision: int | None = None,
) -> Introduction:  # fmt: skip
    """Staff have asked whoever offers it, and write the answer to whoever asked. No yes once consent has gone."""
    if agreed and not introduction.offer.is_shared(on):
        raise CannotShare(_("They no longer share this. Tell the person who asked that it is not possible now."))
    state = Introduction.State.AGREED if agreed else Introduction.State.NOT_NOW
    must_allow(introduction, state, Introduction.MOVES)
    return change(introduction, by=by, at=at, revision=revision, state=state, answer=answer, answered_on=on)


# --- How life is ---


def say_how_life_is(
    person: Person, questions: Questions, *, whose: str, answers: dict[str, int | None], own_words: str, contact: str,
    answered_by: str, who_answered: str, by: User, on: date, at: datetime,
) -> HowLifeIs:  # fmt: skip
    """Keep what was answered, and who answered, with the index or the range it must lie in."""
    score = quality_of_life(answers, questions.weights) if questions.weights else None
    return HowLifeIs.objects.create(
        person=person, whose=whose, questions=questions.key, answers=answers, own_words=own_words, contact=contact,
        answered_by=answered_by, who_answered=who_answered, recorded_by=by, asked_on=on, recorded_at=at,
        least=score.least if score else None, most=score.most if score else None,
        sum=score.as_json() if score else None,
    )  # fmt: skip
