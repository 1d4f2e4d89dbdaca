"""A decision as a page: the person reads it in full, and questions it."""

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.decisions.models import Decision, Kind, Question, Telling
from goodlives.casework.people.models import RecordRead
from goodlives.web import clock
from tests.exchange.letters.test_letter import CONDITIONS, FIGURES, STEPS
from tests.factories import (
    AnswerFactory,
    CitizenFactory,
    DecisionFactory,
    FinancialAssessmentFactory,
    QuestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return CitizenFactory()


@pytest.fixture
def decision(person):
    return DecisionFactory(
        person=person, kind=Kind.CHARGE, steps=STEPS, conditions=CONDITIONS, figures=FIGURES, rates="2023-24",
        facts={"housing_costs": "28.40"}, summary="You pay £110.10 a week.",
    )  # fmt: skip


def address(name, pk):
    return reverse(f"decisions:{name}", args=[pk])


# --- Reading ---


def test_the_person_reads_all_of_their_decision(signed_in, person, decision):
    said = signed_in(person.user).get(address("decision", decision.pk)).content.decode()
    for words in (
        "A decision about you", "You pay £110.10 a week.", decision.reasons, "Your income each week", "£1,327.20",
        "SI 2014/2672 Part 4", "Your needs come from an illness", "Not yet known", "£28.40", "Disability premium",
        "Care Act 2014 s13", "Somebody who did not make this decision", "0300 061 0614", "Letter in large print (PDF)",
    ):  # fmt: skip
        assert words in said


def test_when_the_person_opens_it_they_have_been_told_once(signed_in, person, decision):
    browser = signed_in(person.user)
    for _ in range(2):
        browser.get(address("decision", decision.pk))
    browser.get(address("letter", decision.pk))
    (telling,) = Telling.objects.filter(decision=decision)
    assert (telling.how, telling.told_by, telling.told_on) == (Telling.How.ONLINE, person.user, clock.today())


def test_when_the_person_opens_what_they_pay_they_have_seen_the_figure(signed_in, person):
    charge = DecisionFactory(person=person, kind=Kind.CHARGE)
    assessment = FinancialAssessmentFactory(person=person, state="decided", decision=charge, contribution=11_010)
    signed_in(person.user).get(address("decision", charge.pk))
    assessment.refresh_from_db()
    assert assessment.shown_on is not None


def test_when_staff_open_what_somebody_pays_the_person_has_not_seen_it(signed_in, person):
    charge = DecisionFactory(person=person, kind=Kind.CHARGE)
    assessment = FinancialAssessmentFactory(person=person, state="decided", decision=charge, contribution=11_010)
    signed_in(UserFactory()).get(address("decision", charge.pk))
    assessment.refresh_from_db()
    assert assessment.shown_on is None


def test_when_staff_open_it_nobody_has_been_told_and_the_look_is_written_down(signed_in, decision):
    assert signed_in(UserFactory()).get(address("decision", decision.pk)).status_code == 200
    assert not Telling.objects.exists()
    assert RecordRead.objects.get().page == "Decision"


@pytest.mark.parametrize("name", ["decision", "letter", "question"])
def test_a_decision_about_somebody_else_is_not_found(signed_in, decision, name):
    assert signed_in(CitizenFactory().user).get(address(name, decision.pk)).status_code == 404
    assert not Telling.objects.exists()


def test_a_question_about_somebody_else_is_not_found(signed_in, decision):
    asked = QuestionFactory(decision=decision)
    assert signed_in(CitizenFactory().user).get(address("asked", asked.pk)).status_code == 404


@pytest.mark.parametrize("name", ["decision", "letter", "question", "told"])
def test_nobody_reads_a_decision_without_signing_in(client, decision, name):
    answer = client.get(address(name, decision.pk))
    assert answer.status_code == 302
    assert reverse("home:sign_in") in answer["Location"]


def test_an_earlier_decision_links_to_the_one_that_took_its_place_and_back(signed_in, person, decision):
    later = DecisionFactory(person=person, kind=Kind.CHARGE, supersedes=decision)
    browser = signed_in(person.user)
    said = browser.get(address("decision", decision.pk)).content.decode()
    assert "This decision no longer counts." in said
    assert address("decision", later.pk) in said
    said = browser.get(address("decision", later.pk)).content.decode()
    assert "This takes the place of what we decided" in said
    assert address("decision", decision.pk) in said


def test_the_page_takes_as_many_queries_with_many_questions_as_with_few(
    signed_in, person, decision, django_assert_num_queries
):
    browser = signed_in(person.user)
    browser.get(address("decision", decision.pk))
    for many in (1, 10):
        for _ in range(many):
            AnswerFactory(question__decision=decision)
        with django_assert_num_queries(11):
            browser.get(address("decision", decision.pk))


# --- The letter ---


@pytest.mark.parametrize(("size", "name"), [
    ("", "what-you-pay-towards-your-care-2026-11-02.pdf"),
    ("?size=large", "what-you-pay-towards-your-care-2026-11-02-large-print.pdf"),
    ("?size=enormous", "what-you-pay-towards-your-care-2026-11-02.pdf"),
])  # fmt: skip
def test_the_letter_is_a_pdf_named_for_what_it_is_and_not_for_whom(signed_in, person, decision, size, name):
    answer = signed_in(person.user).get(address("letter", decision.pk) + size)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF-1.7")


# --- Questioning ---


def test_the_person_may_choose_any_line_of_the_decision(signed_in, person, decision):
    said = signed_in(person.user).get(address("question", decision.pk)).content.decode()
    for line in ("All of it, or I am not sure", "1.1  Your income each week: £1,327.20", "The reasons",
                 "Your needs come from an illness: Yes", "What you pay for your home each week: £28.40"):  # fmt: skip
        assert line in said


def test_the_persons_question_is_kept_in_their_words_with_its_line(signed_in, person, decision):
    answer = signed_in(person.user).post(
        address("question", decision.pk),
        {"route": "ask", "about": "fact-1", "words": "My rent is £38.40."},
        follow=True,
    )
    asked = Question.objects.get()
    assert (asked.about, asked.words, asked.asked_by, asked.asked_on) == (
        "What you pay for your home each week: £28.40", "My rent is £38.40.", person.user, clock.today(),
    )  # fmt: skip
    said = answer.content.decode()
    assert "We have your question" in said
    assert "somebody else looks at it again" in said
    assert "My rent is £38.40." in signed_in(person.user).get(address("decision", decision.pk)).content.decode()


def test_a_question_without_words_is_sent_back_with_the_line_still_chosen(signed_in, person, decision):
    answer = signed_in(person.user).post(address("question", decision.pk), {"about": "step-1.1", "words": "  "})
    said = answer.content.decode()
    assert "<title>Error: Question this decision" in said
    assert 'href="#id_words">Write what you think is wrong' in said
    assert 'value="step-1.1" checked' in said
    assert not Question.objects.exists()


def test_a_line_that_is_not_in_the_decision_is_refused_and_the_words_kept(signed_in, person, decision):
    said = signed_in(person.user).post(address("question", decision.pk), {"about": "step-9", "words": "Mine"}).content
    assert b"There is a problem" in said
    assert b">Mine</textarea>" in said
    assert not Question.objects.exists()


def test_staff_write_down_a_question_they_are_told(signed_in, decision):
    worker = UserFactory()
    said = {"route": "ask", "about": "all", "words": "She says it is too much."}
    signed_in(worker).post(address("question", decision.pk), said)
    asked = Question.objects.get()
    assert (asked.about, asked.asked_by) == ("", worker)


# --- Staff ---


@pytest.mark.parametrize("name", ["told", "answer", "questions"])
def test_people_may_not_open_what_is_for_staff(signed_in, person, decision, name):
    pk = {"told": [decision.pk], "answer": [QuestionFactory(decision=decision).pk], "questions": []}[name]
    assert signed_in(person.user).get(reverse(f"decisions:{name}", args=pk)).status_code == 403


def test_staff_note_how_and_when_they_were_told(signed_in, decision):
    worker = UserFactory()
    answer = signed_in(worker).post(
        address("told", decision.pk),
        {"how": "letter", "told_on_day": "3", "told_on_month": "11", "told_on_year": "2026"}, follow=True,
    )  # fmt: skip
    (telling,) = decision.tellings.all()
    assert (telling.how, str(telling.told_on), telling.told_by) == ("letter", "2026-11-03", worker)
    assert f"You noted that {decision.person.called} was told" in answer.content.decode()


@pytest.mark.parametrize(("day", "words"), [
    ("1", "The day they were told must be 2 November 2026 or later"),
    ("30", "or earlier"),
])  # fmt: skip
def test_nobody_was_told_before_it_was_decided_or_after_today(signed_in, decision, day, words):
    said = signed_in(UserFactory()).post(
        address("told", decision.pk),
        {"how": "phone", "told_on_day": day, "told_on_month": "11", "told_on_year": "2026"},
    ).content.decode()  # fmt: skip
    assert words in said
    assert 'value="phone" checked' in said
    assert not Telling.objects.exists()


def test_being_told_online_is_not_for_staff_to_say(signed_in, decision):
    signed_in(UserFactory()).post(
        address("told", decision.pk),
        {"how": "online", "told_on_day": "3", "told_on_month": "11", "told_on_year": "2026"},
    )
    assert not Telling.objects.exists()


def test_a_colleague_answers_and_the_person_sees_it(signed_in, person, decision):
    asked = QuestionFactory(decision=decision, asked_by=person.user)
    answer = signed_in(UserFactory()).post(address("answer", asked.pk), {"words": "You are right."}, follow=True)
    assert "You answered." in answer.content.decode()
    assert "You are right." in signed_in(person.user).get(address("decision", decision.pk)).content.decode()


def test_an_answer_without_words_is_sent_back(signed_in, decision):
    asked = QuestionFactory(decision=decision)
    said = signed_in(UserFactory()).post(address("answer", asked.pk), {"words": ""}).content.decode()
    assert 'href="#id_words">Write your answer' in said


def test_whoever_decided_is_told_why_they_may_not_answer_and_nothing_is_saved(signed_in, decision):
    asked = QuestionFactory(decision=decision)
    browser = signed_in(decision.decided_by)
    said = browser.get(address("answer", asked.pk)).content.decode()
    assert "You made this decision, so somebody else must look at it again." in said
    assert "<textarea" not in said
    answer = browser.post(address("answer", asked.pk), {"words": "No."})
    assert answer.status_code == 403
    assert "You made this decision, so somebody else must look at it again." in answer.content.decode()
    assert Question.objects.waiting().exists()


def test_a_second_answer_is_refused_and_the_first_shown(signed_in, decision):
    asked = AnswerFactory(question__decision=decision, words="The first answer.").question
    answer = signed_in(UserFactory()).post(address("answer", asked.pk), {"words": "Mine."})
    said = answer.content.decode()
    assert "Somebody has answered this question already." in said
    assert "The first answer." in said


# --- The list ---


def names(answer):
    return [row.decision.person.given_name for row in answer.context["listing"].page]


def ask(name, on, **decision):
    return QuestionFactory(asked_on=f"2026-11-{on:02}", decision__person__given_name=name, **decision)


@pytest.fixture
def rows(django_user_model):
    ask("Newest", 9)
    ask("Oldest", 3)
    AnswerFactory(question=ask("Done", 1))


@pytest.mark.parametrize(("query", "expected"), [
    ("", ["Oldest", "Newest"]),
    ("?which=answered", ["Done"]),
    ("?which=all", ["Done", "Oldest", "Newest"]),
    ("?q=newest", ["Newest"]),
    ("?sort=-asked", ["Newest", "Oldest"]),
])  # fmt: skip
def test_the_oldest_unanswered_question_comes_first(signed_in, rows, query, expected):
    answer = signed_in(UserFactory()).get(reverse("decisions:questions") + query)
    listed = [answer.content.decode().find(f">{name} ") for name in expected]
    assert listed == sorted(listed)
    assert -1 not in listed
    others = {"Newest", "Oldest", "Done"} - set(expected)
    assert not [name for name in others if f">{name} " in answer.content.decode()]


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_takes_as_many_queries_however_long(signed_in, django_assert_num_queries, many):
    for number in range(many):
        ask(f"P{number}", 3)
    browser = signed_in(UserFactory(role=Role.FINANCE_OFFICER))
    with django_assert_num_queries(6):
        assert browser.get(reverse("decisions:questions")).status_code == 200


def test_the_list_as_a_spreadsheet(signed_in, rows):
    answer = signed_in(UserFactory()).get(reverse("decisions:questions") + "?format=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == "\ufeffAsked,Person,Decision,What was asked,What they say,Decided by,Due"
    assert len(lines) == 3


def test_an_empty_list_says_what_would_fill_it(signed_in):
    assert b"when a person questions a decision" in signed_in(UserFactory()).get(reverse("decisions:questions")).content


def test_decisions_themselves_are_never_touched_by_any_of_this(signed_in, person, decision):
    before = Decision.objects.values().get()
    browser = signed_in(person.user)
    browser.get(address("decision", decision.pk))
    browser.post(address("question", decision.pk), {"about": "all", "words": "Why?"})
    assert Decision.objects.values().get() == before


# --- Worked out again ---


def test_a_decision_of_people_alone_offers_no_sum_to_check(client):
    review = DecisionFactory(kind=Kind.REVIEW)
    client.force_login(UserFactory())
    assert "Work it out again" not in client.get(f"/decisions/{review.pk}/").content.decode()
    assert client.get(f"/decisions/{review.pk}/again/").status_code == 404


def test_nobody_checks_the_sum_of_somebody_elses_decision(client):
    charge = DecisionFactory(kind=Kind.CHARGE)
    client.force_login(CitizenFactory().user)
    assert client.get(f"/decisions/{charge.pk}/again/").status_code == 404


def test_a_decision_that_cannot_be_worked_out_again_says_why(client):
    budget = DecisionFactory(kind=Kind.PERSONAL_BUDGET)
    client.force_login(UserFactory())
    said = client.get(f"/decisions/{budget.pk}/again/").content.decode()
    assert "It cannot be worked out again." in said
    assert "the lines of the plan were not kept with it" in said


def test_a_sum_that_comes_out_different_is_shown_line_by_line(client):
    facts = {"who": "adult", "needs_arise": True, "significant_impact": True, "ways": {}, "unable_to_achieve": {}}
    decision = DecisionFactory(kind=Kind.ELIGIBILITY, person=CitizenFactory(), favourable=True, facts=facts)
    client.force_login(decision.person.user)
    said = " ".join(client.get(f"/decisions/{decision.pk}/again/").content.decode().split())
    assert "It came out different." in said
    assert "not yet known" in said
    assert "Please tell us, so that somebody can find out why" in said
