"""Money in a browser: the Devon example from first item to decision, and a direct payment to its first payment due."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.payments.models import DirectPayment
from goodlives.rules.resource_allocation import Domain
from tests.factories import (
    AssessmentFactory,
    CircleMemberFactory,
    DecisionFactory,
    HelpWithDomainFactory,
    PersonalBudgetFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def set_in_june_2023(settings):
    settings.DEMONSTRATION, settings.TODAY = True, date(2023, 6, 5)


@pytest.fixture
def peter():
    return PersonFactory(
        given_name="Peter", family_name="Stone", born_on=date(1986, 3, 27),
        user=UserFactory(username="peter", first_name="Peter", role=Role.PERSON, team=None, for_demonstration=True),
    )  # fmt: skip


@pytest.fixture
def sign_in(page, live_server):
    def sign_in(user):
        page.context.clear_cookies()
        page.goto(reverse("home:sign_in"))
        page.locator(f"form[action*='/{user.username}/'] button").click()
        page.wait_for_url(lambda address: "/sign-in/" not in address)

    return sign_in


def save(page, words="Save"):
    page.get_by_role("button", name=words, exact=True).click()


def test_the_devon_example_from_the_first_item_to_what_peter_sees(set_in_june_2023, peter, page, axe, sign_in):
    # Given Peter, and a finance officer
    officer = UserFactory(username="fin", role=Role.FINANCE_OFFICER, for_demonstration=True)
    assessment = AssessmentFactory(person=peter, state="decided", decision=DecisionFactory(person=peter))
    for domain in Domain:
        HelpWithDomainFactory(assessment=assessment, domain=domain.value, help_needed="every_day")
    CircleMemberFactory(person=peter, willing=True)
    sign_in(officer)

    # When the officer works out the first idea of the budget
    page.goto(reverse("finances:indicative", args=[assessment.pk]))
    axe(page)
    save(page, "Work it out and keep it")
    page.get_by_text("The first idea of the budget is worked out").wait_for()
    axe(page)

    # and starts a financial assessment
    page.goto(reverse("finances:start", args=[peter.pk]))
    axe(page)
    save(page, "Start")
    page.get_by_role("heading", name="Financial assessment: Peter Stone").wait_for()
    axe(page)
    assert page.get_by_text("Between £0.00 and £310.00 a week").is_visible()

    # and writes down what Peter gets, seeing what each counts for before it is saved
    for kind, amount, rate in (
        ("employment_and_support_allowance", "225.45", ""),
        ("pip_daily_living", "101.75", "enhanced"),
        ("pip_mobility", "26.90", "standard"),
    ):
        money = FinancialAssessment.objects.get()
        page.goto(reverse("finances:add_income", args=[money.pk]))
        page.get_by_label("What is it?").select_option(kind)
        page.get_by_label("How much is paid to them?").fill(amount)
        page.get_by_label("At which rate?").select_option(rate)
        page.get_by_role("heading", name="If you save this").wait_for()
        axe(page)
        save(page)
        page.get_by_role("heading", name="Income", exact=True).wait_for()
    axe(page)
    page.get_by_label("Yes, this is everything").check()
    save(page, "Save and go back")
    page.goto(reverse("finances:add_capital", args=[money.pk]))
    axe(page)
    page.goto(reverse("finances:capital", args=[money.pk]))
    axe(page)
    page.get_by_label("Yes, this is everything").check()
    save(page, "Save and go back")
    page.goto(reverse("finances:costs", args=[money.pk]))
    axe(page)
    page.get_by_label("What does their home cost them each week?").fill("17.27")
    page.get_by_label("What do they spend each week because of their disability?").fill("28.08")
    save(page)
    page.goto(reverse("finances:cost", args=[money.pk]))
    axe(page)
    page.get_by_label("What is their care likely to cost each week?").fill("ten")
    save(page)
    axe(page)  # the page that says what is wrong
    page.get_by_label("What is their care likely to cost each week?").fill("454")
    save(page)
    for name in ("about", "free_care"):
        page.goto(reverse(f"finances:{name}", args=[money.pk]))
        axe(page)
    page.goto(reverse("finances:assessment", args=[money.pk]))
    page.get_by_text("£110.10").first.wait_for()
    axe(page)

    # and decides
    page.get_by_role("button", name="Decide what they pay").click()
    axe(page)
    page.get_by_label("Why this is the figure").fill("We counted what the law counts.")
    page.get_by_label("How the person took part").fill("You told us on 2 June.")
    save(page, "Decide")
    page.wait_for_url("**/decisions/**")
    page.goto(reverse("finances:assessment", args=[money.pk]))
    axe(page)
    page.goto(reverse("finances:list"))
    axe(page)

    # Then Peter sees £110.10 of £454.00, and it is noted that he has seen it
    sign_in(peter.user)
    page.goto(reverse("finances:assessment", args=[money.pk]))
    page.get_by_role("heading", name="What you pay towards your care").wait_for()
    assert page.locator(".app-amount").inner_text() == "£110.10"
    assert page.get_by_text("£343.90").is_visible()
    axe(page)
    money.refresh_from_db()
    assert money.shown_on == date(2023, 6, 5)


def test_a_direct_payment_from_asking_to_the_first_payment_due(set_in_june_2023, peter, page, axe, sign_in):
    # Given Peter's plan, signed off
    worker = UserFactory(username="sam", for_demonstration=True)
    plan = PersonalBudgetFactory(
        plan__assessment__person=peter, plan__state="signed_off", plan__starts_on=date(2023, 6, 9)
    ).plan

    # When Peter asks
    sign_in(peter.user)
    page.goto(reverse("payments:ask", args=[plan.pk]))
    axe(page)
    page.get_by_label("Me", exact=True).check()
    save(page, "Ask for a direct payment")
    page.get_by_text("You have asked for a direct payment.").first.wait_for()
    axe(page)

    # and a social worker looks at each condition, decides and agrees
    payment = DirectPayment.objects.get()
    sign_in(worker)
    page.goto(reverse("payments:payment", args=[payment.pk]))
    axe(page)
    page.get_by_role("button", name="Answer the conditions").click()
    for question, answer in (
        ("Can they decide", "Yes"), ("Can whoever looks after", "Yes"), ("Is a direct payment a good way", "Yes"),
        ("Would it pay a husband", "No"), ("Has a court ordered", "No"),
    ):  # fmt: skip
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    axe(page)
    save(page)
    page.get_by_role("button", name="Decide", exact=True).click()
    axe(page)
    page.get_by_label("Why", exact=True).fill("You can manage it, and it meets your plan.")
    page.get_by_label("How the person took part").fill("We met on 5 June.")
    save(page, "Allow the direct payment")
    page.wait_for_url("**/decisions/**")
    page.goto(reverse("payments:agree", args=[payment.pk]))
    axe(page)
    page.get_by_label("has read the agreement").check()
    save(page, "Agree and draw up the schedule")
    page.get_by_role("heading", name="Next payment").wait_for()
    axe(page)
    page.goto(reverse("payments:agreement", args=[payment.pk]))
    axe(page)
    page.goto(reverse("payments:end", args=[payment.pk]))
    axe(page)
    page.goto(reverse("payments:list"))
    axe(page)

    # Then Peter sees his next payment
    sign_in(peter.user)
    page.goto(reverse("payments:payment", args=[payment.pk]))
    assert page.locator(".app-box .app-amount").inner_text() == "£1,375.60"
    assert page.get_by_text("on 9 June 2023, for the 4 weeks from 9 June 2023 to 6 July 2023").is_visible()
    axe(page)
