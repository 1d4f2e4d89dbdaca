"""Opening one direct payment, with its person."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from goodlives.casework.payments import actions
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.plans.models import PersonalBudget

from ..permissions import SignedInRequest, open_record


def opened(request: SignedInRequest, pk) -> DirectPayment:
    """The direct payment, if this user may see its person; the look is written down."""
    found = get_object_or_404(DirectPayment.objects.select_related("decision", "plan"), pk=pk)
    found.person = open_record(request, found.person_id, page=_("Direct payment"))
    return found


def about(payment: DirectPayment) -> dict:
    """What each page about a direct payment shows: the person, the money, the conditions."""
    budget: PersonalBudget | None = actions.budget_of(payment)
    return {
        "payment": payment,
        "person": payment.person,
        "budget": budget,
        "conclusion": actions.conclusion(payment),
    }
