"""An address that only a form sends to, opened by hand or by the Back button: a page, where Django sends nothing."""

import pytest
from django.urls import reverse

from tests.web.reading import text

pytestmark = pytest.mark.django_db


def test_it_says_what_to_do_and_keeps_its_status_and_what_it_allows(client):
    answer = client.get(reverse("requests:stop"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "There is nothing to read here" in text(answer)
    assert reverse("home:start") in text(answer)


def test_a_program_that_uses_the_wrong_method_is_told_no_more_than_before(client):
    assert client.put(reverse("requests:stop")).status_code in (403, 405)
    assert b"<h1" not in client.put(reverse("requests:stop")).content


def test_every_printed_page_says_when_it_was_printed(client):
    assert 'class="app-printed">' in text(client.get(reverse("advice:topics")))
