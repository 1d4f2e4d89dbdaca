"""A yes to one partner, for one purpose, until a day: given, changed, withdrawn at once, and never rewritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.consents import actions, keeping
from goodlives.casework.consents.actions import CannotConsent
from goodlives.casework.consents.door import open_to_partner
from goodlives.casework.consents.models import Consent, GivenBy, Purpose
from goodlives.casework.people.models import RecordRead
from tests.factories import (
    AT,
    ON,
    CitizenFactory,
    ConsentFactory,
    PartnerFactory,
    PartnerWorkerFactory,
    PersonFactory,
    SharedFileFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LATER, MINUTE = ON + timedelta(days=90), timedelta(minutes=1)


@pytest.fixture
def amina():
    return CitizenFactory()


@pytest.fixture
def nurse():
    return PartnerWorkerFactory()


def share(person, partner, **what):
    said = {
        "purpose": Purpose.CARE, "groups": ["reach", "plan"], "first_on": ON, "last_on": LATER,
        "by": person.user, "on": ON, "at": AT,
    }  # fmt: skip
    return actions.give(person, partner, **said | what)


def looks(nurse, consent, *, on=ON, group="plan"):
    return open_to_partner(nurse.user, consent.pk, group=group, page="My plan", on=on, at=AT)


# --- Reading ---


def test_what_is_shared_may_be_read_from_the_first_day_to_the_last_and_no_other(amina, nurse):
    consent = share(amina, nurse.partner, first_on=ON + timedelta(days=1))
    days = {ON: False, ON + timedelta(days=1): True, LATER: True, LATER + timedelta(days=1): False}
    assert {day: looks(nurse, consent, on=day) is not None for day in days} == days


def test_withdrawn_means_that_the_next_read_is_denied(amina, nurse):
    consent = share(amina, nurse.partner)
    assert looks(nurse, consent)
    actions.withdraw(consent, by=amina.user, at=AT + MINUTE)
    assert looks(nurse, consent) is None


def test_a_group_that_was_not_ticked_is_not_read(amina, nurse):
    consent = share(amina, nurse.partner, groups=["plan"])
    assert looks(nurse, consent, group="money") is None
    assert not RecordRead.objects.exists(), "what was refused was not looked at"


def test_another_partner_reads_nothing(amina, nurse):
    consent = share(amina, PartnerFactory())
    assert looks(nurse, consent) is None


def test_nothing_is_read_once_the_partner_has_ended_or_the_person_has_died(amina, nurse):
    consent = share(amina, nurse.partner)
    with transaction.atomic():
        keeping.end_partner(nurse.partner, by=UserFactory(), on=ON, at=AT, revision=1)
        assert looks(nurse, consent) is None
        transaction.set_rollback(True)
    amina.died_on = ON
    amina.save()
    assert looks(nurse, consent) is None


def test_each_look_says_who_for_which_partner_and_what_for(amina, nurse):
    looks(nurse, share(amina, nurse.partner))
    read = RecordRead.objects.get()
    assert (read.person, read.reader, read.role, read.page) == (amina, nurse.user, "partner", "My plan")
    assert read.reason == f"You share this with {nurse.partner}. For: Care or treatment"


# --- Giving ---


@pytest.mark.parametrize("last_on", [ON - timedelta(days=1), ON + timedelta(days=367)])
def test_it_ends_within_a_year(amina, nurse, last_on):
    with pytest.raises(CannotConsent, match="a year"):
        share(amina, nurse.partner, last_on=last_on)


def test_the_database_refuses_more_than_a_year_too(amina):
    with pytest.raises(IntegrityError, match="consent_lasts_a_year_at_most"):
        ConsentFactory(person=amina, last_on=date(2028, 1, 1))


@pytest.mark.parametrize("groups", [[], ["everything"], ["plan", "everything"]])
def test_it_names_parts_that_we_know(amina, groups):
    with pytest.raises(DatabaseError, match=r"consent_names_groups_that_we_know|value too long"):
        ConsentFactory(person=amina, groups=groups)


def test_for_something_else_says_what(amina):
    with pytest.raises(IntegrityError, match="consent_for_something_else_says_what"):
        ConsentFactory(person=amina, purpose="other")


def test_one_at_a_time_for_one_purpose(amina, nurse):
    share(amina, nurse.partner)
    with pytest.raises(CannotConsent, match="Change that one"):
        share(amina, nurse.partner, first_on=LATER, last_on=LATER + timedelta(days=30))
    share(amina, nurse.partner, purpose=Purpose.ACTIVITIES)
    share(amina, PartnerFactory())
    assert Consent.objects.count() == 3


def test_a_partner_that_has_ended_gets_nothing_new(amina):
    with pytest.raises(CannotConsent, match="no longer share"):
        share(amina, PartnerFactory(ended_on=ON))


def test_staff_write_down_how_it_was_said(amina, nurse):
    with pytest.raises(CannotConsent, match="how they told you"):
        share(amina, nurse.partner, by=UserFactory())
    consent = share(amina, nurse.partner, by=UserFactory(), told="On the phone this morning.")
    assert consent.told == "On the phone this morning."


def test_for_somebody_who_cannot_decide_it_says_who_decided_and_by_what_right(nurse):
    person, worker = PersonFactory(), UserFactory()
    said = {"by": worker, "told": "At a meeting with her family.", "given_by": GivenBy.BEST_INTERESTS}
    with pytest.raises(IntegrityError, match="says_who_and_by_what_right"), transaction.atomic():
        share(person, nurse.partner, **said)
    share(
        person, nurse.partner, **said, representative="Ruth Lindqvist", basis="She cannot weigh this up: tests of 1 May"
    )
    assert Consent.objects.get().given_by == "best_interests"


# --- Changing, stopping, giving again ---


def test_a_change_ends_one_and_begins_another_that_follows_it(amina, nurse):
    before = share(amina, nurse.partner)
    after = actions.change_consent(
        before, groups=["reach"], last_on=LATER, by=amina.user, on=ON, at=AT + MINUTE, revision=1
    )
    before.refresh_from_db()
    assert (after.follows, after.groups, after.purpose) == (before, ["reach"], before.purpose)
    assert (before.groups, before.withdrawn_by) == (["reach", "plan"], amina.user)
    assert looks(nurse, before) is None
    assert looks(nurse, after, group="reach")


def test_two_who_change_it_at_once_are_told_apart(amina, nurse):
    consent = share(amina, nurse.partner)
    actions.withdraw(consent, by=amina.user, at=AT + MINUTE)
    with pytest.raises(ChangedMeanwhile):
        actions.change_consent(consent, groups=["reach"], last_on=LATER, by=amina.user, on=ON, at=AT, revision=1)


def test_anybody_may_stop_it_and_nobody_has_to_say_why(amina, nurse):
    consent = share(amina, nurse.partner)
    worker = UserFactory()
    actions.withdraw(consent, by=worker, at=AT + MINUTE)
    assert (consent.withdrawn_by, consent.withdrawn_told) == (worker, "")


def test_stopping_twice_keeps_the_first(amina, nurse):
    consent = share(amina, nurse.partner)
    for minutes in (1, 2):
        actions.withdraw(consent, by=amina.user, at=AT + minutes * MINUTE)
    assert consent.withdrawn_at == AT + MINUTE


def test_given_again_it_is_the_same_to_the_same_day(amina, nurse):
    consent = share(amina, nurse.partner)
    actions.withdraw(consent, by=amina.user, at=AT + MINUTE)
    again = actions.give_again(consent, by=amina.user, on=ON, at=AT + 2 * MINUTE)
    assert (again.partner, again.purpose, again.groups, again.last_on) == (
        nurse.partner,
        "care",
        ["reach", "plan"],
        LATER,
    )
    assert looks(nurse, again)
    with pytest.raises(CannotConsent):
        actions.give_again(again, by=amina.user, on=ON, at=AT)


def test_given_again_after_it_ended_it_lasts_as_long_as_before(amina, nurse):
    consent = share(amina, nurse.partner)
    day = LATER + timedelta(days=10)
    assert actions.give_again(consent, by=amina.user, on=day, at=AT).last_on == day + (LATER - ON)


def test_copies_that_wait_or_are_ready_are_stopped_with_it_and_say_why(amina, nurse):
    consent = share(amina, nurse.partner)
    waiting = SharedFileFactory(consent=consent)
    ready = SharedFileFactory(consent=consent, form="pdf", state="ready", content=b"%PDF", digest="ab" * 32)
    actions.withdraw(consent, by=amina.user, at=AT + MINUTE)
    for file in (waiting, ready):
        file.refresh_from_db()
        assert (file.state, file.content, file.why_stopped) == ("stopped", None, "The person took their consent back.")


# --- What is kept ---


@pytest.mark.parametrize("change", [{"groups": ["money"]}, {"last_on": LATER}, {"told": "x"}, {"purpose": "home"}])
def test_what_was_agreed_is_never_rewritten(amina, change):
    consent = ConsentFactory(person=amina)
    with pytest.raises(DatabaseError, match=r"consent_is_never_rewritten|annot update"):
        Consent.objects.filter(pk=consent.pk).update(**change)


def test_what_was_withdrawn_is_not_opened_again_behind_our_back(amina, nurse):
    consent = share(amina, nurse.partner)
    actions.withdraw(consent, by=amina.user, at=AT + MINUTE)
    with pytest.raises(DatabaseError, match="annot update"):
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=None, withdrawn_by=None)


def test_a_consent_is_kept_for_good(amina):
    consent = ConsentFactory(person=amina)
    with pytest.raises(DatabaseError, match="annot delete"):
        consent.delete()


def test_a_sealed_copy_can_be_emptied_but_never_changed(amina):
    file = SharedFileFactory(consent__person=amina, state="ready", content=b"%PDF", digest="ab" * 32)
    with pytest.raises(DatabaseError, match="annot update"):
        type(file).objects.filter(pk=file.pk).update(content=b"%PDF, but other words")


STEPS = st.lists(st.sampled_from(["stop", "again", "change", "tomorrow"]), max_size=6)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_whatever_is_pressed_in_whatever_order_a_partner_reads_only_under_one_yes_that_stands(steps):
    with transaction.atomic():
        amina, nurse, on, at = CitizenFactory(), PartnerWorkerFactory(), ON, AT
        latest, stands = share(amina, nurse.partner), True
        for step in steps:
            at += MINUTE
            if step == "stop":
                actions.withdraw(latest, by=amina.user, at=at)
                stands = False
            elif step == "again" and not stands:
                latest, stands = actions.give_again(latest, by=amina.user, on=on, at=at), True
            elif step == "change" and stands:
                latest = actions.change_consent(latest, groups=["plan"], last_on=LATER, by=amina.user, on=on, at=at)
            elif step == "tomorrow":
                on += timedelta(days=1)
        read = [consent for consent in Consent.objects.filter(person=amina) if looks(nurse, consent, on=on)]
        assert read == ([latest] if stands else [])
        transaction.set_rollback(True)
