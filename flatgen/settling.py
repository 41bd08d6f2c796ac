"""The pass that works out what is known of every value: line by line, well-known names settled.

A mismatch of shapes that is sure is a fault at its line.
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen import shapes
from flatgen.counting import first_of
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.increasing import increased
from flatgen.indexing import is_dots, is_none, is_simple, parts_of
from flatgen.ir import (
    GET,
    PUSH,
    PUT,
    ROWS,
    SIZES,
    STACKS,
    UNBOUND,
    UNKNOWN,
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
    names,
    substitute,
    with_args,
)
from flatgen.learning import Learning, OnList
from flatgen.mixing import mixed, with_complex_starts
from flatgen.parse import Parsed
from flatgen.partial import joined
from flatgen.rules import RuleBook
from flatgen.shapes import Mismatch, Shape
from flatgen.singles import numbers_by_use
from flatgen.statements import bound_in, is_effect, is_gate
from flatgen.templating import settled
from flatgen.values import Values
from flatgen.writes import is_write


def with_shapes(
    parsed: Parsed, rules: RuleBook, declared: dict[str, Shape], faults: list[Fault]
) -> tuple[Program, Facts]:
    """Return the program with every well-known name settled (``exp``: math's or numpy's), and the facts.

    Among arrays, what is computed again is the value that is there already.
    """
    on_lists: dict[str, OnList] = {}
    numbers: set[str] = set()
    while True:
        facts = Learning(parsed, rules, declared)
        facts.supposed_on, facts.numbers_by_use = on_lists, numbers
        settler = Settler(parsed, facts)
        again: dict[str, Value] = {}
        body = settler.body(parsed.program.body, Values(), again)
        more = settler.mistaken()
        single = numbers_by_use(parsed.program._replace(body=tuple(body)), facts) - numbers
        begun = None if more or single else with_complex_starts(parsed, body, facts)
        if not (more or single or begun):
            break
        parsed, numbers = begun or parsed, numbers | single
        on_lists = {**on_lists, **more}
    faults += [*settler.faults, *mixed(body, parsed.program, facts)]
    results = [r._replace(value=_again(r.value, again)) for r in parsed.program.results]
    whole = increased(body, facts, parsed.temporaries) if facts.lists else tuple(body)
    return parsed.program._replace(body=whole, results=tuple(results)), facts


class Settler:
    """Works through the statements of a program, blocks within blocks."""

    def __init__(self, parsed: Parsed, facts: Learning) -> None:
        self.parsed = parsed
        self.facts = facts
        self.faults: list[Fault] = []
        self.here: set[str] = set()  # what is bound in the body that is worked through
        self.rows: set[str] = (
            set()
        )  # parts of arrays that nothing was written into since they were read
        self.within = 0  # how many are
        self.pushed: dict[str, list[Value]] = {}  # what goes onto each list
        self.taken: dict[str, tuple[str, OnList]] = {}  # of what list, known to be what

    def body(
        self, body: Iterable[Statement], values: Values, again: dict[str, Value]
    ) -> list[Statement]:
        """Return statements settled; ``again`` has what is computed already, by another name."""
        made: list[Statement] = []
        around, self.here = self.here, set()
        self.rows = set()
        if not self.within:
            self.here |= {p.name for p in self.parsed.program.parameters}
        self.within += 1
        for statement in body:
            if isinstance(statement, Equation):
                equation = self.equation(statement, values, again)
                made += [equation] if equation else []
                self.here.add(statement.target)
            elif isinstance(statement, If):
                made.append(self.choice(statement, values, again))
            else:
                made.append(self.loop(statement, values, again))
        self.here = around
        self.rows = set()
        self.within -= 1
        return made

    def equation(
        self, equation: Equation, values: Values, again: dict[str, Value]
    ) -> Equation | None:
        """Return an equation settled, None where its value is there already."""
        facts, target = self.facts, equation.target
        if is_effect(equation.value):
            facts.learn_asserted(equation.value, self.here)
            return equation._replace(value=substitute(equation.value, again))
        value = at_place(substitute(equation.value, again) if again else equation.value, facts)
        value = self.at_once(facts.said_shortly(value))
        if is_write(value):
            self.rows = set()
        elif target in self.parsed.temporaries and getattr(value, "op", "") == "Item":
            self.rows.add(target)
        if is_gate(equation):
            facts.by_name[target] = shapes.SCALAR
            return equation._replace(value=value)
        if facts.arrays:
            reads_list = bool(facts.lists) and not facts.lists.isdisjoint(names(value))
            known = "" if reads_list else values.known(value)
            if known and target in self.parsed.temporaries:
                again[target] = known
                facts.learn_same(target, known)
                return None
            if not reads_list:  # what is on it changes
                values.note(target, value)
        try:
            if isinstance(value, Apply) and value.op in (*STACKS, GET):
                self.stack(target, value)
            elif target in facts.lists:
                self.pushed.setdefault(target, []).extend(first_on(value, facts.lists))
                facts.learn_list(target, self.pushed[target])
            elif is_count(value, facts.lists):
                facts.learn_number(target)
            else:
                facts.learn(target, value)
                if target in facts.numbers_by_use:
                    facts.by_name[target] = shapes.SCALAR
                self.take(target, value)
            facts.check_write(value)
            facts.kept_shape(target, self.parsed.in_place.get(target, ""))
        except Mismatch as mismatch:
            fault = Fault(str(mismatch), mismatch.help, equation.line, equation.column)
            self.faults += [fault] if fault not in self.faults else []
            facts.by_name[target] = shapes.unknown(target)
        facts.definitions[target] = value
        for name in with_axes(value, target):
            facts.learn_axes(name)
        facts.forms.note(target, value)
        return equation if value is equation.value else equation._replace(value=value)

    def at_once(self, value: Value) -> Value:
        """Return ``x[i][j]`` as ``x[i, j]``, where nothing was written into x since x[i] was read."""
        if not isinstance(value, Apply) or value.op != "Item" or value.args[0] not in self.rows:
            return value
        row, inner = self.facts.definitions[str(value.args[0])], value.args[1]
        assert isinstance(row, Apply)
        basic = all(is_simple(part) or self.facts.is_whole(part) for part in parts_of(inner))
        if not basic or not self.is_sure_array(row.args[0]):
            return value
        index = joined(row.args[1], inner, self.facts.is_whole)
        return value if index is None else Apply("Item", (row.args[0], index))

    def is_sure_array(self, value: Value) -> bool:
        """Tell whether a value is an array: of known axes, or with those of an input; no tuple of several."""
        shape = self.facts.of(value)
        inputs = {p.name for p in self.parsed.program.parameters}
        known = shapes.dims_of(shape) is not None or set(shape) <= inputs
        return known and self.facts.is_numpy(value)

    def stack(self, target: str, value: Apply) -> None:
        """Note what goes onto a list, and of what comes off it what is known of that."""
        grown = str(value.args[0])
        self.facts.by_name[target] = shapes.SCALAR
        if value.op in (PUSH, PUT):
            self.pushed.setdefault(grown, []).append(value.args[-1])
            self.facts.learn_list(grown, self.pushed[grown])
        else:
            self.facts.learn_taken(target, grown)
            self.take(target, value)

    def take(self, target: str, value: Value) -> None:
        """Note what is taken to be on the lists that are read: more may go onto them in a later round."""
        for stack in self.facts.lists and self.facts.lists.intersection(names(value)):
            self.taken[target] = stack, self.facts.known_of(stack)
            if shapes.dims_of(self.facts.by_name[target]) is None:  # another one at another time
                self.facts.suppose(target, shapes.unknown(target))

    def mistaken(self) -> dict[str, OnList]:
        """Return what is known of the lists onto which something else went after they were read."""
        facts = self.facts
        wrong = {stack for stack, known in self.taken.values() if facts.known_of(stack) != known}
        found = {stack: facts.known_of(stack) for stack in wrong}
        return {s: known for s, known in found.items() if facts.supposed_on.get(s) != known}

    def block(self, block: Block, values: Values, again: dict[str, Value]) -> Block:
        """Return a block settled: what is there before it is there in it."""
        inner = dict(again)
        body = self.body(block.body, values.within(), inner)
        return block._replace(
            body=tuple(body), results=tuple([_again(atom, inner) for atom in block.results])
        )

    def choice(self, choice: If, values: Values, again: dict[str, Value]) -> If:
        sides = []
        for side in (choice.then, choice.orelse):
            lined, together = set(self.facts.lined), set(self.facts.lined_together)
            sides.append(self.block(side, values, again))
            self.facts.forget_axes(lined, together, {*bound_in(side.body)})
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
        facts.spans[f"={loop.item}"] = facts.span(over, loop.item)[0]
        if first_of(over) > 0:
            facts.positive.add(loop.item)
        for target, parameter, init in zip(loop.targets, parameters, inits):
            facts.learn_either(parameter, [init])
            if init is UNBOUND or init in facts.partial:  # what blocks in it make of that is, too
                facts.partial |= {target, parameter}
        sure, faults = set(parameters), list(self.faults)
        while True:
            self.faults = list(faults)
            block = self.block(loop.block, values, again)
            pairs = list(zip(parameters, block.results))
            other = [p for p, result in pairs if p in sure and not facts.is_alike(p, result)]
            bent = [p for p, result in pairs if p not in sure and not facts.keeps_axes(p, result)]
            if not other and not bent:
                break
            for parameter in other:
                sure.remove(parameter)
                init = inits[parameters.index(parameter)]
                result = block.results[parameters.index(parameter)]
                facts.learn_vaguely(parameter, [init, result])
            for parameter in bent:
                facts.suppose(parameter, shapes.unknown(parameter))
            facts.forget(bound_in(loop.block.body))
        inside = {*block.parameters, *bound_in(block.body)}
        for target, init, parameter, result in zip(loop.targets, inits, parameters, block.results):
            facts.learn_last(target, parameter if init is not UNBOUND else result, inside)
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
    if Apply in map(type, args):
        args = tuple([at_place(argument, facts) for argument in args])
        value = with_args(value, args)
    if "." in value.op or not value.op.islower():
        return value
    of_numbers = facts.is_scalar(value) and not any(map(facts.is_numpy, args))
    op = settled(value.op, of_numbers, facts.rules.helpers)
    facts.rules.knows(op)
    return Apply(op, args, value.keys)


def with_axes(value: Value, target: str = "") -> list[str]:
    """Return the names that are sure to have an axis: what ``@`` multiplies, what has sizes or parts; a part, too."""
    if not isinstance(value, Apply):
        return []
    found: list[str] = []
    for argument in value.args:
        if type(argument) is Apply:
            found += with_axes(argument)
    if "axis" in value.keys and isinstance(value.args[0], str):
        axis = value.args[len(value.args) - len(value.keys) + value.keys.index("axis")]
        found += [value.args[0]] if getattr(axis, "known", 0) not in (0, -1, None, UNKNOWN) else []
    if value.op == "MatMult":
        return found + [argument for argument in value.args if isinstance(argument, str)]
    if value.op == "Item":
        base = value.args[0]
        base = base.args[0] if isinstance(base, Apply) and base.op in SIZES else base
        parts = parts_of(value.args[1])
        reads = any(is_simple(part) and not is_none(part) and not is_dots(part) for part in parts)
        numbered = any(isinstance(part, Literal) and type(part.known) is int for part in parts)
        found += [base] if isinstance(base, str) and (reads or numbered) else []
        found += [target] if reads or any(map(is_none, parts)) else []
    return found


def first_on(value: Value, lists: set[str]) -> list[Value]:
    """Return what is on a list as it starts."""
    if not isinstance(value, Apply) or not value.args:
        return []
    if value.op == ROWS:
        if value.args[0] in lists:
            return [value.args[0]]
        return [Apply("Item", (value.args[0], Literal("0", 0)))]
    first = value.args[0]  # a list of zeros for what is on another one, or a display
    return list(first.args) if isinstance(first, Apply) else [first]


def is_count(value: Value, lists: set[str]) -> bool:
    """Tell whether a value is how much is on a list."""
    return isinstance(value, Apply) and value.op == "len" and value.args[0] in lists
