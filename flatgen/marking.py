"""What is known of gradients through blocks: that they may be 0 where nothing is read, or infinite.

    r = np.sqrt(x)                  if r > 0:
    if r > 0:                           grad_x = grad_y / r
        y = x / r                       grad_r = ...
    else:                           else:
        y = x                           grad_x, grad_r = grad_y, 0.0
                                    grad_x = grad_x + divide(grad_r, 2 * r)

A branch that isn't run and a loop without rounds are routers: what is behind them has the gradient 0, whatever its
slope is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from flatgen.facts import Facts
from flatgen.ir import Apply, Atom, If, Loop, Value
from flatgen.linking import Link
from flatgen.masking import hands_zeros_down, is_pole, picks_entries
from flatgen.reaching import Nest


class Marked(Protocol):
    """A backward, and what it knows of the gradients of its values."""

    steps: list[Any]
    gradients: dict[str, Atom]
    uses: dict[str, int]
    routed: set[str]  # a router may have made them 0
    poles: set[str]  # they may be infinite
    hidden: set[str]  # one of their uses may not read all entries
    shown: set[str]  # one reads all


class Mark(NamedTuple):
    """One thing that may be known of a gradient: whence it is, and what hands it down."""

    begins: Callable[[Link, Value], object]
    passes: Callable[[Link], object]
    zero: (
        bool  # it may be 0: so where nothing is read, and not where another part of it has no mark
    )


ROUTED = Mark(lambda link, _: link.rule and (link.rule.routes or link.rule.picks), bool, True)
MOVED = Mark(lambda link, _: link.rule and link.rule.routes, bool, True)  # of tangents
POLE = Mark(is_pole, bool, False)
HIDDEN = Mark(lambda link, _: picks_entries(link), hands_zeros_down, True)


def hand_in(outer: Marked, inner: Marked, target: str, result: Atom) -> None:
    """Tell a block what is known of the gradient of what it gives out; or of a list, of what is read of it."""
    if isinstance(result, str):
        for mine, its in (
            (outer.routed, inner.routed),
            (outer.poles, inner.poles),
            (outer.hidden - outer.shown, inner.hidden),
        ):
            its |= {result} if target in mine else set()


def hand_on(outer: Marked, inner: Marked, loop: Loop, kept: Sequence[int]) -> None:
    """Tell a round what later ones make of the gradients of what it gives out; some have none after the last."""
    missing = {loop.block.results[k] for k in kept if not outer.gradients.get(loop.targets[k])}
    for mark, its in ((ROUTED, inner.routed), (POLE, inner.poles), (HIDDEN, inner.hidden)):
        start = its | {str(result) for result in missing if mark.zero}
        its |= in_rounds(inner, loop, kept, start, mark)[1]


def hand_out(
    outer: Marked, inners: tuple[Marked, ...], name: str, within: str = "", sure: bool = True
) -> None:
    """Note what blocks tell of the gradient of a value around them, which a loop calls ``within``.

    ``sure`` says that one of the blocks is run.
    """
    within = within or name
    unread = not sure or any(within not in inner.uses for inner in inners)
    if unread or any(within in inner.routed for inner in inners):
        outer.routed.add(name)
    if any(within in inner.poles for inner in inners):
        outer.poles.add(name)
    hides = unread or any(within in inner.hidden - inner.shown for inner in inners)
    (outer.hidden if hides else outer.shown).add(name)


# Through lists, which have marks in the backward of the whole program, as values have


def come_off(whole: Marked, inner: Marked, stack: str, name: str, in_part: bool) -> None:
    """Note of what goes onto a list what is known of the list; of one that is read ``in_part``, some is not read."""
    if in_part or stack in whole.routed:
        inner.routed.add(name)
    if stack in whole.poles:
        inner.poles.add(name)
    (inner.hidden if stack in whole.hidden else inner.shown).add(name)


# Before a block is gone through


def in_block(inner: Marked, given: set[str], others: set[str], mark: Mark) -> set[str]:
    """Return the values whose gradients have a mark, if ``given`` has it of what a block gives out, not ``others``."""
    found, bare = set(given), others - given if mark.zero else set()
    for step in inner.steps:
        if isinstance(step, Link):
            passes = step.equation.target in found - bare and mark.passes(step)
            marked = {n for _, n, g in step.operands if passes or mark.begins(step, g)}
            reached = {name for _, name, _ in step.operands}
        elif isinstance(step, Nest):
            marked, reached = around(step, found - bare, mark)
        else:
            continue
        found |= marked
        bare |= reached - marked if mark.zero else set()
    return found - bare


def around(nest: Nest, given: set[str], mark: Mark) -> tuple[set[str], set[str]]:
    """Return the values around a statement with blocks whose gradients have a mark after it, and all that it reads."""
    statement, found = nest.statement, set()
    kept = {k: statement.targets[k] in given for k in nest.kept}
    if isinstance(statement, If):
        for inner, block in zip(nest.inners, (statement.then, statement.orelse)):
            results = {str(block.results[k]) for k in kept}
            start = {str(block.results[k]) for k in kept if kept[k]}
            found |= in_block(inner, start, results, mark).intersection(nest.free)
            found |= {name for name in nest.free if mark.zero and name not in inner.uses}
        return found, set(nest.free)
    start = {str(statement.block.results[k]) for k in kept if kept[k]}
    marked, _ = in_rounds(nest.inners[0], statement, nest.kept, start, mark)
    begun = {str(statement.carried[k]): statement.block.parameters[k + 1] for k in nest.kept}
    found = {init for init, parameter in begun.items() if parameter in marked}
    return found | (set(nest.free) if mark.zero else marked & {*nest.free}), {*begun, *nest.free}


def in_rounds(
    inner: Marked, loop: Loop, kept: Sequence[int], start: set[str], mark: Mark
) -> tuple[set[str], set[str]]:
    """Return the values of a round whose gradients have a mark, and those of its results that have it."""
    parameters, results = loop.block.parameters[1:], loop.block.results
    given, whole = set(start), {str(results[k]) for k in kept}
    while True:
        marked = in_block(inner, given, whole, mark)
        marked |= {p for p in parameters if mark.zero and p not in inner.uses}
        named = {str(results[k]) for k in kept if parameters[k] in marked}
        if named <= given:
            return marked, given
        given |= named


# Tangents: what is known of them goes along with the values


def along_in(outer: Marked, inner: Marked, nest: Nest) -> None:
    """Tell a block what is known of the tangents around it; a round, what earlier ones make of them."""
    for mark, mine, its in ((MOVED, outer.routed, inner.routed), (POLE, outer.poles, inner.poles)):
        its |= mine
        if isinstance(nest.statement, Loop):
            its |= along_rounds(inner, nest.statement, nest.kept, its, mark)


def along_out(
    outer: Marked, inner: Marked, targets: Sequence[str], results: Sequence[Atom]
) -> None:
    """Note what a block tells of the tangents of what it gives out."""
    for mine, its in ((outer.routed, inner.routed), (outer.poles, inner.poles)):
        mine |= {target for target, result in zip(targets, results) if result in its}


def along_block(inner: Marked, given: set[str], mark: Mark) -> set[str]:
    """Return the values whose tangents have a mark, where those of ``given`` have it."""
    found = set(given)
    for step in reversed(inner.steps):
        if isinstance(step, Link):
            if any(name in found or mark.begins(step, g) for _, name, g in step.operands):
                found.add(step.equation.target)
        elif isinstance(step, Nest):
            found |= along_around(step, found, mark)
    return found


def along_around(nest: Nest, given: set[str], mark: Mark) -> set[str]:
    """Return what a statement with blocks gives out whose tangents have a mark."""
    statement = nest.statement
    if isinstance(statement, If):
        blocks = (statement.then, statement.orelse)
        ways = [(b.results, along_block(i, given, mark)) for b, i in zip(blocks, nest.inners)]
    else:
        marked = along_rounds(nest.inners[0], statement, nest.kept, given, mark)
        ways = [(statement.block.results, marked), (statement.carried, given)]
    return {
        statement.targets[k]
        for k in nest.kept
        for given_out, marked in ways
        if given_out[k] in marked
    }


def along_rounds(
    inner: Marked, loop: Loop, kept: Sequence[int], around: set[str], mark: Mark
) -> set[str]:
    """Return the values of a round whose tangents have a mark, in any of its rounds."""
    parameters, results = loop.block.parameters[1:], loop.block.results
    given = around | {parameters[k] for k in kept if loop.carried[k] in around}
    while True:
        marked = along_block(inner, given, mark)
        more = {parameters[k] for k in kept if results[k] in marked}
        if more <= given:
            return marked
        given |= more


def is_read_in_parts(name: str, nest: Nest, facts: Facts) -> bool:
    """Tell whether branches read parts of an array, by an index, and nothing else of it."""
    if facts.is_scalar(name) or not facts.is_numpy(name) or name in facts.partial:
        return False
    found = False
    for step in [step for inner in nest.inners for step in inner.steps]:
        if isinstance(step, Link):
            read = any(operand == name for _, operand, _ in step.operands)
            value = step.equation.value
            parts = isinstance(value, Apply) and value.op == "Item"
        else:
            read = isinstance(step, Nest) and name in step.free
            parts = read and (
                isinstance(step.statement, Loop) or is_read_in_parts(name, step, facts)
            )
        if read and not parts:
            return False
        found = found or read
    return found
