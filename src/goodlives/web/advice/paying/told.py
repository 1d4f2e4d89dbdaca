"""What was answered, a line for each question, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ...design.environment import pounds
from ...design.forms import Money
from ...design.questions import Answering, QuestionForm, in_words
from .asking import I_DO_NOT_KNOW, OFTEN, Hours


@dataclass(frozen=True)
class Told:
    """One question, what was answered, each part on its own line, and where to answer it again."""

    label: str
    answer: str
    slug: str


def told(so_far: Answering) -> Iterator[Told]:
    for question, form in so_far.asked:
        if form is None:
            continue
        fields = list(form.fields.values())
        label = str(fields[0].label) if getattr(fields[0], "heading", False) else str(question.words(so_far.answers))
        parts = [(str(form.fields[name].label), words) for name, words in _parts(form, so_far.answers)]
        # A question that is its own heading needs no second name for its answer.
        lines = [words if name == label or len(parts) == 1 else f"{name.rstrip('?')}: {words}" for name, words in parts]
        yield Told(label, "\n".join(lines), question.slug)


def _parts(form: QuestionForm, answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each box with its answer; what is not asked for by the rest of the page is left out."""
    for name, field in form.fields.items():
        if name.endswith(("_every", "_not_known")):
            continue
        if answers.get(f"{name}_not_known"):
            yield name, str(I_DO_NOT_KNOW)
        elif isinstance(field, Money):
            if answers.get(name) is not None:
                yield name, f"{pounds(answers[name])}{_often(answers.get(f'{name}_every'))}"
        elif isinstance(field, Hours):
            if answers.get(name):
                yield name, _("%(hours)s hours") % {"hours": answers[name]}
        elif getattr(field, "choices", None) is None:
            yield name, str(answers.get(name, ""))
        elif name in answers and (field.required or form[name].value()):
            yield name, in_words(form, name, answers[name])


def _often(every: Any) -> str:
    words = {str(key): str(said) for key, said in OFTEN}
    return f" {words[str(every)]}" if every else ""
