"""The questions of the plan's pages, one topic a page. They speak to the person, whoever holds the pen."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from goodlives.casework.decisions.models import Telling
from goodlives.casework.plans.models import State

from ..design import forms


class WhatMatters(forms.Form):
    what_matters = forms.LongText(
        _("What matters to you?"), rows=10, heading=True,
        hint=_("The people, places and things that make a good life for you. Use your own words."),
        missing=_("Write what matters to you"),
    )  # fmt: skip


_ASKED = {
    "rows": 3, "missing": _("Write how they asked you to write it for them"),
    "hint": _("When, how, and what they asked. They read this on each line you write."),
    "why": _("The plan belongs to the person. Nobody writes it for them unless they ask."),
}  # fmt: skip


class StartForThem(WhatMatters):
    """Somebody from the council begins it, because the person asked."""

    asked = forms.LongText(_("How did they ask you to write it for them?"), **_ASKED)


class StartAlone(WhatMatters):
    what_matters = forms.LongText(
        _("What matters to you?"), rows=6, missing=_("Write what matters to you"),
        hint=_("The people, places and things that make a good life for you. Use your own words."),
    )  # fmt: skip
    kind = forms.Choice(
        _("Is this plan about your own life, or about you as a carer?"),
        [("adult", _("My own life and support")), ("carer", _("Me as a carer, looking after somebody"))],
        missing=_("Say what the plan is about"),
    )  # fmt: skip


class StartAloneForThem(StartAlone, StartForThem):
    """The same, for somebody who asked."""


class IfThingsGoWrong(forms.Form):
    early_signs = forms.LongText(
        _("How can people tell that things are getting harder?"), rows=3,
        hint=_("For example, I stop answering the phone. You can leave this empty."),
    )  # fmt: skip
    if_things_go_wrong = forms.LongText(
        _("What happens then?"), rows=5,
        hint=_("For example, what you do if somebody who helps you is ill, or if you have a bad day."),
        missing=_("Write what happens if things go wrong"),
        why=_("So that nobody has to guess, and so that a bad day does not become a crisis."),
    )  # fmt: skip
    who_to_call = forms.LongText(
        _("Who should be called?"), rows=3, hint=_("Names and phone numbers. You can leave this empty.")
    )


class Advice(forms.Form):
    advice = forms.LongText(
        _("What could help you stay well, or need less help later?"), rows=6, heading=True,
        hint=_("For example, a class, a piece of equipment, a check-up or a group you could join."),
        missing=_("Write at least one thing that could help"),
        why=_("The law says every plan must give advice on this: Care Act 2014 section 25(1)(f)."),
    )  # fmt: skip


class StartsOn(forms.Form):
    starts_on = forms.Date(
        _("When does the support begin?"), heading=True, hint=_("For example, 27 3 2027"),
        missing=_("Enter the day the support begins"),
    )  # fmt: skip


class WhyItDiffers(forms.Form):
    why_not_indicative = forms.LongText(
        _("Why does the plan cost more or less than the first idea?"), rows=5, heading=True,
        hint=_("The first idea was worked out from a table. The plan is what it really takes."),
        missing=_("Say why the cost is not the first idea"),
    )  # fmt: skip


class Waive(forms.Form):
    figure_waived_words = forms.LongText(
        _("Why do you want to go on without seeing what you would pay?"), rows=4,
        hint=_("In your own words. You can still see the figure at any time."),
        missing=_("Write why, in your own words"),
    )  # fmt: skip


class SignOff(forms.Form):
    reasons = forms.LongText(
        _("Why do you agree to this plan?"), rows=5,
        hint=_("The person reads this with their budget. Say how the plan meets their needs."),
        missing=_("Say why you agree to this plan"),
    )  # fmt: skip


class SendBack(forms.Form):
    reasons = forms.LongText(
        _("What should change, and why?"), rows=6,
        hint=_("Say what to change, not just how much to cut. The person can read this."),
        missing=_("Say what should change, and why"),
    )  # fmt: skip


class Agree(forms.Form):
    agrees = forms.Choice(
        _("Do you agree with your plan and its budget?"),
        [("yes", _("Yes, I agree")), ("no", _("No, or not with all of it"))],
        hints={"no": _("Your support can still begin. What you write stays with the plan, and we answer it.")},
        missing=_("Say whether you agree with the plan"),
    )  # fmt: skip
    disagrees = forms.LongText(
        _("Where do you disagree?"), rows=5, hint=_("In your own words. Nobody changes them."), required=False
    )

    def clean(self):
        super().clean()
        known = self.cleaned_data
        if known.get("agrees") == "no" and not known.get("disagrees"):
            self.add_error("disagrees", _now("Write where you disagree"))
        if known.get("agrees") == "yes":
            known["disagrees"] = ""
        return known


class AgreeForThem(Agree):
    """Staff write down what the person said, and how they said it."""

    how = forms.Choice(
        _("How did they tell you?"),
        [pair for pair in Telling.How.choices if pair[0] != Telling.How.ONLINE],
        missing=_("Say how they told you"),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["agrees"].label = _now("Does the person agree with the plan and its budget?")
        cast(forms.Choice, self.fields["agrees"]).choices = [
            ("yes", _now("Yes")),
            ("no", _now("No, or not with all of it")),
        ]
        self.fields["disagrees"].label = _now("Where do they disagree?")
        self.fields["disagrees"].help_text = _now("In their own words, as they say them.")


class Narrow(forms.Form):
    """The filters of the list of plans."""

    q = forms.Text(_("Name, postcode or number"), classes="govuk-input--width-10")
    state = forms.Select(_("Where it is"), State.choices, empty=_("Anywhere"), required=False)
    mine = forms.Select(
        _("Whose"), [("yes", _("People I work with")), ("invited", _("People who invited me"))],
        empty=_("Everybody's"), required=False,
    )  # fmt: skip
