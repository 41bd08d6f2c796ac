"""A function's text to its program, with all that is known of its values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from flatgen.asserting import asserted, contiguous
from flatgen.axisless import of_arrays
from flatgen.cutting import asserted_floating, in_doubt
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.gridded import INDICES
from flatgen.ir import Program
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.parse import Parsed, Parser
from flatgen.parsing import parsed as parsed_of
from flatgen.ragged import kept_apart
from flatgen.rules import RuleBook
from flatgen.settings import without_settings
from flatgen.settling import with_shapes
from flatgen.shapes import Shape
from flatgen.signature import declared_shapes
from flatgen.singles import with_numbers
from flatgen.statements import blocks_of
from flatgen.static import Place, Update
from flatgen.views import ARRAY, NUMBER
from flatgen.wholes import fixed_values, of_indices, with_wholes


class Read(NamedTuple):
    """What was read of a function."""

    parser: Parser
    parsed: Parsed
    declared: dict[str, Shape]
    program: Program
    facts: Facts


def read(
    node: FunctionNode,
    module: Module,
    rules: RuleBook,
    shapes: Mapping[str, str],
    faults: list[Fault],
    changing: bool = False,
    parts: Mapping[Place, str] | None = None,
    wrt: Container[str] | None = None,
) -> Read | None:
    """Return what is read of a function, whose gradient is asked by ``wrt``; None if there is a fault in its text.

    ``changing``: x += y in a function that it calls changes the caller's array. So it is read where else it is wrong.
    ``parts``: what is known of the parts of arrays that are read at some places, by their shapes.
    """
    before = len(faults)
    parser, parsed = parsed_of(node, module, rules, faults, changing, parts, wrt)
    found, told = None, dict(parts or {})
    if len(faults) == before:
        if parsed.arrays:
            rules.load_library("numpy")
        if parsed.arrays or any(map(blocks_of, parsed.program.body)):  # a loop counts to some
            parsed = by_use(parsed, parser.grids, rules)
        parsed, asked = asked_by(parsed, wrt)
        parsed = contiguous(parsed, parser.contiguous, parser.names)
        declared = declared_shapes(parsed.program, shapes, node, faults, parsed.packed)
        program, facts = with_shapes(parsed, rules, declared, faults)
        more = with_lines(parsed, program, facts, parser, asked if len(faults) == before else None)
        if more is not parsed:
            parsed = more
            program, facts = with_shapes(parsed, rules, declared, faults)
        doubtful = [u for u in parsed.updates if not is_right(u, facts)]
        told |= told_by_shapes(doubtful, parser, facts)
        indices = of_indices(program.body, parser.counts) if parser.counts else ()
        told |= dict.fromkeys([parser.counts[table] for table in indices], INDICES)
        if len(told) > len(parts or {}):
            return read(node, module, rules, shapes, faults, changing, told, wrt)
        if doubtful and len(faults) == before:
            sure, left = asserted(parsed, facts, doubtful, parser.names)
            shaped = with_shapes(sure, rules, declared, faults)
            if len(faults) == before:
                parsed, doubtful, (program, facts) = sure, left, shaped
            del faults[before:]  # what is asserted can't be
        doubtful = [u for u in doubtful if not is_right(u, facts)]
        doubtful += of_arrays(parsed, facts) if parsed.updates else []
        faults += [u.fault for u in doubtful]
        found = Read(parser, parsed, declared, program, facts)
        rows = [str(u.value) for u in doubtful if not u.whole and not u.basic]
        told |= dict.fromkeys([p for p in parser.places_of(rows) if p not in told], ARRAY)
    given = any(update.given for _, update in parser.augmented_values)
    ways = [(True, parts)] if given and not changing else []
    ways += [(changing, told)] if len(told) > len(parts or {}) else []
    for also, known in ways if len(faults) > before else ():
        other: list[Fault] = []
        again = read(node, module, rules, shapes, other, also, known, wrt)
        if again is not None and not other:
            del faults[before:]
            again.parser.faults = faults
            return again
    return found


def with_lines(
    parsed: Parsed, program: Program, facts: Facts, parser: Parser, asked: set[str] | None
) -> Parsed:
    """Return what was parsed with lines that its gradient needs: what lists had on them, what is asserted."""
    found = kept_apart(parsed, facts, parser.names) if facts.lists else None
    made = found or parsed
    cut = in_doubt(program, facts, asked) if facts.arrays and asked is not None else []
    return asserted_floating(made, facts, cut, parser.names) if cut else made


def asked_by(parsed: Parsed, wrt: Container[str] | None) -> tuple[Parsed, set[str]]:
    """Return what was parsed with what comes of none of the inputs that are asked by noted; and these."""
    if wrt is None:
        return parsed, {p.name for p in parsed.program.parameters if p.real}
    whole = {leaf.input.name: p.name for p in parsed.packed for leaf in p.leaves}
    asked = {p.name for p in parsed.program.parameters if whole.get(p.name, p.name) in wrt}
    return parsed._replace(fixed=fixed_values(parsed.program, asked)), asked


def by_use(parsed: Parsed, tables: set[str], rules: RuleBook) -> Parsed:
    """Return what was read of a function, with its parameters as they are used: settings, numbers, whole ones."""
    program = with_numbers(without_settings(parsed.program, rules), tables, rules)
    program = with_wholes(program)
    wholes = {p.name: int for p in program.parameters if p.integer}
    return parsed._replace(program=program, known={**parsed.known, **wholes})


def told_by_shapes(
    doubtful: Iterable[Update], parser: Parser, facts: Facts
) -> Iterator[tuple[Place, str]]:
    """Yield where parts of arrays are read that are not what they were taken for: rows, or numbers."""
    doubtful = list(doubtful)
    summed = parser.summed([str(u.value) for u in doubtful if not (u.whole or u.basic)])
    for update in doubtful:
        name = update.value
        if update.basic or not isinstance(name, str) or name not in facts.by_name:
            continue
        is_other = facts.is_scalar if update.whole else facts.has_axes
        if is_other(name) or (name in summed and not update.whole):
            yield from [
                (place, NUMBER if update.whole else ARRAY) for place in parser.places_of([name])
            ]


def is_right(update: Update, facts: Facts) -> bool:
    """Tell whether an augmented assignment is of what it was taken for, if it is of anything: a number, an array."""
    value = update.value
    if update.basic:
        return value not in facts.by_name or facts.is_integer(value)
    there = value != "" and (not isinstance(value, str) or value in facts.by_name)
    return there and (facts.has_axes(value) if update.whole else facts.is_scalar(value))
