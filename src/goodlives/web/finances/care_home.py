"""Where the care is. In a care home the kind of stay decides which rules there are, and clocks begin to run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.finances.care_home import Nursing, Setting
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.rules.charging.twelve_weeks import TwelveWeeks
from goodlives.rules.charging.type_of_stay import ImpossibleStay, TypeOfStay

from ..design.forms import Choice, Date, Form, Money, YesNoNotKnown
from .forms import MOST_A_WEEK


class CareHomeForm(Form):
    setting = Choice(
        _("Where is the care?"),
        Setting.choices,
        missing=_("Say where the care is"),
        hints={
            Setting.PERMANENT: _("They do not mean to go home, or it was decided that they stay."),
            Setting.TEMPORARY: _("They mean to go home within 52 weeks."),
            Setting.SHORT_TERM: _("They mean to go home within 8 weeks."),
        },
    )
    moved_in_on = Date(_("When did they move in?"))
    means_to_go_home = YesNoNotKnown(_("Do they mean to go home?"))
    expected_to_leave_on = Date(_("When do they expect to go home?"))
    exceptional_stay = YesNoNotKnown(
        _("Is there a special reason for a stay a little longer than 52 weeks?"),
        hint=_("Only for a stay that is longer than 52 weeks and is still meant to end."),
    )
    permanent_from = Date(
        _("From which day do they stay for good?"),
        hint=_("Only for a stay for good. For a stay that became one, the day it did: never earlier."),
    )
    earlier_stay_from = Date(
        _("An earlier stay for good began on"), hint=_("Only if they lived in a care home for good before, and left.")
    )
    earlier_stay_to = Date(_("It ended on"))
    other_disregard_ended_on = Date(
        _("Another reason not to count their home ended on"),
        hint=_("For example the day a relative who lived there died. It then does not count for 12 weeks more."),
    )
    cost_of_care = Money(
        _("What does the home charge in all?"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("The whole fee, with any nursing. Leave it empty if it is not yet known."),
    )
    council_rate = Money(
        _("What does the council pay for a home that suits their needs?"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("Their personal budget for the home. A dearer home is paid for by a top-up."),
    )
    nursing = Choice(
        _("Does the NHS pay the home for nursing?"),
        [*Nursing.choices, ("", _("Not yet known"))],
        required=False,
        why=_("NHS-funded nursing care goes to the home. It comes off the fee first: it is not the person’s income."),
    )

    def clean(self):
        given = super().clean() or {}
        setting = given.get("setting")
        if setting == Setting.PERMANENT and not given.get("permanent_from") and "permanent_from" in given:
            self.add_error("permanent_from", gettext("Enter the day from which they stay for good"))
        for first, last, words in (
            ("moved_in_on", "expected_to_leave_on", gettext("They cannot go home before they moved in")),
            ("earlier_stay_from", "earlier_stay_to", gettext("The earlier stay cannot end before it began")),
            ("earlier_stay_to", "permanent_from", gettext("The earlier stay must end before this one is for good")),
        ):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last if last != "permanent_from" else first, words)
        for one, other in (("earlier_stay_from", "earlier_stay_to"), ("earlier_stay_to", "earlier_stay_from")):
            if given.get(one) and other in given and not given[other]:
                self.add_error(other, gettext("Enter both days of the earlier stay"))
        if given.get("earlier_stay_to") and not given.get("permanent_from") and "permanent_from" in given:
            self.add_error("earlier_stay_to", gettext("An earlier stay matters only when this one is for good"))
        return given


@dataclass(frozen=True)
class Clock:
    """What the rules say of the stay, and where the 12 weeks stand on the day of the charge."""

    stay: TypeOfStay | None
    agrees: bool
    weeks: TwelveWeeks | None
    began_on: date | None
    nursing: int | None
    impossible: str = ""


def clock_of(assessment: FinancialAssessment) -> Clock | None:
    """None for somebody at home."""
    if not assessment.in_care_home:
        return None
    on = assessment.starts_on
    nursing = assessment.nhs_funded_nursing_care(on)
    try:
        stay = assessment.type_of_stay(on)
        weeks = assessment.twelve_weeks(on)
    except ImpossibleStay as problem:
        return Clock(None, True, None, None, nursing, str(problem))
    agrees = stay is None or stay.setting is None or stay.setting.value == assessment.setting
    return Clock(stay, agrees, weeks, assessment.permanent_from, nursing)
