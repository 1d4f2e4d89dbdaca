"""The JSON of the public calculators: read strictly, answered as the contract says.

The same for `goodlives charge` and `goodlives eligibility` as for the API. A key that is not known is an error, so that
a misspelt one is never ignored. An amount is text in pounds; null is "not yet known".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from goodlives.exchange.written_amounts import Amount, AmountIfKnown, Day, Percent, PercentAtMostWhole, Share, shown
from goodlives.rules import charging
from goodlives.rules.carers_eligibility import CarerNeeds, CarerOutcome
from goodlives.rules.charging import (
    CapitalDisregard,
    CapitalKind,
    Every,
    Exemption,
    Household,
    IncomeKind,
    Rate,
    Setting,
)
from goodlives.rules.conditions import Conclusion
from goodlives.rules.eligibility import AdultNeeds, Outcome
from goodlives.rules.parameters import NotInForce
from goodlives.rules.what_would_change_eligibility import Needs, Tipping, conclusion


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input: where, and what to do about it."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class WrongInput(ValueError):
    """Input that cannot be used, with every problem found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


YesNoOrNotYetKnown = StrictBool | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Person(_Strict):
    age: Annotated[StrictInt, Field(ge=18, le=130)]
    household: Household
    pension_age_reached: YesNoOrNotYetKnown = None
    partner_pension_age_reached: YesNoOrNotYetKnown = False
    dependent_children: Annotated[StrictInt, Field(ge=0, le=30)] = 0


class Capital(_Strict):
    kind: CapitalKind
    amount: AmountIfKnown
    share: Share = Fraction(1)
    disregard: CapitalDisregard | None = None


class Income(_Strict):
    kind: IncomeKind
    amount: AmountIfKnown
    every: Every = Every.WEEK
    rate: Rate | None = None


class SavingsCredit(_Strict):
    qualifying_income: AmountIfKnown


class Policy(_Strict):
    mig_uplift_percent: Percent = 0
    mig_uplift_flat: Amount = 0
    percent_of_disposable_income: PercentAtMostWhole = 10_000
    upper_capital_limit: AmountIfKnown = None
    maximum_charge: AmountIfKnown = None
    ignore_night_element: StrictBool = False
    short_term_as_home: StrictBool = True
    arrangement_fee: Amount = 0
    disability_related_expenditure_flat_rate: Amount = 0


class ChargeRequest(_Strict):
    """What `goodlives charge` reads."""

    on: Day
    setting: Setting
    person: Person
    cost_of_care: AmountIfKnown
    council_rate: AmountIfKnown = charging.NO_LIMIT
    nhs_funded_nursing_care: AmountIfKnown = 0
    capital: tuple[Capital, ...] = ()
    income: tuple[Income, ...] = ()
    savings_credit: SavingsCredit | None = None
    housing_costs: AmountIfKnown = 0
    disability_related_expenditure: AmountIfKnown = 0
    half_pension_to_spouse: YesNoOrNotYetKnown = False
    exempt: Exemption | None = None
    policy: Policy = Policy()

    def circumstances(self) -> charging.Circumstances:
        """The same, as the rules know it."""
        return charging.Circumstances(
            on=self.on,
            setting=self.setting,
            age=self.person.age,
            household=self.person.household,
            pension_age_reached=self.person.pension_age_reached,
            partner_pension_age_reached=self.person.partner_pension_age_reached,
            dependent_children=self.person.dependent_children,
            cost_of_care=self.cost_of_care,
            council_rate=self.council_rate,
            nhs_funded_nursing_care=self.nhs_funded_nursing_care,
            capital=tuple(
                charging.CapitalItem(item.kind, item.amount, item.share, item.disregard) for item in self.capital
            ),
            income=tuple(charging.IncomeItem(item.kind, item.amount, item.every, item.rate) for item in self.income),
            savings_credit=(
                None if self.savings_credit is None else charging.SavingsCredit(self.savings_credit.qualifying_income)
            ),
            housing_costs=self.housing_costs,
            disability_related_expenditure=self.disability_related_expenditure,
            half_pension_to_spouse=self.half_pension_to_spouse,
            exempt=self.exempt,
            policy=charging.Policy(**self.policy.model_dump()),
        )


class AdultEligibilityRequest(_Strict):
    """What `goodlives eligibility` reads for an adult. What is left out is not yet known."""

    who: Literal["adult"]
    needs_arise: YesNoOrNotYetKnown = None
    unable_to_achieve: Mapping[Outcome, YesNoOrNotYetKnown] = {}
    significant_impact: YesNoOrNotYetKnown = None

    def needs(self) -> AdultNeeds:
        return AdultNeeds(
            arise_from_impairment_or_illness=self.needs_arise,
            unable_to_achieve=self.unable_to_achieve,
            significant_impact_on_wellbeing=self.significant_impact,
        )


class CarerEligibilityRequest(_Strict):
    """What `goodlives eligibility` reads for a carer. What is left out is not yet known."""

    who: Literal["carer"]
    needs_arise: YesNoOrNotYetKnown = None
    health_deteriorating: YesNoOrNotYetKnown = None
    unable_to_achieve: Mapping[CarerOutcome, YesNoOrNotYetKnown] = {}
    significant_impact: YesNoOrNotYetKnown = None

    def needs(self) -> CarerNeeds:
        return CarerNeeds(
            arise_from_necessary_care=self.needs_arise,
            health_deteriorating=self.health_deteriorating,
            unable_to_achieve=self.unable_to_achieve,
            significant_impact_on_wellbeing=self.significant_impact,
        )


Asked = TypeVar("Asked", bound=_Strict)
Answer = TypeVar("Answer")


def charge(written: Any) -> charging.Charge:
    """The charge for JSON that has been read: see ChargeRequest."""
    return _asked_of(charging.charge, written)


def explained_charge(written: Any) -> charging.ExplainedCharge:
    """The charge for JSON that has been read, and what would change it."""
    return _asked_of(charging.explained_charge, written)


def _asked_of(rule: Callable[[charging.Circumstances], Answer], written: Any) -> Answer:
    asked = _read(ChargeRequest, written)
    try:
        return rule(asked.circumstances())
    except NotInForce as error:
        raise WrongInput(Problem("on", str(error))) from error


def eligibility(written: Any) -> Conclusion:
    """The conclusion for JSON that has been read: see AdultEligibilityRequest and CarerEligibilityRequest."""
    return conclusion(needs(written))


def needs(written: Any) -> Needs:
    """The needs of an adult or of a carer, from JSON that has been read."""
    who = written.get("who") if isinstance(written, dict) else None
    if who == "carer":
        return _read(CarerEligibilityRequest, written).needs()
    if isinstance(written, dict) and "who" in written and who != "adult":
        raise WrongInput(Problem("who", f"this is one of: adult, carer; and here it is {shown(who)}"))
    return _read(AdultEligibilityRequest, written).needs()


def eligibility_as_json(conclusion: Conclusion, changes: Iterable[Tipping] = ()) -> dict[str, Any]:
    """The answer as the contract says it, and what would tip it."""
    return {
        "eligible": conclusion.met,
        "conditions": [condition.as_json() for condition in conclusion.conditions],
        "still_to_find_out": list(conclusion.still_to_find_out),
        "what_would_change_it": [change.as_json() for change in changes],
    }


def read_json(text: str | bytes) -> Any:
    """JSON, in which the same key twice is an error too: one of the two would be ignored."""
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_such_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise WrongInput(Problem("", f"This is not JSON: {error.msg} at {where}")) from error
    except UnicodeDecodeError as error:
        raise WrongInput(Problem("", "This is not JSON: it is not text in UTF-8")) from error
    except WrongInput:
        raise
    except ValueError as error:
        raise WrongInput(Problem("", "This is not JSON we can use: a number in it is too long")) from error
    except RecursionError as error:
        raise WrongInput(Problem("", "This is not JSON we can use: it is too deep")) from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise WrongInput(Problem(shown(twice)[1:-1], "this is there twice"))
    return read


def _no_such_number(written: str) -> NoReturn:
    raise WrongInput(Problem("", f"This is not JSON: {written} is not a number in JSON"))


def _read(model: type[Asked], written: Any) -> Asked:
    if not isinstance(written, dict):
        raise WrongInput(Problem("", "This should be one JSON object, beginning with { and ending with }"))
    try:
        return model.model_validate(written)
    except ValidationError as error:
        raise WrongInput(*(_problem(found, model) for found in error.errors())) from error


_SAY = {
    "missing": "this is needed",
    "string_unicode": "a character somewhere in it is not text",
    "bool_type": "this is true or false",
    "int_type": "this is a whole number, without quotes",
    "tuple_type": "this is a list, between [ and ]",
    "mapping_type": "this is an object, between { and }",
    "model_type": "this is an object, between { and }",
}


def _problem(found: Any, model: type[BaseModel]) -> Problem:
    """A problem in plain words, at the path of its field: capital[0].amount."""
    place = [part for part in found["loc"] if part != "[key]"]
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    kind = found["type"]
    if kind == "extra_forbidden":
        message = "there is no such key; check how it is spelt"
    elif kind == "enum":
        message = f"this is one of: {_one_of(found)}; and here it is {shown(found['input'])}"
        if "[key]" in found["loc"]:
            message = f"there is no such key; it is one of: {_one_of(found)}"
    elif kind in ("greater_than_equal", "less_than_equal"):
        message = f"{found['msg'].replace('Input should be', 'this is')}, and here it is {shown(found['input'])}"
    else:
        message = _SAY.get(kind, found["msg"])
    return Problem(path.encode("utf-8", "backslashreplace").decode(), message)


def _one_of(found: Any) -> str:
    return str(found["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
