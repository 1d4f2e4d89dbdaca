"""A sum that explains itself: asked why, each rule leaves a step that a person can check with pencil and paper.

Rules are plain functions of whole numbers. Nothing is recorded unless a trace is open, and the plain functions stay
in RULES, so that the same source can be compiled for a whole population.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

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


# A step made as the tuple it is: there are twenty in a charge, and its own way of making one takes twice as long.
_step = tuple.__new__


@dataclass(slots=True)
class Trace:
    """Steps being written down, and the lines about single items that belong under the rule of that name.

    `answers` is what each rule answered, the last time it was asked.
    """

    items: Mapping[str, Sequence[Step]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    _before: Token[Trace | None] | None = None

    def __enter__(self) -> Trace:
        self._before = _open.set(self)
        return self

    def __exit__(self, *failed: object) -> None:
        if self._before is not None:
            _open.reset(self._before)


_open: ContextVar[Trace | None] = ContextVar("trace", default=None)

# Every rule by name, uninstrumented: what is compiled when a whole population is worked out.
RULES: dict[str, Callable[..., Any]] = {}


def traced(items: Mapping[str, Sequence[Step]] | None = None) -> Trace:
    """Write down the steps of the rules called inside: `with traced() as trace`."""
    return Trace(items or {})


def rule(
    what: Words | None = None,
    law: Words = "",
    *,
    unless_zero: bool = False,
    when: Callable[..., bool] | None = None,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a plain function a rule, which leaves a step when a trace is open. It is given its arguments by place.

    `what` and `law` are words, or a function of the rule's own arguments and its answer that gives them. Without
    `what` the rule leaves no line of its own, only those under it. `unless_zero` leaves a line out when it is nothing,
    `when` unless it is true of the rule's arguments and its answer.
    """

    def make(function: Callable[P, T]) -> Callable[P, T]:
        name = function.__name__
        if name in RULES:
            raise ValueError(f"There are two rules called {name}")
        RULES[name] = function
        says, cites = callable(what), callable(law)

        @wraps(function)
        def unsaid(*args: Any) -> Any:
            answer = function(*args)  # type: ignore[call-arg]
            if (trace := _open.get()) is not None:
                trace.answers[name] = answer
            return answer

        @wraps(function)
        def explained(*args: Any) -> Any:
            trace = _open.get()
            if trace is None:
                return function(*args)  # type: ignore[call-arg]
            outer, items = trace.steps, trace.items.get(name)
            inner: list[Step] = [*items] if items else []
            trace.steps = inner
            answer: Any = function(*args)  # type: ignore[call-arg]
            trace.steps = outer
            trace.answers[name] = answer
            if (unless_zero and not answer and not inner) or (when and not when(*args, answer)):
                outer += inner
                return answer
            said: Any = what(*args, answer) if says else what  # type: ignore[operator,misc]
            cited: Any = law(*args, answer) if cites else law  # type: ignore[operator]
            # Yes or no is not an amount.
            outer.append(_step(Step, (said, answer if type(answer) is int else None, cited, tuple(inner))))
            return answer

        made: Callable[P, T] = cast(Any, unsaid if what is None else explained)
        return made

    return make
