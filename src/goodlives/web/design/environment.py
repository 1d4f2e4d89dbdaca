"""The Jinja environment, and what every page is given."""

from __future__ import annotations

import re
from datetime import date, datetime

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from jinja2.ext import Extension

from goodlives.casework.access import roles
from goodlives.exchange.translated import translated

from .. import clock, drafts, kept
from . import languages, navigation
from .drawn import drawn_from
from .lists import count_words


class LineBreaksBetweenSentences(Extension):
    """A line break after a sentence is a space on the page, though `trim_blocks` takes away the break after a block."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"(\{%-? end(?:trans|if) %\})\n", r"\1 \n", source)


class Template(jinja2.Template):
    """Macros are imported once: no page is given globals of its own, for which Jinja would look at each import."""

    def _get_default_module(self, ctx=None):
        return super()._get_default_module()


def environment(**options) -> Environment:
    options["undefined"] = ChainableUndefined  # the GOV.UK macros look into optional parameters
    options |= {
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do", LineBreaksBetweenSentences],
        "trim_blocks": True,
        "lstrip_blocks": True,
        "cache_size": -1,  # each template is compiled once: there are nearly as many as Jinja keeps by itself
    }
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    env = Environment(**options)  # noqa: S701  (Django passes autoescape=True)
    env.template_class = Template
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(static=static, url=url, council=settings.COUNCIL, roles=roles, count_words=count_words)
    env.globals.update(language=languages.of_reader, languages=languages.offered)
    env.globals.update(drawn_from=drawn_from, take_up=drafts.take_up, keeps_typing=drafts.keeps_typing)
    env.filters.update(pounds=pounds, day=day, moment=moment, clock_time=clock_time, known=known, translated=translated)
    return env


def url(name: str, *args, **kwargs) -> str:
    """The address of a page by its name: `url("people:person", person.pk)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def pounds(pence: int | None) -> str:
    """£1,234.50; words where an amount is not yet known."""
    if pence is None:
        return translation.gettext("not yet known")
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def day(value: date | None) -> str:
    """5 June 2023. Of a moment, the day where the council is."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, "j F Y") if value else translation.gettext("not yet known")


def moment(value: datetime | None) -> str:
    """5 June 2023 at 10:04am."""
    if value is None:
        return translation.gettext("not yet known")
    return translation.gettext("%(day)s at %(time)s") % {
        "day": date_format(timezone.localtime(value), "j F Y"),
        "time": clock_time(value),
    }


def clock_time(value: datetime) -> str:
    """10:04am."""
    value = timezone.localtime(value)
    hour = value.strftime("%I:%M").lstrip("0")
    return (translation.gettext("%(hour)sam") if value.hour < 12 else translation.gettext("%(hour)spm")) % {
        "hour": hour
    }


def known(value: bool | None) -> str:
    """Yes, no, or not yet known."""
    if value is None:
        return translation.gettext("Not yet known")
    return translation.gettext("Yes") if value else translation.gettext("No")


def page(request: HttpRequest) -> dict:
    """What every page is given: who is signed in and for whom, where they may go, and the day."""
    user = getattr(request, "user", None)
    return {
        "user": user,
        "navigation": navigation.items(request),
        "chooses_language": languages.may_choose(user),
        "acting": getattr(request, "acting", None),
        "today": clock.today(),
        "demonstration": settings.DEMONSTRATION,
        "another_day": settings.TODAY is not None,
        "written_by": kept.signature(user) if user else "",
        "notices": get_messages(request),
        "debug": settings.DEBUG,
    }
