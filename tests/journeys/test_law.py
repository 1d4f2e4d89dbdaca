"""Anybody reads the law behind the sums; somebody checks the sum of their own decision again."""

from playwright.sync_api import expect

from goodlives.casework.decisions.models import Decision
from goodlives.casework.finances import actions as finances
from tests.factories import AT, ON, CitizenFactory, FinancialAssessmentFactory, IncomeFactory, UserFactory


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def reads_well(page, axe):
    axe(page)
    assert fits(page), f"{page.url} must not scroll sideways"


def test_anybody_looks_up_a_number_its_years_its_rules_and_an_example(page, axe):
    # Given the first page, somebody follows the link at the foot of it.
    page.goto("/")
    page.get_by_role("link", name="The law behind our sums").click()
    reads_well(page, axe)

    # When they look for a number, they find it with its source.
    page.get_by_role("link", name="The numbers of the law").click()
    reads_well(page, axe)
    page.get_by_label("Search").fill("tariff")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Step of tariff income").click()
    reads_well(page, axe)
    expect(page.get_by_role("heading", name="Which rules use it")).to_be_visible()

    # Then a sum shows it at work, and the rule's other examples are one link away.
    page.get_by_text("Each step of it").click()
    page.get_by_role("link", name="More examples").click()
    page.get_by_text("What was given, and each step").first.click()
    reads_well(page, axe)


def test_anybody_compares_two_years(page, axe):
    page.goto("/law/numbers/compared/")
    page.get_by_label("From").select_option("2025-26")
    page.get_by_label("To").select_option("2026-27")
    page.get_by_role("button", name="Compare").click()
    reads_well(page, axe)
    expect(page.get_by_text("+£7.90").first).to_be_visible()


def test_anybody_reads_how_a_first_sum_is_worked_out_and_for_whom_it_is_good(page, axe):
    page.goto("/law/first-sum/")
    reads_well(page, axe)
    expect(page.get_by_role("heading", name="Is it as good for everybody?")).to_be_visible()


def test_somebody_checks_the_sum_of_their_decision_again(page, axe, sign_in, transactional_db):
    # Given what Amina pays has been decided.
    amina = CitizenFactory(given_name="Amina")
    assessment = FinancialAssessmentFactory(
        person=amina, starts_on=ON, pension_age_reached=False, capital_is_all_listed=True, income_is_all_listed=True,
        housing_costs=0, disability_related_expenditure=0,
    )  # fmt: skip
    IncomeFactory(assessment=assessment, kind="other_counted", amount=23_050)
    finances.decide_charge(assessment, reasons="Yes", participation="You told us", by=UserFactory(), on=ON, at=AT)

    # When she asks for the sum to be done again.
    sign_in(page, amina.user)
    page.goto(f"/decisions/{Decision.objects.get().pk}/")
    page.get_by_role("link", name="Check the sum again").click()

    # Then it is the same, step by step, and a worker sees the same.
    expect(page.get_by_text("The same, step by step.")).to_be_visible()
    reads_well(page, axe)
    sign_in(page, UserFactory())
    page.reload()
    expect(page.get_by_text("It was done again just now")).to_be_visible()
    page.get_by_text("Which rules, and which figures").click()
    reads_well(page, axe)
