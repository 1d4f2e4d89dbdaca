"""Signing in with a password and a second step; lockout; a forgotten password; sessions that end by themselves."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from goodlives.casework.access import actions
from goodlives.casework.access.models import AccountEntry, Role
from goodlives.web import clock
from tests.factories import AT, CitizenFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = "three green umbrellas"
DOOR = "/sign-in/"


@pytest.fixture
def worker():
    return with_password(UserFactory(email="sam@wexshire.example"))


def with_password(user):
    user.set_password(LONG)
    user.save()
    return user


def sign_in(client, login, password=LONG, **more):
    return client.post(DOOR, {"login": login, "password": password} | more)


def with_app(user):
    """A user with an app that makes codes, and the app's code now."""
    from goodlives.web.access.adapters import MFAAdapter

    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": MFAAdapter().encrypt(secret)})
    return lambda: format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))


class TestWithAPassword:
    @pytest.mark.parametrize("login", ["sam@wexshire.example", "SAM@wexshire.example"])
    def test_by_email(self, client, worker, login):
        sign_in(client, login)
        assert client.session["_auth_user_id"] == str(worker.pk)

    def test_a_person_by_their_council_number_comes_to_their_page(self, client):
        person = CitizenFactory()
        with_password(person.user)
        answer = sign_in(client, person.user.username)
        assert client.get(answer.url).url == reverse("people:mine")

    def test_wrong_unknown_and_ended_look_the_same(self, client, worker):
        ended = with_password(UserFactory(email="left@wexshire.example", ends_on=AT.date() - timedelta(days=99)))
        words = []
        for login, password in (
            (worker.email, "wrong password"),
            ("nobody@wexshire.example", LONG),
            (ended.email, LONG),
        ):
            text = sign_in(Client(), login, password).text
            words.append(re.sub(r'value="[^"]*"', "", text))
            assert "The name or the password is not right" in text
        assert len(set(words)) == 1

    def test_the_session_gets_another_key(self, client, worker):
        client.get(DOOR)
        session = client.session
        session["before"] = True
        session.save()
        before = client.session.session_key
        sign_in(client, worker.email)
        assert client.session.session_key != before

    def test_leads_to_no_other_site(self, client, worker):
        with_app(worker)
        assert sign_in(client, worker.email, next="https://evil.example/").url == reverse("mfa_authenticate")
        assert "evil" not in str(dict(client.session))

    def test_the_account_says_when_and_how(self, client):
        user = with_password(CitizenFactory().user)
        sign_in(client, user.username)
        assert user.entries.get(what="signed_in").words == "with a password"


class TestTheSecondStep:
    def test_staff_with_a_password_alone_are_led_to_set_one_up(self, client, worker):
        sign_in(client, worker.email)
        assert client.get(reverse("people:list")).url == reverse("access:second_step")
        assert "Set up a second step" in client.get(reverse("access:second_step")).text

    def test_a_person_is_not(self, client):
        user = with_password(CitizenFactory().user)
        sign_in(client, user.username)
        assert client.get(reverse("people:mine")).status_code == 200

    def test_a_password_alone_opens_nothing_where_there_is_one(self, client, worker):
        with_app(worker)
        assert sign_in(client, worker.email).url == reverse("mfa_authenticate")
        assert "_auth_user_id" not in client.session

    def test_the_code_of_the_app_opens(self, client, worker):
        code = with_app(worker)
        sign_in(client, worker.email)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert client.get(reverse("people:list")).status_code == 200

    def test_a_code_that_was_used_is_refused_by_every_web_process(self, worker):
        code = with_app(worker)
        now = code()
        for opens in (True, False):
            client = Client()
            from django.core.cache import cache

            cache.clear()  # as in another process
            sign_in(client, worker.email)
            client.post(reverse("mfa_authenticate"), {"code": now})
            assert ("_auth_user_id" in client.session) is opens

    def test_wrong_codes_lock(self, client, worker):
        code = with_app(worker)
        sign_in(client, worker.email)
        for _try in range(5):
            assert "not right" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).text
        answer = client.post(reverse("mfa_authenticate"), {"code": code()})
        assert "too many wrong tries" in answer.text
        assert "_auth_user_id" not in client.session
        assert [letter.to for letter in mail.outbox] == [[worker.email]]

    def test_the_secret_of_the_app_is_not_readable_in_the_database(self, client):
        user = with_password(CitizenFactory().user)
        sign_in(client, user.username)
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context_data["form"].secret
        code = format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))
        answer = client.post(reverse("mfa_activate_totp"), {"code": code})
        assert answer.url == reverse("mfa_view_recovery_codes")
        assert len(client.get(answer.url).context_data["unused_codes"]) == 10
        kept = Authenticator.objects.get(user=user, type="totp")
        assert secret not in str(kept.data)
        assert TOTP(kept).validate_code(code)

    def test_it_is_not_removed_with_a_password_alone(self, client, worker, monkeypatch):
        code = with_app(worker)
        sign_in(client, worker.email)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        session = client.session
        session["began_at"] = (clock.now() - timedelta(minutes=30)).isoformat()
        session.save()
        assert client.post(reverse("mfa_deactivate_totp")).url.startswith(reverse("mfa_reauthenticate"))
        assert client.get(reverse("account_reauthenticate")).url.startswith(reverse("mfa_reauthenticate"))
        assert worker.authenticator_set.exists()


class TestLockout:
    def test_five_wrong_passwords_lock_and_the_owner_hears_of_it(self, client, worker):
        for _try in range(5):
            sign_in(client, worker.email, "wrong password")
        answer = sign_in(client, worker.email)
        assert "too many wrong tries" in answer.text
        assert "_auth_user_id" not in client.session
        assert [letter.subject for letter in mail.outbox] == ["Your account is locked for a while"]
        assert worker.entries.filter(what="locked").count() == 1

    def test_email_and_user_name_are_one_account(self, client, worker):
        for login in (worker.email, worker.username, worker.email, worker.username, worker.email):
            sign_in(client, login, "wrong password")
        assert "too many wrong tries" in sign_in(client, worker.username).text

    def test_an_unknown_name_is_locked_too_so_that_nobody_learns_which_are_known(self, client):
        for _try in range(5):
            sign_in(client, "nobody@wexshire.example", "wrong password")
        assert "too many wrong tries" in sign_in(client, "nobody@wexshire.example").text

    def test_the_right_password_forgets_earlier_mistakes(self, client, worker):
        for _time in range(2):
            for _try in range(4):
                sign_in(client, worker.email, "wrong password")
            assert sign_in(Client(), worker.email).status_code == 302


class TestForgotten:
    def ask(self, email):
        return Client().post(reverse("access:forgotten"), {"email": email})

    def test_nobody_learns_whether_an_address_has_an_account(self, worker):
        def words(email):
            """The page, without the address and the secret that each form carries."""
            return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", self.ask(email).text).replace(email, "")

        assert words(worker.email) == words("x@wexshire.example")

    def test_the_link_works_once(self, client, worker):
        self.ask(worker.email)
        link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
        new = {"password": "four blue lanterns", "again": "four blue lanterns"}
        assert client.post(link, new).url == DOOR
        worker.refresh_from_db()
        assert worker.check_password("four blue lanterns")
        assert "no longer works" in client.post(link, new).text

    @pytest.mark.parametrize("how", ["unusable", "ended"])
    def test_whoever_signs_in_elsewhere_or_has_left_gets_none(self, worker, how):
        if how == "unusable":
            worker.set_unusable_password()
        else:
            worker.is_active = False
        worker.save()
        self.ask(worker.email)
        assert not mail.outbox

    def test_nobody_is_sent_more_than_five(self, worker):
        for _time in range(8):
            self.ask(worker.email)
        assert len(mail.outbox) == 5


class TestSessions:
    def test_an_hour_without_a_page_ends_it(self, signed_in, worker):
        client = signed_in(worker)
        self.back(client, "seen_at", minutes=61)
        assert client.get(reverse("people:list")).url.startswith(DOOR)

    def test_twelve_hours_end_it_in_any_case(self, signed_in, worker):
        client = signed_in(worker)
        self.back(client, "began_at", hours=12, minutes=1)
        assert client.get(reverse("people:list")).url.startswith(DOOR)

    def test_a_page_begins_the_hour_again(self, signed_in, worker):
        client = signed_in(worker)
        self.back(client, "seen_at", minutes=59)
        assert client.get(reverse("people:list")).status_code == 200
        assert clock.now() - clock.datetime.fromisoformat(client.session["seen_at"]) < timedelta(minutes=1)

    def back(self, client, key, **time):
        session = client.session
        session[key] = (clock.now() - timedelta(**time)).isoformat()
        session.save()

    def test_signing_out_everywhere_ends_the_others(self, signed_in, worker):
        here, there = signed_in(worker), signed_in(worker)
        assert here.post(reverse("access:sign_out_everywhere")).status_code == 302
        assert there.get(reverse("people:list")).url.startswith(DOOR)

    def test_another_password_ends_the_others_and_keeps_this_one(self, client, signed_in):
        user = with_password(CitizenFactory().user)
        there = signed_in(user)
        sign_in(client, user.username)
        new = {"now": LONG, "password": "four blue lanterns", "again": "four blue lanterns"}
        assert client.post(reverse("access:change_password"), new).status_code == 302
        assert client.get(reverse("people:mine")).status_code == 200
        assert there.get(reverse("people:mine")).url.startswith(DOOR)

    def test_a_wrong_password_changes_nothing(self, client):
        user = with_password(CitizenFactory().user)
        sign_in(client, user.username)
        new = {"now": "not it at all", "password": "four blue lanterns", "again": "four blue lanterns"}
        answer = client.post(reverse("access:change_password"), new)
        assert "This is not your password" in answer.text
        user.refresh_from_db()
        assert user.check_password(LONG)


class TestADemonstration:
    def test_its_one_click_is_nowhere_else(self, client, settings):
        settings.DEMONSTRATION = False
        user = UserFactory(for_demonstration=True)
        assert user.username not in client.get(DOOR).text
        assert client.post(reverse("home:sign_in_as", args=[user.username])).status_code == 404


def test_the_history_of_an_account_is_its_owners(client):
    user, other = with_password(CitizenFactory().user), UserFactory()
    actions.note(other, AccountEntry.What.CHANGED, by=None, at=AT, words="secret of another")
    sign_in(client, user.username)
    answer = client.get(reverse("access:account"))
    assert "Signed in" in answer.text
    assert "secret of another" not in answer.text
    assert Role(user.role) == Role.PERSON
