"""Making the council: staff first, then people one by one, in every state of the journey."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

from django.db import connection

from goodlives.casework.assessments.models import State as AssessmentState
from goodlives.casework.people.models import Person
from goodlives.casework.plans.models import Plan
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.requests.models import Response

from . import (
    about_me,
    charging_policies,
    communication,
    consents,
    money,
    representatives,
    seeing,
    taking_part,
    turning_18,
    what_waits,
)
from .journeys import Journey
from .people import Drawn, draw
from .rows import Rows
from .staff import Staff, give_account, hire

# How many people of a hundred are where. The first people take one state each, so that a small council has them all.
STATES = {
    "advised": 7, "assessing": 6, "self_assessing": 2, "eligible": 3, "money_open": 3, "money_decided": 2,
    "plan_draft": 3, "plan_submitted": 2, "plan_returned": 1, "plan_signed_off": 2, "in_force": 69,
}  # fmt: skip
WITH_A_CARER = 0.12
REQUESTS_WAITING = 0.03
AT_ONCE = 500


class AlreadyPeople(Exception):
    """There are people in this database already, and a demonstration is never mixed with them."""


def make_council(people: int, *, on: date, seed: int = 1, done: Callable[[int], None] = lambda number: None) -> None:
    """So many made-up people on this day. The same seed gives the same council. `done` hears how many are written."""
    if Person.objects.exists():
        raise AlreadyPeople("There are people in this database already. A demonstration needs an empty one.")
    staff, rng, rows = hire(), Random(seed), Rows()  # noqa: S311  (not a secret)
    charging_policies.write_down(staff.service_manager, on)
    made, young = 0, turning_18.how_many(people)
    people -= young
    with _nothing_thrown_away_meanwhile():
        while made < people:
            state = list(STATES)[made] if made < len(STATES) else rng.choices(list(STATES), list(STATES.values()))[0]
            room_for_carer = made + 1 < people
            made += _one_person(rows, rng, staff, on, 100_000 + made, state, room_for_carer)
            if rng.random() < REQUESTS_WAITING or made == 1:
                _waiting_request(rows, rng, staff, on, 100_000 + people + made)
            if len(rows.waiting[Person]) >= AT_ONCE:
                rows.write()
                gc.collect()
                done(made)
        rows.write()
    done(made)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('people_council_number', %s)", [100_000 + 2 * people + 2])
        cursor.execute("ANALYZE")  # so that the first pages are planned as well as the later ones
    _accounts()
    about_me.write_down(staff.manager, on)
    consents.write_down(staff.manager, on)
    representatives.write_down(staff, on)
    seeing.write_down(staff, on)
    communication.write_down(staff.manager, on)
    taking_part.write_down(staff, on)
    turning_18.write_down(staff, on, young)
    what_waits.write_down(staff, on)
    done(made + young)


@contextmanager
def _nothing_thrown_away_meanwhile() -> Iterator[None]:
    """Python looks all it holds over as more is made, which takes a quarter of the time: once a batch is enough."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _waiting_request(rows: Rows, rng: Random, staff: Staff, on: date, number: int) -> None:
    """Somebody whom nobody has answered yet; no record is opened for them until then."""
    drawn = draw(rng, on, number, carer=rng.random() < 0.15)
    journey = Journey(
        rows, rng, staff, drawn, on - timedelta(days=rng.choice((0, 0, 1, 1, 2, 3, 5, 8, 13))), on, staff.manager
    )
    if drawn.person.support_reason.endswith("carer"):
        journey.carer_of = drawn
    journey.ask()


def _one_person(rows: Rows, rng: Random, staff: Staff, on: date, number: int, state: str, room_for_carer: bool) -> int:
    """One person, and perhaps their carer: how many records it made."""
    worker = rng.choice(staff.social_workers)
    # Financial assessments here are for care at home, so whoever is on the way to a plan lives at home.
    drawn = draw(rng, on, number, at_home=state not in ("advised", "in_force"))
    drawn.person.allocated_to, drawn.person.team = worker, worker.team
    began = on - timedelta(days=_days_ago(rng, state))
    journey = Journey(rows, rng, staff, drawn, began, on, worker)
    request = journey.ask()
    journey.later(0, 3)
    if state == "advised":
        what = rng.choice([Response.What.ADVICE, Response.What.EARLY_HELP, Response.What.REABLEMENT])
        journey.respond(request, what, "We have sent you what we talked about. Come back to us at any time.")
        return 1
    journey.respond(
        request, Response.What.ASSESSMENT, "We would like to talk with you about your life and what would help."
    )
    with_carer = room_for_carer and drawn.at_home and rng.random() < WITH_A_CARER
    carer = draw(rng, on, number + 1, carer=True) if with_carer else None
    if carer:
        carer.person.allocated_to, carer.person.team = worker, worker.team
        carer.person.address, carer.person.postcode = drawn.person.address, drawn.person.postcode
        journey.cared_for_by(carer.person)
    journey.circle()
    _as_far_as(journey, state, on)
    if carer:
        _carer(rows, rng, staff, carer, drawn, began, on, worker)
    return 2 if carer else 1


def _days_ago(rng: Random, state: str) -> int:
    if state == "in_force":
        return rng.randint(70, 1000)
    return rng.randint(3, 40) if state in ("advised", "assessing", "self_assessing") else rng.randint(35, 75)


def _as_far_as(journey: Journey, state: str, on: date) -> None:
    """Take the journey to this state."""
    journey.later(1, 4)
    if state in ("assessing", "self_assessing"):
        own, known = state == "self_assessing", journey.rng.uniform(0.1, 0.9)
        reached = AssessmentState.SHARED if own else AssessmentState.IN_PROGRESS
        journey.assess(share_known=known, state=reached, by_person=own)
        return
    journey.assess(share_known=1, state=AssessmentState.DECIDED)
    if not journey.decide_eligibility() or state == "eligible":
        return
    indicative = money.indicative_budget(journey)
    cost = money.likely_cost(journey, indicative)
    journey.later(1, 5)
    assessed = money.financial_assessment(journey, cost, decided=state != "money_open")
    if state in ("money_open", "money_decided"):
        return
    journey.later(1, 6)
    plan_state = {
        "plan_draft": PlanState.DRAFT, "plan_submitted": PlanState.SUBMITTED, "plan_returned": PlanState.RETURNED,
        "plan_signed_off": PlanState.SIGNED_OFF, "in_force": PlanState.AGREED,
    }[state]  # fmt: skip
    row, goals, lines = money.plan(journey, plan_state, cost, indicative)
    if plan_state == PlanState.DRAFT:
        return
    share = money.sign_off(journey, row, lines, assessed, plan_state)
    if plan_state == PlanState.AGREED:
        journey.later(1, 5)
        money.agree(journey, row)
        money.direct_payment(journey, row, share, on)
        money.review(journey, row, goals, on)


def _carer(
    rows: Rows, rng: Random, staff: Staff, carer: Drawn, cared_for: Drawn, began: date, on: date, worker
) -> None:
    """The carer asks for themselves, and has an assessment, and often a plan, of their own."""
    journey = Journey(rows, rng, staff, carer, began, on, worker, carer_of=cared_for)
    request = journey.ask()
    journey.later(0, 3)
    journey.respond(
        request, Response.What.CARERS_ASSESSMENT, "We would like to talk with you about your own life, too."
    )
    if (on - began).days < 40 or rng.random() < 0.2:
        journey.assess(share_known=rng.uniform(0.2, 0.8), state=AssessmentState.IN_PROGRESS)
        return
    journey.assess(share_known=1, state=AssessmentState.DECIDED)
    if not journey.decide_eligibility():
        return
    journey.later(3, 9)
    row, goals, lines = money.plan(journey, PlanState.AGREED, 4_000, None)
    money.sign_off(journey, row, lines, None, PlanState.AGREED)
    money.agree(journey, row)
    money.review(journey, row, goals, on)


def _accounts() -> None:
    """Made-up people anybody may sign in as, one at each interesting point."""
    plans = Plan.objects.select_related("person").filter(person__user__isnull=True).order_by("person__council_number")
    waiting = plans.filter(state=PlanState.SIGNED_OFF, assessment__kind="adult").first()
    if waiting:
        give_account(waiting.person, "a.person", "Has a plan to agree")
    paid = plans.filter(state=PlanState.AGREED, direct_payments__state="agreed").first()
    if paid:
        give_account(paid.person, "b.person", "Has a direct payment")
    carer = plans.filter(state=PlanState.AGREED, assessment__kind="carer").first()
    if carer:
        give_account(carer.person, "c.carer", "Looks after somebody")
    new = Person.objects.filter(user__isnull=True, assessments__isnull=True).order_by("council_number").first()
    if new:
        give_account(new, "d.person", "Has just asked for help")
