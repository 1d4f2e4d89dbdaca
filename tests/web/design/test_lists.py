"""A long list: how it is sorted, turned over, narrowed, counted and taken away as a spreadsheet."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from goodlives.casework.people.models import Person
from goodlives.web.design.lists import Column, Listing, count_words, safe
from tests.factories import PersonFactory

COLUMNS = [
    Column("name", "Name", lambda person: person.name, sort=("family_name", "given_name")),
    Column("born", "Born", lambda person: person.born_on, sort=("-born_on",)),
    Column("note", "Note", lambda person: person.address),
]


def listing(rf, address="/", rows=None):
    rows = Person.objects.all() if rows is None else rows
    return Listing(rf.get(address), rows, COLUMNS, "name", what="people", empty="Nobody yet")


def names(shown):
    return [person.family_name for person in shown.page]


def query(address):
    assert address.startswith("?")
    return parse_qs(address[1:])


@pytest.fixture
def three(db):
    for name, born in (("Cole", "1950-01-01"), ("Ames", "1970-01-01"), ("Birch", "1960-01-01")):
        PersonFactory(family_name=name, born_on=born)


def test_a_list_is_sorted_as_it_says_first_and_then_as_asked(rf, three):
    assert names(listing(rf)) == ["Ames", "Birch", "Cole"]
    assert names(listing(rf, "/?sort=-name")) == ["Cole", "Birch", "Ames"]
    assert names(listing(rf, "/?sort=born")) == ["Ames", "Birch", "Cole"], "youngest first, as the column says"
    assert names(listing(rf, "/?sort=-born")) == ["Cole", "Birch", "Ames"]


@pytest.mark.parametrize("asked", ["nonsense", "note", "--name", "-", "", "password"])
def test_an_order_there_is_not_becomes_the_usual_one(rf, three, asked):
    assert names(listing(rf, f"/?sort={asked}")) == ["Ames", "Birch", "Cole"]


def test_pressing_a_heading_twice_turns_the_order_round(rf, three):
    name, born, _ = COLUMNS
    shown = listing(rf)
    assert (shown.direction(name), shown.direction(born)) == ("ascending", "none")
    assert query(shown.sort_address(name)) == {"sort": ["-name"]}
    turned = listing(rf, "/?sort=-name")
    assert turned.direction(name) == "descending"
    assert query(turned.sort_address(name)) == {"sort": ["name"]}


def test_the_filters_stay_when_the_order_or_the_page_changes(rf, three):
    shown = listing(rf, "/?words=o%27neill&state=a&state=b&page=1")
    assert query(shown.sort_address(COLUMNS[0])) == {"words": ["o'neill"], "state": ["a", "b"], "sort": ["-name"]}
    assert query(shown.address(page=2)) == {"words": ["o'neill"], "state": ["a", "b"], "page": ["2"]}
    assert query(shown.address(format="csv")) == {"words": ["o'neill"], "state": ["a", "b"], "format": ["csv"]}


@pytest.mark.parametrize(
    ("address", "filtered"), [("/", False), ("/?words=", False), ("/?page=2&sort=name", False), ("/?words=a", True)]
)
def test_a_list_knows_whether_it_was_narrowed(rf, three, address, filtered):
    assert listing(rf, address).filtered is filtered


def test_a_long_list_comes_a_page_at_a_time_and_says_where_you_are(rf, db):
    PersonFactory.create_batch(60)
    first, last = listing(rf), listing(rf, "/?page=3")
    assert (len(first.page), count_words(first)) == (25, "1 to 25 of 60")
    assert (len(last.page), count_words(last)) == (10, "51 to 60 of 60")
    assert len({person.pk for shown in (first, listing(rf, "/?page=2"), last) for person in shown.page}) == 60


@pytest.mark.parametrize(("asked", "number"), [("0", 1), ("99", 3), ("x", 1), ("-1", 1), ("", 1)])
def test_a_page_there_is_not_becomes_the_nearest_that_there_is(rf, db, asked, number):
    PersonFactory.create_batch(60)
    assert listing(rf, f"/?page={asked}").page.number == number


def test_the_numbers_in_the_middle_of_a_very_long_list_are_left_out(rf, db):
    PersonFactory.create_batch(260)
    pages = listing(rf, "/?page=6&words=a").pages()
    assert [item.get("number", "…") for item in pages["items"]] == [1, "…", 5, 6, 7, "…", 11]
    assert [item["number"] for item in pages["items"] if item.get("current")] == [6]
    assert query(pages["previous"]["href"]) == {"page": ["5"], "words": ["a"]}
    assert query(pages["next"]["href"]) == {"page": ["7"], "words": ["a"]}


def test_the_first_page_has_none_before_it_and_the_last_none_after(rf, db):
    PersonFactory.create_batch(30)
    assert listing(rf).pages()["previous"] is None
    assert listing(rf, "/?page=2").pages()["next"] is None


def test_a_page_of_a_list_takes_two_queries_however_long_it_is(rf, db, django_assert_num_queries):
    for more in (3, 57):
        PersonFactory.create_batch(more)
        with django_assert_num_queries(2):
            list(listing(rf).page)


# --- As a spreadsheet ---


def test_the_spreadsheet_has_every_row_and_not_just_the_page(rf, db):
    PersonFactory.create_batch(60)
    answer = listing(rf, "/?format=csv&sort=-name").spreadsheet()
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "Name,Born,Note"
    assert len(lines) == 61
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_words_with_commas_quotes_and_lines_stay_in_one_cell(rf, db):
    PersonFactory(given_name="Ann", family_name="Lee", born_on=None, address='1 "High" St,\nTown')
    text = b"".join(listing(rf).spreadsheet()).decode("utf-8-sig")
    assert text.split("\r\n")[1] == 'Ann Lee,,"1 ""High"" St,\nTown"'


@pytest.mark.parametrize(
    "typed", ["=1+1", "+44 7700 900982", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1", "\r=1+1", "--1", "-", "-1.5.2"]
)
def test_what_a_spreadsheet_would_take_for_a_sum_is_made_plain_text(typed):
    assert safe(typed) == f"'{typed}"


@pytest.mark.parametrize(("value", "cell"), [(-12, "-12"), ("-12.50", "-12.50"), (None, ""), (0, "0"), ("A-1", "A-1")])
def test_numbers_and_plain_words_are_left_alone(value, cell):
    assert safe(value) == cell
