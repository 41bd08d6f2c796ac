"""Rules for forward mode: how the tangents of some inputs pass an operation, said by a template.

    def inverse_forward(y, a, dot_a):          dot_y = -y @ dot_a @ y
        dot_y = -y @ dot_a @ y
        return dot_y

They are for operations of which the rule, turned around, is not what one would write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flatgen.binding import Contribution
from flatgen.ir import Apply, Value
from flatgen.linking import Link
from flatgen.matching import match
from flatgen.ruling import Each, Rule
from flatgen.whens import holds

if TYPE_CHECKING:
    from flatgen.forward import Forward

Given = list[tuple[str, str, Value]]  # parameter, operand, gradient


def by_siblings(forward: Forward, link: Link, given: Given) -> tuple[list[Contribution], Given]:
    """Return what rules for forward mode say of some of the tangents, and what is left."""
    parts: list[Contribution] = []
    value = link.equation.value
    assert isinstance(value, Apply)
    for sibling in forward.rules.siblings_for(value.op):
        bound = matched(forward, sibling, value)
        taken = spoken_of(sibling, bound, given) if bound else []
        if taken:
            given = [one for one in given if one not in taken]
            parts.append(spliced(forward, link, sibling, bound))
    return parts, given


def matched(forward: Forward, sibling: Rule, value: Apply) -> dict[str, Value]:
    """Return what a rule's parameters stand for in an operation; nothing if it isn't of its form."""
    facts = forward.facts
    bound: dict[str, Value] = {}
    if any(map(facts.is_complex, value.args)) and not sibling.complex:
        return {}
    if not match(sibling.pattern, value, facts.definitions, bound):
        return {}
    fits = not sibling.when or holds(sibling.when, bound, facts.known, facts.questions)
    return bound if fits else {}


def spoken_of(sibling: Rule, bound: dict[str, Value], given: Given) -> Given:
    """Return the operands whose tangents a rule takes; none if one of them has no tangent."""
    found: Given = []
    for parameter in sibling.dots:
        ones = [one for one in given if one[1] == bound[parameter] and one not in found]
        same = [one for one in ones if one[0] == parameter]
        if len(ones) != 1 and not same:
            return []
        found.append((same or ones)[0])
    return found


def spliced(forward: Forward, link: Link, sibling: Rule, bound: dict[str, Value]) -> Contribution:
    """Return the tangent that a rule gives to the result, with the names of the program."""
    facts, target = forward.facts, link.equation.target
    dots = {f"dot_{p}": forward.gradients[str(bound[p])] for p in sibling.dots}
    seen = Link(link.equation, sibling, {**bound, **dots})
    tangent = sibling.gradients[sibling.output]
    assert not isinstance(tangent, Each)
    forward.splice(seen, [tangent])
    value = forward.contribution(seen, sibling.output, tangent, "")
    shaped = link.rule is not None and link.rule.shaped
    shape = facts.by_name[target] if shaped else facts.of_gradient(value)
    return Contribution(value, sibling.reasons[""], shape)
