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
    result: dict[str, Mask] = {}
    for link in found:
        if link.rule is None or not link.rule.masks:
            continue
        for parameter, holds in (("x", True), ("y", False)):
            operand = link.bound[parameter]
            inside = _inside(operand, link, ways, readers, wrt, facts)
            if any(_is_wild(ways[n]) for n in inside):
                mask = Mask(link.bound["c"], holds, frozenset(inside))
                result |= dict.fromkeys(inside, mask)
    return result


def _inside(
    name: Value,
    mask: Link,
    ways: dict[str, Link],
    readers: dict[str, set[str]],
    wrt: list[str],
    facts: Facts,
) -> set[str]:
    """Return the values that are read by the mask alone, element by element."""
    target = mask.equation.target
    shape = facts.by_name[target]
    inside: set[str] = set()
    todo: list[str] = [name] if isinstance(name, str) else []
    while todo:
        here = todo.pop()
        if here in inside or here in wrt or here not in ways:
            continue
        link = ways[here]
        elementwise = link.rule is None or not link.rule.shaped
        whole = facts.by_name[here] == shape and is_below(facts.of(mask.bound["c"]), shape)
        if elementwise and whole and readers[here] <= inside | {target}:
            inside.add(here)
            todo += [operand for _, operand, _ in operands(link)]
    return inside


def _is_wild(link: Link) -> bool:
    """Tell whether an operation may have an infinite slope, or an infinite value."""
    return link.rule is not None and not link.rule.tame
