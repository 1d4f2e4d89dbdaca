"""Every decision of a made-up council has a letter that a person can read, on paper too."""

import re
from datetime import date

import pytest

from goodlives.casework.decisions.models import Decision, Kind
from goodlives.demonstration.council import make_council
from goodlives.exchange.letters.letter import Changes, Conditions, Facts, Sum
from goodlives.exchange.letters.pdf import as_pdf
from goodlives.exchange.letters.writing import letter_for

ON = date(2026, 11, 2)
# Names as a file keeps them, and a program's own words for unknown: nobody should find one in a letter.
NOT_ENGLISH = re.compile(r"\b[a-z]+_[a-z_]+\b|\bNone\b(?!$)|\bnull\b|\bTrue\b|\bFalse\b|[{}]|\[['\"]")


@pytest.mark.django_db
def test_no_letter_shows_how_a_computer_keeps_things():
    make_council(60, on=ON, seed=5)
    decisions = list(Decision.objects.select_related("person", "decided_by", "supersedes"))
    assert {decision.kind for decision in decisions} == set(Kind.values), "every kind is examined"
    for decision in decisions:
        letter = letter_for(decision, ON)
        for words in said(letter):
            assert not NOT_ENGLISH.search(words), f"{decision.kind}: {words}"
    for kind in {decision.kind for decision in decisions}:
        decision = next(decision for decision in decisions if decision.kind == kind)
        assert as_pdf(letter_for(decision, ON)).startswith(b"%PDF-")


def said(letter):
    yield from (letter.title, letter.summary)
    for section in letter.sections:
        for block in section.blocks:
            if isinstance(block, Conditions):
                yield from (words for row in block.conditions for words in (row.words, row.law))
            elif isinstance(block, Facts):
                yield from (words for fact in block.facts for words in (fact.label, fact.value))
            elif isinstance(block, Sum):
                yield from steps(block.steps)
            elif isinstance(block, Changes):
                yield from (words for row in block.changes for words in (row.words, row.then, row.law))
            else:
                yield from getattr(block, "points", None) or (block.words,)


def steps(rows):
    for step in rows:
        yield from (step.what, step.law)
        yield from steps(step.steps)
