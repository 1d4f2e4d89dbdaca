"""What people share with a partner, for those who work there. Every page about somebody opens through one door."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.consents import files
from goodlives.casework.consents.door import consents_open_to, open_to_partner
from goodlives.casework.consents.models import Consent, Group, PartnerWorker, SharedFile
from goodlives.exchange.partners.groups import what_they_read

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to
from .forms import AskForCopy, Find

COLUMNS = [
    Column("name", _("Name"), lambda row: row.person.name, sort=("person__family_name", "person__given_name")),
    Column("what_for", _("What for"), lambda row: row.what_for),
    Column("groups", _("What you may see"), lambda row: ", ".join(row.groups_in_words)),
    Column("until", _("Last day"), lambda row: row.last_on, sort=("last_on",)),
]


def open_shared(request: SignedInRequest, pk: UUID, *, page: str, group: str = "") -> Consent:
    """The consent that this page stands on, asked at this moment. Not found where it no longer stands."""
    consent = open_to_partner(request.user, pk, group=group, page=page, on=clock.today(), at=clock.now())
    if consent is None:
        raise Http404
    return consent


@open_to(roles.partner)
@require_safe
@never_cache
def shared_with_us(request: SignedInRequest) -> HttpResponse:
    """Who shares something with this partner today, and what was taken back."""
    form = Find(request.GET)
    rows = consents_open_to(request.user, clock.today())
    for word in form.cleaned_data["words"].split() if form.is_valid() else []:
        named = Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word)
        rows = rows.filter(named | Q(person__preferred_name__icontains=word))
    listing = Listing(
        request, rows, COLUMNS, "name", form=form,
        empty=_("Nobody shares anything with you today. When somebody does, their name is here."),
    )  # fmt: skip
    worker = PartnerWorker.objects.select_related("partner").filter(user=request.user).first()
    to_delete = SharedFile.objects.filter(state="stopped", taken_at__isnull=False, deleted_on__isnull=True)
    return render(
        request, "consents/shared_with_us.jinja",
        {"listing": listing, "partner": worker.partner if worker else None,
         "to_delete": list(to_delete.filter(consent__partner__workers__user=request.user).defer("content"))},
    )  # fmt: skip


@open_to(roles.partner)
@require_safe
@never_cache
def one(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What somebody shares: the parts to open, and copies to take."""
    consent = open_shared(request, pk, page=_("What you share with them"))
    return page_of(request, consent, AskForCopy(choices=files.choices(consent)))


def page_of(request: SignedInRequest, consent: Consent, form: AskForCopy) -> HttpResponse:
    copies = SharedFile.objects.filter(consent=consent).defer("content")
    return render(
        request, "consents/one.jinja",
        {"consent": consent, "groups": [group for group in Group if group in consent.groups], "form": form,
         "copies": list(copies)},
    )  # fmt: skip


@open_to(roles.partner)
@require_safe
@never_cache
def group(request: SignedInRequest, pk: UUID, group: str) -> HttpResponse:
    """One part, to read."""
    if group not in Group.values:
        raise Http404
    label = str(Group(group).label)
    consent = open_shared(request, pk, page=label, group=group)
    return render(
        request, "consents/group.jinja",
        {"consent": consent, "label": label, "pieces": what_they_read(consent.person, group)},
    )  # fmt: skip
