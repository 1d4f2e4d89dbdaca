"""Every form in the system, those not written yet too: it can be drawn, and whatever is typed, it answers in words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache

import pytest
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from markupsafe import escape

import goodlives.web
from goodlives.casework.about_me.instruments import questions_for
from goodlives.casework.carers.models import Shared
from goodlives.casework.plans.models import Part
from goodlives.rules.parameters import charging_rates
from goodlives.rules.uprating import usual_percentages
from goodlives.web.assessments.voice import Voice
from goodlives.web.design.forms import Form, first_input
from tests import factories

for module in pkgutil.walk_packages(goodlives.web.__path__, "goodlives.web."):
    importlib.import_module(module.name)


def every_form(form=Form):
    for child in form.__subclasses__():
        if child.__module__.startswith("goodlives."):
            yield child
        yield from every_form(child)


FORMS = sorted(set(every_form()), key=lambda form: (form.__module__, form.__name__))
EVERY = pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__.split('.')[2]}-{form.__name__}")

DRAW = """{% from "design/fields.jinja" import field, error_summary with context %}
{{ error_summary(form) }}{% for bound in form %}{{ field(bound) }}{% endfor %}"""


@cache
def template():
    return engines["jinja2"].env.from_string(DRAW)


def drawn(form) -> str:
    return template().render(form=form)


def made(form, data=None) -> Form:
    """The form as its page makes it, with a value for each thing it asks of the page."""
    known = {
        "on": factories.ON, "today": factories.ON, "latest": factories.ON,
        "decided_on": factories.ON, "earliest": factories.ON,
        "voice": Voice(name="Amina", to_the_person=False), "eligible": True, "for_staff": True, "cared_for": [],
        "mine": False, "own": False, "refusal": False, "has_earlier": False, "so_far": {}, "person": None,
        "workers": [], "people": [], "lines": [], "goals": [], "rows": 1, "plan": None, "user": None, "staff": True,
        "questions": questions_for("person", factories.ON), "standing": [], "rates": charging_rates(factories.ON),
        "carer": False, "facts": [("good_at", "Tomatoes")], "waiting": [("person", "Amina")],
        "acknowledged": False, "late": True, "may_be_late": True, "later": [], "years": ["2026 to 2027"], "kinds": {},
        "request": RequestFactory().post("/sign-in/"), "parts": Part.values, "partners": [],
        "choices": [("plan.pdf", "My plan")], "usual": usual_percentages(factories.ON),
        "kind": "property_attorney", "here_for": [("myself", "For myself")],
        "shareable": Shared.What.choices,
    }  # fmt: skip
    if form.__name__ in {"GoalForm", "Hold"}:
        known |= {"plan": factories.PlanFactory(), "goals": [factories.GoalFactory()]}
    if form.__name__ == "Share":
        known |= {"partners": [factories.PartnerFactory()]}
    if form.__name__ == "Restrict":
        factories.UserFactory()  # somebody to choose
    if form.__name__ == "Private":
        known |= {"colleagues": [factories.UserFactory()]}
    if form.__name__ == "Invite":
        known |= {"person": factories.PersonFactory()}
    asks = {
        parameter.name
        for parent in form.__mro__
        if parent.__module__.startswith("goodlives.") and "__init__" in vars(parent)
        for parameter in inspect.signature(parent.__init__).parameters.values()
        if parameter.kind == parameter.KEYWORD_ONLY
    }
    assert asks <= known.keys(), f"say in this test what {form.__name__} may be given for {sorted(asks - known.keys())}"
    return form(data, **{name: known[name] for name in asks})


def everything(form, value) -> QueryDict:
    """The same thing typed into every box."""
    data = QueryDict(mutable=True)
    for bound in made(form):
        if bound.field.kind == "date":
            data.update({f"{bound.html_name}_{part}": value for part in ("day", "month", "year")})
        else:
            data[bound.html_name] = value
    return data


@EVERY
def test_every_field_is_drawn_with_its_own_box(form, db):
    form = made(form)
    text = drawn(form)
    for bound in form:
        assert f'id="{first_input(bound)}"' in text, f"{bound.name} has no box"
        assert escape(bound.label) in text, f"{bound.name} has no words"


TYPED = ["", "x" * 20_000, "<script>alert(1)</script>", "\x00", "'; --", "999999999999999999999", "-1", "²", "💛"]


@EVERY
def test_whatever_is_typed_is_answered_in_words_that_lead_to_the_field(form, db):
    for typed in TYPED:
        bound = made(form, everything(form, typed))
        bound.is_valid()
        text = drawn(bound)
        for line in bound.summary():
            assert str(line["text"]).strip(), typed
            if "href" in line:
                assert f'id="{line["href"][1:]}"' in text, f"{line} leads nowhere when {typed[:30]!r} is typed"
        assert "<script>alert" not in text


@EVERY
def test_a_line_says_how_long_it_may_be_so_that_the_database_can_hold_it(form, db):
    endless = [bound.name for bound in made(form) if bound.field.kind == "input" and not bound.field.max_length]
    assert not endless, f"{form.__name__}: say max_length for {endless}"


@EVERY
def test_what_must_be_filled_says_what_to_do_in_its_own_words(form, db):
    form = made(form, {})
    said = [line["text"] for line in form.summary()]
    assert "This field is required." not in said
