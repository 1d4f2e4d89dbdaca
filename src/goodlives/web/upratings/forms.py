"""What a finance officer is asked when the yearly change of rates is prepared."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.upratings.models import Uprating, Why
from goodlives.rules.uprating import By, Usual

from ..design.forms import Form, LongText, Percent, Select, Text

WORDS = {
    By.STATE_PENSION: _("State Pension that is not at the full rate"),
    By.PENSION_CREDIT: _("Pension Credit, guarantee part"),
    By.UNIVERSAL_CREDIT: _("Universal Credit"),
    By.BENEFITS: _("Other benefits that are not at an official rate"),
    By.PENSIONS: _("Pensions from work, or their own"),
    By.OTHER_INCOME: _("Other income that counts"),
    By.HOUSING_COSTS: _("What people pay for their home"),
    By.COST_OF_CARE: _("What care costs"),
}
EFFECTS = [("more", _("Pay more")), ("same", _("Pay the same")), ("less", _("Pay less")), ("look", _("Look at first"))]


class PercentagesForm(Form):
    """For each kind of money: by how much it goes up, and why where that is not the usual."""

    def __init__(self, *args, usual: tuple[Usual, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.usual = usual
        for one in usual:
            label = WORDS[one.by]
            self.fields[one.by.value] = Percent(
                label, most=99_99, missing=_("Enter a percentage, or 0"),
                hint=gettext("Usually %(percent)s. %(reference)s (%(status)s).")
                % {"percent": f"{one.hundredths / 100:g}%", "reference": one.reference, "status": STATUSES[one.status]},
            )  # fmt: skip
            self.fields[f"{one.by.value}_reason"] = Text(_("Why, if it is not the usual"), max_length=500)

    def typed(self) -> dict[By, tuple[int, str]]:
        return {by: (self.cleaned_data[by.value], self.cleaned_data[f"{by.value}_reason"]) for by in By}


STATUSES = {
    "confirmed": _("seen in an official source"),
    "derived": _("worked out from official rates"),
    "from memory": _("not checked against an official source"),
}


def as_typed(uprating: Uprating) -> dict:
    """The percentages as the form holds them."""
    said = uprating.percentages
    return {by.value: said[by.value]["hundredths"] for by in By} | {
        f"{by.value}_reason": said[by.value]["reason"] for by in By
    }


class HoldBackForm(Form):
    reason = LongText(
        _("Why is this person left out?"), missing=_("Say why this person is left out"), rows=3, max_length=1000,
        hint=_("Their charge stays as it is until somebody looks at it."),
    )  # fmt: skip


class PeopleForm(Form):
    q = Text(_("Name or number"))
    effect = Select(_("What happens"), EFFECTS, empty=_("Everything"), required=False)
    why = Select(_("Not changed because"), Why.choices, empty=_("Any"), required=False)
