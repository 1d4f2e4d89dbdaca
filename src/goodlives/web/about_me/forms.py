"""The forms of About me, what somebody gives, and how life is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from goodlives.casework.about_me import pictures, sounds
from goodlives.casework.about_me.models import HowLifeIs, Offer, Source
from goodlives.casework.about_me.questions import Questions

from ..design.forms import Choice, Date, Form, LongText, Postcode, Text, Upload

HINTS = {
    "important": _("What makes a good day? What would you never give up?"),
    "people": _("Family, friends, pets, people you help. How do you keep in touch?"),
    "communication": _("How do you tell people things? What helps you to understand them?"),
    "wellness": _("What is a good day and a bad day like? What helps on a bad one?"),
    "please": _("Start with “Please do” and then “Please do not”."),
    "support": _("What help do you like, from whom, how and at what time of day?"),
    "also": _("What you are proud of, your work, your faith, what makes you laugh."),
    "supported-by": _("Who helped you to write this, and how do they know you?"),
}


class Write(Form):
    """The person's own words."""

    words = LongText(_("Your words"), rows=10, missing=_("Write something, or go back"), max_length=10_000)
    helper = Text(
        _("Did somebody write it down for you? Their name"), hint=_("Leave it empty if you write this yourself.")
    )


class WriteForThem(Form):
    """Staff write down what somebody who cannot sign in says, or what those who know them say."""

    words = LongText(
        _("In their words"), rows=10, missing=_("Write what they say"), max_length=10_000,
        hint=_("Say “I”, as they would."),
    )  # fmt: skip
    source = Choice(
        _("How do you know this?"),
        [(Source.SCRIBE, _("They said it, and I wrote it down")),
         (Source.KNOWS_THEM, _("Somebody who knows them well told me"))],
        missing=_("Say how you know this"),
    )  # fmt: skip
    helper = Text(_("Who wrote or said it, and when"), missing=_("Say who wrote or said it"))


class Suggest(Form):
    words = LongText(_("What you suggest"), rows=8, missing=_("Write what you suggest"), max_length=10_000)
    why = LongText(_("Why"), rows=3, max_length=2_000)


class AddPicture(Form):
    picture = Upload(
        _("Choose a picture, or take one"), missing=_("Choose a picture"),
        hint=_("A photo or a drawing, 15 MB at most. We take away where and when it was taken."), accept="image/*",
        largest=pictures.LARGEST, too_large=_("The picture is too large. It must be 15 MB or smaller"),
    )  # fmt: skip
    words = Text(
        _("What does it show?"), missing=_("Say what the picture shows"), max_length=300,
        hint=_("In a few words, for somebody who cannot see it."),
    )  # fmt: skip


class AddVoiceNote(Form):
    sound = Upload(
        _("Choose a recording, or make one"), missing=_("Choose a recording"),
        hint=_("Up to 10 minutes, 10 MB at most. Its name is not kept."), accept="audio/*",
        largest=sounds.LARGEST,
        too_large=_("The voice note is too long. It must be 10 MB or smaller: about 10 minutes"),
    )  # fmt: skip
    words = LongText(
        _("What is said in it"), rows=4, max_length=10_000,
        hint=_("If you can, for somebody who cannot hear it. You may leave this empty."),
    )  # fmt: skip


class AddOffer(Form):
    kind = Choice(
        _("What is it?"), Offer.Kind.choices, missing=_("Choose what it is"),
        hints={
            Offer.Kind.SKILL: _("Like fishing, baking, mending bikes, speaking Punjabi."),
            Offer.Kind.ROLE: _("Like a grandparent, a choir member, somebody who waters the neighbours' plants."),
            Offer.Kind.START: _("Like learning to swim, or going to a book club."),
            Offer.Kind.STOP: _("Like going somewhere you do not enjoy. We never show this to others."),
        },
    )  # fmt: skip
    words = Text(
        _("In your words"),
        missing=_("Write a few words"),
        hint=_("Leave out your full name, address and phone number."),
    )


class Share(Form):
    """The person's yes, with its last day."""

    until = Date(_("Until which day?"), missing=_("Enter the last day"), hint=_("At most a year from now."))


class ShareForThem(Share):
    agreed_how = Text(_("How did they tell you that they agree?"), missing=_("Say how they told you that they agree"))


class Find(Form):
    words = Text(_("What are you looking for?"), hint=_("Like: who could teach me to fish?"))


class FindNear(Find):
    near = Postcode(_("Near which postcode?"), hint=_("Only its first half is used."))


class Meet(Form):
    message = LongText(
        _("What would you like to say to them?"), rows=4, missing=_("Write a few words to them"), max_length=1_000,
        hint=_("Leave out your address and phone number. We ask them first."),
    )  # fmt: skip


class AnswerIntroduction(Form):
    agreed = Choice(
        _("What did they say?"), [("yes", _("Yes, they would like to meet")), ("no", _("Not now"))],
        missing=_("Choose what they said"),
    )  # fmt: skip
    answer = LongText(
        _("What you tell the person who asked"), rows=4, missing=_("Write what you tell the person who asked"),
        hint=_("How they can meet, and who will be there. No reason is needed for “not now”."),
    )  # fmt: skip


class Life(Form):
    """The questions of one set, any of which may be left; and, for staff, who answered and when it was."""

    own_words = LongText(_("Anything you want to add, in your own words"), rows=4, max_length=5_000)

    def __init__(self, *args, questions: Questions, staff: bool, **kwargs):
        super().__init__(*args, **kwargs)
        own_words = self.fields.pop("own_words")
        for one in questions.asked:
            levels = [*((str(number), words) for number, words in enumerate(one.levels, 1)), ("", _("I cannot say"))]
            self.fields[one.aspect] = Choice(one.words, levels, required=False)
        self.questions = questions
        if staff:
            by = [
                (HowLifeIs.AnsweredBy.TOGETHER, _("They answered, with me")),
                (HowLifeIs.AnsweredBy.FOR_THEM, _("Somebody else answered for them")),
            ]
            self.fields["answered_by"] = Choice(_("Who answered?"), by, missing=_("Say who answered"))
            self.fields["who_answered"] = Text(_("If somebody else answered: who?"))
            contacts = [one for one in HowLifeIs.Contact.choices if one[0] != HowLifeIs.Contact.OWN_ACCORD]
            self.fields["contact"] = Choice(_("When was this asked?"), contacts, missing=_("Say when this was asked"))
        self.fields["own_words"] = own_words

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if said.get("answered_by") == HowLifeIs.AnsweredBy.FOR_THEM and not said.get("who_answered"):
            self.add_error("who_answered", _("Say who answered for them"))
        if not self.errors and not said.get("own_words") and not any(self.answers().values()):
            self.add_error(self.questions.asked[0].aspect, _("Answer at least one question, or go back"))
        return said

    def answers(self) -> dict[str, int | None]:
        """1 to 4, or None where they cannot say."""
        given = {one.aspect: self.cleaned_data.get(one.aspect) for one in self.questions.asked}
        return {aspect: int(level) if level else None for aspect, level in given.items()}
