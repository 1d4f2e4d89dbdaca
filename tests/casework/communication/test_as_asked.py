"""How somebody said they may be reached, when they asked for help, is obeyed from the first letter on."""

import pytest
from django.core import mail

from goodlives.casework.communication import as_asked
from goodlives.casework.communication.door import CannotSend, against_telling_by, how_to_send
from goodlives.casework.communication.models import CommunicationNeeds, Format, Interpreter, Phoning, Sending
from goodlives.casework.decisions.models import Telling
from goodlives.casework.people.models import Person
from goodlives.casework.requests.models import Communication, Contact, RequestForSupport, Response
from tests.factories import AT, ON, CommunicationNeedsFactory, PersonFactory, RequestForSupportFactory, UserFactory

pytestmark = pytest.mark.django_db

ALL_WAYS = list(Contact)


def answered(person=None, **told) -> Person:
    told = {"address": "1 Mill Lane", "contact_ways": ALL_WAYS, "phone": "01632 960 001"} | told
    response = as_asked.respond(
        RequestForSupportFactory(**told), what=Response.What.ADVICE, message="Here is what you can do.",
        reasons="It can be put right at home.", person=person, by=UserFactory(), on=ON, at=AT,
    )  # fmt: skip
    return Person.objects.get(pk=response.request.person_id)


def stands_against_a_letter(person) -> list[str]:
    with pytest.raises(CannotSend) as refused:
        how_to_send(person, by=UserFactory(), on=ON)
    return [refusal.need for refusal in refused.value.refusals]


@pytest.mark.parametrize(
    ("ways", "phoning", "sending"),
    [
        ([Contact.LETTER], Phoning.NEVER, Sending.POST),
        ([Contact.TEXT, Contact.LETTER], Phoning.TEXT_ONLY, Sending.POST),
        ([Contact.PHONE], Phoning.ANY, Sending.NOT_BY_POST),
        ([Contact.PHONE, Contact.EMAIL], Phoning.ANY, Sending.EMAIL),
        ([Contact.EMAIL], Phoning.NEVER, Sending.EMAIL),
    ],
)
def test_we_use_no_other_way_than_they_chose(ways, phoning, sending):
    needs = answered(contact_ways=ways).how_to_communicate
    assert (needs.phoning, needs.sending) == (phoning, sending)


def test_somebody_who_chose_the_phone_alone_gets_no_letter_and_may_be_phoned():
    person = answered(contact_ways=[Contact.PHONE])
    assert stands_against_a_letter(person) == ["not_by_post"]
    assert not against_telling_by(person, Telling.How.PHONE)


def test_somebody_who_did_not_choose_the_phone_is_not_phoned():
    assert against_telling_by(answered(contact_ways=[Contact.LETTER]), Telling.How.PHONE)


@pytest.mark.parametrize("ways", [ALL_WAYS, [Contact.PHONE, Contact.LETTER], []])  # none: nobody was asked
def test_phone_and_letters_alone_need_nothing_written_down(ways):
    assert not CommunicationNeeds.objects.filter(person=answered(contact_ways=ways)).exists()


def test_a_form_they_chose_is_the_form_of_the_first_letter():
    way = how_to_send(answered(communication=[Communication.LARGE_PRINT]), by=UserFactory(), on=ON)
    assert (way.form, way.size) == (Format.LARGE, 18)


def test_a_form_and_sign_language_are_both_written_down():
    needs = answered(communication=[Communication.EASY_READ, Communication.SIGN_LANGUAGE]).how_to_communicate
    assert (needs.format, needs.interpreter) == (Format.EASY_READ, Interpreter.SIGN)


@pytest.mark.parametrize(
    "told",
    [
        {"communication": [Communication.LARGE_PRINT, Communication.BRAILLE]},  # which?
        {"communication": [Communication.RELAY]},
        {"communication": [Communication.LARGE_PRINT], "contact_needs": "Yellow paper."},
        {"communication": [Communication.INTERPRETER], "language": "Sylheti"},  # spoken; and which do they read?
        {"contact_needs": "Not while my partner is at home."},
    ],
)
def test_what_says_more_than_a_choice_is_read_by_somebody_before_a_letter_goes(told):
    assert stands_against_a_letter(answered(**told)) == ["not_written_down"]


def test_what_could_be_written_down_is_there_for_whoever_reads_the_rest():
    person = answered(communication=[Communication.LARGE_PRINT], contact_needs="Yellow paper.")
    assert person.how_to_communicate.format == Format.LARGE


def test_what_they_settled_with_us_before_stays():
    person = PersonFactory()
    CommunicationNeedsFactory(person=person, format=Format.BRAILLE)
    answered(person, communication=[Communication.LARGE_PRINT], contact_ways=[Contact.PHONE])
    assert CommunicationNeeds.objects.get(person=person).format == Format.BRAILLE


def test_words_in_their_record_are_still_to_be_read():
    person = answered(PersonFactory(communication_needs="Ring twice."), communication=[Communication.LARGE_PRINT])
    assert stands_against_a_letter(person) == ["not_written_down"]


def test_the_ways_of_whoever_asked_for_somebody_else_are_not_the_persons():
    person = answered(about=RequestForSupport.About.SOMEBODY_ELSE, asker_name="Mo", contact_ways=[Contact.EMAIL])
    assert not CommunicationNeeds.objects.filter(person=person).exists()


def test_an_email_about_the_answer_goes_only_where_it_is_safe(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answered(contact_ways=[Contact.EMAIL], email="amina@example.com")
    assert [sent.to for sent in mail.outbox] == [["amina@example.com"]]
