"""What if: the same, person by person, as the charge of each alone; small groups unsaid; fairness by benefit rate."""

from collections import Counter
from datetime import date
from importlib import import_module

import numpy as np
import pytest

from goodlives.exchange.population import live_population
from goodlives.exchange.what_if import SMALLEST_GROUP, Effect, Terms, what_if
from goodlives.rules.charging import Policy, charge
from goodlives.rules.parameters import charging_rates
from tests import factories
from tests.exchange.test_population import decided, made_up_council

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
NOW = Terms(Policy(), charging_rates(ON))


def effect_of(before: int, after: int) -> Effect:
    if before == after:
        return Effect.SAME
    if after > before:
        return Effect.MORE if before else Effect.STARTS
    return Effect.LESS if after else Effect.STOPS


def alone(rows, terms, monkeypatch):
    """What each pays by these terms, one by one; None where something is not yet known."""
    for module in ("charge", "not_yet_known"):
        monkeypatch.setattr(
            import_module(f"goodlives.rules.charging.{module}"), "charging_rates", lambda on: terms.rates
        )
    for row in rows:
        row.starts_on = ON
    return [charge(row.circumstances(policy=terms.policy)).charge for row in rows]


@pytest.mark.parametrize(
    "variant",
    [
        pytest.param(Terms(Policy(mig_uplift_percent=300), NOW.rates), id="3% more to be left with"),
        pytest.param(Terms(Policy(maximum_charge=4_000, ignore_night_element=True), NOW.rates), id="a most"),
        pytest.param(Terms(Policy(upper_capital_limit=5_000_000, mig_uplift_flat=100), NOW.rates), id="a higher limit"),
        pytest.param(
            Terms(Policy(percent_of_disposable_income=9_000), NOW.rates._replace(mig_single_pension_age=20_000)),
            id="a lower minimum, of which nine tenths",
        ),
    ],
)
def test_the_answer_is_that_of_each_person_alone_added_up(variant, monkeypatch):
    rows = made_up_council(150)
    council = live_population(ON)
    answer = what_if(council, on=ON, base=NOW, variant=variant)
    both = list(zip(alone(rows, NOW, monkeypatch), alone(rows, variant, monkeypatch), strict=True))
    known = [(before, after) for before, after in both if before is not None and after is not None]

    assert answer.people == len(known)
    assert answer.not_yet_known == len(both) - len(known) > 0
    assert (answer.income.before, answer.income.after) == tuple(map(sum, zip(*known, strict=True)))
    effects = Counter(effect_of(*one) for one in known)
    assert len(effects) > 1
    for effect, shown in answer.effects.items():
        assert shown in (effects[effect], None)
    assert sum(shown or 0 for shown in answer.effects.values()) > answer.people / 2, "most of it can be said"
    changes = np.array([after - before for before, after in known])
    for band in answer.bands:
        if band.above == band.up_to:
            inside = changes == 0
        elif band.above is not None and band.above >= 0:
            inside = (changes > band.above) & (changes <= (band.up_to or 10**12))
        else:
            inside = (changes < band.up_to) & (changes >= (band.above or -(10**12)))
        assert band.people in (int(inside.sum()), None)


def test_nothing_changed_is_nothing_different():
    made_up_council(40)
    answer = what_if(live_population(ON), on=ON, base=NOW, variant=NOW)
    assert answer.income.change == 0
    assert answer.effects[Effect.SAME] == answer.people
    assert {group.average_change for groups in answer.groups.values() for group in groups} <= {0, None}


def test_a_council_without_people_has_an_answer_too():
    answer = what_if(live_population(ON), on=ON, base=NOW, variant=Terms(Policy(mig_uplift_flat=500), NOW.rates))
    assert (answer.people, answer.income.change, answer.benefit_rates) == (0, 0, ())


def people(number, *incomes, **values):
    """So many people at home, alike, each with this income a week."""
    for _ in range(number):
        row = decided(
            factories.PersonFactory(**values), starts_on=ON, cost_of_care=90_000, housing_costs=0,
            disability_related_expenditure=0,
        )  # fmt: skip
        for kind, amount, rate in incomes:
            factories.IncomeFactory(assessment=row, kind=kind, amount=amount, rate=rate)


SEVERELY_DISABLED = (("employment_and_support_allowance", 22_545, ""), ("pip_daily_living", 11_460, "enhanced"))
WORKING = (("earnings", 30_000, ""), ("other_counted", 22_000, ""), ("pip_daily_living", 7_670, "standard"))


def test_it_warns_when_the_highest_rate_pays_a_higher_share_than_a_lower_one():
    """Earnings never count, so somebody who cannot work pays from all they have: R (SH) v Norfolk."""
    people(12, *SEVERELY_DISABLED)
    people(12, *WORKING)
    answer = what_if(live_population(ON), on=ON, base=NOW, variant=Terms(Policy(mig_uplift_flat=500), NOW.rates))
    highest, lower = answer.charges_the_highest_rate_more
    # What is over the law's minimum of 120.40 + 51.55 + 25.15 is charged whole; of the other's, not the earnings.
    assert (highest.name, highest.average_before, highest.share_before) == ("highest", 34_005 - 19_710, 1000)
    assert highest.share_after == round(1000 * (34_005 - 19_710 - 500) / (34_005 - 19_710))
    assert (lower.name, lower.average_before) == ("middle", 29_670 - 17_195)
    assert lower.share_before == round(1000 * (29_670 - 17_195) / (59_670 - 17_195))


def test_it_does_not_warn_when_nobody_with_the_highest_rate_pays():
    people(12, *SEVERELY_DISABLED)
    people(12, *WORKING)
    answer = what_if(live_population(ON), on=ON, base=NOW, variant=Terms(Policy(maximum_charge=0), NOW.rates))
    assert answer.charges_the_highest_rate_more is None


def test_nothing_is_said_about_a_small_group_nor_what_would_give_it_away():
    people(30, *SEVERELY_DISABLED, gender="Female")
    people(20, *SEVERELY_DISABLED, gender="Male")
    people(SMALLEST_GROUP - 1, *WORKING, gender="Other")
    answer = what_if(live_population(ON), on=ON, base=NOW, variant=Terms(Policy(mig_uplift_flat=500), NOW.rates))
    by_name = {group.name: group for group in answer.groups["sex"]}
    assert by_name["Other"].people is by_name["Other"].average_change is None
    assert by_name["Male"].people is None, "or the small group follows from the whole and the two others"
    assert by_name["Female"].people == 30
    assert by_name["Female"].average_change == -500
    (rate,) = [rate for rate in answer.benefit_rates if rate.name == "middle"]
    assert (rate.people, rate.average_after, rate.share_after) == (None, None, None)
