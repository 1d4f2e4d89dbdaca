"""The questions about one thing somebody owns, or one kind of money that they get, and what has been seen of it."""

from __future__ import annotations

from fractions import Fraction

from django.forms import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.finances.models import Capital, Every, Income, LivesThere
from goodlives.rules.charging.for_a_time import ForATime
from goodlives.web.design.forms import Choice, Date, Form, Money, Select, Text, YesNoNotKnown

DISREGARDS = list(Capital._meta.get_field("disregard").choices or ())
EVIDENCE = ("evidence_state", "evidence", "evidence_on")


class EvidenceForm(Form):
    """What has been seen of one item, or asked for. Drawn below the item's own questions."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {
            "evidence_state": Choice(
                _("Evidence"),
                [("", _("Not looked at yet")), *Capital.Seen.choices],
                required=False,
                hint=_("Ask only for what you need. What you have seen before need not be shown again."),
            ),
            "evidence": Text(
                _("What have you seen or asked for, and why do you say so?"),
                hint=_("For example: statement of 1 May 2023. Where it is not counted, the reason."),
                max_length=200,
            ),
            "evidence_on": Date(_("On which day?"), hint=_("The day you saw it, or asked for it.")),
        }

    def check_evidence(self, given: dict) -> None:
        """What was seen or asked for has its day, and what was asked for is named, so that a letter can say it."""
        state = given.get("evidence_state")
        if state in ("seen", "asked") and not given.get("evidence_on") and "evidence_on" in given:
            self.add_error("evidence_on", gettext("Enter the day you saw it or asked for it"))
        if state == "asked" and not given.get("evidence"):
            self.add_error("evidence", gettext("Say what you have asked for"))


SHARES = [
    ("1", _("All of it")),
    ("1/2", _("Half")),
    ("1/3", _("A third")),
    ("2/3", _("Two thirds")),
    ("1/4", _("A quarter")),
    ("3/4", _("Three quarters")),
    ("other", _("Another share")),
]


class CapitalForm(EvidenceForm):
    kind = Choice(
        _("What is it?"),
        [
            (kind, _("Their main home") if kind == Capital.Kind.MAIN_HOME else words)
            for kind, words in Capital.Kind.choices
        ],
        missing=_("Say what it is"),
        hints={
            Capital.Kind.MAIN_HOME: _(
                "It does not count while they live there, mean to go back, or in the first 12 weeks in a care home."
            ),
            Capital.Kind.NOTIONAL: _(
                "Only where the council finds that paying less for care was an important reason for giving it away."
            ),
        },
    )
    words = Text(_("Which one?"), hint=_("For example: Post Office savings account"), max_length=200)
    amount = Money(
        _("What is all of it worth?"),
        hint=_(
            "In pounds, the whole of it, even if it is shared. For land, what it would sell for, less any debt on it. "
            "Leave it empty if it is not yet known."
        ),
    )
    share = Select(_("How much of it is theirs?"), SHARES, missing=_("Say how much of it is theirs"))
    share_other = Text(_("If another share, which?"), hint=_("As a fraction, like 2/5"), classes="govuk-input--width-5")
    disregard = Select(
        _("Is there a reason in law not to count it?"),
        DISREGARDS,
        empty=_("No, it counts as usual"),
        required=False,
    )
    lives_there = Select(_("Who else lives there?"), LivesThere.choices, empty=_("Nobody"), required=False)
    their_main_home = YesNoNotKnown(_("Is it their main home?"))
    since_before_the_move = YesNoNotKnown(_("Have they lived there since before the move to the care home?"))
    estranged = YesNoNotKnown(_("Are the two estranged or divorced?"))
    lone_parent = YesNoNotKnown(_("Do they bring up a child there on their own?"))
    council_leaves_it_out = YesNoNotKnown(
        _("If the law leaves it to the council: does the council choose not to count it?"),
        hint=_("For example for somebody who gave up their own home to give care. Say why below."),
    )
    for_a_time = Select(
        _("What is it, or what is it for?"),
        [(one.value, one.words) for one in ForATime],
        empty=_("None of these"),
        required=False,
    )
    since = Date(_("Since when?"), hint=_("The day it was bought, sold or paid."))
    longer_is_reasonable = YesNoNotKnown(_("If the time is over: is a longer time reasonable?"))
    was_theirs = YesNoNotKnown(_("Was it theirs?"))
    no_longer_theirs = YesNoNotKnown(_("Did they give it away, sell it for too little, or use it up?"))
    expected_to_need_care = YesNoNotKnown(
        _("When they did, did they know or expect that they would need care and might have to pay for it?")
    )
    to_pay_less = YesNoNotKnown(
        _("Was paying less for care an important reason?"),
        hint=_("It need not be the only one. No gift is too old to look at, and none so recent that it must count."),
    )

    def clean_share_other(self) -> str:
        """A fraction such as 2/5, never more than the whole."""
        written = (self.cleaned_data.get("share_other") or "").replace(" ", "")
        if self.cleaned_data.get("share") != "other":
            return ""
        try:
            share = Fraction(written) if "/" in written else None
        except (ValueError, ZeroDivisionError):
            share = None
        if share is None or not 0 < share < 1 or share.denominator > 9999:
            raise ValidationError(gettext("The share must be a fraction of one, like 2/5"))
        return f"{share.numerator}/{share.denominator}"

    def clean(self):
        given = super().clean() or {}
        if given.get("disregard") and not given.get("evidence") and "evidence" in given:
            self.add_error("evidence", gettext("Say why it is not counted"))
        if given.get("disregard") == "occupied" and not given.get("lives_there") and "lives_there" in given:
            self.add_error("lives_there", gettext("Say who else lives there"))
        if given.get("disregard") == "temporary" and not given.get("for_a_time") and "for_a_time" in given:
            self.add_error("for_a_time", gettext("Say what it is, or what it is for"))
        if given.get("for_a_time") and not given.get("since") and "since" in given:
            self.add_error("since", gettext("Enter the day it was bought, sold or paid"))
        self.check_evidence(given)
        return given

    NAMES = (
        "kind", "words", "amount", "disregard", "lives_there", "their_main_home", "since_before_the_move", "estranged",
        "lone_parent", "council_leaves_it_out", "for_a_time", "since", "longer_is_reasonable", "was_theirs",
        "no_longer_theirs", "expected_to_need_care", "to_pay_less", *EVIDENCE,
    )  # fmt: skip

    @staticmethod
    def saved(item: Capital) -> dict:
        """What the form shows of a saved item."""
        usual = item.share in dict(SHARES)
        return {name: getattr(item, name) for name in CapitalForm.NAMES} | {
            "share": item.share if usual else "other",
            "share_other": "" if usual else item.share,
        }

    def item(self, item: Capital) -> Capital:
        """The item as the form says it is. Nothing is saved."""
        given = self.cleaned_data
        for name in self.NAMES:
            setattr(item, name, given[name])
        item.share = given["share_other"] or given["share"]
        return item


RATES = {
    Income.Kind.ATTENDANCE_ALLOWANCE: (Income.Rate.LOWER, Income.Rate.HIGHER),
    Income.Kind.PIP_DAILY_LIVING: (Income.Rate.STANDARD, Income.Rate.ENHANCED),
    Income.Kind.PIP_MOBILITY: (Income.Rate.STANDARD, Income.Rate.ENHANCED),
    Income.Kind.DLA_CARE: (Income.Rate.LOWER, Income.Rate.MIDDLE, Income.Rate.HIGHER),
    Income.Kind.DLA_MOBILITY: (Income.Rate.LOWER, Income.Rate.HIGHER),
}


class IncomeForm(EvidenceForm):
    kind = Select(_("What is it?"), Income.Kind.choices, empty=_("Choose one"), missing=_("Choose what it is"))
    words = Text(_("Which one?"), hint=_("For example: pension from the railway"), max_length=200)
    amount = Money(
        _("How much is paid to them?"),
        most=1_000_000_00,
        hint=_(
            "Their own part only, after tax. Leave out any part for rent or children. "
            "Leave it empty if it is not yet known."
        ),
    )
    every = Select(_("How often?"), Every.choices, missing=_("Say how often it is paid"))
    rate = Select(
        _("At which rate?"),
        Income.Rate.choices,
        empty=_("Not yet known, or it has no rates"),
        required=False,
        hint=_("For PIP, DLA and Attendance Allowance. The award letter says it."),
    )

    def clean(self):
        given = super().clean() or {}
        kind, rate = given.get("kind"), given.get("rate")
        if kind and rate and kind not in RATES:
            given["rate"] = ""
        elif kind and rate and rate not in RATES[kind]:
            labels = gettext(" or ").join(str(Income.Rate(known).label).lower() for known in RATES[kind])
            self.add_error(
                "rate",
                gettext("%(kind)s is paid at the %(rates)s rate") % {"kind": Income.Kind(kind).label, "rates": labels},
            )
        self.check_evidence(given)
        return given

    NAMES = ("kind", "words", "amount", "every", "rate", *EVIDENCE)

    @classmethod
    def saved(cls, item: Income) -> dict:
        return {name: getattr(item, name) for name in cls.NAMES}

    def item(self, item: Income) -> Income:
        for name in self.NAMES:
            setattr(item, name, self.cleaned_data[name])
        return item


class AllListedForm(Form):
    """Whether a list is the whole of it: an empty list is not "nothing" until somebody says so."""

    all_listed = Choice(
        _("Is this everything?"),
        [("yes", _("Yes, this is everything")), ("", _("Not yet known"))],
        required=False,
        inline=True,
    )

    def clean_all_listed(self) -> bool | None:
        return True if self.cleaned_data.get("all_listed") == "yes" else None
