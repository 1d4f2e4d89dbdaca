"""Two people save the same record: what the second is shown, and how the first version is told from theirs."""

from datetime import date
from types import SimpleNamespace

import pytest

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.web.design.conflict import clash, revision_of
from goodlives.web.design.forms import (
    Choices,
    Date,
    Form,
    LongText,
    Money,
    Select,
    Text,
    Tick,
    WholeNumber,
    YesNoNotKnown,
)


class Anything(Form):
    words = LongText("Your words")
    town = Text("Town")
    rent = Money("Rent")
    hours = WholeNumber("Hours")
    begins_on = Date("It begins")
    lives_alone = YesNoNotKnown("Lives alone")
    pets = Choices("Pets", [("cat", "A cat"), ("dog", "A dog")], required=False)
    home = Select("Home", [("own", "Their own"), ("rented", "Rented")], empty="Choose", required=False)
    agrees = Tick("They agree")


BOTH_EMPTY = {
    "words": "", "town": None, "rent": None, "hours": None, "begins_on": None, "lives_alone": None, "pets": [],
    "home": "", "agrees": False,
}  # fmt: skip


def rows(theirs, **typed):
    """What the second person is shown, where the first saved `theirs`: label, theirs, yours."""
    form = Anything(typed)
    assert form.is_valid(), form.errors
    current = SimpleNamespace(pk=1, changed_by=None, changed_at=None, revision=7)
    shown = clash(ChangedMeanwhile(current), form, BOTH_EMPTY | theirs)
    assert shown.revision == 7
    return [(row.label, row.theirs, row.yours) for row in shown.rows]


def test_nothing_is_shown_where_both_say_the_same():
    assert rows({"words": "Bath", "rent": 1250}, words="Bath", rent="12.50") == []


def test_nothing_typed_is_the_same_however_it_is_kept():
    assert rows({}) == []


def test_each_part_that_differs_is_shown_in_words_a_person_reads():
    assert rows(
        {"words": "Bath", "rent": 12_050, "hours": 4, "begins_on": date(2026, 3, 1), "lives_alone": True,
         "pets": ["cat", "dog"], "home": "own", "agrees": True},
        words="Shower", rent="1,300", hours="5", begins_on_day="2", begins_on_month="3", begins_on_year="2026",
        lives_alone="no", pets=["dog"], home="rented",
    ) == [
        ("Your words", "Bath", "Shower"), ("Rent", "£120.50", "£1300.00"), ("Hours", "4", "5"),
        ("It begins", "1 3 2026", "2 3 2026"), ("Lives alone", "Yes", "No"), ("Pets", "A cat, A dog", "A dog"),
        ("Home", "Their own", "Rented"), ("They agree", "Yes", "No"),
    ]  # fmt: skip


def test_no_and_not_yet_known_are_different_answers():
    assert rows({"lives_alone": False}) == [("Lives alone", "No", "Not yet known")]


def test_nothing_a_week_and_not_yet_known_are_different_amounts():
    assert rows({"rent": 0, "hours": 0}) == [("Rent", "£0.00", ""), ("Hours", "0", "")]


@pytest.mark.parametrize(
    ("sent", "revision"), [("3", 3), ("", 0), ("x", 0), ("-1", 0), ("²", 0), ("9" * 5000, 0), (None, 0)]
)
def test_a_form_says_which_version_it_was_drawn_from(rf, sent, revision):
    assert revision_of(rf.post("/", {} if sent is None else {"revision": sent})) == revision
