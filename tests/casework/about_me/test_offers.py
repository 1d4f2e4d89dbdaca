"""People offering something nearby: only with consent, and only a first name and what they give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.finding import Offered, district, looked_for, offers_nearby, shared_offer
from goodlives.casework.about_me.models import Introduction, Offer
from goodlives.casework.people.row_security import only_what_is_theirs
from tests.factories import AT, ON, CitizenFactory, IntroductionFactory, OfferFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=90)


def found(words="fish", near="WX1 1AA", on=ON):
    return [offered.words for offered in offers_nearby(words, near, on=on)]


@pytest.fixture
def worker():
    return UserFactory(first_name="Ife", last_name="Adeyemi")


@pytest.fixture
def fishing(worker):
    """Winston, who cannot sign in, would teach anybody to fish, and said so on the phone."""
    winston = PersonFactory(given_name="Winston", family_name="Osei", postcode="WX1 4AB", allocated_to=worker)
    offer = OfferFactory(person=winston, words="Fishing: I can teach you")
    actions.share(offer, until=LATER, agreed_how="On the phone, today", by=worker, on=ON, at=AT)
    return offer


def test_an_offer_nearby_is_found_with_consent(fishing):
    assert offers_nearby("Who could teach me to fish?", "WX1 1AA", on=ON) == [
        Offered(fishing.pk, "Winston", "skill", "Fishing: I can teach you", 0, "Ife Adeyemi")
    ]


def test_once_consent_is_withdrawn_the_next_search_does_not_find_it(fishing, worker):
    assert found() == ["Fishing: I can teach you"]
    actions.withdraw(fishing, by=worker, on=ON, at=AT)
    assert found() == []
    assert shared_offer(fishing.pk, "", on=ON) is None


def test_consent_ends_on_its_last_day(fishing):
    assert found(on=LATER) == ["Fishing: I can teach you"]
    assert found(on=LATER + timedelta(days=1)) == []
    assert found(on=ON - timedelta(days=1)) == []


def test_what_is_only_written_down_is_found_by_nobody():
    OfferFactory(words="I can teach you to fish")
    assert found() == []


def test_whoever_has_died_is_not_found(fishing):
    type(fishing.person).objects.filter(pk=fishing.person_id).update(died_on=ON)
    assert found() == []


def test_what_somebody_no_longer_does_is_not_found(fishing, worker):
    actions.end_offer(fishing, by=worker, on=ON, at=AT)
    assert found() == []


def test_the_search_agrees_with_the_consent_that_the_record_shows(worker):
    for ago, ahead, ended in [(5, 5, None), (5, -1, None), (-1, 9, None), (5, 5, ON)]:
        OfferFactory(
            words="Fishing", shared_from=ON - timedelta(days=ago), shared_until=ON + timedelta(days=ahead),
            ended_on=ended,
        )  # fmt: skip
    OfferFactory(words="Fishing", shared_from=ON, shared_until=ON, withdrawn_on=ON)
    shared = set(Offer.objects.shared(ON).values_list("pk", flat=True))
    assert {offered.offer for offered in offers_nearby("fishing", "", on=ON)} == shared
    assert {offer.pk for offer in Offer.objects.all() if offer.is_shared(ON)} == shared
    assert len(shared) == 1


def test_the_nearest_come_first_by_the_first_half_of_the_postcode_only():
    for postcode in ("ZZ9 9ZZ", "WX2 1AA", "WX1 9ZZ"):
        person = PersonFactory(postcode=postcode)
        OfferFactory(person=person, words=f"Fishing, {postcode}", shared_from=ON, shared_until=ON)
    near = offers_nearby("fishing", "wx11aa", on=ON)
    assert [(one.words, one.nearness) for one in near] == [
        ("Fishing, WX1 9ZZ", 0), ("Fishing, WX2 1AA", 1), ("Fishing, ZZ9 9ZZ", 2)
    ]  # fmt: skip


def test_a_search_says_nothing_of_where_or_who_they_are(fishing):
    assert Offered._fields == ("offer", "first_name", "kind", "words", "nearness", "named_worker")


def test_the_role_for_people_finds_offers_but_reads_no_record_of_others(fishing):
    me = CitizenFactory()
    with only_what_is_theirs(me.user):
        assert found() == ["Fishing: I can teach you"]
        assert not Offer.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_person WHERE id = %s", [fishing.person_id])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("asked", "terms"),
    [("Who could teach me to fish?", ["fish"]), ("help with my garden", ["garden"]), ("who", ["who"]), ("  ", [])],
)
def test_a_question_is_searched_by_the_words_that_matter(asked, terms):
    assert looked_for(asked) == terms


@pytest.mark.parametrize(
    ("postcode", "half"), [("WX1 1AA", "WX1"), ("wx11aa", "WX1"), ("WX1", "WX1"), ("", ""), ("EC1A 1BB", "EC1A")]
)
def test_only_the_first_half_of_a_postcode_is_used(postcode, half):
    assert district(postcode) == half


# --- Consent ---


def test_only_the_person_agrees_where_they_can_sign_in(worker):
    me = CitizenFactory()
    offer = OfferFactory(person=me)
    with pytest.raises(actions.OnlyTheyMay):
        actions.share(offer, until=LATER, agreed_how="She said so", by=worker, on=ON, at=AT)
    actions.share(offer, until=LATER, agreed_how="", by=me.user, on=ON, at=AT)
    assert offer.is_shared(ON)


def test_for_somebody_who_cannot_sign_in_staff_say_how_they_agreed(worker):
    with pytest.raises(actions.CannotShare, match="how they told you"):
        actions.share(OfferFactory(), until=LATER, agreed_how=" ", by=worker, on=ON, at=AT)


@pytest.mark.parametrize("until", [ON - timedelta(days=1), ON + timedelta(days=367)])
def test_consent_ends_within_a_year(until):
    me = CitizenFactory()
    with pytest.raises(actions.CannotShare, match="a year from now"):
        actions.share(OfferFactory(person=me), until=until, agreed_how="", by=me.user, on=ON, at=AT)


def test_a_wish_to_stop_is_never_shared():
    me = CitizenFactory()
    offer = OfferFactory(person=me, kind="stop", words="Going to the day centre")
    with pytest.raises(actions.CannotShare):
        actions.share(offer, until=LATER, agreed_how="", by=me.user, on=ON, at=AT)
    with pytest.raises(IntegrityError, match="wish_to_stop_is_never_shared"), transaction.atomic():
        OfferFactory(kind="stop", shared_from=ON, shared_until=LATER)


def test_agreeing_again_after_withdrawing_shows_it_again():
    me = CitizenFactory()
    offer = OfferFactory(person=me, words="Fishing")
    for step in ("share", "withdraw", "share"):
        if step == "share":
            actions.share(offer, until=LATER, agreed_how="", by=me.user, on=ON, at=AT)
        else:
            actions.withdraw(offer, by=me.user, on=ON, at=AT)
    assert found() == ["Fishing"]


# --- Introductions ---


def test_asking_twice_while_it_waits_is_one_request(fishing):
    me = CitizenFactory()
    for message in ("May I come?", "May I come on Friday?"):
        made = actions.ask_to_meet(me, fishing.pk, about="Winston", message=message, by=me.user, on=ON, at=AT)
    assert Introduction.objects.get() == made
    assert made.message == "May I come on Friday?"


def test_nobody_says_yes_for_somebody_who_has_withdrawn(fishing, worker):
    asked = IntroductionFactory(offer=fishing)
    actions.withdraw(fishing, by=worker, on=ON, at=AT)
    asked.offer.refresh_from_db()
    with pytest.raises(actions.CannotShare, match="no longer share"):
        actions.answer_introduction(asked, agreed=True, answer="Yes", by=worker, on=ON, at=AT)
    actions.answer_introduction(asked, agreed=False, answer="Not possible now", by=worker, on=ON, at=AT)
    assert Introduction.objects.get().state == "not_now"


def test_a_person_reads_their_own_requests_and_not_the_offer_behind_them(fishing):
    me = CitizenFactory()
    with only_what_is_theirs(me.user):
        actions.ask_to_meet(me, fishing.pk, about="Winston: fishing", message="Hello", by=me.user, on=ON, at=AT)
        assert Introduction.objects.get().about == "Winston: fishing"
        assert not Offer.objects.exists()


def test_consent_is_dated(fishing):
    assert (fishing.shared_from, fishing.shared_until) == (ON, date(2027, 1, 31))
