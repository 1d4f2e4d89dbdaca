"""The letter as a tagged PDF. Typst refuses to write a file that is not PDF/UA-1, so no untagged letter can leave."""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from .easy_read import EasyRead
from .letter import Letter

TEMPLATE = Path(__file__).with_name("letter.typ")
FONT = "design/fonts/atkinson-hyperlegible-next-400.ttf"
EASY_READ = TEMPLATE.with_name("easy_read.typ")
URDU = "noto-naskh-arabic-400.ttf"
SIZES = (12, 18, 20, 22, 24)


def as_pdf(letter: Letter, *, size: int = 12) -> bytes:
    """The letter on A4, in 12 point, or 18 to 24 for those who asked for large print."""
    return _tagged([_as_words(letter)], size, letter.title, letter.summary)


def many_as_pdf(letters: Sequence[Letter], *, title: str, size: int = 12) -> bytes:
    """Letters to be printed together, each on a sheet of its own: one file, tagged as each would be alone."""
    return _tagged([_as_words(letter) for letter in letters], size, title, title)


def easy_read_as_pdf(letters: Sequence[EasyRead], *, size: int = 18) -> bytes:
    """An Easy Read letter and its copies, each on a sheet of its own."""
    words = [_easy_read_words(letter) for letter in letters]
    return _tagged(words, size, letters[0].title, letters[0].subject, EASY_READ)


def _tagged(letters: list[dict[str, Any]], size: int, title: str, description: str, template: Path = TEMPLATE) -> bytes:
    try:
        return _compile(letters, size, title, description, template)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # No font here has a character that somebody typed. PDF/UA would refuse the whole file for it.
        return _compile(_printable(letters), size, _printable(title), _printable(description), template)


def as_picture(letter: Letter, *, ppi: int = 75) -> bytes:
    """The letter's first page as a PNG."""
    pages = _compile(_printable([_as_words(letter)]), 12, letter.title, "", format="png", ppi=ppi)
    return pages[0] if isinstance(pages, list) else pages


def _compile(
    letters: list[dict[str, Any]], size: int, title: str, description: str, template: Path = TEMPLATE, **options: Any
) -> Any:
    options = options or {"format": "pdf", "pdf_standards": ["ua-1"]}
    return typst.compile(
        template, root=TEMPLATE.parent, font_paths=_fonts(),
        sys_inputs={"letters": json.dumps(letters), "size": str(size), "title": title, "description": description},
        **options,
    )  # fmt: skip


@functools.cache
def _font_file() -> Path | None:
    """Our own font, where the front end has been built; Typst's own does otherwise."""
    found = finders.find(FONT)
    return Path(found) if found else None


@functools.cache
def _fonts() -> typst.Fonts:
    """Ours, then the machine's for other alphabets. Read once: looking for fonts takes longer than a letter."""
    font = _font_file()
    return typst.Fonts(font_paths=[font.parent] if font else [])


def _as_words(letter: Letter) -> dict[str, Any]:
    """The letter as plain data, with the few words that only the page on paper needs."""
    words = asdict(letter)
    words["date"] = [letter.date.year, letter.date.month, letter.date.day]
    for notice in words["notices"]:
        del notice["decision"]
    return words | {
        "page": _("Page"), "of": _("of"),
        "words": {
            "asks": _("What the law asks"), "answer": _("Answer"),
            "line": _("The sum, line by line"), "amount": _("Amount"),
            "fact": _("What"), "told": _("What we used"), "reference": _("Our reference:"),
            "change": _("What could change"),
        },
    }  # fmt: skip


def _easy_read_words(letter: EasyRead) -> dict[str, Any]:
    words = asdict(letter)
    words["date"] = [letter.date.year, letter.date.month, letter.date.day]
    return words | {"page": _("Page"), "of": _("of"), "words": {"reference": _("Our reference:")}}


def _printable(value: Any) -> Any:
    """The same with each character that cannot be drawn said in words."""
    if isinstance(value, dict):
        return {name: _printable(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(inner) for inner in value]
    if not isinstance(value, str):
        return value
    said: list[str] = []
    for character in unicodedata.normalize("NFC", value):
        if _is_drawn(character):
            said.append(character)
        elif unicodedata.category(character) == "So":
            said.append(f"({unicodedata.name(character, '').lower()})")
        elif unicodedata.category(character)[0] == "L":
            cannot = _("(words in an alphabet this letter cannot print)")
            if "".join(said).rstrip().endswith(cannot):
                continue
            said.append(cannot)
    return "".join(said)


def _is_drawn(character: str) -> bool:
    # Typst carries a font of its own that has these alphabets.
    return (
        character.isspace()
        or ord(character) in _drawn_by_ours()
        or unicodedata.name(character, "").startswith(("LATIN ", "GREEK ", "CYRILLIC "))
    )


@functools.cache
def _drawn_by_ours() -> frozenset[int]:
    font = _font_file()
    if font is None:
        return frozenset(range(0x20, 0x7F)) | {0xA3}
    return frozenset(TTFont(font).getBestCmap()) | frozenset(TTFont(font.with_name(URDU)).getBestCmap())
