"""Who may do what, and how much each role may agree to."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, SignOffLimit, User
from goodlives.casework.access.records import ChangedMeanwhile, change
from tests.factories import AT, PersonFactory, SignOffLimitFactory, UserFactory

ALL = ["anyone", "signed_in", "person", "social_worker", "manager", "finance_officer", "money_worker", "council_staff",
       "administrator", "safeguarding_lead", "partner"]  # fmt: skip

WHO_IS = """
    person          | signed_in person
    partner         | signed_in partner
    social_worker   | signed_in social_worker money_worker council_staff
    team_manager    | signed_in social_worker manager money_worker council_staff
    service_manager | signed_in social_worker manager money_worker council_staff
    safeguarding_lead | signed_in social_worker council_staff safeguarding_lead
    finance_officer | signed_in finance_officer money_worker council_staff
    administrator   | signed_in administrator
"""


def those_true_of(user):
    return {name for name in ALL if getattr(roles, name)(user)}


@pytest.mark.parametrize("line", WHO_IS.strip().splitlines())
def test_each_role_is(line):
    role, names = (part.strip() for part in line.split("|"))
    assert those_true_of(User(role=role)) == {"anyone", *names.split()}


def test_every_role_is_in_the_table():
    assert {line.split("|")[0].strip() for line in WHO_IS.strip().splitlines()} == set(Role.values)


@pytest.mark.parametrize("user", [AnonymousUser(), None, User(role=Role.SERVICE_MANAGER, is_active=False)])
def test_nobody_signed_in_and_nobody_who_left_is_only_anyone(user):
    assert those_true_of(user) == {"anyone"}


@pytest.mark.parametrize("role", Role.values)
def test_everybody_but_a_person_a_partner_and_who_looks_after_accounts_works_with_records(role):
    assert User(role=role).is_council_staff is (role not in ("person", "partner", "administrator"))


@pytest.mark.django_db
class TestHowMuchARoleMayAgreeTo:
    @pytest.fixture(autouse=True)
    def limits(self):
        SignOffLimitFactory(starts_on=date(2020, 4, 1), weekly_limit=50_000)
        SignOffLimitFactory(starts_on=date(2026, 4, 1), weekly_limit=60_000)

    @pytest.mark.parametrize(
        ("on", "limit"), [("2020-03-31", None), ("2020-04-01", 50_000), ("2026-03-31", 50_000), ("2026-04-01", 60_000)]
    )
    def test_is_the_limit_of_that_day(self, on, limit):
        assert SignOffLimit.objects.weekly_limit(Role.TEAM_MANAGER, date.fromisoformat(on)) == limit

    def test_is_nothing_for_a_role_without_a_limit(self):
        assert SignOffLimit.objects.weekly_limit(Role.SOCIAL_WORKER, date(2026, 11, 2)) is None

    def test_cannot_be_two_amounts_on_one_day(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            SignOffLimitFactory(starts_on=date(2026, 4, 1), weekly_limit=1)


@pytest.mark.django_db
def test_a_role_we_do_not_know_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(role="king")


@pytest.mark.django_db
def test_a_change_counts_and_says_who_and_when():
    person, worker = PersonFactory(), UserFactory()
    change(person, by=worker, at=AT, revision=1, phone="2")
    person.refresh_from_db()
    assert (person.phone, person.revision, person.changed_by, person.changed_at) == ("2", 2, worker, AT)


@pytest.mark.django_db
def test_a_change_from_an_old_copy_changes_nothing():
    person, worker = PersonFactory(phone="1"), UserFactory()
    change(person, by=worker, at=AT, phone="2")
    with pytest.raises(ChangedMeanwhile):
        change(person, by=worker, at=AT, revision=1, phone="3")
    person.refresh_from_db()
    assert (person.phone, person.revision) == ("2", 2)


@pytest.mark.django_db
def test_a_change_without_a_revision_keeps_what_others_changed():
    person, worker = PersonFactory(phone="1", email="a@example.com"), UserFactory()
    old_copy = type(person).objects.get(pk=person.pk)
    change(person, by=worker, at=AT, phone="2")
    change(old_copy, by=worker, at=AT, email="b@example.com")
    assert (old_copy.phone, old_copy.email, old_copy.revision) == ("2", "b@example.com", 3)
