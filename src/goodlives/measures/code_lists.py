"""The lists of values that Client Level Data allows, as numbers.

`code_lists.csv` holds them with their sources: each value of Release 2, and beside it any spelling of Release 1 that
means the same. A value's number is its place in the list of Release 2 (for outcomes of events, the Department's order
of importance). A blank is 0. A value that is on no list is -1: the Department calls it "Invalid and not mapped".
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

BLANK = 0
OFF_LIST = -1

# Release 1 began with the collection; Release 2 is what the Department reads into since requests of July 2025.
RELEASES = {1: date(2023, 4, 1), 2: date(2025, 7, 1)}


class Value(NamedTuple):
    """One value of a list, as published, and how sure we are of it."""

    field: str
    release: str
    value: str
    release_2_value: str
    source: str
    status: str


@dataclass(frozen=True)
class CodeList:
    """The values of one field. `list["Service user"]` is the number of that value."""

    name: str
    words: tuple[str, ...]
    older: tuple[tuple[str, int], ...] = ()
    numbers: dict[str, int] = field(init=False, hash=False, compare=False)

    def __post_init__(self) -> None:
        numbers = {word.casefold(): number for number, word in enumerate(self.words, start=1)}
        object.__setattr__(self, "numbers", numbers)

    def __getitem__(self, word: str) -> int:
        return self.numbers[word.casefold()]

    def all(self, *words: str) -> list[int]:
        return [self[word] for word in words]

    def starting(self, *beginnings: str) -> list[int]:
        """The numbers of the values that start so: `starting("Long term support")`."""
        return [number for number, word in enumerate(self.words, start=1) if word.startswith(beginnings)]

    def word(self, number: int | None) -> str:
        """What to call a number in words."""
        if number is None or number == BLANK:
            return "blank"
        return "not on the list" if number == OFF_LIST else self.words[number - 1]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every value that may be in a file; those after `words` are Release 1.

        The place of each, from 1, is its number.
        """
        return self.words + tuple(spelling for spelling, _ in self.older)

    @property
    def meanings(self) -> tuple[int, ...]:
        """For each of `spellings`, the number of the value it means today."""
        return tuple(range(1, len(self.words) + 1)) + tuple(meaning for _, meaning in self.older)


@cache
def values() -> tuple[Value, ...]:
    """Every value of every list, with its source."""
    with files(__package__).joinpath("code_lists.csv").open(encoding="utf-8") as lines:
        return tuple(Value(**row) for row in csv.DictReader(lines))


@cache
def code_list(field: str) -> CodeList:
    of_field = [value for value in values() if value.field == field]
    if not of_field:
        raise KeyError(f"there is no list of values for {field}")
    today = CodeList(field, tuple(value.value for value in of_field if value.release != "1"))
    older = tuple(
        (value.value, today[value.release_2_value] if value.release_2_value else OFF_LIST)
        for value in of_field
        if value.release == "1"
    )
    return CodeList(field, today.words, older)


ACCOMMODATION_STATUS = code_list("Accommodation_Status")
ASSESSMENT_TYPE = code_list("Assessment_Type")
CLIENT_TYPE = code_list("Client_Type")
DELIVERY_MECHANISM = code_list("Delivery_Mechanism")
EVENT_OUTCOME = code_list("Event_Outcome")
EVENT_TYPE = code_list("Event_Type")
GENDER = code_list("Gender")
PRIMARY_SUPPORT_REASON = code_list("Primary_Support_Reason")
REQUEST_ROUTE_OF_ACCESS = code_list("Request_Route_of_Access")
SERVICE_COMPONENT = code_list("Service_Component")
SERVICE_TYPE = code_list("Service_Type")

REQUEST, ASSESSMENT, SERVICE, REVIEW = EVENT_TYPE.all("Request", "Assessment", "Service", "Review")
SERVICE_USER = CLIENT_TYPE["Service user"]
UNPAID_CARERS = CLIENT_TYPE.starting("Unpaid carer")
LONG_TERM = SERVICE_TYPE.starting("Long term support")
ST_MAX = SERVICE_TYPE["Short term support: ST-Max"]
DIRECT_PAYMENT = DELIVERY_MECHANISM["Direct payment"]
MANAGED_BUDGET = DELIVERY_MECHANISM["CASSR managed personal budget"]
COMMISSIONED_SUPPORT = DELIVERY_MECHANISM["CASSR commissioned support"]
