"""Values that are one number, though their shape isn't known: an entry of an array is made of them.

s0 = c[i, j]                 s0 and s1 are numbers: numpy takes no more into one entry
s1 = s0 + s2
D[i, j] = s1
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from flatgen.constants import SCALAR_LIBRARIES
from flatgen.facts import Facts
from flatgen.ir import UNKNOWN, Apply, Literal, Parameter, Program, Statement, Value, names
from flatgen.rules import RuleBook
from flatgen.shapes import dims_of
from flatgen.statements import equations, needed, read_in
from flatgen.writes import handed_on, is_write


def numbers_by_use(program: Program, facts: Facts) -> set[str]:
    """Return the values of unknown shape of which entries are made, and what makes these element by element.

    None of them is used as an array would be: one of shape (1,) may go into an entry, too.
    """
    results = {str(result.value) for result in program.results}
    body = needed(program.body, results) if facts.single else ()
    used = Counter([*read_in(body), *results])
    lines = {equation.target: equation.value for equation in equations(body)}
    used.subtract(one for value in lines.values() for one in elementwise(value, facts.rules))
    todo, found = {name for name in facts.single if not used[name]}, set[str]()
    while todo:
        name = todo.pop()
        if name in lines and name not in found and dims_of(facts.by_name[name]) is None:
            found.add(name)
            todo |= {n for n in elementwise(lines[name], facts.rules) if not used[n]}
    return found


def with_numbers(program: Program, tables: Collection[str], rules: RuleBook) -> Program:
    """Return a program in which only ``tables`` of lists are arrays, and what its parameters hold is numbers.

    But for those that are taken apart, or of which what is taken apart is made.
    One with any other sign of arrays, or of what may be one, is as it was.
    """
    others = [e.value for e in equations(program.body) if e.target not in tables]
    declared = any(map(is_declared, program.parameters))
    if not tables or declared or any(map(may_be_array, others)):
        return program
    used = Counter([*read_in(program.body), *[str(result.value) for result in program.results]])
    for equation in equations(program.body):
        used.subtract(elementwise(equation.value, rules))
    apart = taken_apart(program.body, rules)
    parameters = [
        p._replace(scalar=True) if p.real and not used[p.name] and p.name not in apart else p
        for p in program.parameters
    ]
    return program._replace(parameters=tuple(parameters))


def taken_apart(body: Iterable[Statement], rules: RuleBook) -> set[str]:
    """Return what is used as arrays are, and what such is made of element by element: all in ``sum(w * x)``."""
    found: set[str] = set()
    made = [(taken, {given}) for given, taken in handed_on(body) if isinstance(given, str)]
    for target, value, *_ in equations(body):
        parts = [*elementwise(value, rules)]
        found |= (Counter(names(value)) - Counter(parts)).keys()
        if not is_write(value):  # numpy takes no more than a number into an entry
            made.append((target, {*parts}))
    while more := {name for target, given in made if target in found for name in given} - found:
        found |= more
    return found


def may_be_array(value: Value) -> bool:
    """Tell whether a value may be an array that the function doesn't take apart: a library's, or a constant."""
    if isinstance(value, Apply):
        foreign = "." in value.op and value.op.split(".")[0] not in SCALAR_LIBRARIES
        return foreign or any(map(may_be_array, value.args))
    return isinstance(value, Literal) and value.known is UNKNOWN


def is_declared(parameter: Parameter) -> bool:
    """Tell whether something is said of a parameter's form."""
    said = parameter.array or parameter.listed or parameter.within or parameter.kind
    return bool(said) or parameter.shape is not None


def elementwise(value: Value, rules: RuleBook) -> Iterator[str]:
    """Yield the names that a value reads number by number; of a write, what is written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Apply) and is_write(value):
        yield from elementwise(value.args[2], rules)
    elif isinstance(value, Apply) and rules.is_elementwise(value.op):
        for argument in value.args:
            yield from elementwise(argument, rules)
