"""Accounts: given, started with a code that is told once, changed, ended; and guessing is stopped."""

from datetime import timedelta

import pytest

from goodlives.casework.access import actions, locking
from goodlives.casework.access.models import AccountEntry, Activation, Role, SignInTry
from goodlives.casework.people.accounts import give_account
from tests.factories import AT, ON, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = "three green umbrellas"


@pytest.fixture
def administrator():
    return UserFactory(role=Role.ADMINISTRATOR)


@pytest.fixture
def somebody(administrator):
    return actions.give_account(
        username="j.hill", email="j.hill@wexshire.example", first_name="Jo", last_name="Hill", role=Role.SOCIAL_WORKER,
        by=administrator, at=AT,
    )  # fmt: skip


def history(user):
    return [(entry.what, entry.by) for entry in user.entries.order_by("at", "pk")]


def started(code, *, at=AT, on=ON):
    activation = actions.opened_by(code, on=on, at=at)
    return activation and actions.start_account(str(activation.pk), password=LONG, by=None, on=on, at=at)


class TestGiving:
    def test_gives_no_password(self, somebody, administrator):
        assert not somebody.has_usable_password()
        assert history(somebody) == [("given", administrator)]

    def test_no_two_accounts_in_use_share_an_email_address(self, somebody, administrator):
        with pytest.raises(actions.EmailIsTaken):
            actions.give_account(
                username="other", email="J.Hill@wexshire.example", first_name="J", last_name="H",
                role=Role.SOCIAL_WORKER, by=administrator, at=AT,
            )  # fmt: skip

    def test_a_person_signs_in_by_their_council_number(self, administrator):
        person = PersonFactory(email="amina@example.org")
        user = give_account(person, by=administrator, at=AT)
        person.refresh_from_db()
        assert (person.user, user.username, user.role) == (user, person.council_number, Role.PERSON)
        assert give_account(person, by=administrator, at=AT) == user, "never a second one"


class TestTheCode:
    def test_opens_the_account_once_however_it_is_typed(self, somebody, administrator):
        code = actions.new_code(somebody, by=administrator, at=AT)
        assert started(code.lower().replace("-", " ")) == somebody
        somebody.refresh_from_db()
        assert somebody.check_password(LONG)
        assert started(code) is None

    def test_is_kept_nowhere(self, somebody, administrator):
        code = actions.new_code(somebody, by=administrator, at=AT)
        activation = Activation.objects.get()
        assert code not in str(vars(activation))
        assert code.replace("-", "") not in str(vars(activation))

    def test_cannot_be_guessed(self, somebody, administrator):
        code = actions.new_code(somebody, by=administrator, at=AT).replace("-", "")
        assert len(actions.LETTERS) ** len(code) > 2**58
        assert started("AAAA-AAAA-AAAA") is None

    def test_lasts_three_weeks(self, somebody, administrator):
        code = actions.new_code(somebody, by=administrator, at=AT)
        assert actions.opened_by(code, on=ON, at=AT + timedelta(days=20, hours=23))
        assert actions.opened_by(code, on=ON, at=AT + timedelta(days=21)) is None

    def test_a_new_one_ends_the_one_before(self, somebody, administrator):
        before = actions.new_code(somebody, by=administrator, at=AT)
        code = actions.new_code(somebody, by=administrator, at=AT)
        assert started(before) is None
        assert started(code) == somebody

    def test_opens_no_account_that_has_ended(self, somebody, administrator):
        code = actions.new_code(somebody, by=administrator, at=AT)
        activation = actions.opened_by(code, on=ON, at=AT)
        actions.end_account(somebody, last_day=ON - timedelta(days=1), by=administrator, on=ON, at=AT)
        assert started(code) is None
        assert actions.start_account(str(activation.pk), password=LONG, by=None, on=ON, at=AT) is None


class TestChangingAndEnding:
    def test_another_role_is_kept_in_history_and_ends_every_session(self, somebody, administrator):
        before = somebody.get_session_auth_hash()
        actions.change_account(
            somebody, email=somebody.email, role=Role.TEAM_MANAGER, team=None, job_title="", by=administrator, at=AT
        )
        entry = somebody.entries.get(what="changed")
        assert entry.words == "Social worker → Team manager"
        assert somebody.get_session_auth_hash() != before

    def test_nobody_changes_or_ends_their_own(self, administrator):
        with pytest.raises(actions.NotYourOwn):
            actions.change_account(
                administrator, email="", role=Role.SERVICE_MANAGER, team=None, job_title="", by=administrator, at=AT
            )
        with pytest.raises(actions.NotYourOwn):
            actions.end_account(administrator, last_day=ON, by=administrator, on=ON, at=AT)
        with pytest.raises(actions.NotYourOwn):
            actions.take_away_second_steps(administrator, by=administrator, at=AT)

    def test_an_account_works_until_the_end_of_its_last_day(self, somebody, administrator):
        actions.end_account(somebody, last_day=ON, by=administrator, on=ON, at=AT)
        assert somebody.may_sign_in(ON)
        assert not somebody.may_sign_in(ON + timedelta(days=1))

    def test_a_last_day_that_has_passed_ends_it_at_once(self, somebody, administrator):
        actions.end_account(somebody, last_day=ON - timedelta(days=1), by=administrator, on=ON, at=AT)
        assert not somebody.is_active

    def test_whoever_comes_back_starts_with_a_new_password(self, somebody, administrator):
        actions.set_password(somebody, LONG, by=somebody, at=AT)
        actions.end_account(somebody, last_day=ON - timedelta(days=1), by=administrator, on=ON, at=AT)
        actions.reopen_account(somebody, by=administrator, at=AT)
        assert somebody.may_sign_in(ON)
        assert not somebody.has_usable_password()

    def test_what_happened_is_never_changed(self, somebody):
        with pytest.raises(Exception, match="account_entry"):
            AccountEntry.objects.filter(user=somebody).update(words="nothing")


class TestGuessing:
    def test_five_wrong_tries_lock_for_a_quarter_of_an_hour(self):
        tried = locking.mark("password", "j.hill")
        locks = [locking.wrong(tried, at=AT + timedelta(seconds=second)) for second in range(5)]
        assert locks == [False, False, False, False, True]
        with pytest.raises(locking.Locked):
            locking.must_be_open(tried, at=AT + timedelta(minutes=14))
        locking.must_be_open(tried, at=AT + timedelta(minutes=15, seconds=5))

    def test_somebody_else_is_not_locked(self):
        for _try in range(5):
            locking.wrong(locking.mark("password", "j.hill"), at=AT)
        locking.must_be_open(locking.mark("password", "k.hill"), at=AT)

    def test_what_is_counted_says_nothing_of_anybody(self):
        locking.wrong(locking.mark("password", "j.hill"), at=AT)
        assert "hill" not in SignInTry.objects.get().mark

    def test_a_code_is_good_once(self):
        used = locking.mark("used", "j.hill", "123456")
        assert locking.use_once(used, at=AT)
        assert not locking.use_once(used, at=AT + timedelta(seconds=30))
