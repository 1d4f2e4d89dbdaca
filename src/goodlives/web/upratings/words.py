"""The words of what an uprating does, and of the groups it is counted by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from goodlives.casework.finances.models import Household
from goodlives.casework.people.lists import Ethnicity, Gender

GROUPINGS = {
    "age_band": _("Age"),
    "sex": _("Sex"),
    "ethnicity": _("Ethnicity"),
    "household": _("Household"),
    "setting": _("Where the care is"),
    "disability_benefit": _("Rate of disability benefit"),
}
_WORDS: dict[str, dict] = {
    "sex": dict(Gender.choices),
    "ethnicity": dict(Ethnicity.choices),
    "household": dict(Household.choices),
    "setting": {
        "home": _("At home"),
        "care_home_permanent": _("In a care home"),
        "care_home_temporary": _("In a care home for a while"),
        "care_home_short_term": _("In a care home for a short stay"),
    },
    "disability_benefit": {
        "none": _("No disability benefit"),
        "lowest": _("Lowest rate"),
        "middle": _("Middle or standard rate"),
        "highest": _("Highest or enhanced rate"),
        "not known": _("Not known"),
    },
}
# From the largest fall to the largest rise: the bands between the edges of the preview.
BANDS = (
    _("More than £5 less"),
    _("Up to £5 less"),
    _("The same"),
    _("Up to £2 more"),
    _("£2 to £5 more"),
    _("£5 to £10 more"),
    _("£10 more, or above"),
)


def group_words(grouping: str, name: str) -> str:
    return str(_WORDS.get(grouping, {}).get(name, name))
