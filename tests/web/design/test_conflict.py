"""Two people save the same record: what only one changed is kept, what both changed is shown, and nothing is lost."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.web.design.conflict import revision_of, save_or_clash
from goodlives.web.design.drawn import as_drawn, carry, drawn_from
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


class Decide(Anything):
    reasons = LongText("Why")


EMPTY = {
    "words": "", "town": "", "rent": None, "hours": None, "begins_on": None, "lives_alone": None, "pets": [],
    "home": "", "agrees": False,
}  # fmt: skip
AT = datetime(2026, 11, 2, 10, 4, tzinfo=UTC)


class Kept(SimpleNamespace):
    """A record as `change` keeps it: what it says, and a number that counts its changes."""

    def __init__(self, **said):
        super().__init__(pk=1, revision=1, changed_by="Sam", changed_at=AT, **(EMPTY | said))
        self._meta = SimpleNamespace(concrete_fields=())

    def says(self) -> dict:
        return {name: getattr(self, name) for name in EMPTY}

    def save(self, revision: int, said: dict) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(self)
        vars(self).update(said)
        self.revision += 1


class _Messages(BaseStorage):
    def __init__(self):
        self.said = []

    def add(self, level, message, extra_tags=""):
        self.said.append(str(message))


def page(rf, kept, kind=Anything):
    """The form as somebody opens it: what its boxes say, and what it carries."""
    form = kind(initial=kept.says())
    return as_drawn(form) | {"drawn_from": [drawn_from(form)], "revision": [str(kept.revision)]}


def typed_into(held, said, kind=Anything):
    """The boxes after somebody has changed some fields."""
    return held | as_drawn(kind(), said)


def send(rf, kept, held, kind=Anything):
    """Press Save. What came of it, the form as it would be drawn again, and what was said."""
    data = QueryDict(mutable=True)
    for name, values in held.items():
        data.setlist(name, values)
    request = rf.post("/", data)
    request.POST, request.user, request._messages = data, "Ruth", _Messages()
    form = kind(data)
    saving = save_or_clash(
        request, kept, form, lambda revision: kept.save(revision, {n: form.cleaned_data[n] for n in EMPTY}),
        theirs=lambda now: now.says(),
    )  # fmt: skip
    again = dict(form.data.lists())
    again |= {"drawn_from": [drawn_from(form)], "revision": [str(saving.revision)]}
    return saving, again, request._messages.said


def both(rf, kept, first, second, kind=Anything):
    """Two people open the same page; the first saves `first`, then the second sends `second`."""
    one, other = page(rf, kept), page(rf, kept, kind)
    assert send(rf, kept, typed_into(one, first))[0].done
    return send(rf, kept, typed_into(other, second, kind), kind)


def test_what_only_one_of_them_changed_is_put_together_and_said_to_be(rf):
    kept = Kept(words="Bath", town="Wexham")
    saving, _again, said = both(rf, kept, {"words": "Shower", "rent": 1250}, {"town": "Oakham"})
    assert saving.done
    assert (kept.words, kept.rent, kept.town) == ("Shower", 1250, "Oakham")
    assert said == ["Sam saved this while you were writing. Their changes and yours are both kept."]


def test_what_both_changed_is_shown_with_what_it_was_and_nothing_is_saved(rf):
    kept = Kept(words="Bath", town="Wexham")
    saving, _again, _said = both(rf, kept, {"words": "Shower", "town": "Oakham"}, {"words": "Wash", "hours": 3})
    assert not saving.done
    assert [(row.label, row.was, row.theirs, row.yours) for row in saving.clash.rows] == [
        ("Your words", "Bath", "Shower", "Wash")
    ]
    assert (kept.words, kept.hours) == ("Shower", None)


@pytest.mark.parametrize(("chosen", "words"), [("theirs", "Shower"), ("mine", "Wash"), ("both", "Shower\n\nWash")])
def test_the_second_chooses_and_the_rest_of_both_is_kept(rf, chosen, words):
    kept = Kept(words="Bath", town="Wexham")
    _saving, again, _said = both(rf, kept, {"words": "Shower", "town": "Oakham"}, {"words": "Wash", "hours": 3})
    saving, _again, _said = send(rf, kept, again | {"keep_words": [chosen]})
    assert saving.done
    assert (kept.words, kept.town, kept.hours) == (words, "Oakham", 3)


def test_nothing_is_saved_until_it_is_said_what_to_keep(rf):
    kept = Kept(words="Bath")
    _saving, again, _said = both(rf, kept, {"words": "Shower"}, {"words": "Wash"})
    saving, again, _said = send(rf, kept, again)
    assert (saving.done, kept.words) == (False, "Shower")
    assert [(row.was, row.theirs, row.yours) for row in saving.clash.rows] == [("Bath", "Shower", "Wash")]
    assert send(rf, kept, again | {"keep_words": ["mine"]})[0].done


def test_a_third_person_who_saves_while_the_second_chooses_loses_nothing_either(rf):
    kept = Kept(words="Bath", town="Wexham")
    _saving, again, _said = both(rf, kept, {"words": "Shower"}, {"words": "Wash"})
    kept.save(kept.revision, {"words": "Sauna", "town": "Oakham"})
    saving, again, _said = send(rf, kept, again | {"keep_words": ["mine"]})
    assert [(row.theirs, row.yours) for row in saving.clash.rows] == [("Sauna", "Wash")]
    assert send(rf, kept, again | {"keep_words": ["both"]})[0].done
    assert (kept.words, kept.town) == ("Sauna\n\nWash", "Oakham")


def test_the_same_change_by_both_is_no_clash(rf):
    kept = Kept(words="Bath")
    assert both(rf, kept, {"words": "Shower", "rent": 1250}, {"words": "Shower", "rent": 1250})[0].done


def test_no_and_not_yet_known_are_different_answers(rf):
    saving, _again, _said = both(rf, Kept(lives_alone=True), {"lives_alone": False}, {"lives_alone": None})
    assert [(row.was, row.theirs, row.yours) for row in saving.clash.rows] == [("Yes", "No", "Not yet known")]


def test_each_part_that_both_changed_is_shown_in_words_a_person_reads(rf):
    saving, _again, _said = both(
        rf, Kept(),
        {"rent": 12_050, "hours": 4, "begins_on": date(2026, 3, 1), "pets": ["cat", "dog"], "home": "own"},
        {"rent": 0, "hours": 5, "begins_on": date(2026, 3, 2), "pets": ["dog"], "home": "rented"},
    )  # fmt: skip
    assert [(row.label, row.theirs, row.yours) for row in saving.clash.rows] == [
        ("Rent", "£120.50", "£0.00"), ("Hours", "4", "5"), ("It begins", "1 3 2026", "2 3 2026"),
        ("Pets", "A cat, A dog", "A dog"), ("Home", "Their own", "Rented"),
    ]  # fmt: skip


def test_whoever_decides_looks_again_though_no_field_is_the_same(rf):
    kept = Kept(words="Bath")
    saving, again, _said = both(rf, kept, {"town": "Oakham"}, {"reasons": "Because"}, kind=Decide)
    assert (saving.done, saving.clash.rows) == (False, [])
    assert send(rf, kept, again, Decide)[0].done
    assert (kept.words, kept.town) == ("Bath", "Oakham")


def test_a_form_that_does_not_say_what_it_was_is_shown_everything_that_differs(rf):
    kept = Kept(words="Bath")
    held = page(rf, kept) | {"drawn_from": ["made up"]}
    kept.save(1, {"words": "Shower"})
    saving, _again, _said = send(rf, kept, typed_into(held, {"town": "Oakham"}))
    assert [(row.label, row.was, row.theirs, row.yours) for row in saving.clash.rows] == [
        ("Your words", None, "Shower", "Bath"), ("Town", None, "", "Oakham")
    ]  # fmt: skip


def test_each_choice_is_a_radio_in_the_form_and_works_without_scripts(rf):
    kept = Kept(words="Bath")
    saving, _again, _said = both(rf, kept, {"words": "Shower"}, {"words": "Wash"})
    draw = (
        '{% from "design/fields.jinja" import hidden, conflict with context %}{{ conflict(clash) }}{{ hidden("", "") }}'
    )
    html = engines["jinja2"].env.from_string(draw).render(clash=saving.clash, form=Anything(), request=None, user=None)
    for words in (
        "Bath",
        "Shower",
        "Wash",
        'value="theirs"',
        'value="mine"',
        'value="both"',
        'href="#keep_words_theirs"',
    ):
        assert words in html


@pytest.mark.parametrize(
    ("sent", "revision"), [("3", 3), ("", 0), ("x", 0), ("-1", 0), ("²", 0), ("9" * 5000, 0), (None, 0)]
)
def test_a_form_says_which_version_it_was_drawn_from(rf, sent, revision):
    assert revision_of(rf.post("/", {} if sent is None else {"revision": sent})) == revision


# Any two sets of changes, in either order

TEXT = st.sampled_from(["", "Bath", "Shower", "A walk\nby the sea"])
SOME = {
    "words": TEXT, "town": TEXT, "rent": st.sampled_from([None, 0, 1250]), "hours": st.sampled_from([None, 0, 4]),
    "begins_on": st.sampled_from([None, date(2026, 3, 1)]), "lives_alone": st.sampled_from([None, True, False]),
    "pets": st.sampled_from([[], ["cat"], ["cat", "dog"]]), "home": st.sampled_from(["", "own"]),
    "agrees": st.booleans(),
}  # fmt: skip
CHANGES = st.fixed_dictionaries({}, optional=SOME)


def nothing_is_one_thing(said):
    return {name: None if value in ("", []) else value for name, value in said.items()}


@settings(max_examples=120, deadline=None)
@given(st.fixed_dictionaries(SOME), CHANGES, CHANGES, st.sampled_from(["theirs", "mine"]))
def test_any_two_sets_of_changes_in_either_order_lose_nothing(before, one, other, chosen):
    rf = RequestFactory()
    for first, second in ((one, other), (other, one)):
        kept = Kept(**before)
        by_first, by_second = (
            {name: value for name, value in said.items() if value != before[name]} for said in (first, second)
        )
        disputed = {name for name in by_first.keys() & by_second.keys() if by_first[name] != by_second[name]}
        saving, again, _said = both(rf, kept, first, second)
        assert {row.name for row in (saving.clash.rows if saving.clash else [])} == disputed
        if disputed:
            assert nothing_is_one_thing(kept.says()) == nothing_is_one_thing(before | by_first)
            saving, _again, _said = send(rf, kept, again | {f"keep_{name}": [chosen] for name in disputed})
        assert saving.done
        wanted = before | by_first | by_second
        wanted |= {name: by_first[name] for name in disputed if chosen == "theirs"}
        assert nothing_is_one_thing(kept.says()) == nothing_is_one_thing(wanted)


def test_what_a_form_carries_is_signed():
    assert ":" in carry({"words": ["Bath"]})
