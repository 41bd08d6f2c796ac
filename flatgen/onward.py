"""Forward mode through blocks: tangents go along with the values, in the same branches and rounds.

for i in range(n):           for i in range(n):
    s = s * x[i]                 dot_s = dot_s * x[i] + dot_x[i] * s
                                 s = s * x[i]
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen.backward import Backward
from flatgen.errors import Fault
from flatgen.ir import (
    BLANKS,
    INCREASE,
    POP,
    ROWS,
    UNBOUND,
    UNKNOWN,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Literal,
    Loop,
    Statement,
    Value,
    names,
    shown,
    substitute,
)
from flatgen.linking import Link, lists_read, read_numbers
from flatgen.marking import along_in, along_out
from flatgen.reaching import Nest
from flatgen.ruling import Each, Rule
from flatgen.statements import blocks_of, equations, is_stack, repeated
from flatgen.templating import COUNT, PLACE


class Onward(Backward):
    """The tangents of statements with blocks."""

    full: set[str]
    handed: set[str]
    loose: frozenset[str] = (
        frozenset()
    )  # arrays whose tangents may be the number 0: bound in blocks

    def pass_on(self, link: Link) -> None:
        raise AssertionError("the tangents of operations are in flatgen.forward")

    def along(self, body: Iterable[Statement]) -> None:
        """Append statements, each with the lines of its tangents."""
        links = {s.equation.target: s for s in self.steps if isinstance(s, Link)}
        nests = {s.statement.key: s for s in self.steps if isinstance(s, Nest)}
        for statement in body:
            if isinstance(statement, Equation):
                self.lines.append(statement)
                self.values.note(statement.target, statement.value)
                if self.is_of_list(statement):
                    self.along_stack(statement)
                elif statement.target in links:
                    link = links[statement.target]
                    self.along_list(link) if any(lists_read(link)) else self.pass_on(link)
            elif statement.key not in nests:
                self.lines.append(statement)
            elif isinstance(statement, If):
                self.along_choice(nests[statement.key], statement)
            else:
                self.along_loop(nests[statement.key], statement)

    def given_tables(self, dots: dict[str, str]) -> None:
        """Note the tangents of lists that are inputs, or vectors: lists, too."""
        for stack in self.facts.lists & dots.keys():
            self.facts.tables[f"{self.prefix}{stack}"] = dots[stack]
            self.facts.learn_gradient_list(dots[stack], stack)

    def put_on_lists(self) -> set[str]:
        """Return what goes onto lists, or is one afterwards: nobody knows how it is read there."""
        lines = filter(self.is_of_list, equations(self.program.body))
        return {name for line in lines for name in names(line.value)} - self.facts.lists

    def carried_in_full(self) -> set[str]:
        """Return what a loop starts with, and what a branch gives: the others, or rounds, give it in full."""
        steps = [s for within in (self, *self.faults_within()) for s in within.steps]
        found: set[str] = set()
        for nest in [step for step in steps if isinstance(step, Nest)]:
            statement = nest.statement
            ways = [block.results for block in blocks_of(statement)]
            ways += [statement.carried] if isinstance(statement, Loop) else []
            found |= {str(way[k]) for way in ways for k in nest.kept if isinstance(way[k], str)}
        return found

    def along_stack(self, equation: Equation) -> None:
        """Do with the tangents of what is on a list what is done with it."""
        value, target = equation.value, equation.target
        assert isinstance(value, Apply)
        self.place = (equation.line, equation.column)
        starts = target in self.facts.lists
        stack = target if starts else str(value.args[0])
        if stack not in self.reached and stack not in self.facts.lists & self.active:
            return
        table = self.table_of(stack)
        if starts:
            self.lines.append(Equation(table, self.tangents_at_first(value), *self.place))
        elif is_stack(value) and value.op != POP:
            if value.op == INCREASE and value.args[-1] not in self.gradients:
                return
            self.fill([value.args[-1]])
            tangent = self.tangent_of(value.args[-1])  # type: ignore[arg-type]
            self.change(value.op, table, *value.args[1:-1], tangent)
        else:
            name = self.names.fresh(f"{self.prefix}{self.called(target)}")
            taken = Apply(value.op, (table, *value.args[1:]))
            self.lines.append(Equation(name, taken, *self.place))
            self.learn_gradient(name, target)
            self.gradients[target] = name

    def tangents_at_first(self, value: Apply) -> Value:
        """Return the tangents of what is on a list as it starts: of constants, zeros."""
        if value.op == ROWS and value.args[0] in self.facts.lists & self.active:
            return Apply(ROWS, (self.table_of(str(value.args[0])),))
        if value.op == ROWS and value.args[0] in self.facts.lists:
            return Apply(BLANKS, (value.args[0], Literal("1.0", 1.0)))
        if value.op == ROWS:
            return Apply(ROWS, (self.tangent_of(value.args[0]),))  # type: ignore[arg-type]
        item = repeated(value)
        if item is not None:
            return Apply("Mult", (Apply("List", (self.tangent_of(item),)), value.args[1]))
        return value

    def along_list(self, link: Link) -> None:
        """Do with the tangents of a whole list what is done with it: where that is linear."""
        equation = link.equation
        self.place = (equation.line, equation.column)
        target, rule = equation.target, link.rule
        assert rule is not None
        read = {n for line in (*rule.lines.values(), *slopes_of(rule)) for n in read_numbers(line)}
        if read & {rule.output, *own_names(rule)}:
            message = "this function of a list that grows has no forward mode"
            help = "take it of an array: np.array of the list"
            self.faults.append(Fault(message, help, *self.place))
        by: dict[str, Value] = {stack: self.table_of(stack) for _, stack, _ in lists_read(link)}
        name = self.names.fresh(f"{self.prefix}{self.called(target)}")
        value = substitute(equation.value, by)
        self.lines.append(Equation(name, value, *self.place, "linear"))
        self.learn_gradient(name, target)
        self.gradients[target] = name

    def along_choice(self, nest: Nest, choice: If) -> None:
        made: list[Block] = []
        for inner, block in zip(nest.inners, (choice.then, choice.orelse)):
            assert isinstance(inner, Onward)
            given = [block.results[k] for k in nest.kept]
            along_in(self, inner, nest)
            found = inner.of_tangents_in(block, dict(self.gradients), given)
            along_out(self, inner, [choice.targets[k] for k in nest.kept], given)
            made.append(Block((), tuple(inner.lines), (*block.results, *found)))
            self.note_loose([choice.targets[k] for k in nest.kept], given, found, inner)
        targets = self.tangents_of([choice.targets[k] for k in nest.kept])
        whole = (*choice.targets, *targets)
        self.lines.append(choice._replace(targets=whole, then=made[0], orelse=made[1]))

    def along_loop(self, nest: Nest, loop: Loop) -> None:
        block, inner = loop.block, nest.inners[0]
        assert isinstance(inner, Onward)
        parameters = [block.parameters[k + 1] for k in nest.kept]
        starts = [loop.carried[k] for k in nest.kept]
        inits = [self.widened(self.tangent_of(start), start) for start in starts]
        own = [self.names.fresh(f"{self.prefix}{self.called(p)}") for p in parameters]
        for name, parameter in zip(own, parameters):
            self.learn_gradient(name, parameter)
        around = {**self.gradients, **dict(zip(parameters, own))}
        given = [block.results[k] for k in nest.kept]
        along_in(self, inner, nest)
        before = self.loose
        self.note_loose([loop.targets[k] for k in nest.kept], starts, inits, self)  # no round: it
        behind = self.loose - before
        self.loose = before
        self.note_loose(parameters, starts, inits, self)
        found = inner.of_tangents_in(block, around, given)
        self.loose = before | behind
        along_out(self, inner, [loop.targets[k] for k in nest.kept], given)
        body = Block((*block.parameters, *own), tuple(inner.lines), (*block.results, *found))
        self.note_loose([loop.targets[k] for k in nest.kept], given, found, inner)
        targets = self.tangents_of([loop.targets[k] for k in nest.kept])
        self.lines.append(
            loop._replace(
                targets=(*loop.targets, *targets), carried=(*loop.carried, *inits), block=body
            )
        )

    def of_tangents_in(
        self, block: Block, around: dict[str, Atom], results: list[Atom]
    ) -> list[Atom]:
        """Append a block's lines with those of its tangents; return the tangents of results."""
        assert isinstance(self.around, Onward)
        self.values, self.loose = self.around.values.within(), self.around.loose
        self.gradients = around
        self.full |= {name for name in results if isinstance(name, str)}
        self.whole = set(self.full)
        self.along(block.body)
        return [self.tangent_of(atom) for atom in results]

    def tangent_of(self, value: Atom) -> Atom:
        """Return the tangent of a value, zero where it doesn't move."""
        found = self.gradients.get(value, "") if isinstance(value, str) else ""
        if found:
            return found
        if isinstance(value, str):
            return self.nothing(value)
        of_file = isinstance(value, Literal) and value.known is UNKNOWN and value != UNBOUND
        if of_file and self.facts.arrays:
            like = Apply("numpy.zeros_like", (value,))  # of the file: it may be an array
            name = self.names.fresh(f"{self.prefix}{shown(value).rpartition('.')[2]}")
            return self.line(name, Apply("Mult", (like, Literal("1.0", 1.0))), "")
        return Literal("0.0", 0.0)

    def note_loose(
        self, targets: list[str], given: list[Atom], tangents: list[Atom], inner: Onward
    ) -> None:
        """Note the arrays that blocks give out of which some may have the number 0 for a tangent."""
        numbers = {
            target
            for target, value, tangent in zip(targets, given, tangents)
            if isinstance(value, str) and (value in inner.loose or isinstance(tangent, Literal))
        }
        arrays = [name for name in numbers if not self.facts.is_scalar(name)]
        self.loose |= frozenset(arrays if self.facts.arrays else ())

    def fill(self, values: Iterable[Value]) -> None:
        """Give the tangents of arrays that are there now their whole shape, where they may be the number 0."""
        for name in self.loose.intersection(v for v in values if isinstance(v, str)):
            whole = self.fitting.own(self.gradients[name], name)
            made = self.names.fresh(f"{self.prefix}{self.called(name)}")
            self.gradients[name] = self.line(made, whole, "")
            self.learn_gradient(made, name)
            self.loose -= {name}

    def tangents_of(self, targets: list[str]) -> list[str]:
        """Return names for the tangents of a statement's targets."""
        made = []
        for target in targets:
            name = self.names.fresh(f"{self.prefix}{self.called(target)}")
            self.learn_gradient(name, target)
            self.gradients[target] = name
            made.append(name)
        return made


def slopes_of(rule: Rule) -> list[Value]:
    """Return the gradients of a rule, those of elements as the element's."""
    return [g.value if isinstance(g, Each) else g for g in rule.gradients.values()]


def own_names(rule: Rule) -> set[str]:
    """Return what a rule calls lists, and the elements of them."""
    lists = {p: g for p, g in rule.gradients.items() if isinstance(g, Each)}
    elements = {
        t for g in lists.values() for t, o in zip(g.targets, g.over) if o not in (COUNT, PLACE)
    }
    return {*lists, *elements}
