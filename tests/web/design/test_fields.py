"""What each kind of field takes, what it makes of it, and what it says when it cannot."""

from datetime import date

import pytest
from django import forms as django_forms
from hypothesis import given
from hypothesis import strategies as st

from goodlives.web.design.forms import (
    Date,
    Email,
    Form,
    LongText,
    Money,
    Phone,
    Postcode,
    Text,
    Tick,
    WholeNumber,
    YesNo,
    YesNoNotKnown,
)


def said(field, typed):
    """What the field says is wrong."""
    with pytest.raises(django_forms.ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


# --- Money ---

RENT = Money("Rent", most=1_000_000_00)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("0", 0), ("12", 1200), ("£12", 1200), ("12.5", 1250), ("12.50", 1250), ("1,234.5", 123450), (" 12 ", 1200),
        ("£1,000,000.00", 1_000_000_00), ("0.01", 1), ("0000000012", 1200),
    ],
)  # fmt: skip
def test_an_amount_becomes_whole_pence(typed, pence):
    assert RENT.clean(typed) == pence


def test_an_amount_left_empty_is_not_yet_known_and_not_nothing():
    assert RENT.clean("") is None
    assert RENT.clean("   ") is None


@pytest.mark.parametrize("typed", ["12.345", "-1", "abc", "12 pounds", "1.2.3", "12.", ".50", "1e3", "NaN", "١٢"])
def test_what_is_not_an_amount_is_refused_by_name_with_an_example(typed):
    assert said(RENT, typed) == "Rent must be an amount in pounds, like 120 or 120.50"


def test_too_much_money_says_how_much_is_the_most():
    assert said(RENT, "1000000.01") == "Rent must be £1,000,000 or less"
    assert said(RENT, "9" * 24) == "Rent must be £1,000,000 or less"


@pytest.mark.parametrize("length", [26, 5_000, 1_100_000])
def test_an_endless_number_is_refused_and_breaks_nothing(length):
    assert said(RENT, "9" * length) == "Rent: use 25 characters or fewer"


@given(st.integers(min_value=0, max_value=1_000_000_00))
def test_an_amount_shown_in_a_form_and_sent_back_is_the_same_amount(pence):
    assert RENT.clean(RENT.prepare_value(pence)) == pence


def test_an_amount_that_was_refused_is_shown_again_as_it_was_typed():
    assert RENT.prepare_value("12.345") == "12.345"


# --- Dates ---

BORN = Date("Date of birth", earliest=date(1900, 1, 1), latest=lambda: date(2026, 11, 22))


def test_a_date_comes_out_of_three_boxes():
    assert BORN.clean(("27", "3", "1986")) == date(1986, 3, 27)
    assert BORN.clean(("07", "03", "1986")) == date(1986, 3, 7)
    assert BORN.clean(("29", "2", "2024")) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        (("", "3", "1986"), "a day"), (("27", "", "1986"), "a month"), (("27", "3", ""), "a year"),
        (("", "", "1986"), "a day and a month"), (("27", "", ""), "a month and a year"),
    ],
)  # fmt: skip
def test_a_date_says_which_part_is_missing(typed, missing):
    assert said(BORN, typed) == f"Date of birth must include {missing}"


@pytest.mark.parametrize(
    "typed", [("31", "2", "2020"), ("29", "2", "2023"), ("1", "1", "86"), ("1", "13", "1986"), ("0", "1", "1986"),
              ("x", "1", "1986"), ("1", "1", "19860"), ("1", "1", "0000"), ("²", "1", "1986"), ("1.5", "1", "1986")]
)  # fmt: skip
def test_a_day_that_is_not_in_the_calendar_is_refused(typed):
    assert said(BORN, typed) == "Date of birth must be a real date, like 27 3 1986"


def test_a_date_too_early_or_too_late_says_the_limit():
    assert said(BORN, ("31", "12", "1899")) == "Date of birth must be 1 January 1900 or later"
    assert said(BORN, ("23", "11", "2026")) == "Date of birth must be 22 November 2026 or earlier"
    assert BORN.clean(("22", "11", "2026")) == date(2026, 11, 22)


def test_a_date_may_be_left_empty_unless_it_says_otherwise():
    assert BORN.clean(("", "", "")) is None
    assert said(Date("Start", missing="Enter the day it starts"), ("", "", "")) == "Enter the day it starts"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 11, 22)))
def test_a_date_shown_in_a_form_and_sent_back_is_the_same_date(day):
    assert BORN.clean(BORN.prepare_value(day)) == day


# --- Ways to get in touch ---


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("WX1 1AA", "WX1 1AA"), ("wx11aa", "WX1 1AA"), (" sw1a  2aa ", "SW1A 2AA"), ("m1 1ae", "M1 1AE"), ("", "")],
)
def test_a_postcode_is_put_right_not_refused(typed, kept):
    assert Postcode("Postcode").clean(typed) == kept


@pytest.mark.parametrize("typed", ["WX1", "1234", "WX1 1A", "WX1 1AAA", "W-1 1AA"])
def test_half_a_postcode_is_refused(typed):
    assert said(Postcode("Postcode"), typed) == "Enter a full UK postcode, like WX1 1AA"


@pytest.mark.parametrize("typed", ["01632 960 001", "+44 7700 900982", "(01632) 960001", "01632 960001 ext 12", ""])
def test_a_phone_number_is_kept_as_it_was_typed(typed):
    assert Phone("Phone").clean(typed) == typed


@pytest.mark.parametrize("typed", ["12345", "ring my sister", "0" * 16])
def test_what_nobody_could_ring_is_refused(typed):
    assert said(Phone("Phone"), typed) == "Enter a phone number, like 01632 960 001 or 07700 900 982"


@pytest.mark.parametrize("typed", ["sam", "sam@", "@example.com", "sam example.com", "a@b"])
def test_what_nobody_could_write_to_is_refused(typed):
    assert said(Email("Email"), typed) == "Enter an email address in the right form, like name@example.com"


def test_an_email_address_is_kept_without_the_spaces_round_it():
    assert Email("Email").clean(" sam@example.com ") == "sam@example.com"


@pytest.mark.parametrize("field", [Email("Email"), Phone("Phone"), Postcode("Postcode")], ids=lambda it: it.label)
def test_what_the_database_could_not_hold_is_refused_first(field):
    assert "characters or fewer" in said(field, "a@" + "b" * 500 + ".com")


# --- Numbers ---

HOURS = WholeNumber("Hours a week", most=168)


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("168", 168), (" 12 ", 12), ("", None)])
def test_a_whole_number_comes_out_whole_and_empty_is_not_zero(typed, number):
    assert HOURS.clean(typed) == number


@pytest.mark.parametrize("typed", ["169", "-1", "1.5", "ten", "1e2", "--1", "²"])
def test_any_other_number_says_from_what_to_what(typed):
    assert said(HOURS, typed) == "Hours a week must be a whole number from 0 to 168"


# --- Yes, no, not yet known ---


@pytest.mark.parametrize(("typed", "meant"), [("yes", True), ("no", False), ("", None)])
def test_not_yet_known_is_an_answer_of_its_own(typed, meant):
    field = YesNoNotKnown("Do they know?")
    assert field.clean(typed) is meant
    assert field.prepare_value(meant) == typed


def test_a_yes_or_no_that_must_be_answered_says_so():
    field = YesNo("Is it safe?", missing="Say whether it is safe")
    assert field.clean("no") is False
    assert said(field, "") == "Say whether it is safe"
    assert "not one of" in said(field, "maybe")


# --- Words ---


def test_a_field_that_must_be_filled_says_so_in_its_own_words():
    assert said(Text("Name", missing="Enter your name"), "") == "Enter your name"
    assert said(Text("Name", missing="Enter your name"), "   ") == "Enter your name"


def test_too_many_words_are_refused_with_the_most_there_may_be():
    assert said(Text("Name", max_length=10), "x" * 11) == "Name: use 10 characters or fewer"
    assert said(Text("Share in %", max_length=10), "x" * 11) == "Share in %: use 10 characters or fewer"


def test_words_keep_their_lines():
    assert LongText("Your words").clean("One.\nTwo.\n\nThree.") == "One.\nTwo.\n\nThree."


def test_a_tick_is_yes_and_no_tick_is_no():
    assert Tick("I agree").clean(True) is True
    assert Tick("I agree").clean(False) is False


# --- The summary of what is wrong ---


class About(Form):
    born_on = Date("Date of birth", missing="Enter your date of birth")
    name = Text("Name", missing="Enter your name")

    def clean(self):
        raise django_forms.ValidationError("Nothing fits")


def test_each_line_of_the_summary_leads_to_the_first_box_of_its_field():
    assert About({}).summary() == [
        {"text": "Nothing fits"},
        {"text": "Enter your date of birth", "href": "#id_born_on_day"},
        {"text": "Enter your name", "href": "#id_name"},
    ]
