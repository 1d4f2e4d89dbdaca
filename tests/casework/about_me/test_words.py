"""About me: the person's own words come first, nobody overwrites them, and what came before is kept."""

import pytest
from django.db import DatabaseError, transaction

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import Part, PartVersion, SuggestedWords
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.people.row_security import only_what_is_theirs
from tests.factories import AT, CitizenFactory, PersonFactory, PictureFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return CitizenFactory()


@pytest.fixture
def worker():
    return UserFactory()


def mine(me, words, revision=0):
    return actions.write(me, "important", words=words, by=me.user, at=AT, revision=revision)


def test_each_version_is_kept_with_who_wrote_it(me):
    mine(me, "My garden.")
    mine(me, "My garden, and my cat.", revision=1)
    assert [(one.number, one.words, one.by) for one in PartVersion.objects.order_by("number")] == [
        (1, "My garden.", me.user), (2, "My garden, and my cat.", me.user)
    ]  # fmt: skip


def test_a_version_cannot_be_changed(me):
    mine(me, "My garden.")
    with pytest.raises(DatabaseError, match="part_version_is_kept"), transaction.atomic():
        PartVersion.objects.update(words="Something else")


def test_staff_never_overwrite_somebody_who_can_sign_in(me, worker):
    with pytest.raises(actions.OnlyTheyMay):
        actions.write(me, "important", words="Her cat", by=worker, at=AT)
    mine(me, "My garden.")
    with pytest.raises(actions.OnlyTheyMay):
        actions.write(me, "important", words="Her cat", by=worker, at=AT, revision=1)
    assert Part.objects.get().words == "My garden."


def test_staff_write_down_what_somebody_who_cannot_sign_in_says(worker):
    person = PersonFactory()
    part = actions.write(
        person, "please", words="Knock first.", by=worker, at=AT, source="scribe", helper="Sam, on a visit"
    )
    assert (part.words, part.source, part.is_their_own) == ("Knock first.", "scribe", False)


def test_words_written_for_somebody_are_theirs_to_change_once_they_sign_in(worker):
    person = PersonFactory()
    actions.write(person, "important", words="Her cat", by=worker, at=AT, source="scribe", helper="Sam")
    person.user = UserFactory(role="person")
    person.save()
    with pytest.raises(actions.OnlyTheyMay):
        actions.write(person, "important", words="Her dog", by=worker, at=AT, revision=1)
    assert mine(person, "My cat.", revision=1).is_their_own


def test_the_second_to_save_is_told(me):
    mine(me, "My garden.")
    with pytest.raises(ChangedMeanwhile):
        mine(me, "My cat.")
    mine(me, "My cat.", revision=1)
    with pytest.raises(ChangedMeanwhile):
        mine(me, "My dog.", revision=1)


# --- Suggestions ---


def suggested(me, worker, words="You told me about your choir."):
    return actions.suggest(me, "important", words=words, why="", by=worker, at=AT)


def test_a_suggestion_changes_nothing_until_it_is_accepted(me, worker):
    mine(me, "My garden.")
    suggestion = suggested(me, worker)
    assert Part.objects.get().words == "My garden."
    actions.answer_suggestion(suggestion, accept=True, add=True, by=me.user, at=AT)
    part = Part.objects.get()
    assert part.words == "My garden.\n\nYou told me about your choir."
    assert (part.source, part.helper, part.is_their_own) == ("accepted", str(worker), True)


def test_an_accepted_suggestion_may_take_the_place_of_the_words(me, worker):
    mine(me, "My garden.")
    actions.answer_suggestion(suggested(me, worker, "My choir."), accept=True, by=me.user, at=AT)
    assert [one.words for one in PartVersion.objects.all()] == ["My choir.", "My garden."]


def test_a_declined_suggestion_leaves_the_words(me, worker):
    mine(me, "My garden.")
    suggestion = actions.answer_suggestion(suggested(me, worker), accept=False, by=me.user, at=AT)
    assert (suggestion.state, Part.objects.get().words) == ("declined", "My garden.")


def test_nobody_answers_a_suggestion_for_the_person(me, worker):
    with pytest.raises(actions.OnlyTheyMay):
        actions.answer_suggestion(suggested(me, worker), accept=True, by=worker, at=AT)


def test_a_suggestion_is_answered_once(me, worker):
    suggestion = suggested(me, worker)
    actions.answer_suggestion(suggestion, accept=False, by=me.user, at=AT)
    with pytest.raises(CannotMove):
        actions.answer_suggestion(suggestion, accept=True, by=me.user, at=AT)
    assert SuggestedWords.objects.get().state == "declined"


# --- Pictures and voice notes ---


def test_only_the_person_takes_away_what_they_added(me, worker):
    theirs, from_staff = PictureFactory(person=me, added_by=me.user), PictureFactory(person=me, added_by=worker)
    with pytest.raises(actions.OnlyTheyMay):
        actions.take_away(theirs, by=worker)
    actions.take_away(from_staff, by=worker)
    actions.take_away(theirs, by=me.user)


def test_what_the_person_wrote_is_read_by_their_own_role_only(me):
    mine(me, "My garden.")
    with only_what_is_theirs(CitizenFactory().user):
        assert not Part.objects.exists()
        assert not PartVersion.objects.exists()
    with only_what_is_theirs(me.user):
        assert Part.objects.count() == PartVersion.objects.count() == 1
        mine(me, "My cat.", revision=1)
