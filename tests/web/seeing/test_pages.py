"""Without a reason nothing of a record is shown: on its pages, in lists, in searches; and what can then be done."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.people.models import RecordRead
from goodlives.casework.seeing.models import EmergencyLook, Restriction
from goodlives.web import clock
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.CitizenFactory(
        given_name="Amina", family_name="Quixwhistle", council_number="700123", nhs_number="9434765919",
        team=factories.TeamFactory(name="East"),
    )  # fmt: skip


@pytest.fixture
def stranger():
    return factories.UserFactory(team=factories.TeamFactory(name="North"))


@pytest.fixture
def lead():
    return factories.UserFactory(role=Role.SAFEGUARDING_LEAD, team=None)


def record(person):
    return reverse("people:person", args=[person.pk])


def open_anyway(person):
    return reverse("seeing:open", args=[person.pk])


WHY = {"why": "danger", "words": "A neighbour phoned: no answer at the door."}


def test_without_a_reason_the_page_says_so_and_nothing_of_the_person(signed_in, person, stranger):
    answer = signed_in(stranger).get(record(person))
    assert answer.status_code == 403
    assert "You have no reason on record to open this" in answer.text
    assert open_anyway(person) in answer.text
    for fact in ("Amina", "Quixwhistle", "700123", "1986", "WX1", "East"):
        assert fact not in answer.text
    assert not RecordRead.objects.exists()


def test_a_finance_officer_is_not_offered_to_open_it(signed_in, person):
    client = signed_in(factories.UserFactory(role=Role.FINANCE_OFFICER, team=None))
    answer = client.get(record(person))
    assert answer.status_code == 403
    assert open_anyway(person) not in answer.text
    assert client.post(open_anyway(person), WHY).status_code == 403


def test_a_reason_in_words_opens_it_until_the_end_of_the_day_and_goes_where_they_were_going(
    signed_in, person, stranger
):
    client = signed_in(stranger)
    assert client.post(open_anyway(person), {"why": "danger", "words": "danger"}).status_code == 422
    circle = reverse("people:circle", args=[person.pk])
    answer = client.post(open_anyway(person), WHY | {"back": circle}, follow=True)
    assert answer.redirect_chain[-1][0] == circle
    assert "You opened this record without a usual reason" in answer.text
    read = RecordRead.objects.get()
    assert (read.reader, read.reason) == (stranger, "They opened it without a usual reason")
    assert "You opened this record without a usual reason" not in client.get(reverse("home:work")).text


def test_it_sends_nobody_to_another_site(signed_in, person, stranger):
    answer = signed_in(stranger).post(open_anyway(person), WHY | {"back": "https://elsewhere.example/"})
    assert answer.url == record(person)


def test_who_has_a_reason_needs_none_written_down(signed_in, person):
    client = signed_in(factories.UserFactory(team=person.team))
    assert client.get(open_anyway(person)).url == record(person)
    assert "opened this record without" not in client.get(record(person)).text


def test_a_restricted_record_is_not_there(signed_in, person):
    factories.RestrictionFactory(person=person)
    client = signed_in(factories.UserFactory(team=person.team))
    nowhere = client.get(reverse("people:person", args=[uuid4()]))
    for address in (record(person), open_anyway(person), reverse("people:circle", args=[person.pk])):
        answer = client.get(address)
        assert answer.status_code == nowhere.status_code == 404
        assert "Quixwhistle" not in answer.text
    assert client.post(open_anyway(person), WHY).status_code == 404
    found = client.get(reverse("people:list"), {"q": "700123"}).text
    assert "There is a record" not in found


def test_a_manager_opens_a_restricted_record_only_with_a_reason_that_is_written_down(signed_in, person):
    factories.RestrictionFactory(person=person)
    client = signed_in(factories.UserFactory(role=Role.TEAM_MANAGER, team=person.team))
    assert client.get(record(person)).status_code == 403
    assert client.post(open_anyway(person), WHY).status_code == 302
    assert client.get(record(person)).status_code == 200
    assert EmergencyLook.objects.get().was_restricted


def test_a_search_by_name_finds_nobody_without_a_reason_and_a_whole_number_says_only_that_there_is_a_record(
    signed_in, person, stranger
):
    client = signed_in(stranger)
    for words in ("Quixwhistle", "Quixwhistel", "WX1", "70012"):
        text = client.get(reverse("people:list"), {"q": words}).text
        assert record(person) not in text
        assert "There is a record" not in text
    for words in ("700123", "943 476 5919"):
        text = client.get(reverse("people:list"), {"q": words}).text
        assert "There is a record" in text
        assert record(person) in text
        assert "Amina" not in text


def test_who_registers_the_same_person_again_learns_only_that_there_is_a_record(signed_in, person, stranger):
    same = {"given_name": "Amina", "family_name": "Quixwhistle", "support_reason": "Unknown",
            "born_on_day": "27", "born_on_month": "3", "born_on_year": "1986"}  # fmt: skip
    text = signed_in(stranger).post(reverse("people:new"), same).text
    assert "Council number 700123" in text
    assert "WX1 1AA" not in text
    born_on_another_day = same | {"born_on_day": "28", "postcode": "WX1 1AA"}
    assert signed_in(stranger).post(reverse("people:new"), born_on_another_day).status_code == 302


def test_whoever_answers_a_request_learns_of_a_record_only_where_it_is_surely_the_same_person(
    signed_in, person, stranger
):
    said = {"given_name": "Amina", "family_name": "Quixwhistle", "nhs_number": ""}
    perhaps = factories.RequestForSupportFactory(**said, born_on=None, postcode="WX1 1AA")
    surely = factories.RequestForSupportFactory(**said, born_on=date(1986, 3, 27), postcode="")
    client = signed_in(stranger)
    for request, found in ((perhaps, False), (surely, True)):
        for page in ("request", "respond"):
            more = ["assessment"] if page == "respond" else []
            text = client.get(reverse(f"requests:{page}", args=[request.reference, *more])).text
            assert ("Council number 700123" in text) is found
    respond = reverse("requests:respond", args=[perhaps.reference, "assessment"])
    assert "700123" not in client.get(respond, {"search": "Quixwhistle"}).text
    assert "Council number 700123" in client.get(respond, {"search": "700123"}).text


def test_managers_choose_the_few_who_may_open_a_record(signed_in, person, stranger):
    manager = factories.UserFactory(role=Role.TEAM_MANAGER, team=person.team)
    colleague = factories.UserFactory(team=person.team)
    client, address = signed_in(manager), reverse("seeing:restrict", args=[person.pk])
    few = {"why": "relative", "words": "Her sister works here.", "few": [str(manager.pk), str(stranger.pk)]}
    assert client.post(address, few | {"few": []}).status_code == 422
    client.post(address, few)
    assert signed_in(colleague).get(record(person)).status_code == 404
    assert signed_in(stranger).get(record(person)).status_code == 200
    text = signed_in(person.user).get(reverse("people:who_looked", args=[person.pk])).text
    assert "Only these people may open your record" in text
    assert "Her sister works here." not in text
    client.post(reverse("seeing:end_restriction", args=[person.pk]))
    assert not Restriction.objects.current().exists()
    assert signed_in(colleague).get(record(person)).status_code == 200


def test_the_person_sees_who_opened_it_and_why_marked_plainly(signed_in, person, stranger):
    signed_in(stranger).post(open_anyway(person), WHY, follow=True)
    client = signed_in(person.user)
    mine = client.get(reverse("people:mine")).text
    assert "Somebody opened your record without a usual reason" in mine
    assert WHY["words"] in mine
    looked = client.get(reverse("people:who_looked", args=[person.pk]), {"which": "emergency"}).text
    assert "Without a usual reason" in looked
    assert str(stranger) in looked


def test_while_a_lead_lets_telling_wait_the_person_reads_nothing_of_it(signed_in, person, stranger, lead):
    signed_in(stranger).post(open_anyway(person), WHY | {"asked_to_wait": "on"}, follow=True)
    look = EmergencyLook.objects.get()
    last = clock.today() + timedelta(days=5)
    wait = {"what": "wait", "reason": "Their post is read.", "last_day_day": last.day, "last_day_month": last.month,
            "last_day_year": last.year}  # fmt: skip
    assert signed_in(lead).post(reverse("seeing:telling", args=[look.pk]), wait).status_code == 302
    client, pages = signed_in(person.user), [reverse("people:mine"), reverse("people:who_looked", args=[person.pk])]
    for address in (*pages, pages[1] + "?format=csv"):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert str(stranger).encode() not in body
        assert b"Their post is read." not in body
    read = RecordRead.objects.filter(reader=stranger).first()
    assert client.get(reverse("seeing:ask_why", args=[person.pk, read.pk])).status_code == 404
    assert signed_in(lead).get(reverse("seeing:letter", args=[look.pk])).status_code == 302


def test_a_longer_wait_than_the_rules_allow_is_refused(signed_in, person, stranger, lead):
    signed_in(stranger).post(open_anyway(person), WHY | {"asked_to_wait": "on"})
    last = clock.today() + timedelta(days=29)
    wait = {"what": "wait", "reason": "x", "last_day_day": last.day, "last_day_month": last.month,
            "last_day_year": last.year}  # fmt: skip
    address = reverse("seeing:telling", args=[EmergencyLook.objects.get().pk])
    assert signed_in(lead).post(address, wait).status_code == 422
    assert signed_in(factories.UserFactory(role=Role.TEAM_MANAGER)).get(address).status_code == 403


def test_the_list_for_managers_names_nobody_and_asks_the_same_number_of_questions(signed_in, person, lead):
    client, asked = signed_in(lead), []
    for more in (1, 9):
        for _number in range(more):
            factories.EmergencyLookFactory(person=factories.PersonFactory(family_name="Quixwhistle"))
            factories.LookQuestionFactory(read__person=factories.PersonFactory(family_name="Quixwhistle"))
        with CaptureQueriesContext(connection) as queries:
            text = client.get(reverse("seeing:looks")).text
        assert "Quixwhistle" not in text
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_manager_looks_it_over_and_notes_how_they_were_told(signed_in, person, stranger):
    manager = factories.UserFactory(role=Role.TEAM_MANAGER, team=None)
    signed_in(stranger).post(open_anyway(person), WHY, follow=True)
    look, client = EmergencyLook.objects.get(), signed_in(manager)
    page = client.get(reverse("seeing:look", args=[look.pk])).text
    assert "The whole record" in page
    client.post(reverse("seeing:look", args=[look.pk]), {"was_right": "no", "words": "A colleague was there."})
    letter = client.get(reverse("seeing:letter", args=[look.pk])).text
    assert WHY["words"] in letter
    client.post(reverse("seeing:letter", args=[look.pk]), {"how": "spoken"})
    look = EmergencyLook.objects.get()
    assert (look.looked_over.was_right, look.told.how) == (False, "spoken")
    assert "They think that it was not right." in signed_in(person.user).get(reverse("people:mine")).text


def test_somebody_put_on_duty_opens_the_records_of_that_team_today(signed_in, person, stranger):
    client = signed_in(factories.UserFactory(role=Role.TEAM_MANAGER))
    today = clock.today()
    days = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    client.post(reverse("seeing:duty"), {"user": stranger.pk, "team": person.team.pk} | days)
    assert signed_in(stranger).get(record(person)).status_code == 200
    client.post(reverse("seeing:off_duty", args=[stranger.duty_days.get().pk]))
    assert signed_in(stranger).get(record(person)).status_code == 403


def test_lists_show_only_those_whose_record_they_may_open(signed_in, person, stranger):
    assessment = factories.AssessmentFactory(person=person, assessor=None)
    plan = factories.PlanFactory(assessment=assessment)
    factories.ReviewFactory(plan=factories.PlanFactory(
        assessment=assessment, state="agreed", agreed_on=factories.ON, starts_on=factories.ON))  # fmt: skip
    factories.DirectPaymentFactory(plan=plan)
    factories.FinancialAssessmentFactory(person=person)
    factories.ReportedChangeFactory(person=person)
    factories.QuestionFactory(decision__person=person)
    factories.RequestForSupportFactory(
        person=person, family_name="Quixwhistle", assigned_to=factories.UserFactory(team=person.team)
    )
    lists = ["people:list", "assessments:list", "plans:list", "reviews:list", "payments:list", "finances:list",
             "finances:changes", "decisions:questions", "requests:list", "home:work"]  # fmt: skip
    for name in lists:
        in_the_team = signed_in(factories.UserFactory(team=person.team)).get(reverse(name)).text
        assert "Quixwhistle" in in_the_team or name == "home:work", name
        client = signed_in(stranger)
        for address in (reverse(name), reverse(name) + "?format=csv"):
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"Quixwhistle" not in body, address
