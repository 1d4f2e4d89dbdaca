"""Acting for somebody else: whose pages these are now, and which of them each right opens.

Somebody with a sign-in of their own chooses whom they are here for. While they act for another, every page that is not
named here is closed to them, whatever it says of itself: a new page opens to representatives only when somebody has
thought about it. The database keeps to the same rights by itself (casework/people/row_security.py).
"""

from __future__ import annotations

import pghistory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.representatives.models import Representation
from goodlives.casework.representatives.words import Right

from . import clock

CHOSEN = "acting_for"
"""In the session: the representation by which they act now."""
SOMEBODY = "acts_for_somebody"
"""In the session: there is somebody they may act for."""

# Their own account, what they typed themselves, and the choice itself: pages that are always about themselves.
AS_THEMSELVES = {
    "representatives:choose", "home:signed_in", "home:not_yet_sent", "home:keep_draft", "home:let_go_of_draft",
}  # fmt: skip
OF_THE_ACCOUNT = ("access", "")

# Open to whoever acts, with any right at all.
WHATEVER_THEIR_RIGHTS = {"representatives:what_i_may"}

_SEE = {
    "people:mine", "people:person", "people:who_looked", "people:circle", "representatives:of_person",
    "about_me:about_me", "about_me:part", "about_me:before", "about_me:picture", "about_me:voice_note", "about_me:pdf",
    "about_me:json", "about_me:offers", "about_me:life", "assessments:assessment", "assessments:record", "plans:plan",
    "plans:versions", "plans:take", "reviews:review",
}  # fmt: skip

# Any one of these rights opens the page.
TO_READ: dict[str, frozenset[Right]] = dict.fromkeys(_SEE, frozenset({Right.SEE})) | {
    "decisions:decision": frozenset({Right.SEE, Right.MONEY}),
    "decisions:letter": frozenset({Right.SEE, Right.MONEY}),
    "decisions:asked": frozenset({Right.SEE, Right.MONEY}),
    "finances:assessment": frozenset({Right.SEE, Right.MONEY}),
    "payments:payment": frozenset({Right.SEE, Right.DIRECT_PAYMENT}),
    "payments:agreement": frozenset({Right.SEE, Right.DIRECT_PAYMENT}),
    "payments:schedule": frozenset({Right.SEE, Right.DIRECT_PAYMENT}),
}
TO_DO: dict[str, frozenset[Right]] = {
    "about_me:write": frozenset({Right.WRITE}),
    "plans:suggest": frozenset({Right.WRITE}),
    "decisions:question": frozenset({Right.QUESTION}),
    "decisions:add_words": frozenset({Right.QUESTION}),
    "reviews:ask": frozenset({Right.QUESTION}),
    "plans:agree": frozenset({Right.AGREE}),
    "finances:report": frozenset({Right.MONEY, Right.BENEFITS}),
}


def rights_for(name: str, method: str = "GET") -> frozenset[Right]:
    """The rights of which one is needed for this page, by its name; none opens it where it is not named."""
    if name in TO_DO:
        return TO_DO[name]
    return TO_READ.get(name, frozenset()) if method in ("GET", "HEAD") else frozenset()


def may_open_while_acting(user: User, name: str) -> bool:
    return name in WHATEVER_THEIR_RIGHTS or not rights_for(name).isdisjoint(user.acting.usable)


class ActsForSomebody:
    """Find out for whom somebody is here, and close what they may not do for them, saying why."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = None  # type: ignore[attr-defined]  # what the band at the top of each page says
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        chosen = request.session.get(CHOSEN)
        user, match = request.user, request.resolver_match
        if not chosen or match is None or not user.is_authenticated or user.role != Role.PERSON:
            return None
        on = clock.today()
        found = Representation.objects.current(on).filter(pk=chosen, user=user).select_related("person").first()
        to_anybody = getattr(view, "open_to", roles.anyone) is roles.anyone
        if found is None:
            del request.session[CHOSEN]
            return None if to_anybody else redirect("representatives:choose")
        request.acting = found  # type: ignore[attr-defined]
        name = match.view_name
        if to_anybody or name in AS_THEMSELVES or match.namespace in OF_THE_ACCOUNT:
            return None
        if not Representation.objects.in_force(on).not_suspended().exclude(usable=[]).filter(pk=found.pk).exists():
            # One page for every reason: papers not seen yet, a check of them, a first day to come, a suspension.
            return render(request, "representatives/being_checked.jinja", {"whose": found.person.name}, status=403)
        user.acting = found
        wanted = rights_for(name, request.method or "GET")
        if name not in WHATEVER_THEIR_RIGHTS and wanted.isdisjoint(found.usable):
            return render(request, "representatives/not_for_you.jinja", {"acts": found, "wanted": wanted}, status=403)
        pghistory.context(acting_for=str(found.person_id), acting_as=found.kind, representation=str(found.pk))
        return None


def why_they_look(acting: Representation) -> str:
    """What the person reads beside a look by somebody who acts for them."""
    return _("They act for you: %(kind)s") % {"kind": acting.get_kind_display().lower()}
