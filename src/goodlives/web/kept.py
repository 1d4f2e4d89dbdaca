"""What somebody typed is never lost: when a form cannot be saved now, it is kept and offered again."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest

UNSENT = "unsent"
NOT_TYPED = ("csrfmiddlewaretoken", "written_by")


def signature(user) -> str:
    """Goes into each form, so that what one person typed is never offered to another at the same computer."""
    return signing.dumps(str(user.pk), salt="written_by") if user.is_authenticated else ""


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a posted form as they came, without what the form itself carries."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_TYPED]


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says the form stood on one of our pages: another site's form is never offered again."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    own = f"{request.scheme}://{request.get_host()}"
    return origin == own or origin.startswith(own + "/")


def keep(request: HttpRequest) -> None:
    """Keep a posted form in the session, until its writer has signed in again."""
    if request.method == "POST" and from_our_own_page(request):
        request.session[UNSENT] = {
            "path": request.get_full_path(),
            "fields": typed(request),
            "written_by": request.POST.get("written_by", ""),
        }


def take(request: HttpRequest) -> dict | None:
    """What was kept for this user, once. Nothing, if somebody else typed it."""
    unsent = request.session.pop(UNSENT, None)
    if unsent is None:
        return None
    try:
        writer = signing.loads(unsent["written_by"], salt="written_by", max_age=60 * 60 * 24)
    except signing.BadSignature:
        return None
    return unsent if writer == str(request.user.pk) else None
