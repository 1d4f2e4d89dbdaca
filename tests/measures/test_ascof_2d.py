"""ASCOF 2D: leaving hospital into reablement, and staying in the community."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from goodlives.cli import main
from goodlives.measures import WrongFile, measure
from goodlives.measures.ascof import clean
from goodlives.measures.discharges import COLUMNS, read_discharges
from goodlives.measures.engines import DuckDB
from goodlives.measures.explain import NoSuchCell, explain
from goodlives.measures.tables import read_events

from .drawn import END, START, as_table, events

ST_MAX = "Short term support: ST-Max"
HOMES = {
    "residential": "Long term support: Residential care",
    "nursing": "Long term support: Nursing care",
    "prison": "Long term support: Prison",
    "home": "Long term support: Community",
}
USUAL = {
    "la_code": "E1",
    "nhs_number": "1",
    "date_of_birth": "1940-05-01",
    "admission_date": "2024-05-20",
    "discharge_date": "2024-06-01",
    "admission_method": "21",
    "discharge_method": "1",
    "discharge_destination": "19",
    "treatment_function": "300",
}
POPULATION = {("E1", "18 to 64"): 1, ("E2", "65 and above"): 1}


def written(folder, *stays: dict[str, str]):
    path = folder / "discharges.csv"
    lines = [",".join(COLUMNS), *(",".join((USUAL | stay)[name] for name in COLUMNS) for stay in stays)]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def after_hospital(tmp_path):
    """What 2D makes of Ann's reablement from 3 June after hospital, and of what is drawn and told beside it."""

    def run(
        *lines: str,
        stays=({},),
        begins="2024-06-03",
        component="Reablement",
        died="-",
        service=ST_MAX,
        client="Service user",
    ):
        drawing = f"""
            council | NHS number | what      | component   | from     | to         | died   | client
            E1      | 1          | {service} | {component} | {begins} | 2024-07-01 | {died} | {client}
        """ + "\n".join(lines)
        found = measure(
            as_table(events(drawing)), START, END, POPULATION, discharges=written(tmp_path, *stays)
        ).to_pylist()
        return {
            (row["measure"], row["la_code"]): (row["numerator"], row["denominator"], row["outcome"])
            for row in found
            if row["measure"].startswith("2D")
        }

    return run


def a_service(kind: str, begins: str, ends: str = "-", council: str = "E1") -> str:
    return f"{council} | 1 | {HOMES[kind]} | - | {begins} | {ends} | - | Service user"


def of_e1(found) -> tuple[tuple[int, int], tuple[int, int]]:
    return found["2D(1)", "E1"][:2], found["2D(2)", "E1"][:2]


STAYED, MOVED_ON = ((1, 1), (1, 1)), ((0, 1), (1, 1))
NOT_LINKED, NO_STAY = ((0, 0), (0, 1)), ((0, 0), (0, 0))


def test_somebody_who_left_hospital_into_reablement_and_stayed_counts_in_both(after_hospital):
    assert after_hospital() == {
        ("2D(1)", "E1"): (1, 1, 100.0),
        ("2D(2)", "E1"): (1, 1, 100.0),
        ("2D(1)", "E2"): (0, 0, None),
        ("2D(2)", "E2"): (0, 0, None),
    }


def test_outcomes_are_given_to_two_decimal_places(after_hospital):
    stays = ({}, {"nhs_number": "2"}, {"nhs_number": "3"})
    assert after_hospital(stays=stays)["2D(2)", "E1"] == (1, 3, 33.33)


@pytest.mark.parametrize(
    ("begins", "makes"),
    [
        ("2024-05-28", NOT_LINKED),
        ("2024-05-29", STAYED),
        ("2024-06-01", STAYED),
        ("2024-06-08", STAYED),
        ("2024-06-09", NOT_LINKED),
    ],
)
def test_reablement_begins_from_3_days_before_to_7_days_after_the_discharge(begins, makes, after_hospital):
    assert of_e1(after_hospital(begins=begins)) == makes


def test_reablement_that_began_before_the_admission_did_not_follow_it(after_hospital):
    assert of_e1(after_hospital(begins="2024-05-30", stays=({"admission_date": "2024-05-31"},))) == NOT_LINKED
    assert of_e1(after_hospital(begins="2024-05-31", stays=({"admission_date": "2024-05-31"},))) == STAYED


def test_only_st_max_with_the_component_reablement_of_a_service_user_is_reablement(after_hospital):
    assert of_e1(after_hospital(component="Equipment")) == NOT_LINKED
    assert of_e1(after_hospital(component="-")) == NOT_LINKED
    assert of_e1(after_hospital(service="Short term support: Other short term")) == NOT_LINKED
    assert of_e1(after_hospital(client="Unpaid carer")) == NOT_LINKED


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ({"date_of_birth": "1959-07-01"}, 0),
        ({"date_of_birth": "1959-06-20"}, 1),
        ({"admission_method": "31"}, 0),
        ({"admission_method": "83"}, 0),
        ({"admission_method": "2A"}, 1),
        ({"discharge_method": "4"}, 0),
        ({"discharge_destination": "87"}, 0),
        ({"discharge_destination": "54"}, 1),
        ({"treatment_function": "501"}, 0),
        ({"treatment_function": "655"}, 0),
        ({"treatment_function": "710"}, 0),
        ({"treatment_function": "430"}, 1),
        ({"admission_date": "2024-06-01"}, 0),
        ({"admission_date": "2023-03-31"}, 0),
        ({"admission_date": "2023-04-01"}, 1),
    ],
)
def test_which_stays_count(told, counted, after_hospital):
    assert of_e1(after_hospital(stays=(told,))) == ((counted, counted), (counted, counted))


@pytest.mark.parametrize(
    ("left", "counted"), [("2024-03-31", 0), ("2024-04-01", 1), ("2025-03-31", 1), ("2025-04-01", 0)]
)
def test_a_stay_counts_in_the_year_in_which_it_ended(left, counted, after_hospital):
    stay = {"admission_date": "2024-03-01", "discharge_date": left}
    assert after_hospital(stays=(stay,))["2D(2)", "E1"][1] == counted


@pytest.mark.parametrize(
    ("kind", "begins", "ends", "makes"),
    [
        ("residential", "2024-05-20", "2024-05-20", NO_STAY),
        ("nursing", "2024-01-01", "-", NO_STAY),
        ("prison", "2024-01-01", "2024-05-20", NO_STAY),
        ("nursing", "2024-01-01", "2024-05-19", STAYED),
        ("residential", "2024-05-21", "2024-05-31", STAYED),
        ("home", "2024-01-01", "-", STAYED),
    ],
)
def test_somebody_with_a_long_term_place_on_the_day_of_admission_does_not_count(
    kind, begins, ends, makes, after_hospital
):
    assert of_e1(after_hospital(a_service(kind, begins, ends))) == makes


@pytest.mark.parametrize(
    ("kind", "begins", "makes"),
    [
        ("residential", "2024-06-01", MOVED_ON),
        ("nursing", "2024-08-24", MOVED_ON),
        ("nursing", "2024-08-25", STAYED),
        ("residential", "2024-05-31", STAYED),
        ("home", "2024-06-20", STAYED),
        ("prison", "2024-06-20", STAYED),
    ],
)
def test_a_care_home_within_84_days_is_not_staying(kind, begins, makes, after_hospital):
    assert of_e1(after_hospital(a_service(kind, begins))) == makes


def test_a_care_home_that_another_council_pays_for_is_not_staying_either(after_hospital):
    assert of_e1(after_hospital(a_service("nursing", "2024-06-20", council="E2"))) == MOVED_ON


@pytest.mark.parametrize(
    ("died", "makes"), [("2024-08-24", MOVED_ON), ("2024-08-25", STAYED), ("2024-06-10", MOVED_ON)]
)
def test_death_within_84_days_is_not_staying(died, makes, after_hospital):
    assert of_e1(after_hospital(died=died)) == makes


@pytest.mark.parametrize(
    ("back", "method", "makes"),
    [
        ("2024-08-24", "21", MOVED_ON),
        ("2024-08-25", "21", STAYED),
        ("2024-06-20", "81", MOVED_ON),
        ("2024-06-20", "12", STAYED),
        ("2024-06-03", "21", STAYED),
        ("2024-06-04", "21", MOVED_ON),
    ],
)
def test_an_unplanned_admission_after_reablement_began_is_not_staying(back, method, makes, after_hospital):
    again = {"admission_date": back, "discharge_date": "2025-05-01", "admission_method": method}
    assert of_e1(after_hospital(stays=({}, again))) == makes


def test_a_day_in_hospital_without_a_night_is_no_admission(after_hospital):
    again = {"admission_date": "2024-06-20", "discharge_date": "2024-06-20"}
    assert of_e1(after_hospital(stays=({}, again))) == STAYED


def test_of_two_stays_before_an_episode_the_one_that_ended_last_counts(after_hospital):
    """Twelve weeks from 1 June end on 24 August; from 29 May they would have ended on the 21st."""
    earlier = {"admission_date": "2024-05-10", "discharge_date": "2024-05-29"}
    found = after_hospital(a_service("nursing", "2024-08-24"), stays=({"admission_date": "2024-05-30"}, earlier))
    assert of_e1(found) == ((0, 1), (1, 2))


def test_an_episode_counts_where_it_was_given_and_a_stay_where_the_person_lives(after_hospital):
    found = after_hospital(stays=({"la_code": "E2"},))
    assert of_e1(found) == ((1, 1), (1, 0))
    assert found["2D(2)", "E2"][:2] == (0, 1)


def test_people_are_found_by_their_nhs_number_spaces_or_not(after_hospital):
    assert of_e1(after_hospital(stays=({"nhs_number": "2"},))) == NOT_LINKED
    assert of_e1(after_hospital(stays=({"nhs_number": " 1 "},))) == STAYED


def test_without_a_list_nothing_is_said_of_2d():
    found = measure(
        as_table(events("NHS number | what | from | to\n1 | " + ST_MAX + " | 2024-06-03 | -")), START, END, {}
    )
    assert not [row for row in found.to_pylist() if row["measure"].startswith("2D")]


@pytest.mark.parametrize(
    ("told", "what_is_wrong"),
    [
        ({"discharge_date": "June"}, "line 2: discharge_date is 'June', not a date"),
        ({"discharge_date": "2024-05-01"}, "line 2: discharge_date is before admission_date"),
        ({"nhs_number": " "}, "line 2: nhs_number is blank"),
        ({"la_code": "E1,E2"}, "line 2 has 10 columns, not 9"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_its_line(told, what_is_wrong, tmp_path):
    with pytest.raises(WrongFile, match=what_is_wrong):
        read_discharges(written(tmp_path, told))


def test_a_stay_told_twice_is_refused(tmp_path):
    with pytest.raises(WrongFile, match="line 4 is the same stay as line 2"):
        read_discharges(written(tmp_path, {}, {"nhs_number": "2"}, {"treatment_function": "301"}))


def test_a_list_without_a_column_is_refused(tmp_path):
    path = tmp_path / "discharges.csv"
    path.write_text("la_code,nhs_number\n")
    with pytest.raises(WrongFile, match="line 1 has no column date_of_birth, admission_date"):
        read_discharges(path)


def test_who_is_behind_a_figure_can_be_asked(tmp_path):
    drawn = events(f"""
        NHS number | what   | component  | from       | to         | died
        1          | {ST_MAX} | Reablement | 2024-06-03 | 2024-07-01 | -
        2          | {ST_MAX} | Reablement | 2024-06-03 | 2024-07-01 | 2024-07-01
    """)
    stays = read_discharges(
        written(
            tmp_path, {}, {"nhs_number": "2"}, {"nhs_number": "3"}, {"nhs_number": "4", "treatment_function": "501"}
        )
    )
    engine = DuckDB()
    cleaned = clean(read_events(as_table(drawn), engine).rows, engine)
    stayed = explain("2D(1)", "E1", "Total", cleaned, START, END, engine, stays)
    assert [someone.person for someone in stayed.numerator] == ["1"]
    assert stayed.denominator_only[0].why == "left hospital on 1 June 2024: died within 12 weeks of leaving hospital"
    left = explain("2D(2)", "E1", "Total", cleaned, START, END, engine, stays)
    assert [[someone.person for someone in part] for part in left[3:]] == [["1", "2"], ["3"], ["4"]]
    with pytest.raises(NoSuchCell, match="needs a list of stays in hospital"):
        explain("2D(1)", "E1", "Total", cleaned, START, END, engine)


def test_the_command_counts_2d_and_leaves_with_2_where_the_list_is_wrong(tmp_path):
    csv = tmp_path / "events.csv"
    as_table(events(f"NHS number | what | component | from | to\n1 | {ST_MAX} | Reablement | 2024-06-03 | -")).to_csv(
        csv
    )
    year = ["--from", str(date(2024, 4, 1)), "--to", str(date(2025, 3, 31))]
    command = ["measures", str(csv), *year, "--discharges"]
    done = CliRunner().invoke(main, [*command, str(written(tmp_path, {}))])
    assert done.exit_code == 0, done.stderr
    assert "2D(1),E1,Total,1,1,100.0" in done.stdout.splitlines()
    done = CliRunner().invoke(main, [*command, str(written(tmp_path, {"discharge_date": "June"}))])
    assert done.exit_code == 2
    assert "discharges.csv:\n  line 2: discharge_date is 'June'" in done.stderr
