"""For whom somebody is here: themselves, or one of those they act for. And what they may do for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.people.models import Person
from goodlives.casework.representatives.models import Representation
from goodlives.casework.representatives.words import Right

from .. import clock
from ..acting import CHOSEN, SOMEBODY
from ..permissions import SignedInRequest, open_to
from .forms import WhoForm

MYSELF = "myself"


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def choose(request: SignedInRequest) -> HttpResponse:
    """Themselves first, where they have a record; then each person they act for, whatever may be used just now."""
    acts_for = list(Representation.objects.of_user(request.user, clock.today()))
    own = Person.objects.visible_to(request.user).exists()
    request.session[SOMEBODY] = bool(acts_for)
    people = [(MYSELF, _("For myself"))] if own else []
    people += [
        (str(one.pk), _("For %(name)s, as %(kind)s") % {"name": one.whose, "kind": one.get_kind_display().lower()})
        for one in acts_for
    ]
    form = WhoForm(
        request.POST or None, here_for=people, initial={"who": request.session.get(CHOSEN, MYSELF if own else None)}
    )
    if form.is_valid():
        request.session.pop(CHOSEN, None)
        if form.cleaned_data["who"] == MYSELF:
            return redirect("people:mine")
        request.session[CHOSEN] = form.cleaned_data["who"]
        return redirect("representatives:what_i_may")
    if not acts_for:
        request.session.pop(CHOSEN, None)
        if request.method == "POST":
            messages.info(request, _("You do not act for anybody here now."))
        return redirect("people:mine")
    return render(
        request, "representatives/choose.jinja", {"form": form}, status=422 if form.errors else 200
    )  # fmt: skip


@open_to(roles.acting)
@require_safe
def what_i_may(request: SignedInRequest) -> HttpResponse:
    """What they may do for this person, with the way to it; and what they may not, with why."""
    acts: Representation = request.user.acting
    person = acts.person  # this page shows nothing of the record, so it is no look at it
    usable, given = set(acts.usable), set(acts.rights)
    money = Right.MONEY in usable
    return render(
        request, "representatives/what_i_may.jinja",
        {
            "acts": acts, "person": person, "Right": Right,
            "may": [right for right in Right if right in usable],
            "not_alone": [right for right in Right if right in given - usable],
            "never": [right for right in Right if right not in acts.at_most],
            "not_given": [right for right in Right if right in acts.at_most and right not in given],
            "assessments": person.financial_assessments.order_by("-starts_on")[:5] if money else [],
            "payments": DirectPayment.objects.filter(person=person) if Right.DIRECT_PAYMENT in usable else [],
        },
    )  # fmt: skip
