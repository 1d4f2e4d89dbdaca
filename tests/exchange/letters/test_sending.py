"""Letters that go: in the form, the language and to whom the door says."""

import re
from datetime import date

import pytest
from django.utils import translation

from goodlives.casework.communication.recipients import CannotSend
from goodlives.casework.decisions.models import Kind
from goodlives.exchange.letters.easy_meanings import MEANS
from goodlives.exchange.letters.easy_read import PICTURES, easy_read_for, picture, sentences
from goodlives.exchange.letters.letter import Paragraph
from goodlives.exchange.letters.reading import to_read, to_read_as_pdf
from goodlives.exchange.letters.sending import to_send
from goodlives.exchange.letters.writing import ABOUT_THE_LANGUAGE, letter_for
from tests import factories
from tests.exchange.letters.test_letter import CONDITIONS, FIGURES, STEPS
from tests.exchange.letters.test_pdf import opened, squeezed, tags, text

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 3)
FACTS = {"on": "2023-06-05", "housing_costs": "28.40"}
RIGHT_TO_LEFT = [("en-gb", "English"), ("ur", "اردو"), ("ar", "العربية")]


def decision(person=None, **details):
    given = {
        "conditions": CONDITIONS, "steps": STEPS, "figures": FIGURES, "facts": FACTS, "kind": Kind.CHARGE,
        "summary": "You pay £110.10 a week towards care that costs £454.00 a week.",
    }  # fmt: skip
    person = person or factories.PersonFactory(given_name="Amina", family_name="Begum", address="1 High Street")
    return factories.DecisionFactory(person=person, **given | details)


def needing(**needs):
    one = decision()
    factories.CommunicationNeedsFactory(person=one.person, **needs)
    one.person.refresh_from_db()
    return one


def sizes(content):
    import pikepdf

    return {
        float(instruction.operands[1])
        for page in opened(content).pages
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "Tf"
    }


class TestForms:
    @pytest.mark.parametrize("size", [18, 20, 22, 24])
    def test_large_print_is_as_large_as_they_asked_and_leaves_nothing_out(self, size):
        large = to_send(needing(format="large", print_size=size), ON, by=None)
        assert min(sizes(large)) == size
        words = text(large)
        for part in ("£1,327.20", "£343.90", "SI2015/313reg2(1)(b)", "03000610614", "Disabilitypremium:£45.75"):
            assert part in words

    def test_easy_read_has_no_word_smaller_than_16_point_and_is_tagged(self):
        content = to_send(needing(format="easy_read"), ON, by=None)
        assert min(sizes(content)) >= 16
        document = opened(content)
        assert {"/H1", "/H2"} <= set(tags(document))
        assert "<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes().decode()
        for words in ("What we decided", "You pay £110.10 a week", "Who can help", "Phone us: 01632 960 100"):
            assert squeezed(words) in text(content)

    def test_the_letter_and_its_copy_are_one_file_each_with_its_own_address(self):
        one = needing(readers="both", other_name="Grace Mbeki", other_address="12 Market Row", other_postcode="WX1 2AB")
        words = text(to_send(one, ON, by=None))
        assert words.count("AminaBegum1HighStreetWX11AA") == 1
        assert words.count("GraceMbeki12MarketRowWX12AB") == 1

    def test_the_link_to_talk_in_sign_language_is_in_the_letter(self):
        link = "https://bsl.example.org/talk"
        assert link in text(to_send(needing(interpreter="sign", video_link=link), ON, by=None))

    def test_what_must_not_go_is_not_drawn(self):
        with pytest.raises(CannotSend):
            to_send(needing(format="braille"), ON, by=None)

    def test_a_letter_to_be_read_has_no_address_in_it(self):
        words = text(to_read_as_pdf(decision(), ON))
        assert "HighStreet" not in words


class TestEasyRead:
    def lines(self, **details):
        return [line for section in easy_read_for(decision(**details), ON).sections for line in section.lines]

    @pytest.mark.parametrize("kind", Kind.values)
    @pytest.mark.parametrize("favourable", [True, False, None])
    def test_every_decision_says_what_was_decided_what_they_can_do_and_who_can_help(self, kind, favourable):
        letter = easy_read_for(decision(kind=kind, favourable=favourable), ON)
        assert {"about", "decided", "why", "do", "help"} <= {section.key for section in letter.sections}
        assert all(section.lines for section in letter.sections)

    @pytest.mark.parametrize("kind", Kind.values)
    def test_each_line_is_one_idea_in_short_words_with_a_picture(self, kind):
        lines = self.lines(kind=kind, reasons="We looked at your income. We looked at your savings.", conditions=[])
        assert {line.picture for line in lines} <= {path.stem for path in PICTURES.glob("*.svg")}
        for line in lines:
            assert len(line.words.split()) <= 20, line.words
            assert ";" not in line.words

    def test_the_amounts_are_the_decisions_own(self):
        said = " ".join(line.words for line in self.lines())
        assert "What you pay each week: £110.10" in said
        assert "What the council pays each week: £343.90" in said

    def test_a_refusal_never_shows_a_tick_beside_what_we_decided(self):
        letter = easy_read_for(decision(kind=Kind.ELIGIBILITY, favourable=False, steps=[]), ON)
        decided = next(section for section in letter.sections if section.key == "decided")
        assert decided.lines[0].picture == "cross"

    def test_what_takes_its_place_is_said(self):
        first = decision()
        decision(person=first.person, supersedes=first)
        first.refresh_from_db()
        assert "does not count any more" in " ".join(
            line.words for section in easy_read_for(first, ON).sections for line in section.lines
        )

    def test_sentences_stand_a_line_each_and_amounts_are_not_broken(self):
        assert sentences("You pay £10.50 a week. We pay the rest.\n\n- Tell us if it changes") == [
            "You pay £10.50 a week.", "We pay the rest.", "Tell us if it changes",
        ]  # fmt: skip

    def test_every_meaning_names_a_picture_that_is_there(self):
        for lines in MEANS.values():
            for name, _words in lines:
                assert picture(name).startswith("<svg")

    def test_pictures_are_drawings_only(self):
        for path in PICTURES.glob("*.svg"):
            assert not re.search(r"<script|<image|href|style=|<text|on\w+=", path.read_text()), path.name


class TestRightToLeft:
    @pytest.fixture(autouse=True)
    def languages(self, settings):
        settings.LANGUAGES = RIGHT_TO_LEFT

    def test_an_urdu_letter_is_tagged_as_urdu_and_says_what_is_in_english(self):
        content = to_send(needing(language="ur"), ON, by=None)
        document = opened(content)
        assert str(document.Root.Lang) == "ur"
        assert "�" not in text(content)
        with translation.override("ur"):
            letter = to_read(decision(), ON)
        assert (letter.language, letter.right_to_left) == ("ur", True)
        assert letter.about_the_language == ABOUT_THE_LANGUAGE["ur"]

    def test_figures_are_the_same_in_every_language(self):
        words = text(to_send(needing(language="ar"), ON, by=None))
        for amount in ("£1,327.20", "£110.10", "£343.90", "£45.75"):
            assert amount in words

    def test_easy_read_too(self):
        document = opened(to_send(needing(language="ur", format="easy_read"), ON, by=None))
        assert str(document.Root.Lang) == "ur"

    def test_the_words_are_in_the_language_of_the_person_and_afterwards_in_ours_again(self):
        with translation.override("en-gb"):
            to_send(needing(language="ar"), ON, by=None)
            assert translation.get_language() == "en-gb"

    def test_a_language_without_words_here_is_refused_and_not_sent_in_english(self):
        with pytest.raises(CannotSend, match="Polish"):
            to_send(needing(language="pl"), ON, by=None)

    def test_english_and_welsh_are_read_from_the_left(self):
        assert not letter_for(decision(), ON).right_to_left
        with translation.override("cy"):
            assert not letter_for(decision(), ON).right_to_left


def test_a_paragraph_of_the_other_forms_says_how_to_ask():
    last = letter_for(decision(), ON).sections[-1]
    assert isinstance(last.blocks[0], Paragraph)
    assert "Easy Read" in last.blocks[0].words
