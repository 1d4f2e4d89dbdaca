"""The plan as a tagged PDF. Typst refuses to write a file that is not PDF/UA-1."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from ..letters.pdf import _fonts, _printable
from .document import Document

TEMPLATE = Path(__file__).with_name("plan.typ")


def as_pdf(document: Document) -> bytes:
    """The plan on A4, tagged, with its headings and its language."""
    try:
        return _compile(asdict(document))
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # No font here has a character that somebody typed. PDF/UA would refuse the whole file for it.
        return _compile(_printable(asdict(document)))


def _compile(plan: dict) -> bytes:
    words = {
        "page": _("Page"), "of": _("of"), "money": _("What it costs, and who pays"), "what": _("What"),
        "amount": _("Amount"), "signed": _("Signature"),
    }  # fmt: skip
    return typst.compile(
        TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), format="pdf", pdf_standards=["ua-1"],
        sys_inputs={"plan": json.dumps(plan), "words": json.dumps(words)},
    )  # fmt: skip
