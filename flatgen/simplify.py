"""Small exact steps on gradients: nothing here changes a result by a bit.

    grad_z * 2 * x ** (2 - 1)      ->  grad_z * 2 * x
    grad_a * y + -grad_b           ->  grad_a * y - grad_b

Which forms are equal is said in ``templates/`` (``@same``); this is the engine. ``x * 0 -> 0`` and the
like are no such forms: they lose shape and NaN.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from flatgen.constants import known_value
from flatgen.ir import UNKNOWN, Apply, Equation, Literal, Program, Value, names, substitute
from flatgen.matching import match
from flatgen.rules import RuleBook

FACTS = {"scalar": False, "raised": False, "routed": False, "pole": False}
FOLDED = ("Add", "Sub", "Mult", "USub")


def tidy(value: Value, rules: RuleBook, **facts: bool) -> Value:
    """Return ``value``, from the inside out, in its shortest equal form; ``facts`` as in tidy_root."""
    if not isinstance(value, Apply):
        return value
    value = Apply(value.op, tuple([tidy(a, rules, **facts) for a in value.args]), value.keys)
    return tidy_root(_fold(value), rules, **facts)


def tidy_root(value: Value, rules: RuleBook, **facts: bool) -> Value:
    """Return ``value`` with its outermost operation in its shortest equal form.

    ``facts`` are what the templates may ask for by ``when``: ``scalar`` operands, an error that has
    ``raised`` before, a gradient that was ``routed``, or that may be infinite at a ``pole``.
    """
    if isinstance(value, Apply):
        for pattern, result, when in rules.identities.get(value.op, ()):
            bound: dict[str, Value] = {}
            if when and not eval(when, {"__builtins__": {}}, FACTS | facts):
                continue
            if match(pattern, value, {}, bound, strict=True):
                return substitute(result, bound)
    return value


def unguarded(
    lines: tuple[Equation, ...], raising: Mapping[Value, str], kept: set[str], rules: RuleBook
) -> tuple[Equation, ...]:
    """Return gradient lines without the care for poles where the forward has raised its error before.

    ``raising`` has the gradients of operations that raise one, each with the forward line it is of.
    """
    safe = {value for value, target in raising.items() if target in kept}

    def bare(value: Value) -> Value:
        if not isinstance(value, Apply):
            return value
        if value in safe:
            value = tidy_root(value, rules, scalar=True, raised=True)
            assert isinstance(value, Apply)
        return Apply(value.op, tuple([bare(argument) for argument in value.args]), value.keys)

    return tuple([line._replace(value=bare(line.value)) for line in lines]) if safe else lines


def _fold(value: Value) -> Value:
    """Compute arithmetic on numbers, unless that makes them longer: 2 - 1, but not 0.7 - 1."""
    if not isinstance(value, Apply) or value.op not in FOLDED:
        return value
    literals = [a for a in value.args if isinstance(a, Literal) and a.text[-1:].isdigit()]
    plain = [a for a in literals if a.text[:1].isdigit() or a.text[:1] == "-"]
    if len(plain) < len(value.args):
        return value
    known = known_value(value)
    text = repr(known)
    if (
        known is UNKNOWN
        or not math.isfinite(known)
        or len(text) > max(len(a.text) for a in plain) + 2
    ):
        return value
    return Literal(text, known)


def live(program: Program, read: set[str]) -> Program:
    """Return the program without the lines that neither ``read`` nor the results need."""
    read = set(read) | {r.value for r in program.results if isinstance(r.value, str)}
    body = []
    for equation in reversed(program.body):
        assert isinstance(equation, Equation)
        if equation.target in read:
            read.update(names(equation.value))
            body.append(equation)
    return program._replace(body=tuple(reversed(body)))
