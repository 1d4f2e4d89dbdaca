"""The council's partners: who they are, who signs in for them, and the end of sharing with one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.actions import EmailIsTaken
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.consents import keeping
from goodlives.casework.consents.models import Partner

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..permissions import SignedInRequest, open_to
from .forms import GiveSignIn, KeepPartner


@open_to(roles.partner_keeper)
@require_safe
def partners(request: SignedInRequest) -> HttpResponse:
    """Every organisation people may share with, and how many do today: a count, and nobody's name."""
    today = clock.today()
    current = Q(consents__withdrawn_at=None, consents__first_on__lte=today, consents__last_on__gte=today)
    rows = Partner.objects.annotate(sharing=Count("consents__person", filter=current, distinct=True)).order_by("name")
    return render(
        request, "consents/partners.jinja",
        {"in_use": [row for row in rows if not row.ended_on], "ended": [row for row in rows if row.ended_on]},
    )  # fmt: skip


@open_to(roles.partner_keeper)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = KeepPartner(request.POST or None, on=clock.today())
    if form.is_valid() and _name_is_free(form):
        partner = keeping.add_partner(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("People can now share with %(name)s.") % {"name": partner.name})
        return redirect("consents:partner", partner.pk)
    return render(request, "consents/keep_partner.jinja", {"form": form, "partner": None})


def _name_is_free(form: KeepPartner, besides: Partner | None = None) -> bool:
    if any(other != besides for other in Partner.objects.filter(name__iexact=form.cleaned_data["name"])):
        form.add_error("name", _("There is a partner of this name already"))
        return False
    return True


@open_to(roles.partner_keeper)
@require_safe
def one(request: SignedInRequest, partner_pk: UUID) -> HttpResponse:
    partner = get_object_or_404(Partner, pk=partner_pk)
    return render(
        request, "consents/partner.jinja",
        {"partner": partner, "workers": list(partner.workers.select_related("user")), "today": clock.today()},
    )  # fmt: skip


@open_to(roles.partner_keeper)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, partner_pk: UUID) -> HttpResponse:
    partner = get_object_or_404(Partner, pk=partner_pk)
    known = {name: getattr(partner, name) for name in KeepPartner.base_fields}
    form = KeepPartner(request.POST or None, initial=known, on=clock.today())

    def save(revision: int) -> Partner:
        return keeping.change_partner(partner, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)

    if not form.is_valid() or _name_is_free(form, besides=partner):
        saving = save_or_clash(request, partner, form, save)
        if saving.done:
            messages.success(request, _("What we keep of %(name)s is saved.") % {"name": partner.name})
            return redirect("consents:partner", partner.pk)
        clash, revision = saving.clash, saving.revision
    else:
        clash, revision = None, revision_of(request)
    return render(
        request, "consents/keep_partner.jinja",
        {"form": form, "partner": partner, "clash": clash, "revision": revision},
    )  # fmt: skip


@open_to(roles.partner_keeper)
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, partner_pk: UUID) -> HttpResponse:
    """From this moment nobody there reads anything: asked once more, because people may count on it."""
    partner = get_object_or_404(Partner.objects.in_use(), pk=partner_pk)
    if request.method == "POST":
        try:
            keeping.end_partner(
                partner, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request)
            )
        except ChangedMeanwhile:
            messages.warning(request, _("Somebody changed this after you opened it. Look at it again."))
        else:
            messages.success(request, _("%(name)s can see nothing any more.") % {"name": partner.name})
        return redirect("consents:partner", partner.pk)
    return render(request, "consents/end_partner.jinja", {"partner": partner})


@open_to(roles.administrator)
@require_http_methods(["GET", "POST"])
def sign_in(request: SignedInRequest, partner_pk: UUID) -> HttpResponse:
    """An account for somebody who works there. Who looks after accounts gives it, and ends it among the others."""
    partner = get_object_or_404(Partner.objects.in_use(), pk=partner_pk)
    form = GiveSignIn(request.POST or None)
    if form.is_valid():
        try:
            user = keeping.give_sign_in(partner, by=request.user, at=clock.now(), **form.cleaned_data)
        except EmailIsTaken:
            form.add_error("email", _("Another account has this email address. Look among the ended ones too"))
        else:
            messages.success(request, _("The account is made. Now let them know how to start it."))
            return redirect("access:one", user.pk)
    return render(request, "consents/give_sign_in.jinja", {"form": form, "partner": partner})
