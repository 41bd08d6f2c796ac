"""Reverse mode: one loop over the program, backwards.

    program f(x, y)              grad_L = 1.0
        s0 = Mult(x, y)          grad_s0 = grad_L * 1 ...
        L = sigmoid(s0)          grad_x = grad_s0 * y
                                 grad_y = grad_s0 * x

Each operation hands its upstream gradient down to its operands, by its rule. A value's gradient is the sum of what its
uses hand it, bound when the last of them has: of one operation's operands the inputs first, then the intermediates.
"""

from __future__ import annotations

from typing import NamedTuple

from flatgen.binding import Contribution
from flatgen.constants import BOOLEANS, INTEGERS, SUPPOSED
from flatgen.errors import Fault
from flatgen.expanding import expanded
from flatgen.facts import Facts
from flatgen.fitting import Fitted
from flatgen.ir import Apply, Atom, Equation, Literal, Program, Statement, Value, names, substitute
from flatgen.linking import Link, lists_read, noted, reason_of, unquoted
from flatgen.masking import (
    Mask,
    hands_zeros_down,
    hides,
    is_laid,
    is_pole,
    is_steep,
    is_written_part,
    masks,
    unless_zero,
)
from flatgen.names import Names
from flatgen.reaching import Nest
from flatgen.rounds import Rounds, Seed
from flatgen.ruling import Each
from flatgen.shapes import Mismatch, Shape
from flatgen.simplify import NOTHING, Asking, at_home, plain, tidy, tidy_root
from flatgen.statements import bound_in, needed, read_in
from flatgen.writes import added_up, is_write


class Adjoint(NamedTuple):
    """The backward part: its lines, and the gradient of each input that it is asked for."""

    lines: tuple[Statement, ...]
    gradients: dict[str, Atom]
    raising: dict[Value, str]  # gradients of operations that may raise an error, and their lines


class Backward(Rounds):
    """The gradients of one program."""

    def __init__(self, program: Program, facts: Facts, names: Names, prefix: str = "grad_") -> None:
        super().__init__(program, facts, names, prefix)
        self.faults: list[Fault] = []
        self.pending: dict[str, list[Contribution]] = {}
        self.uses: dict[str, int] = {}
        self.steps: list[Link | Nest | Equation] = []
        self.reached: set[str] = set()
        self.definitions: dict[str, Value] = {}
        self.routed: set[str] = set()  # values whose gradient a router may have made 0
        self.poles: set[str] = set()  # values whose gradient may be infinite
        self.raising: dict[Value, str] = {}
        self.started_tables: set[str] = set()  # lists that have one of gradients
        self.masks: dict[str, list[Mask]] = {}
        self._prepared: dict[object, Value] = {}
        self._asked: dict[tuple[bool, bool, bool], Asking] = {}
        self._shortest: tuple[Value, Asking] = "", NOTHING  # what tidying left as it is

    def run(self, wrt: list[str], seeds: list[Seed]) -> Adjoint:
        """Return the gradient with respect to ``wrt`` of the outputs, by the upstream of each."""
        self.wrt = wrt
        self.whole = set(wrt)
        self.fixed |= {seed.value for seed in seeds if isinstance(seed.value, str)}
        self.links(wrt, {str(seed.output) for seed in seeds})
        self.start(wrt, seeds)
        self.hand_out_tables(wrt)
        found = {name: self.gradients.setdefault(name, "") for name in wrt}
        read = {str(gradient) for gradient in found.values()}
        return Adjoint(tuple(needed(self.lines, read)), found, self.raising)

    def start(self, wrt: list[str], seeds: list[Seed]) -> None:
        """Go through the statements, last first."""
        if self.facts.arrays and not self.faults:
            links = [step for step in self.steps if isinstance(step, Link)]
            nests = [step.statement for step in self.steps if isinstance(step, Nest)]
            stacks = [step for step in self.steps if isinstance(step, Equation)]
            bound = [*stacks, *nests]
            around = {*read_in(bound), *bound_in(bound)}
            ends = {*wrt, *self.outputs, *around, *[str(seed.output) for seed in seeds]}
            self.masks = masks(links, ends, self.facts)
        for seed in seeds:
            self.sow(seed)
        for name in [name for name in self.pending if not self.uses[name]]:
            self.bind(name, self.pending.pop(name))
        for step in self.steps:
            if isinstance(step, Link):
                try:
                    self.hand_down(step, wrt)
                except Mismatch as mismatch:  # a mask isn't as large as what it is laid on
                    self.faults.append(Fault(str(mismatch), mismatch.help, *self.place))
            elif isinstance(step, Equation):
                self.through_stack(step)
            else:
                self.through(step)

    def sow(self, seed: Seed) -> None:
        """Note the upstream gradient of an output, if an input has a part in it."""
        name, value = str(seed.output), seed.value
        if name in self.facts.lists:
            self.start_given(name, value, seed.note)
            return
        if isinstance(seed.output, str) and name in self.uses:
            if self.facts.arrays:
                asking = Asking({}, self.facts.questions, self.facts.definitions)
                value = tidy(value, self.rules, asking)
            like = value if name in self.facts.partial else name  # it may be but a number
            part = Contribution(value, seed.note, self.facts.of(like))
            if name in self.into:  # a block gives out what is around it as it is
                self.add(name, [part])
                return
            self.pending.setdefault(name, []).append(part)
            self.shown |= {name} - self.hidden  # a block may be told that it is hidden

    def hand_down(self, link: Link, wrt: list[str]) -> None:
        """Give an equation's upstream gradient to its operands, and bind those that are complete."""
        target = link.equation.target
        self.place = (link.equation.line, link.equation.column)
        upstream = self.gradients.get(target, "")
        if upstream and link.rule:
            if link.rule.lines:
                used = [gradient for _, name, gradient in link.operands if name in self.uses]
                used += [each.value for _, name, each in lists_read(link) if name in self.reached]
                self.splice(link, used)
            self.through_lists(link, str(upstream))
        complete = []
        laid = self.masks.get(target, ())
        self.hidden -= {target} & self.shown
        for parameter, name, gradient in link.operands:
            if name not in self.uses:
                continue
            masked = bool(laid) and any(name not in mask.inside for mask in laid)
            routes = link.rule and (link.rule.routes or link.rule.picks)
            if masked or target in self.routed or routes:
                self.routed.add(name)
            below = masked or (target in self.hidden and hands_zeros_down(link))
            (self.hidden if below or hides(link, name, self.masks) else self.shown).add(name)
            if target in self.poles or is_pole(link, gradient):
                self.poles.add(name)
            if upstream:
                self.give(link, parameter, name, gradient, str(upstream))
            self.uses[name] -= 1
            if not self.uses[name]:
                complete.append(name)
        for name in sorted(complete, key=lambda name: (self.is_written(name), name not in wrt)):
            if name in self.pending:
                self.bind(name, self.pending.pop(name))

    def give(self, link: Link, parameter: str, name: str, gradient: Value, upstream: str) -> None:
        """Note what an operation hands to one of its operands."""
        target = link.equation.target
        outer = [mask for mask in reversed(self.masks.get(target, [])) if name not in mask.inside]
        above: Value = upstream
        if is_written_part(link, parameter):  # of another shape than the mask: that is laid before
            for mask in outer:
                if not is_laid(mask, target, self.ways):
                    above = self.contribution(mask.link, mask.parameter, mask.gradient, above)
            outer = []
        value = self.contribution(link, parameter, gradient, above)
        if isinstance(value, Literal) and value.known == 0:
            return
        off = link.rule and link.rule.sharp and target in self.routed and target not in self.masks
        if off or (target in self.hidden and is_steep(link, gradient, self.ways, self.facts)):
            value = unless_zero(value, upstream, self.facts, bool(off))
        for mask in outer:  # from the inside out
            if isinstance(value, Apply) and is_write(value):
                value = self.written_into(value, f"{self.prefix}{name}_part", "")
            value = self.contribution(mask.link, mask.parameter, mask.gradient, value)
        whole = self.facts.is_complex(target) or self.facts.is_complex(value)
        if whole and not self.facts.is_complex(name):
            value = Apply("numpy.real", (value,))
        reason = self.why_summed(value, upstream, name) or reason_of(link.rule, parameter)
        if self.around is not None and is_write(link.equation.value) and self.uses[name] > 1:
            if isinstance(value, Apply) and value.op == "Item":  # read before it is overwritten
                value = self.line(self.names.fresh(f"{self.prefix}{name}_part"), value, "")
        for part in added_up(value, name):
            fitted = self.fit(part, name, link)
            said = Contribution(fitted.value, noted(reason, fitted.note), fitted.shape)
            reason = ""  # said once
            if name in self.into:
                self.add(name, [said])
                continue
            self.pending.setdefault(name, []).append(said)

    def is_written(self, name: str) -> bool:
        """Tell whether a gradient is another one, overwritten: what reads that one goes first."""
        parts = self.pending.get(name, [])
        return any(isinstance(p.value, Apply) and is_write(p.value) for p in parts)

    def splice(self, link: Link, used: list[Value]) -> None:
        """Append the lines of a rule that ``used``, its gradients, share, under names of their own."""
        rule = link.rule
        assert rule is not None
        read = {name for value in used for name in names(value)}
        for name in reversed(rule.lines):
            read |= set(names(rule.lines[name])) if name in read else set()
        for name, value in rule.lines.items():
            if name not in read:
                continue
            text = self.contribution(
                link, "", value, str(self.gradients.get(link.equation.target, ""))
            )
            if isinstance(text, str):  # it is there already
                link.bound[name] = text
                continue
            note = rule.reasons.get(name) or rule.reasons[""].split(":")[0]
            if isinstance(text, Apply) and is_write(text):
                link.bound[name] = self.written_into(text, name, note)
            else:
                link.bound[name] = self.line(self.names.fresh(name), text, note)

    def contribution(self, link: Link, parameter: str, gradient: Value, upstream: Value) -> Value:
        """Return a rule's gradient with the names of this equation, tidied."""
        if link.rule is None:
            return upstream
        rule, bound = link.rule, link.bound
        made = link.equation.value
        on_arrays = isinstance(made, Apply) and made.op.startswith(("numpy.", "scipy.", "arrays."))
        scalar = self.facts.is_scalar(link.equation.target) and not on_arrays
        constants: dict[str, Value] = {}
        numbers: dict[str, Value] = {}
        for name, value in bound.items():
            kind = type(value)
            if kind is not str:
                constants[name] = value
                if kind is Literal:
                    numbers[name] = value
        listed = (
            isinstance(rule.gradients.get(parameter), Each)
            and link.bound[parameter] not in self.facts.lists
        )
        asking = self.asking_of(link)
        given: dict[str, Value] = {rule.output: link.equation.target, rule.upstream: upstream}
        if self.facts.arrays:
            value = at_home(gradient, scalar)
            value = plain(substitute(value, numbers)) if numbers else value
            value = substitute(value, {**bound, **given})
            value = unquoted(value) if listed else value
            value = expanded(self.facts, value)
            tidied = tidy(value, self.rules, asking)
            found = self.values.reused(self.fitting.sized(tidied))
            if found is not value and found != value:
                return tidy(found, self.rules, asking)
            self._shortest = found, asking
            return found
        key = (id(rule), gradient, scalar, id(asking), tuple(constants.items()))
        if key not in self._prepared:
            value = substitute(at_home(gradient, scalar), constants)
            self._prepared[key] = tidy(value, self.rules, asking)
        value = substitute(self._prepared[key], {**bound, **given})
        value = unquoted(value) if listed else value
        if rule.raises and scalar:
            self.raising[value] = link.equation.target
        return value

    def asking_of(self, link: Link) -> Asking:
        """Return what is known of the gradients of an operation: the same object for the same truths."""
        target = link.equation.target
        routes = link.rule is not None and link.rule.routes
        on_numbers = all(map(self.facts.is_scalar, [target, *[n for _, n, _ in link.operands]]))
        routed = target not in self.masks and (routes or target in self.routed)
        pole = target in self.poles
        found = self._asked.get((on_numbers, routed, pole))
        if found is None:
            found = Asking({"on_numbers": on_numbers, "routed": routed, "pole": pole})
            if self.facts.arrays:
                found = Asking(found.truths, self.facts.questions, self.facts.definitions)
            self._asked[on_numbers, routed, pole] = found
        return found

    def tidied(self, value: Value) -> Value:
        return tidy(value, self.rules, self.asking)

    def fit(self, value: Value, name: str, link: Link) -> Fitted:
        """Return a contribution with the shape of the value that it is for."""
        if not self.facts.arrays or is_write(value):
            return Fitted(value, self.facts.by_name[name])
        if link.rule is None or not link.rule.shaped:
            fitted = self.fitting.elementwise(value, name, link.equation.target)
        else:
            fitted = self.fitting.shaped(value, name, link.rule)
        asking, (shortest, asked) = self.asking_of(link), self._shortest
        if fitted.value is shortest and asking is asked:  # nothing was done to it
            return fitted
        tidied = tidy_root(fitted.value, self.rules, asking)
        return Fitted(tidied, fitted.shape, fitted.note)

    def stretches(self, name: str, actual: Shape) -> bool:
        """Tell whether a gradient of shape ``actual`` has to be made full before it is handed down.

        An operation element by element takes a smaller one, unless a broadcast has to be undone.
        """
        link = self.ways.get(name)
        if link is None:
            return False
        for parameter, operand, gradient in link.operands:
            if operand not in self.uses:
                continue
            same = self.facts.by_name[operand] == self.facts.by_name[name]
            if link.rule is not None and link.rule.lines:
                if same:
                    continue
                return True
            value = self.contribution(link, parameter, gradient, self.facts.supposed(actual))
            given = self.facts.of_gradient(value)
            one_number = not given and not self.facts.by_name[operand]
            if not same and given != self.facts.by_name[name] and not one_number:
                return True
            if not actual and given and not self.is_typed(value):
                return True
        return False

    def is_typed(self, value: Value) -> bool:
        """Tell whether an array in a gradient has a floating type: a number has none of its own."""
        facts = self.facts
        arrays = [n for n in names(value) if n[:1] != SUPPOSED and not facts.is_scalar(n)]
        return any(facts.kind(name) not in (BOOLEANS, INTEGERS) for name in arrays)
