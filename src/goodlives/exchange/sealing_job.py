"""Each night what is kept is sealed, and the seal is written down where whoever runs the database cannot change it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from goodlives.casework.access import seals


@app.periodic(cron="15 2 * * *")
@app.task(name="seal", queue="seal", queueing_lock="seal")
def seal_each_night(timestamp: int) -> None:
    """What the worker calls, with the moment it was due."""
    made = seals.seal(at=datetime.fromtimestamp(timestamp, UTC))
    if settings.SEALS_FILE:
        write_down(seals.head(made), Path(settings.SEALS_FILE))


def write_down(head: dict, file: Path) -> None:
    """One more line of the file."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(head) + "\n")
