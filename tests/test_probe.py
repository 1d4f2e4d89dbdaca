"""Every address, as everybody, about everybody, by each method: nobody reads a word of a record they may not open.

Five people, each with something at every step of the journey and a word of their own in every text of it. Who may see
whom stands below as a table, written by hand and not asked of the code. An answer to somebody who may not see a person
holds none of that person's words, lists and searches included, and its status is a refusal. What a request wrote is
taken back before the next.

`make test` asks a part, another each day it is run with another GOODLIVES_PROBE_PART; `make probe` asks all of it and
prints how many requests and how long.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from datetime import timedelta
from http.cookies import SimpleCookie
from time import perf_counter
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone

from goodlives.casework.access.models import Role, Team, User
from goodlives.casework.consents.models import Partner
from goodlives.casework.decisions.models import Step
from goodlives.casework.requests.models import RequestForSupport
from goodlives.casework.reviews.models import Review
from goodlives.web.permissions import who_may_open
from tests import factories
from tests.test_permissions import (
    A_PARTNER,
    AN_OFFER,
    PAGES,
    TO_SIGN_IN,
    address_of,
    asked,
    everything_about,
    is_about_a_person,
    outcome,
    signed_in_browser,
    undone,
    what_is_about_nobody,
)

# Who is asked about. Each is held by one team; "near" and "hidden" have the same named worker.
PEOPLE = {
    "near": "held by the east team, with a named worker",
    "far": "held by the west team",
    "asking": "held by the west team, and has asked for help",
    "hidden": "held by the east team, with a named worker, and restricted",
    "opened": "held by the west team, and opened today without a usual reason",
}

# Who asks, and whom they may see. By hand: the code is not asked.
SEES = {
    "nobody signed in": "",
    "near themself": "near",
    "far themself": "far",
    "named worker": "near asking",
    "in the east team": "near asking",
    "in the north team": "asking",
    "on duty today for the west": "far asking opened",
    "on duty yesterday for the west": "asking",
    "one of the few": "hidden asking",
    "opened it today": "opened asking",
    "opened it yesterday": "asking",
    "manager of the east": "near asking opened",
    "service manager": "asking opened",
    "safeguarding lead": "asking opened",
    "finance officer": "near far asking opened",
    "finance officer of the east": "near far asking opened",
    "administrator": "",
    "partner with whom nobody shares": "",
}
METHODS = ("get", "post", "delete")
WORD = "Qwix{}"
A_WORD = re.compile(rb"Qwix([a-z]+)")

# What names or tells apart rather than says something, and what a page may show of somebody who shared it.
NOT_WORDS = {
    "council_number", "nhs_number", "reference", "digest", "link_hash", "word_hash", "rule_version", "media_type",
    "username", "password", "postcode", "heading", "search_text", "role", "outcome", "domain", "area", "part", "what",
    "born_on",
}  # fmt: skip
ALSO_FILLED = {
    "given_name", "family_name", "first_name", "last_name", "preferred_name", "name", "email", "address", "phone",
    "language", "communication_needs", "job_title", "asker_name", "what_would_help", "contact_needs", "good_at",
    "gives", "own_words", "what_matters", "does",
}  # fmt: skip
# Pages about two people, such as who cares and who is cared for: seeing one of them is not enough.
ABOUT_TWO = {
    "about_me:introduction", "carers:what_they_said", "carers:add", "carers:again", "carers:stop",
    "carers:put_on_the_list", "carers:need",
}  # fmt: skip
# Asks those who work with people why they must open a record, and says nothing of whose it is.
ASKS_WHY = "seeing:open"
SHARED_BY_THEIR_OWNER = {reverse("about_me:ask", args=[AN_OFFER])}

WHOLE = os.environ.get("GOODLIVES_PROBE") == "whole"
# Prime, and in no step with how many ask and by how many methods: each part asks as everybody, by every method.
PARTS_OF_IT = 61
PART = int(os.environ.get("GOODLIVES_PROBE_PART", "0")) % PARTS_OF_IT


def with_words_of(kind: str):
    """Every text that is written while this lasts says the word of this person."""
    word = WORD.format(kind)

    def fill(sender, instance, **_more):
        if sender in (Team, Partner) or (sender is User and instance.role != Role.PERSON):
            return
        for field in instance._meta.concrete_fields:
            if not isinstance(field, (models.CharField, models.TextField)) or field.choices or field.name in NOT_WORDS:
                continue
            said = getattr(instance, field.attname) or ""
            if not (" " in said or field.name in ALSO_FILLED):  # a code is not a word
                continue
            value = f"{word}@example.com" if isinstance(field, models.EmailField) else f"{word} {field.name}"
            if field.max_length is None or field.max_length >= len(word):
                setattr(instance, field.attname, value[: field.max_length])

    return fill


def made_up(kind: str, team: Team, worker) -> SimpleNamespace:
    fill = with_words_of(kind)
    pre_save.connect(fill, weak=False)
    try:
        person = factories.CitizenFactory(team=team, allocated_to=worker)
        about = everything_about(person, offer_pk=AN_OFFER if kind == "near" else uuid4())
    finally:
        pre_save.disconnect(fill)
    # Nothing waits that would be a reason of its own.
    factories.StepFactory(question=about.question, what=Step.What.WITHDRAWN)
    soon = timezone.localdate() + timedelta(days=30)
    Review.objects.filter(pk=about.review.pk).update(due_from=soon, due_by=soon)
    if kind != "asking":
        RequestForSupport.objects.filter(pk=about.request.pk).update(state="withdrawn")
    return about


@pytest.fixture
def world(db):
    return everybody()


def everybody() -> SimpleNamespace:
    east, west, north = (factories.TeamFactory(name=name) for name in ("East", "West", "North"))
    staff = {
        "named worker": factories.UserFactory(team=factories.TeamFactory(name="South")),
        "in the east team": factories.UserFactory(team=east),
        "in the north team": factories.UserFactory(team=north),
        "on duty today for the west": factories.UserFactory(team=north),
        "on duty yesterday for the west": factories.UserFactory(team=north),
        "one of the few": factories.UserFactory(team=north),
        "opened it today": factories.UserFactory(team=north),
        "opened it yesterday": factories.UserFactory(team=north),
        "manager of the east": factories.UserFactory(role=Role.TEAM_MANAGER, team=east),
        "service manager": factories.UserFactory(role=Role.SERVICE_MANAGER, team=None),
        "safeguarding lead": factories.UserFactory(role=Role.SAFEGUARDING_LEAD, team=None),
        "finance officer": factories.UserFactory(role=Role.FINANCE_OFFICER, team=None),
        "finance officer of the east": factories.UserFactory(role=Role.FINANCE_OFFICER, team=east),
        "administrator": factories.UserFactory(role=Role.ADMINISTRATOR, team=None),
    }
    what_is_about_nobody()
    people = {
        kind: made_up(
            kind, east if kind in ("near", "hidden") else west,
            staff["named worker"] if kind in ("near", "hidden") else None,
        )
        for kind in PEOPLE
    }  # fmt: skip
    _reasons(people, staff, west)
    users = {
        "nobody signed in": AnonymousUser(), "near themself": people["near"].person.user,
        "far themself": people["far"].person.user, **staff,
        "partner with whom nobody shares": factories.PartnerWorkerFactory(partner__pk=A_PARTNER).user,
    }  # fmt: skip
    browsers = {name: signed_in_browser(user) for name, user in users.items()}
    return SimpleNamespace(people=people, users=users, browsers=browsers)


def _reasons(people, staff, west) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    factories.DutyDayFactory(user=staff["on duty today for the west"], team=west, on=today)
    factories.DutyDayFactory(user=staff["on duty yesterday for the west"], team=west, on=today - timedelta(days=1))
    few = factories.RestrictionFactory(person=people["hidden"].person)
    factories.NamedForRecordFactory(restriction=few, user=staff["one of the few"])
    for about in people.values():
        # The look that every record has in this world was looked over long ago; those below were not.
        factories.LookedOverFactory(look=about.look, at=now - timedelta(days=60))
        question = about.look_question
        question.answer, question.answered_at, question.answered_by = (
            "x",
            now - timedelta(days=60),
            staff["administrator"],
        )
        question.save()
    for name, hours in (("opened it today", 0), ("opened it yesterday", 30)):
        at = now - timedelta(hours=hours, minutes=1)
        factories.EmergencyLookFactory(
            person=people["opened"].person, by=staff[name], opened_at=at, tell_from=at,
            ends_at=at + timedelta(hours=10),
        )  # fmt: skip


@contextmanager
def as_it_was(browser):
    """Whoever signs out here is signed in again for the next request."""
    cookies = {name: cookie.value for name, cookie in browser.cookies.items()}
    yield
    browser.cookies = SimpleCookie(cookies)


def requests_of(world):
    """Each page with each person it may be about, each who asks, each method: the whole probe."""
    number = 0
    for _address, pattern, namespace in PAGES:
        about_somebody = is_about_a_person(pattern, namespace)
        for kind in PEOPLE if about_somebody else ("near",):
            address = address_of(pattern, namespace, world.people[kind])
            who = who_may_open(pattern.callback, namespace)
            for name in world.users:
                for method in METHODS:
                    number += 1
                    if WHOLE or number % PARTS_OF_IT == PART:
                        page = f"{namespace}:{pattern.name}"
                        yield page, address, kind if about_somebody else "", who, name, method


def refused(answer, name, who, user) -> bool:
    """Whether the answer is no: to sign in, not for you, or not there."""
    return outcome(answer) in ({TO_SIGN_IN, 403, 404, 405} if name == "nobody signed in" else {403, 404, 405})


def what_is_wrong(world, page, address, kind, who, name, method):
    user, may_see = world.users[name], SEES[name].split()
    answer = asked(world.browsers[name], method, address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    seen = {found.decode() for found in A_WORD.findall(body)} - set(may_see)
    if seen and address not in SHARED_BY_THEIR_OWNER:
        yield f"{answer.status_code}, with words of {', '.join(sorted(seen))}"
    open_to_all = who(AnonymousUser())  # keeps what it shows behind a reference of its own
    no_reason = not who(user) or (kind not in may_see and page != ASKS_WHY)
    if kind and not open_to_all and no_reason and not refused(answer, name, who, user):
        yield f"{outcome(answer)} where a refusal was due"
    may = who(user) and kind in may_see and page not in ABOUT_TWO
    if kind and method == "get" and may and answer.status_code in (403, 404):
        yield f"{answer.status_code} though they may see it"


def test_nobody_reads_a_word_of_a_record_they_may_not_open(world, settings):
    wrong, count, began = [], 0, perf_counter()
    for page, address, kind, who, name, method in requests_of(world):
        count += 1
        with undone(), as_it_was(world.browsers[name]):
            problems = list(what_is_wrong(world, page, address, kind, who, name, method))
        wrong += [f"{method.upper()} {address} ({kind or 'nobody'}) as {name}: {words}" for words in problems]
    print(f"\nThe probe: {count:,} requests in {perf_counter() - began:.0f} seconds, {len(wrong)} leaks.")
    assert not wrong, f"{len(wrong)} of {count}:\n" + "\n".join(wrong[:200])
    assert count >= (20_000 if WHOLE else 1_000)
