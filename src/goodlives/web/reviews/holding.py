"""Asking for a review, holding it, and reading what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.plans.models import Plan, State
from goodlives.casework.reviews import actions
from goodlives.casework.reviews.models import Review

from .. import clock
from ..design.conflict import Saving, revision_of, save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Ask, Hold

askers = roles.person | roles.social_worker


def open_review(request: SignedInRequest, pk, *, page: str) -> Review:
    review = Review.objects.select_related("plan__assessment", "held_by", "changed_by").filter(pk=pk).first()
    if review is None:
        raise Http404
    review.person = review.plan.person = open_record(request, review.person_id, page=page)
    return review


@open_to(roles.signed_in)
@require_safe
def review(request: SignedInRequest, pk) -> HttpResponse:
    """What a review said, or when it will be."""
    review = open_review(request, pk, page=_("Review of the plan"))
    coming = review.plan.reviews.filter(held_on__isnull=True).exclude(pk=review.pk).order_by("due_by").first()
    return render(
        request, "reviews/review.jinja",
        {
            "review": review, "own": roles.person(request.user), "coming": coming,
            "goals": list(review.goals.select_related("goal").order_by("goal__order")),
            "days_overdue": review.days_overdue(clock.today()), "is_open": review.is_open(),
            "is_in_force": review.plan.state == State.AGREED,
        },
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def hold(request: SignedInRequest, pk) -> HttpResponse:
    """Each goal, what changed, and what next; with the reasons that make it a decision."""
    review = open_review(request, pk, page=_("Holding a review"))
    if request.method == "GET" and not review.is_open():
        messages.warning(request, _("This review cannot be recorded now: it has been held, or the plan has ended."))
        return redirect("reviews:review", review.pk)
    goals = list(review.plan.goals.prefetch_related("ways"))
    form = Hold(request.POST or None, goals=goals)
    names = list(Hold.base_fields)

    def record(revision: int) -> None:
        actions.hold(
            review, goals=form.views_of_goals(), by=request.user, on=clock.today(), at=clock.now(), revision=revision,
            **{name: form.cleaned_data[name] for name in names},
        )  # fmt: skip

    try:
        saving = save_or_clash(
            request, review, form, record, theirs=lambda now: {n: getattr(now, n, "") for n in names}
        )
    except actions.CannotHold as cannot:
        form.add_error(None, str(cannot))
        saving = Saving(revision_of(request))
    if saving.done:
        messages.success(request, _("The review is recorded."))
        return redirect("reviews:review", review.pk)
    return render(
        request, "reviews/hold.jinja",
        {"review": review, "form": form, "rest": [form[name] for name in names], "revision": saving.revision,
         "clash": saving.clash},
    )  # fmt: skip


@open_to(askers)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, plan_pk) -> HttpResponse:
    """The person, or staff, may ask at any time for a plan in force to be looked at."""
    plan = Plan.objects.select_related("assessment").filter(pk=plan_pk).first()
    if plan is None:
        raise Http404
    plan.person = open_record(request, plan.person_id, page=_("Asking for a review"))
    form = Ask(request.POST or None)
    try:
        if plan.state != State.AGREED:
            raise actions.CannotHold(_("Only a plan that is in force can be reviewed."))
        if form.is_valid():
            review = actions.ask_for_review(
                plan, why=form.cleaned_data["why"], by=request.user, on=clock.today(), at=clock.now()
            )
            messages.success(request, _("The review is asked for. It will be held within four weeks."))
            return redirect("reviews:review", review.pk)
    except actions.AlreadyInDiary as already:
        messages.warning(request, _("A review has been asked for already. This is it."))
        return redirect("reviews:review", already.review.pk)
    except actions.CannotHold as cannot:
        messages.warning(request, str(cannot))
        return redirect("plans:plan", plan.pk)
    return render(request, "reviews/ask.jinja", {"plan": plan, "form": form, "own": roles.person(request.user)})
