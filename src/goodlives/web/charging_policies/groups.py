"""The words of what a change does, and of the groups it is counted by."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.finances.models import Household
from goodlives.casework.people.lists import Gender, SupportReason
from goodlives.exchange.what_if import Band, Effect
from goodlives.rules.money import pounds

EFFECTS = {
    Effect.STARTS: lazy("Start to pay"),
    Effect.MORE: lazy("Pay more"),
    Effect.SAME: lazy("Pay the same"),
    Effect.LESS: lazy("Pay less"),
    Effect.STOPS: lazy("Stop paying"),
}
GROUPINGS = {
    "charge_now": lazy("What they pay now"),
    "disability_benefit": lazy("Rate of disability benefit"),
    "age_band": lazy("Age"),
    "sex": lazy("Sex"),
    "ethnicity": lazy("Ethnicity"),
    "support_reason": lazy("Main reason for support"),
    "household": lazy("Household"),
    "setting": lazy("Where the care is"),
}
_WORDS: dict[str, dict] = {
    "sex": dict(Gender.choices),
    "support_reason": dict(SupportReason.choices),
    "household": dict(Household.choices),
    "setting": {
        "home": lazy("At home"),
        "care_home_permanent": lazy("In a care home"),
        "care_home_temporary": lazy("In a care home for a while"),
        "care_home_short_term": lazy("In a care home for a short stay"),
    },
    "disability_benefit": {
        "none": lazy("No disability benefit"),
        "lowest": lazy("Lowest rate"),
        "middle": lazy("Middle or standard rate"),
        "highest": lazy("Highest or enhanced rate"),
    },
    "charge_now": {
        "nothing": lazy("Nothing"),
        "to_50": lazy("Up to £50 a week"),
        "to_100": lazy("£50 to £100 a week"),
        "over_100": lazy("More than £100 a week"),
        "whole_cost": lazy("The whole cost, because of savings"),
    },
}


def group_words(grouping: str, name: str) -> str:
    if name == "not known":
        return _("Not known")
    return str(_WORDS.get(grouping, {}).get(name, name))


def band_words(band: Band) -> str:
    """A change of so much a week, in words."""
    if band.above == band.up_to:
        return _("The same")
    rises = band.above is not None and band.above >= 0
    least, most = (band.above, band.up_to) if rises else (band.up_to, band.above)
    least, most = abs(least or 0), None if most is None else abs(most)
    if most is None:
        words = _("More than %(least)s more") if rises else _("More than %(least)s less")
    elif not least:
        words = _("Up to %(most)s more") if rises else _("Up to %(most)s less")
    else:
        words = _("%(least)s to %(most)s more") if rises else _("%(least)s to %(most)s less")
    return words % {"least": _whole_pounds(least), "most": _whole_pounds(most or 0)}


def _whole_pounds(pence: int) -> str:
    return pounds(pence).removesuffix(".00")


def share(tenths: int | None) -> str:
    """90.7%."""
    return "" if tenths is None else f"{tenths / 10:.1f}%"
