"""How somebody wants and needs to be written and spoken to, the safe way to reach them, and an address kept private.

Recorded, flagged, shared and met as the Accessible Information Standard (DCB1605) asks.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..decisions.models import Decision, Telling
from ..people.models import Person
from .languages import CHOICES, ENGLISH


class Format(models.TextChoices):
    """The form in which somebody can read a letter."""

    STANDARD = "standard", _("Ordinary print")
    LARGE = "large", _("Large print")
    EASY_READ = "easy_read", _("Easy Read: short sentences with pictures")
    AUDIO = "audio", _("Recorded sound")
    BRAILLE = "braille", _("Braille")


class Interpreter(models.TextChoices):
    NONE = "none", _("None is needed")
    SPOKEN = "spoken", _("An interpreter in their language")
    SIGN = "sign", _("British Sign Language")
    DEAFBLIND = "deafblind", _("Hands-on signing or the deafblind manual alphabet")
    SPEECH_TO_TEXT = "speech_to_text", _("What is said, typed as it is said")


class Phoning(models.TextChoices):
    ANY = "any", _("Phone at any time")
    HOURS = "hours", _("Phone only between certain times")
    TEXT_ONLY = "text_only", _("Text messages only")
    NEVER = "never", _("Never phone")


class Sending(models.TextChoices):
    POST = "post", _("By post")
    EMAIL = "email", _("By email")
    NOT_BY_POST = "not_by_post", _("On their page here, and never by post or email")


class Readers(models.TextChoices):
    """To whom letters go."""

    THEM = "them", _("To the person")
    BOTH = "both", _("To the person, with a copy to somebody they name")
    OTHER = "other", _("Only to somebody they name, such as an advocate")


SIZES = (18, 20, 22, 24)


@with_history()
class CommunicationNeeds(Record):
    """What somebody needs so as to read what we write and be understood, and what they asked us to do."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="how_to_communicate")
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.STANDARD)
    print_size = models.PositiveSmallIntegerField(null=True, blank=True, help_text="points, for large print")
    language = models.CharField(max_length=8, choices=CHOICES, default=ENGLISH)
    interpreter = models.CharField(max_length=16, choices=Interpreter.choices, default=Interpreter.NONE)
    video_link = models.URLField(blank=True, help_text="where they talk with us in sign language, by video")
    phoning = models.CharField(max_length=10, choices=Phoning.choices, default=Phoning.ANY)
    phone_from = models.TimeField(null=True, blank=True)
    phone_until = models.TimeField(null=True, blank=True)
    sending = models.CharField(max_length=12, choices=Sending.choices, default=Sending.POST)
    readers = models.CharField(max_length=6, choices=Readers.choices, default=Readers.THEM)
    other_name = models.CharField(max_length=200, blank=True)
    other_is = models.CharField(max_length=100, blank=True, help_text="who they are to the person")
    other_address = models.TextField(blank=True)
    other_postcode = models.CharField(max_length=8, blank=True)
    other_email = models.EmailField(blank=True)
    may_be_shared = models.BooleanField(null=True, blank=True, help_text="with others who support them")
    ask_again_on = models.DateField(null=True, blank=True)
    # What they had told us in their own words when this was written. Words since then are read before a letter goes.
    words_read = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="large_print_says_how_large",
                condition=~Q(format=Format.LARGE) | Q(print_size__isnull=False, print_size__in=SIZES),
            ),
            models.CheckConstraint(
                name="hours_to_phone_have_a_beginning_and_an_end",
                condition=~Q(phoning=Phoning.HOURS)
                | Q(phone_from__isnull=False, phone_until__isnull=False, phone_from__lt=F("phone_until")),
            ),
            models.CheckConstraint(
                name="somebody_else_who_reads_letters_is_named",
                condition=Q(readers=Readers.THEM) | ~Q(other_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"How to communicate with {self.person}"


@with_history()
class SafeContact(Record):
    """How to reach somebody without putting them at risk, from them. Obeyed before anything else."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="safe_contact")
    safe_way = models.TextField(help_text="how to reach them, and when")
    who_must_not_know = models.TextField(blank=True)
    do_not_write = models.BooleanField(default=False)
    do_not_phone = models.BooleanField(default=False)
    do_not_leave_messages = models.BooleanField(default=False)
    do_not_email = models.BooleanField(default=False)
    not_at = models.TextField(blank=True, help_text="addresses and numbers never to use")
    safe_address = models.TextField(blank=True, help_text="where letters are safe")
    safe_postcode = models.CharField(max_length=8, blank=True)
    code_word = models.CharField(max_length=60, blank=True, help_text="by which each knows that it is the other")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="safe_contact_says_the_safe_way", condition=~Q(safe_way=""))]

    def __str__(self) -> str:
        return f"Safe contact with {self.person}"


@with_history()
class ProtectedAddress(Record):
    """Where somebody lives, taken out of their record. Only those named here read it; each time is written down."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="protected_address")
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    why = models.TextField(help_text="never where they live, or who they hide from")
    since = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(name="protected_address_says_why", condition=~Q(why=""))]

    def __str__(self) -> str:
        return f"The private address of {self.person}"


@with_history()
class MayReadAddress(models.Model):
    """Somebody who may read a private address, from a day on, until it is taken back."""

    protected_address = models.ForeignKey(ProtectedAddress, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="nobody_is_named_twice_for_an_address", fields=["protected_address", "user"],
                condition=Q(ended_on__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} may read {self.protected_address}"


class HeldLetterQuerySet(models.QuerySet["HeldLetter"]):
    def waiting(self) -> HeldLetterQuerySet:
        return self.filter(state=HeldLetter.State.WAITING)


@with_history()
class HeldLetter(Record):
    """A letter that was not sent, because a need of the person could not be met. It waits until somebody has met it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")

    MOVES = {State.WAITING: (State.DONE,), State.DONE: ()}

    class What(models.TextChoices):
        DECISION = "decision", _("A decision")
        INVITATION = "invitation", _("An invitation to get ready for a visit")
        WRITTEN_RECORD = "written_record", _("The written record of an assessment")

    class How(models.TextChoices):
        SENT = "sent", _("The letter went in the form they need")
        IN_PERSON = "in_person", _("Somebody told them in person, and left the letter or read it to them")
        PHONE = "phone", _("Somebody told them by phone, where they allow it")
        ONLINE = "online", _("They read it on their page here")
        NOT_NEEDED = "not_needed", _("It need not be sent any more")

    # How each counts as having been told; a letter that is not needed tells nobody.
    TOLD_BY = {
        How.SENT: Telling.How.LETTER, How.IN_PERSON: Telling.How.IN_PERSON, How.PHONE: Telling.How.PHONE,
        How.ONLINE: Telling.How.ONLINE,
    }  # fmt: skip

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="held_letters")
    what = models.CharField(max_length=14, choices=What.choices, default=What.DECISION)
    about = models.UUIDField(help_text="the decision, or the assessment that it is about")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="held_letters"
    )  # fmt: skip
    refusals = models.JSONField(help_text="each need that could not be met: need, words, what to do")
    held_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    how = models.CharField(max_length=12, choices=How.choices, blank=True)
    words = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = HeldLetterQuerySet.as_manager()

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_letter_about_one_thing_waits", fields=["what", "about"], condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                name="held_letter_of_a_decision_names_it",
                condition=~Q(what="decision") & Q(decision__isnull=True)
                | Q(what="decision", decision__isnull=False, decision=F("about")),
            ),
            models.CheckConstraint(
                name="held_letter_done_says_how_and_when",
                condition=Q(state="waiting") | ~Q(how="") & Q(done_on__isnull=False),
            ),
            models.CheckConstraint(name="held_letter_says_which_need", condition=~Q(refusals=[])),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: not sent on {self.held_on}"

    @property
    def subject(self) -> str:
        return str(self.decision.get_kind_display() if self.decision else self.get_what_display())
