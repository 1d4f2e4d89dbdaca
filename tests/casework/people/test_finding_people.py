"""Finding somebody, however their name was typed, and noticing that two records may be one person."""

from datetime import date

import pytest

from goodlives.casework.people.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

BORN = date(1950, 5, 4)


def found(words):
    return {person.name for person in Person.objects.matching(words)}


def nearly(words):
    return [person.name for person in Person.objects.nearly_matching(words)]


def like(**known):
    return [person.name for person in Person.objects.looking_like(**known)]


@pytest.fixture
def sean():
    return PersonFactory(
        given_name="Seán", family_name="O’Neill", preferred_name="Johnny", council_number="123456",
        nhs_number="9434765919", postcode="WX1 2AB", born_on=BORN,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["sean", "Seán", "o'neill", "O’NEILL", "oneill sean", "johnny", "123456", "9434765919", "943 476 5919",
     "WX1 2AB", "wx12ab"],
)  # fmt: skip
def test_somebody_is_found_by_any_part_of_name_postcode_or_number(sean, words):
    PersonFactory(given_name="Amina", family_name="Begum")
    assert found(words) == {"Seán O’Neill"}


def test_every_word_must_match(sean):
    assert found("sean murphy") == set()


def test_no_words_leave_everybody(sean):
    assert found("  ") == {"Seán O’Neill"}


@pytest.mark.parametrize("words", ["Ameena Begam", "begam", "Amina Begumm", "begum amena"])
def test_a_slip_in_typing_still_finds_the_person_nearest_first(words):
    PersonFactory(given_name="Amina", family_name="Begum")
    PersonFactory(given_name="Robert", family_name="Thistlethwaite")
    assert nearly(words) == ["Amina Begum"]


def test_the_same_nhs_number_comes_first_whatever_the_name(sean):
    PersonFactory(given_name="Jon", family_name="Oneil", born_on=BORN)
    assert like(given_name="Jon", family_name="Oneil", born_on=BORN, nhs_number="9434765919") == [
        "Seán O’Neill",
        "Jon Oneil",
    ]


def test_the_same_birth_date_counts_only_with_a_similar_name():
    PersonFactory(given_name="Amina", family_name="Begum", born_on=BORN, postcode="")
    PersonFactory(given_name="Robert", family_name="Thistlethwaite", born_on=BORN, postcode="")
    assert like(given_name="Ameena", family_name="Begam", born_on=BORN) == ["Amina Begum"]


def test_the_same_postcode_counts_only_with_a_similar_name():
    PersonFactory(given_name="Amina", family_name="Begum", born_on=date(1986, 3, 27), postcode="WX9 9ZZ")
    PersonFactory(given_name="Robert", family_name="Thistlethwaite", postcode="WX9 9ZZ")
    assert like(given_name="Aminah", family_name="Begum", born_on=BORN, postcode="wx9 9zz") == ["Amina Begum"]


def test_a_name_changed_on_marriage_is_still_noticed_by_the_birth_date():
    PersonFactory(given_name="Amina", family_name="Begum", born_on=BORN)
    assert like(given_name="Amina", family_name="Khan", born_on=BORN) == ["Amina Begum"]


def test_a_name_they_like_to_be_called_is_compared_too():
    PersonFactory(given_name="Elizabeth", family_name="Achebe", preferred_name="Betty", born_on=BORN)
    assert like(given_name="Betty", family_name="Achebe", born_on=BORN) == ["Elizabeth Achebe"]


def test_where_a_birth_date_is_not_known_nearly_the_same_name_is_enough():
    PersonFactory(given_name="Amina", family_name="Begum", born_on=None, postcode="")
    assert like(given_name="Amina", family_name="Begum", born_on=BORN) == ["Amina Begum"]
    assert like(given_name="Amina", family_name="Begum") == ["Amina Begum"]


def test_two_people_of_one_name_born_on_different_days_in_different_places_are_two_people():
    PersonFactory(given_name="Amina", family_name="Begum", born_on=date(1986, 3, 27), postcode="WX1 1AA")
    assert like(given_name="Amina", family_name="Begum", born_on=BORN, postcode="WX5 5EE") == []


def test_the_likeliest_comes_first_and_there_are_five_at_most():
    for number in range(6):
        PersonFactory(given_name="Amina", family_name=f"Begum{number}", born_on=BORN, postcode="WX9 9ZZ")
    names = like(given_name="Amina", family_name="Begum4", born_on=BORN, postcode="WX9 9ZZ")
    assert (names[0], len(names)) == ("Amina Begum4", 5)
