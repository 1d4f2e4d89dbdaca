"""A complaint about a decision, from the choice of a route to what came of it, at a desk and on a phone."""

import os

import pytest
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.access.seals import seal
from goodlives.web import clock
from tests.factories import AT, CitizenFactory, DecisionFactory, UserFactory


@pytest.fixture
def decision(transactional_db):
    return DecisionFactory(person=CitizenFactory(given_name="Amina", family_name="Begum"), decided_on=clock.today())


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_person_complains_and_is_told_each_step_and_what_came_of_it(page, axe, sign_in, decision):
    def look(name):
        axe(page)
        assert fits(page)
        if folder := os.environ.get("GOODLIVES_PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)

    # Amina reads that there is no appeal, and complains.
    sign_in(page, decision.person.user)
    page.goto(f"/decisions/{decision.pk}/question/")
    page.get_by_text("Can I appeal? What the law gives you").click()
    expect(page.get_by_text("it is not in force")).to_be_visible()
    look("route")
    page.get_by_label("Make a complaint").check()
    page.get_by_label("What do you think is wrong, and why?").fill("Nobody asked me.")
    page.get_by_label("I would like somebody independent").check()
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_text("that we have your complaint")).to_be_visible()
    look("asked")
    here = page.url

    # A colleague of whoever decided says that we have it, and answers.
    sign_in(page, UserFactory(role=Role.TEAM_MANAGER))
    page.goto("/decisions/questions/")
    look("list")
    page.goto(here + "step/")
    look("step")
    page.get_by_label("We said we have it").check()
    page.get_by_label("By letter").check()
    page.get_by_role("button", name="Save").click()
    look("asked-staff")
    page.get_by_role("link", name="Answer it").click()
    look("answer")
    page.get_by_label("Your answer").fill("We should have asked you. What we decided is still right.")
    page.get_by_label("The decision stands").check()
    page.get_by_label("We did not listen").check()
    page.get_by_role("button", name="Send the answer").click()
    page.goto("/decisions/learning/")
    look("learning")

    # Amina sees what came of it, and where she may go next. Anybody sees the seal.
    sign_in(page, decision.person.user)
    page.goto(here)
    expect(page.get_by_text("The decision stands")).to_be_visible()
    look("answered")
    for _ in range(2):
        seal(at=AT)
    page.goto("/seal-of-today/")
    look("seal")
