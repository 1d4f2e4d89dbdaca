"""Words that were written down in English, said in the language of whoever reads them now.

The rules say their sentences in English, and a decision keeps them as they were said: that English is the record. Here
a kept sentence is found again among the messages that have a translation: whole, or as a message with values in it,
or in its parts between punctuation. What is not found, because somebody typed it or its words have changed since,
is given back as it was written. So an old decision always says something, and never something else.
"""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
DAY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)
# What parts are joined by, and what they are joined by in a language read from right to left.
JOINS = (("\n\n", "\n\n"), ("\n", "\n"), (". ", "۔ "), (": ", ": "), ("; ", "؛ "), (", ", "، "))
WHOLE_SENTENCES = ("\n\n", "\n", ". ")
# English among words that are read from right to left keeps its own direction, its full stop too.
ISOLATE, END = "\u2068", "\u2069"
# The values that could be mistaken for more than they are.
LOOKS_LIKE = {"{go}": "(go(?:es)? (?:up|down) (?:to|by))"}
# Sentences of the rules that are made of parts which do not come apart by their punctuation.
MADE_OF_PARTS = (
    gettext_noop("goes up to"), gettext_noop("goes down to"), gettext_noop("go up to"), gettext_noop("go down to"),
    gettext_noop("goes up by"), gettext_noop("goes down by"), gettext_noop("{0} or more"), gettext_noop("{0} or less"),
    gettext_noop("If {0} goes down to nothing"), gettext_noop("If {0} go down to nothing"),
    gettext_noop("You told us: {0}"), gettext_noop("up to {0}"),
)  # fmt: skip


class Template(NamedTuple):
    """A message with values in it: what it looks like, its longest words, its values in order, and its translation."""

    pattern: re.Pattern[str]
    longest: str
    values: tuple[str, ...]
    said: str


def translated(words: str) -> str:
    """The same in the reader's language, or as it was written where we have no words for it."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if not words or language == settings.LANGUAGE_CODE:
        return words
    return _said(language, words) or (f"{ISOLATE}{words}{END}" if _from_right_to_left(language) else words)


def is_translated(words: str) -> bool:
    """Whether the reader reads it in their language: what they do not is marked as English on the page."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return language == settings.LANGUAGE_CODE or _said(language, words) is not None


@functools.lru_cache(maxsize=20_000)
def _said(language: str, words: str) -> str | None:
    whole, templates = _messages(language)
    bare = words.strip()
    if not bare or not re.search(r"[A-Za-z]{2}", bare):
        return words
    for tried, ending in ((bare, ""), (bare.rstrip("."), "." if bare.endswith(".") else "")):
        if found := whole.get(tried) or _lower_first(whole, tried):
            return found + _full_stop(language, ending, found)
    if DAY.fullmatch(bare):
        with translation.override(language):
            return date_format(datetime.strptime(bare, "%d %B %Y").date(), "j F Y")  # noqa: DTZ007  # a day, no time
    for tried, ending in ((bare, ""), (bare.rstrip("."), "." if bare.endswith(".") else "")):
        for template in templates:
            if template.longest in tried and (match := template.pattern.fullmatch(tried)):
                found = _filled(language, template, match.groups())
                return found + _full_stop(language, ending, found)
    if part := re.fullmatch(r"(.+) \((.+)\)", bare):  # a benefit and its part: kept with a comma between them
        return _said(language, f"{part[1]}, {part[2]}")
    return _in_parts(language, bare)


def _lower_first(whole: dict[str, str], words: str) -> str | None:
    """“eating and drinking well”, in the middle of a sentence, is “Eating and drinking well”."""
    return whole.get(words[:1].upper() + words[1:])


def _full_stop(language: str, ending: str, found: str) -> str:
    if not ending or found.endswith(("۔", ".", "؟", "?")):
        return ""
    return "۔" if _from_right_to_left(language) else "."


def _filled(language: str, template: Template, values: tuple[str, ...]) -> str:
    said = template.said
    for name, value in zip(template.values, values, strict=True):
        said = said.replace(name, _said(language, value) or value)
    return said.replace("%%", "%")


def _in_parts(language: str, words: str) -> str | None:
    """Sentence by sentence, where each that is ours is said and each that is not stays; or all the parts of one."""
    for join, joined in JOINS:
        parts = words.split(join)
        if len(parts) == 1:
            continue
        ends = [part + "." if join == ". " and place < len(parts) - 1 else part for place, part in enumerate(parts)]
        said = [_said(language, part) for part in ends]
        if any(said) if join in WHOLE_SENTENCES else all(said):
            between = joined if _from_right_to_left(language) else join
            if join == ". ":
                between = " "
            return between.join(new or old for new, old in zip(said, ends, strict=True))
    return None


@functools.cache
def _from_right_to_left(language: str) -> bool:
    return bool(translation.get_language_info(language)["bidi"])


@functools.cache
def _messages(language: str) -> tuple[dict[str, str], tuple[Template, ...]]:
    """What can be found: messages by their words, and those with values, the most particular first."""
    whole, templates = {}, []
    for words, said in _catalogue(language):
        if VALUE.search(words):
            parts = [re.escape(part.replace("%%", "%")) for part in VALUE.split(words)]
            names = [*VALUE.findall(words), ""]
            pattern = "".join(
                part + LOOKS_LIKE.get(name, "(.*?)" if name else "") for part, name in zip(parts, names, strict=True)
            )
            longest = max((part.replace("%%", "%") for part in VALUE.split(words)), key=len)
            if len(re.sub(r"[^A-Za-z]", "", VALUE.sub("", words))) >= 5:
                templates.append(Template(re.compile(pattern, re.DOTALL), longest, tuple(VALUE.findall(words)), said))
        else:
            whole[words.strip(" ,;:.") if words.strip(" ,;:.") not in whole else words] = said.strip(" ,;:،؛")
            whole[words] = said
    templates.sort(key=lambda template: -len(template.longest))
    return whole, tuple(templates)


def _catalogue(language: str) -> Iterator[tuple[str, str]]:
    """Ours, then the council's own words, which come after and so count."""
    for folder in reversed(settings.LOCALE_PATHS):
        path = Path(str(folder)) / translation.to_locale(language) / "LC_MESSAGES" / "django.mo"
        if path.exists():
            with path.open("rb") as file:
                messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # no other way to list
            for words, said in messages.items():
                if isinstance(words, str) and words and said:
                    yield words.rpartition("\x04")[2], said
