"""A carer's own plan for when they suddenly cannot care: written, read and printed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.carers import actions
from goodlives.casework.carers.actions import OnlyTheCarerMay
from goodlives.casework.carers.models import EmergencyPlan

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Emergency

carer_or_worker = roles.person | roles.social_worker


@open_to(carer_or_worker)
@require_safe
def emergency_plan(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    carer = open_record(request, person_pk, page=_("Emergency plan of a carer"))
    plan = EmergencyPlan.objects.select_related("changed_by").filter(person=carer).first()
    return render(
        request, "carers/emergency_plan.jinja",
        {
            "person": carer, "plan": plan, "may_write": carer.user_id in (None, request.user.pk),
            "labels": [(name, field.label) for name, field in Emergency.base_fields.items()],
        },
    )  # fmt: skip


@open_to(carer_or_worker)
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    carer = open_record(request, person_pk, page=_("Emergency plan of a carer"))
    if carer.user_id not in (None, request.user.pk):
        messages.info(request, _("They have their own sign-in, so they write it themselves."))
        return redirect("carers:emergency_plan", carer.pk)
    plan = EmergencyPlan.objects.filter(person=carer).first()
    known = {name: getattr(plan, name) for name in EmergencyPlan.WORDS} if plan else None
    form = Emergency(request.POST or None, initial=known)

    def save(revision: int) -> None:
        actions.write_emergency_plan(carer, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)

    clash = revision = None
    if plan is None:
        done = request.method == "POST" and form.is_valid()
        if done:
            try:
                save(0)
            except OnlyTheCarerMay as refused:
                messages.info(request, str(refused))
                return redirect("carers:emergency_plan", carer.pk)
    else:
        saving = save_or_clash(request, plan, form, save, theirs=lambda now: {n: getattr(now, n) for n in form.fields})
        done, clash, revision = saving.done, saving.clash, saving.revision
    if done:
        messages.success(request, _("The emergency plan is saved."))
        return redirect("carers:emergency_plan", carer.pk)
    return render(
        request, "carers/write_emergency_plan.jinja",
        {"person": carer, "form": form, "clash": clash, "revision": revision},
    )  # fmt: skip
