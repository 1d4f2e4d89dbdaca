"""The plan to take away: PDF, Word and JSON."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.exchange.plans.as_json import as_json, schema
from goodlives.exchange.plans.document import document_of, title_of
from goodlives.exchange.plans.pdf import as_pdf
from goodlives.exchange.plans.word import as_word

from .. import clock
from ..permissions import SignedInRequest, open_to
from .opening import open_plan

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = ("pdf", "docx", "json")


@open_to(roles.person | roles.council_staff)
@require_safe
def take(request: SignedInRequest, pk, form: str) -> HttpResponse:
    """The plan as it stands, in one of three forms."""
    plan = open_plan(request, pk, page=_("The plan to take away"))
    if form not in FORMS:
        raise Http404
    if form == "json":
        options = {"indent": 2, "ensure_ascii": False}
        response: HttpResponse = JsonResponse(as_json(plan, clock.today()), json_dumps_params=options)
    else:
        document = document_of(plan, clock.today())
        drawn = as_pdf(document) if form == "pdf" else as_word(document)
        response = HttpResponse(drawn, content_type="application/pdf" if form == "pdf" else WORD)
    name = slugify(title_of(plan)) or "plan"
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@open_to(roles.anyone)
@require_safe
def plan_schema(request: SignedInRequest) -> HttpResponse:
    """What the JSON of a plan looks like, for whoever reads one."""
    return JsonResponse(schema(), json_dumps_params={"indent": 2})
