"""Every template: compiles, and says nothing that could not be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

import goodlives

WEB = Path(goodlives.__file__).parent / "web"
TEMPLATES = sorted(WEB.rglob("*.jinja"))
ENVIRONMENT = engines["jinja2"].env


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles(template):
    ENVIRONMENT.get_template("/".join(template.parts[template.parts.index("templates") + 1 :]))


TAG = re.compile(r"<!--.*?-->|<[^>]*>|&[a-z]+;", re.DOTALL)
# The law's own names, and parts of an address.
THE_SAME_IN_EVERY_LANGUAGE = re.compile(r"\(?(Care Act 2014|Mental (Capacity|Health) Act|SI 20\d\d/\d+|R \()|\?\S+$")
SPOKEN = re.compile(r"""\b(?:aria-label|alt|placeholder)=["'][^"'{]*[A-Za-z]{2}""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_word_on_a_page_can_be_translated(template):
    tree = ENVIRONMENT.parse(template.read_text())
    text = "".join(data.data for data in _outside_translation(tree))
    words = [found.strip() for found in TAG.sub("\n", text).split("\n") if re.search(r"[A-Za-z]{2}", found)]
    words = [found for found in words if not THE_SAME_IN_EVERY_LANGUAGE.match(found)]
    words += SPOKEN.findall(text)
    assert not words, f"{template.name} says this outside {{% trans %}}: {words[:5]}"


def _outside_translation(tree: nodes.Template):
    """The text of a template that is not translated. A {% trans %} block becomes a call, so its text is not data."""
    return tree.find_all(nodes.TemplateData)


INLINE = re.compile(r"""\s(?:style|on[a-z]+)=["']|<style|<script(?![^>]*\bsrc=)""", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_style_or_script_is_written_into_a_page(template):
    found = INLINE.search(template.read_text())
    assert not found, f"{template.name}: {found.group() if found else ''} would be refused by our own policy"


def test_a_page_that_asks_the_server_while_somebody_types_brings_what_asks():
    asking = {path for path in TEMPLATES if re.search(r"\bhx-(get|post|trigger)|live_form\(\)", path.read_text())}
    without = [
        path.name for path in asking - {WEB / "finances/templates/finances/parts.jinja"}
        if "design/htmx.jinja" not in path.read_text() and "finances/question.jinja" not in path.read_text()
    ]  # fmt: skip
    assert asking
    assert not without
    assert "design/htmx.jinja" in (WEB / "finances/templates/finances/question.jinja").read_text()
