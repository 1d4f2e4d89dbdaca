"""What somebody might pay: the sum of the rules, with every step, on what they can tell us."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from goodlives.web import clock
from tests.web.reading import text

pytestmark = pytest.mark.django_db

PAGE = reverse("advice:what_you_might_pay")

# The published example for a 37-year-old: Devon 2023-24. £110.10 of £454.00.
PETER = {
    "age": "37", "household": "single", "savings": "0", "disability_benefit": "pip_enhanced",
    "income": ["employment_and_support_allowance"], "amount_employment_and_support_allowance": "225.45",
    "housing_costs": "17.27", "disability_costs": "28.08", "cost_of_care": "454",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_2023(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2023, 6, 5))


def answer(client, **changes):
    return client.post(PAGE, {name: value for name, value in (PETER | changes).items() if value is not None})


def test_the_published_example_comes_out_to_the_penny_with_its_steps_and_its_law(client):
    page = text(answer(client))
    assert '<span class="app-amount">£110.10</span>' in page
    assert "£343.90" in page
    for words in ("£171.75", "SI 2014/2672 reg 7", "minimum income guarantee", "This uses the rates for 2023-24"):
        assert words in page
    assert "2 figures of law in it are not yet officially confirmed" in page


def test_it_works_by_an_address_too(client):
    assert "£110.10" in text(client.get(PAGE, PETER))


def test_savings_that_are_not_known_give_a_range_and_the_missing_fact(client):
    page = text(answer(client, savings=""))
    assert '<span class="app-amount">£110.10 to £454.00</span>' in page
    assert "How much there is of this: savings" in page


def test_a_cost_that_is_not_known_still_tells_what_somebody_with_little_would_pay(client):
    page = text(answer(client, cost_of_care=""))
    assert "£0.00 to £110.10" in page
    assert "What your care costs" in page


def test_nothing_known_about_cost_or_savings_says_that_no_most_can_be_given(client):
    page = text(answer(client, cost_of_care="", savings=""))
    assert "£0.00 or more" in page
    assert "We cannot say the most you could pay" in page


def test_a_benefit_somebody_is_not_sure_about_gives_the_range_of_what_it_may_be(client):
    page = text(answer(client, disability_benefit="not_sure"))
    assert "Which disability benefit you get" in page
    assert " to £" in page
    assert "Say which disability benefit you get" in page


def test_more_than_the_limit_in_savings_is_the_full_cost_and_says_what_help_there_is_still(client):
    page = text(answer(client, savings="23,250.01"))
    assert '<span class="app-amount">£454.00</span>' in page
    assert "more than £23,250 in savings" in page
    assert reverse("advice:topic", args=["paying-for-your-own-care"]) in page


def test_a_partners_pension_age_that_is_not_known_is_named(client):
    page = text(answer(client, household="couple", partner_pension_age=""))
    assert "Whether your partner has reached pension age" in page
    assert "Whether your partner" not in text(answer(client, household="couple", partner_pension_age="no"))


def test_an_income_that_is_ticked_without_an_amount_is_not_taken_for_nothing(client):
    page = text(answer(client, amount_employment_and_support_allowance=""))
    assert "Employment and Support Allowance" in page
    assert '<span class="app-amount">£0.00 to £454.00</span>' in page


def test_an_amount_without_its_tick_counts_for_those_without_javascript(client):
    assert "£110.10" in text(answer(client, income=None))


def test_a_parent_on_their_own_keeps_more(client):
    assert "£110.10" not in text(answer(client, children="1"))


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("age", "", "Enter your age"),
        ("age", "17", "must be a whole number from 18 to 120"),
        ("household", "", "Say who you live with"),
        ("disability_benefit", "", "Say whether you get a disability benefit"),
        ("savings", "some", "Your savings must be an amount in pounds"),
        ("cost_of_care", "-5", "must be an amount in pounds"),
        ("amount_employment_and_support_allowance", "1.234", "must be an amount in pounds"),
    ],
)
def test_what_cannot_be_right_is_said_and_the_rest_stays(client, field, typed, says):
    page = text(answer(client, **{field: typed}))
    assert "<title>Error: " in page
    assert says in page
    assert "app-amount" not in page
    assert 'value="28.08"' in page


def test_nothing_is_kept(client):
    answer(client)
    assert not Session.objects.exists()


def test_benefit_rates_are_those_of_the_day(client, monkeypatch):
    assert "£101.75 a week" in text(client.get(PAGE))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 6, 5))
    assert "£114.60 a week" in text(client.get(PAGE))
