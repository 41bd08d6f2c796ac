"""Forward mode through blocks: tangents go along with the values, in the same branches and rounds.

for i in range(n):           for i in range(n):
    s = s * x[i]                 dot_s = dot_s * x[i] + dot_x[i] * s
                                 s = s * x[i]
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen.backward import Backward
from flatgen.ir import POP, PUSH, Apply, Atom, Block, Equation, If, Literal, Loop, Statement
from flatgen.linking import Link
from flatgen.reaching import Nest
from flatgen.statements import is_stack


class Onward(Backward):
    """The tangents of statements with blocks."""

    full: set[str]

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
                if statement.target in links:
                    self.pass_on(links[statement.target])
                elif statement.target in self.reached & self.facts.lists:
                    assert isinstance(statement.value, Apply)
                    table = Equation(self.table_of(statement.target), statement.value)
                    self.lines.append(table)
                elif is_stack(statement.value):
                    self.along_stack(statement)
            elif statement.key not in nests:
                self.lines.append(statement)
            elif isinstance(statement, If):
                self.along_choice(nests[statement.key], statement)
            else:
                self.along_loop(nests[statement.key], statement)

    def along_stack(self, equation: Equation) -> None:
        """Put the tangent of what goes onto a list onto another one, and take it off there."""
        assert isinstance(equation.value, Apply)
        stack, *pushed = equation.value.args
        if stack not in self.reached and stack not in self.facts.lists & self.active:
            return
        table = self.table_of(str(stack))
        if pushed:
            tangent = self.tangent_of(pushed[0])  # type: ignore[arg-type]
            made = self.names.fresh(f"{table}_1")
            self.lines.append(Equation(made, Apply(PUSH, (table, tangent)), *self.place))
            return
        name = self.names.fresh(f"{self.prefix}{self.called(equation.target)}")
        self.lines.append(Equation(name, Apply(POP, (table,)), *self.place))
        self.learn_gradient(name, equation.target)
        self.gradients[equation.target] = name

    def along_choice(self, nest: Nest, choice: If) -> None:
        made: list[Block] = []
        for inner, block in zip(nest.inners, (choice.then, choice.orelse)):
            assert isinstance(inner, Onward)
            given = [block.results[k] for k in nest.kept]
            found = inner.of_tangents_in(block, dict(self.gradients), given)
            made.append(Block((), tuple(inner.lines), (*block.results, *found)))
        targets = self.tangents_of([choice.targets[k] for k in nest.kept])
        whole = (*choice.targets, *targets)
        self.lines.append(choice._replace(targets=whole, then=made[0], orelse=made[1]))

    def along_loop(self, nest: Nest, loop: Loop) -> None:
        block, inner = loop.block, nest.inners[0]
        assert isinstance(inner, Onward)
        parameters = [block.parameters[k + 1] for k in nest.kept]
        inits = [self.tangent_of(loop.carried[k]) for k in nest.kept]
        own = [self.names.fresh(f"{self.prefix}{self.called(p)}") for p in parameters]
        for name, parameter in zip(own, parameters):
            self.learn_gradient(name, parameter)
        around = {**self.gradients, **dict(zip(parameters, own))}
        found = inner.of_tangents_in(block, around, [block.results[k] for k in nest.kept])
        body = Block((*block.parameters, *own), tuple(inner.lines), (*block.results, *found))
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
        assert self.around is not None
        self.values = self.around.values.within()
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
        if not isinstance(value, str):
            return Literal("0.0", 0.0)
        return self.nothing(value)

    def tangents_of(self, targets: list[str]) -> list[str]:
        """Return names for the tangents of a statement's targets."""
        made = []
        for target in targets:
            name = self.names.fresh(f"{self.prefix}{self.called(target)}")
            self.learn_gradient(name, target)
            self.gradients[target] = name
            made.append(name)
        return made
