"""One request: what was told, who it may be about, who deals with it, and the answer."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.communication import as_asked
from goodlives.casework.people.models import Person
from goodlives.casework.requests import actions
from goodlives.casework.requests.matching import SURE, Match, likely_matches
from goodlives.casework.requests.models import ANSWERED_WITHIN, RequestForSupport, Response, State, Urgency
from goodlives.casework.seeing.reasons import known_exactly

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..design.forms import Choice, Form, LongText
from ..permissions import open_record, open_to, people_they_may_find
from .responses import beginning, means

NEW = "new"
MOST_FOUND = 10


class Respond(Form):
    what = Choice(_("What do we do?"), Response.What.choices, missing=_("Say what we do about this request"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        cast(Choice, self.fields["what"]).hints = means(clock.today())


class Answer(Form):
    """`people` are those it may be about, with what tells them apart."""

    person = Choice(_("Who is this about?"), [], missing=_("Say who this is about"))
    message = LongText(
        _("What we tell them"), rows=12, max_length=10_000, missing=_("Write what we tell them"),
        hint=_("In plain words. Say what happens next, when, and who does it."),
    )  # fmt: skip
    reasons = LongText(
        _("Why"), rows=4, max_length=10_000, missing=_("Say why: the decision has to give its reasons"),
        hint=_("Your reasons, in words the person can read. They see them with the decision."),
    )  # fmt: skip

    def __init__(self, *args, people: list[tuple[str, str]], **options):
        super().__init__(*args, **options)
        if people:
            cast(Choice, self.fields["person"]).choices = people
        else:
            del self.fields["person"]


def _find(request: HttpRequest, reference: str, page: str) -> RequestForSupport:
    """The request. Where it is about somebody known, opening it is a look at their record, and is written down."""
    rows = RequestForSupport.objects.select_related("assigned_to", "changed_by", "response__responded_by")
    found = get_object_or_404(rows, reference=reference)
    if found.person_id:
        found.person = open_record(request, found.person_id, page=page)
    return found


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def request_for_support(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything they told us, and what we may do about it."""
    asked = _find(request, reference, gettext("Request for support"))
    form = Respond(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("requests:respond", reference, form.cleaned_data["what"])
    waiting = asked.state == State.NEW
    return render(
        request, "requests/request.jinja",
        {"asked": asked, "form": form, "waiting": waiting, "days": asked.days_waiting(clock.today()),
         "promised": ANSWERED_WITHIN[Urgency(asked.urgency)], "additions": asked.additions.all(),
         "matches": _matches(request, asked) if waiting and not asked.person_id else []},
    )  # fmt: skip


def _matches(request: HttpRequest, asked: RequestForSupport) -> list[Match]:
    """Who it may be: of those whose record they have no reason to open, only who it surely is."""
    found = likely_matches(asked, people_they_may_find(request))
    return [match for match in found if match.person.why or match.sureness >= SURE]  # type: ignore[attr-defined]


@open_to(roles.social_worker)
@require_POST
def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a request on, or give it back."""
    asked = _find(request, reference, gettext("Request for support"))
    worker = cast(User, request.user)
    to = worker if request.POST.get("to") == "me" else None
    try:
        actions.assign(asked, to=to, by=worker, at=clock.now(), revision=revision_of(request))
    except ChangedMeanwhile as meanwhile:
        who = meanwhile.current.changed_by or gettext("Somebody")
        messages.warning(request, gettext("%(who)s changed this request meanwhile. Look again.") % {"who": who})
    else:
        words = gettext("This request is yours.") if to else gettext("Nobody is dealing with this request now.")
        messages.success(request, words)
    return redirect("requests:request", reference)


class WhoItMayBe:
    """The choices of "Who is this about?": likely matches, people found by a search, and somebody new."""

    def __init__(self, request: HttpRequest, asked: RequestForSupport, search: str):
        self.matches = [] if asked.person_id else _matches(request, asked)
        self.search = search
        already = {match.person.pk for match in self.matches}
        found = people_they_may_find(request).filter(~Q(why="") | known_exactly(search)).matching(search)
        self.found = [
            person
            for person in (found[:MOST_FOUND] if search and not asked.person_id else ())
            if person.pk not in already
        ]
        self.asked = asked

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """None where we know already."""
        if self.asked.person_id:
            return []
        named = [
            (str(match.person.pk), f"{_told_apart(match.person)} ({gettext('the same')}: {', '.join(match.same)})")
            for match in self.matches
        ]
        named += [(str(person.pk), _told_apart(person)) for person in self.found]
        return [*named, (NEW, gettext("Nobody we know: open a new record"))]

    def chosen(self, answer: str) -> Person | None:
        if self.asked.person_id:
            return self.asked.person
        return None if answer == NEW else Person.objects.get(pk=answer)


def _told_apart(person: Any) -> str:
    """Of somebody whose record they have no reason to open: its number, and nothing else."""
    if not person.why:
        return gettext("Council number %(number)s") % {"number": person.council_number}
    born = f"{person.born_on.day} {person.born_on:%B %Y}" if person.born_on else gettext("date of birth not known")
    return ", ".join(part for part in (person.name, born, person.postcode_words, person.council_number) if part)


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, reference: str, what: str) -> HttpResponse:
    """Write the answer, and say who it is about."""
    if what not in Response.What.values:
        raise Http404
    asked = _find(request, reference, gettext("Answering a request"))
    who = WhoItMayBe(request, asked, (request.POST.get("search") or request.GET.get("search") or "").strip())
    first = {"message": beginning(what, clock.today())}
    if not who.matches and not who.found:
        first["person"] = NEW
    form = Answer(request.POST if request.method == "POST" else None, people=who.choices, initial=first)
    shown = {"asked": asked, "form": form, "who": who, "what": Response.What(what), "means": means(clock.today())[what],
             "revision": asked.revision, "too_late": asked.state != State.NEW}  # fmt: skip
    if request.method == "POST" and "find" in request.POST:
        form.errors.clear()  # looking for somebody: nothing is wrong yet, and nothing typed is lost
        return render(request, "requests/respond.jinja", shown | {"revision": revision_of(request)})
    worker = cast(User, request.user)

    def answer(revision: int) -> Response:
        person = who.chosen(form.cleaned_data.get("person", NEW))
        return as_asked.respond(
            asked, what=what, message=form.cleaned_data["message"], reasons=form.cleaned_data["reasons"],
            person=person, by=worker, on=clock.today(), at=clock.now(), revision=revision,
            come_back_at=request.build_absolute_uri(f"{reverse('requests:come_back')}?r={reference}"),
        )  # fmt: skip

    try:
        # The answer is not in the request that somebody changed meanwhile: whoever answers looks again.
        saving = save_or_clash(request, asked, form, answer, theirs=lambda now: {})
    except actions.CannotMove:
        return render(request, "requests/respond.jinja", shown | {"too_late": True})
    if saving.done:
        messages.success(request, _what_was_done(saving.made))
        return redirect("requests:request", reference)
    if saving.clash:
        asked = _find(request, reference, gettext("Answering a request"))
        shown |= {"asked": asked, "too_late": asked.state != State.NEW}
    return render(request, "requests/respond.jinja", shown | {"clash": saving.clash, "revision": saving.revision})


def _what_was_done(response: Response) -> str:
    worker: User = response.responded_by
    return gettext("You have answered: %(what)s. %(worker)s is named on the decision.") % {
        "what": response.get_what_display(), "worker": worker
    }  # fmt: skip
