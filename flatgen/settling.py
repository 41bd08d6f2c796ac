"""The pass that works out what is known of every value: line by line, well-known names settled.

A mismatch of shapes that is sure is a fault at its line.
"""

from __future__ import annotations

from flatgen import shapes
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.ir import Apply, Atom, Equation, Program, Value, substitute
from flatgen.parse import Parsed
from flatgen.rules import RuleBook
from flatgen.shapes import Mismatch, Shape
from flatgen.templating import settled
from flatgen.values import Values


def with_shapes(
    parsed: Parsed, rules: RuleBook, declared: dict[str, Shape], faults: list[Fault]
) -> tuple[Program, Facts]:
    """Return the program with every well-known name settled (``exp``: math's or numpy's), and the facts.

    Among arrays, what is computed again without a name of its own is the value that is there already.
    """
    facts = Facts(parsed, rules, declared)
    body = []
    values = Values()
    again: dict[str, Value] = {}
    for equation in parsed.program.body:
        assert isinstance(equation, Equation)
        target = equation.target
        value = at_place(substitute(equation.value, again) if again else equation.value, facts)
        value = facts.said_shortly(value)
        if facts.arrays:
            known = values.known(value)
            if known and target in parsed.temporaries:
                again[target] = known
                continue
            values.note(target, value)
        try:
            facts.learn(target, value)
            facts.check_write(value)
            facts.kept_shape(target, parsed.in_place.get(target, ""))
        except Mismatch as mismatch:
            faults.append(Fault(str(mismatch), mismatch.help, equation.line, equation.column))
            facts.by_name[target] = shapes.unknown(target)
        facts.definitions[target] = value
        facts.forms.note(target, value)
        body.append(equation if value is equation.value else equation._replace(value=value))
    results = [r._replace(value=_again(r.value, again)) for r in parsed.program.results]
    return parsed.program._replace(body=tuple(body), results=tuple(results)), facts


def _again(value: Atom, again: dict[str, Value]) -> Atom:
    known = again.get(value, value) if isinstance(value, str) else value
    assert not isinstance(known, Apply)
    return known


def at_place(value: Value, facts: Facts) -> Value:
    """Return a value with the functions that are used by a bare, well-known name settled."""
    if not isinstance(value, Apply):
        return value
    args = value.args
    if any(isinstance(argument, Apply) for argument in args):
        args = tuple([at_place(argument, facts) for argument in args])
        value = Apply(value.op, args, value.keys)
    if "." in value.op or not value.op.islower():
        return value
    op = settled(value.op, facts.is_scalar(value), facts.rules.helpers)
    facts.rules.knows(op)
    return Apply(op, args, value.keys)
