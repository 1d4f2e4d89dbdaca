"""Writing under a heading: the person in their own words, staff for somebody who cannot, or as a suggestion."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import Part, Source, SuggestedWords
from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import HINTS, Suggest, Write, WriteForThem
from .reading import known_heading

writers = roles.person | roles.social_worker


@open_to(writers)
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, person_pk, heading: str) -> HttpResponse:
    person, about = open_record(request, person_pk, page=_("About me")), known_heading(heading)
    part = Part.objects.filter(person=person, heading=about).select_related("person", "changed_by").first()
    own = roles.person(request.user)
    if request.user.acting is not None or not actions.may_write(person, part, request.user):
        return _suggest(request, person, about, part)
    known = {"words": part.words, "source": part.source, "helper": part.helper} if part else {}
    if own and part and part.source != Source.SCRIBE:
        del known["helper"]
    form = (Write if own else WriteForThem)(request.POST or None, initial=known)

    def keep(revision: int) -> None:
        said = dict(form.cleaned_data)
        if own:
            said["source"] = Source.SCRIBE if said["helper"] else Source.SELF
        actions.write(person, about, by=request.user, at=clock.now(), revision=revision, **said)

    saving = save_or_clash(request, part, form, keep)
    if saving.done:
        messages.success(request, _("Your words are saved.") if own else _("Their words are saved."))
        return redirect("about_me:part", person.pk, about.value)
    return render(
        request, "about_me/write.jinja",
        {"person": person, "own": own, "heading": about, "hint": HINTS[about.value], "form": form,
         "revision": saving.revision, "clash": saving.clash},
    )  # fmt: skip


def _suggest(request: SignedInRequest, person, about, part: Part | None) -> HttpResponse:
    form = Suggest(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.suggest(person, about, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Suggested. %(name)s accepts it or not.") % {"name": person.called})
        return redirect("about_me:part", person.pk, about.value)
    return render(request, "about_me/suggest.jinja", {"person": person, "heading": about, "part": part, "form": form})


@open_to(roles.person)
@require_POST
def answer(request: SignedInRequest, pk) -> HttpResponse:
    """The person accepts a suggestion, in place of their words or under them, or declines it."""
    suggestion = get_object_or_404(SuggestedWords.objects.select_related("made_by"), pk=pk)
    suggestion.person = open_record(request, suggestion.person_id, page=_("About me"))
    said = request.POST.get("answer")
    try:
        actions.answer_suggestion(
            suggestion, accept=said in ("instead", "add"), add=said == "add", by=request.user, at=clock.now()
        )
    except CannotMove as cannot:
        messages.warning(request, str(cannot))
    else:
        words = _("It is in your words now.") if said in ("instead", "add") else _("You said no. Nothing has changed.")
        messages.success(request, words)
    return redirect("about_me:part", suggestion.person_id, suggestion.heading)
