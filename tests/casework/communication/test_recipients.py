"""To whom a letter goes: who acts for them has a copy, whoever is suspended has nothing, and danger comes first."""

from datetime import timedelta

import pytest

from goodlives.casework.communication.door import how_to_send
from goodlives.casework.communication.recipients import CannotSend
from goodlives.casework.people.models import Person
from goodlives.casework.representatives import actions as acting
from goodlives.casework.representatives.models import Suspension
from goodlives.casework.representatives.words import Document, Kind
from tests import factories
from tests.factories import AT, ON

pytestmark = pytest.mark.django_db

HOME = ("1 High Street", "WX1 1AA")
OFFICE = "Speak Up Wrenford\n12 Market Square\nWX1 2AB"
DAY = timedelta(days=1)


@pytest.fixture
def amina():
    worker = factories.UserFactory(first_name="Helen", last_name="Marsh")
    return factories.PersonFactory(
        given_name="Amina", family_name="Begum", address=HOME[0], email="amina@example.org", allocated_to=worker
    )


def advocate(person, **details):
    given = {
        "kind": Kind.ADVOCATE, "name": "Grace Mbeki", "address": OFFICE, "rights": ["letters", "see"],
        "usable": ["letters", "see"], "document": Document.REFERRAL, "seen_on": ON,
        "seen_by": factories.UserFactory(),
    }  # fmt: skip
    return factories.RepresentationFactory(person=person, **given | details)


def suspend(one, letters_to="person", **details):
    return factories.SuspensionFactory(representation=one, letters_to=letters_to, **details)


def told(person, on=ON, **about):
    way = how_to_send(Person.objects.get(pk=person.pk), by=None, on=on, **about)
    return [(to.name, to.by_hand_of or to.address or to.email) for to in way.recipients]


def refused(person):
    with pytest.raises(CannotSend) as refusal:
        told(person)
    return {one.need: f"{one.words} {one.what_to_do}" for one in refusal.value.refusals}


AT_HOME = ("Amina Begum", HOME)
TO_GRACE = ("Grace Mbeki", tuple(OFFICE.splitlines()))


class TestWhoActsForThem:
    def test_whoever_may_receive_letters_has_a_copy(self, amina):
        advocate(amina)
        assert told(amina) == [AT_HOME, TO_GRACE]

    def test_an_attorneys_copy_names_the_firm(self, amina):
        advocate(amina, name="Ann Day", firm="Day and Sons")
        assert [name for name, _where in told(amina)] == ["Amina Begum", "Ann Day, Day and Sons"]

    @pytest.mark.parametrize(
        "without",
        [{"rights": ["see"], "usable": ["see"]}, {"usable": []}, {"last_on": ON - DAY}, {"first_on": ON + DAY}],
    )
    def test_nobody_has_one_without_the_right_the_papers_or_the_day(self, amina, without):
        one = advocate(amina, **without)
        assert told(amina) == [AT_HOME]
        assert not one.receives_letters(ON)

    @pytest.mark.parametrize("days", [-200, -1, 0, 1, 40])
    def test_one_by_one_and_all_together_say_the_same(self, amina, days):
        rows = [
            advocate(amina), advocate(amina, name="B", last_on=ON), advocate(amina, name="C", first_on=ON),
            advocate(amina, name="D", usable=["see"]),
        ]  # fmt: skip
        suspend(advocate(amina, name="E"))
        suspend(
            advocate(amina, name="F"), ended_on=ON, ended_by=factories.UserFactory(), outcome="go_on", ended_why="Safe"
        )
        on = ON + timedelta(days=days)
        assert len(rows) == 4
        assert {one.pk for one in amina.representations.all() if one.receives_letters(on)} == set(
            amina.representations.who_receive_letters(on).values_list("pk", flat=True)
        )

    def test_one_who_is_named_twice_has_one_copy(self, amina):
        advocate(amina)
        factories.CommunicationNeedsFactory(
            person=amina, readers="both", other_name="grace mbeki", other_address="12 Market Square",
            other_postcode="WX1 2AB",
        )  # fmt: skip
        assert [name.lower() for name, _where in told(amina)] == ["amina begum", "grace mbeki"]

    @pytest.mark.parametrize("kind", [Kind.PROPERTY_ATTORNEY, Kind.APPOINTEE])
    def test_whoever_acts_about_money_alone_has_letters_about_money_alone(self, amina, kind):
        advocate(amina, kind=kind, rights=["letters"], usable=["letters"])
        assert told(amina) == [AT_HOME]
        assert told(amina, about_money=True) == [AT_HOME, TO_GRACE]

    def test_where_we_do_not_know_where_they_are_the_letter_waits(self, amina):
        advocate(amina, address="")
        assert "Grace Mbeki receives their letters, as independent advocate" in refused(amina)["who_acts"]

    def test_by_email_where_the_letter_goes_by_email(self, amina):
        advocate(amina, email="grace@speak-up.example")
        factories.CommunicationNeedsFactory(person=amina, sending="email")
        assert told(amina) == [("Amina Begum", "amina@example.org"), ("Grace Mbeki", "grace@speak-up.example")]

    def test_copies_by_post_are_printed_with_the_others_and_those_by_email_are_not(self, amina):
        one = advocate(amina)
        assert how_to_send(amina, by=None, on=ON).is_ordinary
        acting.change_representation(one, by=factories.UserFactory(), at=AT, address="", email="grace@speak-up.example")
        assert not how_to_send(Person.objects.get(pk=amina.pk), by=None, on=ON).is_ordinary


class TestSuspended:
    @pytest.mark.parametrize(
        ("letters_to", "goes"),
        [
            ("person", [AT_HOME]),
            ("worker", [("Amina Begum", "Helen Marsh")]),
            ("elsewhere", [("Nadia Begum", ("4 Mill Lane", "WX1 3CC"))]),
        ],
    )
    def test_they_receive_nothing_and_the_persons_letters_go_where_it_says(self, amina, letters_to, goes):
        suspend(advocate(amina), letters_to, letters_words="Nadia Begum\n4 Mill Lane\nWX1 3CC")
        assert told(amina) == goes

    @pytest.mark.parametrize("readers", ["both", "other"])
    @pytest.mark.parametrize(
        "named", [{"other_name": "GRACE Mbeki"}, {"other_name": "G", "other_email": "g@x.example"}]
    )
    def test_nor_by_having_been_named_as_who_reads_letters(self, amina, readers, named):
        suspend(advocate(amina, email="g@x.example"))
        factories.CommunicationNeedsFactory(
            person=amina, readers=readers, other_address="12 Market Square", other_postcode="WX1 2AB", **named
        )
        assert told(amina) == [AT_HOME]

    def test_nor_as_somebody_who_acts_in_another_way(self, amina):
        suspend(advocate(amina))
        advocate(amina, kind=Kind.HELPER, document=Document.SPOKEN)
        assert told(amina) == [AT_HOME]

    def test_nor_after_it_ended_with_their_no_longer_acting(self, amina):
        suspend(advocate(amina, last_on=ON - DAY), ended_on=ON, ended_by=factories.UserFactory(), outcome="end",
                ended_why="It was true")  # fmt: skip
        factories.CommunicationNeedsFactory(
            person=amina, readers="other", other_name="Grace Mbeki", other_address="1 A", other_postcode="WX1 2AB"
        )
        assert told(amina) == [AT_HOME]

    def test_others_who_act_still_have_their_copy(self, amina):
        suspend(advocate(amina, name="Karl Begum", kind=Kind.HELPER, document=Document.SPOKEN))
        advocate(amina)
        assert told(amina) == [AT_HOME, TO_GRACE]

    def test_of_two_that_say_otherwise_the_worker_is_the_safer(self, amina):
        suspend(advocate(amina, name="A"), "elsewhere", letters_words="Nadia\n4 Mill Lane")
        suspend(advocate(amina, name="B"), "worker")
        assert told(amina) == [("Amina Begum", "Helen Marsh")]

    def test_email_waits_too_while_letters_are_brought(self, amina):
        suspend(advocate(amina), "worker")
        factories.CommunicationNeedsFactory(person=amina, sending="email")
        assert told(amina) == [("Amina Begum", "Helen Marsh")]

    def test_without_a_worker_nothing_goes(self, amina):
        type(amina).objects.filter(pk=amina.pk).update(allocated_to=None)
        suspend(advocate(amina), "worker")
        assert "Name a worker" in refused(amina)["no_worker"]

    def test_once_they_act_again_they_have_their_copy(self, amina):
        one = advocate(amina)
        acting.end_suspension(
            suspend(one), outcome=Suspension.Outcome.GO_ON, why="It was not so", by=factories.UserFactory(), on=ON,
            at=AT, revision=1,
        )  # fmt: skip
        assert told(amina) == [AT_HOME, TO_GRACE]


class TestInDanger:
    def test_whoever_must_not_know_has_no_copy(self, amina):
        advocate(amina, name="Karl Begum")
        factories.SafeContactFactory(person=amina, who_must_not_know="Her son, Karl Begum.")
        assert "Karl Begum must not know" in refused(amina)["must_not_know"]

    @pytest.mark.parametrize("never", ["Not at 1 High Street", "anything at WX11AA"])
    def test_an_address_never_to_use_is_never_used(self, amina, never):
        factories.SafeContactFactory(person=amina, not_at=never)
        assert "never to use the address" in refused(amina)["never_there"]

    def test_nor_the_address_of_a_copy(self, amina):
        advocate(amina)
        factories.SafeContactFactory(person=amina, not_at="the office at 12 Market Square, WX1 2AB")
        assert set(refused(amina)) == {"never_there"}

    def test_a_safe_address_comes_before_what_a_suspension_says(self, amina):
        suspend(advocate(amina), "elsewhere", letters_words="Nadia\n4 Mill Lane")
        factories.SafeContactFactory(person=amina, safe_address="c/o The Library", safe_postcode="WX1 9AA")
        assert told(amina) == [("Amina Begum", ("c/o The Library", "WX1 9AA"))]
