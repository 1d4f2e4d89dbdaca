"""The languages of the person's pages, and which of them each reader gets.

Whoever works here reads English: what they write down is the record, and the record is in English. The person reads
their own language, as they chose it: kept on their account, and in a cookie before they sign in.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import trans_real

from goodlives.casework.access import roles


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code, its own name, and its word for "draft" until somebody who speaks it has read it."""

    code: str
    name: str
    draft: str

    @property
    def tag(self) -> str:
        """The language as a page says it: en-GB."""
        language, _dash, country = self.code.partition("-")
        return f"{language}-{country.upper()}" if country else language

    @property
    def from_right_to_left(self) -> bool:
        return translation.get_language_info(self.code)["bidi"]

    @property
    def direction(self) -> str:
        return "rtl" if self.from_right_to_left else "ltr"


@functools.cache
def offered() -> tuple[Language, ...]:
    return tuple(Language(code, str(name), _draft(code)) for code, name in settings.LANGUAGES)


def _draft(code: str) -> str:
    if code not in settings.LANGUAGES_IN_DRAFT:
        return ""
    with translation.override(code):
        return _("draft")


def remember_words() -> None:
    """A word that was looked up is remembered: English is looked for in a dozen lists that do not have it."""
    for code, _name in settings.LANGUAGES:
        words = trans_real.translation(code)
        words.gettext = functools.lru_cache(maxsize=20_000)(words.gettext)  # type: ignore[method-assign]


def is_offered(code: str) -> bool:
    return any(language.code == code for language in offered())


def of_reader() -> Language:
    """The language that this page is read in."""
    code = translation.get_language()
    return next((language for language in offered() if language.code == code), offered()[0])


def asked_for(request: HttpRequest) -> Language:
    """The language that this address asks for by name, for one letter; else the reader's."""
    asked = request.GET.get("language", "")
    return next((language for language in offered() if language.code == asked), of_reader())


def may_choose(user) -> bool:
    return not roles.signed_in(user) or roles.person(user)


class ReadersLanguage:
    """Somebody who signed in reads in the language of their account; whoever works here, in English."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not may_choose(user):
            _read_in(request, settings.LANGUAGE_CODE)
        elif user.is_authenticated and is_offered(user.language):
            _read_in(request, user.language)
        return self.get_response(request)


def _read_in(request: HttpRequest, code: str) -> None:
    translation.activate(code)
    request.LANGUAGE_CODE = code
