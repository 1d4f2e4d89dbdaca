"""Before an assessment and after it: getting ready, saying no, and copies."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove
from goodlives.casework.assessments import actions, giving_copies, preparing, refusing
from goodlives.casework.assessments.copies import without_every_copy
from goodlives.casework.assessments.models import (
    Assessment,
    CopyOfAssessment,
    Preparation,
    PreparedWords,
    RefusalOfAssessment,
    State,
)
from goodlives.casework.assessments.preparation import prepared_words
from goodlives.casework.mental_capacity.models import FOUND
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    CitizenFactory,
    DecisionFactory,
    MentalCapacityAssessmentFactory,
    PreparedWordsFactory,
    RefusalOfAssessmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SAID = {"reasons": "You told us why, and you are safe.", "participation": "You and Sam talked on the phone."}


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def theirs(worker):
    return AssessmentFactory(person=CitizenFactory(), assessor=worker)


# --- Getting ready ---


def test_the_person_writes_what_they_like_and_each_version_is_kept(theirs):
    me = theirs.person.user
    preparing.write_own_words(theirs, {"good_at": "I grow tomatoes.", "own_words": ""}, by=me, at=AT)
    preparing.write_own_words(theirs, {"good_at": "I grow tomatoes."}, by=me, at=AT)
    preparing.write_own_words(theirs, {"good_at": "I grew tomatoes once."}, by=me, at=AT.replace(hour=12))
    assert [row.words for row in prepared_words(theirs)] == ["I grew tomatoes once."]
    assert PreparedWords.objects.count() == 2


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.PERSON])
def test_nobody_else_writes_the_persons_own_words_and_nobody_changes_them(theirs, role):
    other = UserFactory(role=role)
    with pytest.raises(actions.NotTheirs):
        preparing.write_own_words(theirs, {"good_at": "x"}, by=other, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        PreparedWordsFactory(assessment=theirs, by=other)
    row = PreparedWordsFactory(assessment=theirs)
    with pytest.raises(DatabaseError), transaction.atomic():
        PreparedWords.objects.filter(pk=row.pk).update(words="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_a_social_worker_invites_and_a_changed_day_replaces_the_first(theirs, worker):
    said = {"visit_words": "At your home", "how": "letter", "by": worker, "on": ON, "at": AT}
    first = preparing.invite(theirs, visit_on=None, **said)
    assert preparing.invite(theirs, visit_on=ON, **said) == first
    assert Preparation.objects.get().visit_on == ON
    with pytest.raises(actions.NotTheirs):
        preparing.invite(theirs, visit_on=None, **said | {"by": theirs.person.user})


# --- Saying no ---


def no(assessment, **found):
    """The person said no, and the exceptions were looked at."""
    refusal = refusing.refuse(
        assessment.person, kind="adult", own_words="I manage.", assessment=assessment, by=assessment.person.user, on=ON,
        at=AT,
    )  # fmt: skip
    return refusing.look_at(
        refusal, **{"abuse_or_neglect": False, "capacity_doubted": False} | found, by=UserFactory(), at=AT,
        revision=refusal.revision,
    )  # fmt: skip


def decide(refusal):
    return refusing.decide_refusal(refusal, **SAID, by=UserFactory(), on=ON, at=AT)


def test_a_no_is_respected_and_stops_the_assessment(theirs):
    decision = decide(no(theirs))
    assert (decision.kind, decision.favourable, decision.laws) == ("refusal", True, ["Care Act 2014 s11(1) to (4)"])
    theirs.refresh_from_db()
    assert (theirs.state, theirs.why_stopped) == (State.STOPPED, "I manage.")
    assert RefusalOfAssessment.objects.standing().count() == 1


@pytest.mark.parametrize("found", [{"abuse_or_neglect": None}, {"capacity_doubted": None}, {"capacity_doubted": True}])
def test_the_assessment_is_not_stopped_before_both_exceptions_were_looked_at(theirs, found):
    with pytest.raises(actions.NotEnoughKnown):
        decide(no(theirs, **found))
    assert Assessment.objects.get(pk=theirs.pk).state == State.IN_PROGRESS


def test_at_risk_of_abuse_the_assessment_goes_on(theirs):
    assert decide(no(theirs, abuse_or_neglect=True)).favourable is False
    assert Assessment.objects.get(pk=theirs.pk).is_open


def capacity(person, **values):
    found = dict.fromkeys(FOUND, True) | {"retain": False} | {f"{name}_words": "Sam saw it." for name in FOUND}
    decision = DecisionFactory(person=person, kind="capacity", favourable=False)
    return MentalCapacityAssessmentFactory(person=person, **found | values, decision=decision)


@pytest.mark.parametrize(("best", "respected"), [(True, False), (False, True)])
def test_who_could_not_decide_it_is_assessed_where_that_is_best_for_them(theirs, best, respected):
    capacity(theirs.person)
    refusal = no(theirs, capacity_doubted=True, best_interests=best)
    assert refusal.mental_capacity is not None
    assert decide(refusal).favourable is respected


@pytest.mark.parametrize("other", [{"about": "money"}, {"looked_at_on": ON.replace(year=2025)}])
def test_a_capacity_record_of_another_decision_or_an_earlier_day_is_never_carried_over(theirs, other):
    record = capacity(theirs.person, **other)
    assert no(theirs, capacity_doubted=True, best_interests=True).has_capacity is None
    with pytest.raises(DatabaseError), transaction.atomic():
        RefusalOfAssessment.objects.update(mental_capacity=record)


def test_a_capacity_record_serves_one_refusal_only(theirs):
    record = capacity(theirs.person)
    no(theirs, capacity_doubted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefusalOfAssessmentFactory(person=theirs.person, kind="carer", capacity_doubted=True, mental_capacity=record)


def test_nobody_is_held_to_an_earlier_no(theirs, worker):
    refusal = no(theirs)
    decide(refusal)
    actions.start(theirs.person, kind="adult", method="face_to_face", assessor=worker, by=worker, on=ON, at=AT)
    refusal.refresh_from_db()
    assert refusal.accepted_on == ON
    assert refusal.conclusion().met is False
    assert not RefusalOfAssessment.objects.standing().exists()


def test_when_things_change_they_are_asked_again_and_may_say_no_again(theirs, worker):
    refusal = no(theirs)
    decide(refusal)
    with pytest.raises(CannotMove):
        refusing.refuse_again(refusal, by=worker, on=ON, at=AT)
    refusing.note_change(refusal, what_changed="She fell on Sunday.", by=worker, on=ON, at=AT)
    assert refusal.conclusion().met is False
    refusing.refuse_again(refusal, by=worker, on=ON, at=AT)
    assert refusal.conclusion().met is True


def test_a_carers_no_has_no_exceptions_but_may_be_asked_again():
    refusal = RefusalOfAssessmentFactory(kind="carer", abuse_or_neglect=True)
    assert decide(refusal).laws == ["Care Act 2014 s11(5) to (7)"]


# --- Copies ---


@pytest.fixture
def decided():
    person = CitizenFactory()
    return AssessmentFactory(person=person, state="decided", decision=DecisionFactory(person=person))


def test_a_decided_assessment_stands_on_the_list_until_everybody_has_their_copy(decided, theirs, worker):
    def waiting():
        return {row.pk: row.who_waits_for_a_copy() for row in without_every_copy(Assessment.objects.all())}

    assert waiting() == {decided.pk: decided.person.name}
    asked = giving_copies.ask_for_copy(decided, whom="carer", name="Yusuf", by=decided.person.user, on=ON)
    giving_copies.give_copy(decided, whom="person", how="large_print", by=worker, on=ON, at=AT)
    assert waiting() == {decided.pk: "Yusuf"}
    giving_copies.give_copy(decided, whom="carer", name="Yusuf", how="paper", asked=asked, by=worker, on=ON, at=AT)
    assert waiting() == {}
    kept = [(copy.whom, copy.how, copy.given_on) for copy in CopyOfAssessment.objects.order_by("whom")]
    assert kept == [("carer", "paper", ON), ("person", "large_print", ON)]


def test_a_copy_is_given_once_after_the_decision_and_only_whom_the_person_says(decided, theirs, worker):
    with pytest.raises(CannotMove):
        giving_copies.give_copy(theirs, whom="person", how="paper", by=worker, on=ON, at=AT)
    with pytest.raises(actions.NotTheirs):
        giving_copies.ask_for_copy(decided, whom="carer", name="x", by=UserFactory(role=Role.FINANCE_OFFICER), on=ON)
    asked = giving_copies.ask_for_copy(decided, whom="carer", name="Yusuf", by=worker, on=ON)
    said = {"whom": "carer", "how": "paper", "asked": asked, "by": worker, "on": ON, "at": AT}
    giving_copies.give_copy(decided, **said)
    with pytest.raises(CannotMove):
        giving_copies.give_copy(decided, **said)
