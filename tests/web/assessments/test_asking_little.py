"""How many questions an assessment asks, counted on the pages themselves; and that no fact known is asked again."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from goodlives.casework.assessments.models import Assessment
from goodlives.web.assessments.contents import Contents
from tests.factories import (
    AT,
    AssessmentFactory,
    CircleMemberFactory,
    CitizenFactory,
    DecisionFactory,
    OfferFactory,
    PartFactory,
    PreparedWordsFactory,
    RequestForSupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

A_FORM_OF_OLD = 520
"""Distinct questions in the fullest open form in England."""

HIDDEN = ("csrfmiddlewaretoken", "written_by", "revision", "drawn_from")
"""What a form carries and asks nobody."""


def open_questions(page: str) -> list[str]:
    """The questions a page asks: what stands open in its form, not what may be opened."""
    form = re.search(r'<form method="post" novalidate>.*?</form>', page, re.DOTALL)[0]
    while "<details" in form:
        form = re.sub(r"<details(?:(?!<details).)*?</details>", "", form, flags=re.DOTALL)
    names = re.findall(r'<(?:input|select|textarea)[^>]* name="([a-z_]+)"', form)
    return [name for name in dict.fromkeys(names) if name not in HIDDEN]


def answer(name: str, hard: dict[str, str]) -> str:
    """What somebody says who finds some things hard and manages the rest."""
    if name in hard:
        return hard[name]
    if name.endswith("_affected") or name in ("danger", "takes_longer", "health_deteriorating"):
        return "no"
    if name in ("needs_arise", "significant_impact", "pain_or_distress", "willing_to_care", "able_to_care"):
        return "yes"
    if name.endswith("_help_needed"):
        return "every_day"
    if name.endswith("_carer_support"):
        return "some"
    if name == "hours_caring":
        return "35"
    return "manages" if name in OUTCOMES else "Some words about it"


OUTCOMES = {outcome.value for kind in ("adult", "carer") for outcome in AssessmentFactory.build(kind=kind).outcomes()}


def walked(client, assessment: Assessment, hard: dict[str, str]) -> list[tuple[str, str]]:
    """Every question asked from the first page to the last, as (page, question)."""
    asked: list[tuple[str, str]] = []
    worker = assessment.assessor
    contents = Contents(Assessment.objects.with_answers().get(pk=assessment.pk), worker)
    if contents.to_confirm:
        page = client.post(
            reverse("assessments:already_known", args=[assessment.pk]),
            {"still_right": [name for _s, name, _f in contents.to_confirm], "revision": assessment.revision},
        )
        address = page.url
    else:
        address = contents.address(contents.first)
    for _page in range(40):
        got = client.get(address)
        if address == contents.overview:
            return asked
        names = open_questions(got.text)
        asked += [(address, name) for name in names]
        revision = re.search(r'name="revision" value="(\d+)"', got.text)[1]
        shown = Contents(Assessment.objects.with_answers().get(pk=assessment.pk), worker).section(
            address.rstrip("/").rsplit("/", 1)[1]
        )
        kept = {name: value for name, value in shown.form().initial.items() if value not in (None, "")}
        kept = {name: {True: "yes", False: "no"}.get(value, value) for name, value in kept.items()}
        answered = client.post(address, kept | {name: answer(name, hard) for name in names} | {"revision": revision})
        assert answered.status_code == 302, re.findall(r"govuk-error-message.*?</p>", answered.text, re.DOTALL)
        address = answered.url
    raise AssertionError("the walk does not end")


@pytest.fixture
def worker():
    return UserFactory()


PATHS = [
    pytest.param("adult", {"personal_hygiene": "needs_help", "clothing": "needs_help", "community": "hard"}, 50,
                 id="an adult who finds three things hard"),
    pytest.param("adult", {}, 38, id="an adult who manages everything"),
    pytest.param("adult", dict.fromkeys(OUTCOMES, "needs_help"), 62, id="an adult who needs help with everything"),
    pytest.param("carer", {"recreation": "needs_help", "relationships": "hard"}, 40, id="a carer"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "hard", "most"), PATHS)
def test_far_fewer_questions_are_asked_than_in_a_form_of_old(kind, hard, most, worker, signed_in):
    assessment = AssessmentFactory(assessor=worker, kind=kind, cared_for_name="Mariam" if kind == "carer" else "")
    asked = walked(signed_in(worker), assessment, hard)
    print(f"{kind}, {len(hard)} hard: {len(asked)} questions on {len({page for page, _name in asked})} pages")
    assert len(asked) <= most < A_FORM_OF_OLD / 8
    now = Assessment.objects.get(pk=assessment.pk)
    assert now.conclusion().met is bool(hard), "enough was asked to decide"


@pytest.fixture
def known_already(worker):
    """Somebody who has said everything once before, each fact with words of its own."""
    person = CitizenFactory(given_name="Amina", allocated_to=worker)
    earlier = AssessmentFactory(
        person=person, state="decided", decision=DecisionFactory(person=person), needs_arise=True,
        good_and_bad_days="KNOWN-DAYS", outcomes_wanted="KNOWN-OLD-WISH",
    )  # fmt: skip
    CircleMemberFactory(person=person, name="Yusuf", does="KNOWN-SHOPPING", changed_at=AT)
    PartFactory(person=person, heading="people", words="KNOWN-PEOPLE", changed_at=AT)
    OfferFactory(person=person, kind="skill", words="KNOWN-TOMATOES", changed_at=AT)
    OfferFactory(person=person, kind="role", words="KNOWN-GRANDMOTHER", changed_at=AT)
    asked = RequestForSupportFactory(person=person, words="KNOWN-BATH", what_would_help="KNOWN-RAIL")
    assessment = AssessmentFactory(
        person=person, assessor=worker, request=asked, started_on=earlier.started_on, own_words="KNOWN-BATH"
    )
    PreparedWordsFactory(assessment=assessment, question="outcomes_wanted", words="KNOWN-SISTER")
    return assessment


KNOWN = {
    "good_at": "KNOWN-TOMATOES", "gives": "KNOWN-GRANDMOTHER", "around_them": "KNOWN-PEOPLE",
    "own_words": "KNOWN-BATH", "outcomes_wanted": "KNOWN-SISTER", "what_could_help": "KNOWN-RAIL",
    "good_and_bad_days": "KNOWN-DAYS", "needs_arise": "Yes",
}  # fmt: skip


def test_what_is_known_is_shown_with_its_source_and_day_and_asked_only_whether_it_is_still_right(
    known_already, worker, signed_in
):
    page = signed_in(worker).get(reverse("assessments:already_known", args=[known_already.pk])).text
    contents = Contents(Assessment.objects.with_answers().get(pk=known_already.pk), worker)
    assert {name: fact.words for name, fact in contents.facts.items() if name in KNOWN} == KNOWN
    for name, words in KNOWN.items():
        if name != "own_words":  # put where it belongs when the assessment was started
            assert words in page
    for source in ("wrote before the visit, on 2 November 2026", "wrote in What I give, on 2 November 2026",
                   "wrote in About me, on 2 November 2026", "told us on 2 November 2026",
                   "In the assessment decided on 2 November 2026"):  # fmt: skip
        assert source in page


def test_no_fact_known_is_asked_twice(known_already, worker, signed_in):
    client = signed_in(worker)
    asked = walked(client, known_already, {"clothing": "needs_help", "nutrition": "needs_help"})
    again = [name for _page, name in asked if name in KNOWN]
    twice = [question for question, times in Counter(asked).items() if times > 1]
    print(f"{len(asked)} questions; asked although known: {len(again)}; asked twice: {len(twice)}")
    assert (len(again), len(twice)) == (0, 0)
    now = Assessment.objects.get(pk=known_already.pk)
    kept = {name: getattr(now, name) for name in KNOWN if name != "needs_arise"}
    assert kept == {name: words for name, words in KNOWN.items() if name != "needs_arise"}
    assert now.needs_arise is True


def test_on_its_own_page_too_a_known_fact_is_shown_and_can_be_changed(known_already, worker, signed_in):
    client = signed_in(worker)
    address = reverse("assessments:section", args=[known_already.pk, "strengths"])
    page = client.get(address).text
    assert "KNOWN-TOMATOES" in page
    assert "Still right?" in page
    assert open_questions(page) == []
    client.post(address, {"good_at": "Chess now", "gives": "", "revision": known_already.revision})
    assert open_questions(client.get(address).text) == ["good_at"]


def test_what_is_no_longer_right_is_asked_next(known_already, worker, signed_in):
    right = [name for name in KNOWN if name not in ("what_could_help", "own_words")]
    answered = signed_in(worker).post(
        reverse("assessments:already_known", args=[known_already.pk]),
        {"still_right": right, "revision": known_already.revision},
    )
    assert answered.url.endswith("/what-could-help/")


def test_what_somebody_else_said_of_the_person_never_answers_for_them(worker, signed_in):
    person = CitizenFactory()
    PartFactory(person=person, heading="people", words="She has nobody", source="knows_them", changed_by=worker)
    asked = RequestForSupportFactory(person=person, about="somebody_else", words="My mother is lost", asker_name="Ali")
    assessment = AssessmentFactory(person=person, request=asked, assessor=worker)
    assert not Contents(assessment, worker).facts.keys() & {"around_them", "own_words"}


def test_every_question_can_be_opened_all_the_same(worker, signed_in):
    assessment = AssessmentFactory(assessor=worker, needs_arise=False)
    client = signed_in(worker)
    client.post(
        reverse("assessments:section", args=[assessment.pk, "day-to-day"]), {"clothing": "manages", "revision": 1}
    )
    page = client.get(reverse("assessments:section", args=[assessment.pk, "clothing"])).text
    assert open_questions(page) == []
    for way in ("needs_help", "pain_or_distress", "danger", "takes_longer"):
        assert f'name="{way}"' in page
    assert "5 more questions that need not be asked" in page
