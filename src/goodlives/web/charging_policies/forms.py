"""Writing down a version of the policy, and trying one."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.charging_policies.models import CHOICES, ChargingPolicy
from goodlives.rules.charging import Policy, against_the_law
from goodlives.rules.parameters import ChargingRates, parameter

from .. import clock
from ..design.environment import day, pounds
from ..design.forms import Date, Form, LongText, Money, Percent, Select, Text, YesNo

NOTHING_CHOSEN = Policy()


class PolicyForm(Form):
    """What a council may choose. What is left empty is the law's own."""

    mig_uplift_flat = Money(
        _("Added to the money people must be left with"), suffix=_("a week"),
        hint=_("On top of the minimum income guarantee. Leave empty to add nothing."), most=1_000_00,
    )  # fmt: skip
    mig_uplift_percent = Percent(
        _("Added to it as a percentage"), hint=_("Of the amount in the law. Leave empty to add nothing.")
    )
    percent_of_disposable_income = Percent(
        _("How much of what is left is asked for"), hint=_("At most 100%. Leave empty to ask for all of it.")
    )
    disability_related_expenditure_flat_rate = Money(
        _("Taken off for costs of a disability, without receipts"), suffix=_("a week"), most=1_000_00,
        hint=_("Somebody who spends more can still have all of it taken off. Leave empty to look at each person’s own "
               "costs."),
    )  # fmt: skip
    maximum_charge = Money(
        _("The most anybody at home pays"), suffix=_("a week"), most=10_000_00, hint=_("Leave empty for no most.")
    )
    upper_capital_limit = Money(
        _("Savings above which people at home pay the whole cost"), most=10_000_000_00,
        hint=_("Never lower than the law’s own limit. Leave empty to use that."),
    )  # fmt: skip
    arrangement_fee = Money(
        _("For arranging care for somebody who pays for all of it"), suffix=_("a week"), most=1_000_00,
        hint=_("Never more than it costs us, and never for a care home."),
    )  # fmt: skip
    ignore_night_element = YesNo(
        _("Leave out the part of disability benefits that is for help at night?"), required=False
    )
    short_term_as_home = YesNo(_("Charge for a short stay in a care home as if at home?"), required=False)

    def policy(self) -> Policy:
        """What was typed, as the rules know it."""
        typed = {name: self.cleaned_data.get(name) for name in CHOICES}
        return Policy(
            **{name: getattr(NOTHING_CHOSEN, name) if value is None else value for name, value in typed.items()}
        )

    def refuse_what_the_law_forbids(self, on: date) -> None:
        """An error at each choice that breaks a floor or a ceiling of the law, with the law."""
        for broken in against_the_law(self.policy(), on):
            self.add_error(broken.field, f"{broken.words} ({broken.law})")


def as_typed(policy: Policy) -> dict[str, str]:
    """A policy as it would be typed into the form."""
    return {
        name: "" if value is None else PolicyForm.base_fields[name].prepare_value(value)
        for name in CHOICES
        for value in (getattr(policy, name),)
    }


def as_address(policy: Policy) -> str:
    """A policy as the part of an address by which it can be tried."""
    return urlencode(as_typed(policy))


class VersionForm(PolicyForm):
    """A version to be kept: what, from when, who decided, why, and where that is written."""

    corrects = Select(_("Is this a new version, or does it correct one?"), [], required=False)
    starts_on = Date(
        _("From which day is it used?"), missing=_("Enter the day from which it is used"),
        earliest=lambda: first_day(),
        hint=_("Charges that are decided already stay as they are until each person’s next financial assessment."),
    )  # fmt: skip
    owner = Text(
        _("Who answers for it?"), missing=_("Enter who answers for it"), hint=_("A role, or an officer by name.")
    )
    reason = LongText(
        _("Why was it chosen?"), missing=_("Enter why it was chosen"),
        hint=_("Anybody can read this. If it corrects a version, say what was wrong."),
    )  # fmt: skip
    agreed_by = Text(
        _("Who decided?"), missing=_("Enter who decided"), hint=_("For example the Cabinet, or an officer by name.")
    )
    agreed_on = Date(_("When did they decide?"), missing=_("Enter the day they decided"), latest=lambda: clock.today())
    minute = Text(
        _("Where is that written?"), missing=_("Enter where the decision is written"),
        hint=_("The number of the minute or of the decision."),
    )  # fmt: skip
    link = Text(_("Link to it, if there is one"), max_length=500)

    def __init__(self, *args, standing: list[ChargingPolicy], **options):
        super().__init__(*args, **options)
        self.standing = {str(version.pk): version for version in standing}
        self.fields["corrects"].choices = [  # type: ignore[attr-defined]
            ("", gettext("A new version")),
            *((pk, _correction_of(version)) for pk, version in self.standing.items()),
        ]

    def clean_link(self) -> str:
        link = self.cleaned_data["link"].strip()
        if link:
            try:
                forms.URLField(assume_scheme="https").clean(link)
            except forms.ValidationError:
                raise forms.ValidationError(
                    gettext("Enter a link that starts with https://, or leave this empty")
                ) from None
            if not link.startswith(("https://", "http://")):
                raise forms.ValidationError(gettext("Enter a link that starts with https://, or leave this empty"))
        return link

    def clean(self) -> dict[str, Any]:
        if "starts_on" in self.cleaned_data:
            self.refuse_what_the_law_forbids(self.cleaned_data["starts_on"])
        return self.cleaned_data

    def corrected(self) -> ChargingPolicy | None:
        return self.standing.get(self.cleaned_data["corrects"])


def _correction_of(version: ChargingPolicy) -> str:
    return gettext("It corrects the version from %(day)s") % {"day": day(version.starts_on)}


def first_day() -> date:
    """The first day for which every figure of law is known, so that a policy can be checked against it."""
    return max(parameter(name).values[0].since for name in ChargingRates._fields)


# Figures that go up together.
TOGETHER = {
    "all_of_the_minimum_income_guarantee": tuple(
        name for name in ChargingRates._fields if name.startswith("mig_") or "_premium" in name
    ),
}
FIGURES_AT_ONCE = 3


class WhatIfForm(PolicyForm):
    """A policy to try, and figures of law to try it with. An address holds all of it, so it can be sent to somebody."""

    def __init__(self, *args, rates: ChargingRates, on: date, **options):
        super().__init__(*args, **options)
        self.rates_now, self.on = rates, on
        figures = [
            ("all_of_the_minimum_income_guarantee", gettext("Every amount of the minimum income guarantee")),
            *((name, parameter(name).title) for name in ChargingRates._fields),
        ]
        for number in range(1, FIGURES_AT_ONCE + 1):
            self.fields[f"figure_{number}"] = Select(
                gettext("A figure of law"), figures, empty=gettext("None"), required=False
            )
            self.fields[f"becomes_{number}"] = Text(
                gettext("What it becomes"), max_length=20, classes="govuk-input--width-10",
                hint=gettext("A new amount, like 120.40, or a change, like +3%"),
            )  # fmt: skip

    def figures(self):
        """The pairs of fields, as the page draws them."""
        return [(self[f"figure_{n}"], self[f"becomes_{n}"]) for n in range(1, FIGURES_AT_ONCE + 1)]

    def clean(self) -> dict[str, Any]:
        self.refuse_what_the_law_forbids(self.on)
        changed: dict[str, int] = {}
        self.changed_figures: list[tuple[str, str, str]] = []
        for number in range(1, FIGURES_AT_ONCE + 1):
            figure = self.cleaned_data.get(f"figure_{number}")
            written = (self.cleaned_data.get(f"becomes_{number}") or "").strip()
            if figure and not written:
                self.add_error(f"becomes_{number}", gettext("Enter what the figure becomes"))
            elif written and not figure:
                self.add_error(f"figure_{number}", gettext("Choose which figure of law changes"))
            elif figure:
                together = TOGETHER.get(figure, (figure,))
                try:
                    new = {name: _becomes(written, getattr(self.rates_now, name)) for name in together}
                except ValueError as wrong:
                    self.add_error(f"becomes_{number}", str(wrong))
                    continue
                changed |= new
                words = dict(self.fields[f"figure_{number}"].choices)[figure]  # type: ignore[attr-defined]
                alone = len(together) == 1
                was = pounds(getattr(self.rates_now, figure)) if alone else gettext("as in the law")
                self.changed_figures.append((words, was, pounds(new[figure]) if alone else written))
        rates = self.rates_now._replace(**changed)
        if rates.upper_capital_limit < rates.lower_capital_limit:
            self.add_error(None, gettext("The upper capital limit must not be below the lower one"))
        self.cleaned_data["rates"] = rates
        return self.cleaned_data


def _becomes(written: str, now: int) -> int:
    """A new amount in pence: as it stands, or so much percent more or less than now, to the nearest penny."""
    bare = written.replace("£", "").replace(",", "").replace(" ", "").replace("−", "-")
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,2})?%", bare):
        new = Decimal(now) * (1 + Decimal(bare.rstrip("%")) / 100)
    elif re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,2})?", bare):
        new = Decimal(bare) * 100
    else:
        raise ValueError(gettext("Enter a new amount, like 120.40, or a change, like +3% or -2%"))
    pence = int(new.to_integral_value(ROUND_HALF_UP))
    if pence < 1:
        raise ValueError(gettext("A figure of law must be more than nothing"))
    return pence
