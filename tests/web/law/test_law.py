"""The law behind the sums, open to all: every number, every example, and the table from points to money."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from goodlives.rules.parameters import every_parameter, parameter
from goodlives.web.law.examples import rules
from goodlives.web.law.numbers import Year, changes, years
from goodlives.web.law.who_uses_it import uses_of

pytestmark = pytest.mark.django_db


def text_of(page: str) -> str:
    """What a person reads."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def page(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_number_of_a_year_is_there_with_its_source(client):
    said = text_of(page(client, "law:rates", year="2025-26"))
    for known in every_parameter():
        if known.values[0].since <= date(2025, 5, 1):
            assert known.title in said
    assert "£232.60" in said


def test_numbers_are_narrowed_by_words_topic_year_and_how_sure_we_are(client):
    one = page(client, "law:rates", q="single 25", year="2026-27")
    assert "£120.40" in one
    assert "£30.65" not in one
    illustrative = text_of(page(client, "law:rates", status="illustrative"))
    assert "Weekly money for points" in illustrative
    assert "Upper capital limit" not in illustrative
    assert "Nothing matches" in page(client, "law:rates", q="zebra")
    assert "Capital limits" in page(client, "law:rates", topic="capital_limits")


def test_a_filter_that_is_not_understood_is_left_out(client):
    assert "£" in page(client, "law:rates", year="1066", topic="none", status="?")


def test_the_spreadsheet_has_every_year_of_each(client):
    response = client.get(reverse("law:rates"), {"format": "csv", "q": "personal expenses"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    known = parameter("personal_expenses_allowance")
    mine = [row for row in rows if row["name"] == known.name]
    assert [row["since"] for row in mine] == [value.since.isoformat() for value in known.values]
    assert mine[-1]["value"] == f"{known.values[-1].value / 100:.2f}"


def test_another_program_reads_them_all(client):
    told = client.get(reverse("law:rates_json")).json()
    assert set(told) == {known.name for known in every_parameter()}
    assert told["upper_capital_limit"]["values"][-1]["value"] == "23250.00"
    assert told["budget_for_points"]["values"][0]["value"][0] == [0, 0]


@pytest.mark.parametrize("known", list(every_parameter()), ids=lambda known: known.name)
def test_every_number_has_its_page_with_every_year(client, known):
    said = text_of(page(client, "law:rate", known.name))
    for value in known.values:
        assert known.says(value.value) in said
        assert " ".join(value.reference.split()) in said


def test_a_number_that_there_is_not_is_not_found(client):
    assert client.get("/law/numbers/nonsense/").status_code == 404
    assert client.get("/law/examples/nonsense/").status_code == 404


def test_a_number_names_the_rules_that_read_it_and_a_sum_that_uses_it(client):
    assert any(use.rule == "tariff_income" for use in uses_of("tariff_income_step"))
    assert any(use.rule == "points_for" for use in uses_of("points_for_night"))
    said = text_of(page(client, "law:rate", "tariff_income_step"))
    assert "tariff_income" in said
    assert "A sum that uses it" in said


def test_the_difference_between_two_years_is_an_amount_and_a_percentage(client):
    (change,) = [each for each in changes(Year(2025), Year(2026)) if each.parameter.name == "mig_single_25"]
    assert (change.by, change.percent) == (790, "+7.0%")
    said = page(client, "law:compared", before="2025-26", after="2026-27")
    assert "+£7.90" in said
    assert "Nothing changed" in page(client, "law:compared", before="2025-26", after="2025-26")


def test_a_year_is_called_by_both_its_years_newest_first():
    assert [str(year) for year in years()][:2] == ["2026-27", "2025-26"]


def test_every_rule_is_listed_and_each_of_its_examples_is_shown_with_what_comes_out(client):
    everything = text_of(page(client, "law:law"))
    for rule in rules().values():
        assert rule["title"] in everything
        said = text_of(page(client, "law:rule", rule["slug"]))
        for part in rule["parts"]:
            for example in part["examples"]:
                assert " ".join(example["comes_out"].split()).lower() in said.lower()


def test_the_published_table_says_that_its_plans_are_made_up_and_that_it_is_no_limit(client):
    said = text_of(page(client, "law:first_sum"))
    assert "Every plan behind this page is made up" in said
    assert "It is a start and never a limit" in said
    assert "Is it as good for everybody?" in said
