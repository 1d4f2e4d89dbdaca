"""What a letter says."""

from datetime import date

import pytest

from goodlives.casework.communication.door import how_to_send
from goodlives.casework.decisions.models import Decision, Kind
from goodlives.exchange.letters.letter import Change, Changes, Conditions, Facts, Paragraph, Points, Sum
from goodlives.exchange.letters.writing import letter_for
from tests.factories import DecisionFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 3)

STEPS = [
    {"what": "What is left, which can go towards your care", "amount": "110.10", "law": "Care Act 2014 s14", "steps": [
        {"what": "Your income each week", "amount": "1327.20", "law": "SI 2014/2672 Part 4", "steps": []},
    ]},
    {"what": "What you pay each week", "amount": "110.10", "law": "Care Act 2014 s14", "steps": []},
    {"what": "What the council pays each week", "amount": "343.90", "law": "Care Act 2014 s26", "steps": []},
]  # fmt: skip
FIGURES = [
    {"name": "upper", "title": "Upper capital limit", "value": "£23,250.00", "since": "2015-04-01",
     "reference": "SI 2014/2672 reg 12", "status": "confirmed"},
    {"name": "premium", "title": "Disability premium", "value": "£45.75", "since": "2023-04-10",
     "reference": "last year's figure raised by 10.1%", "status": "derived"},
]  # fmt: skip
CONDITIONS = [
    {"law": "SI 2015/313 reg 2(1)(a)", "words": "Your needs come from an illness", "met": True},
    {"law": "SI 2015/313 reg 2(1)(b)", "words": "You are unable to achieve two or more outcomes", "met": False},
    {"law": "SI 2015/313 reg 2(1)(c)", "words": "There is a significant impact", "met": None},
]


def section(letter, key):
    return next(section for section in letter.sections if section.key == key)


def words_of(section):
    said = []
    for block in section.blocks:
        said += [block.words] if isinstance(block, Paragraph) else list(getattr(block, "points", ()))
    return " ".join(said)


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_decision_has_a_whole_letter(kind):
    letter = letter_for(DecisionFactory(kind=kind), ON)
    assert letter.title == str(Kind(kind).label)
    assert [part.key for part in letter.sections if part.key not in ("next",)] == [
        "why", "part", "law", "who", "disagree", "form",
    ]  # fmt: skip


def test_it_gives_the_reasons_in_the_words_of_whoever_decided():
    letter = letter_for(DecisionFactory(reasons="First.\n\nSecond."), ON)
    assert section(letter, "why").blocks == (Paragraph("First."), Paragraph("Second."))


def test_each_condition_of_the_law_has_its_answer_and_its_law():
    (conditions,) = section(letter_for(DecisionFactory(conditions=CONDITIONS), ON), "conditions").blocks
    assert isinstance(conditions, Conditions)
    assert [(row.answer, row.law) for row in conditions.conditions] == [
        ("Yes", "SI 2015/313 reg 2(1)(a)"),
        ("No", "SI 2015/313 reg 2(1)(b)"),
        ("Not yet known", "SI 2015/313 reg 2(1)(c)"),
    ]


def test_each_line_of_a_sum_has_a_number_and_its_amount_to_the_penny():
    letter = letter_for(DecisionFactory(kind=Kind.CHARGE, steps=STEPS, rates="2023-24"), ON)
    words, total = section(letter, "sum").blocks
    assert words == Paragraph("We used the rates for 2023-24.")
    assert isinstance(total, Sum)
    assert total.totals == 2
    assert [(step.number, step.shown) for step in total.steps] == [("1", "£110.10"), ("2", "£110.10"), ("3", "£343.90")]
    (income,) = total.steps[0].steps
    assert (income.number, income.shown) == ("1.1", "£1,327.20")


def test_a_step_that_is_not_an_amount_shows_none():
    steps = [{"what": "35 points in all", "amount": None, "law": "", "steps": []}]
    (total,) = section(letter_for(DecisionFactory(steps=steps), ON), "sum").blocks
    assert total.steps[0].shown == ""


def test_figures_of_law_that_are_not_confirmed_are_owned_up_to_and_the_others_are_not():
    said = words_of(section(letter_for(DecisionFactory(steps=STEPS, figures=FIGURES), ON), "sum"))
    assert "We are not yet sure of every figure." in said
    assert "Disability premium: £45.75 (last year's figure raised by 10.1%)" in said
    assert "Upper capital limit" not in said


def test_a_sum_whose_figures_are_all_confirmed_raises_no_doubt():
    said = words_of(section(letter_for(DecisionFactory(steps=STEPS, figures=FIGURES[:1]), ON), "sum"))
    assert "not yet sure" not in said


def test_facts_are_given_in_words():
    facts = {
        "who": "adult", "plan": "3f2b6d0e-5a55-4b8e-9d8c-0e1d2c3b4a59", "needs_arise": True, "significant_impact": None,
        "unable_to_achieve": {"nutrition": True, "clothing": False},
    }  # fmt: skip
    *_words, block = section(letter_for(DecisionFactory(facts=facts), ON), "facts").blocks
    assert isinstance(block, Facts)
    assert [(fact.label, fact.value) for fact in block.facts] == [
        ("Your needs come from a physical or mental impairment or illness", "Yes"),
        ("There is, or is likely to be, a significant impact on your wellbeing", "Not yet known"),
        ("Eating and drinking well", "You are not able to achieve this"),
        ("Wearing the right clothes", "You are able to achieve this"),
    ]


def test_it_says_how_to_question_it_with_each_place_to_turn_to_and_the_time_there_is():
    said = words_of(section(letter_for(DecisionFactory(), ON), "disagree"))
    for needed in (
        "any line of it", "Somebody who did not make this decision", "within 3 working days", "within 12 months",
        "Ombudsman", "0300 061 0614", "independent advocate", "free",
    ):  # fmt: skip
        assert needed in said


def test_it_says_who_decided_and_when():
    by = UserFactory(first_name="Sam", last_name="Okafor", job_title="Social worker")
    letter = letter_for(DecisionFactory(decided_by=by, decided_on=date(2026, 11, 2)), ON)
    assert words_of(section(letter, "who")) == "Sam Okafor (Social worker) decided this on 2 November 2026."


def test_it_offers_other_forms_and_repeats_what_the_person_said_helps_them():
    person = PersonFactory(communication_needs="Large print", language="Welsh")
    letter = letter_for(DecisionFactory(person=person), ON)
    said = words_of(section(letter, "form"))
    for form in ("large print", "Easy Read", "Braille", "BSL", "another language", "You told us that you use Welsh"):
        assert form in said
    assert Paragraph("Large print", quoted=True) in section(letter, "form").blocks


def test_earlier_and_later_decisions_point_to_each_other():
    earlier = DecisionFactory(decided_on=date(2025, 1, 5))
    later = DecisionFactory(person=earlier.person, supersedes=earlier, decided_on=date(2026, 2, 6))
    (notice,) = letter_for(Decision.objects.get(pk=earlier.pk), ON).notices
    assert (notice.decision, "6 February 2026" in notice.words) == (later.pk, True)
    (notice,) = letter_for(later, ON).notices
    assert (notice.decision, "5 January 2025" in notice.words) == (earlier.pk, True)


def test_the_address_stands_as_the_post_needs_it():
    person = PersonFactory(
        given_name="Amina", family_name="Begum", address="Flat 3,\n12 Harbour Road\n\nWrenford", postcode="WX1 4QT"
    )
    assert how_to_send(person, by=None, on=ON).to.address == ("Flat 3", "12 Harbour Road", "Wrenford", "WX1 4QT")


def test_without_an_address_the_letter_has_the_name_alone():
    assert letter_for(DecisionFactory(person=PersonFactory(given_name="A", family_name="B")), ON).addressee == ("A B",)


def test_each_condition_line_fact_and_reason_can_be_questioned_by_itself():
    letter = letter_for(DecisionFactory(conditions=CONDITIONS[:1], steps=STEPS, facts={"housing_costs": "28.40"}), ON)
    assert [(line.key, line.words) for line in letter.lines()] == [
        ("reasons", "The reasons"),
        ("condition-1", "Your needs come from an illness: Yes"),
        ("step-1", "1  What is left, which can go towards your care: £110.10"),
        ("step-1.1", "1.1  Your income each week: £1,327.20"),
        ("step-2", "2  What you pay each week: £110.10"),
        ("step-3", "3  What the council pays each week: £343.90"),
        ("fact-1", "What you pay for your home each week: £28.40"),
        ("part", "How you took part"),
    ]


def test_the_law_is_listed():
    assert (
        Points(("Care Act 2014 s13", "SI 2015/313 reg 2")) in section(letter_for(DecisionFactory(), ON), "law").blocks
    )


CHANGES = [
    {"fact": "capital", "words": "If your savings go up to £16,000.01", "at": "16000.01", "by": "0.01",
     "charge": "1038.65", "law": "SI 2014/2672 reg 25"},
]  # fmt: skip


def test_what_would_change_a_charge_is_said_with_what_would_then_be_paid():
    changed = section(letter_for(DecisionFactory(kind=Kind.CHARGE, what_would_change_it=CHANGES), ON), "change")
    words, changes = changed.blocks
    assert "given away to pay less still counts" in words.words
    assert changes == Changes(
        (Change("If your savings go up to £16,000.01", "£1,038.65", "SI 2014/2672 reg 25"),),
        "You would pay each week",
        in_pounds=True,
    )


def test_what_would_tip_eligibility_is_said_with_what_would_follow():
    tipping = [{"fact": "needs", "words": "If they do not come from an illness", "eligible": False, "law": "reg 2"}]
    changed = section(letter_for(DecisionFactory(kind=Kind.ELIGIBILITY, what_would_change_it=tipping), ON), "change")
    assert changed.blocks[1].changes == (
        Change("If they do not come from an illness", "You would not have eligible needs", "reg 2"),
    )


def test_what_would_change_a_first_idea_of_a_budget_is_words_alone():
    told = DecisionFactory(kind=Kind.INDICATIVE_BUDGET, what_would_change_it=[{"words": "5 points more"}])
    assert section(letter_for(told, ON), "change").blocks == (Points(("5 points more",)),)
