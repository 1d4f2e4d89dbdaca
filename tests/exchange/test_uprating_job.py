"""The job that works an uprating off: killed, stopped, run by two at once, and still once for each person."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date

import pikepdf
import pytest
from django.db import connection

from goodlives.casework.access.models import Role
from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.upratings import actions, batch
from goodlives.casework.upratings.models import PrintFile, State, UpratedPerson
from goodlives.exchange import uprating_job
from goodlives.exchange.letters import batches
from goodlives.exchange.uprating_preview import preview
from goodlives.rules.bulk_columns import NOT_KNOWN
from tests import factories
from tests.casework.upratings.test_changing import AT, TO, TODAY, somebody
from tests.exchange.test_population import made_up_council

WORKER = """
import django; django.setup()
import sys, time
from datetime import datetime
from goodlives.casework.upratings import batch
from goodlives.casework.upratings.models import Uprating
from goodlives.exchange import uprating_job

write = batch._Rows.write
def slowly(self):
    write(self)
    print("written, not yet kept", flush=True)
    time.sleep(float(sys.argv[2]))
batch._Rows.write = slowly
at = datetime.fromisoformat("2026-11-22T10:00:00+00:00")
uprating_job.run(Uprating.objects.get(pk=sys.argv[1]), at=at, at_once=4)
"""


def prepared_and_started():
    factories.SignOffLimitFactory(role=Role.SERVICE_MANAGER)
    uprating = actions.prepare(TO, by=factories.UserFactory(role=Role.FINANCE_OFFICER), at=AT)
    return actions.start(uprating, by=factories.UserFactory(role=Role.SERVICE_MANAGER), on=TODAY, at=AT)


def worker(uprating, seconds: float) -> subprocess.Popen:
    """Another process that works it off, and waits so long between writing a batch and keeping it."""
    name = connection.settings_dict
    url = f"postgresql://{name['USER']}:{name['PASSWORD']}@{name['HOST']}:{name['PORT']}/{name['NAME']}"
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(uprating.pk), str(seconds)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "goodlives.config.settings"},
    )  # fmt: skip


def decisions_each() -> list[int]:
    """How many decisions of the yearly change each person has."""
    made = Decision.objects.filter(kind=Kind.CHARGE, rates="2026-27").values_list("person_id", flat=True)
    return [list(made).count(person) for person in set(made)]


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_a_batch_it_goes_on_and_everybody_has_one_decision():
    for _ in range(10):
        somebody()
    uprating = prepared_and_started()
    killed = worker(uprating, seconds=60)
    assert killed.stdout.readline() == "written, not yet kept\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    until = time.monotonic() + 20
    while uprating.waiting_count() != 10 and time.monotonic() < until:
        time.sleep(0.1)
    assert (uprating.waiting_count(), decisions_each()) == (10, []), "what was begun is forgotten whole"

    actions.go_on(uprating, by=uprating.started_by, at=AT)
    uprating_job.run(uprating, at=AT, at_once=4)
    assert decisions_each() == [1] * 10
    uprating.refresh_from_db()
    assert (uprating.state, uprating.waiting_count()) == (State.DONE, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_everybody_once():
    for _ in range(12):
        somebody()
    uprating = prepared_and_started()
    other = worker(uprating, seconds=0.2)
    assert other.stdout.readline()

    def mine():
        try:
            uprating_job.run(uprating, at=AT, at_once=3)
        finally:
            connection.close()

    here = threading.Thread(target=mine)
    here.start()
    here.join(60)
    assert other.wait(60) == 0
    assert decisions_each() == [1] * 12
    numbers = list(PrintFile.objects.values_list("number", flat=True))
    assert numbers == [1], "and each letter is in one file"
    uprating.refresh_from_db()
    assert uprating.state == State.DONE


@pytest.mark.django_db
def test_it_stops_after_the_batch_in_which_somebody_says_so():
    for _ in range(6):
        somebody()
    uprating = prepared_and_started()
    uprating_job.run(uprating, at=AT, at_once=2, after=lambda: actions.stop(uprating, by=uprating.started_by, at=AT))
    assert uprating.waiting_count() == 4
    assert not uprating.print_files.exists()


@pytest.mark.django_db
def test_what_was_shown_before_is_what_is_decided():
    """The compiled rules over everybody, and the explained rule for each: the same, to the penny."""
    made_up_council(60)
    for income in ((("state_pension", 23_025, ""),), (("occupational_pension", 33_333, ""),)):
        somebody(income=income, savings_credit_qualifying_income=20_000)
    factories.SignOffLimitFactory(role=Role.SERVICE_MANAGER)
    uprating = actions.prepare(TO, by=factories.UserFactory(role=Role.FINANCE_OFFICER), at=AT)
    would = preview(uprating, TODAY)
    actions.start(uprating, by=factories.UserFactory(role=Role.SERVICE_MANAGER), on=TODAY, at=AT)
    while batch.uprate_some(uprating, at=AT):
        pass
    done = {str(one.person_id): one for one in UpratedPerson.objects.select_related("after")}
    assert len(would) > 20
    for person, after in zip(would.population.persons.to_pylist(), would.after.tolist(), strict=True):
        one = done.pop(person)
        assert after == (one.after.contribution if one.after else NOT_KNOWN), (one.why_not, one.words)
    assert {one.why_not for one in done.values()} <= {"already"}, "everybody else was under the new rates"


@pytest.mark.django_db
def test_letters_are_one_tagged_file_in_the_order_of_their_envelopes_each_on_its_own_sheet():
    for postcode in ("WX3 1AA", "WX1 1AA", "WX2 1AA"):
        somebody(person=factories.PersonFactory(born_on=date(1940, 1, 1), address="1 High St", postcode=postcode))
    reads_online = somebody(person=factories.CitizenFactory(born_on=date(1940, 1, 1)))
    large_print = somebody(person=factories.PersonFactory(born_on=date(1940, 1, 1), communication_needs="Large print"))
    uprating = prepared_and_started()
    uprating_job.run(uprating, at=AT)

    file = uprating.print_files.get()
    people = {one.pk: one.person for one in UpratedPerson.objects.select_related("person")}
    assert [people[pk].postcode for pk in file.people] == ["WX1 1AA", "WX2 1AA", "WX3 1AA"]
    apart = set(batches.told_apart(uprating).values_list("person_id", flat=True))
    assert apart == {reads_online.person_id, large_print.person_id}
    with pikepdf.open(__import__("io").BytesIO(bytes(file.pdf))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        titles = [str(item.title) for item in pdf.open_outline().root]
        assert titles == ["What you pay towards your care"] * 3
        starts = [number for number, page in enumerate(pdf.pages) if _begins_a_letter(pdf, page)]
        assert len(starts) == 3
        assert all(start % 2 == 0 for start in starts), "a sheet of its own, printed on both sides"


def _begins_a_letter(pdf, page) -> bool:
    """Whether a heading of the outline leads to this page."""
    return any(item.destination and item.destination[0].objgen == page.objgen for item in pdf.open_outline().root)


@pytest.mark.django_db
def test_letters_are_planned_once():
    somebody()
    uprating = prepared_and_started()
    while batch.uprate_some(uprating, at=AT):
        pass
    batches.plan(uprating, at=AT)
    batches.plan(uprating, at=AT)
    assert uprating.print_files.count() == 1
