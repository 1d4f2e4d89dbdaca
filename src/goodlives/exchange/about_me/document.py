"""About me as one JSON document: words, pictures and voice notes, each with who wrote it and when."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from typing import Any

from goodlives.casework.about_me.models import Attached, Heading, Part
from goodlives.casework.people.models import Person

STANDARD = "PRSB About Me v1.2"


def as_document(person: Person, *, on: date) -> dict[str, Any]:
    """Every heading of the standard in its order; words are null where nothing is written."""
    parts = {part.heading: part for part in Part.objects.filter(person=person).select_related("changed_by")}
    pictures, voices = (
        list(person.pictures.select_related("added_by")),
        list(person.voicenotes.select_related("added_by")),
    )
    last = max((part.changed_at for part in parts.values() if part.changed_at), default=None)
    return {
        "standard": STANDARD,
        "name": person.name,
        "likes_to_be_called": person.called,
        "date": last.date().isoformat() if last else None,
        "taken_on": on.isoformat(),
        "headings": [
            _heading(heading, parts.get(heading.value)) | {
                "pictures": list(_attached(pictures, heading)), "voice_notes": list(_attached(voices, heading))
            }
            for heading in Heading
        ],
    }  # fmt: skip


def _heading(heading: Heading, part: Part | None) -> dict[str, Any]:
    return {
        "heading": heading.value.replace("-", "_"),
        "title": str(heading.label),
        "words": part.words if part else None,
        "source": part.source if part else None,
        "written_with": (part.helper or None) if part else None,
        "written_by": str(part.changed_by) if part and part.changed_by else None,
        "written_at": part.changed_at.isoformat() if part and part.changed_at else None,
        "version": part.revision if part else None,
    }


def _attached(rows: Iterable[Attached], heading: Heading) -> Iterable[dict[str, Any]]:
    for row in rows:
        if row.heading == heading:
            yield {
                "words": row.words or None, "media_type": row.media_type, "added_by": str(row.added_by),
                "added_at": row.added_at.isoformat(), "content": b64encode(bytes(row.content)).decode(),
            }  # fmt: skip
