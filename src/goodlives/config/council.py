"""The council that this deployment belongs to: its name, colours and how to reach it. One council is one deployment."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from .sign_in_providers import ProviderIsWrong, SignInProvider, read_providers

DEMONSTRATION_COUNCIL = Path(__file__).with_name("demonstration_council.yaml")


class CouncilFileIsWrong(Exception):
    """The council's file has a name it should not have, lacks one, or has a value that cannot be right."""


@dataclass(frozen=True)
class Council:
    """Words and colours that the council chooses. `la_code` is its Client Level Data code, a string of 3 or 5."""

    name: str
    la_code: str
    colour: str
    text_on_colour: str
    phone: str
    email: str
    address: str
    hours: str
    emergency_phone: str
    complaints_email: str
    website: str
    sign_in: tuple[SignInProvider, ...] = ()


def read_council(path: str | None) -> Council:
    """Read the council's YAML file, or the demonstration council's where none is given."""
    source = Path(path) if path else DEMONSTRATION_COUNCIL
    told = yaml.safe_load(source.read_text())
    try:
        providers = read_providers(told.pop("sign_in", []))
    except ProviderIsWrong as wrong:
        raise CouncilFileIsWrong(f"{source.name}: {wrong}") from None
    wanted = {field.name for field in fields(Council)} - {"sign_in"}
    if missing := sorted(wanted - told.keys()):
        raise CouncilFileIsWrong(f"{source.name} does not say: {', '.join(missing)}")
    if unknown := sorted(told.keys() - wanted):
        raise CouncilFileIsWrong(f"{source.name} has names we do not know: {', '.join(unknown)}")
    council = Council(**{name: str(value).strip() for name, value in told.items()}, sign_in=providers)
    for name in ("colour", "text_on_colour"):
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", getattr(council, name)):
            raise CouncilFileIsWrong(f"{source.name}: {name} must be a colour such as #1d5e4a")
    return council
