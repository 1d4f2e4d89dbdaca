"""The plan belongs to the person: who writes, who suggests, who is invited, what is kept, and what is signed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove
from goodlives.casework.people.row_security import only_what_is_theirs
from goodlives.casework.plans import actions as plans
from goodlives.casework.plans import comparing, inviting, keeping, suggesting
from goodlives.casework.plans.authorship import NotTheirsToWrite
from goodlives.casework.plans.models import Part, PartWritten, Plan, PlanInvitation, PlanSignature, PlanVersion
from goodlives.casework.plans.readiness import missing_before_sign_off
from goodlives.casework.reviews import actions as reviews
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    """A plan that the person began alone."""
    person = make.CitizenFactory()
    return plans.start_alone(person, kind="adult", by=person.user, on=ON, at=AT, what_matters="My garden")


@pytest.fixture
def sam():
    return make.UserFactory()


def write_all_of(plan):
    me = plan.person.user
    plans.write(
        plan, by=me, at=AT, revision=plan.revision, if_things_go_wrong="My sister comes", advice="The falls class",
        starts_on=date(2026, 11, 9),
    )  # fmt: skip
    plans.set_goal(
        plan, words="I want to wash when I like.", outcomes=["personal_hygiene"], by=me, at=AT, revision=plan.revision,
        ways=[dict(made_up.PERSONAL_ASSISTANT)],
    )  # fmt: skip


# --- Alone, before any assessment or budget ---


def test_a_plan_written_alone_becomes_the_live_plan_untouched_by_staff(mine):
    write_all_of(mine)
    me = mine.person.user
    assert [each.part for each in missing_before_sign_off(mine)] == ["assessment", "figure", "charge"]
    with pytest.raises(plans.NotReady):
        plans.submit(mine, by=me, on=ON, at=AT)
    decision = make.DecisionFactory(person=mine.person)
    assessment = make.AssessmentFactory(person=mine.person, state="decided", decision=decision)
    made_up.charged(mine.person, shown_on=None)
    mine = Plan.objects.get(pk=mine.pk)
    assert [each.part for each in missing_before_sign_off(mine)] == ["figure"], "they have not seen what they would pay"
    mine.person.financial_assessments.update(shown_on=ON)
    before = keeping.keep_version(mine, by=me, at=AT)
    plans.submit(mine, by=me, on=ON, at=AT)
    plans.sign_off(mine, reasons="It meets the needs.", by=made_up.manager(), on=ON, at=AT)
    reviews.begin_support(mine, how="Online", disagrees="", by=me, on=ON, at=AT, told="online")
    assert (mine.state, mine.assessment) == ("agreed", assessment)
    assert keeping.keep_version(mine, by=me, at=AT) == before, "not a word has changed"
    writers = {goal.written_by for goal in mine.goals.all()} | {row.written_by for row in mine.written_parts.all()}
    assert writers == {me}


def test_the_database_refuses_a_plan_that_was_sent_without_an_assessment(mine):
    with pytest.raises(IntegrityError, match="plan_that_was_sent_rests_on_an_assessment"), transaction.atomic():
        Plan.objects.filter(pk=mine.pk).update(state="submitted")


def test_staff_begin_a_plan_only_where_the_person_asked(sam):
    person = make.CitizenFactory()
    with pytest.raises(NotTheirsToWrite):
        plans.start_alone(person, kind="adult", by=sam, on=ON, at=AT, what_matters="x")
    plan = plans.start_alone(person, kind="adult", by=sam, on=ON, at=AT, what_matters="x", asked="At home, aloud")
    line = plan.written_parts.get()
    assert (line.written_by, line.asked) == (sam, "At home, aloud")


# --- Who writes each line ---


def test_nobody_else_writes_where_the_person_has_not_asked(mine, sam):
    with pytest.raises(NotTheirsToWrite):
        plans.write(mine, by=sam, at=AT, revision=mine.revision, advice="Tai chi")
    with pytest.raises(NotTheirsToWrite):
        plans.set_goal(mine, words="x", outcomes=[], ways=[], by=sam, at=AT, revision=mine.revision)
    with pytest.raises(NotTheirsToWrite):
        plans.submit(made_with_all(mine), by=sam, on=ON, at=AT)
    with pytest.raises(NotTheirsToWrite):
        plans.stop(mine, by=sam, at=AT)


def made_with_all(plan):
    write_all_of(plan)
    make.AssessmentFactory(person=plan.person, state="decided", decision=make.DecisionFactory(person=plan.person))
    made_up.charged(plan.person)
    return Plan.objects.get(pk=plan.pk)


def test_whoever_was_asked_writes_by_name_and_never_over_the_persons_words(mine, sam):
    plans.ask_to_write(mine, words="On the phone", by=mine.person.user, on=ON, at=AT)
    plans.write(mine, by=sam, at=AT, revision=mine.revision, advice="Tai chi")
    assert mine.written_parts.get(part="advice").asked == "On the phone"
    with pytest.raises(NotTheirsToWrite, match="wrote this, so only they can change it"):
        plans.write(mine, by=sam, at=AT, revision=mine.revision, what_matters="The council's words")
    assert Plan.objects.get(pk=mine.pk).what_matters == "My garden"
    write_all_of(mine)
    goal = mine.goals.get()
    with pytest.raises(NotTheirsToWrite):
        plans.remove_goal(goal, by=sam, at=AT, revision=mine.revision)
    with pytest.raises(NotTheirsToWrite):
        plans.set_goal(mine, goal=goal, words=goal.words, outcomes=goal.outcomes, ways=[], by=sam, at=AT,
                       revision=Plan.objects.get(pk=mine.pk).revision)  # fmt: skip
    assert goal.ways.count() == 1


def test_a_way_that_does_not_change_keeps_who_wrote_it(mine, sam):
    write_all_of(mine)
    plans.ask_to_write(mine, words="On the phone", by=mine.person.user, on=ON, at=AT)
    goal = mine.goals.get()
    kept = goal.ways.get()
    ways = [plans.said(kept), {"by": "me", "what": "I choose my clothes"}]
    plans.set_goal(mine, goal=goal, words=goal.words, outcomes=goal.outcomes, ways=ways, by=sam, at=AT,
                   revision=mine.revision)  # fmt: skip
    assert {way.what: way.written_by for way in goal.ways.all()} == {kept.what: mine.person.user, ways[1]["what"]: sam}
    assert goal.ways.get(what=kept.what).pk == kept.pk


# --- Suggestions ---


def test_a_suggestion_changes_nothing_until_the_person_says_yes(mine, sam):
    one = suggesting.suggest(mine, part="what_matters", words="And my allotment", by=sam, on=ON, at=AT)
    assert Plan.objects.get(pk=mine.pk).what_matters == "My garden"
    with pytest.raises(NotTheirsToWrite):
        suggesting.accept(one, instead=False, by=sam, at=AT, revision=mine.revision)
    one = suggesting.accept(one, instead=False, note="Yes!", by=mine.person.user, at=AT, revision=mine.revision)
    line = PartWritten.objects.get(plan=mine, part="what_matters")
    assert Plan.objects.get(pk=mine.pk).what_matters == "My garden\n\nAnd my allotment"
    assert (line.written_by, line.suggested_by) == (mine.person.user, str(sam))
    with pytest.raises(CannotMove):
        suggesting.decline(one, by=mine.person.user, at=AT)


def test_a_suggested_way_joins_the_goal_and_the_others_stay(mine, sam):
    write_all_of(mine)
    goal = mine.goals.get()
    one = suggesting.suggest(mine, part="goals", goal=goal, way_by="community", words="The pool", by=sam, on=ON, at=AT)
    suggesting.accept(one, instead=False, by=mine.person.user, at=AT, revision=mine.revision)
    assert [(way.by, way.suggested_by) for way in goal.ways.all()] == [("money", ""), ("community", str(sam))]


def test_a_declined_suggestion_is_kept_with_the_note(mine, sam):
    one = suggesting.suggest(mine, part="advice", words="A diet", by=sam, on=ON, at=AT)
    one = suggesting.decline(one, note="No thank you", by=mine.person.user, at=AT)
    assert (one.answer, one.note, Plan.objects.get(pk=mine.pk).advice) == ("declined", "No thank you", "")


def test_what_the_council_must_say_stands_beside_and_counts_as_advice(mine, sam):
    assert "advice" in {each.part for each in missing_before_sign_off(mine)}
    note = suggesting.put_beside(mine, part="advice", words="The falls class", by=sam, at=AT)
    assert "advice" not in {each.part for each in missing_before_sign_off(mine)}
    assert Plan.objects.get(pk=mine.pk).advice == ""
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        type(note).objects.update(words="Other words")


# --- Invitations ---


def invited(plan, **known):
    known = {"parts": ["what_matters"], "may": "suggest", "ends_on": ON + timedelta(days=30)} | known
    return inviting.invite(plan, name="Yusuf", who="family", by=plan.person.user, at=AT, **known)


def test_a_link_opens_with_its_word_and_shows_the_chosen_parts_only(mine):
    write_all_of(mine)
    made = invited(mine)
    assert inviting.open_with_word(made.link, "not-the-word-11", on=ON, at=AT) is None
    assert inviting.open_with_word("another-link", made.word, on=ON, at=AT) is None
    opened = inviting.open_with_word(made.link, made.word.upper().replace("-", " "), on=ON, at=AT)
    seen = inviting.what_they_see(opened)
    assert [(part.part, part.words) for part in seen.parts] == [("what_matters", "My garden")]
    assert seen.goals == ()


def test_we_keep_no_more_of_a_link_and_a_word_than_a_fingerprint(mine):
    made = invited(mine)
    kept = " ".join(str(value) for value in PlanInvitation.objects.values_list().get())
    assert made.link not in kept
    assert made.word not in kept


def test_guessing_the_word_is_stopped_even_for_the_right_one(mine):
    made = invited(mine)
    for _guess in range(inviting.WRONG_WORDS_AN_HOUR):
        assert inviting.open_with_word(made.link, "wrong", on=ON, at=AT) is None
    with pytest.raises(inviting.TooManyWrongWords):
        inviting.open_with_word(made.link, made.word, on=ON, at=AT)
    assert inviting.open_with_word(made.link, made.word, on=ON, at=AT + timedelta(hours=1, seconds=1))


def test_an_invitation_is_withdrawn_at_once_and_ends_on_its_day(mine, sam):
    made = invited(mine)
    assert inviting.behind(made.link, on=ON + timedelta(days=30))
    assert inviting.behind(made.link, on=ON + timedelta(days=31)) is None
    with pytest.raises(NotTheirsToWrite):
        inviting.withdraw(made.invitation, by=sam, at=AT)
    inviting.withdraw(made.invitation, by=mine.person.user, at=AT)
    assert inviting.behind(made.link, on=ON) is None
    with pytest.raises(suggesting.NotInvited):
        suggesting.suggest(mine, part="what_matters", words="x", invitation=made.invitation, on=ON, at=AT)


def test_somebody_invited_suggests_only_for_their_own_parts_and_plan(mine):
    made, other = invited(mine), make.PlanFactory()
    for plan, part in ((mine, "advice"), (other, "what_matters")):
        with pytest.raises(suggesting.NotInvited):
            suggesting.suggest(plan, part=part, words="x", invitation=made.invitation, on=ON, at=AT)
    theirs = make.GoalFactory(plan=other)
    wide = invited(mine, parts=["goals"]).invitation
    with pytest.raises(suggesting.NotInvited):
        suggesting.suggest(mine, part="goals", goal=theirs, words="x", invitation=wide, on=ON, at=AT)
    reader = invited(mine, may="read").invitation
    with pytest.raises(suggesting.NotInvited):
        suggesting.suggest(mine, part="what_matters", words="x", invitation=reader, on=ON, at=AT)


def test_only_the_person_invites(mine, sam):
    with pytest.raises(NotTheirsToWrite):
        inviting.invite(mine, name="Me", who="worker", parts=["goals"], may="read", ends_on=ON, user=sam, by=sam, at=AT)


def test_another_person_reaches_no_row_of_the_plan_in_the_database(mine):
    invited(mine)
    somebody_else = make.CitizenFactory()
    with only_what_is_theirs(somebody_else.user):
        assert not PlanInvitation.objects.exists()
        assert not PlanVersion.objects.exists()
    with only_what_is_theirs(mine.person.user):
        assert PlanInvitation.objects.count() == 1


# --- Versions and signatures ---


def test_each_save_is_a_version_and_a_signed_one_never_changes(mine):
    me = mine.person.user
    signature = keeping.sign(mine, name="Amina Begum", how="online", helped_by="Yusuf", by=me, on=ON, at=AT)
    assert keeping.is_signed(mine)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        PlanVersion.objects.filter(pk=signature.version_id).update(says={})
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        PlanSignature.objects.all().delete()
    with pytest.raises(CannotMove):
        keeping.sign(mine, name="Amina Begum", how="online", by=me, on=ON, at=AT)
    plans.write(mine, by=me, at=AT, revision=mine.revision, what_matters="My garden and my cat")
    assert not keeping.is_signed(mine), "a later change needs a new signature"
    assert signature.version.says["parts"]["what_matters"]["words"] == "My garden"
    keeping.sign(mine, name="Amina Begum", how="online", by=me, on=ON, at=AT)
    assert keeping.is_signed(mine)


def test_only_the_person_signs_here_and_paper_says_who_saw_it(mine, sam):
    with pytest.raises(keeping.MustBeThePerson):
        keeping.sign(mine, name="Amina Begum", how="online", by=sam, on=ON, at=AT)
    with pytest.raises(CannotMove), transaction.atomic():
        keeping.sign(mine, name="Amina Begum", how="paper", by=sam, on=ON, at=AT)
    keeping.sign(mine, name="Amina Begum", how="paper", witness="Sam", by=sam, on=ON, at=AT)
    assert keeping.is_signed(mine)


def test_two_versions_say_which_words_came_and_went_and_who_changed_them(mine):
    me = mine.person.user
    plans.write(mine, by=me, at=AT, revision=mine.revision, what_matters="My big garden")
    write_all_of(mine)
    first, last = mine.versions.first(), mine.versions.last()
    changed = {line.label: line for line in comparing.lines(first.says, last.says) if line.changed}
    line = changed[str(Part.WHAT_MATTERS.label)]
    assert [piece.what for piece in line.after] == ["same", "added", "same"]
    assert (line.who, line.when) == (mine.person.name, AT)
    assert changed["Goal 1"].before == ()
    assert "£370.00 a week" in changed["Goal 1, way 1"].after[0].words


def test_a_changed_plan_keeps_who_wrote_each_line(sam):
    old = made_up.in_force()
    new = plans.start_again(old, by=sam, on=ON, at=AT)
    assert new.goals.get().written_by == old.goals.get().written_by is not None
    changed = comparing.lines(old.versions.last().says, new.versions.last().says)
    assert [line.label for line in changed if line.changed] == ["When support begins"], "that day is set anew"


def test_a_person_without_a_sign_in_has_their_plan_written_for_them(sam):
    person = make.PersonFactory()
    plan = plans.start_alone(person, kind="carer", by=sam, on=ON, at=AT, asked="On a visit", what_matters="Rest")
    assert plan.is_for_carer
    assert sam.role == Role.SOCIAL_WORKER
