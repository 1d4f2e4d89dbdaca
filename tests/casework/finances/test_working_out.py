"""What somebody would pay while something is not yet known, and what each item counts for."""

from datetime import date
from importlib import import_module

import pytest

from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income
from goodlives.casework.finances.working_out import (
    answers_of,
    capital_counts,
    family_care,
    income_counts,
    what_is_missing,
    work_out,
)
from goodlives.rules.resource_allocation import CarerSupport, Domain
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    CapitalFactory,
    CareGivenFactory,
    CircleMemberFactory,
    FinancialAssessmentFactory,
    HelpWithDomainFactory,
    IncomeFactory,
    IndicativeBudgetFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def known(**more) -> FinancialAssessment:
    """An assessment in which everything is known."""
    return FinancialAssessmentFactory(housing_costs=1_727, disability_related_expenditure=2_808, **more)


def words(assessment):
    return [missing.words for missing in what_is_missing(assessment)]


def test_a_list_nobody_has_finished_is_not_yet_known_and_never_nothing():
    assessment = known(income_is_all_listed=None, capital_is_all_listed=None)
    charge = work_out(assessment)
    assert charge.charge is None
    assert charge.range == (0, 45_400)
    assert words(assessment) == ["Whether all savings and property are listed", "Whether all income is listed"]


def test_income_not_yet_listed_may_lower_the_charge_for_it_may_bring_a_premium():
    assessment = known(income_is_all_listed=None)
    IncomeFactory(assessment=assessment, amount=30_000)
    least, _most = work_out(assessment).range
    assessment.income_is_all_listed = True
    assert least < work_out(assessment).charge


def test_an_item_without_an_amount_is_named_and_gives_a_range():
    assessment = known()
    IncomeFactory(assessment=assessment, kind=Income.Kind.STATE_PENSION, amount=None)
    assert work_out(assessment).range == (0, 45_400)
    assert words(assessment) == ["How much: State Pension"]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("cost_of_care", "The likely cost of care"),
        ("housing_costs", "What the home costs: rent, mortgage, council tax"),
        ("disability_related_expenditure", "What is spent because of disability"),
    ],
)
def test_each_missing_fact_is_named(fact, said):
    assessment = known()
    IncomeFactory(assessment=assessment, kind=Income.Kind.ATTENDANCE_ALLOWANCE, amount=7_390)
    setattr(assessment, fact, None)
    assert words(assessment) == [said]


def test_nothing_is_missing_when_care_is_free():
    assessment = FinancialAssessmentFactory(exempt="section_117", income_is_all_listed=None)
    assert what_is_missing(assessment) == []
    assert work_out(assessment).charge == 0


def test_each_item_says_how_much_counts_why_and_by_which_law():
    assessment = known()
    given = assessment.circumstances()
    half = CapitalFactory(assessment=assessment, amount=1_000_001, share="1/2")
    assert capital_counts(half, assessment, given).amount == 500_000
    mobility = income_counts(IncomeFactory(assessment=assessment, kind=Income.Kind.PIP_MOBILITY, amount=2_690), given)
    assert (mobility.amount, mobility.step.law) == (0, "SI 2014/2672 Sch 1 para 8")
    assert "it is for getting about" in mobility.step.what


def test_an_item_of_unknown_amount_counts_for_an_unknown_amount():
    assessment = known()
    given = assessment.circumstances()
    savings = CapitalFactory(assessment=assessment, amount=None)
    assert capital_counts(savings, assessment, given).amount is None
    home = CapitalFactory(assessment=assessment, kind=Capital.Kind.MAIN_HOME, amount=None)
    assert capital_counts(home, assessment, given).amount == 0
    assert "however much it is" in capital_counts(home, assessment, given).step.what
    earnings = IncomeFactory(assessment=assessment, kind=Income.Kind.EARNINGS, amount=None)
    assert income_counts(earnings, given).amount == 0
    pension = IncomeFactory(assessment=assessment, kind=Income.Kind.STATE_PENSION, amount=None)
    assert income_counts(pension, given).amount is None


def test_family_care_counts_only_when_willing_able_and_agreed_and_each_says_why():
    assessment = AssessmentFactory()
    person = assessment.person
    CareGivenFactory(circle_member__person=person, circle_member__name="A")
    CircleMemberFactory(person=person, name="B", willing=True, able=True)
    CircleMemberFactory(person=person, name="C", willing=False)
    CircleMemberFactory(person=person, name="D", willing=True, able=False, agreed_on=ON)
    CareGivenFactory(circle_member__person=person, circle_member__name="E", domain="", share="")
    assert [(care.member.name, care.counts, care.why) for care in family_care(assessment, ON)] == [
        ("A", True, "They are willing and able, and have agreed."),
        ("B", False, "We have no yes from them that counts today."),
        ("C", False, "They are not willing."),
        ("D", False, "They are not able."),
        ("E", False, "They have agreed to help, but not in one of these parts of life."),
    ]


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2026, 11, 1), {}),
        (ON, {Domain.PERSONAL_CARE: CarerSupport.SOME}),
        (date(2027, 11, 1), {Domain.PERSONAL_CARE: CarerSupport.SOME}),
        (date(2027, 11, 2), {}),
    ],
)
def test_family_care_counts_only_on_the_days_of_the_carers_own_yes_and_never_for_more_than_was_found(day, counted):
    assessment = AssessmentFactory()
    for domain in ("personal_care", "nutrition"):  # to the second nobody has said yes
        HelpWithDomainFactory(assessment=assessment, domain=domain, help_needed="every_day", carer_support="some")
    CareGivenFactory(circle_member__person=assessment.person)
    assert answers_of(assessment, day)[1] == counted


def test_the_likely_cost_starts_as_the_first_idea_of_the_budget():
    idea = IndicativeBudgetFactory(weekly_amount=19_000)
    assessment = actions.start(idea.person, starts_on=ON, by=UserFactory(), at=AT)
    assert assessment.cost_of_care == 19_000


def test_something_has_changed_starts_from_the_earlier_items_and_leaves_the_earlier_alone():
    earlier = known()
    CapitalFactory(assessment=earlier, words="Post Office")
    IncomeFactory(assessment=earlier, kind=Income.Kind.PIP_DAILY_LIVING, rate="enhanced", amount=10_175)
    worker = UserFactory()
    actions.decide_charge(earlier, reasons="As the law says.", participation="Together.", by=worker, on=ON, at=AT)
    later = actions.start(earlier.person, starts_on=ON, by=worker, at=AT, like=earlier)
    assert later.housing_costs == 1_727
    assert [item.words for item in later.capital.all()] == ["Post Office"]
    assert [(item.rate, item.amount) for item in later.income.all()] == [("enhanced", 10_175)]
    assert (earlier.capital.count(), earlier.income.count()) == (1, 1)
    assert (later.state, later.contribution, later.shown_on, later.decision) == ("in_progress", None, None, None)


def test_one_financial_assessment_is_written_at_a_time():
    worker, person = UserFactory(), PersonFactory()
    actions.start(person, starts_on=ON, by=worker, at=AT)
    with pytest.raises(actions.AlreadyOpen):
        actions.start(person, starts_on=ON, by=worker, at=AT)


def test_nothing_can_be_worked_out_without_a_date_of_birth():
    with pytest.raises(actions.NotEnoughKnown, match="Date of birth"):
        actions.start(PersonFactory(born_on=None), starts_on=ON, by=UserFactory(), at=AT)


def test_a_charge_is_refused_while_a_fact_is_missing_and_says_which():
    assessment = known()
    CapitalFactory(assessment=assessment, words="Bank", amount=None)
    with pytest.raises(actions.NotEnoughKnown) as refused:
        actions.decide_charge(assessment, reasons="Because.", participation="Together.", by=UserFactory(), on=ON, at=AT)
    assert refused.value.still_to_find_out == ["How much: Bank"]
    assert refused.value.range is not None


def test_a_decided_charge_is_never_changed():
    assessment, worker = known(), UserFactory()
    item = CapitalFactory(assessment=assessment)
    actions.decide_charge(assessment, reasons="Because.", participation="Together.", by=worker, on=ON, at=AT)
    now = {"by": worker, "at": AT, "revision": assessment.revision}
    with pytest.raises(actions.AlreadyDecided):
        actions.write(assessment, **now, housing_costs=0)
    with pytest.raises(actions.AlreadyDecided):
        actions.put_item(assessment, Capital(kind="savings", amount=1), **now)
    with pytest.raises(actions.AlreadyDecided):
        actions.take_item_away(item, **now)


def test_free_care_of_unknown_cost_is_decided_as_nothing_to_pay():
    assessment = FinancialAssessmentFactory(exempt="reablement", cost_of_care=None)
    decision = actions.decide_charge(
        assessment, reasons="Six weeks.", participation="By phone.", by=UserFactory(), on=ON, at=AT
    )
    assert decision.summary == "You pay nothing towards your care."
    assert assessment.contribution == 0


def test_the_explanation_outlives_a_change_of_rates(monkeypatch):
    assessment = known()
    IncomeFactory(assessment=assessment)
    decision = actions.decide_charge(
        assessment, reasons="As the law says.", participation="Together.", by=UserFactory(), on=ON, at=AT
    )
    before = (decision.summary, decision.steps, decision.figures, decision.rates)

    sums = import_module("goodlives.rules.charging.charge")
    rates = sums.charging_rates
    monkeypatch.setattr(sums, "charging_rates", lambda on: rates(on)._replace(mig_single_25=1))
    assert work_out(assessment).charge != assessment.contribution  # the rates have truly changed
    decision.refresh_from_db()
    assert (decision.summary, decision.steps, decision.figures, decision.rates) == before


def test_the_figure_is_shown_once_and_how_is_written_down():
    assessment, worker = known(), UserFactory()
    decision = actions.decide_charge(assessment, reasons="R.", participation="P.", by=worker, on=ON, at=AT)
    actions.show_figure(assessment, by=worker, on=ON, at=AT, how="in_person")
    actions.show_figure(assessment, by=worker, on=ON, at=AT, how="phone")
    assert assessment.shown_on == ON
    assert [telling.how for telling in decision.tellings.all()] == ["in_person"]


@pytest.mark.parametrize("basis", [{"basis": "light_touch", "ground": "plenty"}, {"basis": "refused"}])
def test_somebody_treated_as_above_the_limit_is_told_that_and_not_that_they_own_so_much(basis):
    charge = work_out(known(**basis))
    owned = next(step for step in charge.steps if step.what.startswith("Your savings"))
    assert [(step.what, step.law) for step in owned.steps] == [
        (
            "Without a full financial assessment you are treated as having more than the limit, whatever you have",
            "SI 2014/2672 reg 10",
        )
    ]
