"""The one door: how a letter may go, and every reason for which it does not."""

from datetime import date, time

import pytest

from goodlives.casework.access.models import Role
from goodlives.casework.communication import actions
from goodlives.casework.communication.door import (
    against_telling_by,
    how_to_send,
    may_be_emailed,
    other_ways,
    read_together,
)
from goodlives.casework.communication.models import Format
from goodlives.casework.communication.recipients import CannotSend, Refusal
from goodlives.casework.decisions.models import Telling
from goodlives.casework.people.models import Person
from tests import factories
from tests.factories import AT, ON

pytestmark = pytest.mark.django_db

HOME = ("1 High Street", "WX1 1AA")
ADVOCATE = {
    "other_name": "Grace Mbeki", "other_is": "advocate", "other_address": "12 Market Square",
    "other_postcode": "WX1 2AB",
}  # fmt: skip


def somebody(**needs):
    person = factories.PersonFactory(
        given_name="Amina", family_name="Begum", address=HOME[0], **{
            name: needs.pop(name) for name in ("email", "communication_needs", "died_on", "user") if name in needs
        }
    )  # fmt: skip
    if needs:
        factories.CommunicationNeedsFactory(person=person, **needs)
    return fresh(person)


def fresh(person):
    return Person.objects.get(pk=person.pk)


def refused(person, by=None):
    with pytest.raises(CannotSend) as refusal:
        how_to_send(person, by=by, on=ON)
    return {one.need: f"{one.words} {one.what_to_do}" for one in refusal.value.refusals}


def test_somebody_with_no_need_gets_an_ordinary_letter_at_home():
    way = how_to_send(somebody(), by=None, on=ON)
    assert (way.by, way.form, way.size, way.language, way.to.name, way.to.address) == (
        "post", "standard", 12, "en", "Amina Begum", HOME,
    )  # fmt: skip
    assert way.is_ordinary


@pytest.mark.parametrize(
    ("needs", "form", "size"),
    [
        ({"format": "large", "print_size": 22}, "large", 22),
        ({"format": "easy_read"}, "easy_read", 18),
    ],
)
def test_large_print_and_easy_read_are_drawn_as_they_were_asked_for(needs, form, size):
    way = how_to_send(somebody(**needs), by=None, on=ON)
    assert (way.form, way.size, way.is_ordinary) == (form, size, False)


def test_letters_to_my_advocate_go_to_nobody_else():
    way = how_to_send(somebody(readers="other", **ADVOCATE), by=None, on=ON)
    assert [(one.name, one.address) for one in way.recipients] == [("Grace Mbeki", ("12 Market Square", "WX1 2AB"))]


def test_a_copy_goes_to_whoever_they_name_with_their_own_address_on_it():
    way = how_to_send(somebody(readers="both", **ADVOCATE), by=None, on=ON)
    assert [(one.name, one.address) for one in way.recipients] == [
        ("Amina Begum", HOME), ("Grace Mbeki", ("12 Market Square", "WX1 2AB")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("needs", "need", "says"),
    [
        ({"format": "audio"}, "audio", "read aloud and recorded"),
        ({"format": "braille"}, "braille", "braille printer"),
        ({"language": "so"}, "language", "They read Somali. Have the letter translated"),
        ({"interpreter": "sign"}, "sign_language", "Add the link"),
        ({"sending": "not_by_post"}, "not_by_post", "nothing by post or email"),
        ({"sending": "email"}, "no_email", "no email address"),
        ({"readers": "other", "other_name": "Grace"}, "other_reader", "do not know where to send"),
        ({"communication_needs": "Braille from now on."}, "not_written_down", "“Braille from now on.”"),
        ({"died_on": date(2026, 10, 1)}, "died", "whoever deals with their affairs"),
    ],
)
def test_a_need_that_cannot_be_met_refuses_the_letter_and_says_what_to_do(needs, need, says):
    words = refused(somebody(**needs))
    assert list(words) == [need]
    assert says in words[need]


def test_every_need_that_stands_against_a_letter_is_said_at_once():
    assert set(refused(somebody(format="braille", language="so", sending="not_by_post"))) == {
        "braille", "language", "not_by_post",
    }  # fmt: skip


def test_without_an_address_nothing_goes():
    assert set(refused(fresh(factories.PersonFactory(address="")))) == {"no_address"}


def test_email_goes_where_they_said():
    way = how_to_send(somebody(sending="email", email="amina@example.org"), by=None, on=ON)
    assert (way.by, way.to.email, way.to.address) == ("email", "amina@example.org", ())


class TestTheirOwnWords:
    """What somebody told us in their own words is read before a letter goes, and again when they say more."""

    def test_words_that_were_read_refuse_nothing(self):
        person = somebody(communication_needs="Large print, please.")
        actions.record_needs(person, by=factories.UserFactory(), at=AT, revision=0, format=Format.LARGE, print_size=18)
        assert how_to_send(fresh(person), by=None, on=ON).size == 18

    def test_new_words_are_read_before_the_next_letter(self):
        person = somebody(communication_needs="Large print, please.")
        actions.record_needs(person, by=factories.UserFactory(), at=AT, revision=0)
        Person.objects.filter(pk=person.pk).update(communication_needs="I can no longer see. Phone me.")
        assert "no longer see" in refused(fresh(person))["not_written_down"]

    def test_english_is_no_need(self):
        person = factories.PersonFactory(address="1 High Street", language="English")
        assert how_to_send(fresh(person), by=None, on=ON).is_ordinary


class TestSafeContact:
    def test_nothing_is_written_to_somebody_for_whom_letters_are_not_safe(self):
        person = somebody()
        factories.SafeContactFactory(person=person, do_not_write=True)
        assert "Text first" in refused(fresh(person))["safe_contact"]

    def test_letters_go_to_the_safe_address_and_nowhere_else(self):
        person = somebody(readers="them")
        factories.SafeContactFactory(
            person=person, do_not_write=True, safe_address="c/o The Library", safe_postcode="WX1 9AA"
        )
        assert how_to_send(fresh(person), by=None, on=ON).to.address == ("c/o The Library", "WX1 9AA")

    def test_what_has_ended_refuses_nothing(self):
        person = somebody()
        factories.SafeContactFactory(person=person, do_not_write=True, ended_on=ON)
        assert how_to_send(fresh(person), by=None, on=ON).is_ordinary

    def test_an_email_is_not_sent_where_it_is_not_safe(self):
        person = somebody(sending="email", email="amina@example.org")
        factories.SafeContactFactory(person=person, do_not_email=True)
        assert set(refused(fresh(person))) == {"safe_contact"}

    def test_nor_one_that_says_only_that_there_is_an_answer(self):
        person = somebody(email="amina@example.org")
        assert may_be_emailed(person)
        factories.SafeContactFactory(person=person, do_not_email=True)
        assert not may_be_emailed(fresh(person))


class TestTelling:
    @pytest.mark.parametrize(
        ("phoning", "against", "instead"),
        [
            ("never", "never to phone", "You may also: tell them in person."),
            ("text_only", "text messages only", "You may also: send a text message; tell them in person."),
            ("any", "", "You may also: phone them; tell them in person."),
        ],
    )
    def test_never_phone_is_obeyed(self, phoning, against, instead):
        person = somebody(phoning=phoning)
        said = against_telling_by(person, Telling.How.PHONE)
        assert against in said if against else said == ""
        assert other_ways(person) == instead

    def test_the_hours_are_said(self):
        person = somebody(phoning="hours", phone_from=time(10), phone_until=time(12, 30))
        assert "phone them between 10am and 12:30pm" in other_ways(person)

    def test_somebody_who_asked_never_to_be_phoned_cannot_be_noted_as_told_by_phone(self):
        decision = factories.DecisionFactory(person=somebody(phoning="never"))
        with pytest.raises(actions.MayNotTell, match="never to phone"):
            actions.tell(decision, how=Telling.How.PHONE, by=factories.UserFactory(), on=ON)
        assert not decision.tellings.exists()
        actions.tell(decision, how=Telling.How.IN_PERSON, by=factories.UserFactory(), on=ON)
        assert decision.tellings.count() == 1


class TestPrivateAddress:
    @pytest.fixture
    def worker(self):
        return factories.UserFactory(first_name="Helen", last_name="Marsh")

    @pytest.fixture
    def person(self, worker):
        person = somebody()
        actions.protect_address(
            person, address="7 Hidden Row", postcode="WX9 7ZZ", why="They asked.", readers=[worker], by=worker, on=ON,
            at=AT,
        )  # fmt: skip
        return fresh(person)

    def test_it_leaves_the_record_the_search_and_what_they_asked_us_for(self, worker):
        person = somebody()
        asked = factories.RequestForSupportFactory(person=person, address="1 High Street", postcode="WX1 1AA")
        actions.protect_address(
            person, address="1 High Street", postcode="WX1 1AA", why="They asked.", readers=[], by=worker, on=ON, at=AT
        )
        person, asked = fresh(person), type(asked).objects.get()
        assert (person.address, person.postcode, asked.address, asked.postcode) == ("", "", "", "")
        assert "wx1" not in person.search_text
        assert person.address_words == person.postcode_words == "Kept private"

    def test_only_whoever_is_named_sends_a_letter_there(self, person, worker):
        assert how_to_send(person, by=worker, on=ON).to.address == ("7 Hidden Row", "WX9 7ZZ")
        for by in (None, factories.UserFactory(), factories.UserFactory(role=Role.SERVICE_MANAGER)):
            said = refused(fresh(person), by)["private_address"]
            assert "Helen Marsh" in said
            assert "Hidden" not in said

    def test_whoever_is_named_no_longer_reads_it_no_longer(self, person, worker):
        colleague = factories.UserFactory()
        actions.change_private_address(
            person, address="8 Hidden Row", postcode="WX9 7ZZ", why="They moved.", readers=[colleague], by=worker,
            on=ON, at=AT, revision=1,
        )  # fmt: skip
        assert set(refused(fresh(person), worker)) == {"private_address"}
        assert how_to_send(fresh(person), by=colleague, on=ON).to.address[0] == "8 Hidden Row"

    def test_whoever_is_not_named_cannot_change_it(self, person):
        with pytest.raises(actions.MayNotRead):
            actions.end_private_address(person, by=factories.UserFactory(), on=ON, at=AT)

    def test_a_copy_to_an_advocate_does_not_carry_it(self, person, worker):
        factories.CommunicationNeedsFactory(person=person, readers="both", **ADVOCATE)
        way = how_to_send(fresh(person), by=worker, on=ON)
        assert way.copies[0].address == ("12 Market Square", "WX1 2AB")

    def test_details_that_are_changed_put_no_address_back(self, person, worker):
        from goodlives.casework.people import actions as people

        people.change_details(
            person, by=worker, at=AT, revision=person.revision, address="7 Hidden Row", postcode="WX9 7ZZ", phone="1"
        )
        assert (fresh(person).address, fresh(person).phone) == ("", "1")

    def test_the_database_refuses_an_address_in_the_record_of_somebody_whose_address_is_private(self, person):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError, match="private_address_is_not_in_the_record"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(postcode="WX9 7ZZ")

    def test_when_it_ends_the_address_is_in_the_details_again(self, person, worker):
        actions.end_private_address(person, by=worker, on=ON, at=AT)
        person = fresh(person)
        assert (person.address_words, person.address_is_protected) == ("7 Hidden Row\nWX9 7ZZ", False)
        assert not person.protected_address.readers.filter(ended_on__isnull=True).exists()


class TestLettersThatWait:
    def test_a_letter_waits_once_however_often_somebody_tries(self):
        decision = factories.DecisionFactory(person=somebody(format="braille"))
        with pytest.raises(CannotSend) as refusal:
            how_to_send(decision.person, by=None, on=ON)
        for _ in range(2):
            actions.hold(decision, refusal.value.refusals, by=factories.UserFactory(), on=ON, at=AT)
        (letter,) = decision.held_letters.all()
        assert letter.refusals[0]["need"] == "braille"

    def test_once_it_has_gone_they_have_been_told(self):
        letter = factories.HeldLetterFactory()
        actions.finish(letter, how="sent", words="In braille.", by=factories.UserFactory(), on=ON, at=AT)
        assert letter.state == "done"
        assert letter.decision.tellings.get().how == Telling.How.LETTER

    def test_a_call_to_somebody_who_asked_never_to_be_phoned_finishes_nothing(self):
        letter = factories.HeldLetterFactory(decision__person=somebody(phoning="never"))
        with pytest.raises(actions.MayNotTell):
            actions.finish(letter, how="phone", words="", by=factories.UserFactory(), on=ON, at=AT)
        assert type(letter).objects.waiting().count() == 1

    def test_a_letter_that_is_about_no_decision_waits_too(self):
        assessment = factories.AssessmentFactory()
        for _ in range(2):
            letter = actions.hold_letter(
                assessment.person, "invitation", assessment.pk, [Refusal("braille", "In braille.", "Have it made.")],
                by=None, on=ON, at=AT,
            )  # fmt: skip
        assert type(letter).objects.waiting().count() == 1
        assert letter.subject == "An invitation to get ready for a visit"
        actions.finish(letter, how="in_person", words="", by=factories.UserFactory(), on=ON, at=AT)
        assert letter.state == "done"

    def test_what_is_not_needed_tells_nobody(self):
        letter = factories.HeldLetterFactory()
        actions.finish(letter, how="not_needed", words="", by=factories.UserFactory(), on=ON, at=AT)
        assert not letter.decision.tellings.exists()


@pytest.mark.parametrize("people", [1, 5])
def test_many_people_are_asked_about_in_as_many_queries_as_one(people, django_assert_num_queries):
    for number in range(people):
        factories.AttorneyFactory(person=somebody(format=("standard", "braille", "easy_read")[number % 3]))
    with django_assert_num_queries(3):  # people, who acts for them, and whether these are suspended
        for person in read_together(Person.objects.all()):
            try:
                how_to_send(person, by=None, on=ON)
            except CannotSend:
                continue
