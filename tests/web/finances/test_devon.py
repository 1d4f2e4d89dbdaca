"""The published example for a 37-year-old (Devon 2023-24), through the pages: £110.10 of £454.00."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.finances.models import FinancialAssessment
from tests.factories import CitizenFactory, IndicativeBudgetFactory, UserFactory
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_in_june_2023(settings):
    settings.DEMONSTRATION, settings.TODAY = True, date(2023, 6, 5)


def test_peter_pays_110_10_and_the_council_343_90_and_each_step_is_there_to_see(signed_in):
    peter = CitizenFactory(born_on=date(1986, 3, 27))
    IndicativeBudgetFactory(assessment__person=peter, weekly_amount=48_000)
    officer = signed_in(UserFactory(role=Role.FINANCE_OFFICER))

    def post(name, *args, **given):
        money = FinancialAssessment.objects.filter(person=peter).first()
        response = officer.post(reverse(name, args=args), given | {"revision": money.revision if money else ""})
        assert response.status_code == 302, response.content.decode()
        return response

    post("finances:start", peter.pk, starts_on_day="5", starts_on_month="6", starts_on_year="2023")
    money = FinancialAssessment.objects.get()
    page = text(officer.get(reverse("finances:assessment", args=[money.pk])))
    assert "Between £0.00 and £480.00 a week" in page  # the first idea of the budget bounds it
    assert "Whether all income is listed" in page

    post("finances:about", money.pk, starts_on_day="5", starts_on_month="6", starts_on_year="2023",
         household="single", pension_age_reached="", dependent_children="0")  # fmt: skip
    for kind, amount, rate in (
        ("employment_and_support_allowance", "225.45", ""),
        ("pip_daily_living", "101.75", "enhanced"),
        ("pip_mobility", "26.90", "standard"),
    ):
        post("finances:add_income", money.pk, kind=kind, amount=amount, every="week", rate=rate, words="", evidence="")
    page = text(officer.get(reverse("finances:income", args=[money.pk])))
    assert "£101.75 a week" in page
    assert "not counted: it is for getting about" in page
    assert "SI 2014/2672 Sch 1 para 8" in page
    post("finances:income", money.pk, all_listed="yes")
    post("finances:capital", money.pk, all_listed="yes")
    post("finances:costs", money.pk, housing_costs="17.27", disability_related_expenditure="28.08",
         half_pension_to_spouse="no")  # fmt: skip
    post("finances:cost", money.pk, cost_of_care="454.00")

    page = text(officer.get(reverse("finances:assessment", args=[money.pk])))
    assert "£110.10" in page
    assert "The council would pay £343.90 a week." in page
    decided = post(
        "finances:decide", money.pk, reasons="We counted what the law counts.", participation="You talked with us."
    )

    money.refresh_from_db()
    assert (money.contribution, money.decision.summary) == (
        11_010, "You pay £110.10 a week towards care that costs £454.00 a week.",
    )  # fmt: skip
    assert decided.url == reverse("decisions:decision", args=[money.decision_id])
    assert money.shown_on is None

    page = text(signed_in(peter.user).get(reverse("finances:assessment", args=[money.pk])))
    for step, amount in (
        ("Employment and Support Allowance: counts in full", "£225.45"),
        ("Personal Independence Payment, daily living part: counts", "£101.75"),
        ("Your income each week", "£327.20"),
        ("Take away: what you pay for your home", "£17.27"),
        ("Take away: what you spend because of your disability", "£28.08"),
        ("The amount for a person on their own, aged 25 or over", "£103.65"),
        ("Add: disability premium", "£45.75"),
        ("Add: enhanced disability premium", "£22.35"),
        ("Take away: money you must be left with each week (minimum income guarantee)", "£171.75"),
        ("What you pay each week", "£110.10"),
        ("What the council pays each week", "£343.90"),
    ):
        assert f'<span>{step}</span><span class="app-sum__amount">{amount}</span>' in page, step
    money.refresh_from_db()
    assert money.shown_on == date(2023, 6, 5)  # opening it is seeing it
    assert money.decision.tellings.get().how == "online"
