"""What has changed since the last decided financial assessment, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from goodlives.casework.decisions.models import Decision
from goodlives.casework.finances.models import Capital, FinancialAssessment
from goodlives.casework.people.models import Person

from ..design.environment import day, pounds
from .answer import Answer


@dataclass(frozen=True)
class Line:
    label: str
    then: str
    now: str

    @property
    def changed(self) -> bool:
        return self.then != self.now


def last_decided(person: Person, before: FinancialAssessment | None = None) -> FinancialAssessment | None:
    """The financial assessment that was decided last."""
    decided = person.financial_assessments.filter(state=FinancialAssessment.State.DECIDED).select_related("decision")
    if before is not None:
        decided = decided.exclude(pk=before.pk)
    return decided.order_by("-starts_on", "-decision__recorded_at").first()


def compared(then: FinancialAssessment, now: FinancialAssessment, answer: Answer) -> list[Line]:
    """The two side by side. What was decided is read from its decision, not worked out again."""
    decision = cast(Decision, then.decision)  # the database sees to it
    return [
        *_items(then, [owned for owned, _counts in answer.capital], "capital"),
        *_items(then, [received for received, _counts in answer.income], "income"),
        *(
            Line(label, str(getattr(then, f"get_{name}_display")()), str(getattr(now, f"get_{name}_display")()))
            for label, name in (
                (_("Where the care is"), "setting"),
                (_("Kind of financial assessment"), "basis"),
                (_("Household"), "household"),
            )
        ),
        *(_care_home(then, now) if then.in_care_home or now.in_care_home else ()),
        *(
            Line(label, pounds(getattr(then, name)), pounds(getattr(now, name)))
            for label, name in (
                (_("The home, a week"), "housing_costs"),
                (_("Because of disability, a week"), "disability_related_expenditure"),
                (_("Likely cost of care, a week"), "cost_of_care"),
            )
        ),
        *_totals(decision.steps, answer.steps),
        Line(_("What they pay, a week"), pounds(then.contribution), _charge(answer)),
    ]


def _care_home(then: FinancialAssessment, now: FinancialAssessment) -> Iterable[Line]:
    """What only a care home has."""
    yield Line(_("The stay is for good from"), day(then.permanent_from), day(now.permanent_from))
    yield Line(_("What the council pays for a suitable home"), pounds(then.council_rate), pounds(now.council_rate))
    yield Line(
        _("What the NHS pays for nursing"),
        pounds(then.nhs_funded_nursing_care(then.starts_on)), pounds(now.nhs_funded_nursing_care(now.starts_on)),
    )  # fmt: skip


def _charge(answer: Answer) -> str:
    if answer.charge.charge is not None or answer.charge.range is None:
        return pounds(answer.charge.charge)
    least, most = answer.charge.range
    if most is None:
        return _("%(least)s or more") % {"least": pounds(least)}
    return _("%(least)s to %(most)s") % {"least": pounds(least), "most": pounds(most)}


def _items(then: FinancialAssessment, now: Iterable, part: str) -> list[Line]:
    """Each kind of money, with its amounts."""
    old: dict[str, list[str]] = {}
    new: dict[str, list[str]] = {}
    for rows, into in ((getattr(then, part).order_by("pk"), old), (now, new)):
        for item in rows:
            how = f" {item.get_every_display()}" if part == "income" else _not_counted(item)
            into.setdefault(str(item.get_kind_display()), []).append(pounds(item.amount) + how)
    return [
        Line(kind, ", ".join(old.get(kind, [])) or _("none"), ", ".join(new.get(kind, [])) or _("none"))
        for kind in dict.fromkeys([*old, *new])
    ]


def _not_counted(owned: Capital) -> str:
    return f" ({owned.get_disregard_display()})" if owned.disregard else ""


def _totals(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[Line]:
    """The lines of the two sums that say the same thing."""
    new = {step["what"]: step["amount"] for step in _every(now)}
    return [
        Line(step["what"], _pounds(step["amount"]), _pounds(new[step["what"]]))
        for step in _every(then)
        if step["steps"] and step["amount"] is not None and new.get(step["what"]) is not None
    ]


def _every(steps: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Each line of a sum, those beneath it first."""
    for step in steps:
        yield from _every(step["steps"])
        yield step


def _pounds(written: str) -> str:
    return pounds(int(Decimal(written) * 100))
