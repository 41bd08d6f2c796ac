"""Patterns: whether a value is of the form that a template is for."""

from __future__ import annotations

from types import CodeType
from typing import Any

from flatgen.constants import known_value
from flatgen.ir import UNKNOWN, Apply, Literal, Value


def match(
    pattern: Value,
    value: Value,
    definitions: dict[str, Value],
    found: dict[str, Value],
    strict: bool = False,
) -> bool:
    """Tell whether ``value`` is of the form ``pattern``; put what its names stand for in ``found``."""
    if isinstance(pattern, str):
        return found.setdefault(pattern, value) == value
    if isinstance(pattern, Literal):  # a number written out: a named one may get another value
        if not isinstance(value, Literal) or value.text[:1] not in "-.0123456789":
            return False
        if strict and type(value.known) is not type(pattern.known):
            return False  # 1.0 * x is a float where x is an integer
        return bool(value.known == pattern.known)
    if isinstance(value, str):
        value = definitions.get(value, value)
    if not isinstance(value, Apply) or not isinstance(pattern, Apply) or pattern.op != value.op:
        return False
    wanted, given = pattern.args, value.args
    if wanted and isinstance(wanted[-1], str) and wanted[-1].startswith("*") and not value.keys:
        first = len(wanted) - 1
        if len(given) < first:
            return False
        given = (*given[:first], Apply("Tuple", given[first:]))
        wanted = (*wanted[:first], wanted[-1][1:])
    if len(wanted) != len(given):
        return False
    plain = len(given) - len(value.keys)
    order = dict(zip(wanted[:plain], given[:plain]))
    for key, argument in zip(value.keys, given[plain:]):
        if key not in wanted or key in order:
            return False
        order[key] = argument
    if value.keys:
        return all(match(w, order[w], definitions, found, strict) for w in wanted)
    return all(match(w, g, definitions, found, strict) for w, g in zip(wanted, given))


def holds(when: CodeType, bound: dict[str, Value], known: dict[str, Any]) -> bool:
    """Tell whether a rule's ``when`` is true of what is known of its arguments."""
    facts = {}
    for name, value in bound.items():
        fact = known.get(value, UNKNOWN) if isinstance(value, str) else known_value(value)
        if fact is not UNKNOWN:
            facts[name] = fact
    try:
        return bool(eval(when, {"__builtins__": {}, "integer": int}, facts))
    except Exception:  # nothing, or nothing fit, is known of an argument
        return False
