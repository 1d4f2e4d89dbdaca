"""What `make frontend` builds, and what it must leave out."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import goodlives

BUILT = Path(goodlives.__file__).parent / "web" / "design" / "static" / "design"


@pytest.fixture(scope="module")
def css():
    return (BUILT / "app.css").read_text()


@pytest.mark.parametrize("mark", ["GDS Transport", "govuk-crest", "favicon"])
def test_nothing_that_belongs_to_the_government_is_served(css, mark):
    assert mark.lower() not in css.lower()


def test_the_style_sheet_asks_for_nothing_but_our_own_fonts(css):
    asked = re.findall(r"url\(\"?([^\")]+)", css)

    assert len(asked) == len(set(asked)) == 7
    assert all((BUILT / address).is_file() for address in asked)


def test_the_councils_colours_can_be_set_from_outside(css):
    assert {"--council-colour", "--council-on-colour", "--council-accent"} <= set(
        re.findall(r"var\((--council-[a-z-]+)", css)
    )


@pytest.mark.parametrize("script", ["app.js", "govuk-frontend.min.js", "htmx.min.js"])
def test_each_script_is_there_and_looks_for_no_map(script):
    words = (BUILT / script).read_text()

    assert words.strip()
    assert "sourceMappingURL" not in words


@pytest.mark.parametrize("weight", [400, 700])
def test_the_font_of_letters_has_the_letters_of_names_and_of_money(weight):
    font = TTFont(BUILT / "fonts" / f"atkinson-hyperlegible-next-{weight}.ttf")

    assert font["OS/2"].usWeightClass == weight
    assert {ord(letter) for letter in "£€ŵŷłßøñçéüÿžğș’“”–"} <= font.getBestCmap().keys()


def test_the_fonts_licence_is_beside_it():
    assert "SIL OPEN FONT LICENSE" in (BUILT / "fonts" / "LICENSE").read_text().upper()
