"""The versions of a plan, two of them side by side, and signing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.plans import comparing, keeping
from goodlives.casework.plans.models import PlanSignature, PlanVersion, State

from .. import clock
from ..design import forms
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from .opening import not_now, open_plan, writers


class Sign(forms.Form):
    name = forms.Text(
        gettext_lazy("Your full name"), hint=gettext_lazy("Typing your name here is your signature."),
        missing=gettext_lazy("Type the full name"), classes="govuk-input--width-20",
    )  # fmt: skip
    helped_by = forms.Text(
        gettext_lazy("Did somebody help you to sign?"), classes="govuk-input--width-20",
        hint=gettext_lazy("Their name. Leave this empty if nobody did."),
    )  # fmt: skip
    witness = forms.Text(
        gettext_lazy("Did somebody see you sign?"), hint=gettext_lazy("Their name. Leave this empty if nobody did."),
        classes="govuk-input--width-20",
    )  # fmt: skip


class SignedOnPaper(Sign):
    """Staff write down that the person signed the plan on paper."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["name"].label = _("The name they signed with")
        self.fields["name"].help_text = _("Keep the signed paper with the record.")
        self.fields["helped_by"].label = _("Did somebody help them to sign?")
        self.fields["witness"].label = _("Who saw them sign?")
        self.fields["witness"].help_text = ""
        self.fields["witness"].required = True
        self.fields["witness"].error_messages["required"] = _("Write who saw them sign")


@open_to(roles.person | roles.council_staff)
@require_safe
def versions(request: SignedInRequest, pk) -> HttpResponse:
    """Every version, and two of them side by side: by themselves the last signed and the last."""
    plan = open_plan(request, pk, page=_("Versions of the plan"))
    rows = list(_all(plan))
    by_pk = {str(row.pk): row for row in rows}
    first = by_pk.get(request.GET.get("first", "")) or _signed(rows) or (rows[-2] if len(rows) > 1 else None)
    second = by_pk.get(request.GET.get("second", "")) or (rows[-1] if rows else None)
    if first and second and rows.index(first) > rows.index(second):
        first, second = second, first
    lines = comparing.lines(first.says, second.says) if first and second else []
    return render(
        request, "plans/versions.jinja",
        {"plan": plan, "rows": rows, "first": first, "second": second, "own": roles.person(request.user),
         "lines": [line for line in lines if line.changed], "same": sum(not line.changed for line in lines)},
    )  # fmt: skip


def _all(plan):
    """This plan's versions, after those of the person's earlier plans of the same kind."""
    same = PlanVersion.objects.filter(plan__person=plan.person_id, plan__kind=plan.kind)
    return same.select_related("by", "plan__person").prefetch_related("signatures").order_by("at", "number")


def _signed(rows: list[PlanVersion]) -> PlanVersion | None:
    return next((row for row in reversed(rows[:-1]) if row.signatures.all()), None)


@open_to(writers)
@require_http_methods(["GET", "POST"])
def sign(request: SignedInRequest, pk) -> HttpResponse:
    """The person puts their name under the plan as it stands."""
    plan = open_plan(request, pk, page=_("Signing the plan"))
    if plan.state == State.ENDED:
        return not_now(request, plan)
    own = roles.person(request.user)
    form = (Sign if own else SignedOnPaper)(request.POST or None)
    if form.is_valid():
        how = PlanSignature.How.ONLINE if own else PlanSignature.How.PAPER
        try:
            keeping.sign(
                plan, **form.cleaned_data, how=how, by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
            messages.success(request, _("Your plan is signed.") if own else _("Written down: they signed the plan."))
            return redirect("plans:plan", plan.pk)
        except ChangedMeanwhile:
            plan = open_plan(request, pk, page=_("Signing the plan"))
            form.add_error(None, _("The plan changed after you opened this page. Read it again, then sign."))
        except CannotMove as cannot:
            form.add_error(None, str(cannot))
    return render(request, "plans/sign.jinja", {"plan": plan, "form": form, "own": own})
