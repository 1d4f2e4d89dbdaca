"""Drawing the copy that a partner asked for, in one transaction with the last look at the consent."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.casework.access.records import held
from goodlives.casework.consents import files
from goodlives.casework.consents.models import Consent, Group, SharedFile
from goodlives.casework.people.models import Person

from .. import about_me
from ..plans.as_json import as_json
from ..plans.document import document_of
from ..plans.pdf import as_pdf
from ..plans.word import as_word
from .groups import plans_in_place
from .reach import who_and_how_to_reach

What, Form = SharedFile.What, SharedFile.Form

MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.JSON: "application/json",
}


@transaction.atomic
def make(file_pk: UUID, *, on: date, at: datetime) -> SharedFile:
    """Draw and seal it, if the consent stands now; else stop it and say why.

    The consent is held until this is kept. A withdrawal that came before is seen here; one that comes meanwhile waits
    for us, and then stops what we made. So nothing goes out after it.
    """
    consent = held(Consent(pk=SharedFile.objects.values_list("consent_id", flat=True).get(pk=file_pk)))
    file = held(SharedFile(pk=file_pk))
    if file.state != SharedFile.State.QUEUED:
        return file
    if why := files.why_not(consent, file.what, on):
        return files.stop(file, why=why, by=None, at=at)
    content = _drawn(consent, file, on)
    if content is None:
        return files.stop(file, why=_("There is no plan in place yet."), by=None, at=at)
    return files.seal(file, content, at=at)


def _drawn(consent: Consent, file: SharedFile, on: date) -> bytes | None:
    if file.what == What.ABOUT_ME:
        person = consent.person
        return about_me.as_pdf(person, on=on) if file.form == Form.PDF else _json(about_me.as_document(person, on=on))
    plan = next(iter(plans_in_place(consent.person)), None)
    if plan is None:
        return None
    if file.form == Form.JSON:
        return _json(as_json(plan, on) | {"person": _who(consent.person, Group.REACH in consent.groups)})
    document = document_of(plan, on)
    return as_pdf(document) if file.form == Form.PDF else as_word(document)


def _who(person: Person, reach: bool) -> dict[str, Any]:
    """The name comes with every consent; a birth date and a number only with the group that has them."""
    known = who_and_how_to_reach(person) if reach else None
    return {
        "name": person.name, "preferred_name": person.preferred_name,
        "born_on": known.born_on.isoformat() if known and known.born_on else None,
        "nhs_number": known.nhs_number if known else None,
    }  # fmt: skip


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=2, ensure_ascii=False).encode()
