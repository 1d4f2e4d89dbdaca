"""What happened to a made-up charge each April since it was decided: it went over to the new rates.

One in four has not had the newest change yet, so that anybody who tries the demonstration can run it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income
from goodlives.rules import charging
from goodlives.rules.money import pounds
from goodlives.rules.parameters import rates_year
from goodlives.rules.uprating import begins, percentage_for, uprated_income, usual_percentages

from . import charging_policies
from .journeys import Journey, at, sure
from .people import made_up_id

NOT_CHANGED_YET = 0.25


def yearly_changes(
    journey: Journey, row: FinancialAssessment, given: charging.Circumstances, decision: Decision
) -> None:
    """A charge goes over to each year's rates; of four, one waits for the last."""
    rng = Random(row.pk.int)  # noqa: S311  (not a secret; of its own, so that the rest of the council stays as it is)
    newest = _year(journey.today) - (rng.random() < NOT_CHANGED_YET)
    for year in range(_year(given.on) + 1, newest + 1):
        given = _next_year(given, begins(year), sure(journey.person.age(begins(year))))
        decision = _decided_again(journey, rng, row, given, decision)


# Where somebody lives does not change with the rates.
STAY = ("setting", "moved_in_on", "permanent_from", "means_to_go_home", "council_rate", "nursing")


def _year(on: date) -> int:
    """The year in which the rates of this day began."""
    return int(rates_year(on)[:4])


def _next_year(given: charging.Circumstances, to: date, age: int) -> charging.Circumstances:
    usual = {one.by: one.hundredths for one in usual_percentages(to)}
    income = (
        replace(item, amount=uprated_income(item, given.on, to, usual[percentage_for(item.kind)]).after)
        for item in given.income
    )
    return replace(given, on=to, age=age, income=tuple(income), policy=charging_policies.in_force(to))


def _decided_again(
    journey: Journey, rng: Random, first: FinancialAssessment, given: charging.Circumstances, before: Decision
) -> Decision:
    """The year's decision, told by letter, with the financial assessment it rests on."""
    charge = charging.charge(given)
    kept, journey.day, journey.rng = (journey.day, journey.rng), given.on, rng
    decision = journey.decide(
        Kind.CHARGE,
        f"You pay {pounds(sure(charge.charge))} a week towards care that costs "
        f"{pounds(sure(given.cost_of_care))} a week.",
        reasons="Benefits, pensions and the amounts that you must be left with changed in April.",
        laws=["Care Act 2014 ss14 and 17", "SI 2014/2672"], steps=[step.as_json() for step in charge.steps],
        facts=given.as_json(), figures=[figure.as_json() for figure in charge.rests_on], rates=charge.rates,
        by=journey.staff.finance_officer, supersedes=before,
        participation="You did not have to do anything. We used what you told us before, and the new rates.",
    )  # fmt: skip
    journey.day, journey.rng = kept
    row = FinancialAssessment(
        id=made_up_id(rng), person=journey.person, state="decided", starts_on=given.on,
        pension_age_reached=given.pension_age_reached, cost_of_care=given.cost_of_care,
        housing_costs=given.housing_costs, disability_related_expenditure=given.disability_related_expenditure,
        capital_is_all_listed=True, income_is_all_listed=True, contribution=charge.charge, shown_on=given.on,
        decision=decision, changed_at=at(given.on), **{name: getattr(first, name) for name in STAY},
    )  # fmt: skip
    journey.rows.add(row)
    for owned in given.capital:
        journey.rows.add(Capital(assessment=row, kind=owned.kind, amount=owned.amount))
    for received in given.income:
        journey.rows.add(
            Income(
                assessment=row, kind=received.kind, amount=received.amount, rate=received.rate or "",
                evidence="Award letter",
            )
        )  # fmt: skip
    return decision
