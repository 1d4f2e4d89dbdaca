"""The invitation and the written record go by the one door: as the person needs them, or they wait."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from goodlives.casework.assessments.models import CopyOfAssessment, Preparation
from goodlives.casework.communication.models import HeldLetter
from tests import factories
from tests.exchange.letters.test_pdf import opened, text
from tests.exchange.letters.test_sending import sizes

pytestmark = pytest.mark.django_db

LETTERS = {
    "invitation": (HeldLetter.What.INVITATION, "assessments:get_ready"),
    "record_on_paper": (HeldLetter.What.WRITTEN_RECORD, "assessments:copies"),
}


@pytest.fixture
def amina(worker):
    return factories.CitizenFactory(
        given_name="Amina", family_name="Begum", allocated_to=worker, address="1 High Street", email="amina@example.org"
    )


@pytest.fixture
def decided(amina, worker):
    one = factories.AssessmentFactory(
        person=amina, assessor=worker, state="decided", decision=factories.DecisionFactory(person=amina)
    )
    factories.PreparationFactory(assessment=one)
    return one


def page(name, assessment):
    return reverse(f"assessments:{name}", args=[assessment.pk])


@pytest.mark.parametrize("letter", LETTERS)
class TestBoth:
    def test_it_goes_home_and_a_copy_to_who_acts(self, letter, signed_in, decided, worker):
        factories.AttorneyFactory(person=decided.person, name="Ann Day", address="2 Hill Road\nWX1 5EE")
        answer = signed_in(worker).get(page(letter, decided))
        words = text(answer.content)
        assert words.count("AminaBegum1HighStreetWX11AA") == 1
        assert words.count("AnnDay2HillRoadWX15EE") == 1

    def test_it_comes_as_large_as_they_need_or_in_easy_read_in_their_language(self, letter, signed_in, decided, worker):
        needs = factories.CommunicationNeedsFactory(person=decided.person, format="large", print_size=22)
        assert min(sizes(signed_in(worker).get(page(letter, decided)).content)) == 22
        type(needs).objects.update(format="easy_read", language="cy", print_size=None)
        content = signed_in(worker).get(page(letter, decided)).content
        assert min(sizes(content)) >= 16
        assert str(opened(content).Root.Lang) == "cy"
        assert "Llythyrichi,Amina" in text(content)

    def test_one_that_cannot_waits_once_with_what_to_do(self, letter, signed_in, decided, worker):
        what, belongs_to = LETTERS[letter]
        factories.CommunicationNeedsFactory(person=decided.person, format="braille")
        for _time in range(2):
            answer = signed_in(worker).get(page(letter, decided))
            assert answer.status_code == 409
        assert "They need the letter in braille." in answer.text
        held = HeldLetter.objects.get(what=what)
        listed = signed_in(worker).get(reverse("communication:letters"))
        assert str(held.get_what_display()) in listed.text
        one = signed_in(worker).get(reverse("communication:finish", args=[held.pk])).text
        assert reverse(belongs_to, args=[decided.pk]) in one
        assert "They need the letter in braille." in signed_in(worker).get(reverse(belongs_to, args=[decided.pk])).text

    def test_the_person_reads_it_as_they_choose_without_an_address(self, letter, signed_in, decided):
        factories.CommunicationNeedsFactory(person=decided.person, format="braille")
        for asked in ("", "?form=easy_read", "?size=large", "?size=nonsense&form=nonsense"):
            answer = signed_in(decided.person.user).get(page(letter, decided) + asked)
            assert answer["Content-Type"] == "application/pdf"
            assert "HighStreet" not in text(answer.content)
        assert not HeldLetter.objects.exists()


def test_nobody_is_invited_by_a_call_they_asked_never_to_have(signed_in, amina, worker):
    assessment = factories.AssessmentFactory(person=amina, assessor=worker)
    factories.CommunicationNeedsFactory(person=amina, phoning="never")
    given = {"visit_words": "At ten.", "how": "phone"}
    answer = signed_in(worker).post(page("invite", assessment), given)
    assert "They asked us never to phone." in answer.text
    assert "At ten." in answer.text
    assert not Preparation.objects.exists()
    assert signed_in(worker).post(page("invite", assessment), given | {"how": "in_person"}).status_code == 302


def test_a_file_of_the_letters_that_wait_never_carries_the_safe_way(signed_in, decided, worker):
    factories.SafeContactFactory(person=decided.person, do_not_write=True)
    signed_in(worker).get(page("invitation", decided))
    address = reverse("communication:letters")
    assert "Text first, on weekdays" in signed_in(worker).get(address).text
    file = b"".join(signed_in(worker).get(f"{address}?format=csv")).decode()
    assert "Open their record first" in file
    assert "Text first" not in file


def test_a_copy_by_post_is_not_noted_where_post_is_not_safe(signed_in, decided, worker):
    factories.SafeContactFactory(person=decided.person, do_not_write=True)
    given = {"to": "person", "how": "paper"}
    answer = signed_in(worker).post(page("give_copy", decided), given)
    assert "It is not safe to write to them." in answer.text
    assert not CopyOfAssessment.objects.exists()
    assert signed_in(worker).post(page("give_copy", decided), given | {"how": "by_hand"}).status_code == 302


def test_an_account_is_never_emailed_about_where_email_is_not_safe(
    signed_in, amina, worker, django_capture_on_commit_callbacks
):
    amina.user.email = amina.email
    amina.user.set_password("nine green bottles")
    amina.user.save()
    safe = factories.SafeContactFactory(person=amina, do_not_email=True, do_not_write=True)
    code = reverse("access:code_for_person", args=[amina.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(worker).post(code, {"how": "email"}, follow=True)
        assert "It is not safe to email them." in answer.text
        printed = signed_in(worker).post(code, {"how": "print"}, follow=True)
        assert "It is not safe to write to them." in printed.text
        Client().post(reverse("access:forgotten"), {"email": amina.email})
    assert not mail.outbox
    type(safe).objects.update(ended_on=factories.ON)
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(reverse("access:forgotten"), {"email": amina.email})
    assert [sent.to for sent in mail.outbox] == [[amina.email]]
