"""The person's pages in more than one language: each reader has theirs, and keeps it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from goodlives.casework.access.models import Role
from goodlives.web.design import languages
from tests import factories

pytestmark = pytest.mark.django_db


def lang_and_direction(page) -> tuple[str, str]:
    return re.search(r'<html lang="([^"]+)" dir="([^"]+)"', page.content.decode()).groups()


def choose(client, language, back="/advice/"):
    return client.post("/language/", {"language": language, "next": back})


@pytest.fixture(autouse=True)
def in_english_again():
    yield
    translation.activate(settings.LANGUAGE_CODE)


def test_a_page_is_english_until_somebody_chooses():
    assert lang_and_direction(Client().get("/")) == ("en-GB", "ltr")


@pytest.mark.parametrize(("code", "tag", "direction"), [("cy", "cy", "ltr"), ("ur", "ur", "rtl")])
def test_whoever_has_not_signed_in_keeps_their_language_in_a_cookie(code, tag, direction):
    client = Client()
    assert choose(client, code).url == "/advice/"
    page = client.get("/")
    assert lang_and_direction(page) == (tag, direction)
    assert ("app.rtl.css" in page.content.decode()) == (direction == "rtl")


def test_each_language_is_offered_in_its_own_name_and_says_when_it_is_a_draft():
    page = Client().get("/").content.decode()
    for language in languages.offered()[1:]:
        button = re.search(rf'<button[^>]*value="{language.code}"[^>]*>(.*?)</button>', page).group(0)
        assert f'lang="{language.tag}"' in button
        assert f'dir="{language.direction}"' in button
        assert language.name in button
        assert f"({language.draft})" in button
    assert [language.code for language in languages.offered() if language.draft] == list(settings.LANGUAGES_IN_DRAFT)


def test_somebody_who_signed_in_keeps_it_on_their_account_on_every_computer(signed_in):
    user = factories.CitizenFactory().user
    choose(signed_in(user), "ur")
    elsewhere = signed_in(user)
    assert lang_and_direction(elsewhere.get("/about-this-site/")) == ("ur", "rtl")
    assert choose(elsewhere, "en-gb").status_code == 302
    assert lang_and_direction(elsewhere.get("/about-this-site/")) == ("en-GB", "ltr")


def test_whoever_works_here_reads_english_in_which_the_record_is_written(signed_in):
    worker = signed_in(factories.UserFactory(role=Role.SOCIAL_WORKER))
    choose(worker, "ur")
    worker.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    page = worker.get(reverse("home:work"))
    assert lang_and_direction(page) == ("en-GB", "ltr")
    assert 'action="/language/"' not in page.content.decode()


@pytest.mark.parametrize("wrong", ["", "xx", "../../etc", "en-gb'"])
def test_a_language_that_is_not_offered_changes_nothing(wrong):
    client = Client()
    assert choose(client, wrong).status_code == 302
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_a_language_leads_to_no_other_site(elsewhere):
    assert choose(Client(), "cy", elsewhere).url == "/"


def test_months_are_said_in_the_language():
    from goodlives.web.design.environment import day

    said = {}
    for code in ("en-gb", "cy", "ur"):
        with translation.override(code):
            said[code] = day(factories.ON.replace(month=3, day=1))
    assert said["en-gb"].startswith("1 March")
    assert said["cy"].startswith("1 Mawrth")
    assert said["ur"].startswith("1 مارچ")
