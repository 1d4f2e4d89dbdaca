"""What somebody pays out: for a home, because of a disability, and what the care costs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.rules.charging import Every

from ...design.forms import Money
from ...design.questions import Answers
from .asking import AnyOf, Hours, OneOf, PayingForm, amount


class Housing(PayingForm):
    rent = Money(
        _("Rent or mortgage, and service charges"),
        hint=_("What you pay yourself, after any help with it. Type 0 if nothing."),
    )  # fmt: skip
    council_tax = Money(
        _("Council tax"), hint=_("Your share of it, after any discount or help. Type 0 if nothing."),
        why=_("These come off your income before the sum is done. Gas, electricity, water and food do not: they are "
              "part of what you must be left with."),
    )  # fmt: skip
    theirs = {
        "rent": (_("Rent or mortgage, and service charges"),
                 _("What they pay themselves, after any help with it. Type 0 if nothing.")),
        "council_tax": (_("Council tax"), _("Their share of it, after any discount or help. Type 0 if nothing.")),
    }  # fmt: skip
    amounts = ("rent", "council_tax")
    often = {"rent": Every.MONTH, "council_tax": Every.MONTH}


# Extra costs that people forget, each with an example.
EXTRA_COSTS = {
    "laundry": (_("Washing and bedding"), _("More washing than others, new sheets, special powder")),
    "heating": (_("Heating, electricity and water"), _("A warmer home, a machine that runs all day, more baths")),
    "food": (_("Special food"), _("A special diet, or meals that are brought")),
    "clothes": (_("Clothes and shoes"), _("Special shoes, or clothes that wear out sooner")),
    "alarm": (_("An alarm or pendant"), _("What you pay each month for it, and for its phone line")),
    "cleaner": (_("Cleaning, gardening, window cleaning, odd jobs"), _("What you can no longer do yourself")),
    "carer": (_("Care that you buy yourself"), _("Somebody who comes in, a sitter, foot care")),
    "travel": (_("Taxis and travel"), _("Trips you need, beyond what the mobility part of PIP or DLA pays for")),
    "equipment": (_("Equipment"), _("A wheelchair, hoist, bed or stairlift: buying, hiring, repairs, insurance")),
    "health": (_("Pads, creams, prescriptions"), _("What the NHS does not give you")),
    "going_out": (_("Going out and holidays"), _("The cost of somebody who comes with you")),
    "other_cost": (_("Something else"), _("Anything you would not pay for without your disability")),
}


class ExtraCosts(PayingForm):
    extra_costs = AnyOf(
        _("What do you spend money on because of your disability or illness?"),
        [(name, words) for name, (words, _example) in EXTRA_COSTS.items()],
        none=_("None of these"), heading=True, missing=_("Choose what there is, or “None of these”"),
        hints={name: example for name, (_words, example) in EXTRA_COSTS.items()},
        hint=_("Choose all that are true. Many people forget some, and then pay too much."),
        why=_("These are called disability-related expenditure. If the council counts your disability benefit, it has "
              "to take off what you need to spend. Keep receipts if you can."),
    )  # fmt: skip
    theirs = {"extra_costs": (_("What do they spend money on because of their disability or illness?"),)}


class ExtraCostAmounts(PayingForm):
    """A box for each cost that was chosen, and no others."""

    amounts = tuple(f"cost_{name}" for name in EXTRA_COSTS)
    often = dict.fromkeys((f"cost_{name}" for name in EXTRA_COSTS), Every.WEEK)

    def __init__(self, *args, so_far: Answers, **options):
        chosen = [name for name in so_far.get("extra_costs") or [] if name in EXTRA_COSTS]
        self.base_fields = {  # type: ignore[misc]
            f"cost_{name}": Money(EXTRA_COSTS[name][0], hint=EXTRA_COSTS[name][1]) for name in chosen
        }
        self.amounts = tuple(self.base_fields)  # type: ignore[misc]
        self.often = dict.fromkeys(self.base_fields, Every.WEEK)  # type: ignore[misc]
        super().__init__(*args, so_far=so_far, **options)


class CostAtHome(PayingForm):
    cost_known = OneOf(
        _("What would your care cost?"),
        [("weekly", _("I know what it costs in a week")), ("hours", _("I know how many hours a week"))],
        heading=True, missing=_("Say what you know of the cost"),
        hint=_("The whole cost, whoever pays it."), why=_("Nobody pays more than their care costs."),
    )  # fmt: skip
    weekly_cost = Money(_("What it costs in a week"))
    hours = Hours(_("Hours of care in a week"))
    price = Money(_("What an hour costs"), hint=_("Ask an agency near you, or look on its website."))
    theirs = {"cost_known": (_("What would their care cost?"),)}
    opens = {"cost_known": {"weekly": ("weekly_cost",), "hours": ("hours", "price")}}

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        wanted = {
            "weekly": [("weekly_cost", gettext("Type what the care costs in a week"))],
            "hours": [
                ("hours", gettext("Type how many hours of care in a week")),
                ("price", gettext("Type what an hour of care costs")),
            ],
        }.get(answers.get("cost_known") or "", [])
        for name, says in wanted:
            if answers.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, says)
        return answers


class Fee(PayingForm):
    fee = amount(
        _("What does the care home cost in a week?"),
        hint=_("The whole fee, whoever pays it. You can ask any care home, and you do not have to say who you are."),
        why=_("Nobody pays more than their care costs."),
    )  # fmt: skip
    amounts = ("fee",)


class Nursing(PayingForm):
    nursing = OneOf(
        _("Is it a nursing home, where the NHS pays for the nursing?"), [("yes", _("Yes")), ("no", _("No"))],
        heading=True, missing=_("Say if the NHS pays for nursing"),
        hint=_("This is called NHS-funded nursing care. The NHS pays it to the home."),
        why=_("What the NHS pays comes off the fee first."),
    )  # fmt: skip


class DearerHome(PayingForm):
    dearer = OneOf(
        _("Does the home cost more than the council would pay?"),
        [("no", _("No, or we have not chosen one yet")), ("yes", _("Yes"))],
        heading=True, missing=_("Say if the home costs more than the council would pay"),
        hint=_("The council must offer at least one home that suits you at the price it pays. If you choose a dearer "
               "one, somebody else has to agree to pay the rest."),
    )  # fmt: skip
    council_rate = Money(_("What would the council pay in a week?"))
    opens = {"dearer": {"yes": ("council_rate",)}}

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("dearer") == "yes" and answers.get("council_rate") is None and not self.errors:
            self.add_error(
                "council_rate", gettext("Type what the council would pay in a week, or choose “I do not know”")
            )
        return answers
