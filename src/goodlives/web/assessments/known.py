"""What is already known about the person, with where it comes from, so that nobody has to say it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from goodlives.casework.asked_once import of_one
from goodlives.casework.assessments.models import Assessment, State
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.requests.models import RequestForSupport, Response

from ..design.environment import day
from .voice import Voice


@dataclass(frozen=True)
class Known:
    """Words we hold, who said them and when. `answer` is what they come to, where they answer a question."""

    source: str
    words: str
    answer: Any = None


def own_words(asked: RequestForSupport | None) -> dict[str, str]:
    """What the person said when they asked. What somebody else said for them is never put in their mouth."""
    if asked is None or asked.about == RequestForSupport.About.SOMEBODY_ELSE:
        return {}
    return {"own_words": asked.words, "what_could_help": asked.what_would_help}


def from_request(asked: RequestForSupport | None, voice: Voice) -> list[Known]:
    if asked is None:
        return []
    on = day(timezone.localtime(asked.asked_at).date())
    if asked.about == RequestForSupport.About.SOMEBODY_ELSE:
        who = asked.asker_name or _("Somebody")
        if asked.asker_relationship:
            who = f"{who} ({asked.asker_relationship})"
        source = _("%(who)s told us on %(day)s") % {"who": who, "day": on}
    else:
        source = voice.say(_("You told us on {day}"), _("{name} told us on {day}"), day=on)
    words = [asked.words, *([asked.what_would_help] if asked.what_would_help else [])]
    return [Known(source, text) for text in words]


def about_contact(person: Person, voice: Voice) -> list[Known]:
    recorded = voice.say(_("On your record: "), _("On {name}'s record: "))
    known = []
    if person.communication_needs:
        known.append(Known(recorded + _("how to communicate"), person.communication_needs))
    if person.language:
        known.append(Known(recorded + _("language"), person.language))
    return known


circle = of_one(lambda person: CircleMember.objects.current().filter(person=person).order_by("name"))


def circle_of(person: Person) -> list[CircleMember]:
    return circle(person.pk)


def earlier_assessment(person: Person, kind: str, before: Assessment | None = None) -> Assessment | None:
    """The last one of this kind that was decided."""
    decided = person.assessments.filter(kind=kind, state=State.DECIDED).select_related("decision")
    if before is not None:
        decided = decided.exclude(pk=before.pk).filter(started_on__lte=before.started_on)
    return decided.order_by("-decision__decided_on").first()


def said_before(earlier: Assessment | None, fields: list[str]) -> list[Known]:
    """The same questions, as they were answered in the last assessment."""
    if earlier is None or earlier.decision is None:
        return []
    source = _("In the assessment decided on %(day)s") % {"day": day(earlier.decision.decided_on)}
    return [Known(source, words) for name in fields if isinstance(words := getattr(earlier, name, None), str) and words]


def kind_wanted(asked: RequestForSupport | None) -> str:
    """Which assessment a request leads to: as it was answered, or else as it was asked."""
    if asked is None:
        return Assessment.Kind.ADULT
    answered: Response | None = getattr(asked, "response", None)
    if answered is not None and answered.what in (Response.What.ASSESSMENT, Response.What.CARERS_ASSESSMENT):
        carers = answered.what == Response.What.CARERS_ASSESSMENT
    else:
        carers = asked.about == RequestForSupport.About.MYSELF_AS_CARER
    return Assessment.Kind.CARER if carers else Assessment.Kind.ADULT


def latest_request(person: Person, reference: str = "") -> RequestForSupport | None:
    """The request named, if it is this person's; otherwise their latest."""
    asked = person.requests.select_related("response").order_by("-asked_at")
    return (asked.filter(reference=reference).first() if reference else None) or asked.first()
