"""A sum that explains itself: asked why, each rule leaves a step that a person can check with pencil and paper.

Rules are plain functions of whole numbers. Nothing is recorded unless a trace is open, and the plain functions stay
in RULES, so that the same source can be compiled for a whole population.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from goodlives.rules.money import Pence, plain_pounds

P = ParamSpec("P")
T = TypeVar("T")
Words = str | Callable[..., str]


class Step(NamedTuple):
    """One line of a sum: what it is, how much (None when it is not an amount), by which law, and the lines under it."""

    what: str
    amount: Pence | None
    law: str
    steps: tuple[Step, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "amount": None if self.amount is None else plain_pounds(self.amount),
            "law": self.law,
            "steps": [step.as_json() for step in self.steps],
        }


@dataclass(slots=True)
class Trace:
    """Steps being written down, and the lines about single items that belong under the rule of that name.

    `answers` is what each rule answered, the last time it was asked.
    """

    items: Mapping[str, Sequence[Step]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)


_open: ContextVar[Trace | None] = ContextVar("trace", default=None)

# Every rule by name, uninstrumented: what is compiled when a whole population is worked out.
RULES: dict[str, Callable[..., Any]] = {}


@contextmanager
def traced(items: Mapping[str, Sequence[Step]] | None = None) -> Iterator[Trace]:
    """Write down the steps of the rules called inside."""
    trace = Trace(items or {})
    token = _open.set(trace)
    try:
        yield trace
    finally:
        _open.reset(token)


def rule(
    what: Words | None = None,
    law: Words = "",
    *,
    unless_zero: bool = False,
    when: Callable[..., bool] | None = None,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a plain function a rule, which leaves a step when a trace is open.

    `what` and `law` are words, or a function of the rule's own arguments and its answer that gives them. Without
    `what` the rule leaves no line of its own, only those under it. `unless_zero` leaves a line out when it is nothing,
    `when` unless it is true of the rule's arguments and its answer.
    """

    def make(function: Callable[P, T]) -> Callable[P, T]:
        name = function.__name__
        if name in RULES:
            raise ValueError(f"There are two rules called {name}")
        RULES[name] = function

        @wraps(function)
        def unsaid(*args: P.args, **kwargs: P.kwargs) -> T:
            answer = function(*args, **kwargs)
            if trace := _open.get():
                trace.answers[name] = answer
            return answer

        @wraps(function)
        def explained(*args: P.args, **kwargs: P.kwargs) -> T:
            trace = _open.get()
            if trace is None:
                return function(*args, **kwargs)
            outer = trace.steps
            inner = trace.steps = [*trace.items.get(name, ())]
            try:
                answer = trace.answers[name] = function(*args, **kwargs)
            finally:
                trace.steps = outer
            if (unless_zero and not answer and not inner) or (when and not when(*args, answer)):
                outer += inner
                return answer
            amount: Any = answer if type(answer) is int else None  # yes or no is not an amount
            said = what(*args, answer) if callable(what) else what or ""
            cited = law(*args, answer) if callable(law) else law
            outer.append(Step(said, amount, cited, tuple(inner)))
            return answer

        return unsaid if what is None else explained

    return make
