"""People who would like to meet somebody who offers something: staff ask, and write the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import Introduction
from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.asked_once import planned_for_anybody

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import AnswerIntroduction

A_PAGE = 100


@open_to(roles.social_worker)
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """Those that wait for somebody to ask, the longest first."""
    seen = people_they_may_see(request, few=True)
    waiting = Introduction.objects.filter(state=Introduction.State.WAITING, person__in=seen, offer__person__in=seen)
    rows = waiting.select_related("offer__person__allocated_to")
    with planned_for_anybody():
        shown = {"rows": list(rows[:A_PAGE]), "count": rows.count(), "most": A_PAGE}
    return render(request, "about_me/introductions.jinja", shown)


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk) -> HttpResponse:
    """Both are somebody's records, so a look at each is written down."""
    introduction = get_object_or_404(Introduction.objects.select_related("offer"), pk=pk)
    introduction.person = open_record(request, introduction.person_id, page=_("They asked to meet somebody"))
    introduction.offer.person = open_record(
        request, introduction.offer.person_id, page=_("Somebody asked to meet them")
    )
    form, on = AnswerIntroduction(request.POST or None), clock.today()
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_introduction(
                introduction, agreed=form.cleaned_data["agreed"] == "yes", answer=form.cleaned_data["answer"],
                by=request.user, on=on, at=clock.now(), revision=revision_of(request),
            )  # fmt: skip
        except (actions.CannotShare, CannotMove) as refused:
            form.add_error("agreed", str(refused))
        except ChangedMeanwhile as meanwhile:
            introduction.revision, introduction.message = meanwhile.current.revision, meanwhile.current.message
            changed = True
        else:
            messages.success(request, _("The answer is written. The person who asked sees it on their page."))
            return redirect("about_me:introductions")
    return render(
        request, "about_me/introduction.jinja",
        {"introduction": introduction, "form": form, "shared": introduction.offer.is_shared(on), "changed": changed},
    )  # fmt: skip
