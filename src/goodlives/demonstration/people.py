"""Drawing somebody who does not exist, at the rates published for England."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from goodlives.casework.people.lists import Accommodation, Gender, SupportReason
from goodlives.casework.people.models import Person

from . import words
from .figures import rate

# Somebody whose support began nearly three years ago was 18 then.
YOUNGEST = 21
AGES = {"65-74": (65, 74), "75-84": (75, 84), "85-99": (85, 99)}


@dataclass(frozen=True)
class Drawn:
    """A person and what is true of them that no row says."""

    person: Person
    at_home: bool
    older: bool
    says: str


def made_up_id(rng: Random) -> uuid.UUID:
    """An id that the same seed gives again."""
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def pick(rng: Random, shares: dict) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def nhs_number(number: int) -> str | None:
    """An NHS number in the range kept for tests, 999. One in eleven has no check digit: that person has none."""
    digits = f"999{number % 10**6:06d}"
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    return None if check == 10 else digits + str(0 if check == 11 else check)


def draw(rng: Random, on: date, number: int, *, carer: bool = False, at_home: bool = False) -> Drawn:
    """Somebody with an age, a name, a home and a reason for support; `number` is their council number."""
    older = rng.random() < rate("aged_65_or_over") and not carer
    age = rng.randint(*AGES[pick(rng, rate("age_of_people_aged_65_or_over"))]) if older else rng.randint(YOUNGEST, 64)
    if carer:
        age = rng.randint(30, 84)
        older = age >= 65
    woman = rng.random() < (rate("female_65_or_over") if older else rate("female_18_to_64"))
    ethnicity = pick(rng, rate("ethnicity"))
    women, men, family = words.names_for(ethnicity)
    given, surname = rng.choice(women if woman else men), rng.choice(family)
    reason = (
        SupportReason.CARER if carer
        else SupportReason(pick(rng, rate("support_reason_65_or_over" if older else "support_reason_18_to_64")))
    )  # fmt: skip
    at_home = at_home or carer or rng.random() < _share_at_home(older, reason)
    town, district = rng.choice(words.TOWNS)
    person = Person(
        id=made_up_id(rng), council_number=str(number), given_name=given, family_name=surname,
        preferred_name=rng.choice(women if woman else men) if rng.random() < 0.06 else "",
        born_on=on - timedelta(days=age * 365 + age // 4 + rng.randrange(1, 364)),
        gender=Gender.FEMALE if woman else Gender.MALE, ethnicity=ethnicity, support_reason=reason,
        nhs_number=nhs_number(number), address=f"{rng.randint(1, 140)} {rng.choice(words.STREETS)}, {town}",
        postcode=f"{district} {rng.randint(1, 9)}{rng.choice('ABDEFGHJLN')}{rng.choice('PQRSTUWXYZ')}",
        phone=f"01632 960 {rng.randint(0, 999):03d}",
        accommodation=_accommodation(rng, at_home, older, reason),
    )  # fmt: skip
    person.search_text = person.words_to_find()
    return Drawn(person, at_home, older, _says(rng, reason))


def _share_at_home(older: bool, reason: str) -> float:
    if older:
        return rate("at_home_65_or_over")
    if reason == SupportReason.LEARNING_DISABILITY:
        return rate("at_home_with_learning_disability")
    return rate("at_home_18_to_64")


def _accommodation(rng: Random, at_home: bool, older: bool, reason: str) -> str:
    if not at_home:
        return Accommodation.NURSING_HOME if older and rng.random() < 0.4 else Accommodation.CARE_HOME
    if reason == SupportReason.LEARNING_DISABILITY:
        return rng.choice([Accommodation.SUPPORTED, Accommodation.WITH_FAMILY, Accommodation.SHARED_LIVES])
    if older:
        return rng.choice(
            [Accommodation.OWNER, Accommodation.OWNER, Accommodation.SHELTERED, Accommodation.SOCIAL_TENANT]
        )
    return rng.choice([Accommodation.SOCIAL_TENANT, Accommodation.PRIVATE_TENANT, Accommodation.OWNER])


def _says(rng: Random, reason: str) -> str:
    return rng.choice(words.HAPPENING.get(SupportReason(reason), words.HAPPENING_OTHERWISE))
