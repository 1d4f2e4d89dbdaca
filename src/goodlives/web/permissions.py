"""Who may open each page. A page that does not say so opens to nobody."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from psycopg.errors import InsufficientPrivilege

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.asked_once import ANOTHER, ONE, AskedOnce
from goodlives.casework.consents.row_security import only_what_is_shared
from goodlives.casework.people import actions as people
from goodlives.casework.people.models import Person, PersonQuerySet
from goodlives.casework.people.row_security import only_what_is_theirs
from goodlives.casework.seeing.models import EmergencyLook
from goodlives.casework.seeing.reasons import (
    AT_FIRST,
    REASONS,
    in_an_emergency,
    may_be_opened_in_an_emergency,
    people_found_by,
    people_seen_by,
    somebody_with_reason,
)

from . import clock, kept
from .acting import may_open_while_acting, why_they_look

# Pages that another library draws, by the namespace of their URL.
NAMESPACES_OPEN_TO = {"api": roles.anyone}


class SignedInRequest(HttpRequest):
    """What a page is given that opens only to somebody who has signed in."""

    user: User


class NoReason(PermissionDenied):
    """Somebody of the council has no reason to open this record that we know of. Some may write one down."""

    def __init__(self, person: Person, *, may_open_it: bool):
        self.person, self.may_open_it = person, may_open_it
        super().__init__("There is no reason to open this record.")


def open_to(who: Callable[[Any], bool]):
    """Say who may open a page: `@open_to(roles.social_worker)`."""

    def mark(view):
        @functools.wraps(view)
        def page(request: HttpRequest, *args, **kwargs):
            return view(request, *args, **kwargs)

        page.open_to = who  # type: ignore[attr-defined]
        return page

    return mark


def who_may_open(view, namespace: str = "") -> Callable[[Any], bool] | None:
    """The predicate a view states, or None where it states nothing."""
    return getattr(view, "open_to", None) or NAMESPACES_OPEN_TO.get(namespace)


class DenyByDefault:
    """Refuse a page that does not say who may open it, and anybody it does not name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        match = request.resolver_match
        who = who_may_open(view, match.namespace if match else "")
        if who is None:
            raise PermissionDenied("This page does not say who may open it.")
        acts = request.user.is_authenticated and request.user.acting is not None  # see `acting`: it has been asked
        if acts or who(request.user):
            kept.refuse_what_somebody_else_wrote(request)
            kept.let_go_once_sent(request)
            return None
        if request.user.is_authenticated:
            raise PermissionDenied
        kept.keep(request)
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Where there is no reason to open a record: a page that says nothing of the person, and what can be done."""
        if not isinstance(exception, NoReason):
            return None
        back = request.get_full_path() if request.method == "GET" else ""
        return render(
            request, "seeing/no_reason.jinja",
            {"pk": exception.person.pk, "back": back, "may_open_it": exception.may_open_it}, status=403,
        )  # fmt: skip


class OnlyWhatIsTheirs:
    """Pages for somebody who draws on support run as a database role that sees no other person's record.

    Pages for a partner run as one that sees what people share with that partner at this moment.
    Pages open to anybody keep what they show behind a reference of their own, and are left out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with ExitStack() as stack:
            request.until_answered = stack  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.streaming and (_comes_as_a_person(request) or roles.partner(request.user)):
                response.streaming_content = [b"".join(response.streaming_content)]  # read while it may be
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if getattr(view, "open_to", roles.anyone) is roles.anyone:
            return
        until_answered: ExitStack = request.until_answered  # type: ignore[attr-defined]
        if _comes_as_a_person(request):
            acting = request.user.acting  # type: ignore[union-attr]
            theirs = only_what_is_theirs(request.user, acting=acting and acting.pk, on=clock.today())
            until_answered.enter_context(theirs)
        elif roles.partner(request.user):
            until_answered.enter_context(only_what_is_shared(request.user, on=clock.today()))  # type: ignore[arg-type]

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A page that reads what the database keeps from partners is not there for them."""
        kept_from_them = isinstance(exception.__cause__, InsufficientPrivilege)
        if kept_from_them and roles.partner(request.user):
            raise Http404 from exception


def _comes_as_a_person(request: HttpRequest) -> bool:
    """Somebody who draws on support or cares, or who acts for one: never staff."""
    return bool(request.user.is_authenticated and request.user.is_active and request.user.role == Role.PERSON)


def may_open(user: User, view, namespace: str, name: str) -> bool:
    """Whether the page of this name opens to this user now."""
    if user.acting is not None:
        return may_open_while_acting(user, name)
    who = who_may_open(view, namespace)
    return bool(who and who(user))


def people_they_may_see(request: HttpRequest, *, few: bool = False) -> PersonQuerySet:
    """The people whose records whoever is signed in may open now: every list and search starts from these.

    The same people either way; `few` is quicker where no more than a few hundred rows wait to be asked about.
    """
    user: User = request.user  # type: ignore[assignment]  # open_to has seen to it that somebody is signed in
    if not user.is_council_staff:
        return Person.objects.visible_to(user)
    return people_seen_by(user, clock.now(), few=few)


def people_they_may_find(request: HttpRequest) -> Any:
    """For staff who look for somebody: with `why` empty, a page shows no more than what they typed themselves."""
    user: User = request.user  # type: ignore[assignment]
    return people_found_by(user, clock.now())


def _visible_to(user: User) -> QuerySet:
    return Person.objects.visible_to(user).select_related("allocated_to", "team")


their_own = AskedOnce(
    _visible_to, lambda user: {"user": user.pk},
    ((User(pk=ONE, role=Role.PERSON),), (User(pk=ANOTHER, role=Role.PERSON),)),
)  # fmt: skip


def theirs_to_see(user: User) -> Person | None:
    """The record that somebody who draws on support may open: their own, or that of whoever they act for."""
    return their_own.first(user) if user.acting is None else _visible_to(user).first()


def open_record(request: HttpRequest, person_id, *, page: str) -> Person:
    """The person whose record this page shows, if this user may see it; a look by anybody else is written down."""
    user: User = request.user  # type: ignore[assignment]
    if user.is_council_staff:
        return _opened_by_staff(request, user, person_id, page)
    person = theirs_to_see(user)
    if person is None or person.pk != person_id:
        raise Http404
    if user.acting is not None:
        people.record_read(person, user, page=page, reason=why_they_look(user.acting), at=clock.now())
    return person


def _opened_by_staff(request: HttpRequest, user: User, person_id, page: str) -> Person:
    """For a reason that holds now, which the person reads."""
    at = clock.now()
    person, may_open_it = known_to_staff(user, person_id, at)
    if not person.why:
        raise NoReason(person, may_open_it=may_open_it)
    if person.why == in_an_emergency.__name__:
        looks = EmergencyLook.objects.open(at).filter(person=person, by=user)
        request.emergency_look = looks.first()  # type: ignore[attr-defined]  # shown at the top of the page
    people.record_read(person, user, page=page, reason=str(REASONS[person.why].words), at=at)
    return person


def known_to_staff(user: User, person_id, at: datetime) -> tuple[Any, bool]:
    """Somebody, with `why` this user may open their record, and whether they may where there is no reason.

    A restricted record is not there at all for whoever may not open it even then.
    """
    person: Any = somebody_with_reason(person_id, user, at, only=AT_FIRST)
    if person is None:
        raise Http404
    if not person.why:
        person = somebody_with_reason(person_id, user, at)
    if person.why:
        return person, True
    restricted = person.restrictions.current().exists()
    may_open_it = may_be_opened_in_an_emergency(user, restricted=restricted)
    if restricted and not may_open_it:
        raise Http404
    return person, may_open_it
