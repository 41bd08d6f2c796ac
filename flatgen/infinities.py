"""Infinities that are written in a program: what they reach is constant where it is infinite.

    s = np.where(mask, q @ k.T, -np.inf) / tau

The slope of s in tau is infinite where the mask hides, and the upstream 0, or the tangent isn't: 0 * inf is no number.
What is infinite doesn't move, so that slopes that read such values are 0 where these are infinite, in every mode.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isinf

from flatgen.constants import BOOLEANS
from flatgen.facts import Facts
from flatgen.ir import (
    Apply,
    Equation,
    If,
    Literal,
    Loop,
    Statement,
    Value,
    names,
    substitute,
    with_args,
)
from flatgen.linking import Link, find_link, read_numbers
from flatgen.masking import CHOICE, NONE
from flatgen.ruling import Each, Rule
from flatgen.statements import blocks_of, equations, is_gate, is_of_list

ASKED = "numpy.isinf"
SHARING = (
    "numpy.logaddexp",
    "numpy.logaddexp2",
)  # slopes that are 0 where an operand is -inf, once the sum isn't
KEPT_BY = (
    *(*SHARING, "numpy.logaddexp.reduce", "scipy.special.logsumexp"),
    *("numpy.maximum", "numpy.minimum", "numpy.fmax", "numpy.fmin", "numpy.max", "numpy.min"),
)  # as well as by what is linear


def infinite_values(body: Iterable[Statement], facts: Facts) -> frozenset[str]:
    """Return the values that may hold an infinity that the text has: by operations that are linear in it."""
    body = list(body)
    if not facts.arrays or not any(_is_written(equation.value) for equation in equations(body)):
        return frozenset()
    found: set[str] = set()
    before = -1
    while before < len(found):
        before = len(found)
        _spread(body, found, facts)
    return frozenset(found)


def _spread(body: Iterable[Statement], found: set[str], facts: Facts) -> None:
    """Add to ``found`` what one pass through a body tells."""
    for statement in body:
        if isinstance(statement, Equation):
            found |= set(_reached(statement, found, facts))
            continue
        blocks = blocks_of(statement)
        if isinstance(statement, Loop):
            _hand(statement.carried, statement.block.parameters[1:], found)
        for block in blocks:
            _spread(block.body, found, facts)
            _hand(block.results, statement.targets, found)
            if not isinstance(statement, If):
                _hand(block.results, block.parameters[1:], found)


def _hand(given: Iterable[Value], names: Iterable[str], found: set[str]) -> None:
    found |= {name for value, name in zip(given, names) if _is_infinite(value, found)}


def _reached(equation: Equation, found: set[str], facts: Facts) -> Iterator[str]:
    """Yield the names that an equation hands an infinity on to."""
    value = equation.value
    if is_gate(equation) or not (_is_written(value) or not found.isdisjoint(names(value))):
        return
    if is_of_list(value):
        yield from (equation.target, str(value.args[0]))  # type: ignore[union-attr]
        return
    if _is_infinite(value, found):
        yield equation.target
    if _is_infinite(value, found) or _is_kept_off(value, facts):
        return
    link = find_link(equation, set(), facts.definitions, facts)
    for parameter, bound in link.bound.items():
        inner = bound.args if isinstance(bound, Apply) else ()
        infinite = _is_infinite(bound, found) or any(_is_infinite(part, found) for part in inner)
        keeps = link.rule is None or getattr(value, "op", "") in KEPT_BY
        if infinite and (keeps or (link.rule and _is_linear(link.rule, parameter))):
            yield equation.target


def _is_kept_off(value: Value, facts: Facts) -> bool:
    """Tell whether a value is chosen by what is infinite: so gradients are, in those of second order."""
    if not isinstance(value, Apply) or value.op != CHOICE:
        return False
    test = facts.definitions.get(str(value.args[0]), value.args[0])
    return isinstance(test, Apply) and test.op == ASKED


def _is_written(value: Value) -> bool:
    """Tell whether a value has an infinity in it."""
    return _is_infinite(value, set()) or (
        isinstance(value, Apply) and any(map(_is_written, value.args))
    )


def _is_infinite(value: Value, found: set[str]) -> bool:
    """Tell whether a value is an infinity, -np.inf and float("inf") among them, or a name that may hold one."""
    if isinstance(value, Literal):
        return isinstance(value.known, float) and isinf(value.known)
    if not isinstance(value, Apply):
        return value in found
    if value.op == "float" and isinstance(value.args[0], Literal):
        return str(value.args[0].known).strip("+-").lower() in ("inf", "infinity")
    return value.op == "USub" and _is_infinite(value.args[0], found)


def _is_linear(rule: Rule, parameter: str) -> bool:
    """Tell whether a slope is the same everywhere: it reads neither the operand nor the result."""
    gradient = rule.gradients.get(parameter)
    if gradient is None or isinstance(gradient, Literal):
        return False
    value = gradient.value if isinstance(gradient, Each) else gradient
    return {parameter, rule.output}.isdisjoint(_read(rule, value))


def _read(rule: Rule, value: Value) -> Iterator[str]:
    """Yield the names whose numbers a gradient reads, by the lines of its rule."""
    for name in read_numbers(value):
        yield name
        if name in rule.lines:
            yield from _read(rule, rule.lines[name])


def standing(link: Link, infinite: frozenset[str], facts: Facts) -> Link:
    """Return an operation element by element with slopes that are 0 where they read what is infinite."""
    rule = link.rule
    if not infinite or rule is None or rule.shaped or rule.routes:
        return link
    meant = {**link.bound, rule.output: link.equation.target}
    operands = []
    for parameter, name, gradient in link.operands:
        value: Value = gradient
        if getattr(link.equation.value, "op", "") in SHARING:
            if link.equation.target in infinite:
                whole = {rule.output: _unless_infinite(rule.output, rule.output)}
                value = substitute(gradient, whole)
            operands.append((parameter, name, value))
            continue
        for factor in dict.fromkeys(_factors(rule, gradient, facts)):
            if meant.get(factor) in infinite:
                value = _with_zeros(value, factor, facts) or _unless_infinite(factor, value)
        operands.append((parameter, name, value))
    return link._replace(operands=tuple(operands))


def _factors(rule: Rule, value: Value, facts: Facts) -> Iterator[str]:
    """Yield the names that a slope reads, but for those that it only asks something of."""
    if isinstance(value, str):
        yield from _factors(rule, rule.lines[value], facts) if value in rule.lines else (value,)
    elif isinstance(value, Apply) and facts.kind(value) != BOOLEANS:
        for argument in value.args:
            yield from _factors(rule, argument, facts)


def _unless_infinite(factor: str, value: Value) -> Value:
    return Apply(CHOICE, (Apply(ASKED, (factor,)), NONE, value))


def _with_zeros(value: Value, factor: str, facts: Facts) -> Value | None:
    """Return a slope with 0 in the place of a factor where that is infinite; None unless it is linear in it."""
    if value == factor:
        return _unless_infinite(factor, value)
    holding = (
        [part for part in value.args if factor in names(part)] if isinstance(value, Apply) else []
    )
    if len(holding) != 1 or not isinstance(value, Apply):
        return None
    fitting = facts.fitting(facts.rules.rules_for(value.op), value, {})
    rules = [(rule, bound) for rule, bound in fitting if rule.when is None]
    if not any(
        _is_linear(rule, p) for rule, bound in rules for p in bound if bound[p] == holding[0]
    ):
        return None
    inner = _with_zeros(holding[0], factor, facts)
    return inner and with_args(value, tuple([inner if a == holding[0] else a for a in value.args]))
