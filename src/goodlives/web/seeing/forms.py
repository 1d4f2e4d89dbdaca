"""The questions about opening, restricting and looking over records."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, Team, User
from goodlives.casework.seeing.models import EmergencyLook, Restriction

from ..design.forms import Choice, Choices, Date, Form, LongText, Select, Tick, YesNo

A_FEW_WORDS = 15


class OpenAnyway(Form):
    why = Choice(
        _("Why do you need to open it now?"), EmergencyLook.Why.choices, missing=_("Choose why you need to open it")
    )
    words = LongText(
        _("What happened, and what do you need to see?"), rows=4, max_length=2000,
        hint=_("The person reads what you write here."), missing=_("Write what happened and what you need to see"),
        validators=[MinLengthValidator(A_FEW_WORDS, _("Write a whole sentence: the person reads it"))],
    )  # fmt: skip
    asked_to_wait = Tick(
        _("Telling them now could put somebody in danger"), required=False,
        hint=_("A safeguarding lead decides by the end of tomorrow. If nobody does, they are told."),
    )  # fmt: skip


def _staff() -> list[tuple[str, str]]:
    rows = User.objects.filter(is_active=True).exclude(role__in=[Role.PERSON, Role.ADMINISTRATOR])
    rows = rows.select_related("team").order_by("last_name", "first_name")
    return [
        (str(user.pk), f"{user}, {user.team or user.get_role_display()}") for user in rows if roles.council_staff(user)
    ]


class Restrict(Form):
    why = Choice(_("Why may only a few open it?"), Restriction.Why.choices, missing=_("Choose why"))
    words = LongText(
        _("In your own words"), rows=3, max_length=2000, missing=_("Write why only a few may open this record"),
        hint=_("Those few, managers and safeguarding leads read this. The person does not."),
    )  # fmt: skip
    few = Choices(_("Who may open it?"), [], missing=_("Choose at least one person"), small=True)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        cast(Choices, self.fields["few"]).choices = _staff()

    def few_users(self) -> list[User]:
        return list(User.objects.filter(pk__in=self.cleaned_data["few"]))


class LookOver(Form):
    was_right = YesNo(_("Was it right to open this record?"), missing=_("Say whether it was right"))
    words = LongText(
        _("Why, and what follows from it?"), rows=3, max_length=2000, missing=_("Write why, and what follows from it")
    )


class Wait(Form):
    """`latest` is the last day that the rules allow."""

    what = Choice(
        _("When are they told?"), [("wait", _("Not yet")), ("now", _("Now"))], missing=_("Choose when they are told")
    )
    last_day = Date(_("The last day on which they are not told"), hint=_("They are told on the day after."))
    reason = LongText(_("Why?"), rows=3, max_length=2000, missing=_("Write why"))

    def __init__(self, *args, today: date, latest: date, **options):
        super().__init__(*args, **options)
        day = cast(Date, self.fields["last_day"])
        day.earliest, day.latest = today, latest

    def clean(self):
        known = super().clean() or {}
        if known.get("what") == "wait" and not known.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Enter the last day"))
        return known


class HowTold(Form):
    how = Choice(
        _("How were they told?"), [("letter", _("By this letter")), ("spoken", _("In person or on the phone"))],
        missing=_("Choose how they were told"),
    )  # fmt: skip


class AnswerWhy(Form):
    answer = LongText(
        _("Your answer"), rows=5, max_length=5000, missing=_("Write an answer"),
        hint=_("Write to the person, as “you”. They read it on their page."),
    )  # fmt: skip


class OnDuty(Form):
    user = Select(_("Who"), [], missing=_("Choose who is on duty"))
    team = Select(_("For which team"), [], missing=_("Choose a team"))
    on = Date(_("On which day"), missing=_("Enter the day"))

    def __init__(self, *args, today: date, **options):
        super().__init__(*args, **options)
        cast(Select, self.fields["user"]).choices = [("", _("Choose")), *_staff()]
        cast(Select, self.fields["team"]).choices = [
            ("", _("Choose")), *((str(team.pk), team.name) for team in Team.objects.order_by("name"))
        ]  # fmt: skip
        cast(Date, self.fields["on"]).earliest = today
