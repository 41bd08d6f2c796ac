"""Reverse mode: one loop over the program, backwards.

    program f(x, y)              grad_L = 1.0
        s0 = Mult(x, y)          grad_s0 = grad_L * 1 ...
        L = sigmoid(s0)          grad_x = grad_s0 * y
                                 grad_y = grad_s0 * x

Each operation hands its upstream gradient down to its operands, by its rule. A value's gradient is
the sum of what its uses hand it, and is bound when the last of them has: of one operation's operands
the inputs first (they are finished), then the intermediates.
"""

from __future__ import annotations

from typing import NamedTuple

from flatgen.errors import Fault
from flatgen.ir import Apply, Atom, Equation, Literal, Program, Value, substitute
from flatgen.linking import Link, fault_of, find_link, names_in, operands
from flatgen.names import Names
from flatgen.rules import RuleBook
from flatgen.ruling import Rule
from flatgen.shapes import Shapes, at_home
from flatgen.simplify import tidy, tidy_root

WIDTH = 78  # a sum of gradients is taken in parts that, with their name, are no longer
COPIER = "gradient copier"
UNBROADCAST = "arrays.unbroadcast"
DIVIDE = "scalars.divide"  # how a rule says that its gradient may be infinite


class Adjoint(NamedTuple):
    """The backward part: its lines, and the gradient of each input that it is asked for."""

    lines: tuple[Equation, ...]
    gradients: dict[str, Atom]
    raising: dict[Value, str]  # gradients of operations that may raise an error, and their lines


class Contribution(NamedTuple):
    """What one use of a value adds to its gradient."""

    value: Value
    reason: str


class Backward:
    """The gradients of one program."""

    def __init__(
        self,
        program: Program,
        shapes: Shapes,
        rules: RuleBook,
        names: Names,
        known: dict[str, object],
    ) -> None:
        self.program = program
        self.shapes = shapes
        self.rules = rules
        self.names = names
        self.known = known
        self.faults: list[Fault] = []
        self.lines: list[Equation] = []
        self.pending: dict[str, list[Contribution]] = {}
        self.uses: dict[str, int] = {}
        self.gradients: dict[str, Atom] = {}
        self.routed: set[str] = set()  # values whose gradient a router may have made 0
        self.poles: set[str] = set()  # values whose gradient may be infinite
        self.raising: dict[Value, str] = {}
        self._prepared: dict[object, Value] = {}

    def run(self, wrt: list[str], seed: Value, seed_note: str) -> Adjoint:
        """Return the gradient of the only result with respect to ``wrt``."""
        output = self.program.results[0].value
        links = self.links(wrt, output)
        if isinstance(output, str) and output in self.uses:
            self.bind(output, [Contribution(seed, seed_note)])
            for link in links:
                self.hand_down(link, wrt)
        for name in wrt:
            self.gradients.setdefault(name, "")
        found = {name: self.gradients[name] for name in wrt}
        return Adjoint(tuple(self.lines), found, self.raising)

    def links(self, wrt: list[str], output: Atom) -> list[Link]:
        """Return, last first, the equations that a gradient passes through; count the uses."""
        active = set(wrt)
        definitions: dict[str, Value] = {}
        ways: dict[str, Link] = {}
        for equation in self.program.body:
            assert isinstance(equation, Equation)
            definitions[equation.target] = equation.value
            if any(name in active for name in names_in(equation.value)):
                link = ways[equation.target] = self.link(equation, active, definitions)
                if link.rule is None or link.rule.gradients:
                    active.add(equation.target)
        reached = {output} & active
        self.uses = {str(name): 0 for name in reached}
        found = []
        for target in reversed(ways):
            if target in reached:
                link = ways[target]
                found.append(link)
                if link.missing is not None:
                    self.faults.append(fault_of(link, self.rules))
                for _, name, _ in operands(link):
                    if name in active:
                        reached.add(name)
                        self.uses[name] = self.uses.get(name, 0) + 1
        return found

    def link(self, equation: Equation, active: set[str], definitions: dict[str, Value]) -> Link:
        """Return an equation seen by its rule."""
        return find_link(equation, active, definitions, self.rules, self.known)

    def hand_down(self, link: Link, wrt: list[str]) -> None:
        """Give an equation's upstream gradient to its operands, and bind those that are complete."""
        target = link.equation.target
        upstream = self.gradients.get(target, "")
        if upstream and link.rule:
            self.splice(link, wrt)
        complete = []
        for parameter, name, gradient in operands(link):
            if name not in self.uses:
                continue
            if target in self.routed or (link.rule and link.rule.routes):
                self.routed.add(name)
            if target in self.poles or _has_pole(gradient):
                self.poles.add(name)
            if upstream:
                value = self.contribution(link, parameter, gradient, str(upstream))
                if not (isinstance(value, Literal) and value.known == 0):
                    reason = _reason(link.rule, parameter)
                    self.pending.setdefault(name, []).append(
                        Contribution(self.fit(value, name), reason)
                    )
            self.uses[name] -= 1
            if not self.uses[name]:
                complete.append(name)
        for name in sorted(complete, key=lambda name: name not in wrt):
            if name in self.pending:
                self.bind(name, self.pending.pop(name))

    def splice(self, link: Link, wrt: list[str]) -> None:
        """Append the lines of a rule that its gradients share, under names of their own."""
        rule = link.rule
        assert rule is not None
        if not rule.lines:
            return
        read = {
            name for _, n, value in operands(link) if n in self.uses for name in names_in(value)
        }
        for name in reversed(rule.lines):
            read |= set(names_in(rule.lines[name])) if name in read else set()
        for name, value in rule.lines.items():
            if name not in read:
                continue
            target = self.names.fresh(name)
            text = self.contribution(link, "", value, str(self.gradients[link.equation.target]))
            self.shapes.by_name[target] = self.shapes.of(text)
            note = rule.reasons.get(name) or rule.reasons[""].split(":")[0]
            self.lines.append(Equation(target, text, note=note))
            link.bound[name] = target

    def contribution(self, link: Link, parameter: str, gradient: Value, upstream: str) -> Value:
        """Return a rule's gradient with the names of this equation, tidied."""
        if link.rule is None:
            return upstream
        rule, bound = link.rule, link.bound
        scalar = self.shapes.is_scalar(link.equation.value) and not _on_arrays(link.equation.value)
        constants = {n: v for n, v in bound.items() if not isinstance(v, str)}
        routed = rule.routes or link.equation.target in self.routed
        pole = link.equation.target in self.poles
        key = (id(rule), gradient, scalar, routed, pole, tuple(constants.items()))
        if key not in self._prepared:
            numbers = self.shapes.is_scalar(link.equation.value)
            value = substitute(at_home(gradient, scalar), constants)
            self._prepared[key] = tidy(value, self.rules, scalar=numbers, routed=routed, pole=pole)
        variables: dict[str, Value] = {n: v for n, v in bound.items() if isinstance(v, str)}
        variables[rule.output] = link.equation.target
        variables[rule.upstream] = upstream
        value = substitute(self._prepared[key], variables)
        if rule.raises and scalar:
            self.raising[value] = link.equation.target
        return value

    def fit(self, value: Value, name: str) -> Value:
        """Return a contribution with the shape of the value that it is for."""
        if self.shapes.of(value) == self.shapes.by_name[name]:
            return value
        return Apply(UNBROADCAST, (value, name))

    def bind(self, name: str, parts: list[Contribution]) -> None:
        """Bind the gradient of ``name``: the sum of its parts, in lines that fit."""
        gradient = self.names.fresh(f"grad_{name}")
        sizes = [_size(part.value) + 3 for part in parts]
        room = WIDTH - len(gradient)
        if sum(sizes) > room:
            room -= len("_part_1000")
        total, reasons, width = parts[0].value, [parts[0].reason], sizes[0]
        whole = True  # what is summed up so far is one part
        for part, size in zip(parts[1:], sizes[1:]):
            if width + size > room:
                partial = self.names.fresh(f"{gradient}_part")
                self.append(partial, total, reasons[0] if whole else _adder(reasons), name)
                total, reasons, width = partial, [], len(partial)
            total = tidy_root(Apply("Add", (total, part.value)), self.rules)
            width += size
            reasons.append(part.reason)
            whole = False
        self.append(gradient, total, reasons[0] if whole else _adder(reasons), name)
        self.gradients[name] = gradient

    def append(self, target: str, value: Value, note: str, name: str) -> None:
        self.shapes.by_name[target] = self.shapes.by_name[name]
        self.lines.append(Equation(target, value, note=note))


def _reason(rule: Rule | None, parameter: str) -> str:
    return rule.reasons.get(parameter, rule.reasons[""]) if rule else COPIER


def _has_pole(value: Value) -> bool:
    return isinstance(value, Apply) and (value.op == DIVIDE or any(map(_has_pole, value.args)))


def _on_arrays(value: Value) -> bool:
    return isinstance(value, Apply) and value.op.startswith(("numpy.", "scipy.", "arrays."))


def _size(value: Value) -> int:
    """Return about how many columns a value takes."""
    if isinstance(value, Apply):
        operator = 3 if value.op[:1].isupper() else len(value.op.rpartition(".")[2]) + 5
        brackets = 2 * sum(isinstance(argument, Apply) for argument in value.args[1:])
        return operator + brackets + sum(map(_size, value.args))
    return len(value) if isinstance(value, str) else len(value[0])


def _adder(reasons: list[str]) -> str:
    """Return the comment of a sum: what each part is, said once."""
    short = [reason.split(":")[0].removeprefix("gradient ") for reason in reasons]
    return "gradient adder: " + ", ".join(dict.fromkeys(short))
