"""Patterns: whether a value is of the form that a template is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial

from flatgen.ir import DISPLAYS, Apply, Global, Literal, Value
from flatgen.signatures import Call, call_of, function_of
from flatgen.templates import STOP
from flatgen.templating import NAMED

LITERAL = "literal"
KEPT = 4096
Matcher = Callable[[Value, Mapping[str, Value], dict[str, Value], bool], bool]


def match(
    pattern: Value,
    value: Value,
    definitions: Mapping[str, Value],
    found: dict[str, Value],
    strict: bool = False,
) -> bool:
    """Tell whether ``value`` is of the form ``pattern``; put what its names stand for in ``found``."""
    known = _matchers.get(id(pattern))
    if known is None or known[0] is not pattern:
        if len(_matchers) >= KEPT:
            _matchers.clear()
        known = _matchers[id(pattern)] = pattern, matcher(pattern)
    return known[1](value, definitions, found, strict)


_matchers: dict[
    int, tuple[Value, Matcher]
] = {}  # by the pattern itself: to hash it takes as long as to match


@lru_cache(maxsize=KEPT)
def matcher(pattern: Value) -> Matcher:
    """Return what tells whether a value is of the form of a pattern: what the pattern tells is asked once."""
    if isinstance(pattern, str):
        return lambda value, definitions, found, strict: found.setdefault(pattern, value) == value
    if isinstance(pattern, Literal):
        return lambda value, definitions, found, strict: _same_literal(pattern, value, strict)
    if isinstance(pattern, Global):  # a kind of numbers: float, np.float32
        number = pattern.path.removeprefix("numpy.")
        return lambda value, definitions, found, strict: (
            value == pattern or (isinstance(value, Literal) and value.known == number)
        )
    if pattern.op == NAMED:
        name, inner = map(matcher, pattern.args)
        return lambda value, definitions, found, strict: (
            name(value, definitions, found, strict) and inner(value, definitions, found, strict)
        )
    if pattern.op == STOP:
        return partial(_if_stopped, matcher(pattern.args[0]))
    return _of_call(pattern) if "." in pattern.op else _of_operator(pattern)


def _of_operator(pattern: Apply) -> Matcher:
    """Return what matches an operator: it has no parameters by name."""
    op, same = pattern.op, _arguments(pattern)

    def fits(
        value: Value, definitions: Mapping[str, Value], found: dict[str, Value], strict: bool
    ) -> bool:
        if type(value) is str:  # asked often: no isinstance
            value = definitions.get(value, value)
        if type(value) is not Apply or value.op != op:
            return False
        return same(value, definitions, found, strict)

    return fits


def _of_call(pattern: Apply) -> Matcher:
    """Return what matches a call, by the names of its parameters where its signature is known."""
    op, same = pattern.op, _arguments(pattern)
    named_arguments = cache(partial(_named_arguments, pattern))  # late: it may raise BadCall

    def fits(
        value: Value, definitions: Mapping[str, Value], found: dict[str, Value], strict: bool
    ) -> bool:
        if type(value) is str:
            value = definitions.get(value, value)
        if type(value) is not Apply:
            return False
        if op[:1] == "." and value.op != op:  # what only the method does
            return False
        named = named_arguments()
        if named is None:
            return op == value.op and same(value, definitions, found, strict)
        given = call_of(value)
        return given is not None and named(given, definitions, found, strict)

    return fits


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


def _arguments(pattern: Apply) -> Callable[..., bool]:
    """Return what matches the arguments of an operation as they stand."""
    wanted = pattern.args
    last = wanted[-1] if wanted else ""
    count = len(wanted)
    rest = last[1:] if isinstance(last, str) and last[:1] == "*" else ""
    parts = _parts((*wanted[:-1], rest) if rest else wanted)
    kinds = [(i, type(w)) for i, w in enumerate(wanted) if type(w) in (Apply, Literal)]

    def same(
        value: Apply, definitions: Mapping[str, Value], found: dict[str, Value], strict: bool
    ) -> bool:
        given = value.args
        if rest and not value.keys and len(given) >= count - 1:
            given = (*given[: count - 1], Apply("Tuple", given[count - 1 :]))
        if len(given) != count:
            return False
        if value.keys:
            return _same_keys(value, wanted, definitions, found, strict)
        for i, kind in kinds:  # most patterns are told apart by the kinds of their arguments
            other = type(given[i])
            if other is not kind and (other is not str or not definitions):
                return False
        for argument, (name, part) in zip(given, parts):
            if part is None:
                if found.setdefault(name, argument) != argument:
                    return False
            elif not part(argument, definitions, found, strict):
                return False
        return True

    return same


def _parts(wanted: Iterable[Value]) -> list[tuple[str, Matcher | None]]:
    """Return of each part of a pattern its name, as most are, or what matches it."""
    return [(w, None) if isinstance(w, str) else ("", matcher(w)) for w in wanted]


def stoppable(pattern: Apply, op: str) -> Apply:
    """Return a pattern in which the parts ``op(...)``, or what they are of, may be stopped gradients."""
    inner = [stoppable(a, op) if isinstance(a, Apply) else a for a in pattern.args]
    if pattern.op != op:
        return pattern._replace(args=tuple(inner))
    first, *rest = inner
    return Apply(STOP, (pattern._replace(args=(Apply(STOP, (first,)), *rest)),))


def _if_stopped(
    inner: Matcher,
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
        if inner(candidate, definitions, trial, strict):
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


def _named_arguments(pattern: Apply) -> Callable[..., bool] | None:
    """Return what matches a call by its parameters' names: those not given have their defaults, none is passed over.

    None where its signature isn't known; raise BadCall where that doesn't take it.
    """
    call = call_of(pattern)
    if call is None:
        return None
    op, given = call.op, dict(call.given)
    whole = given.get(call.signature.rest)
    if isinstance(whole, Apply) and whole.op == "Tuple":
        first = whole.args[0]
        if isinstance(first, str) and first.startswith("*"):
            given[call.signature.rest] = first[1:]
    wanted = list(zip(given, _parts(given.values())))

    def same(
        value: Call, definitions: Mapping[str, Value], found: dict[str, Value], strict: bool
    ) -> bool:
        if op != value.op:
            return False
        arguments, defaults = value.given, value.signature.defaults
        for name in arguments:
            if name not in given and arguments[name] != defaults.get(name):
                return False
        for name, (called, part) in wanted:
            argument = arguments[name] if name in arguments else defaults.get(name)
            if argument is None:
                return False
            if part is None:
                if found.setdefault(called, argument) != argument:
                    return False
            elif not part(argument, definitions, found, strict):
                return False
        return True

    return same


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
