"""Who acts for somebody: for the person, in plain words, with how to end or question it; and for staff."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.representatives import actions
from goodlives.casework.representatives.models import Suspension, Worry
from goodlives.casework.representatives.words import MAY, MEANS, Kind, Right

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_record, open_to
from .forms import WorryWords
from .opening import page_name, standing


@open_to(roles.signed_in)
@require_safe
def who_acts(request: SignedInRequest, person_pk) -> HttpResponse:
    person, on = open_record(request, person_pk, page=page_name()), clock.today()
    rows = list(person.representations.select_related("user").order_by("first_on", "name"))
    if request.user.is_council_staff:
        return render(request, "representatives/of_person_for_staff.jinja", _for_staff(person, rows, on))
    return render(
        request, "representatives/of_person.jinja",
        {
            "person": person, "own": roles.person(request.user), "means": {kind.value: MEANS[kind] for kind in Kind},
            "may": {right.value: MAY[right] for right in Right}, "on": on,
            "rows": [row for row in rows if not row.is_over(on)], "over": [row for row in rows if row.is_over(on)],
        },
    )  # fmt: skip


def _for_staff(person, rows, on) -> dict:
    open_ones = {
        suspension.representation_id: suspension
        for suspension in Suspension.objects.open().filter(representation__person=person)
    }
    worried = set(
        Worry.objects.filter(representation__person=person, looked_at_on=None).values_list("representation", flat=True)
    )

    def with_standing(row):
        suspension = open_ones.get(row.pk)
        overdue = suspension is not None and suspension.is_overdue(on)
        return row, *standing(row, on, suspended=suspension is not None, overdue=overdue), row.pk in worried

    return {
        "person": person,
        "rows": [with_standing(row) for row in rows if not row.is_over(on) or row.pk in open_ones],
        "over": [row for row in rows if row.is_over(on) and row.pk not in open_ones],
    }


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def end_own(request: SignedInRequest, person_pk, pk) -> HttpResponse:
    """The person ends what they chose themselves, at once."""
    person, on = open_record(request, person_pk, page=page_name()), clock.today()
    row = get_object_or_404(person.representations.current(on), pk=pk)
    if not row.can_be_ended_by_the_person:
        return redirect("representatives:of_person", person.pk)
    changed = False
    if request.method == "POST":
        try:
            actions.end_own_choice(row, by=request.user, on=on, at=clock.now(), revision=revision_of(request))
        except ChangedMeanwhile as meanwhile:
            row, changed = meanwhile.current, True
        else:
            messages.success(request, _("%(name)s no longer acts for you here.") % {"name": row.name})
            return redirect("representatives:of_person", person.pk)
    return render(request, "representatives/end_own.jinja", {"person": person, "row": row, "changed": changed})


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def worry(request: SignedInRequest, person_pk, pk) -> HttpResponse:
    """The person says that something is not right. It is shown to staff, and to nobody who signs in here."""
    person = open_record(request, person_pk, page=page_name())
    row = get_object_or_404(person.representations, pk=pk)
    form = WorryWords(request.POST or None)
    if form.is_valid():
        actions.say_worry(row, words=form.cleaned_data["words"], by=request.user, on=clock.today(), at=clock.now())
        messages.success(request, _("Thank you. Somebody from the council will talk with you, on your own."))
        return redirect("representatives:of_person", person.pk)
    return render(
        request, "representatives/worry.jinja", {"person": person, "row": row, "form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip
