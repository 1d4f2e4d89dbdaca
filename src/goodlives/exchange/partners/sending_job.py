"""The jobs behind copies for partners: one draws what was asked for; one, each night, stops what has ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from goodlives.casework.consents import files
from goodlives.casework.consents.models import SharedFile
from goodlives.casework.consents.row_security import as_the_council

from .copies import make


@app.task(name="send_to_partner", queue="partners", pass_context=True)
def send(context: JobContext, file: str) -> None:
    """What the worker calls. The consent is read as it is when the work begins, however long the job has waited."""
    at = datetime.fromtimestamp(context.start_timestamp, UTC)
    make(UUID(file), on=_day(at), at=at)


def queue(file: SharedFile) -> None:
    """Ask a worker to draw it, once the transaction in which this is asked is kept."""
    with as_the_council():
        send.defer(file=str(file.pk))


@app.periodic(cron="5 0 * * *")
@app.task(name="stop_copies_that_ended", queue="partners", queueing_lock="stop_copies_that_ended")
def stop_each_night(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, UTC)
    stop_what_ended(on=_day(at), at=at)


@transaction.atomic
def stop_what_ended(*, on: date, at: datetime) -> int:
    """A copy is kept no longer than the consent lasts: how many were stopped."""
    stopped = 0
    kept = SharedFile.objects.exclude(state=SharedFile.State.STOPPED).defer("content")
    for file in kept.select_related("consent__partner", "consent__person"):
        if why := files.why_not(file.consent, file.what, on):
            files.stop(file, why=why, by=None, at=at)
            stopped += 1
    return stopped


def _day(at: datetime) -> date:
    return settings.TODAY or timezone.localtime(at).date()
