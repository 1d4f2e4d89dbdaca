"""Starting an assessment: what is known is shown and not asked again, and nobody gets two of a kind."""

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.requests.models import RequestForSupport
from tests.factories import (
    AssessmentFactory,
    CircleMemberFactory,
    CitizenFactory,
    PersonFactory,
    RequestForSupportFactory,
    ResponseFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADULT = {"kind": "adult", "method": "face_to_face"}
CARER = {"kind": "carer", "method": "face_to_face"}


def start(person, **query):
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("assessments:start", args=[person.pk]) + (f"?{words}" if words else "")


def test_staff_choose_what_and_how_and_become_the_assessor(amina, worker, signed_in):
    answer = signed_in(worker).post(start(amina), ADULT)
    begun = Assessment.objects.get()
    assert answer.url == reverse("assessments:assessment", args=[begun.pk])
    assert (begun.person, begun.kind, begun.method, begun.assessor) == (amina, "adult", "face_to_face", worker)


def test_the_person_starts_a_supported_self_assessment_and_is_not_asked_how(amina, signed_in):
    client = signed_in(amina.user)
    assert 'name="method"' not in client.get(start(amina)).text
    client.post(start(amina), {"kind": "adult", "method": "face_to_face"})
    begun = Assessment.objects.get()
    assert (begun.method, begun.assessor) == ("supported_self_assessment", None)


def test_a_person_may_not_start_one_on_anybody_elses_record(amina, signed_in):
    assert signed_in(CitizenFactory().user).get(start(amina)).status_code == 404
    assert signed_in(CitizenFactory().user).post(start(amina), ADULT).status_code == 404
    assert not Assessment.objects.exists()


def test_a_finance_officer_may_not_start_one(amina, signed_in):
    assert signed_in(UserFactory(role=Role.FINANCE_OFFICER)).post(start(amina), ADULT).status_code == 403


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose what this assessment is about"),
        ({"kind": "adult"}, "Choose how you will do it"),
        ({"kind": "pet", "method": "face_to_face"}, "kind"),
        (CARER, "Enter the name of the person who is looked after"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_started(typed, message, amina, worker, signed_in):
    page = signed_in(worker).post(start(amina), typed).text
    assert "There is a problem" in page
    assert message in page
    assert not Assessment.objects.exists()


def test_one_already_open_is_gone_on_with_and_not_started_twice(assessment, amina, worker, signed_in):
    client = signed_in(worker)
    for answer in (client.get(start(amina, kind="adult"), follow=True), client.post(start(amina), ADULT, follow=True)):
        assert answer.redirect_chain[-1][0] == reverse("assessments:assessment", args=[assessment.pk])
        assert "had already been started" in answer.text
    assert Assessment.objects.count() == 1


def test_with_a_needs_assessment_open_a_carers_assessment_may_still_be_started(assessment, amina, worker, signed_in):
    page = signed_in(worker).get(start(amina)).text
    assert "is not finished" in page
    signed_in(worker).post(start(amina), CARER | {"cared_for_name": "Mariam"})
    assert Assessment.objects.filter(kind="carer").count() == 1


# --- What is already known ----------------------------------------------------------------------------------------


def test_the_words_of_their_request_begin_the_persons_own_words(amina, worker, signed_in):
    asked = RequestForSupportFactory(person=amina, words="I cannot get out of the bath.", what_would_help="A rail")
    page = signed_in(worker).get(start(amina, request=asked.reference)).text
    assert "Amina told us on 2 November 2026" in page
    signed_in(worker).post(start(amina, request=asked.reference), ADULT)
    begun = Assessment.objects.get()
    assert (begun.request, begun.own_words) == (asked, "I cannot get out of the bath.")
    assert begun.what_could_help == "A rail"


def test_what_somebody_else_said_is_shown_as_theirs_and_never_becomes_the_persons_own_words(amina, worker, signed_in):
    asked = RequestForSupportFactory(
        person=amina, about=RequestForSupport.About.SOMEBODY_ELSE, words="She is not coping.",
        asker_name="Yusuf Begum", asker_relationship="brother",
    )  # fmt: skip
    page = signed_in(worker).get(start(amina, request=asked.reference)).text
    assert "Yusuf Begum (brother) told us on 2 November 2026" in page
    signed_in(worker).post(start(amina, request=asked.reference), ADULT)
    assert Assessment.objects.get().own_words == ""


def test_another_persons_request_is_never_used(amina, worker, signed_in):
    theirs = RequestForSupportFactory(person=PersonFactory(), words="Something private")
    assert "Something private" not in signed_in(worker).get(start(amina, request=theirs.reference)).text
    signed_in(worker).post(start(amina, request=theirs.reference), ADULT)
    assert Assessment.objects.get().request is None


def test_what_is_on_the_record_and_in_the_circle_is_shown(amina, worker, signed_in):
    amina.communication_needs = "Large print"
    amina.save()
    CircleMemberFactory(person=amina, name="Yusuf Begum", does="Shopping on Fridays")
    page = signed_in(worker).get(start(amina)).text
    for words in ("Large print", "Yusuf Begum", "Shopping on Fridays"):
        assert words in page


# --- Carers -------------------------------------------------------------------------------------------------------


def test_a_request_as_a_carer_offers_a_carers_assessment_with_the_name_already_in(amina, worker, signed_in):
    RequestForSupportFactory(person=amina, about=RequestForSupport.About.MYSELF_AS_CARER, cared_for_name="Mariam Begum")
    page = signed_in(worker).get(start(amina)).text
    assert 'value="carer" checked' in page
    assert 'value="Mariam Begum"' in page


def test_a_request_answered_with_a_carers_assessment_offers_one_whoever_it_was_about(amina, worker, signed_in):
    asked = RequestForSupportFactory(person=amina)
    ResponseFactory(request=asked, what="carers_assessment")
    assert 'value="carer" checked' in signed_in(worker).get(start(amina, request=asked.reference)).text


def test_a_carers_assessment_names_whom_they_care_for_from_their_circle(amina, worker, signed_in):
    mariam = PersonFactory(given_name="Mariam", family_name="Begum")
    CircleMemberFactory(person=mariam, member=amina, name="Amina Begum")
    assert "Mariam Begum" in signed_in(worker).get(start(amina)).text
    signed_in(worker).post(start(amina), CARER | {"cared_for": str(mariam.pk)})
    assert Assessment.objects.get().cared_for == mariam


def test_whom_a_carer_cares_for_is_asked_when_the_circle_offers_somebody(amina, worker, signed_in):
    CircleMemberFactory(person=PersonFactory(), member=amina)
    client = signed_in(worker)
    assert "Choose who is looked after" in client.post(start(amina), CARER).text
    page = client.post(start(amina), CARER | {"cared_for": "somebody_else"}).text
    assert "Enter the name of the person who is looked after" in page


def test_a_carer_is_not_shown_which_records_name_them(amina, signed_in):
    """That somebody has a record with the council is theirs to tell."""
    CircleMemberFactory(person=PersonFactory(given_name="Mariam", family_name="Hidden"), member=amina)
    assert "Hidden" not in signed_in(amina.user).get(start(amina)).text


def test_nobody_outside_the_circle_can_be_named_by_their_number(amina, worker, signed_in):
    stranger = PersonFactory()
    CircleMemberFactory(person=PersonFactory(), member=amina)
    signed_in(worker).post(start(amina), CARER | {"cared_for": str(stranger.pk)})
    assert not Assessment.objects.exists()


def test_a_needs_assessment_forgets_a_name_typed_for_a_carers(amina, worker, signed_in):
    signed_in(worker).post(start(amina), ADULT | {"cared_for_name": "Mariam"})
    assert Assessment.objects.get().cared_for_name == ""


def test_starting_asks_the_database_a_fixed_number_of_questions(amina, worker, signed_in, django_assert_num_queries):
    client = signed_in(worker)
    client.get(start(amina))
    with django_assert_num_queries(12):
        client.get(start(amina))
    for _number in range(5):
        CircleMemberFactory(person=amina, member=PersonFactory())
        RequestForSupportFactory(person=amina)
    AssessmentFactory(person=amina)
    with django_assert_num_queries(12):
        client.get(start(amina))
