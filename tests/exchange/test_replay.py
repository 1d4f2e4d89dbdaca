"""Any past decision, worked out again from what it kept, is the same; and whoever tampers with one is found out."""

from __future__ import annotations

import csv
import json
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.finances import actions as finances
from goodlives.casework.payments import actions as payments
from goodlives.cli import main
from goodlives.exchange.calculator import ChargeRequest
from goodlives.exchange.replay import AGAIN, replay
from goodlives.exchange.replayed import Result, difference_a_week, in_words
from goodlives.rules.charging import Policy, charge
from goodlives.rules.parameters import Value, all_parameters, instead, parameter
from goodlives.rules.version import rule_version
from tests.casework.assessments.test_actions import decide
from tests.casework.assessments.test_actions import known as known_needs
from tests.casework.plans import made_up
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    CareGivenFactory,
    CircleMemberFactory,
    DecisionFactory,
    FinancialAssessmentFactory,
    HelpWithDomainFactory,
    IncomeFactory,
    PersonFactory,
    UserFactory,
)
from tests.rules.made_up import circumstances
from tests.test_cli import PETER


def corrected(**values: int):
    """Our tables with other values, as after somebody corrected the file."""
    changed = (
        replace(known, values=tuple(replace(each, value=values[name]) for each in known.values))
        for name, known in all_parameters().items()
        if name in values
    )
    return instead(changed)


def kept(decision: Decision) -> Decision:
    """A decision that is nowhere but here, with no rows beside it."""
    for name in ("financial_assessment", "personal_budget", "indicative_budget"):
        decision._state.fields_cache[name] = None
    return decision


def decided(given_facts) -> Decision:
    """What an action keeps of a charge, put through JSON as the database does."""
    answer = charge(given_facts)
    return kept(
        Decision(
            kind=Kind.CHARGE, decided_on=given_facts.on, rates=answer.rates, rule_version=rule_version(),
            steps=json.loads(json.dumps([step.as_json() for step in answer.steps])),
            facts=json.loads(json.dumps(given_facts.as_json())),
            figures=json.loads(json.dumps([figure.as_json() for figure in answer.rests_on])),
        )
    )  # fmt: skip


AMOUNTS = [name for name, known in all_parameters().items() if known.unit.startswith("GBP")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    circumstances(policy=Policy()),
    st.dictionaries(st.sampled_from(AMOUNTS), st.integers(100, 60_000), min_size=5),
)
def test_whatever_becomes_of_our_tables_a_decision_comes_out_as_it_was(given_facts, values):
    decision = decided(given_facts)
    with corrected(**values):
        replayed = replay(decision)
    assert replayed.result is Result.SAME, replayed.differences
    wrong = {figure["name"] for figure in decision.figures if figure["name"] in values}
    assert {each.name for each in replayed.corrected} <= wrong


@settings(max_examples=40, deadline=None)
@given(circumstances(policy=Policy()), st.data())
def test_a_line_that_somebody_changed_is_found(given_facts, data):
    decision = decided(given_facts)
    lines = list(every_line(decision.steps))
    where, line = data.draw(st.sampled_from(lines))
    part = data.draw(st.sampled_from(["amount", "what", "law"]))
    line[part] = "0.07" if line[part] != "0.07" else "0.08"
    replayed = replay(decision)
    assert replayed.result is Result.DIFFERENT
    assert replayed.differences[0].where == f"Line {where}"


def every_line(steps, above=""):
    for number, step in enumerate(steps, 1):
        yield f"{above}{number}", step
        yield from every_line(step["steps"], f"{above}{number}.")


@pytest.fixture
def peter(db):
    """A charge of £110.10 a week, decided through the action."""
    assessment = FinancialAssessmentFactory(
        person=PersonFactory(), starts_on=ON, pension_age_reached=False, capital_is_all_listed=True,
        income_is_all_listed=True, housing_costs=0, disability_related_expenditure=0,
    )  # fmt: skip
    IncomeFactory(assessment=assessment, kind="other_counted", amount=23_050)
    finances.decide_charge(assessment, reasons="Yes", participation="You told us", by=UserFactory(), on=ON, at=AT)
    return Decision.objects.get()


def test_a_charge_is_the_same_step_by_step(peter):
    replayed = replay(peter)
    assert (replayed.result, replayed.differences, replayed.corrected) == (Result.SAME, (), ())
    assert in_words(replayed.answer) == "£110.10"


def test_a_decision_that_rests_on_a_figure_since_corrected_says_what_it_would_be_today(peter):
    with corrected(mig_single_25=12_140):
        replayed = replay(peter)
        assert replayed.result is Result.SAME
        (each,) = replayed.corrected
        assert (each.name, each.then, each.now) == ("mig_single_25", "£120.40", "£121.40")
        assert (in_words(replayed.answer), in_words(replayed.today)) == ("£110.10", "£109.10")
        assert difference_a_week(replayed) == -100


def test_a_figure_it_did_not_rest_on_changes_nothing(peter):
    with corrected(personal_expenses_allowance=5_000, war_pension_disregard=2_000):
        assert not replay(peter).corrected


def test_the_figure_beside_the_decision_is_compared_too(peter):
    peter.financial_assessment.contribution = 11_011
    (difference,) = replay(peter).differences
    assert (difference.where, difference.kept, difference.now) == (
        "What the person pays each week", "£110.11", "£110.10",
    )  # fmt: skip


def test_other_rules_may_say_the_same_sum_in_other_words_and_the_same_rules_may_not(peter):
    peter.steps = deepcopy(peter.steps)
    peter.steps[0]["what"] += " indeed"
    assert replay(peter).result is Result.DIFFERENT
    peter.rule_version = "0.0.9+0123456789ab"
    assert replay(peter).result is Result.OTHER_WORDS
    peter.steps[0]["amount"] = "1.00"
    assert replay(peter).result is Result.DIFFERENT


def test_a_year_whose_rates_were_loaded_later_does_not_change_what_was_decided_before():
    """Decided in April on last year's rates; the new ones come in May, and the decision still says last year's."""
    given_facts = replace(ChargeRequest.model_validate(PETER).circumstances(), on=date(2026, 4, 20))
    last_year = (
        replace(known, values=tuple(value for value in known.values if value.since < date(2026, 1, 1)))
        for known in all_parameters().values()
        if known.values[0].since < date(2026, 1, 1)
    )
    with instead(last_year):
        decision = decided(given_facts)
    assert decision.rates == "2025-26"
    replayed = replay(decision)
    assert replayed.result is Result.SAME
    assert replayed.other_today


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["adult", "carer"])
@pytest.mark.parametrize("eligible", [True, False])
def test_eligibility_is_worked_out_again_from_the_ways_of_being_unable(kind, eligible):
    values = {"cared_for_name": "Mariam", "health_deteriorating": False} if kind == "carer" else {}
    decision = decide(known_needs(eligible, kind=kind, **values), advice="A befriending group")
    assert replay(decision).result is Result.SAME
    outcome = next(iter(decision.facts["ways"]))
    tampered = Decision.objects.get()
    tampered.facts["unable_to_achieve"][outcome] = not tampered.facts["unable_to_achieve"][outcome]
    assert replay(tampered).result is Result.DIFFERENT


@pytest.mark.django_db
def test_a_first_idea_of_a_budget_keeps_the_table_it_was_worked_out_from():
    person = PersonFactory()
    yusuf = CircleMemberFactory(person=person, willing=True, able=True, agreed_on=ON)
    assessment = AssessmentFactory(person=person, state="decided", decision=DecisionFactory(person=person))
    for domain in all_parameters():
        if domain.startswith("points_for_"):
            HelpWithDomainFactory(
                assessment=assessment, domain=domain.removeprefix("points_for_"), help_needed="every_day",
                carer_support="some",
            )  # fmt: skip
            CareGivenFactory(circle_member=yusuf, domain=domain.removeprefix("points_for_"))
    budget = finances.work_out_indicative_budget(assessment, reasons="Yes", by=UserFactory(), on=ON, at=AT)
    decision = Decision.objects.get(pk=budget.decision_id)
    assert len(decision.figures) == 12
    fitted = Value(date(2023, 4, 6), ((0, 0), (10, 70), (90, "costed_plan")), "from costed plans", "fitted")
    table = replace(parameter("budget_for_points"), values=(fitted,))
    with instead([table]):
        replayed = replay(decision)
    assert replayed.result is Result.SAME
    assert [each.name for each in replayed.corrected] == ["budget_for_points"]


@pytest.mark.django_db
def test_a_personal_budget_is_worked_out_again_line_by_line():
    plan = made_up.signed_off()
    decision = Decision.objects.get(kind=Kind.PERSONAL_BUDGET)
    replayed = replay(decision)
    assert replayed.result is Result.SAME, replayed.differences
    assert replayed.answer.comes_to == {"cost": 45_400, "contribution": 11_010, "councils_share": 34_390, "once": 0}
    decision.facts["lines"][0]["weekly"] = "371.00"
    assert replay(decision).result is Result.DIFFERENT
    assert plan.budgets.count() == 1


@pytest.mark.django_db
def test_a_direct_payment_is_decided_again_from_what_was_found_out():
    plan = made_up.in_force()
    payment = payments.ask_for(
        plan, by=UserFactory(), on=ON, at=AT, has_capacity=True, excluded=False, able_to_manage=True, appropriate=False,
        pays_family_at_home=False,
    )  # fmt: skip
    decision = payments.decide(payment, reasons="No", participation="You asked", by=UserFactory(), on=ON, at=AT)
    assert decision.favourable is False
    assert replay(Decision.objects.get(pk=decision.pk)).result is Result.SAME
    again = Decision.objects.get(pk=decision.pk)
    again.facts["found_out"]["appropriate_way_to_meet_needs"] = True
    assert replay(again).result is Result.DIFFERENT


@pytest.mark.django_db
def test_what_people_decided_or_was_not_kept_whole_cannot_be_replayed_and_says_why():
    assert replay(DecisionFactory(kind=Kind.REVIEW)).why == "People decided this, and not a rule."
    for kind in AGAIN:
        replayed = replay(DecisionFactory(kind=kind))
        assert replayed.result is Result.CANNOT
        assert replayed.why


def run(*options):
    return CliRunner().invoke(main, ["replay", *options])


def test_the_command_counts_and_leaves_with_nothing_wrong(peter, tmp_path):
    DecisionFactory(kind=Kind.DIRECT_PAYMENT)
    result = run("--out", str(tmp_path / "all.csv"))
    assert result.exit_code == 0
    assert "2 worked out again" in result.output
    assert "1 that cannot be worked out again" in result.output
    rows = list(csv.DictReader((tmp_path / "all.csv").open(encoding="utf-8")))
    assert {row["result"] for row in rows} == {"same", "cannot"}


def test_the_command_leaves_with_one_when_a_decision_is_different(peter):
    steps = deepcopy(peter.steps)
    steps[-1]["amount"] = "1.00"
    DecisionFactory(
        kind=Kind.CHARGE, person=peter.person, steps=steps, facts=peter.facts, figures=peter.figures, rates=peter.rates,
        rule_version=peter.rule_version,
    )  # fmt: skip
    result = run("--kind", "charge", "--json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert said["results"] == {"same": 1, "different": 1}
    assert said["listed"][0]["differences"][0]["now"].endswith(peter.steps[-1]["amount"])


def test_the_command_lists_what_a_corrected_figure_changes(peter):
    with corrected(mig_single_25=12_140):
        result = run("--decision", str(peter.pk))
    assert result.exit_code == 0
    assert "1 rest on a figure corrected since; 1 would now be otherwise" in result.output
    assert "from £110.10 to £109.10" in result.output


def test_the_command_says_when_there_is_no_such_decision(db):
    result = run("--decision", "00000000-0000-4000-8000-000000000000")
    assert result.exit_code == 2
    assert "There is no decision" in result.output
