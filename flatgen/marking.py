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

from flatgen.ir import Atom, If, Loop, Value
from flatgen.linking import Link
from flatgen.masking import hands_zeros_down, has_pole, picks_entries
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
POLE = Mark(lambda _, gradient: has_pole(gradient), bool, False)
HIDDEN = Mark(lambda link, _: picks_entries(link), hands_zeros_down, True)


def hand_in(outer: Marked, inner: Marked, target: str, result: Atom) -> None:
    """Tell a block what is known of the gradient of what it gives out."""
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
