"""A charge without a full financial assessment: a light touch, or the full cost for somebody who does not say."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Basis, FinancialAssessment, Ground

from .. import clock
from ..design.forms import Choice, Form, YesNoNotKnown
from ..permissions import SignedInRequest, open_to
from .answer import answer
from .opening import ask, opened

LIGHT_TOUCH = ("sure_of_the_ground", "consents", "told_of_right_to_full_assessment")
REFUSED = ("asked_for_information", "refuses", "able_to_decide_this", "told_what_follows")


class LightTouchForm(Form):
    basis = Choice(
        _("Which is it?"),
        Basis.choices,
        missing=_("Say which it is"),
        hints={
            Basis.FULL: _("The usual way: what they have is written down, and the sum is worked out."),
            Basis.LIGHT_TOUCH: _("It is plain what they can pay, and they agree that nothing more is asked."),
            Basis.REFUSED: _("They may choose so. Then they pay the full cost."),
        },
    )
    ground = Choice(
        _("Why is a light touch enough?"),
        [
            (Ground.PLENTY, _("They have plenty, and agree to pay the full cost")),
            (Ground.SMALL, _("The charge is so small that they can clearly afford it")),
            (Ground.BENEFIT, _("A means-tested benefit shows that they cannot pay")),
        ],
        required=False,
        hints={
            Ground.PLENTY: _("For example savings clearly above the limit."),
            Ground.BENEFIT: _("For example income-related Employment and Support Allowance, and nothing else."),
        },
    )
    sure_of_the_ground = YesNoNotKnown(_("Are you sure of that, from what you have seen or they have told you?"))
    consents = YesNoNotKnown(_("Do they agree not to have a full financial assessment?"))
    told_of_right_to_full_assessment = YesNoNotKnown(
        _("Have they been told that they may have a full one, now or at any time?")
    )
    asked_for_information = YesNoNotKnown(_("Were they asked about their money?"))
    refuses = YesNoNotKnown(_("Have they refused to say, or to give what is needed?"))
    able_to_decide_this = YesNoNotKnown(
        _("Are they able to decide this for themselves?"),
        hint=_("If not, help them, or ask somebody with authority: an attorney, a deputy or an appointee."),
    )
    told_what_follows = YesNoNotKnown(
        _("Was it explained that they would pay the full cost, and may change their mind?")
    )

    def clean(self):
        given = super().clean() or {}
        if given.get("basis") == Basis.LIGHT_TOUCH and not given.get("ground") and "ground" in given:
            self.add_error("ground", gettext("Say why a light touch is enough"))
        return given

    def values(self) -> dict:
        """What is saved: only the answers that belong to what was chosen."""
        given = self.cleaned_data
        names = {Basis.LIGHT_TOUCH: LIGHT_TOUCH, Basis.REFUSED: REFUSED}.get(given["basis"], ())
        return {
            "basis": given["basis"],
            "ground": given["ground"] if given["basis"] == Basis.LIGHT_TOUCH else "",
            "without_full_assessment": {name: given[name] for name in names},
        }


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def light_touch(request: SignedInRequest, pk) -> HttpResponse:
    """Say that no full financial assessment is needed, or wanted, with the conditions of the law and what to tell."""
    assessment = opened(request, pk)

    def saved(of: FinancialAssessment) -> dict:
        return {"basis": of.basis, "ground": of.ground} | {
            name: of.without_full_assessment.get(name) for name in (*LIGHT_TOUCH, *REFUSED)
        }

    form = LightTouchForm(request.POST or None, initial=saved(assessment))

    def save(revision: int) -> FinancialAssessment:
        return actions.write(assessment, by=request.user, at=clock.now(), revision=revision, **form.values())

    def try_it() -> dict:
        for name, value in form.values().items():
            setattr(assessment, name, value)
        return {"answer": answer(assessment)}

    return ask(
        request, assessment, form, "finances/light_touch.jinja", save=save, saved=saved(assessment), current=saved,
        then=f"/money/{assessment.pk}/", said=gettext("Saved."), try_it=try_it
    )  # fmt: skip
