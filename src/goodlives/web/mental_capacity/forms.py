"""The forms of a mental capacity record: which decision and why, each step with what shows it, and the conclusion."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.mental_capacity.models import FOUND, LOOKED_AT, About

from ..design.forms import Choice, Date, Form, LongText, YesNoNotKnown

WHAT_SHOWS_IT = lazy("What shows it?")


class Start(Form):
    """Which decision, on which day, and why it is asked at all."""

    about = Choice(lazy("What kind of decision is it?"), About.choices, missing=lazy("Choose what kind of decision"))
    decision_to_make = LongText(
        lazy("What exactly is to be decided?"), rows=3,
        hint=lazy("As you put it to them: “Whether to go home with four visits a day, or to move to Elm House”. "
                  "Never “can they decide in general”."),
        missing=lazy("Enter what exactly is to be decided"),
    )  # fmt: skip
    why_asked = LongText(
        lazy("Why is there a reason to doubt?"), rows=3,
        hint=lazy("Everybody is taken to be able to decide. Age, a diagnosis, or a choice you would not make is no "
                  "reason by itself."),
        missing=lazy("Enter why there is a reason to doubt"),
    )  # fmt: skip

    def __init__(self, *args, today, **options) -> None:
        super().__init__(*args, **options)
        self.fields["looked_at_on"] = Date(
            _("On which day?"), hint=_("What is found is about that day, and no other"), latest=today,
            missing=_("Enter the day"),
        )  # fmt: skip


# Each step of the Act: what is asked, and a hint.
STEPS = {
    "helped": (
        lazy("Was everything done to help them decide for themself?"),
        lazy("The right place and time of day, plain words, pictures, their language, an interpreter, somebody they "
             "trust. Would another day be better?"),
    ),
    "understand": (
        lazy("With that help, can they understand what matters for this decision?"),
        lazy("And what may come of each choice. The broad lines are enough."),
    ),
    "retain": (
        lazy("Can they remember it for long enough to decide?"), lazy("A short time can be enough: s3(3)"),
    ),
    "use_or_weigh": (lazy("Can they use it, or weigh one thing against another?"), ""),
    "communicate": (
        lazy("Can they say what they decide, in any way?"), lazy("Speech, signs, pictures, a squeeze of the hand"),
    ),
    "impairment": (
        lazy("Does something affect how their mind or brain works, for now or for good?"),
        lazy("Such as dementia, a learning disability, a brain injury, an infection, or the effects of drink"),
    ),
    "because_of_it": (
        lazy("Is that the reason why they cannot decide this?"),
        lazy("And not something else, such as pressure from others. Where they can decide, answer No."),
    ),
    "more_than_looks": (
        lazy("Does this rest on more than age, looks, condition, behaviour, or a choice that seems unwise?"), "",
    ),
}  # fmt: skip

GROUPS = (
    (lazy("Help first"), "ss1(3), 3(2)", ("helped",)),
    (lazy("Can they decide this?"), "s3(1)", ("understand", "retain", "use_or_weigh", "communicate")),
    (lazy("If not, why not?"), "ss1(4), 2", ("impairment", "because_of_it", "more_than_looks")),
)

IN_BEST_INTERESTS = {
    "can_wait": (
        lazy("Are they likely to be able to decide later, and can it wait until then?"), lazy("Say when, if you can"),
    ),
    "took_part": (lazy("Did they take part as far as they could, with help?"), lazy("Say how")),
    "wishes": (
        lazy("Did you look at what they wish and feel, and what they said or wrote before?"),
        lazy("Say what they want, in their words"),
    ),
    "beliefs": (lazy("Did you look at what they believe and value, and whatever else they would think about?"), ""),
    "others_asked": (
        lazy("Were those they named, those who care for them and anybody with power to act for them asked?"),
        lazy("Who was asked, and what each said. Where somebody could not be asked, say why, and answer Yes."),
    ),
    "less_restrictive": (lazy("Did you look first for ways that leave them freer?"), ""),
    "more_than_looks": (lazy("Does it rest on more than age, looks, condition or behaviour?"), ""),
}  # fmt: skip

ADVOCATE = {
    "serious_treatment": lazy("Is it about a serious medical treatment?"),
    "long_stay": lazy("Is it about more than 28 days in hospital, or 8 weeks in a care home?"),
    "somebody_unpaid": lazy("Is there somebody who is not paid, whom it is right to ask?"),
    "attorney_or_deputy": lazy("Has an attorney, a deputy or somebody they named a say in this decision?"),
    "urgent": lazy("Is it too urgent to wait for an advocate?"),
}


class _StepByStep(Form):
    """Yes, no or not yet known for each step, each with what shows it."""

    STEPS: dict = {}

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        for name, (question, hint) in self.STEPS.items():
            self.fields[name] = YesNoNotKnown(question, hint=hint)
            self.fields[f"{name}_words"] = LongText(WHAT_SHOWS_IT, rows=3)

    def clean(self):
        super().clean()
        for name in self.STEPS:
            if self.cleaned_data.get(name) is not None and not self.cleaned_data.get(f"{name}_words", "").strip():
                self.add_error(f"{name}_words", _("Write what shows this: %(what)s") % {"what": self.STEPS[name][0]})
        return self.cleaned_data

    def step(self, name: str):
        """A step as its page draws it: the question, and what shows it."""
        return self[name], self[f"{name}_words"]


class Found(_StepByStep):
    """The four abilities come before what they come from: [2021] UKSC 52."""

    STEPS = {name: STEPS[name] for name in FOUND}
    own_words = LongText(lazy("What do they say about it?"), hint=lazy("In their own words"), rows=3)
    who_was_asked = LongText(lazy("Who else was asked?"), hint=lazy("Such as a doctor, a nurse, family"), rows=2)


class Conclude(Form):
    reasons = LongText(
        lazy("Why?"), rows=5, missing=lazy("Enter why"),
        hint=lazy("Write to the person, as “you”. Say what showed it, in plain words."),
    )  # fmt: skip
    participation = LongText(
        lazy("How did the person take part?"), rows=3, missing=lazy("Enter how the person took part")
    )


class InBestInterests(_StepByStep):
    STEPS = {name: IN_BEST_INTERESTS[name] for name in LOOKED_AT}
    ways_looked_at = LongText(
        lazy("Which ways were there?"), rows=5, hint=lazy("For each: what speaks for it, and what against it")
    )

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        for name, question in ADVOCATE.items():
            self.fields[name] = YesNoNotKnown(question)
        self.fields["advocate"] = LongText(
            _("The independent mental capacity advocate, and what they said"), rows=3,
            hint=_("Leave it empty where there need not be one"),
        )  # fmt: skip


class DecideForThem(Form):
    what = LongText(
        lazy("What is decided?"), rows=3, missing=lazy("Enter what is decided"),
        hint=lazy("Write to the person, as “you”: “You go home with four visits a day.”"),
    )  # fmt: skip
    reasons = LongText(lazy("Why is this best for them?"), rows=5, missing=lazy("Enter why this is best for them"))
