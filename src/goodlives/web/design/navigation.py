"""Where each kind of user may go from the top of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goodlives.casework.access import roles

from ..acting import SOMEBODY

# (words, the name of the page, who sees it)
PLACES = [
    (_("Work"), "home:work", roles.council_staff),
    (_("My page"), "people:mine", roles.person),
    (_("What you may do"), "representatives:what_i_may", roles.acting),
    (_("Their page"), "people:mine", roles.sees_for_somebody),
    (_("Requests"), "requests:list", roles.social_worker),
    (_("People"), "people:list", roles.council_staff),
    (_("Assessments"), "assessments:list", roles.social_worker),
    (_("Money"), "finances:list", roles.money_worker),
    (_("Plans"), "plans:list", roles.council_staff),
    (_("Payments"), "payments:list", roles.money_worker),
    (_("Yearly change of rates"), "upratings:list", roles.uprating_keeper),
    (_("Charging policy"), "charging_policies:now", roles.charging_policy_keeper),
    (_("Reviews"), "reviews:list", roles.social_worker),
    (_("Who acts for people"), "representatives:list", roles.council_staff),
    (_("Who may see"), "seeing:looks", roles.opens_restricted_records),
    (_("Measures"), "measures:count", roles.manager),
    (_("Accounts"), "access:accounts", roles.administrator),
    (_("Partners"), "consents:partners", roles.partner_keeper),
    (_("Shared with you"), "consents:shared_with_us", roles.partner),
]
FOR_EVERYBODY = [
    (_("Find help"), "advice:topics"),
    (_("What you might pay"), "advice:what_you_might_pay"),
    (_("Ask for help"), "requests:ask"),
    (_("Your request"), "requests:come_back"),
]


def items(request: HttpRequest) -> list[dict]:
    """The links of the service navigation for whoever is signed in, with the page they are on marked."""
    user = getattr(request, "user", None)
    places = [(words, name) for words, name, who in PLACES if user is not None and who(user)]
    if not (roles.council_staff | roles.administrator | roles.partner)(user):
        places += FOR_EVERYBODY
    if hasattr(request, "session") and request.session.get(SOMEBODY):
        places.append((_("Who you are here for"), "representatives:choose"))
    links: list[dict[str, Any]] = [{"text": words, "href": reverse(name)} for words, name in places]
    here = max((link["href"] for link in links if request.path.startswith(link["href"])), key=len, default=None)
    for link in links:
        link["active"] = link["href"] == here
    return links
