"""Who works at the made-up council, and the made-up people anybody may sign in as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodlives.casework.access.models import Role, SignOffLimit, Team, User

TEAMS = ("Wrenford town", "Coast and villages", "Working-age adults", "Hospital and reablement")


@dataclass(frozen=True)
class Staff:
    teams: list[Team]
    social_workers: list[User]
    manager: User
    service_manager: User
    finance_officer: User
    safeguarding_lead: User


def _user(username: str, first: str, last: str, role: str, job: str, team: Team | None = None, *, shown=True) -> User:
    user, made = User.objects.get_or_create(
        username=username,
        defaults={
            "first_name": first, "last_name": last, "role": role, "job_title": job, "team": team,
            "for_demonstration": shown,
        },
    )  # fmt: skip
    if made:
        user.set_unusable_password()
        user.save()
    return user


def hire() -> Staff:
    """The teams, the people who work in them, and how much each role may sign off."""
    teams = [Team.objects.get_or_create(name=name)[0] for name in TEAMS]
    workers = [
        _user("sam.okafor", "Sam", "Okafor", Role.SOCIAL_WORKER, "Social worker", teams[0]),
        _user("ruth.lindqvist", "Ruth", "Lindqvist", Role.SOCIAL_WORKER, "Occupational therapist", teams[1]),
        _user("dev.patel", "Dev", "Patel", Role.SOCIAL_WORKER, "Social worker", teams[2], shown=False),
        _user("megan.rees", "Megan", "Rees", Role.SOCIAL_WORKER, "Social worker", teams[3], shown=False),
        _user("tomasz.nowak", "Tomasz", "Nowak", Role.SOCIAL_WORKER, "Social worker", teams[0], shown=False),
        _user("ife.adeyemi", "Ife", "Adeyemi", Role.SOCIAL_WORKER, "Social worker", teams[2], shown=False),
    ]
    manager = _user("helen.marsh", "Helen", "Marsh", Role.TEAM_MANAGER, "Team manager", teams[0])
    service = _user("colin.day", "Colin", "Day", Role.SERVICE_MANAGER, "Service manager")
    finance = _user("farida.khan", "Farida", "Khan", Role.FINANCE_OFFICER, "Financial assessment officer")
    lead = _user("nadia.osei", "Nadia", "Osei", Role.SAFEGUARDING_LEAD, "Safeguarding lead")
    for role, limit in ((Role.TEAM_MANAGER, 60_000), (Role.SERVICE_MANAGER, 500_000)):
        SignOffLimit.objects.get_or_create(
            role=role, starts_on=date(2020, 4, 1),
            defaults={"weekly_limit": limit, "reason": "The made-up council's scheme of delegation"},
        )  # fmt: skip
    return Staff(teams, workers, manager, service, finance, lead)


def hire_partner(first: str, last: str, job: str) -> User:
    """Somebody who signs in for a partner of the council."""
    return _user(f"{first}.{last}".lower(), first, last, Role.PARTNER, job)


def outside_sign_in(username: str, first: str, last: str, words: str) -> User:
    """Let anybody sign in as somebody made up who acts for others and has no record of their own."""
    return _user(username, first, last, Role.PERSON, words)


def has_an_account(person) -> User:
    """The account of somebody made up that is not among those to sign in as."""
    job, name = "Signs in at home", f"person.{person.council_number}"
    user = _user(name, person.given_name, person.family_name, Role.PERSON, job, shown=False)
    person.user = user
    type(person).objects.filter(pk=person.pk).update(user=user)
    return user


def give_account(person, username: str, words: str) -> User:
    """Let anybody sign in as this made-up person."""
    user = _user(username, person.given_name, person.family_name, Role.PERSON, words)
    User.objects.filter(pk=user.pk).update(first_name=person.given_name, last_name=person.family_name, job_title=words)
    type(person).objects.filter(pk=person.pk).update(user=user)
    return user
