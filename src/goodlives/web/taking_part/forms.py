"""The forms about taking part: what somebody needs, whether there must be an advocate, and what is arranged."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.taking_part.models import TakingPart
from goodlives.rules.advocacy import Difficulty

from ..design.forms import Choice, Date, Form, LongText, Select, Text, Tick, YesNoNotKnown

SOMEBODY_ELSE = "somebody_else"


class Needs(Form):
    """What somebody needs to take part. `people` are those in their circle, who might speak up for them."""

    interpreter_needed = YesNoNotKnown(
        lazy("Do they need an interpreter?"), hint=lazy("Family should not have to interpret, and children never")
    )
    interpreter_for = Text(lazy("For which language, or way of speaking?"), required=False)
    interpreter = LongText(lazy("What is arranged?"), hint=lazy("Who comes, and when"), rows=2)
    what_helps = LongText(
        lazy("What else helps them to take part?"), rows=3,
        hint=lazy("Such as a quiet room, pictures, breaks, somebody beside them, a visit in two parts"),
    )  # fmt: skip

    def __init__(self, *args, people: list[tuple[str, str]], **options) -> None:
        super().__init__(*args, **options)
        for difficulty in Difficulty:
            self.fields[difficulty.value] = YesNoNotKnown(
                _("%(what)s: very hard without somebody's help?") % {"what": capfirst(IN_WORDS[difficulty])}
            )
        self.fields |= {
            "difficulty_words": LongText(_("What is hard, and what would make it easier?"), rows=3),
            "somebody": Choice(
                _("Is there a friend or relative who could speak up for them?"),
                [*TakingPart.Somebody.choices, ("", _("Not yet known"))], required=False,
            ),
            "member": Select(_("Who is it?"), [*people, (SOMEBODY_ELSE, _("Somebody else"))],
                             empty=_("Not yet known"), required=False),
            "somebody_name": Text(_("Their name, if somebody else"), required=False),
            "suitable": YesNoNotKnown(_("Can they really help the person to take part?"),
                                      hint=_("They live near, know them well, and stand for what the person wants")),
            "paid": YesNoNotKnown(_("Are they paid to care for or treat the person?")),
            "able_to_agree": YesNoNotKnown(_("Is the person able to decide who helps them?"),
                                           hint=_("Yes, unless it has been shown that they are not")),
            "agrees": YesNoNotKnown(_("Does the person agree that they help?")),
            "in_best_interests": YesNoNotKnown(
                _("If the person is not able to decide: is it best for them that this one helps?")),
            "long_stay": Tick(_("A stay of 28 days in hospital or 8 weeks in a care home is likely, and an advocate "
                                "would be best for them"), required=False),
            "disagreement": Tick(_("Whoever helps them and the council disagree about something that matters, and both "
                                   "think an advocate would help"), required=False),
        }  # fmt: skip

    @property
    def about_interpreter(self):
        return [self[name] for name in ("interpreter_needed", "interpreter_for", "interpreter", "what_helps")]

    @property
    def about_difficulty(self):
        return [self[name] for name in (*[difficulty.value for difficulty in Difficulty], "difficulty_words")]

    @property
    def about_somebody(self):
        names = ("member", "somebody_name", "suitable", "paid", "able_to_agree", "agrees", "in_best_interests")
        return [self[name] for name in names]


IN_WORDS = {
    Difficulty.UNDERSTANDING: lazy("understanding what they need to know"),
    Difficulty.RETAINING: lazy("remembering it for long enough"),
    Difficulty.USING_OR_WEIGHING: lazy("using it, or weighing one thing against another"),
    Difficulty.COMMUNICATING: lazy("saying what they think, want or feel"),
}


class Decide(Form):
    reasons = LongText(
        lazy("Why?"), rows=4, missing=lazy("Enter why"), hint=lazy("Write to the person, as “you”, in plain words")
    )
    participation = LongText(
        lazy("How did the person take part?"), rows=3, missing=lazy("Enter how the person took part")
    )


class Arrange(Form):
    """`today`: nothing that is noted lies ahead."""

    def __init__(self, *args, today, **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "asked_on": Date(_("When was an advocate asked for?"), required=False, latest=today),
            "advocate": Text(_("Name of the advocate"), required=False),
            "advocate_from": Text(_("Where are they from?"), hint=_("The advocacy service, not the council"),
                                  required=False),
            "met_on": Date(_("When did they first meet the person?"), required=False, latest=today),
        }  # fmt: skip

    def clean(self):
        super().clean()
        if self.cleaned_data.get("met_on") and not self.cleaned_data.get("advocate"):
            self.add_error("advocate", _("Enter the name of the advocate"))
        return self.cleaned_data
