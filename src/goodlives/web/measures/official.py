"""The official tables that the council has put on its server."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goodlives.measures import published

NAMES = {
    "2A": _("People who needed no more support after help to get going again"),
    "2B": _("People aged 18 to 64 who moved into a care home for good, for each 100,000"),
    "2C": _("People aged 65 and over who moved into a care home for good, for each 100,000"),
    "2D(1)": _("People aged 65 and over still at home 12 weeks after hospital and help to get going again"),
    "2D(2)": _("People aged 65 and over who got help to get going again when they left hospital"),
    "2E(1)": _("People aged 18 to 64 with a learning disability who live at home or with family"),
    "2E(2a)": _("People aged 18 to 64 with long term support who live at home or with family"),
    "2E(2b)": _("People aged 65 and over with long term support who live at home or with family"),
    "3D(1a)": _("People who direct their own support"),
    "3D(2a)": _("People who are paid directly, to buy their own support"),
    "3D(1b)": _("Carers who direct their own support"),
    "3D(2b)": _("Carers who are paid directly, to buy their own support"),
}
"""What each measure that is counted from events is about, in plain words."""


def tables() -> published.Published | None:
    """The tables, or None where the council has given none, or a file that is not the official one."""
    path = settings.ASCOF_TABLES
    if not path or not Path(path).is_file():
        return None
    try:
        return _read(path, Path(path).stat().st_mtime_ns)
    except published.NotTheOfficialTables:
        return None


@lru_cache(maxsize=1)
def _read(path: str, _written_at: int) -> published.Published:
    """Read once: the file is large, and changes once a year."""
    return published.read(path)
