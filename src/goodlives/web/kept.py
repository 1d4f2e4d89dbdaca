"""What somebody typed is never lost: when a form cannot be saved now, it is kept and offered again."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

UNSENT = "unsent"
KEPT = "kept_while_typing"
"""Set by the script in a form once something of it is kept."""
NOT_TYPED = ("csrfmiddlewaretoken", "written_by", KEPT)


class WrittenBySomebodyElse(PermissionDenied):
    """The form was written by one person and sent while another was signed in at the same computer."""


def signature(user) -> str:
    """Goes into each form, so that what one person typed is never sent in the name of another."""
    return signing.dumps(str(user.pk), salt="written_by") if user.is_authenticated else ""


def _writer(signed: str) -> str | None:
    try:
        return signing.loads(signed, salt="written_by")
    except signing.BadSignature:
        return None


def refuse_what_somebody_else_wrote(request: HttpRequest) -> None:
    """Raise when whoever is signed in now is not whoever the form was drawn for."""
    writer = _writer(request.POST.get("written_by", "")) if request.method == "POST" else None
    if writer and request.user.is_authenticated and writer != str(request.user.pk):
        raise WrittenBySomebodyElse


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a posted form as they came, without what the form itself carries."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_TYPED]


def typed_on_our_own_page(request: HttpRequest) -> list[tuple[str, str]]:
    """What may be offered again in the answer itself. Nothing, where it could not even be read."""
    try:
        return typed(request) if request.method == "POST" and from_our_own_page(request) else []
    except (SuspiciousOperation, UnreadablePostError):
        return []


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says the form stood on one of our pages: another site's form is never offered again."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    own = f"{request.scheme}://{request.get_host()}"
    return origin == own or origin.startswith(own + "/")


def keep(request: HttpRequest) -> None:
    """Keep a posted form in the session, until its writer has signed in again; not what a script sends meanwhile."""
    if request.method == "POST" and from_our_own_page(request) and request.headers.get("Accept") != "application/json":
        request.session[UNSENT] = {
            "path": request.get_full_path(),
            "fields": typed(request),
            "written_by": request.POST.get("written_by", ""),
        }


def unsent(request: HttpRequest) -> dict | None:
    """What was kept for this user. If somebody else typed it, it is let go: it is not theirs to read."""
    kept = request.session.get(UNSENT)
    if kept and _writer(kept["written_by"]) != str(request.user.pk):
        let_go(request)
        return None
    return kept


def let_go(request: HttpRequest) -> None:
    """It has been sent, or is not wanted."""
    request.session.pop(UNSENT, None)


def let_go_once_sent(request: HttpRequest) -> None:
    """Stop offering a form when it comes to where it was going. If that fails, the session is not saved: it stays."""
    if request.method == "POST" and request.session.get(UNSENT, {}).get("path") == request.get_full_path():
        let_go(request)
