"""What somebody would pay with what is known now, which facts are missing, and what each item of money counts for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from goodlives.rules import charging
from goodlives.rules.charging.capital import capital_item, why_ignored
from goodlives.rules.charging.income import Treatment, income_item, treatment
from goodlives.rules.explain import Step
from goodlives.rules.family_care import support_that_counts
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded

from ..assessments.models import Assessment
from ..carers.models import CareGiven, CareQuerySet
from ..people.models import CircleMember
from ..people.row_security import for_the_council
from .models import Basis, Capital, FinancialAssessment, Income, IndicativeBudget

_GIVEN_AWAY = "SI 2014/2672 reg 22; Care and Support Statutory Guidance, Annex E"


@dataclass(frozen=True)
class Missing:
    """A fact that is not yet known: in words, and the part of the assessment where it is given."""

    words: str
    part: str
    item: int | None = None


@dataclass(frozen=True)
class Counts:
    """How much of one item counts, and the line that says why. None where the amount is not yet known."""

    amount: int | None
    step: Step


def work_out(
    assessment: FinancialAssessment,
    *,
    capital: Iterable[Capital] | None = None,
    income: Iterable[Income] | None = None,
) -> charging.Charge:
    """What they would pay. While the list of savings or income may have more in it, only the range is known.

    `capital` and `income` are given to see what a change would do before it is saved.
    """
    return charging.charge(_with_what_may_be_missing(assessment, capital, income))


def _with_what_may_be_missing(
    assessment: FinancialAssessment, capital: Iterable[Capital] | None, income: Iterable[Income] | None
) -> charging.Circumstances:
    """The circumstances, with an item of unknown amount for what nobody has listed yet.

    Income not yet listed may raise the charge, or lower it: a disability benefit or Carer's Allowance brings a premium.
    """
    given = assessment.circumstances(capital=capital, income=income)
    if assessment.basis != Basis.FULL:
        return given
    if not assessment.capital_is_all_listed:
        more = charging.CapitalItem(charging.CapitalKind.SAVINGS, None)
        given = replace(given, capital=(*given.capital, more))
    if not assessment.income_is_all_listed:
        kinds = charging.IncomeKind
        unlisted = (kinds.OTHER_COUNTED, kinds.PIP_DAILY_LIVING, kinds.CARERS_ALLOWANCE)
        given = replace(
            given,
            income=(*given.income, *(charging.IncomeItem(kind, None) for kind in unlisted)),
            savings_credit=given.savings_credit or charging.SavingsCredit(None),
        )
    return given


def what_is_missing(assessment: FinancialAssessment) -> list[Missing]:
    """Each fact that must be known before the charge is, and where it is given."""
    capital = list(assessment.capital.order_by("pk"))
    income = list(assessment.income.order_by("pk"))
    return missing_from(work_out(assessment, capital=capital, income=income), capital, income)


def missing_from(charge: charging.Charge, capital: list[Capital], income: list[Income]) -> list[Missing]:
    """The facts that this charge still needs, in words. The items are those it was worked out from, in that order."""
    capital = [owned for owned in capital if not owned.was_not_given_away_to_pay_less]
    return [_missing(name, capital, income) for name in _named_once(charge.not_yet_known, len(capital), len(income))]


def missing_most_useful_first(
    assessment: FinancialAssessment, charge: charging.Charge, capital: list[Capital], income: list[Income]
) -> list[Missing]:
    """The facts still needed, the one first that would narrow most what they may pay."""
    missing = missing_from(charge, capital, income)
    if len(missing) < 2:
        return missing
    useful = charging.narrows_it_most(_with_what_may_be_missing(assessment, capital, income))
    rows = [owned for owned in capital if not owned.was_not_given_away_to_pay_less]
    names = _named_once((one.fact for one in useful), len(rows), len(income))
    return [_missing(name, rows, income) for name in names]


def _named_once(names: Iterable[str], capital: int, income: int) -> Iterable[str]:
    """The missing facts, with what may not be listed yet named once."""
    said = []
    unlisted_income = False
    for name in names:
        if name.startswith("capital[") and _place(name) >= capital:
            name = "capital"
        if name.startswith("income[") and _place(name) >= income:
            name, unlisted_income = "income", True
        if name == "savings_credit.qualifying_income" and unlisted_income:
            continue
        if name not in said:
            said.append(name)
    return said


def _place(name: str) -> int:
    return int(name[name.index("[") + 1 : name.index("]")])


def _missing(name: str, capital: list[Capital], income: list[Income]) -> Missing:
    if name.startswith("capital["):
        owned = capital[_place(name)]
        what = owned.words or owned.get_kind_display()
        if owned.amount is not None:
            return Missing(_("Whether this counts: %(what)s") % {"what": what}, "capital", owned.pk)
        return Missing(_("How much: %(what)s") % {"what": what}, "capital", owned.pk)
    if name.startswith("income["):
        received = income[_place(name)]
        return Missing(
            _("How much: %(what)s") % {"what": received.words or received.get_kind_display()}, "income", received.pk
        )
    words, part = {
        "capital": (_("Whether all savings and property are listed"), "capital"),
        "income": (_("Whether all income is listed"), "income"),
        "person.pension_age_reached": (_("Whether pension age has been reached"), "about"),
        "person.partner_pension_age_reached": (_("Whether the partner has reached pension age"), "about"),
        "cost_of_care": (_("The likely cost of care"), "cost"),
        "council_rate": (_("What the council pays for a home that suits their needs"), "care_home"),
        "nhs_funded_nursing_care": (_("Whether the NHS pays for nursing"), "care_home"),
        "housing_costs": (_("What the home costs: rent, mortgage, council tax"), "costs"),
        "disability_related_expenditure": (_("What is spent because of disability"), "costs"),
        "savings_credit.qualifying_income": (_("Income that counts for savings credit"), "costs"),
    }[name]
    return Missing(words, part)


def capital_counts(owned: Capital, assessment: FinancialAssessment, circumstances: charging.Circumstances) -> Counts:
    """How much of this counts, why, and by which law."""
    if owned.was_not_given_away_to_pay_less:
        return Counts(0, Step(_("It was not given away to pay less, so it is no longer theirs"), 0, _GIVEN_AWAY))
    found, item = owned.in_law(assessment), owned.item(assessment)
    amount, step = capital_item(item, circumstances)
    step = step._replace(steps=(*step.steps, *found.steps))
    if found.counts is None:
        return Counts(None, step._replace(what=_("Not yet known whether it counts"), amount=None))
    if item.amount is None:
        ignored = why_ignored(item, circumstances)
        words = _("%(what)s: not counted, however much it is") if ignored else _("%(what)s: how much is not yet known")
        law = ignored[1] if ignored else step.law
        return Counts(0 if ignored else None, Step(words % {"what": owned.get_kind_display()}, None, law, found.steps))
    return Counts(amount, step)


def income_counts(received: Income, circumstances: charging.Circumstances) -> Counts:
    """How much a week of this counts, why, and by which law."""
    item = received.item()
    _how, amount, step = income_item(item, circumstances)
    if item.amount is None:
        ignored = treatment(item, circumstances) is Treatment.IGNORED
        words = _("%(what)s: not counted, however much it is") if ignored else _("%(what)s: how much is not yet known")
        return Counts(0 if ignored else None, Step(words % {"what": received.get_kind_display()}, None, step.law))
    return Counts(amount, step)


@dataclass(frozen=True)
class FamilyCare:
    """Somebody in the circle, and whether what they do may lower the first idea of the budget. If not, why not."""

    member: CircleMember
    counts: bool
    why: str


def family_care(assessment: Assessment, on: date) -> list[FamilyCare]:
    """Family care counts only where it is given willingly and the carer has agreed: Care Act s10(5), s18(7)."""
    with for_the_council():
        agreed = _agreed_to(assessment, on).values_list("circle_member", flat=True)
        counted = set(agreed)
    members = assessment.person.circle.current().order_by("name")
    return [FamilyCare(member, member.pk in counted, _why(member, member.pk in counted, on)) for member in members]


def _agreed_to(assessment: Assessment, on: date) -> CareQuerySet:
    """What carers say yes to on this day, in the parts of life that the table knows."""
    return CareGiven.objects.given_to(assessment.person).current(on).exclude(domain="")


def _why(member: CircleMember, counts: bool, on: date) -> str:
    if counts:
        return _("They are willing and able, and have agreed.")
    if member.willing is False:
        return _("They are not willing.")
    if member.able is False:
        return _("They are not able.")
    if member.counts_towards_care(on):
        return _("They have agreed to help, but not in one of these parts of life.")
    return _("We have no yes from them that counts today.")


def answers_of(
    assessment: Assessment, on: date
) -> tuple[dict[Domain, HelpNeeded | None], dict[Domain, CarerSupport | None]]:
    """How much help is needed in each part of life, and how much of it carers give who say yes to it on this day."""
    answers = {answer.domain: answer for answer in assessment.help_needed.all()}
    levels: dict[str, HelpNeeded] = {level.value: level for level in HelpNeeded}
    bands: dict[str, CarerSupport] = {band.value: band for band in CarerSupport}
    needs = {domain: levels.get(answers[domain].help_needed) if domain in answers else None for domain in Domain}
    agreed: dict[str, list[CarerSupport]] = defaultdict(list)
    with for_the_council():
        for domain, share in _agreed_to(assessment, on).values_list("domain", "share"):
            agreed[domain].append(bands[share])
    support: dict[Domain, CarerSupport | None] = {
        domain: support_that_counts(bands[answers[domain].carer_support], agreed[domain])
        for domain in Domain
        if agreed.get(domain) and domain in answers and answers[domain].carer_support
    }
    return needs, support


def care_counted_in(idea: IndicativeBudget) -> dict[Domain, CarerSupport]:
    """How much family care a first idea of the budget counted in each part of life, where it counted any."""
    domains, bands = {each.value: each for each in Domain}, {each.value: each for each in CarerSupport}
    counted = {domains[name]: bands[band] for name, band in idea.decision.facts.get("support", {}).items()}
    return {domain: band for domain, band in counted.items() if band is not CarerSupport.NONE}


def care_left_of(idea: IndicativeBudget, on: date) -> dict[Domain, CarerSupport | None]:
    """Of the family care that a first idea counted, what carers still say yes to on this day; never more than it."""
    _needs, today = answers_of(idea.assessment, on)
    left: dict[Domain, CarerSupport | None] = {}
    for domain, band in care_counted_in(idea).items():
        still = support_that_counts(band, [given] if (given := today.get(domain)) else [])
        if still is not CarerSupport.NONE:
            left[domain] = still
    return left
