"""Everything that was done to a person's record, from the history: whose, in which order, and what each change said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import IntegerField, SmallIntegerField

from goodlives.casework.access.seals import is_written_once
from goodlives.casework.people import actions, own_history
from goodlives.casework.people.changes import acts_of, read
from goodlives.casework.people.kept_tables import NOT_TOLD, TO_STAFF, sources
from goodlives.casework.people.models import Person
from goodlives.casework.people.own_history import history_of
from goodlives.casework.people.row_security import leads_to_person, only_what_is_theirs
from goodlives.web.people.names_of_fields import FIELDS, NAMES
from goodlives.web.people.names_of_records import KINDS, RECORDS
from goodlives.web.people.telling import MILLIONTHS, OF_THE_LAW, WHY, value_words
from tests import factories
from tests.factories import AT, CircleMemberFactory, CitizenFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(person, **options):
    """Who, what, and each field before and after."""
    acts = acts_of(person, **{"portal": False} | options)
    read(acts)
    return [
        (act.by, entry.source.model.__name__, entry.what, {one.name: said for one, *said in entry.differences()})
        for act in acts for entry in act.entries
    ]  # fmt: skip


def test_a_change_says_who_and_what_it_was_and_is():
    worker, person = UserFactory(), PersonFactory(phone="01632 960 001", changed_at=AT)
    actions.change_details(person, by=worker, at=AT + timedelta(days=1), revision=1, phone="01632 960 999")
    assert told(person)[0] == (worker.pk, "Person", "update", {"phone": ["01632 960 001", "01632 960 999"]})


def test_what_belongs_to_one_moment_is_one_act():
    worker, person = UserFactory(), PersonFactory(changed_at=AT - timedelta(days=1))
    factories.PlanFactory(person=person, changed_at=AT, changed_by=worker)
    CircleMemberFactory(person=person, changed_at=AT, changed_by=worker)
    CircleMemberFactory(person=person, changed_at=AT + timedelta(minutes=1), changed_by=worker)
    sizes = [len(act.entries) for act in acts_of(person, portal=False) if act.by == worker.pk]
    assert sizes == [1, 2]


def test_a_row_that_was_only_counted_is_not_told_twice():
    person = PersonFactory(changed_at=AT)
    actions.change_details(person, by=UserFactory(), at=AT + timedelta(days=1), revision=1)
    assert [what for _by, _model, what, _said in told(person)] == ["insert"]


def test_what_was_taken_away_is_told_with_what_it_said():
    plan = factories.PlanFactory()
    goal = factories.GoalFactory(plan=plan, words="To swim again")
    factories.WayFactory(goal=goal, what="Lessons on Friday")
    goal.delete()
    gone = [(model, said) for _by, model, what, said in told(plan.person) if what == "delete"]
    assert {model for model, _said in gone} == {"Goal", "Way"}
    assert dict(gone)["Goal"]["words"] == ["To swim again", None]


def test_nothing_of_somebody_else_is_told():
    person, other = PersonFactory(), PersonFactory()
    CircleMemberFactory(person=other, name="Rosa")
    assert all("Rosa" not in str(said) for *_rest, said in told(person))


def test_however_many_changes_two_queries_tell_them(django_assert_num_queries):
    person, worker = PersonFactory(changed_at=AT - timedelta(days=1)), UserFactory()
    for number in range(40):
        actions.change_details(
            person, by=worker, at=AT + timedelta(days=number), revision=person.revision, phone=f"01632 960 0{number:02}"
        )
    with django_assert_num_queries(4):  # and before and after the second, how it is to be planned
        acts = acts_of(person, portal=False)
        read(acts[:25])
    assert len(acts) == 41


# The person's own eyes

THEIRS = {f"{app}.{name}" for app, names in own_history.OPEN.items() for name in names}
HISTORIES = [
    model for model in apps.get_models()
    if hasattr(model, "pgh_tracked_model") and model.__module__.startswith("goodlives.") and leads_to_person(model)
]  # fmt: skip
# Every table about people that keeps what it said.
KEPT = [
    model for model in apps.get_models()
    if not hasattr(model, "pgh_tracked_model") and model.__module__.startswith("goodlives.")
    and (model is Person or own_history.parent_of(model)) and (history_of(model) or is_written_once(model))
]  # fmt: skip


def test_which_columns_and_versions_people_do_not_read_is_named_here():
    assert own_history.HIDDEN == {
        "assessments_assessmentevent": ("assessor_view",),
        "requests_requestforsupportevent": ("asker_phone", "asker_email"),
    }
    assert own_history.ONLY_WHERE == {"requests_requestforsupportevent": "about <> 'somebody_else'"}


@pytest.mark.parametrize("history", HISTORIES, ids=lambda model: model._meta.db_table)
def test_people_read_their_own_history_and_nobody_else_s_though_nothing_filters(history):
    me, other = CitizenFactory(), CitizenFactory()
    mine, theirs = _one_of(history, me), _one_of(history, other)
    keys = {mine: set(history.objects.filter(pgh_obj_id=mine).values_list("pk", flat=True))}
    keys[theirs] = set(history.objects.filter(pgh_obj_id=theirs).values_list("pk", flat=True))
    assert keys[mine]
    assert keys[theirs]
    with only_what_is_theirs(me.user):
        seen = set(history.objects.filter(pk__in=keys[mine] | keys[theirs]).values_list("pk", flat=True))
    assert seen == (keys[mine] if own_history.is_open(history.pgh_tracked_model) else set())


def _one_of(history, person):
    """A row of the tracked table that is this person's, changed once."""
    tracked = history.pgh_tracked_model
    if tracked is type(person):
        return person.pk
    path = _way_to_person(tracked)
    return getattr(factories, f"{tracked.__name__}Factory")(**{path: person}).pk


def _way_to_person(model) -> str:
    parent = own_history.parent_of(model)
    return parent.name if parent.name == "person" else f"{parent.name}__{_way_to_person(parent.related_model)}"


def test_a_column_that_is_not_theirs_is_refused_by_the_database():
    from django.db import transaction
    from django.db.utils import ProgrammingError

    me = CitizenFactory()
    assessment = factories.AssessmentFactory(person=me, assessor_view="Between us")
    history = history_of(type(assessment))
    with only_what_is_theirs(me.user):
        assert history.objects.filter(pgh_obj_id=assessment.pk).values_list("own_words").exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(history.objects.values_list("assessor_view"))
    assert "Between us" not in str(told(me, portal=True))
    assert "Between us" in str(told(me))


def test_what_another_asked_in_confidence_is_not_in_the_person_s_history():
    me = CitizenFactory()
    factories.RequestForSupportFactory(person=me, about="somebody_else", words="I worry about her")
    factories.RequestForSupportFactory(person=me, about="myself", words="I would like to cook again")
    with only_what_is_theirs(me.user):
        said = str(told(me, portal=True))
    assert "I worry about her" not in said
    assert "I would like to cook again" in said


def test_what_the_person_s_page_asks_for_is_open_to_them():
    me = CitizenFactory()
    with only_what_is_theirs(me.user):
        assert told(me, portal=True)


def test_of_every_table_about_people_somebody_has_thought_who_reads_what_it_said():
    about_people = {model._meta.label_lower for model in KEPT}
    assert about_people == THEIRS | TO_STAFF | NOT_TOLD
    assert not THEIRS & (TO_STAFF | NOT_TOLD)
    told_of = {source.model._meta.label_lower for source in sources(portal=False)}
    assert told_of == THEIRS | TO_STAFF
    assert {source.model._meta.label_lower for source in sources(portal=True)} == THEIRS


def test_each_record_and_kind_of_record_that_is_told_has_a_name():
    named = {source.model._meta.label_lower for source in sources(portal=False)}
    assert named == set(RECORDS)
    assert all(source.names & set(KINDS) for source in sources(portal=False))


def test_each_part_of_a_record_has_a_name_and_no_name_is_left_over():
    parts = {
        (f"{source.model._meta.label_lower}.{one.name}", one.name, one.name.removesuffix("_words"))
        for source in sources(portal=False)
        for one in source.fields
        if one.name not in WHY and not one.name.startswith("why_")
    }
    assert [names[0] for names in sorted(parts) if not {*names} & {*FIELDS, *NAMES}] == []
    assert {*FIELDS, *NAMES} - {name for names in parts for name in names} == set()


def test_each_sum_of_money_is_told_in_pounds():
    large = [
        one for source in sources(portal=False) for one in source.fields
        if isinstance(one, IntegerField) and not isinstance(one, SmallIntegerField) and not one.choices
    ]  # fmt: skip
    told = {one.name: value_words(one, 35_340, {}) for one in large}
    assert {name: words for name, words in told.items() if words != "£353.40"} == dict.fromkeys(MILLIONTHS, "0.04")


def test_what_the_law_lists_is_told_in_its_plain_words():
    told = {
        (one.name, code): value_words(one, [code] if one.name == "outcomes" else code, {})
        for source in sources(portal=False) for one in source.fields for code in OF_THE_LAW.get(one.name, ())
        if code in dict(one.choices or [(code, "")]) or one.name == "outcomes"
    }  # fmt: skip
    assert {name for name, _code in told} == set(OF_THE_LAW)
    assert all(words == OF_THE_LAW[name][code] for (name, code), words in told.items())
