"""About me to take along: on paper, and as a file that another system can read."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.exchange.about_me import as_document, as_pdf

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to


@open_to(roles.person | roles.council_staff)
@require_safe
def pdf(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("About me, on paper"))
    size = "large" if request.GET.get("size") == "large" else "standard"
    response = HttpResponse(as_pdf(person, on=clock.today(), size=size), content_type="application/pdf")
    # The person's name stays out of it: the name of a file is seen in lists that others may see.
    response["Content-Disposition"] = 'inline; filename="about-me.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(roles.person | roles.council_staff)
@require_safe
def as_json(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("About me, as a file"))
    response = JsonResponse(as_document(person, on=clock.today()), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="about-me.json"'
    response["Cache-Control"] = "private, no-store"
    return response
