"""How life is: our own questions and a council's licensed ones, who answered, and what is never guessed."""

from datetime import date

import pytest
import yaml
from django.db import DatabaseError, transaction

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.instruments import InstrumentFileIsWrong, questions_for
from goodlives.casework.about_me.models import HowLifeIs
from goodlives.casework.about_me.questions import FOR_A_CARER, FOR_A_PERSON, own_questions
from goodlives.rules.quality_of_life import Aspect
from tests.factories import AT, ON, CitizenFactory, HowLifeIsFactory

TODAY = date(2026, 11, 22)


def said(answers, whose="person", **more):
    me = CitizenFactory()
    details = {"contact": "own_accord", "answered_by": "self", "who_answered": ""} | more
    return actions.say_how_life_is(
        me, own_questions(whose, ON), whose=whose, answers=answers, own_words="", by=me.user, on=ON, at=AT, **details
    )  # fmt: skip


def test_there_are_eight_plain_questions_one_for_each_published_weight():
    assert [one.aspect for one in FOR_A_PERSON] == [aspect.value for aspect in Aspect]
    assert all(len(one.levels) == 4 for one in (*FOR_A_PERSON, *FOR_A_CARER))


@pytest.mark.django_db
def test_the_index_is_kept_with_its_sum():
    kept = said({aspect.value: 1 for aspect in Aspect})
    assert (kept.index, kept.sum["index"]) == (998645, "0.998645")


@pytest.mark.django_db
def test_one_answer_not_known_gives_a_range_and_no_index():
    kept = said({aspect.value: 1 for aspect in Aspect} | {"food": None})
    assert kept.index is None
    assert (kept.least, kept.most) == (998645 - 203 * (879 - 184), 998645)
    assert kept.sum["still_to_find_out"] == ["food"]


@pytest.mark.django_db
def test_a_carers_answers_are_kept_and_not_scored():
    kept = said({one.aspect: 1 for one in FOR_A_CARER}, whose="carer")
    assert (kept.least, kept.sum, kept.answers["own_time"]) == (None, None, 1)


@pytest.mark.django_db
def test_what_was_answered_is_never_changed():
    HowLifeIsFactory()
    with pytest.raises(DatabaseError, match="how_life_is_is_kept"), transaction.atomic():
        HowLifeIs.objects.update(answers={"food": 1})


# --- Questions that a council has a licence for ---


def a_file(folder, **more):
    written = {
        "name": "Tested questions", "version": "4", "whose": "person", "weights": "published",
        "licence": {"holder": "Wrenford", "reference": "L-1", "from": date(2026, 4, 1), "until": date(2027, 3, 31)},
        "questions": [
            {"aspect": aspect.value, "name": aspect.value, "words": "As licensed", "levels": ["a", "b", "c", "d"]}
            for aspect in Aspect
        ],
    } | more  # fmt: skip
    (folder / "tested.yaml").write_text(yaml.safe_dump({name: one for name, one in written.items() if one is not None}))
    return str(folder)


def test_licensed_questions_are_asked_while_the_licence_is_in_force(tmp_path):
    folder = a_file(tmp_path)
    assert questions_for("person", date(2027, 3, 31), folder).key == "Tested questions 4"
    assert questions_for("person", date(2027, 4, 1), folder).key == "own"
    assert questions_for("carer", TODAY, folder).key == "own"
    assert questions_for("person", TODAY).key == "own"


def test_a_file_may_bring_its_own_weights_or_none(tmp_path):
    own = {"of": {aspect.value: [1, 0.5, 0.25, 0] for aspect in Aspect}, "times": 0.1, "less": 0, "source": "A paper"}
    weights = questions_for("person", TODAY, a_file(tmp_path, weights=own)).weights
    assert (weights.of["food"], weights.times, weights.source) == ((1000, 500, 250, 0), 100, "A paper")


def test_without_weights_nothing_is_scored(tmp_path):
    assert questions_for("person", TODAY, a_file(tmp_path, weights=None)).weights is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"licence": None}, "does not say: licence"),
        ({"colour": "red"}, "names we do not know: colour"),
        ({"whose": "child"}, "person or carer"),
        ({"licence": {"holder": "W", "reference": "1", "from": "soon", "until": "later"}}, "each a date"),
        ({"questions": [{"aspect": "food", "name": "f", "words": "w", "levels": ["a"]}]}, "four levels"),
        ({"questions": [{"aspect": "food", "name": "f", "words": "w", "levels": list("abcd")}]}, "same parts of life"),
        ({"weights": {"of": {"food": [0.1234, 0, 0, 0]}, "times": 1, "less": 0, "source": "s"}}, "weights need"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_by_name(tmp_path, wrong, words):
    with pytest.raises(InstrumentFileIsWrong, match=rf"tested\.yaml: .*{words}"):
        questions_for("person", TODAY, a_file(tmp_path, **wrong))
