"""A demonstration may be set on another day, to show how old rates are used."""

from datetime import date

import pytest

from goodlives.casework.decisions.models import Decision, Kind
from goodlives.demonstration.council import make_council


@pytest.mark.django_db
def test_a_council_set_in_june_2023_uses_the_rates_of_that_year():
    make_council(40, on=date(2023, 6, 5))
    charges = Decision.objects.filter(kind=Kind.CHARGE)
    assert set(charges.values_list("rates", flat=True)) == {"2023-24"}
