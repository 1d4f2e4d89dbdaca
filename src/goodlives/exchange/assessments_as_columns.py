"""Rows of the database as columns of whole numbers: many people in one statement, and no object for a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from io import BytesIO
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models import BooleanField, F, QuerySet
from pyarrow import csv

from goodlives.casework.finances.care_home import NURSING_RATES, Nursing
from goodlives.casework.finances.models import Capital, Income
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_columns import NOT_KNOWN, CapitalItems, IncomeItems, Numbers
from goodlives.rules.parameters import parameter


def items_of(model: type[Income] | type[Capital], live: QuerySet) -> QuerySet:
    """The items of these assessments, in the order in which one person's charge is worked out."""
    return model._default_manager.filter(assessment__in=live.values("pk")).order_by("pk")


def columns_of(rows: QuerySet, **wanted: str) -> dict[str, pa.Array]:
    """Fields of many rows, each a column: one statement, and no object for a row."""
    model = rows.model
    types = {name: _arrow_type(model, field) for name, field in wanted.items()}
    asked = rows.annotate(**{f"a_{name}": F(field) for name, field in wanted.items()})
    query = asked.values_list(*(f"a_{name}" for name in wanted)).query
    with connection.cursor() as cursor:
        statement = cursor.mogrify(*query.sql_with_params())
        with cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)") as copied:
            written = b"".join(copied)
    if not written:
        return {name: pa.array([], kind) for name, kind in types.items()}
    table = csv.read_csv(
        BytesIO(written),
        read_options=csv.ReadOptions(column_names=list(wanted)),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types, true_values=["t"], false_values=["f"], null_values=[""], strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )  # fmt: skip
    return {name: table.column(name).combine_chunks() for name in wanted}


def _arrow_type(model: Any, field: str) -> pa.DataType:
    """How a column of this field is read: text, yes or no, a day, or a whole number."""
    for name in field.split("__"):
        found = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = found.related_model
    kind = found.target_field if found.is_relation else found
    if isinstance(kind, BooleanField):
        return pa.bool_()
    by_name = {"DateField": pa.date32(), "CharField": pa.string(), "TextField": pa.string(), "UUIDField": pa.string()}
    return by_name.get(kind.get_internal_type(), pa.int64())


def numbers(column: pa.Array) -> Numbers:
    """Whole numbers; yes is 1 and no is 0; NOT_KNOWN where nobody has said."""
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int64())
    return np.asarray(column.fill_null(NOT_KNOWN), np.int64)


def coded(column: pa.Array, words: Sequence[str]) -> Numbers:
    """The place of each word in its list; NOT_KNOWN where there is none."""
    known = pa.array([word.value if isinstance(word, Enum) else word for word in words])
    return np.asarray(pc.index_in(column, value_set=known).fill_null(NOT_KNOWN), np.int64)


def _in_order(of: pa.Array, ids: pa.Array) -> tuple[Numbers, Numbers]:
    """Where each item belongs so that one person's come after another's, and where each person's end."""
    person = np.asarray(pc.index_in(of, value_set=ids).fill_null(0), np.int64)
    return np.argsort(person, kind="stable"), np.cumsum(np.bincount(person, minlength=len(ids)))


def income_items(items: dict[str, pa.Array], ids: pa.Array) -> IncomeItems:
    order, ends = _in_order(items["of"], ids)
    return IncomeItems(
        ends, coded(items["kind"], bulk.KINDS_OF_INCOME)[order], numbers(items["amount"])[order],
        coded(items["every"], bulk.HOW_OFTEN)[order], coded(items["rate"], bulk.RATES)[order],
    )  # fmt: skip


def capital_items(items: dict[str, pa.Array], ids: pa.Array) -> CapitalItems:
    order, ends = _in_order(items["of"], ids)
    shares = items["share"].dictionary_encode()  # few, so each is read once
    read = [Fraction(written) for written in shares.dictionary.to_pylist()]
    places = np.asarray(shares.indices, np.int64)[order]
    return CapitalItems(
        ends, coded(items["kind"], bulk.KINDS_OF_CAPITAL)[order], numbers(items["amount"])[order],
        np.array([share.numerator for share in read], np.int64)[places],
        np.array([share.denominator for share in read], np.int64)[places],
        coded(items["disregard"], bulk.DISREGARDS)[order],
    )  # fmt: skip


def ages(born_on: pa.Array, on: date) -> Numbers:
    """Whole years on a day. Nobody is assessed whose date of birth is not known."""
    year, month, day = (
        np.asarray(part(born_on), np.int64) for part in (pc.year, pc.month, pc.day)
    )  # fmt: skip
    return on.year - year - ((on.month < month) | ((on.month == month) & (on.day < day)))


def nursing_paid_by_the_nhs(column: pa.Array, on: date) -> Numbers:
    """What the NHS pays for nursing on this day."""
    amounts = [0 if one == Nursing.NONE else parameter(NURSING_RATES[one]).on(on) for one in Nursing]
    return np.array([*amounts, NOT_KNOWN], np.int64)[coded(column, Nursing.values)]
