"""Writing an assessment together, and deciding eligibility on what is known and on nothing else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.assessments import actions, giving_copies
from goodlives.casework.assessments.models import MOVES, Assessment, OutcomeAnswer, State
from goodlives.casework.decisions.models import Decision
from goodlives.exchange import calculator
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    CitizenFactory,
    DecisionFactory,
    OutcomeAnswerFactory,
    PersonFactory,
    RequestForSupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

REASONS = {"reasons": "Amina cannot wash or dress without help.", "participation": "We talked at home.", "advice": ""}
ABLE = dict.fromkeys(("needs_help", "pain_or_distress", "danger", "takes_longer"), False)


def known(eligible=True, **values):
    """An assessment with everything known: two outcomes not achieved, or none."""
    assessment = AssessmentFactory(needs_arise=True, significant_impact=True, **values)
    for number, outcome in enumerate(assessment.outcomes()):
        answer = ABLE | {"needs_help": eligible and number < 2}
        if assessment.is_for_carer:
            answer["takes_longer"] = None
        OutcomeAnswerFactory(assessment=assessment, outcome=outcome.value, **answer)
    return assessment


def decide(assessment, by=None, on=ON, **said):
    return actions.decide_eligibility(assessment, **REASONS | said, by=by or assessment.assessor, on=on, at=AT)


# --- Starting -----------------------------------------------------------------------------------------------------


def start(person, by, kind="adult", method="supported_self_assessment", **values):
    return actions.start(person, kind=kind, method=method, by=by, on=ON, at=AT, **values)


def test_a_person_may_start_an_assessment_of_their_own():
    amina = CitizenFactory()
    assert start(amina, amina.user).is_open


@pytest.mark.parametrize("method", ["face_to_face", "phone_or_online", "combined"])
def test_a_person_starts_only_a_supported_self_assessment(method):
    amina = CitizenFactory()
    with pytest.raises(actions.NotTheirs):
        start(amina, amina.user, method=method)


def test_a_person_may_not_start_somebody_elses_assessment():
    with pytest.raises(actions.NotTheirs):
        start(PersonFactory(), CitizenFactory().user)
    assert not Assessment.objects.exists()


def test_a_second_open_assessment_of_a_kind_is_refused_and_the_first_is_named():
    amina, worker = PersonFactory(), UserFactory()
    first = start(amina, worker)
    with pytest.raises(actions.AlreadyOpen) as refused:
        start(amina, worker)
    assert refused.value.assessment == first


def test_somebody_may_have_a_needs_assessment_and_a_carers_assessment_at_once():
    amina, worker = PersonFactory(), UserFactory()
    start(amina, worker)
    assert start(amina, worker, kind="carer", cared_for_name="Mariam Begum").is_for_carer


def test_the_database_too_refuses_a_second_open_assessment_of_a_kind():
    first = AssessmentFactory()
    with pytest.raises(IntegrityError, match="one_open_assessment_of_a_kind_a_person"):
        AssessmentFactory(person=first.person)


def test_after_one_is_decided_or_stopped_another_may_start():
    assessment = known()
    decide(assessment)
    again = start(assessment.person, assessment.assessor)
    actions.stop(again, why="Amina is in hospital", by=assessment.assessor, at=AT)
    assert start(assessment.person, assessment.assessor).is_open


# --- Writing ------------------------------------------------------------------------------------------------------


def test_the_words_of_a_section_are_saved_with_who_and_when():
    assessment, worker = AssessmentFactory(), UserFactory()
    actions.write(assessment, own_words="I miss my garden.", by=worker, at=AT, revision=1)
    saved = Assessment.objects.get()
    assert (saved.own_words, saved.changed_by, saved.changed_at, saved.revision) == ("I miss my garden.", worker, AT, 2)


@pytest.mark.parametrize("name", ["state", "decision", "copy_given_on", "person", "assessor", "started_on"])
def test_writing_a_section_cannot_decide_or_move_an_assessment(name):
    with pytest.raises(TypeError, match=name):
        actions.write(AssessmentFactory(), by=UserFactory(), at=AT, revision=1, **{name: None})


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.PERSON])
def test_nobody_but_the_person_and_a_social_worker_writes_an_assessment(role):
    with pytest.raises(actions.NotTheirs):
        actions.write(AssessmentFactory(), own_words="x", by=UserFactory(role=role), at=AT, revision=1)


def test_the_person_writes_their_own_but_not_the_assessors_view():
    amina = CitizenFactory()
    assessment = AssessmentFactory(person=amina)
    actions.write(assessment, own_words="I miss my garden.", by=amina.user, at=AT, revision=1)
    with pytest.raises(actions.NotTheirs):
        actions.write(assessment, assessor_view="All is well", by=amina.user, at=AT, revision=2)


@pytest.mark.parametrize(
    "write",
    [
        lambda assessment, **who: actions.write(assessment, own_words="mine", **who),
        lambda assessment, **who: actions.answer_outcome(assessment, "nutrition", needs_help=False, **who),
        lambda assessment, **who: actions.answer_wellbeing(assessment, {"home": {"affected": True}}, **who),
        lambda assessment, **who: actions.answer_help_needed(assessment, {"home": {"help_needed": "none"}}, **who),
    ],
    ids=["words", "outcome", "wellbeing", "help"],
)
def test_the_second_of_two_to_save_is_told_and_nothing_of_theirs_is_saved(write):
    assessment, worker = AssessmentFactory(), UserFactory()
    OutcomeAnswerFactory(assessment=assessment, outcome="nutrition", needs_help=True)
    actions.write(assessment, gives="Time to my grandson", by=worker, at=AT, revision=1)
    with pytest.raises(ChangedMeanwhile):
        write(assessment, by=worker, at=AT, revision=1)
    saved = Assessment.objects.get()
    assert (saved.own_words, saved.gives) == ("", "Time to my grandson")
    assert not saved.wellbeing.exists()
    assert not saved.help_needed.exists()
    assert OutcomeAnswer.objects.get().needs_help is True


def test_an_outcome_answered_twice_is_one_answer():
    assessment, worker = AssessmentFactory(), UserFactory()
    actions.answer_outcome(assessment, "clothing", needs_help=None, words="Buttons", by=worker, at=AT, revision=1)
    actions.answer_outcome(assessment, "clothing", needs_help=True, words="Buttons", by=worker, at=AT, revision=2)
    assert assessment.answers.get().needs_help is True


def test_a_carer_is_not_asked_an_adults_outcome_nor_an_adult_a_carers():
    worker = UserFactory()
    carer = AssessmentFactory(kind="carer", cared_for_name="Mariam")
    with pytest.raises(ValueError, match="toilet_needs"):
        actions.answer_outcome(carer, "toilet_needs", needs_help=True, by=worker, at=AT, revision=1)
    with pytest.raises(ValueError, match="recreation"):
        actions.answer_outcome(AssessmentFactory(), "recreation", needs_help=True, by=worker, at=AT, revision=1)


def test_taking_longer_is_never_an_answer_for_a_carer():
    carer = AssessmentFactory(kind="carer", cared_for_name="Mariam")
    with pytest.raises(ValueError, match=r"reg 3\(3\)"):
        actions.answer_outcome(carer, "nutrition", takes_longer=True, by=UserFactory(), at=AT, revision=1)


# --- Deciding -----------------------------------------------------------------------------------------------------


def test_eligibility_cannot_be_decided_while_something_is_not_yet_known_and_it_says_what():
    assessment = known()
    assessment.answers.filter(outcome__in=["nutrition", "clothing"]).update(needs_help=None)
    actions.write(assessment, significant_impact=None, by=assessment.assessor, at=AT, revision=1)
    with pytest.raises(actions.NotEnoughKnown) as refused:
        decide(assessment)
    assert refused.value.still_to_find_out == [
        "Are you unable to achieve this: eating and drinking well?",
        "Are you unable to achieve this: wearing the right clothes?",
        "As a result there is, or is likely to be, a significant impact on your wellbeing",
    ]
    assert not Decision.objects.exists()


def test_a_decision_keeps_its_conditions_reasons_law_and_how_the_person_took_part():
    assessment = known()
    decision = decide(assessment)
    assert (decision.kind, decision.favourable, decision.participation) == ("eligibility", True, "We talked at home.")
    assert decision.laws == ["Care Act 2014 s13", "SI 2015/313 reg 2"]
    assert [condition["met"] for condition in decision.conditions] == [True, True, True]
    assert (assessment.state, assessment.decision) == (State.DECIDED, decision)


@pytest.mark.parametrize("kind", ["adult", "carer"])
@pytest.mark.parametrize("eligible", [True, False])
def test_the_facts_of_a_decision_give_the_same_answer_through_the_calculator(kind, eligible):
    values = {"cared_for_name": "Mariam", "health_deteriorating": False} if kind == "carer" else {}
    decision = decide(known(eligible, kind=kind, **values), advice="A befriending group")
    facts = Decision.objects.get().facts
    assert facts.pop("ways")["nutrition"] == decision.facts["ways"]["nutrition"] != []
    again = calculator.eligibility_as_json(calculator.eligibility(facts))
    assert again["eligible"] is decision.favourable is eligible
    assert again["conditions"] == decision.conditions


def test_somebody_with_no_eligible_needs_must_be_given_advice():
    assessment = known(eligible=False)
    with pytest.raises(actions.AdviceNeeded):
        decide(assessment, advice="  ")
    assert decide(assessment, advice="The falls class on Mondays").next_steps == "The falls class on Mondays"


def test_nobody_decides_on_answers_that_changed_after_they_read_them():
    assessment = known()
    actions.write(assessment, significant_impact=False, by=UserFactory(), at=AT, revision=1)
    with pytest.raises(ChangedMeanwhile):
        decide(assessment, revision=1)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", [Role.PERSON, Role.FINANCE_OFFICER])
def test_only_a_social_worker_or_their_manager_decides(role):
    with pytest.raises(actions.NotTheirs):
        decide(known(), by=UserFactory(role=role))


def test_it_is_decided_once():
    assessment = known()
    decide(assessment)
    with pytest.raises(actions.CannotMove):
        decide(Assessment.objects.get(pk=assessment.pk))
    assert Decision.objects.count() == 1


def test_a_new_assessment_gives_a_decision_that_supersedes_the_old_one():
    first = known()
    before = decide(first)
    second = known(person=first.person, started_on=ON + timedelta(days=300))
    after = decide(second, on=ON + timedelta(days=320))
    assert after.supersedes == before
    assert list(Decision.objects.current()) == [after]


def test_a_carers_decision_does_not_supersede_one_about_their_own_needs():
    first = known()
    decide(first)
    carer = known(person=first.person, kind="carer", cared_for_name="Mariam", health_deteriorating=True)
    assert decide(carer).supersedes is None


# --- After the end ------------------------------------------------------------------------------------------------


def test_a_decided_assessment_cannot_be_written_however_it_was_loaded():
    assessment = known()
    stale = Assessment.objects.get(pk=assessment.pk)
    decide(assessment)
    for write in (
        lambda who: actions.write(stale, own_words="Changed", **who),
        lambda who: actions.answer_outcome(stale, "nutrition", needs_help=False, **who),
        lambda who: actions.stop(stale, why="x", by=who["by"], at=AT),
        lambda who: actions.share(stale, by=who["by"], at=AT),
        lambda who: actions.take_on(stale, by=who["by"], at=AT),
    ):
        with pytest.raises(actions.CannotMove):
            write({"by": assessment.assessor, "at": AT, "revision": stale.revision + 1})


@pytest.mark.parametrize(
    "change",
    [
        lambda assessment: Assessment.objects.update(own_words="Changed"),
        lambda assessment: assessment.answers.update(needs_help=False),
        lambda assessment: assessment.answers.all().delete(),
        lambda assessment: Assessment.objects.update(state=State.IN_PROGRESS, decision=None),
    ],
    ids=["words", "answers", "answers taken away", "opened again"],
)
def test_the_database_too_refuses_to_change_what_was_decided(change):
    assessment = known()
    decide(assessment)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(assessment)


def test_an_assessment_is_never_deleted():
    with pytest.raises(DatabaseError), transaction.atomic():
        AssessmentFactory().delete()


def test_that_the_person_has_their_copy_is_noted_after_the_decision_and_not_before():
    assessment = known()
    with pytest.raises(actions.CannotMove):
        giving_copies.give_copy(assessment, whom="person", how="paper", by=assessment.assessor, on=ON, at=AT)
    decide(assessment)
    giving_copies.give_copy(assessment, whom="person", how="paper", by=assessment.assessor, on=ON, at=AT)
    assert Assessment.objects.get().copy_given_on == ON


# --- Moving -------------------------------------------------------------------------------------------------------


def bring_to(state):
    """An assessment in this state, however it came there."""
    extra = {
        State.DECIDED: lambda: {"decision": DecisionFactory()},
        State.STOPPED: lambda: {"why_stopped": "No longer wanted"},
    }.get(state, dict)
    return AssessmentFactory(state=state, **extra())


@pytest.mark.parametrize("start_state", list(State))
@pytest.mark.parametrize(
    ("end", "move"),
    [
        (State.SHARED, lambda assessment, by: actions.share(assessment, by=by, at=AT)),
        (State.STOPPED, lambda assessment, by: actions.stop(assessment, why="Moved away", by=by, at=AT)),
    ],
    ids=["share", "stop"],
)
def test_an_assessment_moves_as_the_table_says_and_no_other_way(start_state, end, move):
    assessment = bring_to(start_state)
    if end in MOVES[start_state]:
        move(assessment, UserFactory())
        assert Assessment.objects.get(pk=assessment.pk).state == end
    else:
        with pytest.raises(actions.CannotMove):
            move(assessment, UserFactory())


@pytest.mark.parametrize("start_state", list(State))
@pytest.mark.parametrize("end", list(State))
def test_the_database_knows_the_same_table_of_moves(start_state, end):
    assessment = bring_to(start_state)
    values = {"state": end, "why_stopped": "Moved away", "decision": None}
    if end == State.DECIDED:
        values["decision"] = DecisionFactory()
    if end == start_state:
        values = {"state": end}
    if end == start_state or end in MOVES[start_state]:
        assert Assessment.objects.filter(pk=assessment.pk).update(**values) == 1
    else:
        with pytest.raises(DatabaseError), transaction.atomic():
            Assessment.objects.filter(pk=assessment.pk).update(**values)


def test_sharing_gives_it_to_the_named_worker():
    worker = UserFactory()
    amina = CitizenFactory(allocated_to=worker)
    assessment = start(amina, amina.user)
    actions.share(assessment, by=amina.user, at=AT)
    assert (assessment.state, assessment.assessor) == (State.SHARED, worker)


def test_stopping_says_why():
    with pytest.raises(IntegrityError, match="assessment_stopped_says_why"):
        actions.stop(AssessmentFactory(), why="", by=UserFactory(), at=AT)


# --- What must always be true -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("assessment_is_decided_by_a_decision", {"state": "decided"}),
        ("assessment_has_a_known_state", {"state": "lost"}),
        ("assessment_is_of_a_known_kind", {"kind": "pet"}),
        ("only_a_carers_assessment_names_who_is_cared_for", {"cared_for_name": "Mariam"}),
        ("caring_hours_fit_in_a_week", {"kind": "carer", "hours_caring": 169}),
    ],
)
def test_the_database_refuses(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AssessmentFactory(**values)


def test_nobody_is_their_own_carer():
    amina = PersonFactory()
    with pytest.raises(IntegrityError, match="nobody_is_their_own_carer"):
        AssessmentFactory(person=amina, kind="carer", cared_for=amina)


def test_an_assessment_never_asks_about_money():
    names = {field.name for field in Assessment._meta.get_fields()}
    assert not [name for name in names if any(word in name for word in ("income", "capital", "saving", "charge"))]


def test_a_request_and_its_assessment_stay_together():
    asked = RequestForSupportFactory(person=PersonFactory())
    assert start(asked.person, UserFactory(), request=asked).request == asked
