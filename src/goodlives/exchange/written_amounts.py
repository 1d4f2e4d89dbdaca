"""Amounts, percentages, shares and days as they are written in JSON: text, read exactly or refused in plain words."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _refuse(message: str) -> NoReturn:
    raise PydanticCustomError("input", "{message}", {"message": message})


def shown(written: Any) -> str:
    """What was written, as JSON shows it: short, and safe to print anywhere."""
    shown = json.dumps(written, default=str)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _hundredths(written: Any, what: str, example: str) -> int:
    """Text with at most two decimals as a whole number of hundredths, exactly."""
    if isinstance(written, bool) or not isinstance(written, str):
        if isinstance(written, int | float):
            _refuse(f'{what} is written in quotes, so that it is exact: "{example}", not {shown(written)}')
        _refuse(f'{what} is written in quotes, for example "{example}"')
    if re.fullmatch(r"-[0-9.]+", written):
        _refuse(f"{what} cannot be less than nothing, and this is {shown(written)}")
    if not re.fullmatch(r"[0-9]{1,8}(\.[0-9]{1,2})?", written):
        _refuse(f'{what} is digits, at most two after the point, for example "{example}", and this is {shown(written)}')
    whole, _, part = written.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or "0")


def _pence(written: Any) -> int:
    return _hundredths(written, "an amount in pounds", "116.35")


def _percent(written: Any) -> int:
    return _hundredths(written, "a percentage", "2.5")


def _whole_at_most(written: Any) -> int:
    percent = _percent(written)
    if percent > 10_000:
        _refuse(f"a council cannot ask for more than 100% of what is left, and this is {shown(written)}")
    return percent


def _share(written: Any) -> Fraction:
    if not isinstance(written, str):
        _refuse('a share is written in quotes, for example "1", "0.5" or "1/3"')
    if not re.fullmatch(r"[01](\.[0-9]{1,4})?|[0-9]{1,3}/[1-9][0-9]{0,2}", written):
        _refuse(f'a share is written like "1", "0.5" or "1/3", and this is {shown(written)}')
    share = Fraction(written)
    if share > 1:
        _refuse(f'a share is no more than the whole, which is "1", and this is {shown(written)}')
    return share


def _day(written: Any) -> date:
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            _refuse(f"there is no such day as {shown(written)}")
    _refuse('a date is written in quotes with the year first, for example "2025-06-02"')


Amount = Annotated[int, BeforeValidator(_pence, json_schema_input_type=str)]
AmountIfKnown = Annotated[int | None, BeforeValidator(lambda it: None if it is None else _pence(it), str | None)]
Percent = Annotated[int, BeforeValidator(_percent, json_schema_input_type=str)]
PercentAtMostWhole = Annotated[int, BeforeValidator(_whole_at_most, json_schema_input_type=str)]
Share = Annotated[Fraction, BeforeValidator(_share, json_schema_input_type=str)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]
