"""What somebody might pay for care at home: the real sum, on what they tell us, with every step. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.rules.charging import (
    CapitalItem,
    CapitalKind,
    Charge,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Rate,
    Setting,
    charge,
)
from goodlives.rules.charging.not_yet_known import in_words, not_yet_known
from goodlives.rules.money import Pence
from goodlives.rules.parameters import parameter

from .. import clock
from ..design.forms import Choice, Choices, Form, Money, WholeNumber, YesNoNotKnown
from ..permissions import open_to
from .figures import Figures

# The kinds of income asked about, in the words people use for them.
INCOME = {
    IncomeKind.STATE_PENSION: _("State Pension"),
    IncomeKind.PENSION_CREDIT_GUARANTEE: _("Pension Credit"),
    IncomeKind.OCCUPATIONAL_PENSION: _("A pension from work, or a private one"),
    IncomeKind.UNIVERSAL_CREDIT: _("Universal Credit"),
    IncomeKind.EMPLOYMENT_AND_SUPPORT_ALLOWANCE: _("Employment and Support Allowance"),
    IncomeKind.CARERS_ALLOWANCE: _("Carer’s Allowance"),
    IncomeKind.EARNINGS: _("Pay from work"),
    IncomeKind.OTHER_COUNTED: _("Something else"),
}

# Disability benefits: the kind, the rate, and the parameter that says how much it is.
BENEFITS = {
    "aa_lower": (IncomeKind.ATTENDANCE_ALLOWANCE, Rate.LOWER, "disability_benefit_middle"),
    "aa_higher": (IncomeKind.ATTENDANCE_ALLOWANCE, Rate.HIGHER, "disability_benefit_higher"),
    "pip_standard": (IncomeKind.PIP_DAILY_LIVING, Rate.STANDARD, "disability_benefit_middle"),
    "pip_enhanced": (IncomeKind.PIP_DAILY_LIVING, Rate.ENHANCED, "disability_benefit_higher"),
    "dla_lower": (IncomeKind.DLA_CARE, Rate.LOWER, "disability_benefit_lowest"),
    "dla_middle": (IncomeKind.DLA_CARE, Rate.MIDDLE, "disability_benefit_middle"),
    "dla_higher": (IncomeKind.DLA_CARE, Rate.HIGHER, "disability_benefit_higher"),
}
NAMES = {
    "aa_lower": _("Attendance Allowance, lower rate"),
    "aa_higher": _("Attendance Allowance, higher rate"),
    "pip_standard": _("Personal Independence Payment, daily living, standard rate"),
    "pip_enhanced": _("Personal Independence Payment, daily living, enhanced rate"),
    "dla_lower": _("Disability Living Allowance, care, lowest rate"),
    "dla_middle": _("Disability Living Allowance, care, middle rate"),
    "dla_higher": _("Disability Living Allowance, care, highest rate"),
}


class MoneyAndCare(Form):
    """An amount left empty is not yet known; nothing is typed as 0."""

    age = WholeNumber(_("How old are you?"), least=18, most=120, missing=_("Enter your age"))
    household = Choice(
        _("Who do you live with?"),
        [("single", _("On my own, or with others who are not my partner")),
         ("couple", _("With my husband, wife or partner"))],
        missing=_("Say who you live with"),
        why=_("The law sets how much you must be left with. It is another amount for one of a couple. We look only at "
              "your own money, never at your partner’s."),
    )  # fmt: skip
    partner_pension_age = YesNoNotKnown(_("Has your partner reached State Pension age?"))
    children = WholeNumber(_("Children under 18 whom you look after, if any"), most=20)
    savings = Money(
        _("Your savings"),
        hint=_("Yours, and half of what you share. Leave out the home you live in. Enter 0 if you have none. Leave "
               "this empty if you are not sure."),
    )  # fmt: skip
    income = Choices(
        _("What money do you get?"), list(INCOME.items()),
        hint=_("Leave out what your partner gets. For each, say how much you get in a week, or leave that empty if you "
               "are not sure."),
    )  # fmt: skip
    disability_benefit = Choice(
        _("Do you get a disability benefit?"),
        [("none", _("No")), *NAMES.items(), ("not_sure", _("Yes, but I am not sure which or how much"))],
        missing=_("Say whether you get a disability benefit"),
        hint=_("Leave out any part that is for getting about: it does not count."),
    )  # fmt: skip
    housing_costs = Money(
        _("Rent or mortgage, and council tax, in a week"),
        hint=_("What you pay yourself, after any help with it. Enter 0 if nothing. Leave this empty if you are not "
               "sure."),
    )  # fmt: skip
    disability_costs = Money(
        _("What you spend in a week because of your disability"),
        hint=_("For example extra washing, heating, special food, taxis, an alarm, or a cleaner. Enter 0 if nothing. "
               "Leave this empty if you are not sure."),
    )  # fmt: skip
    cost_of_care = Money(
        _("What would your care cost in a week?"),
        hint=_("The hours you need, times what an hour costs near you. Leave this empty if you are not sure."),
    )

    def __init__(self, *args, on: date, **options):
        super().__init__(*args, **options)
        for kind, words in INCOME.items():
            label = gettext("%(what)s: how much in a week?") % {"what": words}
            self.fields[f"amount_{kind}"] = Money(label)
        self.fields[f"amount_{IncomeKind.UNIVERSAL_CREDIT}"].help_text = gettext(
            "A month’s payment times 12, shared by 52. Leave out what is for rent and for children."
        )
        amounts = Figures(on)
        cast(Choice, self.fields["disability_benefit"]).hints = {
            name: gettext("%(amount)s a week") % {"amount": amounts[figure]}
            for name, (_kind, _rate, figure) in BENEFITS.items()
        }

    def clean_income(self) -> list[str]:
        """An amount without a tick is a tick: without JavaScript every amount can be seen and filled in."""
        typed = [kind for kind in INCOME if (self.data.get(f"amount_{kind}") or "").strip()]
        return [kind for kind in INCOME if kind in self.cleaned_data["income"] or kind in typed]


@dataclass(frozen=True)
class Estimate:
    """The sum, or where it must lie between. `sums` has one for each thing that may be so."""

    circumstances: list[Circumstances]
    sums: list[Charge]
    also_unknown: list[str]

    @property
    def known(self) -> Pence | None:
        """What they would pay, where every sum says the same."""
        amounts = {one.charge for one in self.sums}
        return amounts.pop() if len(amounts) == 1 else None

    @property
    def least(self) -> Pence:
        return min(one.range[0] if one.range else one.charge or 0 for one in self.sums)

    @property
    def most(self) -> Pence | None:
        """None where it is the whole cost, and the cost is not yet known."""
        ends = [one.range[1] if one.range else one.charge for one in self.sums]
        return None if None in ends else max(end for end in ends if end is not None)

    @property
    def first(self) -> dict[str, Any]:
        return self.sums[0].as_json()

    @property
    def missing(self) -> list[str]:
        """The facts that would make it one figure, in words."""
        unknown = {fact: None for one in self.circumstances for fact in _unknown_in_words(one)}
        return [*self.also_unknown, *unknown]


def circumstances(told: dict[str, Any], on: date) -> list[Circumstances]:
    """What they told us, as the rule wants it: more than one, where a benefit may be any of several."""
    couple = told["household"] == "couple"
    children = told["children"] or 0
    benefits = _may_be(told["disability_benefit"], told["age"])
    return [
        Circumstances(
            on=on, setting=Setting.HOME, age=told["age"],
            household=Household.COUPLE if couple else Household.LONE_PARENT if children else Household.SINGLE,
            partner_pension_age_reached=told["partner_pension_age"] if couple else False,
            dependent_children=children, cost_of_care=told["cost_of_care"],
            capital=(CapitalItem(CapitalKind.SAVINGS, told["savings"], Fraction(1)),),
            income=tuple(IncomeItem(IncomeKind(kind), told[f"amount_{kind}"]) for kind in told["income"])
            + _benefit(benefit, on),
            housing_costs=told["housing_costs"], disability_related_expenditure=told["disability_costs"],
        )
        for benefit in benefits
    ]  # fmt: skip


def _may_be(benefit: str, age: int) -> list[str]:
    """Which benefit it may be when they are not sure. Attendance Allowance begins at pension age."""
    if benefit != "not_sure":
        return [benefit]
    return list(BENEFITS) if age >= 65 else [name for name in BENEFITS if not name.startswith("aa_")]


def _benefit(name: str, on: date) -> tuple[IncomeItem, ...]:
    if name not in BENEFITS:
        return ()
    kind, rate, figure = BENEFITS[name]
    return (IncomeItem(kind, parameter(figure).on(on), rate=rate),)


def estimate(told: dict[str, Any], on: date) -> Estimate:
    also = [gettext("Which disability benefit you get")] if told["disability_benefit"] == "not_sure" else []
    possible = circumstances(told, on)
    return Estimate(possible, [charge(each) for each in possible], also)


def _unknown_in_words(one: Circumstances) -> list[str]:
    return [in_words(one, name).capitalize() for name in not_yet_known(one)]


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def what_you_might_pay(request: HttpRequest) -> HttpResponse:
    """One page: questions, then the sum. Posted, so that nobody's money stands in an address or a log."""
    on = clock.today()
    told = request.POST if request.method == "POST" else request.GET if "age" in request.GET else None
    form = MoneyAndCare(told, on=on)
    answer = estimate(form.cleaned_data, on) if form.is_valid() else None
    return render(
        request, "advice/what_you_might_pay.jinja",
        {"form": form, "answer": answer, "figures": Figures(on), "income": INCOME},
    )  # fmt: skip
