"""A value's gradient: the sum of what its uses hand it, in lines that fit, in its full shape where needed.

grad_x = grad_s0 + grad_s1 * y        grad_x = np.zeros_like(x)
                                      grad_x[1:] = grad_s0
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flatgen.facts import Facts
from flatgen.fitting import Fitting, summand
from flatgen.ir import (
    READ_ONLY,
    Apply,
    Atom,
    Equation,
    Literal,
    Program,
    Statement,
    Value,
    names,
)
from flatgen.linking import Link, shortest
from flatgen.names import Names
from flatgen.shapes import SCALAR, Shape, Spread, broadcast, is_below, rank_of
from flatgen.simplify import NOTHING, Asking, tidy, tidy_root
from flatgen.values import Values
from flatgen.writes import is_copy, is_write, is_zeros

PIECE = "arrays.in_part"  # a gradient in its place among zeros
JOINED = "split: joined again"
SUMMATION = "numpy.einsum"  # of one array it may be a view
ZERO = Literal("0j", 0j)
WIDTH = 78  # a sum of gradients is taken in parts that, with their name, are no longer
WRITES = {"SetItem": "AddItem", "numpy.add.at": "numpy.add.at"}  # and how they add to what is there


class Contribution(NamedTuple):
    """What one use of a value adds to its gradient."""

    value: Value
    reason: str
    shape: Shape = SCALAR


class Binding:
    """The gradients that are bound so far, and their lines."""

    def __init__(self, program: Program, facts: Facts, names: Names, prefix: str) -> None:
        self.program = program
        self.prefix = prefix  # of a gradient's name
        self.place = (0, 0)  # of the operation whose gradients are being bound
        self.facts = facts
        self.rules = facts.rules
        self.names = names
        self.fitting = Fitting(facts, [p.name for p in program.parameters])
        self.lines: list[Statement] = []
        self.gradients: dict[str, Atom] = {}
        self.ways: dict[str, Link] = {}  # how each value comes about
        self.wrt: list[str] = []
        self.whole: set[str] = set()  # values whose gradients have to have their full shape
        self.outputs: set[str] = set()
        self.hidden: set[str] = set()  # values of which one of their uses may not read all entries
        self.shown: set[str] = set()  # those that another use reads as a whole
        self.blank: dict[str, str] = {}  # gradients of the shape of what a loop carries
        self.into: dict[str, str] = {}  # gradients that are added to in place, so far
        self.around: Binding | None = None  # that of the program which this one is a block of
        self.active: set[str] = set()
        self.of_blocks: set[str] = set()  # what branches and loops give out
        self.noted: list[Any] = []
        self.own: set[Value] = set()  # gradients that are arrays of their own
        self.fixed: set[str] = set()  # gradients that may be read-only
        self.values = Values(program) if facts.arrays else Values()
        self.asking = NOTHING
        if facts.arrays:
            self.asking = Asking({"routed": True}, facts.questions, facts.definitions)

    def bind(self, name: str, parts: list[Contribution], anew: bool = False) -> None:
        """Bind the gradient of ``name``: the sum of its parts, in lines that fit; ``anew``, an array of its own."""
        owned = len(parts) == 1 and parts[0].value in self.own
        owned = owned and parts[0].shape == self.facts.by_name[name]
        if (name not in self.wrt and not anew and self.is_upstream(parts)) or owned:
            self.gradients[name] = str(parts[0].value)
            if name in self.wrt:
                self.facts.variables[str(parts[0].value)] = f"{self.prefix}{name}"
            return
        called = self.facts.variables.get(name, name)
        gradient = self.names.fresh(f"{self.prefix}{called}")
        self.facts.variables[gradient] = f"{self.prefix}{called}"
        if len(parts) > 1:
            parts = self.joined([self.overwritten(part, name) for part in parts])
        writes = [part for part in parts if is_write(part.value)]
        plain = [part for part in parts if not is_write(part.value)] if writes else parts
        total = Contribution("", "")
        if plain:
            total = self.total(gradient, plain, name)
            total = self.completed(total, name, bool(writes)) if self.facts.arrays else total
        if writes:
            if plain and self.is_narrow(total.value, name):
                total = total._replace(value=Apply("Add", (total.value, ZERO)))
            total = self.written(gradient, total, writes, name)
        self.append(gradient, total, name)
        self.gradients[name] = gradient

    def is_narrow(self, value: Value, name: str) -> bool:
        """Tell whether an array of real numbers is to hold what belongs to ``name``, which is complex."""
        return self.facts.is_complex(name) and not self.facts.is_complex(value)

    def widened(self, gradient: Atom, name: object) -> Atom:
        """Return the gradient of an array of complex numbers as such: rounds write into it."""
        if not isinstance(name, str) or self.facts.is_scalar(name):
            return gradient
        if not self.is_narrow(gradient, name):
            return gradient
        called = self.facts.variables.get(name, name)
        return self.line(
            self.names.fresh(f"{self.prefix}{called}"), Apply("Add", (gradient, ZERO)), ""
        )

    def is_upstream(self, parts: list[Contribution]) -> bool:
        """Tell whether a gradient is the upstream itself, which has its name already."""
        (value, reason, _), *more = parts
        return not more and not reason and isinstance(value, str)

    def joined(self, parts: list[Contribution]) -> list[Contribution]:
        """Return parts with those that are all the pieces of one split joined again."""
        pieces: dict[tuple[Value, ...], dict[Any, Contribution]] = {}
        for part in parts:
            if isinstance(part.value, Apply) and part.value.op == PIECE:
                _, *of, i = part.value.args
                pieces.setdefault(tuple(of), {})[self.facts.constant(i)] = part
        for (_, sections, axis), found in pieces.items():
            count = self.facts.constant(sections)
            count = len(count) + 1 if isinstance(count, tuple) else count
            if set(found) != set(range(count if type(count) is int else 0)) or count < 2:
                continue
            gone = list(found.values())
            grads = [found[i].value.args[0] for i in range(count)]  # type: ignore[union-attr]
            whole = Apply("numpy.concatenate", (Apply("Tuple", tuple(grads)), axis), ("axis",))
            rest = [part for part in parts if not any(part is one for one in gone)]
            parts = [*rest, gone[0]._replace(value=whole, reason=JOINED)]
        return parts

    def overwritten(self, part: Contribution, name: str) -> Contribution:
        """Return a gradient that is another one, but for what is written into it, by a name of its own."""
        value = part.value
        if not isinstance(value, Apply) or value.op != "SetItem" or is_zeros(value.args[0]):
            return part
        found = self.written_into(value, f"{self.prefix}{name}_part", part.reason)
        self.own.add(found)
        return part._replace(value=found, reason="")

    def written_into(self, value: Apply, name: str, note: str) -> str:
        """Append the lines of a write into an array that has no name yet, or of several; return its name."""
        base, *rest = value.args
        if self.around is not None:  # in a block it is copied only where that is needed
            base = uncopied(base)
        if isinstance(base, Apply) and is_write(base):
            base = self.written_into(base, name, "")
        elif not isinstance(base, str):
            base = self.line(self.names.fresh(name), base, "")
        made = self.line(self.names.fresh(name), Apply(value.op, (base, *rest)), note)
        if base in self.facts.variables:
            self.facts.variables[made] = self.facts.variables[base]
        return made

    def line(self, target: str, value: Value, note: str) -> str:
        """Append a line; return the name that it binds."""
        self.learn(target, value)
        self.lines.append(Equation(target, value, *self.place, note))
        return target

    def total(self, gradient: str, parts: list[Contribution], name: str) -> Contribution:
        """Return the sum of parts; those that don't fit a line get lines of their own."""
        if len(parts) == 1:
            return parts[0]
        sizes = [columns(part.value) + 3 for part in parts]
        room = WIDTH - len(gradient)
        if sum(sizes) > room:
            room -= len("_part_1000")
        total, reasons, width = parts[0], [parts[0].reason], sizes[0]
        for part, size in zip(parts[1:], sizes[1:]):
            if width + size > room and isinstance(total.value, Apply):
                partial = self.names.fresh(f"{gradient}_part")
                self.append(partial, total, name)
                total, reasons, width = total._replace(value=partial), [], len(partial)
            value = tidy_root(Apply("Add", (total.value, part.value)), self.rules, self.asking)
            width += size
            reasons.append(part.reason)
            added = isinstance(value, Apply) and value.op in ("Add", "Sub")
            reason = (
                self.adder(reasons) if added else ", ".join(filter(None, [reasons[0], "twice"]))
            )
            total = Contribution(value, reason, broadcast(total.shape, part.shape))
        return total

    def adder(self, reasons: list[str]) -> str:
        """Return the comment of a sum: what each part is, said once."""
        short = [shortest(reason) for reason in reasons]
        said = ", ".join(dict.fromkeys(filter(None, short)))
        return f"gradient adder: {said}" if said else "gradient adder"

    def completed(self, total: Contribution, name: str, owned: bool) -> Contribution:
        """Return a gradient in its value's full shape, if an operation or the caller needs that."""
        value, actual, wanted = total.value, total.shape, self.facts.by_name[name]
        if actual == wanted:
            fixed = name in self.whole and self.is_fixed(value)
            if fixed or (owned and not _is_new(value) and not self.is_kept(value)):
                value = Apply("numpy.copy", (value,))
            return Contribution(value, total.reason, actual)
        if name in self.whole or owned:
            value, actual = self.fitting.own(value, name), wanted
        elif self.needs_full(name, actual):
            value, actual = self.fitting.full(value, name), wanted
        value = tidy(self.fitting.sized(value), self.rules, self.asking)
        return Contribution(value, total.reason, actual)

    def is_kept(self, value: Value) -> bool:
        """Tell whether a gradient may be written into as it is: in a block it is copied only where it has to be."""
        named = isinstance(value, str) and value != ""
        return named and (value in self.own or self.around is not None)

    def is_fixed(self, value: Value) -> bool:
        """Tell whether a value may be read-only: a view of one number, or of a diagonal."""
        if isinstance(value, str):
            return value in self.fixed
        if not isinstance(value, Apply):
            return False
        if value.op == SUMMATION:
            return len(value.args) - len(value.keys) == 2
        if value.op == "numpy.diag":  # of a vector it is a new array
            return rank_of(self.facts.of(value.args[0])) != 1
        if value.op not in READ_ONLY and self.fixed.isdisjoint(value.args):
            if Apply not in map(type, value.args):
                return False  # as most are
        return value.op in READ_ONLY or any(map(self.is_fixed, self.facts.viewed(value)))

    def needs_full(self, name: str, actual: Shape) -> bool:
        """Tell whether the operation that made a value needs its gradient in full shape; a block does."""
        if name in self.of_blocks and name not in self.facts.partial:
            return True
        rule = self.ways[name].rule if name in self.ways else None
        if rule is None or not rule.shaped:
            truths = (
                rule is not None and rule.routes and not actual
            )  # a number has no type of its own
            return truths or self.stretches(name, actual)
        return bool(actual) or not rule.spreads

    def why_summed(self, value: Value, upstream: str, name: str) -> str:
        """Return why the upstream is a sum where ``value`` is that sum without its axes of 1, or nothing."""
        summed = summand(value)
        if summed is None or summed != summand(self.facts.definitions.get(upstream, "")):
            return ""
        lines = [line for line in reversed(self.lines) if isinstance(line, Equation)]
        note = next((line.note for line in lines if line.target == upstream), "")
        shape = self.facts.comment(self.facts.by_name[name])
        return f"{note.rpartition(' -> ')[0]} -> {shape}" if " -> " in note and shape else note

    def written(
        self, gradient: str, total: Contribution, writes: list[Contribution], name: str
    ) -> Contribution:
        """Return the last of several writes into one new array; the others get lines."""
        wanted = self.facts.by_name[name]
        for part in writes:
            assert isinstance(part.value, Apply)
            zeros, index, written = part.value.args
            op = part.value.op if not total.value else WRITES[part.value.op]
            bare = uncopied(zeros) if self.around is not None and not total.value else zeros
            bare = total.value if self.is_kept(total.value) else bare
            base = bare if isinstance(bare, str) else self.names.fresh(f"{gradient}_part")
            if not isinstance(bare, str):
                blank = total if total.value else Contribution(self.blanked(zeros), "", wanted)
                self.append(base, blank, name)
                self.facts.variables[base] = self.facts.variables[gradient]
            total = Contribution(Apply(op, (base, index, written)), part.reason, wanted)
        return total

    def blanked(self, zeros: Value) -> Value:
        """Return zeros like a copy of what a loop carries as those like its gradient: that is there."""
        name = next(iter(names(zeros)), "")
        made: Value = name
        while is_copy(copied := self.facts.definitions.get(str(made), "")):
            made = copied.args[0]  # type: ignore[union-attr]
        real = made != name and is_zeros(zeros) and not self.facts.is_complex(name)
        there = self.blank.get(str(made), "") if real else ""
        return Apply("numpy.zeros_like", (there,)) if there else zeros

    def append(self, target: str, total: Contribution, name: str) -> None:
        """Append a line, and note what is known of it."""
        self.learn(target, total.value)
        if self.facts.arrays:
            wanted = self.facts.by_name[name]
            below = is_below(total.shape, wanted)
            spread: Shape = frozenset([Spread(wanted, target)])
            self.facts.by_name[target] = total.shape if below else spread
        self.lines.append(Equation(target, total.value, *self.place, total.reason))

    def learn(self, target: str, value: Value) -> None:
        self.facts.learn(target, value, gradient=True)
        self.facts.definitions[target] = value
        if self.is_fixed(value):
            self.fixed.add(target)
        if self.facts.arrays:
            self.values.note(target, value)

    def stretches(self, name: str, actual: Shape) -> bool:
        raise AssertionError("what operations need is in flatgen.backward")


def uncopied(value: Value) -> Value:
    """Return what a value is a copy of."""
    copy = isinstance(value, Apply) and value.op == "numpy.copy" and isinstance(value.args[0], str)
    return value.args[0] if copy else value  # type: ignore[union-attr]


def _is_new(value: Value) -> bool:
    """Tell whether a value is sure to be an array of its own: arithmetic makes one."""
    return isinstance(value, Apply) and value.op[:1].isupper() and value.op != "Item"


def columns(value: Value) -> int:
    """Return about how many columns a value takes."""
    if isinstance(value, Apply):
        operator = 3 if value.op[:1].isupper() else len(value.op.rpartition(".")[2]) + 5
        brackets = 2 * sum(isinstance(argument, Apply) for argument in value.args[1:])
        return operator + brackets + sum(map(columns, value.args))
    return len(value) if isinstance(value, str) else len(value[0])
