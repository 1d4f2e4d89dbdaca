"""The page of one young person on the way to 18, as their worker reads it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories import TransitionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "words"),
    [(75, "is on 14 May 2027: 75 days to go"), (1, "is on 14 May 2027: 1 day to go"), (0, "was on 14 May 2027")],
)
def test_the_page_says_how_many_days_are_left(client, settings, before, words):
    settings.TODAY = date(2027, 5, 14) - timedelta(days=before)
    worker = UserFactory()
    one = TransitionFactory(person__born_on=date(2009, 5, 14), person__allocated_to=worker)
    client.force_login(worker)
    page = client.get(reverse("transition:transition", args=[one.pk])).content.decode()
    assert words in page
