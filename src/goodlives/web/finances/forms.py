"""The questions of a financial assessment. Staff fill them in with the person, so they say "they"."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import cast

from django.forms import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.decisions.models import Telling
from goodlives.casework.finances.models import Capital, Every, FinancialAssessment, Household, Income
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
DISREGARDS = list(Capital._meta.get_field("disregard").choices or ())


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

    def __init__(self, *args, has_earlier: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_earlier:
            del self.fields["like"]


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


SHARES = [
    ("1", _("All of it")),
    ("1/2", _("Half")),
    ("1/3", _("A third")),
    ("2/3", _("Two thirds")),
    ("1/4", _("A quarter")),
    ("3/4", _("Three quarters")),
    ("other", _("Another share")),
]


class CapitalForm(Form):
    kind = Choice(
        _("What is it?"),
        Capital.Kind.choices,
        missing=_("Say what it is"),
        hints={
            Capital.Kind.MAIN_HOME: _("It does not count while they live there."),
            Capital.Kind.NOTIONAL: _(
                "Only where the council finds that paying less for care was an important reason for giving it away."
            ),
        },
    )
    words = Text(_("Which one?"), hint=_("For example: Post Office savings account"), max_length=200)
    amount = Money(
        _("What is all of it worth?"),
        hint=_(
            "In pounds, the whole of it, even if it is shared. For land, what it would sell for, less any debt on it. "
            "Leave it empty if it is not yet known."
        ),
    )
    share = Select(_("How much of it is theirs?"), SHARES, missing=_("Say how much of it is theirs"))
    share_other = Text(_("If another share, which?"), hint=_("As a fraction, like 2/5"), classes="govuk-input--width-5")
    disregard = Select(
        _("Is there a reason in law not to count it?"),
        DISREGARDS,
        empty=_("No, it counts as usual"),
        required=False,
    )
    evidence = Text(
        _("What have you seen, and why do you say so?"),
        hint=_("For example: statement of 1 May 2023. Where it is not counted, the reason."),
        max_length=200,
    )

    def clean_share_other(self) -> str:
        """A fraction such as 2/5, never more than the whole."""
        written = (self.cleaned_data.get("share_other") or "").replace(" ", "")
        if self.cleaned_data.get("share") != "other":
            return ""
        try:
            share = Fraction(written) if "/" in written else None
        except (ValueError, ZeroDivisionError):
            share = None
        if share is None or not 0 < share < 1 or share.denominator > 9999:
            raise ValidationError(gettext("The share must be a fraction of one, like 2/5"))
        return f"{share.numerator}/{share.denominator}"

    def clean(self):
        given = super().clean() or {}
        if given.get("disregard") and not given.get("evidence") and "evidence" in given:
            self.add_error("evidence", gettext("Say why it is not counted"))
        return given

    @staticmethod
    def saved(item: Capital) -> dict:
        """What the form shows of a saved item."""
        usual = item.share in dict(SHARES)
        return {name: getattr(item, name) for name in ("kind", "words", "amount", "disregard", "evidence")} | {
            "share": item.share if usual else "other",
            "share_other": "" if usual else item.share,
        }

    def item(self, item: Capital) -> Capital:
        """The item as the form says it is. Nothing is saved."""
        given = self.cleaned_data
        for name in ("kind", "words", "amount", "disregard", "evidence"):
            setattr(item, name, given[name])
        item.share = given["share_other"] or given["share"]
        return item


RATES = {
    Income.Kind.ATTENDANCE_ALLOWANCE: (Income.Rate.LOWER, Income.Rate.HIGHER),
    Income.Kind.PIP_DAILY_LIVING: (Income.Rate.STANDARD, Income.Rate.ENHANCED),
    Income.Kind.PIP_MOBILITY: (Income.Rate.STANDARD, Income.Rate.ENHANCED),
    Income.Kind.DLA_CARE: (Income.Rate.LOWER, Income.Rate.MIDDLE, Income.Rate.HIGHER),
    Income.Kind.DLA_MOBILITY: (Income.Rate.LOWER, Income.Rate.HIGHER),
}


class IncomeForm(Form):
    kind = Select(_("What is it?"), Income.Kind.choices, empty=_("Choose one"), missing=_("Choose what it is"))
    words = Text(_("Which one?"), hint=_("For example: pension from the railway"), max_length=200)
    amount = Money(
        _("How much is paid to them?"),
        most=1_000_000_00,
        hint=_(
            "Their own part only, after tax. Leave out any part for rent or children. "
            "Leave it empty if it is not yet known."
        ),
    )
    every = Select(_("How often?"), Every.choices, missing=_("Say how often it is paid"))
    rate = Select(
        _("At which rate?"),
        Income.Rate.choices,
        empty=_("Not yet known, or it has no rates"),
        required=False,
        hint=_("For PIP, DLA and Attendance Allowance. The award letter says it."),
    )
    evidence = Text(_("What have you seen?"), hint=_("For example: award letter of 3 April 2023"), max_length=200)

    def clean(self):
        given = super().clean() or {}
        kind, rate = given.get("kind"), given.get("rate")
        if kind and rate and kind not in RATES:
            given["rate"] = ""
        elif kind and rate and rate not in RATES[kind]:
            labels = gettext(" or ").join(str(Income.Rate(known).label).lower() for known in RATES[kind])
            self.add_error(
                "rate",
                gettext("%(kind)s is paid at the %(rates)s rate") % {"kind": Income.Kind(kind).label, "rates": labels},
            )
        return given

    NAMES = ("kind", "words", "amount", "every", "rate", "evidence")

    @classmethod
    def saved(cls, item: Income) -> dict:
        return {name: getattr(item, name) for name in cls.NAMES}

    def item(self, item: Income) -> Income:
        for name in self.NAMES:
            setattr(item, name, self.cleaned_data[name])
        return item


class AllListedForm(Form):
    """Whether a list is the whole of it: an empty list is not "nothing" until somebody says so."""

    all_listed = Choice(
        _("Is this everything?"),
        [("yes", _("Yes, this is everything")), ("", _("Not yet known"))],
        required=False,
        inline=True,
    )

    def clean_all_listed(self) -> bool | None:
        return True if self.cleaned_data.get("all_listed") == "yes" else None


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
    shown = Select(
        _("Has the person seen it?"), [("yes", _("Yes")), ("no", _("Not yet"))], empty=_("Any"), required=False
    )
