"""Partners of the made-up council, what some made-up people share with them, and who signs in for one of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from goodlives.casework.access.models import Role, User
from goodlives.casework.consents import actions, keeping
from goodlives.casework.consents.models import GivenBy, Group, Partner, PartnerWorker, Purpose
from goodlives.casework.people.models import Person

from .staff import hire_partner

PARTNERS = (
    ("Wrenford Community Nursing", Partner.Kind.NHS, "Nurses who visit people at home", "01632 960 410"),
    ("Wrenford General Hospital", Partner.Kind.NHS, "The hospital, and getting home from it", "01632 960 420"),
    ("Harbour Homes", Partner.Kind.HOUSING, "Flats and houses to rent, and changes to them", "01632 960 430"),
    ("Wrenford Good Neighbours", Partner.Kind.VOLUNTARY, "Visits, lifts and lunches with others", "01632 960 440"),
    ("Kestrel Home Care", Partner.Kind.PROVIDER, "Carers who help at home", "01632 960 450"),
)
TOLD = "She told us on a visit that the nurses should know this, and asked us to write it down."
SHARED_ON_VISITS = 14


def write_down(worker: User, on: date) -> None:
    """Everything with the day it was said."""
    partners = [
        keeping.add_partner(
            name=name, kind=kind, does=does, phone=phone, agreed_on=on - timedelta(days=500),
            agreement="The register of sharing agreements", by=worker, at=_at(on - timedelta(days=500)),
        )
        for name, kind, does, phone in PARTNERS
    ]  # fmt: skip
    nursing, hospital, _homes, neighbours, _care = partners
    for number, (first, last, job) in enumerate((("Nadia", "Rahman", "District nurse"), ("Owen", "Price", "Visitor"))):
        user = hire_partner(first, last, job)
        PartnerWorker.objects.get_or_create(user=user, defaults={"partner": (nursing, neighbours)[number]})
    for person in Person.objects.filter(user__role=Role.PERSON).select_related("user").order_by("user__username"):
        _themselves(person, nursing, hospital, neighbours, on)
    at_home = (
        Person.objects.filter(user=None, died_on=None, plans__state="agreed").distinct().order_by("council_number")
    )
    for number, person in enumerate(at_home[:SHARED_ON_VISITS]):
        day = on - timedelta(days=7 + number)
        by_attorney = number == SHARED_ON_VISITS - 1
        actions.give(
            person, nursing, purpose=Purpose.CARE, groups=[Group.REACH, Group.COMMUNICATION, Group.PLAN],
            first_on=day, last_on=day + timedelta(days=180), told=TOLD, by=worker, on=day, at=_at(day),
            given_by=GivenBy.REPRESENTATIVE if by_attorney else GivenBy.PERSON,
            representative="Their daughter" if by_attorney else "",
            basis="Lasting power of attorney for health and welfare: we saw it" if by_attorney else "",
        )  # fmt: skip


def _themselves(person: Person, nursing: Partner, hospital: Partner, neighbours: Partner, on: date) -> None:
    """On their own page: one that stands, one that does so for company, and one that they took back."""
    by = person.user
    if by is None or by.username not in ("a.person", "b.person", "c.carer"):
        return
    then = on - timedelta(days=21)
    taken_back = actions.give(
        person, hospital, purpose=Purpose.HOSPITAL, groups=[Group.REACH, Group.DECISIONS], first_on=then,
        last_on=on + timedelta(days=30), by=by, on=then, at=_at(then),
    )  # fmt: skip
    actions.withdraw(taken_back, by=by, at=_at(on - timedelta(days=4)))
    if by.username == "b.person":
        groups = [Group.REACH, Group.ABOUT_ME, Group.COMMUNICATION, Group.PLAN, Group.CIRCLE]
        actions.give(
            person, nursing, purpose=Purpose.CARE, groups=groups, first_on=then, last_on=on + timedelta(days=150),
            by=by, on=then, at=_at(then),
        )  # fmt: skip
        actions.give(
            person, neighbours, purpose=Purpose.ACTIVITIES, groups=[Group.COMMUNICATION], first_on=then,
            last_on=on + timedelta(days=60), by=by, on=then, at=_at(then),
        )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 40), tzinfo=UTC)
