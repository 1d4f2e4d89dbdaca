"""Opening a record without a usual reason: kept for ever, told to the person, and looked over by somebody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.seeing import actions
from goodlives.casework.seeing.models import EmergencyLook, reads_with_emergencies
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
WORDS = {"why": "danger", "words": "A neighbour phoned: no answer at the door."}


@pytest.fixture
def person():
    return factories.CitizenFactory(email="amina@example.com")


@pytest.fixture
def worker():
    return factories.UserFactory(team=factories.TeamFactory(name="North"))


@pytest.fixture
def lead():
    return factories.UserFactory(role=Role.SAFEGUARDING_LEAD, team=None)


def opened(person, worker, **more) -> EmergencyLook:
    return actions.open_in_an_emergency(person, **WORDS | more, by=worker, at=AT)


def told_of(at) -> int:
    return EmergencyLook.objects.told_of(at).count()


def test_it_ends_with_the_day_of_this_country(person, worker):
    assert opened(person, worker).ends_at == datetime(2026, 11, 3, 0, 0, tzinfo=UTC)


def test_it_needs_words(person, worker):
    with pytest.raises(DatabaseError), transaction.atomic():
        opened(person, worker, words="")


def test_nobody_changes_it_or_takes_it_away(person, worker, lead):
    look = opened(person, worker, asked_to_wait=True)
    actions.let_telling_wait(look, last_day=date(2026, 11, 9), reason="x", by=lead, at=AT)
    for rows in (EmergencyLook.objects.all(), look.telling_decisions.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        EmergencyLook.objects.update(words="Something else.")


@pytest.mark.parametrize(
    ("role", "usual", "restricted"),
    [
        (Role.SOCIAL_WORKER, True, False), (Role.TEAM_MANAGER, True, True), (Role.SERVICE_MANAGER, True, True),
        (Role.SAFEGUARDING_LEAD, True, True), (Role.FINANCE_OFFICER, False, False), (Role.ADMINISTRATOR, False, False),
        (Role.PERSON, False, False),
    ],
)  # fmt: skip
def test_who_may(person, role, usual, restricted):
    user = factories.UserFactory(role=role)
    for is_restricted, may in ((False, usual), (True, restricted)):
        if is_restricted:
            factories.RestrictionFactory(person=person)
        if may:
            assert opened(person, user).was_restricted is is_restricted
        else:
            with pytest.raises(actions.NotAllowed):
                opened(person, user)


def test_the_person_is_told_at_once_by_an_email_that_says_nothing(person, worker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        look = opened(person, worker)
    assert told_of(AT) == 1
    assert look.told.how == "email"
    (sent,) = mail.outbox
    assert sent.to == ["amina@example.com"]
    for fact in ("Amina", "record", "opened", str(worker), "danger"):
        assert fact not in sent.body + sent.subject


def test_somebody_without_a_sign_in_waits_for_a_letter(worker, lead):
    look = opened(factories.PersonFactory(email="b@example.com"), worker)
    assert list(EmergencyLook.objects.to_tell(AT)) == [look]
    actions.note_told(look, how="letter", by=lead, at=AT)
    assert not EmergencyLook.objects.to_tell(AT)
    assert not mail.outbox


def test_where_nobody_decides_they_are_told_after_the_next_day(person, worker):
    opened(person, worker, asked_to_wait=True)
    assert told_of(datetime(2026, 11, 3, 23, 59, tzinfo=UTC)) == 0
    assert told_of(datetime(2026, 11, 4, 0, 0, tzinfo=UTC)) == 1


def test_a_lead_lets_it_wait_until_after_a_day_and_then_they_are_told(
    person, worker, lead, django_capture_on_commit_callbacks
):
    look = opened(person, worker, asked_to_wait=True)
    actions.let_telling_wait(look, last_day=date(2026, 11, 9), reason="Their post is read.", by=lead, at=AT)
    last = datetime(2026, 11, 9, 23, 59, tzinfo=UTC)
    assert told_of(last) == 0
    assert actions.tell_those_who_waited(at=last) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.tell_those_who_waited(at=last + timedelta(minutes=1)) == 1
    assert told_of(last + timedelta(minutes=1)) == 1
    assert actions.tell_those_who_waited(at=last + timedelta(days=1)) == 0, "once"
    assert len(mail.outbox) == 1


def test_a_lead_may_say_that_it_need_not_wait(person, worker, lead):
    look = opened(person, worker, asked_to_wait=True)
    actions.tell_now(look, reason="Nobody else lives there.", by=lead, at=AT + timedelta(hours=1))
    assert told_of(AT + timedelta(hours=1)) == 1


def test_it_waits_28_days_at_most_however_often_it_is_decided(person, worker, lead):
    look = opened(person, worker, asked_to_wait=True)
    actions.let_telling_wait(look, last_day=date(2026, 11, 30), reason="x", by=lead, at=AT)
    with pytest.raises(actions.NotAllowed):
        actions.let_telling_wait(
            look, last_day=date(2026, 12, 1), reason="x", by=lead, at=datetime(2026, 11, 30, 9, tzinfo=UTC)
        )
    with pytest.raises(actions.NotAllowed):
        actions.let_telling_wait(look, last_day=date(2026, 11, 1), reason="x", by=lead, at=AT)


def test_only_a_lead_who_did_not_look_decides(person, worker, lead):
    look = opened(person, worker, asked_to_wait=True)
    for user in (worker, factories.UserFactory(role=Role.TEAM_MANAGER)):
        with pytest.raises(actions.NotAllowed):
            actions.let_telling_wait(look, last_day=date(2026, 11, 9), reason="x", by=user, at=AT)
    own = opened(person, lead, asked_to_wait=True)
    with pytest.raises(actions.NotAllowed):
        actions.let_telling_wait(own, last_day=date(2026, 11, 9), reason="x", by=lead, at=AT)


def test_what_was_told_is_not_taken_back(person, worker, lead):
    look = opened(person, worker)
    with pytest.raises(actions.NotAllowed):
        actions.let_telling_wait(look, last_day=date(2026, 11, 9), reason="x", by=lead, at=AT)


def test_while_telling_waits_no_page_of_that_look_is_shown(person, worker):
    opened(person, worker, asked_to_wait=True)
    factories.RecordReadFactory(person=person, reader=worker, at=AT + timedelta(minutes=5))
    usual = factories.RecordReadFactory(person=person, at=AT)
    assert list(reads_with_emergencies(person, AT + timedelta(hours=1))) == [usual]
    later = reads_with_emergencies(person, AT + timedelta(days=2))
    assert {read.in_emergency for read in later if read.reader == worker} == {True}
    assert {read.in_emergency for read in later if read.reader != worker} == {False}


def test_somebody_else_looks_it_over_once(person, worker, lead):
    look = opened(person, worker)
    with pytest.raises(actions.NotAllowed):
        actions.look_over(look, was_right=True, words="x", by=worker, at=AT)
    actions.look_over(look, was_right=False, words="There was a colleague to ask.", by=lead, at=AT)
    with pytest.raises(actions.NotAllowed):
        actions.look_over(look, was_right=True, words="x", by=lead, at=AT)


def test_a_question_about_a_look_is_answered_by_somebody_who_did_not_look(person, worker, lead):
    read = factories.RecordReadFactory(person=person, reader=lead)
    question = actions.question_look(read, words="Why?", by=person.user, at=AT)
    assert actions.question_look(read, words="Why, again?", by=person.user, at=AT) == question
    with pytest.raises(actions.NotAllowed):
        actions.answer_look_question(question, answer="x", by=lead, at=AT)
    manager = factories.UserFactory(role=Role.TEAM_MANAGER)
    assert actions.answer_look_question(question, answer="She stood in.", by=manager, at=AT).answered_by == manager
    with pytest.raises(actions.NotAllowed):
        actions.answer_look_question(question, answer="x", by=manager, at=AT)


def test_a_restriction_names_somebody_and_changes_with_its_history(person, lead):
    with pytest.raises(actions.NotAllowed):
        actions.restrict(person, why="colleague", words="x", few=[], by=lead, at=AT)
    one, two = factories.UserFactory(), factories.UserFactory()
    first = actions.restrict(person, why="colleague", words="x", few=[one], by=lead, at=AT)
    again = actions.restrict(person, why="high_risk", words="y", few=[two], by=lead, at=AT)
    assert first == again
    assert [named.user for named in again.few.all()] == [two]
    actions.end_restriction(again, by=lead, at=AT)
    assert not person.restrictions.current().exists()
