"""Direct payments through the pages: asking, the conditions, deciding, agreeing, the schedule, the list."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.payments import actions
from goodlives.casework.payments.models import DirectPayment, State
from goodlives.casework.people.models import RecordRead
from tests.factories import (
    AT,
    CitizenFactory,
    DecisionFactory,
    DirectPaymentFactory,
    PersonalBudgetFactory,
    PlanFactory,
    ScheduledPaymentFactory,
    UserFactory,
)
from tests.web.reading import text

pytestmark = pytest.mark.django_db
TODAY = date(2023, 6, 5)
MET = {
    "has_capacity": True, "excluded": False, "able_to_manage": True, "appropriate": True, "pays_family_at_home": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def set_in_june_2023(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def plan():
    """Somebody's plan, signed off, with £454.00 a week of which £343.90 is the council's."""
    person = CitizenFactory(given_name="Peter", family_name="Stone")
    return PersonalBudgetFactory(
        plan__assessment__person=person, plan__state="signed_off", plan__starts_on=date(2023, 6, 9)
    ).plan


def page(name, *args):
    return reverse(f"payments:{name}", args=args)


ANSWERS = {
    "managed_by": "self", "manager_name": "", "has_capacity": "yes", "manager_agrees": "", "excluded": "no",
    "suitable_and_authorised": "", "acts_in_best_interests": "", "able_to_manage": "yes", "appropriate": "yes",
    "pays_family_at_home": "no", "family_necessary": "", "why_necessary": "",
}  # fmt: skip


def test_the_person_asks_staff_decide_both_agree_and_the_person_sees_the_next_payment(plan, worker, signed_in):
    peter, staff = signed_in(plan.person.user), signed_in(worker)
    asked = peter.post(page("ask", plan.pk), {"managed_by": "self", "manager_name": ""})
    payment = DirectPayment.objects.get()
    assert asked.url == page("payment", payment.pk)
    assert "You have asked for a direct payment" in text(peter.get(asked.url))

    seen = text(staff.get(page("payment", payment.pk)))
    assert "Not decidable yet" in seen
    assert "Care Act 2014 s31(6)" in seen
    staff.post(page("conditions", payment.pk), ANSWERS | {"revision": payment.revision})
    payment.refresh_from_db()
    decided = staff.post(
        page("decide", payment.pk),
        {"reasons": "You can manage it.", "participation": "We met.", "revision": payment.revision},
    )
    payment.refresh_from_db()
    assert (payment.state, decided.url) == (
        State.ALLOWED, reverse("decisions:decision", args=[payment.decision_id]),
    )  # fmt: skip

    agreement = text(staff.get(page("agree", payment.pk)))
    assert "£1,375.60 every 4 weeks" in agreement
    assert "up to 8 weeks of money, £3,632.00" in agreement
    day = {"starts_on_day": "9", "starts_on_month": "6", "starts_on_year": "2023"}
    staff.post(page("agree", payment.pk), day | {"agreed": "on", "revision": payment.revision})

    seen = text(peter.get(page("payment", payment.pk)))
    assert '<span class="app-amount">£1,375.60</span>' in seen
    assert "on 9 June 2023, for the 4 weeks from 9 June 2023 to 6 July 2023" in seen
    assert "13 payments in all" in seen
    assert "£17,882.80" in seen
    assert "We pay net." in seen
    assert "£110.10" in seen
    lines = peter.get(page("schedule", payment.pk)).content.decode("utf-8-sig").splitlines()
    assert lines[1] == "1,2023-06-09,2023-06-09,2023-07-06,1375.60"
    assert len(lines) == 14


def test_a_refusal_needs_reasons_and_what_is_offered_instead(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan, **MET | {"appropriate": False})
    staff = signed_in(worker)
    refused = staff.post(
        page("decide", payment.pk), {"reasons": "", "participation": "", "offered": "", "revision": payment.revision}
    )
    for message in ("Say why", "Say what is offered instead", "Say how the person took part"):
        assert message in text(refused)
    staff.post(
        page("decide", payment.pk),
        {"reasons": "It would not meet them.", "participation": "We met.", "offered": "An agency you choose.",
         "revision": payment.revision},
    )  # fmt: skip
    seen = text(signed_in(plan.person.user).get(page("payment", payment.pk)))
    assert "It would not meet them." in seen
    assert "An agency you choose." in seen


def test_it_cannot_be_decided_while_something_is_unknown_and_the_page_says_what(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan, **MET | {"able_to_manage": None})
    staff = signed_in(worker)
    sent = staff.post(page("decide", payment.pk), {"reasons": "x", "participation": "y", "revision": 1}, follow=True)
    seen = text(sent)
    assert "This cannot be decided yet" in seen
    assert f'href="{page("conditions", payment.pk)}">You, or the person who receives them for you, are able' in seen
    payment.refresh_from_db()
    assert payment.state == State.REQUESTED


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"managed_by": ""}, "Say who will look after the money"),
        ({"managed_by": "somebody"}, "Select a valid choice"),
        ({"managed_by": "nominee"}, "Enter the name of whoever looks after the money"),
        ({"family_necessary": "yes"}, "Say why paying that relative is necessary"),
        ({"has_capacity": "no"}, "needs an authorised person"),
        (
            {"managed_by": "authorised", "manager_name": "Jo"},
            "Somebody who can decide this chooses who looks after the money",
        ),
        ({"excluded": "perhaps"}, "Select a valid choice"),
    ],
)
def test_a_wrong_answer_is_named_and_what_was_typed_is_kept(plan, worker, signed_in, wrong, message):
    payment = DirectPaymentFactory(plan=plan)
    given = ANSWERS | {"why_necessary": "", "manager_agrees": "yes"} | wrong | {"revision": payment.revision}
    response = signed_in(worker).post(page("conditions", payment.pk), given)
    assert message in text(response)
    assert "<title>Error: " in text(response)
    assert response.context is None or response.status_code == 422
    assert DirectPayment.objects.get().has_capacity is None


def test_two_people_answer_the_conditions_and_the_second_sees_both(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan)
    opened = payment.revision
    actions.write(payment, by=UserFactory(first_name="Ruth"), at=AT, revision=opened, manager_name="Theirs")
    staff = signed_in(worker)
    mine = ANSWERS | {"manager_name": "Mine"}
    clash = staff.post(page("conditions", payment.pk), mine | {"revision": opened})
    assert clash.status_code == 409
    for words in ("Ruth", "Theirs", "Mine", "What Ruth", "What you typed"):
        assert words in text(clash)
    staff.post(page("conditions", payment.pk), mine | {"revision": payment.revision})
    payment.refresh_from_db()
    assert payment.manager_name == "Mine"


def test_a_decision_on_conditions_that_changed_meanwhile_is_not_made(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan, **MET)
    opened = payment.revision
    actions.write(payment, by=UserFactory(), at=AT, revision=opened, able_to_manage=True)
    clash = signed_in(worker).post(
        page("decide", payment.pk), {"reasons": "Yes.", "participation": "We met.", "revision": opened}
    )
    assert clash.status_code == 409
    assert "Yes." in text(clash)
    payment.refresh_from_db()
    assert (payment.state, payment.decision) == (State.REQUESTED, None)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (("", "", ""), "Enter the day the direct payment starts"),
        (("31", "2", "2023"), "must be a real date"),
        (("8", "6", "2023"), "must be 9 June 2023 or later"),
    ],
)
def test_the_start_is_a_real_day_and_not_before_the_plan_starts(plan, worker, signed_in, day, message):
    payment = DirectPaymentFactory(plan=plan, state="allowed", decision=DecisionFactory(person=plan.person))
    given = dict(zip(("starts_on_day", "starts_on_month", "starts_on_year"), day, strict=True))
    response = signed_in(worker).post(page("agree", payment.pk), given | {"agreed": "on", "revision": payment.revision})
    assert message in text(response)
    assert DirectPayment.objects.get().state == State.ALLOWED


def test_nobody_agrees_without_saying_so(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan, state="allowed", decision=DecisionFactory(person=plan.person))
    day = {"starts_on_day": "9", "starts_on_month": "6", "starts_on_year": "2023"}
    response = signed_in(worker).post(page("agree", payment.pk), day | {"revision": payment.revision})
    assert "Tick to say that they agree" in text(response)


def test_ending_says_when_and_how_the_needs_are_met_from_then_on(plan, worker, signed_in):
    payment = DirectPaymentFactory(
        plan=plan, state="agreed", decision=DecisionFactory(person=plan.person), weekly_net=34_390,
        starts_on=date(2023, 5, 1), agreed_on=date(2023, 4, 28),
    )  # fmt: skip
    staff = signed_in(worker)
    day = {"on_day": "30", "on_month": "6", "on_year": "2023", "revision": payment.revision}
    assert "Say why it ends" in text(staff.post(page("end", payment.pk), day | {"why": ""}))
    early = day | {"on_day": "30", "on_month": "4", "why": "x"}
    assert "must be 1 May 2023 or later" in text(staff.post(page("end", payment.pk), early))
    staff.post(page("end", payment.pk), day | {"why": "The council arranges it."})
    payment.refresh_from_db()
    assert (payment.state, payment.ended_on) == (State.ENDED, date(2023, 6, 30))


def test_a_page_of_a_step_that_is_past_sends_back_and_says_why(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan, state="refused", decision=DecisionFactory(person=plan.person))
    for name in ("conditions", "decide", "agree", "end"):
        response = signed_in(worker).get(page(name, payment.pk), follow=True)
        assert response.redirect_chain[-1][0] == page("payment", payment.pk)


@pytest.mark.parametrize("name", ["conditions", "decide", "agree", "end"])
def test_the_person_cannot_decide_for_the_council(plan, signed_in, name):
    payment = DirectPaymentFactory(plan=plan, **MET)
    assert signed_in(plan.person.user).get(page(name, payment.pk)).status_code == 403


@pytest.mark.parametrize("name", ["payment", "agreement", "schedule"])
def test_nobody_sees_another_persons_direct_payment(plan, signed_in, name):
    payment = DirectPaymentFactory(plan=plan)
    stranger = CitizenFactory().user
    assert signed_in(stranger).get(page(name, payment.pk)).status_code == 404
    assert signed_in(stranger).post(page("ask", plan.pk), {"managed_by": "self"}).status_code == 404
    assert signed_in(stranger).get(page("list")).status_code == 403


def test_each_look_by_staff_is_written_down(plan, worker, signed_in):
    payment = DirectPaymentFactory(plan=plan)
    signed_in(worker).get(page("payment", payment.pk))
    assert [read.page for read in RecordRead.objects.filter(person=plan.person)] == ["Direct payment"]


def test_a_plan_that_is_not_signed_off_says_what_comes_first(signed_in, worker):
    plan = PlanFactory(state="draft")
    assert "The plan and its budget come first" in text(signed_in(worker).get(page("ask", plan.pk)))
    signed_in(worker).post(page("ask", plan.pk), {"managed_by": "self"})
    assert not DirectPayment.objects.exists()


def in_payment(due_on=date(2023, 6, 9), **person):
    budget = PersonalBudgetFactory(plan__state="agreed", plan__agreed_on=TODAY, plan__starts_on=TODAY)
    for name, value in person.items():
        setattr(budget.plan.person, name, value)
    budget.plan.person.save()
    payment = DirectPaymentFactory(
        plan=budget.plan, state="agreed", weekly_net=34_390, starts_on=due_on, agreed_on=TODAY,
        decision=DecisionFactory(person=budget.plan.person),
    )  # fmt: skip
    ScheduledPaymentFactory(direct_payment=payment, due_on=due_on, covers_from=due_on, covers_to=due_on)
    return payment


def test_the_list_finds_filters_adds_up_and_gives_a_spreadsheet(signed_in):
    officer = signed_in(UserFactory(role=Role.FINANCE_OFFICER))
    in_payment(family_name="Ahmed")
    in_payment(due_on=date(2023, 6, 20), family_name="Brown")
    DirectPaymentFactory()
    seen = text(officer.get(page("list")))
    assert "3 in all" in seen
    assert "£687.80 a week in payment, and £1,375.60 due in the next 7 days" in seen
    assert "1 in all" in text(officer.get(page("list"), {"due": "week"}))
    assert "Brown" not in text(officer.get(page("list"), {"due": "week"}))
    assert "1 in all" in text(officer.get(page("list"), {"state": "requested"}))
    assert "Brown" in text(officer.get(page("list"), {"q": "brown"}))
    assert "Nothing matches" in text(officer.get(page("list"), {"q": "nobody"}))
    sheet = b"".join(officer.get(page("list"), {"format": "csv", "due": "week"}).streaming_content).decode("utf-8-sig")
    assert sheet.splitlines()[1].endswith("In payment,343.90,2023-06-09,1375.60")


@pytest.mark.parametrize("rows", [3, 24])
def test_the_list_asks_the_database_as_often_for_many_as_for_few(signed_in, django_assert_num_queries, rows):
    for _number in range(rows):
        in_payment()
    officer = signed_in(UserFactory(role=Role.FINANCE_OFFICER))
    with django_assert_num_queries(7):
        officer.get(page("list"))


def test_a_schedule_that_runs_out_says_so_and_the_next_year_is_drawn_up_from_the_page(plan, worker, signed_in):
    plan.state, plan.agreed_on = "agreed", TODAY
    plan.save()
    payment = DirectPaymentFactory(
        plan=plan, state=State.AGREED, weekly_net=34_390, starts_on=date(2022, 6, 1), agreed_on=date(2022, 6, 1),
        decision=DecisionFactory(person=plan.person, kind="direct_payment"),
    )  # fmt: skip
    ScheduledPaymentFactory(
        direct_payment=payment, due_on=date(2023, 5, 1), covers_from=date(2023, 5, 1), covers_to=date(2023, 5, 28)
    )
    staff = signed_in(worker)
    assert "None left" in text(staff.get(page("list")))
    assert "No payment is left in this schedule" in text(staff.get(page("payment", payment.pk)))
    seen = text(staff.post(page("carry_on", payment.pk), {"revision": payment.revision}, follow=True))
    assert "The next year of payments is drawn up." in seen
    assert "No payment is left" not in seen
    assert payment.schedule.next_from(TODAY).due_on == date(2023, 6, 26)
    again = text(staff.post(page("carry_on", payment.pk), {"revision": payment.revision}, follow=True))
    assert "changed meanwhile" in again
    assert payment.schedule.count() == 14


def test_a_person_reads_that_the_money_goes_on_and_cannot_draw_up_their_own(plan, signed_in):
    payment = DirectPaymentFactory(plan=plan)
    assert signed_in(plan.person.user).post(page("carry_on", payment.pk)).status_code == 403
