"""Who acts for a person, how far, on which papers and for how long; and when that is suspended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goodlives.rules import representatives as law
from goodlives.rules.conditions import Conclusion

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..people.models import Person
from ..people.row_security import NameOf
from .words import CHOSEN_BY_THE_PERSON, NUMBERED, Document, Kind, Right

AT_MOST_DAYS = 28
"""The longest that a suspension lasts before somebody must decide again."""


def _days(first: str, last: str) -> Func:
    return Func(
        F(first), F(last), RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="DATERANGE", output_field=DateRangeField(),
    )  # fmt: skip


def _nothing_beyond(field: str) -> Q:
    """No kind has a right here that the law does not let it have."""
    allowed = Q(pk__in=[])
    for kind, powers in law.POWERS.items():
        allowed |= Q(kind=kind.value, **{f"{field}__contained_by": sorted(right.value for right in powers.rights)})
    return allowed


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def current(self, on: date) -> RepresentationQuerySet:
        """Those that are not over, begun or not."""
        return self.filter(Q(last_on__isnull=True) | Q(last_on__gte=on))

    def in_force(self, on: date) -> RepresentationQuerySet:
        return self.current(on).filter(first_on__lte=on)

    def over(self, on: date) -> RepresentationQuerySet:
        return self.filter(last_on__lt=on)

    def suspended(self) -> RepresentationQuerySet:
        return self.filter(suspensions__ended_on__isnull=True, suspensions__isnull=False)

    def not_suspended(self) -> RepresentationQuerySet:
        open_ones = Suspension.objects.open().filter(representation=models.OuterRef("pk"))
        return self.filter(~models.Exists(open_ones))

    def open_to(self, right: str, on: date) -> RepresentationQuerySet:
        """Those who may use this right on this day."""
        return self.in_force(on).not_suspended().filter(usable__contains=[right])

    def who_receive_letters(self, on: date) -> RepresentationQuerySet:
        """To whom the person's letters go as well. Nobody who is suspended, or whose papers have not been seen."""
        return self.open_to(Right.LETTERS, on)

    def of_user(self, user: User, on: date) -> Any:  # a queryset of representations with more than their columns
        """For whom this user acts, or is to act; `whose` is the person's name, which is all they may read here."""
        found: Any = self.current(on).filter(user=user).annotate(whose=NameOf("person_id"))
        return found.order_by("whose", "kind")

    def with_what_presses(self) -> Any:
        """Each with `decide_by`, where it is suspended, and `worried`, where the person says something is not right."""
        open_ones = Suspension.objects.open().filter(representation=models.OuterRef("pk"))
        return self.annotate(
            decide_by=models.Subquery(open_ones.values("until_on")[:1]),
            worried=models.Exists(Worry.objects.filter(representation=models.OuterRef("pk"), looked_at_on=None)),
        )


@with_history()
class Representation(Record):
    """One person acts for another in one way: with which rights, on which papers, from when and until when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representations")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="acts_for")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    firm = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    rights = ArrayField(models.CharField(max_length=20, choices=Right.choices), help_text="what they were given")
    usable = ArrayField(
        models.CharField(max_length=20, choices=Right.choices), default=list, editable=False,
        help_text="what they may use between the two days, worked out whenever anything it rests on changes",
    )  # fmt: skip
    together = models.BooleanField(default=False, help_text="they must act together with somebody else: MCA s10(4)")
    instrument_says_so = models.BooleanField(
        null=True, blank=True, help_text="the power may be used while the person can still decide"
    )
    lacks_capacity = models.BooleanField(
        null=True, blank=True, help_text="it was found that the person cannot make these decisions"
    )
    capacity_words = models.TextField(blank=True, help_text="for which decisions, and how it was found out")
    capacity_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=20, choices=Document.choices, blank=True)
    number = models.CharField(max_length=40, blank=True, help_text="of the paper, such as the OPG reference")
    seen_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True, help_text="the last day, where there is one")
    ended_why = models.TextField(blank=True)
    checked_since = models.DateField(null=True, blank=True, help_text="since when the papers are looked at again")

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "name"]
        indexes = [models.Index(name="representation_by_last_day", fields=["last_on"])]
        constraints = [
            models.CheckConstraint(
                name="nobody_is_given_more_than_the_law_lets_them", condition=_nothing_beyond("rights")
            ),
            models.CheckConstraint(
                name="nobody_uses_more_than_they_were_given", condition=Q(usable__contained_by=F("rights"))
            ),
            models.CheckConstraint(
                name="nothing_is_used_before_the_papers_were_seen", condition=Q(usable=[]) | Q(seen_on__isnull=False)
            ),
            models.CheckConstraint(
                name="nothing_is_used_while_the_papers_are_checked",
                condition=Q(usable=[]) | Q(checked_since__isnull=True),
            ),
            models.CheckConstraint(
                name="papers_that_were_seen_say_which_and_by_whom",
                condition=Q(seen_on__isnull=True, seen_by__isnull=True)
                | Q(seen_on__isnull=False, seen_by__isnull=False) & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="papers_with_a_number_say_it",
                condition=Q(seen_on__isnull=True)
                | ~Q(document__in=[paper.value for paper in NUMBERED])
                | ~Q(number=""),
            ),
            models.CheckConstraint(
                name="lacking_capacity_says_for_what_and_since_when",
                condition=Q(lacks_capacity__isnull=True) | Q(capacity_on__isnull=False) & ~Q(capacity_words=""),
            ),
            models.CheckConstraint(
                name="acting_ends_after_it_begins", condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="acting_that_was_ended_has_a_last_day", condition=Q(ended_why="") | Q(last_on__isnull=False)
            ),
            ExclusionConstraint(
                name="nobody_acts_twice_in_one_way_on_one_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (Lower("name"), RangeOperators.EQUAL),
                    (_days("first_on", "last_on"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="there_is_one_appointee_on_one_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (_days("first_on", "last_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind__in=[kind.value for kind, powers in law.POWERS.items() if powers.only_one]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display()}"

    @property
    def at_most(self) -> frozenset[law.Right]:
        return law.POWERS[law.Kind(self.kind)].rights

    @property
    def by_law(self) -> str:
        return law.POWERS[law.Kind(self.kind)].law

    @property
    def can_be_ended_by_the_person(self) -> bool:
        return self.kind in CHOSEN_BY_THE_PERSON

    def may_act(self) -> Conclusion:
        """Whether they may act now, as far as it hangs on capacity."""
        return law.may_act(
            law.Kind(self.kind), lacks_capacity=self.lacks_capacity, instrument_says_so=self.instrument_says_so
        )

    def may_use(self) -> list[str]:
        """What they may use, from all that is written here."""
        if self.seen_on is None or self.checked_since is not None:
            return []
        return sorted(
            law.may_use(
                law.Kind(self.kind), frozenset(law.Right(right) for right in self.rights),
                lacks_capacity=self.lacks_capacity, instrument_says_so=self.instrument_says_so, together=self.together,
            )
        )  # fmt: skip

    def is_over(self, on: date) -> bool:
        return self.last_on is not None and self.last_on < on

    def is_in_force(self, on: date) -> bool:
        return self.first_on <= on and not self.is_over(on)

    @property
    def is_suspended(self) -> bool:
        return any(one.ended_on is None for one in self.suspensions.all())

    @property
    def was_stopped(self) -> bool:
        """They no longer act, because that is how a suspension ended."""
        return any(one.outcome == Suspension.Outcome.END for one in self.suspensions.all())

    @property
    def is_for_money_alone(self) -> bool:
        """By law they act about money or benefits, and never see the rest of the record."""
        return law.Right.SEE not in self.at_most

    def receives_letters(self, on: date) -> bool:
        """As `who_receive_letters`, of one that is read with its suspensions."""
        return Right.LETTERS in self.usable and self.is_in_force(on) and not self.is_suspended


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def open(self) -> SuspensionQuerySet:
        return self.filter(ended_on__isnull=True)


@with_history()
class Suspension(Record):
    """Somebody who acts for a person sees and does nothing for a while, and is not told why. Staff see it; they do not.

    Nobody who signs in as a person reads this table, whoever they are: see the decision page.
    """

    class LettersTo(models.TextChoices):
        PERSON = "person", _("To the person, at their address")
        WORKER = "worker", _("To the named worker, who takes them to the person")
        ELSEWHERE = "elsewhere", _("Somewhere else")

    class Outcome(models.TextChoices):
        GO_ON = "go_on", _("They act again as before")
        LONGER = "longer", _("The suspension goes on for longer")
        END = "end", _("They no longer act for the person")

    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="suspensions")
    why = models.TextField()
    suspended_on = models.DateField()
    suspended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(help_text="when somebody looks at it again")
    until_on = models.DateField(help_text="by when somebody must have decided what comes next")
    letters_to = models.CharField(max_length=10, choices=LettersTo.choices)
    letters_words = models.TextField(blank=True, help_text="the name and address, where it is somewhere else")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ended_why = models.TextField(blank=True)
    told_person = models.TextField(blank=True, help_text="when and how the person was told, on their own")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["-suspended_on", "-changed_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_suspension_at_a_time", fields=["representation"], condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(name="suspension_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="suspension_is_looked_at_before_its_limit",
                condition=Q(review_on__gte=F("suspended_on"), review_on__lte=F("until_on")),
            ),
            models.CheckConstraint(
                name="suspension_has_a_limit_of_four_weeks",
                condition=Q(until_on__lte=F("suspended_on") + models.Value(AT_MOST_DAYS)),
            ),
            models.CheckConstraint(
                name="suspension_that_ended_says_why_and_by_whom",
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, outcome="")
                | Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(outcome="") & ~Q(ended_why=""),
            ),
            models.CheckConstraint(
                name="letters_that_go_somewhere_else_say_where",
                condition=~Q(letters_to="elsewhere") | ~Q(letters_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representation.name}, {self.suspended_on}"

    def is_overdue(self, on: date) -> bool:
        return self.ended_on is None and self.until_on < on


@with_history()
class Worry(Record):
    """The person says that something is not right with how somebody acts for them. Staff read it; nobody else can."""

    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="worries")
    words = models.TextField()
    told_on = models.DateField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    looked_at_on = models.DateField(null=True, blank=True)
    looked_at_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "worries"
        ordering = ["-told_on", "-changed_at"]
        constraints = [
            models.CheckConstraint(name="worry_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="worry_that_was_looked_at_says_what_came_of_it",
                condition=Q(looked_at_on__isnull=True, looked_at_by__isnull=True, outcome="")
                | Q(looked_at_on__isnull=False, looked_at_by__isnull=False) & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representation.name}, {self.told_on}"
