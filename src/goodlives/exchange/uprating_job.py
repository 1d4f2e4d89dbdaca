"""The job that works through an uprating: batch after batch, until nobody waits or somebody says stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from procrastinate.contrib.django import app

from goodlives.casework.upratings import actions, batch
from goodlives.casework.upratings.models import State, Uprating
from goodlives.exchange.letters import batches

TRIES = 3


@app.task(name="uprating", queue="uprating")
def work_off(uprating: str, at: str) -> None:
    """What the worker calls."""
    run(Uprating.objects.get(pk=UUID(uprating)), at=datetime.fromisoformat(at))


def queue(uprating: Uprating, *, at: datetime) -> None:
    """Ask a worker to go on with this uprating, once the transaction in which this is asked is kept."""
    work_off.defer(uprating=str(uprating.pk), at=at.isoformat())


def run(
    uprating: Uprating, *, at: datetime, at_once: int = batch.AT_ONCE, after: Callable[[], None] = lambda: None
) -> None:
    """Work through everybody who waits, then their letters. `after` is called when each batch is kept."""
    tries = 0
    while _is_running(uprating):
        try:
            done = batch.uprate_some(uprating, at=at, at_once=at_once)
        except IntegrityError:
            # Somebody decided one of these charges in the same moment: looked at again, it is found.
            tries += 1
            if tries == TRIES:
                raise
            continue
        tries = 0
        if not done:
            break
        after()
    if uprating.waiting.exists():
        return  # those left are in the hands of another worker, who does the rest
    if _is_running(uprating):
        batches.plan(uprating, at=at)
    while _is_running(uprating) and batches.print_next(uprating, at=at):
        after()
    if _is_running(uprating) and batches.all_printed(uprating):
        actions.finish(uprating, at=at)


def _is_running(uprating: Uprating) -> bool:
    return Uprating.objects.filter(pk=uprating.pk, state=State.RUNNING).exists()
