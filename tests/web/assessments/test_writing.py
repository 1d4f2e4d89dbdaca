"""The pages on which an assessment is written."""

import re

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.people.models import RecordRead
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    CircleMemberFactory,
    CitizenFactory,
    RequestForSupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WORDS = ["own-words", "what-matters", "strengths", "people-around", "good-and-bad-days", "what-could-help"]
ADULTS = [
    "nutrition", "personal-hygiene", "toilet-needs", "clothing", "using-home-safely", "habitable-home",
    "relationships", "work-and-learning", "community", "caring-for-a-child",
]  # fmt: skip
CARERS = [
    "caring-for-a-child", "caring-for-others", "habitable-home", "nutrition", "relationships", "work-and-learning",
    "community", "recreation",
]  # fmt: skip


def at(assessment, slug=None, name="section"):
    return reverse(f"assessments:{name}", args=[assessment.pk, *([slug] if slug else [])])


def overview(assessment):
    return at(assessment, name="assessment")


def section_links(page):
    return re.findall(r'govuk-task-list__link" href="[^"]*?/([a-z-]+)/"', page)


# --- The list of parts --------------------------------------------------------------------------------------------


def test_what_is_good_and_who_is_around_comes_first_and_the_ten_outcomes_stand_in_the_order_of_the_law(
    assessment, worker, signed_in
):
    links = section_links(signed_in(worker).get(overview(assessment)).text)
    assert links[:4] == ["strengths", "people-around", "own-words", "what-matters"]
    assert [slug for slug in links if slug in ADULTS] == ADULTS
    assert len(links) == 6 + 1 + 1 + 10 + 1 + 3


def test_a_carer_is_asked_eight_outcomes_and_about_caring_but_not_how_much_help_they_need(carers, worker, signed_in):
    links = section_links(signed_in(worker).get(overview(carers)).text)
    assert [slug for slug in links if slug in CARERS] == CARERS
    assert "caring" in links
    assert "help-needed" not in links


def test_the_person_is_called_you_and_staff_read_the_name_the_person_likes(assessment, amina, worker, signed_in):
    amina.preferred_name = "Mina"
    amina.save()
    theirs = signed_in(amina.user).get(overview(assessment)).text
    staffs = signed_in(worker).get(overview(assessment)).text
    assert "What you can and cannot do" in theirs
    assert "Keeping your home fit to live in" in theirs
    assert "What Mina can and cannot do" in staffs
    assert "Keeping their home fit to live in" in staffs
    assert "your home" not in staffs


@pytest.mark.parametrize(
    "slug", [*WORDS, "day-to-day", "wellbeing", "help-needed", "conditions", "who-took-part", *ADULTS]
)
def test_no_part_calls_the_person_you_to_staff_or_by_name_to_the_person(slug, assessment, amina, worker, signed_in):
    main = re.compile(r"<main.*</main>", re.DOTALL)
    to_staff = main.search(signed_in(worker).get(at(assessment, slug)).text)[0]
    to_person = main.search(signed_in(amina.user).get(at(assessment, slug)).text)[0]
    assert not re.search(r"\b(your|you)\b", to_staff, re.IGNORECASE)
    assert "Amina" not in to_person


def test_what_is_done_what_is_begun_and_what_is_not_yet_known_can_be_seen(assessment, worker, signed_in):
    client = signed_in(worker)
    assert "0 of 12 parts are done" in client.get(overview(assessment)).text  # the outcomes are asked on one page
    Assessment.objects.filter(pk=assessment.pk).update(
        own_words="I miss my garden.", good_at="Cooking", needs_arise=True
    )
    page = client.get(overview(assessment)).text
    assert "1 of 12 parts are done" in page
    assert page.count('govuk-tag--light-blue app-nowrap">Started') == 2  # strengths and conditions
    # nine areas of wellbeing, ten outcomes, ten kinds of help and one condition: each counted once
    assert "30 answers are not yet known" in page


def test_nothing_in_an_assessment_asks_about_money(assessment, carers, worker, signed_in):
    client = signed_in(worker)
    for each in (assessment, carers):
        for slug in section_links(client.get(overview(each)).text):
            form = re.search(
                r"<form method=\"post\" novalidate>.*?</form>", client.get(at(each, slug)).text, re.DOTALL
            )[0]
            asked = re.findall(r"<label[^>]*>(.*?)</label>|<legend[^>]*>(.*?)</legend>", form, re.DOTALL)
            words = " ".join(" ".join(pair) for pair in asked).lower()
            assert not re.search(r"income|savings|capital|benefit|£|afford", words), slug


def test_a_look_at_an_assessment_by_staff_is_written_down_and_the_persons_own_is_not(
    assessment, amina, worker, signed_in
):
    signed_in(amina.user).get(overview(assessment))
    assert not RecordRead.objects.exists()
    signed_in(worker).get(at(assessment, "own-words"))
    read = RecordRead.objects.get()
    assert (read.person, read.reader, read.page) == (amina, worker, "Needs assessment: own words")


# --- Saving -------------------------------------------------------------------------------------------------------


def test_save_and_continue_goes_on_to_the_next_part(assessment, worker, signed_in):
    answer = signed_in(worker).post(at(assessment, "own-words"), {"own_words": "I miss my garden.", "revision": 1})
    assert answer.url == at(assessment, "what-matters")
    assert Assessment.objects.get().own_words == "I miss my garden."


def test_save_and_return_goes_to_the_list_of_parts(assessment, worker, signed_in):
    typed = {"own_words": "I miss my garden.", "revision": 1, "then": "return"}
    assert signed_in(worker).post(at(assessment, "own-words"), typed).url == overview(assessment)


def test_after_saving_an_outcome_it_is_said_whether_it_is_achieved(assessment, worker, signed_in):
    client = signed_in(worker)
    for typed, words in (
        ({"needs_help": "yes"}, "yes"),
        ({"needs_help": "no"}, "not yet known"),
        (dict.fromkeys(["needs_help", "pain_or_distress", "danger", "takes_longer"], "no"), "no"),
    ):
        revision = Assessment.objects.get().revision
        page = client.post(at(assessment, "clothing"), typed | {"revision": revision}, follow=True).text
        assert f"Saved: Wearing the right clothes. Unable to achieve it: {words}." in page


def test_a_way_left_alone_is_not_yet_known_and_never_no(assessment, worker, signed_in):
    signed_in(worker).post(at(assessment, "clothing"), {"words": "Buttons are hard", "revision": 1})
    answer = assessment.answers.get()
    assert (answer.needs_help, answer.danger, answer.unable()) == (None, None, None)


def test_a_carers_outcome_has_three_ways_and_an_adults_four(assessment, carers, worker, signed_in):
    client = signed_in(worker)
    assert "significantly longer" in client.get(at(assessment, "nutrition")).text
    assert "significantly longer" not in client.get(at(carers, "nutrition")).text


def test_an_outcome_is_answered_as_if_nobody_helped_and_the_page_says_so(assessment, worker, signed_in):
    assert "Answer as if nobody helped Amina" in signed_in(worker).get(at(assessment, "nutrition")).text


def test_the_nine_areas_of_wellbeing_are_saved_together(assessment, worker, signed_in):
    typed = {"dignity_affected": "yes", "dignity_words": "Strangers wash me", "home_affected": "no", "revision": 1}
    signed_in(worker).post(at(assessment, "wellbeing"), typed)
    saved = {row.area: (row.affected, row.words) for row in assessment.wellbeing.all()}
    assert len(saved) == 9
    assert saved["dignity"] == (True, "Strangers wash me")
    assert saved["home"] == (False, "")
    assert saved["control"] == (None, "")


def test_how_much_help_is_saved_for_each_part_of_life(assessment, worker, signed_in):
    typed = {"night_help_needed": "every_day", "night_carer_support": "some", "home_help_needed": "none", "revision": 1}
    signed_in(worker).post(at(assessment, "help-needed"), typed)
    saved = {row.domain: (row.help_needed, row.carer_support) for row in assessment.help_needed.all()}
    assert (saved["night"], saved["home"], saved["toilet"]) == (("every_day", "some"), ("none", ""), ("", ""))
    page = signed_in(worker).get(overview(assessment)).text
    assert "8 not yet known" in page  # with no help needed there is none for family to give


@pytest.mark.parametrize(
    ("slug", "typed", "message", "kept"),
    [
        ("caring", {"cared_for_name": "", "hours_caring": "35"}, "Enter the name of the person", 'value="35"'),
        ("caring", {"cared_for_name": "Mariam", "hours_caring": "200"}, "a whole number from 0 to 168", 'value="200"'),
        ("caring", {"cared_for_name": "Mariam", "hours_caring": "lots"}, "whole number", 'value="lots"'),
        ("wellbeing", {"home_affected": "perhaps", "home_words": "Stairs"}, "Living somewhere", "Stairs</textarea>"),
        ("nutrition", {"needs_help": "maybe", "words": "I forget"}, "Select a valid choice", "I forget</textarea>"),
    ],
)
def test_a_wrong_answer_is_named_and_what_was_typed_is_kept(slug, typed, message, kept, carers, worker, signed_in):
    answer = signed_in(worker).post(at(carers, slug), typed | {"revision": 1})
    page = answer.text
    assert answer.status_code == 200
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert message in page
    assert kept in page
    assert Assessment.objects.get().revision == 1


@pytest.mark.parametrize(
    ("slug", "first", "second", "both"),
    [
        ("own-words", {"own_words": "I garden."}, {"own_words": "I did once."}, ["I garden.", "I did once."]),
        ("clothing", {"needs_help": "yes"}, {"needs_help": "no"}, [">Yes</dd>", ">No</dd>"]),
        ("wellbeing", {"home_words": "Stairs"}, {"home_words": "It is damp"}, ["Stairs", "It is damp"]),
        ("help-needed", {"home_help_needed": "none"}, {"home_help_needed": "every_day"},
         [">No help</dd>", ">Help every day</dd>"]),
    ],
)  # fmt: skip
def test_the_second_of_two_to_save_sees_both_versions_and_may_then_save(
    slug, first, second, both, assessment, worker, signed_in
):
    colleague = UserFactory(first_name="Grace", last_name="Hall")
    signed_in(colleague).post(at(assessment, slug), first | {"revision": 1})
    mine = signed_in(worker)
    page = mine.post(at(assessment, slug), second | {"revision": 1}).text
    assert "Somebody else saved this while you were writing" in page
    assert "Grace Hall saved it on" in page
    for version in both:
        assert version in page
    assert 'name="revision" value="2"' in page
    assert mine.post(at(assessment, slug), second | {"revision": 2}).status_code == 302
    assert Assessment.objects.get().revision == 3


def test_what_was_typed_while_somebody_else_decided_is_shown_to_be_copied(assessment, worker, make_known, signed_in):
    make_known(assessment)
    actions.decide_eligibility(assessment, reasons="r", participation="p", advice="", by=worker, on=ON, at=AT)
    page = signed_in(worker).post(at(assessment, "own-words"), {"own_words": "One more thing", "revision": 2}).text
    assert "has been decided or stopped" in page
    assert "One more thing</textarea>" in page
    assert "Save and continue" not in page
    assert Assessment.objects.get().own_words == ""


# --- What is already known ----------------------------------------------------------------------------------------


def test_what_was_said_in_the_request_stands_beside_the_question_with_its_date(amina, worker, signed_in):
    asked = RequestForSupportFactory(person=amina, words="I cannot get out of the bath.")
    mine = AssessmentFactory(person=amina, request=asked)
    page = signed_in(amina.user).get(at(mine, "own-words")).text
    assert "You told us on 2 November 2026" in page
    assert "I cannot get out of the bath." in page


def test_what_was_said_last_time_is_shown_again_with_its_date(assessment, amina, worker, make_known, signed_in):
    make_known(assessment)
    actions.write(assessment, good_at="I grow tomatoes", by=worker, at=AT, revision=1)
    actions.decide_eligibility(assessment, reasons="r", participation="p", advice="", by=worker, on=ON, at=AT)
    again = AssessmentFactory(person=amina)
    page = signed_in(worker).get(at(again, "strengths")).text
    assert "In the assessment decided on 2 November 2026" in page
    assert "I grow tomatoes" in page


def test_the_circle_of_support_is_shown_where_it_is_asked_who_is_around(assessment, amina, worker, signed_in):
    CircleMemberFactory(person=amina, name="Yusuf Begum", does="Shopping on Fridays")
    page = signed_in(worker).get(at(assessment, "people-around")).text
    assert "Yusuf Begum" in page
    assert "Shopping on Fridays" in page


# --- Who may --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["assessment", "record", "get_ready", "copies", "beside"])
def test_a_person_cannot_open_anybody_elses_assessment(name, assessment, signed_in):
    assert signed_in(CitizenFactory().user).get(at(assessment, name=name)).status_code == 404
    assert signed_in(CitizenFactory().user).get(at(assessment, "own-words")).status_code == 404


def test_a_finance_officer_may_read_an_assessment_and_may_not_write_it(assessment, signed_in):
    officer = signed_in(UserFactory(role=Role.FINANCE_OFFICER))
    page = officer.get(overview(assessment))
    assert page.status_code == 200
    assert not section_links(page.text)
    assert officer.get(at(assessment, "own-words")).status_code == 403
    assert officer.post(at(assessment, "own-words"), {"own_words": "x", "revision": 1}).status_code == 403
    for name in ("share", "stop", "take_on", "give_copy", "decide"):
        assert officer.post(at(assessment, name=name)).status_code == 403
    assert Assessment.objects.get().revision == 1


def test_the_person_neither_writes_nor_sees_the_assessors_view_before_the_decision(
    assessment, amina, worker, signed_in
):
    actions.write(assessment, assessor_view="Sleeps badly", by=worker, at=AT, revision=1)
    mine = signed_in(amina.user)
    assert mine.get(at(assessment, "assessors-view")).status_code == 404
    assert mine.post(at(assessment, "assessors-view"), {"assessor_view": "x", "revision": 2}).status_code == 404
    assert "Sleeps badly" not in mine.get(at(assessment, name="record")).text


def test_nobody_signed_out_sees_an_assessment(assessment, client):
    assert client.get(overview(assessment)).status_code == 302


# --- Sharing, stopping, and the written record --------------------------------------------------------------------


def test_the_person_sends_it_to_the_social_worker_and_may_still_add_to_it(amina, worker, signed_in):
    mine = AssessmentFactory(person=amina, assessor=None, method="supported_self_assessment")
    client = signed_in(amina.user)
    assert "You have sent it" in client.post(at(mine, name="share"), follow=True).text
    mine.refresh_from_db()
    assert (mine.state, mine.assessor) == ("shared", worker)
    assert client.post(at(mine, "own-words"), {"own_words": "And", "revision": 2}).status_code == 302
    assert signed_in(worker).post(at(mine, "strengths"), {"good_at": "Chess", "revision": 3}).status_code == 302


def test_sending_it_twice_does_no_harm(amina, signed_in):
    mine = AssessmentFactory(person=amina, assessor=None)
    client = signed_in(amina.user)
    client.post(at(mine, name="share"))
    assert client.post(at(mine, name="share"), follow=True).status_code == 200
    assert Assessment.objects.get().revision == 2


def test_a_social_worker_takes_on_what_has_no_assessor(amina, worker, signed_in):
    mine = AssessmentFactory(person=amina, assessor=None)
    assert "Take it on yourself" in signed_in(worker).get(overview(mine)).text
    signed_in(worker).post(at(mine, name="take_on"))
    assert Assessment.objects.get().assessor == worker


def test_stopping_asks_why_and_keeps_what_was_written(assessment, amina, worker, signed_in):
    client = signed_in(worker)
    assert "Enter why it is being stopped" in client.post(at(assessment, name="stop"), {"why": " "}).text
    assert Assessment.objects.get().state == "in_progress"
    page = client.post(at(assessment, name="stop"), {"why": "She has moved to another council"}, follow=True).text
    assert "She has moved to another council" in page
    assert "This assessment was stopped" in page


def test_the_person_says_no_on_a_page_of_its_own_and_does_not_stop_it_by_themselves(assessment, amina, signed_in):
    assert (
        signed_in(amina.user).post(at(assessment, name="stop"), {"why": "I do not want it any more"}).status_code == 403
    )
    assert "I do not want an assessment" in signed_in(amina.user).get(overview(assessment)).text


def test_once_decided_it_is_read_whole_and_no_part_can_be_opened_to_write(
    assessment, amina, worker, make_known, signed_in
):
    make_known(assessment)
    actions.write(assessment, own_words="I miss my garden.", assessor_view="Sleeps badly", by=worker, at=AT, revision=1)
    actions.decide_eligibility(
        assessment, reasons="You cannot wash alone.", participation="p", advice="", by=worker, on=ON, at=AT
    )
    for client in (signed_in(amina.user), signed_in(worker)):
        page = client.get(overview(assessment)).text
        for words in (
            "I miss my garden.",
            "Sleeps badly",
            "You cannot wash alone.",
            "Unable to achieve it: yes (not without help)",
        ):
            assert words in page
        assert not section_links(page)
        assert client.get(at(assessment, "own-words")).url == overview(assessment)


# --- How much it asks of the database -----------------------------------------------------------------------------


@pytest.mark.parametrize("answered", [False, True])
def test_the_list_of_parts_asks_the_database_a_fixed_number_of_questions(
    answered, assessment, worker, make_known, signed_in, django_assert_num_queries
):
    if answered:
        make_known(assessment)
    client = signed_in(worker)
    client.get(overview(assessment))
    with django_assert_num_queries(19):
        client.get(overview(assessment))


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("slug", ["own-words", "wellbeing", "clothing", "help-needed", "conditions"])
def test_a_part_asks_the_database_a_fixed_number_of_questions(
    slug, answered, assessment, worker, make_known, signed_in, django_assert_num_queries
):
    if answered:
        make_known(assessment)
    client = signed_in(worker)
    client.get(at(assessment, slug))
    with django_assert_num_queries(16):
        client.get(at(assessment, slug))
