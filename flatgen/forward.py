"""Forward mode: one loop over the program, from its inputs to its outputs, by the rules of reverse mode.

    s0 = x * w                   dot_s0 = dot_x * w + dot_w * x
    L = np.sum(s0)               dot_L = np.sum(dot_s0)

What a rule says of an upstream gradient says how a tangent passes. Element by element it is the same factor. A
linear operation does to tangents what it does to values. Of a reduction the tangent is a sum (reducing.py).
Of any other, the rule's gradient is a linear function of the upstream, and the backward of that function takes a
tangent forward (transposing.py). Where that is not what one would write, a template says it (siblings.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from flatgen.backward import Adjoint
from flatgen.binding import ZERO, Contribution
from flatgen.counting import loops_in
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.holomorphic import is_handed_on
from flatgen.ir import ROWS, Apply, Literal, Program, Value
from flatgen.linking import (
    Link,
    displayed,
    lists_read,
    places,
    read_numbers,
    reason_of,
    replaced,
    shortest,
)
from flatgen.masking import is_pole, is_sharp, unless_zero
from flatgen.names import Names
from flatgen.onward import Onward
from flatgen.reducing import reduction
from flatgen.ruling import TANGENT, Each, Rule
from flatgen.shapes import SCALAR, Mismatch
from flatgen.siblings import Given, by_siblings
from flatgen.signatures import as_function
from flatgen.simplify import Asking, tidy, tidy_root
from flatgen.statements import is_ordered
from flatgen.templates import OPTIONS
from flatgen.transposing import transposed
from flatgen.values import Values
from flatgen.writes import handed_to_writes, is_write

LINEAR = "linear"


class Forward(Onward):
    """The tangents of one program."""

    def __init__(self, program: Program, facts: Facts, names: Names, prefix: str = "dot_") -> None:
        super().__init__(program, facts, names, prefix)
        self.full: set[str] = set()  # values whose tangents have to have their whole shape
        self.handed: set[str] = set()  # values that blocks hand on to where they are written into

    def tangents(self, dots: dict[str, str]) -> Adjoint:
        """Return the tangents of the outputs, where ``dots`` are those of inputs."""
        outputs = [result.value for result in self.program.results if isinstance(result.value, str)]
        links = self.links(list(dots), set(outputs))
        self.wrt = outputs
        self.full = {*outputs, *self.put_on_lists()}
        loops = loops_in(self.program.body)
        self.full |= {atom for loop in loops for atom in loop.carried if isinstance(atom, str)}
        inner = [step for within in self.faults_within() for step in within.steps]
        for link in (*links, *[step for step in inner if isinstance(step, Link)]):
            if link.rule is not None and (link.rule.shaped or link.rule.masks):
                self.full |= {name for _, name, _ in link.operands}
        self.full |= self.carried_in_full()
        self.handed = handed_to_writes(self.program.body)
        self.fixed |= set(dots.values())
        self.gradients.update(dots)
        self.given_tables(dots)
        for within in self.faults_within():
            within.full = self.full
            within.handed = self.handed
        if is_ordered(self.program.body) and not self.faults:
            self.values = Values()  # what is there so far
            self.along(self.program.body)
            links = []
        for link in reversed(links) if not self.faults else ():
            self.along_list(link) if any(lists_read(link)) else self.pass_on(link)
        for stack in self.facts.lists.intersection(outputs) & self.reached:
            self.gradients[stack] = self.table_of(stack)
        self.fill(outputs)
        found = {output: self.gradients.get(output, "") for output in outputs}
        for output in [name for name in found if name in dots]:
            if self.facts.arrays and not self.facts.is_scalar(output):
                op = ROWS if output in self.facts.lists else "numpy.copy"
                copy = Apply(op, (dots[output],))  # of the caller's own
                found[output] = self.line(
                    self.names.fresh(f"{self.prefix}{output}"), copy, "copier"
                )
        return Adjoint(tuple(self.lines), found, {})

    def pass_on(self, link: Link) -> None:
        """Bind the tangent of an operation's result, by those of its operands."""
        self.place = (link.equation.line, link.equation.column)
        try:
            self.pass_tangents(link)
        except Mismatch as mismatch:  # what a rule takes to be square isn't
            self.faults.append(Fault(str(mismatch), mismatch.help, *self.place))

    def pass_tangents(self, link: Link) -> None:
        target = link.equation.target
        self.fill(name for _, name, _ in link.operands)
        given = [
            (parameter, name, gradient)
            for parameter, name, gradient in link.operands
            if name in self.gradients
            and not (isinstance(gradient, Literal) and gradient.known == 0)
        ]
        if any(name in self.poles or is_pole(link, gradient) for _, name, gradient in given):
            self.poles.add(target)
        if not given:
            return
        if any(name in self.routed for _, name, _ in given) or (link.rule and link.rule.routes):
            self.routed.add(target)
        if is_write(link.equation.value):
            gradient = self.gradients[target] = self.names.fresh(f"dot_{target}")
            value = self.written_tangents(link, given)
            self.append(gradient, Contribution(value, LINEAR, self.facts.by_name[target]), target)
            return
        parts = self.parts(link, given)
        if parts:
            self.bind(target, parts)

    def parts(self, link: Link, given: Given) -> list[Contribution]:
        """Return what each operand's tangent adds to the tangent of the result."""
        rule = link.rule
        if rule is None:
            return [self.part(self.gradients[given[0][1]], "")]
        said, given = by_siblings(self, link, given)
        return [*said, *self.rest(link, given)] if given else said

    def rest(self, link: Link, given: Given) -> list[Contribution]:
        """Return what the tangents add of which no rule for forward mode speaks."""
        rule = link.rule
        assert rule is not None
        whole = self.facts.arrays and self.facts.is_complex(link.equation.target)
        copied = whole and all(is_handed_on(handed, rule) for *_, handed in given)
        whole = whole or any(self.facts.is_complex(name) for _, name, _ in given)
        if rule.of_reals is not None and not rule.shaped and not rule.masks:
            link = link._replace(rule=rule.of_reals)
            given, whole = [(p, n, rule.of_reals.gradients[p]) for p, n, _ in given], False
        whole = whole and not copied
        if not rule.shaped and not rule.masks and not whole:
            return list(self.factors(link, given))
        linear = self.linearity(link, given)
        if linear == "jointly":
            return [self.whole_part(link, self.of_tangents(link, given), LINEAR)]
        if linear:
            return list(self.products(link, given))
        found = [
            (not whole and reduction(self, link, one)) or transposed(self, link, one)
            for one in given
        ]
        return [part for part in found if part]

    def part(self, value: Value, reason: str) -> Contribution:
        value = tidy_root(value, self.rules, self.asking)
        return Contribution(value, reason, self.facts.of_gradient(value))

    def whole_part(self, link: Link, value: Value, reason: str) -> Contribution:
        """Return what an operation of whole tangents gives: one by shapes makes an array of its result's shape."""
        part = self.part(value, reason)
        if not (link.rule and link.rule.shaped) or any(self.facts.sources(part.value)):
            return part
        return part._replace(shape=self.facts.by_name[link.equation.target])

    def factors(self, link: Link, given: Given) -> Iterator[Contribution]:
        """Yield, of an operation element by element, each tangent times its slope."""
        rule = link.rule
        assert rule is not None
        for parameter, name, gradient in given:
            self.gradients[link.equation.target] = self.gradients[name]
            if rule.lines:
                self.splice(link, [gradient])
            value = self.contribution(link, parameter, gradient, str(self.gradients[name]))
            del self.gradients[link.equation.target]
            if isinstance(value, Literal) and value.known == 0:
                continue
            if name in self.routed and is_sharp(link):
                value = unless_zero(value, str(self.gradients[name]), self.facts, True)
            reason = rule.reasons.get(TANGENT) or reason_of(rule, parameter)
            yield Contribution(value, reason, self.facts.of_gradient(value))

    # Linear operations

    def linearity(self, link: Link, given: Given) -> str:
        """Return how an operation is linear: "jointly" in its operands, in "each" of them, or not.

        It is in an operand whose gradient reads neither that nor the result: its slope is the same everywhere.
        If it reads all the others, what the operation makes is a product of all.
        """
        rule = link.rule
        assert rule is not None
        if rule.multilinear:
            return "each"
        own = displayed(link.equation.value)
        others = set(link.bound) - set(rule.gradients) - (OPTIONS - {"constant_values"})
        stand = places(link).values()
        if rule.affine or any((p, name) not in stand for p, name, _ in given):
            return ""  # it may add something constant; it is seen through the lines above
        if isinstance(link.equation.value, Apply) and link.equation.value.keys:
            named = [value for value in own if isinstance(value, str)]
            if len(set(named)) < len(named):
                return ""  # which one is which, the order doesn't tell
        variables = self.variables(rule)
        jointly, each = True, True
        for parameter, _, gradient in given:
            read = set(self.slopes(rule, gradient, parameter))
            if read & {parameter, rule.output, "dtype"}:  # a type may cut off
                return ""
            if not others <= read:  # what no slope reads may be added
                return ""
            jointly = jointly and not read & variables
            each = each and variables - {parameter} <= read
        return "jointly" if jointly else "each" * each

    def variables(self, rule: Rule) -> set[str]:
        """Return the parameters whose gradient isn't 0 in any case."""
        return {p for p, gradient in rule.gradients.items() if not isinstance(gradient, Literal)}

    def slopes(self, rule: Rule, gradient: Value, parameter: str) -> Iterator[str]:
        """Yield the names of a rule whose numbers a gradient reads, through its lines."""
        found = rule.gradients[parameter]
        todo = [found.value if isinstance(found, Each) else gradient]
        meant = dict(zip(found.targets, found.over)) if isinstance(found, Each) else {}
        seen: set[str] = set()
        while todo:
            for name in read_numbers(todo.pop()):
                if name in rule.lines and name not in seen:
                    todo.append(rule.lines[name])
                seen.add(name)
                yield meant.get(name, name)

    def of_tangents(self, link: Link, given: Given) -> Value:
        """Return an operation of tangents, with zeros where an operand has none."""
        assert link.rule is not None
        parameters = self.variables(link.rule)
        dots = {(p, name): self.gradients[name] for p, name, _ in given}
        new = {
            at: dots.get((p, str(v))) or self.zeros(v)
            for at, (p, v) in places(link).items()
            if p in parameters
        }
        return self.exchanged(link.equation.value, new)

    def exchanged(self, value: Value, new: dict[int, Value]) -> Value:
        """Return an operation of tangents: of Python's numbers, which have no methods, as of an array."""
        assert isinstance(value, Apply)
        owned = value.op[:1] == "." or value.op == "Item"
        if owned and 0 in new and not self.facts.is_numpy(new[0]):
            function = as_function(value)
            if function is None and self.facts.is_numpy(value.args[0]):
                new = {**new, 0: Apply("numpy.asarray", (new[0],))}
            value = function or value
        return replaced(value, new)

    def products(self, link: Link, given: Given) -> Iterator[Contribution]:
        """Yield a product with each of its factors, in turn, replaced by its tangent."""
        at: dict[tuple[str, Value], list[int]] = {}
        for place, slot in places(link).items():
            at.setdefault(slot, []).append(place)
        for parameter, name, _ in given:
            tangent: Value = self.gradients[name]
            value = self.exchanged(link.equation.value, {at[parameter, name].pop(0): tangent})
            yield self.whole_part(link, value, "product rule")

    def zeros(self, value: Value) -> Value:
        if self.facts.is_scalar(value):
            return Literal("0.0", 0.0)
        zeros = Apply("Mult", (Apply("numpy.zeros_like", (value,)), Literal("1.0", 1.0)))
        return tidy(zeros, self.rules, Asking({}, self.facts.questions))

    def written_tangents(self, link: Link, given: Given) -> Value:
        """Return a write of a tangent into the tangent of an array, which is zeros if it has none."""
        value = link.equation.value
        assert isinstance(value, Apply)
        base = str(value.args[0])
        if base not in self.gradients:
            name = self.names.fresh(f"dot_{base}")
            self.gradients[base] = self.line(name, self.zeros(base), "")
            given = [*given, ("x", base, "")]
        elif self.is_narrow(self.gradients[base], link.equation.target):
            wide = Apply("Add", (self.gradients[base], ZERO))
            self.gradients[base] = self.line(self.names.fresh(f"dot_{base}"), wide, "")
        elif self.is_fixed(self.gradients[base]):  # one number for all: an array to write into
            own = Apply("numpy.copy", (self.gradients[base],))
            self.gradients[base] = self.line(self.names.fresh(f"dot_{base}"), own, "")
        written = value.args[2]
        if written not in [name for _, name, _ in given]:
            given = [one for one in given if one[1] == base]
        dots = {name: self.gradients[name] for _, name, _ in given}
        new = dots[written] if isinstance(written, str) and written in dots else self.zeros(written)
        whole = base not in [name for _, name, _ in given]  # nothing of it stays
        if whole and self.facts.is_scalar(base):
            return new
        return Apply(value.op, (self.gradients[base], value.args[1], new))

    def append(self, target: str, total: Contribution, name: str) -> None:
        """Append a line; what is said of gradients is said of tangents, too."""
        reason = total.reason.removeprefix("gradient ")
        super().append(target, total._replace(reason=reason), name)

    def adder(self, reasons: list[str]) -> str:
        """Return the comment of a sum of tangents."""
        return ", ".join(dict.fromkeys(filter(None, map(shortest, reasons))))

    def completed(self, total: Contribution, name: str, owned: bool) -> Contribution:
        """Return a tangent in its value's full shape, if an operation or the caller needs that."""
        value, wanted = total.value, self.facts.by_name[name]
        changed = name in self.wrt or name in self.handed
        if total.shape != wanted == SCALAR:  # there is nothing smaller
            total = total._replace(shape=wanted)
        if total.shape != wanted and name in self.full:
            fitting = self.fitting
            value = fitting.own(value, name) if changed else fitting.full(value, name)
            return Contribution(value, total.reason, wanted)
        if changed and self.is_fixed(value):
            return total._replace(value=Apply("numpy.copy", (value,)))
        return total
