"""What each part of a record is called when it is told what happened to it; its own name, where none is given."""

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

# Where a field's own name does not say it, or says it unlike the pages do.
FIELDS: dict[str, str | Promise] = {
    "people.person.given_name": _("First name"),
    "people.person.family_name": _("Last name"),
    "people.person.preferred_name": _("Likes to be called"),
    "people.person.born_on": _("Date of birth"),
    "people.person.died_on": _("Date of death"),
    "people.person.ethnicity": _("Ethnic group"),
    "people.person.nhs_number": _("NHS number"),
    "people.person.phone": _("Phone"),
    "people.person.address": _("Address"),
    "people.person.communication_needs": _("How to talk and write to them"),
    "people.person.support_reason": _("Main reason for support"),
    "people.person.accommodation": _("Where they live"),
    "people.person.allocated_to": _("Named worker"),
    "people.circlemember.member": _("Own record"),
    "people.circlemember.does": _("What they do"),
    "people.circlemember.lives_with_person": _("Live together"),
    "people.circlemember.in_an_emergency": _("To phone in an emergency"),
    "people.circlemember.ended_on": _("Left the circle on"),
    "about_me.part.helper": _("Who helped"),
    "about_me.part.source": _("Whose words"),
    "requests.requestforsupport.words": _("What is happening"),
    "assessments.assessment.assessor_view": _("The assessor's view"),
    "assessments.assessment.outcomes_wanted": _("What they want from day-to-day life"),
    "assessments.assessment.own_words": _("In their own words"),
    "assessments.assessment.gives": _("What they give to others"),
    "assessments.assessment.around_them": _("Who and what is around them"),
    "assessments.assessment.good_and_bad_days": _("Good and bad days"),
    "assessments.assessment.needs_arise": _("Needs come from an impairment or illness"),
    "assessments.outcomeanswer.needs_help": _("Cannot do it without help"),
    "assessments.outcomeanswer.pain_or_distress": _("With pain, distress or worry"),
    "assessments.outcomeanswer.danger": _("With danger to them or others"),
    "assessments.outcomeanswer.takes_longer": _("Takes much longer"),
    "assessments.helpwithdomain.carer_support": _("How much family or friends help"),
    "plans.plan.advice": _("What can help now, or prevent needs"),
    "plans.plan.disagrees": _("Where they disagree"),
    "plans.goal.outcomes": _("Parts of life"),
    "plans.way.by": _("How it is met"),
    "plans.way.circle_member": _("Who"),
    "plans.way.once_cost": _("Cost, once"),
    "finances.financialassessment.contribution": _("What they pay a week"),
    "finances.capital.amount": _("Worth"),
    "decisions.decision.summary": _("What was decided"),
    "decisions.decision.favourable": _("In their favour"),
    "decisions.decision.participation": _("How they took part"),
    "payments.directpayment.weekly_net": _("Amount a week"),
}

NAMES: dict[str, str | Promise] = {
    "words": _("Words"), "state": _("State"), "what": _("What"), "why": _("Why"), "reasons": _("Why"),
    "reason": _("Why"), "phone": _("Phone"), "email": _("Email"), "kind": _("Kind"), "name": _("Name"),
    "how": _("How"), "note": _("Note"), "answer": _("Answer"), "amount": _("Amount"), "starts_on": _("From"),
    "ends_on": _("Until"), "agreed_on": _("Agreed on"), "started_on": _("Started on"), "weekly_cost": _("Cost a week"),
}  # fmt: skip


def kind_of(model: Any) -> str | Promise:
    meta = model._meta
    named = KINDS.get(meta.label_lower) or KINDS.get(meta.app_label)
    return named or capfirst(meta.app_label.replace("_", " "))


def record_of(model: Any) -> str | Promise:
    return RECORDS.get(model._meta.label_lower) or capfirst(model._meta.verbose_name)


def name_of(field: Any) -> str | Promise:
    label = f"{field.model._meta.label_lower}.{field.name}"
    return FIELDS.get(label) or NAMES.get(field.name) or capfirst(field.name.replace("_", " "))
