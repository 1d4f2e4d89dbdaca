"""What each outcome and each area of wellbeing means, with examples, in words anybody can use.

The examples follow the Care and Support Statutory Guidance, chapter 6. They are examples, never a test to pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.exchange.translated import translated
from goodlives.rules.resource_allocation import Domain
from goodlives.rules.wellbeing import Wellbeing

from .voice import Voice


@dataclass(frozen=True)
class Explained:
    """One outcome: what it means, what it covers, and its name as staff read it where that differs."""

    means: str | Promise
    covers: tuple[str | Promise, ...]
    of_somebody: str | Promise = ""


OUTCOMES = {
    "nutrition": Explained(
        _("Having enough of the right food and drink."),
        (
            _("Shopping for food"),
            _("Cooking, or heating up a meal"),
            _("Cutting up food, eating and drinking"),
            _("Remembering to eat and drink"),
        ),
    ),
    "personal_hygiene": Explained(
        _("Washing, and having clean clothes."),
        (
            _("Having a bath, a shower or a wash"),
            _("Washing hair, cleaning teeth, shaving, cutting nails"),
            _("Doing the laundry"),
        ),
    ),
    "toilet_needs": Explained(
        _("Getting to the toilet and using it, day and night."),
        (
            _("Getting to the toilet in time, and back"),
            _("Getting on and off it, and cleaning oneself"),
            _("Managing pads, a catheter or a stoma"),
        ),
    ),
    "clothing": Explained(
        _("Getting dressed, in clothes that suit the weather and the day."),
        (
            _("Getting dressed and undressed"),
            _("Buttons, zips, laces and shoes"),
            _("Choosing clothes for the weather, for work or for a special day"),
        ),
    ),
    "using_home_safely": Explained(
        _("Moving about the home and using what is in it, without coming to harm."),
        (
            _("Getting in and out, and up and down steps"),
            _("Getting in and out of bed or a chair"),
            _("Using the kitchen, the bathroom and the heating"),
            _("Getting help in an emergency"),
        ),
        _("Using their home safely"),
    ),
    "habitable_home": Explained(
        _("A home that is clean enough to be safe, with water, heating and power."),
        (
            _("Cleaning and tidying, and taking out the rubbish"),
            _("Getting repairs done"),
            _("Dealing with letters, bills and the rent, so as to keep the home"),
        ),
        _("Keeping their home fit to live in"),
    ),
    "relationships": Explained(
        _("Seeing and hearing from people who matter, and not being lonely."),
        (
            _("Seeing family and friends, at home or elsewhere"),
            _("Keeping in touch by phone, letter or online"),
            _("Making new friends"),
        ),
        _("Having family and friends in their life"),
    ),
    "work_and_learning": Explained(
        _("Doing something that counts: a job, a class, training or volunteering."),
        (
            _("Finding a job and keeping it"),
            _("Going to college or to a class"),
            _("Volunteering"),
        ),
    ),
    "community": Explained(
        _("Getting out, and using what other people use."),
        (
            _("Going by bus, train, car or on foot"),
            _("Shops, the library, the doctor, a place of worship"),
            _("Parks, sport, clubs and days out"),
        ),
        _("Using what is in their community, such as buses, shops and leisure"),
    ),
    "caring_for_a_child": Explained(
        _("Being a parent or grandparent to a child in one's care."),
        (
            _("Getting a child up, fed and to school"),
            _("Playing, helping with homework, and keeping them safe"),
        ),
        _("Looking after a child they are responsible for"),
    ),
    "caring_for_others": Explained(
        _("Looking after other people, besides the person this assessment is about caring for."),
        (_("Caring for a parent, a partner or a neighbour as well"), _("Helping a grown-up son or daughter")),
        _("Looking after other people they care for"),
    ),
    "recreation": Explained(
        _("Time that is one's own: to rest, to enjoy something, to get away."),
        (_("A hobby, sport, reading or music"), _("Seeing friends"), _("A day off, or a holiday")),
        _("Having time for things they enjoy"),
    ),
}

WELLBEING_OF_SOMEBODY = {
    Wellbeing.HEALTH: _("Their physical health, their mental health and how they feel"),
    Wellbeing.CONTROL: _("Having control over their day-to-day life and their care"),
    Wellbeing.SOCIAL_AND_ECONOMIC: _("Their money and their social life"),
    Wellbeing.RELATIONSHIPS: _("Their home life, family and other relationships"),
    Wellbeing.HOME: _("Living somewhere that suits them"),
    Wellbeing.CONTRIBUTION: _("What they give to other people and their community"),
}
WELLBEING_HINTS = {
    Wellbeing.HEALTH: _("Such as pain, tiredness, worry or low mood"),
    Wellbeing.PROTECTION: _("Such as being hurt, frightened, left without help, or having things taken"),
    Wellbeing.CONTROL: _("Such as choosing when to get up, what to eat and who comes in"),
    Wellbeing.SOCIAL_AND_ECONOMIC: _(
        "Such as being able to see people and to afford what others have. We do not ask how much money there is."
    ),
    Wellbeing.CONTRIBUTION: _("Such as caring, volunteering, voting, or being a good neighbour"),
}
DOMAINS_OF_SOMEBODY = {"home": _("Looking after their home")}


# The outcomes of which each part of the table of help is about. Night, and keeping safe, are about more than these.
OF_DOMAIN: dict[Domain, tuple[str, ...]] = {
    Domain.NUTRITION: ("nutrition",),
    Domain.PERSONAL_CARE: ("personal_hygiene", "clothing"),
    Domain.TOILET: ("toilet_needs",),
    Domain.HOME: ("habitable_home",),
    Domain.RELATIONSHIPS: ("relationships",),
    Domain.COMMUNITY: ("community",),
    Domain.WORK_AND_LEARNING: ("work_and_learning",),
    Domain.DECISIONS_AND_SAFETY: (),
    Domain.NIGHT: (),
    Domain.CARING_ROLE: ("caring_for_a_child",),
}


def outcome_title(outcome, voice: Voice) -> str:
    of_somebody = OUTCOMES[outcome.value].of_somebody
    return translated(outcome.words) if voice.to_the_person or not of_somebody else str(of_somebody)


def wellbeing_title(area: Wellbeing, voice: Voice) -> str:
    return translated(area.words) if voice.to_the_person else str(WELLBEING_OF_SOMEBODY.get(area, area.words))


def domain_title(domain, voice: Voice) -> str:
    return translated(domain.words) if voice.to_the_person else str(DOMAINS_OF_SOMEBODY.get(domain.value, domain.words))


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


# The eight things whoever decides must have regard to: Care Act s1(3).
HAVE_REGARD_TO = [
    ("a", _("The person is best placed to judge their own wellbeing.")),
    ("b", _("Their views, wishes, feelings and beliefs.")),
    ("c", _("Preventing, delaying or reducing needs.")),
    ("d", _("All their circumstances, and not only their age, looks, condition or behaviour.")),
    ("e", _("Taking part as fully as they can, with what they need to do so.")),
    ("f", _("A balance between their wellbeing and that of family and friends who care.")),
    ("g", _("Protecting people from abuse and neglect.")),
    ("h", _("Any limit on rights or freedom is the least that is needed.")),
]


def unable_words(unable: bool | None) -> str:
    """The answer about one outcome, in words."""
    if unable is None:
        return gettext("not yet known")
    return gettext("yes") if unable else gettext("no")
