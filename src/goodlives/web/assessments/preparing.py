"""Before the visit: the invitation, and the page on which the person writes what they like, at their own pace."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.assessments import actions, preparing
from goodlives.casework.assessments.models import Asked, Preparation
from goodlives.casework.assessments.preparation import prepared_words
from goodlives.casework.communication.actions import MayNotTell, hold_letter
from goodlives.casework.communication.models import HeldLetter
from goodlives.exchange.letters.reading import chosen_by, invitation_to_read
from goodlives.exchange.letters.sending import invitation_to_send

from .. import clock
from ..design import languages
from ..design.forms import Choice, Date, Form, LongText
from ..design.letters import as_file, how_it_goes, to_send_or_held
from ..permissions import SignedInRequest, open_to
from .voice import voice_for
from .writing import open_assessment, person_or_staff


class Invite(Form):
    """When and where we meet, and how the person is told. `earliest`: nobody is invited to yesterday."""

    def __init__(self, *args, earliest, **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "visit_on": Date(_("When do you meet?"), hint=_("Leave it empty if it is not yet agreed"), required=False,
                             earliest=earliest),
            "visit_words": LongText(_("What else do they need to know?"), rows=3,
                                    hint=_("The time, the place, who comes. Write to the person, as “you”.")),
            "how": Choice(_("How do you tell them?"), Preparation.How.choices, missing=_("Choose how you tell them")),
        }  # fmt: skip


class GetReady(Form):
    """The questions, to be thought about. None has to be answered."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        for question in Asked:
            self.fields[question.value] = LongText(question.label, rows=4)


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest, pk) -> HttpResponse:
    assessment = open_assessment(request, pk, page=_("inviting to get ready"), to_write=True)
    if not assessment.is_open:
        return redirect("assessments:assessment", assessment.pk)
    before = Preparation.objects.filter(assessment=assessment).first()
    first = {name: getattr(before, name) for name in ("visit_on", "visit_words", "how")} if before else {}
    form = Invite(request.POST if request.method == "POST" else None, earliest=clock.today(), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            preparing.invite(assessment, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now())
            messages.success(request, _("The invitation is ready. It is on their page too."))
            return redirect("assessments:get_ready", assessment.pk)
        except actions.CannotMove as refused:
            messages.info(request, str(refused))
            return redirect("assessments:get_ready", assessment.pk)
        except MayNotTell as against:
            form.add_error("how", str(against))
    shown = {"assessment": assessment, "person": assessment.person, "form": form, "before": before}
    return render(request, "assessments/invite.jinja", shown | {"voice": voice_for(assessment.person, request.user)})


@open_to(person_or_staff)
@require_safe
@cache_control(private=True, no_store=True)
def letter(request: SignedInRequest, pk) -> HttpResponse:
    """The invitation as a tagged PDF: to the person, to read as they choose; to staff, to send as it may go."""
    assessment = open_assessment(request, pk, page=_("the invitation"))
    preparation = Preparation.objects.filter(assessment=assessment).first()
    if preparation is None:
        return redirect("assessments:get_ready", assessment.pk)
    preparation.assessment = assessment
    person, today = assessment.person, clock.today()
    if not request.user.is_council_staff:
        chosen = chosen_by(person, request.GET, language=languages.asked_for(request).code)
        return as_file(invitation_to_read(preparation, chosen), "getting-ready")
    return to_send_or_held(
        request, lambda: invitation_to_send(preparation, today, by=request.user), "getting-ready",
        hold=lambda refusals: hold_letter(
            person, HeldLetter.What.INVITATION, assessment.pk, refusals, by=request.user, on=today, at=clock.now()
        ),
        person=person, words=_("An invitation to get ready for a visit"),
        back=(_("Before the visit"), reverse("assessments:get_ready", args=[assessment.pk])),
    )  # fmt: skip


@open_to(person_or_staff)
@require_http_methods(["GET", "HEAD", "POST"])
def get_ready(request: SignedInRequest, pk) -> HttpResponse:
    """The person writes, and comes back as they like; staff read their words and cannot change them."""
    assessment = open_assessment(request, pk, page=_("what they wrote before the visit"))
    own = assessment.person.user_id == request.user.pk
    if request.method == "POST" and not own:
        raise PermissionDenied
    prepared = prepared_words(assessment)
    form = None
    if own and assessment.is_open:
        form = GetReady(
            request.POST if request.method == "POST" else None, initial={row.question: row.words for row in prepared}
        )
        if request.method == "POST" and form.is_valid():
            try:
                preparing.write_own_words(assessment, form.cleaned_data, by=request.user, at=clock.now())
            except actions.CannotMove as refused:
                messages.info(request, str(refused))
            else:
                messages.success(request, _("Your words are saved. You can come back and add to them."))
            return redirect("assessments:get_ready", assessment.pk)
    shown = {
        "assessment": assessment, "person": assessment.person, "voice": voice_for(assessment.person, request.user),
        "own": own, "form": form, "prepared": prepared, "may_invite": roles.social_worker(request.user),
        "preparation": Preparation.objects.select_related("invited_by").filter(assessment=assessment).first(),
        **(how_it_goes(assessment.person, request.user) if request.user.is_council_staff else {}),
    }  # fmt: skip
    return render(request, "assessments/get_ready.jinja", shown)
