"""Whether somebody could decide: one decision, one day, each answer with what shows it, never carried to another."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove
from goodlives.casework.mental_capacity import actions
from goodlives.casework.mental_capacity.models import FOUND, LOOKED_AT
from tests.factories import (
    AT,
    ON,
    BestInterestsDecisionFactory,
    DecisionFactory,
    MentalCapacityAssessmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SAID = {"reasons": "You could not remember it for long enough.", "participation": "You and Sam talked at home."}


def looked_at(could=False, **values):
    """A record in which every step was answered, and shown."""
    found = dict.fromkeys(FOUND, True) | {"retain": could}
    words = {f"{name}_words": "Sam saw it on both visits." for name in FOUND}
    return MentalCapacityAssessmentFactory(**found | words | values)


def conclude(record):
    return actions.conclude(record, **SAID, by=record.assessor, on=ON, at=AT)


@pytest.mark.parametrize("could", [True, False])
def test_a_conclusion_is_a_decision_with_each_step_of_the_act_and_names_the_decision_and_the_day(could):
    record = looked_at(could)
    decision = conclude(record)
    assert (decision.kind, decision.favourable, record.could_decide) == ("capacity", could, could)
    assert [row["law"] for row in decision.conditions][2] == "Mental Capacity Act 2005 s3(1)"
    assert "Whether to have a needs assessment" in decision.summary
    assert decision.facts["the_day"] == "2026-11-02"
    assert decision.supersedes is None


@pytest.mark.parametrize("name", FOUND)
def test_while_a_step_that_matters_is_not_yet_known_nothing_is_concluded_and_they_can_decide(name):
    record = looked_at(**{name: None})
    if name in ("understand", "use_or_weigh", "communicate"):  # another ability is known to be missing: enough
        assert record.conclusion().met is True
        return
    with pytest.raises(actions.NotEnoughKnown):
        conclude(record)
    assert record.could_decide is None


@pytest.mark.parametrize("name", FOUND)
def test_an_answer_without_what_shows_it_concludes_nothing(name):
    record = looked_at(**{f"{name}_words": " "})
    with pytest.raises(actions.NothingShowsIt) as refused:
        conclude(record)
    assert refused.value.fields == [f"{name}_words"]


def test_the_database_keeps_what_was_concluded():
    record = looked_at()
    conclude(record)
    for change in (lambda: actions.write(record, by=record.assessor, at=AT, revision=record.revision, retain=True),):
        with pytest.raises(CannotMove):
            change()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(retain=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        record.delete()


def test_the_database_asks_for_what_shows_an_answer_too():
    record = looked_at(retain_words="")
    decision = DecisionFactory(person=record.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(decision=decision)


def test_a_child_under_16_is_not_found_to_lack_capacity():
    record = looked_at(person__born_on=date(2011, 5, 1))
    assert conclude(record).favourable is True


def test_only_a_social_worker_records_it():
    record = looked_at()
    for role in (Role.FINANCE_OFFICER, Role.PERSON):
        with pytest.raises(actions.NotTheirs):
            actions.write(record, by=UserFactory(role=role), at=AT, revision=1, retain=True)


# --- In their best interests ---


def best(record, **values):
    steps = dict.fromkeys(LOOKED_AT, True) | {"can_wait": False}
    advocate = {"serious_treatment": False, "long_stay": True, "somebody_unpaid": True, "attorney_or_deputy": False,
                "urgent": False}  # fmt: skip
    words = {f"{name}_words": "Amina said she wants to stay near her sister." for name in LOOKED_AT}
    return BestInterestsDecisionFactory(mental_capacity=record, **steps | words | advocate | values)


def decide(one):
    who = one.mental_capacity.assessor
    return actions.decide_in_best_interests(
        one, what="You move to Elm House.", reasons="It is near your sister.", by=who, on=ON, at=AT
    )


def test_nobody_decides_for_somebody_who_could_or_about_whom_nothing_is_concluded():
    for record in (looked_at(), MentalCapacityAssessmentFactory()):
        with pytest.raises(actions.TheyCanDecide):
            actions.begin_best_interests(record, by=record.assessor, at=AT)
    able = looked_at(could=True)
    conclude(able)
    with pytest.raises(actions.TheyCanDecide):
        actions.begin_best_interests(able, by=able.assessor, at=AT)


def test_it_is_decided_for_them_with_each_step_of_s4():
    record = looked_at()
    conclude(record)
    decision = decide(best(record))
    assert (decision.kind, len(decision.conditions)) == ("best_interests", 8)
    assert decision.participation == "Amina said she wants to stay near her sister."


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"others_asked": None}, actions.NotEnoughKnown),
        ({"others_asked": False}, CannotMove),
        ({"can_wait": True}, CannotMove),
        ({"wishes_words": ""}, actions.NothingShowsIt),
        ({"somebody_unpaid": False}, actions.AdvocateNeeded),
        ({"somebody_unpaid": None}, actions.NotEnoughKnown),
    ],
)
def test_a_step_left_out_decides_nothing(values, refusal):
    record = looked_at()
    conclude(record)
    with pytest.raises(refusal):
        decide(best(record, **values))


def test_where_nobody_can_be_asked_an_independent_advocate_is():
    record = looked_at()
    conclude(record)
    assert decide(best(record, somebody_unpaid=False, advocate="Dee Hale: Amina wants to be near her sister."))
