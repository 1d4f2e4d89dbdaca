"""The forms about NHS continuing healthcare: why it is thought of, and what is noted of the checklist and the NHS."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.continuing_healthcare.models import ContinuingHealthcare
from goodlives.rules.continuing_healthcare import STARRED, ChecklistDomain, Level

from ..design.forms import Date, Form, LongText, Select, Text, YesNoNotKnown


class Start(Form):
    why = LongText(
        lazy("Why do you think of it?"), rows=4, missing=lazy("Enter why"),
        hint=lazy("Say what you saw. You do not decide whether they are eligible: the NHS does."),
    )  # fmt: skip


class Write(Form):
    """`today`: nothing that is noted lies ahead."""

    def __init__(self, *args, today, **options) -> None:
        super().__init__(*args, **options)
        levels = [(level.value, level.words) for level in Level]
        self.fields |= {
            "agrees": YesNoNotKnown(
                _("Do they agree to a checklist, and that the NHS sees it?"),
                hint=_("Where they could not decide this: Yes, if it is best for them, with a mental capacity record"),
            ),
            "agrees_words": LongText(_("What did they say?"), rows=2),
            "checklist_on": Date(_("When was the checklist filled in?"), required=False, latest=today),
            "checklist_by": Text(_("Who filled it in?"), hint=_("Name and job"), required=False),
        }
        for domain in ChecklistDomain:
            star = _(" (one A here is enough)") if domain in STARRED else ""
            self.fields[domain.value] = Select(
                f"{domain.words}{star}", levels, empty=_("Not yet known"), required=False
            )
        self.fields |= {
            "sent_on": Date(_("When did the integrated care board have it?"), required=False, latest=today),
            "fast_track_on": Date(
                _("If a doctor or nurse used the fast track: when?"), required=False, latest=today,
                hint=_("For somebody whose health gets worse quickly"),
            ),
            "outcome": Select(_("What did the NHS decide?"), ContinuingHealthcare.Outcome.choices,
                              empty=_("Not yet known"), required=False),
            "decided_on": Date(_("When?"), required=False, latest=today),
            "outcome_words": LongText(_("What did the NHS say? Does the person question it?"), rows=3),
        }  # fmt: skip

    @property
    def first(self):
        return [self[name] for name in ("agrees", "agrees_words", "checklist_on", "checklist_by")]

    @property
    def domains(self):
        return [self[domain.value] for domain in ChecklistDomain]

    @property
    def last(self):
        return [self[name] for name in ("sent_on", "fast_track_on", "outcome", "decided_on", "outcome_words")]

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if said.get("checklist_on") and said.get("agrees") is not True:
            self.add_error("agrees", _("A checklist needs the person to agree to it first"))
        if bool(said.get("outcome")) != bool(said.get("decided_on")):
            self.add_error("decided_on" if said.get("outcome") else "outcome",
                           _("Enter both what the NHS decided and when"))  # fmt: skip
        if said.get("sent_on") and said.get("checklist_on") and said["sent_on"] < said["checklist_on"]:
            self.add_error("sent_on", _("The NHS cannot have it before it was filled in"))
        return said
