"""The pages under docs/generated say what the code says now. `make docs` writes them; otherwise a stale one fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goodlives.casework.assessments import models as assessments
from goodlives.casework.payments import models as payments
from goodlives.casework.plans import models as plans
from goodlives.casework.requests import models as requests
from goodlives.casework.seeing.reasons import REASONS
from goodlives.casework.upratings import models as upratings
from goodlives.rules.parameters import every_parameter
from goodlives.web.permissions import who_may_open
from tests.test_architecture import every_url

FOLDER = Path(__file__).parents[2] / "docs" / "generated"
WRITTEN_BY_MAKE = "<!-- Written by `make docs`. Change the code, not this page. -->"

WHO = {
    "anyone": "Anybody",
    "signed_in": "Whoever is signed in; a record opens to the person it is about, and to staff with a reason",
    "person": "The person",
    "social_worker": "Social workers, safeguarding leads and managers",
    "manager": "Managers",
    "finance_officer": "Finance officers",
    "money_worker": "Social workers, managers and finance officers",
    "uprating_keeper": "Finance officers and service managers",
    "administrator": "Whoever looks after accounts",
    "acting": "Whoever acts for somebody else, while they do",
    "charging_policy_keeper": "Finance officers and service managers",
    "council_staff": "All council staff",
    "partner": "Whoever signs in for a partner; somebody's record only as far as they share it at this moment",
    "partner_keeper": "Service managers and whoever looks after accounts",
    "(person | social_worker)": "The person, social workers, safeguarding leads and managers",
    "opens_restricted_records": "Managers and safeguarding leads",
    "safeguarding_lead": "Safeguarding leads",
    "(person | council_staff)": "The person and all council staff",
}


def table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["-"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in lines
    )


def page(title: str, words: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", WRITTEN_BY_MAKE, words, *parts]) + "\n"


# --- How each record moves ---

JOURNEYS = [
    ("A request for support", requests.MOVES), ("An assessment", assessments.MOVES), ("A plan", plans.MOVES),
    ("A direct payment", payments.MOVES), ("A yearly change of rates", upratings.MOVES),
]  # fmt: skip


def diagram(moves) -> str:
    """One state a line, one arrow a move; the first state of the table is where it begins."""
    lines = [f"    {state.value} : {state.label}" for state in moves]
    lines.append(f"    [*] --> {next(iter(moves)).value}")
    for state, later in moves.items():
        lines += [f"    {state.value} --> {there.value}" for there in sorted(later)] or [f"    {state.value} --> [*]"]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def states() -> str:
    return page(
        "How each record moves",
        "Each diagram is drawn from the table of allowed moves in the code. Nothing else is possible.",
        *[f"## {heading}\n\n{diagram(moves)}" for heading, moves in JOURNEYS],
    )


# --- Who may open what ---


def pages() -> str:
    rows = []
    for address, pattern, namespace in every_url():
        name = who_may_open(pattern.callback, namespace).name
        rows.append([f"`/{address}`", f"`{namespace}:{pattern.name}`", WHO[name]])
    return page(
        "Who may open what",
        "Every address of the system. A page that does not say who may open it opens to nobody.",
        table(["Address", "Page", "Opens to"], sorted(rows)),
    )


# --- Who may see a record ---


def reasons() -> str:
    rows = [
        [
            str(one.words), (one.which.__doc__ or str(one.words)).strip(), WHO[one.who.name],
            "Yes" if one.opens_restricted else "No",
        ]
        for one in REASONS.values()
    ]  # fmt: skip
    return page(
        "Who may see a record",
        "Somebody of the council opens a record for one of these reasons and for no other. The first that holds is "
        "written down with each page they open, and the person reads it. A restricted record opens for few of them.",
        table(["What the person reads", "When it holds", "For", "Opens a restricted record"], rows),
    )


# --- The numbers of the law ---


def numbers() -> str:
    by_topic: dict[str, list] = {}
    for parameter in every_parameter():
        by_topic.setdefault(parameter.topic, []).append(parameter)
    parts = []
    for topic, parameters in by_topic.items():
        rows = [
            [parameter.title, value.since.isoformat(), said(parameter, value.value), value.reference, value.status]
            for parameter in parameters
            for value in reversed(parameter.values)
        ]
        heading = topic.replace("_", " ").capitalize()
        parts.append(f"## {heading}\n\n" + table(["Number", "Since", "Value", "Where it comes from", "How sure"], rows))
    return page(
        "The numbers of the law",
        "Every number that the rules use, newest first, with the day it began, its source, and how sure we are of it.",
        *parts,
    )


def said(parameter, value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else parameter.says(value)


WRITERS = {"states.md": states, "who_may_open_what.md": pages, "numbers_of_the_law.md": numbers,
           "who_may_see_a_record.md": reasons}  # fmt: skip


@pytest.mark.docs
@pytest.mark.parametrize("name", WRITERS)
def test_the_page_says_what_the_code_says_now(name):
    now, file = WRITERS[name](), FOLDER / name
    if os.environ.get("GOODLIVES_WRITE_DOCS") == "1":
        FOLDER.mkdir(parents=True, exist_ok=True)
        file.write_text(now, "utf-8")
    assert file.exists(), f"docs/generated/{name} is not written yet: make docs"
    assert file.read_text("utf-8") == now, f"docs/generated/{name} is out of date: make docs"


def test_every_table_of_moves_is_drawn():
    """A new one is added to JOURNEYS, so that nobody has to remember."""
    import importlib
    import pkgutil

    import goodlives.casework

    drawn = {id(moves) for _, moves in JOURNEYS}
    for app in (one for one in pkgutil.iter_modules(goodlives.casework.__path__) if one.ispkg):
        models = importlib.import_module(f"goodlives.casework.{app.name}.models")
        assert not hasattr(models, "MOVES") or id(models.MOVES) in drawn, f"{app.name} is not in JOURNEYS"
