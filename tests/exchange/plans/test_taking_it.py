"""The plan in three forms says the same, and can be read by anybody and by any program."""

import json
from io import BytesIO

import jsonschema_rs
import pytest
from docx import Document as read_word

from goodlives.casework.plans import keeping
from goodlives.exchange.plans.as_json import as_json, schema
from goodlives.exchange.plans.document import document_of
from goodlives.exchange.plans.pdf import as_pdf
from goodlives.exchange.plans.word import as_word
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = made_up.in_force()
    make.PlanNoteFactory(plan=plan)
    person = plan.person
    keeping.sign(plan, name=person.name, how="online", helped_by="Yusuf", by=person.user, on=ON, at=AT)
    return plan


def valid(said):
    validator = jsonschema_rs.validator_for(schema(), validate_formats=True)
    return [str(error) for error in validator.iter_errors(json.loads(json.dumps(said)))]


def test_the_json_keeps_to_its_schema(plan):
    said = as_json(plan, ON)
    assert valid(said) == []
    assert said["plan"]["goals"][0]["ways"][0]["weekly_cost"] == 37_000
    assert said["is_signed_as_it_stands"] is True
    assert said["signatures"][0]["digest"] == said["digest"]
    assert "Contingency plan: what should happen" in said["prsb"]


def test_a_plan_hardly_begun_keeps_to_the_schema_too():
    assert valid(as_json(make.PlanFactory(), ON)) == []


@pytest.mark.parametrize("wrong", [{"state": "lovely"}, {"digest": "x"}, {"more": 1}, {"plan": {"parts": {}}}])
def test_the_schema_refuses_what_is_no_plan(plan, wrong):
    assert valid(as_json(plan, ON) | wrong)


def test_the_word_file_has_headings_a_language_and_words_for_its_table(plan):
    word = read_word(BytesIO(as_word(document_of(plan, ON))))
    headings = {
        paragraph.text: paragraph.style.name for paragraph in word.paragraphs if "Heading" in paragraph.style.name
    }
    assert headings["My care and support plan"] == "Heading 1"
    assert headings["What matters to me"] == "Heading 2"
    assert headings["Goal 1"] == "Heading 3"
    assert word.core_properties.language == "en-GB"
    assert 'w:lang w:val="en-GB"' in word.styles.element.xml
    assert "w:tblDescription" in word.tables[0]._tbl.xml
    assert "w:tblHeader" in word.tables[0]._tbl.xml
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Signed with help from Yusuf." in text
    assert "The falls class at the library." in text


def test_the_pdf_is_tagged_and_titled(plan):
    drawn = as_pdf(document_of(plan, ON))
    assert drawn.startswith(b"%PDF")
    assert b"/MarkInfo" in drawn
    assert b"pdfuaid" in drawn


def test_what_no_font_has_does_not_stop_the_pdf():
    plan = make.PlanFactory(what_matters="I love \U0001f331 and \U00012000")
    assert as_pdf(document_of(plan, ON)).startswith(b"%PDF")
