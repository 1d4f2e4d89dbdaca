"""The published law by example says what the specs say now. `make docs` writes it; otherwise a stale one fails."""

from __future__ import annotations

import json
import os
import re

import pytest

from goodlives.web.law import examples
from tests.docs.law_by_example import as_markdown, gathered
from tests.docs.test_generated import FOLDER, page

WRITING = os.environ.get("GOODLIVES_WRITE_DOCS") == "1"


def written() -> dict:
    """The page in the documents, and what the page on the web shows."""
    rules = gathered()
    words = "Each rule with its law, and every example that it is held to, with what comes out. They are the tests."
    return {
        FOLDER / "law_by_example.md": page("The law by example", words, *as_markdown(rules)),
        examples.FILE: json.dumps(rules, ensure_ascii=False, indent=1) + "\n",
    }


@pytest.mark.docs
def test_the_published_examples_are_those_of_the_specs():
    for file, now in written().items():
        if WRITING:
            file.write_text(now, "utf-8")
        assert file.exists(), f"{file.name} is not written yet: make docs"
        assert file.read_text("utf-8") == now, f"{file.name} is out of date: make docs"


def test_every_rule_has_its_law_and_an_example():
    for rule in gathered():
        assert re.search(r"Act|SI 20", rule["law"]), rule["title"]
        assert any(part["examples"] for part in rule["parts"]) or rule["parts"], rule["title"]


def test_an_example_is_shown_with_what_was_given_and_each_step():
    devon = next(
        each
        for rule in gathered() for part in rule["parts"] for each in part["examples"]
        if each["says"].startswith("Devon")
    )  # fmt: skip
    assert devon["comes_out"] == "You pay £110.10 a week; the council pays £343.90"
    assert ["What you pay for your home each week", "£17.27"] in devon["given"]
    assert "disability_premium_single" in devon["rests_on"]
    assert devon["steps"][-2]["amount"] == "110.10"
