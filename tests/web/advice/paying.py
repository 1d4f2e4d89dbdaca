"""Going through "What might I pay?" as somebody does: each question that comes, answered from what is known."""

from __future__ import annotations

import html
import re

from django.test import Client
from django.urls import reverse

from tests.web.reading import text

START = reverse("advice:what_you_might_pay")
ANSWER = reverse("advice:paying_answer")

# What each page is sent where the story does not say: the least that there is.
OTHERWISE = {
    "who": {"about": "myself"},
    "where": {"where": "home"},
    "free": {"free": "none"},
    "age": {"age": "80"},
    "pension-age": {"pension_age": "yes"},
    "household": {"household": "single"},
    "partner": {"partner_pension_age": "no"},
    "children": {"children": "0"},
    "owns": {"owns": "none"},
    "savings": {"savings": "0", "savings_shared": "0"},
    "own-home": {"own_home": "no"},
    "home-lives": {"lives_there": "nobody"},
    "home-weeks": {"twelve_weeks": "later"},
    "gets": {"gets": "none"},
    "half-pension": {"half_pension": "no"},
    "before-2016": {"before_2016": "no"},
    "housing": {"rent": "0", "council_tax": "0"},
    "extra-costs": {"extra_costs": "none"},
    "nursing": {"nursing": "no"},
    "dearer": {"dearer": "no"},
}
# "I do not know", on every page that can be answered so.
I_DO_NOT_KNOW = {
    "where": {"where": "not_known"},
    "free": {"free": "not_known"},
    "age": {"age_not_known": "on"},
    "pension-age": {"pension_age": "not_known"},
    "household": {"household": "not_known"},
    "partner": {"partner_pension_age": "not_known"},
    "children": {"children_not_known": "on"},
    "owns": {"owns": "not_known"},
    "savings": {"savings_not_known": "on", "savings_shared_not_known": "on"},
    "investments": {"investments_not_known": "on", "investments_share": "not_known"},
    "property": {"property_not_known": "on", "property_share": "not_known"},
    "gave-away": {"gave_away_not_known": "on"},
    "other-things": {"other_owned_not_known": "on"},
    "own-home": {"own_home": "not_known"},
    "home-value": {"home_value_not_known": "on", "home_share": "not_known"},
    "home-lives": {"lives_there": "not_known"},
    "home-weeks": {"twelve_weeks": "not_known"},
    "gets": {"gets": "not_known"},
    "state-pension": {"state_pension": "not_known"},
    "work-pension": {"work_pension_not_known": "on"},
    "half-pension": {"half_pension": "not_known"},
    "pension-credit": {"guarantee_credit_not_known": "on", "savings_credit_not_known": "on"},
    "before-2016": {"before_2016": "not_known"},
    "savings-credit": {"qualifying_income_not_known": "on"},
    "attendance-allowance": {"attendance_allowance": "not_known"},
    "pip": {"pip_daily_living": "not_known", "pip_mobility": "not_known"},
    "dla": {"dla_care": "not_known", "dla_mobility": "not_known"},
    "universal-credit": {"universal_credit_not_known": "on"},
    "esa": {"esa_not_known": "on"},
    "carers-allowance": {"carers_allowance": "not_known"},
    "war-widows-pension": {"war_widows_pension_not_known": "on"},
    "war-disablement-pension": {"war_disablement_pension_not_known": "on"},
    "other-income": {"other_income_not_known": "on"},
    "housing": {"rent_not_known": "on", "council_tax_not_known": "on"},
    "extra-costs": {"extra_costs": "not_known"},
    "cost": {"cost_known": "not_known"},
    "fee": {"fee_not_known": "on"},
    "nursing": {"nursing": "not_known"},
    "dearer": {"dearer": "not_known"},
}


def walk(client: Client, **said: dict) -> list[str]:
    """Answer each question that comes, until the answer comes. `said` by the page, with _ for -."""
    said = {slug.replace("_", "-"): answer for slug, answer in said.items()}
    asked = ["who"]
    while True:
        slug = asked[-1]
        page = reverse("advice:paying_question", args=[slug])
        answer = said.get(slug, OTHERWISE.get(slug))
        assert answer is not None, f"{slug} was asked, and the story does not say"
        gone = client.post(page, answer)
        assert gone.status_code == 302, f"{slug} refused {answer}: {re.findall('error-message.*?</p>', text(gone))}"
        if gone["Location"] == ANSWER:
            assert not (left := said.keys() - asked), f"never asked: {left}"
            return asked
        asked.append(gone["Location"].rstrip("/").rsplit("/", 1)[-1])


def shown(response) -> str:
    """The amount, or the range, that the answer gives."""
    return html.unescape(re.search(r'app-amount">(.*?)</span>', text(response))[1]).strip()


def what_they_pay(client: Client, **said: dict) -> str:
    walk(client, **said)
    return shown(client.get(ANSWER))
