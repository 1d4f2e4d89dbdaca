"""Staff write down who acts for somebody, see their papers, suspend, decide, and find what ends soon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from goodlives.casework.access.models import Role
from goodlives.casework.representatives.models import Representation, Worry
from tests import factories
from tests.factories import ON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("goodlives.web.clock.today", lambda: ON)


@pytest.fixture
def amina():
    return factories.CitizenFactory(given_name="Amina", family_name="Begum")


@pytest.fixture
def worker(signed_in):
    return signed_in(factories.UserFactory())


@pytest.fixture
def manager(signed_in):
    return signed_in(factories.UserFactory(role=Role.TEAM_MANAGER))


def day(name, when) -> dict:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def test_only_what_somebody_of_the_kind_may_do_is_offered(worker, amina):
    address = reverse("representatives:add", args=[amina.pk])
    assert "Appointee for benefits" in worker.get(address).text
    page = worker.get(address, {"kind": "appointee"}).text
    assert "Tell the council about benefits" in page
    assert "Agree the plan" not in page
    refused = worker.post(
        f"{address}?kind=appointee", {"name": "Pat", "rights": ["agree"], "together": "no"} | day("first_on", ON)
    )
    assert refused.status_code == 422
    assert not Representation.objects.exists()


def test_somebody_is_written_down_and_then_their_papers(worker, amina):
    address = f"{reverse('representatives:add', args=[amina.pk])}?kind=property_attorney"
    given = {"name": "Ann Cole", "rights": ["money"], "together": "no", "instrument_says_so": "yes"}
    answer = worker.post(address, given | day("first_on", ON))
    row = Representation.objects.get()
    assert answer.url == reverse("representatives:papers", args=[row.pk])
    assert row.usable == []
    missing = worker.post(answer.url, {"document": "lasting", "revision": row.revision} | day("seen_on", ON))
    assert "Enter the number of this paper" in missing.text
    worker.post(answer.url, {"document": "lasting", "number": "7000-1", "revision": 1} | day("seen_on", ON))
    row.refresh_from_db()
    assert row.usable == ["money"]


def test_two_at_once_are_told_apart(worker, amina):
    row = factories.AttorneyFactory(person=amina)
    address = reverse("representatives:end", args=[row.pk])
    given = {"why": "She asked for it", "revision": 0} | day("last_on", ON)
    assert worker.post(address, given).status_code == 409
    assert worker.post(address, given | {"revision": row.revision}).status_code == 302


def test_a_manager_suspends_with_a_reason_and_days_and_staff_see_why(manager, worker, amina):
    row = factories.AttorneyFactory(person=amina, name="Joy Mensah")
    address = reverse("representatives:suspend", args=[row.pk])
    given = {"why": "She is afraid of him", "letters_to": "worker"} | day("review_on", ON + 7 * DAY)
    refused = manager.post(address, given | day("until_on", ON + 29 * DAY))
    assert "4 weeks at most" in refused.text
    assert manager.post(address, given | day("until_on", ON + 28 * DAY)).status_code == 302
    page = worker.get(reverse("representatives:one", args=[row.pk])).text
    assert "She is afraid of him" in page
    assert "has not been told" in page
    assert "Suspended" in worker.get(reverse("representatives:of_person", args=[amina.pk])).text


def test_a_social_worker_does_not_suspend(worker, amina):
    row = factories.AttorneyFactory(person=amina)
    assert worker.post(reverse("representatives:suspend", args=[row.pk]), {}).status_code == 403


def test_letters_that_go_elsewhere_need_an_address(manager, amina):
    row = factories.AttorneyFactory(person=amina)
    given = {"why": "Fear", "letters_to": "elsewhere"} | day("review_on", ON) | day("until_on", ON + DAY)
    assert "Enter the name and address" in manager.post(reverse("representatives:suspend", args=[row.pk]), given).text


def test_a_suspension_goes_on_only_with_new_days_and_a_new_reason(manager, amina):
    suspension = factories.SuspensionFactory(representation__person=amina)
    row = suspension.representation
    address = reverse("representatives:suspension", args=[row.pk])
    given = {"outcome": "longer", "why": "The enquiry is not over", "revision": suspension.revision}
    assert manager.post(address, given).status_code == 422
    assert manager.post(address, given | day("review_on", ON) | day("until_on", ON + 9 * DAY)).status_code == 302
    assert row.suspensions.open().get().until_on == ON + 9 * DAY
    assert row.suspensions.count() == 2


def test_the_person_says_that_something_is_not_right_and_staff_look_at_it(signed_in, worker, amina):
    row = factories.RepresentationFactory(person=amina)
    client = signed_in(amina.user)
    said = client.post(
        reverse("representatives:worry", args=[amina.pk, row.pk]), {"words": "He reads my post"}, follow=True
    ).text
    assert "Somebody from the council will talk with you" in said
    assert "He reads my post" not in said
    worry = Worry.objects.get()
    tag = 'govuk-tag--red">The person is worried'
    assert tag in worker.get(reverse("representatives:list"), {"which": "worry"}).text
    assert "He reads my post" in worker.get(reverse("representatives:one", args=[row.pk])).text
    worker.post(
        reverse("representatives:look_at_worry", args=[row.pk, worry.pk]), {"outcome": "We talked", "revision": 1}
    )
    assert tag not in worker.get(reverse("representatives:list")).text


def test_the_person_ends_their_own_choice(signed_in, amina):
    row = factories.RepresentationFactory(person=amina, name="Dinah Cole")
    client = signed_in(amina.user)
    page = client.get(reverse("representatives:of_person", args=[amina.pk])).text
    assert "End this: Dinah Cole no longer acts for me" in page
    ended = client.post(reverse("representatives:end_own", args=[amina.pk, row.pk]), {"revision": 1}, follow=True)
    assert "Dinah Cole no longer acts for you here." in ended.text
    row.refresh_from_db()
    assert row.is_over(ON)


def test_an_attorney_is_not_ended_here_but_it_says_how(signed_in, amina):
    row = factories.AttorneyFactory(person=amina)
    client = signed_in(amina.user)
    page = client.get(reverse("representatives:of_person", args=[amina.pk])).text
    assert reverse("representatives:end_own", args=[amina.pk, row.pk]) not in page
    assert "Office of the Public Guardian" in page
    client.post(reverse("representatives:end_own", args=[amina.pk, row.pk]), {"revision": 1})
    row.refresh_from_db()
    assert row.last_on is None


def test_the_list_starts_with_what_is_suspended_and_says_what_ends_soon(worker):
    factories.AttorneyFactory(name="Zoe Last")
    factories.AttorneyFactory(name="Ann Soon", last_on=ON + 20 * DAY)
    factories.SuspensionFactory(representation__name="Mo Stopped")
    page = worker.get(reverse("representatives:list")).text
    assert page.index("Mo Stopped") < page.index("Ann Soon") < page.index("Zoe Last")
    soon = worker.get(reverse("representatives:list"), {"which": "soon"}).text
    assert "Ann Soon" in soon
    assert "Zoe Last" not in soon
    papers = worker.get(reverse("representatives:list"), {"which": "papers"}).text
    assert "Nothing matches" in papers


def test_an_empty_list_says_what_would_fill_it(worker):
    assert "Nobody acts for anybody yet" in worker.get(reverse("representatives:list")).text


def test_the_list_asks_as_much_for_many_as_for_one(worker):
    factories.AttorneyFactory()
    address = reverse("representatives:list")
    worker.get(address)
    with assertNumQueries(6):
        worker.get(address)
    factories.AttorneyFactory.create_batch(12)
    factories.SuspensionFactory.create_batch(2)
    with assertNumQueries(6):
        worker.get(address)


def test_a_sign_in_is_given_with_a_code_that_is_shown_once(worker, amina):
    row = factories.RepresentationFactory(person=amina, name="Ann Cole")
    address = reverse("access:of_representative", args=[row.pk])
    letter = worker.post(address, {"how": "print"})
    assert "Give this code" in letter.text
    row.refresh_from_db()
    assert row.user.role == Role.PERSON


def test_a_carer_acts_with_their_own_sign_in(worker, amina):
    row, carer = factories.RepresentationFactory(person=amina), factories.CitizenFactory()
    address = reverse("access:of_representative", args=[row.pk])
    assert "Nobody has this council number" in worker.post(address, {"council_number": "none"}).text
    assert worker.post(address, {"council_number": carer.council_number}).status_code == 302
    row.refresh_from_db()
    assert row.user == carer.user
