"""A dearer home than the council would pay for: who pays the difference, and may they. Care Act s30, SI 2014/2670."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.rules.conditions import Conclusion
from goodlives.rules.top_ups import DearerHome, FirstParty, first_party_top_up, third_party_top_up, top_up_review_due

from .. import clock
from ..design.forms import Choice, Date, Form, Text, YesNoNotKnown
from ..permissions import SignedInRequest, open_to
from .opening import ask, opened

ANSWERS = {
    "suits_the_needs": _("Does the home suit their needs?"),
    "is_available": _("Is there a place in it?"),
    "provider_agrees_to_terms": _("Does it agree to the council’s terms?"),
    "home_within_budget_was_offered": _("Were they offered at least one suitable home at the price of their budget?"),
    "genuine_choice": _("Do they want the dearer home, with nobody pressing them?"),
    "payer_is_willing": _("Is whoever pays willing to?"),
    "payer_can_go_on_paying": _("Are they able to, for as long as the person is likely to live there?"),
    "agreement_in_writing": _("Is there a written agreement?"),
}
REASONS = {
    "has_a_deferred_payment": _("If they pay it themselves: do they have a deferred payment agreement?"),
}


class TopUpForm(Form):
    payer = Choice(
        _("Who pays the difference?"),
        [
            ("third", _("Somebody else, such as family")),
            ("first", _("They do themselves")),
            ("", _("Nobody: there is no top-up")),
        ],
        required=False,
        hints={"first": _("Only in the 12 weeks, under a deferred payment, or in aftercare.")},
    )
    who = Text(_("The name of whoever pays"))
    looked_at_on = Date(_("When was the agreement last looked at?"), hint=_("It is looked at again each year."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {name: YesNoNotKnown(words) for name, words in (ANSWERS | REASONS).items()}

    def clean(self):
        given = super().clean() or {}
        if given.get("payer") == "third" and not given.get("who") and "who" in given:
            self.add_error("who", gettext("Enter the name of whoever pays"))
        return given


@dataclass(frozen=True)
class TopUp:
    """How much it is, whether it may be, and when it is looked at again."""

    amount: int | None
    conclusion: Conclusion | None
    review_on: date | None


def top_up_of(assessment: FinancialAssessment) -> TopUp:
    """What is written down of a dearer home, by the rule."""
    given = assessment.top_up
    nhs = assessment.nhs_funded_nursing_care(assessment.starts_on)
    cost, rate = assessment.cost_of_care, assessment.council_rate
    amount = None if cost is None or rate is None or nhs is None else max(cost - nhs - rate, 0)
    payer = given.get("payer")
    conclusion = None
    if payer:
        home = DearerHome(**{name: given.get(name) for name in ANSWERS})
        weeks = assessment.twelve_weeks(assessment.starts_on)
        reason = FirstParty(
            in_the_twelve_weeks=bool(weeks and not weeks.home_counts and weeks.counts_from),
            has_a_deferred_payment=given.get("has_a_deferred_payment"),
            is_aftercare=assessment.exempt == "section_117",
        )  # fmt: skip
        conclusion = third_party_top_up(home) if payer == "third" else first_party_top_up(home, reason)
    looked = given.get("looked_at_on")
    return TopUp(amount, conclusion, top_up_review_due(date.fromisoformat(looked)) if looked else None)


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def top_up(request: SignedInRequest, pk) -> HttpResponse:
    """Who pays the difference for a dearer home, and whether they may."""
    assessment = opened(request, pk)
    names = ("payer", "who", *ANSWERS, *REASONS)

    def saved(of: FinancialAssessment) -> dict:
        looked = of.top_up.get("looked_at_on")
        return {name: of.top_up.get(name) for name in names} | {
            "looked_at_on": date.fromisoformat(looked) if looked else None
        }

    form = TopUpForm(request.POST or None, initial={"payer": ""} | saved(assessment))

    def save(revision: int) -> FinancialAssessment:
        given = {name: form.cleaned_data[name] for name in names}
        looked = form.cleaned_data["looked_at_on"]
        given["looked_at_on"] = looked.isoformat() if looked else None
        return actions.write(assessment, by=request.user, at=clock.now(), revision=revision, top_up=given)

    return ask(
        request, assessment, form, "finances/top_up.jinja", save=save, saved=saved(assessment), current=saved,
        then=request.path, said=gettext("Saved."), found=top_up_of(assessment),
    )  # fmt: skip
