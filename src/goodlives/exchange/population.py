"""Everybody whom the council charges, as columns: the live financial assessments of a day, read in a few statements.

The columns are those of `goodlives charge-many`, so that what is worked out for a file is worked out for a council.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from io import BytesIO
from types import NoneType
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models import BooleanField, F, Prefetch, QuerySet
from pyarrow import csv

from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.casework.finances.care_home import NURSING_RATES, Nursing
from goodlives.casework.finances.models import Basis, Capital, FinancialAssessment, Income
from goodlives.casework.people.lists import Ethnicity, Gender, SupportReason
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_columns import NOT_KNOWN, CapitalItems, Charges, Flags, IncomeItems, Numbers, People
from goodlives.rules.charging import NO_LIMIT, CapitalKind, Circumstances, IncomeKind, Policy, Rate, Setting
from goodlives.rules.charging.income import DISABILITY_BENEFITS, WEEKS
from goodlives.rules.parameters import ChargingRates, NotInForce, parameter

AGE_BANDS = (
    (18, "18 to 24"),
    (25, "25 to 44"),
    (45, "45 to 64"),
    (65, "65 to 74"),
    (75, "75 to 84"),
    (85, "85 or over"),
)
# How much disability benefit somebody gets, whichever of the three it is: their rates are the same amounts.
BENEFIT_RATES = ("none", "lowest", "middle", "highest", "not known")
_POLICY = tuple(field.name for field in fields(Policy))
_OF_CIRCUMSTANCES = (
    "age", "household", "setting", "exempt", "pension_age_reached", "partner_pension_age_reached",
    "dependent_children", "cost_of_care", "council_rate", "nhs_funded_nursing_care", "housing_costs",
    "disability_related_expenditure", "half_pension_to_spouse",
)  # fmt: skip
_FLAGS = ("ignore_night_element", "short_term_as_home")


class Grouping(NamedTuple):
    """Which group each person is in: the place of theirs in `names`."""

    names: tuple[str, ...]
    of: Numbers


@dataclass(frozen=True, slots=True)
class Population:
    """The people of the council who have a live financial assessment, one row each, in whole numbers.

    `assessments` and `persons` are ids; `contribution` is what each pays now, in pence a week, as decided.
    """

    on: date
    assessments: pa.Array
    persons: pa.Array
    starts_on: npt.NDArray[np.datetime64]
    contribution: Numbers
    fully_assessed: Flags
    people: People
    groups: dict[str, Grouping]

    def __len__(self) -> int:
        return len(self.people)

    def only(self, rows: Numbers) -> Population:
        """The people of these rows."""
        taken = pa.array(rows)
        return Population(
            self.on, self.assessments.take(taken), self.persons.take(taken), self.starts_on[rows],
            self.contribution[rows], self.fully_assessed[rows], self.people.only(rows),
            {name: Grouping(group.names, group.of[rows]) for name, group in self.groups.items()},
        )  # fmt: skip


def live_population(on: date, *, facts_on: date | None = None) -> Population:
    """Everybody who has a live financial assessment on this day: the one of theirs that was decided last.

    Ages, stays and what is not counted for a time are as they are on `facts_on`: that day too, where no other is given.
    """
    live, facts_on = FinancialAssessment.objects.live_on(on), facts_on or on
    rows = _columns(
        live, pk="pk", person="person_id", starts_on="starts_on", contribution="contribution",
        born_on="person__born_on", gender="person__gender", ethnicity="person__ethnicity",
        support_reason="person__support_reason", household="household", exempt="exempt", setting="setting",
        basis="basis", nursing="nursing", council_rate="council_rate",
        pension_age_reached="pension_age_reached", partner_pension_age_reached="partner_pension_age_reached",
        dependent_children="dependent_children", cost_of_care="cost_of_care", housing_costs="housing_costs",
        disability_related_expenditure="disability_related_expenditure",
        half_pension_to_spouse="half_pension_to_spouse",
        qualifying_income="savings_credit_qualifying_income",
    )  # fmt: skip
    income = _columns(
        _items_of(Income, live), of="assessment_id", kind="kind", amount="amount", every="every", rate="rate"
    )
    capital = _columns(
        _items_of(Capital, live), of="assessment_id", kind="kind", amount="amount", share="share", disregard="disregard"
    )
    ids = rows["pk"]
    people = _people(rows, _income(income, ids), _capital(capital, ids), facts_on)
    by_hand = np.flatnonzero(_rests_on_more_than_columns(rows, people.capital))
    if len(by_hand):
        people = _with(people, by_hand, _one_by_one(ids.take(pa.array(by_hand)), facts_on))
    starts_on = np.asarray(rows["starts_on"].cast(pa.date32())).astype("datetime64[D]")
    return Population(
        on, ids, rows["person"], starts_on, _numbers(rows["contribution"]),
        _coded(rows["basis"], Basis.values) == Basis.values.index(Basis.FULL), people,
        {
            "age_band": Grouping(tuple(words for _, words in AGE_BANDS), _age_bands(people.age)),
            "sex": _group(rows["gender"], Gender.values),
            "ethnicity": _group(rows["ethnicity"], Ethnicity.values),
            "support_reason": _group(rows["support_reason"], SupportReason.values),
            "household": _group(rows["household"], bulk.HOUSEHOLDS),
            "setting": Grouping(bulk.SETTINGS, people.setting),
            "disability_benefit": Grouping(BENEFIT_RATES, _disability_benefit(_income(income, ids), starts_on)),
        },
    )  # fmt: skip


def _people(rows: dict[str, pa.Array], income: IncomeItems, capital: CapitalItems, on: date) -> People:
    """The facts that stand in the columns themselves."""
    household, count = _coded(rows["household"], bulk.HOUSEHOLDS), len(rows["pk"])
    setting, qualifying = _coded(rows["setting"], bulk.SETTINGS), _numbers(rows["qualifying_income"])
    couple = household == bulk.HOUSEHOLDS.index("couple")
    at_home = setting == bulk.SETTINGS.index(Setting.HOME)
    return People(
        age=_ages(rows["born_on"], on), household=household, setting=setting,
        exempt=_coded(rows["exempt"], bulk.EXEMPTIONS), pension_age_reached=_numbers(rows["pension_age_reached"]),
        partner_pension_age_reached=np.where(couple, _numbers(rows["partner_pension_age_reached"]), 0),
        dependent_children=_numbers(rows["dependent_children"]), cost_of_care=_numbers(rows["cost_of_care"]),
        council_rate=np.where(at_home, NO_LIMIT, _numbers(rows["council_rate"])),
        nhs_funded_nursing_care=np.where(at_home, 0, _nursing(rows["nursing"], on)),
        under_savings_credit_rules=qualifying != NOT_KNOWN,
        qualifying_income=np.where(qualifying == NOT_KNOWN, 0, qualifying),
        housing_costs=_numbers(rows["housing_costs"]),
        disability_related_expenditure=_numbers(rows["disability_related_expenditure"]),
        half_pension_to_spouse=_numbers(rows["half_pension_to_spouse"]),
        income=income, capital=capital, **_policy_columns(Policy(), count),
    )  # fmt: skip


def _nursing(column: pa.Array, on: date) -> Numbers:
    """What the NHS pays for nursing on this day."""
    amounts = [0 if one == Nursing.NONE else parameter(NURSING_RATES[one]).on(on) for one in Nursing]
    return np.array([*amounts, NOT_KNOWN], np.int64)[_coded(column, Nursing.values)]


# --- Those whose sum rests on more than stands in columns: clocks, and answers about what they own ---


def _rests_on_more_than_columns(rows: dict[str, pa.Array], capital: CapitalItems) -> Flags:
    """Without a full assessment, or with something whose counting the law decides by more than its kind."""
    of = np.repeat(np.arange(len(rows["pk"])), np.diff(capital.ends, prepend=0))
    odd_kinds = [bulk.KINDS_OF_CAPITAL.index(kind) for kind in (CapitalKind.NOTIONAL, CapitalKind.MAIN_HOME)]
    odd = np.isin(capital.kind, odd_kinds) | (capital.disregard != NOT_KNOWN)
    found = _coded(rows["basis"], Basis.values) != Basis.values.index(Basis.FULL)
    found[of[odd]] = True
    return found


def _one_by_one(ids: pa.Array, on: date) -> list[Circumstances]:
    """The circumstances of these assessments on this day, each asked for itself."""
    rows = FinancialAssessment.objects.select_related("person").prefetch_related(
        Prefetch("capital", Capital.objects.order_by("pk"), "in_order"),
        Prefetch("income", Income.objects.order_by("pk"), "received"),
    )
    found = rows.in_bulk(ids.to_pylist(), field_name="pk")
    # Whoever is treated as above the limit is above any that a policy may set: others are tried on the same people.
    policy, circumstances = Policy(upper_capital_limit=NO_LIMIT), []
    for pk in ids.to_pylist():
        row: Any = found[UUID(pk)]
        row.starts_on = on  # never saved: what it says on that day is asked
        circumstances.append(row.circumstances(capital=row.in_order, income=row.received, policy=policy))
    return circumstances


def _with(people: People, rows: Numbers, told: list[Circumstances]) -> People:
    """The same people, with these circumstances in these rows."""
    place: dict[Any, int] = {
        word: number
        for words in (bulk.HOUSEHOLDS, bulk.SETTINGS, bulk.EXEMPTIONS, bulk.KINDS_OF_CAPITAL, bulk.DISREGARDS)
        for number, word in enumerate(words)
    } | {None: NOT_KNOWN}  # fmt: skip
    new: dict[str, Any] = {}
    for name in _OF_CIRCUMSTANCES:
        new[name] = getattr(people, name).copy()
        new[name][rows] = [
            place[value] if isinstance(value, (str, NoneType)) else int(value)
            for value in (getattr(one, name) for one in told)
        ]
    under = people.under_savings_credit_rules.copy()
    under[rows] = [one.savings_credit is not None for one in told]
    new["qualifying_income"] = people.qualifying_income.copy()
    new["qualifying_income"][rows] = [
        0 if one.savings_credit is None else _or_not_known(one.savings_credit.qualifying_income) for one in told
    ]
    capital = _in_rows(people.capital, rows, [
        [(place[item.kind], _or_not_known(item.amount), item.share.numerator, item.share.denominator,
          place[item.disregard]) for item in one.capital] for one in told
    ])  # fmt: skip
    income = _in_rows(people.income, rows, [
        [(bulk.KINDS_OF_INCOME.index(item.kind), _or_not_known(item.amount), bulk.HOW_OFTEN.index(item.every),
          NOT_KNOWN if item.rate is None else bulk.RATES.index(item.rate)) for item in one.income] for one in told
    ])  # fmt: skip
    return replace(people, **new, under_savings_credit_rules=under, capital=capital, income=income)


def _or_not_known(amount: int | None) -> int:
    return NOT_KNOWN if amount is None else amount


def _in_rows(items: Any, rows: Numbers, told: list[list[tuple[int, ...]]]) -> Any:
    """Everybody's items, with those told in place of what was in these rows."""
    kept = np.ones(len(items.ends), bool)
    kept[rows] = False
    of = np.repeat(np.arange(len(items.ends)), np.diff(items.ends, prepend=0))
    stays = kept[of]
    flat = np.array([item for one in told for item in one], np.int64).reshape(-1, len(items) - 1)
    person = np.concatenate([of[stays], np.repeat(rows, [len(one) for one in told])])
    order = np.argsort(person, kind="stable")
    columns = [np.concatenate([column[stays], flat[:, n]])[order] for n, column in enumerate(items[1:])]
    return type(items)(np.cumsum(np.bincount(person, minlength=len(items.ends))), *columns)


def charges_of(
    population: Population, *, on: date, policy: Policy | None = None, rates: ChargingRates | None = None
) -> Charges:
    """What each of them pays, and the council, on this day: by its rates and the council's policy, or by those given.

    Where a fact is missing the amounts are NOT_KNOWN, as in `goodlives charge-many`.
    """
    return bulk.charges_of(under(population.people, policy or policy_in_force(on)), on, rates)


def policy_in_force(on: date) -> Policy:
    """What the council has chosen within the law, on this day."""
    return ChargingPolicy.objects.in_force(on)


def under(people: People, policy: Policy) -> People:
    """The same people under another policy."""
    return replace(people, **_policy_columns(policy, len(people)))


def _policy_columns(policy: Policy, count: int) -> dict[str, Any]:
    chosen = {name: getattr(policy, name) for name in _POLICY}
    return {
        name: np.full(count, NOT_KNOWN if value is None else value, bool if name in _FLAGS else np.int64)
        for name, value in chosen.items()
    }


# --- From the database to columns ---


def _items_of(model: type[Income] | type[Capital], live: QuerySet) -> QuerySet:
    """The items of these assessments, in the order in which one person's charge is worked out."""
    return model._default_manager.filter(assessment__in=live.values("pk")).order_by("pk")


def _columns(rows: QuerySet, **wanted: str) -> dict[str, pa.Array]:
    """Fields of many rows, each a column: one statement, and no object for a row."""
    model = rows.model
    types = {name: _arrow_type(model, field) for name, field in wanted.items()}
    asked = rows.annotate(**{f"a_{name}": F(field) for name, field in wanted.items()})
    query = asked.values_list(*(f"a_{name}" for name in wanted)).query
    with connection.cursor() as cursor:
        statement = cursor.mogrify(*query.sql_with_params())
        with cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)") as copied:
            written = b"".join(copied)
    if not written:
        return {name: pa.array([], kind) for name, kind in types.items()}
    table = csv.read_csv(
        BytesIO(written),
        read_options=csv.ReadOptions(column_names=list(wanted)),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types, true_values=["t"], false_values=["f"], null_values=[""], strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )  # fmt: skip
    return {name: table.column(name).combine_chunks() for name in wanted}


def _arrow_type(model: Any, field: str) -> pa.DataType:
    """How a column of this field is read: text, yes or no, a day, or a whole number."""
    for name in field.split("__"):
        found = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = found.related_model
    kind = found.target_field if found.is_relation else found
    if isinstance(kind, BooleanField):
        return pa.bool_()
    by_name = {"DateField": pa.date32(), "CharField": pa.string(), "TextField": pa.string(), "UUIDField": pa.string()}
    return by_name.get(kind.get_internal_type(), pa.int64())


def _numbers(column: pa.Array) -> Numbers:
    """Whole numbers; yes is 1 and no is 0; NOT_KNOWN where nobody has said."""
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int64())
    return np.asarray(column.fill_null(NOT_KNOWN), np.int64)


def _coded(column: pa.Array, words: Sequence[str]) -> Numbers:
    """The place of each word in its list; NOT_KNOWN where there is none."""
    known = pa.array([word.value if isinstance(word, Enum) else word for word in words])
    return np.asarray(pc.index_in(column, value_set=known).fill_null(NOT_KNOWN), np.int64)


def _group(column: pa.Array, names: Sequence[str]) -> Grouping:
    return Grouping(tuple(names), _coded(column, names))


def _in_order(of: pa.Array, ids: pa.Array) -> tuple[Numbers, Numbers]:
    """Where each item belongs so that one person's come after another's, and where each person's end."""
    person = np.asarray(pc.index_in(of, value_set=ids).fill_null(0), np.int64)
    return np.argsort(person, kind="stable"), np.cumsum(np.bincount(person, minlength=len(ids)))


def _income(items: dict[str, pa.Array], ids: pa.Array) -> IncomeItems:
    order, ends = _in_order(items["of"], ids)
    return IncomeItems(
        ends, _coded(items["kind"], bulk.KINDS_OF_INCOME)[order], _numbers(items["amount"])[order],
        _coded(items["every"], bulk.HOW_OFTEN)[order], _coded(items["rate"], bulk.RATES)[order],
    )  # fmt: skip


def _capital(items: dict[str, pa.Array], ids: pa.Array) -> CapitalItems:
    order, ends = _in_order(items["of"], ids)
    shares = items["share"].dictionary_encode()  # few, so each is read once
    read = [Fraction(written) for written in shares.dictionary.to_pylist()]
    places = np.asarray(shares.indices, np.int64)[order]
    return CapitalItems(
        ends, _coded(items["kind"], bulk.KINDS_OF_CAPITAL)[order], _numbers(items["amount"])[order],
        np.array([share.numerator for share in read], np.int64)[places],
        np.array([share.denominator for share in read], np.int64)[places],
        _coded(items["disregard"], bulk.DISREGARDS)[order],
    )  # fmt: skip


# --- Groups ---


def _ages(born_on: pa.Array, on: date) -> Numbers:
    """Whole years on a day. Nobody is assessed whose date of birth is not known."""
    year, month, day = (
        np.asarray(part(born_on), np.int64) for part in (pc.year, pc.month, pc.day)
    )  # fmt: skip
    return on.year - year - ((on.month < month) | ((on.month == month) & (on.day < day)))


def _age_bands(age: Numbers) -> Numbers:
    return np.maximum(np.searchsorted([least for least, _ in AGE_BANDS], age, side="right") - 1, 0)


def _disability_benefit(income: IncomeItems, starts_on: npt.NDArray[np.datetime64]) -> Numbers:
    """Each person's disability benefit, by its rate; where nobody said which, by its amount that year."""
    benefits = [bulk.KINDS_OF_INCOME.index(kind) for kind in DISABILITY_BENEFITS]
    of = np.repeat(np.arange(len(starts_on)), np.diff(income.ends, prepend=0))
    chosen = np.isin(income.kind, benefits)
    by_rate = np.array([[_level(kind, rate) for rate in bulk.RATES] for kind in bulk.KINDS_OF_INCOME])[
        income.kind, income.rate
    ]
    times, divided_by = (np.array([WEEKS[every][part] for every in bulk.HOW_OFTEN]) for part in (0, 1))
    weekly = income.amount * times[income.every] // divided_by[income.every]
    by_amount = np.where(income.amount == NOT_KNOWN, 4, _by_amount(weekly, starts_on[of]))
    level = np.where(income.rate == NOT_KNOWN, by_amount, by_rate)
    found = np.zeros(len(starts_on), np.int64)
    np.maximum.at(found, of[chosen], level[chosen])
    return found


def _level(kind: IncomeKind, rate: Rate) -> int:
    """1, 2 or 3. The lower rate of Attendance Allowance is what the middle one of Disability Living Allowance is."""
    if rate in (Rate.HIGHER, Rate.ENHANCED):
        return 3
    return 1 if rate is Rate.LOWER and kind is IncomeKind.DLA_CARE else 2


def _by_amount(weekly: Numbers, since: npt.NDArray[np.datetime64]) -> Numbers:
    """1, 2 or 3: the rate that this much a week is, in the year it was paid."""
    level = np.full(len(weekly), 1, np.int64)
    for day in np.unique(since):
        try:
            middle, higher = (
                parameter(f"disability_benefit_{name}").on(day.astype(date)) for name in ("middle", "higher")
            )
        except NotInForce:
            continue
        that_day = since == day
        level[that_day & (weekly >= middle)] = 2
        level[that_day & (weekly >= higher)] = 3
    return level
