"""The questions somebody is asked when they ask for help: one a page, none that we can answer ourselves."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.access.models import User
from goodlives.casework.requests.models import Communication, Contact, RequestForSupport, Urgency

from .. import clock
from ..design.forms import (
    Choice,
    Choices,
    Date,
    Email,
    LongText,
    NHSNumber,
    Phone,
    Postcode,
    Text,
    YesNo,
    YesNoNotKnown,
)
from ..design.questions import Answers, Question, QuestionForm

About = RequestForSupport.About
LONGEST = 10_000


def for_somebody_else(answers: Answers) -> bool:
    return answers.get("about") == About.SOMEBODY_ELSE


def as_carer(answers: Answers) -> bool:
    return answers.get("about") == About.MYSELF_AS_CARER


def in_danger(answers: Answers) -> bool:
    return answers.get("danger") is True


def _filled_in(form: QuestionForm, name: str, what: str) -> None:
    """Let the browser fill in somebody's own details, and never another's."""
    cast(Text, form.fields[name]).autocomplete = what


class Danger(QuestionForm):
    danger = YesNo(
        _("Is somebody in danger now?"), heading=True, missing=_("Say whether somebody is in danger now"),
        hint=_("For example: somebody is being hurt, is badly ill, or is alone and cannot get up."),
    )  # fmt: skip


class Who(QuestionForm):
    about = Choice(
        _("Who are you asking for?"), About.choices, heading=True, missing=_("Say who you are asking for"),
        hints={
            About.MYSELF_AS_CARER: _("You can ask for help for yourself, whether or not they want any."),
            About.SOMEBODY_ELSE: _("For example your mother, a neighbour, or somebody you work with."),
        },
    )  # fmt: skip


class WhatIsHappening(QuestionForm):
    words = LongText(
        _("What is happening?"), heading=True, rows=8, max_length=LONGEST, missing=_("Tell us what is happening"),
        hint=_("Use your own words. There is no wrong answer, and spelling does not matter."),
        why=_("Your own words are the most important part. Whoever reads this should hear it from you, and you should "
              "not have to tell it again."),
    )  # fmt: skip


class WhatWouldHelp(QuestionForm):
    what_would_help = LongText(
        _("What would help?"), heading=True, rows=5, max_length=LONGEST,
        hint=_("What would you like to be different? If you do not know, leave it empty. We can think about it "
               "together."),
    )  # fmt: skip


class Name(QuestionForm):
    given_name = Text(_("First name"), max_length=100, missing=_("Enter a first name"))
    family_name = Text(_("Family name"), max_length=100, missing=_("Enter a family name"))

    def suit(self, so_far: Answers) -> None:
        if for_somebody_else(so_far):
            self.fields["family_name"].required = False
            self.fields["family_name"].help_text = _("If you do not know it, leave it empty.")
        else:
            _filled_in(self, "given_name", "given-name")
            _filled_in(self, "family_name", "family-name")


class Born(QuestionForm):
    born_on = Date(
        _("Date of birth"), hint=_("For example 27 3 1956"), latest=clock.today,
        why=_("It tells people with the same name apart. With your reference, it is also how you come back and read "
              "our answer."),
    )  # fmt: skip
    nhs_number = NHSNumber(
        _("NHS number, if you have it to hand"),
        hint=_("10 numbers, like 485 777 3456. It is on letters from the NHS."),
    )

    def suit(self, so_far: Answers) -> None:
        if for_somebody_else(so_far):
            self.fields["born_on"].help_text = _("If you do not know it, leave it empty.")
        else:
            _filled_in(self, "born_on", "bday")


class Address(QuestionForm):
    address = LongText(
        _("Address"), rows=4, max_length=1000,
        hint=_("If there is no fixed address, say where to find you, or leave it empty."),
    )  # fmt: skip
    postcode = Postcode(_("Postcode"), classes="govuk-input--width-10", autocomplete="postal-code")

    def suit(self, so_far: Answers) -> None:
        if for_somebody_else(so_far):
            self.fields["address"].help_text = _("If you do not know it, say what you know, like the street.")
            _filled_in(self, "postcode", "")


class Asker(QuestionForm):
    asker_name = Text(_("Your name"), max_length=200, missing=_("Enter your name"), autocomplete="name")
    asker_relationship = Text(
        _("Who are you to them?"), max_length=100, missing=_("Say who you are to them"),
        hint=_("For example: daughter, neighbour, nurse"),
    )  # fmt: skip


class Knows(QuestionForm):
    person_knows = YesNoNotKnown(
        _("Do they know that you are asking us, and agree?"), heading=True, inline=False, required=True,
        answers=(("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure"))),
        missing=_("Say whether they know and agree"),
        why=_("People have a right to decide about their own lives, so please ask them first if it is safe to. You can "
              "still tell us if they do not know, if you think they are being hurt, or if they cannot decide this "
              "for themselves."),
    )  # fmt: skip


class CaredFor(QuestionForm):
    cared_for_name = Text(
        _("Who do you look after?"), heading=True, max_length=200, missing=_("Say who you look after"),
        hint=_("Their name, and who they are to you. For example: Joan Pike, my mother. We do not tell them that you "
               "asked."),
    )  # fmt: skip


class ReachYou(QuestionForm):
    contact_ways = Choices(
        _("How may we get in touch with you?"), Contact.choices, missing=_("Choose at least one way to get in touch"),
        hint=_("Choose every way that is all right and safe. We use no other, for letters about decisions too."),
    )  # fmt: skip
    my_phone = Phone(_("Phone number"), max_length=30, autocomplete="tel", classes="govuk-input--width-20")
    my_email = Email(_("Email address"), max_length=254, autocomplete="email")

    def suit(self, so_far: Answers) -> None:
        """We write only where there is an address to write to, and it is that of whoever asks."""
        if for_somebody_else(so_far) or not so_far.get("address"):
            cast(Choices, self.fields["contact_ways"]).choices = [
                pair for pair in Contact.choices if pair[0] != Contact.LETTER
            ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        ways = answers.get("contact_ways", [])
        if (Contact.PHONE in ways or Contact.TEXT in ways) and answers.get("my_phone") == "":
            self.add_error("my_phone", gettext("Enter your phone number, or choose another way to get in touch"))
        if Contact.EMAIL in ways and answers.get("my_email") == "":
            self.add_error("my_email", gettext("Enter your email address, or choose another way to get in touch"))
        return answers


class GettingAlong(QuestionForm):
    """What makes it easier to talk: for whoever asks, or for the person they ask for."""

    phone = Phone(_("Their phone number, if you know it"), max_length=30, classes="govuk-input--width-20")
    communication = Choices(_("What would help us understand each other?"), Communication.choices)
    language = Text(_("Language to speak, if it is not English"), max_length=60, classes="govuk-input--width-20")
    contact_needs = LongText(
        _("Anything else we should know before we get in touch?"), rows=3, max_length=1000,
        hint=_("For example: not before 10am, speak slowly, or it is not safe to talk when my partner is at home."),
    )  # fmt: skip

    def suit(self, so_far: Answers) -> None:
        if not for_somebody_else(so_far):
            del self.fields["phone"]


class HowSoon(QuestionForm):
    urgency = Choice(
        _("How soon is help needed?"), Urgency.choices, heading=True, missing=_("Say how soon help is needed"),
        hints={
            Urgency.DANGER: _("If it is happening now, phone 999 first."),
            Urgency.DAYS: _("For example: somebody comes out of hospital, or the person who helps is ill."),
            Urgency.WEEKS: _("For example: things at home are slowly getting harder."),
            Urgency.PLANNING: _("For example: you would like to know what there is."),
        },
    )  # fmt: skip


def _theirs_or_yours(theirs, yours):
    return lambda answers: theirs if for_somebody_else(answers) else yours


QUESTIONS = [
    Question("danger", _("Is somebody in danger now?"), Danger),
    Question("get-help-now", _("Get help now"), when=in_danger, template="requests/get_help_now.jinja"),
    Question("who", _("Who are you asking for?"), Who),
    Question("happening", _("What is happening?"), WhatIsHappening, template="requests/happening.jinja"),
    Question("help", _("What would help?"), WhatWouldHelp),
    Question("how-soon", _("How soon is help needed?"), HowSoon, when=lambda answers: not in_danger(answers)),
    Question("name", _theirs_or_yours(_("What is their name?"), _("What is your name?")), Name),
    Question("born", _theirs_or_yours(_("When were they born?"), _("When were you born?")), Born,
             known_by=("born_on",)),
    Question("address", _theirs_or_yours(_("Where do they live?"), _("Where do you live?")), Address,
             known_by=("postcode",)),
    Question("cared-for", _("Who do you look after?"), CaredFor, when=as_carer),
    Question("you", _("About you"), Asker, when=for_somebody_else),
    Question("they-know", _("Do they know?"), Knows, when=for_somebody_else),
    Question("reach-you", _("Getting in touch with you"), ReachYou),
    Question("talking", _theirs_or_yours(_("Getting in touch with them"), _("Making it easy to talk")), GettingAlong),
]  # fmt: skip


def known_already(user: User | AnonymousUser, answers: Answers) -> Answers:
    """What the signed-in person's own record says, so that they are not asked again."""
    person = getattr(user, "person", None)
    if person is None or "about" not in answers:
        return {}
    reach = {"my_phone": person.phone, "my_email": person.email}
    if for_somebody_else(answers):
        return reach | {"asker_name": person.name}
    return reach | {
        "given_name": person.given_name, "family_name": person.family_name, "born_on": person.born_on,
        "nhs_number": person.nhs_number or "", "address": person.address, "postcode": person.postcode,
        "language": person.language, "contact_needs": person.communication_needs,
    }  # fmt: skip


# What a request holds under the same names as the questions.
SAME_NAMES = (
    "about", "words", "what_would_help", "given_name", "family_name", "born_on", "nhs_number", "address", "postcode",
    "contact_ways", "communication", "language", "contact_needs", "asker_name", "asker_relationship", "person_knows",
    "cared_for_name",
)  # fmt: skip


def what_was_told(answers: Answers) -> Answers:
    """The answers, as a request keeps them: whose phone and email they are depends on who asks."""
    told = {name: answers[name] for name in SAME_NAMES if name in answers}
    told["urgency"] = Urgency.DANGER if in_danger(answers) else answers["urgency"]
    if for_somebody_else(answers):
        told |= {"asker_phone": answers["my_phone"], "asker_email": answers["my_email"], "phone": answers["phone"]}
    else:
        told |= {"phone": answers["my_phone"], "email": answers["my_email"]}
    return told
