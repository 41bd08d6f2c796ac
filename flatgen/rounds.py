"""Reverse mode through blocks: a branch again by its condition, a loop again from its last round to its first.

    for i in range(n):                grad_s = grad_out
        s = s * x[i]                  for i in reversed(range(n)):
                                          grad_x[i] += grad_s * s_before
                                          grad_s = grad_s * x[i]

Each block is a program, whose backward is the block's own. What a loop carries hands its gradient from round to
round; what it reads of the values around it has a gradient that every round adds to, in place.
"""

from __future__ import annotations

from typing import NamedTuple

from flatgen.binding import Contribution
from flatgen.counting import counters
from flatgen.fitting import UNDONE
from flatgen.ir import ENDLESS, Apply, Atom, Block, Equation, If, Literal, Loop, Value
from flatgen.marking import hand_in, hand_on, hand_out, is_read_in_parts
from flatgen.reaching import Nest
from flatgen.shapes import unknown
from flatgen.statements import gates_of, read_in
from flatgen.tables import Tables
from flatgen.writes import WRITES_ADDING, is_write, is_zeros

ADDED = "IAdd"  # x += y, in place where x is an array


class Seed(NamedTuple):
    """Where a backward starts: an output, its upstream gradient, and why that is what it is."""

    output: Atom
    value: Value
    note: str = ""


class Rounds(Tables):
    """The gradients of statements with blocks."""

    # Gradients of blocks

    def through(self, nest: Nest) -> None:
        """Give the upstream gradients of a statement to what goes into it."""
        self.place = (nest.statement.line, nest.statement.column)
        self.start_tables(set(read_in([nest.statement])))
        if isinstance(nest.statement, If):
            self.through_choice(nest, nest.statement)
            given: list[Atom] = []
        else:
            self.through_loop(nest, nest.statement)
            given = [nest.statement.carried[k] for k in nest.kept]
        for name in dict.fromkeys([*given, *nest.free]):
            if isinstance(name, str) and name in self.uses:
                self.count_off(name)

    def through_choice(self, nest: Nest, choice: If) -> None:
        blocks = (choice.then, choice.orelse)
        upstreams = {k: self.upstream_of(choice.targets[k]) for k in nest.kept}
        buffers = {name: self.buffer_of(name) for name in nest.free}
        for name in nest.free:
            if not buffers[name] and is_read_in_parts(name, nest, self.facts):
                buffers[name] = str(self.widened(self.started(name), name))
        plain = [name for name in nest.free if not buffers[name]]
        for name, buffer in buffers.items():
            if buffer and name not in self.into:
                self.pending.pop(name, None)
        made: list[Block] = []
        for inner, block in zip(nest.inners, blocks):
            ends = [(g, choice.targets[k], block.results[k]) for k, g in upstreams.items()]
            seeds = [Seed(r, self.within(g, target, r)) for g, target, r in ends if g]
            inner.into = {name: buffer for name, buffer in buffers.items() if buffer}
            inner.own |= self.own
            for k in upstreams:
                hand_in(self, inner, choice.targets[k], block.results[k])
            found = self.of_side(inner, seeds, plain, ends)
            results = [*found, *[inner.into[name] for name in nest.free if buffers[name]]]
            made.append(Block((), tuple(inner.lines), tuple(results)))
        names = [*plain, *[name for name in nest.free if buffers[name]]]
        targets = [self.names.fresh(f"{self.prefix}{self.called(name)}") for name in names]
        for name, target in zip(names, targets):
            self.learn_gradient(target, name)
            self.suspect(target, name)
        if names or any(block.body for block in made):
            then, orelse = made
            back = If(tuple(targets), choice.test, then, orelse, *self.place, -choice.key)
            self.lines.append(back)
        for name, target in zip(names, targets):
            self.hand(name, target, bool(buffers[name]))
            hand_out(self, nest.inners, name)

    def through_loop(self, nest: Nest, loop: Loop) -> None:
        block, inner = loop.block, nest.inners[0]
        parameters = block.parameters[1:]
        seeds, own, inits = [], [], []
        for k in nest.kept:
            upstream = self.upstream_of(loop.targets[k]) or self.nothing(loop.targets[k])
            name = self.names.fresh(f"{self.prefix}{self.called(parameters[k])}")
            result = block.results[k]
            if isinstance(result, str) and result in self.facts.by_name:
                self.learn_gradient(name, result)
            else:
                self.learn_gradient(name, parameters[k])
            self.facts.variables[name] = f"{self.prefix}{self.called(parameters[k])}"
            inits.append(self.widened(upstream, loop.targets[k]))
            own.append(name)
            seeds.append(Seed(result, self.carried_in(name, upstream, loop.targets[k], result)))
            hand_in(self, inner, loop.targets[k], result)
        hand_on(self, inner, loop, nest.kept)
        before = [self.widened(self.started(name), name) for name in nest.free]
        buffers = [self.names.fresh(f"{self.prefix}{self.called(name)}") for name in nest.free]
        for name, buffer in zip(nest.free, buffers):
            self.learn_gradient(buffer, name)
        inner.own |= {*own, *buffers}
        inner.into = dict(zip(nest.free, buffers))
        kept = [k for k in nest.kept if self.keeps_shape(loop.targets[k], block.results[k])]
        inner.blank = {parameters[k]: own[nest.kept.index(k)] for k in kept}
        found = inner.of_block(seeds, [parameters[k] for k in nest.kept])
        results = [*found, *[inner.into[name] for name in nest.free]]
        called = self.called(number_of(loop) or "_")
        item = self.names.numbered(called)
        self.facts.learn_number(item)
        self.facts.variables[item] = called
        body = Block((item, *own, *buffers), tuple(inner.lines), tuple(results))
        targets = []
        for name in [*[parameters[k] for k in nest.kept], *nest.free]:
            targets.append(self.names.fresh(f"{self.prefix}{self.called(name)}"))
            self.learn_gradient(targets[-1], name)
        over = back_to_front(loop)
        self.lines.append(
            Loop(tuple(targets), item, over, (*inits, *before), body, *self.place, -loop.key)
        )
        for name, target in zip(nest.free, targets[len(nest.kept) :]):
            self.hand(name, target, True)
            hand_out(self, nest.inners, name, sure=False)  # there may be no rounds
        for k, target in zip(nest.kept, targets):
            init = loop.carried[k]
            if isinstance(init, str) and init in self.uses:
                if self.facts.by_name[init]:
                    called = self.facts.variables[target]  # by what the loop carries
                    self.learn_gradient(target, init)
                    self.facts.variables[target] = called
                self.suspect(target, init)
                self.hand(init, target, False)
                hand_out(self, nest.inners, init, parameters[k])

    def of_block(self, seeds: list[Seed], whole: list[str]) -> list[Atom]:
        """Append a block's lines; return the gradients of ``whole``, each in its full shape."""
        self.whole = set(whole)
        self.start([*whole, *self.into], seeds)
        found: list[Atom] = []
        for name in whole:
            gradient = self.gradients.get(name, "")
            found.append(gradient if gradient != "" else self.nothing(name))
        return found

    def start(self, wrt: list[str], seeds: list[Seed]) -> None:
        raise AssertionError("the loop over operations is in flatgen.backward")

    # Gradients that are added to

    def called(self, name: str) -> str:
        """Return the user's name of a value."""
        return self.facts.variables.get(name, name)

    def learn_gradient(self, target: str, name: str) -> None:
        """Note that a gradient is as the value that it is of."""
        facts = self.facts
        facts.by_name[target] = facts.by_name[name]
        facts.variables[target] = f"{self.prefix}{self.called(name)}"
        if facts.kind(name) in ("floats", "complex"):
            facts.kinds[target] = facts.kind(name)
        if name in facts.numpy and facts.has_axes(name):  # else its upstream may be Python's number
            facts.numpy.add(target)

    def suspect(self, target: str, name: str) -> None:
        """Note that a gradient may be but a number: that of a value that isn't bound on every way."""
        if name in self.facts.partial and not self.facts.is_scalar(name):
            self.facts.suppose(target, unknown(target))
            self.facts.numpy.discard(target)

    def upstream_of(self, target: str) -> str:
        """Return the gradient of a target, in its full shape; nothing if there is none."""
        gradient = self.gradients.get(target, "")
        if not isinstance(gradient, str) or not gradient:
            return ""
        same = self.facts.by_name[gradient] == self.facts.by_name[target]
        if not self.facts.arrays or same or target in self.facts.partial:
            return gradient
        name = self.names.fresh(f"{self.prefix}{self.called(target)}")
        self.line(name, self.fitting.own(gradient, target), "")
        self.learn_gradient(name, target)
        return name

    def carried_in(self, name: str, upstream: Atom, target: str, result: Atom) -> Value:
        """Return what a loop carries of a gradient, full where its first value may be but a number."""
        partial = target in self.facts.partial or not isinstance(upstream, str)
        same = self.facts.of(upstream) == self.facts.by_name[target]
        same = same and self.keeps_shape(target, result)
        if same or not partial or not isinstance(result, str) or not self.facts.arrays:
            return name
        if result not in self.facts.partial:
            return self.fitting.own(name, result)
        self.facts.suppose(name, unknown(name))  # full only in the block that binds it
        self.facts.numpy.discard(name)
        return name

    def keeps_shape(self, target: str, result: Atom) -> bool:
        """Tell whether what a loop leaves is known to be of one shape in all rounds."""
        return isinstance(result, str) and self.facts.of(result) == self.facts.of(target)

    def within(self, gradient: str, target: str, result: Atom) -> Value:
        """Return the gradient of a branch's result: of one that others don't have, full only there."""
        partial = target in self.facts.partial and result not in self.facts.partial
        if (
            not partial
            or not isinstance(result, str)
            or self.facts.by_name[gradient] == self.facts.by_name[target]
        ):
            return gradient
        return self.fitting.own(gradient, str(result))

    def nothing(self, name: str, there: bool = False) -> Atom:
        """Return a gradient that is nothing so far: a number, or a new array.

        ``there`` says that the value is, though it isn't bound on every way.
        """
        partial = name in self.facts.partial and not there
        if self.facts.is_scalar(name) or (partial and name not in self.blank):
            return Literal("0.0", 0.0)
        if partial or (name in self.blank and not self.facts.is_complex(name)):  # it is floating
            value: Value = Apply("numpy.zeros_like", (self.blank[name],))
        else:
            zeros = Apply("Mult", (Apply("numpy.zeros_like", (name,)), Literal("1.0", 1.0)))
            value = self.tidied(self.fitting.sized(zeros))
        made = self.names.fresh(f"{self.prefix}{self.called(name)}")
        self.line(made, value, "")
        self.learn_gradient(made, name)
        self.own.add(made)
        return made

    def tidied(self, value: Value) -> Value:
        raise AssertionError("forms that are equal are in flatgen.backward")

    def started(self, name: str) -> Atom:
        """Return the gradient of a value as far as it is added up, for a loop to add to."""
        if name in self.into:
            return self.into[name]
        buffer = self.buffer_of(name)
        if buffer:
            del self.pending[name]
            return buffer
        parts = self.pending.pop(name, [])
        if not parts:
            return self.nothing(name, there=True)
        whole, self.whole = self.whole, {*self.whole, name}
        keep = self.gradients.get(name)
        self.bind(name, parts, anew=True)
        found = self.gradients.pop(name)
        if keep is not None:
            self.gradients[name] = keep
        self.whole = whole
        return found

    def buffer_of(self, name: str) -> str:
        """Return the array of its own that a value's gradient is so far, if it is one."""
        if name in self.into:
            return self.into[name]
        parts = self.pending.get(name, [])
        if len(parts) == 1 and isinstance(parts[0].value, str) and parts[0].value in self.own:
            whole = parts[0].shape == self.facts.by_name[name]
            if whole and not self.facts.is_scalar(name):
                return parts[0].value
        return ""

    def hand(self, name: str, target: str, added: bool) -> None:
        """Note what a statement with blocks adds to a value's gradient, or that it was added to what there was."""
        part = Contribution(target, "", self.facts.by_name[target])
        if name in self.into:
            if added:
                self.into[name] = target
            else:
                self.add(name, [part])
            return
        self.own.add(target)
        self.pending.setdefault(name, []).append(part)

    def add(self, name: str, parts: list[Contribution]) -> None:
        """Add to a gradient that has a place of its own, in place."""
        for part in parts:
            buffer = self.into[name]
            value, op = part.value, ADDED
            if isinstance(value, Apply) and is_write(value) and not is_zeros(value.args[0]):
                value = self.written_into(value, f"{self.prefix}{self.called(name)}_part", "")
            made = self.names.fresh(f"{self.prefix}{self.called(name)}")
            if isinstance(value, Apply) and is_write(value):
                index, written = value.args[1:]
                new = Apply(WRITES_ADDING[value.op], (buffer, index, written))
            else:
                if isinstance(value, Apply) and value.op == "USub":
                    value, op = value.args[0], "ISub"
                new = Apply(op, (buffer, value))
            reason = "gradient adder" if part.reason in ("", UNDONE) else part.reason
            self.lines.append(Equation(made, new, *self.place, reason))
            self.learn_gradient(made, name)
            self.facts.definitions.pop(made, None)
            self.own.add(made)
            self.into[name] = made


def number_of(loop: Loop) -> str:
    """Return the name by which rounds are counted; nothing where a loop that may be left early reads none."""
    if not gates_of(loop):
        return loop.item
    k = counters(loop)[0]
    read = read_in(loop.block.body)
    counted = (loop.block.parameters[k + 1], loop.block.results[k])
    number = loop.item if loop.over != ENDLESS else counted[0]
    return number if sum(name in (loop.item, *counted) for name in read) > 1 else ""


def back_to_front(loop: Loop) -> Value:
    """Return what a loop runs over from its end: of one that may be left early, the rounds that it took."""
    over = loop.over
    if gates_of(loop):
        rounds = Apply("range", (loop.targets[counters(loop)[0]],))
        return Apply("reversed", (rounds,)) if number_of(loop) else rounds
    if isinstance(over, Apply) and over.op == "reversed":
        return over.args[0]
    return Apply("reversed", (over,))
