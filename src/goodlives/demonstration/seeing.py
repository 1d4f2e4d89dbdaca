"""Who is on duty, a record that few may open, and records opened without a usual reason."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from goodlives.casework.people.models import Person
from goodlives.casework.seeing import actions
from goodlives.casework.seeing.models import EmergencyLook, Restriction

from .staff import Staff

A_WEEK = 7


def write_down(staff: Staff, on: date) -> None:
    """The last worker of the first team is on duty for the second this week; two looks, and one restricted record."""
    stands_in, stranger = staff.social_workers[4], staff.social_workers[1]
    at = timezone.make_aware(datetime.combine(on - timedelta(days=3), time(14, 20)))
    for days in range(A_WEEK):
        actions.put_on_duty(
            stands_in, team=staff.teams[1], on=on + timedelta(days=days), by=staff.service_manager, at=at
        )
    theirs = Person.objects.filter(team=staff.teams[0]).order_by("user_id", "council_number")
    told, not_told, hidden = [*theirs[:3], None, None, None][:3]
    if told:
        actions.open_in_an_emergency(
            told,
            why=EmergencyLook.Why.CONTACT,
            by=stranger,
            at=at,
            words="The ambulance crew phoned from the house and asked who helps in the evening.",
        )
    if not_told:
        look = actions.open_in_an_emergency(
            not_told, why=EmergencyLook.Why.DANGER, asked_to_wait=True, by=stranger, at=at,
            words="A neighbour heard shouting. I needed to know who lives there.",
        )  # fmt: skip
        actions.let_telling_wait(
            look, last_day=on + timedelta(days=4), by=staff.safeguarding_lead, at=at + timedelta(hours=2),
            reason="Somebody in the house reads their post and their phone.",
        )  # fmt: skip
    if hidden:
        actions.restrict(
            hidden, why=Restriction.Why.RELATIVE, few=[staff.social_workers[0], staff.manager], by=staff.manager, at=at,
            words="Their sister works in this team.",
        )  # fmt: skip
