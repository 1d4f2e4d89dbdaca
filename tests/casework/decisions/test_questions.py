"""A question goes by a route, with its days, and is followed to an answer by somebody who did not decide."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.decisions import actions
from goodlives.casework.decisions.models import Answer, Question, Route, Step
from tests.factories import (
    AT,
    ON,
    AnswerFactory,
    DecisionFactory,
    QuestionFactory,
    StepFactory,
    TellingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def ask(decision=None, on=ON, **given):
    person = UserFactory(role=Role.PERSON)
    return actions.question(decision or DecisionFactory(), words="My rent is more.", by=person, on=on, **given)


def step(question, what, by=None, **given):
    return actions.take_step(question, what, by=by or UserFactory(), on=ON, at=AT, **given)


ACKNOWLEDGED = {"what": Step.What.ACKNOWLEDGED, "told": "phone"}
CHANGED = {"result": "changed", "lesson": "facts"}


@pytest.mark.parametrize(
    ("route", "acknowledge_by", "answer_by"),
    [
        (Route.ASK, None, date(2026, 11, 16)),
        (Route.AGAIN, None, date(2026, 11, 30)),
        (Route.COMPLAINT, date(2026, 11, 5), date(2027, 5, 2)),
    ],
)
def test_each_route_has_its_days(route, acknowledge_by, answer_by):
    question = ask(route=route)
    assert (question.acknowledge_by, question.answer_by) == (acknowledge_by, answer_by)


def test_what_is_due_first_is_to_say_that_we_have_it_then_the_plan_that_was_told():
    question = ask(route=Route.COMPLAINT)
    assert Question.objects.with_dates().get().next_due == question.acknowledge_by
    step(question, **ACKNOWLEDGED)
    assert Question.objects.with_dates().get().next_due == question.answer_by
    step(question, Step.What.PLANNED, words="Ruth rings you.", due_on=date(2026, 12, 1), told="phone")
    assert Question.objects.with_dates().get().next_due == date(2026, 12, 1)


def test_a_complaint_after_twelve_months_says_why_it_could_not_come_sooner():
    decision = DecisionFactory(decided_on=date(2025, 11, 1))
    with pytest.raises(actions.TooLate):
        ask(decision, route=Route.COMPLAINT)
    assert ask(decision, route=Route.COMPLAINT, late_because="I was in hospital.").late_because


def test_the_twelve_months_begin_when_the_person_was_told():
    decision = DecisionFactory(decided_on=date(2025, 10, 1))
    TellingFactory(decision=decision, told_on=date(2025, 12, 1))
    assert not actions.is_late(decision, ON)


@pytest.mark.parametrize("route", [Route.AGAIN, Route.COMPLAINT])
def test_looking_again_ends_with_what_came_of_it(route):
    question = ask(route=route)
    with pytest.raises(actions.CannotAnswer, match="what came of it"):
        actions.answer(question, words="No.", by=UserFactory(), on=ON)
    with pytest.raises(DatabaseError, match="has_a_result"), transaction.atomic():
        AnswerFactory(question=question)


def test_a_changed_decision_is_the_one_that_took_its_place():
    question = ask(route=Route.AGAIN)
    other = DecisionFactory(person=question.decision.person)
    with pytest.raises(actions.CannotAnswer, match="first"):
        actions.answer(question, words="Yes.", by=UserFactory(), on=ON, **CHANGED)
    with pytest.raises(DatabaseError, match="takes_the_place"), transaction.atomic():
        AnswerFactory(question=question, new_decision=other, **CHANGED)
    middle = DecisionFactory(person=other.person, supersedes=question.decision)
    newest = DecisionFactory(person=other.person, supersedes=middle)
    assert actions.later_decisions(question.decision) == [newest, middle]
    answer = actions.answer(question, words="Yes.", by=UserFactory(), on=ON, new_decision=newest, **CHANGED)
    assert answer.new_decision == newest


def test_whoever_decided_never_answers_not_even_in_the_database():
    question = ask()
    with pytest.raises(actions.CannotAnswer):
        step(question, **ACKNOWLEDGED, by=question.decision.decided_by)
    with pytest.raises(DatabaseError, match="whoever_decided_never_answers"), transaction.atomic():
        AnswerFactory(question=question, answered_by=question.decision.decided_by)


def test_only_a_late_complaint_is_too_late():
    question = ask(route=Route.COMPLAINT)
    with pytest.raises(actions.CannotAnswer, match="looked at"):
        actions.answer(question, words="No.", result="too_late", lesson="nothing", by=UserFactory(), on=ON)
    with pytest.raises(DatabaseError, match="only_a_late_complaint"), transaction.atomic():
        AnswerFactory(question=question, result="too_late", lesson="nothing")


def test_a_question_taken_back_is_over():
    question = ask()
    with pytest.raises(actions.CannotAnswer, match="not yours"):
        step(question, Step.What.WITHDRAWN)
    step(question, Step.What.WITHDRAWN, by=question.asked_by)
    assert not Question.objects.waiting().exists()
    with pytest.raises(actions.CannotAnswer, match="taken back"):
        actions.answer(question, words="No.", by=UserFactory(), on=ON)
    for made in (lambda: AnswerFactory(question=question), lambda: StepFactory(question=question)):
        with pytest.raises(DatabaseError), transaction.atomic():
            made()


def test_nothing_follows_an_answer():
    answer = AnswerFactory()
    with pytest.raises(actions.CannotAnswer, match="answered"):
        step(answer.question, Step.What.WORDS, words="And more.")
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "constraint"),
    [
        ({"what": "planned", "told": "phone"}, "plan_for_an_answer"),
        ({"what": "late", "told": "letter", "words": ""}, "being_late"),
        ({"what": "words", "words": ""}, "added_words"),
        ({"what": "acknowledged"}, "how_the_person_was_told"),
    ],
)
def test_the_database_keeps_steps_whole(step, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        StepFactory(**step)


def test_a_complaint_without_the_days_of_the_law_is_refused():
    with pytest.raises(IntegrityError, match="complaint_has_the_dates"):
        QuestionFactory(route="complaint")
