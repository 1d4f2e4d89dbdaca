"""Letters about an assessment: the invitation, with the questions ahead, and the written record on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from goodlives.casework.assessments.models import Asked, Assessment, Preparation
from goodlives.casework.communication.languages import language_now
from goodlives.casework.people.models import Person

from ..translated import translated
from .letter import Letter, Paragraph, Points, Section
from .writing import ABOUT_THE_LANGUAGE, another_form, in_words

Part = tuple[str, Sequence[tuple[str, str, str]]]
"""A part of the record: its heading, and each question with the short answer and the person's words."""


def invitation(preparation: Preparation, on: date, *, to: Sequence[str] = (), video_link: str = "") -> Letter:
    """When we meet, what we talk about, who may be there: so that the person can get ready (guidance 6.38)."""
    assessment, person = preparation.assessment, preparation.assessment.person
    sections = [
        Section("when", _("When we meet"), tuple(_when(preparation))),
        Section(
            "think", _("What to think about"),
            (
                Paragraph(_("You do not have to write anything. If you like, think about these, or make notes.")),
                Points(tuple(str(question.label) for question in Asked)),
            ),
        ),
        Section(
            "write", _("If you want to write it down"),
            (
                Paragraph(
                    _("Sign in at %(website)s and choose “Get ready for our talk”. You can stop and come back. They "
                      "are your words: we read them, and nobody changes them.")
                    % {"website": settings.COUNCIL.website.removeprefix("https://")}
                ),
                Paragraph(_("Or write on paper, draw, or record your voice, and bring it.")),
            ),
        ),
        Section(
            "help", _("Help to take part"),
            (
                Paragraph(_("Anybody you like may be with you: family, a friend, a neighbour.")),
                Paragraph(
                    _("Tell us if you want an interpreter, or anything that makes it easier. If it is very hard to "
                      "take part and nobody you know can help, we find you an advocate. It is free.")
                ),
            ),
        ),
        Section("know", _("Good to know"), (Paragraph(_("It is free. We do not ask about money in this talk. You may "
                                                        "say no, and you may change the day.")),)),
    ]  # fmt: skip
    title = _("Your carer's assessment: getting ready") if assessment.is_for_carer else _(
        "Your needs assessment: getting ready"
    )  # fmt: skip
    return _letter(
        person, on, reference=f"{person.council_number}/{preparation.pk.hex[:6].upper()}", title=title,
        summary=_("We would like to talk with you about your life: what is good, what is hard, and what you want."),
        sections=sections, to=to, video_link=video_link,
    )  # fmt: skip


def _when(preparation: Preparation) -> Iterable[Paragraph]:
    if preparation.visit_on:
        yield Paragraph(in_words(preparation.visit_on))
    else:
        yield Paragraph(_("We will agree a day with you."))
    if preparation.visit_words:
        yield Paragraph(preparation.visit_words)


def written_record(
    assessment: Assessment, parts: Callable[[], Sequence[Part]], on: date, *, to: Sequence[str] = (),
    video_link: str = "",
) -> Letter:  # fmt: skip
    """The written record as somebody is given it: s12(3)."""
    person, decision = assessment.person, assessment.decision
    sections = [
        Section(f"part-{number}", heading, tuple(_lines(lines))) for number, (heading, lines) in enumerate(parts())
    ]
    if decision is not None:
        said = [decision.summary, *(part for part in decision.reasons.split("\n\n") if part)]
        words = tuple(Paragraph(translated(part)) for part in said)
        sections.insert(0, Section("decision", _("What was decided, and why"), words))
    return _letter(
        person, on, reference=f"{person.council_number}/{assessment.pk.hex[:6].upper()}",
        title=_("The written record of your carer's assessment") if assessment.is_for_carer
        else _("The written record of your needs assessment"),
        summary=_("This is your record, started on %(day)s. Tell us if anything in it is wrong.")
        % {"day": in_words(assessment.started_on)},
        sections=sections, to=to, video_link=video_link,
    )  # fmt: skip


def _lines(lines: Sequence[tuple[str, str, str]]) -> Iterable[Paragraph]:
    said = False
    for label, answer, words in lines:
        if not answer and not words:
            continue
        said = True
        yield Paragraph(": ".join(part for part in (label, answer) if part))
        if words:
            yield Paragraph(words, quoted=True)
    if not said:
        yield Paragraph(_("Nothing written"))


def _letter(
    person: Person, on: date, *, reference: str, title: str, summary: str, sections: list[Section],
    to: Sequence[str], video_link: str,
) -> Letter:  # fmt: skip
    council, language = settings.COUNCIL, language_now()
    form = Section("form", _("This letter in another form"), tuple(another_form(person, video_link)))
    return Letter(
        council=council.name, colour=council.colour, text_on_colour=council.text_on_colour,
        from_address=tuple(council.address.splitlines()),
        contact=(council.phone, council.email, council.website.removeprefix("https://")),
        addressee=tuple(to) or (person.name,), date=on, date_words=in_words(on), reference=reference, title=title,
        greeting=_("Dear %(name)s") % {"name": person.called}, summary=summary, notices=(),
        sections=(*sections, form), language=language.code, right_to_left=language.right_to_left,
        about_the_language=ABOUT_THE_LANGUAGE.get(language.code, ""),
    )  # fmt: skip
