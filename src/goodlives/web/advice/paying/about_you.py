"""Who it is for, where the care would be, and who they live with."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.rules.charging import Exemption, Setting

from ...design.forms import Choice, WholeNumber
from .asking import NONE, OneOf, PayingForm, YesOrNo

# The most children that can be typed: the range goes by it while the number is not yet known.
MOST_CHILDREN = 20


class Who(PayingForm):
    about = Choice(
        _("Who is this for?"), [("myself", _("Myself")), ("somebody_else", _("Somebody else"))], heading=True,
        missing=_("Say who this is for"),
        hint=_("For example your mother, or a friend. Then we ask about them, not about you."),
    )  # fmt: skip


class Where(PayingForm):
    where = OneOf(
        _("Where would you get care?"),
        [(Setting.HOME, _("At home")),
         (Setting.CARE_HOME_PERMANENT, _("In a care home, to live there for good")),
         (Setting.CARE_HOME_TEMPORARY, _("In a care home for some time, then back home")),
         (Setting.CARE_HOME_SHORT_TERM, _("In a care home for a short stay, up to 8 weeks"))],
        heading=True, missing=_("Say where the care would be"),
        hints={
            Setting.HOME: _("Your own home, sheltered or supported housing, or living with a family who looks after "
                            "you."),
            Setting.CARE_HOME_TEMPORARY: _("Up to about a year."),
            Setting.CARE_HOME_SHORT_TERM: _("For example while your family has a break."),
        },
        why=_("The law has one sum for care at home and another for a care home."),
    )  # fmt: skip
    theirs = {"where": (_("Where would they get care?"),)}
    their_hints = {
        "where": {
            Setting.HOME: _("Their own home, sheltered or supported housing, or living with a family who looks after "
                            "them."),
            Setting.CARE_HOME_SHORT_TERM: _("For example while their family has a break."),
        }
    }  # fmt: skip


class Free(PayingForm):
    free = OneOf(
        _("Is any of these true for you?"),
        [(Exemption.REABLEMENT, _("It is help to get back on your feet, for up to 6 weeks")),
         (Exemption.CONTINUING_HEALTHCARE, _("The NHS pays for all of the care")),
         (Exemption.SECTION_117, _("It is aftercare under section 117")),
         (Exemption.CJD, _("It is for somebody with CJD")),
         (NONE, _("No, none of these"))],
        heading=True, missing=_("Say if any of these is true"),
        hint=_("This kind of care is free for everybody, so we would not ask about money."),
        hints={
            Exemption.REABLEMENT: _("This is called reablement. It often starts after a fall or a stay in hospital."),
            Exemption.CONTINUING_HEALTHCARE: _("This is called NHS continuing healthcare. The NHS tells you in a "
                                               "letter."),
            Exemption.SECTION_117: _("For some people who have been kept in hospital under the Mental Health Act."),
            Exemption.CJD: _("Creutzfeldt-Jakob disease, a rare illness of the brain."),
        },
    )  # fmt: skip
    theirs = {"free": (_("Is any of these true for them?"),)}


class Age(PayingForm):
    age = WholeNumber(
        _("How old are you?"), least=18, most=120, heading=True,
        why=_("The law sets how much money people must be left with. It is not the same at every age."),
    )  # fmt: skip
    theirs = {"age": (_("How old are they?"),)}
    amounts = ("age",)

    def missing(self, name: str) -> str:
        return self.asks(name, gettext("type a number, or tick “I do not know”"))


class PensionAge(PayingForm):
    pension_age = YesOrNo(
        _("Have you reached State Pension age?"), heading=True, missing=_("Say if State Pension age has been reached"),
        hint=_("State Pension age is rising from 66 to 67 just now, month by month. It goes by the date of birth."),
    )  # fmt: skip
    theirs = {"pension_age": (_("Have they reached State Pension age?"),)}


class Household(PayingForm):
    household = OneOf(
        _("Do you live with a husband, wife or partner?"), [("couple", _("Yes")), ("single", _("No"))], heading=True,
        missing=_("Say if there is a husband, wife or partner"),
        hint=_("If one of you has moved into a care home for good, answer No."),
        why=_("The amount that the law says you must be left with is another for one of a couple. We look only at your "
              "own money, never at your partner’s."),
    )  # fmt: skip
    theirs = {"household": (_("Do they live with a husband, wife or partner?"),
                            _("If one of them has moved into a care home for good, answer No."))}  # fmt: skip


class PartnerPensionAge(PayingForm):
    partner_pension_age = YesOrNo(
        _("Has your partner reached State Pension age?"), heading=True,
        missing=_("Say if the partner has reached State Pension age"),
        why=_("If one of you has reached it, the law leaves you with more."),
    )  # fmt: skip
    theirs = {"partner_pension_age": (_("Has their partner reached State Pension age?"),)}


class Children(PayingForm):
    children = WholeNumber(
        _("How many children under 18 live with you and are looked after by you?"), most=MOST_CHILDREN, heading=True,
        hint=_("Type 0 if there are none."), why=_("You must be left with more for each child."),
    )  # fmt: skip
    theirs = {"children": (_("How many children under 18 live with them and are looked after by them?"),)}
    amounts = ("children",)

    def missing(self, name: str) -> str:
        return self.asks(name, gettext("type a number, or tick “I do not know”"))
