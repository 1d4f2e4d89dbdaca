"""Writing the letter about a decision, in plain English, from the decision alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodlives.casework.decisions.models import Decision, Kind

from ..translated import translated
from .facts import in_pounds, readable
from .letter import (
    Change,
    Changes,
    Condition,
    Conditions,
    Facts,
    Letter,
    Notice,
    Paragraph,
    Points,
    Section,
    Step,
    Sum,
)

OMBUDSMAN_PHONE = "0300 061 0614"


def letter_for(decision: Decision, on: date) -> Letter:
    """The letter that tells the person this decision, dated `on` (Care Act ss13(2), 17(6), 25-26)."""
    council, person = settings.COUNCIL, decision.person
    address = [line.strip() for line in person.address.replace(",\n", "\n").splitlines() if line.strip()]
    return Letter(
        council=council.name,
        colour=council.colour,
        text_on_colour=council.text_on_colour,
        from_address=tuple(council.address.splitlines()),
        contact=(council.phone, council.email, council.website.removeprefix("https://")),
        addressee=(person.name, *address, *([person.postcode] if address and person.postcode else [])),
        date=on,
        date_words=in_words(on),
        reference=f"{person.council_number}/{decision.pk.hex[:6].upper()}",
        title=str(Kind(decision.kind).label),
        greeting=_("Dear %(name)s") % {"name": person.called},
        summary=translated(decision.summary),
        notices=tuple(_notices(decision)),
        sections=tuple(_sections(decision)),
    )


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def _notices(decision: Decision) -> Iterator[Notice]:
    later = getattr(decision, "superseded_by", None)  # read with the decision where many letters are written
    if later:
        yield Notice(
            _("This decision no longer counts. We made a new one on %(day)s, which takes its place.")
            % {"day": in_words(later.decided_on)},
            later.pk,
        )
    if decision.supersedes:
        yield Notice(
            _("This takes the place of what we decided on %(day)s.")
            % {"day": in_words(decision.supersedes.decided_on)},
            decision.supersedes.pk,
        )


def _sections(decision: Decision) -> Iterator[Section]:
    yield Section("why", _("Why we decided this"), _paragraphs(decision.reasons))
    if next_steps := tuple(_what_happens_next(decision)):
        yield Section("next", _("What happens next"), next_steps)
    if decision.conditions:
        yield Section("conditions", _("What the law asks, and the answers"), (_conditions(decision),))
    if decision.steps:
        yield Section("sum", _("How we worked it out"), tuple(_sum(decision)))
    if changes := tuple(_what_would_change_it(decision)):
        yield Section("change", _("What would change this"), changes)
    if facts := readable(decision.facts):
        wrong = _("This is what we were told or found out. Please tell us if any of it is wrong.")
        yield Section("facts", _("The facts we used"), (Paragraph(wrong), Facts(facts)))
    yield Section("part", _("How you took part"), _paragraphs(decision.participation))
    yield Section("law", _("The law we used"), (Points(tuple(decision.laws)),))
    yield Section("who", _("Who decided, and when"), (Paragraph(_who_decided(decision)),))
    yield Section("disagree", _("If you disagree"), tuple(_if_you_disagree()))
    yield Section("form", _("This letter in another form"), tuple(_another_form(decision)))


def _paragraphs(words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(translated(part.strip())) for part in words.split("\n\n") if part.strip())


def _what_happens_next(decision: Decision) -> Iterator[Paragraph]:
    yield from _paragraphs(decision.next_steps)
    if decision.kind in (Kind.CHARGE, Kind.PERSONAL_BUDGET):
        yield Paragraph(
            _("Tell us straight away if your income, savings or costs change, so that we can work it out again.")
        )


def _conditions(decision: Decision) -> Conditions:
    said = {True: _("Yes"), False: _("No"), None: _("Not yet known")}
    return Conditions(
        tuple(
            Condition(translated(row["words"]), row["met"], said[row["met"]], row.get("law", ""))
            for row in decision.conditions
        )
    )


def _sum(decision: Decision) -> Iterator[Paragraph | Sum | Points]:
    if decision.rates:
        yield Paragraph(_("We used the rates for %(year)s.") % {"year": decision.rates})
    yield Sum(_steps(decision.steps), _totals(decision))
    unsure = [figure for figure in decision.figures if figure.get("status") != "confirmed"]
    if unsure:
        yield Paragraph(
            _(
                "We are not yet sure of every figure. We have not seen these in an official table: we worked them out "
                "from an earlier year, or know them only from elsewhere. If one is wrong we will work out your sum "
                "again and put it right."
            )
        )
        yield Points(
            tuple(f"{translated(row['title'])}: {translated(row['value'])} ({row['reference']})" for row in unsure)
        )


def _what_would_change_it(decision: Decision) -> Iterator[Paragraph | Points | Changes]:
    """What would make it come out otherwise, as the rule found it when it was decided."""
    changes = [change for change in decision.what_would_change_it if "law" in change]
    if points := tuple(translated(change["words"]) for change in decision.what_would_change_it if "law" not in change):
        yield Points(points)
    if not changes:
        return
    if decision.kind == Kind.CHARGE:
        yield Paragraph(_("Tell us if any of this happens. Money or property given away to pay less still counts."))
        yield Changes(
            tuple(
                Change(translated(change["words"]), in_pounds(change["charge"]), change["law"]) for change in changes
            ),
            _("You would pay each week"),
            in_pounds=True,
        )
    else:
        said = {True: _("You would have eligible needs"), False: _("You would not have eligible needs")}
        yield Paragraph(
            _("Tell us if your needs change, or if we have something wrong. We can look again at any time.")
        )
        yield Changes(
            tuple(Change(translated(change["words"]), said[change["eligible"]], change["law"]) for change in changes),
            _("What would follow"),
            in_pounds=False,
        )


def _steps(steps: list[dict], above: str = "") -> tuple[Step, ...]:
    return tuple(_step(step, f"{above}{place}") for place, step in enumerate(steps, 1))


def _step(step: dict, number: str) -> Step:
    amount = step.get("amount")
    under = _steps(step.get("steps", []), f"{number}.")
    return Step(number, translated(step["what"]), amount, in_pounds(amount), step.get("law", ""), under)


def _totals(decision: Decision) -> int:
    """How many of the last lines are the answer: what you pay and what the council pays; else the last one alone."""
    if decision.kind not in (Kind.CHARGE, Kind.PERSONAL_BUDGET):
        return 1
    return min(2, sum(not step.get("steps") for step in decision.steps[-2:])) or 1


def _who_decided(decision: Decision) -> str:
    by = decision.decided_by
    who = f"{by} ({by.job_title})" if by.job_title else str(by)
    return _("%(who)s decided this on %(day)s.") % {"who": who, "day": in_words(decision.decided_on)}


def _if_you_disagree() -> Iterator[Paragraph | Points]:
    council = settings.COUNCIL
    yield Paragraph(
        _("You can question this decision, or any line of it. Asking is your right, and is never held against you.")
    )
    yield Points((
        _("Tell us which line you think is wrong, and why. Use your page online, phone %(phone)s, or write to us.")
        % {"phone": council.phone},
        _("Somebody who did not make this decision will look at it again. We write to you with what they find."),
        _(
            "You can also complain, to %(email)s or by phone. We tell you within 3 working days that we have your "
            "complaint. Please complain within 12 months of what happened, or of finding out about it."
        ) % {"email": council.complaints_email},
        _(
            "If you are still not happy, ask the Local Government and Social Care Ombudsman to look at it. It is free, "
            "and is not part of the council. Phone %(phone)s, within 12 months of finding out what went wrong."
        ) % {"phone": OMBUDSMAN_PHONE},
    ))  # fmt: skip
    yield Paragraph(
        _(
            "If you find it hard to understand, remember, weigh up or say what you think, and have nobody suitable to "
            "help, we must find you an independent advocate. An advocate helps you to speak up, and is free."
        )
    )


def _another_form(decision: Decision) -> Iterator[Paragraph]:
    council, person = settings.COUNCIL, decision.person
    yield Paragraph(
        _(
            "You can have this letter in large print, Easy Read, audio, Braille, British Sign Language (BSL) or "
            "another language. It is free. Phone %(phone)s (%(hours)s) or email %(email)s."
        )
        % {"phone": council.phone, "hours": council.hours, "email": council.email}
    )
    if person.communication_needs:
        yield Paragraph(_("You told us what helps you to understand and be understood:"))
        yield Paragraph(person.communication_needs, quoted=True)
    if person.language and person.language.lower() != "english":
        yield Paragraph(
            _("You told us that you use %(language)s. Ask us for an interpreter: it is free.")
            % {"language": person.language}
        )
