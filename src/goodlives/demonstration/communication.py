"""A few made-up people of each kind: how letters come to them, the safe way to reach them, an address kept private."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from goodlives.casework.access.models import User
from goodlives.casework.communication import actions
from goodlives.casework.communication.door import how_to_send
from goodlives.casework.communication.models import Format, Interpreter, Phoning, Readers, Sending
from goodlives.casework.communication.recipients import CannotSend
from goodlives.casework.people import actions as people
from goodlives.casework.people.models import Person

SIGN_VIDEO = "https://bsl.wrenford.example/talk"
ADVOCATE: dict[str, Any] = {
    "other_name": "Grace Mbeki", "other_is": "advocate", "other_address": "Speak Up Wrenford\n12 Market Square",
    "other_postcode": "WX1 2AB",
}  # fmt: skip
# What each needs: the first people who have a decision and cannot sign in, one after the other.
NEEDS: tuple[dict[str, Any], ...] = (
    {"format": Format.EASY_READ},
    {"format": Format.LARGE, "print_size": 20},
    {"phoning": Phoning.NEVER, "readers": Readers.OTHER, **ADVOCATE},
    {"interpreter": Interpreter.SIGN, "video_link": SIGN_VIDEO, "phoning": Phoning.TEXT_ONLY},
    {"format": Format.BRAILLE, "phoning": Phoning.HOURS, "phone_from": time(10), "phone_until": time(12, 30)},
    {"language": "ur", "interpreter": Interpreter.SPOKEN},
    {"format": Format.AUDIO, "readers": Readers.BOTH, **ADVOCATE},
    {"sending": Sending.EMAIL, "format": Format.LARGE, "print_size": 18},
)


def write_down(worker: User, on: date) -> None:
    """Needs, the letters that wait because of them, one safe contact and one private address."""
    at = datetime.combine(on, time(9, 40), tzinfo=UTC)
    known = (
        Person.objects.filter(user__isnull=True, died_on__isnull=True, decisions__isnull=False, email="")
        .distinct().order_by("council_number")
    )  # fmt: skip
    found = list(known[: len(NEEDS) + 2])
    for needs, person in zip(NEEDS, found, strict=False):
        if needs.get("sending") == Sending.EMAIL:
            people.change_details(person, by=worker, at=at, revision=person.revision, email="letters@wrenford.example")
        actions.record_needs(
            person, by=worker, at=at, revision=0, may_be_shared=True, ask_again_on=on + timedelta(days=365), **needs
        )
        hold_what_cannot_go(person, worker, on, at)
    if len(found) == len(NEEDS) + 2:
        _in_danger(found[-2], found[-1], worker, on, at)


def hold_what_cannot_go(person: Person, worker: User, on: date, at: datetime) -> None:
    """Their last letter, where it cannot go as they need it."""
    decision = person.decisions.latest("decided_on")
    try:
        how_to_send(Person.objects.get(pk=person.pk), by=worker, on=on)
    except CannotSend as refused:
        actions.hold(decision, refused.refusals, by=worker, on=on - timedelta(days=2), at=at)


def _in_danger(one: Person, other: Person, worker: User, on: date, at: datetime) -> None:
    actions.record_safe_contact(
        one, by=worker, at=at, revision=0, do_not_write=True, do_not_phone=True, do_not_leave_messages=True,
        safe_way="Send a text message on a weekday between 10 and 2, and wait for an answer. Say the code word first.",
        who_must_not_know="Anybody else at their home.", code_word="apricot",
    )  # fmt: skip
    actions.protect_address(
        other, address=other.address, postcode=other.postcode, why="They had to leave where they lived.",
        readers=[worker, *([other.allocated_to] if other.allocated_to else [])], by=worker, on=on, at=at,
    )  # fmt: skip
