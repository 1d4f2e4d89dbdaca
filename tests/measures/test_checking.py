"""A file is checked field by field as the national rules do, and against itself."""

from __future__ import annotations

import pytest

from goodlives.measures.checking import check
from goodlives.measures.checking.fields import FIELDS, row_of
from goodlives.measures.checking.opening import open_whole, verdict
from goodlives.measures.checking.report import BLANK, INVALID, MISSING, RELEASE_1, VALID
from goodlives.measures.engines import DuckDB
from goodlives.measures.tables import WrongFile
from tests.measures.second_count.made_up import HEADER, write

RIGHT = {
    "LA_Code": "204",
    "Reporting_Period_Start_Date": "01/04/2024",
    "Reporting_Period_End_Date": "31/03/2025",
    "NHS_Number": "9434765919",
    "LA_Person_Unique_Identifier": "P1",
    "Gender": "Female",
    "Ethnicity": "White: Irish",
    "Date_of_Birth": "01/01/1950",
    "Client_Type": "Service user",
    "Primary_Support_Reason": "Mental health support",
    "Postcode": "S70 2TA",
    "Accommodation_Status": "Tenant: Private landlord",
    "Has_Unpaid_Carer": "No",
    "Client_Funding_Status": "Unknown",
    "Event_Type": "Service",
    "Event_Start_Date": "01/05/2024",
    "Event_Outcome": "Continuation of support or services",
    "Service_Type": "Long term support: Community",
    "Service_Component": "Day support",
    "Delivery_Mechanism": "CASSR commissioned support",
}
CONDITIONS = {"mandatory": 0, "applicable": 1, "not applicable": 2, "undetermined": 3}


def checked(tmp_path, *changes):
    rows = [dict.fromkeys(HEADER, "") | RIGHT | change for change in changes]
    return check(write(rows, tmp_path / "events.csv"))


def test_a_line_with_nothing_wrong_has_nothing_said_of_it(tmp_path):
    report = checked(tmp_path, {"NHS_Number": "9434765870"})
    assert (report.lines, report.failed, report.broken) == (1, 0, ())


# What is changed on one right line; the field that is looked at; the condition it is then under; the verdict.
LINES = [
    ({"Gender": ""}, "Gender", "mandatory", MISSING),
    ({"Gender": "Lady"}, "Gender", "mandatory", INVALID),
    ({"Gender": "fEMALE"}, "Gender", "mandatory", VALID),
    ({"NHS_Number": "9434765918"}, "NHS_Number", "mandatory", INVALID),
    ({"NHS_Number": "943 476 5870"}, "NHS_Number", "mandatory", VALID),
    ({"LA_Code": "999"}, "LA_Code", "mandatory", INVALID),
    ({"Event_Start_Date": "31/02/2024"}, "Event_Start_Date", "mandatory", INVALID),
    ({"Date_of_Death": ""}, "Date_of_Death", "applicable", BLANK),
    ({"Event_End_Date": ""}, "Event_End_Date", "applicable", BLANK),
    ({"Date_of_Death": "01/06/2024"}, "Event_End_Date", "mandatory", MISSING),
    ({"Event_Type": "Review"}, "Event_End_Date", "mandatory", MISSING),
    ({"Event_Type": "Review"}, "Service_Type", "not applicable", VALID),
    ({"Event_Type": "Review", "Service_Type": ""}, "Service_Type", "not applicable", BLANK),
    ({"Event_Type": ""}, "Service_Type", "undetermined", VALID),
    ({"Event_Type": "Something"}, "Primary_Support_Reason", "undetermined", VALID),
    ({"Event_Type": "Request", "Primary_Support_Reason": ""}, "Primary_Support_Reason", "applicable", BLANK),
    ({"Client_Type": ""}, "Dementia", "undetermined", BLANK),
    ({"Client_Type": "Unpaid carer"}, "Dementia", "not applicable", BLANK),
    ({"Client_Type": "Unpaid carer known by association"}, "Event_Outcome", "not applicable", VALID),
    ({"Delivery_Mechanism": "Direct payment"}, "Unit_Cost", "mandatory", MISSING),
    ({"Delivery_Mechanism": "Direct payment", "Unit_Cost": "12.5p"}, "Unit_Cost", "mandatory", INVALID),
    ({"Delivery_Mechanism": ""}, "Unit_Cost", "undetermined", BLANK),
    ({"Primary_Support_Reason": "Learning disability support"}, "Employment_Status", "applicable", BLANK),
    (
        {"Primary_Support_Reason": "Learning disability support", "Date_of_Birth": "01/01/1990"},
        "Employment_Status",
        "mandatory",
        MISSING,
    ),
    ({"Event_Outcome": "Provision of service"}, "Event_Outcome", "mandatory", VALID),
    (
        {"Event_Outcome": "Provision of service", "Reporting_Period_End_Date": "30/09/2025"},
        "Event_Outcome",
        "mandatory",
        RELEASE_1,
    ),
]


def test_each_field_is_put_under_its_condition_and_given_its_verdict(tmp_path):
    rows = [dict.fromkeys(HEADER, "") | RIGHT | change for change, _, _, _ in LINES]
    engine = DuckDB()
    text, *_ = open_whole(write(rows, tmp_path / "events.csv"), engine)
    row = row_of(text)
    codes = text.select("record", **{field.name: verdict(field, row) for field in FIELDS}).order_by("record")
    for (change, name, condition, expected), found in zip(LINES, engine.answer(codes).to_pylist(), strict=True):
        assert divmod(found[name], 10) == (CONDITIONS[condition], expected), (name, change)


def test_what_does_not_fit_together_is_named_with_its_lines(tmp_path):
    report = checked(
        tmp_path,
        {},
        {"Event_End_Date": "30/04/2024", "NHS_Number": "9434765870"},
        {"Date_of_Birth": "01/01/1951"},
        {"NHS_Number": "", "LA_Person_Unique_Identifier": ""},
        {"NHS_Number": "", "LA_Person_Unique_Identifier": ""},
    )
    broken = {rule.name: rule.first_lines for rule in report.broken}
    assert broken == {
        "ends_before_it_starts": (3,),
        "nobody": (5, 6),
        "conflicting_date_of_birth": (2, 4),
        "conflicting_nhs_number": (2, 3, 4),
        "same_line": (6,),
    }


def test_what_is_wrong_is_listed_by_line_without_saying_who(tmp_path):
    report = checked(tmp_path, {}, {"Gender": "=Lady", "NHS_Number": "12345"})
    file = tmp_path / "lines.csv"
    report.write_by_line(file)
    assert file.read_text().splitlines() == [
        "line,field,problem,written",
        "3,NHS_Number,Failed: invalid,",
        "3,Gender,Failed: invalid,'=Lady",
    ]


def test_columns_that_are_not_there_and_lines_that_cannot_be_read_are_named(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("LA_Code,Event_Type,Event_Start_Date,Colour\n204,Service,01/05/2024,red\n204,Service\n")
    report = check(path)
    assert report.lines == 1
    assert "Gender" in report.missing_columns
    assert [line for line, _ in report.left_out] == [3]
    assert "Colour" in report.notes[0]


@pytest.mark.parametrize("holds", [b"", b"a,b\n1,2\n", b"PK\x03\x04", b"\x00\x01"])
def test_what_is_not_client_level_data_is_refused(tmp_path, holds):
    path = tmp_path / "events.csv"
    path.write_bytes(holds)
    with pytest.raises(WrongFile):
        check(path)
