"""What a template leaves to be written out when its arguments are known: lists, an einsum's subscripts."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from flatgen.einsum import gradient, gradient_subscripts
from flatgen.ir import DISPLAYS, NONE, Apply, Literal, Program, Value, substitute, with_args
from flatgen.statements import equations
from flatgen.templating import EACH

if TYPE_CHECKING:
    from flatgen.facts import Facts

SWAPPED = "swapped"
CONJUGATE = "numpy.conj"
CUT = "cut"


def expanded(facts: Facts, value: Value) -> Value:
    """Return a value with ``[element for x in xs]`` and swapped subscripts written out, such lists counted."""
    if type(value) is not Apply:
        return value
    if value.op == EACH:
        own, over, element = value.args
        assert isinstance(own, str)
        items = [expanded(facts, substitute(element, {own: x})) for x in _items(over)]
        return Apply("List", tuple(items))
    if value.op == SWAPPED:
        return _swapped(facts, value)
    if value.op == CUT:
        return _cut(facts, value)
    if value.op == "len" and isinstance(value.args[0], Apply) and value.args[0].op in DISPLAYS:
        count = len(value.args[0].args)
        return Literal(str(count), count)
    if Apply not in map(type, value.args):
        return value
    args = [expanded(facts, a) if type(a) is Apply else a for a in value.args]
    return with_args(value, tuple(args))


def _items(over: Value) -> tuple[Value, ...]:
    """Return the parts of a display, or of a slice of it."""
    assert isinstance(over, Apply)
    if over.op != "Item":
        return over.args
    base, index = over.args
    assert isinstance(base, Apply)
    assert isinstance(index, Apply)
    bounds = [a.known if isinstance(a, Literal) else None for a in index.args]
    return base.args[slice(*bounds)]


def _swapped(facts: Facts, value: Apply) -> Value:
    subscripts, i, upstream, operands, optimize = value.args
    text, number = facts.constant(subscripts), facts.constant(i)
    assert isinstance(operands, Apply)
    given = {} if facts.constant(optimize) is False else {"optimize": optimize}
    parts = operands.args
    if operands.op == CONJUGATE:  # of each of the others
        (operands,) = operands.args
        assert isinstance(operands, Apply)
        parts = tuple(
            [
                Apply(CONJUGATE, (x,)) if j != number and facts.is_complex(x) else x
                for j, x in enumerate(operands.args)
            ]
        )
    return gradient(text, number, upstream, parts, _ranks(facts, operands), given)


def _cut(facts: Facts, value: Apply) -> Value:
    """Return where one of joined arrays begins: the sum of the sizes of those before, None at the ends."""
    arrays, axis, i = value.args
    assert isinstance(arrays, Apply)
    before = arrays.args[: facts.constant(i)]
    if not before or len(before) == len(arrays.args):
        return NONE
    sizes = [Apply("Item", (Apply("numpy.shape", (x,)), axis)) for x in before]
    return reduce(lambda total, size: Apply("Add", (total, size)), sizes)


def _ranks(facts: Facts, operands: Apply) -> list[int | None]:
    found: list[int | None] = []
    for operand in operands.args:
        try:
            found.append(facts.rank(operand))
        except LookupError:
            found.append(None)
    return found


def lettered(program: Program) -> dict[str, int]:
    """Return how many axes inputs have by the subscripts of the einsums that they are in."""
    found: dict[str, int] = {}
    for equation in equations(program.body):
        value = equation.value
        if isinstance(value, Apply) and value.op == "numpy.einsum" and not value.keys:
            text = value.args[0].known if isinstance(value.args[0], Literal) else None
            terms = text.partition("->")[0].replace(" ", "") if isinstance(text, str) else "."
            if "." not in terms:
                pairs = zip(value.args[1:], terms.split(","))
                found |= {name: len(term) for name, term in pairs if isinstance(name, str)}
    return found


def subscripted(facts: Facts, subscripts: Value, operands: Value) -> bool:
    """Tell whether the gradients of an einsum can be worked out."""
    text = facts.constant(subscripts)
    if not isinstance(text, str) or not isinstance(operands, Apply) or operands.op not in DISPLAYS:
        return False
    try:
        for i, _ in enumerate(operands.args):
            gradient_subscripts(text, i, _ranks(facts, operands))
    except ValueError:
        return False
    return True
