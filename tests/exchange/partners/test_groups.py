"""What a partner reads of each group of fields, in words, and what is left out."""

from __future__ import annotations

import pytest

from goodlives.casework.communication import actions as communication
from goodlives.casework.consents.models import Group
from goodlives.casework.decisions.models import Kind
from goodlives.exchange.partners.groups import PIECES, Piece, what_they_read
from goodlives.exchange.partners.reach import Reach, who_and_how_to_reach
from tests import factories
from tests.factories import AT, ON

pytestmark = pytest.mark.django_db


def words(person, group):
    return "\n".join(f"{piece.heading} {piece.words} {piece.points}" for piece in what_they_read(person, group))


def test_every_group_has_its_words():
    assert set(PIECES) == set(Group)


@pytest.mark.parametrize("group", Group, ids=lambda group: group.value)
def test_where_nothing_is_written_nothing_is_made_up(group):
    person = factories.PersonFactory(born_on=None, postcode="")
    assert what_they_read(person, group) == ([Piece("Name", person.name)] if group == Group.REACH else [])


def test_who_i_am_comes_from_one_place():
    person = factories.PersonFactory(address="1 Mill Lane", phone="01632 960 001", nhs_number="4857773456")
    assert who_and_how_to_reach(person) == Reach(
        person.born_on, "4857773456", "1 Mill Lane", "WX1 1AA", "01632 960 001", ""
    )
    assert "1 Mill Lane\nWX1 1AA" in words(person, Group.REACH)


def test_somebody_who_has_not_agreed_to_help_is_not_named():
    person = factories.PersonFactory()
    factories.CircleMemberFactory(person=person, name="Yusuf Begum", phone="01632 960 002", in_an_emergency=True)
    agreed = {"agreed_on": ON, "willing": True, "able": True}
    factories.CircleMemberFactory(
        person=person, name="Grace Hall", relationship="neighbour", does="Brings in the post", **agreed
    )
    said = words(person, Group.CIRCLE)
    assert "Grace Hall, neighbour Brings in the post" in said
    assert "Brother or sister" in said
    assert "Yusuf" not in said
    assert "960 002" not in said


def test_a_plan_that_is_still_being_written_is_not_shared():
    plan = factories.PlanFactory(what_matters="My garden")
    assert what_they_read(plan.person, Group.PLAN) == []


def test_decisions_about_money_go_with_money():
    person = factories.PersonFactory()
    factories.DecisionFactory(person=person, kind=Kind.CHARGE, summary="You pay £12.", reasons="You have £40,000.")
    factories.DecisionFactory(person=person, kind=Kind.ELIGIBILITY, summary="You have needs.")
    assert "You pay" not in words(person, Group.DECISIONS)
    assert "You have needs." in words(person, Group.DECISIONS)
    assert "You pay £12." in words(person, Group.MONEY)
    assert "40,000" not in words(person, Group.MONEY), "why goes with what somebody owns"


class TestInDanger:
    """Who told us of a safe way is reached in no other; a partner is told to ask us first, and gets nothing to use."""

    @pytest.fixture
    def person(self):
        return factories.PersonFactory(address="1 Mill Lane", phone="01632 960 001", email="amina@example.org")

    WAYS = ("Mill Lane", "WX1 1AA", "960 001", "amina@")

    def test_no_way_to_reach_somebody_in_danger_is_given(self, person):
        factories.SafeContactFactory(person=person, safe_address="c/o The Library", safe_postcode="WX1 9AA")
        said = words(person, Group.REACH)
        assert "Ask the council first" in said
        assert not [way for way in (*self.WAYS, "Library", "Text first") if way in said]

    def test_it_is_given_again_when_it_is_over(self, person):
        factories.SafeContactFactory(person=person, do_not_phone=True, ended_on=ON)
        assert all(way in words(person, Group.REACH) for way in self.WAYS)

    def test_a_private_address_is_not_given_and_the_rest_is(self, person):
        helen = factories.UserFactory()
        communication.protect_address(
            person, address="7 Hidden Row", postcode="WX9 7ZZ", why="They asked.", readers=[helen], by=helen, on=ON,
            at=AT,
        )  # fmt: skip
        said = words(person, Group.REACH)
        assert "The address is kept private" in said
        assert "960 001" in said
        assert "Hidden" not in said

    @pytest.mark.parametrize("phoning", ["never", "text_only"])
    def test_the_number_of_somebody_who_is_never_to_be_phoned_is_not_given(self, person, phoning):
        factories.CommunicationNeedsFactory(person=person, phoning=phoning)
        said = words(person, Group.REACH)
        assert "They ask never to be phoned." in said
        assert "960 001" not in said
        assert "1 Mill Lane" in said
