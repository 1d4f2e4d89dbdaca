"""Any past decision that a rule worked out, worked out again from what it kept: its facts and the figures of its day.

A decision keeps what it rested on, so nothing that happens later may change it. Two things are asked of each. From its
own figures, does it still come to the same, step by step? And are those figures still what our tables say, or has one
been corrected since, so that the person should be told another answer?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from goodlives.casework.decisions.models import Decision, DecisionQuerySet, Kind
from goodlives.casework.plans.budget import cost_of, steps_of
from goodlives.exchange import calculator
from goodlives.rules import direct_payments
from goodlives.rules.carers_eligibility import carer_unable_to_achieve
from goodlives.rules.eligibility import unable_to_achieve
from goodlives.rules.parameters import NotInForce, Parameter, Value, instead, parameter
from goodlives.rules.personal_budget import personal_budget
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded, indicative_budget

from .replayed import Answer, Corrected, Json, Replayed, Result, differences_of, result

NOT_THERE = object()


class CannotReplay(Exception):
    """What this decision rested on was not kept whole."""


def replay(decision: Decision) -> Replayed:
    """Work a decision out again, and say what came of it."""
    again = AGAIN.get(decision.kind)
    if again is None:
        return Replayed(decision=decision, result=Result.CANNOT, why=_("People decided this, and not a rule."))
    try:
        with instead(_figures_of_its_day(decision)):
            answer = again(decision)
        found = tuple(differences_of(decision, answer))
    except CannotReplay as error:
        return Replayed(decision=decision, result=Result.CANNOT, why=str(error))
    except (calculator.WrongInput, NotInForce, KeyError, TypeError, ValueError) as error:
        why = _("What it kept cannot be read by the rules we have now: %(problem)s") % {"problem": error}
        return Replayed(decision=decision, result=Result.CANNOT, why=why)
    corrected = tuple(_corrected(decision))
    return Replayed(
        decision=decision, result=result(decision, found), answer=answer, differences=found, corrected=corrected,
        today=_today(decision, again) if corrected else None,
    )  # fmt: skip


def _today(decision: Decision, again: Callable[[Decision], Answer]) -> Answer | None:
    """What it would come to with the figures we have now; None where one of them is no longer there."""
    try:
        return again(decision)
    except (calculator.WrongInput, NotInForce):
        return None


def replay_all(decisions: DecisionQuerySet, done: Callable[[], object] = lambda: None) -> Iterator[Replayed]:
    """Work many out again, one after another."""
    rows = decisions.select_related("financial_assessment", "personal_budget", "indicative_budget")
    for decision in rows.order_by("decided_on", "pk").iterator(chunk_size=1000):
        yield replay(decision)
        done()


# --- How each kind is worked out, from its facts alone ---


def _charge(decision: Decision) -> Answer:
    if "without_full_assessment" in decision.facts:
        raise CannotReplay(_("It was set without a full financial assessment, so there is no sum to work out again."))
    charge = calculator.charge(decision.facts)
    return Answer(
        comes_to={"charge": charge.charge}, steps=[step.as_json() for step in charge.steps], rates=charge.rates
    )


def _personal_budget(decision: Decision) -> Answer:
    facts = dict(decision.facts)
    if "lines" not in facts:
        raise CannotReplay(_("When this was decided, the lines of the plan were not kept with it."))
    lines = facts.pop("lines")
    cost, steps, rates, contribution = cost_of(lines, "weekly"), steps_of(lines), "", 0
    if facts:  # a carer is not charged, and then there are none
        charge = calculator.charge(facts)
        if charge.charge is None:
            raise CannotReplay(_("A fact that the charge rests on was not yet known."))
        contribution, rates = charge.charge, charge.rates
        steps += [step.as_json() for step in charge.steps]
    budget = personal_budget(cost, contribution)
    once = cost_of(lines, "once")
    return Answer(
        comes_to={
            "cost": budget.cost, "contribution": budget.contribution, "councils_share": budget.council_share,
            "once": once,
        },
        steps=steps, rates=rates,
    )  # fmt: skip


def _eligibility(decision: Decision) -> Answer:
    facts = dict(decision.facts)
    ways = facts.pop("ways", None)
    if ways is None:
        raise CannotReplay(_("When this was decided, the ways of being unable were not kept with it."))
    unable: Callable[..., bool | None] = carer_unable_to_achieve if facts.get("who") == "carer" else unable_to_achieve
    facts["unable_to_achieve"] = {
        outcome: unable(*ways[outcome]) if outcome in ways else None for outcome in facts["unable_to_achieve"]
    }
    conclusion = calculator.eligibility(facts)
    return Answer(
        comes_to={"favourable": conclusion.met}
        | {f"unable: {name}": met for name, met in facts["unable_to_achieve"].items()},
        conditions=[condition.as_json() for condition in conclusion.conditions],
    )  # fmt: skip


def _indicative_budget(decision: Decision) -> Answer:
    facts = decision.facts
    if "on" not in facts:
        raise CannotReplay(_("When this was decided, the day of its figures was not kept with it."))
    budget = indicative_budget(
        {Domain(name): HelpNeeded(level) for name, level in facts["needs"].items()},
        {Domain(name): CarerSupport(given) for name, given in facts["support"].items()},
        date.fromisoformat(facts["on"]),
    )  # fmt: skip
    return Answer(
        comes_to={"points": budget.points, "weekly_amount": budget.weekly},
        steps=[step.as_json() for step in budget.steps],
    )


def _direct_payment(decision: Decision) -> Answer:
    if "found_out" not in decision.facts:
        raise CannotReplay(_("When this was decided, what had been found out was not kept with it."))
    request = direct_payments.DirectPaymentRequest(**decision.facts["found_out"])
    conclusion = direct_payments.direct_payment_conditions(request)
    return Answer(
        comes_to={"favourable": conclusion.met},
        conditions=[condition.as_json() for condition in conclusion.conditions],
    )


AGAIN: dict[str, Callable[[Decision], Answer]] = {
    Kind.CHARGE: _charge,
    Kind.PERSONAL_BUDGET: _personal_budget,
    Kind.ELIGIBILITY: _eligibility,
    Kind.CARER_ELIGIBILITY: _eligibility,
    Kind.INDICATIVE_BUDGET: _indicative_budget,
    Kind.DIRECT_PAYMENT: _direct_payment,
}


# --- The figures: those of its day, and those of today ---


def _figures_of_its_day(decision: Decision) -> Iterator[Parameter]:
    names = set()
    for figure in decision.figures:
        names.add(figure["name"])
        yield _as_it_was(figure)
    marks_the_year = "personal_expenses_allowance"
    if decision.rates and marks_the_year not in names:
        # A sum that did not look at this one still says which year's rates it used, and that is the year it began.
        began = date(int(decision.rates[:4]), 4, 6)
        now = parameter(marks_the_year)
        yield _parameter(marks_the_year, now.title, now.unit, Value(began, now.values[-1].value, "", "confirmed"))


def _as_it_was(figure: Json) -> Parameter:
    unit = "GBP" if figure["value"].startswith("£") else "number"
    value = Value(date.fromisoformat(figure["since"]), _exactly(figure), figure["reference"], figure["status"])
    return _parameter(figure["name"], figure["title"], unit, value)


def _parameter(name: str, title: str, unit: str, value: Value) -> Parameter:
    return Parameter(name, "", title, "", unit, value.since, (value,))


def _exactly(figure: Json) -> Any:
    """The figure as a rule has it: pence, a whole number, or a list."""
    if "exact" in figure:
        return _as_tuples(figure["exact"])
    written = figure["value"]
    if written.startswith("£"):
        return int(Decimal(written[1:].replace(",", "")) * 100)
    return int(written.split()[0])


def _as_tuples(value: Any) -> Any:
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value


def _corrected(decision: Decision) -> Iterator[Corrected]:
    on = date.fromisoformat(decision.facts.get("on") or decision.decided_on.isoformat())
    for figure in decision.figures:
        try:
            known = parameter(figure["name"])
            now, said = known.on(on), known.says(known.on(on))
        except (KeyError, NotInForce):
            now, said = NOT_THERE, _("no longer in our tables")
        if now != _exactly(figure):
            yield Corrected(figure["name"], figure["title"], figure["value"], said)
