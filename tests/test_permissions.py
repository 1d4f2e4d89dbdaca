"""Who may open each page, and who reads a private address there: every address, as everybody to whom it opens.

A new address is walked as soon as there is one.
"""

from __future__ import annotations

import html
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from goodlives.casework.access import roles
from goodlives.casework.access.models import NOT_COUNCIL_STAFF, Role
from goodlives.casework.people.models import Person, RecordRead
from goodlives.web.advice.topics import TOPICS
from goodlives.web.permissions import who_may_open
from goodlives.web.requests.questions import QUESTIONS
from tests import factories
from tests.private import FOR_THOSE_WHO_MAY, FOUND, LETTERS, make_private, no_longer_private, words_in
from tests.test_architecture import every_url

NAME = "Quixwhistle"
"""The family name of the person whose records are asked for: nobody else may read it."""

SEE_NO_RECORD = ("another person", Role.ADMINISTRATOR, Role.PARTNER)
STAFF = [role for role in Role.values if role not in NOT_COUNCIL_STAFF]
"""Those whose work is with people's records."""


@dataclass(frozen=True)
class About:
    """Part of an address that stands for something about a person."""

    what: str
    part: str = "pk"

    def value(self, world):
        return getattr(getattr(world, self.what), self.part)


A_COLLEAGUE = UUID("0a4be1b5-7b3c-4f2e-9a55-6a2f0d9b1c42")
"""A member of staff with an account."""

A_VERSION = UUID("5d0c8a52-6f5e-4a53-9d0b-1c6f0a7b9e11")
"""A version of the charging policy, which is about nobody."""

AN_UPRATING = UUID("0b8f6a3e-3f53-4a1e-9a55-6c3a5c0f2d11")
A_DUTY_DAY = UUID("6f0b7c7e-52b1-4d3c-8f35-9d2f4a1c7b55")
AN_OFFER = UUID("0b7f6c1e-93a4-4f0e-8a53-6f3f0a9d2c44")
"""Something that the person lets others find: anybody who is signed in may ask about it."""

A_PARTNER = UUID("2f0d3c77-5b1e-4a86-9a3c-8d8f4c1f6a51")
"""An organisation that works with the council."""

# What each part of an address stands for, by "app:part", or "app:page:part" where one page differs.
PARTS: dict[str, About | str] = {
    "home:username": "nobody",
    "advice:slug": TOPICS[0].slug,
    "access:pk": str(A_COLLEAGUE),
    "access:person_pk": About("person"),
    "access:representation_pk": About("representation"),
    "representatives:person_pk": About("person"),
    "representatives:pk": About("representation"),
    "representatives:worry_pk": About("worry"),
    "access:uid": "nobody",
    "access:token": "nothing",
    ":provider_id": "nowhere",
    ":pk": "1",
    "law:name": "upper_capital_limit",
    "law:slug": "charging-at-home",
    "advice:paying_question:slug": "who",
    "advice:paying_so_far:slug": "who",
    "advice:budget_question:slug": "who",
    "advice:budget_so_far:slug": "who",
    "requests:slug": QUESTIONS[0].slug,
    "requests:reference": About("request", "reference"),
    "requests:what": "assessment",
    "people:pk": About("person"),
    "people:member_pk": About("member"),
    "consents:person_pk": About("person"),
    "consents:pk": About("consent"),
    "consents:file_pk": About("shared_file"),
    "consents:group": "plan",
    "consents:partner_pk": str(A_PARTNER),
    "about_me:person_pk": About("person"),
    "about_me:heading": "important",
    "about_me:answer:pk": About("suggested_words"),
    "about_me:picture:pk": About("picture"),
    "about_me:take_picture_away:pk": About("picture"),
    "about_me:voice_note:pk": About("voice_note"),
    "about_me:take_voice_note_away:pk": About("voice_note"),
    "about_me:pk": About("offer"),
    "about_me:ask:pk": str(AN_OFFER),
    "about_me:introduction:pk": About("introduction"),
    "carers:person_pk": About("person"),
    "carers:member_pk": About("helps"),
    "carers:what_they_said:member_pk": About("member"),
    "carers:plan_the_day:member_pk": About("member"),
    "carers:care_pk": About("care"),
    "carers:put_on_the_list:care_pk": About("care"),
    "carers:pk": About("how_caring_goes"),
    "carers:answer_support:pk": About("support_asked"),
    "carers:need:pk": About("need"),
    "decisions:pk": About("decision"),
    "decisions:asked:pk": About("question"),
    "decisions:answer:pk": About("question"),
    "decisions:add_words:pk": About("question"),
    "decisions:withdraw:pk": About("question"),
    "decisions:next_step:pk": About("question"),
    "charging_policies:pk": str(A_VERSION),
    "communication:person_pk": About("person"),
    "communication:pk": About("held_letter"),
    "assessments:person_pk": About("person"),
    "assessments:pk": About("open_assessment"),
    "assessments:slug": "own-words",
    "assessments:refusal_pk": About("refusal"),
    "assessments:record_on_paper:pk": About("decided_assessment"),
    "assessments:give_copy:pk": About("decided_assessment"),
    "assessments:ask_for_copy:pk": About("decided_assessment"),
    "mental_capacity:person_pk": About("person"),
    "mental_capacity:pk": About("mental_capacity"),
    "taking_part:person_pk": About("person"),
    "taking_part:purpose": "assessment",
    "continuing_healthcare:person_pk": About("person"),
    "continuing_healthcare:assessment_pk": About("open_assessment"),
    "continuing_healthcare:pk": About("continuing_healthcare"),
    "transition:person_pk": About("person"),
    "transition:pk": About("transition"),
    "finances:person_pk": About("person"),
    "finances:pk": About("financial_assessment"),
    "finances:change:pk": About("reported_change"),
    "finances:take_up:pk": About("reported_change"),
    "upratings:pk": str(AN_UPRATING),
    "upratings:number": "1",
    "upratings:person_pk": About("person"),
    "finances:indicative:pk": About("decided_assessment"),
    "finances:capital_item:item_pk": About("capital"),
    "finances:take_capital_away:item_pk": About("capital"),
    "finances:income_item:item_pk": About("income"),
    "finances:take_income_away:item_pk": About("income"),
    "plans:assessment_pk": About("decided_assessment"),
    "plans:person_pk": About("person"),
    "plans:pk": About("plan"),
    "plans:invitation_pk": About("invitation"),
    "plans:suggestion_pk": About("suggestion"),
    "plans:link": "a-link-that-was-given-to-nobody",
    "plans:form": "json",
    "plans:goal_pk": About("goal"),
    "payments:pk": About("direct_payment"),
    "payments:plan_pk": About("agreed_plan"),
    "reviews:pk": About("review"),
    "reviews:plan_pk": About("agreed_plan"),
    "seeing:person_pk": About("person"),
    "seeing:read_pk": About("read"),
    "seeing:pk": About("look"),
    "seeing:answer:pk": About("look_question"),
    "seeing:off_duty:pk": str(A_DUTY_DAY),
}

PAGES = [
    (address or "/", pattern, namespace)
    for address, pattern, namespace in every_url()
    if namespace != "api"  # drawn by another library, open to anybody, keeps nothing
]
TO_EVERYBODY = pytest.mark.parametrize("namespace", sorted({namespace for _address, _pattern, namespace in PAGES}))


def pages_of(wanted: str):
    """Each page of one part of the service, its number, and who may open it."""
    for number, (_address, pattern, namespace) in enumerate(PAGES):
        if namespace == wanted:
            yield number, pattern, who_may_open(pattern.callback, namespace)


def parts_of(pattern, namespace) -> dict[str, About | str]:
    found = {}
    for part in pattern.pattern.converters:
        key = f"{namespace}:{part}"
        value = PARTS.get(f"{namespace}:{pattern.name}:{part}", PARTS.get(key))
        assert value is not None, (
            f'{namespace}:{pattern.name} has a <{part}> that this walk does not know: say in PARTS what "{key}", or '
            f'"{namespace}:{pattern.name}:{part}", stands for'
        )
        found[part] = value
    return found


def address_of(pattern, namespace, world) -> str:
    values = {
        part: known.value(world) if isinstance(known, About) else known
        for part, known in parts_of(pattern, namespace).items()
    }
    try:
        return reverse(f"{namespace}:{pattern.name}".lstrip(":"), kwargs=values)
    except NoReverseMatch:
        pytest.fail(f"{namespace}:{pattern.name} does not take {values}: put PARTS right")


def is_about_a_person(pattern, namespace) -> bool:
    return any(isinstance(known, About) for known in parts_of(pattern, namespace).values())


@pytest.fixture(scope="module")
def made_up(django_db_setup, django_db_blocker):
    """The world, made once: each test undoes only what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = everybody_and_everything()
        make_private(world)
        world.looks = RecordRead.objects.filter(person=world.person).count()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made_up, db):
    return made_up


def everybody_and_everything():
    """One person with something at every step of the journey, and everybody who might look at it."""
    person = factories.CitizenFactory(family_name=NAME, address="1 High Street")
    what_is_about_nobody()
    users = {
        "anybody": AnonymousUser(),
        "the person": person.user,
        "another person": factories.CitizenFactory().user,
        **{role: factories.UserFactory(role=role) for role in (*STAFF, Role.ADMINISTRATOR)},
        # Of a partner with whom the person shares nothing.
        Role.PARTNER: factories.PartnerWorkerFactory(partner__pk=A_PARTNER).user,
    }
    world = everything_about(person, offer_pk=AN_OFFER)
    world.users, world.browsers = users, {name: signed_in_browser(user) for name, user in users.items()}
    return world


def what_is_about_nobody():
    factories.ChargingPolicyFactory(pk=A_VERSION)
    factories.UserFactory(pk=A_COLLEAGUE)
    factories.PrintFileFactory(uprating__pk=AN_UPRATING, pdf=b"%PDF-1.7")
    factories.DutyDayFactory(pk=A_DUTY_DAY, on=date(2090, 1, 1))


def everything_about(person, *, offer_pk):
    """Something at every step of this person's journey: add what is new here, and say in PARTS what stands for it."""
    decided = factories.AssessmentFactory(
        person=person, state="decided", decision=factories.DecisionFactory(person=person)
    )
    plan = factories.PlanFactory(person=person, assessment=decided)
    goal = factories.GoalFactory(plan=plan)
    factories.WayFactory(goal=goal)
    in_force = factories.PlanFactory(
        person=person, assessment=decided, state="agreed", agreed_on=factories.ON, starts_on=factories.ON
    )
    factories.GoalFactory(plan=in_force)
    money = factories.FinancialAssessmentFactory(person=person)
    decision = factories.DecisionFactory(person=person)
    representation = factories.RepresentationFactory(person=person)
    factories.PartFactory(person=person)
    factories.CommunicationNeedsFactory(person=person)
    offer = factories.OfferFactory(
        person=person, pk=offer_pk, shared_from=factories.ON, shared_until=factories.ON + timedelta(days=365)
    )
    open_assessment = factories.AssessmentFactory(person=person)
    factories.PreparationFactory(assessment=open_assessment)
    factories.PreparedWordsFactory(assessment=open_assessment)
    read = factories.RecordReadFactory(person=person)
    helps = factories.CircleMemberFactory(person=factories.PersonFactory(), member=person, willing=True)
    factories.EmergencyPlanFactory(person=person)
    factories.EarlyWarningFactory(person=person)
    consent = factories.ConsentFactory(person=person)
    return SimpleNamespace(
        person=person,
        read=read,
        look=factories.EmergencyLookFactory(person=person),
        look_question=factories.LookQuestionFactory(read=factories.RecordReadFactory(person=person)),
        request=factories.RequestForSupportFactory(person=person, family_name=NAME),
        member=factories.CircleMemberFactory(person=person),
        consent=consent,
        shared_file=factories.SharedFileFactory(consent=consent),
        helps=helps,
        care=factories.CareGivenFactory(circle_member=helps),
        how_caring_goes=factories.HowCaringGoesFactory(person=person, shown_on=factories.ON),
        support_asked=factories.SupportAskedFactory(person=person),
        need=factories.NeedToMeetAgainFactory(care__circle_member__person=person),
        suggested_words=factories.SuggestedWordsFactory(person=person),
        picture=factories.PictureFactory(person=person),
        voice_note=factories.VoiceNoteFactory(person=person),
        offer=offer,
        introduction=factories.IntroductionFactory(person=person, offer__person=factories.PersonFactory()),
        representation=representation,
        worry=factories.WorryFactory(representation=representation, told_by=person.user),
        decision=decision,
        question=factories.QuestionFactory(decision=decision, asked_by=person.user),
        held_letter=factories.HeldLetterFactory(decision=decision),
        open_assessment=open_assessment,
        refusal=factories.RefusalOfAssessmentFactory(person=person),
        mental_capacity=factories.MentalCapacityAssessmentFactory(person=person),
        taking_part=factories.TakingPartFactory(person=person),
        continuing_healthcare=factories.ContinuingHealthcareFactory(person=person),
        transition=factories.TransitionFactory(person=person),
        decided_assessment=decided,
        financial_assessment=money,
        capital=factories.CapitalFactory(assessment=money),
        income=factories.IncomeFactory(assessment=money),
        reported_change=factories.ReportedChangeFactory(person=person),
        plan=plan,
        goal=goal,
        invitation=factories.PlanInvitationFactory(plan=plan),
        suggestion=factories.PlanSuggestionFactory(plan=plan),
        agreed_plan=in_force,
        direct_payment=factories.DirectPaymentFactory(plan=in_force, person=person),
        review=factories.ReviewFactory(plan=in_force, person=person),
    )


def signed_in_browser(user) -> Client:
    client = Client(raise_request_exception=False)
    if user.is_authenticated:
        client.force_login(user)
    return client


def without_our_token(browser) -> Client:
    """The same browser, from a page that is not ours."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.cookies.update(browser.cookies)
    return client


def asked(browser, method, address):
    """The answer; a crash fails with its own words."""
    answer = getattr(browser, method)(address)
    if answer.status_code >= 500:
        raise AssertionError(f"{method.upper()} {address} broke: {answer.exc_info}") from answer.exc_info[1]
    return answer


def shows_the_person(answer) -> bool:
    return not answer.streaming and NAME in html.unescape(answer.content.decode(errors="ignore"))


TO_SIGN_IN = "to sign in"


def outcome(answer) -> int | str:
    if answer.status_code == 302 and answer.url.startswith(reverse(settings.LOGIN_URL)):
        return TO_SIGN_IN
    return answer.status_code


def wanted(who, name, user, about_a_person) -> set[int | str]:
    """What a page may answer to a GET, by what it says of itself. 405: it is only to be posted to."""
    if not who(user):
        return {TO_SIGN_IN} if name == "anybody" else {403}
    if about_a_person and name in SEE_NO_RECORD:
        return {403, 404} if not who(AnonymousUser()) else {200, 302, 403, 404, 405}
    if not user.is_authenticated:
        return {200, 302, 404, 405, TO_SIGN_IN}  # what follows a first step of signing in goes back to it
    return {200, 302, 405, TO_SIGN_IN} if who is roles.anyone else {200, 302, 405}


@contextmanager
def undone():
    """What a page wrote is taken back, so that each is asked as if it were the first."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def opens_to(who, users) -> list[str]:
    return [name for name, user in users.items() if who(user)]


def refused_by(who, users) -> list[str]:
    return [name for name, user in users.items() if not who(user)]


def one_of(names: list[str], number: int) -> list[str]:
    """Somebody: on the next page, the next of them."""
    return [names[number % len(names)]] if names else []


def those_to_ask(who, users, number, about_a_person) -> list[str]:
    """Everybody to whom a page opens, and one of those it refuses, for who refuses them has not come to the page yet.

    What is about nobody and opens to anybody knows no roles: somebody not signed in, the person, and one more.
    """
    may, may_not = opens_to(who, users), refused_by(who, users)
    if who is roles.anyone and not about_a_person:
        return [
            "anybody",
            "the person",
            *one_of([name for name in may if name not in ("anybody", "the person")], number),
        ]
    strangers = [name for name in may_not if name == "anybody"]
    return [*may, *strangers, *one_of([name for name in may_not if name != "anybody"], number)]


@TO_EVERYBODY
def test_a_page_opens_to_those_it_names_and_to_nobody_else_and_each_look_by_staff_is_written_down(namespace, world):
    """Who gets an answer, what it says, what is written down, which scripts it lets in, and no private address."""
    wrong = []
    for number, pattern, who in pages_of(namespace):
        page, address = f"{namespace}:{pattern.name}", address_of(pattern, namespace, world)
        about = is_about_a_person(pattern, namespace)
        for name in those_to_ask(who, world.users, number, about):
            with undone():
                found = [*what_is_wrong(world, name, page, address, about, who)]
            if page in LETTERS:
                with undone():
                    no_longer_private(world)
                    found += what_is_wrong(world, name, page, address, about, who, private=False)
            wrong += [f"{address}, for {who.name}, as {name}: {words}" for words in found]
    assert not wrong, "\n".join(wrong)


def what_is_wrong(world, name, page, address, about, who, *, private=True):
    answer, may = asked(world.browsers[name], "get", address), wanted(who, name, world.users[name], about)
    policy = answer["Content-Security-Policy"]
    if "unsafe" in policy or "http" in policy or "default-src 'none'" not in policy:
        yield f"scripts and styles that are not our own: {policy}"
    if outcome(answer) == 405 and 405 not in may:
        answer = asked(world.browsers[name], "post", address)
    waits = private and page in LETTERS
    if outcome(answer) not in (may | {409} if waits else may):
        yield f"{outcome(answer)}, not one of {sorted(map(str, may))}"
    if name == Role.SOCIAL_WORKER and waits != (outcome(answer) == 409):
        yield "a letter that did not wait" if waits else "waits, and is not known as a letter"
    if private and FOUND.search(words_in(answer)) and (name, page) != ("the person", FOR_THOSE_WHO_MAY):
        yield "reads the private address"
    if name in ("anybody", *SEE_NO_RECORD) and shows_the_person(answer):
        yield "reads the person's name"
    looks = RecordRead.objects.filter(person=world.person).count() - world.looks
    shown = answer.status_code == 200 and (shows_the_person(answer) or "html" not in answer["Content-Type"])
    if name in STAFF and about and shown and looks != 1:
        yield f"{looks} looks were written down"
    if name not in STAFF and looks:
        yield "their own look was written down"


def test_whoever_a_page_does_not_name_is_refused(world):
    """Each way of naming, at one page that names so, as everybody it leaves out."""
    wrong = []
    naming = {who_may_open(pattern.callback, namespace): (pattern, namespace) for _address, pattern, namespace in PAGES}
    for who, (pattern, namespace) in naming.items():
        address = address_of(pattern, namespace, world)
        for name in refused_by(who, world.users):
            answer = outcome(asked(world.browsers[name], "get", address))
            if answer != (TO_SIGN_IN if name == "anybody" else 403):
                wrong.append(f"{address}, for {who.name}, as {name}: {answer}")
    assert not wrong, "\n".join(wrong)


@TO_EVERYBODY
def test_nothing_about_a_person_can_be_changed_by_somebody_else(namespace, world):
    wrong = []
    for number, pattern, who in pages_of(namespace):
        if not is_about_a_person(pattern, namespace):
            continue
        address, open_to_all = address_of(pattern, namespace, world), who(AnonymousUser())
        somebody_else = [name for name in SEE_NO_RECORD if who(world.users[name]) and not open_to_all]
        for name in [*somebody_else, *one_of(refused_by(who, world.users), number)]:
            with undone():
                answer = outcome(asked(world.browsers[name], "post", address))
            if answer not in ({TO_SIGN_IN} if name == "anybody" else {403, 404, 405}):
                wrong.append(f"{address} as {name}: {answer}")
    assert not wrong, "\n".join(wrong)


@TO_EVERYBODY
def test_a_form_that_did_not_come_from_our_own_page_is_refused(namespace, world):
    for number, pattern, _who in pages_of(namespace):
        address = address_of(pattern, namespace, world)
        for name in one_of(["anybody", "the person", "service_manager"], number):
            with undone():
                answer = asked(without_our_token(world.browsers[name]), "post", address)
            assert answer.status_code == 403, f"{address} as {name}"
            assert "could not be sure that this came from you" in answer.text, f"{address} as {name}"


@pytest.mark.parametrize("address", ["/no-such-page/", "/people/not-a-number/", f"/people/{UUID(int=7)}/"])
def test_pages_that_are_not_there_carry_the_same_policy(signed_in, db, address):
    answer = signed_in(factories.UserFactory()).get(address)
    assert answer.status_code == 404
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_somebody_whose_account_was_closed_is_signed_out(signed_in, world):
    client = signed_in(world.person.user)
    address = reverse("people:who_looked", args=[world.person.pk])
    assert client.get(address).status_code == 200
    type(world.person.user).objects.filter(pk=world.person.user.pk).update(is_active=False)
    assert outcome(client.get(address)) == TO_SIGN_IN


@pytest.mark.parametrize("name", ["anybody", "the person", "another person", *STAFF, Role.ADMINISTRATOR, Role.PARTNER])
def test_the_database_is_asked_for_nobody_but_themselves_where_no_reason_is_given(world, name):
    seen = set(Person.objects.visible_to(world.users[name]))
    assert seen == {person for person in Person.objects.all() if person.user == world.users[name]}
