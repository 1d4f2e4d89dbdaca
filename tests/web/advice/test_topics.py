"""Information and advice for everybody: Care Act 2014 s4."""

import re
from datetime import date

import pytest
from django.urls import reverse

from goodlives.rules.parameters import all_parameters
from goodlives.web import clock
from goodlives.web.advice import search
from goodlives.web.advice.figures import Figures
from goodlives.web.advice.topics import BY_SLUG, GROUPS, TOPICS

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
FIGURE = re.compile(r"%\((\w+)\)s")
by_slug = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)


def page_of(client, topic):
    return client.get(reverse("advice:topic", args=[topic.slug])).content.decode()


def test_everything_the_act_asks_for_has_a_page():
    assert {
        "how-help-works", "kinds-of-support", "having-an-assessment", "paying-for-care", "paying-for-your-own-care",
        "keeping-safe", "looking-after-somebody", "direct-payments", "planning-ahead", "leaving-hospital",
        "doing-more-for-yourself", "company-and-things-to-do", "advocates-and-communication", "if-something-is-wrong",
    } == set(BY_SLUG)  # fmt: skip


@by_slug
def test_anybody_reads_it_with_its_figures_and_its_law(client, topic):
    page = page_of(client, topic)
    assert str(topic.title) in page
    assert topic.law[0].split(" ss")[0].split(" s1")[0] in page
    assert "%(" not in page
    assert "Was this what you needed?" in page
    assert reverse("requests:ask") in page


@by_slug
def test_it_leads_on_and_never_to_a_dead_end(topic):
    assert topic.next_steps
    assert topic.group in GROUPS
    assert len(topic.related) >= 2
    assert topic.slug not in topic.related
    assert set(topic.related) <= set(BY_SLUG)
    assert all(step.page or step.address.startswith("https://") for step in topic.next_steps)


@by_slug
def test_no_amount_of_money_is_typed_into_the_words(topic):
    assert not [text for text in map(str, topic.texts()) if "£" in text]


@by_slug
def test_every_figure_is_a_parameter_of_the_rules(topic):
    assert {name for text in topic.texts() for name in FIGURE.findall(str(text))} <= set(all_parameters())


@by_slug
def test_sentences_are_short(topic):
    """Most people read best with 15 words or so; none here has more than 36."""
    for text in topic.texts():
        for sentence in re.split(r"[.:?]\s", str(text)):
            assert len(sentence.split()) <= 36, sentence


def test_a_figure_changes_on_the_day_the_law_changes_it(client, monkeypatch):
    topic = BY_SLUG["paying-for-care"]
    assert Figures(date(2026, 4, 5))["personal_expenses_allowance"] == "£30.65"
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 5))
    assert "£30.65" in page_of(client, topic)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 6))
    page = page_of(client, topic)
    assert "£31.80" in page
    assert "£14,250" in page
    assert "£23,250" in page


def test_a_figure_that_is_not_confirmed_says_so(client):
    assert "Not yet officially confirmed." in page_of(client, BY_SLUG["doing-more-for-yourself"])


def test_a_topic_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("advice:topic", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("carers", "looking-after-somebody"),
        ("I look after my mum", "looking-after-somebody"),
        ("stairlift", "doing-more-for-yourself"),
        ("How much does care cost?", "paying-for-care"),
        ("ombudsman", "if-something-is-wrong"),
        ("power of attorney", "planning-ahead"),
        ("bsl interpreter", "advocates-and-communication"),
        ("lonely", "company-and-things-to-do"),
        ("being abused", "keeping-safe"),
        ("self-funder", "paying-for-your-own-care"),
        ("discharge", "leaving-hospital"),
        ("employing a personal assistant", "direct-payments"),
    ],
)
def test_people_find_it_by_the_words_they_use(typed, first):
    assert search.find(typed)[0].slug == first


def test_the_index_has_every_topic_and_a_search_narrows_it(client):
    page = client.get(reverse("advice:topics")).content.decode()
    assert all(reverse("advice:topic", args=[topic.slug]) in page for topic in TOPICS)
    page = client.get(reverse("advice:topics"), {"q": "ombudsman"}).content.decode()
    assert "1 page about “ombudsman”" in page
    assert reverse("advice:topic", args=["planning-ahead"]) not in page


def test_a_search_that_finds_nothing_leads_to_somebody(client):
    page = client.get(reverse("advice:topics"), {"q": "<b>xylophone</b>"}).content.decode()
    assert "0 pages about" in page
    assert "Try another word" in page
    assert "<b>xylophone" not in page


def test_reading_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the savepoint of the test
        client.get(reverse("advice:topics"))
