"""The languages people here use, and which of them letters can be written in: those this system has words for."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language


class Language(NamedTuple):
    """`own_name` is what its speakers call it."""

    code: str
    name: str
    own_name: str
    right_to_left: bool = False


ENGLISH = "en"
LANGUAGES = (
    Language(ENGLISH, "English", "English"),
    Language("ar", "Arabic", "العربية", True),
    Language("bn", "Bengali", "বাংলা"),
    Language("zh", "Chinese", "中文"),
    Language("fr", "French", "Français"),
    Language("gu", "Gujarati", "ગુજરાતી"),
    Language("it", "Italian", "Italiano"),
    Language("ckb", "Kurdish (Sorani)", "کوردی", True),
    Language("fa", "Persian", "فارسی", True),
    Language("pl", "Polish", "Polski"),
    Language("pt", "Portuguese", "Português"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    Language("ro", "Romanian", "Română"),
    Language("so", "Somali", "Soomaali"),
    Language("es", "Spanish", "Español"),
    Language("ta", "Tamil", "தமிழ்"),
    Language("tr", "Turkish", "Türkçe"),
    Language("uk", "Ukrainian", "Українська"),
    Language("ur", "Urdu", "اردو", True),
    Language("cy", "Welsh", "Cymraeg"),
)
CHOICES = [
    (one.code, one.name if one.code == ENGLISH else f"{one.name} ({one.own_name})") for one in LANGUAGES
]  # fmt: skip
_KNOWN = {one.code: one for one in LANGUAGES}


def language_of(code: str) -> Language:
    """The language of a code such as ur or en-gb."""
    return _KNOWN.get(code.split("-")[0], _KNOWN[ENGLISH])


def language_now() -> Language:
    """The language in which words are said now."""
    return language_of(get_language() or ENGLISH)


def letters_are_written_in(code: str) -> bool:
    """Whether this system has words in a language. English, and whatever the settings name beside it."""
    return code == ENGLISH or code in {name.split("-")[0] for name, _label in settings.LANGUAGES}
