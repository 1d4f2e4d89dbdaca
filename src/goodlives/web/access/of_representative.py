"""A sign-in for somebody who acts for a person: their own, never the person's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import actions, roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.people.models import Person
from goodlives.casework.representatives import actions as representatives
from goodlives.casework.representatives.models import Representation

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import HowToTell, OwnRecord
from .staff import tell_code


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
@never_cache
def account(request: SignedInRequest, representation_pk) -> HttpResponse:
    """A new sign-in with a code; or, where they have a record and a sign-in of their own here, that one."""
    row = get_object_or_404(Representation.objects.select_related("user"), pk=representation_pk)
    person = open_record(request, row.person_id, page=_("Who acts for them"))
    back, joining = reverse("representatives:one", args=[row.pk]), "council_number" in request.POST
    own = OwnRecord(request.POST if joining else None)
    if own.is_valid():
        somebody = Person.objects.filter(council_number=own.cleaned_data["council_number"]).select_related("user")
        try:
            if (found := somebody.first()) is None:
                raise CannotMove(_("Nobody has this council number."))
            representatives.use_account_of(row, found, by=request.user, at=clock.now())
        except CannotMove as refused:
            own.add_error("council_number", str(refused))
        else:
            messages.success(request, _("They act for the person with their own sign-in."))
            return redirect(back)
    elif request.method == "POST" and not joining:
        try:
            return tell_code(request, representatives.give_account(row, by=request.user, at=clock.now()), back=back)
        except actions.EmailIsTaken:
            messages.warning(request, _("Another account has this email address. If it is theirs, give their number."))
    return render(
        request, "access/of_representative.jinja",
        {"row": row, "person": person, "how": HowToTell(initial={"how": "print"}), "own": own, "back": back},
        status=422 if own.errors else 200,
    )  # fmt: skip
