"""What might I pay? Worked examples of the law through the pages, to the penny; unknowns; nothing kept."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodlives.exchange import calculator
from goodlives.web import clock
from goodlives.web.advice.paying.questions import QUESTIONS
from tests.factories import ChargingPolicyFactory
from tests.web.advice.paying import ANSWER, I_DO_NOT_KNOW, START, shown, walk, what_they_pay
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_2025(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 6, 2))


def in_year(monkeypatch, year):
    monkeypatch.setattr(clock, "today", lambda: date(year, 6, 2))


def a_week(name, amount):
    return {name: amount, f"{name}_every": "week"}


def pension(amount):
    return {"state_pension": "another"} | a_week("state_pension_amount", amount)


def weekly(cost):
    return {"cost_known": "weekly", "weekly_cost": cost}


# Single, pension age, 230.25 and Attendance Allowance 73.90: law by example.
OLDER = {
    "gets": {"gets": ["state_pension", "attendance_allowance"]},
    "state_pension": pension("230.25"),
    "attendance_allowance": {"attendance_allowance": "lower"},
    "housing": {"rent": "0"} | a_week("council_tax", "28.40"),
    "extra_costs": {"extra_costs": ["laundry"]},
    "extra_cost_amounts": a_week("cost_laundry", "12.50"),
    "cost": weekly("180"),
}


def saved(amount):
    return {"owns": {"owns": "savings"}, "savings": {"savings": amount, "savings_shared": "0"}}


@pytest.mark.parametrize(
    ("capital", "pays"),
    [
        ("0", "£30.65"), ("14250.00", "£30.65"), ("14250.01", "£31.65"), ("14500.00", "£31.65"),
        ("14500.01", "£32.65"), ("16000.00", "£37.65"), ("23250.00", "£66.65"), ("23250.01", "£180.00"),
    ],
)  # fmt: skip
def test_savings_move_the_charge_as_the_law_says(client, capital, pays):
    assert what_they_pay(client, **OLDER, **saved(capital)) == pays


def test_the_published_example_of_devon_comes_out_to_the_penny(client, monkeypatch):
    in_year(monkeypatch, 2023)
    pays = what_they_pay(
        client, age={"age": "37"}, gets={"gets": ["esa", "pip"]}, esa=a_week("esa", "225.45"),
        pip={"pip_daily_living": "enhanced", "pip_mobility": "standard"},
        housing=a_week("rent", "17.27") | a_week("council_tax", "0"), extra_costs={"extra_costs": ["heating"]},
        extra_cost_amounts=a_week("cost_heating", "28.08"), cost=weekly("454"),
    )  # fmt: skip
    assert pays == "£110.10"
    page = text(client.get(ANSWER))
    for words in ("£343.90", "£171.75", "SI 2014/2672 reg 7", "This uses the rates for 2023-24"):
        assert words in page


def test_universal_credit_by_the_month_and_pip(client):
    pays = what_they_pay(
        client, age={"age": "30"}, **saved("2000"), gets={"gets": ["universal_credit", "pip"]},
        universal_credit={"universal_credit": "823.41", "universal_credit_every": "month"},
        pip={"pip_daily_living": "enhanced", "pip_mobility": "enhanced"}, extra_costs={"extra_costs": ["food"]},
        extra_cost_amounts=a_week("cost_food", "20"), cost=weekly("350"),
    )  # fmt: skip
    assert pays == "£94.01"


def test_nobody_pays_more_than_the_care_costs(client):
    pays = what_they_pay(
        client, age={"age": "22"}, gets={"gets": ["universal_credit", "pip"]},
        universal_credit={"universal_credit": "740.25", "universal_credit_every": "month"},
        pip={"pip_daily_living": "standard", "pip_mobility": "none"}, extra_costs={"extra_costs": ["food"]},
        extra_cost_amounts=a_week("cost_food", "15"), cost=weekly("60"),
    )  # fmt: skip
    assert pays == "£60.00"


def test_part_of_savings_credit_is_left_out(client):
    pays = what_they_pay(
        client, gets={"gets": ["state_pension", "pension_credit", "attendance_allowance"]},
        state_pension=pension("215"),
        pension_credit=a_week("guarantee_credit", "12.10") | a_week("savings_credit", "10.04"),
        attendance_allowance={"attendance_allowance": "lower"},
        housing=a_week("rent", "20") | a_week("council_tax", "0"), extra_costs={"extra_costs": ["food"]},
        extra_cost_amounts=a_week("cost_food", "8"), cost=weekly("1000"),
    )  # fmt: skip
    assert pays == "£43.39"


IN_A_CARE_HOME = {
    "where": {"where": "care_home_permanent"},
    "gets": {"gets": ["state_pension", "work_pension"]},
    "state_pension": pension("230.25"),
    "work_pension": a_week("work_pension", "120"),
    "fee": {"fee": "900"},
}


@pytest.mark.parametrize(
    ("capital", "half", "pays"),
    [
        ("16000", "no", "£326.60"), ("16000", "yes", "£266.60"), ("14250", "no", "£319.60"),
        ("14250.01", "no", "£320.60"), ("23250", "no", "£355.60"), ("23250.01", "no", "£900.00"),
    ],
)  # fmt: skip
def test_in_a_care_home_for_good(client, capital, half, pays):
    assert what_they_pay(client, **IN_A_CARE_HOME, **saved(capital), half_pension={"half_pension": half}) == pays


def test_knowsley_in_a_care_home(client, monkeypatch):
    in_year(monkeypatch, 2024)
    pays = what_they_pay(
        client, age={"age": "90"}, where={"where": "care_home_permanent"}, **saved("17050.91"),
        gets={"gets": ["state_pension", "pension_credit"]}, state_pension=pension("227.55"),
        pension_credit=a_week("guarantee_credit", "0") | a_week("savings_credit", "7.25"), fee={"fee": "685.37"},
    )  # fmt: skip
    assert pays == "£209.70"
    assert "£475.67" in text(client.get(ANSWER))


def test_a_dearer_home_is_paid_for_by_somebody_else(client, monkeypatch):
    in_year(monkeypatch, 2026)
    pays = what_they_pay(
        client, where={"where": "care_home_permanent"}, **saved("10000"), gets={"gets": "state_pension"},
        state_pension=pension("260"), fee={"fee": "1300"}, dearer={"dearer": "yes", "council_rate": "1000"},
    )  # fmt: skip
    assert pays == "£228.20"
    page = text(client.get(ANSWER))
    assert "£771.80" in page
    assert "£300.00" in page


def test_the_nhs_pays_for_nursing_first(client):
    said = IN_A_CARE_HOME | {"fee": {"fee": "1150"}, "nursing": {"nursing": "yes"}}
    assert what_they_pay(client, **said, **saved("10000")) == "£319.60"
    assert "£576.34" in text(client.get(ANSWER))


HOUSE = {
    "where": {"where": "care_home_permanent"}, "owns": {"owns": "savings"},
    "savings": {"savings": "9000", "savings_shared": "0"}, "own_home": {"own_home": "yes"},
    "home_value": {"home_value": "240000", "home_share": "all"}, "gets": {"gets": "state_pension"},
    "state_pension": pension("310.25"), "fee": {"fee": "950"},
}  # fmt: skip


def test_a_house_counts_after_12_weeks_and_paying_can_be_put_off(client):
    assert what_they_pay(client, **HOUSE, home_weeks={"twelve_weeks": "first"}) == "£279.60"
    page = text(client.get(ANSWER))
    for words in ("When the first 12 weeks have ended", "£950.00 a week", "£166.25", "£783.75", "£201,750.00"):
        assert words in page
    assert what_they_pay(client, **HOUSE) == "£950.00"


def test_a_house_where_a_relative_of_60_lives_does_not_count(client):
    assert what_they_pay(client, **HOUSE, home_lives={"lives_there": "relative_60_or_over"}) == "£279.60"


def test_a_house_where_a_friend_lives_may_count_or_not(client):
    assert what_they_pay(client, **HOUSE, home_lives={"lives_there": "somebody_else"}) == "£279.60 to £950.00"


def test_a_stay_for_some_time_leaves_out_disability_benefits_and_a_short_one_is_as_at_home(client):
    said = OLDER | {"attendance_allowance": {"attendance_allowance": "higher"}, "fee": {"fee": "900"}}
    said |= {"housing": {"rent": "0"} | a_week("council_tax", "35")}
    del said["cost"]
    for_some_time = {name: answer for name, answer in said.items() if not name.startswith("extra")}
    assert what_they_pay(client, **for_some_time, where={"where": "care_home_temporary"}) == "£164.60"
    short = said | {"extra_cost_amounts": a_week("cost_laundry", "12")}
    assert what_they_pay(client, **short, where={"where": "care_home_short_term"}) == "£61.05"


def test_a_joint_account_counts_by_the_share(client):
    joint = {"owns": {"owns": "savings"}, "savings": {"savings": "0", "savings_shared": "32000"}}
    assert what_they_pay(client, **OLDER, **joint) == "£37.65"


def test_a_share_that_is_not_known_may_be_none_or_all_of_it(client):
    unknown = {"investments": "40000", "investments_share": "not_known"}
    assert what_they_pay(client, **OLDER, owns={"owns": "investments"}, investments=unknown) == "£30.65 to £180.00"


def test_free_care_asks_nothing_about_money(client):
    assert walk(client, free={"free": "reablement"}) == ["who", "where", "free"]
    assert shown(client.get(ANSWER)) == "£0.00"


def test_words_change_for_somebody_else(client):
    walk(client, who={"about": "somebody_else"}, **OLDER)
    page = text(client.get(reverse("advice:paying_question", args=["state-pension"])))
    assert "How much State Pension do they get?" in page
    assert "What they might pay" in text(client.get(ANSWER))


@pytest.mark.parametrize("slug", sorted(I_DO_NOT_KNOW))
def test_i_do_not_know_is_an_answer_on_every_page(slug):
    question = next(question for question in QUESTIONS if question.slug == slug)
    typed = QueryDict(mutable=True)
    typed.update(I_DO_NOT_KNOW[slug])
    assert question.form(typed, so_far={}).is_valid()


def test_nothing_known_at_all_still_gives_an_answer_and_says_what_to_find_out(client):
    walk(client, **{slug.replace("-", "_"): I_DO_NOT_KNOW[slug] for slug in (
        "where", "free", "age", "household", "children", "owns", "own-home", "gets", "before-2016", "housing",
        "extra-costs", "cost", "fee", "nursing", "dearer")})  # fmt: skip
    assert shown(client.get(ANSWER)) == "£0 to the whole cost"
    assert "Where would you get care?" in text(client.get(ANSWER))


def test_the_question_that_narrows_it_most_comes_first(client):
    unknown = {"owns": {"owns": "savings"}, "savings": I_DO_NOT_KNOW["savings"]}
    unknown["attendance_allowance"] = I_DO_NOT_KNOW["attendance-allowance"]
    assert what_they_pay(client, **(OLDER | unknown)) == "£30.65 to £180.00"
    page = text(client.get(ANSWER))
    assert page.index('savings/?from=answer">Your savings') < page.index('?from=answer">Attendance Allowance')


def test_a_house_of_nobody_knows_what_is_not_shown_with_a_made_up_amount(client):
    said = HOUSE | {"home_value": I_DO_NOT_KNOW["home-value"]}
    assert what_they_pay(client, **said) == "£279.60 to £950.00"
    assert "1,000,000" not in text(client.get(ANSWER))


WRONG = [
    ("who", {}, "Say who this is for"),
    ("where", {"where": "moon"}, "Select a valid choice"),
    ("where", {}, "Say where the care would be"),
    ("free", {}, "Say if any of these is true"),
    ("age", {}, "How old are you? Type a number"),
    ("age", {"age": "17"}, "must be a whole number from 18 to 120"),
    ("age", {"age": "80", "age_not_known": "on"}, "not both"),
    ("household", {}, "Say if there is a husband, wife or partner"),
    ("children", {"children": "-1"}, "must be a whole number from 0 to 20"),
    ("owns", {}, "Choose what there is"),
    ("owns", {"owns": ["none", "savings"]}, "not both"),
    ("savings", {"savings": "lots", "savings_shared": "0"}, "must be an amount in pounds"),
    ("savings", {"savings": "5", "savings_shared": ""}, "together with somebody else? Type an amount"),
    ("gets", {"gets": ["wings"]}, "Select a valid choice"),
    ("state-pension", {"state_pension": "another"}, "Type how much it is"),
    ("attendance-allowance", {}, "Say which rate"),
    ("housing", {"rent": "1.234", "council_tax": "0"}, "must be an amount in pounds"),
    ("housing", {"rent": "", "council_tax": "0"}, "service charges: type an amount"),
    ("housing", {"rent": "1", "rent_every": "moon", "council_tax": "0"}, "Select a valid choice"),
    ("extra-costs", {}, "Choose what there is"),
    ("extra-cost-amounts", {}, "Washing and bedding: type an amount"),
    ("cost", {"cost_known": "weekly"}, "Type what the care costs in a week"),
    ("cost", {"cost_known": "hours", "hours": "200", "price": "20"}, "must be a number of hours"),
    ("cost", {"cost_known": "hours", "hours": "10"}, "Type what an hour of care costs"),
]


@pytest.mark.parametrize(("slug", "typed", "says"), WRONG)
def test_what_cannot_be_right_is_said_with_a_link_to_its_box(client, slug, typed, says):
    walk(client, **OLDER, **saved("100"))
    page = text(client.post(reverse("advice:paying_question", args=[slug]), typed))
    assert "<title>Error: " in page
    summary = page[page.index("error-summary__list") : page.index("</ul>", page.index("error-summary__list"))]
    assert says in summary
    link = summary[summary.index('href="#') + 7 :].split('"')[0]
    assert f'id="{link}"' in page


def test_nothing_is_written_but_the_session_and_that_is_gone_when_asked(client):
    with CaptureQueriesContext(connection) as queries:
        walk(client, **OLDER, **saved("16000"))
        client.get(ANSWER)
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written
    assert all('"django_session"' in sql for sql in written)
    client.post(reverse("advice:paying_forget"))
    assert "typed" not in str([session.get_decoded() for session in Session.objects.all()])
    assert client.get(ANSWER)["Location"] == START


def test_the_sum_so_far_follows_what_is_typed_and_keeps_nothing_of_it(client):
    walk(client, **OLDER, **saved("16000"))
    piece = text(client.post(reverse("advice:paying_so_far", args=["savings"]), {"savings": "30000",
                                                                                "savings_shared": "0"}))  # fmt: skip
    assert "£180.00" in piece
    assert "<html" not in piece
    half_typed = client.post(reverse("advice:paying_so_far", args=["savings"]), {"savings": "3x"})
    assert "£37.65" in text(half_typed)
    assert shown(client.get(ANSWER)) == "£37.65"


def test_without_javascript_a_button_shows_the_sum_so_far(client):
    walk(client, **OLDER, **saved("16000"))
    page = text(client.post(reverse("advice:paying_question", args=["savings"]),
                            {"savings": "30000", "savings_shared": "0", "so_far": "1"}))  # fmt: skip
    assert 'so-far__amount">£180.00' in page
    assert 'value="30000"' in page
    assert shown(client.get(ANSWER)) == "£37.65"


def test_a_change_is_tried_beside_the_sum_as_it_is_and_kept_only_when_asked(client):
    walk(client, **OLDER, **saved("16000"))
    address = reverse("advice:paying_question", args=["savings"])
    page = text(client.post(f"{address}?try=1", {"savings": "30000", "savings_shared": "0"}))
    assert page.index("£37.65") < page.index("£180.00")
    assert "£16,000.00" in page
    assert "£30,000.00" in page
    assert shown(client.get(ANSWER)) == "£37.65"
    client.post(f"{address}?from=answer", {"savings": "30000", "savings_shared": "0"})
    assert shown(client.get(ANSWER)) == "£180.00"


def test_answers_saved_in_a_file_are_opened_again_and_the_sum_can_be_done_by_the_command(client):
    walk(client, **OLDER, **saved("16000"))
    file = client.get(reverse("advice:paying_save")).content
    facts = client.get(reverse("advice:paying_facts")).content
    assert calculator.charge(calculator.read_json(facts)).charge == 3765
    client.post(reverse("advice:paying_forget"))
    opened = client.post(reverse("advice:paying_open"), {"file": SimpleUploadedFile("what-i-might-pay.json", file)})
    assert opened["Location"] == ANSWER
    assert shown(client.get(ANSWER)) == "£37.65"


OURS = b'"made_by": "Good Lives: what might I pay?"'


@pytest.mark.parametrize(
    "holds", [b"", b"[]", b"{", b"\xff", b"{" + OURS + b"}", b"{" + OURS + b', "answers": {"age": 80}}']
)
def test_a_file_that_is_not_ours_is_refused_in_words(client, holds):
    answer = client.post(reverse("advice:paying_open"), {"file": SimpleUploadedFile("x.json", holds)})
    assert answer.status_code == 422
    assert "This is not a file that you saved here" in text(answer) or "Choose the file" in text(answer)


def test_the_councils_own_policy_is_used(client):
    ChargingPolicyFactory(starts_on=date(2025, 4, 6), maximum_charge=2000)
    assert what_they_pay(client, **OLDER) == "£20.00"


def test_what_may_be_missing_is_said(client):
    walk(client, gets={"gets": "state_pension"}, state_pension=pension("230.25"), cost=weekly("180"))
    page = text(client.get(ANSWER))
    assert "Attendance Allowance may be missing" in page
    walk(client, **OLDER)
    assert "Attendance Allowance may be missing" not in text(client.get(ANSWER))


def test_the_answer_says_the_day_it_was_worked_out_and_what_would_change_it(client):
    walk(client, **OLDER, **saved("16000"))
    page = text(client.get(ANSWER))
    assert "Worked out on 2 June 2025" in page
    assert "What would change it" in page
