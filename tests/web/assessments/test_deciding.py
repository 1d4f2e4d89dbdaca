"""Deciding eligibility: the conditions with their law, and no way to decide while something is unknown."""

import re

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Decision
from goodlives.web.assessments.contents import Contents
from tests.factories import AT, UserFactory

pytestmark = pytest.mark.django_db

SAID = {
    "reasons": "You cannot wash or dress without help.",
    "participation": "You talked with Sam at home.",
    "advice": "The Monday club has a lift from your door.",
}


def page_of(assessment):
    return reverse("assessments:decide", args=[assessment.pk])


def links_of(page):
    return re.findall(r'href="([^"]+)"', re.search(r'<ul[^>]*id="to-find-out">(.*?)</ul>', page, re.DOTALL)[1])


def test_while_nothing_is_known_each_thing_to_find_out_has_a_link_to_where_it_is_answered(
    assessment, worker, signed_in
):
    client = signed_in(worker)
    page = client.get(page_of(assessment)).text
    links = links_of(page)
    assert len(links) == len(assessment.conclusion().still_to_find_out) == 12
    assert "12 things are still to be found out" in page
    for link in links:
        address, _hash, field = link.partition("#")
        answered_at = client.get(address)
        assert answered_at.status_code == 200
        if field:
            assert f'id="{field}"' in answered_at.text


@pytest.mark.parametrize("kind", ["adult", "carer"])
def test_what_the_page_lists_is_what_the_rule_asks(kind, assessment, carers, worker, make_known):
    one = carers if kind == "carer" else assessment
    make_known(one, unable=0)
    one.answers.filter(outcome__in=["nutrition", "relationships"]).update(needs_help=None)
    Assessment.objects.filter(pk=one.pk).update(needs_arise=None)
    one = Assessment.objects.get(pk=one.pk)
    contents = Contents(one, worker)
    assert len(contents.to_find_out) == len(one.conclusion().still_to_find_out) == 3
    assert [link.address.rsplit("/", 2)[1] for link in contents.to_find_out] == [
        "conditions",
        "nutrition",
        "relationships",
    ]


def test_there_is_no_way_to_decide_while_something_is_not_yet_known(assessment, worker, signed_in):
    client = signed_in(worker)
    assert '<form method="post" novalidate>' not in client.get(page_of(assessment)).text
    page = client.post(page_of(assessment), SAID | {"revision": 1})
    assert "Not enough is known to decide" in page.text
    assert SAID["reasons"] in page.text
    assert not Decision.objects.exists()


def test_the_conditions_are_shown_with_their_law_and_what_they_rest_on(assessment, worker, make_known, signed_in):
    make_known(assessment)
    page = signed_in(worker).get(page_of(assessment)).text
    assert "All three conditions are met: the needs are eligible." in page
    for law in ("SI 2015/313 reg 2(1)(a)", "SI 2015/313 reg 2(1)(b)", "SI 2015/313 reg 2(1)(c)"):
        assert law in page
    assert "Eating and drinking well: Unable to achieve it: yes (not without help)" in page
    assert "Wearing the right clothes: Unable" not in page
    assert page.count('class="app-law app-nowrap">s1(3)(') == 8


def test_a_decision_is_recorded_and_the_page_goes_on_to_it(assessment, worker, make_known, signed_in):
    make_known(assessment)
    answer = signed_in(worker).post(page_of(assessment), SAID | {"revision": 1})
    decision = Decision.objects.get()
    assert answer.url == reverse("decisions:decision", args=[decision.pk])
    assert (decision.favourable, decision.reasons, decision.participation, decision.next_steps) == (
        True,
        *SAID.values(),
    )
    assert decision.decided_by == worker


def test_a_carer_is_decided_by_the_carers_rule(carers, worker, make_known, signed_in):
    make_known(carers, unable=1)
    signed_in(worker).post(page_of(carers), SAID | {"revision": 1})
    decision = Decision.objects.get()
    assert (decision.kind, decision.favourable) == ("carer_eligibility", True)
    assert decision.facts["who"] == "carer"


@pytest.mark.parametrize(
    ("left_out", "unable", "message"),
    [
        ({"reasons": ""}, 2, "Enter the reasons for the decision"),
        ({"reasons": "Yes, eligible"}, 2, "Reasons: write at least 5 words"),
        ({"participation": " "}, 2, "Enter how the person took part"),
        ({"advice": ""}, 1, "Enter advice on what could meet, reduce or prevent the needs"),
    ],
)
def test_a_decision_without_its_reasons_is_refused_and_the_words_are_kept(
    left_out, unable, message, assessment, worker, make_known, signed_in
):
    make_known(assessment, unable=unable)
    page = signed_in(worker).post(page_of(assessment), SAID | left_out | {"revision": 1}).text
    assert "<title>Error: " in page
    assert message in page
    for name, words in SAID.items():
        if name not in left_out:
            assert words in page
    assert not Decision.objects.exists()


def test_advice_may_be_left_out_when_the_needs_are_eligible(assessment, worker, make_known, signed_in):
    make_known(assessment)
    signed_in(worker).post(page_of(assessment), SAID | {"advice": "", "revision": 1})
    assert Decision.objects.get().next_steps == ""


def test_an_answer_that_changed_meanwhile_stops_the_decision_and_shows_how_it_stands_now(
    assessment, worker, make_known, signed_in
):
    make_known(assessment)
    colleague = UserFactory(first_name="Grace", last_name="Hall")
    actions.write(assessment, significant_impact=False, by=colleague, at=AT, revision=1)
    client = signed_in(worker)
    page = client.post(page_of(assessment), SAID | {"revision": 1}).text
    assert "The assessment changed while you were deciding" in page
    assert "Grace Hall saved it on" in page
    assert "Not every condition is met: the needs are not eligible." in page
    assert SAID["reasons"] in page
    assert 'name="revision" value="2"' in page
    assert not Decision.objects.exists()
    client.post(page_of(assessment), SAID | {"revision": 2})
    assert Decision.objects.get().favourable is False


def test_what_the_law_asks_for_and_is_missing_is_pointed_out(assessment, worker, make_known, signed_in):
    make_known(assessment)
    page = signed_in(worker).get(page_of(assessment)).text
    assert "In Amina&#39;s own words (Care Act 2014 s1(3)(a) and (b))" in page
    assert "no area of wellbeing is marked as affected" in page


@pytest.mark.parametrize("role", [Role.PERSON, Role.FINANCE_OFFICER])
def test_nobody_but_a_social_worker_decides(role, assessment, amina, make_known, signed_in):
    make_known(assessment)
    user = amina.user if role == Role.PERSON else UserFactory(role=role)
    assert signed_in(user).get(page_of(assessment)).status_code == 403
    assert signed_in(user).post(page_of(assessment), SAID | {"revision": 1}).status_code == 403
    assert not Decision.objects.exists()


def test_it_is_decided_once(assessment, worker, make_known, signed_in):
    make_known(assessment)
    client = signed_in(worker)
    client.post(page_of(assessment), SAID | {"revision": 1})
    again = client.post(page_of(assessment), SAID | {"revision": 2})
    assert again.url == reverse("assessments:assessment", args=[assessment.pk])
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("known", [False, True])
def test_deciding_asks_the_database_a_fixed_number_of_questions(
    known, assessment, worker, make_known, signed_in, django_assert_num_queries
):
    if known:
        make_known(assessment)
    client = signed_in(worker)
    client.get(page_of(assessment))
    with django_assert_num_queries(10):
        client.get(page_of(assessment))
