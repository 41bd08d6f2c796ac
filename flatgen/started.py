"""The lists of the gradients of what is on lists, as they are at first, and what there is to know of these lists.

grad_h = []                                       h is taken off again, all of it
grad_h = [np.zeros_like(s) for s in h]            what is left on it may be read
"""

from __future__ import annotations

from flatgen.counting import counts_up, is_emptied
from flatgen.ir import BLANKS, GET, PUSH, ROWS, Apply, Equation, Literal, Loop, Value, names
from flatgen.reaching import Reaching
from flatgen.statements import bound_in, changed_in, equations

ZERO = Literal("0.0", 0.0)
EMPTY = Apply("List", ())


class Started(Reaching):
    """Starts the lists of the gradients of what is on lists."""

    def table_of(self, stack: str) -> str:
        """Return the name of the list that the gradients of what is on a list go onto."""
        called = f"{self.prefix}{stack}"
        if called not in self.facts.tables:
            table = self.facts.tables[called] = self.names.fresh(called)
            self.facts.learn_gradient_list(table, stack)
        return self.facts.tables[called]

    def start_tables(self, stacks: set[str]) -> None:
        """Append lists for the gradients of lists that are of this block, if there are none so far."""
        own = set(bound_in(e for e in self.program.body if isinstance(e, Equation)))
        own |= {p.name for p in self.program.parameters if p.listed}
        for stack in sorted(stacks & self.facts.lists & own & self.reached - self.started_tables):
            if is_emptied(self.root().program.body, stack):
                self.start_table(stack, EMPTY, "")
            else:
                given = any(p.name == stack for p in self.program.parameters)
                note = "" if given else f"of what is left on {stack}"
                self.start_table(stack, self.zeros_of(stack), note)

    def start_table(self, stack: str, value: Value, note: str) -> None:
        self.started_tables.add(stack)
        self.lines.append(Equation(self.table_of(stack), value, *self.place, note))

    def start_given(self, stack: str, upstream: Value, note: str) -> None:
        """Append the list of the gradients of an output, a copy of the caller's."""
        if stack in self.reached:
            self.start_table(stack, Apply(ROWS, (upstream,)), note)

    def hand_out_tables(self, wrt: list[str]) -> None:
        """Note the gradients of lists that are inputs."""
        for stack in sorted(self.facts.lists.intersection(wrt) & self.reached):
            self.start_tables({stack})
            self.gradients[stack] = self.table_of(stack)

    def zeros_of(self, stack: str) -> Value:
        """Return a list of zeros for what is on a list."""
        if self.facts.is_scalar(stack):
            return Apply("Mult", (Apply("List", (ZERO,)), self.count_at_end(stack)))
        one = () if self.facts.is_floating(stack) else (Literal("1.0", 1.0),)
        return Apply(BLANKS, (stack, *one))

    def count_at_end(self, stack: str) -> Value:
        """Return how much is on a list in the end: in a block that is a value of the block."""
        count: Value = Apply("len", (stack,))
        for line in reversed(self.program.body) if self.around is not None else ():
            if isinstance(line, Equation) and line.value == count:
                return line.target
            if stack in changed_in([line]):
                break
        return count

    def is_read_in_turn(self, stack: str, index: Value) -> bool:
        """Tell whether all that is read of a list is each of its places, once, in a loop that is run once."""
        around = self.around
        if around is None or around is not self.root() or self.facts.lists.isdisjoint({stack}):
            return False
        loops = [s for s in around.program.body if isinstance(s, Loop) and s.item == index]
        read = [op for op in self.done_with(stack) if op not in (PUSH, "len")]
        return read == [GET] and any(counts_up(loop) for loop in loops)

    def done_with(self, stack: str) -> list[str]:
        """Return the operations that the whole program has on a list."""
        body = self.root().program.body
        lines = [e.value for e in equations(body) if stack in names(e.value)]
        return [value.op for value in lines if isinstance(value, Apply)]

    def is_read_once(self, stack: str) -> bool:
        """Tell whether a list is only appended to, and read as a whole once."""
        return len([op for op in self.done_with(stack) if op not in (PUSH, "len")]) == 1
