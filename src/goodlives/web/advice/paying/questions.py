"""The questions of "What might I pay?", in order, and when each is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from goodlives.rules.charging import Setting
from goodlives.rules.charging.circumstances import reached_pension_age

from ... import clock
from ...design.questions import Answers, Question
from . import about_you, what_you_get, what_you_own, what_you_spend
from .asking import NONE, NOT_KNOWN, say
from .circumstances import may_be_in
from .income_it_may_be import gets_savings_credit, income_decides_savings_credit, may_have_been_before_2016
from .what_you_get import gets
from .what_you_own import owns

CARE_HOME = (Setting.CARE_HOME_PERMANENT, Setting.CARE_HOME_TEMPORARY, Setting.CARE_HOME_SHORT_TERM)
TEMPLATE = "advice/paying/question.jinja"


def _not_free(a: Answers) -> bool:
    return a.get("free") in (None, NONE)


def _pension_age_depends_on_the_birthday(a: Answers) -> bool:
    return a.get("age") is not None and reached_pension_age(a["age"], clock.today()) is None


def _may_have_reached_pension_age(a: Answers) -> bool:
    if a.get("age") is None:
        return True
    reached = reached_pension_age(a["age"], clock.today())
    return bool(a.get("pension_age") is not False if reached is None else reached)


def _asked_about_2016(a: Answers) -> bool:
    early = _may_have_reached_pension_age(a) and may_have_been_before_2016(a, clock.today())
    return early and not gets_savings_credit(a)


def _asked_qualifying_income(a: Answers) -> bool:
    if gets_savings_credit(a):
        return _may_have_reached_pension_age(a) and income_decides_savings_credit(a, clock.today())
    return a.get("before_2016") is True


def _has_home(a: Answers) -> bool:
    return may_be_in(a, Setting.CARE_HOME_PERMANENT) and a.get("own_home") is True


def _may_get_disability_benefit(a: Answers) -> bool:
    """Extra costs come off only where a disability benefit counts."""
    chosen = a.get("gets") or []
    paid = (
        "attendance_allowance" in chosen
        or ("pip" in chosen and a.get("pip_daily_living") != NONE)
        or ("dla" in chosen and a.get("dla_care") != NONE)
    )
    return paid or a.get("gets") is None or NOT_KNOWN in chosen


def _asks(slug: str, title, form, when=lambda a: True, *, free_too: bool = False) -> Question:
    """A question; those about money are not asked where the care is free."""
    return Question(
        slug, title, form, (lambda a: when(a)) if free_too else (lambda a: _not_free(a) and when(a)), (), TEMPLATE
    )


_at_home_or_short = (Setting.HOME, Setting.CARE_HOME_SHORT_TERM)

QUESTIONS = [
    _asks("who", _("Who is this for?"), about_you.Who, free_too=True),
    _asks("where", say(_("Where would you get care?"), _("Where would they get care?")), about_you.Where,
          free_too=True),
    _asks("free", say(_("Is any of these true for you?"), _("Is any of these true for them?")), about_you.Free,
          free_too=True),
    _asks("age", say(_("How old are you?"), _("How old are they?")), about_you.Age),
    _asks("pension-age", _("State Pension age"), about_you.PensionAge, _pension_age_depends_on_the_birthday),
    _asks("household", _("A husband, wife or partner"), about_you.Household),
    _asks("partner", _("The partner’s age"), about_you.PartnerPensionAge, lambda a: a.get("household") == "couple"),
    _asks("children", _("Children"), about_you.Children, lambda a: may_be_in(a, *_at_home_or_short)),
    _asks("owns", say(_("What do you own?"), _("What do they own?")), what_you_own.Owns),
    _asks("savings", say(_("Your savings"), _("Their savings")), what_you_own.Savings, owns("savings")),
    _asks("investments", _("Investments"), what_you_own.Investments, owns("investments")),
    _asks("property", _("A house, flat or land"), what_you_own.Property, owns("property")),
    _asks("gave-away", _("Something that was given away"), what_you_own.GaveAway, owns("gave_away")),
    _asks("other-things", _("Other things"), what_you_own.OtherThings, owns("other")),
    _asks("own-home", say(_("Your home"), _("Their home")), what_you_own.OwnHome,
          lambda a: may_be_in(a, Setting.CARE_HOME_PERMANENT)),
    _asks("home-value", say(_("What your home is worth"), _("What their home is worth")), what_you_own.HomeValue,
          _has_home),
    _asks("home-lives", say(_("Who else lives in your home"), _("Who else lives in their home")),
          what_you_own.WhoLivesThere, _has_home),
    _asks("home-weeks", _("How long in a care home"), what_you_own.TwelveWeeks, _has_home),
    _asks("gets", say(_("What money do you get?"), _("What money do they get?")), what_you_get.Gets),
    _asks("state-pension", _("State Pension"), what_you_get.StatePension, gets("state_pension")),
    _asks("work-pension", _("A pension from work"), what_you_get.WorkPension, gets("work_pension")),
    _asks("half-pension", _("Half the pension from work"), what_you_get.HalfPension,
          lambda a: gets("work_pension")(a) and may_be_in(a, Setting.CARE_HOME_PERMANENT)),
    _asks("pension-credit", say(_("How much Pension Credit do you get?"), _("How much Pension Credit do they get?")),
          what_you_get.PensionCredit, gets("pension_credit")),
    _asks("before-2016", _("State Pension age before 2016"), what_you_get.ReachedBefore2016, _asked_about_2016),
    _asks("savings-credit", _("Income that counts for savings credit"), what_you_get.SavingsCreditIncome,
          _asked_qualifying_income),
    _asks("attendance-allowance", _("Attendance Allowance"), what_you_get.AttendanceAllowance,
          gets("attendance_allowance")),
    _asks("pip", say(_("Which PIP do you get?"), _("Which PIP do they get?")), what_you_get.PIP, gets("pip")),
    _asks("dla", say(_("Which DLA do you get?"), _("Which DLA do they get?")), what_you_get.DLA, gets("dla")),
    _asks("universal-credit", _("Universal Credit"), what_you_get.UniversalCredit, gets("universal_credit")),
    _asks("esa", _("ESA"), what_you_get.ESA, gets("esa")),
    _asks("carers-allowance", _("Carer’s Allowance"), what_you_get.CarersAllowance, gets("carers_allowance")),
    _asks("war-widows-pension", _("War widow’s pension"), what_you_get.WarWidowsPension, gets("war_widows_pension")),
    _asks("war-disablement-pension", _("War disablement pension"), what_you_get.WarDisablementPension,
          gets("war_disablement_pension")),
    _asks("other-income", _("Other money"), what_you_get.OtherIncome, gets("other_income")),
    _asks("housing", say(_("What do you pay for your home?"), _("What do they pay for their home?")),
          what_you_spend.Housing,
          lambda a: may_be_in(a, *_at_home_or_short, Setting.CARE_HOME_TEMPORARY)),
    _asks("extra-costs", _("Extra costs of a disability"), what_you_spend.ExtraCosts,
          lambda a: may_be_in(a, *_at_home_or_short) and _may_get_disability_benefit(a)),
    _asks("extra-cost-amounts",
          say(_("What do you spend on these, because of your disability?"),
              _("What do they spend on these, because of their disability?")),
          what_you_spend.ExtraCostAmounts,
          lambda a: (may_be_in(a, *_at_home_or_short) and _may_get_disability_benefit(a)
                     and any(name in what_you_spend.EXTRA_COSTS for name in a.get("extra_costs") or []))),
    _asks("cost", say(_("What would your care cost?"), _("What would their care cost?")), what_you_spend.CostAtHome,
          lambda a: may_be_in(a, Setting.HOME)),
    _asks("fee", _("What does the care home cost in a week?"), what_you_spend.Fee,
          lambda a: may_be_in(a, *CARE_HOME)),
    _asks("nursing", _("NHS-funded nursing care"), what_you_spend.Nursing,
          lambda a: may_be_in(a, *CARE_HOME)),
    _asks("dearer", _("A dearer home"), what_you_spend.DearerHome,
          lambda a: may_be_in(a, *CARE_HOME)),
]  # fmt: skip
