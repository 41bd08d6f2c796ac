"""Small exact steps on gradients: nothing here changes a result by a bit.

    grad_z * 2 * x ** (2 - 1)      ->  grad_z * 2 * x
    grad_a * y + -grad_b           ->  grad_a * y - grad_b

Which forms are equal is said in ``templates/`` (``@same``); this is the engine. ``x * 0 -> 0`` and the
like are no such forms: they lose shape and NaN.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from flatgen.constants import OPERATORS, known_value
from flatgen.divisors import is_sure
from flatgen.ir import (
    UNKNOWN,
    Apply,
    Literal,
    Program,
    Statement,
    Value,
    is_constant,
    substitute,
    with_args,
)
from flatgen.matching import kinds_of, match
from flatgen.rules import RuleBook
from flatgen.signatures import call_of
from flatgen.statements import mapped, needed
from flatgen.templating import twin_of_value
from flatgen.whens import Condition, truth

IMAGINARY = re.compile(r"-?[\d.][\w.+-]*[jJ]")
FOLDED = ("Add", "Sub", "Mult", "USub")


class Asking(NamedTuple):
    """What is known where a gradient is tidied: truths of it, and questions about its operands.

    The truths are that the operation is ``on_numbers``, that its error would have been ``raised`` before,
    that a gradient may have been ``routed``, and so be 0, or be infinite at a ``pole``.
    """

    truths: Mapping[str, bool]
    questions: Mapping[str, Callable[..., Any]] = {}
    definitions: Mapping[str, Value] = {}

    def holds(self, when: Condition, bound: Mapping[str, Value]) -> bool:
        return truth(when, bound, {}, self.questions, self.truths) is True


NOTHING = Asking({})
RAISED = Asking({"on_numbers": True, "raised": True})


def tidy(value: Value, rules: RuleBook, asking: Asking) -> Value:
    """Return ``value``, from the inside out, in its shortest equal form."""
    if type(value) is not Apply:
        return value
    if Apply in map(type, value.args):
        args = [tidy(a, rules, asking) if type(a) is Apply else a for a in value.args]
        value = with_args(value, tuple(args))
    return tidy_root(_fold(value) if value.op in FOLDED else value, rules, asking)


def plain(value: Value) -> Value:
    """Return functions of constants alone as math's: numpy's numbers would make single into double."""
    if not isinstance(value, Apply):
        return value
    value = with_args(value, tuple(map(plain, value.args)))
    name = value.op.removeprefix("numpy.")
    if name == value.op or not hasattr(math, name) or not is_constant(value) or value.keys:
        return value
    return Apply(f"math.{name}", value.args) if all(map(_is_number, value.args)) else value


@lru_cache(maxsize=4096)
def at_home(value: Value, scalar: bool) -> Value:
    """Return a template's value with its functions on numbers or on arrays; those of constants alone are math's."""
    return plain(value if scalar else twin_of_value(value))


def _is_number(value: Value) -> bool:
    if isinstance(value, Apply):
        return value.op in OPERATORS and all(map(_is_number, value.args))
    known = value.known if isinstance(value, Literal) else 1.0
    return isinstance(known, (int, float))


def tidy_root(value: Value, rules: RuleBook, asking: Asking = NOTHING) -> Value:
    """Return ``value`` with its outermost operation in its shortest equal form."""
    if isinstance(value, Apply):
        found = rules.identities_of(value.op)
        alike = rules.like(found, (kinds_of(value, asking.definitions),)) if found else found
        for pattern, result, when, through, _ in alike:
            bound: dict[str, Value] = {}
            definitions = asking.definitions if through else {}
            if match(pattern, value, definitions, bound, strict=True):
                if when is None or asking.holds(when, bound):
                    return substitute(result, bound)
        if value.op == "numpy.conj":
            return _conjugate(value)
        if value.keys:
            return _without_defaults(value)
    return value


def _conjugate(value: Apply) -> Value:
    """Return the conjugate of an imaginary number that is written out, ``-2j`` of ``2j``: numpy's would be a double."""
    (inner,) = value.args
    negative = isinstance(inner, Apply) and inner.op == "USub"
    (number,) = inner.args if negative else (inner,)  # type: ignore[union-attr]
    if not isinstance(number, Literal) or not IMAGINARY.fullmatch(number.text):
        return value
    if number.text.startswith("-"):
        known = -number.known if isinstance(number.known, complex) else number.known
        number, negative = Literal(number.text[1:], known), not negative
    return number if negative else Apply("USub", (number,))


def _without_defaults(value: Apply) -> Apply:
    """Return a call without the arguments by name that are what they are by default."""
    call = call_of(value)
    if call is None:
        return value
    plain = len(value.args) - len(value.keys)
    named = zip(value.keys, value.args[plain:])
    kept = [(key, a) for key, a in named if a != call.signature.defaults.get(key)]
    args = (*value.args[:plain], *[argument for _, argument in kept])
    return Apply(value.op, args, tuple([key for key, _ in kept]))


def unguarded(
    lines: tuple[Statement, ...],
    raising: Mapping[Value, str],
    kept: set[str],
    rules: RuleBook,
    nonzero: set[str],
) -> tuple[Statement, ...]:
    """Return gradient lines without the care for poles where the forward has raised its error before.

    ``raising`` has the gradients of operations that raise one, each with the forward line it is of; ``nonzero``
    what lines divide by, which raise one as well.
    """
    safe = {value for value, target in raising.items() if target in kept}

    def bare(value: Value) -> Value:
        if not isinstance(value, Apply):
            return value
        if value in safe or is_sure(value, nonzero):
            value = tidy_root(value, rules, RAISED)
            assert isinstance(value, Apply)
        return Apply(value.op, tuple([bare(argument) for argument in value.args]), value.keys)

    return (
        mapped(lines, lambda line: line._replace(value=bare(line.value)))
        if safe or nonzero
        else lines
    )


def _fold(value: Apply) -> Value:
    """Compute arithmetic on numbers, unless that makes them longer: 2 - 1, but not 0.7 - 1."""
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
    read = read | {r.value for r in program.results if isinstance(r.value, str)}
    return program._replace(body=tuple(needed(program.body, read)))
