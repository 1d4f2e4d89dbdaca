"""Which questions of an assessment a known fact answers already, with its source and day: they are not asked again.

What somebody else said of the person never answers for them; it is shown beside the question instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goodlives.casework.about_me.models import Heading, Offer, Part
from goodlives.casework.assessments.models import Asked, Assessment, PreparedWords
from goodlives.casework.people.models import CircleMember
from goodlives.exchange.translated import translated
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded

from ..design.environment import day
from ..design.environment import known as in_words
from . import known
from .known import Known
from .plain_words import OF_DOMAIN
from .voice import Voice

# What may be carried over from the last assessment, to be said still to be right. Life "now" is asked anew.
CARRIED_OVER = ("good_at", "gives", "around_them", "outcomes_wanted", "good_and_bad_days")


class Facts:
    """What is known that answers a question of one assessment, for one reader, by the name of its field."""

    def __init__(self, assessment: Assessment, voice: Voice, on: date) -> None:
        self.assessment, self.person, self.voice, self.on = assessment, assessment.person, voice, on
        self.circle = known.circle_of(self.person)

    def all(self) -> dict[str, Known]:
        """One fact a field: the person's own and newest words first."""
        facts: dict[str, Known] = {}
        sources = [self._prepared, self._about_me, self._offers, self._circle, self._request, self._earlier]
        sources += [self._care_given] if self.assessment.is_for_carer else [self._help_needed]
        for source in sources:
            for name, fact in source():
                facts.setdefault(name, fact)
        return facts

    def _said(self, you: str, they: str, on: date | datetime | None) -> str:
        if isinstance(on, datetime):
            on = timezone.localtime(on).date()
        return self.voice.say(you, they, day=day(on))

    def _prepared(self) -> Iterator[tuple[str, Known]]:
        for row in PreparedWords.objects.filter(assessment=self.assessment).newest():
            if row.words and row.question != Asked.VISIT:
                source = self._said(
                    _("You wrote before our talk, on {day}"), _("{name} wrote before the visit, on {day}"), row.at
                )
                yield row.question, Known(source, row.words, row.words)

    def _about_me(self) -> Iterator[tuple[str, Known]]:
        part = Part.objects.filter(person=self.person, heading=Heading.PEOPLE).first()
        if part is not None:
            part.person = self.person
            if part.is_their_own:
                source = self._said(_("You wrote in About me, on {day}"), _("{name} wrote in About me, on {day}"),
                                    part.changed_at)  # fmt: skip
                yield "around_them", Known(source, part.words, part.words)

    def _offers(self) -> Iterator[tuple[str, Known]]:
        offers = list(Offer.objects.filter(person=self.person).current())
        for name, kind in (("good_at", Offer.Kind.SKILL), ("gives", Offer.Kind.ROLE)):
            said = [offer for offer in offers if offer.kind == kind]
            if said:
                last = max((offer.changed_at for offer in said if offer.changed_at), default=None)
                source = self._said(
                    _("You wrote in What I give, on {day}"), _("{name} wrote in What I give, on {day}"), last
                )
                words = "; ".join(offer.words for offer in said)
                yield name, Known(source, words, words)

    def _circle(self) -> Iterator[tuple[str, Known]]:
        if not self.circle:
            return
        last = max((member.changed_at for member in self.circle if member.changed_at), default=None)
        if last is None:
            source = self.voice.say(_("In your circle of support"), _("In {name}'s circle of support"))
        else:
            source = self._said(
                _("In your circle of support, on {day}"), _("In {name}'s circle of support, on {day}"), last
            )
        each = [
            f"{member.name}, {member.get_relationship_display().lower()}" + (f": {member.does}" if member.does else "")
            for member in self.circle
        ]
        words = "\n".join(each)
        yield "around_them", Known(source, words, words)

    def _request(self) -> Iterator[tuple[str, Known]]:
        asked = self.assessment.request
        for name, words in known.own_words(asked).items():
            if words and asked is not None:
                source = self._said(_("You told us on {day}"), _("{name} told us on {day}"), asked.asked_at)
                yield name, Known(source, words, words)

    def _earlier(self) -> Iterator[tuple[str, Known]]:
        earlier = known.earlier_assessment(self.person, self.assessment.kind, self.assessment)
        if earlier is None or earlier.decision is None:
            return
        source = _("In the assessment decided on %(day)s") % {"day": day(earlier.decision.decided_on)}
        for name in CARRIED_OVER:
            if words := getattr(earlier, name):
                yield name, Known(source, words, words)
        if earlier.needs_arise:  # a "no" is asked anew: it may have changed
            yield "needs_arise", Known(source, in_words(True), True)

    def _care_given(self) -> Iterator[tuple[str, Known]]:
        """What the carer has agreed to in the circle of the person they care for."""
        said = CircleMember.objects.current().filter(member=self.person, person=self.assessment.cared_for_id).first()
        if said is None or said.agreed_on is None:
            return
        source = self._said(_("You agreed on {day}"), _("{name} agreed on {day}"), said.agreed_on)
        for name, value in (("willing_to_care", said.willing), ("able_to_care", said.able)):
            if value is not None:
                yield name, Known(source, in_words(value), value)
        if said.hours_a_week is not None:
            yield "hours_caring", Known(source, str(said.hours_a_week), said.hours_a_week)

    def _help_needed(self) -> Iterator[tuple[str, Known]]:
        """No help where everything is managed, and none from family where nobody has agreed to any."""
        unable = {outcome.value: answer for outcome, answer in self.assessment.unable_to_achieve().items()}
        managed = self._said(_("From How each day goes, on {day}"), _("From How each day goes, on {day}"),
                             self.assessment.changed_at)  # fmt: skip
        nobody = not any(member.counts_towards_care(self.on) for member in self.circle)
        for domain in Domain:
            outcomes = OF_DOMAIN[domain]
            if outcomes and all(unable[outcome] is False for outcome in outcomes):
                words = capfirst(translated(HelpNeeded.NONE.words))
                yield f"{domain.value}_help_needed", Known(managed, words, HelpNeeded.NONE.value)
            if nobody:
                source = self.voice.say(
                    _("In your circle of support nobody has agreed to this yet"),
                    _("In {name}'s circle of support nobody has agreed to this yet"),
                )
                words = capfirst(translated(CarerSupport.NONE.words))
                yield f"{domain.value}_carer_support", Known(source, words, CarerSupport.NONE.value)
