"""The safe way to reach somebody. It counts before anything else they asked for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.communication import actions
from goodlives.casework.communication.models import SafeContact

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Safe
from .needs import back_to


@open_to(roles.person | roles.council_staff)
@require_http_methods(["GET", "POST"])
def safe_contact(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    person, own = open_record(request, person_pk, page=_("Safe contact")), roles.person(request.user)
    there = SafeContact.objects.filter(person=person).first()
    counts = there is not None and there.ended_on is None
    row = there or SafeContact(person=person, revision=0)
    known = {name: getattr(row, name) for name in Safe.base_fields}
    form = Safe(request.POST or None, initial=known if counts else None)
    saving = save_or_clash(
        request, row, form,
        lambda revision: actions.record_safe_contact(
            person, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data
        ),
    )  # fmt: skip
    if saving.done:
        messages.success(request, _("Written down. It is obeyed from now on, before anything else."))
        return back_to(person, own=own)
    return render(
        request, "communication/safe.jinja",
        {
            "person": person, "own": own, "form": form, "clash": saving.clash, "revision": saving.revision,
            "counts": counts,
        },
    )  # fmt: skip


@open_to(roles.person | roles.council_staff)
@require_POST
def end(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """They may be reached as anybody is."""
    person, own = open_record(request, person_pk, page=_("Safe contact")), roles.person(request.user)
    there = get_object_or_404(SafeContact, person=person, ended_on__isnull=True)
    try:
        actions.end_safe_contact(
            there, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request)
        )
        messages.success(request, _("It does not count any more."))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody has changed it meanwhile. Look at it again."))
    return back_to(person, own=own)
