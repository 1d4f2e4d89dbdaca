"""Trying another policy: all of it in the address, nothing written, what is wrong named, figures as a spreadsheet."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.exchange.what_if import Band
from goodlives.web.charging_policies.groups import band_words
from tests.exchange.test_population import decided
from tests.factories import ChargingPolicyFactory, IncomeFactory, PersonFactory, UserFactory
from tests.web.reading import text

pytestmark = pytest.mark.django_db
PAGE = reverse("charging_policies:what_if")
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def set_in_june_2026(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


@pytest.fixture
def officer(signed_in):
    return signed_in(UserFactory(role=Role.FINANCE_OFFICER))


@pytest.fixture
def council():
    """Twelve people at home, alike: £340.05 a week, of which £197.10 must be left: they pay £142.95."""
    for _ in range(12):
        row = decided(
            PersonFactory(), starts_on=TODAY, cost_of_care=90_000, housing_costs=0, disability_related_expenditure=0
        )
        IncomeFactory(assessment=row, amount=22_545)
        IncomeFactory(assessment=row, kind="pip_daily_living", amount=11_460, rate="enhanced")


def contents():
    """Every row of every table, as one number a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname), quote_ident(tablename) FROM pg_tables WHERE schemaname='public'"
        )
        found = {}
        for schema, table in cursor.fetchall():
            cursor.execute(f"SELECT count(*), sum(hashtext(t::text)::bigint), max(xmin::text) FROM {schema}.{table} t")
            found[table] = cursor.fetchone()
        return found


@pytest.mark.parametrize("role", [Role.PERSON, Role.SOCIAL_WORKER, Role.TEAM_MANAGER])
def test_others_may_not(signed_in, role):
    assert signed_in(UserFactory(role=role)).get(PAGE, {"mig_uplift_flat": "5"}).status_code == 403


def test_the_answer_says_what_it_costs_and_what_was_changed(officer, council):
    said = text(officer.get(PAGE, {"mig_uplift_flat": "5"}))
    assert "What happens to 12 people" in said
    assert "£3,120.00" in said  # 12 people, £5, 52 weeks
    assert "less from charges in a year" in said
    assert "Added to the money you must be left with: £5.00 a week (now: Nothing)" in said


def test_what_the_address_does_not_say_is_as_it_is_in_force(officer, council):
    ChargingPolicyFactory(starts_on=date(2026, 4, 6), mig_uplift_flat=500)
    said = text(officer.get(PAGE, {"maximum_charge": ""}))
    assert "Nothing is changed: this is what is in force." in said
    assert "£20,592" not in said
    assert "£1,655.40" in said  # 12 × (£142.95 - £5)


@pytest.mark.parametrize(
    ("becomes", "change"),
    [("+3%", "£2,253.37"), ("120.40", "£0.00"), ("130.40", "£6,240.00"), ("£125", "£2,870.40"), ("-2%", "£1,503.84")],
)
def test_a_figure_of_law_becomes_an_amount_or_so_much_more_or_less(officer, council, becomes, change):
    said = text(officer.get(PAGE, {"figure_1": "mig_single_25", "becomes_1": becomes}))
    expected = {"+3%": "£2,252.64", "-2%": "£1,503.84"}.get(becomes, change)
    assert f'app-amount">{expected}' in said


def test_every_amount_of_the_minimum_income_guarantee_goes_up_together(officer, council):
    """120.40, 51.55 and 25.15, each 10% more to the nearest penny: £19.72 a week each."""
    said = text(
        officer.get(PAGE, {"figure_1": "all_of_the_minimum_income_guarantee", "becomes_1": "+10%"})
    )  # fmt: skip
    assert f'app-amount">£{12 * 52 * 1972 / 100:,.2f}' in said


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"percent_of_disposable_income": "101"}, "percent_of_disposable_income", "Care Act 2014 s14(7)"),
        ({"upper_capital_limit": "5"}, "upper_capital_limit", "SI 2014/2672 reg 12"),
        ({"figure_1": "mig_single_25"}, "becomes_1", "Enter what the figure becomes"),
        ({"becomes_2": "5", "figure_1": ""}, "figure_2", "Choose which figure of law changes"),
        ({"figure_1": "mig_single_25", "becomes_1": "lots"}, "becomes_1", "Enter a new amount"),
        ({"figure_1": "tariff_income_step", "becomes_1": "0"}, "becomes_1", "must be more than nothing"),
        ({"figure_1": "mig_single_25", "becomes_1": "-100%"}, "becomes_1", "must be more than nothing"),
        ({"figure_1": "nonsense", "becomes_1": "1"}, "figure_1", "Select a valid choice"),
    ],
)
def test_what_cannot_be_tried_is_named_with_a_link_to_its_field(officer, council, asked, field, words):
    answer = officer.get(PAGE, asked)
    said = text(answer)
    assert answer.status_code == 422
    assert words in said
    assert f'href="#id_{field}"' in said
    assert "What it would cost the council" not in said


def test_an_upper_limit_below_the_lower_one_is_refused(officer):
    answer = officer.get(PAGE, {"figure_1": "upper_capital_limit", "becomes_1": "14000"})
    assert answer.status_code == 422
    assert "must not be below the lower one" in text(answer)


def test_trying_writes_no_row_of_any_table(officer, council):
    officer.get(PAGE)  # whatever a first visit writes is written
    before = contents()
    officer.get(PAGE, {"mig_uplift_flat": "5", "figure_1": "mig_single_25", "becomes_1": "+3%"})
    officer.get(PAGE, {"mig_uplift_flat": "5", "format": "csv"})
    assert contents() == before


def test_it_may_only_be_read_never_sent(officer):
    assert officer.post(PAGE, {"mig_uplift_flat": "5"}).status_code == 405


def test_the_spreadsheet_says_what_the_page_says(officer, council):
    answer = officer.get(PAGE, {"mig_uplift_flat": "5", "format": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert ["Charges in a week, pounds", "Difference", "-60.00"] in rows
    assert ["People", "Pay less", "12"] in rows
    assert ["Change in a week", "Up to £5 less", "12"] in rows
    assert ["Rate of disability benefit: Highest or enhanced rate", "Average change in a week, pounds", "-5.00"] in rows
    assert all(len(row) == 3 for row in rows)


def test_a_few_people_are_left_out_of_page_and_spreadsheet(officer, council):
    for _ in range(3):
        row = decided(PersonFactory(gender="Other"), starts_on=TODAY, housing_costs=0, disability_related_expenditure=0)
        IncomeFactory(assessment=row, amount=1_000)
    rows = list(
        csv.reader(StringIO(officer.get(PAGE, {"mig_uplift_flat": "5", "format": "csv"}).content.decode("utf-8-sig")))
    )
    assert ["Sex: Other", "People", "[c]"] in rows
    assert ["Sex: Other", "Average change in a week, pounds", "[c]"] in rows
    assert ["People", "Pay the same", "[c]"] in rows
    assert ["People", "Pay less", "[c]"] in rows, "or those who pay the same follow from the whole"


def test_with_nobody_to_charge_the_page_says_so(officer):
    assert "there is nothing to work out" in text(officer.get(PAGE, {"mig_uplift_flat": "5"}))


@pytest.mark.parametrize("people", [2, 12])
def test_it_asks_the_database_as_often_for_many_people_as_for_few(officer, django_assert_num_queries, people):
    for _ in range(people):
        IncomeFactory(assessment=decided(starts_on=TODAY))
    with django_assert_num_queries(8):
        officer.get(PAGE, {"mig_uplift_flat": "5"})


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(0, 0, 1), "The same"), (Band(0, 500, 1), "Up to £5 more"), (Band(-500, 0, 1), "Up to £5 less"),
        (Band(500, 1_000, 1), "£5 to £10 more"), (Band(-1_000, -500, 1), "£5 to £10 less"),
        (Band(5_000, None, 1), "More than £50 more"), (Band(None, -5_000, 1), "More than £50 less"),
    ],
)  # fmt: skip
def test_a_band_is_said_from_the_smaller_change_to_the_larger(band, words):
    assert band_words(band) == words
