"""What a page shows beside the questions: what they would pay now, or what is still missing, each with its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goodlives.casework.finances.models import Capital, FinancialAssessment, Income
from goodlives.casework.finances.working_out import (
    Counts,
    capital_counts,
    income_counts,
    missing_most_useful_first,
    work_out,
)
from goodlives.rules.charging import Charge


@dataclass(frozen=True)
class Lack:
    """A missing fact, and the page where it is given."""

    words: str
    address: str


@dataclass(frozen=True)
class Answer:
    """What is known now: the charge or its range, what is missing, and what each item counts for."""

    charge: Charge
    missing: list[Lack]
    capital: list[tuple[Capital, Counts]]
    income: list[tuple[Income, Counts]]

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [step.as_json() for step in self.charge.steps]

    @property
    def figures(self) -> list[dict[str, str]]:
        return [figure.as_json() for figure in self.charge.rests_on]


def answer(
    assessment: FinancialAssessment,
    *,
    capital: Iterable[Capital] | None = None,
    income: Iterable[Income] | None = None,
) -> Answer:
    """Work it out with what is saved, or with what is being typed."""
    owned = list(assessment.capital.select_related("evidence_by").order_by("pk") if capital is None else capital)
    received = list(assessment.income.select_related("evidence_by").order_by("pk") if income is None else income)
    circumstances = assessment.circumstances(capital=owned, income=received)
    charge = work_out(assessment, capital=owned, income=received)
    return Answer(
        charge=charge,
        missing=[
            Lack(missing.words, _address(assessment, missing.part, missing.item))
            for missing in missing_most_useful_first(assessment, charge, owned, received)
        ],
        capital=[(item, capital_counts(item, assessment, circumstances)) for item in owned],
        income=[(item, income_counts(item, circumstances)) for item in received],
    )


def _address(assessment: FinancialAssessment, part: str, item: int | None) -> str:
    if item is not None:  # one that is being typed has no page of its own yet
        return reverse(f"finances:{part}_item", args=[assessment.pk, item])
    return reverse(f"finances:{part}", args=[assessment.pk])
