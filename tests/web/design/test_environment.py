"""How templates become pages: spaces between sentences, and amounts, days and answers in words."""

from datetime import date

import pytest
from django.template import engines

ENVIRONMENT = engines["jinja2"].env


def drawn(template: str, **context) -> str:
    return ENVIRONMENT.from_string(template).render(**context)


def test_two_sentences_on_two_lines_have_a_space_between_them():
    page = drawn("<p>{% trans %}One.{% endtrans %}\n   {% trans %}Two.{% endtrans %}</p>")
    assert page.split() == ["<p>One.", "Two.</p>"]


@pytest.mark.parametrize(
    ("pence", "words"), [(0, "£0.00"), (11010, "£110.10"), (123456789, "£1,234,567.89"), (-5, "-£0.05")]
)
def test_pence_are_shown_in_pounds(pence, words):
    assert drawn("{{ pence | pounds }}", pence=pence) == words


@pytest.mark.parametrize("filter_", ["pounds", "day", "moment"])
def test_what_is_not_yet_known_is_never_shown_as_nothing(filter_):
    assert drawn("{{ value | " + filter_ + " }}", value=None) == "not yet known"


@pytest.mark.parametrize(("answer", "words"), [(True, "Yes"), (False, "No"), (None, "Not yet known")])
def test_an_answer_is_yes_no_or_not_yet_known(answer, words):
    assert drawn("{{ answer | known }}", answer=answer) == words


def test_a_day_is_written_out():
    assert drawn("{{ value | day }}", value=date(2023, 6, 5)) == "5 June 2023"
