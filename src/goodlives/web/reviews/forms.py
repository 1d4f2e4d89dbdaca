"""The questions of a review."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from goodlives.casework.access.models import Team
from goodlives.casework.plans.models import Goal
from goodlives.casework.reviews.models import GoalReview, Review

from ..design import forms


class Ask(forms.Form):
    why = forms.LongText(
        _("Why is a review wanted?"), rows=5,
        hint=_("For example, something has changed, or part of the plan is not working. Use your own words."),
        missing=_("Write why a review is wanted"),
    )  # fmt: skip


class Hold(forms.Form):
    """Each goal first; then how things are, in the person's words; then what next."""

    own_words = forms.LongText(
        _("How are things now?"), rows=5, hint=_("In the person's own words."),
        missing=_("Write how things are, in the person's words"),
    )  # fmt: skip
    what_changed = forms.LongText(
        _("What has changed?"), rows=4,
        hint=_("In health, home, family, money or what they want. Write Nothing if nothing has."),
        missing=_("Write what has changed, or Nothing"),
    )  # fmt: skip
    who_took_part = forms.LongText(
        _("Who took part, and how?"), rows=2, missing=_("Write who took part"),
        hint=_("For example, Amina and her sister, at home"),
    )  # fmt: skip
    next = forms.Choice(
        _("What next?"), Review.Next.choices, missing=_("Say what happens next"),
        hints={
            Review.Next.NO_CHANGE: _("The plan goes on. The next review goes in the diary, within 12 months."),
            Review.Next.CHANGE_PLAN: _("A changed plan is started with all that this one says."),
            Review.Next.REASSESS: _("Needs have changed, so they are assessed again first."),
            Review.Next.END: _("The plan ends today."),
        },
    )  # fmt: skip
    reasons = forms.LongText(
        _("Why?"), rows=4, hint=_("The person reads this."), missing=_("Say why this is what happens next")
    )

    def __init__(self, *args, goals: list[Goal], **options):
        super().__init__(*args, **options)
        self.goals = goals
        mine: dict = {}
        for number, goal in enumerate(goals, 1):
            mine[f"progress_{goal.pk}"] = forms.Choice(
                _now("How has this gone?"), GoalReview.Progress.choices, small=True,
                missing=_now("Goal %(number)s: say how it has gone") % {"number": number},
            )  # fmt: skip
            mine[f"words_{goal.pk}"] = forms.LongText(_now("In the person's words"), rows=2)
        self.fields = mine | self.fields

    def goals_with_fields(self):
        return [(goal, self[f"progress_{goal.pk}"], self[f"words_{goal.pk}"]) for goal in self.goals]

    def views_of_goals(self) -> dict[Goal, dict]:
        known = self.cleaned_data
        return {
            goal: {"progress": known[f"progress_{goal.pk}"], "words": known[f"words_{goal.pk}"]} for goal in self.goals
        }


class Narrow(forms.Form):
    """The filters of the diary."""

    q = forms.Text(_("Name, postcode or number"), classes="govuk-input--width-10")
    when = forms.Select(
        _("When"),
        [("overdue", _("Overdue")), ("soon", _("Due in the next 4 weeks")), ("held", _("Held"))],
        empty=_("All to be held"), required=False,
    )  # fmt: skip
    kind = forms.Select(_("Kind"), Review.Kind.choices, empty=_("Any kind"), required=False)
    mine = forms.Select(_("Whose"), [("yes", _("People I work with"))], empty=_("Everybody's"), required=False)
    team = forms.Select(_("Team"), [], empty=_("Any team"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        teams = [(str(team.pk), team.name) for team in Team.objects.order_by("name")]
        cast(forms.Select, self.fields["team"]).choices = [("", _("Any team")), *teams]
