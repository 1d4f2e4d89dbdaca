"""The forms about turning 18: who it is about, what is known, whether to assess, and what takes over after 18."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.transition.models import Transition

from ..design.forms import Choice, Date, Form, LongText, Select, Text, YesNoNotKnown


class Start(Form):
    def __init__(self, *args, today, **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "who": Choice(_("Who is it about?"), Transition.Who.choices, missing=_("Choose who it is about")),
            "child_name": Text(_("Name of the child they care for"), required=False),
            "child_born_on": Date(_("When was the child born?"), required=False, latest=today),
        }

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if said.get("who") == Transition.Who.CHILDS_CARER:
            if not said.get("child_name"):
                self.add_error("child_name", _("Enter the name of the child"))
            if "child_born_on" in said and said["child_born_on"] is None:
                self.add_error("child_born_on", _("Enter when the child was born"))
        return said


class Known(Form):
    """What is known. `carer`: a grown-up carer is asked less about agreeing."""

    def __init__(self, *args, carer: bool, today, **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "own_words": LongText(_("What do they want from life as an adult?"), hint=_("As they say it"), rows=4),
            "likely_needs": YesNoNotKnown(_("Are they likely to need support after 18?")),
            "likely_needs_words": LongText(_("What is likely?"), rows=3),
            "benefit": YesNoNotKnown(
                _("Would an assessment now be of significant benefit to them?"),
                hint=_("The law names no age. It is the right time when they can plan with what comes out of it."),
            ),
            "benefit_words": LongText(_("Why now, or why not yet?"), rows=3),
        }
        if not carer:
            self.fields["able_to_consent"] = YesNoNotKnown(
                _("Are they able to decide about this themselves?"),
                hint=_("From 16 everybody is taken to be able to, unless it is shown that they are not"),
            )
        self.fields["consents"] = YesNoNotKnown(_("Do they agree to an assessment?"))
        if not carer:
            self.fields |= {
                "best_interests": YesNoNotKnown(_("If they are not able to decide: is an assessment best for them?")),
                "abuse_or_neglect": YesNoNotKnown(_("Does anybody hurt or neglect them, or may somebody?")),
            }
        self.fields |= {
            "had_childrens_services": YesNoNotKnown(_("Do children's services help them now?")),
            "childrens_services": LongText(_("What do they have from children's services?"), rows=3),
            "assessed_on": Date(_("When were they assessed, before 18?"), required=False, latest=today),
            "found": LongText(
                _("What was found?"),
                rows=4,
                hint=_("Their needs, what they want, and which needs are likely to be eligible after 18"),
            ),
        }


class Decide(Form):
    reasons = LongText(lazy("Why?"), rows=4, missing=lazy("Enter why"),
                       hint=lazy("Write to the person, as “you”, in plain words"))  # fmt: skip
    participation = LongText(lazy("How did they take part?"), rows=3, missing=lazy("Enter how they took part"))

    def __init__(self, *args, eligible: bool, **options) -> None:
        """`eligible`: whether an assessment follows. Where none does, advice must."""
        super().__init__(*args, **options)
        missing = {} if eligible else {"missing": _("Enter advice on what could help now, or stop needs growing")}
        self.fields["advice"] = LongText(
            _("Advice: what could help now, or stop needs growing"), rows=3, required=not eligible, **missing
        )


class After18(Form):
    """Which assessment takes over, and when children's services ended. `lines`: their assessments."""

    def __init__(self, *args, lines: list[tuple[str, str]], today, **options) -> None:
        super().__init__(*args, **options)
        self.fields |= {
            "adult_assessment": Select(
                _("Their assessment as an adult"), lines, empty=_("Not yet begun"), required=False
            ),
            "ended_on": Date(
                _("When did what children's services gave end?"),
                required=False,
                latest=today,
                hint=_("Not before the assessment as an adult is decided"),
            ),
        }
