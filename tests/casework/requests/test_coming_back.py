"""Coming back with a reference: how it may be typed, what proves it, and how often somebody may guess."""

from datetime import date, timedelta

import pytest

from goodlives.casework.requests.coming_back import GUESSES_AN_HOUR, Proof, TooManyGuesses, find, tidy_reference
from goodlives.casework.requests.models import WrongGuess
from tests.factories import AT, RequestForSupportFactory

pytestmark = pytest.mark.django_db

BORN = date(1986, 3, 27)


@pytest.mark.parametrize(
    "typed", ["R-BCDF-GHJK", "r-bcdf-ghjk", " R BCDF GHJK ", "RBCDFGHJK", "BCDFGHJK", "bcdf-ghjk", "R–BCDF–GHJK"]
)
def test_a_reference_is_found_however_it_was_typed(typed):
    assert tidy_reference(typed) == "R-BCDF-GHJK"


def test_a_reference_whose_own_first_letter_is_r_is_found_with_and_without_the_r_before_it():
    assert tidy_reference("R-RBCD-FGHJ") == tidy_reference("RBCDFGHJ") == "R-RBCD-FGHJ"


def test_the_date_of_birth_proves_it_where_we_were_told_it():
    request = RequestForSupportFactory(born_on=BORN, postcode="WX1 1AA")
    assert find(request.reference, Proof(born_on=BORN), at=AT) == request
    assert find(request.reference, Proof(postcode="WX1 1AA"), at=AT) is None


def test_without_a_date_of_birth_the_postcode_does_with_any_spaces():
    request = RequestForSupportFactory(born_on=None, postcode="WX1 1AA")
    assert find(request.reference, Proof(postcode="wx11aa"), at=AT) == request
    assert find(request.reference, Proof(born_on=BORN), at=AT) is None


def test_with_neither_the_phone_number_or_email_of_whoever_asked_does():
    told = {"born_on": None, "postcode": "", "about": "somebody_else"}
    request = RequestForSupportFactory(asker_phone="01632 960 001", asker_email="Jo@example.com", **told)
    assert find(request.reference, Proof(phone_or_email="01632960001"), at=AT) == request
    assert find(request.reference, Proof(phone_or_email="jo@EXAMPLE.com"), at=AT) == request
    assert find(request.reference, Proof(phone_or_email="01632 960 002"), at=AT) is None


def test_nothing_proves_nothing():
    request = RequestForSupportFactory(born_on=None, postcode="", phone="")
    assert find(request.reference, Proof(), at=AT) is None


@pytest.mark.parametrize("reference", ["R-0000-BCDF", "R-WXYZ-WXYZ"], ids=["there is one", "there is none"])
def test_guessing_is_stopped_whether_or_not_there_is_such_a_request(reference):
    RequestForSupportFactory(reference="R-0000-BCDF", born_on=BORN)
    for _ in range(GUESSES_AN_HOUR):
        assert find(reference, Proof(born_on=date(1950, 1, 1)), at=AT) is None
    with pytest.raises(TooManyGuesses):
        find(reference, Proof(born_on=BORN), at=AT)


def test_after_an_hour_the_guesses_are_forgotten():
    request = RequestForSupportFactory(born_on=BORN)
    for _ in range(GUESSES_AN_HOUR):
        find(request.reference, Proof(), at=AT)
    later = AT + timedelta(minutes=61)
    assert find(request.reference, Proof(born_on=BORN), at=later) == request
    assert find("R-WXYZ-WXYZ", Proof(), at=later) is None
    assert WrongGuess.objects.count() == 1
