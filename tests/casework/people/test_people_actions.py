"""What changes a person's record and circle, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.people import actions
from goodlives.casework.people.models import CircleMember, Person
from tests.factories import AT, ON, CircleMemberFactory, CitizenFactory, PersonFactory, RecordReadFactory, UserFactory

pytestmark = pytest.mark.django_db

AGREED = {"willing": True, "able": True, "agreed_on": date(2026, 10, 1)}


@pytest.fixture
def worker():
    return UserFactory()


def test_council_numbers_come_from_one_series_and_are_never_shared(worker):
    first, second = (actions.register(by=worker, at=AT, given_name="Amina", family_name="Begum") for _ in range(2))
    assert int(second.council_number) == int(first.council_number) + 1


def test_registering_keeps_who_and_when(worker):
    person = actions.register(by=worker, at=AT, given_name="Amina", family_name="Begum")
    assert (person.changed_by, person.changed_at, person.revision) == (worker, AT, 1)


def test_a_changed_name_is_found_and_the_old_one_is_not(worker):
    person = PersonFactory(given_name="Amina", family_name="Begum")
    actions.change_details(person, by=worker, at=AT, revision=1, family_name="Khan")
    assert list(Person.objects.matching("khan")) == [person]
    assert list(Person.objects.matching("begum")) == []


def test_somebody_who_changed_it_first_is_not_overwritten(worker):
    person = PersonFactory(phone="1")
    actions.change_details(person, by=worker, at=AT, revision=1, phone="2")
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        actions.change_details(person, by=UserFactory(), at=AT, revision=1, phone="3")
    assert (meanwhile.value.current.phone, meanwhile.value.current.changed_by) == ("2", worker)


def test_a_worker_without_a_team_leaves_the_persons_team_as_it_is(worker):
    person = PersonFactory(team=worker.team)
    actions.allocate(person, to=UserFactory(team=None), by=worker, at=AT)
    assert person.team == worker.team


def test_nobody_named_leaves_the_team(worker):
    person = PersonFactory(team=worker.team, allocated_to=worker)
    actions.allocate(person, to=None, by=worker, at=AT)
    assert (person.allocated_to, person.team) == (None, worker.team)


def test_every_version_is_kept(worker):
    person = PersonFactory(phone="1")
    actions.change_details(person, by=worker, at=AT, revision=1, phone="2")
    assert list(person.events.order_by("pgh_id").values_list("phone", flat=True)) == ["1", "2"]


def test_a_look_at_a_record_can_be_neither_changed_nor_taken_away():
    read = RecordReadFactory()
    for wrong in (lambda: read.delete(), lambda: read.save()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            wrong()


@pytest.mark.parametrize(
    ("known", "counts"),
    [
        (AGREED, True),
        (AGREED | {"willing": None}, False),
        (AGREED | {"able": False}, False),
        (AGREED | {"agreed_on": None}, False),
        (AGREED | {"ended_on": ON}, False),
    ],
)
def test_help_counts_as_care_only_while_willing_able_and_agreed(known, counts):
    member = CircleMemberFactory(**known)
    assert member.counts_towards_care(ON) is counts
    assert CircleMember.objects.who_count_towards_care(ON).exists() is counts


def test_what_they_agreed_to_is_asked_again_when_it_changes(worker):
    member = CircleMemberFactory(does="Shopping", hours_a_week=2, **AGREED)
    actions.change_circle(member, by=worker, at=AT, revision=1, hours_a_week=8)
    assert member.agreed_on is None


def test_staff_may_write_the_new_agreement_with_the_change(worker):
    member = CircleMemberFactory(does="Shopping", hours_a_week=2, **AGREED)
    actions.change_circle(member, by=worker, at=AT, revision=1, hours_a_week=8, agreed_on=ON)
    assert member.agreed_on == ON


def test_whoever_leaves_the_circle_has_a_day_on_which_they_left(worker):
    member = CircleMemberFactory()
    actions.leave_circle(member, by=worker, on=ON, at=AT, revision=1)
    assert (member.ended_on, CircleMember.objects.current().count()) == (ON, 0)


def test_people_whose_circles_somebody_has_agreed_to_be_in():
    carer = PersonFactory()
    agreed, _asked = CircleMemberFactory(member=carer, **AGREED), CircleMemberFactory(member=carer)
    assert list(CircleMember.objects.naming(carer)) == [agreed]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: PersonFactory(born_on=date(1986, 3, 27), died_on=date(1980, 1, 1)),
        lambda: CircleMemberFactory(hours_a_week=169),
        lambda: (person := PersonFactory()) and CircleMemberFactory(person=person, member=person),
        lambda: PersonFactory.create_batch(2, nhs_number="9434765919"),
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


def test_a_person_may_see_their_own_record_and_staff_nobodys_without_a_reason(worker):
    me, _other = CitizenFactory(), PersonFactory()
    assert list(Person.objects.visible_to(me.user)) == [me]
    assert not Person.objects.visible_to(worker).exists()


@pytest.mark.parametrize(("on", "age"), [("2026-03-26", 39), ("2026-03-27", 40)])
def test_age_goes_up_on_the_birthday(on, age):
    assert Person(born_on=date(1986, 3, 27)).age(date.fromisoformat(on)) == age


def test_an_unknown_birth_date_gives_no_age():
    assert Person().age(ON) is None


@pytest.mark.parametrize(
    ("name", "relationship", "known_as"),
    [
        ("Yusuf Begum", "sibling", "Yusuf"),
        ("Mrs Green", "neighbour", "Mrs Green"),
        ("St Mary’s lunch club", "group", "St Mary’s lunch club"),
    ],
)
def test_people_are_spoken_of_by_first_name_and_groups_by_the_whole(name, relationship, known_as):
    assert CircleMember(name=name, relationship=relationship).known_as == known_as
