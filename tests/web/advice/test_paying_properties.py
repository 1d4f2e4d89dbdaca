"""Whatever somebody answers through the pages, the sum is the rule's; and what they do not know, it allows for."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodlives.rules.charging import Policy, Setting, charge
from goodlives.web import clock
from goodlives.web.advice.paying.estimate import Estimate
from goodlives.web.advice.paying.questions import QUESTIONS
from goodlives.web.design.questions import Answering
from tests.web.advice.paying import I_DO_NOT_KNOW

ON = date(2025, 6, 2)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

pounds = st.one_of(
    st.sampled_from(["0", "14250", "14250.01", "23250", "23250.01"]),
    st.integers(0, 60_000_00).map(lambda pence: f"{pence // 100}.{pence % 100:02d}"),
)
a_week = st.integers(0, 400_00).map(lambda pence: f"{pence // 100}.{pence % 100:02d}")
often = st.sampled_from(["week", "fortnight", "4 weeks", "month", "quarter", "year"])
kinds = ["savings", "investments", "property", "gave_away", "other"]
incomes = [
    "state_pension", "work_pension", "pension_credit", "attendance_allowance", "pip", "dla", "universal_credit", "esa",
    "carers_allowance", "war_widows_pension", "war_disablement_pension", "other_income",
]  # fmt: skip
share = st.sampled_from(["all", "half", "third", "quarter"])
yes_or_no = st.sampled_from(["yes", "no"])


def page(**fields):
    return st.fixed_dictionaries(fields)


def some_of(names):
    return st.lists(st.sampled_from(names), unique=True, max_size=3).map(lambda chosen: chosen or ["none"])


def each(name):
    return page(**{name: a_week, f"{name}_every": often})


ANSWERS = {
    "who": st.just({"about": "myself"}),
    "where": page(where=st.sampled_from([str(setting) for setting in Setting])),
    "free": page(free=st.sampled_from(["none"] * 9 + ["cjd"])),
    "age": page(age=st.sampled_from(["18", "24", "25", "50", "65", "66", "67", "72", "75", "90"])),
    "pension-age": page(pension_age=yes_or_no),
    "household": page(household=st.sampled_from(["single", "couple"])),
    "partner": page(partner_pension_age=yes_or_no),
    "children": page(children=st.sampled_from(["0", "0", "1", "3"])),
    "owns": page(owns=some_of(kinds)),
    "savings": page(savings=pounds, savings_shared=pounds, savings_share=st.sampled_from(["half", "third"])),
    "investments": page(investments=pounds, investments_share=share),
    "property": page(property=pounds, property_share=share),
    "gave-away": page(gave_away=pounds),
    "other-things": page(other_owned=pounds),
    "own-home": page(own_home=yes_or_no),
    "home-value": page(home_value=pounds, home_share=share),
    "home-lives": page(lives_there=st.sampled_from(["partner", "own_child_under_18", "nobody"])),
    "home-weeks": page(twelve_weeks=st.sampled_from(["first", "later"])),
    "gets": page(gets=some_of(incomes)),
    "state-pension": page(state_pension=st.sampled_from(["full_new", "full_basic", "another"]),
                          state_pension_amount=a_week, state_pension_amount_every=often),
    "work-pension": each("work_pension"),
    "half-pension": page(half_pension=yes_or_no),
    "pension-credit": page(guarantee_credit=a_week, savings_credit=a_week),
    "before-2016": page(before_2016=yes_or_no),
    "savings-credit": page(qualifying_income=st.sampled_from(["150", "198.27", "215", "300", "400"])),
    "attendance-allowance": page(attendance_allowance=st.sampled_from(["lower", "higher"])),
    "pip": page(pip_daily_living=st.sampled_from(["none", "standard", "enhanced"]),
                pip_mobility=st.sampled_from(["none", "standard", "enhanced"])),
    "dla": page(dla_care=st.sampled_from(["none", "lowest", "middle", "highest"]),
                dla_mobility=st.sampled_from(["none", "lower", "higher"])),
    "universal-credit": each("universal_credit"),
    "esa": each("esa"),
    "carers-allowance": page(carers_allowance=st.sampled_from(["full", "entitled", "another"]),
                             carers_allowance_amount=a_week),
    "war-widows-pension": each("war_widows_pension"),
    "war-disablement-pension": each("war_disablement_pension"),
    "other-income": each("other_income"),
    "housing": page(rent=a_week, rent_every=often, council_tax=a_week),
    "extra-costs": page(extra_costs=some_of(["laundry", "food", "alarm"])),
    "extra-cost-amounts": page(cost_laundry=a_week, cost_food=a_week, cost_alarm=a_week, cost_food_every=often),
    "cost": page(cost_known=st.sampled_from(["weekly", "hours"]), weekly_cost=a_week, hours=st.just("10.5"),
                 price=a_week),
    "fee": page(fee=a_week),
    "nursing": page(nursing=yes_or_no),
    "dearer": page(dearer=yes_or_no, council_rate=a_week),
}  # fmt: skip
UNKNOWN = I_DO_NOT_KNOW

everything = st.fixed_dictionaries(ANSWERS)
policies = st.builds(
    Policy, mig_uplift_flat=st.sampled_from([0, 500]), percent_of_disposable_income=st.sampled_from([10_000, 9_000]),
    maximum_charge=st.sampled_from([None, None, 5000]), ignore_night_element=st.booleans(),
    short_term_as_home=st.booleans(), disability_related_expenditure_flat_rate=st.sampled_from([0, 1000]),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_2025(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: ON)


def told(typed) -> Answering:
    as_lists = {
        slug: {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
        for slug, fields in typed.items()
    }
    return Answering(QUESTIONS, {"told": {"typed": as_lists}}, "told")


@given(everything, policies)
@FEW
def test_with_everything_known_it_is_one_figure_and_the_rules_own(typed, policy):
    so_far = told(typed)
    assert so_far.first_open is None, so_far.first_open
    found = Estimate(so_far.answers, ON, policy)
    assert found.range.known
    assert found.range.least == found.charge.charge
    if found.facts:  # free care rests on nothing
        assert charge(found.facts).charge == found.charge.charge


def with_unknown(typed, draw):
    """The same, with "I do not know" in some of the boxes of some of the questions that were asked."""
    asked = [question.slug for question, _form in told(typed).asked if question.slug in UNKNOWN]
    for slug in draw(st.sets(st.sampled_from(asked), min_size=1, max_size=4)) if asked else ():
        boxes = draw(st.sets(st.sampled_from(sorted(UNKNOWN[slug])), min_size=1))
        page = dict(typed[slug])
        for box in boxes:
            page.pop(box.removesuffix("_not_known"), None)
            page[box] = UNKNOWN[slug][box]
        typed = typed | {slug: page}
    return typed


@given(everything, policies, st.data())
@settings(FEW, max_examples=400)
def test_whatever_is_not_known_the_range_holds_the_answer(typed, policy, data):
    answer = Estimate(told(typed).answers, ON, policy).range
    found = Estimate(told(with_unknown(typed, data.draw)).answers, ON, policy).range
    assert found.least <= answer.least
    assert found.most is None or found.most >= answer.most


@given(everything, policies, st.integers(0, 40))
@FEW
def test_what_was_not_asked_yet_is_not_yet_known(typed, policy, so_many):
    answer = Estimate(told(typed).answers, ON, policy).range
    asked = [question.slug for question in QUESTIONS][:so_many]
    found = Estimate(told({slug: typed[slug] for slug in asked}).answers, ON, policy).range
    assert found.least <= answer.least
    assert found.most is None or found.most >= answer.most
