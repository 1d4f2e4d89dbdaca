"""What money somebody gets, one kind a page, with the official rates filled in."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.rules.charging import Every

from ... import clock
from ...design.environment import pounds
from ...design.forms import Choice, Money
from ...design.questions import Answers
from .asking import NONE, AnyOf, OneOf, PayingForm, YesOrNo, amount, one_amount
from .benefit_rates import PENSIONS, figures_of, rate_on


def gets(kind: str):
    return lambda answers: kind in (answers.get("gets") or [])


class Gets(PayingForm):
    gets = AnyOf(
        _("What money do you get?"),
        [("state_pension", _("State Pension")),
         ("work_pension", _("A pension from work, or a private pension")),
         ("pension_credit", _("Pension Credit")),
         ("attendance_allowance", _("Attendance Allowance")),
         ("pip", _("PIP, Personal Independence Payment")),
         ("dla", _("DLA, Disability Living Allowance")),
         ("universal_credit", _("Universal Credit")),
         ("esa", _("ESA, Employment and Support Allowance")),
         ("carers_allowance", _("Carer’s Allowance")),
         ("war_widows_pension", _("War widow’s or war widower’s pension")),
         ("war_disablement_pension", _("War disablement pension")),
         ("other_income", _("Other money, like rent from a tenant or another benefit"))],
        none=_("None of these"), not_known=_("I do not know if that is all"), heading=True,
        missing=_("Choose what money there is, or “None of these”"),
        hint=_("Choose all that you get. Leave out pay from work, which does not count at all, and help with rent, "
               "council tax or children."),
        why=_("Some kinds of money count in full, some in part, and some not at all. The sum treats each by its own "
              "rule."),
    )  # fmt: skip
    theirs = {
        "gets": (_("What money do they get?"),
                 _("Choose all that they get. Leave out what their partner gets, pay from work, which does not count "
                   "at all, and help with rent, council tax or children."))
    }  # fmt: skip


class WithRates(PayingForm):
    """A page with official rates: beside each answer, what it is a week today."""

    figures: ClassVar[dict[str, dict[str, str]]] = {}

    def suit(self, so_far: Answers) -> None:
        super().suit(so_far)
        on = clock.today()
        for name, figures in self.figures.items():
            cast(Choice, self.fields[name]).hints = {
                rate: gettext("%(amount)s a week") % {"amount": pounds(rate_on(figure, on))}
                for rate, figure in figures.items()
            }


class OneOfTheRates(WithRates):
    """One of the official rates, or another amount, which is typed."""

    which: ClassVar[str] = ""

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        name = f"{self.which}_amount"
        if answers.get(self.which) == "another" and answers.get(name) is None and name not in self.errors:
            self.add_error(name, gettext("Type how much it is"))
        return answers


class StatePension(OneOfTheRates):
    state_pension = OneOf(
        _("How much State Pension do you get?"),
        [("full_new", _("The full new State Pension")), ("full_basic", _("The full basic State Pension")),
         ("another", _("Another amount"))],
        heading=True, missing=_("Say how much State Pension it is"),
        hint=_("It is on the letter that comes each spring, and on bank statements."),
    )  # fmt: skip
    state_pension_amount = Money(_("How much State Pension?"))
    theirs = {"state_pension": (_("How much State Pension do they get?"),)}
    often = {"state_pension_amount": Every.FOUR_WEEKS}
    opens = {"state_pension": {"another": ("state_pension_amount",)}}
    which, figures = "state_pension", {"state_pension": PENSIONS}


WorkPension = one_amount(
    "work_pension", _("How much do you get from pensions from work, or private ones?"),
    _("How much do they get from pensions from work, or private ones?"), every=Every.MONTH,
    hint=_("After tax. Add them together if there are several."),
)  # fmt: skip


class HalfPension(PayingForm):
    half_pension = YesOrNo(
        _("Does half of your pension from work go to your husband, wife or civil partner at home?"), heading=True,
        missing=_("Say if half of the pension goes to a husband, wife or civil partner"),
        why=_("If at least half of it goes to them, the law leaves half of it out. You can start doing this."),
    )  # fmt: skip
    theirs = {
        "half_pension": (_("Does half of their pension from work go to their husband, wife or civil partner at home?"),)
    }


class PensionCredit(PayingForm):
    guarantee_credit = Money(_("The guarantee part"), hint=_("Type 0 if there is none."))
    savings_credit = Money(
        _("The savings part"), hint=_("Type 0 if there is none."),
        why=_("The two parts are on the letter about Pension Credit. Part of the savings part does not count."),
    )  # fmt: skip
    amounts = ("guarantee_credit", "savings_credit")
    often = {"guarantee_credit": Every.WEEK, "savings_credit": Every.WEEK}


class ReachedBefore2016(PayingForm):
    before_2016 = YesOrNo(
        _("Did you reach State Pension age before 6 April 2016?"), heading=True,
        missing=_("Say if State Pension age was reached before 6 April 2016"),
        hint=_("This is so for men born before 6 April 1951, and for women born before 6 April 1953."),
        why=_("For people of that age the law leaves out a few pounds more."),
    )  # fmt: skip
    theirs = {"before_2016": (_("Did they reach State Pension age before 6 April 2016?"),)}


class SavingsCreditIncome(PayingForm):
    qualifying_income = amount(
        _("How much of your income counts for savings credit, in a week?"),
        hint=_("This is “qualifying income”. It is on letters about Pension Credit. Most people do not know it: then "
               "tick “I do not know”. It changes the sum by a few pounds at most."),
    )  # fmt: skip
    theirs = {"qualifying_income": (_("How much of their income counts for savings credit, in a week?"),)}
    amounts = ("qualifying_income",)


class AttendanceAllowance(WithRates):
    attendance_allowance = OneOf(
        _("Which Attendance Allowance do you get?"), [("lower", _("The lower rate")), ("higher", _("The higher rate"))],
        heading=True, missing=_("Say which rate of Attendance Allowance it is"),
    )  # fmt: skip
    theirs = {"attendance_allowance": (_("Which Attendance Allowance do they get?"),)}
    figures = {"attendance_allowance": figures_of("attendance_allowance")}


class PIP(WithRates):
    pip_daily_living = OneOf(
        _("The daily living part"), [(NONE, _("None")), ("standard", _("Standard")), ("enhanced", _("Enhanced"))],
        missing=_("Say which rate of the daily living part it is"),
    )  # fmt: skip
    pip_mobility = OneOf(
        _("The mobility part"), [(NONE, _("None")), ("standard", _("Standard")), ("enhanced", _("Enhanced"))],
        missing=_("Say which rate of the mobility part it is"),
        why=_("The mobility part is for getting about. It never counts, but it can mean that you must be left with "
              "more."),
    )  # fmt: skip
    figures = {"pip_daily_living": figures_of("pip_daily_living"), "pip_mobility": figures_of("pip_mobility")}


class DLA(WithRates):
    dla_care = OneOf(
        _("The care part"),
        [(NONE, _("None")), ("lowest", _("Lowest")), ("middle", _("Middle")), ("highest", _("Highest"))],
        missing=_("Say which rate of the care part it is"),
    )  # fmt: skip
    dla_mobility = OneOf(
        _("The mobility part"), [(NONE, _("None")), ("lower", _("Lower")), ("higher", _("Higher"))],
        missing=_("Say which rate of the mobility part it is"),
        why=_("The mobility part is for getting about. It never counts, but it can mean that you must be left with "
              "more."),
    )  # fmt: skip
    figures = {"dla_care": figures_of("dla_care"), "dla_mobility": figures_of("dla_mobility")}


UniversalCredit = one_amount(
    "universal_credit", _("How much Universal Credit do you get?"), _("How much Universal Credit do they get?"),
    every=Every.MONTH,
    hint=_("Leave out what is for rent and for children: your online account shows each part. For a couple, type your "
           "own half."),
)  # fmt: skip
ESA = one_amount(
    "esa", _("How much ESA do you get?"), _("How much ESA do they get?"), every=Every.FORTNIGHT,
    hint=_("Employment and Support Allowance."),
)  # fmt: skip


class CarersAllowance(OneOfTheRates):
    carers_allowance = OneOf(
        _("How much Carer’s Allowance do you get?"),
        [("full", _("The full amount")),
         ("entitled", _("Nothing, but a letter says that you are entitled to it")),
         ("another", _("Another amount"))],
        heading=True, missing=_("Say how much Carer’s Allowance it is"),
        why=_("Whoever is entitled to it must be left with more, even if another benefit means that it is not paid."),
    )  # fmt: skip
    carers_allowance_amount = Money(_("How much Carer’s Allowance?"))
    theirs = {"carers_allowance": (_("How much Carer’s Allowance do they get?"),)}
    their_choices = {"carers_allowance": {"entitled": _("Nothing, but a letter says that they are entitled to it")}}
    often = {"carers_allowance_amount": Every.WEEK}
    opens = {"carers_allowance": {"another": ("carers_allowance_amount",)}}
    which, figures = "carers_allowance", {"carers_allowance": {"full": "carers_allowance"}}


WarWidowsPension = one_amount(
    "war_widows_pension", _("How much war widow’s or widower’s pension do you get?"),
    _("How much war widow’s or widower’s pension do they get?"), every=Every.WEEK,
)  # fmt: skip
WarDisablementPension = one_amount(
    "war_disablement_pension", _("How much war disablement pension do you get?"),
    _("How much war disablement pension do they get?"), every=Every.WEEK,
    hint=_("It does not count. Leave out any constant attendance allowance: that does, so add it to “Other money”."),
)  # fmt: skip
OtherIncome = one_amount(
    "other_income", _("How much other money do you get?"), _("How much other money do they get?"), every=Every.WEEK,
    hint=_("Leave out pay from work, interest on savings, gifts, and help with rent, council tax or children."),
)  # fmt: skip
