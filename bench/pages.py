"""How long the server takes for each list and each page about a person, as each role, with the people there are now.

Times are the median of seven answers of Django itself after one that is not counted, and how much of that was Python's
own work: no network, no browser. `--write` keeps those of lists and of the person's pages in docs/benchmarks-pages.md.
Kilobytes are what a browser fetches on a first visit: the page, its style sheets, scripts and fonts, as they are sent.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from goodlives.casework.access.models import Role, User  # noqa: E402
from goodlives.casework.people.models import Person  # noqa: E402

TIMES = 7
PROMISED, PROMISED_TO_PEOPLE, PROMISED_KB = 0.050, 0.025, 100
LISTS = (
    "home:work", "requests:list", "people:list", "assessments:list", "assessments:copies_to_give", "plans:list",
    "finances:list", "finances:changes", "payments:list", "reviews:list", "decisions:questions", "carers:needs",
    "carers:asked", "carers:ran_out", "representatives:list", "communication:letters", "upratings:list",
    "transition:list", "about_me:introductions", "seeing:looks",
)  # fmt: skip
PAGE = Path(__file__).parent.parent / "docs" / "benchmarks-pages.md"
PAGES_OF_THEIRS = (
    "people:circle", "people:details", "people:who_looked", "people:what_happened", "about_me:about_me",
    "about_me:offers", "about_me:life",
)  # fmt: skip
OF_A_PERSON = ("people:person", "people:circle", "people:details", "people:who_looked", "people:what_happened")


def addresses(role: str) -> dict[str, str]:
    """The pages to time, by name."""
    if role == Role.PERSON:
        person = whose().person
        plan, assessment = person.plans.first(), person.assessments.first()
        found = {name: reverse(name) for name in ("people:mine", "advice:topics", "advice:what_you_might_pay")}
        found |= {name: reverse(name, args=[person.pk]) for name in PAGES_OF_THEIRS}
        found |= {"plans:plan": reverse("plans:plan", args=[plan.pk])} if plan else {}
        found |= (
            {"assessments:assessment": reverse("assessments:assessment", args=[assessment.pk])} if assessment else {}
        )
        return found
    busiest = Person.objects.filter(plans__isnull=False).order_by("pk").first() or Person.objects.first()
    of_a_person = {name: reverse(name, args=[busiest.pk]) for name in OF_A_PERSON} if busiest else {}
    return {name: reverse(name) for name in LISTS} | of_a_person


def whose() -> User:
    """Somebody who signs in, with as much on record as anybody."""
    people = User.objects.filter(role=Role.PERSON, is_active=True, person__isnull=False)
    return people.annotate(plans=Count("person__plans")).order_by("-plans", "username")[0]


def kilobytes(client: Client, address: str) -> float:
    """What is fetched on a first visit. Of the fonts, the two weights of plain letters."""
    page = client.get(address).content
    named = set(re.findall(r'(?:href|src)="/static/(design/[^"]+\.(?:css|js|svg))"', page.decode()))
    named |= {"design/govuk-frontend.min.js", "design/kept.js"}  # which the first script asks for
    fonts = Path(settings.STATIC_ROOT).glob("design/fonts/*-latin-[47]00.woff2")
    return (len(page) + sum(_sent(Path(settings.STATIC_ROOT) / name) for name in named)
            + sum(font.stat().st_size for font in fonts)) / 1000  # fmt: skip


def _sent(file: Path) -> int:
    """As small as it is sent: WhiteNoise keeps it compressed beside itself."""
    sizes = [one.stat().st_size for one in (file, Path(f"{file}.br"), Path(f"{file}.gz")) if one.exists()]
    return min(sizes, default=0)


def measure(client: Client, address: str) -> tuple[int, float, float, float, float] | None:
    """Queries, and seconds of the first answer, a middling one, the quickest, and Python's own; None if it is shut."""
    begun = perf_counter()
    with CaptureQueriesContext(connection) as queries:
        if client.get(address).status_code != 200:
            return None
        asked, first = len(queries), perf_counter() - begun
    seconds, own = [], []
    for _ in range(TIMES):
        begun, begun_work = perf_counter(), process_time()
        client.get(address)
        seconds.append(perf_counter() - begun)
        own.append(process_time() - begun_work)
    return asked, first, median(seconds), min(seconds), median(own)


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    console = Console()
    if not Person.objects.exists():
        console.print("There is nobody to look at here yet: `make run` makes up a council.")
        return
    table = Table(
        "As",
        "Page",
        "Queries",
        "Milliseconds",
        "Of which Python",
        "Kilobytes",
        title=f"{Person.objects.count():,} people",
    )
    slow, lists = 0, []
    for role, label in Role.choices:
        users = User.objects.filter(role=role, is_active=True)
        user = whose() if role == Role.PERSON and users.filter(person__isnull=False) else users.first()
        if user is None:
            continue
        client = Client()
        client.force_login(user)
        for name, address in addresses(role).items():
            if (measured := measure(client, address)) is None:
                continue
            queries, first, seconds, quickest, own = measured
            promised = PROMISED_TO_PEOPLE if role == Role.PERSON else PROMISED
            heavy = kilobytes(client, address)
            slow += seconds > promised
            words, weight = f"{seconds * 1000:.1f}", f"{heavy:.0f}"
            if name in LISTS or role == Role.PERSON:
                kept = "kept" if seconds <= promised else "falls short"
                each = (f"{ms * 1000:.1f}" for ms in (first, seconds, quickest, own))
                lists.append(f"| {label} | `{name}` | {queries} | {' | '.join(each)} | {heavy:.0f} | {kept} |")
            table.add_row(
                str(label), name, str(queries), f"[red]{words}[/red]" if seconds > promised else words,
                f"{own * 1000:.1f}", f"[red]{weight}[/red]" if heavy > PROMISED_KB else weight,
            )  # fmt: skip
    console.print(table)
    console.print(
        f"{slow} slower than we promise: {PROMISED * 1000:.0f} ms, and {PROMISED_TO_PEOPLE * 1000:.0f} ms to people"
        if slow
        else "All within what we promise"
    )
    if "--write" in sys.argv:
        PAGE.write_text(in_words(lists), "utf-8")


def in_words(lists: list[str]) -> str:
    rows = "\n".join(lists)
    promised, own = round(PROMISED * 1000), round(PROMISED_TO_PEOPLE * 1000)
    people, postgresql = Person.objects.count(), connection.pg_version // 10_000
    machine = (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, PostgreSQL {postgresql}"
    )
    return f"""# How long pages take

Written by `bench/pages.py --write`: the pages of somebody who draws on support, and the first page of each list of
staff with nothing narrowed, in a demonstration of {people:,} people, in milliseconds. The first answer is not counted:
PostgreSQL plans then, and Django writes the questions that are kept. The middling one of the {TIMES} that follow is
held against what we promise, {promised} ms for a list and {own} ms for a person's page; the quickest is the nearest to
a machine with nothing else to do. That is Django and its database: no network, no browser. `home:work` is the page of
what waits. kB: what a browser fetches on a first visit.

The machine: {machine}.
Load on it when this ended: {os.getloadavg()[0]:.1f}.

| As | Page | Queries | First | Middling | Quickest | Python, middling | kB | |
| - | - | -: | -: | -: | -: | -: | -: | - |
{rows}
"""


if __name__ == "__main__":
    with transaction.atomic():  # nothing that is looked at here stays written down
        main()
        transaction.set_rollback(True)
