"""From answers about what somebody owns to the items of capital that the rules treat."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from goodlives.rules.charging import CapitalDisregard, CapitalItem, CapitalKind, Setting
from goodlives.rules.charging.home_others_live_in import LivesThere, Occupant, disregard_for_others

from ...design.questions import Answers
from .asking import NOT_KNOWN
from .what_you_own import SHARES


def capital_items(a: Answers, where: Setting, lowest: bool) -> Iterator[CapitalItem]:
    owns = a.get("owns")
    if owns is None or NOT_KNOWN in owns:
        yield CapitalItem(CapitalKind.SAVINGS, a.get("unlisted_capital"))
    owns = owns or []
    if "savings" in owns:
        if a.get("savings") != 0:
            yield CapitalItem(CapitalKind.SAVINGS, a.get("savings"))
        if a.get("savings_shared") != 0:
            yield CapitalItem(CapitalKind.SAVINGS, a.get("savings_shared"), _share(a, "savings_share", lowest))
    if "investments" in owns:
        yield CapitalItem(CapitalKind.SHARES, a.get("investments"), _share(a, "investments_share", lowest))
    if "property" in owns:
        yield CapitalItem(CapitalKind.PROPERTY, a.get("property"), _share(a, "property_share", lowest))
    if "gave_away" in owns:
        yield CapitalItem(CapitalKind.NOTIONAL, a.get("gave_away"))
    if "other" in owns:
        yield CapitalItem(CapitalKind.OTHER, a.get("other_owned"))
    if where == Setting.CARE_HOME_PERMANENT:
        yield from _home(a, lowest)


def _home(a: Answers, lowest: bool) -> Iterator[CapitalItem]:
    own = a.get("own_home")
    if own is False or (own is None and lowest):
        return
    yield CapitalItem(
        CapitalKind.MAIN_HOME, a.get("home_value"), _share(a, "home_share", lowest), home_disregard(a, lowest)
    )


def home_disregard(a: Answers, lowest: bool) -> CapitalDisregard | None:
    """Why the home does not count, when somebody lives in a care home for good, or None where it counts."""
    who, weeks = a.get("lives_there"), a.get("twelve_weeks")
    if who is None and lowest:
        return CapitalDisregard.OCCUPIED
    if who not in (None, "nobody"):
        lives = Occupant(who=LivesThere(who), main_home=True, since_before_the_move=True)
        # Whether the council leaves the home out, where it may, is not yet known: the lowest end supposes that it does.
        if found := disregard_for_others([lives], council_leaves_it_out=lowest):
            return found
    if weeks == "first" or (weeks is None and lowest):
        return CapitalDisregard.TWELVE_WEEKS
    return None


def _share(a: Answers, name: str, lowest: bool) -> Fraction:
    share = a.get(name)
    return SHARES[share][1] if share else Fraction(0 if lowest else 1)
