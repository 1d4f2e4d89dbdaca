"""The diary of reviews, holding one, asking for one, and what comes of it."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.plans.models import Plan
from goodlives.casework.reviews import actions
from goodlives.casework.reviews.models import Review
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON
from tests.web.reading import text

pytestmark = pytest.mark.django_db
LIST = reverse("reviews:list")


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2027, 1, 10)


@pytest.fixture
def worker():
    return make.UserFactory()


def due(by=date(2027, 1, 4), **known):
    """A review in the diary of a plan in force."""
    plan = make.PlanFactory(state="agreed", agreed_on=ON, starts_on=ON)
    make.GoalFactory(plan=plan)
    return make.ReviewFactory(plan=plan, due_from=date(2026, 12, 1), due_by=by, **known)


def answers(review, **more):
    each = {f"progress_{goal.pk}": "achieved" for goal in review.plan.goals.all()}
    return each | {
        "revision": review.revision, "own_words": "I sleep well now.", "what_changed": "My sister moved near.",
        "who_took_part": "Amina and Yusuf", "next": "no_change", "reasons": "It works as it is.",
    } | more  # fmt: skip


# --- The diary ---


def test_the_diary_is_for_those_who_hold_reviews(signed_in):
    assert signed_in(make.CitizenFactory().user).get(LIST).status_code == 403
    assert signed_in(make.UserFactory(role=Role.FINANCE_OFFICER)).get(LIST).status_code == 403


def test_the_most_overdue_comes_first_with_its_days(signed_in, worker):
    later, sooner = due(date(2027, 1, 9)), due(date(2026, 12, 31))
    page = text(signed_in(worker).get(LIST))
    assert page.index(str(sooner.pk)) < page.index(str(later.pk))
    assert '<strong class="govuk-tag govuk-tag--red">10</strong>' in page


@pytest.mark.parametrize("count", [3, 30])
def test_the_diary_asks_the_same_however_long_it_is(signed_in, worker, count, django_assert_num_queries):
    for _number in range(count):
        due()
    browser = signed_in(worker)
    with django_assert_num_queries(7):  # session, user, teams, which rows, the rows, and a savepoint
        browser.get(LIST)


def test_the_diary_narrows(signed_in, worker):
    person = make.PersonFactory(allocated_to=worker, team=make.TeamFactory())
    plan = make.PlanFactory(assessment__person=person, state="agreed", agreed_on=ON, starts_on=ON)
    mine = make.ReviewFactory(plan=plan, kind="planned", due_from=ON, due_by=date(2027, 1, 20))
    other = due()
    held = due()
    actions.hold(
        held, goals={goal: {"progress": "achieved"} for goal in held.plan.goals.all()}, next="end", own_words="Well",
        what_changed="No", who_took_part="Us", reasons="Done", by=worker, on=ON, at=AT, revision=held.revision,
    )  # fmt: skip
    for query, found, left_out in (
        ("", [mine, other], [held]),
        ("?when=overdue", [other], [mine, held]),
        ("?when=soon", [mine], [other, held]),
        ("?when=held", [held], [mine, other]),
        ("?mine=yes", [mine], [other, held]),
        ("?kind=planned", [mine], [other]),
        (f"?team={person.team_id}", [mine], [other]),
        (f"?q={person.family_name}", [mine], [other]),
        ("?team=no-such-team&mine=yes", [mine], [other]),
    ):
        page = text(signed_in(worker).get(LIST + query))
        for review in found:
            assert str(review.pk) in page, query
        for review in left_out:
            assert str(review.pk) not in page, query


def test_the_diary_downloads_with_days_overdue(signed_in, worker):
    due()
    sheet = b"".join(signed_in(worker).get(LIST + "?format=csv").streaming_content).decode()
    assert "Days overdue" in sheet
    assert ",2027-01-04,6," in sheet


def test_an_empty_diary_says_what_would_fill_it(signed_in, worker):
    assert "The first goes in the diary when a person agrees" in text(signed_in(worker).get(LIST))


# --- Holding ---


def test_a_review_is_recorded_and_the_next_one_is_in_the_diary(signed_in, worker):
    review = due()
    page = text(signed_in(worker).post(reverse("reviews:hold", args=[review.pk]), answers(review), follow=True))
    review.refresh_from_db()
    assert (review.next, review.held_by, review.held_on) == ("no_change", worker, date(2027, 1, 10))
    assert review.decision.reasons == "It works as it is."
    assert review.goals.get().progress == "achieved"
    assert Review.objects.get(kind="planned").due_by == date(2027, 11, 2)
    for words in ("I sleep well now.", "My sister moved near.", "Amina and Yusuf", "Achieved", "2 November 2027"):
        assert words in page


@pytest.mark.parametrize(
    ("empty", "says"),
    [
        ("own_words", "Write how things are"),
        ("what_changed", "Write what has changed"),
        ("who_took_part", "Write who took part"),
        ("next", "Say what happens next"),
        ("reasons", "Say why this is what happens next"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(signed_in, worker, empty, says):
    review = due()
    page = text(signed_in(worker).post(reverse("reviews:hold", args=[review.pk]), answers(review) | {empty: ""}))
    assert says in page
    assert "I sleep well now." in page or empty == "own_words"
    assert Review.objects.get(pk=review.pk).held_on is None


def test_each_goal_is_asked_about_by_number(signed_in, worker):
    review = due()
    goal = review.plan.goals.get()
    typed = answers(review) | {f"progress_{goal.pk}": "", f"words_{goal.pk}": "Some days"}
    page = text(signed_in(worker).post(reverse("reviews:hold", args=[review.pk]), typed))
    assert "Goal 1: say how it has gone" in page
    assert "Some days" in page


def test_a_review_changed_meanwhile_says_so_and_keeps_what_was_typed(signed_in, worker):
    review = due()
    typed = answers(review, revision=review.revision + 1)
    page = text(signed_in(worker).post(reverse("reviews:hold", args=[review.pk]), typed))
    assert "Somebody else saved this while you were writing" in page
    assert "I sleep well now." in page


def test_a_review_held_meanwhile_is_not_recorded_twice_and_the_words_are_kept(signed_in, worker):
    review = due()
    browser = signed_in(worker)
    browser.post(reverse("reviews:hold", args=[review.pk]), answers(review))
    page = text(browser.post(reverse("reviews:hold", args=[review.pk]), answers(review, own_words="Later words")))
    assert "This review has already been recorded." in page
    assert "Later words" in page
    assert browser.get(reverse("reviews:hold", args=[review.pk])).url == reverse("reviews:review", args=[review.pk])


@pytest.mark.parametrize(
    ("next", "leads_to"),
    [("change_plan", "plans:change"), ("reassess", "assessments:start")],
)
def test_what_comes_next_is_one_press_away(signed_in, worker, next, leads_to):
    review = due()
    page = text(
        signed_in(worker).post(reverse("reviews:hold", args=[review.pk]), answers(review, next=next), follow=True)
    )
    there = review.plan_id if next == "change_plan" else review.person_id
    assert reverse(leads_to, args=[there]) in page


def test_a_review_may_end_the_plan(signed_in, worker):
    review = due()
    page = text(
        signed_in(worker).post(reverse("reviews:hold", args=[review.pk]), answers(review, next="end"), follow=True)
    )
    assert Plan.objects.get(pk=review.plan_id).state == "ended"
    assert "We look at the plan again" not in page
    assert not Review.objects.filter(held_on=None).exists()


def test_a_person_reads_their_own_review_and_does_not_record_it(signed_in):
    plan = made_up.in_force()
    review = plan.reviews.get()
    theirs = signed_in(plan.person.user)
    page = text(theirs.get(reverse("reviews:review", args=[review.pk])))
    assert "Review of your plan" in page
    assert "Record the review" not in page
    assert theirs.get(reverse("reviews:hold", args=[review.pk])).status_code == 403
    stranger = signed_in(make.CitizenFactory().user)
    assert stranger.get(reverse("reviews:review", args=[review.pk])).status_code == 404
    assert stranger.get(reverse("reviews:ask", args=[plan.pk])).status_code == 404


# --- Asking ---


def test_the_person_asks_for_a_review_in_their_words(signed_in):
    plan = made_up.in_force()
    theirs = signed_in(plan.person.user)
    assert "Write why a review is wanted" in text(theirs.post(reverse("reviews:ask", args=[plan.pk]), {"why": ""}))
    page = text(theirs.post(reverse("reviews:ask", args=[plan.pk]), {"why": "My sister has moved."}, follow=True))
    review = plan.reviews.get(kind="asked_for")
    assert (review.why_asked, review.due_by) == ("My sister has moved.", date(2027, 2, 7))
    assert "My sister has moved." in page
    again = theirs.post(reverse("reviews:ask", args=[plan.pk]), {"why": "Again"})
    assert again.url == reverse("reviews:review", args=[review.pk])


def test_only_a_plan_in_force_can_be_reviewed(signed_in, worker):
    plan = make.PlanFactory()
    page = signed_in(worker).get(reverse("reviews:ask", args=[plan.pk]), follow=True)
    assert "Only a plan that is in force can be reviewed." in text(page)


def test_a_finance_officer_reads_and_neither_asks_nor_holds(signed_in):
    review, officer = due(), make.UserFactory(role=Role.FINANCE_OFFICER)
    assert signed_in(officer).get(reverse("reviews:review", args=[review.pk])).status_code == 200
    assert signed_in(officer).get(reverse("reviews:hold", args=[review.pk])).status_code == 403
    assert signed_in(officer).get(reverse("reviews:ask", args=[review.plan_id])).status_code == 403
