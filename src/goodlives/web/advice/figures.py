"""The figures that advice speaks of, from the rules' own parameters, so that no page ever says an old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goodlives.rules.money import pounds
from goodlives.rules.parameters import Parameter, Value, parameter


class Figures(Mapping[str, str]):
    """`text % figures` fills in each figure by the name of its parameter, and remembers which were used."""

    def __init__(self, on: date):
        self.on = on
        self._used: dict[str, Parameter] = {}

    def __getitem__(self, name: str) -> str:
        found = parameter(name)
        self._used[name] = found
        return in_words(found, found.on(self.on))

    def __iter__(self) -> Iterator[str]:
        return iter(self._used)

    def __len__(self) -> int:
        return len(self._used)

    def used(self) -> list[tuple[Parameter, str, Value]]:
        """Each figure that was used, in words, with its source."""
        return [
            (found, in_words(found, found.on(self.on)), found.entry(self.on))
            for _name, found in sorted(self._used.items(), key=lambda pair: pair[1].title)
        ]


def in_words(found: Parameter, value) -> str:
    """£23,250 and not £23,250.00; otherwise the plain number."""
    return pounds(value).removesuffix(".00") if found.unit.startswith("GBP") else str(value)
