"""Which council is somebody's own: Care Act 2014 ss39 to 41, SI 2014/2828 and SI 2014/2829.

Somebody lives where they have chosen to settle, for now. Somebody who moves to a care home, shared lives or supported
living because their needs can be met only there stays with the council of the place they came from; so does somebody
in hospital. Without capacity the same facts decide, whatever the person can say about them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodlives.rules.calendar import in_words, months_after
from goodlives.rules.conditions import Answer
from goodlives.rules.explain import Step
from goodlives.rules.parameters import parameter
from goodlives.rules.words import WithWords


class Accommodation(WithWords):
    """Where somebody lives or stays, as far as the law of residence tells places apart."""

    HOME = "home", "at home"
    NO_FIXED_HOME = "no_fixed_home", "with no settled home"
    CARE_HOME = "care_home", "in a care home"
    SHARED_LIVES = "shared_lives", "in a shared lives home"
    SUPPORTED_LIVING = "supported_living", "in supported living"
    NHS = "nhs", "in hospital or in other NHS accommodation"
    AFTERCARE = "aftercare", "in a place provided as aftercare under the Mental Health Act"


SPECIFIED = (Accommodation.CARE_HOME, Accommodation.SHARED_LIVES, Accommodation.SUPPORTED_LIVING)


@dataclass(frozen=True, slots=True, kw_only=True)
class LivedAt:
    """One place, from one day until the next place began.

    `needs_met_only_there` is for a care home, shared lives or supported living: the person's needs for care and support
    could be met only in a place of that kind, and they had care there under the Act. No where somebody arranged it for
    themselves. `aftercare_council` is the one with the duty of aftercare.
    """

    from_on: date
    accommodation: Accommodation
    council: str
    needs_met_only_there: Answer = None
    aftercare_council: str | None = None


@dataclass(frozen=True, slots=True)
class OrdinaryResidence:
    """The person's own council, or None while something must still be found out; and why."""

    council: str | None
    settled: Answer
    steps: tuple[Step, ...]
    still_to_find_out: tuple[str, ...] = ()


class NowhereYet(ValueError):
    """Nothing is known of where the person has lived."""


def ordinary_residence(places: Sequence[LivedAt], on: date) -> OrdinaryResidence:
    """The council in whose area somebody is, or is treated as, ordinarily resident on a day: s39.

    With no settled home, it is the council where they are, or were before they were placed: ss18(1)(a) and 39(1)(b).
    """
    known = sorted((place for place in places if place.from_on <= on), key=lambda place: place.from_on)
    if not known:
        raise NowhereYet(f"Nothing is known of where the person lived on {in_words(on)}")
    steps: list[Step] = []
    for place in reversed(known):
        where = f"From {in_words(place.from_on)} you were {place.accommodation.words} in {place.council}"
        if place.accommodation == Accommodation.AFTERCARE:
            if place.aftercare_council is None:
                return OrdinaryResidence(None, None, tuple(steps), ("Which council has the duty of aftercare?",))
            words = f"{where}: you belong to the council with that duty, {place.aftercare_council}"
            steps.append(Step(words, None, "Care Act 2014 s39(4); Mental Health Act 1983 s117(3)"))
            return OrdinaryResidence(place.aftercare_council, True, tuple(steps))
        if place.accommodation == Accommodation.NHS:
            steps.append(Step(f"{where}: that changes nothing", None, "Care Act 2014 s39(5)"))
            continue
        if place.accommodation in SPECIFIED and place.needs_met_only_there is not False:
            if place.needs_met_only_there is None:
                asked = f"Could your needs be met only {place.accommodation.words}, and did a council arrange it?"
                return OrdinaryResidence(None, None, tuple(steps), (asked,))
            words = f"{where}, because your needs could be met only there: that changes nothing"
            steps.append(Step(words, None, "Care Act 2014 s39(1) and (2); SI 2014/2828"))
            continue
        settled = place.accommodation != Accommodation.NO_FIXED_HOME
        law = "Care Act 2014 s18(1)(a)" if place is known[-1] else "Care Act 2014 s39(1)(b) and (5)(b)"
        steps.append(
            Step(f"{where}: you belong there", None, "Care Act 2014 ss18 and 39")
            if settled
            else Step(f"{where}: the council where you were acts for you", None, law)
        )
        return OrdinaryResidence(place.council, settled, tuple(steps))
    asked = f"Where did you live before {in_words(known[0].from_on)}?"
    return OrdinaryResidence(None, None, tuple(steps), (asked,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Councils that do not agree where somebody lives. None: no council, or not known."""

    arose_on: date
    council_meeting_needs: str | None
    council_where_living: str | None
    council_where_present: str | None


def lead_council(dispute: Dispute) -> tuple[str | None, Step]:
    """The council that must act until the dispute is decided, so that nobody waits for it: SI 2014/2829.

    The one meeting the needs when the dispute began; otherwise the one where the person lives, or else is.
    """
    d, law = dispute, "Care Act 2014 s40; SI 2014/2829"
    for council, words in (
        (d.council_meeting_needs, "it was meeting your needs when the dispute began"),
        (d.council_where_living, "you live there"),
        (d.council_where_present, "you are there"),
    ):
        if council:
            return council, Step(f"{council} acts until the dispute is decided, because {words}", None, law)
    return None, Step("It is not yet known which council must act until the dispute is decided", None, law)


def dispute_refer_by(arose_on: date) -> date:
    """When councils that have not agreed must ask the Secretary of State to decide: SI 2014/2829.

    The council that turns out to be the right one then pays back what the other spent: s41.
    """
    return months_after(arose_on, parameter("residence_dispute_months").on(arose_on))
