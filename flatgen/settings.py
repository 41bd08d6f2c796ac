"""Parameters that are constants by their use: those used only as an index, a size, an axis.

def f(x, axis):                 # axis gets no gradient
    return np.sum(x, axis=axis)
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from flatgen.ir import (
    DISPLAYS,
    EQUALITIES,
    GET,
    POP,
    PUSH,
    PUT,
    SIZES,
    TEXTS,
    Apply,
    Atom,
    Equation,
    If,
    Literal,
    Loop,
    Program,
    Statement,
    Value,
    names,
    reads,
)
from flatgen.matching import kinds_of, match
from flatgen.rules import RuleBook
from flatgen.ruling import Rule
from flatgen.signatures import BadCall, call_of
from flatgen.statements import (
    blocks_of,
    equations,
    gates_of,
    is_effect,
    is_stack,
    parts_of,
    straight,
)
from flatgen.templates import COUNTED, SETTINGS

COPIERS = ("gradient copier", "sign flips")  # how rules say so
WHOLE = (POP, GET, "Add", "Sub", "Mult", "FloorDiv", "Mod", "USub", "Item", "int", "Tuple", "List")
REAL, SETTING, SIZE, FLAT = "real", "setting", "size", "flat"  # what a name is used for


def constants_by_use(program: Program, rules: RuleBook) -> set[str]:
    """Return the parameters whose every use is as a setting: directly, or by arithmetic on the way.

    To ask a setting for its size, ``len(labels)``, is no other use of it, nor is what has no gradient,
    ``labels == 0``.
    """
    if not _may_be_settings(program, rules):
        return set()
    uses: dict[str, list[Use]] = {}  # by name
    for equation in equations(program.body):
        value = equation.value
        if is_effect(value):
            continue
        if isinstance(value, Apply) and value.op in (PUSH, PUT):  # it comes off the list again
            for name in names(value.args[-1]):
                uses.setdefault(name, []).append(Use(REAL, str(value.args[0]), True))
            for name in names(Apply("Tuple", value.args[1:-1])):
                uses.setdefault(name, []).append(Use(SETTING, "", False))
            continue
        whole = _is_whole(value, rules)
        for name, kind in _reads(value, rules):
            uses.setdefault(name, []).append(Use(kind, equation.target, whole))
    passed = _passed_on(program.body, uses)
    kinds = {str(result.value): REAL for result in program.results}
    targets = [*[equation.target for equation in equations(program.body)], *passed]
    lists = [equation for equation in equations(program.body) if is_stack(equation.value)]
    for _ in range(1 + len(passed) + len(lists)):  # what is carried is used by a next round
        before = dict(kinds)
        for target in reversed(targets):
            if kinds.get(target) != REAL:
                kinds[target] = _kind(uses.get(target, []), kinds)
        if kinds == before:
            break
    found = {p.name: _kind(uses.get(p.name, []), kinds) for p in program.parameters}
    return {name for name, kind in found.items() if kinds.get(name, kind) == SETTING}


def _has_text(value: Value) -> bool:
    """Tell whether a value is a comparison with a text."""
    if isinstance(value, Literal):
        return isinstance(value.known, str)
    inner = isinstance(value, Apply) and value.op in (*EQUALITIES, *DISPLAYS)
    return inner and any(map(_has_text, value.args))  # type: ignore[union-attr]


def _may_be_settings(program: Program, rules: RuleBook) -> bool:
    """Tell whether parameters may be read as settings, by other names, too: mostly none is, and all is said."""
    if any(blocks_of(statement) for statement in program.body):
        return True
    found: set[str] = set()
    lines = straight(program.body)
    lists = any(is_stack(line.value) for line in lines)
    for line in reversed(lines):
        uses = _reads(line.value, rules, FLAT)
        found.update([name for name, use in uses if use == SETTING])
        if line.target in found and (lists or _is_whole(line.value, rules)):
            found.update(reads(line.value))
    return not found.isdisjoint([parameter.name for parameter in program.parameters])


def _passed_on(body: tuple[Statement, ...], uses: dict[str, list[Use]]) -> list[str]:
    """Note what blocks take in and give out as uses; return the names that they bind so."""
    found: list[str] = []

    def passed(value: Atom, target: str) -> None:
        if isinstance(value, str):
            uses.setdefault(value, []).append(Use(REAL, target, True))

    for statement in body:
        if isinstance(statement, If):
            told = [part for part in parts_of(statement.test) if _has_text(part)]
            for name in names(statement.test):
                kind = SETTING if any(name in names(part) for part in told) else FLAT
                uses.setdefault(name, []).append(Use(kind, "", False))
        elif isinstance(statement, Loop):
            for name in reads(statement.over):
                uses.setdefault(name, []).append(Use(SETTING, "", False))
            parameters = statement.block.parameters[1:]
            for value, *taken in zip(statement.carried, parameters, statement.targets):
                for name in taken:  # with no rounds, it is what there is behind the loop
                    passed(value, name)
            for value, name in zip(statement.block.results, parameters):
                passed(value, name)
            found += parameters
            for name, target in _bounds(statement):
                if any(use.kind == FLAT and use.target == target for use in uses.get(name, [])):
                    uses[name].append(Use(SETTING, "", False))
        for block in blocks_of(statement):
            assert not isinstance(statement, Equation)
            for value, name in zip(block.results, statement.targets):
                passed(value, name)
            found += [*statement.targets, *_passed_on(block.body, uses)]
    return found


def _bounds(loop: Loop) -> Iterator[tuple[str, str]]:
    """Yield what is compared to tell if a loop goes on, and the equation that does it."""
    last = max(gates_of(loop), default=-1)
    for equation in straight(loop.block.body[: last + 1]):
        for name in names(equation.value):
            yield name, equation.target


class Use(NamedTuple):
    """What a name is used for in an equation: by whole numbers' arithmetic it goes on into the target."""

    kind: str
    target: str
    whole: bool


def _kind(uses: list[Use], kinds: dict[str, str]) -> str:
    """Return what a name is: a setting, of no use that has a gradient, or real."""
    found = {FLAT}
    for use in uses:
        kind = use.kind
        if kind == REAL:
            after = kinds.get(use.target, FLAT)
            kind = after if use.whole or after == FLAT else REAL
        found.add(kind)
    if REAL in found:
        return REAL
    return SETTING if SETTING in found else FLAT


def _reads(value: Value, rules: RuleBook, use: str = REAL) -> list[tuple[str, str]]:
    """Return the names that a value reads, and what each is read for."""
    if isinstance(value, str):
        return [(value, use)]
    if not isinstance(value, Apply):
        return []
    if value.op in SIZES:
        return _reads(value.args[0], rules, SIZE)
    if (
        _has_text(value) or value.op in TEXTS
    ):  # what is compared with a text is one, or a part of a key
        return [(name, SETTING) for name in names(value)]
    flat = _flat(value, rules) if use == REAL else []
    found: list[tuple[str, str]] = []
    for argument, is_setting in _given(value, rules):
        inner = SETTING if is_setting else FLAT if argument in flat else use
        if type(argument) is str:
            found.append((argument, inner))
        elif type(argument) is Apply:
            found += _reads(argument, rules, inner)
    return found


def _matching(value: Apply, rules: RuleBook) -> Iterator[tuple[Rule, dict[str, Value]]]:
    """Yield each rule that an operation is of the form of, and what its names are."""
    for rule in rules.like(rules.rules_for(value.op), (kinds_of(value, {}),)):
        bound: dict[str, Value] = {}
        if match(rule.pattern, value, {}, bound):
            yield rule, bound


def _bindings(value: Apply, rules: RuleBook) -> Iterator[tuple[Container[str], dict[str, Value]]]:
    """Yield, of each rule that an operation is of the form of, what has a gradient, and what its names are."""
    for rule, bound in _matching(value, rules):
        yield rule.gradients, bound


def _is_whole(value: Value, rules: RuleBook) -> bool:
    """Tell whether a value is a setting where what it is made of are."""
    return not isinstance(value, Apply) or value.op in WHOLE or _passes_on(value, rules)


def _passes_on(value: Apply, rules: RuleBook) -> bool:
    """Tell whether an operation hands numbers on as they are: in another layout, as a copy, of another kind."""
    return any(r.view or r.reasons[""].startswith(COPIERS) for r, _ in _matching(value, rules))


def _flat(value: Apply, rules: RuleBook) -> list[Value]:
    """Return the arguments of an operation that none of its rules has a gradient for."""
    flat = list(value.args)
    known = False
    for gradients, bound in _bindings(value, rules):
        known = True
        real = [argument for name, argument in bound.items() if name in gradients]
        flat = [argument for argument in flat if argument not in real]
    return flat if known else []


def _given(value: Apply, rules: RuleBook) -> list[tuple[Value, bool]]:
    """Return the arguments of an operation, and which are settings."""
    if value.op in ("Item", GET, "SetItem", "AddItem", "numpy.add.at"):
        return [(argument, i == 1) for i, argument in enumerate(value.args)]
    if value.op in COUNTED:
        return [(argument, True) for argument in value.args]
    try:
        call = call_of(value)
    except BadCall:
        call = None
    if call is None:
        given = _settings_of(value, rules) if "." in value.op else []
        return [(argument, argument in given) for argument in value.args]
    return [(argument, name in SETTINGS) for name, argument in call.given.items()]


def _settings_of(value: Apply, rules: RuleBook) -> list[Value]:
    """Return the arguments of a function of the project's own that its rules call as settings are called."""
    return [
        given
        for gradients, bound in _bindings(value, rules)
        for name, given in bound.items()
        if name in SETTINGS and name not in gradients
    ]


def without_settings(program: Program, rules: RuleBook) -> Program:
    """Return the program with the parameters that are constants by their use marked as such."""
    found = constants_by_use(program, rules)
    parameters = [p._replace(real=p.real and p.name not in found) for p in program.parameters]
    return program._replace(parameters=tuple(parameters))
