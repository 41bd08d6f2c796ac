"""Names that a loop binds first: what a round finds them to be, if one before has bound them.

for i in range(3):
    if i == 1:
        c = x * w        c is what it was, where that isn't run: not what it is to be
return c
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flatgen.counting import loops_in
from flatgen.ir import UNBOUND, Atom, If, Literal, Loop, Statement
from flatgen.ranges import Ranges
from flatgen.statements import blocks_of, read_in, with_blocks
from flatgen.static import Scope, Static

NOTHING_YET = Literal("None", None)


class Coming(Ranges):
    """Follows them from round to round."""

    def entered_unbound(
        self,
        scope: Scope,
        name: str,
        value: Static | None,
        inits: list[Atom],
        parameters: list[str],
    ) -> None:
        """Let a loop give its rounds what those before made of a name: what an outer one gave it, in the first."""
        if value is None:
            inits[-1] = self.coming.get((id(scope), name), UNBOUND)
            self.coming[id(scope), name] = parameters[-1]
        elif value in self.may_come:
            self.ask(self.may_come[value])
        elif isinstance(value, str) and value in self.in_part:
            self.come.add(value)

    def check_coming(
        self, parameters: list[str], results: list[Atom], body: list[Statement], node: ast.AST
    ) -> None:
        """Report what rounds read of the one before that is no value there: a list, a tuple or a function."""
        loops = [*loops_in(body)]
        for parameter, result in zip(parameters, results):
            if result is UNBOUND and self.is_asked(parameter, loops):
                self.fault(node, *not_handed_on(self.variables.get(parameter, parameter)))

    def is_asked(self, parameter: str, loops: list[Loop]) -> bool:
        """Tell whether what a round finds a name to be is read in it, or in loops that it is handed to."""
        inner = [
            own
            for loop in loops
            for own, given in zip(loop.block.parameters[1:], loop.carried)
            if given == parameter
        ]
        return parameter in self.came or any(self.is_asked(own, loops) for own in inner)

    def released(self, loop: Loop) -> Loop:
        """Return a loop without what an outer one gives its rounds, where each of them binds the name anew."""
        coming = {*self.coming.values()}
        if coming.isdisjoint(map(str, loop.carried)):
            return loop
        used = {*read_in(loop.block.body), *loop.block.results}
        runs = bool(self.numbers_of(loop.over))
        carried: list[Atom] = []
        of_rounds = zip(loop.targets, loop.block.parameters[1:], loop.carried, loop.block.results)
        for target, parameter, init, result in of_rounds:
            own = isinstance(init, str) and init in coming
            if own and runs and parameter not in used:
                init = UNBOUND
                self.owners[target] = self.owners_of(str(result))
                self.passed[target] = [str(result)]
            elif own:
                self.come.add(str(init))
            carried.append(init)
        return loop._replace(carried=tuple(carried))

    def note_in_part(self, value: Static, ends: list[Static | None], come: str | None) -> None:
        """Note what a name is behind a branch that may not have bound it."""
        if not isinstance(value, str):
            return
        if come is not None and any(end == come or end in self.may_come for end in ends):
            self.may_come[value] = come
        elif any(end is None or end in self.in_part for end in ends):
            self.in_part.add(value)

    def with_starts(self, body: list[Statement]) -> list[Statement]:
        """Return a body in which what rounds read has a value at their start: it is recorded there, read or not."""
        known = -1
        while len(self.come) > known:  # each may be made of others
            known = len(self.come)
            body = self._with_starts(body) if self.come else body
        return body

    def _with_starts(self, body: Iterable[Statement]) -> list[Statement]:
        made: list[Statement] = []
        for statement in body:
            if isinstance(statement, Loop):
                names = statement.block.parameters[1:]
                carried = tuple(self.started(names, statement.carried))
                statement = statement._replace(carried=carried)
            elif isinstance(statement, If):
                then, orelse = [
                    side._replace(results=tuple(self.started(statement.targets, side.results)))
                    for side in (statement.then, statement.orelse)
                ]
                statement = statement._replace(then=then, orelse=orelse)
            blocks = [
                b._replace(body=tuple(self._with_starts(b.body))) for b in blocks_of(statement)
            ]
            made.append(with_blocks(statement, blocks) if blocks else statement)
        return made

    def started(self, names: Iterable[str], atoms: Iterable[Atom]) -> Iterator[Atom]:
        for name, atom in zip(names, atoms):
            if name in self.come and isinstance(atom, str):
                self.come.add(atom)
            yield NOTHING_YET if name in self.come and atom is UNBOUND else atom


def not_handed_on(name: str) -> tuple[str, str]:
    """Return what is said of a name that is read where a round before may have bound it to no number or array."""
    help = f"bind {name} before the loop; or to an array: {name} = np.array(...)"
    return f"{name} may be what a round before made, which is no number or array", help
