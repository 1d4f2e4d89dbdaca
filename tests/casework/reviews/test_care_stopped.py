"""When a carer stops: nothing counts on them, the needs reopen, and the budget is worked out again, never lower."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove
from goodlives.casework.carers.actions import CannotAgree, OnlyTheCarerMay, agree_to_care
from goodlives.casework.carers.models import CareGiven
from goodlives.casework.finances import actions as finances
from goodlives.casework.finances.models import IndicativeBudget
from goodlives.casework.people.models import CircleMember
from goodlives.casework.people.row_security import only_what_is_theirs
from goodlives.casework.reviews import care_stopped
from goodlives.casework.reviews.models import NeedToMeetAgain, Review
from goodlives.rules.resource_allocation import CarerSupport, Domain
from tests import factories as make
from tests.casework.plans import made_up

pytestmark = pytest.mark.django_db
ON, AT = make.ON, make.AT


@pytest.fixture
def worker():
    return make.UserFactory()


@pytest.fixture
def amina(worker):
    """Somebody eligible, who needs help every day in each part of life, most of it given by family."""
    person = make.CitizenFactory(allocated_to=worker)
    eligible(person)
    return person


@pytest.fixture
def yusuf(amina):
    """Her brother, with a record and a sign-in of his own, who helps her to get up."""
    carer = make.CitizenFactory(given_name="Yusuf")
    return make.CareGivenFactory(circle_member__person=amina, circle_member__member=carer)


def eligible(person):
    found = make.AssessmentFactory(person=person, state="decided", decision=make.DecisionFactory(person=person))
    for domain in Domain:
        make.HelpWithDomainFactory(assessment=found, domain=domain, help_needed="every_day", carer_support="most")
    return found


def idea_of(person, worker):
    assessment = person.assessments.get()
    return finances.work_out_indicative_budget(assessment, reasons="From your answers.", by=worker, on=ON, at=AT)


def stop(care, **known):
    carer = care.circle_member.member.user
    with only_what_is_theirs(carer):  # as on the carer's own page: the person's record is closed to them
        mine = CareGiven.objects.select_related("circle_member__member").get(pk=care.pk)
        care_stopped.stop_care(mine, by=carer, on=ON, at=AT, **known)


def test_the_budget_is_worked_out_again_without_the_care_as_a_new_decision_that_says_why(amina, yusuf, worker):
    before = idea_of(amina, worker)
    stop(yusuf, why="My back is broken.")
    now = IndicativeBudget.objects.first()
    assert now.points > before.points
    assert now.decision.supersedes == before.decision
    assert now.decision.decided_by == worker
    assert "Not all the help that we counted before has a yes today" in now.decision.reasons
    assert now.decision.facts["support"] == {}
    assert NeedToMeetAgain.objects.get().budget == now.decision


def test_the_needs_reopen_with_a_day_and_the_plan_in_force_is_reviewed(worker):
    plan = made_up.in_force()
    care = make.CareGivenFactory(
        circle_member__person=plan.person, circle_member__member=make.CitizenFactory(given_name="Yusuf")
    )
    stop(care)
    need = NeedToMeetAgain.objects.get()
    assert (need.person, need.domain, need.since) == (plan.person, "personal_care", ON)
    assert need.due_on == ON + timedelta(days=3), "three working days"
    assert Review.objects.get(kind="asked_for").plan == plan
    plan.refresh_from_db()
    assert plan.state == "agreed", "what the plan buys goes on"


def test_a_plan_that_waits_to_be_agreed_goes_back_to_be_written():
    plan = made_up.signed_off()
    stop(make.CareGivenFactory(circle_member__person=plan.person, circle_member__member=make.CitizenFactory()))
    plan.refresh_from_db()
    assert plan.state == "returned"
    assert plan.sign_off_steps.get(what="returned").reasons == "Some help in this plan needs to be looked at again."


def test_nothing_the_person_may_read_says_who_stopped_or_why(amina, yusuf, worker):
    idea_of(amina, worker)
    stop(yusuf, why="She shouts at me.")
    member = CircleMember.objects.get(pk=yusuf.circle_member_id)
    assert (member.willing, member.able, member.agreed_on) == (None, None, None), "as when a yes has run out"
    assert member.changed_by is None
    with only_what_is_theirs(amina.user):
        assert not CareGiven.objects.exists()
        said = " ".join(
            [*NeedToMeetAgain.objects.get().__dict__.keys(), NeedToMeetAgain.objects.get().in_words]
            + [text for decision in amina.decisions.all() for text in (decision.reasons, decision.participation)]
            + [review.why_asked for review in amina.reviews.all()]
        )  # fmt: skip
    assert ("Yusuf" in said, "shouts" in said, "brother" in said) == (False, False, False)


def test_what_is_written_in_the_persons_record_is_in_english_whatever_the_carer_reads(amina, yusuf, worker):
    idea_of(amina, worker)
    with translation.override("ur"):
        stop(yusuf)
    decision = IndicativeBudget.objects.first().decision
    written = decision.summary + decision.reasons + decision.participation + decision.next_steps
    assert not re.search("[\u0600-\u06ff]", written)


def test_where_the_carer_says_so_the_person_may_know(amina, yusuf):
    stop(yusuf, person_may_know=True)
    assert CircleMember.objects.get(pk=yusuf.circle_member_id).willing is False


def test_it_is_stopped_once(yusuf):
    stop(yusuf)
    with pytest.raises(CannotMove):
        stop(yusuf)


def test_neither_the_person_nor_another_carer_stops_it(amina, yusuf):
    for somebody in (amina.user, make.CitizenFactory().user):
        with pytest.raises(OnlyTheCarerMay):
            care_stopped.stop_care(yusuf, by=somebody, on=ON, at=AT)


def test_a_carer_may_tell_staff_who_say_how(yusuf, worker):
    with pytest.raises(CannotAgree):
        care_stopped.stop_care(yusuf, by=worker, on=ON, at=AT)
    care_stopped.stop_care(yusuf, told_how="By phone", by=worker, on=ON, at=AT)
    assert NeedToMeetAgain.objects.count() == 1


def test_finance_officers_do_not_write_down_what_a_carer_said(yusuf):
    with pytest.raises(OnlyTheCarerMay):
        care_stopped.stop_care(yusuf, told_how="By phone", by=make.UserFactory(role=Role.FINANCE_OFFICER), on=ON, at=AT)


def test_kindness_that_met_no_need_reopens_none(amina):
    care = make.CareGivenFactory(
        circle_member__person=amina, circle_member__member=make.CitizenFactory(), domain="", share=""
    )
    stop(care)
    assert not NeedToMeetAgain.objects.exists()


def test_whoever_is_taken_out_of_the_circle_leaves_no_care_that_counts(amina, yusuf, worker):
    idea_of(amina, worker)
    member = yusuf.circle_member
    with only_what_is_theirs(amina.user):
        mine = CircleMember.objects.get(pk=member.pk)
        care_stopped.leave_circle(mine, by=amina.user, on=ON, at=AT, revision=mine.revision)
    assert NeedToMeetAgain.objects.get().why == "left"
    assert IndicativeBudget.objects.first().decision.facts["support"] == {}


def test_a_yes_that_has_run_out_is_put_on_the_list_once(amina, yusuf, worker):
    later = yusuf.until + timedelta(days=1)
    with pytest.raises(CannotMove):
        care_stopped.yes_ran_out(yusuf, by=worker, on=yusuf.until, at=AT)
    care_stopped.yes_ran_out(yusuf, by=worker, on=later, at=AT)
    with pytest.raises(CannotMove):
        care_stopped.yes_ran_out(yusuf, by=worker, on=later, at=AT)
    assert NeedToMeetAgain.objects.get().why == "ran_out"


def test_how_a_need_is_met_again_is_written_once(amina, yusuf, worker):
    stop(yusuf)
    need = care_stopped.met_again(NeedToMeetAgain.objects.get(), how="A carer at 8", by=worker, on=ON, at=AT)
    assert not NeedToMeetAgain.objects.open().exists()
    with pytest.raises(CannotMove):
        care_stopped.met_again(need, how="Something else", by=worker, on=ON, at=AT)


def test_the_lines_of_the_plan_that_rest_on_it_are_theirs_in_goals_that_it_serves(amina, yusuf):
    plan = make.PlanFactory(person=amina, assessment__person=amina, state="agreed", agreed_on=ON, starts_on=ON)
    washing = make.GoalFactory(plan=plan, outcomes=["personal_hygiene"])
    walking = make.GoalFactory(plan=plan, outcomes=["community"])
    his = {"by": "circle", "weekly_cost": 0, "circle_member": yusuf.circle_member}
    resting = make.WayFactory(goal=washing, what="Helps me up", **his)
    make.WayFactory(goal=walking, what="Walks with me", **his)
    make.WayFactory(goal=washing)
    assert care_stopped.rests_on(yusuf) == [resting]


# --- Over anything that carers may say ---

SAID = st.tuples(
    st.sampled_from(list(Domain)), st.sampled_from(["some", "most", "all"]), st.sampled_from(["yes", "out", "later"])
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, min_size=1, max_size=5), which=st.integers(0, 4), more=st.lists(SAID, max_size=2))
def test_the_budget_never_counts_care_without_a_yes_today_and_stopping_never_lowers_it(worker, said, which, more):
    person = make.CitizenFactory(allocated_to=worker)
    eligible(person)
    rows = [given_by_somebody(person, *one) for one in said]
    before = idea_of(person, worker)
    assert counts_no_more_than_a_yes_of_today(before)
    for one in more:  # a yes from after the budget was worked out is counted when it is worked out with the person
        given_by_somebody(person, *one)
    stop(rows[which % len(rows)])
    now = IndicativeBudget.objects.filter(person=person).first()
    assert now.points >= before.points
    assert counts_no_more_than_a_yes_of_today(now)


def given_by_somebody(person, domain, share, when):
    agreed_on = {"yes": ON, "out": ON - timedelta(days=300), "later": ON + timedelta(days=1)}[when]
    until = {"yes": ON, "out": ON - timedelta(days=1), "later": ON + timedelta(days=9)}[when]
    return make.CareGivenFactory(
        circle_member__person=person, circle_member__member=make.CitizenFactory(), domain=domain, share=share,
        agreed_on=agreed_on, until=until,
    )  # fmt: skip


def counts_no_more_than_a_yes_of_today(idea) -> bool:
    """Counted apart from the rule that is tested: for each area, somebody says yes today to at least that much."""
    size = [band.value for band in CarerSupport]
    today = [
        (care.domain, care.share)
        for care in CareGiven.objects.filter(circle_member__person=idea.person, ended_on=None)
        if care.agreed_on <= ON <= care.until
    ]
    return all(
        any(domain == area and size.index(share) >= size.index(band) for domain, share in today)
        for area, band in idea.decision.facts["support"].items()
        if band != "none"
    )


def test_a_yes_is_the_carers_own_and_for_a_time(amina, yusuf, worker):
    member = yusuf.circle_member
    known = {"what": "Cooks", "on": ON, "at": AT}
    for somebody in (worker, amina.user):  # he can sign in, so nobody says it for him
        with pytest.raises(OnlyTheCarerMay):
            agree_to_care(member, until=ON, told_how="By phone", by=somebody, **known)
    for until in (ON - timedelta(days=1), ON + timedelta(days=367)):
        with pytest.raises(CannotAgree):
            agree_to_care(member, until=until, by=member.member.user, **known)
    with only_what_is_theirs(member.member.user):
        mine = CircleMember.objects.get(pk=member.pk)
        care = agree_to_care(mine, until=ON + timedelta(days=366), by=member.member.user, **known)
    assert care.said_by == "self"
    assert CircleMember.objects.get(pk=member.pk).counts_towards_care(ON)


def test_staff_write_down_what_somebody_said_who_cannot_sign_in_and_how(amina, worker):
    grace = make.CircleMemberFactory(person=amina, name="Grace")
    known = {"what": "Looks in", "until": ON, "by": worker, "on": ON, "at": AT}
    with pytest.raises(CannotAgree):
        agree_to_care(grace, **known)
    care = agree_to_care(grace, told_how="At her door", **known)
    assert (care.said_by, care.told_how) == ("told_us", "At her door")
    with pytest.raises(OnlyTheCarerMay):
        agree_to_care(grace, **known | {"by": amina.user}, told_how="She told me")
