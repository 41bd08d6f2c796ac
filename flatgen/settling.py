"""The pass that works out what is known of every value: line by line, well-known names settled.

A mismatch of shapes that is sure is a fault at its line.
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen import shapes
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.ir import (
    POP,
    PUSH,
    STACKS,
    UNBOUND,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Literal,
    Loop,
    Program,
    Statement,
    Value,
    substitute,
)
from flatgen.learning import Learning
from flatgen.parse import Parsed
from flatgen.rules import RuleBook
from flatgen.shapes import Mismatch, Shape
from flatgen.statements import bound_in, equations
from flatgen.templating import settled
from flatgen.values import Values


def with_shapes(
    parsed: Parsed, rules: RuleBook, declared: dict[str, Shape], faults: list[Fault]
) -> tuple[Program, Facts]:
    """Return the program with every well-known name settled (``exp``: math's or numpy's), and the facts.

    Among arrays, what is computed again without a name of its own is the value that is there already.
    """
    facts = Learning(parsed, rules, declared)
    settler = Settler(parsed, facts)
    again: dict[str, Value] = {}
    body = settler.body(parsed.program.body, Values(), again)
    faults += settler.faults
    results = [r._replace(value=_again(r.value, again)) for r in parsed.program.results]
    return parsed.program._replace(body=tuple(body), results=tuple(results)), facts


class Settler:
    """Works through the statements of a program, blocks within blocks."""

    def __init__(self, parsed: Parsed, facts: Learning) -> None:
        self.parsed = parsed
        self.facts = facts
        self.faults: list[Fault] = []
        self.pushed: dict[str, list[Value]] = {}  # what goes onto each list, wherever
        for line in equations(parsed.program.body):
            if isinstance(line.value, Apply) and line.value.op == PUSH:
                grown, value = line.value.args
                self.pushed.setdefault(str(grown), []).append(value)

    def body(
        self, body: Iterable[Statement], values: Values, again: dict[str, Value]
    ) -> list[Statement]:
        """Return statements settled; ``again`` has what is computed already, by another name."""
        made: list[Statement] = []
        for statement in body:
            if isinstance(statement, Equation):
                equation = self.equation(statement, values, again)
                made += [equation] if equation else []
            elif isinstance(statement, If):
                made.append(self.choice(statement, values, again))
            else:
                made.append(self.loop(statement, values, again))
        return made

    def equation(
        self, equation: Equation, values: Values, again: dict[str, Value]
    ) -> Equation | None:
        """Return an equation settled, None where its value is there already."""
        facts, target = self.facts, equation.target
        value = at_place(substitute(equation.value, again) if again else equation.value, facts)
        value = facts.said_shortly(value)
        if facts.arrays:
            known = values.known(value)
            if known and target in self.parsed.temporaries:
                again[target] = known
                facts.learn_same(target, known)
                return None
            values.note(target, value)
        try:
            if isinstance(value, Apply) and value.op in STACKS:
                self.stack(target, value)
            elif target in facts.lists:
                facts.by_name[target] = shapes.unknown(target)
                self.pushed.setdefault(target, []).extend(numbers_in(value))
            else:
                facts.learn(target, value)
            facts.check_write(value)
            facts.kept_shape(target, self.parsed.in_place.get(target, ""))
        except Mismatch as mismatch:
            fault = Fault(str(mismatch), mismatch.help, equation.line, equation.column)
            self.faults += [fault] if fault not in self.faults else []
            facts.by_name[target] = shapes.unknown(target)
        facts.definitions[target] = value
        facts.forms.note(target, value)
        return equation if value is equation.value else equation._replace(value=value)

    def stack(self, target: str, value: Apply) -> None:
        """Note what goes onto a list, and of what comes off it what is known of that."""
        grown = str(value.args[0])
        self.facts.by_name[target] = shapes.SCALAR
        if value.op == POP:
            self.facts.learn_popped(target, self.pushed.get(grown, []))

    def block(self, block: Block, values: Values, again: dict[str, Value]) -> Block:
        """Return a block settled: what is there before it is there in it."""
        inner = dict(again)
        body = self.body(block.body, values.within(), inner)
        return block._replace(
            body=tuple(body), results=tuple([_again(atom, inner) for atom in block.results])
        )

    def choice(self, choice: If, values: Values, again: dict[str, Value]) -> If:
        sides = [self.block(side, values, again) for side in (choice.then, choice.orelse)]
        for target, *results in zip(choice.targets, *[side.results for side in sides]):
            self.facts.learn_either(target, results)
            if UNBOUND in results or self.facts.partial.intersection(map(str, results)):
                self.facts.partial.add(target)
        return choice._replace(test=substitute(choice.test, again), then=sides[0], orelse=sides[1])

    def loop(self, loop: Loop, values: Values, again: dict[str, Value]) -> Loop:
        """Return a loop settled: what it carries has a shape where that is the same in each round."""
        facts, parameters = self.facts, loop.block.parameters[1:]
        inits = [_again(atom, again) for atom in loop.carried]
        over = at_place(substitute(loop.over, again), facts)
        facts.learn_number(loop.block.parameters[0])
        for parameter, init in zip(parameters, inits):
            facts.learn_either(parameter, [init])
        sure, faults = set(parameters), list(self.faults)
        while True:
            self.faults = list(faults)
            block = self.block(loop.block, values, again)
            pairs = zip(parameters, block.results)
            other = [p for p, result in pairs if p in sure and not facts.is_alike(p, result)]
            if not other:
                break
            for parameter in other:
                sure.remove(parameter)
                init = inits[parameters.index(parameter)]
                result = block.results[parameters.index(parameter)]
                facts.learn_vaguely(parameter, [init, result])
            facts.forget(bound_in(loop.block.body))
        for target, init, parameter, result in zip(loop.targets, inits, parameters, block.results):
            facts.learn_either(target, [parameter if init is not UNBOUND else result])
            if init is UNBOUND or init in facts.partial:
                facts.partial |= {target, parameter}
        return loop._replace(over=over, carried=tuple(inits), block=block)


def _again(value: Atom, again: dict[str, Value]) -> Atom:
    known = again.get(value, value) if isinstance(value, str) else value
    assert not isinstance(known, Apply)
    return known


def at_place(value: Value, facts: Facts) -> Value:
    """Return a value with the functions that are used by a bare, well-known name settled."""
    if not isinstance(value, Apply):
        return value
    args = value.args
    if any(isinstance(argument, Apply) for argument in args):
        args = tuple([at_place(argument, facts) for argument in args])
        value = Apply(value.op, args, value.keys)
    if "." in value.op or not value.op.islower():
        return value
    op = settled(value.op, facts.is_scalar(value), facts.rules.helpers)
    facts.rules.knows(op)
    return Apply(op, args, value.keys)


def numbers_in(value: Value) -> list[Value]:
    """Return the numbers that a value is made of."""
    if isinstance(value, Apply):
        return [number for argument in value.args for number in numbers_in(argument)]
    return [value] if isinstance(value, Literal) else []
