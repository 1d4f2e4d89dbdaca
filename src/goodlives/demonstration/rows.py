"""Rows kept until there are enough to write at once, in the order in which they depend on each other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models, transaction

from goodlives.casework.assessments.models import Assessment, HelpWithDomain, OutcomeAnswer, WellbeingArea
from goodlives.casework.carers.models import CareGiven
from goodlives.casework.decisions.models import Decision, Telling
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income, IndicativeBudget
from goodlives.casework.payments.models import DirectPayment, ScheduledPayment
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.models import Goal, PersonalBudget, Plan, SignOffStep, Way
from goodlives.casework.requests.models import RequestForSupport, Response
from goodlives.casework.reviews.models import GoalReview, Review

IN_ORDER: tuple[type[models.Model], ...] = (
    Person, CircleMember, CareGiven, Decision, Telling, RequestForSupport, Response, Assessment, WellbeingArea,
    OutcomeAnswer, HelpWithDomain, FinancialAssessment, Capital, Income, IndicativeBudget, Plan, Goal, Way, SignOffStep,
    PersonalBudget, DirectPayment, ScheduledPayment, Review, GoalReview,
)  # fmt: skip


class Rows:
    def __init__(self) -> None:
        self.waiting: dict[type[models.Model], list[Any]] = defaultdict(list)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.waiting[type(row)].append(row)

    @transaction.atomic
    def write(self) -> None:
        for model in IN_ORDER:
            model._default_manager.bulk_create(self.waiting[model], batch_size=2000)
        self.waiting.clear()
