"""What somebody needs to take part: read by them and by staff; written, decided and arranged by a social worker."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.people.models import Person
from goodlives.casework.taking_part import actions
from goodlives.casework.taking_part.models import Purpose, TakingPart

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import SOMEBODY_ELSE, Arrange, Decide, Needs
from .prompts import language_of, prompts


def _one(request: SignedInRequest, person_pk, purpose: str, *, page: str) -> TakingPart:
    """What is written so far about taking part in this; a new and empty one where nothing is."""
    if purpose not in Purpose.values:
        raise Http404
    person = open_record(request, person_pk, page=page)
    written = TakingPart.objects.select_related("member", "decision").filter(person=person, purpose=purpose).first()
    one = written or TakingPart(person=person, purpose=purpose)
    one.person = person
    return one


def _shown(request: SignedInRequest, one: TakingPart, **more) -> dict:
    return {
        "one": one, "person": one.person, "mine": roles.person(request.user),
        "may_write": roles.social_worker(request.user), "conclusion": one.conclusion(), **more,
    }  # fmt: skip


@open_to(roles.person | roles.council_staff)
@require_safe
def needs(request: SignedInRequest, person_pk, purpose: str) -> HttpResponse:
    one = _one(request, person_pk, purpose, page=_("Taking part"))
    return render(request, "taking_part/needs.jinja", _shown(request, one, prompts=prompts(one.person)))


def _people(person: Person) -> list[tuple[str, str]]:
    return [
        (str(member.pk), f"{member.name}, {member.get_relationship_display()}")
        for member in person.circle.current().order_by("name")
    ]


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, person_pk, purpose: str) -> HttpResponse:
    """The four limbs, whoever might speak up for them, and an interpreter; beside what is known already."""
    one = _one(request, person_pk, purpose, page=_("Taking part: writing what is needed"))
    people = _people(one.person)
    form = Needs(request.POST if request.method == "POST" else None, people=people, initial=_first(one))

    def save(revision: int) -> None:
        answers = dict(form.cleaned_data)
        member = answers.pop("member")
        answers["member_id"] = member if member and member != SOMEBODY_ELSE else None
        actions.write(one.person, purpose, **answers, by=request.user, at=clock.now(), revision=revision)

    saving = save_or_clash(request, one, form, save)
    if saving.done:
        messages.success(request, _("What is needed to take part is saved."))
        return redirect("taking_part:needs", one.person.pk, purpose)
    shown = _shown(request, one, form=form, saving=saving, prompts=prompts(one.person))
    return render(request, "taking_part/write.jinja", shown)


def _first(one: TakingPart) -> dict:
    """What was written; the interpreter is filled in from what is known until somebody has said."""
    first = {name: getattr(one, name) for name in Needs(people=[]).fields if name != "member"}
    first["member"] = str(one.member_id) if one.member_id else (SOMEBODY_ELSE if one.somebody_name else "")
    if one.interpreter_needed is None and (language := language_of(one.person)):
        first |= {"interpreter_needed": True, "interpreter_for": one.interpreter_for or language}
    return first


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, person_pk, purpose: str) -> HttpResponse:
    """Whether there must be an independent advocate; not while something is unknown."""
    one = _one(request, person_pk, purpose, page=_("Taking part: deciding about an advocate"))
    if one.revision == 1 and one.changed_at is None:
        return redirect("taking_part:write", one.person.pk, purpose)
    form = None if one.conclusion().met is None else Decide(request.POST if request.method == "POST" else None)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide_advocate(
                one, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now()
            )
        except actions.NotEnoughKnown as refused:
            messages.info(request, str(refused))
            return redirect("taking_part:needs", one.person.pk, purpose)
        messages.success(request, _("The decision has been recorded. Now tell the person."))
        if decision.favourable:
            return redirect("taking_part:arrange", one.person.pk, purpose)
        return redirect("taking_part:needs", one.person.pk, purpose)
    return render(request, "taking_part/decide.jinja", _shown(request, one, form=form))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: SignedInRequest, person_pk, purpose: str) -> HttpResponse:
    """When an advocate was asked for, who it is, and when they met."""
    one = _one(request, person_pk, purpose, page=_("Taking part: arranging an advocate"))
    if not (one.decision and one.decision.favourable):
        return redirect("taking_part:needs", one.person.pk, purpose)
    form = Arrange(
        request.POST if request.method == "POST" else None, today=clock.today(),
        initial={name: getattr(one, name) for name in ("asked_on", "advocate", "advocate_from", "met_on")},
    )  # fmt: skip

    def save(revision: int) -> None:
        actions.arrange_advocate(one, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    try:
        saving = save_or_clash(request, one, form, save)
    except CannotMove as refused:
        messages.info(request, str(refused))
        return redirect("taking_part:needs", one.person.pk, purpose)
    if saving.done:
        messages.success(request, _("What is arranged is saved."))
        return redirect("taking_part:needs", one.person.pk, purpose)
    return render(request, "taking_part/arrange.jinja", _shown(request, one, form=form, saving=saving))
