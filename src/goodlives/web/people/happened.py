"""What happened, who did it and when: from the decisions, the steps of each plan and the history of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from goodlives.casework.asked_once import of_one
from goodlives.casework.decisions.models import Question
from goodlives.casework.people.actions import ADDRESS
from goodlives.casework.people.models import CircleMember, Person
from goodlives.exchange.translated import translated

from .forms import Details
from .records import Records

UNSAID = ("search_text", "user", "changed_at", "changed_by", "revision")

questions_of = of_one(
    lambda person: Question.objects.filter(decision__person=person).select_related("asked_by", "answer__answered_by")
)
versions_of = of_one(
    lambda person: (
        Person.pgh_event_model.objects.filter(pgh_obj=person)  # type: ignore[attr-defined]
        .select_related("changed_by", "allocated_to", "team")
        .order_by("pgh_id")
    )
)
versions_of_circle = of_one(
    lambda person: (
        CircleMember.pgh_event_model.objects.filter(person=person)  # type: ignore[attr-defined]
        .select_related("changed_by")
        .order_by("pgh_id")
    )
)


@dataclass(frozen=True)
class Happening:
    on: date
    words: str
    who: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    at: time = time.min


def what_happened(records: Records) -> list[Happening]:
    """Everything, the newest first."""
    everything = [
        *_requests(records), *_decisions(records), *_questions(records.person), *_assessments(records),
        *_plans(records), *_payments(records), *_details(records.person), *_circle(records.person),
    ]  # fmt: skip
    return sorted(everything, key=lambda happening: (happening.on, happening.at), reverse=True)


def _moment(at: datetime | None) -> dict:
    local = timezone.localtime(at) if at else None
    return {"on": local.date() if local else date.min, "at": local.time() if local else time.min}


def _requests(records: Records) -> Iterable[Happening]:
    for request in records.requests:
        yield Happening(
            words=_("Asked for help: %(reference)s") % {"reference": request.reference},
            who=request.asker_name or request.name, address=reverse("requests:request", args=[request.reference]),
            **_moment(request.asked_at),
        )  # fmt: skip


def _decisions(records: Records) -> Iterable[Happening]:
    for decision in records.decisions:
        yield Happening(
            on=decision.decided_on, at=timezone.localtime(decision.recorded_at).time(),
            words=f"{decision.get_kind_display()}: {translated(decision.summary)}", who=str(decision.decided_by),
            address=reverse("decisions:decision", args=[decision.pk]),
        )  # fmt: skip


def _questions(person: Person) -> Iterable[Happening]:
    for question in questions_of(person.pk):
        address = reverse("decisions:decision", args=[question.decision_id])
        yield Happening(question.asked_on, _("Questioned a decision"), str(question.asked_by), address)
        if answer := getattr(question, "answer", None):
            yield Happening(
                answer.answered_on, _("The question was answered"), str(answer.answered_by), address, at=time.max
            )


def _assessments(records: Records) -> Iterable[Happening]:
    for assessment in records.assessments:
        yield Happening(
            assessment.started_on, _("%(kind)s started") % {"kind": assessment.get_kind_display()},
            str(assessment.assessor or ""), reverse("assessments:assessment", args=[assessment.pk]),
        )  # fmt: skip


def _plans(records: Records) -> Iterable[Happening]:
    for plan in records.plans:
        address = reverse("plans:plan", args=[plan.pk])
        yield Happening(plan.started_on, _("Plan started"), address=address)
        for step in plan.sign_off_steps.all():
            yield Happening(
                words=_("Plan: %(step)s") % {"step": step.get_what_display().lower()}, who=str(step.by),
                address=address, notes=(step.reasons,) if step.reasons else (), **_moment(step.at),
            )  # fmt: skip
        if plan.agreed_on:
            words = _("Plan begun, with a disagreement written down") if plan.disagrees else _("Plan agreed")
            yield Happening(plan.agreed_on, words, records.person.name, address, at=time.max)


def _payments(records: Records) -> Iterable[Happening]:
    for payment in records.payments:
        address = reverse("payments:payment", args=[payment.pk])
        yield Happening(payment.asked_on, _("Asked for a direct payment"), records.person.name, address)
        if payment.agreed_on:
            yield Happening(payment.agreed_on, _("Direct payment agreed"), address=address, at=time.max)


def _details(person: Person) -> Iterable[Happening]:
    """The record opened, and each change of its details: what it said before and says now."""
    versions = versions_of(person.pk)
    no_notes: tuple[str, ...] = ()
    for before, after in zip([None, *versions], versions, strict=False):
        if before is None:
            if after.changed_at is None:
                continue  # brought here with its history from elsewhere: nobody opened it
            words, notes = _("Record opened"), no_notes
        else:
            notes = tuple(_differences(before, after, private=person.address_is_protected))
            words = _("Details changed")
            if not notes:
                continue
        yield Happening(
            words=words, who=str(after.changed_by or ""), notes=notes,
            **_moment(after.changed_at or after.pgh_created_at),
        )  # fmt: skip


def _differences(before, after, *, private: bool) -> Iterable[str]:
    for field in Person._meta.concrete_fields:
        if field.name in ADDRESS and private:
            continue
        if field.name == "address_is_protected":
            if before.address_is_protected != after.address_is_protected:
                kept = after.address_is_protected
                yield _("The address is kept private") if kept else _("The address is not kept private any more")
            continue
        if field.name in UNSAID or getattr(before, field.attname) == getattr(after, field.attname):
            continue
        shown = [_shown(version, field) or _("(empty)") for version in (before, after)]
        yield _("%(part)s: %(before)s → %(after)s") % {
            "part": _label(field.name), "before": shown[0], "after": shown[1]
        }  # fmt: skip


def _shown(version, field) -> str:
    value = getattr(version, field.name)
    if value is None:
        return ""
    return str(dict(field.choices).get(value, value)) if field.choices else str(value)


def _label(name: str) -> str:
    if name in Details.base_fields:
        return str(Details.base_fields[name].label)
    return {"allocated_to": _("Named worker"), "team": _("Team"), "council_number": _("Council number")}.get(name, name)


def _circle(person: Person) -> Iterable[Happening]:
    address = reverse("people:circle", args=[person.pk])
    last: dict = {}
    for version in versions_of_circle(person.pk):
        before, last[version.pgh_obj_id] = last.get(version.pgh_obj_id), version
        yield Happening(
            words=_circle_words(before, version) % {"name": version.name}, who=str(version.changed_by or ""),
            address=address, **_moment(version.changed_at or version.pgh_created_at),
        )  # fmt: skip


def _circle_words(before, after) -> str:
    if before is None:
        return _("%(name)s was added to the circle of support")
    if after.ended_on and not before.ended_on:
        return _("%(name)s left the circle of support")
    if after.agreed_on and after.agreed_on != before.agreed_on:
        return _("%(name)s agreed to what they do")
    return _("What %(name)s does was changed")
