"""How would my budget be worked out? The published table through the pages; unknowns; nothing kept; never a limit."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded, indicative_budget
from goodlives.web import clock
from goodlives.web.advice.budget.pages import Worked
from goodlives.web.advice.budget.questions import BY_SLUG, QUESTIONS, needs_and_support
from goodlives.web.design.questions import Answering
from tests.web.reading import text

pytestmark = pytest.mark.django_db

ANSWER = reverse("advice:budget_answer")


def typed(domain, level, support="none"):
    return {f"{domain.value}_level": level, f"{domain.value}_support": support}


def walk(client, **levels):
    """Answer every page: the level and the support of each part of life, no help where it is not said."""
    client.post(reverse("advice:budget_question", args=["who"]), {"about": "myself"})
    for slug, domain in BY_SLUG.items():
        level, support = levels.get(domain.value, ("none", "none"))
        gone = client.post(reverse("advice:budget_question", args=[slug]), typed(domain, level, support))
        assert gone.status_code == 302, text(gone)
    return client.get(ANSWER)


def shown(response):
    return html.unescape(re.search(r'app-amount">(.*?)</span>', text(response))[1]).strip()


def test_needs_become_points_and_points_become_money_with_every_step(client):
    answer = walk(
        client, personal_care=("every_day", "none"), nutrition=("every_day", "some"), home=("every_day", "none")
    )
    assert shown(answer) == "£60.00"  # 6 + 4 (5 less a third, rounded up) + 4 points
    page = text(answer)
    for words in ("14 points in all", "Eating and drinking: help every day, and a carer willingly gives some of it",
                  "6 points more would make it £115.00 a week", "never a limit"):  # fmt: skip
        assert words in page


def test_above_the_table_there_is_no_sum_but_a_costed_plan(client):
    answer = walk(client, **{domain.value: ("all_the_time", "none") for domain in Domain})
    assert shown(answer) == "A plan costed line by line"
    assert "£0" not in shown(answer)


def test_what_is_not_known_gives_a_range_and_what_has_most_points_at_stake_comes_first(client):
    answer = walk(client, nutrition=("not_known", "not_known"), decisions_and_safety=("not_known", "not_known"),
                  night=("every_day", "none"))  # fmt: skip
    assert shown(answer) == "£0.00 to £190.00"
    page = text(answer)
    assert page.index("Making decisions and keeping safe</a>") < page.index("Eating and drinking</a>")


def test_family_that_does_not_want_to_go_on_takes_nothing_off(client):
    assert shown(walk(client, personal_care=("all_the_time", "none"))) == "£60.00"
    assert shown(walk(client, personal_care=("all_the_time", "all"))) == "£0.00"


def test_where_no_help_is_needed_nobody_is_asked_who_gives_it(client):
    answer = client.post(reverse("advice:budget_question", args=["nutrition"]), {"nutrition_level": "none"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Say how often help is needed"),
        ({"nutrition_level": "sometimes"}, "Select a valid choice"),
        ({"nutrition_level": "every_day"}, "Say how much of the help family and friends give"),
        ({"nutrition_level": "every_day", "nutrition_support": "half"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_right_is_said_with_a_link_to_its_box(client, typed, says):
    page = text(client.post(reverse("advice:budget_question", args=["nutrition"]), typed))
    assert "<title>Error: " in page
    assert says in page[page.index("error-summary__list") :]


def test_nothing_is_written_but_the_session(client):
    with CaptureQueriesContext(connection) as queries:
        walk(client, night=("every_day", "none"))
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert all('"django_session"' in sql for sql in written)
    client.post(reverse("advice:budget_forget"))
    assert client.get(ANSWER)["Location"] == reverse("advice:budget")


def test_the_sum_so_far_follows_what_is_chosen(client):
    walk(client)
    page = reverse("advice:budget_so_far", args=["night"])
    assert "£60.00" in text(client.post(page, typed(Domain.NIGHT, "all_the_time")))
    assert shown(client.get(ANSWER)) == "£0.00"


levels = st.sampled_from(list(HelpNeeded))
bands = st.sampled_from(list(CarerSupport))


@given(
    st.fixed_dictionaries(dict.fromkeys(Domain, levels)),
    st.fixed_dictionaries(dict.fromkeys(Domain, bands)),
    st.sets(st.sampled_from(list(Domain))),
)
@settings(max_examples=100, deadline=None)
def test_the_pages_say_what_the_rule_says_and_a_range_holds_it(needs, support, unknown):
    def told(unknown):
        answers = {
            slug: {name: ["not_known" if domain in unknown else value]
                   for name, value in typed(domain, needs[domain], support[domain]).items()}
            for slug, domain in BY_SLUG.items()
        }  # fmt: skip
        so_far = Answering(QUESTIONS, {"told": {"typed": answers | {"who": {"about": ["myself"]}}}}, "told")
        return Worked(indicative_budget(*needs_and_support(so_far.answers), clock.today()))

    rule = indicative_budget(needs, support, clock.today())
    known, found = told(set()), told(unknown)
    assert known.budget.weekly == rule.weekly
    above = 10**9  # a plan costed line by line comes after every sum of the table
    least, most = ((above if end is None else end) for end in (found.least, found.most))
    assert least <= (above if rule.weekly is None else rule.weekly) <= most
