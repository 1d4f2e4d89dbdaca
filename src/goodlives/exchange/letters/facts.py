"""The facts a decision rested on, in words: they are kept as the commands read them, which nobody should need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.finances.models import Capital, Every, Household, Income
from goodlives.rules.carers_eligibility import CarerOutcome
from goodlives.rules.charging.circumstances import Policy
from goodlives.rules.eligibility import Outcome
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded

from ..translated import translated
from .letter import Fact

# What each fact is called in a letter. One that is not here is called by its own name.
LABELS = {
    "on": lazy("It counts from"),
    "setting": lazy("Where you live"),
    "age": lazy("Your age"),
    "pension_age_reached": lazy("You have reached State Pension age"),
    "household": lazy("Your household"),
    "partner_pension_age_reached": lazy("Your partner has reached State Pension age"),
    "dependent_children": lazy("Children who depend on you"),
    "cost_of_care": lazy("What your care costs each week"),
    "qualifying_income": lazy("Income that counts towards Pension Credit savings credit"),
    "housing_costs": lazy("What you pay for your home each week"),
    "disability_related_expenditure": lazy("What you spend each week because of your disability"),
    "half_pension_to_spouse": lazy("Half your pension goes to your husband, wife or civil partner"),
    "exempt": lazy("Your care is free because of"),
    "request": lazy("Your request"),
    "words": lazy("Your words"),
    "own_words": lazy("How things are, in your words"),
    "what_changed": lazy("What has changed"),
    "managed_by": lazy("Who would look after the money"),
    "manager": lazy("Their name"),
    "council_rate": lazy("What the council would pay each week for a suitable home"),
    "nhs_funded_nursing_care": lazy("What the NHS pays each week for nursing"),
    "what_would_change_it": lazy("What would change it"),
    "significant_impact": lazy("There is, or is likely to be, a significant impact on your wellbeing"),
    "health_deteriorating": lazy("Your health is getting worse, or may, because of the care you give"),
}  # fmt: skip

# What the council may choose for itself within the law, shown where it has chosen something.
COUNCILS_OWN_RULES = {
    "mig_uplift_percent": lazy("We add to the money you must be left with"),
    "mig_uplift_flat": lazy("We add to the money you must be left with, each week"),
    "percent_of_disposable_income": lazy("How much of what is left can go towards your care"),
    "upper_capital_limit": lazy("Our limit on savings and property"),
    "maximum_charge": lazy("The most we charge each week"),
    "ignore_night_element": lazy("We do not count the night part of disability benefits"),
    "short_term_as_home": lazy("We charge for a short stay in a care home as if you were at home"),
    "arrangement_fee": lazy("What we charge for arranging your care"),
    "disability_related_expenditure_flat_rate": lazy("What we take off for costs of a disability without asking"),
}

# Answers that are kept as a name: what a letter says for them.
ANSWERS = {
    "setting": {
        "home": lazy("At home"), "care_home_permanent": lazy("In a care home"),
        "care_home_temporary": lazy("In a care home for a while"),
        "care_home_short_term": lazy("In a care home for a short stay"),
    },
    "household": dict(Household.choices),
    "exempt": {
        "cjd": lazy("Creutzfeldt-Jakob disease"), "section_117": lazy("aftercare under the Mental Health Act, s117"),
        "continuing_healthcare": lazy("NHS continuing healthcare"), "reablement": lazy("reablement"),
    },
    "managed_by": {
        "self": lazy("You"), "with_help": lazy("You, with help"), "nominee": lazy("Somebody you choose"),
        "authorised": lazy("A person authorised to do it for you"),
    },
}  # fmt: skip

CAPITAL = dict(Capital.Kind.choices) | {"main_home": lazy("The home you live in")}
DISREGARDS = {
    "12_weeks": lazy("not counted for 12 weeks"),
    "occupied": lazy("not counted: somebody protected lives there"),
    "temporary": lazy("not counted: you are away for a while, and going back"),
    "discretionary": lazy("not counted: the council chose to ignore it"),
}
OUTCOMES = {outcome.value: outcome.words for outcome in (*CarerOutcome, *Outcome)}
# The title of the letter says who; the sum, the outcomes and the conditions say what these were.
NOT_SHOWN = ("who", "lines", "ways", "found_out")
ONLY_IN_A_CARE_HOME = ("council_rate", "nhs_funded_nursing_care")
# Without a value these do not apply, which is not the same as not yet known.
EMPTY_IS_NONE = ("exempt", "manager", "savings_credit", "qualifying_income", "own_words", "what_changed")


def readable(facts: dict[str, Any]) -> tuple[Fact, ...]:
    """Each fact with what it is called and what it says, in the order it was given."""
    return tuple(_facts(facts))


def _facts(facts: dict[str, Any]) -> Iterator[Fact]:
    for name, value in facts.items():
        if name in NOT_SHOWN or _is_id(value) or (name in EMPTY_IS_NONE and not value):
            continue
        if name in ONLY_IN_A_CARE_HOME and facts.get("setting") == "home":
            continue
        if name == "partner_pension_age_reached" and facts.get("household") != Household.COUPLE:
            continue
        if name == "needs_arise":
            carer = facts.get("who") == "carer"
            yield Fact(
                _("Your needs come from giving care that is needed")
                if carer else _("Your needs come from a physical or mental impairment or illness"),
                _answer(name, value),
            )  # fmt: skip
        elif name in GROUPS:
            yield from GROUPS[name](value)
        elif isinstance(value, dict):
            yield from _facts(value)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for item in value:
                yield from _facts(item)
        elif isinstance(value, list):
            yield Fact(_label(name), " ".join(f"{str(item).rstrip('.')}." for item in value) or _("None"))
        else:
            yield Fact(_label(name), _answer(name, value))


def _label(name: str) -> str:
    return str(LABELS.get(name) or name.replace("_", " ").capitalize())


def _answer(name: str, value: Any) -> str:
    if value is None or value == "":
        return _("Not yet known")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        if re.fullmatch(r"-?\d+\.\d\d", value):
            return in_pounds(value)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date_format(date.fromisoformat(value), "j F Y")
    return translated(str(ANSWERS.get(name, {}).get(value, value)))


def in_pounds(written: str | None) -> str:
    """£1,234.50 from the 1234.50 of a file, without passing through a fraction."""
    if written is None:
        return ""
    less, (whole, _point, pence) = written.startswith("-"), written.lstrip("-").partition(".")
    return f"{'-' if less else ''}£{int(whole):,}.{pence:0<2}"


def _is_id(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _capital(items: list[dict]) -> Iterator[Fact]:
    for item in items:
        share = "" if item.get("share", "1") == "1" else _("; your share is %(share)s") % {"share": item["share"]}
        ignored = f"; {DISREGARDS[item['disregard']]}" if item.get("disregard") in DISREGARDS else ""
        yield Fact(str(CAPITAL.get(item["kind"], item["kind"])), _answer("amount", item["amount"]) + share + ignored)
    if not items:
        yield Fact(_("Savings, shares and property"), _("None"))


def _income(items: list[dict]) -> Iterator[Fact]:
    every = dict(Every.choices)
    for item in items:
        name = str(dict(Income.Kind.choices).get(item["kind"], item["kind"]))
        if item.get("rate"):
            rate = str(dict(Income.Rate.choices).get(item["rate"], item["rate"])).lower()
            name = _("%(income)s, %(rate)s rate") % {"income": name, "rate": rate}
        amount = _answer("amount", item["amount"])
        yield Fact(name, f"{amount} {every.get(item.get('every', 'week'), '')}" if item["amount"] else amount)
    if not items:
        yield Fact(_("Money coming in"), _("None"))


def _councils_own_rules(policy: dict[str, Any]) -> Iterator[Fact]:
    laws_own = Policy().as_json()
    for name, value in policy.items():
        if value != laws_own.get(name):
            percent = name in ("mig_uplift_percent", "percent_of_disposable_income")
            said = f"{value.removesuffix('.00')}%" if percent else _answer(name, value)
            yield Fact(str(COUNCILS_OWN_RULES.get(name, _label(name))), said)


def _unable(outcomes: dict[str, bool | None]) -> Iterator[Fact]:
    said = {
        True: _("You are not able to achieve this"),
        False: _("You are able to achieve this"),
        None: _answer("", None),
    }
    for name, unable in outcomes.items():
        yield Fact(translated(str(OUTCOMES.get(name, _label(name)))), said[unable])


def _help_needed(needs: dict[str, str]) -> Iterator[Fact]:
    for name, level in needs.items():
        yield Fact(_words(Domain, name), _first_capital(_words(HelpNeeded, level)))


def _carers_support(support: dict[str, str]) -> Iterator[Fact]:
    for name, given in support.items():
        if given == CarerSupport.NONE:
            continue
        yield Fact(
            _("%(area)s: what a carer willingly does") % {"area": _words(Domain, name)},
            _first_capital(_words(CarerSupport, given)),
        )


def _words(names: Any, value: str) -> str:
    return translated(str(next((name.words for name in names if name.value == value), value)))


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


GROUPS: dict[str, Callable[[Any], Iterator[Fact]]] = {
    "capital": _capital,
    "income": _income,
    "policy": _councils_own_rules,
    "unable_to_achieve": _unable,
    "needs": _help_needed,
    "support": _carers_support,
}
