"""About me on paper: a tagged PDF in the council's letters' own font, with its pictures and their words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodlives.casework.about_me.models import Heading, Part, Source
from goodlives.casework.people.models import Person

from ..letters.pdf import _fonts, _printable

TEMPLATE = Path(__file__).with_name("about_me.typ")


def as_pdf(person: Person, *, on: date, size: str = "standard") -> bytes:
    """On A4, in 12 point, or 18 point for those who asked for large print. Typst refuses one that is not PDF/UA-1."""
    words, pictures = _said(person, on)
    try:
        return _compile(words, pictures, size)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _compile(_printable(words), pictures, size)


def _compile(words: dict[str, Any], pictures: list[list[int]], size: str) -> bytes:
    made = typst.compile(
        TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), format="pdf", pdf_standards=["ua-1"],
        sys_inputs={"said": json.dumps(words), "pictures": json.dumps(pictures), "size": size},
    )  # fmt: skip
    return bytes(made)


def _said(person: Person, on: date) -> tuple[dict[str, Any], list[list[int]]]:
    parts = {part.heading: part for part in Part.objects.filter(person=person).select_related("changed_by")}
    pictures = list(person.pictures.all())
    sections = []
    for heading in Heading:
        part = parts.get(heading.value)
        shown = [
            {"number": number, "words": picture.words}
            for number, picture in enumerate(pictures)
            if picture.heading == heading
        ]
        if part or shown:
            sections.append(
                {"heading": str(heading.label), "words": part.words if part else "", "who": who(part) if part else "",
                 "pictures": shown}
            )  # fmt: skip
    voices = person.voicenotes.exclude(words="").defer("content")
    said = [{"heading": str(Heading(voice.heading).label), "words": voice.words} for voice in voices]
    return {
        "council": settings.COUNCIL.name, "colour": settings.COUNCIL.colour, "title": _("About me"),
        "name": person.name, "day": [on.year, on.month, on.day],
        "called": _("Please call me %(name)s.") % {"name": person.called},
        "printed": _("Printed on %(day)s") % {"day": date_format(on, "j F Y")},
        "sections": sections, "empty": _("Nothing is written yet."), "said": _("Said in a voice note"), "voices": said,
        "page": _("Page"), "of": _("of"),
    }, [list(bytes(picture.content)) for picture in pictures]  # fmt: skip


def who(part: Part) -> str:
    """Who wrote it and when, in words."""
    day = date_format(part.changed_at, "j F Y") if part.changed_at else ""
    if part.source == Source.SELF:
        return _("I wrote this, %(day)s") % {"day": day}
    if part.source == Source.ACCEPTED:
        return _("%(name)s suggested this and I agreed, %(day)s") % {"name": part.helper, "day": day}
    if part.source == Source.SCRIBE:
        return _("I said this and it was written down: %(name)s, %(day)s") % {"name": part.helper, "day": day}
    return _("Said by somebody who knows me: %(name)s, %(day)s") % {"name": part.helper, "day": day}
