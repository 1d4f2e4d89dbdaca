"""Values with the plain words that a person reads: kept by the value, said in the words."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class WithWords(StrEnum):
    """Each member is written `NAME = "value", "its plain words"`."""

    words: str

    def __new__(cls, value: str, *_said: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __init__(self, _value: str, words: str) -> None:
        self.words = words


class Lettered(WithWords):
    """One of a list in the law, with its letter there: `NAME = "value", "a", "its plain words"`."""

    letter: str

    def __init__(self, value: str, letter: str, words: str) -> None:
        super().__init__(value, words)
        self.letter = letter
