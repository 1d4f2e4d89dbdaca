"""Rules laid out in one straight line, from their own source, so that a whole population can be worked out quickly.

A rule is a plain function: it takes facts and rates, and gives an answer or asks other rules. Here the rules that
another uses are put in its place, and each choice becomes "this if so, otherwise that" with both sides worked out
first, which a processor does for several people at once. No rule changes anything or can fail, so the answer is the
same. What comes out is plain Python, and can be read.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_type_hints

from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import RULES
from goodlives.rules.parameters import ChargingRates

_YES_OR_NO = {name for name, kind in get_type_hints(Facts).items() if kind is bool}


class NotStraightLine(ValueError):
    """A rule says something in a way that cannot be laid out yet."""


@dataclass(slots=True)
class StraightLine:
    """Lines of Python that work out some rules for one person, and the facts and rates they read."""

    lines: list[str] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    rates: set[str] = field(default_factory=set)
    _taken: set[str] = field(default_factory=lambda: {*Facts._fields, *ChargingRates._fields, *RULES})
    _yes_or_no: set[str] = field(default_factory=lambda: set(_YES_OR_NO))
    _worked_out: dict[tuple[str, ...], ast.Name] = field(default_factory=dict)

    def rule(self, name: str, *given: ast.expr) -> ast.Name:
        """The name that holds this rule's answer. Asked again with the same, it is not worked out again."""
        asked = (name, *map(ast.dump, given))
        if asked not in self._worked_out:
            plain = RULES[name]
            written = ast.parse(textwrap.dedent(inspect.getsource(plain))).body[0]
            if not isinstance(written, ast.FunctionDef):
                raise NotStraightLine(f"{name} is not a plain function")
            answer = _Layout(self, plain, written, given).block(written.body)
            first = all(other[0] != name for other in self._worked_out)
            self._worked_out[asked] = self.hold(answer, name if first else self._fresh(name))
        return self._worked_out[asked]

    def hold(self, value: ast.expr, name: str = "") -> ast.Name:
        """A line that keeps a value under a name."""
        if not name and isinstance(value, ast.Name):
            return value
        name = name or self._fresh("part")
        self.lines.append(f"{name} = {ast.unparse(value)}")
        if self.is_yes_or_no(value):
            self._yes_or_no.add(name)
        return ast.Name(name)

    def is_yes_or_no(self, value: ast.expr) -> bool:
        match value:
            case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.Constant(value=bool()):
                return True
            case ast.Name(id=name):
                return name in self._yes_or_no
            case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr()):
                return self.is_yes_or_no(left)
            case ast.IfExp(body=one, orelse=other):
                return self.is_yes_or_no(one) and self.is_yes_or_no(other)
        return False

    def _fresh(self, name: str) -> str:
        number = 1
        while (fresh := f"{name}_{number}") in self._taken:
            number += 1
        self._taken.add(fresh)
        return fresh


class _Layout:
    """One rule being laid out: its own source, and what its arguments are."""

    def __init__(
        self, to: StraightLine, plain: Callable[..., Any], written: ast.FunctionDef, given: Sequence[ast.expr]
    ) -> None:
        self.to, self.plain, self.written = to, plain, written
        self.facts = self.rates = ""
        self.held: dict[str, ast.expr] = {}
        left = list(given)
        for argument in written.args.args:
            match argument.annotation:
                case ast.Name(id="Facts"):
                    self.facts = argument.arg
                case ast.Name(id="ChargingRates"):
                    self.rates = argument.arg
                case _:
                    self.held[argument.arg] = left.pop(0)

    def cannot(self, node: ast.AST) -> NotStraightLine:
        return NotStraightLine(f"{self.plain.__module__}.{self.plain.__name__}: {ast.unparse(node)}")

    def block(self, lines: Sequence[ast.stmt]) -> ast.expr:
        """What these lines return."""
        for place, line in enumerate(lines):
            match line:
                case ast.Expr(value=ast.Constant()):
                    continue
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self.held[name] = self.to.hold(self.value(value))
                case ast.Return(value=ast.expr() as value):
                    return self.value(value)
                case ast.If(test=test, body=body, orelse=orelse):
                    return self.either(self.so(test), self.block(body), self.block(orelse or lines[place + 1 :]))
                case _:
                    raise self.cannot(line)
        raise self.cannot(self.written)

    def either(self, so: ast.expr, one: ast.expr, other: ast.expr) -> ast.expr:
        """Both sides are held before the choice, so that nothing is left to do on only one of them."""
        return ast.IfExp(self.to.hold(so), self.known(one), self.known(other))

    def known(self, value: ast.expr) -> ast.expr:
        return value if isinstance(value, ast.Constant) else self.to.hold(value)

    def so(self, test: ast.expr) -> ast.expr:
        """Yes or no: a number is yes when it is not nothing."""
        value = self.value(test)
        return value if self.to.is_yes_or_no(value) else ast.Compare(value, [ast.NotEq()], [ast.Constant(0)])

    def value(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Constant():
                return node
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in (self.facts, self.rates):
                (self.to.facts if owner == self.facts else self.to.rates).add(name)
                return ast.Name(name)
            case ast.Name(id=name) if name in self.held:
                return self.held[name]
            case ast.Name(id=name) if isinstance(self.plain.__globals__.get(name), int):
                return ast.Constant(self.plain.__globals__[name])
            case ast.IfExp(test=test, body=one, orelse=other):
                return self.either(self.so(test), self.value(one), self.value(other))
            case ast.BinOp(left=left, op=ast.FloorDiv(), right=right):
                return ast.Call(ast.Name("whole_times"), [self.value(left), self.value(right)], [])
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() as op, right=right):
                return ast.BinOp(self.value(left), op, self.value(right))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return ast.UnaryOp(ast.USub(), self.value(operand))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ast.UnaryOp(ast.Not(), self.so(operand))
            case ast.Compare(left=left, ops=ops, comparators=[right]):
                return ast.Compare(self.value(left), ops, [self.value(right)])
            case ast.BoolOp(op=op, values=values):
                return self.all_or_any(op, [self.value(value) for value in values], node)
            case ast.Call(func=ast.Name(id="max" | "min" as name), args=arguments, keywords=[]):
                return self.most_or_least(name, [self.value(argument) for argument in arguments])
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self.other_rule(self.plain.__globals__.get(name), arguments, node)
        raise self.cannot(node)

    def all_or_any(self, op: ast.boolop, values: Sequence[ast.expr], node: ast.AST) -> ast.expr:
        if not all(self.to.is_yes_or_no(value) for value in values):
            raise self.cannot(node)
        answer = values[0]
        for value in values[1:]:
            answer = ast.BinOp(answer, ast.BitAnd() if isinstance(op, ast.And) else ast.BitOr(), value)
        return answer

    def most_or_least(self, name: str, values: Sequence[ast.expr]) -> ast.expr:
        answer = self.known(values[0])
        for value in values[1:]:
            compared: ast.cmpop = ast.Gt() if name == "max" else ast.Lt()
            other = self.known(value)
            answer = self.to.hold(self.either(ast.Compare(answer, [compared], [other]), answer, other))
        return answer

    def other_rule(self, asked: Any, arguments: Sequence[ast.expr], node: ast.AST) -> ast.expr:
        name = getattr(asked, "__name__", "")
        if name not in RULES or RULES[name] is not getattr(asked, "__wrapped__", None):
            raise self.cannot(node)
        given = [
            self.known(self.value(argument))
            for argument in arguments
            if not (isinstance(argument, ast.Name) and argument.id in (self.facts, self.rates))
        ]
        return self.to.rule(name, *given)


def straight_line(names: Sequence[str]) -> tuple[StraightLine, Mapping[str, str]]:
    """These rules in one straight line, and for each the name that holds its answer."""
    line = StraightLine()
    return line, {name: line.rule(name).id for name in names}
