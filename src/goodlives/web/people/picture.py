"""The circle of support as a small drawing: who stands around the person, and who has agreed to what they do."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goodlives.casework.people.models import CircleMember

SIZE, MIDDLE, RADIUS = 400, 200, 140
# More than this would touch each other; the list beside the picture has them all.
MOST = 10
LONGEST_NAME = 12


@dataclass(frozen=True)
class Spot:
    """Where one member is drawn, and the ends of the line that joins them to the person.

    `alone`: they do something that nobody and nothing else does.
    """

    key: UUID
    name: str
    initial: str
    x: int
    y: int
    agreed: bool
    alone: bool


def spots(circle: Sequence[CircleMember], on: date, *, alone: Collection[UUID] = ()) -> list[Spot]:
    """Evenly around the person, beginning at the top."""
    drawn = circle[:MOST]
    return [
        _spot(member, 2 * math.pi * number / len(drawn) - math.pi / 2, on, member.pk in alone)
        for number, member in enumerate(drawn)
    ]


def _spot(member: CircleMember, angle: float, on: date, alone: bool) -> Spot:
    name = member.known_as
    return Spot(
        key=member.pk, name=name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…",
        initial=name[:1].upper(),
        x=round(MIDDLE + RADIUS * math.cos(angle)), y=round(MIDDLE + RADIUS * math.sin(angle)),
        agreed=member.counts_towards_care(on), alone=alone,
    )  # fmt: skip
