"""How long the server takes for each list and each page about a person, as each role, with the people there are now.

Times are the median of 20 answers of Django itself, and how much of that was Python's own work: no network, no browser.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from goodlives.casework.access.models import Role, User  # noqa: E402
from goodlives.casework.people.models import Person  # noqa: E402

TIMES, PROMISED = 20, 0.050
LISTS = (
    "home:work", "requests:list", "people:list", "assessments:list", "finances:list", "plans:list", "payments:list",
    "reviews:list", "decisions:questions",
)  # fmt: skip
OF_A_PERSON = ("people:person", "people:circle", "people:details", "people:who_looked", "people:what_happened")


def addresses(role: str) -> dict[str, str]:
    """The pages to time, by name."""
    if role == Role.PERSON:
        return {name: reverse(name) for name in ("people:mine", "advice:topics", "advice:what_you_might_pay")}
    busiest = Person.objects.filter(plans__isnull=False).order_by("pk").first() or Person.objects.first()
    of_a_person = {name: reverse(name, args=[busiest.pk]) for name in OF_A_PERSON} if busiest else {}
    return {name: reverse(name) for name in LISTS} | of_a_person


def measure(client: Client, address: str) -> tuple[int, float, float] | None:
    """Queries, seconds, and seconds of Python's own work, of a middling answer. None where it does not open."""
    with CaptureQueriesContext(connection) as queries:
        if client.get(address).status_code != 200:
            return None
        asked = len(queries)
    seconds, own = [], []
    for _ in range(TIMES):
        begun, begun_work = perf_counter(), process_time()
        client.get(address)
        seconds.append(perf_counter() - begun)
        own.append(process_time() - begun_work)
    return asked, median(seconds), median(own)


def main() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    console = Console()
    if not Person.objects.exists():
        console.print("There is nobody to look at here yet: `make run` makes up a council.")
        return
    table = Table(
        "As", "Page", "Queries", "Milliseconds", "Of which Python", title=f"{Person.objects.count():,} people"
    )
    slow = 0
    for role, label in Role.choices:
        users = User.objects.filter(role=role, is_active=True)
        user = (users.filter(person__isnull=False) if role == Role.PERSON else users).first()
        if user is None:
            continue
        client = Client()
        client.force_login(user)
        for name, address in addresses(role).items():
            if (measured := measure(client, address)) is None:
                continue
            queries, seconds, own = measured
            slow += seconds > PROMISED
            words = f"{seconds * 1000:.1f}"
            table.add_row(
                str(label), name, str(queries), f"[red]{words}[/red]" if seconds > PROMISED else words,
                f"{own * 1000:.1f}",
            )  # fmt: skip
    console.print(table)
    console.print(
        f"{slow} slower than the {PROMISED * 1000:.0f} ms we promise" if slow else "All within what we promise"
    )


if __name__ == "__main__":
    with transaction.atomic():  # nothing that is looked at here stays written down
        main()
        transaction.set_rollback(True)
