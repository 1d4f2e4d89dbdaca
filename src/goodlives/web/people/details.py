"""Changing what the record says about somebody, and who their named worker is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.people import actions

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Details, MyDetails, NamedWorker


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def change_details(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Staff change anything; a person changes how to reach and talk to them, without asking anybody."""
    person = open_record(request, pk, page=_("Details"))
    staff = request.user.is_council_staff
    kind = Details if staff else MyDetails
    known = {name: getattr(person, name) for name in kind.base_fields}
    form = kind(request.POST or None, initial=known, person=person)

    def change(revision: int) -> None:
        actions.change_details(person, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)

    saving = save_or_clash(request, person, form, change)
    if saving.done:
        messages.success(request, _("Your details are saved.") if not staff else _("The details are saved."))
        return redirect("people:person", person.pk)
    return render(
        request, "people/details.jinja",
        {"person": person, "form": form, "clash": saving.clash, "revision": saving.revision, "staff": staff},
    )  # fmt: skip


def _workers() -> list[tuple[str, str]]:
    """Who may be a named worker, with how many people each has: the fewest first, so that load is shared."""
    workers = (
        User.objects.filter(role__in=[Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER], is_active=True)
        .select_related("team")
        .annotate(people=Count("allocated_people"))
        .order_by("people", "last_name", "first_name")
    )
    return [
        (
            str(worker.pk),
            ngettext(
                "%(name)s, %(team)s: %(number)s person", "%(name)s, %(team)s: %(number)s people", worker.people
            )
            % {"name": worker, "team": worker.team or _("no team"), "number": worker.people},
        )
        for worker in workers
    ]  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def named_worker(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Who answers to this person by name."""
    person = open_record(request, pk, page=_("Named worker"))
    form = NamedWorker(
        request.POST or None, initial={"worker": str(person.allocated_to_id or "")}, workers=_workers()
    )  # fmt: skip

    def allocate(revision: int) -> User | None:
        chosen = form.cleaned_data["worker"]
        worker = User.objects.get(pk=chosen) if chosen else None
        actions.allocate(person, to=worker, by=request.user, at=clock.now(), revision=revision)
        return worker

    saving = save_or_clash(
        request, person, form, allocate, theirs=lambda now: {"worker": str(now.allocated_to_id or "")}
    )
    if saving.done:
        worker = saving.made
        told = _("%(worker)s is now the named worker.") % {"worker": worker} if worker else _("Nobody is named now.")
        messages.success(request, told)
        return redirect("people:person", person.pk)
    return render(
        request, "people/named_worker.jinja",
        {"person": person, "form": form, "clash": saving.clash, "revision": saving.revision},
    )  # fmt: skip
