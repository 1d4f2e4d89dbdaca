"""The calculators for anybody's program: the same JSON as the commands, and nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import BaseModel

from goodlives.exchange import calculator
from goodlives.rules.what_would_change_eligibility import conclusion, what_would_change_it

router = Router(tags=["Calculators"])


class Problem(Schema):
    """One thing wrong with what was sent."""

    field: str
    message: str


class Problems(Schema):
    problems: list[Problem]


class Step(Schema):
    """One line of a sum; an amount is text in pounds."""

    what: str
    amount: str | None
    law: str
    steps: list[Step]


class Figure(Schema):
    """A figure of law that the sum rests on, and whether it is confirmed, derived or from memory."""

    name: str
    title: str
    value: str
    since: str
    reference: str
    status: str


class Change(Schema):
    """Something that would change the charge: the amount of the fact from which it is so, and how far away it is."""

    fact: str
    words: str
    at: str | None
    by: str | None
    charge: str
    law: str


class Narrowing(Schema):
    """How wide the range would still be if this missing fact alone were known: at the most, and on average."""

    fact: str
    words: str
    leaves_at_most: str | None
    usually_leaves: str | None


class Charge(Schema):
    charge: str | None
    council_pays: str | None
    top_up: str | None
    range: list[str | None] | None
    full_cost: bool | None
    tariff_income: str | None
    minimum_income_guarantee: str | None
    personal_expenses_allowance: str | None
    rates: str
    not_yet_known: list[str]
    steps: list[Step]
    rests_on: list[Figure]
    what_would_change_it: list[Change]
    narrows_it_most: list[Narrowing]


class Condition(Schema):
    law: str
    words: str
    met: bool | None


class Tipping(Schema):
    """Something that would make it come out otherwise, and whether the needs would then be eligible."""

    fact: str
    words: str
    eligible: bool
    law: str


class Eligibility(Schema):
    eligible: bool | None
    conditions: list[Condition]
    still_to_find_out: list[str]
    what_would_change_it: list[Tipping]


def _body(*models: type[BaseModel]) -> dict[str, Any]:
    """The body in the OpenAPI document. We read it ourselves, so that a problem is said as the command says it."""
    schemas = [model.model_json_schema() for model in models]
    schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@router.post(
    "/charge",
    response={200: Charge, 422: Problems},
    openapi_extra=_body(calculator.ChargeRequest),
    summary="What one person pays towards their care in one week, with every step",
)
def charge(request: HttpRequest):
    try:
        return calculator.explained_charge(calculator.read_json(request.body)).as_json()
    except calculator.WrongInput as error:
        return Status(422, _problems(error))


@router.post(
    "/eligibility",
    response={200: Eligibility, 422: Problems},
    openapi_extra=_body(calculator.AdultEligibilityRequest, calculator.CarerEligibilityRequest),
    summary="Whether an adult's or a carer's needs are eligible, with the conditions of the law",
)
def eligibility(request: HttpRequest):
    try:
        needs = calculator.needs(calculator.read_json(request.body))
    except calculator.WrongInput as error:
        return Status(422, _problems(error))
    return calculator.eligibility_as_json(conclusion(needs), what_would_change_it(needs))


def _problems(error: calculator.WrongInput) -> dict[str, Any]:
    return {"problems": [{"field": problem.field, "message": problem.message} for problem in error.problems]}
