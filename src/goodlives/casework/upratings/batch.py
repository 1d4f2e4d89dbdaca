"""The change itself, some people at a time: one transaction, in which each waits no longer and has a new decision.

Two workers may do this at once: each takes people whom nobody else has taken. When one dies in the middle, the database
forgets all that it had begun, and those people wait as before. Nobody is done twice: `one_uprating_a_person_a_year`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodlives.rules import charging
from goodlives.rules.charging.what_would_change_it import what_would_change_it
from goodlives.rules.money import pounds
from goodlives.rules.uprating import (
    By,
    Uprated,
    percentage_for,
    uprated_cost,
    uprated_income,
    uprated_qualifying_income,
    why_not,
)
from goodlives.rules.version import rule_version

from ..charging_policies.models import ChargingPolicy
from ..decisions.models import Decision, Kind
from ..finances.actions import COPIED, what_they_pay
from ..finances.models import Basis, Capital, FinancialAssessment, Income
from ..finances.working_out import missing_from
from .models import HeldBack, UpratedPerson, Uprating, Waiting, Why

AT_ONCE = 250


class _Rows:
    """What a batch writes, in the order in which rows depend on each other."""

    def __init__(self) -> None:
        self.decisions: list[Decision] = []
        self.assessments: list[FinancialAssessment] = []
        self.capital: list[Capital] = []
        self.income: list[Income] = []
        self.people: list[UpratedPerson] = []

    def write(self) -> None:
        Decision.objects.bulk_create(self.decisions)
        FinancialAssessment.objects.bulk_create(self.assessments)
        Capital.objects.bulk_create(self.capital)
        Income.objects.bulk_create(self.income)
        UpratedPerson.objects.bulk_create(self.people)


@transaction.atomic
def uprate_some(uprating: Uprating, *, at: datetime, at_once: int = AT_ONCE) -> int:
    """Take the next people who wait, and change the charge of each, or say why not. How many there were."""
    waiting = list(
        Waiting.objects.filter(uprating=uprating).select_for_update(skip_locked=True).order_by("pk")[:at_once]
    )
    if not waiting:
        return 0
    rows = _Rows()
    for person in _looked_at(uprating, waiting, rows, at):
        rows.people.append(person)
    rows.write()
    Waiting.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(waiting)


def _looked_at(uprating: Uprating, waiting: list[Waiting], rows: _Rows, at: datetime) -> Iterator[UpratedPerson]:
    """Each person who waits: done, or why not. Read for all of them in a few statements."""
    ids = [one.person_id for one in waiting]
    of_people = FinancialAssessment.objects.filter(person__in=ids)
    live = {row.person_id: row for row in of_people.live_on(uprating.live_on).select_related("person")}
    before = {row.pk: row for row in of_people.filter(pk__in=[one.assessment_id for one in waiting])}
    open_ = set(of_people.filter(state=FinancialAssessment.State.IN_PROGRESS).values_list("person_id", flat=True))
    reasons = dict(HeldBack.objects.filter(uprating=uprating, person__in=ids).values_list("person_id", "reason"))
    current = {row.person_id: row for row in Decision.objects.current().filter(kind=Kind.CHARGE, person__in=ids)}
    capital, income = _by_assessment(Capital, before), _by_assessment(Income, before)
    policy = ChargingPolicy.objects.in_force(uprating.starts_on)
    for one in waiting:
        person = UpratedPerson(uprating=uprating, person_id=one.person_id, before=before[one.assessment_id])
        now = live.get(one.person_id)
        if one.person_id in reasons:
            person.why_not, person.words = Why.HELD_BACK, reasons[one.person_id]
        elif one.person_id in open_:
            person.why_not = Why.BEING_WRITTEN
        elif now is None or now.pk != one.assessment_id:
            person.why_not = Why.MEANWHILE
        else:
            items = capital[now.pk], income[now.pk]
            _change(uprating, person, now, *items, policy, current.get(one.person_id), rows, at)
        yield person


def _by_assessment(model: type[Capital] | type[Income], assessments: Iterable) -> dict:
    found = defaultdict(list)
    for item in model._default_manager.filter(assessment__in=list(assessments)).order_by("pk"):
        found[item.assessment_id].append(item)
    return found


def _change(
    uprating: Uprating, person: UpratedPerson, before: FinancialAssessment, capital: list[Capital],
    income: list[Income], policy: charging.Policy, supersedes: Decision | None, rows: _Rows, at: datetime,
) -> None:  # fmt: skip
    """One person's charge under the new rates, with its decision; or why a person must look at it."""
    since, to, percentages = before.starts_on, uprating.starts_on, uprating.hundredths()
    if cannot := why_not(
        since, to, age=before.person.age(to) or 0, pension_age_reached=before.pension_age_reached,
        free=bool(before.exempt), setting=before.charging_setting(), fully_assessed=before.basis == Basis.FULL,
    ):  # fmt: skip
        person.why_not = Why(cannot.value)
        return
    lines = [
        uprated_income(one.item(), since, to, percentages[percentage_for(charging.IncomeKind(one.kind))])
        for one in income
    ]
    home = uprated_cost(_("What you pay for your home"), before.housing_costs, percentages[By.HOUSING_COSTS])
    care = uprated_cost(_("What your care costs"), before.cost_of_care, percentages[By.COST_OF_CARE])
    after = _assessment(uprating, before, home, care, at)
    owned = [_copy(item, after) for item in capital]
    received = [_raised(item, after, line) for item, line in zip(income, lines, strict=True)]
    given = after.circumstances(capital=owned, income=received, policy=policy)
    charge = charging.charge(given)
    if charge.charge is None:
        person.why_not = Why.MISSING
        person.words = "; ".join(missing.words for missing in missing_from(charge, owned, received))
        return
    person.lines = [line.words for line in (*lines, home, care) if line.before is not None]
    after.decision = _decision(uprating, before, given, charge, person.lines, supersedes, at)
    after.contribution, person.after = charge.charge, after
    rows.decisions.append(after.decision)
    rows.assessments.append(after)
    rows.capital += owned
    rows.income += received


def _decision(
    uprating: Uprating, before: FinancialAssessment, after: charging.Circumstances, charge: charging.Charge,
    lines: list[str], supersedes: Decision | None, at: datetime,
) -> Decision:  # fmt: skip
    day = date_format(uprating.starts_on, "j F Y")
    if before.contribution is not None:
        lines = [_("Until then you paid %(amount)s a week.") % {"amount": pounds(before.contribution)}, *lines]
    return Decision(
        person=before.person, kind=Kind.CHARGE,
        summary=what_they_pay(charge.charge or 0, after.cost_of_care),
        reasons=_("This is the yearly change of rates on %(day)s. What we changed, and how:") % {"day": day}
        + "\n" + "\n".join(lines),
        participation=_(
            "You did not have to do anything. We used what you told us before, and the new rates. "
            "If any of it is different for you, tell us and we will work it out again."
        ),
        laws=["Care Act 2014 ss14 and 17", "SI 2014/2672"], steps=[step.as_json() for step in charge.steps],
        facts=after.as_json(), figures=[figure.as_json() for figure in charge.rests_on], rates=charge.rates,
        rule_version=rule_version(),
        what_would_change_it=[change.as_json() for change in what_would_change_it(after)],
        supersedes=supersedes, decided_by=uprating.started_by,
        decided_on=uprating.decided_on or uprating.starts_on, recorded_at=at,
    )  # fmt: skip


def _assessment(
    uprating: Uprating, before: FinancialAssessment, home: Uprated, care: Uprated, at: datetime
) -> FinancialAssessment:
    """The new financial assessment: all that was known, with costs as they are now."""
    percentages, qualifying = uprating.hundredths(), before.savings_credit_qualifying_income
    copied = {name: getattr(before, name) for name in COPIED} | {
        "housing_costs": home.after, "cost_of_care": care.after,
        "council_rate": uprated_cost("", before.council_rate, percentages[By.COST_OF_CARE]).after,
        "savings_credit_qualifying_income": uprated_qualifying_income(qualifying, percentages),
    }  # fmt: skip
    return FinancialAssessment(
        **copied, person=before.person, starts_on=uprating.starts_on, state=FinancialAssessment.State.DECIDED,
        changed_by=uprating.started_by, changed_at=at,
    )  # fmt: skip


def _copy(item: Capital, into: FinancialAssessment) -> Capital:
    item.pk, item._state.adding, item.assessment = None, True, into
    return item


def _raised(item: Income, into: FinancialAssessment, line: Uprated) -> Income:
    item.pk, item._state.adding, item.assessment, item.amount = None, True, into, line.after
    return item
