"""One made-up person's journey, as far as it has come: each step with the rows and the decision it really leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar
from uuid import uuid5

from goodlives.casework.access.models import User
from goodlives.casework.assessments import models as assessments
from goodlives.casework.carers.models import CareGiven
from goodlives.casework.decisions.models import Decision, Kind, Telling
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.requests import actions as requesting
from goodlives.casework.requests.models import RequestForSupport, Response, State, Urgency
from goodlives.rules import carers_eligibility, eligibility
from goodlives.rules.charging import Circumstances
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded
from goodlives.rules.version import rule_version
from goodlives.rules.wellbeing import Wellbeing
from goodlives.rules.what_would_change_eligibility import Needs, what_would_change_it
from goodlives.rules.what_would_change_eligibility import conclusion as conclusion_of

from . import words
from .people import Drawn, made_up_id
from .rows import Rows
from .staff import Staff

TOOK_PART = "You talked with us at home, with somebody you chose beside you."


T = TypeVar("T")


def sure(value: T | None) -> T:
    """What is known by now, because an earlier step made it."""
    if value is None:
        raise LookupError("This step came before the one that makes it.")
    return value


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour, 15), tzinfo=UTC)


@dataclass
class Journey:
    """What has happened to one person so far. `day` moves on with each step, and never past `today`."""

    rows: Rows
    rng: Random
    staff: Staff
    drawn: Drawn
    day: date
    today: date
    worker: User
    carer_of: Drawn | None = None
    member: CircleMember | None = None
    assessed: assessments.Assessment | None = None
    outcomes: list[str] = field(default_factory=list)
    ways: dict[str, list[bool | None]] = field(default_factory=dict)
    domains: dict[Domain, HelpNeeded] = field(default_factory=dict)
    family_gives: dict[Domain, CarerSupport] = field(default_factory=dict)
    told: Circumstances | None = None

    @property
    def person(self) -> Person:
        return self.drawn.person

    @property
    def assessment(self) -> assessments.Assessment:
        """Their assessment, once they have had one."""
        return sure(self.assessed)

    @property
    def given(self) -> Circumstances:
        """What they have and pay for, once it has been worked out."""
        return sure(self.told)

    def later(self, least: int, most: int) -> date:
        """Move on by some days."""
        self.day = min(self.day + timedelta(days=self.rng.randint(least, most)), self.today)
        return self.day

    def decide(self, kind: str, summary: str, **more) -> Decision:
        """A decision on this day, and that the person was told."""
        worked_out = more.get("steps") or more.get("conditions")
        decision = Decision(
            id=made_up_id(self.rng), person=self.person, kind=kind, summary=summary, decided_on=self.day,
            rule_version=rule_version() if worked_out else "",
            decided_by=more.pop("by", self.worker), recorded_at=at(self.day, 15),
            participation=more.pop("participation", TOOK_PART), **more,
        )  # fmt: skip
        telling = Telling(
            id=made_up_id(self.rng), decision=decision, told_on=self.day, how=Telling.How.LETTER,
            told_by=decision.decided_by,
        )  # fmt: skip
        self.rows.add(decision, telling)
        return decision

    # --- Ask and respond ---

    def ask(self) -> RequestForSupport:
        person, carer = self.person, self.carer_of is not None
        about = RequestForSupport.About
        somebody_else = not carer and self.rng.random() < 0.3
        request = RequestForSupport(
            id=made_up_id(self.rng), reference=_reference(self.rng), asked_at=at(self.day, self.rng.randint(8, 18)),
            about=about.MYSELF_AS_CARER if carer else about.SOMEBODY_ELSE if somebody_else else about.MYSELF,
            words=self.drawn.says, what_would_help=self.rng.choice(words.WANTED),
            urgency=self.rng.choices(Urgency.values, weights=(4, 22, 48, 26))[0],
            given_name=person.given_name, family_name=person.family_name, born_on=person.born_on,
            address=person.address, postcode=person.postcode, phone=person.phone,
            asker_name=f"Chris {person.family_name}" if somebody_else else "",
            asker_relationship="Son or daughter" if somebody_else else "", person_knows=True if somebody_else else None,
            changed_at=at(self.day),
        )  # fmt: skip
        self.rows.add(request)
        return request

    def respond(self, request: RequestForSupport, what: str, message: str) -> None:
        self.rows.add(self.person)
        request.state, request.person = State.RESPONDED, self.person
        decision = self.decide(
            Kind.REQUEST, str(requesting.IN_A_SENTENCE[Response.What(what)]), reasons=f"You told us: {request.words}",
            participation="You, or somebody for you, asked for help. We used the words you gave us.",
            next_steps=message, laws=requesting.WHY_BY_LAW[Response.What(what)],
            facts={"request": request.reference, "words": request.words},
        )  # fmt: skip
        self.rows.add(
            Response(
                request=request, what=what, message=message, responded_on=self.day, responded_by=self.worker,
                decision=decision,
            )
        )  # fmt: skip

    # --- Who is around them ---

    def circle(self) -> None:
        relationship = CircleMember.Relationship
        for kind, does, hours in (
            (relationship.CHILD, "Shops and does the garden", 5),
            (relationship.NEIGHBOUR, "Looks in every evening", 2),
        ):
            if self.rng.random() < 0.5:
                name = f"{self.rng.choice(words.FRIENDS)} {self.rng.choice(words.FRIENDS_FAMILY_NAMES)}"
                self._member(name, kind, does, hours)

    def _member(self, name: str, kind: str, does: str, hours: int, member: Person | None = None) -> CircleMember:
        willing = self.rng.choices((True, None, False), weights=(7, 2, 1))[0]
        row = CircleMember(
            id=made_up_id(self.rng), person=self.person, member=member, name=name, relationship=kind, does=does,
            hours_a_week=hours, willing=willing, able=willing, agreed_on=self._said_yes_on if willing else None,
            agreed_until=self._yes_until if willing else None,
            lives_with_person=member is not None, in_an_emergency=self.rng.random() < 0.5, changed_at=at(self.day),
        )  # fmt: skip
        self.rows.add(row)
        if willing:
            self._says_yes_to(row, does, hours_a_week=hours)
        return row

    @property
    def _said_yes_on(self) -> date:
        """Asked again each year, the last time not long ago."""
        return max(self.day, self.today - timedelta(days=100))

    @property
    def _yes_until(self) -> date:
        return self._said_yes_on + timedelta(days=365)

    def _says_yes_to(self, member: CircleMember, what: str, **known) -> None:
        """In their own words. The number of the row follows from the member's, so that nothing else is drawn anew."""
        self.rows.add(
            CareGiven(
                id=uuid5(member.pk, what), circle_member=member, what=what, agreed_on=self._said_yes_on,
                until=self._yes_until, said_by=CareGiven.SaidBy.TOLD_US, told_how="At home, with Ann there",
                changed_at=at(self.day), **known,
            )
        )  # fmt: skip

    def cared_for_by(self, carer: Person) -> None:
        """Their carer is in their circle, and has a record of their own."""
        self.member = self._member(
            carer.name, CircleMember.Relationship.PARTNER, "Is there day and night, helps with everything", 40, carer
        )

    # --- Assess and decide ---

    def assess(self, *, share_known: float, state: str, by_person: bool = False) -> assessments.Assessment:
        """An assessment in which this share of the answers is known; the rest is not yet known."""
        carer = self.carer_of is not None
        rng, state_of = self.rng, assessments.State
        method = assessments.Assessment.Method
        known = lambda: rng.random() < share_known  # noqa: E731
        self.assessed = assessments.Assessment(
            id=made_up_id(rng), person=self.person, kind="carer" if carer else "adult", state=state,
            method=method.SUPPORTED_SELF_ASSESSMENT if by_person
            else rng.choice([method.FACE_TO_FACE, method.PHONE_OR_ONLINE]),
            started_on=self.day, assessor=None if by_person else self.worker, own_words=self.drawn.says,
            outcomes_wanted=rng.choice(words.WANTED), good_at=rng.choice(words.GOOD_AT) if known() else "",
            gives=rng.choice(words.GIVES) if known() else "", who_took_part="The person, and somebody they chose",
            needs_arise=True if known() else None, significant_impact=True if known() else None,
            cared_for=self.carer_of.person if self.carer_of else None,
            hours_caring=rng.choice((12, 25, 40, 60, 100)) if carer else None,
            willing_to_care=True if carer else None, able_to_care=True if carer else None,
            health_deteriorating=rng.random() < 0.6 if carer and known() else None, changed_at=at(self.day),
        )  # fmt: skip
        self.rows.add(self.assessment)
        not_eligible = state == state_of.DECIDED and share_known == 1 and rng.random() < 0.12
        self._outcomes(known, needs=0 if not_eligible else rng.randint(2, 5))
        for area in Wellbeing:
            if known():
                affected = rng.random() < 0.45
                self.rows.add(assessments.WellbeingArea(assessment=self.assessment, area=area, affected=affected))
        if not carer:
            self._help_needed(known)
        return self.assessment

    def _outcomes(self, known, needs: int) -> None:
        carer = self.carer_of is not None
        all_of_them = list(carers_eligibility.CarerOutcome if carer else eligibility.Outcome)
        if needs == 0 and carer:
            self.assessment.health_deteriorating = False
        self.outcomes = [outcome.value for outcome in self.rng.sample(all_of_them, needs)]
        for outcome in all_of_them:
            if known():
                unable = outcome.value in self.outcomes
                answer = assessments.OutcomeAnswer(
                    assessment=self.assessment, outcome=outcome, needs_help=unable, pain_or_distress=False,
                    danger=unable and self.rng.random() < 0.3, takes_longer=None if carer else False,
                )  # fmt: skip
                self.ways[outcome.value] = answer.ways()
                self.rows.add(answer)

    def _help_needed(self, known) -> None:
        levels = list(HelpNeeded)
        weights = (18, 24, 32, 20, 6) if self.drawn.at_home else (8, 12, 25, 30, 25)
        for domain in Domain:
            if known():
                level = self.rng.choices(levels, weights=weights)[0]
                given = CarerSupport.SOME if self.member and self.rng.random() < 0.4 else CarerSupport.NONE
                self.domains[domain] = level
                if self.member and self.member.willing and given is not CarerSupport.NONE:
                    self.family_gives[domain] = given
                    self._says_yes_to(self.member, f"{domain.words}: some of it", domain=domain, share=given)
                self.rows.add(
                    assessments.HelpWithDomain(
                        assessment=self.assessment, domain=domain, help_needed=level, carer_support=given
                    )
                )

    def decide_eligibility(self) -> bool:
        """Decide by the rule itself. Returns whether needs are eligible."""
        carer, assessment = self.carer_of is not None, self.assessment
        unable = {outcome: outcome in self.outcomes for outcome in assessment.outcomes()}
        needs: Needs
        if carer:
            needs = carers_eligibility.CarerNeeds(
                arise_from_necessary_care=assessment.needs_arise, unable_to_achieve=unable,
                health_deteriorating=assessment.health_deteriorating,
                significant_impact_on_wellbeing=assessment.significant_impact,
            )  # fmt: skip
        else:
            needs = eligibility.AdultNeeds(
                arise_from_impairment_or_illness=assessment.needs_arise, unable_to_achieve=unable,
                significant_impact_on_wellbeing=assessment.significant_impact,
            )  # fmt: skip
        conclusion = conclusion_of(needs)
        self.later(1, 10)
        as_carer = " as a carer" if carer else " for care and support"
        decision = self.decide(
            Kind.CARER_ELIGIBILITY if carer else Kind.ELIGIBILITY,
            f"You {'have' if conclusion.met else 'do not have'} eligible needs{as_carer}.", favourable=conclusion.met,
            reasons="We went through each outcome with you. What you told us, and what we saw, is in your assessment.",
            conditions=[condition.as_json() for condition in conclusion.conditions],
            what_would_change_it=[change.as_json() for change in what_would_change_it(needs)],
            laws=["Care Act 2014 s13", f"SI 2015/313 reg {3 if carer else 2}"], next_steps=words.ADVICE,
            facts={
                "who": "carer" if carer else "adult", "needs_arise": assessment.needs_arise,
                "significant_impact": assessment.significant_impact,
                "unable_to_achieve": {outcome.value: met for outcome, met in unable.items()}, "ways": self.ways,
            } | ({"health_deteriorating": assessment.health_deteriorating} if carer else {}),
        )  # fmt: skip
        assessment.decision, assessment.state = decision, assessments.State.DECIDED
        lately = self.today - self.day < timedelta(days=60)
        assessment.copy_given_on = None if lately and assessment.pk.int % 3 == 0 else self.day  # some are still to go
        return bool(conclusion.met)


def _reference(rng: Random) -> str:
    letters = "".join(rng.choice(requesting.LETTERS) for _ in range(8))
    return f"R-{letters[:4]}-{letters[4:]}"


def hours_for(weekly: int, price: int) -> Decimal:
    """Whole half-hours at this price that come closest to a weekly amount, at least one hour."""
    return max(Decimal(round(weekly / price * 2)) / 2, Decimal(1))
