"""The questions of a financial assessment. Staff fill them in with the person, so they say "they"."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.decisions.models import Telling
from goodlives.casework.finances.care_home import Setting
from goodlives.casework.finances.models import Basis, Change, FinancialAssessment, Household
from goodlives.web.design.forms import (
    Choice,
    Date,
    Form,
    LongText,
    Money,
    Select,
    Text,
    WholeNumber,
    YesNo,
    YesNoNotKnown,
)

MOST_A_WEEK = 100_000_00

EXEMPTIONS = list(FinancialAssessment._meta.get_field("exempt").choices or ())


class StartForm(Form):
    starts_on = Date(
        _("From which day is the charge worked out?"),
        missing=_("Enter the day from which the charge is worked out"),
        hint=_("The rates of law for that day are used."),
    )
    like = YesNo(
        _("Start from the last financial assessment?"),
        missing=_("Say whether to start from the last financial assessment"),
        hint=_("Its savings, income and costs are copied. You then change what is different."),
    )

    what_changed = Select(
        _("What has changed?"),
        Change.choices,
        empty=_("Choose one"),
        missing=_("Say what has changed"),
    )
    how_it_changed = Text(
        _("In a few words"), hint=_("For example: Attendance Allowance from 3 April 2023"), max_length=500
    )

    def __init__(self, *args, has_earlier: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_earlier:
            for name in ("like", "what_changed", "how_it_changed"):
                del self.fields[name]


class AboutForm(Form):
    starts_on = Date(
        _("From which day is the charge worked out?"), missing=_("Enter the day from which the charge is worked out")
    )
    household = Choice(
        _("Who lives with them?"),
        [
            (Household.SINGLE, _("They are single")),
            (Household.COUPLE, _("They live with a partner")),
            (Household.LONE_PARENT, _("They are a lone parent")),
        ],
        missing=_("Say who lives with them"),
        why=_(
            "The law sets how much money somebody must be left with each week. It depends on the household. "
            "Only the person's own money counts, never a partner's."
        ),
    )
    partner_pension_age_reached = YesNoNotKnown(_("Has the partner reached State Pension age?"))
    pension_age_reached = YesNoNotKnown(
        _("Have they reached State Pension age?"),
        answers=(("yes", _("Yes")), ("no", _("No")), ("", _("Work it out from their date of birth"))),
        inline=False,
        hint=_("State Pension age is rising from 66 to 67. Where the date of birth does not settle it, we ask."),
    )
    dependent_children = WholeNumber(
        _("How many children live with them that they look after?"),
        most=20,
        missing=_("Enter how many children live with them, 0 if none"),
    )


class CostsForm(Form):
    housing_costs = Money(
        _("What does their home cost them each week?"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("0 if it costs them nothing. Leave it empty if it is not yet known."),
    )
    disability_related_expenditure = Money(
        _("What do they spend each week because of their disability?"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("0 if nothing. Leave it empty if it is not yet known."),
    )
    half_pension_to_spouse = YesNo(
        _("Do they pass half of a pension from work to a husband, wife or civil partner who lives elsewhere?"),
        missing=_("Say whether half of a pension is passed on"),
    )
    savings_credit_qualifying_income = Money(
        _("Only if they come under the savings credit rules: income that counts towards it"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_(
            "Savings credit is a part of Pension Credit for people who reached State Pension age before 6 April 2016. "
            "Leave it empty for everybody else."
        ),
    )


class CostOfCareForm(Form):
    cost_of_care = Money(
        _("What is their care likely to cost each week?"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("Nobody pays more than their care costs. Leave it empty if it is not yet known."),
    )


class FreeCareForm(Form):
    exempt = Choice(
        _("Is their care free by law?"),
        [("", _("No: none of these")), *EXEMPTIONS],
        required=False,
        hints={
            "section_117": _("After a stay in hospital under section 3, 37, 45A, 47 or 48 of that Act."),
            "continuing_healthcare": _("The NHS pays for all of it."),
            "reablement": _("Short help to get back on their feet."),
        },
    )


class DecideForm(Form):
    reasons = LongText(
        _("Why this is the figure"),
        missing=_("Say why this is the figure"),
        hint=_(
            "Write to the person, as “you”. Say what you allowed and what you did not, and why. "
            "The sum is added by itself."
        ),
    )
    participation = LongText(
        _("How the person took part"),
        missing=_("Say how the person took part"),
        hint=_("When and how you talked, who was with them, and what they said."),
        rows=3,
    )


class ShownForm(Form):
    on = Date(_("When did they see or hear the figure?"), missing=_("Enter the day they saw or heard the figure"))
    how = Choice(
        _("How?"),
        [choice for choice in Telling.How.choices if choice[0] != Telling.How.ONLINE],
        missing=_("Say how they were told"),
    )

    def __init__(self, *args, decided_on: date, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        on = cast(Date, self.fields["on"])
        on.earliest, on.latest = decided_on, today


class IndicativeForm(Form):
    reasons = LongText(
        _("Why this is the first idea of the budget"),
        missing=_("Say why this is the first idea of the budget"),
        hint=_("Write to the person, as “you”. The answers and the points are added by themselves."),
        rows=3,
    )


class ListForm(Form):
    q = Text(_("Name or number"))
    state = Select(_("State"), FinancialAssessment.State.choices, empty=_("Any"), required=False)
    setting = Select(
        _("Where the care is"), [*Setting.choices, ("care_home", _("In any care home"))], empty=_("Anywhere"),
        required=False,
    )  # fmt: skip
    basis = Select(_("Kind"), Basis.choices, empty=_("Any"), required=False)
    evidence = Select(_("Evidence"), [("asked", _("Something is asked for"))], empty=_("Any"), required=False)
    rates = Select(_("Rates of"), [], empty=_("Any year"), required=False)
    shown = Select(
        _("Has the person seen it?"), [("yes", _("Yes")), ("no", _("Not yet"))], empty=_("Any"), required=False
    )

    def __init__(self, *args, years: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        rates = cast(Select, self.fields["rates"])
        rates.choices = [("", gettext("Any year")), *((year, year) for year in years)]
