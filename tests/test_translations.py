"""Every word of the person's pages in the languages offered, and nothing in English left on a page of theirs."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise

from goodlives.casework.people.kept_tables import sources
from goodlives.config import translations
from goodlives.exchange.letters.pdf import as_pdf
from goodlives.exchange.letters.writing import letter_for
from goodlives.exchange.translated import is_translated, translated
from tests import factories

PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|\{\w+\}")
MARKUP = re.compile(r"</?[a-z]+|href=\"[^\"]*\"")


@pytest.fixture(scope="module")
def found():
    return translations.messages()


def of_the_person(language):
    return [
        message for message in translations.catalogue(language) if message.id and translations.is_the_persons(message)
    ]


def forms(words) -> list[str]:
    return list(words) if isinstance(words, (tuple, list)) else [words]


def test_the_files_have_every_message_that_the_code_says_now(found):
    """`make translations` finds them again."""
    for language in translations.LANGUAGES:
        has = {(message.id, message.context) for message in translations.catalogue(language)}
        missing = [message.id for message in found if message.id and (message.id, message.context) not in has]
        assert not missing, f"{language}: run make translations, and put words to {missing[:5]} ({len(missing)} in all)"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_message_of_the_persons_pages_has_words(language):
    without = [message.id for message in of_the_person(language) if not all(forms(message.string))]
    assert not without, f"{language}: {len(without)} have none, such as {without[:5]}"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_each_choice_that_a_person_reads_in_what_happened_has_words(language):
    told = {
        words
        for source in sources(portal=True)
        for one in source.fields
        for _value, words in getattr(one, "base_field", one).flatchoices
        if isinstance(words, Promise)
    }
    catalogue = translations.catalogue(language)
    messages = {str(words): catalogue.get(str(words)) for words in told}
    assert [words for words, message in messages.items() if not (message and all(forms(message.string)))] == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_each_value_and_each_link_of_a_message_is_in_its_translation(language):
    for message in translations.catalogue(language):
        if not message.id or not all(forms(message.string)):
            continue
        wanted = set(PLACEHOLDER.findall(" ".join(forms(message.id))))
        for words in forms(message.string):
            assert set(PLACEHOLDER.findall(words)) == wanted, f"{language}: {words}"
            marks = sorted(MARKUP.findall(forms(message.id)[0]))
            assert sorted(MARKUP.findall(words)) == marks, f"{language}: {words}"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_message_that_counts_has_each_form_of_its_language(language):
    catalogue = translations.catalogue(language)
    for message in catalogue:
        if isinstance(message.id, tuple) and any(message.string):
            assert len(message.string) == catalogue.num_plurals
            assert all(message.string), f"{language}: {message.id[0]}"


def test_a_value_in_urdu_keeps_its_own_direction_and_an_address_stays_an_address():
    assert translations.in_its_own_direction("فون: %(phone)s") == "فون: \u2068%(phone)s\u2069"
    assert translations.in_its_own_direction('<a href="%(ask)s">') == '<a href="%(ask)s">'


# --- What is left in English on a page ---

OURS = re.compile(r"<(?:script|style|head)\b.*?</(?:script|style|head)>|<[^>]*>", re.DOTALL)
A_SENTENCE = re.compile(r"[A-Za-z’']{2,}(?:,? [A-Za-z’']{2,}){3,}")
# What is the same in every language: the council's own name, names of others, and the law.
THE_SAME = re.compile(
    r"Wrenford County Council|Local Government and Social Care Ombudsman|Professional Record Standards Body|"
    r"Employment and Support Allowance|Care and Support Statutory Guidance|Disabled Facilities Grant|"
    r"Society of Later Life Advisers|NHS continuing healthcare|Personal Independence Payment|"
    r"Office for National Statistics"
)


def english_left(html: str) -> list[str]:
    text = re.sub(r"<(\w+)[^>]*lang=\"en[^\"]*\".*?</\1>", " ", html, flags=re.DOTALL)
    text = THE_SAME.sub("", re.sub(r"[ \t\n]+", " ", OURS.sub("\n", text)))
    return A_SENTENCE.findall(text)


@pytest.fixture
def in_urdu():
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    yield client
    translation.activate(settings.LANGUAGE_CODE)


FOR_ANYBODY = [
    "/", "/sign-in/", "/about-this-site/", "/complain/", "/advice/", "/advice/what-you-might-pay/", "/ask/",
    "/ask/come-back/", "/how-caring-goes/how-it-works/", "/nothing-is-here/",
]  # fmt: skip


@pytest.mark.parametrize("address", FOR_ANYBODY)
def test_a_page_for_anybody_says_nothing_in_english(in_urdu, db, address):
    page = in_urdu.get(address, follow=True).content.decode()
    assert 'dir="rtl"' in page
    assert not english_left(page)


def test_the_persons_own_pages_say_nothing_in_english_but_what_people_typed(in_urdu, db):
    person = factories.CitizenFactory()
    record = f"/people/{person.pk}/"
    in_urdu.force_login(person.user)
    for address in (
        "/my-page/", f"{record}circle/", f"{record}details/", f"{record}who-looked/", f"{record}about-me/",
        f"{record}how-life-is/", f"{record}what-i-give/", "/account/",
    ):  # fmt: skip
        answer = in_urdu.get(address)
        assert answer.status_code == 200, address
        assert not english_left(answer.content.decode()), address


def test_what_a_carer_reads_and_the_lines_of_their_sum_are_not_in_english(in_urdu, db):
    care = factories.CareGivenFactory(what="Cooks", circle_member__member=factories.CitizenFactory())
    carer, member = care.circle_member.member, care.circle_member_id
    in_urdu.force_login(carer.user)
    in_urdu.post("/how-caring-goes/begin/")
    said = in_urdu.post("/how-caring-goes/answer/", {"hours": "4", "sleep": "3", "health": "1"})
    in_urdu.post("/how-caring-goes/ask/", {"what": "break"})
    for address in (
        "/caring/", f"/caring/{member}/add/", f"/caring/care/{care.pk}/again/", f"/caring/care/{care.pk}/stop/",
        "/sharing/", f"/sharing/{member}/", f"/sharing/{member}/theirs/", f"/people/{carer.pk}/emergency-plan/",
        f"/people/{carer.pk}/emergency-plan/write/", "/how-caring-goes/", "/how-caring-goes/answer/", said.url,
        f"/people/{care.circle_member.person_id}/circle/{member}/that-day/", "/how-caring-goes/ask/",
    ):  # fmt: skip
        answer = in_urdu.get(address)
        assert answer.status_code == 200, address
        assert not english_left(answer.content.decode()), address


# --- Words that were written down ---


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("You pay £43.35 a week towards care that costs £356.37 a week.", "£43.35"),
        ("Attendance Allowance: £400.00 every 4 weeks is £100.00 a week, counts", "اٹینڈنس الاؤنس"),
        ("What you pay each week: nothing", "کچھ نہیں"),
        ("Your home counts from 6 April 2026", "اپریل"),
        ("If what your care costs goes up to £320.00 a week", "£320.00"),
        ("If your savings and other capital that count go up to £23,250.00", "£23,250.00"),
    ],
)
def test_a_sentence_that_a_rule_said_is_said_in_urdu_with_its_own_values(kept, said):
    with translation.override("ur"):
        words = translated(kept)
        assert is_translated(kept)
    assert said in words
    assert not A_SENTENCE.search(THE_SAME.sub("", words))


def test_what_somebody_typed_stays_as_they_typed_it():
    typed = "My knees hurt, and I miss my choir."
    with translation.override("ur"):
        assert translated(typed).strip("\u2068\u2069") == typed
    assert translated(typed) == typed


def test_a_letter_in_urdu_is_tagged_and_keeps_the_english_record(db):
    decision = factories.DecisionFactory()
    before = (decision.summary, decision.reasons)
    with translation.override("ur"):
        pdf = as_pdf(letter_for(decision, factories.ON))
    decision.refresh_from_db()
    assert pdf.startswith(b"%PDF")
    assert b"/Lang" in pdf
    assert (decision.summary, decision.reasons) == before
