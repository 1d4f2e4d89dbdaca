"""Taking part and deciding for oneself: two advocates, a no to an assessment, and two looks at one decision each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from goodlives.casework.access.models import Team, User
from goodlives.casework.assessments import refusing
from goodlives.casework.assessments.models import Assessment, State
from goodlives.casework.decisions import actions as decisions
from goodlives.casework.decisions.models import Decision, Kind, Telling
from goodlives.casework.mental_capacity import actions as deciding
from goodlives.casework.mental_capacity.models import About, MentalCapacityAssessment
from goodlives.casework.people.lists import Accommodation, SupportReason
from goodlives.casework.people.models import Person
from goodlives.casework.plans.models import Plan
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.taking_part import actions
from goodlives.casework.taking_part.models import Purpose, TakingPart

from .journeys import at
from .staff import Staff

# Evening help with tablets, for somebody who could not decide it on that day.
TABLETS: dict[str, Any] = {
    "about": About.CARE,
    "decision_to_make": "Whether somebody comes each evening to help you take your tablets.",
    "why_asked": "Twice this month the tablets of a whole week were gone by Wednesday. They said that nobody had told "
    "them what the tablets are for, an hour after the nurse had done so.",
}
COULD_NOT: dict[str, Any] = {
    "own_words": "I have always looked after myself. What tablets?",
    "who_was_asked": "Their doctor, and the nurse who comes on Mondays",
    "helped": True,
    "helped_words": "Two visits in the morning, their best time, in their own kitchen. Short sentences, pictures, and "
    "the box of tablets on the table.",
    "understand": True, "understand_words": "They said that tablets can help you or hurt you.",
    "retain": False,
    "retain_words": "After two minutes they did not know what we had talked about. It was the same on both visits.",
    "use_or_weigh": False, "use_or_weigh_words": "They could not say what may happen if they take too many.",
    "communicate": True, "communicate_words": "They speak clearly, and say what they like and what they do not.",
    "impairment": True, "impairment_words": "A stroke has hurt the part of the brain that remembers: doctor's letter.",
    "because_of_it": True,
    "because_of_it_words": "The doctor says that this comes from the stroke. Nobody puts pressure on them.",
    "more_than_looks": True, "more_than_looks_words": "It rests on what was said on two visits.",
}  # fmt: skip
WHY_NOT = {
    "reasons": "We talked about it twice, in the morning, with pictures. You could not keep in mind what the tablets "
    "are for, and not what happens if you take too many. Your stroke is the reason for that.",
    "participation": "You talked with us twice in your kitchen, and showed us where you keep your tablets.",
}
FOR_THEM: dict[str, Any] = {
    "ways_looked_at": "A box that rings: they turned it off. A phone call: they forgot it at once. Somebody who comes: "
    "they like company, and they stay in their own home.",
    "can_wait": False, "can_wait_words": "The doctor does not think that memory comes back, and too many harm them.",
    "took_part": True,
    "took_part_words": "You chose the evening and not the morning, and you met Kelly over a cup of tea.",
    "wishes": True, "wishes_words": "They want to stay at home, and nobody should be bossy.",
    "beliefs": True, "beliefs_words": "They worked all their life and were never late. They like things done properly.",
    "others_asked": True,
    "others_asked_words": "A neighbour of many years: they were always careful with medicine. The nurse agrees.",
    "less_restrictive": True, "less_restrictive_words": "The box and the phone call were tried first, for two weeks.",
    "more_than_looks": True, "more_than_looks_words": "It rests on what happened, and on what they want.",
    "serious_treatment": False, "long_stay": False, "somebody_unpaid": True, "attorney_or_deputy": False,
    "urgent": False,
}  # fmt: skip
IN_THEIR_BEST_INTERESTS = {
    "what": "Kelly comes each evening and helps you take your tablets. We ask you in three months how it goes.",
    "reasons": "You want to stay in your own home, and too many tablets can put you in hospital. The box that rings "
    "and the phone call did not help. Kelly comes for a short time, and leaves you the rest of your day.",
}

# Hot meals, for somebody who could decide it, though others would choose something else.
MEALS: dict[str, Any] = {
    "about": About.CARE,
    "decision_to_make": "Whether to stop your hot meals, and cook for yourself again.",
    "why_asked": "A pan burned last month, and they could not say how. Their family is worried.",
}
COULD: dict[str, Any] = {
    "own_words": "I know it can go wrong. I would rather have my own soup and a small risk than somebody else's stew.",
    "who_was_asked": "Their family, and the fire officer who came to look at the kitchen",
    "helped": True, "helped_words": "We talked at home, and wrote down what is good and bad about each way.",
    "understand": True, "understand_words": "They told us what they would do if a pan burned again.",
    "retain": True, "retain_words": "A week later they remembered all that we had said.",
    "use_or_weigh": True, "use_or_weigh_words": "They weighed the risk of a fire against food that they do not like.",
    "communicate": True, "communicate_words": "They said it, and said why.",
}  # fmt: skip
WHY = {
    "reasons": "You could say what may go wrong, you remembered it a week later, and you weighed it up. It is your "
    "choice, and others may not share it. With a new smoke alarm and a timer you do it as safely as can be.",
    "participation": "You talked with us twice at home. You asked that your family should not be there.",
}

NO = "No, thank you. I have always managed, and I do not want to go through my whole life with somebody new."
NO_IS_RESPECTED = {
    "reasons": "You told us clearly that you do not want an assessment, and why. We have no reason to doubt that you "
    "can decide this, and nothing says that anybody hurts or neglects you.",
    "participation": "You told us on the phone, and again when we asked you once more.",
}

HARD_TO_REMEMBER = {
    "understanding": False, "retaining": True, "using_or_weighing": False, "communicating": False,
    "difficulty_words": "They forget what was said earlier in the talk. Short visits and a notebook help.",
    "what_helps": "Visits of half an hour, in the morning. Leave it in writing, in large letters.",
}  # fmt: skip
HARD_TO_SAY = {
    "understanding": False, "retaining": False, "using_or_weighing": False, "communicating": True,
    "difficulty_words": "They know what they want. With somebody new the words do not come, and they say yes to all.",
    "what_helps": "One question at a time, and time to wait. Cards with pictures.",
}  # fmt: skip
AN_ADVOCATE = {"advocate": "Grace Mbeki", "advocate_from": "Speak Up Wrenford"}
NOBODY_YET = {"advocate": "", "advocate_from": "Speak Up Wrenford"}


def write_down(staff: Staff, on: date) -> None:
    """People who do not sign in, those of the first team before others; each only where there is somebody."""
    first = staff.teams[0]
    _advocates(first, on)
    for person in _only_advised(first)[:1]:
        _says_no(person, on)
    for look_at, person in zip((_could_not_decide, _could_decide), _with_a_plan_at_home(first)[:2], strict=False):
        look_at(person, on)


def _of_the_first_team_first(people: QuerySet, team: Team, *then: Any) -> QuerySet[Person]:
    elsewhere = Case(When(team=team, then=Value(0)), default=Value(1))
    known = people.filter(user=None, died_on=None, allocated_to__isnull=False).select_related("allocated_to")
    return known.order_by(elsewhere, *then, "council_number")


def _at_home() -> QuerySet[Person]:
    return Person.objects.exclude(accommodation__in=(Accommodation.CARE_HOME, Accommodation.NURSING_HOME))


def _forgets() -> Case:
    return Case(When(support_reason=SupportReason.MEMORY, then=Value(1)), default=Value(0))


def _worker(person: Person) -> User:
    if person.allocated_to is None:
        raise LookupError("Only those with a named worker are chosen here.")
    return person.allocated_to


def _told(decision: Decision) -> None:
    decisions.tell(decision, how=Telling.How.LETTER, by=decision.decided_by, on=decision.decided_on)


# --- Taking part ---


def _advocates(team: Team, on: date) -> None:
    """One who has met their advocate, and one whose advocate has been asked for, in an assessment that goes on."""
    going_on = Assessment.objects.filter(
        state=State.IN_PROGRESS, kind=Assessment.Kind.ADULT, started_on__lte=on - timedelta(days=7)
    )
    found = _of_the_first_team_first(Person.objects.filter(pk__in=going_on.values("person")), team)[:2]
    for (hard, who), person in zip(((HARD_TO_REMEMBER, AN_ADVOCATE), (HARD_TO_SAY, NOBODY_YET)), found, strict=False):
        _needs_an_advocate(person, hard, who, on)


def _needs_an_advocate(person: Person, hard: dict[str, Any], who: dict[str, str], on: date) -> None:
    worker, day = _worker(person), on - timedelta(days=6)
    member = person.circle.current().first()
    there_is: dict[str, Any] = {"somebody": TakingPart.Somebody.NOBODY}
    why = "There is nobody close to you who could do this."
    if member:
        there_is = {
            "somebody": TakingPart.Somebody.YES, "member": member, "suitable": True, "paid": False,
            "able_to_agree": True, "agrees": False,
        }  # fmt: skip
        why = f"You do not want {member.known_as} to speak up for you, and that is for you to say."
    one = actions.write(
        person, Purpose.ASSESSMENT, interpreter_needed=False, **hard, **there_is, by=worker, at=at(day), revision=1
    )
    _told(
        actions.decide_advocate(
            one, reasons=f"Without help it is very hard for you to take part in your assessment. {why}",
            participation="We asked you at home what makes it hard, and whom you trust.",
            by=worker, on=day, at=at(day, 14),
        )
    )  # fmt: skip
    met_on = on - timedelta(days=2) if who["advocate"] else None
    actions.arrange_advocate(
        one, asked_on=day, met_on=met_on, **who, by=worker, at=at(met_on or day, 16), revision=one.revision
    )


# --- A no to an assessment ---


def _only_advised(team: Team) -> QuerySet[Person]:
    """Those at home who asked for help, were given advice, and never had an assessment; with a bad memory last."""
    asked = Decision.objects.filter(kind=Kind.REQUEST)
    never_assessed = _at_home().filter(pk__in=asked.values("person"), assessments=None)
    return _of_the_first_team_first(never_assessed, team, _forgets().asc())


def _says_no(person: Person, on: date) -> None:
    worker, answered_on = _worker(person), person.decisions.latest("decided_on").decided_on
    said_on = min(answered_on + timedelta(days=2), on)
    decided_on = min(said_on + timedelta(days=7), on)
    refusal = refusing.refuse(
        person, kind=Assessment.Kind.ADULT, own_words=NO, by=worker, on=said_on, at=at(said_on, 11)
    )
    refusing.look_at(
        refusal, capacity_doubted=False, abuse_or_neglect=False,
        abuse_or_neglect_words="They see friends each week, and say that nobody frightens them.",
        by=worker, at=at(decided_on, 12), revision=refusal.revision,
    )  # fmt: skip
    _told(refusing.decide_refusal(refusal, **NO_IS_RESPECTED, by=worker, on=decided_on, at=at(decided_on, 13)))


# --- Deciding for oneself ---


def _with_a_plan_at_home(team: Team) -> QuerySet[Person]:
    """Adults who have had a plan for a while, with nobody who may decide for them; with a bad memory first."""
    plans = Plan.objects.filter(state=PlanState.AGREED, assessment__kind=Assessment.Kind.ADULT)
    with_a_plan = _at_home().filter(pk__in=plans.values("person"), representations=None)
    return _of_the_first_team_first(with_a_plan, team, _forgets().desc())


def _looked_at(
    person: Person, about: dict[str, Any], found: dict[str, Any], why: dict[str, str], day: date
) -> MentalCapacityAssessment:
    """One decision on one day, concluded the day after."""
    worker, after = _worker(person), day + timedelta(days=1)
    record = deciding.begin(person, **about, looked_at_on=day, by=worker, at=at(day))
    deciding.write(record, **found, by=worker, at=at(day, 15), revision=record.revision)
    _told(deciding.conclude(record, **why, by=worker, on=after, at=at(after)))
    return record


def _could_not_decide(person: Person, on: date) -> None:
    """So it is decided for them, in their best interests: this, and nothing else."""
    worker, day = _worker(person), on - timedelta(days=12)
    one = deciding.begin_best_interests(
        _looked_at(person, TABLETS, COULD_NOT, WHY_NOT, on - timedelta(days=19)), by=worker, at=at(day)
    )
    deciding.write(one, **FOR_THEM, by=worker, at=at(day, 11), revision=one.revision)
    _told(deciding.decide_in_best_interests(one, **IN_THEIR_BEST_INTERESTS, by=worker, on=day, at=at(day, 12)))


def _could_decide(person: Person, on: date) -> None:
    _looked_at(person, MEALS, COULD, WHY, on - timedelta(days=30))
