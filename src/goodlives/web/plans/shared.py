"""What somebody invited sees, without an account: by their link and a code word, and only the parts chosen for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.plans import inviting, suggesting
from goodlives.casework.plans.models import BEING_WRITTEN, Part, PlanInvitation, Way

from .. import clock
from ..design import forms
from ..permissions import open_to

OPENED = "opened_plan_invitation"
STAYS_OPEN_FOR = timedelta(minutes=30)


class CodeWord(forms.Form):
    word = forms.Text(
        _("What is the code word?"),
        hint=_("The person who sent you the link tells you. It looks like garden-kettle-47."),
        missing=_("Enter the code word"), classes="govuk-input--width-20", max_length=60,
    )  # fmt: skip


class Suggest(forms.Form):
    """`about`: a part; or a goal, for other words or for a way; or a goal more."""

    about = forms.Select(_("What is it about?"), [], empty=_("Choose"), missing=_("Choose what it is about"))
    words = forms.LongText(
        _("What do you suggest?"), rows=5, max_length=5_000, missing=_("Write what you suggest"),
        hint=_("They decide. Nothing changes until they say yes."),
    )  # fmt: skip

    def __init__(self, *args, parts, goals, **options):
        super().__init__(*args, **options)
        choices = [
            (part, str(Part(part).label)) for part in parts if part in suggesting.IN_WORDS and part != Part.GOALS
        ]
        if Part.GOALS in parts:
            choices.append(("goals", gettext("A goal that is not there yet")))
            for number, (key, words) in enumerate(goals, 1):
                goal = {"number": number, "goal": words[:60]}
                choices.append((f"words:{key}", gettext("Goal %(number)s, other words: %(goal)s") % goal))
                for by in Way.By:
                    label = {"number": number, "by": by.label}
                    choices.append((f"{by}:{key}", gettext("Goal %(number)s, a way it can happen: %(by)s") % label))
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    def said(self, plan) -> dict:
        """What the action is given."""
        about, words = self.cleaned_data["about"], self.cleaned_data["words"]
        if ":" not in about:
            return {"part": about, "words": words}
        kind, key = about.split(":", 1)
        goal = plan.goals.filter(pk=key).first()
        return {"part": "goals", "goal": goal, "words": words, "way_by": "" if kind == "words" else kind}


def _opened(request: HttpRequest, link: str) -> PlanInvitation | None:
    """The invitation, where this browser gave its word in the last half hour, and it is still open."""
    kept = request.session.get(OPENED, {})
    if kept.get("link") != link or clock.now() >= datetime.fromisoformat(kept["until"]):
        return None
    return inviting.behind(link, on=clock.today())


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def shared(request: HttpRequest, link: str) -> HttpResponse:
    """The code word first; then the parts that were chosen for them. What is wrong is not said."""
    invitation = _opened(request, link)
    if invitation is not None:
        said = inviting.what_they_see(invitation)
        form = _suggest_form(request, invitation, said)
        if form is not None and form.is_valid():
            try:
                suggesting.suggest(
                    invitation.plan,
                    invitation=invitation,
                    on=clock.today(),
                    at=clock.now(),
                    **form.said(invitation.plan),
                )
                messages.success(request, gettext("Sent. They decide, and you can see their answer here."))
                return redirect("plans:shared", link)
            except (CannotMove, suggesting.NotInvited):
                form.add_error(None, gettext("The plan has changed meanwhile, so this cannot be sent now."))
        return render(request, "plans/shared.jinja", {"said": said, "link": link, "form": form})
    asked = CodeWord(request.POST if request.method == "POST" else None)
    if asked.is_valid():
        try:
            if inviting.open_with_word(link, asked.cleaned_data["word"], on=clock.today(), at=clock.now()):
                request.session.cycle_key()
                request.session[OPENED] = {"link": link, "until": (clock.now() + STAYS_OPEN_FOR).isoformat()}
                return redirect("plans:shared", link)
            asked.add_error(None, gettext("This link and word do not open anything. Check both, or ask who sent them."))
        except inviting.TooManyWrongWords:
            asked.add_error(None, gettext("This has been tried too often. Wait an hour, then try again."))
    return render(request, "plans/code_word.jinja", {"form": asked, "link": link})


def _suggest_form(request: HttpRequest, invitation: PlanInvitation, said: inviting.Shared) -> Suggest | None:
    if not said.may_suggest or invitation.plan.state not in BEING_WRITTEN:
        return None
    goals = [(goal["pk"], goal["words"]) for goal in said.goals]
    posted = request.POST if request.method == "POST" and "about" in request.POST else None
    return Suggest(posted, parts=invitation.parts, goals=goals)


@open_to(roles.anyone)
@require_POST
def leave(request: HttpRequest, link: str) -> HttpResponse:
    """Shut it, for whoever uses this computer next."""
    request.session.pop(OPENED, None)
    messages.success(request, gettext("The plan is shut. You need the code word to open it again."))
    return redirect("plans:shared", link)
