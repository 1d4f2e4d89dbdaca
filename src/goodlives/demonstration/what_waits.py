"""What waits for those who work here: a few of each kind for every team, by the actions that the pages use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef

from goodlives.casework.about_me import actions as about_me
from goodlives.casework.about_me.models import Offer
from goodlives.casework.access.models import Team, User
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.carers import actions as carers
from goodlives.casework.carers import asking
from goodlives.casework.carers.models import CareGiven, SupportAsked
from goodlives.casework.communication import actions as communication
from goodlives.casework.communication.models import Format
from goodlives.casework.decisions import actions as decisions
from goodlives.casework.decisions.models import Decision, Kind, Route
from goodlives.casework.finances import actions as finances
from goodlives.casework.finances.models import Change, FinancialAssessment
from goodlives.casework.payments import actions as payments
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.models import Plan
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.reviews import care_stopped
from goodlives.casework.upratings import actions as upratings
from goodlives.rules.carers_strain import Asked
from goodlives.rules.parameters import rates_year
from goodlives.rules.uprating import begins

from .communication import hold_what_cannot_go
from .staff import Staff, has_an_account

A_WEEK = timedelta(days=7)
# What is questioned, how, how many days ago, and in which words: those of somebody in each team.
QUESTIONS = (
    (Kind.CHARGE, Route.AGAIN, 12, (
        "I spend £31 a week on heating, because I am always cold. I cannot find it here.",
        "You count the savings that my brother and I have together as all mine.",
        "I pay a neighbour to do my garden. She is paid because I cannot dig. Why is it not in the sum?",
        "My pension is less than what you wrote. I have the letter here.",
    )),
    (Kind.ELIGIBILITY, Route.ASK, 4, (
        "You say that I manage the stairs. I do, and then I lie down. Does it count?",
        "What is the difference between what I need and what is an eligible need?",
        "My daughter says that bad days count as well as good ones. Did you ask about those?",
        "Which page says what I told you about my eyes?",
    )),
    (Kind.PERSONAL_BUDGET, Route.COMPLAINT, 2, (
        "Nobody asked my sister what she can do. What if she is ill?",
        "I was told one sum on the phone, and the letter says another.",
        "The agency I want costs more than this, and the one you name does not come to my village.",
        "I asked for the plan in large print twice, and agreed to it without having read it.",
    )),
)  # fmt: skip
CHANGES = (
    ((Change.BENEFIT, 9, "My Attendance Allowance went up to the higher rate."),
     (Change.HOUSING, 3, "My rent went up by £11 a week.")),
    ((Change.CAPITAL, 11, "I sold the car for £2,400."),
     (Change.DISABILITY, 5, "I now pay for a taxi to the clinic each Tuesday: £18.")),
    ((Change.BENEFIT, 6, "Universal Credit have stopped my money for two weeks."),
     (Change.PARTNER, 2, "My wife has moved to her sister. I am on my own now.")),
    ((Change.DISABILITY, 8, "The washing machine runs every day now. My electric bill has doubled."),
     (Change.OTHER, 1, "My grandson has moved in with me.")),
)  # fmt: skip
WANTED_FROM_US = (
    (SupportAsked.What.BREAK, 3, "A weekend would do. I have not slept through since the spring."),
    (SupportAsked.What.TALK, 1, "I would rather talk than write."),
)
HOW_CARING_GOES: dict[str, int | None] = {
    Asked.HOURS: 4, Asked.SLEEP: 2, Asked.OWN_TIME: 2, Asked.HEALTH: 1, Asked.WORN_OUT: 2, Asked.BACKED_UP: 2,
    Asked.MORE_NEEDED: 1,
}  # fmt: skip


def write_down(staff: Staff, on: date) -> None:
    """Each team has some of everything, so that nobody who works in one opens an empty list."""
    for number, team in enumerate(staff.teams):
        worker = next(one for one in staff.social_workers if one.team_id == team.pk)
        _questions(team, number, worker, on)
        _money(team, number, worker, on)
        _carers(team, worker, on)
        _care(team, worker, on)
        _letter_and_meeting(team, number, worker, on)
    newest = begins(int(rates_year(on)[:4]))
    upratings.prepare(newest, by=staff.service_manager, at=_at(on - A_WEEK))


def _questions(team: Team, number: int, worker: User, on: date) -> None:
    """Staff write down what somebody says who cannot sign in."""
    for kind, route, days, words in QUESTIONS:
        asked_on = on - timedelta(days=days)
        theirs = Decision.objects.current().filter(kind=kind, person__team=team, person__user=None, questions=None)
        lately = asked_on - timedelta(days=300), asked_on - timedelta(days=1)
        if decision := theirs.filter(decided_on__range=lately).order_by("-decided_on", "pk").first():
            decisions.question(decision, words=words[number], route=route, by=worker, on=asked_on)


def _money(team: Team, number: int, worker: User, on: date) -> None:
    """Changes that finance looks at, and direct payments that somebody would like."""
    charged = FinancialAssessment.objects.filter(state=FinancialAssessment.State.DECIDED)
    people = _people(team).filter(Exists(charged.filter(person=OuterRef("pk"))), reported_changes=None)
    for (what, days, words), person in zip(CHANGES[number], people, strict=False):
        told_on = on - timedelta(days=days)
        finances.report_change(person, what=what, words=words, happened_on=told_on - A_WEEK, by=worker, on=told_on)
    bought = Plan.objects.filter(state=PlanState.AGREED, assessment__kind="adult", direct_payments=None)
    bought = bought.filter(goals__ways__by="money", person__in=_people(team), agreed_on__lt=on - A_WEEK)
    for plan in bought.distinct().order_by("-agreed_on", "pk")[:2]:
        payments.ask_for(plan, by=worker, on=on - A_WEEK, at=_at(on - A_WEEK))


def _carers(team: Team, worker: User, on: date) -> None:
    """Two carers with a sign-in of their own were asked how caring goes, and would like something."""
    cares = Assessment.objects.filter(person=OuterRef("pk"), kind=Assessment.Kind.CARER)
    people = Person.objects.filter(Exists(cares), team=team, user=None, died_on=None).order_by("council_number")
    for (what, days, words), carer in zip(WANTED_FROM_US, people, strict=False):
        user, day = has_an_account(carer), on - timedelta(days=days)
        asking.begin_asking(carer, by=user, on=day, at=_at(day))
        said = asking.say_how_caring_goes(carer, HOW_CARING_GOES, own_words=words, by=user, on=day, at=_at(day))
        asking.show_to_council(said, show=True, by=user, on=day, at=_at(day))
        asking.ask_for_support(carer, what=what, words=words, by=user, on=day, at=_at(day))


def _care(team: Team, worker: User, on: date) -> None:
    """Somebody who helped stops, so that a need is to be met again; and somebody's yes ran out unnoticed."""
    told_how = "They phoned on Monday"
    given = CareGiven.objects.current(on).exclude(domain="")
    given = given.filter(circle_member__person__team=team, circle_member__person__user=None)
    care = (
        given.select_related("circle_member__member").order_by("circle_member__person__council_number", "what").first()
    )
    if care:
        care_stopped.stop_care(
            care, why="My own back has gone. I cannot lift any more.", person_may_know=True, told_how=told_how,
            by=worker, on=on, at=_at(on),
        )  # fmt: skip
    unsaid = CircleMember.objects.current().filter(member=None, willing=None, person__in=_people(team))
    for member in unsaid.order_by("person__council_number")[:2]:
        began = on - timedelta(days=190)
        carers.agree_to_care(
            member, what="Sits with them on Thursdays", hours_a_week=3, until=on - A_WEEK, told_how=told_how,
            by=worker, on=began, at=_at(began),
        )  # fmt: skip


def _letter_and_meeting(team: Team, number: int, worker: User, on: date) -> None:
    """A letter that waits until it is spoken on to a disc, and somebody who would like to meet somebody."""
    people = list(_people(team).filter(how_to_communicate=None, decisions__isnull=False).distinct()[:2])
    for person in people[:1]:
        communication.record_needs(
            person,
            by=worker,
            at=_at(on),
            revision=0,
            may_be_shared=True,
            format=Format.AUDIO,
            ask_again_on=on + 52 * A_WEEK,
        )
        hold_what_cannot_go(person, worker, on, _at(on))
    offers = list(Offer.objects.filter(shared_until__gte=on).exclude(person__in=people).order_by("words"))
    for person in people[1:]:
        for offer in offers[number : number + 1]:
            about_me.ask_to_meet(
                person, offer.pk, about=offer.words, message="I would like to learn. I am free on most afternoons.",
                by=worker, on=on - A_WEEK, at=_at(on - A_WEEK),
            )  # fmt: skip


def _people(team: Team):
    """Who has a plan in force and does not sign in, the longest known first."""
    plans = Plan.objects.filter(person=OuterRef("pk"), state=PlanState.AGREED, assessment__kind="adult")
    return Person.objects.filter(Exists(plans), team=team, user=None, died_on=None).order_by("council_number")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(11, 5), tzinfo=UTC)
