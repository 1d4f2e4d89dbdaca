"""Money is whole pence. Fractions of a penny go in the person's favour: SI 2014/2672 reg 11."""

from typing import TypeAlias

Pence: TypeAlias = int

# More than any week of care costs. "No limit" is a number, so that compiled rules need no special case.
NO_LIMIT: Pence = 10**12


def pounds(pence: Pence) -> str:
    """£1,234.50, the way a letter says it.

    >>> pounds(123450)
    '£1,234.50'
    """
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def plain_pounds(pence: Pence) -> str:
    """1234.50, the way a file says it.

    >>> plain_pounds(5)
    '0.05'
    """
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"
