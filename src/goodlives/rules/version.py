"""Which rules made a decision: the package's version, and a fingerprint of what the rules say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def rule_version() -> str:
    """For example "0.1.0+3f9a0c21d4e8". The numbers of the law are no part of it: a decision keeps those itself."""
    sources = ((path.relative_to(_HERE).as_posix(), path.read_bytes()) for path in _HERE.rglob("*.py"))
    return f"{version('goodlives')}+{fingerprint(sources)}"


def fingerprint(sources: Iterable[tuple[str, bytes]]) -> str:
    """The same on every machine: by name and in order, however lines end, wherever the files are."""
    found = sha256()
    for name, written in sorted(sources):
        text = written.replace(b"\r\n", b"\n")
        found.update(f"{name}\n{len(text)}\n".encode() + text)
    return found.hexdigest()[:12]
