"""The questions of a direct payment: who looks after the money, and each condition of the law."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.payments.models import DirectPayment, State
from goodlives.web.design.forms import Choice, Date, Form, LongText, Select, Text, Tick, YesNoNotKnown

ManagedBy = DirectPayment.ManagedBy
NAMED = (ManagedBy.NOMINEE, ManagedBy.AUTHORISED)


class AskForm(Form):
    managed_by = Choice(
        _("Who will look after the money?"),
        ManagedBy.choices,
        missing=_("Say who will look after the money"),
        hints={
            ManagedBy.WITH_HELP: _("For example family, or a payroll service that pays wages and keeps the books."),
            ManagedBy.NOMINEE: _("They receive the money and use it as the person wants. They must agree to it."),
            ManagedBy.AUTHORISED: _(
                "Only for somebody who cannot decide about a direct payment. It is used in their best interests."
            ),
        },
    )
    manager_name = Text(
        _("The name of whoever helps, or looks after it"), hint=_("Leave it empty if nobody does."), max_length=200
    )

    def __init__(self, *args, own: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if own:
            managed_by = cast(Choice, self.fields["managed_by"])
            managed_by.choices = [
                (ManagedBy.SELF, _("Me")),
                (ManagedBy.WITH_HELP, _("Me, with help")),
                (ManagedBy.NOMINEE, _("Somebody I choose (a nominated person)")),
            ]
            managed_by.hints = managed_by.hints | {
                ManagedBy.NOMINEE: _("They receive the money and use it as you want. They must agree to it.")
            }

    def clean(self):
        given = super().clean() or {}
        if given.get("managed_by") in NAMED and not given.get("manager_name") and "manager_name" in given:
            self.add_error("manager_name", gettext("Enter the name of whoever looks after the money"))
        return given


class ConditionsForm(AskForm):
    """Each condition of s31 or s32. None of them needs an answer today: not yet known is an answer."""

    has_capacity = YesNoNotKnown(
        _("Can they decide that they want a direct payment?"),
        hint=_("Capacity for this one decision, with all the help they need to make it."),
        why=_(
            "Everybody is taken to be able to decide unless shown otherwise (Mental Capacity Act 2005 s1). If they "
            "cannot decide this, an authorised person may look after the money: Care Act s32."
        ),
    )
    manager_agrees = YesNoNotKnown(
        _("Does the nominated person agree to receive the money?"), hint=_("Only where there is one. s31(4)")
    )
    suitable_and_authorised = YesNoNotKnown(
        _("Is the authorised person allowed, or suitable, to look after the money?"),
        hint=_("Only where there is one. They have authority under the Mental Capacity Act, or are suitable. s32(4)"),
    )
    acts_in_best_interests = YesNoNotKnown(
        _("Will the authorised person act in their best interests?"), hint=_("Only where there is one. s32(7)")
    )
    able_to_manage = YesNoNotKnown(
        _("Can whoever looks after the money manage it, alone or with help?"),
        hint=_("Think of all the help there could be, before you say no. s31(6), s32(8)"),
    )
    appropriate = YesNoNotKnown(_("Is a direct payment a good way to meet these needs?"), hint=_("s31(7), s32(9)"))
    excluded = YesNoNotKnown(
        _("Has a court ordered treatment for drug or alcohol use, or is it a condition of leaving prison?"),
        hint=_(
            "Ask in private, and only this: whether there is an order or a condition now. Do not ask about the past or "
            "write down any detail. Having used drugs or alcohol is no reason to refuse."
        ),
        why=_(
            "The law leaves out people who are under such an order (SI 2014/2871 Sch 1). We must still meet their "
            "needs, in another way."
        ),
    )
    pays_family_at_home = YesNoNotKnown(
        _("Would it pay a husband, wife, partner or close relative who lives with them?"),
        hint=_("Relatives who live elsewhere may be paid. So may a relative at home who only looks after the money."),
    )
    family_necessary = YesNoNotKnown(
        _("Is paying that relative necessary?"),
        hint=_("For example: nobody else speaks their language, or they accept care from nobody else. reg 3"),
    )
    why_necessary = LongText(_("Why is it necessary?"), rows=3)

    def clean(self):
        given = super().clean()
        if given.get("family_necessary") and not given.get("why_necessary"):
            self.add_error("why_necessary", gettext("Say why paying that relative is necessary"))
        authorised = given.get("managed_by") == ManagedBy.AUTHORISED
        if given.get("has_capacity") is False and given.get("managed_by") and not authorised:
            self.add_error(
                "managed_by",
                gettext("Somebody who cannot decide this needs an authorised person to look after the money"),
            )
        if given.get("has_capacity") and authorised:
            self.add_error("managed_by", gettext("Somebody who can decide this chooses who looks after the money"))
        return given


class DecideForm(Form):
    reasons = LongText(_("Why"), missing=_("Say why"), hint=_("Write to the person, as “you”."))
    participation = LongText(
        _("How the person took part"), missing=_("Say how the person took part"), rows=3,
        hint=_("When and how you talked, who was with them, and what they said."),
    )  # fmt: skip
    offered = LongText(
        _("What we offer instead"),
        missing=_("Say what is offered instead"),
        hint=_("Their needs must still be met. For example: the council arranges the same support."),
        rows=3,
    )

    def __init__(self, *args, refusal: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not refusal:
            del self.fields["offered"]


class AgreeForm(Form):
    starts_on = Date(
        _("On which day does the direct payment start?"),
        missing=_("Enter the day the direct payment starts"),
        hint=_("The first payment is due on this day, and one every 4 weeks after it."),
    )
    agreed = Tick(
        _("The person, or whoever looks after the money, has read the agreement or had it explained, and agrees"),
        missing=_("Tick to say that they agree"),
    )

    def __init__(self, *args, earliest: date, **kwargs):
        super().__init__(*args, **kwargs)
        cast(Date, self.fields["starts_on"]).earliest = earliest


class EndForm(Form):
    on = Date(_("What is the last day?"), missing=_("Enter the last day"))
    why = LongText(
        _("Why does it end, and how are the needs met from then on?"),
        missing=_("Say why it ends, and how the needs are met from then on"),
    )

    def __init__(self, *args, earliest: date, **kwargs):
        super().__init__(*args, **kwargs)
        cast(Date, self.fields["on"]).earliest = earliest


class ListForm(Form):
    q = Text(_("Name or number"))
    state = Select(_("State"), State.choices, empty=_("Any"), required=False)
    due = Select(_("Next payment"), [("week", _("Due in the next 7 days"))], empty=_("Any"), required=False)
