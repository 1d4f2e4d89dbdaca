"""The plan as JSON, by the schema beside this file, with the headings of the PRSB's care and support plan.

PRSB: the Professional Record Standards Body. Its headings are named in `prsb`; the words stand once, in `plan`.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from goodlives.casework.plans.budget import budget_of
from goodlives.casework.plans.keeping import is_signed
from goodlives.casework.plans.models import Part, Plan, PlanSignature
from goodlives.casework.plans.versions import digest_of, what_it_says

from .document import title_of

SCHEMA = Path(__file__).with_name("plan.schema.json")
VERSION = "1.0"

# Each heading of the PRSB's standard, and where its words stand here, as a JSON pointer.
PRSB = {
    "About me: what is most important to me": "/plan/parts/what_matters",
    "Care and support plan: goals and hopes": "/plan/goals",
    "Care and support plan: actions and activities": "/plan/goals/*/ways",
    "Care and support plan: date support begins": "/plan/parts/starts_on",
    "Contingency plan: trigger factors": "/plan/parts/early_signs",
    "Contingency plan: what should happen": "/plan/parts/if_things_go_wrong",
    "Contingency plan: who should be contacted": "/plan/parts/who_to_call",
    "Agreed with person or legitimate patient representative": "/signatures",
}


def schema() -> dict[str, Any]:
    return json.loads(SCHEMA.read_text())


def as_json(plan: Plan, on: date) -> dict[str, Any]:
    """The plan as it stands. Money is pence a week; days and times are ISO 8601."""
    says, budget, person = what_it_says(plan), budget_of(plan), plan.person
    signatures = PlanSignature.objects.filter(version__plan=plan).select_related("version")
    return {
        "format": "goodlives-plan", "format_version": VERSION, "taken_on": on.isoformat(), "title": title_of(plan),
        "person": {
            "name": person.name, "preferred_name": person.preferred_name,
            "born_on": person.born_on.isoformat() if person.born_on else None, "nhs_number": person.nhs_number,
        },
        "state": plan.state, "kind": plan.kind, "started_on": plan.started_on.isoformat(),
        "agreed_on": plan.agreed_on.isoformat() if plan.agreed_on else None, "disagrees": plan.disagrees,
        "digest": digest_of(says), "plan": says, "is_signed_as_it_stands": is_signed(plan),
        "beside": [
            {"part": note.part, "words": note.words, "by": str(note.by), "at": note.at.isoformat()}
            for note in plan.notes.select_related("by")
        ],
        "budget": None if budget is None else {
            "cost": budget.cost, "contribution": budget.contribution, "councils_share": budget.councils_share,
            "once": budget.once,
        },
        "signatures": [
            {
                "name": row.name, "signed_on": row.signed_on.isoformat(), "how": row.how, "helped_by": row.helped_by,
                "witness": row.witness, "version": row.version.number, "digest": row.version.digest,
            }
            for row in signatures
        ],
        "prsb": {heading: at for heading, at in PRSB.items() if _is_there(says, at)},
    }  # fmt: skip


def _is_there(says: dict[str, Any], pointer: str) -> bool:
    part = pointer.rsplit("/", 1)[1]
    return part in says["parts"] if part in Part.values and part != Part.GOALS else True
