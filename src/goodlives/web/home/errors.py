"""When something goes wrong: a page that says what to do, with what was typed still there."""

from __future__ import annotations

import logging
import sys
from typing import cast

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.template.backends.jinja2 import Jinja2

from .. import kept

logger = logging.getLogger(__name__)


def _page(request: HttpRequest, template: str, status: int, *, offer_again: bool = True, **more) -> HttpResponse:
    """Draw a page without asking the database for anything."""
    fields = kept.typed_on_our_own_page(request) if offer_again else []
    env = cast(Jinja2, engines["jinja2"]).env
    html = env.get_template(f"home/{template}.jinja").render(
        request=request, path=request.get_full_path(), fields=fields, csrf_token=get_token(request),
        written_by=request.POST.get("written_by", "") if fields else "", demonstration=settings.DEMONSTRATION, **more,
    )  # fmt: skip
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(request, "broken", 400, what="bad_request")


def not_allowed(request: HttpRequest, exception=None) -> HttpResponse:
    if isinstance(exception, kept.WrittenBySomebodyElse):
        return _page(request, "somebody_elses", 403, offer_again=False)
    return _page(request, "not_allowed", 403)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(request, "not_found", 404)


class PageForTheWrongMethod:
    """Somebody who opens an address that only a form sends to sees a page that says so, where Django sends nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content or request.method not in ("GET", "HEAD"):
            return response
        page = _page(request, "only_sent_to", 405)
        page["Allow"] = response["Allow"]
        return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was drawn before you signed in, or long ago: offer what was typed again."""
    logger.info("A form was refused: %s", reason)
    return _page(request, "send_again", 403)


def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours, or a database that does not answer. Either way nothing typed is lost."""
    error = sys.exc_info()[1]
    if isinstance(error, (OperationalError, InterfaceError)):
        response = _page(request, "broken", 503, what="database")
        response["Retry-After"] = "30"
        return response
    return _page(request, "broken", 500, what="error")
