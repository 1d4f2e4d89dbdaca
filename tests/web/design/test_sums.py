"""A sum on a page: every line, its amount, its law, and the lines beneath it."""

from django.template import engines


def drawn(macro, **values):
    template = '{% from "design/sums.jinja" import sum, amount, rests_on %}{{ ' + macro + " }}"
    return " ".join(engines["jinja2"].env.from_string(template).render(**values).split())


INNER = {"what": "Savings", "amount": "16000.00", "law": "SI 2014/2672 reg 18", "steps": []}
OUTER = {"what": "What counts", "amount": None, "law": "Care Act 2014 s17", "steps": [INNER]}
TOTAL = {"what": "What you pay", "amount": "7.05", "law": "Care Act 2014 s14", "steps": []}


def test_every_line_has_its_amount_and_its_law_however_deep():
    html = drawn("sum(steps)", steps=[OUTER, TOTAL])
    assert html.count("<details") == 1
    for words in ("What counts", "Savings", "£16,000.00", "£7.05", "reg 18", "Care Act 2014 s17"):
        assert words in html


def test_a_line_without_an_amount_shows_none_and_not_zero():
    html = drawn("sum(steps)", steps=[OUTER | {"steps": []}])
    assert "£" not in html


def test_the_last_lines_are_marked_as_what_it_comes_to():
    html = drawn("sum(steps, totals=1)", steps=[OUTER, TOTAL])
    assert html.count("app-sum__step--total") == 1
    assert html.index("What counts") < html.index("app-sum__step--total") < html.index("What you pay")


def test_amounts_are_written_exactly():
    assert drawn('amount("-1234567.05")') == "-£1,234,567.05"


def test_figures_that_are_not_confirmed_are_named():
    known = {"title": "Upper capital limit", "value": "£23,250.00", "reference": "reg 12", "status": "confirmed"}
    worked_out = {"title": "Carer premium", "value": "£55.25", "reference": "reg 7(7)", "status": "derived"}
    assert "comes from an official table" in drawn("rests_on('2026-27', figures)", figures=[known])
    html = drawn("rests_on('2026-27', figures)", figures=[known, worked_out])
    assert "Carer premium: £55.25" in html
    assert "Upper capital limit" not in html
