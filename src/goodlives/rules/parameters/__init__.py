"""Numbers the law fixes, each with the day it began, where it comes from, and how sure we are of it.

One YAML file a topic. Numbers that are part of a sentence of law ("two or more") stay in the rule itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import yaml

from goodlives.rules.money import Pence, pounds

STATUSES = ("confirmed", "derived", "fitted", "from memory", "illustrative")
_HERE = Path(__file__).parent
P = ParamSpec("P")
Answer = TypeVar("Answer")
_YAML: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # everything stays text: no float ever holds an amount


class NotInForce(LookupError):
    """No value is known for this day."""


class NotCited(ValueError):
    """A parameter without its date, its source, or how sure we are of it."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter was from a day on: whole pence where the unit is pounds."""

    since: date
    value: Any
    reference: str
    status: str

    @property
    def confirmed(self) -> bool:
        return self.status == "confirmed"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law through time, oldest value first."""

    name: str
    topic: str
    title: str
    description: str
    unit: str
    still_in_force_on: date
    values: tuple[Value, ...]

    def entry(self, on: date) -> Value:
        """The value in force on this day, with its source."""
        index = bisect_right([value.since for value in self.values], on)
        if not index:
            raise NotInForce(f"{self.name} has no value on {on}: the first starts {self.values[0].since}")
        return self.values[index - 1]

    def on(self, on: date) -> Any:
        return self.entry(on).value

    def says(self, value: Any) -> str:
        """The value as a person reads it."""
        if isinstance(value, tuple):
            return _list_in_words(value, self.unit)
        return pounds(value) if self.unit.startswith("GBP") else f"{value} {self.unit}"


def _list_in_words(values: tuple[Any, ...], unit: str) -> str:
    """Points one by one, or each row of the table from points to money."""
    if not isinstance(values[0], tuple):
        return f"{', '.join(map(str, values))} {unit}"
    rows = (
        f"{points} points or more: {pounds(money * 100) if isinstance(money, int) else 'a costed plan'}"
        for points, money in values
    )
    return "; ".join(rows)


def read(topic: str, written: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """Parameters of one topic, refused when any of them does not say since when, from where and how sure."""
    return tuple(_parameter(name, topic, entry) for name, entry in written.items())


def _parameter(name: str, topic: str, entry: Mapping[str, Any]) -> Parameter:
    for key in ("title", "description", "unit", "still_in_force_on", "values"):
        if not entry.get(key):
            raise NotCited(f"{topic}.yaml: {name} has no {key}")
    values = []
    for since, value in entry["values"].items():
        for key in ("value", "reference", "status"):
            if not value.get(key):
                raise NotCited(f"{topic}.yaml: {name} from {since} has no {key}")
        if value["status"] not in STATUSES:
            raise NotCited(f"{topic}.yaml: {name} from {since} has a status that is none of {', '.join(STATUSES)}")
        try:
            started = date.fromisoformat(since)
        except ValueError:
            raise NotCited(f"{topic}.yaml: {name} has a value from {since}, which is not a date") from None
        values.append(Value(started, _number(value["value"], entry["unit"]), value["reference"], value["status"]))
    values.sort(key=lambda value: value.since)
    return Parameter(
        name=name,
        topic=topic,
        title=entry["title"],
        description=entry["description"],
        unit=entry["unit"],
        still_in_force_on=date.fromisoformat(entry["still_in_force_on"]),
        values=tuple(values),
    )


def _number(value: Any, unit: str) -> Any:
    """Pounds as whole pence, counts as whole numbers, lists as tuples of whole numbers."""
    if isinstance(value, list):
        return tuple(_number(item, "") for item in value)
    if unit.startswith("GBP"):
        pence = Decimal(value) * 100
        if pence != pence.to_integral_value():
            raise NotCited(f"{value} is not a whole number of pence")
        return int(pence)
    return int(value) if value.lstrip("-").isdigit() else value


@cache
def all_parameters() -> Mapping[str, Parameter]:
    """Every parameter by name, topic by topic."""
    found: dict[str, Parameter] = {}
    for file in sorted(_HERE.glob("*.yaml")):
        for parameter in read(file.stem, yaml.load(file.read_text("utf-8"), Loader=_YAML)):  # noqa: S506
            if parameter.name in found:
                raise NotCited(f"{parameter.name} is in both {found[parameter.name].topic}.yaml and {file.name}")
            found[parameter.name] = parameter
    return found


def every_parameter() -> Iterator[Parameter]:
    return iter(all_parameters().values())


# None, or the numbers to work with in place of those that are loaded.
_instead: ContextVar[Mapping[str, Parameter] | None] = ContextVar("instead", default=None)


@contextmanager
def instead(others: Iterable[Parameter]) -> Iterator[None]:
    """Work with these in place of the loaded ones of the same name: an old decision again, or what others would do."""
    token = _instead.set({**(_instead.get() or {}), **{other.name: other for other in others}})
    try:
        yield
    finally:
        _instead.reset(token)


def remembered(function: Callable[P, Answer]) -> Callable[P, Answer]:
    """Keep the answers of a function of the loaded numbers; with others in their place, ask it each time."""
    kept = lru_cache(maxsize=4096)(function)

    @wraps(function)
    def answer(*asked: P.args, **also: P.kwargs) -> Answer:
        if _instead.get() is not None:
            return function(*asked, **also)
        return kept(*asked, **also)  # type: ignore[arg-type]  # names and days, which may all be looked up

    return answer


def parameter(name: str) -> Parameter:
    others = _instead.get()
    return all_parameters()[name] if others is None or name not in others else others[name]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the law that an answer rests on, and how sure we are of it: what a decision keeps of it.

    `exact` is what it is to a rule, where its words cannot be read back: a list or a table.
    """

    name: str
    title: str
    value: str
    since: str
    reference: str
    status: str
    exact: Any = None

    def as_json(self) -> dict[str, Any]:
        return {field: value for field in self.__slots__ if (value := getattr(self, field)) is not None}


@remembered
def figures(names: tuple[str, ...], on: date) -> tuple[Figure, ...]:
    """The numbers in force on this day, each with its source."""
    return tuple(figure(name, on) for name in names)


def figure(name: str, on: date) -> Figure:
    """The number in force on this day, with its source."""
    known = parameter(name)
    entry = known.entry(on)
    exact = entry.value if isinstance(entry.value, tuple) else None
    return Figure(
        name, known.title, known.says(entry.value), entry.since.isoformat(), entry.reference, entry.status, exact
    )


class ChargingRates(NamedTuple):
    """The numbers that a charge needs, on one day: whole pence. Names are those of the parameters."""

    lower_capital_limit: Pence
    upper_capital_limit: Pence
    tariff_income_step: Pence
    tariff_income_per_step: Pence
    mig_child: Pence
    mig_single_18_24: Pence
    mig_single_25: Pence
    mig_single_pension_age: Pence
    mig_lone_parent: Pence
    mig_couple: Pence
    mig_couple_pension_age: Pence
    disability_premium_single: Pence
    enhanced_disability_premium_single: Pence
    disability_premium_couple: Pence
    enhanced_disability_premium_couple: Pence
    carer_premium: Pence
    personal_expenses_allowance: Pence
    savings_credit_disregard_single: Pence
    savings_credit_disregard_couple: Pence
    savings_credit_threshold_single: Pence
    savings_credit_threshold_couple: Pence
    standard_minimum_guarantee_single: Pence
    standard_minimum_guarantee_couple: Pence
    disability_benefit_higher: Pence
    disability_benefit_middle: Pence
    war_pension_disregard: Pence


@remembered
def charging_rates(on: date) -> ChargingRates:
    """The charging rates of a day. The last known are used until newer ones are loaded."""
    first = max(parameter(name).values[0].since for name in ChargingRates._fields)
    if on < first:
        raise NotInForce(f"the rates for charges are known from {first}, and this is {on}")
    return ChargingRates(*(parameter(name).on(on) for name in ChargingRates._fields))


def rates_year(on: date) -> str:
    """The year whose rates are used, for example "2025-26".

    It is the year the minimum income guarantee in use began, so that a day after the last table says whose it is.
    """
    began = _year_began(on)
    return f"{began}-{(began + 1) % 100:02}"


def newer_rates_are_missing(on: date) -> bool:
    """Whether a new year has begun whose rates are not loaded yet, so that last year's are used."""
    return on >= date(_year_began(on) + 1, 4, 6)


@remembered
def _year_began(on: date) -> int:
    return parameter("personal_expenses_allowance").entry(on).since.year
