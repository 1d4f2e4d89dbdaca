"""How long people wait from their request to the first response, and to the first service."""

from __future__ import annotations

import csv
import os
from datetime import date

import pytest
from click.testing import CliRunner

from goodlives.cli import main
from goodlives.measures.ascof import clean
from goodlives.measures.engines import DuckDB
from goodlives.measures.tables import read_events
from goodlives.measures.waiting_times import medians

from .drawn import END, START, as_table, events
from .second_count import made_up, waiting_times
from .second_count.cleaning import main_table
from .second_count.reading import understood

SEEDS = int(os.environ.get("GOODLIVES_SEEDS", "40"))
COMMUNITY = "Long term support: Community"
ON, TO_SERVICES = "Progress to assessment, review or reassessment", "Progress to support planning or services"


def found(source, start=START, end=END):
    engine = DuckDB()
    cleaned = clean(read_events(source, engine).rows, engine)
    return medians(*cleaned, start, end, engine)


def waits(*lines: str) -> dict[str, tuple[float, int]]:
    """The median wait for a response and for a service, and of how many, for people drawn as one line an event."""
    drawing = "who | event | assessment | what | from | to | outcome\n" + "\n".join(lines)
    return {row.wait: (row.median_days, row.waits) for row in found(as_table(events(drawing)))}


def request(on: str, outcome: str = ON, who: str = "ann") -> str:
    return f"{who} | Request | - | - | {on} | {on} | {outcome}"


def assessment(on: str, outcome: str = TO_SERVICES, what: str = "Long term assessment", who: str = "ann") -> str:
    return f"{who} | Assessment | {what} | - | {on} | {on} | {outcome}"


def service(begins: str, ends: str = "-", what: str = COMMUNITY, who: str = "ann") -> str:
    return f"{who} | Service | - | {what} | {begins} | {ends} | -"


def test_from_the_request_to_the_assessment_and_to_the_service():
    assert waits(request("2024-05-01"), assessment("2024-05-11"), service("2024-05-21")) == {
        "first response": (10, 1),
        "first service": (20, 1),
    }


def test_the_median_of_two_waits_lies_between_them():
    bob = (request("2024-05-01", who="bob"), assessment("2024-05-06", who="bob"))
    assert waits(request("2024-05-01"), assessment("2024-05-11"), *bob) == {"first response": (7.5, 2)}


def test_a_service_may_be_the_first_response():
    both = {"first response": (9, 1), "first service": (9, 1)}
    assert waits(request("2024-05-01"), service("2024-05-10")) == both
    assert waits(request("2024-05-01"), service("2024-05-10"), assessment("2024-05-20")) == both


def test_on_one_day_the_request_comes_first_then_the_assessment():
    assert waits(request("2024-05-01"), assessment("2024-05-01"), service("2024-05-01")) == {
        "first response": (0, 1),
        "first service": (0, 1),
    }


def test_a_service_after_assessments_that_lead_to_none_did_not_follow_from_the_request():
    declined = assessment("2024-05-11", "NFA: Support declined")
    assert waits(request("2024-05-01"), declined, service("2024-05-21")) == {"first response": (10, 1)}
    # Of assessments one after another it is enough that one leads to a service.
    both = waits(request("2024-05-01"), declined, assessment("2024-05-15"), service("2024-05-21"))
    assert both == {"first response": (10, 1), "first service": (20, 1)}


@pytest.mark.parametrize("outcome", ["NFA: Support declined", "Admitted to hospital", "-"])
def test_a_request_that_goes_no_further_is_no_wait(outcome):
    assert waits(request("2024-05-01", outcome), assessment("2024-05-11")) == {}


def test_a_request_while_an_earlier_one_is_followed_up_is_the_same_wait():
    found = waits(request("2024-05-01"), request("2024-05-05"), assessment("2024-05-11"), service("2024-05-21"))
    assert found == {"first response": (10, 1), "first service": (20, 1)}


@pytest.mark.parametrize(
    ("what", "ended", "waited"),
    [
        (COMMUNITY, "2023-04-30", True),
        (COMMUNITY, "2023-05-01", False),
        (COMMUNITY, "-", False),
        ("Short term support: ST-Max", "2024-01-31", True),
        ("Short term support: ST-Max", "2024-02-01", False),
        ("Short term support: Other short term", "2024-02-01", False),
        ("Short term support: Ongoing low level", "2024-04-30", True),
    ],
)
def test_somebody_with_support_before_the_request_is_not_waiting(what, ended, waited):
    drawn = waits(service("2023-04-01", ended, what), request("2024-05-01"), assessment("2024-05-11"))
    assert ("first response" in drawn) == waited


def test_only_adults_of_25_or_over_and_only_requests_of_their_own_are_counted():
    def of(born: str = "-", client: str = "Service user") -> list[str]:
        drawing = f"""
            who | event      | assessment           | from       | to         | outcome | born   | client
            ann | Request    | -                    | 2024-05-01 | 2024-05-01 | {ON}    | {born} | {client}
            ann | Assessment | Long term assessment | 2024-05-11 | 2024-05-11 | {ON}    | {born} | {client}
        """
        return [row.group for row in found(as_table(events(drawing)))]

    assert of() == []
    assert of(born="1999-06-01") == []
    assert of(born="1999-04-30") == ["25 to 64"]
    assert of(born="1940-01-01") == ["65 and above"]
    assert of(born="1940-01-01", client="Unpaid carer") == []


def test_each_quarter_is_that_in_which_the_response_began():
    drawn = events(
        "who | event | assessment | what | from | to | outcome\n"
        + "\n".join([request("2024-05-01"), assessment("2024-07-01"), service("2025-04-01")])
    )
    assert [(row.quarter_from, row.quarter_to) for row in found(as_table(drawn))] == [
        (date(2024, 7, 1), date(2024, 9, 30))
    ]


def test_two_counts_of_the_same_waits_agree(tmp_path):
    rows = [row for seed in range(SEEDS) for row in made_up_events(seed)]
    first = {
        (row.la_code, row.quarter_from, row.group, row.wait): (row.median_days, row.waits)
        for row in found(made_up.write(rows, tmp_path / "events.csv"), made_up.START, made_up.LAST_DAY)
    }
    second = waiting_times.count(main_table(understood(rows)), made_up.START, made_up.LAST_DAY)
    assert first == second
    assert {wait for *_, wait in second} == {"first response", "first service"}
    assert any(median for median, _ in second.values())


def made_up_events(seed: int) -> list[dict[str, str]]:
    """Events in which more are requests and assessments, and fewer requests go no further."""
    rows = made_up.events("2A", seed)
    for row in rows:
        if row["Event_Type"].lower() == "review":
            row["Event_Type"] = "Request"
        if row["Event_Type"].lower() == "request" and row["Event_Outcome"].upper().startswith("NFA: S"):
            row["Event_Outcome"] = ON
    return rows


def test_the_command_writes_the_waits_to_a_file_of_their_own(tmp_path):
    lines = [request("2024-05-01"), assessment("2024-05-11"), service("2024-05-21")]
    drawn = events("who | event | assessment | what | from | to | outcome\n" + "\n".join(lines))
    as_table(drawn).to_csv(tmp_path / "events.csv")
    year = ["--from", "2024-04-01", "--to", "2025-03-31"]
    out = tmp_path / "waits.csv"
    done = CliRunner().invoke(main, ["measures", str(tmp_path / "events.csv"), *year, "--waiting-times", str(out)])
    assert done.exit_code == 0, done.stderr
    with out.open(newline="") as written:
        assert list(csv.DictReader(written))[1] == {
            "la_code": "E1",
            "quarter_from": "2024-04-01",
            "quarter_to": "2024-06-30",
            "group": "65 and above",
            "wait": "first service",
            "median_days": "20.0",
            "waits": "1",
        }
