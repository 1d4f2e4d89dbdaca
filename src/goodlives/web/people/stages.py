"""Where people are on the journey, as conditions on a list of people: one word a person, however long the list."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from goodlives.casework.assessments.models import Assessment
from goodlives.casework.people.models import PersonQuerySet
from goodlives.casework.plans.models import Plan
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.requests.models import RequestForSupport
from goodlives.casework.reviews.models import Review

# In the order in which one goes before another, where two are true of the same person.
STAGES = {
    "asked": _("Waiting for a response"),
    "sign_off": _("Plan waiting for sign-off"),
    "to_agree": _("Plan waiting for the person"),
    "planning": _("Plan being written"),
    "assessing": _("Assessment open"),
    "review_overdue": _("Review overdue"),
    "in_force": _("Plan in place"),
}


def _conditions(on: date) -> dict[str, Exists]:
    theirs = OuterRef("pk")
    plans = Plan.objects.filter(person=theirs)
    return {
        "asked": Exists(RequestForSupport.objects.waiting().filter(person=theirs)),
        "sign_off": Exists(plans.filter(state=PlanState.SUBMITTED)),
        "to_agree": Exists(plans.filter(state=PlanState.SIGNED_OFF)),
        "planning": Exists(plans.filter(state__in=[PlanState.DRAFT, PlanState.RETURNED])),
        "assessing": Exists(Assessment.objects.open().filter(person=theirs)),
        "review_overdue": Exists(Review.objects.overdue(on).filter(person=theirs)),
        "in_force": Exists(plans.filter(state=PlanState.AGREED)),
    }


def at_stage(people: PersonQuerySet, stage: str, on: date) -> PersonQuerySet:
    """Those of whom this is true, whatever else is."""
    return people.filter(_conditions(on)[stage])


def with_stage(people: PersonQuerySet, on: date) -> PersonQuerySet:
    """Each with the stage that matters most, or an empty word."""
    whens = [When(Q(condition), then=Value(stage)) for stage, condition in _conditions(on).items()]
    return people.annotate(stage=Case(*whens, default=Value(""), output_field=CharField()))
