"""The main job from end to end, on a published worked example: Devon 2023-24, a man of 37.

He pays £110.10 of £454.00 a week, and the council pays £343.90. And a carer, by the carer's rule.
"""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.people.models import Person
from goodlives.casework.plans.models import PersonalBudget, Plan
from goodlives.casework.reviews.models import Review
from tests.factories import CircleMemberFactory, PersonFactory, SignOffLimitFactory, UserFactory
from tests.journeys.asking import Asking
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

PETER = {
    "first": "Peter", "family": "Stone", "born": ("2", "2", "1986"), "address": "14 Elm Grove, Wrenford",
    "postcode": "WX2 3QT", "words": "My hands and legs let me down since the accident. I want to live in my own flat.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def june_2023(settings):
    settings.DEMONSTRATION, settings.TODAY = True, date(2023, 6, 5)


@pytest.fixture
def staff():
    SignOffLimitFactory(role=Role.TEAM_MANAGER, weekly_limit=50_000)
    return {
        "worker": UserFactory(first_name="Sam", last_name="Okafor"),
        "manager": UserFactory(first_name="Helen", last_name="Marsh", role=Role.TEAM_MANAGER),
        "officer": UserFactory(first_name="Farida", last_name="Khan", role=Role.FINANCE_OFFICER),
    }


@pytest.fixture
def on(page, axe):
    return Pages(page, axe)


class Pages:
    """A browser that examines each page it comes to."""

    def __init__(self, page, axe):
        self.page, self.axe = page, axe

    def go(self, name, *args):
        self.page.goto(reverse(name, args=args))
        self.look()

    def look(self):
        self.page.wait_for_load_state()
        self.axe(self.page)

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()
        self.look()

    def follow(self, words):
        self.page.get_by_role("link", name=words).first.click()
        self.look()

    def write(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)

    def choose(self, name, answer):
        self.page.locator(f'input[name="{name}"][value="{answer}"]').check()

    def sees(self, *words):
        for each in words:
            self.page.get_by_text(each).first.wait_for()


def give_account(person) -> None:
    """The council gives the person a way to sign in."""
    person.user = UserFactory(username=person.given_name.lower(), first_name=person.given_name, role=Role.PERSON)
    person.save()


def test_peter_from_asking_for_help_to_a_direct_payment_and_its_review(page, axe, on, staff, sign_in, settings):
    # 1. Ask. Peter may see what he might pay, without signing in, and asks for help.
    on.go("advice:what_you_might_pay")
    asking = Asking(page, axe, **PETER)
    asking.start()
    asking.say_there_is_no_danger()
    asking.choose("Myself")
    asking.press()
    asking.say_what_is_happening()
    asking.say_who_they_are()
    asking.say_how_to_reach_them()
    reference = asking.send()

    # 2. Respond. A social worker sees it among the new requests, and answers; Peter is told.
    sign_in(page, staff["worker"])
    on.go("home:work")
    on.follow("Peter Stone")
    on.press("Assign to me")
    page.get_by_label("A needs assessment", exact=True).check()
    on.press("Write the answer")
    on.write("Why", "What you told us shows that you may have needs for care and support.")
    on.press("Send the answer")
    page.context.clear_cookies()
    page.goto(f"/ask/come-back/?r={reference}")
    asking.say_when_they_were_born()
    on.press("Show my request")
    on.sees("We have answered your request")
    peter = Person.objects.get()
    give_account(peter)

    # 3. Assess. Together they write what life is like, and what he cannot do without help.
    CircleMemberFactory(person=peter, name="Martin Stone", willing=True, able=True, agreed_on=date(2023, 6, 5))
    sign_in(page, staff["worker"])
    on.go("people:person", peter.pk)
    page.get_by_role("button", name=re.compile("assessment")).first.click()
    on.look()
    on.page.get_by_label("The help Peter needs").check()
    on.page.get_by_label("Face to face").check()
    on.press("Start")
    assessment = Assessment.objects.get()
    assert assessment.own_words == PETER["words"]
    write_the_assessment(on, assessment, unable={"personal_hygiene", "clothing", "habitable_home"})

    # 4. Decide eligibility, with the conditions and the reasons.
    on.go("assessments:decide", assessment.pk)
    on.write("Reasons for the decision", "You cannot wash, dress or keep your flat without somebody's help.")
    on.press("Decide: the needs are eligible")
    on.sees("You have eligible needs for care and support.", "SI 2015/313 reg 2(1)(b)")

    # 5. Money, before the plan: a first idea of the budget, and what Peter pays.
    sign_in(page, staff["officer"])
    on.go("finances:indicative", assessment.pk)
    on.press("Work it out and keep it")
    on.go("finances:start", peter.pk)
    on.press("Start")
    work_out_what_peter_pays(on)
    money = FinancialAssessment.objects.get()
    sign_in(page, peter.user)
    on.go("finances:assessment", money.pk)
    expect(page.locator(".app-amount")).to_have_text("£110.10")
    on.sees("£343.90", "£225.45", "£101.75", "£327.20", "£28.08", "£17.27", "£171.75", "£454.00")

    # 6. Plan. Peter writes his own plan: by himself, by his brother, in his community, and with money.
    on.go("plans:start", assessment.pk)
    on.press("Start the plan")
    plan = Plan.objects.get()
    write_the_plan(on, plan)
    on.press("Send the plan to be signed off")

    # 7. Agree. A manager signs it off within her limit; Peter says where he disagrees.
    sign_in(page, staff["manager"])
    on.go("plans:sign_off", plan.pk)
    on.sees("£454.00")
    on.write("Why do you agree to this plan?", "It meets each need at a fair price.")
    on.press("Sign off the plan and its budget")
    budget = PersonalBudget.objects.get()
    assert (budget.cost, budget.contribution, budget.councils_share) == (45_400, 11_010, 34_390)
    sign_in(page, peter.user)
    on.go("plans:agree", plan.pk)
    page.get_by_label("No, or not with all of it").check()
    page.get_by_label("Where do you disagree?").fill("I would like somebody on Sundays too.")
    on.press("Save the answer")
    on.sees("I would like somebody on Sundays too.")

    # 8. Direct payment: Peter asks; each condition is answered; the first payment is due.
    on.go("payments:ask", plan.pk)
    page.get_by_label("Me", exact=True).check()
    on.press("Ask for a direct payment")
    agree_the_direct_payment(on, sign_in, staff["worker"])
    sign_in(page, peter.user)
    on.go("payments:payment", DirectPayment.objects.get().pk)
    expect(page.locator(".app-box .app-amount")).to_have_text("£1,375.60")

    # 9. Review, eight weeks in: each goal, what changed, what next; and the next one within 12 months.
    settings.TODAY = date(2023, 8, 3)
    sign_in(page, staff["worker"])
    first = Review.objects.get()
    assert (first.due_from, first.due_by) == (date(2023, 7, 24), date(2023, 8, 7))
    on.go("reviews:review", first.pk)
    on.follow("Record the review")
    for goal in plan.goals.all():
        page.locator(f'input[name*="{goal.pk}"][value="getting_there"], input[value="getting_there"]').first.check()
    page.get_by_label("How are things now?").fill("I wash when I like and I have been to the match.")
    page.get_by_label("What has changed?").fill("I have more energy.")
    page.get_by_label("Who took part, and how?").fill("Peter and Martin, at home")
    page.get_by_label("Carry on as now").check()
    page.get_by_label("Why?", exact=True).fill("The plan does what you wanted.")
    on.press("Record the review")
    assert Review.objects.get(held_on=None).due_by <= date(2024, 6, 12)

    # Each decision on the way stands on Peter's page, with its letter, and says how to question it.
    sign_in(page, peter.user)
    on.go("people:mine")
    assert set(Decision.objects.values_list("kind", flat=True)) == {
        Kind.REQUEST, Kind.ELIGIBILITY, Kind.INDICATIVE_BUDGET, Kind.CHARGE, Kind.PERSONAL_BUDGET,
        Kind.DIRECT_PAYMENT, Kind.REVIEW,
    }  # fmt: skip
    for decision in Decision.objects.all():
        on.go("decisions:decision", decision.pk)
        on.sees("If you disagree")
        letter = page.request.get(reverse("decisions:letter", args=[decision.pk]))
        assert letter.body().startswith(b"%PDF-1.7")
    on.go("people:who_looked", peter.pk)
    on.sees("Sam Okafor")


def write_the_assessment(on, assessment, *, unable):
    """Every part that the decision and the first idea of the budget need: each outcome in one line on one page."""
    on.go("assessments:section", assessment.pk, "day-to-day")
    for outcome in assessment.outcomes():
        on.choose(outcome.value, "needs_help" if outcome.value in unable else "manages")
    on.press("Save and return to the list")
    if not assessment.is_for_carer:
        on.go("assessments:section", assessment.pk, "help-needed")
        for select in on.page.locator("select[name$=help_needed]:visible").all():
            select.select_option("every_day")
        on.press("Save and return to the list")
    on.go("assessments:section", assessment.pk, "conditions")
    for question in ("needs_arise", "significant_impact", "health_deteriorating"):
        if on.page.locator(f'input[name="{question}"]').count():
            on.choose(question, "yes")
    on.press("Save and return to the list")
    on.go("assessments:section", assessment.pk, "who-took-part")
    on.page.locator("textarea").first.fill("Peter and his brother Martin, with Sam, at home.")
    on.press("Save and return to the list")


def work_out_what_peter_pays(on):
    money = FinancialAssessment.objects.get()
    for kind, amount, rate in (
        ("employment_and_support_allowance", "225.45", ""),
        ("pip_daily_living", "101.75", "enhanced"),
        ("pip_mobility", "26.90", "standard"),
    ):
        on.go("finances:add_income", money.pk)
        on.page.get_by_label("What is it?").select_option(kind)
        on.page.get_by_label("How much is paid to them?").fill(amount)
        on.page.get_by_label("At which rate?").select_option(rate)
        on.press("Save")
    on.page.get_by_label("Yes, this is everything").check()
    on.press("Save and go back")
    on.go("finances:capital", money.pk)
    on.page.get_by_label("Yes, this is everything").check()
    on.press("Save and go back")
    on.go("finances:costs", money.pk)
    on.page.get_by_label("What does their home cost them each week?").fill("17.27")
    on.page.get_by_label("What do they spend each week because of their disability?").fill("28.08")
    on.press("Save")
    on.go("finances:cost", money.pk)
    on.page.get_by_label("What is their care likely to cost each week?").fill("454")
    on.press("Save")
    on.go("finances:decide", money.pk)
    on.page.get_by_label("Why this is the figure").fill("We counted what the law counts.")
    on.page.get_by_label("How the person took part").fill("You brought your letters to Farida.")
    on.press("Decide")
    on.sees("You pay £110.10 a week towards care that costs £454.00 a week.")


def write_the_plan(on, plan):
    page = on.page
    on.go("plans:add_goal", plan.pk)
    page.get_by_label("What do you want?").fill("To wash and dress when I like, and to see the match.")
    page.get_by_label("Keeping clean").check()
    ways = (
        ("I choose my clothes the night before", "By me", {}),
        ("Takes me to the match", "By my circle", {}),
        ("The wheelchair users' stand", "In my community", {}),
        ("A personal assistant helps me wash and dress", "With money",
         {"Hours each week": "20", "Price of an hour": "18.50"}),
        ("A day at the community farm", "With money", {"Hours each week": "6", "Price of an hour": "14.00"}),
    )  # fmt: skip
    for number, (what, by, more) in enumerate(ways, 1):
        if number > 1:
            page.get_by_role("button", name="Add another way").click()
        way = page.locator(f"#way-{number}")
        way.get_by_label("What happens?").fill(what)
        way.get_by_label(by).check()
        if by == "By my circle":
            way.get_by_label("Who is it?").select_option(index=1)
        for label, value in more.items():
            way.get_by_label(label).fill(value)
    on.look()
    on.press("Save the goal")
    on.sees("20 hours at £18.50", "£454.00")
    on.go("plans:if_things_go_wrong", plan.pk)
    page.get_by_label("What happens then?").fill("Martin comes, and we phone the team.")
    page.get_by_role("button", name="Save").first.click()
    on.go("plans:advice", plan.pk)
    page.locator("textarea").first.fill("The exercise class at the leisure centre.")
    page.get_by_role("button", name="Save").first.click()
    on.go("plans:starts_on", plan.pk)
    for part, value in (("Day", "12"), ("Month", "6"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Save").first.click()
    on.go("plans:why_not_indicative", plan.pk)
    page.locator("textarea").first.fill("Twenty hours of a good assistant cost more here than the table says.")
    page.get_by_role("button", name="Save").first.click()
    on.go("plans:plan", plan.pk)


def agree_the_direct_payment(on, sign_in, worker):
    page, payment = on.page, DirectPayment.objects.get()
    sign_in(page, worker)
    on.go("payments:payment", payment.pk)
    page.get_by_role("button", name="Answer the conditions").click()
    for question, answer in (
        ("Can they decide", "Yes"), ("Can whoever looks after", "Yes"), ("Is a direct payment a good way", "Yes"),
        ("Would it pay a husband", "No"), ("Has a court ordered", "No"),
    ):  # fmt: skip
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    on.press("Save")
    page.get_by_role("button", name="Decide", exact=True).click()
    page.get_by_label("Why", exact=True).fill("You can manage it, and it meets your plan.")
    page.get_by_label("How the person took part").fill("We met on 5 June.")
    on.press("Allow the direct payment")
    on.go("payments:agree", payment.pk)
    page.get_by_label("has read the agreement").check()
    on.press("Agree and draw up the schedule")


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_a_carer_from_asking_to_her_own_plan_by_the_carers_rule(page, axe, on, staff, sign_in):
    # Given Mariam, who looks after her mother, and asks for help for herself
    asking = Asking(page, axe, first="Mariam", family="Begum", words="I look after my mother and I do not sleep.")
    asking.start()
    asking.say_there_is_no_danger()
    asking.choose("Myself, because I look after somebody")
    asking.press()
    asking.say_what_is_happening()
    asking.say_who_they_are()
    asking.write("Who do you look after?", "Joan Begum, my mother")
    asking.press()
    asking.say_how_to_reach_them()
    asking.send()
    sign_in(page, staff["worker"])
    on.go("home:work")
    on.follow("Mariam Begum")
    page.get_by_label("A carer's assessment", exact=True).check()
    on.press("Write the answer")
    on.write("Why", "You look after somebody, and you may have needs of your own.")
    on.press("Send the answer")
    mariam = Person.objects.get()
    give_account(mariam)
    joan = PersonFactory(given_name="Joan", family_name="Begum")
    CircleMemberFactory(person=joan, member=mariam, name="Mariam Begum")

    # When her assessment finds one thing she cannot do, which is enough for a carer
    page.goto(reverse("assessments:start", args=[mariam.pk]) + "?kind=carer")
    page.get_by_label("Joan Begum").check()
    page.get_by_label("Face to face").check()
    on.press("Start")
    assessment = Assessment.objects.get()
    write_the_assessment(on, assessment, unable={"recreation"})
    on.go("assessments:decide", assessment.pk)
    on.write("Reasons for the decision", "You have had no evening of your own since May.")
    on.press("Decide: the needs are eligible")
    on.sees("You have eligible needs as a carer.", "SI 2015/313 reg 3(1)(b)")

    # Then she has a plan and a budget, and is not charged for it
    sign_in(page, mariam.user)
    on.go("plans:start", assessment.pk)
    on.press("Start the plan")
    plan = Plan.objects.get()
    on.go("plans:add_goal", plan.pk)
    page.get_by_label("What do you want?").fill("An evening of my own each week.")
    page.get_by_label("What happens?").fill("Somebody sits with Mum on Thursdays")
    page.get_by_label("With money").check()
    page.get_by_label("Hours each week").fill("3")
    page.get_by_label("Price of an hour").fill("16.00")
    on.press("Save the goal")
    for name, label in (("if_things_go_wrong", "What happens then?"), ("advice", "What could help you stay well")):
        on.go(f"plans:{name}", plan.pk)
        page.get_by_label(label).fill("My sister comes, and we phone the team.")
        page.get_by_role("button", name="Save").first.click()
    on.go("plans:starts_on", plan.pk)
    for part, value in (("Day", "12"), ("Month", "6"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Save").first.click()
    on.go("plans:plan", plan.pk)
    on.press("Send the plan to be signed off")
    sign_in(page, staff["manager"])
    on.go("plans:sign_off", plan.pk)
    on.write("Why do you agree to this plan?", "It lets her keep caring, and have a life.")
    on.press("Sign off the plan and its budget")
    budget = PersonalBudget.objects.get()
    assert (budget.cost, budget.contribution, budget.councils_share) == (4_800, 0, 4_800)
    sign_in(page, mariam.user)
    on.go("plans:agree", plan.pk)
    page.get_by_label("Yes, I agree").check()
    on.press("Save the answer")
    assert Plan.objects.get().state == "agreed"
    assert Review.objects.get().kind == Review.Kind.LIGHT_TOUCH
