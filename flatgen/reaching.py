"""Which statements a gradient passes through: those on a way from an input to an output, through blocks, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flatgen.binding import Binding, Contribution
from flatgen.errors import Fault
from flatgen.infinities import infinite_values, standing
from flatgen.ir import (
    GET,
    POP,
    ROWS,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Loop,
    Parameter,
    Program,
    Result,
    Statement,
    Value,
    reads,
)
from flatgen.linking import Link, fault_of, find_link, lists_read
from flatgen.shapes import Shape
from flatgen.statements import free_in, is_effect, is_gate, is_of_list, is_stack, read_in, repeated
from flatgen.values import is_part

OVERWRITTEN = "overwritten: no gradient gets through"


class Nest(NamedTuple):
    """A statement with blocks that a gradient passes through, and the backward of each block."""

    statement: If | Loop
    inners: tuple[Any, ...]
    kept: list[int]  # which of its targets have a gradient
    free: list[str]  # values around it that get one


class Reaching(Binding):
    """The statements of one program that a gradient passes through."""

    steps: list[Link | Nest | Equation]
    reached: set[str]
    definitions: dict[str, Value]
    uses: dict[str, int]
    routed: set[str]
    poles: set[str]
    pending: dict[str, list[Contribution]]
    faults: list[Fault]
    started_tables: set[str]
    infinite: frozenset[str] = frozenset()  # values that may hold an infinity

    def root(self) -> Any:
        """Return the backward of the whole program."""
        found: Any = self
        while found.around is not None:
            found = found.around
        return found

    def links(self, wrt: list[str], outputs: set[str]) -> list[Link]:
        """Return, last first, the equations that a gradient passes through; count the uses."""
        self.infinite = infinite_values(self.program.body, self.facts)
        active = set(wrt)
        while True:  # what goes onto a list may be constant, and what goes there later not
            more = self.activate(set(active)) & self.facts.lists - active
            if not more:
                break
            active |= more
        lists: set[str] = set()
        while True:  # of a list either all gradients are needed, or none
            self.reach(outputs | lists)
            if self.reached & self.facts.lists == lists:
                break
            lists = self.reached & self.facts.lists
        for within in (self, *self.faults_within()):
            for step in within.steps:
                if isinstance(step, Link) and step.missing is not None:
                    self.faults.append(fault_of(step, self.facts, self.program))
        return [step for step in self.steps if isinstance(step, Link)]

    def of_side(
        self, inner: Any, seeds: list[Any], whole: list[str], ends: Iterable[tuple[str, str, Atom]]
    ) -> list[Atom]:
        """Return the gradients of one side of a branch, where what is as large as a target is so as its result."""
        facts, before = self.facts, dict[str, Shape]()
        for gradient, target, result in ends:
            if (
                gradient in facts.by_name
                and result in facts.by_name
                and target not in facts.partial
            ):
                if facts.by_name[gradient] == facts.by_name[target] != facts.by_name[str(result)]:
                    before[gradient] = facts.by_name[gradient]
                    facts.suppose(gradient, facts.by_name[str(result)])
        found: list[Atom] = inner.of_block(seeds, whole)
        for gradient, shape in before.items():
            facts.suppose(gradient, shape)
        return found

    def activate(self, active: set[str]) -> set[str]:
        """Note what a gradient passes through on its way from an input; return the names on the way."""
        self.ways, self.noted = {}, []
        for statement in self.program.body:
            if not isinstance(statement, Equation):
                nest = self.nest(statement, active)
                self.noted += [nest] if nest else []
                continue
            if is_gate(statement) or is_effect(statement.value):
                continue
            self.definitions[statement.target] = statement.value
            if self.is_of_list(statement):
                self.noted.append(statement)
                goes_in, comes_out = passed(statement)
                both = {goes_in, comes_out} <= self.facts.lists  # of lists on lists sizes are read
                if goes_in in active and not (both and is_stack(statement.value)):
                    active.add(comes_out)
                continue
            if any(name in active for name in reads(statement.value)):
                link = self.ways[statement.target] = self.link(statement, active, self.definitions)
                self.noted.append(link)
                if link.rule is None or link.rule.gradients:
                    active.add(statement.target)
        self.active = active
        return active

    def reach(self, outputs: set[str]) -> None:
        """Keep of that what leads to an output, last first; count how often each value is used."""
        active = self.active
        self.outputs = reached = outputs & active
        reached = set(reached)
        self.uses = dict.fromkeys(reached, 0)
        self.steps = []
        for step in reversed(self.noted):
            if isinstance(step, Equation):
                self.reach_stack(step, reached, active)
            elif isinstance(step, Nest):
                nest = self.reach_nest(step, reached, active)
                self.steps += [nest] if nest else []
                self.of_blocks |= {*step.statement.targets}
            elif step.equation.target in reached:
                self.steps.append(step)
                reached |= {name for _, name, _ in lists_read(step)} & active
                for _, name, _ in step.operands:
                    if name in active:
                        reached.add(name)
                        self.uses[name] = self.uses.get(name, 0) + 1
        self.reached = reached

    def is_of_list(self, equation: Equation) -> bool:
        """Tell whether an equation starts a list, changes it, or takes one thing off it."""
        return is_of_list(equation.value) or equation.target in self.facts.lists

    def link(self, equation: Equation, active: set[str], definitions: dict[str, Value]) -> Link:
        """Return an equation seen by its rule."""
        link = find_link(equation, active, definitions, self.facts)
        return standing(link, self.infinite, self.facts)

    def inner(self, block: Block) -> Any:
        """Return the backward of a block, which sees the names and facts around it."""
        parameters = tuple([Parameter(name) for name in block.parameters])
        results = tuple([Result("", atom) for atom in block.results])
        program = Program(self.program.name, parameters, block.body, results)
        made = type(self)(program, self.facts, self.names, self.prefix)
        made.values = self.values.within()
        for line in block.body:
            if isinstance(line, Equation) and isinstance(line.value, Apply) and is_part(line.value):
                made.values.note(line.target, line.value)
        made.around = self
        made.fitting = self.fitting
        made.definitions = dict(self.definitions)
        made.fixed = self.fixed
        made.infinite = self.infinite
        return made

    def nest(self, statement: If | Loop, active: set[str]) -> Nest | None:
        """Return a statement as a gradient sees it; add to ``active`` what it binds. None if none passes."""
        if isinstance(statement, If):
            inners = tuple([self.inner(block) for block in (statement.then, statement.orelse)])
            for inner, block in zip(inners, (statement.then, statement.orelse)):
                found = inner.activate(set(active))
                active |= {t for t, r in zip(statement.targets, block.results) if r in found}
                active |= found & self.facts.lists
        else:
            inner = self.inner(statement.block)
            inners = (inner,)
            parameters, results = statement.block.parameters[1:], statement.block.results
            given = active | {p for p, i in zip(parameters, statement.carried) if i in active}
            while True:
                found = inner.activate(set(given))
                more = {p for p, r in zip(parameters, results) if r in found} - given
                more |= found & self.facts.lists - given
                if not more:
                    break
                given |= more
            active |= {t for t, p in zip(statement.targets, parameters) if p in given}
            active |= given & self.facts.lists
        lists = self.facts.lists.intersection(read_in([statement]))
        if not active.intersection(statement.targets) and not active & lists:
            return None
        return Nest(statement, inners, [], [])

    def reach_stack(self, equation: Equation, reached: set[str], active: set[str]) -> None:
        """Keep what goes onto a list and comes off it: their gradients do so the other way round."""
        goes_in, comes_out = passed(equation)
        if comes_out in reached and goes_in in active:
            reached.add(goes_in)
            if goes_in not in self.facts.lists:
                self.uses[goes_in] = self.uses.get(goes_in, 0) + 1
        changed = equation.value.args[0] if is_stack(equation.value) else ""  # type: ignore[union-attr]
        if changed in reached or comes_out in reached:
            self.steps.append(equation)

    def reach_nest(self, nest: Nest, reached: set[str], active: set[str]) -> Nest | None:
        """Return what of a statement the gradient of what is ``reached`` passes through."""
        statement, inners = nest.statement, nest.inners
        lists = reached & self.facts.lists
        kept = [k for k, target in enumerate(statement.targets) if target in reached]
        if isinstance(statement, If):
            blocks: tuple[Block, ...] = (statement.then, statement.orelse)
            for inner, block in zip(inners, blocks):
                inner.reach({str(block.results[k]) for k in kept} | lists)
            given: list[Atom] = []
        else:
            blocks = (statement.block,)
            parameters, results = statement.block.parameters[1:], statement.block.results
            while True:
                inners[0].reach({str(results[k]) for k in kept} | lists)
                more = [
                    k for k, p in enumerate(parameters) if p in inners[0].uses and k not in kept
                ]
                if not more:
                    break
                kept = sorted([*kept, *more])
            given = [statement.carried[k] for k in kept]
        for inner in inners:
            reached |= inner.reached & self.facts.lists
        if not kept and not any(inner.steps for inner in inners):
            return None
        free = [name for block in blocks for name in free_in(block)]
        free += [name for inner in inners for name in inner.uses]  # a pattern may begin before
        used = {name for inner in inners for name in inner.uses} - self.facts.lists
        free = [name for name in dict.fromkeys(free) if name in used and name in active]
        for name in dict.fromkeys([*given, *free]):
            if isinstance(name, str) and name in active:
                reached.add(name)
                self.uses[name] = self.uses.get(name, 0) + 1
        return nest._replace(kept=kept, free=free)

    def faults_within(self) -> Iterator[Any]:
        """Yield the backwards of all blocks that a gradient passes."""
        for step in self.steps:
            for inner in step.inners if isinstance(step, Nest) else ():
                yield inner
                yield from inner.faults_within()


def passed(equation: Equation) -> tuple[str, str]:
    """Return what goes into a list, and that list; or a list, and what comes off it."""
    value = equation.value
    assert isinstance(value, Apply)
    if value.op in (POP, GET):
        return str(value.args[0]), equation.target
    if is_stack(value):
        return (value.args[-1] if isinstance(value.args[-1], str) else ""), str(value.args[0])
    source = value.args[0] if value.op == ROWS else repeated(value)
    return (source if isinstance(source, str) else ""), equation.target


def is_cleared(lines: list[Statement], table: str, index: Value) -> bool:
    """Tell whether a gradient on a list was set to 0 by the last line that has the list; that line is taken off."""
    last = next((line for line in reversed(lines) if table in read_in([line])), None)
    value = last.value if isinstance(last, Equation) and last.note == OVERWRITTEN else None
    if last is None or not isinstance(value, Apply) or value.args[:2] != (table, index):
        return False
    lines.remove(last)
    return True
