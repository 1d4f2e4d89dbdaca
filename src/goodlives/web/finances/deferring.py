"""The offer of a deferred payment: who gets one, how much is put off, and how long it lasts. Care Act ss34 to 36."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice

from django.forms import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.finances import actions
from goodlives.casework.finances.care_home import Setting
from goodlives.casework.finances.models import Capital, FinancialAssessment
from goodlives.rules import charging
from goodlives.rules.charging.capital import LAND, value
from goodlives.rules.charging.income import income_item
from goodlives.rules.deferred_payments import (
    Deferral,
    DeferredPaymentRequest,
    Home,
    InterestRate,
    Projection,
    RateNotAllowed,
    deferral,
    deferred_payment,
    project,
)
from goodlives.rules.deferred_payments.projection import owed_week_by_week
from goodlives.rules.duty_or_power import DutyOrPower

from .. import clock
from ..design.forms import Form, Money, Text, YesNoNotKnown
from ..permissions import SignedInRequest, open_to
from .forms import MOST_A_WEEK
from .opening import ask, opened

ANSWERS = ("adequate_security", "can_agree", "agrees_to_the_terms", "co_owners_agree")
AMOUNTS = ("existing_charges", "wants_to_keep", "rent_kept", "top_up")
PERCENTS = ("rate", "gilt_rate")
YEARS = 30


class Percent(Text):
    """A percentage typed by a person, in hundredths of one percent; None where left empty."""

    inputmode, suffix = "decimal", "%"

    def __init__(self, label, **options):
        super().__init__(label, max_length=6, classes="govuk-input--width-4", **options)

    def prepare_value(self, written):
        return f"{written / 100:.2f}" if isinstance(written, int) else written

    def clean(self, written):
        written = super().clean(written).replace("%", "").strip()
        if not written:
            return None
        whole, _point, part = written.partition(".")
        if not (whole.isdecimal() and len(whole) <= 2 and (part.isdecimal() or not part) and len(part) <= 2):
            raise ValidationError(gettext("%(label)s must be a percentage, like 4.65") % {"label": self.label})
        return int(whole) * 100 + int(part.ljust(2, "0") or 0)


class DeferredPaymentForm(Form):
    adequate_security = YesNoNotKnown(
        _("Would the council have good security, such as the first charge on the home?"),
        hint=_("A legal charge says that what is owed is paid when the home is sold."),
    )
    co_owners_agree = YesNoNotKnown(
        _("Does anybody else who owns part of the home, or has a claim on it, agree?"),
        hint=_("Yes, where nobody else does."),
    )
    can_agree = YesNoNotKnown(
        _("Are they able to make the agreement, or does somebody with authority make it for them?"),
    )
    agrees_to_the_terms = YesNoNotKnown(
        _("Do they agree to its terms, such as keeping the home insured and in good repair?"),
    )
    existing_charges = Money(
        _("What is already owed on their share of the home, such as a mortgage?"), hint=_("Leave it empty for nothing.")
    )
    wants_to_keep = Money(
        _("How much of their income do they want to keep?"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("Up to £144 a week. Keeping less means that less is owed. Left empty, it is the most allowed."),
    )
    rent_kept = Money(
        _("If the home is let: how much of the rent do they keep on top?"), most=MOST_A_WEEK, suffix=_("a week")
    )
    top_up = Money(
        _("A top-up that is put off as well"),
        most=MOST_A_WEEK,
        suffix=_("a week"),
        hint=_("Only if they chose a dearer home and there is enough in the home to pay for it."),
    )
    rate = Percent(
        _("The council’s rate of interest for this half-year"),
        hint=_("A year. Left empty, it is shown without interest."),
    )
    gilt_rate = Percent(
        _("The gilt rate it rests on"),
        hint=_("From the latest forecast of the Office for Budget Responsibility. The law adds at most 0.15%."),
    )
    reference = Text(_("Where that gilt rate was published"))

    def clean(self):
        given = super().clean() or {}
        rate = given.get("rate")
        if rate is not None and "gilt_rate" in given:
            if given["gilt_rate"] is None:
                self.add_error("gilt_rate", gettext("Enter the gilt rate that the rate of interest rests on"))
            elif not given.get("reference"):
                self.add_error("reference", gettext("Say where the gilt rate was published"))
            else:
                try:
                    half_year(clock.today(), rate, given["gilt_rate"], given["reference"])
                except RateNotAllowed as problem:
                    self.add_error("rate", str(problem))
        return given


def half_year(on: date, rate: int, gilt_rate: int, reference: str) -> InterestRate:
    """The rate of the half-year that this day is in."""
    return InterestRate(date(on.year, 1 if on.month <= 6 else 7, 1), rate, gilt_rate, reference)


@dataclass(frozen=True)
class Year:
    """What is owed at the end of a year of the agreement, and the point of the chart where that is."""

    number: int
    on: date
    owed: int
    x: float
    y: float


@dataclass(frozen=True)
class Offer:
    """All that the page says: who is offered one, how much, how long."""

    home: Capital | None
    conditions: DutyOrPower
    begins_on: date
    money: Deferral | None
    projection: Projection | None
    years: tuple[Year, ...]
    limit_y: float
    unknown: tuple[str, ...]

    @property
    def money_steps(self) -> list[dict]:
        return [step.as_json() for step in self.money.steps] if self.money else []

    @property
    def projection_steps(self) -> list[dict]:
        return [step.as_json() for step in self.projection.steps] if self.projection else []

    @property
    def line(self) -> str:
        """The points of the chart's line, from nothing owed."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in ((0.0, 100.0), *((one.x, one.y) for one in self.years)))


def offer(assessment: FinancialAssessment) -> Offer:
    """What can be offered with what is written down now, from the day the home counts."""
    given = assessment.deferred_payment
    owned = list(assessment.capital.order_by("pk"))
    home = next((one for one in owned if one.kind == Capital.Kind.MAIN_HOME), None) or next(
        (one for one in owned if one.kind in LAND), None
    )
    weeks = assessment.twelve_weeks(assessment.starts_on)
    begins_on = max(assessment.starts_on, weeks.counts_from) if weeks and weeks.counts_from else assessment.starts_on
    now = assessment.circumstances(capital=owned)
    counts = home.in_law(assessment).counts if home else None
    clock_runs = bool(weeks and not weeks.home_counts and weeks.counts_from and home and not home.disregard)
    others = [item for row, item in zip([row for row in owned if not row.was_not_given_away_to_pay_less], now.capital,
                                        strict=True) if row is not home]  # fmt: skip
    known = assessment.capital_is_all_listed and all(item.amount is not None for item in others)
    other_capital = sum(value(item) for item in others if not item.disregard) if known else None
    conditions = deferred_payment(
        DeferredPaymentRequest(
            needs_met_in_care_home=assessment.in_care_home, owns_a_home=home is not None,
            home_is_not_counted=False if clock_runs else None if counts is None else not counts,
            other_capital=other_capital, **{name: given.get(name) for name in ANSWERS},
        ),
        begins_on,
    )  # fmt: skip
    unknown = []
    if home is None or home.amount is None:
        unknown.append(gettext("What the home would sell for"))
    fee, income = _fee(now), _income(now)
    if fee is None:
        unknown.append(gettext("What the care home charges"))
    if income is None:
        unknown.append(gettext("All of their income"))
    if unknown or home is None or home.amount is None or fee is None or income is None:
        return Offer(home, conditions, begins_on, None, None, (), 0, tuple(unknown))
    share = Fraction(home.share)
    money = deferral(
        Home(home.amount, share.numerator, share.denominator, given.get("existing_charges") or 0),
        cost=fee + (given.get("top_up") or 0), income=income, on=begins_on,
        wants_to_keep=given.get("wants_to_keep"), rent_kept=given.get("rent_kept") or 0,
    )  # fmt: skip
    rates = []
    if given.get("rate") is not None and given.get("gilt_rate") is not None:
        rates = [half_year(begins_on, given["rate"], given["gilt_rate"], given.get("reference") or "-")]
    projection = project(money.limit, money.defers, begins_on, rates)
    years, limit_y = _years(projection, begins_on, rates)
    return Offer(home, conditions, begins_on, money, projection, years, limit_y, ())


def _fee(now: charging.Circumstances) -> int | None:
    """What their care costs each week, without what the NHS pays and without a top-up."""
    if now.cost_of_care is None or now.nhs_funded_nursing_care is None or now.council_rate is None:
        return None
    return min(max(now.cost_of_care - now.nhs_funded_nursing_care, 0), now.council_rate)


def _income(now: charging.Circumstances) -> int | None:
    """Weekly income that goes into the sum."""
    if any(item.amount is None for item in now.income):
        return None
    return sum(income_item(item, now)[1] for item in now.income)


def _years(projection: Projection, begins_on: date, rates: list[InterestRate]) -> tuple[tuple[Year, ...], float]:
    """What is owed after each year until the limit, as points in a box of 100 by 100, and where the limit is in it."""
    weeks = islice(owed_week_by_week(projection.each_week, begins_on, rates), YEARS * 52)
    owed = [(day, amount) for day, amount in weeks if amount <= projection.limit]
    at = [*owed[51::52]] or owed[-1:]
    if owed and owed[-1] != at[-1]:
        at.append(owed[-1])
    top, wide = max(projection.limit, 1) * 1.1, max(len(owed), 1)
    places = {day: number for number, (day, _amount) in enumerate(owed, 1)}
    years = tuple(
        Year(number, day, amount, 100 * places[day] / wide, 100 - 100 * amount / top)
        for number, (day, amount) in enumerate(at, 1)
    )
    return years, 100 - 100 * projection.limit / top


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def deferred(request: SignedInRequest, pk) -> HttpResponse:
    """The offer of a deferred payment: conditions, the equity limit, what is put off, and for how long."""
    assessment = opened(request, pk)
    names = (*ANSWERS, *AMOUNTS, *PERCENTS, "reference")

    def saved(of: FinancialAssessment) -> dict:
        return {name: of.deferred_payment.get(name) for name in names}

    form = DeferredPaymentForm(request.POST or None, initial={"co_owners_agree": True} | saved(assessment))

    def save(revision: int) -> FinancialAssessment:
        given = {name: form.cleaned_data[name] for name in names}
        return actions.write(assessment, by=request.user, at=clock.now(), revision=revision, deferred_payment=given)

    def try_it() -> dict:
        assessment.deferred_payment = {name: form.cleaned_data[name] for name in names}
        return {"offer": offer(assessment)}

    return ask(
        request, assessment, form, "finances/deferred.jinja", save=save, saved=saved(assessment), current=saved,
        then=request.path, said=gettext("Saved. The offer is below."), try_it=try_it,
        offer=offer(assessment) if assessment.person.born_on and assessment.setting == Setting.PERMANENT else None,
    )  # fmt: skip
