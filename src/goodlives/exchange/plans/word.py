"""The plan in Word: real headings, a table with a heading row and words for who cannot see it, and its language."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from .document import Block, Document

GREY = RGBColor(0x48, 0x4F, 0x54)
LANGUAGES = {"en": "en-GB"}


def as_word(document: Document) -> bytes:
    word = new_document()
    language = LANGUAGES.get(document.language[:2], document.language)
    word.core_properties.title = f"{document.title}: {document.whose}"
    word.core_properties.author = document.whose
    word.core_properties.language = language
    _speak(word, language)
    word.styles["Normal"].font.size = Pt(12)
    word.add_heading(document.title, level=1)
    word.add_paragraph(document.whose).runs[0].bold = True
    word.add_paragraph(f"{document.council}\n{document.day}\n{document.state}")
    for section in document.sections:
        word.add_heading(section.heading, level=section.level)
        for block in section.blocks:
            _add(word, block)
    if document.money:
        word.add_heading(_("What it costs, and who pays"), level=2)
        _table(word, document)
    word.add_heading(_("Signature"), level=2)
    for line in document.signed:
        word.add_paragraph(line)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _add(word: Any, block: Block) -> None:
    paragraph = word.add_paragraph(_safe(block.words), style="List Bullet" if block.is_point else None)
    if block.written:
        run = paragraph.add_run(f"\n{_safe(block.written)}")
        run.font.size, run.font.color.rgb = Pt(10), GREY


def _safe(words: str) -> str:
    """Word's XML has no place for control characters that somebody may have pasted."""
    return "".join(letter for letter in words if letter in "\n\t" or ord(letter) >= 0x20)


def _table(word: Any, document: Document) -> None:
    table = word.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = _("What"), _("Amount")
    # The heading row is read out with each cell, and is drawn again on the next page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in document.money:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row.what, row.amount
    described_as = {
        "w:tblCaption": _("What it costs, and who pays"),
        "w:tblDescription": _("What the plan costs, what I pay and what the council pays."),
    }
    for name, words in described_as.items():
        described = OxmlElement(name)
        described.set(qn("w:val"), words)
        table._tbl.tblPr.append(described)


def _speak(word: Any, language: str) -> None:
    """The language that a screen reader reads it in."""
    properties = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)
    spoken.set(qn("w:val"), language)
