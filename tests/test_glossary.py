"""The glossary has each word once, in order; pages and letters keep to its words."""

import re
from pathlib import Path

import pytest

import goodlives

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "GLOSSARY.md").read_text()
WORDS = re.findall(r"^- \*\*(.+?)\*\*: ", GLOSSARY, re.MULTILINE)
NOT_USED = [
    word.strip() for word in re.sub(r"\s+", " ", GLOSSARY.split("Of a person:")[1]).rstrip(" .\n").split(",")
]  # fmt: skip
PAGES = sorted(
    path
    for folder in ("web", "exchange")
    for ending in ("*.jinja", "*.typ", "*.yaml")
    for path in (Path(goodlives.__file__).parent / folder).rglob(ending)
)
# The law's and others' own names, in which such a word may stand.
OTHERS_NAMES = re.compile(
    r"Client Level Data|in (?:any|that|this|either) case|in case|care of the elderly|case law", re.I
)


def test_each_word_stands_once_and_in_order():
    assert sorted(set(WORDS), key=str.lower) == WORDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_and_letters_use_no_word_that_makes_a_person_small(page):
    text = OTHERS_NAMES.sub("", page.read_text())
    found = [word for word in NOT_USED if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]
    assert not found, f"{page.name} says {found}"
