"""Who may see what of somebody's record, for what and until when; and everything that was ever shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.consents.models import Consent, SharedFile
from goodlives.casework.people.models import Person

from .. import clock
from ..design.environment import day
from ..permissions import SignedInRequest, open_record, open_to

A_FEW = 5
sees = roles.person | roles.council_staff
writes = roles.person | roles.social_worker


@dataclass(frozen=True)
class Shared:
    """One consent as a page shows it."""

    consent: Consent
    who_said: str
    state: str
    stopped_on: date | None = None


@open_to(sees)
@require_safe
def overview(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Who may see what"))
    consents, names = _all(person)
    rows = [_shown(consent, names, clock.today()) for consent in consents]
    changed = {row.consent.follows_id for row in rows}
    return render(
        request, "consents/who_may_see.jinja",
        {
            "person": person, "own": roles.person(request.user), "may_write": writes(request.user),
            "now": [row for row in rows if row.state in ("current", "later")],
            "ended": [row for row in rows if row.state not in ("current", "later") and row.consent.pk not in changed][
                :A_FEW
            ],
            "any": bool(rows),
        },
    )  # fmt: skip


def _all(person: Person) -> tuple[list[Consent], dict[UUID, str]]:
    """The newest first, with the names of whoever wrote them down, as far as they may be seen."""
    consents = list(Consent.objects.filter(person=person).select_related("partner").order_by("-given_at"))
    ids = {pk for consent in consents for pk in (consent.recorded_by_id, consent.withdrawn_by_id) if pk}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}
    for consent in consents:
        consent.person = person
    return consents, names


def _shown(consent: Consent, names: dict[UUID, str], on: date) -> Shared:
    own = consent.recorded_by_id == consent.person.user_id
    if own:
        said = _("Said here, on %(day)s.") % {"day": day(_on(consent.given_at))}
    else:
        said = _("Written down by %(who)s on %(day)s: %(how)s") % {
            "who": names.get(consent.recorded_by_id, _("somebody else")), "day": day(_on(consent.given_at)),
            "how": consent.told,
        }  # fmt: skip
    if consent.withdrawn_at:
        return Shared(consent, said, "stopped", _on(consent.withdrawn_at))
    if consent.partner.ended_on:
        return Shared(consent, said, "partner_ended", consent.partner.ended_on)
    if consent.last_on < on:
        return Shared(consent, said, "over", consent.last_on)
    return Shared(consent, said, "later" if consent.first_on > on else "current")


def _on(at: datetime) -> date:
    return timezone.localtime(at).date()


@dataclass(frozen=True)
class Happened:
    at: datetime
    words: str
    who: str = ""
    notes: tuple[str, ...] = ()


@open_to(sees)
@require_safe
def history(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """Every yes, change and no, and every copy that was asked for, with what came of it."""
    person = open_record(request, person_pk, page=_("History of who may see what"))
    consents, names = _all(person)
    copies = SharedFile.objects.filter(consent__person=person).defer("content")
    happened = [row for consent in consents for row in _of_consent(consent, names)]
    partners = {consent.pk: consent.partner.name for consent in consents}
    happened += [row for file in copies for row in _of_copy(file, partners[file.consent_id])]
    happened.sort(key=lambda row: row.at, reverse=True)
    return render(
        request, "consents/history.jinja", {"person": person, "own": roles.person(request.user), "happened": happened}
    )


def _of_consent(consent: Consent, names: dict[UUID, str]) -> Iterable[Happened]:
    partner = consent.partner.name
    notes = [
        _("For: %(what)s") % {"what": consent.what_for},
        _("What: %(groups)s") % {"groups": ", ".join(consent.groups_in_words)},
        _("From %(first)s to %(last)s") % {"first": day(consent.first_on), "last": day(consent.last_on)},
    ]
    if consent.told:
        notes.append(_("How it was said: %(how)s") % {"how": consent.told})
    if consent.representative:
        notes.append(f"{consent.get_given_by_display()}: {consent.representative}. {consent.basis}")
    words = _("Shared with %(partner)s") if consent.follows_id is None else _("Shared again, or changed: %(partner)s")
    yield Happened(consent.given_at, words % {"partner": partner}, names.get(consent.recorded_by_id, ""), tuple(notes))
    if consent.withdrawn_at and consent.withdrawn_by_id:
        told = (_("How it was said: %(how)s") % {"how": consent.withdrawn_told},) if consent.withdrawn_told else ()
        yield Happened(
            consent.withdrawn_at, _("Stopped sharing with %(partner)s") % {"partner": partner},
            names.get(consent.withdrawn_by_id, ""), told,
        )  # fmt: skip


def _of_copy(file: SharedFile, partner: str) -> Iterable[Happened]:
    known = {"partner": partner, "what": file.get_what_display(), "name": file.name}
    yield Happened(file.asked_at, _("%(partner)s asked for a copy of: %(what)s (%(name)s)") % known)
    if file.taken_at:
        yield Happened(file.taken_at, _("%(partner)s took the copy %(name)s") % known)
    if file.stopped_at:
        words = _("The copy %(name)s was stopped, and is gone from here") if file.digest else _(
            "The copy %(name)s was never made, and nothing was sent"
        )  # fmt: skip
        yield Happened(file.stopped_at, words % known, notes=(file.why_stopped,))
    if file.deleted_on and file.changed_at:
        yield Happened(file.changed_at, _("%(partner)s said that they deleted the copy %(name)s") % known)
