"""Opening one representation, with whom it is for, and how it stands in words."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from goodlives.casework.representatives.models import Representation, Suspension

from ..permissions import SignedInRequest, open_record

SOON = 56
"""Days before its end in which something ends soon."""


def page_name() -> str:
    """What the person reads in "who looked": the same of every page here, so that it never tells of a suspension."""
    return _("Who acts for them")


def opened(request: SignedInRequest, pk) -> Representation:
    """The representation, if this user may see the person's record; the look is written down."""
    found = get_object_or_404(Representation.objects.select_related("user", "seen_by"), pk=pk)
    found.person = open_record(request, found.person_id, page=page_name())
    return found


def suspension_of(representation: Representation) -> Suspension | None:
    return representation.suspensions.open().select_related("suspended_by").first()


def standing(representation: Representation, on: date, *, suspended: bool, overdue: bool = False) -> tuple[str, str]:
    """How it stands, for staff: the words and the colour of a tag."""
    if suspended:
        return (_("Suspended, decision overdue") if overdue else _("Suspended")), "red"
    if representation.is_over(on):
        return _("Over"), "grey"
    if representation.checked_since:
        return _("Papers being checked"), "yellow"
    if representation.seen_on is None:
        return _("Papers not seen"), "yellow"
    if representation.first_on > on:
        return _("Not begun"), "grey"
    if not representation.usable:
        return _("Cannot act now"), "yellow"
    if representation.last_on and (representation.last_on - on).days <= SOON:
        return _("Ends soon"), "orange"
    return _("Acts"), "green"
