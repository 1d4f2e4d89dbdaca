"""What the council shares without asking, and why: in plain words, each with its source, for anybody to read."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles

from ..permissions import open_to


@dataclass(frozen=True)
class Reason:
    """One reason for which the law lets or makes the council share, and what somebody can do about it."""

    heading: str | Promise
    what: str | Promise
    say: str | Promise
    sources: tuple[str | Promise, ...]


REASONS = (
    Reason(
        _("To care for you or treat you"),
        _(
            "When we and the NHS, or those who provide your care, talk about you, we tell each other what helps to "
            "look after you well, if it is good for you. For example, a hospital ward asks what help you have at home."
        ),
        _("You can say no to this. Tell us, and we do not have to share it."),
        (
            _("Health and Social Care (Safety and Quality) Act 2015, section 3 (section 251B of the 2012 Act)"),
            _("Care Act 2014, sections 6 and 7: working together"),
        ),
    ),
    Reason(
        _("To keep you or somebody else safe"),
        _(
            "If you or somebody else may be abused, neglected or badly hurt, we tell those who can stop it, such as "
            "the police, a doctor or a care provider. We ask you first where that is safe, and we say what we shared."
        ),
        _("We listen to what you want. We may still have to share if somebody is in danger or is being forced."),
        (
            _("Care Act 2014, sections 42 to 45: safeguarding adults"),
            _("Data Protection Act 2018, Schedule 1, paragraph 18: keeping people at risk safe"),
        ),
    ),
    Reason(
        _("When a court or the law orders us to"),
        _(
            "A judge, or somebody else to whom the law gives the power, may order us to give them something. "
            "Then we must."
        ),
        _("We share only what they are allowed to have. We tell you, unless the law says we may not."),
        (_("UK GDPR, article 6(1)(c): a legal duty"), _("Data Protection Act 2018, Schedule 2, paragraph 5")),
    ),
    Reason(
        _("To stop or find a serious crime"),
        _("The police may ask us for something that helps to stop or find a serious crime. Each time, we decide."),
        _("We share only what is needed, and we write down why."),
        (_("Data Protection Act 2018, Schedule 2, paragraph 2"), _("Crime and Disorder Act 1998, section 115")),
    ),
    Reason(
        _("If you cannot decide this yourself"),
        _(
            "If you cannot decide about sharing, even with help, somebody with the power to decide for you may say "
            "yes. If there is nobody, we decide with those who know you, and only for your good. We write down who "
            "and why."
        ),
        _("You can still tell us to stop, in any way you like, and we stop."),
        (_("Mental Capacity Act 2005, sections 1 to 5"),),
    ),
    Reason(
        _("To count, without your name"),
        _(
            "Every council must send the NHS a list of the care it arranged, so that England can see how well care "
            "works."
        ),
        _("Your name is not on the list. What is published from it are numbers about many people, never about one."),
        (_("Health and Social Care Act 2012, section 259(5): Client Level Data"),),
    ),
)


@open_to(roles.anyone)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "consents/without_asking.jinja", {"reasons": REASONS})
