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

from collections.abc import Iterator
from typing import NamedTuple

from flatgen.errors import Fault
from flatgen.ir import DISPLAYS, Apply, Atom, Equation, Literal, Program, Value, substitute
from flatgen.matching import holds, match
from flatgen.names import Names
from flatgen.rules import RuleBook
from flatgen.ruling import Each, Rule
from flatgen.shapes import Shapes, at_home
from flatgen.simplify import tidy, tidy_root

WIDTH = 78  # a sum of gradients is taken in parts that, with their name, are no longer
COPIER = "gradient copier"
ROUTER = "router"
UNBROADCAST = "arrays.unbroadcast"


class Link(NamedTuple):
    """An equation seen by its rule: what the rule's parameters stand for."""

    equation: Equation
    rule: Rule | None  # none for a plain copy
    bound: dict[str, Value]
    missing: str | None = None  # the argument that no rule has a gradient for, "" if no rule fits


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
            if any(name in active for name in _names(equation.value)):
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
                    self.fault(link)
                for _, name, _ in self.operands(link):
                    if name in active:
                        reached.add(name)
                        self.uses[name] = self.uses.get(name, 0) + 1
        return found

    def link(self, equation: Equation, active: set[str], definitions: dict[str, Value]) -> Link:
        """Find an equation's rule: the first whose pattern it has and whose gradients are enough."""
        value = equation.value
        if not isinstance(value, Apply):
            return Link(equation, None, {"x": value})
        lacking = ""
        for rule in self.rules.rules_for(value.op):
            bound: dict[str, Value] = {}
            if not match(rule.pattern, value, definitions, bound):
                continue
            if rule.when and not holds(rule.when, bound, self.known):
                continue
            needed = [p for p, v in bound.items() if any(n in active for n in _names(v))]
            missing = [p for p in needed if not _reaches(rule, p, bound)]
            missing += [p for p, v in bound.items() if p not in needed and _is_list(rule, p, v)]
            if not missing or not rule.gradients:
                return Link(equation, rule, bound)
            lacking = missing[0]
        return Link(equation, None, {}, lacking)

    def fault(self, link: Link) -> None:
        """Report an operation whose rule is missing, or lacks a gradient."""
        equation, value = link.equation, link.equation.value
        assert isinstance(value, Apply)
        what = value.op.rpartition(".")[2]
        if link.missing:
            message = f"{what} has no gradient in its argument {link.missing}"
            help = "keep that argument constant, or give a rule for it by --rules"
        else:
            message = f"{what} with these arguments is not supported"
            patterns = [rule.pattern for rule in self.rules.rules_for(value.op)]
            forms = {_form(p) for p in patterns if all(isinstance(a, str) for a in p.args)}
            help = (
                "flatgen knows " + ", ".join(sorted(forms)) if forms else "give a rule by --rules"
            )
        self.faults.append(Fault(message, help, equation.line, equation.column))

    def operands(self, link: Link) -> Iterator[tuple[str, str, Value]]:
        """Yield each variable operand: the parameter that it stands for, itself, its gradient."""
        if link.rule is None:
            if isinstance(link.bound.get("x"), str):
                yield "x", str(link.bound["x"]), "grad"
            return
        for parameter, gradient in link.rule.gradients.items():
            value = link.bound[parameter]
            if isinstance(value, str):
                assert not isinstance(gradient, Each)
                yield parameter, value, gradient
            elif isinstance(value, Apply) and isinstance(gradient, Each):
                for i, element in enumerate(value.args):
                    if isinstance(element, str):
                        parts = {}
                        for target, over in zip(gradient.targets, gradient.over):
                            display = link.bound[over]
                            assert isinstance(display, Apply)
                            parts[target] = display.args[i]
                        yield parameter, element, substitute(gradient.value, parts)

    def hand_down(self, link: Link, wrt: list[str]) -> None:
        """Give an equation's upstream gradient to its operands, and bind those that are complete."""
        target = link.equation.target
        upstream = self.gradients.get(target, "")
        if upstream and link.rule:
            self.splice(link, wrt)
        complete = []
        for parameter, name, gradient in self.operands(link):
            if name not in self.uses:
                continue
            if target in self.routed or (link.rule and ROUTER in link.rule.reasons[""]):
                self.routed.add(name)
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
            name for _, n, value in self.operands(link) if n in self.uses for name in _names(value)
        }
        for name in reversed(rule.lines):
            read |= set(_names(rule.lines[name])) if name in read else set()
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
        routed = link.equation.target in self.routed
        key = (id(rule), gradient, scalar, routed, tuple(constants.items()))
        if key not in self._prepared:
            numbers = self.shapes.is_scalar(link.equation.value)
            value = substitute(at_home(gradient, scalar), constants)
            self._prepared[key] = tidy(value, self.rules, numbers, routed)
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
            total = tidy_root(Apply("Add", (total, part.value)), self.rules, False)
            width += size
            reasons.append(part.reason)
            whole = False
        self.append(gradient, total, reasons[0] if whole else _adder(reasons), name)
        self.gradients[name] = gradient

    def append(self, target: str, value: Value, note: str, name: str) -> None:
        self.shapes.by_name[target] = self.shapes.by_name[name]
        self.lines.append(Equation(target, value, note=note))


def _reaches(rule: Rule, parameter: str, bound: dict[str, Value]) -> bool:
    """Tell whether a rule has a gradient for an operand: for each element, if it is a display."""
    gradient = rule.gradients.get(parameter)
    if gradient is None or isinstance(gradient, Each) != isinstance(bound[parameter], Apply):
        return False
    if not isinstance(gradient, Each):
        return True
    displays = [bound[name] for name in gradient.over]
    return len({len(d.args) if isinstance(d, Apply) else -1 for d in displays}) == 1


def _is_list(rule: Rule, parameter: str, value: Value) -> bool:
    """Tell whether a constant list stands where a rule does arithmetic: numpy takes it, - does not."""
    gradient = rule.gradients.get(parameter)
    display = isinstance(value, Apply) and value.op in DISPLAYS
    return display and bool(rule.gradients) and not isinstance(gradient, Each)


def _reason(rule: Rule | None, parameter: str) -> str:
    return rule.reasons.get(parameter, rule.reasons[""]) if rule else COPIER


def _names(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Apply):
        return [name for argument in value.args for name in _names(argument)]
    return []


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


def _form(pattern: Value) -> str:
    if isinstance(pattern, Apply):
        return f"{pattern.op.rpartition('.')[2]}({', '.join(map(_form, pattern.args))})"
    return pattern if isinstance(pattern, str) else pattern[0]
