"""What the answer page shows beside the sum: where the money goes, what comes after 12 weeks, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from goodlives.rules.charging import CapitalDisregard, CapitalKind, Charge, Circumstances, Setting, charge
from goodlives.rules.charging.income import DISABILITY_BENEFITS, weekly
from goodlives.rules.deferred_payments import Deferral, Home, deferral
from goodlives.rules.money import Pence

from ...design.questions import Words
from .asking import NONE, NOT_KNOWN, for_somebody_else
from .estimate import Estimate


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole sum of money."""

    words: Words
    amount: Pence
    kind: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole sum of money and its parts, to be drawn as a bar with the same in words."""

    words: Words
    amount: Pence
    parts: tuple[Part, ...]


def where_money_goes(found: Estimate) -> list[Whole]:
    """Who pays for the care, and what becomes of the person's own income. Only where it is all known."""
    sum, facts = found.charge, found.facts
    if sum is None or facts is None or sum.charge is None:
        return []
    theirs = for_somebody_else(found.answers)
    wholes = []
    cost = sum.charge + (sum.council_pays or 0) + (sum.top_up or 0)
    if cost:
        parts = (
            Part(_("They pay") if theirs else _("You pay"), sum.charge, "mine"),
            Part(_("The council pays"), sum.council_pays or 0, "council"),
            Part(_("Somebody else pays, for a dearer home"), sum.top_up or 0, "other"),
        )
        wholes.append(Whole(_("Who pays for the care, each week"), cost, tuple(part for part in parts if part.amount)))
    if not sum.full_cost and (income := _income_parts(facts, sum, theirs)):
        wholes.append(income)
    return wholes


def _income_parts(facts: Circumstances, sum: Charge, theirs: bool) -> Whole | None:
    income = 0
    for item in facts.income:
        income += weekly(item)
    pays = sum.charge or 0
    home, extra = facts.housing_costs or 0, facts.disability_related_expenditure or 0
    left = income - pays - home - extra
    if left < 0 or not income:
        return None
    parts = (
        Part(_("Care"), pays, "mine"),
        Part(_("The home"), home, "home"),
        Part(_("Because of a disability"), extra, "extra"),
        Part(_("Left for everything else"), left, "left"),
    )
    words = _("What becomes of their income, each week") if theirs else _("What becomes of your income, each week")
    return Whole(words, income, tuple(part for part in parts if part.amount))


def after_twelve_weeks(found: Estimate) -> Charge | None:
    """What it would be when the 12 weeks end in which the home is not counted."""
    facts = found.facts
    if found.charge is None or facts is None:
        return None
    if all(item.disregard is not CapitalDisregard.TWELVE_WEEKS for item in facts.capital):
        return None
    return charge(
        replace(
            facts,
            capital=tuple(
                replace(item, disregard=None) if item.disregard is CapitalDisregard.TWELVE_WEEKS else item
                for item in facts.capital
            ),
        )
    )


def deferring(found: Estimate) -> Deferral | None:
    """What a deferred payment agreement would put off, for somebody in a care home for good whose home counts."""
    facts = found.facts
    if found.charge is None or facts is None or facts.setting != Setting.CARE_HOME_PERMANENT:
        return None
    home = next((item for item in facts.capital if item.kind is CapitalKind.MAIN_HOME and item.amount), None)
    if home is None or home.disregard not in (None, CapitalDisregard.TWELVE_WEEKS):
        return None
    income = 0
    for item in facts.income:
        income += weekly(item)
    fee = max((facts.cost_of_care or 0) - (facts.nhs_funded_nursing_care or 0), 0)
    share = home.share
    return deferral(Home(home.amount or 0, share.numerator, share.denominator), cost=fee, income=income, on=found.on)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do or to look into, and why; a page of ours, or an address outside."""

    heading: Words
    words: Words
    link: Words = ""
    page: str = ""
    topic: str = ""
    address: str = ""


BENEFITS = "https://www.gov.uk/benefits-calculators"


def next_steps(found: Estimate) -> Iterator[NextStep]:
    """What somebody with these answers may be missing. It is advice, and never part of the sum."""
    a, theirs = found.answers, for_somebody_else(found.answers)
    gets = a.get("gets") or []
    listed = a.get("gets") is not None and NOT_KNOWN not in gets
    disability = {kind.value for kind in DISABILITY_BENEFITS} | {"pip", "dla"}
    older = any(low.pension_age_reached for low, _high in found.ends)
    younger = any(low.pension_age_reached is False for low, _high in found.ends)
    if listed and not disability.intersection(gets):
        if older:
            yield NextStep(
                _("Attendance Allowance may be missing"),
                _("It is for people over pension age who need help with washing, dressing or keeping safe. It does not "
                  "depend on savings, and nobody has to be helping yet."),
                _("Read about Attendance Allowance"), address="https://www.gov.uk/attendance-allowance",
            )  # fmt: skip
        if younger:
            yield NextStep(
                _("PIP may be missing"),
                _("Personal Independence Payment is for people under pension age who find everyday tasks or getting "
                  "about hard. It does not depend on savings or pay."),
                _("Read about PIP"), address="https://www.gov.uk/pip",
            )  # fmt: skip
    if older and listed and "pension_credit" not in gets and found.range.most != 0 and not _plenty(found):
        yield NextStep(
            _("Pension Credit may be missing"),
            _("It tops up a low income over pension age. A disability benefit, or looking after somebody, can mean "
              "more of it."),
            _("Check for Pension Credit"), address="https://www.gov.uk/pension-credit",
        )  # fmt: skip
    if (a.get("extra_costs") or [None])[0] in (NONE, NOT_KNOWN, None) and "extra_costs" in a:
        yield NextStep(
            _("Look again at what the disability costs"),
            _("Washing, heating, a cleaner, taxis: small things add up, and each pound comes off what is counted."),
            _("Go back to that question"), page="extra-costs",
        )  # fmt: skip
    if a.get("dearer") == "yes":
        yield NextStep(
            _("Ask for a home at the council’s price"),
            _("The council must offer at least one home that suits the needs, at the price it pays. A dearer one is a "
              "choice, and nobody may be pushed into paying for it."),
        )  # fmt: skip
    if _plenty(found):
        yield NextStep(
            _("Get financial advice that is independent"),
            _("Care can cost more than a house. Talk to an adviser who knows about care and does not sell only one "
              "company’s products, before anything is sold or given away."),
            _("Paying for your own care"), topic="paying-for-your-own-care",
        )  # fmt: skip
    yield NextStep(
        _("Check every benefit"),
        _("A free calculator finds the benefits that people miss."),
        _("Go to the benefits calculators"), address=BENEFITS,
    )  # fmt: skip
    yield NextStep(
        _("Ask for an assessment"),
        _("It is free whatever this sum says, and however much money there is.")
        if theirs
        else _("It is free whatever this sum says, and however much money you have."),
        _("Ask for help"), page="ask",
    )  # fmt: skip


def _plenty(found: Estimate) -> bool:
    """The whole cost is theirs to pay, now or when the 12 weeks have ended."""
    later = after_twelve_weeks(found)
    return bool((found.charge and found.charge.full_cost) or (later and later.full_cost))
