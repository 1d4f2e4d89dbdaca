"""Counting a file of Client Level Data at a page, and our published results."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.web.measures.counting import FINDINGS
from tests import factories as make
from tests.measures.second_count import made_up
from tests.web.reading import text

pytestmark = pytest.mark.django_db
COUNT, FIGURES, RESULTS = reverse("measures:count"), reverse("measures:figures"), reverse("measures:results")
OFFICIAL = Path(__file__).parents[4] / "shared" / "data" / "published" / "ascof_2024-25.ods"


@pytest.fixture
def manager(signed_in):
    return signed_in(make.UserFactory(role=Role.SERVICE_MANAGER))


def events(tmp_path, **change):
    """A small file of the council whose pages these are."""
    rows = [row for seed in range(6) for row in made_up.events("3D adults", seed)]
    for row in rows:
        row |= {"LA_Code": settings.COUNCIL.la_code} | change
    return SimpleUploadedFile("events.csv", made_up.write(rows, tmp_path / "events.csv").read_bytes())


def population():
    ours = settings.COUNCIL.la_code
    rows = f"la_code,age_band,population\n{ours},18 to 64,2000\n{ours},65 and above,1000\n"
    return SimpleUploadedFile("population.csv", rows.encode())


def stays(left):
    """One stay in hospital, of somebody of 84, that ended on this day."""
    header = (
        "la_code,nhs_number,date_of_birth,admission_date,discharge_date,admission_method,discharge_method,"
        "discharge_destination,treatment_function"
    )
    row = f"{settings.COUNCIL.la_code},4857773456,1940-02-03,2024-06-10,{left},21,1,19,300"
    return SimpleUploadedFile("stays.csv", f"{header}\n{row}\n".encode())


@pytest.fixture(scope="module")
def kept():
    return {}


@pytest.fixture
def counted(manager, tmp_path, kept):
    """The page of a counted file: counted once, for all its spreadsheets are made of what the page carries."""
    if "page" not in kept:
        kept["page"] = manager.post(COUNT, {"year": "2024", "events": events(tmp_path), "population": population()})
    return kept["page"]


def made(page):
    """What the page carries to its spreadsheets."""
    return re.search(r'name="made" value="([^"]+)"', page.content.decode())[1]


def taken(manager, page, which):
    """A spreadsheet taken from the page, row by row."""
    answer = manager.post(FIGURES, {"made": made(page), "which": which})
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_a_file_is_checked_and_counted(counted):
    assert counted.status_code == 200
    for words in (
        "Fields that fail the national rules",
        "3D(1a)",
        "The file is no longer on our server",
        "What 2A counts",
    ):
        assert words in text(counted)


def test_the_figures_leave_with_small_counts_left_out_unless_they_are_asked_for_whole(manager, counted):
    whole, public = taken(manager, counted, "whole"), taken(manager, counted, "published")
    small = [row for row in whole if int(row["numerator"]) < 5]
    assert small
    assert len(whole) == len(public)
    assert {row["numerator"] for row in public if row["numerator"] != "[c]"}.isdisjoint(map(str, range(5)))


def test_what_was_wrong_leaves_by_field_and_by_line(manager, tmp_path):
    page = manager.post(COUNT, {"year": "2024", "events": events(tmp_path, Gender="Lady")})
    fields, lines = taken(manager, page, "fields"), taken(manager, page, "lines")
    failed = sum(int(row["lines"]) for row in fields if row["result"].startswith("Failed"))
    assert len(lines) == min(failed, FINDINGS) > 0
    assert {row["field"] for row in lines} <= {row["field"] for row in fields} | {""}


def test_one_figure_says_who_is_behind_it_and_why(manager, tmp_path):
    page = manager.post(COUNT, {"year": "2024", "events": events(tmp_path), "explain": "3D(1a)|Total"})
    assert "Who is behind 3D(1a), Total" in text(page)
    people = taken(manager, page, "people")
    figure = next(row for row in taken(manager, page, "whole") if (row["measure"], row["group"]) == ("3D(1a)", "Total"))
    counted = [row for row in people if row["counts"] == "numerator"]
    also = [row for row in people if row["counts"] == "denominator"]
    assert (len(counted), len(counted) + len(also)) == (int(figure["numerator"]), int(figure["denominator"]))
    assert counted
    assert all(row["why"] for row in people)


def test_nobody_is_named_where_no_figure_was_asked_about(manager, counted):
    assert taken(manager, counted, "people") == []


def test_2d_is_counted_and_explained_where_the_stays_in_hospital_are_given(manager, tmp_path):
    sent = {"year": "2024", "explain": "2D(1)|Total"}
    page = manager.post(COUNT, sent | {"events": events(tmp_path)})
    assert page.status_code == 422
    assert "2D needs the list of stays in hospital" in text(page)
    page = manager.post(COUNT, sent | {"events": events(tmp_path), "discharges": stays("1900-01-01")})
    assert page.status_code == 422
    assert "line 2: discharge_date is before admission_date" in text(page)
    page = manager.post(COUNT, sent | {"events": events(tmp_path), "discharges": stays("2024-06-20")})
    assert "Who is behind 2D(1), Total" in text(page)
    figures = {row["measure"]: row for row in taken(manager, page, "whole")}
    assert figures["2D(2)"]["denominator"] == "1"


@pytest.mark.parametrize("sent", [{"made": "made up", "which": "whole"}, {"which": "whole"}])
def test_figures_that_this_page_did_not_make_are_refused(manager, sent):
    assert manager.post(FIGURES, sent).status_code == 400


def test_a_spreadsheet_that_there_is_not_is_refused(manager, counted):
    assert manager.post(FIGURES, {"made": made(counted), "which": "everything"}).status_code == 400


def test_without_a_file_the_page_asks_for_it_and_keeps_what_was_chosen(manager):
    page = manager.post(COUNT, {"year": "2024", "comparable": "204"})
    assert page.status_code == 422
    assert "Choose the file of Client Level Data" in text(page)
    assert 'value="204"' in text(page)


@pytest.mark.parametrize("holds", [b"", b"name,number\na,1\n", b"PK\x03\x04", b"\x00\x01\x02"])
def test_what_is_not_client_level_data_is_refused_in_words(manager, holds):
    page = manager.post(COUNT, {"year": "2024", "events": SimpleUploadedFile("events.csv", holds)})
    assert page.status_code == 422
    assert "There is a problem" in text(page)


def test_a_council_that_there_is_not_is_refused(manager, tmp_path):
    page = manager.post(COUNT, {"year": "2024", "comparable": "999", "events": events(tmp_path)})
    assert page.status_code == 422
    assert "999 is not the code of a council" in text(page)


@pytest.mark.parametrize("role", [Role.PERSON, Role.SOCIAL_WORKER, Role.FINANCE_OFFICER])
def test_only_managers_count(signed_in, role):
    browser = signed_in(make.UserFactory(role=role))
    assert browser.get(COUNT).status_code == 403
    assert browser.post(FIGURES).status_code == 403


def test_without_the_tables_our_results_say_what_would_fill_them(client, settings):
    settings.ASCOF_TABLES = None
    assert "We have not put the published figures here yet" in text(client.get(RESULTS))


def test_anybody_sees_our_published_results_beside_the_regions_and_englands(client, settings):
    if not OFFICIAL.exists():
        pytest.skip("The official ASCOF tables are not on this machine")
    settings.ASCOF_TABLES = str(OFFICIAL)
    settings.COUNCIL = replace(settings.COUNCIL, la_code="204")
    page = text(client.get(RESULTS))
    for words in ("Barnsley", "Yorkshire", "England", "69.3", "65.7 and 72.8", "lower"):
        assert words in page
