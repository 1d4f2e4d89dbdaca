"""The letter in Easy Read: what we decided, what it means, what somebody can do and who can help.

One idea a line and a picture beside it, from the decision's own facts. The words of whoever decided are kept, a
sentence a line: whoever sends the letter reads them first, and says hard ones more simply to the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from goodlives.casework.communication.languages import ENGLISH, language_now
from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.people.models import Person

from ..translated import translated
from .easy_meanings import MEANS, PICTURE_OF
from .facts import in_pounds
from .letter import Letter, Paragraph, Points, Section
from .writing import ABOUT_THE_LANGUAGE, OMBUDSMAN_PHONE, in_words, reference_of

PICTURES = Path(__file__).with_name("pictures")


@dataclass(frozen=True, slots=True)
class Line:
    """One idea. `picture` is the name of a drawing that shows the same."""

    picture: str
    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class EasySection:
    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyRead:
    council: str
    colour: str
    text_on_colour: str
    from_address: tuple[str, ...]
    contact: tuple[str, ...]
    addressee: tuple[str, ...]
    date: date
    date_words: str
    reference: str
    title: str
    subject: str
    sections: tuple[EasySection, ...]
    language: str = ENGLISH
    right_to_left: bool = False


def easy_read_for(decision: Decision, on: date, *, to: Sequence[str] = (), video_link: str = "") -> EasyRead:
    """The decision in Easy Read, dated `on`. `to` as for the ordinary letter."""
    council, language = settings.COUNCIL, language_now()
    return EasyRead(
        council=council.name, colour=council.colour, text_on_colour=council.text_on_colour,
        from_address=tuple(council.address.splitlines()), contact=(council.phone, council.email),
        addressee=tuple(to) or (decision.person.name,), date=on, date_words=in_words(on),
        reference=reference_of(decision), title=_("A letter for you, %(name)s") % {"name": decision.person.called},
        subject=str(Kind(decision.kind).label), sections=tuple(_sections(decision, language.code, video_link)),
        language=language.code, right_to_left=language.right_to_left,
    )  # fmt: skip


# What stands beside each part of another letter; beside any that is not here, people who talk.
PICTURE_OF_PART = {
    "when": "calendar", "think": "question", "write": "write", "help": "together", "know": "tick",
    "decision": "council",
}  # fmt: skip


def in_easy_words(letter: Letter, person: Person, *, video_link: str = "") -> EasyRead:
    """Another letter in Easy Read: each of its sentences is a line, and who can help is at its end."""
    parts = [
        EasySection(section.key, section.heading, lines)
        for section in letter.sections
        if section.key != "form" and (lines := tuple(_lines_of(section)))
    ]
    about = (
        Line("letter", _("This letter is from %(council)s.") % {"council": letter.council}),
        Line(PICTURE_OF_PART.get(letter.sections[0].key, "talk"), f"{letter.title}.", strong=True),
        *(Line("you", words) for words in sentences(letter.summary)),
        *_read_it_with_somebody(letter.language),
    )
    help_ = (Line("question", _("You can ask us about this letter.")), *_who_can_help(person, video_link))
    return EasyRead(
        council=letter.council, colour=letter.colour, text_on_colour=letter.text_on_colour,
        from_address=letter.from_address, contact=letter.contact[:2], addressee=letter.addressee, date=letter.date,
        date_words=letter.date_words, reference=letter.reference,
        title=_("A letter for you, %(name)s") % {"name": person.called}, subject=letter.title,
        sections=(
            EasySection("about", _("What this letter is about"), about), *parts,
            EasySection("who-helps", _("Who can help"), help_),
        ),
        language=letter.language, right_to_left=letter.right_to_left,
    )  # fmt: skip


def _lines_of(section: Section) -> Iterator[Line]:
    drawing = PICTURE_OF_PART.get(section.key, "talk")
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from (Line("you" if block.quoted else drawing, words) for words in sentences(block.words))
        elif isinstance(block, Points):
            yield from (Line(drawing, point) for point in block.points)


def sentences(words: str) -> list[str]:
    """One sentence a line."""
    parts = (part for line in words.splitlines() for part in re.split(r"(?<=[.!?])\s+(?=[A-Z£“\"])|(?<=۔)\s+", line))
    return [part.strip(" -•\t") for part in parts if part.strip(" -•\t")]


def _sections(decision: Decision, language: str, video_link: str) -> Iterator[EasySection]:
    yield EasySection("about", _("What this letter is about"), tuple(_about(decision, language)))
    yield EasySection("decided", _("What we decided"), tuple(_decided(decision)))
    if means := tuple(_means(decision)):
        yield EasySection("means", _("What it means for you"), means)
    yield EasySection("why", _("Why we decided this"), tuple(_why(decision)))
    yield EasySection("do", _("What you can do"), tuple(_what_you_can_do()))
    yield EasySection("help", _("Who can help"), (*_who_can_help(decision.person, video_link), _a_longer_letter()))


def _about(decision: Decision, language: str) -> Iterator[Line]:
    yield Line("letter", _("This letter is from %(council)s.") % {"council": settings.COUNCIL.name})
    subject = str(Kind(decision.kind).label)
    yield Line(
        PICTURE_OF.get(Kind(decision.kind), "letter"), _("It tells you: %(subject)s.") % {"subject": _uncapped(subject)}
    )
    yield from _read_it_with_somebody(language)
    later = getattr(decision, "superseded_by", None)
    if later:
        day = in_words(later.decided_on)
        yield Line("again", _("We made a new decision on %(day)s. This one does not count any more.") % {"day": day})


def _read_it_with_somebody(language: str) -> Iterator[Line]:
    yield Line("together", _("You can read it with somebody you trust."))
    yield from (Line("talk", words) for words in sentences(ABOUT_THE_LANGUAGE.get(language, "")))


def _decided(decision: Decision) -> Iterator[Line]:
    picture = {True: "tick", False: "cross", None: PICTURE_OF.get(Kind(decision.kind), "letter")}[decision.favourable]
    for words in sentences(translated(decision.summary)):
        yield Line(picture, words, strong=True)
    if decision.kind in (Kind.CHARGE, Kind.PERSONAL_BUDGET):
        for step in decision.steps[-2:]:
            if step.get("amount") is not None:
                said = {"what": translated(step["what"]), "amount": in_pounds(step["amount"])}
                yield Line("money", _("%(what)s: %(amount)s") % said, strong=True)
    yield Line("calendar", _("We decided this on %(day)s.") % {"day": in_words(decision.decided_on)})


def _means(decision: Decision) -> Iterator[Line]:
    for drawing, meaning in MEANS.get((Kind(decision.kind), decision.favourable), ()):
        yield Line(drawing, str(meaning))
    for words in sentences(translated(decision.next_steps)):
        yield Line("you", words)


def _why(decision: Decision) -> Iterator[Line]:
    for words in sentences(translated(decision.reasons)):
        yield Line("talk", words)
    asked = {True: ("tick", _("Yes")), False: ("cross", _("No")), None: ("question", _("We do not know yet"))}
    for row in decision.conditions:
        picture, answer = asked[row["met"]]
        yield Line(picture, _("The law asks: %(what)s. Our answer: %(answer)s.") % {
            "what": _uncapped(translated(row["words"]).rstrip(".")), "answer": answer,
        })  # fmt: skip


def _what_you_can_do() -> Iterator[Line]:
    yield Line("question", _("You can ask us about this letter."))
    yield Line("again", _("Do you think it is wrong? You can ask us to look again."))
    yield Line("you", _("Somebody else looks at it. Not the person who decided."))
    yield Line("write", _("You can complain. Do this within 12 months."))
    yield Line("calendar", _("We write back within 3 working days to say that we have your complaint."))
    yield Line("tick", _("Asking or complaining never makes things worse for you."))


def _a_longer_letter() -> Line:
    return Line("letter", _("There is also a longer letter, with every reason and the law. Ask us for it."))


def _who_can_help(person: Person, video_link: str) -> Iterator[Line]:
    council, worker = settings.COUNCIL, person.allocated_to
    if worker and worker.is_active:
        yield Line("you", _("%(name)s works with you.") % {"name": worker})
    yield Line("phone", _("Phone us: %(phone)s") % {"phone": council.phone}, strong=True)
    yield Line("calendar", _("We are here: %(hours)s.") % {"hours": _(council.hours)})
    if video_link:
        yield Line(
            "sign_language", _("Talk with us in British Sign Language, by video: %(link)s") % {"link": video_link}
        )
    yield Line("together", _("An advocate can help you to speak up. It is free. Ask us for one."))
    yield Line("council", _("Still not happy? The Ombudsman can look at it. It is free, and not part of the council."))
    yield Line("phone", _("Phone the Ombudsman: %(phone)s") % {"phone": OMBUDSMAN_PHONE}, strong=True)


def _uncapped(words: str) -> str:
    return words[:1].lower() + words[1:]


@cache
def picture(name: str) -> str:
    """A drawing as SVG, for a page. Only its own files are read: the name comes from the lines above."""
    return (PICTURES / f"{Path(name).name}.svg").read_text()
