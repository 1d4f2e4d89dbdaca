"""Opening one financial assessment, with its person, and saving what a page asks."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from goodlives.casework.finances import actions
from goodlives.casework.finances.models import FinancialAssessment

from ..design.conflict import revision_of, save_or_clash
from ..design.forms import Form
from ..permissions import SignedInRequest, open_record
from .answer import answer


def opened(request: SignedInRequest, pk) -> FinancialAssessment:
    """The financial assessment, if this user may see its person; the look is written down."""
    found = get_object_or_404(FinancialAssessment.objects.select_related("decision", "changed_by"), pk=pk)
    found.person = open_record(request, found.person_id, page=_("Financial assessment"))
    return found


def decided_already(request: SignedInRequest, assessment: FinancialAssessment) -> HttpResponse | None:
    """Where to go instead of a page that changes something, once it has been decided."""
    if assessment.state == FinancialAssessment.State.IN_PROGRESS:
        return None
    messages.info(request, _("This financial assessment has been decided. Start a new one to record a change."))
    return redirect("finances:assessment", assessment.pk)


def no_date_of_birth(request: SignedInRequest, assessment: FinancialAssessment) -> HttpResponse | None:
    """What somebody pays depends on their age: without it there is nothing to work out."""
    if assessment.person.born_on is not None:
        return None
    return render(request, "finances/no_date_of_birth.jinja", {"person": assessment.person}, status=409)


def ask(
    request: SignedInRequest,
    assessment: FinancialAssessment,
    form: Form,
    template: str,
    *,
    save: Callable[[int], object],
    saved: dict,
    then: str,
    said: str,
    current: Callable[[FinancialAssessment], dict] | None = None,
    try_it: Callable[[], dict] | None = None,
    **context,
) -> HttpResponse:
    """Show a form beside the sum; when it is posted, save it and go on. `current` gives what a clash is compared with.

    `save` is given the revision the form was drawn from. `try_it` gives what the page shows of the sum with what is
    typed now: as it is typed, or when somebody presses "Work it out". Nothing is saved then.
    """
    while_typing = request.method == "POST" and "HX-Request" in request.headers
    if elsewhere := decided_already(request, assessment) or no_date_of_birth(request, assessment):
        return HttpResponse(status=409) if while_typing else elsewhere
    shown = {"assessment": assessment, "person": assessment.person, "form": form}
    if try_it and while_typing:
        if not form.is_valid():
            return HttpResponse(status=204)
        return render(request, "finances/tried.jinja", shown | try_it())
    if try_it and "work_it_out" in request.POST and form.is_valid():
        typed = {"clash": None, "revision": revision_of(request), "tried": True}
        return render(request, template, shown | context | typed | try_it())
    try:
        saving = save_or_clash(request, assessment, form, save, theirs=current or (lambda now: saved))
    except actions.AlreadyDecided as refused:
        messages.info(request, str(refused))
        return redirect("finances:assessment", assessment.pk)
    if saving.done:
        messages.success(request, said)
        return redirect(then)
    return render(
        request, template,
        shown | {"clash": saving.clash, "revision": saving.revision, "answer": answer(assessment)} | context,
        status=409 if saving.clash else 422 if form.errors else 200,
    )  # fmt: skip
