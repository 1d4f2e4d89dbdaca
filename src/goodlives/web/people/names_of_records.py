"""What each kind of record is called when it is told what happened to it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

# The kinds of record, as the filter names them: an app, or one model of it.
KINDS: dict[str, str | Promise] = {
    "people.person": _("Details"),
    "people.circlemember": _("Circle of support"),
    "about_me": _("About me"),
    "requests": _("Asking for help"),
    "assessments": _("Assessment"),
    "finances": _("Money"),
    "upratings": _("Money"),
    "plans": _("Plan"),
    "decisions": _("Decisions and questions"),
    "payments": _("Direct payment"),
    "reviews": _("Reviews"),
    "communication": _("How I communicate and how to communicate with me"),
    "consents": _("Who may see what"),
    "representatives": _("Who acts for them"),
    "mental_capacity": _("Mental capacity"),
    "taking_part": _("Taking part"),
    "transition": _("Turning 18"),
    "continuing_healthcare": _("NHS continuing healthcare"),
}

# One record of each model.
RECORDS: dict[str, str | Promise] = {
    "people.person": _("Details"),
    "people.circlemember": _("Circle of support"),
    "about_me.part": _("About me"),
    "about_me.suggestedwords": _("Suggested words"),
    "about_me.picture": _("Picture"),
    "about_me.voicenote": _("Voice note"),
    "about_me.offer": _("Something to give or to start"),
    "about_me.introduction": _("Introduction"),
    "about_me.howlifeis": _("How life is"),
    "communication.communicationneeds": _("How I communicate and how to communicate with me"),
    "communication.heldletter": _("A letter that waits"),
    "requests.requestforsupport": _("Asking for help"),
    "requests.addition": _("Something changed since asking"),
    "assessments.assessment": _("Assessment"),
    "assessments.wellbeingarea": _("Assessment: wellbeing"),
    "assessments.outcomeanswer": _("Assessment: part of life"),
    "assessments.helpwithdomain": _("Assessment: help needed"),
    "assessments.preparation": _("Getting ready for the visit"),
    "assessments.preparedwords": _("Written before the visit"),
    "assessments.copyofassessment": _("Copy of the assessment"),
    "assessments.refusalofassessment": _("No to an assessment"),
    "finances.financialassessment": _("Financial assessment"),
    "finances.capital": _("Something owned"),
    "finances.income": _("Money coming in"),
    "finances.indicativebudget": _("First idea of a budget"),
    "finances.reportedchange": _("Change of money, home or care"),
    "upratings.heldback": _("Yearly change of rates"),
    "plans.plan": _("Plan"),
    "plans.goal": _("Goal"),
    "plans.way": _("Way to a goal"),
    "plans.planinvitation": _("Invitation to the plan"),
    "plans.plansuggestion": _("Suggestion for the plan"),
    "plans.plannote": _("Note beside the plan"),
    "plans.plansignature": _("Signature under the plan"),
    "plans.signoffstep": _("Sign-off of the plan"),
    "decisions.decision": _("Decision"),
    "decisions.telling": _("Told of a decision"),
    "decisions.question": _("Question about a decision"),
    "decisions.step": _("Question about a decision"),
    "decisions.answer": _("Answer to a question"),
    "payments.directpayment": _("Direct payment"),
    "reviews.review": _("Review"),
    "reviews.goalreview": _("Review of a goal"),
    "consents.consent": _("Sharing with a partner"),
    "consents.sharedfile": _("Copy for a partner"),
    "representatives.representation": _("Somebody who acts for them"),
    "representatives.suspension": _("Acting for them suspended"),
    "representatives.worry": _("Worry about somebody who acts"),
    "mental_capacity.mentalcapacityassessment": _("Mental capacity for one decision"),
    "mental_capacity.bestinterestsdecision": _("What is best for them"),
    "taking_part.takingpart": _("What is needed to take part"),
    "transition.transition": _("Turning 18"),
    "continuing_healthcare.continuinghealthcare": _("NHS continuing healthcare"),
}


def kind_of(model: Any) -> str | Promise:
    meta = model._meta
    named = KINDS.get(meta.label_lower) or KINDS.get(meta.app_label)
    return named or capfirst(meta.app_label.replace("_", " "))


def record_of(model: Any) -> str | Promise:
    return RECORDS.get(model._meta.label_lower) or capfirst(model._meta.verbose_name)
