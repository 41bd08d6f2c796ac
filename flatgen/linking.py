"""Equations and their rules: which one is taken, and what its parameters stand for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from flatgen.constants import COMPLEX
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.fitting import UNDONE
from flatgen.holomorphic import conjugated
from flatgen.ir import (
    DISPLAYS,
    Apply,
    Equation,
    Literal,
    Program,
    Value,
    names,
    reads,
    substitute,
    with_args,
)
from flatgen.refusals import REPEATS, WRITES
from flatgen.rules import RuleBook
from flatgen.ruling import Each, Rule
from flatgen.signatures import call_of, function_of
from flatgen.statements import parts_of
from flatgen.templates import SETTINGS, SIZED
from flatgen.templating import COUNT, EACH, PLACE
from flatgen.whens import holds

QUOTED = "Quoted"
COPIER = "gradient copier"


class Link(NamedTuple):
    """An equation seen by its rule: what the rule's parameters stand for."""

    equation: Equation
    rule: Rule | None  # none for a plain copy
    bound: dict[str, Value]
    missing: str | None = None  # the argument that no rule has a gradient for, "" if no rule fits
    operands: tuple[tuple[str, str, Value], ...] = ()  # variable ones: parameter, name, gradient


def find_link(
    equation: Equation, active: set[str], definitions: dict[str, Value], facts: Facts
) -> Link:
    """Find an equation's rule: the first whose pattern it has and whose gradients are enough."""
    value = equation.value
    if not isinstance(value, Apply):
        names_one = isinstance(value, str)
        operands = (("x", str(value), "grad"),) if names_one else ()
        return Link(equation, None, {"x": value}, None, operands)
    lacking = ""
    whole = facts.arrays and COMPLEX in map(facts.kind, value.args)
    for rule, bound in facts.fitting(facts.rules.rules_for(value.op), value, definitions):
        if whole and not (rule.complex or rule.holomorphic) and rule.gradients:
            continue
        if rule.when and not holds(rule.when, bound, facts.known, facts.questions):
            continue
        needed = [
            p
            for p, v in bound.items()
            if p not in rule.named and not active.isdisjoint((v,) if type(v) is str else reads(v))
        ]
        listed = {p for p, v in bound.items() if v in facts.lists} if facts.lists else ()
        missing = [p for p in needed if not _reaches(rule, p, bound, active, p in listed)]
        missing += [p for p, v in bound.items() if p not in needed and _is_list(rule, p, v)]
        if not missing or not rule.gradients:
            rule = conjugated(rule, bound, facts) if whole and rule.holomorphic else rule
            return Link(equation, rule, bound, None, tuple(_operands(rule, bound)))
        lacking = missing[0]
    return Link(equation, None, {}, lacking)


def fault_of(link: Link, facts: Facts, program: Program) -> Fault:
    """Return what is wrong with an operation whose rule is missing, or lacks a gradient."""
    equation, value, rules = link.equation, link.equation.value, facts.rules
    assert isinstance(value, Apply)
    what = value.op.rpartition(".")[2]
    if value.op in WRITES:
        return Fault(*REPEATS, equation.line, equation.column)
    if link.missing:
        message = f"{what} has no gradient in its argument {link.missing}"
        message = message if what[:1].islower() else f"an {link.missing} has no gradient"
        help = "keep that argument constant, or give a rule for it by --rules"
        if any(_asks_number(rule, link.missing) for rule in rules.rules_for(value.op)):
            help = "declare its shape: annotate it as float, if it is a number"
        if any(isinstance(argument, str) and argument in facts.lists for argument in value.args):
            help = (
                "write the axis out, and declare the shapes: how many axes has what is on the list?"
            )
        whole = _parameter_of(value, facts, program) if link.missing in SETTINGS else ""
        if whole:
            several = f', or of several {whole}: Int[np.ndarray, "N"]'
            several = several if link.missing.startswith("ind") else ""
            help = f"annotate {whole}, if it is no real input: {whole}: int{several}"
    elif any(map(facts.is_complex, names(value))):
        message = f"{what} of complex numbers is not supported"
        help = "work with real and imaginary parts, or give a rule by --rules"
    elif _strange(value, rules):
        message = f"{what} with {_strange(value, rules)}= is not supported"
        help = f"leave {_strange(value, rules)}= out, or give a rule by --rules"
    else:
        message = f"{what} with these arguments is not supported"
        patterns = [rule.pattern for rule in rules.rules_for(value.op)]
        forms = {_form(p) for p in patterns if all(isinstance(a, str) for a in p.args)}
        help = "flatgen knows " + ", ".join(sorted(forms)) if forms else "give a rule by --rules"
        from flatgen.templates.instead import INSTEAD  # few files need it

        help = INSTEAD.get(function_of(value.op), help)
    return Fault(message, help, equation.line, equation.column)


def _asks_number(rule: Rule, parameter: str) -> bool:
    """Tell whether a rule has the gradient of a parameter that has to be known as a number."""
    if rule.when is None or parameter not in rule.gradients:
        return False
    return f"rank({parameter}) == 0" in rule.when.text


def _parameter_of(value: Value, facts: Facts, program: Program) -> str:
    """Return the parameter that an index or an axis is made of, if it is one alone."""
    real = {p.name for p in program.parameters if p.real}
    todo = [name for _, argument in _settings(value) for name in reads(argument)]
    found: set[str] = set()
    while todo:
        name = todo.pop()
        found |= {name} & real
        todo += reads(facts.definitions[name]) if name in facts.definitions else []
    return found.pop() if len(found) == 1 else ""


def _settings(value: Value) -> list[tuple[str, Value]]:
    """Return the arguments of an operation that say how, not how much, by name."""
    assert isinstance(value, Apply)
    call = call_of(value)
    given = call.given.items() if call else [("index", a) for a in value.args[1:2]]
    return [(name, argument) for name, argument in given if name in SETTINGS]


def _strange(value: Apply, rules: RuleBook) -> str:
    """Return an argument that no rule of an operation speaks of, or nothing."""
    call = call_of(value)
    patterns = [call_of(r.pattern) for r in rules.rules_for(value.op)] if call else []
    said = {name for pattern in patterns if pattern for name in pattern.given}
    strange = call.unusual(said) if call and said else []
    return strange[0] if strange else ""


def _operands(rule: Rule, bound: dict[str, Value]) -> Iterator[tuple[str, str, Value]]:
    """Yield each variable operand: the parameter that it stands for, itself, its gradient."""
    for parameter, gradient in rule.gradients.items():
        value = bound[parameter]
        if not isinstance(gradient, Each):
            if type(value) is str:
                yield parameter, value, gradient
        elif isinstance(value, Apply):
            for place, element in _placed(value, gradient):
                if isinstance(element, str):
                    parts: dict[str, Value] = {}
                    for target, over in zip(gradient.targets, gradient.over):
                        if over in (COUNT, PLACE):
                            parts[target] = _index(place)
                            continue
                        parts[target] = _quoted(_at(bound[over], place))
                    yield parameter, element, substitute(gradient.value, parts)


def _placed(display: Value, gradient: Each) -> Iterator[tuple[tuple[int, ...], Value]]:
    """Yield the elements that a gradient is of, and where they are: of lists within lists, by PLACE."""
    for i, element in enumerate(display.args if isinstance(display, Apply) else ()):
        if PLACE in gradient.over and isinstance(element, Apply) and element.op in DISPLAYS:
            yield from (((i, *place), inner) for place, inner in _placed(element, gradient))
        else:
            yield (i,), element


def _at(display: Value, place: tuple[int, ...]) -> Value:
    for i in place:
        assert isinstance(display, Apply)
        display = display.args[i]
    return display


def _index(place: tuple[int, ...]) -> Value:
    numbers = [Literal(str(i), i) for i in place]
    return numbers[0] if len(numbers) == 1 else Apply("Tuple", tuple(numbers))


def _quoted(value: Value) -> Value:
    """Return a name so that a rule's own name of the same letters isn't taken for it."""
    return Apply(QUOTED, (Literal(value),)) if isinstance(value, str) else value


def unquoted(value: Value) -> Value:
    """Return a rule's gradient with the names that were quoted as names."""
    if not isinstance(value, Apply):
        return value
    if value.op == QUOTED:
        return value.args[0][0]
    return with_args(value, tuple(map(unquoted, value.args)))


def reason_of(rule: Rule | None, parameter: str) -> str:
    return rule.reasons.get(parameter, rule.reasons[""]) if rule else COPIER


def lists_read(link: Link) -> Iterator[tuple[str, str, Each]]:
    """Yield each list that an operation reads as a whole: its parameter, itself, its elements' gradient."""
    for parameter, gradient in link.rule.gradients.items() if link.rule else ():
        if type(gradient) is Each:
            value = link.bound[parameter]
            if isinstance(value, str):
                yield parameter, value, gradient


def _reaches(
    rule: Rule, parameter: str, bound: dict[str, Value], active: set[str], listed: bool = False
) -> bool:
    """Tell whether a rule has a gradient for an operand: for each element, if it is a display or a list."""
    if listed:  # of which only the run tells how long it is
        parts = [part for line in rule.lines.values() for part in parts_of(line)]
        written_out = any(part.op == EACH and parameter in names(part) for part in parts)
        return isinstance(rule.gradients.get(parameter), Each) and not written_out
    display, gradient = bound[parameter], rule.gradients.get(parameter)
    if type(display) is str:  # as most are
        return gradient is not None and not isinstance(gradient, Each)
    inner = display.args if isinstance(display, Apply) else ()
    if isinstance(gradient, Each):
        inner = tuple([element for _, element in _placed(display, gradient)])
    if any(isinstance(part, Apply) and active.intersection(reads(part)) for part in inner):
        return False
    if gradient is None or isinstance(gradient, Each) != isinstance(bound[parameter], Apply):
        return False
    if not isinstance(gradient, Each):
        return True
    displays = [bound[name] for name in gradient.over if name not in (COUNT, PLACE)]
    return len({len(d.args) if isinstance(d, Apply) else -1 for d in displays}) == 1


def _is_list(rule: Rule, parameter: str, value: Value) -> bool:
    """Tell whether a constant list stands where a rule does arithmetic: numpy takes it, - does not."""
    gradient = rule.gradients.get(parameter)
    display = isinstance(value, Apply) and value.op in DISPLAYS
    elementwise = bool(rule.gradients) and not rule.shaped
    return display and elementwise and not isinstance(gradient, Each)


def _form(pattern: Value) -> str:
    if isinstance(pattern, Apply):
        return f"{pattern.op.rpartition('.')[2]}({', '.join(map(_form, pattern.args))})"
    return pattern if isinstance(pattern, str) else pattern[0]


def read_numbers(value: Value) -> Iterator[str]:
    """Yield the names whose numbers a value reads, where it doesn't only ask for their size."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Apply) and value.op == EACH:
        own, over, element = value.args
        for name in read_numbers(element):
            yield from read_numbers(over) if name == own else (name,)
    elif isinstance(value, Apply):
        known = SIZED.get(value.op, ())
        for i, argument in enumerate(value.args):
            if i not in known:
                yield from read_numbers(argument)


def noted(reason: str, note: str) -> str:
    """Return why a contribution is what it is, and how its broadcast is undone."""
    if not note:
        return reason
    return note if reason in (COPIER, UNDONE) else f"{reason.split(':')[0]}, {note}"


def shortest(reason: str) -> str:
    """Return a reason in a word or two."""
    if reason.startswith(UNDONE):
        return "copier"
    return reason.split(":")[0].split(f", {UNDONE}")[0].removeprefix("gradient ")


# The arguments of operations, by their places


def places(link: Link) -> dict[int, tuple[str, Value]]:
    """Return what stands at each place among an operation's arguments: the parameter, the value."""
    arguments = dict(enumerate(displayed(link.equation.value)))
    found: dict[int, tuple[str, Value]] = {}
    for parameter, bound in link.bound.items():
        display = isinstance(bound, Apply) and bound.op in DISPLAYS
        for value in displayed(bound) if display else [bound]:
            at = next((i for i, other in arguments.items() if other == value), None)
            if at is not None:
                found[at] = parameter, arguments.pop(at)
    return found


def replaced(value: Value, new: dict[int, Value]) -> Value:
    """Return an operation with the arguments at some places replaced."""
    count = itertools.count()

    def of(argument: Value) -> Value:
        if isinstance(argument, Apply) and argument.op in DISPLAYS:
            return Apply(argument.op, tuple(map(of, argument.args)))
        return new.get(next(count), argument)

    assert isinstance(value, Apply)
    return Apply(value.op, tuple(map(of, value.args)), value.keys)


def displayed(value: Value) -> list[Value]:
    """Return an operation's arguments, or a display's parts, those of displays in them included."""
    if not isinstance(value, Apply):
        return [value]
    found: list[Value] = []
    for argument in value.args:
        inner = isinstance(argument, Apply) and argument.op in DISPLAYS
        found += displayed(argument) if inner else [argument]
    return found
