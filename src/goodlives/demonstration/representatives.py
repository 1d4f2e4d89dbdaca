"""Some who act for made-up people: one of each kind, one whose papers are awaited, one suspended."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from goodlives.casework.access.models import User
from goodlives.casework.people.models import Person
from goodlives.casework.plans.models import Plan
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.representatives import actions
from goodlives.casework.representatives.models import Representation, Suspension
from goodlives.casework.representatives.words import PAPERS, Kind, Right
from goodlives.rules.representatives import POWERS
from goodlives.rules.representatives import Kind as KindInLaw

from .staff import Staff, outside_sign_in


def write_down(staff: Staff, on: date) -> None:
    """Everything with the day it was written, by somebody who works with the person."""
    worker, manager = staff.social_workers[0], staff.manager
    joy = outside_sign_in("e.attorney", "Joy", "Mensah", "Attorney for somebody")
    martin = outside_sign_in("f.attorney", "Martin", "Vale", "Attorney, suspended")
    anita = outside_sign_in("g.deputy", "Anita", "Rao", "Deputy for several people")
    supported = _supported()
    if supported:
        _acts(supported[0], Kind.HEALTH_ATTORNEY, "Joy Mensah", worker, on, user=joy, number="7001-4432-1198")
    if len(supported) > 1:
        row = _acts(supported[1], Kind.HEALTH_ATTORNEY, "Martin Vale", worker, on, user=martin, number="7002-0091-6650")
        _suspended(row, manager, on)
        _acts(supported[1], Kind.ADVOCATE, "Nadia Hussain", worker, on, firm="Wexshire Voices", number="WV/2214")
    for number, person in enumerate(supported[2:5], 1):
        _acts(
            person, Kind.PROPERTY_DEPUTY, "Anita Rao", worker, on, user=anita, firm="Rao and Wells Solicitors",
            number=f"1398{number}07T", last_on=on + timedelta(days=20 * number),
        )  # fmt: skip
    if len(supported) > 5:
        _acts(supported[5], Kind.APPOINTEE, "Pat Lindley", worker, on, number="BF57", last_on=on + timedelta(days=300))
    if len(supported) > 6:
        _acts(supported[6], Kind.PROPERTY_ATTORNEY, "Graham Stubbs", worker, on, seen=False, instrument_says_so=None)
    _of_those_who_sign_in(worker, on)


def _supported() -> list[Person]:
    """Adults with a plan in force who do not sign in themselves, the first few."""
    plans = Plan.objects.filter(state=PlanState.AGREED, assessment__kind="adult", person__user=None)
    people = Person.objects.filter(pk__in=plans.values("person"), died_on=None)
    return list(people.order_by("council_number")[:7])


def _of_those_who_sign_in(worker: User, on: date) -> None:
    signing_in = Person.objects.filter(user__username__in=("b.person", "c.carer")).select_related("user")
    by_name = {person.user.username: person for person in signing_in if person.user}
    if paid := by_name.get("b.person"):
        row = _acts(paid, Kind.NOMINATED, "Ruby Okoro", worker, on)
        if paid.user:
            actions.say_worry(
                row, words="Ruby is late with paying my helper, and says it is my fault. I do not like to ask her.",
                by=paid.user, on=on - timedelta(days=2), at=_at(on - timedelta(days=2)),
            )  # fmt: skip
    carer = by_name.get("c.carer")
    if carer and carer.user:
        cared_for = carer.assessments.exclude(cared_for=None).values_list("cared_for", flat=True).first()
        if cared_for:
            _acts(
                Person.objects.get(pk=cared_for), Kind.HELPER, carer.name, worker, on, user=carer.user,
                last_on=on + timedelta(days=200),
            )  # fmt: skip


def _acts(
    person: Person, kind: Kind, name: str, worker: User, on: date, *, number: str = "", seen: bool = True, **more: Any
) -> Representation:  # fmt: skip
    """Registered a while ago with all that the kind may have, and their papers seen the week after."""
    began = on - timedelta(days=120)
    needs_it = kind in (Kind.HEALTH_ATTORNEY, Kind.AUTHORISED)
    capacity = {
        "lacks_capacity": True, "capacity_on": began,
        "capacity_words": "Where to live and what care to have. Found with her doctor, over three visits.",
    }  # fmt: skip
    row = actions.register(
        person, kind=kind, name=name, rights=[Right(right) for right in sorted(POWERS[KindInLaw(kind)].rights)],
        phone="01632 960 118", first_on=began, by=worker, at=_at(began), **(capacity if needs_it else {}) | more,
    )  # fmt: skip
    if seen:
        week_after = began + timedelta(days=7)
        actions.see_papers(
            row, document=PAPERS[kind][0], number=number, seen_on=week_after, by=worker, at=_at(week_after),
            revision=row.revision,
        )  # fmt: skip
    return row


def _suspended(row: Representation, manager: User, on: date) -> None:
    day = on - timedelta(days=5)
    actions.suspend(
        row, by=manager, on=day, at=_at(day), review_on=on + timedelta(days=2), until_on=on + timedelta(days=16),
        letters_to=Suspension.LettersTo.WORKER,
        why="The home care staff saw him take her bank card twice, and she stops talking when he comes in. The "
        "safeguarding concern was raised the same day.",
    )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 5), tzinfo=UTC)
