"""How old somebody is on a day, as the Department works it out: days since the 1st of the month of birth, by 365.25."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

UNKNOWN_AGE, UNDER_18, WORKING_AGE, OLDER = range(4)
BANDS = {WORKING_AGE: "18 to 64", OLDER: "65 and above"}


def age_band(born: ir.IntegerValue, on: ir.IntegerValue | int) -> ir.IntegerValue:
    days = on - born
    return ibis.cases(
        (born.isnull(), UNKNOWN_AGE), (days < 18 * 365.25, UNDER_18), (days < 65 * 365.25, WORKING_AGE), else_=OLDER
    ).cast("int8")
