"""What some made-up people say of themselves: those anybody may sign in as, and neighbours who give something."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import HowLifeIs
from goodlives.casework.about_me.questions import own_questions
from goodlives.casework.access.models import User
from goodlives.casework.people.models import Person

OWN_WORDS = {
    "important": "My garden, and being asked before anything is done. A good day is a cup of tea outside before nine.",
    "people": "My sister, who phones each Sunday. Grace next door. My cat, Biscuit: please ask after her.",
    "communication": "I hear better on my left. Look at me and take your time. Write it down if it is about money.",
    "wellness": "Mornings are stiff and slow. By noon I am myself. On a bad day I go quiet: sit with me a while.",
    "please": "Please do knock, and say your name. Please do not move my things or talk over my head.",
    "support": "Help me with my back and my feet. I do the rest myself, however long it takes.",
    "also": "I drove a bus for 31 years and I know every street here. I sing, badly.",
}
FIRST_FEW = ("important", "communication")

NEIGHBOURS = (
    ("skill", "Fishing: I can show you how, from the bank of the river"),
    ("skill", "I bake bread and can teach you in an afternoon"),
    ("skill", "I mend bikes and can show you how"),
    ("skill", "Speaking Punjabi with anybody who wants to practise"),
    ("role", "I water gardens and feed cats while people are away"),
    ("skill", "Chess, for beginners too"),
    ("start", "I would like to learn to play chess"),
    ("skill", "Knitting and mending clothes"),
    ("role", "I sing in a choir and can take somebody along"),
    ("skill", "Filling in forms: I worked in an office for 40 years"),
    ("start", "A walking group that goes slowly"),
    ("skill", "Growing vegetables in pots"),
)
GIVES = (("skill", "I know every bus in the county"), ("start", "Singing with others again"), ("stop", "Eating alone"))
A_YEAR_OF_ANSWERS = (
    (300, "first", (3, 3, 2, 2, 4, 4, 3, 2)),
    (180, "assessment", (3, 2, 2, 2, 3, None, 3, 2)),
    (90, "review", (2, 2, 1, 2, 2, 3, 3, 1)),
    (7, "own_accord", (2, 2, 2, 1, 2, 2, 2, 1)),
)
A_CARERS_ANSWERS = ((120, "assessment", (4, 3, 3, 2, 3, 3, 1)), (20, "review", (3, 3, 2, 2, 2, 2, 1)))


def write_down(worker: User, on: date) -> None:
    """Everything with the day it was said. Staff write for those who cannot sign in."""
    signing_in = Person.objects.filter(user__username__in=("a.person", "b.person", "c.carer")).select_related("user")
    for person in signing_in.order_by("user__username"):
        _about_me(person, worker, on, all_of_it=_user(person).username == "b.person")
        carer = _user(person).username == "c.carer"
        _how_life_is(person, worker, on, carer=carer)
    at_home = Person.objects.filter(user__isnull=True, died_on__isnull=True).order_by("council_number")
    for (kind, words), person in zip(NEIGHBOURS, at_home[5:], strict=False):
        offer = actions.add_offer(person, kind=kind, words=words, by=worker, at=_at(on))
        actions.share(
            offer, until=on + timedelta(days=180), agreed_how="They told us on a visit", by=worker, on=on, at=_at(on)
        )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(11, 20), tzinfo=UTC)


def _about_me(person: Person, worker: User, on: date, *, all_of_it: bool) -> None:
    began = on - timedelta(days=40)
    for heading in OWN_WORDS if all_of_it else FIRST_FEW:
        actions.write(person, heading, words=OWN_WORDS[heading], by=_user(person), at=_at(began))
    for kind, words in GIVES:
        actions.add_offer(person, kind=kind, words=words, by=_user(person), at=_at(began))
    if all_of_it:
        actions.add_picture(
            person, "important", sent=_a_garden(), words="My garden in May, with the apple tree and my red bench",
            by=_user(person), at=_at(began),
        )  # fmt: skip
    actions.suggest(
        person, "support", words="You told me that you like to choose your own clothes the evening before.",
        why="You said it on my last visit, and new helpers would not know.", by=worker, at=_at(on - timedelta(days=3)),
    )  # fmt: skip


def _user(person: Person) -> User:
    if person.user is None:
        raise LookupError("Only those who can sign in write by themselves.")
    return person.user


def _how_life_is(person: Person, worker: User, on: date, *, carer: bool) -> None:
    whose = HowLifeIs.Whose.CARER if carer else HowLifeIs.Whose.PERSON
    questions = own_questions(whose, on)
    for ago, contact, levels in A_CARERS_ANSWERS if carer else A_YEAR_OF_ANSWERS:
        alone = contact == "own_accord"
        day = on - timedelta(days=ago)
        actions.say_how_life_is(
            person, questions, whose=whose, contact=contact, own_words="",
            answers={one.aspect: level for one, level in zip(questions.asked, levels, strict=True)},
            answered_by=HowLifeIs.AnsweredBy.SELF if alone else HowLifeIs.AnsweredBy.TOGETHER, who_answered="",
            by=_user(person) if alone else worker, on=day, at=_at(day),
        )  # fmt: skip


def _a_garden() -> bytes:
    """A picture drawn here, so that nobody's photo is used."""
    picture = Image.new("RGB", (640, 420), "#bfe3f2")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((520, 30, 600, 110), fill="#f7d046")
    pen.rectangle((0, 260, 640, 420), fill="#7bb661")
    pen.rectangle((150, 170, 175, 300), fill="#7a5230")
    pen.ellipse((70, 50, 260, 210), fill="#3f8a4c")
    for x, y in ((110, 110), (160, 90), (205, 130), (140, 165), (190, 175)):
        pen.ellipse((x, y, x + 16, y + 16), fill="#d23c2a")
    pen.rectangle((360, 290, 560, 306), fill="#c0392b")
    pen.rectangle((360, 245, 560, 257), fill="#c0392b")
    for x in (372, 538):
        pen.rectangle((x, 245, x + 10, 345), fill="#8e2b20")
    for x in range(20, 640, 60):
        pen.ellipse((x, 370, x + 18, 388), fill="#f4a6c0")
        pen.ellipse((x + 30, 390, x + 46, 406), fill="#ffffff")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
