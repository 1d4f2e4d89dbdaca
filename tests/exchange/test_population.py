"""The council's people as columns: everybody whom it charges, and to the penny what each would be charged alone."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from goodlives.casework.decisions.models import Kind
from goodlives.casework.finances.models import Capital, Every, FinancialAssessment, Household, Income
from goodlives.cli import main
from goodlives.exchange.population import Population, charges_of, live_population, policy_in_force
from goodlives.rules.bulk_columns import NOT_KNOWN
from goodlives.rules.charging import Policy, charge
from goodlives.rules.parameters import charging_rates
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2025, 5, 1, 10, tzinfo=UTC)


def decided(
    person=None, *, starts_on=date(2025, 5, 1), recorded_at=AT, contribution=1_000, **values
) -> FinancialAssessment:
    person = person or factories.PersonFactory()
    decision = factories.DecisionFactory(kind=Kind.CHARGE, person=person, recorded_at=recorded_at)
    return factories.FinancialAssessmentFactory(
        person=person, state="decided", decision=decision, starts_on=starts_on, contribution=contribution, **values
    )


WITHOUT_FULL_ASSESSMENT = (
    {"basis": "light_touch", "ground": "plenty"}, {"basis": "light_touch", "ground": "benefit"}, {"basis": "refused"},
)  # fmt: skip
NOT_COUNTED = (
    {"disregard": "discretionary"},
    {"disregard": "occupied", "lives_there": "partner", "their_main_home": True, "since_before_the_move": True},
    {"disregard": "occupied", "lives_there": "somebody_else", "their_main_home": True},
    {"disregard": "temporary", "for_a_time": "arrears_of_benefits", "since": date(2025, 7, 1)},
    {"was_theirs": True, "no_longer_theirs": True, "expected_to_need_care": True, "to_pay_less": True},
    {"was_theirs": True, "no_longer_theirs": True, "expected_to_need_care": True, "to_pay_less": False},
)  # fmt: skip


def care_home(rng: Random) -> dict:
    """At home, or in a care home for good or for a time."""
    if rng.random() < 0.6:
        return {}
    setting = rng.choice(("care_home_permanent", "care_home_permanent", "care_home_temporary", "care_home_short_term"))
    moved_in_on = date(2025, rng.randint(1, 12), 3)
    return {
        "setting": setting, "moved_in_on": moved_in_on, "council_rate": rng.choice((None, 90_000, 110_000)),
        "nursing": rng.choice(("", "none", "standard", "higher")),
        "permanent_from": moved_in_on if setting == "care_home_permanent" else None,
    }  # fmt: skip


def made_up_council(people: int, *, seed: int = 3) -> list[FinancialAssessment]:
    """Live assessments of all kinds, with items missing here and there."""
    rng, rows = Random(seed), []
    for _ in range(people):
        unknown = rng.random() < 0.15
        row = decided(
            factories.PersonFactory(born_on=date(rng.randint(1930, 2006), rng.randint(1, 12), rng.randint(1, 28))),
            starts_on=date(rng.choice((2023, 2024, 2025)), rng.randint(5, 12), rng.randint(1, 28)),
            household=rng.choice(Household.values), pension_age_reached=rng.choice((True, False, None)),
            partner_pension_age_reached=rng.choice((True, False, None)), dependent_children=rng.choice((0, 0, 1, 3)),
            cost_of_care=None if unknown and rng.random() < 0.3 else rng.choice((3_000, 45_400, 150_000)),
            housing_costs=None if unknown and rng.random() < 0.3 else rng.choice((0, 1_325, 2_840)),
            disability_related_expenditure=rng.choice((0, 1_250)), half_pension_to_spouse=rng.random() < 0.2,
            savings_credit_qualifying_income=rng.choice((None, None, None, 20_000, 25_000)),
            exempt=rng.choice((*[""] * 16, "cjd", "section_117", "continuing_healthcare", "reablement")),
            contribution=rng.randint(0, 9_000), **care_home(rng), **rng.choice((*[{}] * 12, *WITHOUT_FULL_ASSESSMENT)),
        )  # fmt: skip
        for _ in range(rng.choice((0, 1, 2))):
            factories.CapitalFactory(
                assessment=row, kind=rng.choice(Capital.Kind.values), share=rng.choice(("1", "1/2", "1/3")),
                amount=None if unknown and rng.random() < 0.2 else rng.choice((0, 1_425_001, 800_000, 3_000_000)),
                **rng.choice((*[{}] * 4, *NOT_COUNTED)),
            )  # fmt: skip
        factories.IncomeFactory(assessment=row, kind="state_pension", amount=rng.choice((18_490, 40_000, 60_000)))
        for _ in range(rng.choice((0, 1, 2, 4))):
            factories.IncomeFactory(
                assessment=row, kind=rng.choice(Income.Kind.values), every=rng.choice(Every.values),
                rate=rng.choice(("", "", *Income.Rate.values)),
                amount=None if unknown and rng.random() < 0.4 else rng.randint(0, 60_000),
            )  # fmt: skip
        rows.append(row)
    return rows


def known(amount: int | None) -> int:
    return NOT_KNOWN if amount is None else amount


@pytest.mark.parametrize("on", [date(2026, 1, 5), date(2026, 6, 1)])
def test_everybody_pays_to_the_penny_what_their_own_assessment_says(on):
    rows = {str(row.pk): row for row in made_up_council(120)}
    council = live_population(on)
    together = charges_of(council, on=on)

    assert sorted(council.assessments.to_pylist()) == sorted(rows)
    for place, pk in enumerate(council.assessments.to_pylist()):
        row = rows[pk]
        row.starts_on = on
        alone = charge(row.circumstances(policy=policy_in_force(on)))
        assert together.charge[place] == known(alone.charge), row.facts()
        assert together.council_pays[place] == known(alone.council_pays), row.facts()
    assert (together.charge == NOT_KNOWN).any(), "somebody's facts are missing, or this tries too little"
    assert len(set(together.charge.tolist())) > 20


def test_another_policy_and_other_rates_are_worked_out_without_touching_anything():
    made_up_council(40)
    council, on = live_population(date(2026, 6, 1)), date(2026, 6, 1)
    free = charges_of(council, on=on, policy=Policy(maximum_charge=0))
    lower = charges_of(council, on=on, rates=charging_rates(on)._replace(mig_single_25=0, mig_single_pension_age=0))
    now = charges_of(council, on=on)
    at_home = council.people.setting == 0
    assert not free.charge[(free.charge != NOT_KNOWN) & (free.full_cost == 0) & at_home].any()
    assert lower.charge.sum() > now.charge.sum()


def test_a_later_decision_takes_the_place_of_an_earlier_one_from_the_day_it_begins():
    person = factories.PersonFactory()
    first = decided(person, starts_on=date(2025, 5, 1))
    second = decided(person, starts_on=date(2026, 4, 6), recorded_at=AT + timedelta(days=300))
    assert live_population(date(2026, 4, 5)).assessments.to_pylist() == [str(first.pk)]
    assert live_population(date(2026, 4, 6)).assessments.to_pylist() == [str(second.pk)]


def test_a_correction_counts_though_it_begins_on_an_earlier_day():
    person = factories.PersonFactory()
    decided(person, starts_on=date(2025, 9, 1))
    put_right = decided(person, starts_on=date(2025, 8, 1), recorded_at=AT + timedelta(days=200))
    assert live_population(date(2026, 1, 1)).assessments.to_pylist() == [str(put_right.pk)]


@pytest.mark.parametrize(
    ("person", "values"),
    [
        pytest.param({"died_on": date(2025, 12, 1)}, {}, id="who has died"),
        pytest.param({}, {"starts_on": date(2026, 2, 1)}, id="whose charge has not begun"),
    ],
)
def test_nobody_is_counted(person, values):
    decided(factories.PersonFactory(**person), **values)
    assert len(live_population(date(2026, 1, 1))) == 0


def test_an_assessment_still_being_written_is_not_counted():
    factories.FinancialAssessmentFactory(starts_on=date(2025, 5, 1))
    assert len(live_population(date(2026, 1, 1))) == 0


def test_people_are_in_groups_to_be_compared():
    row = decided(
        factories.PersonFactory(
            born_on=date(1941, 1, 2), gender="Female", ethnicity="Asian or Asian British: Indian",
            support_reason="Mental health support",
        ),
        household="couple", partner_pension_age_reached=True, contribution=4_321,
    )  # fmt: skip
    factories.IncomeFactory(assessment=row, kind="attendance_allowance", amount=7_390, rate="")
    council = live_population(date(2026, 1, 1))
    assert {name: group.names[group.of[0]] for name, group in council.groups.items()} == {
        "age_band": "75 to 84", "sex": "Female", "ethnicity": "Asian or Asian British: Indian",
        "support_reason": "Mental health support", "household": "couple", "setting": "home",
        "disability_benefit": "middle",
    }  # fmt: skip
    assert council.contribution.tolist() == [4_321]


@pytest.mark.parametrize(
    ("benefit", "level"),
    [
        (None, "none"),
        ({"kind": "attendance_allowance", "rate": "lower", "amount": 7_390}, "middle"),
        ({"kind": "dla_care", "rate": "lower", "amount": 2_920}, "lowest"),
        ({"kind": "dla_care", "rate": "", "amount": 2_920}, "lowest"),
        ({"kind": "pip_daily_living", "rate": "enhanced", "amount": 11_040}, "highest"),
        ({"kind": "pip_daily_living", "rate": "", "amount": 44_160, "every": "4 weeks"}, "highest"),
        ({"kind": "pip_daily_living", "rate": "", "amount": None}, "not known"),
        ({"kind": "pip_mobility", "rate": "enhanced", "amount": 7_705}, "none"),
    ],
)  # fmt: skip
def test_disability_benefit_is_told_by_its_rate_or_else_its_amount(benefit, level):
    row = decided()
    if benefit:
        factories.IncomeFactory(assessment=row, **benefit)
    group = live_population(date(2026, 1, 1)).groups["disability_benefit"]
    assert group.names[group.of[0]] == level


def test_some_of_the_people_keep_their_items_and_groups():
    made_up_council(20)
    everybody = live_population(date(2026, 1, 1))
    rows = np.array([3, 11, 19])
    some: Population = everybody.only(rows)
    assert some.persons.to_pylist() == [everybody.persons.to_pylist()[row] for row in rows]
    on = date(2026, 1, 1)
    assert charges_of(some, on=on).charge.tolist() == charges_of(everybody, on=on).charge[rows].tolist()


def test_the_council_is_read_in_six_statements_however_large(django_assert_num_queries):
    """Three for everybody, and three more for those whose sum rests on clocks and answers."""
    made_up_council(12)
    with django_assert_num_queries(6):
        live_population(date(2026, 1, 1))
    made_up_council(24, seed=4)
    with django_assert_num_queries(6):
        assert len(live_population(date(2026, 1, 1))) == 36


def test_clocks_are_read_as_they_are_on_the_day_that_is_asked():
    """The home counts once the 12 weeks have ended: Sch 2 para 2."""
    row = decided(
        starts_on=date(2025, 12, 1), setting="care_home_permanent", moved_in_on=date(2025, 12, 1), nursing="none",
        permanent_from=date(2025, 12, 1), council_rate=90_000, cost_of_care=90_000, housing_costs=0,
        disability_related_expenditure=0,
    )  # fmt: skip
    factories.CapitalFactory(assessment=row, kind="main_home", amount=24_000_000)
    in_time = charges_of(live_population(date(2026, 1, 1)), on=date(2026, 1, 1))
    later = charges_of(live_population(date(2026, 4, 1)), on=date(2026, 4, 1))
    as_it_was = charges_of(live_population(date(2026, 4, 1), facts_on=date(2026, 1, 1)), on=date(2026, 4, 1))
    assert (in_time.full_cost[0], later.full_cost[0], as_it_was.full_cost[0]) == (0, 1, 0)


def test_the_command_writes_what_everybody_pays(tmp_path):
    rows = {str(row.pk): row for row in made_up_council(15)}
    out = tmp_path / "charges.parquet"
    result = CliRunner().invoke(main, ["charge-many", "--from-database", "--on", "2026-01-05", "--out", str(out)])
    assert result.exit_code == 0, result.output
    written = {row["assessment"]: row for row in pq.read_table(out).to_pylist()}
    assert {pk: row["person"] for pk, row in written.items()} == {pk: str(row.person_id) for pk, row in rows.items()}
    council = charges_of(live_population(date(2026, 1, 5)), on=date(2026, 1, 5))
    pence = int(council.charge[council.charge > 0].sum())
    assert sum(row["charge"] or 0 for row in written.values()) * 100 == pence > 0


@pytest.mark.parametrize(
    "said", [[], ["people.parquet", "--from-database"], ["--from-database", "--keep", "ward"]], ids=" ".join
)
def test_the_command_takes_a_file_or_the_database_and_not_both(said, tmp_path):
    result = CliRunner().invoke(main, ["charge-many", *said, "--on", "2026-01-05", "--out", str(tmp_path / "x")])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "Give either FILE, or --from-database" in result.output


def test_a_day_before_the_first_rates_is_refused(tmp_path):
    words = ["charge-many", "--from-database", "--on", "1999-01-05", "--out", str(tmp_path / "x")]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "has no value on 1999-01-05" in result.output


def test_an_empty_council_has_nobody_in_it():
    council = live_population(date(2026, 1, 1))
    assert len(council) == 0
    assert charges_of(council, on=date(2026, 1, 1)).charge.tolist() == []
