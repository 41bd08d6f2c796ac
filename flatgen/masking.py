"""What is computed only to be masked: its gradient is 0 where it isn't read, whatever its slope is there.

    y = np.where(x > 0, np.log(x), 0)        grad_x = np.where(x > 0, grad_s / x, 0)

A slope that is infinite where the mask hides it would make 0 * inf, which is no number. So a gradient is
masked again where it leaves the values that are read through the mask alone.
"""

from __future__ import annotations

from typing import NamedTuple

from flatgen.facts import Facts
from flatgen.ir import Apply, Literal, Value
from flatgen.linking import Link, operands
from flatgen.shapes import is_below

WHERE = "numpy.where"
ZERO = Literal("0", 0)


class Mask(NamedTuple):
    """Where values are read: where ``condition`` holds, or where it doesn't."""

    condition: Value
    holds: bool
    inside: frozenset[str]

    def masked(self, value: Value) -> Value:
        """Return a gradient, 0 where the values that it comes from aren't read."""
        parts = (value, ZERO) if self.holds else (ZERO, value)
        return Apply(WHERE, (self.condition, *parts))


def masks(found: list[Link], wrt: list[str], facts: Facts) -> dict[str, Mask]:
    """Return the masks of values, by name: of those with an infinite slope among them, or near it."""
    ways = {link.equation.target: link for link in found}
    readers: dict[str, set[str]] = {}
    for link in found:
        for _, name, _ in operands(link):
            readers.setdefault(name, set()).add(link.equation.target)
    roots: dict[tuple[Value, bool], dict[str, set[str]]] = {}  # what is masked, and by which values
    for link in found:
        if link.rule is None or not link.rule.masks:
            continue
        both = link.bound["x"] == link.bound["y"]
        for parameter, holds in (("x", True), ("y", False)):
            read = link.bound[parameter]
            if isinstance(read, str) and not both:
                masked = roots.setdefault((link.bound["c"], holds), {})
                masked.setdefault(read, set()).add(link.equation.target)
    result: dict[str, Mask] = {}
    for (condition, holds), masked in roots.items():
        inside = _inside(masked, condition, ways, readers, wrt, facts)
        if any(_is_wild(ways[n]) for n in inside):
            mask = Mask(condition, holds, frozenset(inside))
            result |= dict.fromkeys(inside, mask)
    return result


def _inside(
    masked: dict[str, set[str]],
    condition: Value,
    ways: dict[str, Link],
    readers: dict[str, set[str]],
    wrt: list[str],
    facts: Facts,
) -> set[str]:
    """Return the values that are read through a mask alone, element by element.

    ``masked`` are those that it reads itself, each with the values that are so masked.
    """
    inside: set[str] = set()
    todo = list(masked)
    while todo:
        here = todo.pop()
        if here in inside or here in wrt or here not in ways:
            continue
        link = ways[here]
        elementwise = link.rule is None or not link.rule.shaped
        whole = is_below(facts.of(condition), facts.by_name[here])
        if elementwise and whole and readers[here] <= inside | masked.get(here, set()):
            inside.add(here)
            todo += [operand for _, operand, _ in operands(link)] + list(masked)
    return inside


def _is_wild(link: Link) -> bool:
    """Tell whether an operation may have an infinite slope, or an infinite value."""
    return link.rule is not None and not link.rule.tame
