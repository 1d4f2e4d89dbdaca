"""The letter on paper: tagged, readable by everybody, and made of words alone."""

import io
import re
from datetime import date

import pikepdf
import pytest

from goodlives.casework.decisions.models import Kind
from goodlives.exchange.letters import pdf
from goodlives.exchange.letters.writing import letter_for
from tests.exchange.letters.test_letter import CONDITIONS, FIGURES, ON, STEPS
from tests.factories import DecisionFactory, PersonFactory

pytestmark = pytest.mark.django_db

FACTS = {"on": "2023-06-05", "housing_costs": "28.40"}


def drawn(size=12, **details):
    given = {"conditions": CONDITIONS, "steps": STEPS, "figures": FIGURES, "facts": FACTS, "kind": Kind.CHARGE}
    return pdf.as_pdf(letter_for(DecisionFactory(**given | details), ON), size=size)


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def tags(document):
    found = []

    def walk(element):
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(str(element.S))
            if "/K" in element:
                walk(element.K)

    walk(document.Root.StructTreeRoot.K)
    return found


def text(content):
    """The words of a PDF, read back from its glyphs by way of each font's own table, spaces left out."""
    document, said = opened(content), []
    for page in document.pages:
        if "/Font" not in page.Resources:
            continue  # the empty back of a sheet
        tables = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
        font = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = instruction.operands, str(instruction.operator)
            if operator == "Tf":
                font = tables[str(operands[0])]
            elif operator in ("Tj", "TJ"):
                strings = operands[0] if operator == "TJ" else [operands[0]]
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        codes = bytes(string).hex()
                        said += [font.get(codes[at : at + 4], "\ufffd") for at in range(0, len(codes), 4)]
    return re.sub(r"\s|\u200b", "", "".join(said))


def _to_unicode(font):
    table = font.ToUnicode.read_bytes().decode()
    pairs = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            pairs[code.lower()] = bytes.fromhex(meaning).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, meaning in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                pairs[f"{int(first, 16) + offset:04x}"] = chr(int(meaning, 16) + offset)
    return pairs


def squeezed(words):
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("size", pdf.SIZES)
def test_every_kind_of_letter_says_it_is_pdf_ua_and_is_tagged(kind, size):
    document = opened(drawn(kind=kind, size=size))
    assert document.Root.MarkInfo.Marked == True  # noqa: E712  (a PDF's own kind of true)
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/P", "/L"} <= set(tags(document))
    assert tags(document).count("/H1") == 1
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes().decode()
    assert str(Kind(kind).label) in document.Root.Metadata.read_bytes().decode()


def test_it_is_on_a4():
    document = opened(drawn())
    width, height = document.pages[0].mediabox[2:]
    assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (210, 297)


def test_each_step_and_figure_is_on_the_paper():
    said = text(drawn())
    for words in (
        "1.1", "Your income each week", "£1,327.20", "What you pay each week", "£110.10", "£343.90",
        "Disability premium: £45.75", "You are unable to achieve two or more outcomes", "SI 2015/313 reg 2(1)(b)",
        "Not yet known", "£28.40", "0300 061 0614", "You have eligible needs for care and support.", "Page 1 of",
    ):  # fmt: skip
        assert squeezed(words) in said


def test_no_word_is_smaller_than_the_size_asked_for():
    smallest = {}
    for size in pdf.SIZES:
        sizes = [
            float(instruction.operands[1])
            for page in opened(drawn(size=size)).pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "Tf"
        ]
        smallest[size] = min(sizes)
    assert smallest == {12: 12.0, 18: 18.0, 20: 20.0, 22: 22.0, 24: 24.0}


def test_what_somebody_types_is_only_ever_words():
    typed = '#panic("x") $x$ *b* _i_ <tag> @ref \\ `raw` = no // not a comment ] [ #import "y" https://evil.example'
    said = text(drawn(reasons=typed, summary=typed, facts={"words": typed}))
    assert said.count(squeezed(typed)) == 3


def test_welsh_polish_and_pounds_are_drawn():
    said = text(drawn(reasons="Ŵy, ŷ, Łódź, ½, £5 – “ie”", person=PersonFactory(given_name="Siân")))
    assert "Ŵy,ŷ,Łódź,½,£5–“ie”" in said
    assert "DearSiân" in said


def test_a_character_no_font_here_has_is_said_in_words_and_the_letter_still_goes(monkeypatch):
    monkeypatch.setattr(pdf, "_fonts", only_our_own_fonts)
    said = text(drawn(reasons="I am 😀 today, 我很好 and Ωμέγα"))
    assert squeezed("I am (grinning face) today, (words in an alphabet this letter cannot print) and Ωμέγα") in said


def only_our_own_fonts():
    found = pdf._font_file()
    return pdf.typst.Fonts(include_system_fonts=False, font_paths=[found.parent] if found else [])


def test_a_very_long_word_stays_on_the_paper():
    content = drawn(reasons="w" * 400, facts={"words": "x" * 3000})
    assert "w" * 400 in text(content)
    assert text(content).count("x") > 3000
    # Broken into lines, it fills more than a page; unbroken it would run off the edge of one line.
    assert len(opened(content).pages) > len(opened(drawn(facts={"words": "x"})).pages)


def test_a_fact_longer_than_a_page_goes_on_overleaf():
    assert len(opened(drawn(facts={"words": "I get very tired. " * 600})).pages) > 4


@pytest.mark.parametrize("size", pdf.SIZES)
def test_many_short_lines_go_on_overleaf_and_are_not_cut_off(size):
    assert len(opened(drawn(size=size, facts={"words": "a\n" * 300})).pages) > 8


def test_without_the_built_front_end_a_letter_is_drawn_in_another_font(monkeypatch):
    monkeypatch.setattr(pdf, "_font_file", lambda: None)
    monkeypatch.setattr(pdf, "_fonts", only_our_own_fonts)
    assert squeezed("What you pay each week") in text(drawn())


def test_no_missing_address_spoils_the_letter():
    assert "DearAmina" in text(drawn(person=PersonFactory(address="", postcode="")))


def test_the_letter_carries_its_date():
    assert "2026-11-03" in opened(drawn()).Root.Metadata.read_bytes().decode()
    assert squeezed("3 November 2026") in text(drawn())
    assert date(2026, 11, 3) == ON
