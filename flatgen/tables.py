"""Reverse mode through lists: the gradients of what is on a list are on a list, put on where it was taken off.

h.append(x)                      grad_y = ...
...                              grad_h.append(grad_y)
y = h.pop()                      grad_x = grad_h.pop()

y = h[i]                         grad_h[i] = grad_h[i] + grad_y
s = np.stack(h)                  grad_h = list(grad_s)
"""

from __future__ import annotations

from flatgen.binding import Contribution
from flatgen.fitting import Fitted
from flatgen.ir import (
    GET,
    INCREASE,
    POP,
    PUSH,
    PUT,
    ROWS,
    Apply,
    Atom,
    Block,
    Equation,
    Loop,
    Value,
    names,
    substitute,
)
from flatgen.linking import Link, lists_read, reason_of
from flatgen.marking import come_off, hand_in
from flatgen.reaching import OVERWRITTEN, is_cleared
from flatgen.ruling import Each
from flatgen.shapes import Shape, is_fixed, of_rank, rank_of, unknown
from flatgen.started import ZERO, Started
from flatgen.statements import bound_in, changed_in, repeated
from flatgen.templating import COUNT, PLACE

WENT = "as its value went onto a list"


class Tables(Started):
    """The lists of the gradients of what is on lists."""

    # One by one

    def through_stack(self, equation: Equation) -> None:
        """Pass the gradient of what goes onto a list, or comes off it, the other way."""
        self.place = (equation.line, equation.column)
        value = equation.value
        assert isinstance(value, Apply)
        if equation.target in self.facts.lists:
            self.start_tables({equation.target})
            if value.op == ROWS:
                self.through_rows(equation.target, str(value.args[0]))
            elif repeated(value) in self.uses:
                self.through_repeated(equation.target, str(repeated(value)))
            return
        stack = str(value.args[0])
        self.start_tables({stack})
        table, target = self.table_of(stack), equation.target
        if value.op in (POP, GET):
            hand_in(self, self.root(), target, stack)
        if value.op == POP:
            gradient = self.upstream_of(target) or self.nothing(target)
            self.change(PUSH, table, *value.args[1:], gradient)
        elif value.op == GET:
            gradient = self.upstream_of(target)
            if gradient:
                self.add_to(stack, value.args[1], gradient)
        elif value.op == PUT:
            self.through_part(equation, stack, table)
        elif value.op == INCREASE:
            given = Apply(GET, (table, value.args[1]))
            self.through_push(stack, value.args[2], given, "gradient copier")
        else:
            self.through_push(stack, value.args[-1], Apply(POP, (table, *value.args[1:-1])))

    def change(self, op: str, table: str, *given: Value, note: str = "") -> None:
        made = self.names.fresh(f"{table}_1")
        self.lines.append(Equation(made, Apply(op, (table, *given)), *self.place, note))

    def add_to(self, stack: str, index: Value, gradient: Value, note: str = "") -> None:
        """Append the line that adds to a gradient on a list."""
        table = self.table_of(stack)
        if is_cleared(self.lines, table, index) or self.is_read_in_turn(stack, index):
            self.change(PUT, table, index, gradient, note=note)
        elif self.facts.is_scalar(stack) and PUT not in self.done_with(stack):
            self.change(INCREASE, table, index, gradient, note=note)
        else:
            so_far = Apply(GET, (table, index))
            self.change(PUT, table, index, Apply("Add", (so_far, gradient)), note=note)

    def through_part(self, equation: Equation, stack: str, table: str) -> None:
        """``h[i] = x``: what was there before has no gradient."""
        _, index, name = equation.value.args  # type: ignore[union-attr]
        self.through_push(stack, name, Apply(GET, (table, index)))
        zero: Value = ZERO
        if not self.facts.is_scalar(table):
            before = self.there_before(equation, Apply(GET, (stack, index)))
            zero = Apply("numpy.zeros_like", (before or Apply(GET, (table, index)),))
        self.change(PUT, table, index, zero, note=OVERWRITTEN)

    def there_before(self, line: Equation, read: Value) -> str:
        """Return the value that reads what a line changes, where it stands before that: flatgen.ragged."""
        body = self.program.body
        before = body[body.index(line) - 1]
        return before.target if isinstance(before, Equation) and before.value == read else ""

    def through_push(self, stack: str, name: Value, given: Apply, said: str = WENT) -> None:
        """Take the gradient of what went onto a list off its table."""
        wanted = isinstance(name, str) and name in self.uses
        if stack in self.facts.alike_on:
            if wanted:
                alike, total = self.facts.alike_on[stack]
                fitted = self.fitting.elementwise(alike, str(name), total)
                part = Contribution(fitted.value, fitted.note, fitted.shape)
                self.hand_over(str(name), part, stack)
            return
        if given.op == GET and not wanted:
            return
        called = self.called(name) if isinstance(name, str) else "constant"
        gradient = self.names.fresh(f"{self.prefix}{called}")
        note = said if isinstance(name, str) else ""
        self.lines.append(Equation(gradient, given, *self.place, note))
        self.facts.by_name[gradient] = self.facts.of(name)
        if not wanted:
            return
        assert isinstance(name, str)
        self.learn_gradient(gradient, name)
        self.hand_over(name, Contribution(gradient, "", self.facts.by_name[name]), stack)

    def through_rows(self, stack: str, name: str) -> None:
        """``h = list(x)``: the gradient of x has those of its rows; of a list, those of all on it."""
        if name in self.facts.lists:
            self.start_tables({name})
            self.to_list(name, stack)
            return
        if name not in self.uses:
            return
        rows = Apply("numpy.array", (self.table_of(stack),))
        whole = Apply("numpy.reshape", (rows, Apply("numpy.shape", (name,))))
        self.start_of(stack, name, whole, "rows: back")

    def through_repeated(self, stack: str, name: str) -> None:
        """``h = [x] * n``: the gradient of x is the sum of those on its list."""
        total: Value = Apply("sum", (self.table_of(stack),))
        if not self.facts.is_scalar(name):  # there may be none
            total = Apply("Add", (Apply("numpy.zeros_like", (name,)), total))
        self.start_of(stack, name, total, "gradient adder: each is a copy")

    def start_of(self, stack: str, name: str, gradient: Value, note: str) -> None:
        """Append the gradient of what a list is made of at first."""
        target = self.names.fresh(f"{self.prefix}{self.called(name)}")
        self.lines.append(Equation(target, gradient, *self.place, note))
        self.learn_gradient(target, name)
        self.hand_over(name, Contribution(target, "", self.facts.by_name[name]), stack)

    def to_list(self, stack: str, copy: str) -> None:
        """Add to the gradients of a list those of its copy."""
        alone = copy not in self.facts.alike_on
        item = self.names.fresh("i")
        one = self.names.fresh(f"{self.prefix}{stack}_1" if alone else "s")
        self.facts.learn_number(item)
        self.facts.variables[item] = "i"
        around, self.lines = self.lines, []
        self.facts.by_name[one] = self.facts.by_name[stack]
        if not alone:
            alike, total = self.facts.alike_on[copy]
            gradient: Value = self.fitting.elementwise(alike, one, total).value
            given: tuple[str, ...] = (copy, item) if one in names(gradient) else ()
        else:
            gradient, given = one, (self.table_of(copy), item)
        self.lines += [Equation(one, Apply(GET, given), *self.place)] if given else []
        self.add_to(stack, item, gradient)
        block = Block((item,), tuple(self.lines), ())
        self.lines = around
        changed = changed_in(self.program.body)
        kept = [one for one in (copy, stack) if self.around is None and one not in changed]
        # The gradients of a list that changes are as many as were on it when it was copied.
        count = Apply("len", (kept[0],)) if kept else self.counted(stack)
        over = Apply("range", (count,))
        self.lines.append(Loop((), item, over, (), block, *self.place, next(self.facts.keys)))

    def hand_over(self, name: str, part: Contribution, stack: str) -> None:
        """Note what a list of gradients adds to that of a value which goes onto the list."""
        come_off(self.root(), self, stack, name, GET in self.done_with(stack))
        if name in self.into:
            self.add(name, [part])
        else:
            self.pending.setdefault(name, []).append(part)
        self.count_off(name)

    # As a whole

    def count_of(self, stack: str, equation: Equation) -> Value:
        """Return how much is on a list, where it is read as a whole."""
        body = self.program.body
        at = body.index(equation) if equation in body else 0
        if self.around is None and stack not in changed_in(body[at:]):
            return Apply("len", (stack,))
        return self.counted(stack)

    def counted(self, stack: str) -> str:
        """Return how many gradients there are so far of what is on a list, by a name."""
        count = self.names.fresh("count")
        value = Apply("len", (self.table_of(stack),))
        self.lines.append(Equation(count, value, *self.place))
        self.facts.learn_number(count)
        return count

    def through_lists(self, link: Link, upstream: str) -> None:
        """Give the gradient of an operation on a whole list to what is on it."""
        for parameter, stack, each in lists_read(link):
            if stack in self.reached:
                self.place = (link.equation.line, link.equation.column)
                self.to_all(link, parameter, stack, each, upstream)

    def to_all(self, link: Link, parameter: str, stack: str, each: Each, upstream: str) -> None:
        """Add to the gradients of all that is on a list."""
        item, one = self.names.fresh("i"), self.names.fresh("s")
        self.facts.learn_number(item)
        self.facts.variables[item] = "i"
        self.facts.by_name[one] = self.shape_on(stack, one)
        parts: dict[str, Value] = {}
        beside: dict[str, Value] = {}  # of the others that are run through at once
        for target, whole in zip(each.targets, each.over):
            parts[target] = item if whole in (COUNT, PLACE) else one
            if whole not in (COUNT, PLACE, parameter):
                parts[target] = other = self.names.fresh("s")
                beside[other] = self.taken_beside(other, link.bound[whole], item)
        gradient = self.contribution(link, parameter, substitute(each.value, parts), upstream)
        plain, gradient = gradient, self.fit(gradient, one, link).value
        reason = reason_of(link.rule, parameter)
        read = set(names(gradient))
        if stack not in self.started_tables and stack in set(bound_in(self.program.body)):
            if gradient == Apply("Item", (upstream, item)):
                self.start_table(stack, Apply(ROWS, (upstream,)), reason)
                return
            varies = item in read or read & beside.keys()
            if not varies and isinstance(plain, str) and self.is_read_once(stack):
                self.facts.alike_on[stack] = str(plain), link.equation.target
                self.started_tables.add(stack)
                return
            if not varies and isinstance(gradient, str):
                same = Apply("Mult", (Apply("List", (gradient,)), self.count_at_end(stack)))
                self.start_table(stack, same, reason)
                return
        self.start_tables({stack})
        around, self.lines = self.lines, []
        if one in read:
            self.lines.append(Equation(one, Apply(GET, (stack, item)), *self.place))
        self.lines += [Equation(n, v, *self.place) for n, v in beside.items() if n in read]
        self.add_to(stack, item, gradient, reason)
        block = Block((item,), tuple(self.lines), ())
        self.lines = around
        over = Apply("range", (self.count_of(stack, link.equation),))
        key = next(self.facts.keys)
        self.lines.append(Loop((), item, over, (), block, *self.place, key))

    def shape_on(self, stack: str, name: str) -> Shape:
        """Return the shape of what is on a list, which ``name`` is one of: its own, where they may differ."""
        known = self.facts.by_name[stack]
        if rank_of(known) is None:
            return unknown(name)
        alike = is_fixed(known, self.facts.varying | self.facts.lists)
        return known if alike else of_rank(rank_of(known), name)

    def taken_beside(self, name: str, whole: Value, item: str) -> Value:
        """Return what another list, or what is written out, has at a place."""
        self.facts.learn_number(name)
        listed = isinstance(whole, str) and whole in self.facts.lists
        if isinstance(whole, str):
            self.facts.by_name[name] = self.shape_on(whole, name)
        return Apply(GET if listed else "Item", (whole, item))

    def count_off(self, name: str) -> None:
        """Take off a use of a value, which has given its part; with the last its gradient is bound."""
        self.uses[name] -= 1
        if not self.uses[name] and name in self.pending:
            self.bind(name, self.pending.pop(name))

    def contribution(self, link: Link, parameter: str, gradient: Value, upstream: Value) -> Value:
        raise AssertionError("the gradients of operations are in flatgen.backward")

    def fit(self, value: Value, name: str, link: Link) -> Fitted:
        raise AssertionError("the gradients of operations are in flatgen.backward")

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
