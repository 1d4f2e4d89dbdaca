"""The financial assessment through its pages: what is asked, refused, kept, compared and shown, and to whom."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income
from goodlives.casework.people.models import RecordRead
from tests.factories import (
    AT,
    CapitalFactory,
    CitizenFactory,
    DecisionFactory,
    FinancialAssessmentFactory,
    IncomeFactory,
    IndicativeBudgetFactory,
    PersonFactory,
    UserFactory,
)
from tests.web.reading import text

pytestmark = pytest.mark.django_db
TODAY = date(2023, 6, 5)


@pytest.fixture(autouse=True)
def set_in_june_2023(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


@pytest.fixture
def officer(signed_in):
    return signed_in(UserFactory(role=Role.FINANCE_OFFICER))


@pytest.fixture
def money():
    """Everything known: Devon's example, by a person who can sign in."""
    assessment = FinancialAssessmentFactory(
        person=CitizenFactory(), starts_on=TODAY, housing_costs=1_727, disability_related_expenditure=2_808
    )
    IncomeFactory(assessment=assessment, amount=22_545)
    IncomeFactory(assessment=assessment, kind=Income.Kind.PIP_DAILY_LIVING, rate="enhanced", amount=10_175)
    return assessment


def decided(assessment):
    actions.decide_charge(
        assessment, reasons="We counted what the law counts.", participation="You talked with us.",
        by=UserFactory(), on=TODAY, at=AT,
    )  # fmt: skip
    return assessment


def page(name, *args):
    return reverse(f"finances:{name}", args=args)


ABOUT = {
    "starts_on_day": "5", "starts_on_month": "6", "starts_on_year": "2023", "household": "single",
    "partner_pension_age_reached": "", "pension_age_reached": "", "dependent_children": "0",
}  # fmt: skip
COSTS = {
    "housing_costs": "17.27", "disability_related_expenditure": "28.08", "half_pension_to_spouse": "no",
    "savings_credit_qualifying_income": "",
}  # fmt: skip
CAPITAL = {
    "kind": "savings", "words": "Post Office", "amount": "3200", "share": "1", "share_other": "", "disregard": "",
    "evidence": "",
}  # fmt: skip
INCOME = {"kind": "state_pension", "words": "", "amount": "203.85", "every": "week", "rate": "", "evidence": ""}


@pytest.mark.parametrize(
    ("name", "good", "wrong", "message"),
    [
        ("about", ABOUT, {"starts_on_day": "31", "starts_on_month": "2"}, "must be a real date"),
        ("about", ABOUT, {"starts_on_year": ""}, "must include a year"),
        ("about", ABOUT, {"household": "alone"}, "Select a valid choice"),
        ("about", ABOUT, {"pension_age_reached": "maybe"}, "Select a valid choice"),
        ("about", ABOUT, {"dependent_children": ""}, "Enter how many children"),
        ("about", ABOUT, {"dependent_children": "21"}, "must be a whole number from 0 to 20"),
        ("costs", COSTS, {"housing_costs": "ten"}, "must be an amount in pounds"),
        ("costs", COSTS, {"disability_related_expenditure": "1.234"}, "must be an amount in pounds"),
        ("costs", COSTS, {"half_pension_to_spouse": ""}, "Say whether half of a pension is passed on"),
        ("costs", COSTS, {"savings_credit_qualifying_income": "-5"}, "must be an amount in pounds"),
        ("cost", {}, {"cost_of_care": "100001"}, "must be £100,000 or less"),
        ("free_care", {}, {"exempt": "because"}, "Select a valid choice"),
        ("add_capital", CAPITAL, {"kind": ""}, "Say what it is"),
        ("add_capital", CAPITAL, {"amount": "3,200.5.5"}, "must be an amount in pounds"),
        ("add_capital", CAPITAL, {"share": ""}, "Say how much of it is theirs"),
        ("add_capital", CAPITAL, {"share": "other", "share_other": "3/2"}, "must be a fraction of one"),
        ("add_capital", CAPITAL, {"share": "other", "share_other": "1/0"}, "must be a fraction of one"),
        ("add_capital", CAPITAL, {"share": "other", "share_other": "half"}, "must be a fraction of one"),
        ("add_capital", CAPITAL, {"disregard": "discretionary"}, "Say why it is not counted"),
        ("add_capital", CAPITAL, {"words": "x" * 201}, "200 characters"),
        ("add_income", INCOME, {"kind": ""}, "Choose what it is"),
        ("add_income", INCOME, {"amount": "£"}, None),  # nothing but a sign is nothing: not yet known
        ("add_income", INCOME, {"amount": "lots"}, "must be an amount in pounds"),
        ("add_income", INCOME, {"every": "decade"}, "Select a valid choice"),
        (
            "add_income", INCOME, {"kind": "pip_daily_living", "rate": "middle"},
            "PIP daily living is paid at the standard or enhanced rate",
        ),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named_the_rest_is_kept_and_nothing_is_saved(officer, money, name, good, wrong, message):
    before = money.revision
    response = officer.post(page(name, money.pk), good | wrong | {"revision": before})
    if message is None:
        assert response.status_code == 302
        return
    assert response.status_code == 422
    assert message in text(response)
    assert "<title>Error: " in text(response)
    money.refresh_from_db()
    assert money.revision == before


def test_an_empty_amount_is_not_yet_known_and_never_nothing(officer, money):
    officer.post(page("costs", money.pk), COSTS | {"housing_costs": "", "revision": money.revision})
    money.refresh_from_db()
    assert money.housing_costs is None
    seen = text(officer.get(page("assessment", money.pk)))
    assert "Between £110.10 and £127.37 a week" not in seen
    assert "Between £0.00 and £127.37 a week" in seen
    assert f'href="{page("costs", money.pk)}">What the home costs: rent, mortgage, council tax</a>' in seen
    assert "Decide what they pay" not in seen


def test_each_missing_amount_links_to_its_own_page(officer, money):
    savings = CapitalFactory(assessment=money, words="Post Office", amount=None)
    seen = text(officer.get(page("assessment", money.pk)))
    assert f'href="{page("capital_item", money.pk, savings.pk)}">How much: Post Office</a>' in seen


def test_it_cannot_be_decided_while_a_fact_is_missing(officer, money):
    CapitalFactory(assessment=money, amount=None)
    assert "cannot be decided yet" in text(officer.get(page("decide", money.pk)))
    sent = {"reasons": "x", "participation": "y", "revision": money.revision}
    assert "cannot be decided yet" in text(officer.post(page("decide", money.pk), sent, follow=True))
    money.refresh_from_db()
    assert money.state == "in_progress"


def test_a_half_of_a_joint_account_counts_for_half_and_says_by_which_law(officer, money):
    officer.post(page("add_capital", money.pk), CAPITAL | {"share": "1/2", "revision": money.revision})
    seen = text(officer.get(page("capital", money.pk)))
    assert "<strong>£1,600.00</strong>" in seen
    assert "SI 2014/2672 reg 18" in seen
    officer.post(
        page("capital_item", money.pk, Capital.objects.get().pk),
        CAPITAL | {"share": "other", "share_other": "2/5", "revision": money.revision + 1},
    )
    assert Capital.objects.get().share == "2/5"
    assert "<strong>£1,280.00</strong>" in text(officer.get(page("capital", money.pk)))


def test_an_item_is_taken_off_the_list_and_stays_in_the_history(officer, money):
    item = CapitalFactory(assessment=money)
    officer.post(page("take_capital_away", money.pk, item.pk), {"revision": money.revision})
    assert not money.capital.exists()
    assert [event.pgh_label for event in Capital.pgh_event_model.objects.order_by("pgh_id")] == ["insert", "delete"]


def test_taking_away_what_somebody_has_just_changed_is_refused(officer, money):
    item = CapitalFactory(assessment=money)
    opened = money.revision
    actions.write(money, by=UserFactory(), at=AT, revision=opened, housing_costs=1)
    seen = officer.post(page("take_capital_away", money.pk, item.pk), {"revision": opened}, follow=True)
    assert "Somebody else has just changed this list" in text(seen)
    assert money.capital.exists()


def test_while_it_is_typed_the_page_says_what_it_would_count_for_and_saves_nothing(officer, money):
    sent = CAPITAL | {"amount": "15000", "revision": money.revision}
    tried = officer.post(page("add_capital", money.pk), sent, headers={"HX-Request": "true"})
    assert "If you save this" in text(tried)
    assert "£113.10" in text(tried)  # £3 a week more: one for each £250, or part, above £14,250
    assert not money.capital.exists()
    unfinished = officer.post(page("add_capital", money.pk), sent | {"amount": "x"}, headers={"HX-Request": "true"})
    assert unfinished.status_code == 204


def test_two_people_save_the_same_page_and_the_second_sees_both(officer, money):
    opened = money.revision
    actions.write(money, by=UserFactory(first_name="Ruth"), at=AT, revision=opened, housing_costs=2_000)
    clash = officer.post(page("costs", money.pk), COSTS | {"revision": opened})
    assert clash.status_code == 409
    for words in ("Ruth", "20.00", "17.27", "What Ruth", "What you typed"):
        assert words in text(clash)
    money.refresh_from_db()
    assert money.housing_costs == 2_000
    officer.post(page("costs", money.pk), COSTS | {"revision": money.revision})
    money.refresh_from_db()
    assert money.housing_costs == 1_727


def test_two_people_change_the_same_item_and_the_second_sees_both(officer, money):
    item = CapitalFactory(assessment=money, amount=100_000)
    opened = money.revision
    item.amount = 250_000
    actions.put_item(money, item, by=UserFactory(first_name="Ruth"), at=AT, revision=opened)
    clash = officer.post(page("capital_item", money.pk, item.pk), CAPITAL | {"revision": opened})
    assert clash.status_code == 409
    assert "2500.00" in text(clash)
    assert "3200.00" in text(clash)


def test_a_decision_on_money_that_changed_meanwhile_is_not_made(officer, money):
    opened = money.revision
    actions.write(money, by=UserFactory(), at=AT, revision=opened, housing_costs=1)
    sent = {"reasons": "As counted.", "participation": "We talked.", "revision": opened}
    clash = officer.post(page("decide", money.pk), sent)
    assert clash.status_code == 409
    assert "As counted." in text(clash)
    money.refresh_from_db()
    assert money.state == "in_progress"


def test_a_decision_needs_reasons_and_how_the_person_took_part(officer, money):
    response = officer.post(page("decide", money.pk), {"reasons": "", "participation": "", "revision": money.revision})
    assert "Say why this is the figure" in text(response)
    assert "Say how the person took part" in text(response)


def test_a_decided_one_is_read_only(officer, money):
    decided(money)
    for name in ("about", "capital", "income", "costs", "cost", "free_care", "add_capital", "add_income", "decide"):
        response = officer.get(page(name, money.pk), follow=True)
        assert response.redirect_chain[-1][0] == page("assessment", money.pk), name
    officer.post(page("add_capital", money.pk), CAPITAL | {"revision": money.revision})
    assert not money.capital.exists()


def test_what_was_decided_is_shown_as_it_was_when_the_rates_have_changed_since(officer, money, monkeypatch):
    from importlib import import_module

    decided(money)
    sums = import_module("goodlives.rules.charging.charge")
    rates = sums.charging_rates
    monkeypatch.setattr(sums, "charging_rates", lambda on: rates(on)._replace(mig_single_25=1))
    seen = text(officer.get(page("assessment", money.pk)))
    assert '<span class="app-amount">£110.10</span>' in seen
    assert "£103.65" in seen


def test_something_has_changed_copies_the_last_one_and_sets_the_two_side_by_side(officer, money):
    decided(money)
    day = {"starts_on_day": "5", "starts_on_month": "6", "starts_on_year": "2023"}
    assert "Say whether to start from the last" in text(officer.post(page("start", money.person.pk), day))
    officer.post(page("start", money.person.pk), day | {"like": "yes", "what_changed": "housing"})
    later = FinancialAssessment.objects.get(state="in_progress")
    assert later.income.count() == 2
    officer.post(page("costs", later.pk), COSTS | {"housing_costs": "30", "revision": later.revision})
    seen = text(officer.get(page("assessment", later.pk)))
    assert "Compared with the last one" in seen
    row = seen.split("The home, a week</th>")[1].split("</tr>")[0]
    assert "£17.27" in row
    assert "£30.00" in row
    assert "<strong>Yes</strong>" in row
    row = seen.split("What they pay, a week</th>")[1].split("</tr>")[0]
    assert "£110.10" in row
    assert "£97.37" in row


def test_starting_while_one_is_open_goes_to_that_one(officer, money):
    response = officer.get(page("start", money.person.pk), follow=True)
    assert response.redirect_chain[-1][0] == page("assessment", money.pk)


def test_without_a_date_of_birth_the_page_says_where_to_give_it(officer):
    person = PersonFactory(born_on=None)
    assert "Date of birth needed" in text(officer.get(page("start", person.pk)))
    open_one = FinancialAssessmentFactory(person=person)
    for name in ("assessment", "costs", "decide", "add_income"):
        assert "Date of birth needed" in text(officer.get(page(name, open_one.pk))), name


def test_the_likely_cost_says_where_it_comes_from(officer):
    idea = IndicativeBudgetFactory(weekly_amount=19_000)
    money = FinancialAssessmentFactory(person=idea.person)
    assert "The first idea of their budget is £190.00 a week" in text(officer.get(page("cost", money.pk)))


def test_staff_note_when_and_how_the_person_was_told(officer, money):
    decided(money)
    for day, message in (
        (("", "", ""), "Enter the day"),
        (("4", "6", "2023"), "must be 5 June 2023 or later"),
        (("6", "6", "2023"), "must be 5 June 2023 or earlier"),
    ):
        given = dict(zip(("on_day", "on_month", "on_year"), day, strict=True))
        assert message in text(officer.post(page("shown", money.pk), given | {"how": "phone"}))
    right = {"on_day": "5", "on_month": "6", "on_year": "2023"}
    assert "Say how they were told" in text(officer.post(page("shown", money.pk), right))
    officer.post(page("shown", money.pk), right | {"how": "phone"})
    money.refresh_from_db()
    assert (money.shown_on, money.decision.tellings.get().how) == (TODAY, "phone")


def test_the_person_sees_their_own_and_cannot_change_it(signed_in, money):
    me = signed_in(money.person.user)
    seen = text(me.get(page("assessment", money.pk)))
    assert "We are still working out what you would pay" in seen
    assert "Decide what they pay" not in seen
    money.refresh_from_db()
    assert money.shown_on is None  # it is not decided, so there is no figure to have seen
    for name in ("about", "capital", "income", "costs", "cost", "free_care", "add_capital", "decide", "shown"):
        assert me.get(page(name, money.pk)).status_code == 403, name
    assert me.get(page("list")).status_code == 403
    assert me.get(page("start", money.person.pk)).status_code == 403


def test_nobody_sees_anothers_money(signed_in, money):
    stranger = signed_in(CitizenFactory().user)
    assert stranger.get(page("assessment", money.pk)).status_code == 404


def test_an_item_of_another_assessment_cannot_be_reached_through_this_one(officer, money):
    other = CapitalFactory(assessment=FinancialAssessmentFactory())
    response = officer.post(page("capital_item", money.pk, other.pk), CAPITAL | {"revision": money.revision})
    assert response.url == page("capital", money.pk)
    other.refresh_from_db()
    assert other.words == ""
    gone = officer.post(page("take_capital_away", money.pk, other.pk), {"revision": money.revision})
    assert gone.status_code == 404


def test_each_look_by_staff_is_written_down(officer, money):
    officer.get(page("income", money.pk))
    assert [read.page for read in RecordRead.objects.filter(person=money.person)] == ["Financial assessment"]


def test_the_list_finds_filters_and_gives_a_spreadsheet(officer, money):
    done = FinancialAssessmentFactory(
        person=PersonFactory(given_name="Grace", family_name="Obi"), state="decided", contribution=11_010,
        decision=DecisionFactory(), starts_on=date(2023, 5, 1),
    )  # fmt: skip
    assert "2 in all" in text(officer.get(page("list")))
    assert "Grace Obi" in text(officer.get(page("list"), {"q": "grace obi"}))
    assert "1 in all" in text(officer.get(page("list"), {"state": "decided"}))
    assert "1 in all" in text(officer.get(page("list"), {"shown": "no"}))
    assert "Nothing matches" in text(officer.get(page("list"), {"shown": "yes"}))
    sheet = b"".join(officer.get(page("list"), {"format": "csv", "state": "decided"}).streaming_content)
    assert sheet.decode("utf-8-sig").splitlines()[1] == (
        f"Grace Obi,{done.person.council_number},Decided,At home,2023-05-01,110.10,"
    )


@pytest.mark.parametrize("rows", [3, 24])
def test_the_list_asks_the_database_as_often_for_many_as_for_few(officer, django_assert_num_queries, rows):
    for _number in range(rows):
        FinancialAssessmentFactory()
    with django_assert_num_queries(7):
        officer.get(page("list"))


@pytest.mark.parametrize("items", [1, 12])
def test_the_assessment_asks_the_database_as_often_for_many_items_as_for_few(
    officer, money, django_assert_num_queries, items
):
    for _number in range(items):
        CapitalFactory(assessment=money)
        IncomeFactory(assessment=money)
    with django_assert_num_queries(11):
        officer.get(page("assessment", money.pk))
