"""The one place that reads the clock for pages. A demonstration may be set on another day."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    moment = timezone.localtime()
    if settings.TODAY:
        moment = moment.replace(year=settings.TODAY.year, month=settings.TODAY.month, day=settings.TODAY.day)
    return moment
