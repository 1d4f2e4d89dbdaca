"""What a partner sees: those who share today, exactly the parts they share, and nothing from the moment they stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.consents import actions
from goodlives.casework.consents.models import Group, Partner, SharedFile
from goodlives.casework.people.models import RecordRead
from goodlives.exchange.partners import copies
from goodlives.web.permissions import who_may_open
from tests import factories
from tests.factories import AT
from tests.test_architecture import every_url

pytestmark = pytest.mark.django_db
TODAY = date.today()
UNTIL = TODAY + timedelta(days=90)


@pytest.fixture
def nurse():
    return factories.PartnerWorkerFactory()


@pytest.fixture
def consent(nurse):
    person = factories.CitizenFactory(family_name="Quixwhistle", phone="01632 960 001", address="1 Mill Lane")
    return factories.ConsentFactory(
        person=person, partner=nurse.partner, groups=["reach", "about_me"], first_on=TODAY, last_on=UNTIL
    )


def page(name, *args):
    return reverse(f"consents:{name}", args=args)


def pages_about(consent):
    """Every address of the partner's pages that stands on a consent, those not written yet too."""
    file = factories.SharedFileFactory(
        consent=consent, what="about_me", form="json", state="ready", content=b"{}", digest="ab" * 32
    )
    known = {"pk": consent.pk, "file_pk": file.pk, "group": "reach"}
    for _address, pattern, namespace in every_url():
        parts = pattern.pattern.converters
        if namespace == "consents" and who_may_open(pattern.callback) is roles.partner and "pk" in parts:
            yield reverse(f"consents:{pattern.name}", kwargs={part: known[part] for part in parts})


def test_the_list_has_those_who_share_today_and_no_more(signed_in, nurse, consent):
    factories.ConsentFactory(person__family_name="Elsewhere", first_on=TODAY, last_on=UNTIL)
    over = factories.ConsentFactory(
        person__family_name="Over", partner=nurse.partner, first_on=TODAY - timedelta(days=9),
        last_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    text = signed_in(nurse.user).get(page("shared_with_us")).text
    assert "Quixwhistle" in text
    assert "Elsewhere" not in text
    assert over.person.family_name not in text.replace("Overview", "")


def test_every_page_about_somebody_is_shut_from_the_moment_they_stop(signed_in, nurse, consent):
    browser, addresses = signed_in(nurse.user), list(pages_about(consent))
    assert len(addresses) == 4
    before = {address: browser.get(address).status_code for address in addresses}
    assert set(before.values()) <= {200, 405}
    actions.withdraw(consent, by=consent.person.user, at=AT)
    for address in addresses:
        for method in (browser.get, browser.post):
            answer = method(address)
            assert answer.status_code in (404, 405), address
            assert "Quixwhistle" not in answer.text
    assert "Quixwhistle" not in browser.get(page("shared_with_us")).text


@pytest.mark.parametrize("group", Group.values)
def test_only_the_parts_that_were_ticked_open(signed_in, nurse, consent, group):
    answer = signed_in(nurse.user).get(page("group", consent.pk, group))
    assert answer.status_code == (200 if group in consent.groups else 404)


def test_a_group_that_there_is_not_is_not_found(signed_in, nurse, consent):
    assert signed_in(nurse.user).get(page("group", consent.pk, "everything")).status_code == 404


def test_each_look_is_shown_to_the_person_with_who_and_what_for(signed_in, nurse, consent):
    signed_in(nurse.user).get(page("group", consent.pk, "reach"))
    text = signed_in(consent.person.user).get(reverse("people:who_looked", args=[consent.person_id])).text
    for words in (str(nurse.user), "partner organisation", "Who I am and how to reach me", str(nurse.partner)):
        assert words in text


def test_each_page_writes_one_look(signed_in, nurse, consent):
    browser = signed_in(nurse.user)
    for number, address in enumerate([page("one", consent.pk), page("group", consent.pk, "reach")], 1):
        browser.get(address)
        assert RecordRead.objects.filter(person=consent.person).count() == number


def test_what_is_read_is_what_is_shared(signed_in, nurse, consent):
    factories.PartFactory(person=consent.person, words="My garden, and being asked first.")
    browser = signed_in(nurse.user)
    text = browser.get(page("group", consent.pk, "reach")).text
    assert "1 Mill Lane" in text
    assert "garden" not in text
    text = browser.get(page("group", consent.pk, "about_me")).text
    assert "garden" in text
    assert "Mill Lane" not in text


def test_even_if_the_door_is_left_open_the_database_shows_nothing(signed_in, nurse, consent, monkeypatch):
    """The check in Python is taken away: the rows are still not there."""
    monkeypatch.setattr("goodlives.casework.consents.models.ConsentQuerySet.current", lambda rows, on: rows)
    monkeypatch.setattr("goodlives.casework.consents.models.ConsentQuerySet.for_worker", lambda rows, user: rows)
    other = factories.ConsentFactory(person__family_name="Elsewhere", first_on=TODAY, last_on=UNTIL)
    actions.withdraw(consent, by=consent.person.user, at=AT)
    browser = signed_in(nurse.user)
    for shut in (consent, other):
        answer = browser.get(page("group", shut.pk, "reach"))
        assert answer.status_code == 404
        assert shut.person.family_name not in browser.get(page("shared_with_us")).text


def test_a_copy_is_asked_for_made_and_taken_with_its_seal(signed_in, nurse, consent):
    browser = signed_in(nurse.user)
    browser.post(page("ask_for_copy", consent.pk), {"copy": "about_me.json"})
    file = SharedFile.objects.get()
    assert "Being made" in browser.get(page("one", consent.pk)).text
    copies.make(file.pk, on=TODAY, at=AT)
    answer = browser.get(page("take", consent.pk, file.pk))
    assert answer.json()["standard"].startswith("PRSB About Me")
    assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert answer["Content-Digest"].startswith("sha-256=:")
    assert "Quixwhistle" not in file.name
    file.refresh_from_db()
    assert file.taken_by == nurse.user


def test_a_copy_of_what_is_not_shared_is_no_choice(signed_in, nurse, consent):
    answer = signed_in(nurse.user).post(page("ask_for_copy", consent.pk), {"copy": "plan.pdf"})
    assert "Select a valid choice" in answer.text
    assert not SharedFile.objects.exists()


def test_copies_they_took_are_to_be_deleted_and_the_person_sees_that_they_were(signed_in, nurse, consent):
    file = factories.SharedFileFactory(
        consent=consent, what="about_me", state="ready", content=b"{}", digest="ab" * 32, taken_at=AT,
        taken_by=nurse.user,
    )  # fmt: skip
    browser = signed_in(nurse.user)
    assert "Please delete" not in browser.get(page("shared_with_us")).text
    actions.withdraw(consent, by=consent.person.user, at=AT)
    text = browser.get(page("shared_with_us")).text
    assert "Please delete these copies now" in text
    assert file.name in text
    assert "Quixwhistle" not in text
    assert "you deleted" in browser.post(page("deleted", file.pk), follow=True).text
    history = signed_in(consent.person.user).get(page("history", consent.person_id)).text
    assert f"said that they deleted the copy {file.name}" in history


def test_another_partners_copies_are_not_theirs(signed_in, consent):
    file = factories.SharedFileFactory(consent=consent, state="ready", content=b"{}", digest="ab" * 32)
    browser = signed_in(factories.PartnerWorkerFactory().user)
    assert browser.get(page("take", consent.pk, file.pk)).status_code == 404
    assert browser.post(page("deleted", file.pk)).status_code == 404


def test_the_list_asks_the_same_few_questions_however_long_it_is(signed_in, nurse, django_assert_max_num_queries):
    browser = signed_in(nurse.user)
    for number in (1, 30):
        for _one in range(number):
            factories.ConsentFactory(partner=nurse.partner, first_on=TODAY, last_on=UNTIL)
        with django_assert_max_num_queries(8):
            assert browser.get(page("shared_with_us")).status_code == 200


# --- Who keeps the partners ---

PARTNER = {
    "name": "Harbour Homes", "kind": "housing", "does": "Flats and houses to rent", "agreed_on_day": "1",
    "agreed_on_month": "2", "agreed_on_year": "2026", "agreement": "File 7",
}  # fmt: skip


def test_a_partner_is_added_changed_and_ended(signed_in):
    browser = signed_in(factories.UserFactory(role=Role.SERVICE_MANAGER))
    browser.post(page("new_partner"), PARTNER)
    partner = Partner.objects.get()
    assert "There is a partner of this name already" in browser.post(page("new_partner"), PARTNER).text
    browser.post(page("change_partner", partner.pk), PARTNER | {"phone": "01632 960 430", "revision": "1"})
    partner.refresh_from_db()
    assert partner.phone == "01632 960 430"
    browser.post(page("end_partner", partner.pk), {"revision": "2"})
    partner.refresh_from_db()
    assert partner.ended_on == TODAY
    assert "Ended" in browser.get(page("partners")).text


def test_an_administrator_gives_somebody_there_an_account_that_sees_only_what_is_shared(signed_in, nurse):
    administrator = factories.UserFactory(role=Role.ADMINISTRATOR)
    typed = {"first_name": "Nadia", "last_name": "Rahman", "email": "n.rahman@example.com", "job_title": "Nurse"}
    answer = signed_in(administrator).post(page("give_sign_in", nurse.partner_id), typed, follow=True)
    assert "The account is made." in answer.text
    user = User.objects.get(email="n.rahman@example.com")
    assert (user.role, user.works_for.partner) == (Role.PARTNER, nurse.partner)
    assert roles.partner(user)
    assert not roles.council_staff(user)
    assert signed_in(administrator).get(reverse("access:change", args=[user.pk])).status_code == 404


def test_nobody_is_a_partner_who_is_not_signed_in():
    assert not roles.partner(AnonymousUser())


def test_somebody_who_works_for_nobody_sees_an_empty_page(signed_in):
    answer = signed_in(factories.UserFactory(role=Role.PARTNER)).get(page("shared_with_us"))
    assert "Nobody can share with your organisation now" in answer.text
