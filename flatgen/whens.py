"""Whether a template's `when` holds: a condition on operands, in plain Python."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cached_property
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
    *("subscripted", "dim", "alike", "counts", "even", "positive"),
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
ALWAYS: dict[str, Any] = {"integer": WHOLE, **PLAIN}


class Condition:
    """A template's ``when``: made a function when it is first asked, as most never are."""

    def __init__(self, text: str, filename: str) -> None:
        self.text = text
        self.filename = filename

    @cached_property
    def names(self) -> frozenset[str]:
        """What it names: operands, questions, truths."""
        nodes = ast.walk(ast.parse(self.text, mode="eval"))
        return frozenset([node.id for node in nodes if isinstance(node, ast.Name)])

    @cached_property
    def asked(self) -> Callable[[Known], object]:
        """The condition as a function of what is known: ``rank(x) == 2`` puts a question about an operand."""
        body = Spelled().visit(ast.parse(self.text, mode="eval").body)
        told = ast.arguments([], [ast.arg("told")], None, [], [], None, [])
        tree = ast.fix_missing_locations(ast.Expression(ast.Lambda(told, body)))
        function: Callable[[Known], object] = eval(compile(tree, self.filename, "eval"), PLAIN)
        return function


class Spelled(ast.NodeTransformer):
    """Spells out what a condition asks: ``told.questions["rank"](told.bound["x"])``, ``told.value("axis")``."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Call(_told("value"), [ast.Constant(node.id)], [])

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = getattr(node.func, "id", "")
        if name in PLAIN:
            node.args = [self.visit(argument) for argument in node.args]
            return node
        node.func = _at(_told("questions"), name)
        node.args = [_at(_told("bound"), getattr(a, "id", "")) for a in node.args]
        return node


def _told(name: str) -> ast.expr:
    return ast.Attribute(ast.Name("told", ast.Load()), name, ast.Load())


def _at(base: ast.expr, key: str) -> ast.expr:
    return ast.Subscript(base, ast.Constant(key), ast.Load())


class Known:
    """What a condition may ask: its operands, the values of names, questions about shapes, truths."""

    __slots__ = ("bound", "known", "questions", "truths")

    def __init__(
        self,
        bound: Mapping[str, Value],
        known: Mapping[str, Any],
        questions: Mapping[str, Callable[..., Any]],
        truths: Mapping[str, bool],
    ) -> None:
        self.bound = bound
        self.known = known
        self.questions = questions
        self.truths = truths

    def value(self, name: str) -> Any:
        """Return what a name in a condition stands for."""
        if name in self.bound:
            value = self.bound[name]
            fact = self.known.get(value, UNKNOWN) if isinstance(value, str) else constant(value)
            fact = WHOLE if fact is int else fact
            return Operand(value) if fact is UNKNOWN or fact is NUMBER else fact
        return self.truths.get(name, False) if name in TRUTHS else ALWAYS[name]


def holds(
    when: Condition,
    bound: Mapping[str, Value],
    known: Mapping[str, Any],
    questions: Mapping[str, Callable[..., Any]],
    truths: Mapping[str, bool] = NO_TRUTHS,
) -> bool:
    """Tell whether a rule's ``when`` is sure to be true of its arguments."""
    return truth(when, bound, known, questions, truths) is True


def truth(
    when: Condition,
    bound: Mapping[str, Value],
    known: Mapping[str, Any],
    questions: Mapping[str, Callable[..., Any]],
    truths: Mapping[str, bool] = NO_TRUTHS,
) -> bool | None:
    """Return whether a rule's ``when`` is true, as far as what is known of its arguments tells.

    ``questions`` are those about shapes that a condition may put, such as ``rank(x)``; ``known`` has
    the values of names, ``truths`` those of TRUTHS.
    """
    try:
        return bool(when.asked(Known(bound, known, questions, truths)))
    except Exception:  # nothing, or nothing fit, is known of an argument
        return None


def constant(value: Value) -> Any:
    """Return what a value is, if the text tells: a tuple of constants, too."""
    if isinstance(value, Apply) and value.op in ("Tuple", "List"):
        parts = [constant(argument) for argument in value.args]
        return UNKNOWN if any(part is UNKNOWN for part in parts) else tuple(parts)
    return known_value(value)
