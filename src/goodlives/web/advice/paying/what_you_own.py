"""Savings, property and other things that somebody owns, one a page, each with their own share of it."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from goodlives.rules.charging.home_others_live_in import LivesThere

from ...design.forms import Money
from ...design.questions import Words
from .asking import AnyOf, OneOf, PayingForm, YesOrNo, amount

SHARES = {
    "all": (_("All of it"), Fraction(1)),
    "half": (_("Half: it is shared by 2 people"), Fraction(1, 2)),
    "third": (_("A third: it is shared by 3 people"), Fraction(1, 3)),
    "quarter": (_("A quarter: it is shared by 4 people"), Fraction(1, 4)),
}


class Share(OneOf):
    """How much of it is theirs."""

    def __init__(self, label: Words, **options):
        choices = [(name, words) for name, (words, _share) in SHARES.items()]
        super().__init__(label, choices, missing=_("Say what share of it there is"), **options)


def owns(kind: str):
    return lambda answers: kind in (answers.get("owns") or [])


class Owns(PayingForm):
    owns = AnyOf(
        _("What do you own?"),
        [("savings", _("Money in a bank, building society, ISA or Premium Bonds, or in cash")),
         ("investments", _("Shares, bonds or other investments")),
         ("property", _("A house, flat or land that you do not live in")),
         ("gave_away", _("Something you gave away, or sold for less than it was worth, in order to pay less for care")),
         ("other", _("Something else that is worth money, like money owed to you"))],
        none=_("None of these"), not_known=_("I do not know if that is all"), heading=True,
        missing=_("Choose what there is, or “None of these”"),
        hint=_("Choose all that you have. Leave out the home you live in, your things, your car and life "
               "insurance."),
        why=_("What you own counts only above a limit, and only what is your own or your share of it."),
    )  # fmt: skip
    theirs = {
        "owns": (_("What do they own?"),
                 _("Choose all that they have. Leave out the home they live in, their things, their car, and a life "
                   "insurance."))
    }  # fmt: skip
    their_choices = {
        "owns": {
            "property": _("A house, flat or land that they do not live in"),
            "gave_away": _("Something they gave away, or sold for less than it was worth, in order to pay less for "
                           "care"),
            "other": _("Something else that is worth money, like money owed to them"),
        }
    }  # fmt: skip


class Savings(PayingForm):
    savings = Money(
        _("How much is in your name only?"), hint=_("All your accounts and cash together. Type 0 if there is none.")
    )
    savings_shared = Money(
        _("How much do you have together with somebody else?"),
        hint=_("Joint accounts: type all that is in them. We count only your share. Type 0 if there are none."),
    )
    savings_share = OneOf(
        _("Who shares the joint accounts?"),
        [("half", _("You and one other: half is yours")), ("third", _("You and two others: a third is yours")),
         ("quarter", _("You and three others: a quarter is yours"))],
        required=False,
    )  # fmt: skip
    theirs = {
        "savings": (_("How much is in their name only?"),
                    _("All their accounts and cash together. Type 0 if there is none.")),
        "savings_shared": (_("How much do they have together with somebody else?"),
                           _("Joint accounts: type all that is in them. We count only their share. Type 0 if there are "
                             "none.")),
    }  # fmt: skip
    amounts = ("savings", "savings_shared")
    their_choices = {
        "savings_share": {
            "half": _("They and one other: half is theirs"),
            "third": _("They and two others: a third is theirs"),
            "quarter": _("They and three others: a quarter is theirs"),
        }
    }

    def clean(self):
        """Half, where nobody says: the law takes it that a joint account is shared equally."""
        answers = super().clean()
        if not self.data.get(self.add_prefix("savings_share")):
            answers["savings_share"] = "half"
        return answers


class Investments(PayingForm):
    investments = amount(
        _("What are your shares, bonds and other investments worth?"),
        hint=_("What you would get if you sold them now. Leave out bonds that are also a life insurance."),
    )  # fmt: skip
    investments_share = Share(_("How much of them is yours?"))
    theirs = {
        "investments": (_("What are their shares, bonds and other investments worth?"),
                        _("What they would get if they sold them now. Leave out bonds that are also a life "
                          "insurance.")),
        "investments_share": (_("How much of them is theirs?"),),
    }  # fmt: skip
    amounts = ("investments",)


class Property(PayingForm):
    property = amount(
        _("What would the house, flat or land sell for?"),
        hint=_("Take off what is still owed on it, like a mortgage. A guess is fine."),
        why=_("A house that you do not live in usually counts. A tenth is taken off for the cost of selling it."),
    )  # fmt: skip
    property_share = Share(_("How much of it is yours?"))
    theirs = {"property_share": (_("How much of it is theirs?"),)}
    amounts = ("property",)


class GaveAway(PayingForm):
    gave_away = amount(
        _("How much was it worth?"),
        hint=_("What you gave away, less anything you got for it. A guess is fine."),
        why=_("If somebody gave something away mainly so as to pay less for care, the council may count it as if they "
              "still had it. It has to look at when and why. Gifts for other reasons do not count."),
    )  # fmt: skip
    theirs = {"gave_away": (_("How much was it worth?"), _("What they gave away, less anything they got for it."))}
    amounts = ("gave_away",)


class OtherThings(PayingForm):
    other_owned = amount(_("What is it worth?"), hint=_("Only your own share. A guess is fine."))
    theirs = {"other_owned": (_("What is it worth?"), _("Only their own share. A guess is fine."))}
    amounts = ("other_owned",)


class OwnHome(PayingForm):
    own_home = YesOrNo(
        _("Do you own the home you live in, or part of it?"), heading=True, missing=_("Say if there is a home"),
        hint=_("Or lived in, before you moved into a care home."),
        why=_("At home it never counts. When somebody moves into a care home for good it may count, but often it does "
              "not."),
    )  # fmt: skip
    theirs = {"own_home": (_("Do they own the home they live in, or part of it?"),
                           _("Or lived in, before they moved into a care home."))}  # fmt: skip


class HomeValue(PayingForm):
    home_value = amount(
        _("What would your home sell for?"),
        hint=_("Take off what is still owed on it, like a mortgage. A guess is fine."),
    )  # fmt: skip
    home_share = Share(_("How much of it is yours?"))
    theirs = {"home_value": (_("What would their home sell for?"),), "home_share": (_("How much of it is theirs?"),)}
    amounts = ("home_value",)


class WhoLivesThere(PayingForm):
    lives_there = OneOf(
        _("Who else lives in your home?"),
        [(LivesThere.PARTNER, _("Your husband, wife or partner")),
         (LivesThere.RELATIVE_60_OR_OVER, _("A relative who is 60 or over")),
         (LivesThere.INCAPACITATED_RELATIVE, _("A relative who is ill or disabled")),
         (LivesThere.OWN_CHILD_UNDER_18, _("Your child, who is under 18")),
         (LivesThere.SOMEBODY_ELSE, _("Somebody else")),
         ("nobody", _("Nobody"))],
        heading=True, missing=_("Say who else lives there"),
        hint=_("Somebody whose main home it is, and was before the move into a care home. If there are several, choose "
               "the first in this list."),
        hints={LivesThere.SOMEBODY_ELSE: _("For example a friend who gave up their own home to look after you. The "
                                           "council may choose to leave your home out.")},
        why=_("While one of the first four lives there, the law says that your home does not count."),
    )  # fmt: skip
    theirs = {"lives_there": (_("Who else lives in their home?"),)}
    their_choices = {
        "lives_there": {
            LivesThere.PARTNER: _("Their husband, wife or partner"),
            LivesThere.OWN_CHILD_UNDER_18: _("Their child, who is under 18"),
        }
    }
    their_hints = {"lives_there": {LivesThere.SOMEBODY_ELSE: _("The council may choose to leave their home out.")}}


class TwelveWeeks(PayingForm):
    twelve_weeks = OneOf(
        _("How long have you lived in a care home for good?"),
        [("first", _("Not yet, or up to 12 weeks")), ("later", _("More than 12 weeks"))],
        heading=True, missing=_("Say how long it has been"),
        why=_("For the first 12 weeks your home does not count, whoever lives there."),
    )  # fmt: skip
    theirs = {"twelve_weeks": (_("How long have they lived in a care home for good?"),)}
