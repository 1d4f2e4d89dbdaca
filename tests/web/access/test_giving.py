"""Accounts given on pages: to staff by an administrator, to a person from their record; started with the code."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from goodlives.casework.access.models import Role, User
from tests.factories import CitizenFactory, PersonFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = "three green umbrellas"


@pytest.fixture
def administrator(signed_in):
    return signed_in(UserFactory(role=Role.ADMINISTRATOR))


@pytest.fixture
def worker(signed_in):
    return signed_in(UserFactory())


JO = {"first_name": "Jo", "last_name": "Hill", "email": "jo@wexshire.example", "role": "social_worker",
      "job_title": "Social worker", "team": ""}  # fmt: skip


def code_in(text):
    return re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", text)[0]


def start(code, password=LONG):
    client = Client()
    client.post(reverse("access:start"), {"code": code})
    return client.post(reverse("access:first_password"), {"password": password, "again": password})


class TestToStaff:
    def test_given_told_by_email_and_started(self, administrator):
        team = TeamFactory()
        administrator.post(reverse("access:new"), JO | {"team": str(team.pk)})
        user = User.objects.get(username="jo@wexshire.example")
        assert (user.role, user.team, str(user)) == ("social_worker", team, "Jo Hill")
        administrator.post(reverse("access:code", args=[user.pk]), {"how": "email"})
        assert start(code_in(mail.outbox[0].body)).url == reverse("home:sign_in")
        user.refresh_from_db()
        assert user.check_password(LONG)

    @pytest.mark.parametrize("field", ["first_name", "last_name", "email", "role", "job_title"])
    def test_what_is_missing_is_named_and_the_rest_kept(self, administrator, field):
        answer = administrator.post(reverse("access:new"), JO | {field: ""})
        assert f'href="#id_{field}"' in answer.text
        assert all(value in answer.text for name, value in JO.items() if name != field)
        assert not User.objects.filter(last_name="Hill").exists()

    def test_an_email_address_that_another_has_is_refused(self, administrator):
        UserFactory(email="JO@wexshire.example")
        assert "Another account has this email address" in administrator.post(reverse("access:new"), JO).text

    def test_changed_and_ended_with_a_history(self, administrator):
        user = UserFactory(email="jo@wexshire.example")
        change = JO | {"role": "team_manager", "job_title": "Manager"}
        administrator.post(reverse("access:change", args=[user.pk]), change)
        last_day = {"last_day_day": "1", "last_day_month": "2", "last_day_year": "2020"}
        administrator.post(reverse("access:end", args=[user.pk]), last_day)
        user.refresh_from_db()
        assert (user.role, user.is_active) == ("team_manager", False)
        page = administrator.get(reverse("access:one", args=[user.pk])).text
        assert "Social worker → Team manager" in page
        assert "The account was ended" in page

    def test_an_administrator_is_not_their_own(self, administrator):
        own = User.objects.get(role=Role.ADMINISTRATOR)
        page = administrator.get(reverse("access:one", args=[own.pk])).text
        assert "This is your own account" in page
        answer = administrator.post(reverse("access:change", args=[own.pk]), JO)
        assert "cannot change your own" in answer.text

    def test_the_account_of_a_person_is_not_looked_after_here(self, administrator):
        user = CitizenFactory().user
        assert administrator.get(reverse("access:one", args=[user.pk])).status_code == 404
        assert str(user) not in administrator.get(reverse("access:accounts")).text

    def test_a_social_worker_gives_none(self, worker):
        for name in ("access:accounts", "access:new"):
            assert worker.get(reverse(name)).status_code == 403

    def test_the_list_asks_as_much_for_thirty_as_for_three(self, administrator, django_assert_num_queries):
        counts = []
        for more in (3, 20):
            for _one in range(more):
                UserFactory()
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as asked:
                administrator.get(reverse("access:accounts"))
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_the_list_finds_narrows_and_comes_as_a_spreadsheet(self, administrator):
        UserFactory(first_name="Zebedee"), UserFactory(first_name="Quentin", is_active=False)
        listed = administrator.get(reverse("access:accounts"), {"words": "zebedee"}).text
        assert "Zebedee" in listed
        assert "Quentin" not in administrator.get(reverse("access:accounts")).text
        assert "Quentin" in administrator.get(reverse("access:accounts"), {"ended": "ended"}).text
        sheet = administrator.get(reverse("access:accounts"), {"format": "csv"})
        assert "Zebedee" in b"".join(sheet.streaming_content).decode()


class TestToAPerson:
    def test_printed_started_and_signed_in(self, worker):
        person = PersonFactory()
        letter = worker.post(reverse("access:code_for_person", args=[person.pk]), {"how": "print"})
        assert person.council_number in letter.text
        assert "no-store" in letter["Cache-Control"]
        assert start(code_in(letter.text)).status_code == 302
        client = Client()
        client.post(reverse("home:sign_in"), {"login": person.council_number, "password": LONG})
        assert client.get(reverse("people:mine")).status_code == 200

    def test_an_account_that_ended_says_so_and_opens_nothing(self, worker, signed_in):
        person = CitizenFactory()
        theirs = signed_in(person.user)
        last_day = {"last_day_day": "1", "last_day_month": "2", "last_day_year": "2020"}
        worker.post(reverse("access:end_of_person", args=[person.pk]), last_day)
        assert theirs.get(reverse("people:mine")).status_code == 302
        assert "Ended" in worker.get(reverse("access:of_person", args=[person.pk])).text

    def test_the_person_sees_that_staff_looked_at_their_account(self, worker):
        person = PersonFactory()
        worker.get(reverse("access:of_person", args=[person.pk]))
        assert person.reads.count() == 1


class TestTheCode:
    def test_a_wrong_one_is_said_to_be_and_kept(self, client, db):
        answer = client.post(reverse("access:start"), {"code": "ABCD-EFGH-2346"})
        assert "This code does not work" in answer.text
        assert "ABCD-EFGH-2346" in answer.text

    def test_without_one_nobody_chooses_a_password(self, client, db):
        assert client.get(reverse("access:first_password")).url == reverse("access:start")

    @pytest.mark.parametrize(
        ("password", "words"), [("short", "12"), ("password1234", "too common"), ("", "Choose a password")]
    )
    def test_a_weak_password_is_refused(self, worker, password, words):
        person = PersonFactory()
        letter = worker.post(reverse("access:code_for_person", args=[person.pk]), {"how": "print"})
        assert words in start(code_in(letter.text), password).text
