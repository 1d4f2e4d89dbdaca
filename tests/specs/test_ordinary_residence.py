"""Which council is somebody's own, by example: Care Act 2014 ss39 to 41, SI 2014/2828 and SI 2014/2829."""

from dataclasses import dataclass
from datetime import date

import pytest

from goodlives.rules.ordinary_residence import (
    Accommodation,
    Dispute,
    LivedAt,
    NowhereYet,
    dispute_refer_by,
    lead_council,
    ordinary_residence,
)


def lived(table: str) -> list[LivedAt]:
    """from | where | council | only there? | council with the duty of aftercare"""
    found = []
    for line in table.strip().splitlines():
        since, where, council, *more = (cell.strip() for cell in line.split("|"))
        only = {"yes": True, "no": False}.get(more[0]) if more else None
        found.append(
            LivedAt(
                from_on=date.fromisoformat(since),
                accommodation=Accommodation(where),
                council=council,
                needs_met_only_there=only,
                aftercare_council=more[1] if len(more) > 1 else None,
            )
        )
    return found


@dataclass(frozen=True)
class Case:
    says: str
    places: str
    council: str | None


CASES = [
    Case("somebody at home", "2015-01-01 | home | Ayton", "Ayton"),
    Case("somebody who moved home", "2015-01-01 | home | Ayton\n2024-01-01 | home | Beeford", "Beeford"),
    Case(
        "placed in a care home in another area",
        "2015-01-01 | home | Ayton\n2024-01-01 | care_home | Beeford | yes",
        "Ayton",
    ),
    Case(
        "placed in shared lives in another area",
        "2015-01-01 | home | Ayton\n2024-01-01 | shared_lives | Beeford | yes",
        "Ayton",
    ),
    Case(
        "placed in supported living in another area",
        "2015-01-01 | home | Ayton\n2024-01-01 | supported_living | Beeford | yes",
        "Ayton",
    ),
    Case(
        "who arranged a care home in another area for themselves",
        "2015-01-01 | home | Ayton\n2024-01-01 | care_home | Beeford | no",
        "Beeford",
    ),
    Case(
        "placed in one, and then in another of another kind",
        "2015-01-01 | home | Ayton\n2020-01-01 | supported_living | Beeford | yes\n2024-01-01 | care_home | Ceby | yes",
        "Ayton",
    ),
    Case(
        "who left a placement for a home of their own there",
        "2015-01-01 | home | Ayton\n2020-01-01 | care_home | Beeford | yes\n2024-01-01 | home | Beeford",
        "Beeford",
    ),
    Case("in hospital in another area", "2015-01-01 | home | Ayton\n2024-01-01 | nhs | Beeford", "Ayton"),
    Case(
        "from hospital straight to a placement",
        "2015-01-01 | home | Ayton\n2023-06-01 | nhs | Beeford\n2024-01-01 | care_home | Ceby | yes",
        "Ayton",
    ),
    Case("with no settled home: the council where they are", "2024-01-01 | no_fixed_home | Ayton", "Ayton"),
    Case(
        "with no settled home, then placed: the council where they were",
        "2023-01-01 | no_fixed_home | Ayton\n2024-01-01 | care_home | Beeford | yes",
        "Ayton",
    ),
    Case(
        "in aftercare: the council with that duty",
        "2015-01-01 | home | Ayton\n2024-01-01 | aftercare | Beeford | | Ceby",
        "Ceby",
    ),
    Case(
        "in aftercare of a council not yet known", "2015-01-01 | home | Ayton\n2024-01-01 | aftercare | Beeford", None
    ),
    Case(
        "in a care home, and who arranged it is not yet known",
        "2015-01-01 | home | Ayton\n2024-01-01 | care_home | Beeford",
        None,
    ),
    Case("placed, and where they lived before is not known", "2024-01-01 | care_home | Beeford | yes", None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_whose_somebody_is(case: Case) -> None:
    found = ordinary_residence(lived(case.places), date(2025, 6, 2))
    assert found.council == case.council
    assert (found.still_to_find_out == ()) is (case.council is not None)


def test_with_no_settled_home_nobody_is_settled() -> None:
    assert ordinary_residence(lived("2024-01-01 | no_fixed_home | Ayton"), date(2025, 6, 2)).settled is False
    assert ordinary_residence(lived("2024-01-01 | home | Ayton"), date(2025, 6, 2)).settled is True


def test_what_comes_later_does_not_count_yet() -> None:
    places = lived("2015-01-01 | home | Ayton\n2024-01-01 | home | Beeford")
    assert ordinary_residence(places, date(2023, 12, 31)).council == "Ayton"
    assert ordinary_residence(places, date(2024, 1, 1)).council == "Beeford"
    with pytest.raises(NowhereYet):
        ordinary_residence(places, date(2014, 12, 31))


def test_each_place_that_changes_nothing_has_its_line_and_law() -> None:
    places = lived("2015-01-01 | home | Ayton\n2023-06-01 | nhs | Beeford\n2024-01-01 | care_home | Ceby | yes")
    steps = ordinary_residence(places, date(2025, 6, 2)).steps
    assert [step.law for step in steps] == [
        "Care Act 2014 s39(1) and (2); SI 2014/2828",
        "Care Act 2014 s39(5)",
        "Care Act 2014 ss18 and 39",
    ]
    assert steps[-1].what == "From 1 January 2015 you were at home in Ayton: you belong there"


@pytest.mark.parametrize(
    ("says", "meeting", "living", "present", "lead"),
    [
        ("the one meeting the needs", "Ayton", "Beeford", "Ceby", "Ayton"),
        ("nobody is: the one where they live", None, "Beeford", "Ceby", "Beeford"),
        ("they live nowhere: the one where they are", None, None, "Ceby", "Ceby"),
        ("not yet known", None, None, None, None),
    ],
)
def test_nobody_waits_for_a_dispute(
    says: str, meeting: str | None, living: str | None, present: str | None, lead: str | None
) -> None:
    dispute = Dispute(
        arose_on=date(2025, 6, 2),
        council_meeting_needs=meeting,
        council_where_living=living,
        council_where_present=present,
    )
    assert lead_council(dispute)[0] == lead, says


def test_a_dispute_goes_to_the_secretary_of_state_after_4_months() -> None:
    assert dispute_refer_by(date(2025, 10, 31)) == date(2026, 2, 28)
