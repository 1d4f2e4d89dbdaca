"""The first page, as a browser, a link preview and a watchman ask for it."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("ask", ["get", "head"])
def test_the_first_page_answers_whoever_only_wants_to_know_that_it_is_there(client, ask):
    assert getattr(client, ask)("/").status_code == 200
