"""Young people on the way to 18, at each step: not begun, being looked at, decided, assessed, and soon an adult."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from goodlives.casework.access.models import User
from goodlives.casework.assessments import actions as assessments
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions import actions as decisions
from goodlives.casework.decisions.models import Telling
from goodlives.casework.people import actions as people
from goodlives.casework.people.lists import Accommodation, Ethnicity, Gender, SupportReason
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.transition import actions
from goodlives.casework.transition.models import Transition
from goodlives.rules.calendar import months_after

from .journeys import at
from .people import nhs_number
from .staff import Staff

ONE_IN = 10
"""At most one in so many people is young: a small council has fewer of them, and the smallest has none."""

AGREES = {
    "likely_needs": True, "benefit": True, "able_to_consent": True, "consents": True, "abuse_or_neglect": False,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Young:
    """Somebody of 16 or 17, and how far it has come. Each number of days is before today; None: not yet."""

    given_name: str
    family_name: str
    gender: Gender
    ethnicity: Ethnicity
    support_reason: SupportReason
    address: str
    postcode: str
    accommodation: Accommodation = Accommodation.WITH_FAMILY
    worker: int
    days_to_18: int
    close: dict[str, Any]
    who: Transition.Who = Transition.Who.CHILD
    begun: int | None = None
    known: dict[str, Any] = field(default_factory=dict)
    decided: int | None = None
    said: dict[str, str] = field(default_factory=dict)
    assessed: int | None = None
    found: str = ""
    as_an_adult: int | None = None


PARENT, OTHER_FAMILY = CircleMember.Relationship.PARENT, CircleMember.Relationship.OTHER_FAMILY

# The first are made in the smallest councils, too. `worker` is a place in the list of social workers.
YOUNG = (
    Young(
        given_name="Callum", family_name="Pearce", gender=Gender.MALE, ethnicity=Ethnicity.WHITE_BRITISH,
        support_reason=SupportReason.LEARNING_DISABILITY, address="31 Orchard Close, Wrenford", postcode="WX1 4BP",
        worker=0, days_to_18=33, begun=260, decided=235, assessed=120, as_an_adult=9,
        close={"name": "Joanne Pearce", "relationship": PARENT, "does": "Is there every day, and does his washing"},
        known=AGREES | {
            "own_words": "I want to work with dogs. I want to share a flat with Josh from school, not stay with Mum "
            "for ever. I need somebody to help me with money.",
            "likely_needs_words": "Help with money, cooking, and getting to places that are new to him.",
            "benefit_words": "He leaves school soon after he turns 18, and wants to know what comes next.",
            "had_childrens_services": True,
            "childrens_services": "A weekend away with other young people once a month, and a taxi to school.",
        },
        said={
            "reasons": "You leave school soon after you turn 18. You will still need help with money, with cooking and "
            "with new places. If we plan now, you and Josh can look for a flat in good time.",
            "participation": "You, your mum and Sam met three times at school. You drew the flat that you want.",
            "advice": "Ask at school about the work days at the farm.",
        },
        found="Callum can wash, dress and make a sandwich. He needs somebody with him to cook a hot meal, to pay for "
        "things and to go anywhere new. These needs are likely to be eligible after 18.",
    ),
    Young(
        given_name="Maisie", family_name="Holt", gender=Gender.FEMALE, ethnicity=Ethnicity.WHITE_BRITISH,
        support_reason=SupportReason.MENTAL_HEALTH, address="8 Castle Street, Wrenford", postcode="WX1 7DR",
        worker=0, days_to_18=75, begun=20,
        close={"name": "Brenda Holt", "relationship": OTHER_FAMILY, "does": "Her gran: Maisie lives with her"},
        known={
            "own_words": "I do not want to start again with new people who ask me the same things.",
            "likely_needs": True, "likely_needs_words": "Some weeks she does not leave her room or eat much.",
            "benefit": True, "benefit_words": "Her worker at the young people's clinic stops when she is 18.",
            "able_to_consent": True, "abuse_or_neglect": False, "had_childrens_services": True,
            "childrens_services": "A support worker who meets her for a walk each Tuesday.",
        },
    ),
    Young(
        given_name="Arjun", family_name="Sharma", gender=Gender.MALE, ethnicity=Ethnicity.INDIAN,
        support_reason=SupportReason.PHYSICAL_CARE, address="112 Park Avenue, Easthaven", postcode="WX3 2GT",
        worker=2, days_to_18=140, begun=90, decided=60,
        close={"name": "Meera Sharma", "relationship": PARENT, "does": "Helps him up, to wash and to bed"},
        known=AGREES | {
            "own_words": "I have a place at college to study games design. I want my own helper there, not my mum.",
            "likely_needs_words": "Help to get up, to wash, and to move in and out of his wheelchair.",
            "benefit_words": "College starts soon after he turns 18, and a helper has to be found before then.",
            "had_childrens_services": True,
            "childrens_services": "A direct payment for ten hours of help a week in the school holidays.",
        },
        said={
            "reasons": "You start college soon after you turn 18. You need help to get up, to wash and to move about, "
            "and that will not change. It takes time to find a helper you like.",
            "participation": "You talked with Dev at home, first with your mother and then on your own.",
            "advice": "The college has a worker who helps students with a disability. Ask to meet her.",
        },
    ),
    Young(
        given_name="Tyler", family_name="Frost", gender=Gender.MALE, ethnicity=Ethnicity.WHITE_BRITISH,
        support_reason=SupportReason.LEARNING_DISABILITY, address="5 Riverside, Marlow Cross", postcode="WX2 6HS",
        worker=1, days_to_18=45,
        close={"name": "Dean Frost", "relationship": PARENT, "does": "Takes him swimming on Saturdays"},
    ),
    Young(
        given_name="Chloe", family_name="Barker", gender=Gender.FEMALE, ethnicity=Ethnicity.WHITE_BRITISH,
        support_reason=SupportReason.PHYSICAL_ACCESS, address="77 Meadow View, Tilbrook", postcode="WX4 3JU",
        worker=3, days_to_18=210, begun=50, decided=24,
        close={"name": "Karen Barker", "relationship": PARENT, "does": "Drives her to the hospital twice a week"},
        known={
            "own_words": "I just want my leg to work again so I can play football.",
            "likely_needs": False,
            "likely_needs_words": "Her doctors expect her to walk without help long before she turns 18.",
            "benefit": False, "benefit_words": "She is getting better, and her needs now will not last.",
            "able_to_consent": True, "consents": True, "abuse_or_neglect": False, "had_childrens_services": False,
        },
        said={
            "reasons": "You broke your leg and your hip in an accident. Your doctors expect you to walk without help "
            "in a few months, so you are not likely to need care and support after you turn 18.",
            "participation": "You and your mother talked with Megan on the ward, and again at home.",
            "advice": "Go on with your exercises each day. The hospital can lend you a shower seat. If it takes longer "
            "than they think, tell us, and we look at it again.",
        },
    ),
    Young(
        given_name="Ethan", family_name="Nunn", gender=Gender.MALE, ethnicity=Ethnicity.WHITE_AND_BLACK_CARIBBEAN,
        support_reason=SupportReason.SENSORY_VISUAL, address="19 Elm Grove, Wrenford", postcode="WX1 9LW",
        worker=0, days_to_18=330,
        close={"name": "Marcia Nunn", "relationship": PARENT, "does": "Reads his post to him"},
    ),
    Young(
        given_name="Zainab", family_name="Iqbal", gender=Gender.FEMALE, ethnicity=Ethnicity.PAKISTANI,
        support_reason=SupportReason.MENTAL_HEALTH, address="64 Victoria Terrace, Great Osney", postcode="WX5 1NX",
        accommodation=Accommodation.SUPPORTED, worker=5, days_to_18=690, begun=12,
        close={"name": "Shabana Malik", "relationship": OTHER_FAMILY, "does": "Her aunt: phones every evening"},
        known={
            "own_words": "Too many people already. Ask me after my exams.",
            "likely_needs": True, "likely_needs_words": "She hears voices when she is alone for long.",
            "able_to_consent": True, "abuse_or_neglect": False, "had_childrens_services": True,
            "childrens_services": "A room in a house with staff, day and night.",
        },
    ),
    Young(
        given_name="Blessing", family_name="Nwosu", gender=Gender.FEMALE, ethnicity=Ethnicity.AFRICAN,
        support_reason=SupportReason.CARER, address="2 Chapel Hill, Wrenford", postcode="WX1 3EY",
        worker=4, days_to_18=400, begun=70, decided=41, who=Transition.Who.YOUNG_CARER,
        close={"name": "Esther Nwosu", "relationship": PARENT, "does": "Her mother, whom Blessing looks after"},
        known=AGREES | {
            "own_words": "I get Mum up, then I go to school. I want to be a nurse. Who helps Mum if I go away?",
            "likely_needs_words": "Her mother has multiple sclerosis, and will need more help each year.",
            "benefit_words": "She chooses a course soon. She needs to know what help her mother will have.",
            "had_childrens_services": True, "childrens_services": "The young carers' club on Thursdays.",
        },
        said={
            "reasons": "You help your mother every morning and night. You want to go away to study. You will need "
            "support as a carer after you turn 18, and you choose your course soon.",
            "participation": "You talked with Tomasz at the young carers' club, without your mother, as you asked.",
            "advice": "Tell your school that you are a carer. They can give you more time for your work.",
        },
    ),
)  # fmt: skip


def how_many(of: int) -> int:
    """How many of the people of a council are on the way to 18."""
    return min(len(YOUNG), of // ONE_IN)


def write_down(staff: Staff, on: date, many: int) -> None:
    """The first so many, each with a named worker and with somebody close to them."""
    for place, one in enumerate(YOUNG[:many]):
        worker = staff.social_workers[one.worker]
        person = _registered(one, place, worker, on)
        if one.begun is not None:
            _on_the_way(one, person, worker, on)


def _registered(one: Young, place: int, worker: User, on: date) -> Person:
    """Children's services told us of them."""
    first = at(on - timedelta(days=one.begun or 6))
    person = people.register(
        id=uuid5(NAMESPACE_OID, f"{one.given_name} {one.family_name}"), nhs_number=nhs_number(place),
        given_name=one.given_name, family_name=one.family_name, gender=one.gender, ethnicity=one.ethnicity,
        born_on=months_after(on + timedelta(days=one.days_to_18), -12 * 18), support_reason=one.support_reason,
        accommodation=one.accommodation, address=one.address, postcode=one.postcode,
        phone=f"01632 960 {870 + place}", allocated_to=worker, team=worker.team, by=worker, at=first,
    )  # fmt: skip
    cares_for_them = one.who == Transition.Who.CHILD
    people.add_to_circle(person, **one.close, in_an_emergency=cares_for_them, by=worker, at=first)
    return person


def _on_the_way(one: Young, person: Person, worker: User, on: date) -> None:
    def ago(days: int | None) -> date:
        return on - timedelta(days=days or 0)

    begun = actions.begin(person, who=one.who, by=worker, on=ago(one.begun), at=at(ago(one.begun)))
    actions.write(begun, by=worker, at=at(ago(one.begun)), revision=begun.revision, **one.known)
    if one.decided is not None:
        day = ago(one.decided)
        decision = actions.decide(begun, **one.said, by=worker, on=day, at=at(day))
        decisions.tell(decision, how=Telling.How.LETTER, by=worker, on=day)
    if one.assessed is not None:
        day = ago(one.assessed)
        actions.write(begun, by=worker, at=at(day), revision=begun.revision, assessed_on=day, found=one.found)
    if one.as_an_adult is not None:
        day = ago(one.as_an_adult)
        assessment = assessments.start(
            person, kind=Assessment.Kind.ADULT, method=Assessment.Method.FACE_TO_FACE, assessor=worker,
            own_words=begun.own_words, by=worker, on=day, at=at(day),
        )  # fmt: skip
        actions.link_adult_assessment(begun, assessment, by=worker, at=at(day))
