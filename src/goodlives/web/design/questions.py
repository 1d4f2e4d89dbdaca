"""Questions asked one a page. The answers stay in the session until they are sent, so nothing typed is lost.

What was typed is kept, not what it meant: an answer is read again with its own form each time, so an answer that a
later question would no longer accept is simply asked again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..kept import NOT_TYPED
from .forms import Form

Answers = dict[str, Any]
Words: TypeAlias = str | Promise


class QuestionForm(Form):
    """The form of one page. `suit` may change its words to fit the answers so far: "your name" or "their name"."""

    def __init__(self, *args, so_far: Answers, **options):
        super().__init__(*args, **options)
        self.so_far = so_far
        self.suit(so_far)

    def suit(self, so_far: Answers) -> None:
        """Nothing to change, unless a form says so."""


@dataclass(frozen=True)
class Question:
    """One page. It is asked when `when` says so, unless we already know everything in `known_by`."""

    slug: str
    title: Words | Callable[[Answers], Words]
    form: type[QuestionForm] = QuestionForm
    when: Callable[[Answers], bool] = lambda answers: True
    known_by: tuple[str, ...] | None = None
    template: str = "design/question.jinja"

    def words(self, answers: Answers) -> Words:
        return self.title(answers) if callable(self.title) else self.title

    def is_known(self, given: Answers) -> bool:
        names = self.known_by if self.known_by is not None else tuple(self.form.base_fields)
        return bool(names) and all(given.get(name) for name in names)


@dataclass(frozen=True)
class Line:
    """One line of "check your answers". Without `slug` it cannot be changed there: it is from the person's record."""

    label: str
    answer: str
    slug: str = ""


class Answering:
    """Somebody on their way through the questions. `given` tells what is known without asking."""

    def __init__(
        self,
        questions: Sequence[Question],
        session: MutableMapping[str, Any],
        name: str,
        given: Callable[[Answers], Answers] = lambda answers: {},
    ):
        self.questions, self.session, self.name, self.given = questions, session, name, given
        self._read()

    def _read(self) -> None:
        typed = self.session.get(self.name, {}).get("typed", {})
        self.asked: list[tuple[Question, QuestionForm | None]] = []
        self.answers: Answers = {}
        self.from_record: list[Question] = []
        for question in self.questions:
            if not question.when(self.answers):
                continue
            given = self.given(self.answers)
            if question.is_known(given):
                self.from_record.append(question)
                self.answers |= {name: given[name] for name in question.form.base_fields if given.get(name)}
                continue
            form = self._form(question, _query(typed[question.slug])) if question.slug in typed else None
            if form is not None and form.is_valid():
                self.answers |= form.cleaned_data
            else:
                form = None
            self.asked.append((question, form))

    def _form(self, question: Question, typed: QueryDict | None) -> QuestionForm:
        given = self.given(self.answers)
        initial = {name: given[name] for name in question.form.base_fields if name in given}
        return question.form(typed, so_far=dict(self.answers), initial=initial)

    @property
    def key(self) -> uuid.UUID | None:
        """One for each time somebody goes through the questions, so that what is sent twice is kept once."""
        key = self.session.get(self.name, {}).get("key")
        return uuid.UUID(key) if key else None

    @property
    def begun(self) -> bool:
        return self.name in self.session

    @property
    def first_open(self) -> Question | None:
        """The first question without an answer; None when everything is answered."""
        return next((question for question, form in self.asked if form is None), None)

    def question(self, slug: str) -> Question | None:
        """The question on this page, if it is asked of this person."""
        return next((question for question, _form in self.asked if question.slug == slug), None)

    def may_answer(self, wanted: Question) -> bool:
        """Whether every question before it has been answered."""
        for question, form in self.asked:
            if question is wanted:
                return True
            if form is None:
                return False
        return False

    def form_for(self, wanted: Question, posted: QueryDict | None = None) -> QuestionForm:
        """Its form: as just posted, as answered before, or with what we know already."""
        kept = next((form for question, form in self.asked if question is wanted), None)
        return self._form(wanted, posted) if posted is not None or kept is None else kept

    def keep(self, question: Question, posted: QueryDict) -> None:
        """Keep what was typed. The rest of the way may be another after it."""
        state = self.session.get(self.name) or {"key": str(uuid.uuid4()), "typed": {}}
        state["typed"][question.slug] = typed_as_kept(posted)
        self.session[self.name] = state
        self._read()

    def forget(self) -> None:
        """Forget it all. A session left empty is deleted: otherwise its row would keep the answers until it ran out."""
        self.session.pop(self.name, None)
        if isinstance(self.session, SessionBase) and not list(self.session.keys()):
            self.session.flush()
        self._read()

    def after(self, done: Question) -> Question | None:
        """The next page; None when the answers can be checked."""
        slugs = [question.slug for question, _form in self.asked]
        place = slugs.index(done.slug) + 1 if done.slug in slugs else 0
        return self.asked[place][0] if place < len(slugs) else self.first_open

    def before(self, wanted: Question) -> Question | None:
        """Where "Back" goes; None on the first page."""
        slugs = [question.slug for question, _form in self.asked]
        place = slugs.index(wanted.slug)
        return self.asked[place - 1][0] if place else None

    def lines(self) -> Iterator[Line]:
        """Everything answered, in words, to be checked before it is sent."""
        for question in self.from_record:
            known = self._form(question, None)
            for name, field in known.fields.items():
                if self.answers.get(name):
                    yield Line(str(field.label), in_words(known, name, self.answers[name]))
        for question, form in self.asked:
            if form is None:
                continue
            for name, field in form.fields.items():
                yield Line(str(field.label), in_words(form, name, self.answers[name]), question.slug)


def in_words(form: Form, name: str, value: Any) -> str:
    """An answer as a person reads it."""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if choices := getattr(form.fields[name], "choices", None):
        chosen = form[name].value() or ""  # as typed: "I am not sure" is an answer, though what it means is None
        chosen = chosen if isinstance(chosen, list) else [str(chosen)]
        value = ", ".join(str(label) for key, label in choices if str(key) in chosen)
    return str(value or "") or _("Not given")


def typed_as_kept(posted: QueryDict) -> dict[str, list[str]]:
    """What was typed, without what the form itself carries."""
    return {name: values for name, values in posted.lists() if name not in NOT_TYPED and name != "revision"}


def _query(typed: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)
    return query
