"""Saying no to an assessment: in the person's words, the two exceptions looked at, and yes after all at any time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.assessments import actions, refusing
from goodlives.casework.assessments.models import Assessment, RefusalOfAssessment

from .. import clock
from ..design.conflict import save_or_clash
from ..design.forms import Choice, Form, LongText, YesNoNotKnown
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .voice import voice_for
from .writing import person_or_social_worker, person_or_staff


class SayNo(Form):
    """Which assessment, and why, in the person's words."""

    def __init__(self, *args, voice, **options) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = Choice(
            _("Which assessment?"), Assessment.Kind.choices, missing=_("Choose which assessment")
        )
        self.fields["own_words"] = LongText(
            voice.say(_("What would you like to say about it?"), _("What does {name} say about it?")), rows=4,
            missing=voice.say(_("Enter a few words"), _("Enter what {name} says")),
        )  # fmt: skip


class LookAt(Form):
    """The two exceptions of s11(2). They are not for carers, who are never asked these."""

    def __init__(self, *args, voice, **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "abuse_or_neglect": YesNoNotKnown(
                voice.say("", _("Is {name} abused or neglected, or at risk of it?")),
                hint=_("By anybody, and self-neglect too. If so, raise a safeguarding concern as well."),
            ),
            "abuse_or_neglect_words": LongText(_("How is this known?"), rows=3),
            "capacity_doubted": YesNoNotKnown(
                voice.say("", _("Is there a reason to doubt that {name} can make this decision?")),
                hint=_("Saying no is not a reason. Where there is one, it is looked at in a mental capacity record of "
                       "this very decision."),
            ),
            "best_interests": YesNoNotKnown(
                voice.say("", _("If {name} could not decide it: would an assessment be best for them?"))),
            "best_interests_words": LongText(_("Why?"), rows=3),
        }  # fmt: skip


class DecideRefusal(Form):
    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["reasons"] = LongText(
            _("Why?"), rows=4, missing=_("Enter why"), hint=_("Write to the person, as “you”, in plain words")
        )
        self.fields["participation"] = LongText(
            _("How did the person take part?"), rows=3, missing=_("Enter how the person took part")
        )


class WhatChanged(Form):
    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["what_changed"] = LongText(_("What has changed?"), rows=3, missing=_("Enter what has changed"))


def _open(request: SignedInRequest, pk, *, page: str) -> RefusalOfAssessment:
    theirs = people_they_may_see(request)
    rows = RefusalOfAssessment.objects.select_related("assessment", "mental_capacity__decision", "decision")
    one = get_object_or_404(rows.filter(person__in=theirs), pk=pk)
    one.person = open_record(request, one.person_id, page=page)
    return one


def _shown(request: SignedInRequest, one: RefusalOfAssessment, **more) -> dict:
    return {
        "one": one, "person": one.person, "voice": voice_for(one.person, request.user),
        "may_decide": roles.social_worker(request.user), "conclusion": one.conclusion(), **more,
    }  # fmt: skip


@open_to(person_or_social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: SignedInRequest, person_pk) -> HttpResponse:
    """The person says no. Their assessment is not stopped before the two exceptions have been looked at."""
    person = open_record(request, person_pk, page=_("Saying no to an assessment"))
    voice = voice_for(person, request.user)
    unfinished = list(person.assessments.open())
    kind = request.GET.get("kind") or (unfinished[0].kind if unfinished else "")
    form = SayNo(request.POST if request.method == "POST" else None, voice=voice, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        assessment = next((one for one in unfinished if one.kind == said["kind"]), None)
        one = refusing.refuse(person, **said, assessment=assessment, by=request.user, on=clock.today(), at=clock.now())
        messages.success(request, _("It is written down."))
        return redirect("assessments:refusal", one.pk)
    return render(request, "assessments/refuse.jinja", {"person": person, "voice": voice, "form": form})


@open_to(person_or_staff)
@require_safe
def refusal(request: SignedInRequest, refusal_pk) -> HttpResponse:
    """What was said, what was looked at, and what came of it."""
    one = _open(request, refusal_pk, page=_("Saying no to an assessment"))
    records = list(refusing.records_of_this_refusal(one).select_related("decision"))
    return render(request, "assessments/refusal.jinja", _shown(request, one, records=records))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def look_at(request: SignedInRequest, refusal_pk) -> HttpResponse:
    one = _open(request, refusal_pk, page=_("Saying no: the two exceptions"))
    if one.is_for_carer or one.decision_id:
        return redirect("assessments:refusal", one.pk)
    voice = voice_for(one.person, request.user)
    names = ("abuse_or_neglect", "abuse_or_neglect_words", "capacity_doubted", "best_interests", "best_interests_words")
    form = LookAt(
        request.POST if request.method == "POST" else None, voice=voice,
        initial={name: getattr(one, name) for name in names},
    )  # fmt: skip

    def save(revision: int) -> None:
        refusing.look_at(one, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    try:
        saving = save_or_clash(request, one, form, save)
    except CannotMove as refused:
        messages.info(request, str(refused))
        return redirect("assessments:refusal", one.pk)
    if saving.done:
        messages.success(request, _("What was looked at is saved."))
        return redirect("assessments:decide_refusal", one.pk)
    return render(request, "assessments/look_at_refusal.jinja", _shown(request, one, form=form, saving=saving))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, refusal_pk) -> HttpResponse:
    """Respect the no, or go on because one of the exceptions asks for it; not while something is unknown."""
    one = _open(request, refusal_pk, page=_("Saying no: deciding"))
    if one.decision_id:
        return redirect("assessments:refusal", one.pk)
    known = one.conclusion().met is not None
    form = DecideRefusal(request.POST if request.method == "POST" else None) if known else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            decision = refusing.decide_refusal(
                one, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now()
            )
        except (CannotMove, actions.NotEnoughKnown) as refused:
            messages.info(request, str(refused))
            return redirect("assessments:refusal", one.pk)
        messages.success(request, _("The decision has been recorded. Now tell the person."))
        return redirect("decisions:decision", decision.pk)
    records = list(refusing.records_of_this_refusal(one).select_related("decision"))
    return render(request, "assessments/decide_refusal.jinja", _shown(request, one, form=form, records=records))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def changed(request: SignedInRequest, refusal_pk) -> HttpResponse:
    """Things seem to have changed since: they are asked again."""
    one = _open(request, refusal_pk, page=_("Saying no: what changed since"))
    form = WhatChanged(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refusing.note_change(one, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now())
        messages.success(request, _("Written down. Ask them again."))
        return redirect("assessments:refusal", one.pk)
    return render(request, "assessments/refusal_changed.jinja", _shown(request, one, form=form))


@open_to(roles.social_worker)
@require_POST
def again(request: SignedInRequest, refusal_pk) -> HttpResponse:
    one = _open(request, refusal_pk, page=_("Saying no again"))
    try:
        refusing.refuse_again(one, by=request.user, on=clock.today(), at=clock.now())
    except CannotMove as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Written down: they said no again."))
    return redirect("assessments:refusal", one.pk)
