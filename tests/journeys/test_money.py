"""Money in a browser: the Devon example from first item to decision, and a direct payment to its first payment due."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income, ReportedChange
from goodlives.casework.payments.models import DirectPayment
from goodlives.rules.resource_allocation import Domain
from tests.factories import (
    AT,
    AssessmentFactory,
    CapitalFactory,
    CircleMemberFactory,
    DecisionFactory,
    FinancialAssessmentFactory,
    HelpWithDomainFactory,
    IncomeFactory,
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
    expect(page.get_by_text("Between £0.00 and £310.00 a week")).to_be_visible()

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
    expect(page.locator(".app-amount")).to_have_text("£110.10")
    expect(page.get_by_text("£343.90")).to_be_visible()
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
    expect(page.locator(".app-box .app-amount")).to_have_text("£1,375.60")
    expect(page.get_by_text("on 9 June 2023, for the 4 weeks from 9 June 2023 to 6 July 2023")).to_be_visible()
    axe(page)


def fill_day(page, question, day):
    """A date in its three boxes."""
    group = page.get_by_role("group", name=question)
    for part in ("Day", "Month", "Year"):
        group.get_by_label(part).fill(str(getattr(day, part.lower())))


def decide(page, reasons="We counted what the law counts."):
    page.get_by_role("button", name="Decide what they pay").click()
    page.get_by_label("Why this is the figure").fill(reasons)
    page.get_by_label("How the person took part").fill("You told us on 2 June.")
    save(page, "Decide")
    page.wait_for_url("**/decisions/**")


def test_a_house_and_a_care_home_the_12_weeks_and_then_a_deferred_payment(settings, page, axe, sign_in):
    # Given Rose, at home until 2 June 2025, with a house of £240,000, £9,000 saved and £310.25 a week (example C4)
    settings.DEMONSTRATION, settings.TODAY = True, date(2025, 6, 2)
    officer = UserFactory(username="fin", role=Role.FINANCE_OFFICER, for_demonstration=True)
    rose = PersonFactory(given_name="Rose", family_name="Hill", born_on=date(1940, 3, 27))
    money = FinancialAssessmentFactory(
        person=rose, starts_on=date(2025, 6, 2), pension_age_reached=True, housing_costs=0,
        disability_related_expenditure=0, cost_of_care=None,
    )  # fmt: skip
    IncomeFactory(assessment=money, kind=Income.Kind.STATE_PENSION, amount=31_025)
    CapitalFactory(assessment=money, amount=900_000)
    sign_in(officer)

    # When the officer writes down the stay, seeing what it does while it is typed
    page.goto(reverse("finances:care_home", args=[money.pk]))
    axe(page)
    page.get_by_label("In a care home, for good").check()
    for question in ("When did they move in?", "From which day do they stay for good?"):
        fill_day(page, question, date(2025, 6, 2))
    page.get_by_role("group", name="Do they mean to go home?").get_by_label("No", exact=True).check()
    page.get_by_label("What does the home charge in all?").fill("950")
    page.get_by_label("What does the council pay for a home").fill("950")
    page.get_by_label("No nursing that the NHS pays for").check()
    page.get_by_role("heading", name="If you save this").wait_for()
    page.get_by_text("£279.60").first.wait_for()
    axe(page)
    save(page)

    # and the house
    page.goto(reverse("finances:add_capital", args=[money.pk]))
    page.get_by_label("Their main home").check()
    page.get_by_label("What is all of it worth?").fill("240000")
    page.get_by_label("Asked for", exact=True).check()
    page.get_by_label("What have you seen or asked for").fill("A valuation")
    fill_day(page, "On which day?", date(2025, 6, 2))
    axe(page)
    save(page)
    page.goto(reverse("finances:evidence", args=[money.pk]))
    axe(page)

    # Then it is left out for 12 weeks
    page.goto(reverse("finances:assessment", args=[money.pk]))
    page.get_by_text("The home does not count until 25 August 2025. 84 days are left.").wait_for()
    expect(page.locator(".app-aside .app-amount")).to_have_text("£279.60")
    axe(page)

    # and a deferred payment is offered from the day the home counts
    page.get_by_role("link", name="Deferred payment").click()
    axe(page)
    for question in ("good security", "Does anybody else who owns", "Are they able to make", "Do they agree to its"):
        page.get_by_role("group", name=question).get_by_label("Yes", exact=True).check()
    save(page)
    page.get_by_text("The council must offer one.").wait_for()
    for words in ("£201,750.00", "£166.25", "£783.75"):
        expect(page.get_by_text(words).first).to_be_visible()
    axe(page)
    page.goto(reverse("finances:top_up", args=[money.pk]))
    axe(page)
    page.goto(reverse("finances:assessment", args=[money.pk]))
    decide(page)
    assert FinancialAssessment.objects.get().contribution == 27_960


def test_a_light_touch_by_agreement(set_in_june_2023, peter, page, axe, sign_in):
    # Given Peter, who has plenty and would rather not fill in a form
    money = FinancialAssessmentFactory(person=peter, starts_on=date(2023, 6, 5), income_is_all_listed=None)
    sign_in(UserFactory(username="fin", role=Role.FINANCE_OFFICER, for_demonstration=True))

    # When the officer writes that down
    page.goto(reverse("finances:light_touch", args=[money.pk]))
    axe(page)
    page.get_by_label("Light touch").check()
    page.get_by_label("They have plenty, and agree").check()
    for question in ("Are you sure of that", "Do they agree not to", "Have they been told that they may"):
        page.get_by_role("group", name=question).get_by_label("Yes", exact=True).check()
    axe(page)
    save(page)
    page.get_by_role("heading", name="The conditions").wait_for()
    axe(page)
    decide(page)
    axe(page)

    # Then Peter sees the full cost, and that he may have a full one
    sign_in(peter.user)
    page.goto(reverse("finances:assessment", args=[money.pk]))
    expect(page.locator(".app-decision .app-amount")).to_have_text("£454.00")
    expect(page.get_by_text("No full financial assessment was done. You may ask for one at any time.")).to_be_visible()
    axe(page)


def test_a_change_that_somebody_reports_becomes_a_new_assessment_beside_the_last(
    set_in_june_2023, peter, page, axe, sign_in
):
    # Given what Peter pays
    officer = UserFactory(username="fin", role=Role.FINANCE_OFFICER, for_demonstration=True)
    money = FinancialAssessmentFactory(
        person=peter, starts_on=date(2023, 5, 1), housing_costs=1_727, disability_related_expenditure=2_808
    )
    IncomeFactory(assessment=money, amount=22_545)
    pip = IncomeFactory(assessment=money, kind=Income.Kind.PIP_DAILY_LIVING, rate="enhanced", amount=10_175)
    actions.decide_charge(
        money, reasons="As counted.", participation="We talked.", by=officer, on=date(2023, 5, 1), at=AT
    )

    # When Peter says that his rent has gone up
    sign_in(peter.user)
    page.goto(reverse("people:mine"))
    page.get_by_role("link", name="Tell us that your money, home or care has changed").click()
    axe(page)
    page.get_by_label("What my home costs has changed").check()
    fill_day(page, "When did it change?", date(2023, 6, 1))
    page.get_by_label("Tell us about it in your own words").fill("My rent is £30 a week now.")
    save(page, "Tell the council")
    page.get_by_text("We have not looked at it yet").wait_for()
    axe(page)

    # and an officer starts again from the last one
    sign_in(officer)
    page.goto(reverse("finances:changes"))
    axe(page)
    page.get_by_role("link", name="Peter Stone").click()
    axe(page)
    page.get_by_role("button", name="Start a new financial assessment").click()
    expect(page.get_by_label("What has changed?")).to_have_value("housing")
    axe(page)
    save(page, "Start")
    later = FinancialAssessment.objects.get(state="in_progress")
    assert later.starts_on == date(2023, 6, 1)
    page.goto(reverse("finances:costs", args=[later.pk]))
    page.get_by_label("What does their home cost them each week?").fill("30")
    save(page)

    # Then the two stand side by side
    page.get_by_role("heading", name="Financial assessment: Peter Stone").wait_for()
    row = page.get_by_role("row", name="What they pay, a week")
    assert row.inner_text().split() == ["What", "they", "pay,", "a", "week", "£110.10", "£97.37", "Yes"]
    axe(page)
    assert ReportedChange.objects.get().assessment == later
    assert pip.assessment == money
    assert Capital.objects.count() == 0
