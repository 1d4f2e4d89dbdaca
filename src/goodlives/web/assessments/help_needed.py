"""The part of an assessment about how much help is needed, and how much family gives."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goodlives.casework.assessments import actions
from goodlives.exchange.translated import translated
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded

from ..design.environment import known
from ..design.forms import Select
from .plain_words import domain_title
from .sections import Line, SectionOfFacts


class HowMuchHelp(SectionOfFacts):
    """How often help is needed, and how much of it family gives willingly. The first idea of a budget starts here."""

    slug, group, law = "help-needed", "help", "Care Act 2014 ss9(4)(c), 10(5) and 26"

    @property
    def title(self) -> str:
        return self.voice.say(_("How much help you need"), _("How much help {name} needs"))

    @property
    def intro(self) -> list[str]:
        return [
            _("How often is help needed in each part of life, whoever gives it now? Think of bad days too."),
            _("Then say how much of that help family or friends give, and want to go on giving. It counts only when "
              "they have said so themselves, and they may change their mind."),
        ]  # fmt: skip

    def fields(self) -> dict[str, Any]:
        not_known = _("Not yet known")
        levels = [(level.value, capfirst(translated(level.words))) for level in HelpNeeded]
        amounts = [(amount.value, capfirst(translated(amount.words))) for amount in CarerSupport]
        fields: dict[str, Any] = {}
        for domain in Domain:
            title = domain_title(domain, self.voice)
            fields[f"{domain.value}_help_needed"] = Select(
                _("%(domain)s: how often is help needed?") % {"domain": title}, levels, empty=not_known, required=False
            )
            fields[f"{domain.value}_carer_support"] = Select(
                _("%(domain)s: how much of it do family and friends give willingly?") % {"domain": title},
                amounts, empty=not_known, required=False,
            )  # fmt: skip
        return fields

    def not_needed(self) -> dict[str, str]:
        """Where no help is needed, there is none for family to give."""
        saved = self.saved()
        why = _("No help is needed here, so there is none for family to give.")
        found = {}
        for domain in Domain:
            name = f"{domain.value}_help_needed"
            if (saved[name] or getattr(self.known.get(name), "answer", "")) == HelpNeeded.NONE:
                found[f"{domain.value}_carer_support"] = why
        return found

    def saved(self) -> dict[str, Any]:
        rows = {row.domain: row for row in self.assessment.help_needed.all()}
        return {
            f"{domain.value}_{part}": getattr(rows.get(domain.value), part, "")
            for domain in Domain
            for part in ("help_needed", "carer_support")
        }

    def keep(self, answers: dict[str, Any], **who) -> None:
        rows = {
            domain.value: {part: answers[f"{domain.value}_{part}"] for part in ("help_needed", "carer_support")}
            for domain in Domain
        }
        actions.answer_help_needed(self.assessment, rows, **who)

    @property
    def not_yet_known(self) -> int:
        """Where no help is needed, there is none for family to give."""
        saved = self.saved()
        return sum(
            not saved[f"{domain.value}_help_needed"]
            or (saved[f"{domain.value}_help_needed"] != HelpNeeded.NONE and not saved[f"{domain.value}_carer_support"])
            for domain in Domain
        )

    def lines(self) -> list[Line]:
        saved = self.saved()
        levels, amounts = ({item.value: translated(item.words) for item in kind} for kind in (HelpNeeded, CarerSupport))
        lines = []
        for domain in Domain:
            answer = levels.get(saved[f"{domain.value}_help_needed"], known(None).lower())
            if given := amounts.get(saved[f"{domain.value}_carer_support"]):
                answer = _("%(help)s; family and friends give %(given)s") % {"help": answer, "given": given}
            lines.append(Line(domain_title(domain, self.voice), capfirst(answer)))
        return lines
