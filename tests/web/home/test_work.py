"""The first page of whoever works here: what waits, most pressing first, and never slower as more waits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role, User
from goodlives.web.home.work import piles_for
from tests import factories

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 4, tzinfo=UTC)


def waiting(user, many: int) -> None:
    """So many of each kind of work for this user."""
    for days in range(many):
        person = factories.PersonFactory(allocated_to=user, team=user.team)
        factories.RequestForSupportFactory()
        factories.QuestionFactory(decision__person=person, asked_on=ON - timedelta(days=days))
        factories.AssessmentFactory(person=person, assessor=user)
        factories.FinancialAssessmentFactory(person=person)
        plan = factories.PlanFactory(
            assessment__person=person, state="agreed", agreed_on=factories.ON, starts_on=factories.ON
        )
        factories.ReviewFactory(plan=plan, due_from=date(2026, 1, 1), due_by=ON - timedelta(days=days + 1))
        factories.DirectPaymentFactory(plan=plan)
        factories.WayFactory(goal__plan=factories.PlanFactory(assessment__person=person, state="submitted"))
        factories.ReportedChangeFactory(person=person)
        factories.SupportAskedFactory(person=person)
        factories.NeedToMeetAgainFactory(care__circle_member__person=person)
        factories.HeldLetterFactory(decision__person=person, held_on=ON - timedelta(days=days))


def piles_of(user):
    return piles_for(user, AT)


def counts(user) -> dict[str, int]:
    return {pile.heading: pile.count for pile in piles_of(user)}


WHOEVER_IT_IS = {
    "Letters that wait": 7,
    "Needs to meet again, because care has stopped": 7, "Carers who asked for a talk, a break or a new look": 7,
}  # fmt: skip
SOCIAL_WORKERS = WHOEVER_IT_IS | {
    "New requests": 7, "Your reviews that are overdue": 7, "Assessments you are writing": 7,
    "Questions about decisions": 7, "People you are the named worker for": 7,
}  # fmt: skip
MANAGERS = WHOEVER_IT_IS | {
    "Plans waiting to be signed off": 7, "New requests": 7, "Your team’s reviews that are overdue": 7,
    "Assessments you are writing": 7, "Questions about decisions": 7, "People you are the named worker for": 7,
}  # fmt: skip
FINANCE_OFFICERS = {
    "Financial assessments to finish": 7, "Changes that people told us of": 7, "Direct payments to set up": 7,
    "Questions about decisions": 7,
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "piles"),
    [
        (Role.SOCIAL_WORKER, SOCIAL_WORKERS), (Role.TEAM_MANAGER, MANAGERS), (Role.SERVICE_MANAGER, MANAGERS),
        (Role.FINANCE_OFFICER, FINANCE_OFFICERS), (Role.SAFEGUARDING_LEAD, SOCIAL_WORKERS),
    ],
)  # fmt: skip
def test_each_role_sees_its_own_work_with_how_much_there_is(db, role, piles):
    user = factories.UserFactory(role=role)
    waiting(user, 7)
    assert counts(user) == piles
    assert all(len(pile.lines) == 5 for pile in piles_of(user))


def test_a_worker_sees_their_own_reviews_and_a_manager_the_teams(db):
    worker = factories.UserFactory()
    waiting(worker, 1)
    colleague = factories.UserFactory(team=worker.team)
    manager = factories.UserFactory(role=Role.TEAM_MANAGER, team=worker.team)
    elsewhere = factories.UserFactory(role=Role.TEAM_MANAGER, team=factories.TeamFactory(name="Elsewhere"))
    assert counts(worker)["Your reviews that are overdue"] == 1
    assert counts(colleague)["Your reviews that are overdue"] == 0
    assert counts(manager)["Your team’s reviews that are overdue"] == 1
    assert counts(elsewhere)["Your team’s reviews that are overdue"] == 0


def test_what_has_waited_longest_comes_first_and_says_how_long(db):
    user = factories.UserFactory()
    waiting(user, 3)
    notes = {pile.heading: [line.note for line in pile.lines] for pile in piles_of(user)}
    assert notes["Your reviews that are overdue"] == ["3 days overdue", "2 days overdue", "1 day overdue"]
    assert [note.split(":")[0] for note in notes["Questions about decisions"]] == [
        "Waiting 2 days", "Waiting 1 day", "Asked today",
    ]  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role.values if User(role=role).is_council_staff])
def test_the_number_of_queries_does_not_grow_with_the_work(signed_in, db, role, django_assert_num_queries):
    user = factories.UserFactory(role=role)
    client = signed_in(user)
    # The session and the user, the transaction's start and end, how to plan and its end, and one for each pile.
    queries = 6 + len(piles_of(user))
    for more in (3, 27):
        waiting(user, more)
        with django_assert_num_queries(queries):
            assert client.get(reverse("home:work")).status_code == 200


def test_an_empty_pile_says_so_instead_of_showing_nothing(signed_in, db):
    text = signed_in(factories.UserFactory()).get(reverse("home:work")).text
    for words in ("Nobody is waiting for a response.", "No review is overdue.", "You have no assessment open."):
        assert words in text


def test_each_line_and_heading_leads_to_a_page_that_opens(signed_in, db):
    for role in (Role.SOCIAL_WORKER, Role.SERVICE_MANAGER, Role.FINANCE_OFFICER):
        user = factories.UserFactory(role=role)
        waiting(user, 1)
        client = signed_in(user)
        for pile in piles_of(user):
            for address in (pile.all_at, *(line.address for line in pile.lines)):
                assert client.get(address, follow=True).status_code == 200, f"{role}: {address}"
