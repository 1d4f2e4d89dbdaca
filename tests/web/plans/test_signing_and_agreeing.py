"""Sending, signing off, sending back, agreeing and changing a plan, through its pages."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.plans import actions
from goodlives.casework.plans.budget import budget_of
from goodlives.casework.plans.models import PersonalBudget, Plan
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON
from tests.web.reading import text

pytestmark = pytest.mark.django_db


def address(name, plan):
    return reverse(f"plans:{name}", args=[plan.pk])


def state(plan):
    return Plan.objects.get(pk=plan.pk).state


def test_a_plan_with_everything_there_is_sent(signed_in):
    plan = made_up.draft()
    browser = signed_in(plan.person.allocated_to)
    assert "Ready to send" in text(browser.get(address("plan", plan)))
    browser.post(address("send", plan), {"revision": plan.revision})
    assert state(plan) == "submitted"


def test_a_plan_changed_since_it_was_read_is_not_sent(signed_in):
    plan = made_up.draft()
    page = signed_in(make.UserFactory()).post(address("send", plan), {"revision": "1"}, follow=True)
    assert "Somebody changed the plan after you opened it" in text(page)
    assert state(plan) == "draft"


def test_a_page_that_sends_is_never_a_link(signed_in):
    assert signed_in(make.UserFactory()).get(address("send", made_up.draft())).status_code == 405


def test_the_manager_sees_the_cost_beside_the_first_idea_and_their_limit(signed_in):
    plan = made_up.draft(why_not_indicative="Two people are needed for the hoist.")
    make.IndicativeBudgetFactory(assessment=plan.assessment, weekly_amount=40_000)
    make.OutcomeAnswerFactory(assessment=plan.assessment, outcome="nutrition", needs_help=True)
    actions.submit(plan, by=make.UserFactory(), on=ON, at=AT)
    page = text(signed_in(made_up.manager()).get(address("sign_off", plan)))
    for words in (
        "£454.00", "£400.00", "£54.00 more", "Two people are needed for the hoist.",
        "As a team manager you may sign off up to £500.00 a week", "Eating and drinking well",
    ):  # fmt: skip
        assert words in page


def test_signing_off_needs_reasons_and_makes_the_budget(signed_in):
    plan, manager = made_up.sent(), made_up.manager()
    page = signed_in(manager).post(address("sign_off", plan), {"reasons": "", "revision": plan.revision})
    assert "Say why you agree to this plan" in text(page)
    assert state(plan) == "submitted"
    signed_in(manager).post(address("sign_off", plan), {"reasons": "It is enough.", "revision": plan.revision})
    budget = PersonalBudget.objects.get()
    assert (budget.cost, budget.decision.reasons, budget.decision.decided_by) == (45_400, "It is enough.", manager)


def test_over_the_limit_the_page_says_who_can_and_a_forged_form_is_refused(signed_in):
    plan, low = made_up.sent(), made_up.manager(limit=10_000)
    make.SignOffLimitFactory(role=Role.SERVICE_MANAGER, weekly_limit=100_000)
    page = text(signed_in(low).get(address("sign_off", plan)))
    assert "above your limit" in page
    assert "It can be signed off by a service manager." in page
    assert 'name="reasons"' not in page
    forged = signed_in(low).post(address("sign_off", plan), {"reasons": "Yes", "revision": plan.revision})
    assert "Ask somebody with a higher limit" in text(forged)
    assert not PersonalBudget.objects.exists()


def test_nobody_signs_off_what_they_sent(signed_in):
    plan, manager = made_up.draft(), made_up.manager()
    actions.submit(plan, by=manager, on=ON, at=AT)
    assert "somebody else must sign it off" in text(signed_in(manager).get(address("sign_off", plan)))
    signed_in(manager).post(address("sign_off", plan), {"reasons": "Yes", "revision": plan.revision})
    assert state(plan) == "submitted"


def test_a_manager_who_read_an_earlier_version_reads_again(signed_in):
    plan, manager = made_up.sent(), made_up.manager()
    page = signed_in(manager).post(address("sign_off", plan), {"reasons": "My reasons", "revision": "1"})
    assert "The plan changed after you opened it" in text(page)
    assert "My reasons" in text(page)
    assert state(plan) == "submitted"


def test_a_plan_sent_back_shows_its_writer_what_to_change(signed_in):
    plan, manager = made_up.sent(), made_up.manager()
    page = signed_in(manager).post(address("send_back", plan), {"reasons": "", "revision": plan.revision})
    assert "Say what should change, and why" in text(page)
    typed = {"reasons": "Say who helps at weekends.", "revision": plan.revision}
    signed_in(manager).post(address("send_back", plan), typed)
    page = text(signed_in(plan.person.user).get(address("plan", plan)))
    assert "What should change" in page
    assert "Say who helps at weekends." in page
    assert "Ready to send" in page


def test_the_person_agrees_and_support_begins(signed_in):
    plan = made_up.signed_off()
    browser = signed_in(plan.person.user)
    page = text(browser.get(address("agree", plan)))
    assert "You pay" in page
    assert "How did they tell you?" not in page
    there = browser.post(address("agree", plan), {"agrees": "yes", "revision": plan.revision}, follow=True)
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_how, plan.disagrees) == ("agreed", "On their page here", "")
    assert plan.reviews.get().due_from == date(2026, 12, 21)
    assert budget_of(plan).decision.tellings.get().how == "online"
    assert reverse("payments:ask", args=[plan.pk]) in text(there)


def test_the_person_says_where_they_disagree_and_support_begins_all_the_same(signed_in):
    plan = made_up.signed_off()
    browser = signed_in(plan.person.user)
    page = browser.post(address("agree", plan), {"agrees": "no", "revision": plan.revision})
    assert "Write where you disagree" in text(page)
    typed = {"agrees": "no", "disagrees": "I asked for 25 hours.", "revision": plan.revision}
    browser.post(address("agree", plan), typed)
    assert state(plan) == "agreed"
    assert "I asked for 25 hours." in text(signed_in(make.UserFactory()).get(address("plan", plan)))


def test_an_answer_is_needed_and_what_was_typed_is_kept(signed_in):
    plan = made_up.signed_off()
    typed = {"disagrees": "Not the mornings", "revision": plan.revision}
    page = text(signed_in(plan.person.user).post(address("agree", plan), typed))
    assert "Say whether you agree with the plan" in page
    assert "Not the mornings" in page


def test_staff_write_down_what_the_person_says_and_how(signed_in):
    plan, worker = made_up.signed_off(), make.UserFactory()
    page = signed_in(worker).post(address("agree", plan), {"agrees": "yes", "revision": plan.revision})
    assert "Say how they told you" in text(page)
    signed_in(worker).post(address("agree", plan), {"agrees": "yes", "how": "phone", "revision": plan.revision})
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_how) == ("agreed", "By phone")
    told = budget_of(plan).decision.tellings.get()
    assert (told.how, told.told_by) == ("phone", worker)


def test_words_of_disagreement_are_dropped_when_the_answer_is_yes(signed_in):
    plan = made_up.signed_off()
    typed = {"agrees": "yes", "disagrees": "left over", "revision": plan.revision}
    signed_in(plan.person.user).post(address("agree", plan), typed)
    assert Plan.objects.get(pk=plan.pk).disagrees == ""


@pytest.mark.parametrize("name", ["sign_off", "send_back", "agree", "change"])
def test_what_cannot_be_done_now_leads_back_to_the_plan(signed_in, name):
    plan = made_up.draft()
    page = signed_in(made_up.manager()).get(address(name, plan), follow=True)
    assert "The plan is being written, so that cannot be done now." in text(page)


def test_a_changed_plan_is_started_from_the_one_in_force(signed_in):
    old = made_up.in_force()
    browser = signed_in(old.person.user)
    page = text(browser.post(address("change", old), follow=True))
    new = Plan.objects.get(state="draft")
    assert new.goals.count() == old.goals.count() == 1
    assert reverse("plans:plan", args=[old.pk]) in page
    assert "stays in force until this one is agreed" in page
    again = browser.post(address("change", old))
    assert again.url == address("plan", new)


def test_writing_is_stopped_only_after_a_question(signed_in):
    plan = made_up.draft()
    browser = signed_in(plan.person.user)
    assert "Stop writing this plan?" in text(browser.get(address("stop", plan)))
    assert state(plan) == "draft"
    browser.post(address("stop", plan))
    assert state(plan) == "ended"


def test_the_document_holds_all_that_the_law_asks_of_a_plan(signed_in):
    plan = made_up.draft(early_signs="I stop eating", who_to_call="Jo", why_not_indicative="")
    make.OutcomeAnswerFactory(assessment=plan.assessment, outcome="nutrition", needs_help=True)
    make.WellbeingAreaFactory(assessment=plan.assessment, area="home", affected=True)
    actions.submit(plan, by=make.UserFactory(), on=ON, at=AT)
    actions.sign_off(plan, reasons="Yes", by=made_up.manager(), on=ON, at=AT)
    page = text(signed_in(plan.person.user).get(address("plan", plan)))
    for words in (
        "My garden", "I want to wash and dress when I like.", "Keeping clean", "With money", "20 hours at £18.50",
        "£454.00", "You pay", "The council pays", "I stop eating", "My sister comes", "Jo", "The falls class",
        "9 November 2026", "Eating and drinking well", "Living somewhere that suits you", "found eligible on",
        reverse("decisions:decision", args=[budget_of(plan).decision_id]),
    ):  # fmt: skip
        assert words in page


# --- The worked example: Devon 2023-24, through the pages ---


def test_a_plan_of_454_pounds_shares_into_110_10_and_343_90(signed_in, settings):
    settings.TODAY, settings.DEMONSTRATION = date(2023, 6, 5), True
    worker = make.UserFactory()
    person = make.CitizenFactory(born_on=date(1986, 3, 27), allocated_to=worker)
    assessment = make.AssessmentFactory(
        person=person, state="decided", decision=make.DecisionFactory(person=person), own_words="My sketchbook"
    )
    money = make.FinancialAssessmentFactory(
        person=person, starts_on=date(2023, 6, 5), state="decided", decision=make.DecisionFactory(person=person),
        contribution=11_010, shown_on=date(2023, 6, 5), pension_age_reached=False, housing_costs=1_727,
        disability_related_expenditure=2_808, capital_is_all_listed=True, income_is_all_listed=True,
    )  # fmt: skip
    make.IncomeFactory(assessment=money, kind="employment_and_support_allowance", amount=22_545)
    make.IncomeFactory(assessment=money, kind="pip_daily_living", amount=10_175, rate="enhanced")
    make.IncomeFactory(assessment=money, kind="pip_mobility", amount=2_690, rate="standard")

    browser = signed_in(worker)
    typed = {"what_matters": "My sketchbook", "asked": "She told me what to write, at home."}
    browser.post(reverse("plans:start", args=[assessment.pk]), typed)
    plan = Plan.objects.get()

    def write(name, **typed):
        plan.refresh_from_db()
        return browser.post(address(name, plan), typed | {"revision": plan.revision})

    write(
        "add_goal", words="I want to get up when I like and draw with others", outcomes=["personal_hygiene"], rows="2",
        what_1="A personal assistant", by_1="money", hours_a_week_1="20", price_an_hour_1="18.50",
        what_2="Day opportunities at the studio", by_2="money", weekly_cost_2="84",
    )  # fmt: skip
    write("if_things_go_wrong", if_things_go_wrong="My brother comes")
    write("advice", advice="A perching stool")
    write("starts_on", starts_on_day="19", starts_on_month="6", starts_on_year="2023")
    write("send")
    make.SignOffLimitFactory(role=Role.TEAM_MANAGER, starts_on=date(2020, 4, 1), weekly_limit=50_000)
    manager = make.UserFactory(role=Role.TEAM_MANAGER)
    plan.refresh_from_db()
    signed_in(manager).post(address("sign_off", plan), {"reasons": "It meets each need.", "revision": plan.revision})
    plan.refresh_from_db()
    budget = plan.budgets.get()
    assert (budget.cost, budget.contribution, budget.councils_share) == (45_400, 11_010, 34_390)
    assert budget.decision.rates == "2023-24"

    theirs = signed_in(person.user)
    page = text(theirs.get(address("plan", plan)))
    for figure in ("£454.00", "£110.10", "£343.90", "£370.00", "£84.00", "20 hours at £18.50"):
        assert figure in page
    theirs.post(address("agree", plan), {"agrees": "yes", "revision": plan.revision})
    plan.refresh_from_db()
    assert plan.reviews.get().due_from == date(2023, 7, 31)
    assert plan.reviews.get().due_by == date(2023, 8, 14)


def test_a_carers_plan_is_signed_off_and_agreed_at_no_charge(signed_in):
    once = {"by": "money", "what": "A break by the sea", "once_cost": 30_000}
    plan = made_up.sent(kind="carer", ways=[once])
    manager = made_up.manager()
    page = text(signed_in(manager).get(address("sign_off", plan)))
    assert "as if spread over a year: £5.77 a week" in page
    signed_in(manager).post(address("sign_off", plan), {"reasons": "A rest.", "revision": plan.revision})
    page = text(signed_in(plan.person.user).get(address("plan", plan)))
    assert "support plan" in page
    assert "The council pays once" in page
    assert "£300.00" in page
    assert "What you pay was worked out" not in page
