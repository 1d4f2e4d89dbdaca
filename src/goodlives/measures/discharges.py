"""Reads a list of stays in hospital, as a hospital can give it to a council, for 2D.

A CSV with a line for each stay that has ended (the whole stay, not each consultant's part of it), and these columns in
any order. The codes are those of the NHS Data Dictionary, which every hospital keeps.

    la_code                 the council in whose area the person lives
    nhs_number              as in Client Level Data
    date_of_birth           31/12/1940 or 1940-12-31, as every date here
    admission_date
    discharge_date
    admission_method        21: emergency, through the emergency department ...
    discharge_method        1: on medical advice, 4: died ...
    discharge_destination   19: usual place of residence ...
    treatment_function      300: general internal medicine ...

Give every stay from the first day of the year to 84 days after its last: who came back is found in it too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from .tables import WrongFile, folded

COLUMNS = (
    *("la_code", "nhs_number", "date_of_birth", "admission_date", "discharge_date"),
    *("admission_method", "discharge_method", "discharge_destination", "treatment_function"),
)
DATE_STYLES = ("%d/%m/%Y", "%Y-%m-%d")
FIRST_ADMISSION = date(2023, 4, 1)  # when Client Level Data began
SIXTY_FIVE = 65 * 365.25

# Births, and women in maternity care.
NOT_FOR_ILLNESS = {"31", "32", "82", "83"}
DIED, STILLBORN = "4", "5"
# To another hospital, a secure unit or a hospice; or nowhere, because the person died.
NOT_TO_THE_COMMUNITY = {"49", "50", "51", "52", "79", "87", "88"}
# Maternity and newborn babies, mental health and learning disability, and what is no acute care.
OTHER_TREATMENT = {
    *("199", "223", "290", "291", "331", "344", "345", "346", "424"),
    *("499", "501", "504", "560", "660", "661", "662", "840", "920"),
}
OTHER_TREATMENTS_START = ("65", "7")


class Stay(NamedTuple):
    """A stay in hospital. Days are numbers, as in every table here (`date.toordinal`)."""

    council: str
    person_reference: str
    admitted: int
    left: int
    counts: bool
    """Whether its end is a discharge that 2D counts."""
    unplanned: bool
    """Whether its start is an admission in an emergency, or one that nobody planned."""


def read_discharges(path: str | Path) -> list[Stay]:
    """Every stay of a list. A list with anything wrong in it is refused, with the line."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            return list(stays(csv.reader(lines)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongFile(f"the file cannot be read: {error}") from error


def stays(lines: Iterator[list[str]]) -> Iterator[Stay]:
    header = [folded(name).replace(" ", "_") for name in next(lines, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise WrongFile(f"line 1 has no column {', '.join(missing)}")
    twice = [name for name in COLUMNS if header.count(name) > 1]
    if twice:
        raise WrongFile(f"line 1 has the column {', '.join(twice)} twice")
    seen: dict[tuple[str, int, int], int] = {}
    for line, cells in enumerate(lines, start=2):
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise WrongFile(f"line {line} has {len(cells)} columns, not {len(header)}")
        stay = one_stay(line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
        same = stay.person_reference, stay.admitted, stay.left
        if same in seen:
            raise WrongFile(f"line {line} is the same stay as line {seen[same]}: a stay has one line")
        seen[same] = line
        yield stay


def one_stay(line: int, cells: dict[str, str]) -> Stay:
    blank = [name for name in COLUMNS if not cells[name]]
    if blank:
        raise WrongFile(f"line {line}: {', '.join(blank)} is blank")

    def day(name: str) -> date:
        for style in DATE_STYLES:
            try:
                return datetime.strptime(cells[name], style).date()  # noqa: DTZ007 a day has no time zone
            except ValueError:
                continue
        raise WrongFile(f"line {line}: {name} is {cells[name]!r}, not a date like 31/12/2024 or 2024-12-31")

    born, admitted, left = day("date_of_birth"), day("admission_date"), day("discharge_date")
    if left < admitted:
        raise WrongFile(f"line {line}: discharge_date is before admission_date")
    how_admitted, how_discharged = cells["admission_method"].upper(), cells["discharge_method"]
    treatment = cells["treatment_function"]
    overnight = admitted < left
    return Stay(
        council=cells["la_code"].upper(),
        person_reference="".join(cells["nhs_number"].split()).casefold(),
        admitted=admitted.toordinal(),
        left=left.toordinal(),
        counts=overnight
        and admitted >= FIRST_ADMISSION
        and left.toordinal() - born.replace(day=1).toordinal() >= SIXTY_FIVE
        and how_admitted not in NOT_FOR_ILLNESS
        and how_discharged not in (DIED, STILLBORN)
        and cells["discharge_destination"] not in NOT_TO_THE_COMMUNITY
        and treatment not in OTHER_TREATMENT
        and not treatment.startswith(OTHER_TREATMENTS_START),
        # 11, 12 and 13 are planned; those that start with 2 an emergency; all others are neither.
        unplanned=overnight and not how_admitted.startswith("1") and how_discharged != STILLBORN,
    )
