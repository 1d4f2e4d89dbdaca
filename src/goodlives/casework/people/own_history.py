"""Which versions of their own record somebody who draws on support may read, as rules for the database.

The rules are derived like those for the rows themselves: a version is theirs when it names them, or when the row above
it is theirs. Which tables they read at all is named here: a new one is closed to them until somebody has thought about
it, for what a row says now may be theirs to read while what it once said is another's.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import models

# What people read of their own record as it was, and as it was written.
OPEN = {
    "people": ("person", "circlemember"),
    "about_me": ("part", "suggestedwords", "picture", "voicenote", "offer", "introduction", "howlifeis"),
    "communication": ("communicationneeds",),
    "consents": ("consent", "sharedfile"),
    "requests": ("requestforsupport", "addition"),
    "decisions": ("decision", "telling", "question", "step", "answer"),
    "mental_capacity": ("mentalcapacityassessment",),
    "taking_part": ("takingpart",),
    "assessments": (
        "assessment", "wellbeingarea", "outcomeanswer", "helpwithdomain", "preparation", "preparedwords",
        "copyofassessment",
    ),
    "continuing_healthcare": ("continuinghealthcare",),
    "transition": ("transition",),
    "finances": ("financialassessment", "capital", "income", "indicativebudget", "reportedchange"),
    "plans": (
        "plan", "goal", "way", "planinvitation", "plansuggestion", "plannote", "plansignature", "signoffstep",
    ),
    "payments": ("directpayment",),
    "reviews": ("review", "goalreview"),
}  # fmt: skip
# Columns of a history that the person does not read.
HIDDEN = {
    "assessments_assessmentevent": ("assessor_view",),  # theirs to read once it is decided, as it says then
    "requests_requestforsupportevent": ("asker_phone", "asker_email"),  # another person's
}
# Versions that the person reads only where this holds.
ONLY_WHERE = {
    "requests_requestforsupportevent": "about <> 'somebody_else'",  # said by another, in confidence
}


def parent_of(
    model: type[models.Model], on_the_way: tuple[type[models.Model], ...] = (), unseen: Collection[str] = ()
) -> Any | None:
    """The foreign key by which a row leads to its person: straight, or by the row above it. By no table of `unseen`."""
    if model._meta.db_table in unseen:
        return None
    person = apps.get_model("people", "Person")
    parents: list[Any] = [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model not in (*on_the_way, model)
    ]
    parents.sort(key=lambda field: (field.name != "person", field.null))
    for field in parents:
        if field.related_model is person:
            if field.name == "person":
                return field
        elif parent_of(field.related_model, (*on_the_way, model), unseen):
            return field
    return None


def history_of(model: type[models.Model]) -> type[models.Model] | None:
    """The table that keeps each version of a model's rows."""
    return next((one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model), None)


def is_open(model: type[models.Model]) -> bool:
    """Whether people read what this table says of them, and once said."""
    return model._meta.model_name in OPEN.get(model._meta.app_label, ())


def rule(history: Any, theirs: str) -> tuple[str, str, str]:
    """What the person may do with a history, which versions they see, and which they write: triggers write them all."""
    table = history._meta.db_table
    if not is_open(history.pgh_tracked_model):
        return "SELECT, INSERT", "false", "true"
    columns = ", ".join(
        f'"{field.column}"' for field in history._meta.concrete_fields if field.column not in HIDDEN.get(table, ())
    )
    where = f"{ONLY_WHERE[table]} AND " if table in ONLY_WHERE else ""
    return f"SELECT ({columns}), INSERT", where + _versions(history, theirs), "true"


def _versions(history: Any, theirs: str) -> str:
    """By whom each version names; or by the row above it, which may be gone while its own history stays."""
    person, table = apps.get_model("people", "Person"), history._meta.db_table
    if history.pgh_tracked_model is person:
        return f'"pgh_obj_id" = {theirs}'
    parent: Any = parent_of(history.pgh_tracked_model)
    if parent.related_model is person:
        return f'"{parent.column}" = {theirs}'
    above = parent.related_model
    kept = history_of(above)
    place, key = (kept._meta.db_table, "pgh_obj_id") if kept else (above._meta.db_table, above._meta.pk.column)
    return f'EXISTS (SELECT 1 FROM "{place}" above WHERE above."{key}" = "{table}"."{parent.column}")'  # noqa: S608
