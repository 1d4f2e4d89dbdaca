"""By which route a decision is questioned, step by step to what came of it; and what the council learns."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role, Seal
from goodlives.casework.access.seals import seal
from goodlives.casework.decisions.models import Answer, Question, Step
from goodlives.web import clock
from goodlives.web.decisions.learning import counted
from tests.factories import (
    AT,
    AnswerFactory,
    CitizenFactory,
    DecisionFactory,
    QuestionFactory,
    TellingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

COMPLAINT = {"route": "complaint", "about": "all", "words": "Nobody came."}


@pytest.fixture
def person():
    return CitizenFactory()


@pytest.fixture
def decision(person):
    return DecisionFactory(person=person, decided_on=clock.today())


@pytest.fixture
def complaint(person, decision):
    today = clock.today()
    return QuestionFactory(
        decision=decision, asked_by=person.user, route="complaint", asked_on=today,
        acknowledge_by=today + timedelta(days=3), answer_by=today + timedelta(days=180),
    )  # fmt: skip


def address(name, pk):
    return reverse(f"decisions:{name}", args=[pk])


def test_the_page_says_plainly_that_there_is_no_appeal_and_what_there_is(signed_in, person, decision):
    said = signed_in(person.user).get(address("question", decision.pk)).content.decode()
    for words in ("no right of appeal to a tribunal", "section 72", "not in force", "Ombudsman", "section 67"):
        assert words in said


def test_a_complaint_is_told_its_days(signed_in, person, decision):
    said = signed_in(person.user).post(address("question", decision.pk), COMPLAINT, follow=True).content.decode()
    question = Question.objects.get()
    assert question.route == "complaint"
    assert "that we have your complaint" in said
    assert f"{question.answer_by.day} {question.answer_by:%B %Y}" in said


def test_a_complaint_that_comes_late_is_asked_why(signed_in, person):
    old = DecisionFactory(person=person, decided_on=date(2024, 1, 1))
    TellingFactory(decision=old, told_on=date(2024, 1, 8))
    browser = signed_in(person.user)
    said = browser.post(address("question", old.pk), COMPLAINT).content.decode()
    assert 'href="#id_late_because">Say why you could not complain sooner' in said
    assert ">Nobody came.</textarea>" in said
    assert not Question.objects.exists()
    browser.post(address("question", old.pk), COMPLAINT | {"late_because": "I was ill."})
    assert Question.objects.get().late_because == "I was ill."


def test_each_step_is_told_to_the_person(signed_in, person, complaint):
    staff = signed_in(UserFactory())
    staff.post(address("next_step", complaint.pk), {"what": "acknowledged", "told": "letter", "words": "We have it."})
    due = clock.today() + timedelta(days=20)
    plan = {"due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year, "words": "Ruth rings you."}
    staff.post(address("next_step", complaint.pk), {"what": "planned", "told": "phone"} | plan)
    said = signed_in(person.user).get(address("asked", complaint.pk)).content.decode()
    for words in ("We have it.", "Ruth rings you.", f"We answer by {due.day} {due:%B %Y}"):
        assert words in said


def test_a_plan_without_a_day_or_words_is_sent_back(signed_in, complaint):
    said = signed_in(UserFactory()).post(address("next_step", complaint.pk), {"what": "planned", "told": "phone"})
    assert "Write what you told them" in said.content.decode()
    assert "Enter the day by which we answer" in said.content.decode()
    assert not Step.objects.exists()


def test_whoever_decided_tells_them_nothing(signed_in, complaint):
    answer = signed_in(complaint.decision.decided_by).post(
        address("next_step", complaint.pk), {"what": "acknowledged", "told": "letter"}
    )
    assert answer.status_code == 403
    assert not Step.objects.exists()


def test_the_person_adds_words_and_takes_it_back(signed_in, person, complaint):
    browser = signed_in(person.user)
    browser.post(address("add_words", complaint.pk), {"words": "It was a Monday."})
    said = browser.post(address("withdraw", complaint.pk), follow=True).content.decode()
    assert "It was a Monday." in said
    assert "You took it back" in said
    assert address("add_words", complaint.pk) not in said
    assert not Question.objects.waiting().exists()


def test_the_answer_to_a_complaint_says_what_came_of_it_and_names_the_new_decision(
    signed_in, person, decision, complaint
):
    staff, said = signed_in(UserFactory()), {"words": "You are right.", "result": "changed", "lesson": "facts"}
    assert b"Choose the new decision" in staff.post(address("answer", complaint.pk), said).content
    new = DecisionFactory(person=person, kind=decision.kind, supersedes=decision)
    staff.post(address("answer", complaint.pk), said | {"new_decision": str(new.pk)})
    assert Answer.objects.get().new_decision == new
    page = signed_in(person.user).get(address("asked", complaint.pk)).content.decode()
    assert "The decision is changed" in page
    assert address("decision", new.pk) in page
    assert "Ombudsman" in page


def test_the_list_puts_what_is_overdue_first_and_narrows_by_route(signed_in, complaint):
    late = QuestionFactory(asked_on=date(2026, 1, 5), answer_by=date(2026, 1, 19))
    browser, questions = signed_in(UserFactory()), reverse("decisions:questions")
    said = browser.get(questions).content.decode()
    assert said.index(address("answer", late.pk)) < said.index(address("answer", complaint.pk))
    overdue = browser.get(questions + "?which=overdue").content.decode()
    assert "days overdue" in overdue
    assert address("answer", complaint.pk) not in overdue
    complaints = browser.get(questions + "?route=complaint").content.decode()
    assert address("answer", complaint.pk) in complaints
    assert address("answer", late.pk) not in complaints


@pytest.mark.parametrize(("many", "shown"), [(2, "few"), (7, "7")])
def test_what_is_learned_is_counted_and_a_few_people_are_not(signed_in, many, shown):
    for _ in range(many):
        AnswerFactory(question__route="again", result="stands", lesson="reasons")
    said = signed_in(UserFactory(role=Role.TEAM_MANAGER)).get(reverse("decisions:learning")).content.decode()
    assert "We did not say why, or not clearly" in said
    assert [counted()[2](lesson, result) for lesson, result in (("reasons", "stands"), ("all", "all"))] == [shown] * 2


def test_only_managers_see_what_is_learned(signed_in):
    assert signed_in(UserFactory()).get(reverse("decisions:learning")).status_code == 403


def test_anybody_reads_the_seal_of_today_and_nothing_of_anybody_in_it(client, decision):
    assert b"No seal has been made yet" in client.get(reverse("decisions:seal")).content
    seal(at=AT)
    said = client.get(reverse("decisions:seal")).content.decode()
    assert Seal.objects.get().digest in said
    assert decision.person.family_name not in said
