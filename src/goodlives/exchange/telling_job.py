"""Each morning, word to those for whom a safeguarding lead let telling wait, once the waiting is over."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from goodlives.casework.seeing import actions


@app.periodic(cron="5 6 * * *")
@app.task(name="tell_those_who_waited", queue="telling", queueing_lock="telling")
def tell_each_morning(timestamp: int) -> None:
    """What the worker calls, with the moment it was due."""
    actions.tell_those_who_waited(at=datetime.fromtimestamp(timestamp, UTC))
