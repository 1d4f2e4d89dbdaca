"""Copies for a partner: asked for, taken, and, once consent is gone, deleted."""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.consents import files
from goodlives.casework.consents.models import SharedFile
from goodlives.exchange.partners import sending_job
from goodlives.exchange.partners.copies import MEDIA_TYPES

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import AskForCopy
from .shared import open_shared, page_of


@open_to(roles.partner)
@require_POST
@never_cache
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """A worker draws it, if the consent still stands when its turn comes."""
    consent = open_shared(request, pk, page=_("Asking for a copy"))
    form = AskForCopy(request.POST, choices=files.choices(consent))
    if not form.is_valid():
        return page_of(request, consent, form)
    what, kind = form.cleaned_data["copy"].split(".")
    file = files.ask(consent, what=what, form=kind, by=request.user, on=clock.today(), at=clock.now())
    sending_job.queue(file)
    messages.success(request, _("The copy is being made. It is in the list below when it is ready."))
    return redirect("consents:one", consent.pk)


@open_to(roles.partner)
@require_safe
@never_cache
def take(request: SignedInRequest, pk: UUID, file_pk: UUID) -> HttpResponse:
    """The sealed copy, while the consent stands."""
    file = get_object_or_404(SharedFile, pk=file_pk, consent=pk, state=SharedFile.State.READY)
    group = SharedFile.GROUPS[SharedFile.What(file.what)]
    open_shared(request, pk, group=group, page=_("A copy of: %(what)s") % {"what": file.get_what_display()})
    files.take(file, by=request.user, at=clock.now())
    response = HttpResponse(bytes(file.content or b""), content_type=MEDIA_TYPES[SharedFile.Form(file.form)])
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Content-Digest"] = f"sha-256=:{_base64(file.digest)}:"
    return response


@open_to(roles.partner)
@require_POST
def deleted(request: SignedInRequest, file_pk: UUID) -> HttpResponse:
    """They say that their copies are gone, and the person sees that they said so."""
    ours = SharedFile.objects.filter(consent__partner__workers__user=request.user)
    file = get_object_or_404(ours, pk=file_pk, state=SharedFile.State.STOPPED, taken_at__isnull=False)
    files.say_deleted(file, by=request.user, on=clock.today(), at=clock.now())
    messages.success(request, _("Thank you. We have written down that you deleted %(name)s.") % {"name": file.name})
    return redirect("consents:shared_with_us")


def _base64(digest: str) -> str:
    """As RFC 9530 writes a digest, so that any program can check the seal."""
    return b64encode(bytes.fromhex(digest)).decode()
