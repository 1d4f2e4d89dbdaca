"""Who a request may be about, among the people we know."""

from datetime import date

import pytest

from goodlives.casework.people.models import Person
from goodlives.casework.requests.matching import MOST, likely_matches
from tests.factories import PersonFactory, RequestForSupportFactory

pytestmark = pytest.mark.django_db

BORN = date(1986, 3, 27)


def matches(**told):
    request = RequestForSupportFactory(
        **{"given_name": "Amina", "family_name": "Begum", "born_on": BORN, "postcode": "WX1 1AA"} | told
    )
    return [(match.person, match.same) for match in likely_matches(request, Person.objects.all())]


def known(**details):
    return PersonFactory(
        **{"given_name": "Amina", "family_name": "Begum", "born_on": BORN, "postcode": "WX1 1AA"} | details
    )


def test_the_surest_comes_first_and_says_what_is_the_same():
    same_postcode = known(given_name="Karim", born_on=date(1990, 1, 1))
    same_number = known(given_name="Mina", family_name="Ali", nhs_number="9434765919", born_on=None, postcode="")
    same_everything = known()
    assert matches(nhs_number="9434765919") == [
        (same_number, ["NHS number"]),
        (same_everything, ["date of birth", "name", "postcode"]),
        (same_postcode, ["postcode"]),
    ]


def test_a_nickname_is_found_by_the_date_of_birth():
    person = known(given_name="Minnie", postcode="")
    assert matches() == [(person, ["date of birth"])]


def test_a_family_name_alone_is_not_enough():
    known(given_name="Yusuf", born_on=date(1990, 1, 1), postcode="WX2 2BB")
    assert matches() == []


def test_an_unknown_date_of_birth_is_not_the_same_as_another_unknown():
    known(given_name="Yusuf", born_on=None, postcode="")
    assert matches(born_on=None, postcode="") == []


def test_apostrophes_do_not_hide_anybody():
    person = known(family_name="O'Brien")
    assert matches(family_name="O'Brien") == [(person, ["date of birth", "name", "postcode"])]


def test_the_list_stays_short():
    for _ in range(MOST + 3):
        known()
    assert len(matches()) == MOST


def test_without_a_family_name_the_given_name_and_one_thing_more_are_enough():
    person = known()
    known(born_on=date(1990, 1, 1), postcode="WX2 2BB")
    assert matches(family_name="", born_on=None) == [(person, ["postcode"])]
