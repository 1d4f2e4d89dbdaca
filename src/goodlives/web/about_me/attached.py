"""Pictures and voice notes: sent, shown only to who may open the record, and taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import Picture, VoiceNote
from goodlives.casework.about_me.pictures import NotAPicture
from goodlives.casework.about_me.sounds import NotASound
from goodlives.casework.access import roles

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import AddPicture, AddVoiceNote
from .reading import known_heading
from .writing import writers


@open_to(writers)
@require_http_methods(["GET", "POST"])
def add_picture(request: SignedInRequest, person_pk, heading: str) -> HttpResponse:
    return _add(request, person_pk, heading, AddPicture, "picture", actions.add_picture)


@open_to(writers)
@require_http_methods(["GET", "POST"])
def add_voice_note(request: SignedInRequest, person_pk, heading: str) -> HttpResponse:
    return _add(request, person_pk, heading, AddVoiceNote, "sound", actions.add_voice_note)


def _add(request: SignedInRequest, person_pk, heading: str, kind, name: str, action) -> HttpResponse:
    person, about = open_record(request, person_pk, page=_("About me")), known_heading(heading)
    form = kind(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(
                person, about, sent=form.cleaned_data[name].read(), words=form.cleaned_data["words"].strip(),
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except (NotAPicture, NotASound, actions.TooMany) as wrong:
            form.add_error(name, str(wrong))
        else:
            messages.success(
                request, _("The picture is added.") if name == "picture" else _("The voice note is added.")
            )
            return redirect("about_me:part", person.pk, about.value)
    return render(
        request, "about_me/add.jinja",
        {"person": person, "own": roles.person(request.user), "heading": about, "form": form, "what": name},
    )  # fmt: skip


def _opened(request: SignedInRequest, model, pk, page: str):
    attached = get_object_or_404(model, pk=pk)
    attached.person = open_record(request, attached.person_id, page=page)
    return attached


@open_to(roles.person | roles.council_staff)
@require_safe
def picture(request: SignedInRequest, pk) -> HttpResponse:
    return _sent(_opened(request, Picture, pk, _("About me: a picture")))


@open_to(roles.person | roles.council_staff)
@require_safe
def voice_note(request: SignedInRequest, pk) -> HttpResponse:
    return _sent(_opened(request, VoiceNote, pk, _("About me: a voice note")))


def _sent(attached: Picture | VoiceNote) -> HttpResponse:
    """Only to whoever asked: no copy stays in a browser's or a network's store."""
    response = HttpResponse(bytes(attached.content), content_type=attached.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@open_to(writers)
@require_POST
def take_picture_away(request: SignedInRequest, pk) -> HttpResponse:
    return _taken_away(request, _opened(request, Picture, pk, _("About me: a picture")))


@open_to(writers)
@require_POST
def take_voice_note_away(request: SignedInRequest, pk) -> HttpResponse:
    return _taken_away(request, _opened(request, VoiceNote, pk, _("About me: a voice note")))


def _taken_away(request: SignedInRequest, attached: Picture | VoiceNote) -> HttpResponse:
    person, heading = attached.person_id, attached.heading
    try:
        actions.take_away(attached, by=request.user)
    except actions.OnlyTheyMay as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("It is taken away."))
    return redirect("about_me:part", person, heading)
