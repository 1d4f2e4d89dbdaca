"""An address kept private: who may read it, and, for them alone, what it is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.communication import actions
from goodlives.casework.communication.models import ProtectedAddress
from goodlives.casework.communication.recipients import may_read_address, readers_in_words
from goodlives.casework.people.models import Person

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Private
from .needs import back_to


@open_to(roles.person | roles.council_staff)
@require_http_methods(["GET", "POST"])
@never_cache
def private_address(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """The address, for whoever may read it; for everybody else, whom to ask. Or the form that makes it private."""
    person = open_record(request, person_pk, page=_("The private address"))
    own = roles.person(request.user)
    there = ProtectedAddress.objects.filter(person=person).first() if person.address_is_protected else None
    may_read = there is None or may_read_address(person, request.user)
    may_write = may_read and (own or roles.social_worker(request.user))
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = _form(request, person, there, own=own) if may_write else None
    changed = False
    if form and request.method == "POST" and form.is_valid():
        try:
            _save(request, person, there, form, own=own)
        except ChangedMeanwhile:
            changed = True
        else:
            messages.success(request, _("Kept private. Nobody sees it but those who are named."))
            return redirect("communication:private_address", person.pk)
    return render(
        request, "communication/private.jinja",
        {
            "person": person, "own": own, "form": form, "there": there, "may_read": may_read, "changed": changed,
            "named": readers_in_words(person) if there else "",
        },
    )  # fmt: skip


def _form(request: SignedInRequest, person: Person, there: ProtectedAddress | None, *, own: bool) -> Private:
    readers = set(there.readers.filter(ended_on__isnull=True).values_list("user", flat=True)) if there else set()
    workers = [] if own else _who_might_read(request.user, person, readers)
    chosen = readers or {pk for pk in (request.user.pk, person.allocated_to_id) if pk}
    known = {
        "address": there.address if there else person.address, "why": there.why if there else "",
        "postcode": there.postcode if there else person.postcode, "readers": [str(pk) for pk in chosen],
    }  # fmt: skip
    return Private(request.POST or None, initial=known, colleagues=workers, own=own)


def _who_might_read(user: User, person: Person, readers: set) -> list[User]:
    """The worker's own team, the person's, and whoever is named already."""
    teams = [pk for pk in (user.team_id, person.team_id) if pk]
    staff = User.objects.filter(is_active=True).exclude(role__in=(Role.PERSON, Role.ADMINISTRATOR))
    found = staff.filter(Q(team__in=teams) | Q(pk__in=[*readers, user.pk, person.allocated_to_id]))
    return list(found.order_by("last_name", "first_name"))


def _save(
    request: SignedInRequest, person: Person, there: ProtectedAddress | None, form: Private, *, own: bool
) -> None:
    given = form.cleaned_data
    if own:
        named = [one.user for one in there.readers.filter(ended_on__isnull=True)] if there else []
        readers = named or [person.allocated_to] if person.allocated_to else named
    else:
        # Whoever writes it down has read it.
        readers = list(User.objects.filter(pk__in={*given["readers"], str(request.user.pk)}))
    shared = {
        "address": given["address"], "postcode": given["postcode"], "readers": readers, "by": request.user,
        "on": clock.today(), "at": clock.now(),
    }  # fmt: skip
    if there:
        actions.change_private_address(person, revision=revision_of(request), why=given["why"], **shared)
    else:
        actions.protect_address(person, why=given["why"], **shared)


@open_to(roles.person | roles.council_staff)
@require_POST
def end(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """It need not be private any more: it goes back into their details."""
    person = open_record(request, person_pk, page=_("The private address"))
    if not person.address_is_protected:
        return redirect("communication:private_address", person.pk)
    try:
        actions.end_private_address(person, by=request.user, on=clock.today(), at=clock.now())
    except actions.MayNotRead:
        raise PermissionDenied from None
    messages.success(request, _("The address is in the details again."))
    return back_to(person, own=roles.person(request.user))
