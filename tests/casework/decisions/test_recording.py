"""A decision is recorded once, with its law and its reasons, and is never changed."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from goodlives.casework.decisions import actions
from goodlives.casework.decisions.models import Decision, Kind, Question, Telling
from goodlives.rules.version import rule_version
from tests.factories import (
    AT,
    ON,
    AnswerFactory,
    CitizenFactory,
    DecisionFactory,
    PersonFactory,
    QuestionFactory,
    TellingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def record(person, kind=Kind.CHARGE, **changes):
    given = {
        "summary": "You pay £110.10 a week.", "reasons": "It is what you can afford.", "participation": "You told us.",
        "laws": ["Care Act 2014 s14"], "by": UserFactory(), "on": ON, "at": AT,
    }  # fmt: skip
    return actions.record(kind, person, **given | changes)


def test_a_decision_without_its_law_is_refused():
    with pytest.raises(actions.NoLaw, match="by which law"):
        record(PersonFactory(), laws=[])


@pytest.mark.parametrize(
    ("empty", "constraint"),
    [
        ({"laws": []}, "decision_says_by_which_law"),
        ({"reasons": ""}, "decision_says_why"),
        ({"summary": ""}, "decision_says_what"),
        ({"participation": ""}, "decision_says_how_the_person_took_part"),
    ],
)
def test_the_database_too_refuses_a_decision_that_cannot_be_explained(empty, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        DecisionFactory(**empty)


def test_a_later_decision_takes_the_place_of_an_earlier_one():
    person = PersonFactory()
    earlier = record(person)
    later = record(person, supersedes=earlier)
    assert list(Decision.objects.current()) == [later]


def test_a_decision_about_somebody_else_cannot_be_superseded():
    with pytest.raises(actions.CannotSupersede, match="about another"):
        record(PersonFactory(), supersedes=record(PersonFactory()))


def test_a_decision_of_another_kind_cannot_be_superseded():
    person = PersonFactory()
    with pytest.raises(actions.CannotSupersede, match="different kinds"):
        record(person, Kind.REVIEW, supersedes=record(person))


def test_a_decision_is_superseded_once():
    person = PersonFactory()
    earlier = record(person)
    record(person, supersedes=earlier)
    with pytest.raises(actions.CannotSupersede, match="already taken the place"):
        record(person, supersedes=earlier)


@pytest.mark.parametrize("difference", ["person", "kind"])
def test_the_database_too_keeps_unlike_decisions_apart(difference):
    earlier = DecisionFactory()
    like = {"person": earlier.person, "kind": earlier.kind}
    other = {"person": PersonFactory(), "kind": Kind.REVIEW}[difference]
    with pytest.raises(DatabaseError, match="about the same person and of the same kind"):
        DecisionFactory(**like | {difference: other}, supersedes=earlier)


@pytest.mark.parametrize("factory", [DecisionFactory, TellingFactory, QuestionFactory, AnswerFactory])
@pytest.mark.parametrize("change", ["UPDATE {table} SET id = id WHERE id = %s", "DELETE FROM {table} WHERE id = %s"])
def test_what_was_said_cannot_be_changed_or_taken_away_even_by_sql(factory, change):
    row = factory()
    sql = change.format(table=connection.ops.quote_name(row._meta.db_table))
    with pytest.raises(DatabaseError, match=r"Cannot (update|delete)"), transaction.atomic():
        connection.cursor().execute(sql, [str(row.pk)])
    assert type(row).objects.filter(pk=row.pk).exists()


def test_opening_a_decision_is_noted_the_first_time_only():
    person = CitizenFactory()
    decision = DecisionFactory(person=person)
    first = actions.note_opened(decision, by=person.user, on=ON)
    assert actions.note_opened(decision, by=person.user, on=ON.replace(day=20)) == first
    assert list(decision.tellings.values_list("how", "told_on")) == [(Telling.How.ONLINE, ON)]


def test_a_question_keeps_the_persons_words_and_the_line_they_are_about():
    decision = DecisionFactory()
    asked = actions.question(decision, words="It is £10 more.", about="2.3  Rent " * 40, by=UserFactory(), on=ON)
    assert (asked.words, len(asked.about)) == ("It is £10 more.", 300)
    assert list(Question.objects.waiting()) == [asked]


def test_a_question_without_words_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="question_has_words"):
        QuestionFactory(words="")


def test_whoever_made_a_decision_does_not_answer_a_question_about_it():
    asked = QuestionFactory()
    with pytest.raises(actions.CannotAnswer, match="somebody else must look at it again"):
        actions.answer(asked, words="No.", by=asked.decision.decided_by, on=ON)


def test_a_person_does_not_answer_for_the_council():
    asked = QuestionFactory()
    with pytest.raises(actions.CannotAnswer):
        actions.answer(asked, words="Yes.", by=asked.asked_by, on=ON)


def test_a_colleague_answers_and_the_question_no_longer_waits():
    asked = QuestionFactory()
    actions.answer(asked, words="You are right.", by=UserFactory(), on=ON)
    assert not Question.objects.waiting().exists()


def test_a_question_is_answered_once():
    asked = AnswerFactory().question
    with pytest.raises(actions.CannotAnswer, match="already"):
        actions.answer(asked, words="Again.", by=UserFactory(), on=ON)


STEP = {"what": "What you pay each week", "amount": "1.00", "law": "Care Act 2014 s14", "steps": []}


def test_a_decision_that_a_rule_worked_out_says_which_rules():
    assert record(PersonFactory(), steps=[STEP]).rule_version == rule_version()
    assert record(PersonFactory(), conditions=[{"law": "s13", "words": "yes", "met": True}]).rule_version
    assert record(PersonFactory(), Kind.REVIEW).rule_version == ""


def test_what_would_change_it_is_kept():
    change = {"words": "From £14,250.01 in savings you would pay £1 more a week.", "charge": "31.65"}
    decision = record(PersonFactory(), what_would_change_it=[change])
    assert Decision.objects.get(pk=decision.pk).what_would_change_it == [change]


@pytest.mark.parametrize("worked_out", [{"steps": [STEP]}, {"conditions": [{"met": True}]}])
def test_the_database_refuses_a_sum_that_does_not_say_which_rules(worked_out):
    with pytest.raises(DatabaseError, match="decision_says_which_rules_worked_it_out"):
        DecisionFactory(rule_version="", **worked_out)
