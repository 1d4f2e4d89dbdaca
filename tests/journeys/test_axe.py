"""The examination itself: what it finds, and the one thing it lets pass."""

import pytest

from tests.journeys.conftest import DESK

PAGE = """<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>{}</main></html>"""


@pytest.fixture
def show(chromium):
    page = chromium.new_page()

    def show(content):
        page.set_content(PAGE.format(content))
        return page

    yield show
    page.close()


def test_a_question_without_a_label_is_found_and_named(show, axe):
    with pytest.raises(AssertionError, match=r"label: .*\n +#age "):
        axe(show('<input id="age">'))


def test_grey_words_on_white_are_found(show, axe):
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(show('<p style="color: #bbb">Hard to read</p>'))


def test_a_good_page_passes(show, axe):
    axe(show('<label for="age">Your age</label><input id="age">'))


def test_a_radio_that_opens_another_question_passes(show, axe):
    axe(
        show(
            '<input class="govuk-radios__input" type="radio" id="yes" aria-controls="more" aria-expanded="false">'
            '<label for="yes">Yes</label><div id="more"></div>'
        )
    )


def test_the_same_attributes_on_anything_else_are_found(show, axe):
    with pytest.raises(AssertionError, match="aria-allowed-attr"):
        axe(
            show(
                '<input type="radio" id="yes" aria-controls="more" aria-expanded="false">'
                '<label for="yes">Yes</label><div id="more"></div>'
            )
        )


def test_a_page_too_wide_for_a_phone_is_found_at_a_desk(chromium, axe):
    page = chromium.new_page(viewport=DESK)
    page.set_content(PAGE.format('<p style="width: 600px">Too wide</p>'))

    with pytest.raises(AssertionError, match="must not scroll sideways in 390 pixels"):
        axe(page)
    page.close()
