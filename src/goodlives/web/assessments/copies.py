"""Who has a copy of the written record, how and since when; who asked for one; and the list of those not yet given."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.assessments import giving_copies
from goodlives.casework.assessments.copies import without_every_copy
from goodlives.casework.assessments.models import Assessment, CopyOfAssessment
from goodlives.casework.communication.actions import MayNotTell, hold_letter
from goodlives.casework.communication.models import HeldLetter
from goodlives.exchange.letters.about_assessments import Part
from goodlives.exchange.letters.reading import chosen_by, written_record_to_read
from goodlives.exchange.letters.sending import written_record_to_send

from .. import clock
from ..design import languages
from ..design.forms import Choice, Form, Text
from ..design.letters import as_file, how_it_goes, to_send_or_held
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .contents import Contents
from .voice import voice_for
from .writing import open_assessment, person_or_social_worker, person_or_staff

Whom, How = CopyOfAssessment.Whom, CopyOfAssessment.How
OTHERS = [choice for choice in Whom.choices if choice[0] != Whom.PERSON]


class Give(Form):
    """To whom and how. A copy that was asked for knows already to whom. `asked_for`: those not yet given."""

    def __init__(self, *args, waiting: list[tuple[str, str]], **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "to": Choice(_("Who has a copy?"), waiting, missing=_("Choose who has a copy")),
            "how": Choice(_("How was it given?"), How.choices, missing=_("Choose how it was given")),
        }


class AskForCopy(Form):
    whom = Choice(lazy("Who else should have a copy?"), OTHERS, missing=lazy("Choose who should have a copy"))
    name = Text(lazy("Their name"), missing=lazy("Enter their name"))


@open_to(person_or_staff)
@require_safe
def copies(request: SignedInRequest, pk) -> HttpResponse:
    assessment = open_assessment(request, pk, page=_("who has a copy"))
    return render(
        request, "assessments/copies.jinja",
        {"assessment": assessment, "person": assessment.person, "voice": voice_for(assessment.person, request.user),
         "given": list(assessment.copies.given().select_related("given_by")),
         "to_give": list(assessment.copies.to_give()), "may_give": roles.social_worker(request.user),
         "may_ask": assessment.may_be_written_by(request.user),
         **(how_it_goes(assessment.person, request.user) if request.user.is_council_staff else {})},
    )  # fmt: skip


def _waiting(assessment: Assessment) -> list[tuple[str, str]]:
    """Who has no copy yet: the person first, then whoever was asked for."""
    waiting = [] if assessment.copy_given_on else [(Whom.PERSON.value, assessment.person.name)]
    for copy in assessment.copies.to_give():
        waiting.append((str(copy.pk), f"{copy.name}, {copy.get_whom_display().lower()}"))
    return waiting or [(Whom.PERSON.value, assessment.person.name)]  # another, because the first was lost


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: SignedInRequest, pk) -> HttpResponse:
    """Note that somebody has a copy, and how it was given."""
    assessment = open_assessment(request, pk, page=_("giving a copy"))
    if assessment.decision is None:
        return redirect("assessments:assessment", assessment.pk)
    waiting = _waiting(assessment)
    form = Give(request.POST if request.method == "POST" else None, waiting=waiting, initial={"to": waiting[0][0]})
    shown = {"assessment": assessment, "person": assessment.person, "form": form}
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        asked = None if to == Whom.PERSON else assessment.copies.filter(pk=to).first()
        whom, name = (asked.whom, asked.name) if asked else (Whom.PERSON.value, "")
        try:
            giving_copies.give_copy(
                assessment, whom=whom, name=name, how=form.cleaned_data["how"], asked=asked, by=request.user,
                on=clock.today(), at=clock.now(),
            )  # fmt: skip
        except MayNotTell as against:
            form.add_error("how", str(against))
            return render(request, "assessments/give_copy.jinja", shown)
        except CannotMove as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("Noted: %(name)s has a copy.") % {"name": name or assessment.person.called})
        return redirect("assessments:copies", assessment.pk)
    return render(request, "assessments/give_copy.jinja", shown)


@open_to(person_or_social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, pk) -> HttpResponse:
    """The person says who else is to have a copy: s12(3)(b) and (c), s12(4)."""
    assessment = open_assessment(request, pk, page=_("asking for a copy"))
    if not assessment.may_be_written_by(request.user):
        raise PermissionDenied
    if assessment.decision is None:
        return redirect("assessments:assessment", assessment.pk)
    form = AskForCopy(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        giving_copies.ask_for_copy(assessment, **form.cleaned_data, by=request.user, on=clock.today())
        messages.success(request, _("Written down. They get a copy."))
        return redirect("assessments:copies", assessment.pk)
    shown = {"assessment": assessment, "person": assessment.person, "form": form}
    voice = voice_for(assessment.person, request.user)
    return render(request, "assessments/ask_for_copy.jinja", shown | {"voice": voice})


@open_to(person_or_staff)
@require_safe
@cache_control(private=True, no_store=True)
def paper(request: SignedInRequest, pk) -> HttpResponse:
    """The written record as a tagged PDF, in words that speak to the person.

    To them, to read as they choose; to staff, to send as it may go.
    """
    assessment = open_assessment(request, pk, page=_("the record on paper"))
    person, today = assessment.person, clock.today()

    def parts() -> list[Part]:
        contents = Contents(assessment, request.user)
        contents.voice = contents.voice.to_them
        return [
            (section.title, [(line.label if line.label != section.title else "", line.answer, line.words)
                             for line in section.lines()])
            for section in contents.sections if section.slug != "day-to-day"
        ]  # fmt: skip

    if not request.user.is_council_staff:
        chosen = chosen_by(person, request.GET, language=languages.asked_for(request).code)
        return as_file(written_record_to_read(assessment, parts, today, chosen), "written-record")
    return to_send_or_held(
        request, lambda: written_record_to_send(assessment, parts, today, by=request.user), "written-record",
        hold=lambda refusals: hold_letter(
            person, HeldLetter.What.WRITTEN_RECORD, assessment.pk, refusals, by=request.user, on=today, at=clock.now()
        ),
        person=person, words=_("The written record of an assessment"),
        back=(_("Who has a copy"), reverse("assessments:copies", args=[assessment.pk])),
    )  # fmt: skip


@open_to(roles.council_staff)
@require_safe
def not_yet_given(request: SignedInRequest) -> HttpResponseBase:
    """Decided assessments whose person has no copy, and copies that somebody asked for: the oldest first."""
    on = clock.today()
    people = people_they_may_see(request)
    rows = without_every_copy(Assessment.objects.filter(person__in=people))
    listing = Listing(
        request, rows.select_related("person", "decision", "assessor"),
        [
            Column("name", _("Person"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), ("kind",)),
            Column("decided", _("Decided"), lambda row: row.decision.decided_on, ("decision__decided_on",)),
            Column("days", _("Days since"), lambda row: (on - row.decision.decided_on).days, numeric=True),
            Column("whom", _("Who waits"), lambda row: row.who_waits_for_a_copy()),
            Column("assessor", _("Assessor"), lambda row: row.assessor or "", ("assessor__last_name",)),
        ],
        default_sort="decided", what="copies",
        empty=_("Everybody has their copy. A decided assessment stands here until it is given."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "assessments/copies_to_give.jinja", {"listing": listing, "on": on})
