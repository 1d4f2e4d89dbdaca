"""Each group of fields as a partner reads it: plain words under headings, and nothing that was not agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodlives.casework.about_me.models import Heading
from goodlives.casework.about_me.models import Part as AboutMePart
from goodlives.casework.consents.models import Group
from goodlives.casework.consents.row_security import ABOUT_MONEY
from goodlives.casework.decisions.models import Decision
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.payments.models import State as PaymentState
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.models import Part, PersonalBudget, Plan
from goodlives.rules.money import pounds

from .reach import facts_of, who_and_how_to_reach


@dataclass(frozen=True)
class Piece:
    """A heading and what is said under it: words as they were written, and points of a list."""

    heading: str
    words: str = ""
    points: tuple[str, ...] = ()


def what_they_read(person: Person, group: str) -> list[Piece]:
    """One group of fields of somebody who shares it."""
    return [piece for piece in PIECES[Group(group)](person) if piece.words or piece.points]


def _reach(person: Person) -> Iterable[Piece]:
    known = who_and_how_to_reach(person)
    yield Piece(_("Before you get in touch"), known.before_you_get_in_touch)
    yield Piece(_("Name"), person.name)
    yield Piece(_("Likes to be called"), person.preferred_name)
    yield Piece(_("Date of birth"), date_format(known.born_on, "j F Y") if known.born_on else "")
    yield Piece(_("NHS number"), known.nhs_number or "")
    yield Piece(_("Address"), "\n".join(line for line in (known.address, known.postcode) if line))
    yield Piece(_("Phone"), known.phone)
    yield Piece(_("Email"), known.email)


def _about_me(person: Person) -> Iterable[Piece]:
    said = {part.heading: part.words for part in AboutMePart.objects.filter(person=person)}
    for heading in Heading:
        yield Piece(str(heading.label), said.get(heading.value, ""))


def _communication(person: Person) -> Iterable[Piece]:
    facts = facts_of(person, Group.COMMUNICATION)
    own = AboutMePart.objects.filter(person=person, heading=Heading.COMMUNICATION).first()
    yield Piece(_("What helps"), facts.get("communication_needs", ""))
    yield Piece(_("Language"), facts.get("language", ""))
    yield Piece(str(Heading.COMMUNICATION.label), own.words if own else "")


def plans_in_place(person: Person) -> list[Plan]:
    """A plan that is still being written is shared with nobody."""
    return list(Plan.objects.in_force().filter(person=person).prefetch_related("goals__ways"))


def _plan(person: Person) -> Iterable[Piece]:
    for plan in plans_in_place(person):
        for part in Part:
            if part == Part.GOALS:
                for number, goal in enumerate(plan.goals.all(), 1):
                    ways = [
                        f"{way.get_by_display()}: " + ". ".join(words for words in (way.what, way.how_often) if words)
                        for way in goal.ways.all()
                    ]
                    yield Piece(_("Goal %(number)s") % {"number": number}, goal.words, tuple(ways))
            elif part == Part.STARTS_ON:
                yield Piece(str(part.label), date_format(plan.starts_on, "j F Y") if plan.starts_on else "")
            else:
                yield Piece(str(part.label), getattr(plan, part))
        budget = PersonalBudget.objects.filter(plan=plan).order_by("pk").last()
        if budget:
            yield Piece(_("What the plan costs each week"), pounds(budget.cost))
            yield Piece(_("What I pay each week"), pounds(budget.contribution))
            yield Piece(_("What the council pays each week"), pounds(budget.councils_share))


def _circle(person: Person) -> Iterable[Piece]:
    """Others have a say too: who has not agreed is known by what they are to the person, and not by name."""
    for member in CircleMember.objects.current().filter(person=person).order_by("name"):
        relationship = str(member.get_relationship_display())
        named = member.agreed_on is not None
        points = (
            [_("Phone: %(phone)s (in an emergency)") % {"phone": member.phone}]
            if named and member.in_an_emergency and member.phone
            else []
        )
        heading = f"{member.name}, {relationship.lower()}" if named else relationship
        yield Piece(heading, member.does or _("What they do is not written down."), tuple(points))


def _decisions(person: Person) -> Iterable[Piece]:
    rows = Decision.objects.current().filter(person=person).exclude(kind__in=ABOUT_MONEY)
    for row in rows.only("kind", "summary", "reasons", "decided_on"):
        heading = f"{row.get_kind_display()}, {date_format(row.decided_on, 'j F Y')}"
        yield Piece(heading, f"{row.summary}\n\n{row.reasons}")


def _money(person: Person) -> Iterable[Piece]:
    rows = Decision.objects.current().filter(person=person, kind__in=ABOUT_MONEY)
    for row in rows.only("kind", "summary", "decided_on"):
        yield Piece(f"{row.get_kind_display()}, {date_format(row.decided_on, 'j F Y')}", row.summary)
    payments = DirectPayment.objects.filter(person=person, state=PaymentState.AGREED)
    for amount, starts_on in payments.values_list("weekly_net", "starts_on"):
        if amount is not None and starts_on:
            known = {"amount": pounds(amount), "day": date_format(starts_on, "j F Y")}
            yield Piece(_("Direct payment"), _("%(amount)s a week, from %(day)s") % known)


PIECES: dict[Group, Callable[[Person], Iterable[Piece]]] = {
    Group.REACH: _reach,
    Group.ABOUT_ME: _about_me,
    Group.COMMUNICATION: _communication,
    Group.PLAN: _plan,
    Group.CIRCLE: _circle,
    Group.DECISIONS: _decisions,
    Group.MONEY: _money,
}
