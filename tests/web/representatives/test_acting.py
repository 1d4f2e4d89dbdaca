"""Somebody who acts for another: every page says so, opens what their rights open, and leaves a look behind."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role
from goodlives.casework.people.models import CircleMember, Person, RecordRead
from goodlives.casework.plans.models import PlanSuggestion
from goodlives.casework.representatives import actions
from goodlives.web import acting
from tests import factories
from tests.factories import AT, ON
from tests.test_architecture import every_url
from tests.test_permissions import PARTS, About, address_of, asked, everybody_and_everything

pytestmark = pytest.mark.django_db

CHECKED = "We are checking who acts for whom"
REFUSED = "You cannot do this for"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("goodlives.web.clock.today", lambda: ON)


@pytest.fixture
def amina():
    return factories.CitizenFactory(given_name="Amina", family_name="Begum")


@pytest.fixture
def attorney(amina):
    return factories.AttorneyFactory(person=amina, name="Joy Mensah")


def here_for(client, acts):
    """The browser of somebody who has chosen for whom they are here."""
    answer = client.post(reverse("representatives:choose"), {"who": str(acts.pk)})
    assert answer.status_code == 302, answer.text
    return client


def test_after_signing_in_they_say_for_whom_they_are_here(signed_in, attorney):
    client = signed_in(attorney.user)
    assert client.get(reverse("home:signed_in")).url == reverse("representatives:choose")
    page = client.get(reverse("representatives:choose")).text
    assert "For Amina Begum, as attorney for health and welfare" in page
    assert "For myself" not in page  # they have no record of their own


def test_a_carer_who_acts_for_somebody_may_be_here_for_themselves(signed_in, amina):
    carer = factories.CitizenFactory(given_name="Carl")
    acts = factories.AttorneyFactory(person=amina, user=carer.user)
    client = here_for(signed_in(carer.user), acts)
    assert "The page of Amina Begum" in client.get(reverse("people:mine")).text
    assert client.post(reverse("representatives:choose"), {"who": "myself"}).url == reverse("people:mine")
    page = client.get(reverse("people:mine")).text
    assert "Hello, Carl" in page
    assert "You are acting for" not in page


def test_somebody_who_acts_for_nobody_is_asked_nothing(signed_in, amina):
    client = signed_in(amina.user)
    assert client.get(reverse("home:signed_in")).url == reverse("people:mine")
    assert client.get(reverse("representatives:choose")).url == reverse("people:mine")


def test_nobody_is_here_for_somebody_by_another_s_representation(signed_in, attorney):
    stranger = factories.AttorneyFactory()
    client = signed_in(stranger.user)
    assert client.post(reverse("representatives:choose"), {"who": str(attorney.pk)}).status_code == 422
    session = client.session
    session[acting.CHOSEN] = str(attorney.pk)
    session.save()
    assert client.get(reverse("people:mine")).url == reverse("representatives:choose")


@pytest.mark.parametrize("page", ["people:mine", "representatives:what_i_may", "requests:ask", "access:account"])
def test_every_page_says_for_whom_they_act_and_as_what(signed_in, attorney, page):
    text = here_for(signed_in(attorney.user), attorney).get(reverse(page)).text
    assert "You are acting for Amina Begum</strong> as attorney for health and welfare" in text


def test_each_look_is_written_down_and_the_person_sees_who_acted(signed_in, amina, attorney):
    client = here_for(signed_in(attorney.user), attorney)
    client.get(reverse("people:mine"))
    look = RecordRead.objects.filter(person=amina).order_by("-at").first()
    assert (look.reader, look.reason) == (attorney.user, "They act for you: attorney for health and welfare")
    page = signed_in(amina.user).get(reverse("people:who_looked", args=[amina.pk])).text
    assert str(attorney.user) in page
    assert "acts for the person" in page


def test_what_is_done_for_somebody_says_so_in_history(signed_in, amina, attorney):
    plan = factories.PlanFactory(person=amina)
    client = here_for(signed_in(attorney.user), attorney)
    client.post(reverse("plans:suggest", args=[plan.pk]), {"about": "what_matters", "words": "Her garden"})
    suggested = PlanSuggestion.objects.get()
    assert suggested.by == attorney.user
    event = suggested._meta.model.pgh_event_models  # the copy that the database kept
    kept = next(iter(event.values())) if isinstance(event, dict) else event[0]
    context = kept.objects.get(pgh_obj_id=suggested.pk).pgh_context.metadata
    assert context["acting_for"] == str(amina.pk)
    assert context["acting_as"] == "health_attorney"


def test_they_suggest_and_never_write_as_the_person(signed_in, amina, attorney):
    client = here_for(signed_in(attorney.user), attorney)
    page = client.get(reverse("about_me:write", args=[amina.pk, "important"])).text
    assert "Suggest words" in page
    assert REFUSED in client.get(reverse("plans:start_alone", args=[amina.pk])).text


def test_an_attorney_agrees_a_plan_for_the_person_and_it_says_who_did(signed_in, amina, attorney):
    plan = factories.PlanFactory(person=amina, state="signed_off", starts_on=ON)
    client = here_for(signed_in(attorney.user), attorney)
    answer = client.post(
        reverse("plans:agree", args=[plan.pk]), {"agrees": "yes", "revision": plan.revision}, follow=True
    )
    assert answer.status_code == 200
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_how) == ("agreed", "Joy Mensah agreed for them, as attorney for health and welfare")


def test_an_advocate_does_not_agree_a_plan_and_is_told_why(signed_in, amina):
    acts = factories.AttorneyFactory(
        person=amina, kind="advocate", rights=["see", "write", "question"], usable=["see", "write", "question"]
    )
    plan = factories.PlanFactory(person=amina, state="signed_off", starts_on=ON)
    client = here_for(signed_in(acts.user), acts)
    assert reverse("plans:agree", args=[plan.pk]) not in client.get(reverse("plans:plan", args=[plan.pk])).text
    answer = client.post(reverse("plans:agree", args=[plan.pk]), {"agrees": "yes"})
    assert answer.status_code == 403
    assert "Agree the plan" in answer.text
    assert "Care Act 2014 ss67 and 68" in answer.text


def test_money_alone_opens_the_financial_assessment_and_not_the_record(signed_in, amina):
    acts = factories.AttorneyFactory(person=amina, kind="property_deputy", rights=["money"], usable=["money"])
    money = factories.FinancialAssessmentFactory(person=amina)
    client = here_for(signed_in(acts.user), acts)
    page = client.get(reverse("representatives:what_i_may")).text
    address = reverse("finances:assessment", args=[money.pk])
    assert address in page
    assert client.get(address).status_code == 200
    assert client.get(reverse("people:mine")).status_code == 403


def test_an_appointee_reports_a_benefit_and_reads_no_sum(signed_in, amina):
    acts = factories.AttorneyFactory(person=amina, kind="appointee", rights=["benefits"], usable=["benefits"])
    money = factories.FinancialAssessmentFactory(person=amina)
    client = here_for(signed_in(acts.user), acts)
    assert client.get(reverse("finances:report", args=[amina.pk])).status_code == 200
    assert client.get(reverse("finances:assessment", args=[money.pk])).status_code == 403


# --- Over every page ---


@pytest.fixture
def world():
    made = everybody_and_everything()
    made.acts = factories.AttorneyFactory(
        person=made.person, kind="helper", rights=["see", "write", "question"], usable=["see", "write", "question"],
        lacks_capacity=None,
    )  # fmt: skip
    return made


def about_a_person():
    for address, pattern, namespace in every_url():
        parts = {
            PARTS.get(f"{namespace}:{pattern.name}:{part}", PARTS.get(f"{namespace}:{part}"))
            for part in pattern.pattern.converters
        }
        if any(isinstance(part, About) for part in parts) and pattern.callback.open_to is not roles.anyone:
            yield pytest.param(pattern, namespace, id=address)


def test_every_page_opens_with_its_right_leaving_a_look_or_says_that_it_does_not(signed_in, world):
    client = here_for(signed_in(world.acts.user), world.acts)
    wrong = []
    for page in about_a_person():
        pattern, namespace = page.values
        name, address = f"{namespace}:{pattern.name}", address_of(pattern, namespace, world)
        looks = RecordRead.objects.count()
        answer = asked(client, "get", address)
        opens = not acting.rights_for(name).isdisjoint(world.acts.usable)
        if opens and answer.status_code == 200 and RecordRead.objects.count() != looks + 1:
            wrong.append(f"{name} left {RecordRead.objects.count() - looks} looks")
        if opens and answer.status_code not in (200, 302, 405):
            wrong.append(f"{name} answers {answer.status_code} to somebody with the right")
        if not opens and answer.status_code not in (403, 404, 405):
            wrong.append(f"{name} opens without a right")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_changed_by_sending_a_form_to_a_page_that_is_not_theirs(signed_in, world):
    client = here_for(signed_in(world.acts.user), world.acts)
    for page in about_a_person():
        pattern, namespace = page.values
        name = f"{namespace}:{pattern.name}"
        if name not in acting.TO_DO and namespace != "access":
            answer = asked(client, "post", address_of(pattern, namespace, world))
            assert answer.status_code in (403, 404, 405), f"{name}: {answer.status_code}"


def test_every_page_that_a_right_opens_is_there():
    names = {f"{namespace}:{pattern.name}" for _address, pattern, namespace in every_url()}
    assert {*acting.TO_READ, *acting.TO_DO, *acting.AS_THEMSELVES, *acting.WHATEVER_THEIR_RIGHTS} <= names


# --- Suspended ---


def the_page(client, address):
    """What it says, without what is drawn anew for each answer."""
    import re

    answer = client.get(address)
    return answer.status_code, re.sub(r'name="(csrfmiddlewaretoken|written_by)" value="[^"]*"', "", answer.text)


@pytest.mark.parametrize("page", ["people:mine", "representatives:what_i_may", "representatives:choose", "home:start"])
def test_somebody_suspended_sees_word_for_word_what_everybody_sees_during_a_check(signed_in, amina, page):
    user = factories.UserFactory(role=Role.PERSON)
    acts = factories.AttorneyFactory(person=amina, user=user)
    client = here_for(signed_in(user), acts)

    suspension = factories.SuspensionFactory(representation=acts)
    suspended = the_page(client, reverse(page))
    type(suspension).objects.filter(pk=suspension.pk).delete()

    actions.check_papers(acts, by=factories.UserFactory(), on=ON, at=AT, revision=acts.revision)
    checked = the_page(client, reverse(page))

    type(acts).objects.filter(pk=acts.pk).update(seen_on=None, seen_by=None, checked_since=None)
    not_seen = the_page(client, reverse(page))
    assert suspended == checked == not_seen
    if page in ("people:mine", "representatives:what_i_may"):
        assert suspended[0] == 403
        assert CHECKED in suspended[1]
        assert "suspen" not in suspended[1].lower()


def test_the_person_s_own_pages_are_the_same_before_and_during_a_suspension(signed_in, amina, attorney):
    client = signed_in(amina.user)
    addresses = [
        reverse("people:mine"), reverse("representatives:of_person", args=[amina.pk]),
        reverse("people:who_looked", args=[amina.pk]),
    ]  # fmt: skip
    before = [the_page(client, address) for address in addresses]
    factories.SuspensionFactory(representation=attorney)
    assert [the_page(client, address) for address in addresses] == before


def test_what_staff_do_about_a_suspension_has_no_name_of_its_own_among_the_looks(signed_in, amina, attorney):
    manager = signed_in(factories.UserFactory(role=Role.TEAM_MANAGER))
    manager.get(reverse("representatives:suspend", args=[attorney.pk]))
    factories.SuspensionFactory(representation=attorney)
    manager.get(reverse("representatives:suspension", args=[attorney.pk]))
    manager.get(reverse("representatives:one", args=[attorney.pk]))
    assert set(RecordRead.objects.values_list("page", flat=True)) == {"Who acts for them"}


def test_another_who_acts_for_the_same_person_is_shown_nothing_of_it(signed_in, amina, attorney):
    other = factories.AttorneyFactory(person=amina, name="Ben Cole")
    factories.SuspensionFactory(representation=attorney)
    page = here_for(signed_in(other.user), other).get(reverse("representatives:of_person", args=[amina.pk])).text
    assert "Joy Mensah" in page
    assert "uspend" not in page


def test_a_circle_that_names_them_does_not_open_the_record(signed_in, amina):
    carer = factories.CitizenFactory()
    acts = factories.AttorneyFactory(person=amina, user=carer.user)
    CircleMember.objects.create(person=amina, member=carer, name=carer.name, relationship="child")
    factories.SuspensionFactory(representation=acts)
    assert here_for(signed_in(carer.user), acts).get(reverse("people:circle", args=[amina.pk])).status_code == 403
    assert Person.objects.count() == 2
