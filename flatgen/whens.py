"""Whether a template's `when` holds: a condition on operands, in plain Python."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any

from flatgen.constants import known_value
from flatgen.ir import DISPLAYS, NUMBER, UNKNOWN, Apply, Value

TRUTHS = ("on_numbers", "raised", "routed", "pole")  # of a gradient; simplify.py says which
PLAIN: dict[str, Any] = {  # what a condition may call beside the questions
    f.__name__: f for f in (len, isinstance, tuple, set, int, str, abs, min, max)
}
QUESTIONS = (  # that a condition may put about shapes and numbers; facts.py has the answers
    *("listed", "rank", "axes", "square", "ranks", "scalar", "numpy", "python", "floating"),
    *("complex", "whole", "integers", "mask", "basic", "widens", "flips", "unique"),
    *("subscripted", "dim", "alike", "counts", "even"),
)
CONDITIONS = {*PLAIN, *QUESTIONS, *TRUTHS, "integer"}  # what it may name beside the pattern's names
NO_TRUTHS: Mapping[str, bool] = {}


class Operand:
    """An argument of which the text tells no value: a condition may ask for its shape."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __bool__(self) -> bool:
        raise LookupError("its truth isn't known")

    def __eq__(self, other: object) -> bool:
        raise LookupError("its value isn't known")

    def __len__(self) -> int:
        if isinstance(self.value, Apply) and self.value.op in DISPLAYS:
            return len(self.value.args)
        raise LookupError("its length isn't known")


WHOLE = Operand("")  # a parameter that is annotated as int
ALWAYS: dict[str, Any] = {"__builtins__": {}, "integer": WHOLE, **PLAIN}


def holds(
    when: CodeType,
    bound: Mapping[str, Value],
    known: Mapping[str, Any],
    questions: Mapping[str, Callable[..., Any]],
    truths: Mapping[str, bool] = NO_TRUTHS,
) -> bool:
    """Tell whether a rule's ``when`` is sure to be true of its arguments."""
    return truth(when, bound, known, questions, truths) is True


def truth(
    when: CodeType,
    bound: Mapping[str, Value],
    known: Mapping[str, Any],
    questions: Mapping[str, Callable[..., Any]],
    truths: Mapping[str, bool] = NO_TRUTHS,
) -> bool | None:
    """Return whether a rule's ``when`` is true, as far as what is known of its arguments tells.

    ``questions`` are those about shapes that a condition may put, such as ``rank(x)``; ``known`` has
    the values of names, ``truths`` those of TRUTHS.
    """
    names = Known()
    names.bound, names.known, names.questions, names.truths = bound, known, questions, truths
    try:
        return bool(eval(when, ALWAYS, names))
    except Exception:  # nothing, or nothing fit, is known of an argument
        return None


class Known(dict[str, Any]):
    """What the names in a condition stand for: each is looked up when it is read."""

    bound: Mapping[str, Value]
    known: Mapping[str, Any]
    questions: Mapping[str, Callable[..., Any]]
    truths: Mapping[str, bool]

    def __missing__(self, name: str) -> Any:
        if name in self.bound:
            value = self.bound[name]
            fact = self.known.get(value, UNKNOWN) if isinstance(value, str) else constant(value)
            fact = WHOLE if fact is int else fact
            return Operand(value) if fact is UNKNOWN or fact is NUMBER else fact
        if name in self.questions:
            question, bound = self.questions[name], self.bound
            return lambda *names: question(*map(bound.__getitem__, names))
        if name in TRUTHS:
            return self.truths.get(name, False)
        raise KeyError(name)


def condition(text: str, filename: str) -> CodeType:
    """Return a template's ``when``, ready to be asked: questions are put about parameters by their names."""
    tree = ast.parse(text, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") not in PLAIN:
            node.args = [
                ast.copy_location(ast.Constant(a.id), a) if isinstance(a, ast.Name) else a
                for a in node.args
            ]
    return compile(tree, filename, "eval")


def constant(value: Value) -> Any:
    """Return what a value is, if the text tells: a tuple of constants, too."""
    if isinstance(value, Apply) and value.op in ("Tuple", "List"):
        parts = [constant(argument) for argument in value.args]
        return UNKNOWN if any(part is UNKNOWN for part in parts) else tuple(parts)
    return known_value(value)
