"""Reverse mode through lists: the gradients of what is on a list are on a list, put on where it was taken off.

h.append(x)                      grad_y = ...
...                              grad_h.append(grad_y)
y = h.pop()                      grad_x = grad_h.pop()
"""

from __future__ import annotations

from flatgen.binding import Contribution
from flatgen.ir import POP, PUSH, Apply, Atom, Equation, Literal
from flatgen.reaching import Reaching


class Tables(Reaching):
    """The lists of the gradients of what is on lists."""

    def table_of(self, stack: str) -> str:
        """Return the name of the list that the gradients of what is on a list go onto."""
        called = f"{self.prefix}{stack}"
        if called not in self.facts.tables:
            self.facts.tables[called] = self.names.fresh(called)
        return self.facts.tables[called]

    def start_tables(self) -> None:
        """Append an empty list for the gradients of each list."""
        for stack in sorted(self.reached & self.facts.lists):
            zeros = Apply("List", (Literal("0.0", 0.0),))
            left = Apply("Mult", (zeros, Apply("len", (stack,))))
            note = f"of what is left on {stack}"
            self.lines.append(Equation(self.table_of(stack), left, *self.place, note))

    def through_stack(self, equation: Equation) -> None:
        """Put the gradient of what came off a list onto another one, and take off what went onto it."""
        self.place = (equation.line, equation.column)
        assert isinstance(equation.value, Apply)
        stack, *pushed = equation.value.args
        table = self.table_of(str(stack))
        if not pushed:
            target = equation.target
            gradient = self.upstream_of(target) or self.nothing(target)
            made = self.names.fresh(f"{table}_1")
            self.lines.append(Equation(made, Apply(PUSH, (table, gradient)), *self.place))
            return
        name = pushed[0]
        gradient = self.names.fresh(f"{self.prefix}{self.called(str(name))}")
        note = "as its value went onto a list" if isinstance(name, str) else ""
        self.lines.append(Equation(gradient, Apply(POP, (table,)), *self.place, note))
        self.facts.by_name[gradient] = self.facts.of(name)
        if not isinstance(name, str) or name not in self.uses:
            return
        self.learn_gradient(gradient, name)
        part = Contribution(gradient, "", self.facts.by_name[name])
        self.shown.add(name)
        if name in self.into:
            self.add(name, [part])
        else:
            self.pending.setdefault(name, []).append(part)
        self.count_off(name)

    def count_off(self, name: str) -> None:
        """Take off a use of a value, which has given its part; with the last its gradient is bound."""
        self.uses[name] -= 1
        if not self.uses[name] and name in self.pending:
            self.bind(name, self.pending.pop(name))

    def called(self, name: str) -> str:
        raise AssertionError("the names of gradients are in flatgen.rounds")

    def learn_gradient(self, target: str, name: str) -> None:
        raise AssertionError("the names of gradients are in flatgen.rounds")

    def upstream_of(self, target: str) -> str:
        raise AssertionError("gradients of blocks are in flatgen.rounds")

    def nothing(self, name: str) -> Atom:
        raise AssertionError("gradients of blocks are in flatgen.rounds")

    def add(self, name: str, parts: list[Contribution]) -> None:
        raise AssertionError("gradients of blocks are in flatgen.rounds")
