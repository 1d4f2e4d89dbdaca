"""Keeping what somebody types while they type it, and letting it go again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodlives.casework.access import drafts as kept_drafts
from goodlives.casework.access import roles

from .. import drafts
from ..design.environment import clock_time
from ..permissions import SignedInRequest, open_to


@open_to(roles.signed_in)
@require_POST
def keep_draft(request: SignedInRequest) -> JsonResponse:
    """For the script that sends a form while it is typed into: what to say about it."""
    at = drafts.keep(request)
    if at is None:
        return JsonResponse({"words": _("This is too long to be kept. Save it now.")}, status=413)
    return JsonResponse({"words": _("Saved at %(time)s, not sent yet") % {"time": clock_time(at)}})


@open_to(roles.signed_in)
@require_POST
def let_go_of_draft(request: SignedInRequest) -> HttpResponse:
    path = request.POST.get("draft", "")
    kept_drafts.let_go(request.user, path)
    messages.success(request, _("What you typed has been thrown away."))
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return redirect(path if ours else "home:not_yet_sent")
