"""Patterns: whether a value is of the form that a template is for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flatgen.ir import DISPLAYS, Apply, Global, Literal, Value
from flatgen.signatures import Call, call_of, function_of
from flatgen.templates import STOP
from flatgen.templating import NAMED

LITERAL = "literal"


def match(
    pattern: Value,
    value: Value,
    definitions: Mapping[str, Value],
    found: dict[str, Value],
    strict: bool = False,
) -> bool:
    """Tell whether ``value`` is of the form ``pattern``; put what its names stand for in ``found``."""
    kind = type(pattern)  # asked often: no isinstance
    if kind is str:
        return found.setdefault(pattern, value) == value  # type: ignore[arg-type]
    if kind is Literal:
        return type(value) is Literal and _same_literal(pattern, value, strict)  # type: ignore[arg-type]
    if kind is Global:  # a kind of numbers: float, np.float32
        number = pattern.path.removeprefix("numpy.")  # type: ignore[union-attr]
        return value == pattern or (isinstance(value, Literal) and value.known == number)
    assert isinstance(pattern, Apply)
    op = pattern.op
    if op == NAMED:
        name, inner = pattern.args
        return match(name, value, definitions, found) and match(
            inner, value, definitions, found, strict
        )
    if op == STOP:
        return _if_stopped(pattern.args[0], value, definitions, found, strict)
    if type(value) is str:
        value = definitions.get(value, value)
    if type(value) is not Apply:
        return False
    if "." not in op:  # an operator: it has no parameters by name
        return op == value.op and _same_args(pattern, value, definitions, found, strict)
    if op[:1] == "." and value.op != op:  # what only the method does
        return False
    wanted_call = call_of(pattern)
    if wanted_call is not None:
        given_call = call_of(value)
        return given_call is not None and _same_call(
            wanted_call, given_call, definitions, found, strict
        )
    return op == value.op and _same_args(pattern, value, definitions, found, strict)


def kinds_of(value: Apply, definitions: Mapping[str, Value]) -> tuple[str, ...]:
    """Return of each argument which operation it is, or that it is a literal, a name, something else."""
    kinds = []
    for argument in value.args:
        kind = type(argument)
        if kind is str:
            if argument not in definitions:
                kinds.append("")
                continue
            argument = definitions[argument]  # type: ignore[index]
            kind = type(argument)
        if kind is Apply:
            kinds.append(function_of(argument.op))  # type: ignore[union-attr]
        else:
            kinds.append(LITERAL if kind is Literal else "")
    return tuple(kinds)


def may_match(pattern: Apply, kinds: tuple[str, ...]) -> bool:
    """Tell whether an operation on arguments of these kinds can be of the form of a pattern."""
    counted, wanted = _wanted(pattern)
    if counted and len(wanted) != len(kinds):
        return False
    for some, kind in zip(wanted, kinds):  # noqa: SIM110
        if some is not None and kind not in some:
            return False
    return True


@lru_cache(maxsize=4096)
def _wanted(pattern: Apply) -> tuple[bool, tuple[frozenset[str] | None, ...]]:
    """Return whether a pattern takes just so many arguments, and which kinds of them: None for all."""
    args = pattern.args
    if pattern.op == NAMED or any(isinstance(a, str) and a[:1] == "*" for a in args):
        return False, ()
    if "." not in pattern.op:
        return True, tuple(map(_kinds_wanted, args))
    first = args[0] if len(args) > len(pattern.keys) else ""
    display = isinstance(first, Apply) and first.op in DISPLAYS
    return False, () if display else (_kinds_wanted(first),)  # others are matched by their names


def _kinds_wanted(wanted: Value) -> frozenset[str] | None:
    """Return the kinds of arguments that can be of the form of a part of a pattern, None for all."""
    if isinstance(wanted, Literal):
        return frozenset([LITERAL])
    if not isinstance(wanted, Apply):
        return None
    if wanted.op == NAMED:
        return _kinds_wanted(wanted.args[1])
    if wanted.op == STOP:
        inner = _kinds_wanted(wanted.args[0])
        return None if inner is None else inner | {STOP}
    return frozenset([function_of(wanted.op)])


def _same_args(
    pattern: Apply,
    value: Apply,
    definitions: Mapping[str, Value],
    found: dict[str, Value],
    strict: bool,
) -> bool:
    wanted, given = pattern.args, value.args
    last = wanted[-1] if wanted else ""
    if type(last) is str and last[:1] == "*" and not value.keys:
        first = len(wanted) - 1
        if len(given) < first:
            return False
        given = (*given[:first], Apply("Tuple", given[first:]))
        wanted = (*wanted[:first], last[1:])
    if len(wanted) != len(given):
        return False
    if value.keys:
        return _same_keys(value, wanted, definitions, found, strict)
    for w, g in zip(wanted, given):  # most patterns are told apart by the kinds of their arguments
        kind = type(w)
        if (kind is Apply or kind is Literal) and kind is not type(g):
            if type(g) is not str or not definitions:
                return False
    for w, g in zip(wanted, given):
        if type(w) is str:  # as most are
            if found.setdefault(w, g) != g:
                return False
        elif not match(w, g, definitions, found, strict):
            return False
    return True


def stoppable(pattern: Apply, op: str) -> Apply:
    """Return a pattern in which the parts ``op(...)``, or what they are of, may be stopped gradients."""
    inner = [stoppable(a, op) if isinstance(a, Apply) else a for a in pattern.args]
    if pattern.op != op:
        return pattern._replace(args=tuple(inner))
    first, *rest = inner
    return Apply(STOP, (pattern._replace(args=(Apply(STOP, (first,)), *rest)),))


def _if_stopped(
    pattern: Value,
    value: Value,
    definitions: Mapping[str, Value],
    found: dict[str, Value],
    strict: bool,
) -> bool:
    """Match a value, or what it stops the gradient of."""
    whole = definitions.get(value, value) if isinstance(value, str) else value
    stopped = isinstance(whole, Apply) and whole.op == STOP
    for candidate in [whole.args[0], value] if stopped else [value]:  # type: ignore[union-attr]
        trial = dict(found)
        if match(pattern, candidate, definitions, trial, strict):
            found.update(trial)
            return True
    return False


def _same_literal(pattern: Literal, value: Value, strict: bool) -> bool:
    """Tell whether a value is a number that is written out: a named one may get another value."""
    if isinstance(value, Literal) and pattern.known is None:
        return value.known is None  # np.newaxis, too
    if not isinstance(value, Literal) or (
        value.text[:1] not in "-.0123456789\"'" and value.text not in ("None", "True", "False")
    ):
        return False
    if strict and type(value.known) is not type(pattern.known):
        return False  # 1.0 * x is a float where x is an integer
    return bool(value.known == pattern.known)


def _same_call(
    pattern: Call,
    value: Call,
    definitions: Mapping[str, Value],
    found: dict[str, Value],
    strict: bool,
) -> bool:
    """Match by the parameters' names: those not given have their defaults, none is passed over."""
    if pattern.op != value.op:
        return False
    given, defaults = value.given, value.signature.defaults
    for name in given:
        if name not in pattern.given and given[name] != defaults.get(name):
            return False
    for name, wanted in pattern.given.items():
        if type(wanted) is Apply and wanted.op == "Tuple" and name == pattern.signature.rest:
            first = wanted.args[0]
            if isinstance(first, str) and first.startswith("*"):
                wanted = first[1:]
        argument = given[name] if name in given else defaults.get(name)
        if argument is None:
            return False
        if type(wanted) is str:
            if found.setdefault(wanted, argument) != argument:
                return False
        elif not match(wanted, argument, definitions, found, strict):
            return False
    return True


def _same_keys(
    value: Apply,
    wanted: tuple[Value, ...],
    definitions: Mapping[str, Value],
    found: dict[str, Value],
    strict: bool,
) -> bool:
    given = value.args
    plain = len(given) - len(value.keys)
    order = dict(zip(wanted[:plain], given[:plain]))
    for key, argument in zip(value.keys, given[plain:]):
        if key not in wanted or key in order:
            return False
        order[key] = argument
    return all(match(w, order[w], definitions, found, strict) for w in wanted)
