"""The same page for two readers: the person, called "you", and staff, who read the name the person likes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodlives.casework.access.models import User
from goodlives.casework.people.models import Person


@dataclass(frozen=True)
class Voice:
    """Whom the page speaks to."""

    name: str
    to_the_person: bool

    def say(self, you: str, they: str, **more: str) -> str:
        """`you` to the person themself; `they` to anybody else, with {name}, and whatever `more` names, filled in."""
        return (you if self.to_the_person else they).format(name=self.name, **more)

    @property
    def to_them(self) -> Voice:
        """As the person themself reads it: for a letter, whoever prints it."""
        return replace(self, to_the_person=True)


def voice_for(person: Person, reader: User) -> Voice:
    return Voice(name=person.called, to_the_person=person.user_id == reader.pk)
