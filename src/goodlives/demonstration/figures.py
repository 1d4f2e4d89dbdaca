"""The published figures a made-up council is drawn from, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

STATUSES = ("confirmed", "derived", "from memory")


@dataclass(frozen=True)
class Figure:
    name: str
    value: Any
    status: str
    source: str


@cache
def figures() -> dict[str, Figure]:
    told = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text())
    return {name: Figure(name, **parts) for name, parts in told.items()}


def rate(name: str) -> Any:
    """A share from 0 to 1, or shares by group."""
    return figures()[name].value
