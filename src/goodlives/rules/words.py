"""Values with the plain words that a person reads: kept by the value, said in the words."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class WithWords(StrEnum):
    """Each member is written `NAME = "value", "its plain words"`. The words come last of what is said of it."""

    words: str

    # What is said is open because `Outcome("nutrition")`, which looks a member up, says nothing.
    def __new__(cls, value: str, *said: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = said[-1]
        return member


class Lettered(WithWords):
    """One of a list in the law, with its letter there: `NAME = "value", "a", "its plain words"`."""

    letter: str

    def __init__(self, _value: str, *said: str) -> None:
        self.letter = said[0]
