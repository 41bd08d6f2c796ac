"""The parts of a generated function before they are text: names, comments, what is returned."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

from flatgen.annotations import with_shape
from flatgen.coalescing import coalesced
from flatgen.comments import NONE, Comments, placed
from flatgen.counting import counted_in, loops_in
from flatgen.exits import asked_whole, exited
from flatgen.facts import Facts
from flatgen.finishing import BETWEEN, Derived
from flatgen.guarding import State, guards_of
from flatgen.ir import ROWS, Apply, Equation, Literal, Parameter, Statement, Value
from flatgen.output import Output, Returned
from flatgen.packs import Opened, beside, held, opened, partly, returned
from flatgen.packs import said as spoken
from flatgen.parse import Parsed
from flatgen.shapes import SCALAR, Shape, comment, dims_of
from flatgen.statements import (
    blocks_of,
    bound_in,
    equations,
    is_ordered,
    mapped,
    read_in,
    started,
    straight,
    with_blocks,
)
from flatgen.summing import Sums
from flatgen.surveying import arguments_of
from flatgen.writes import called, is_write, merged, renamed, renamed_atom

SAID = {
    "grad": ("Gradient", ""),
    "vjp": ("Vector-Jacobian product", "upstream"),
    "jvp": ("Jacobian-vector product", "along"),
    "hvp": ("Hessian-vector product", "by"),
}

Body = tuple[Statement, ...]
Sections = tuple[tuple[str, Body], ...]
Layout = tuple[Body, Sections, dict[str, str], list[Comments]]


def assembled(
    parsed: Parsed,
    made: Derived,
    mode: str,
    value: bool,
    comments: dict[int, Comments],
    states: list[State],
) -> Output:
    """Return what is to be written of a function."""
    forward = made.program
    whole = (*forward.body, *[line for _, own in made.sections for line in own])
    laid_out = _with_blocks if is_ordered(whole) else _straight
    body, sections, by, own_comments = laid_out(parsed, made, comments)
    outputs = tuple([renamed_atom(result.value, by) for result in forward.results])
    results = Returned(made.outline, tuple([renamed_atom(g, by) for g in made.returned]))
    if parsed.packed and mode != "jvp":
        order = [result.name for result in made.whole.results]
        results = results._replace(outline=returned(parsed.packed, order))
    every_pack = [*parsed.packed, *[p for _, p in held(parsed.outline, parsed.program.results)]]
    extra, apart = beside(tuple(every_pack), made.extra)
    lines = [*body, *[line for _, own in sections for line in own]]
    read = {*read_in(lines), *map(str, (*results.values, *(outputs if value else ())))}
    beside_lines = [line for whole in apart for line in opened(*whole, read, made.facts)]
    beside_lines, sections = _as_they_are(beside_lines, sections, lines)
    sums = Sums(lines, (*results.values, *outputs))
    sections = tuple([(heading, sums.whole(own)) for heading, own in sections])
    body = (
        body if own_comments else sums.whole(body)
    )  # else each line has its comments by its place
    every = [
        (p, p.name, {leaf.input.name: leaf.input.name for leaf in p.leaves}) for p in parsed.packed
    ]
    return Output(
        name=("value_and_" if value else "") + f"{mode}_{forward.name}",
        node=parsed.node,
        extra=tuple([(p.name, _annotation(p, parsed, made.facts)) for p in extra]),
        opened=tuple(
            [line for whole in every for line in opened(*whole, read, made.facts)] + beside_lines
        ),
        body=body,
        sections=sections,
        returned=results,
        value=Returned(parsed.outline, outputs) if value else None,
        comments=own_comments,
        kind=mode,
        scalar=not made.facts.arrays and not any(p.array for p in forward.parameters),
        inputs=len(forward.parameters),
        about=tuple(_about(parsed, made, mode)),
        packed=parsed.packed,
        outline=parsed.outline,
        guards=guards_of(parsed.program.body, parsed.origins, states),
        parts=tuple(partly(parsed.packed, [result.name for result in made.whole.results])),
    )


def _as_they_are(
    read: list[Opened], sections: Sections, lines: list[Statement]
) -> tuple[list[Opened], Sections]:
    """Return lines that make lists of what is given beside the inputs, and sections without copies of these."""
    new = {line.targets[0] for line in read if line.text.startswith("[")}
    if not new:
        return read, sections
    reads, bound = Counter(read_in(lines)), Counter(bound_in(lines))
    by: dict[str, str] = {}
    for line in [line for _, own in sections for line in own if isinstance(line, Equation)]:
        (name,) = line.value.args if _is_list_of(line.value, new) else ("",)  # type: ignore[union-attr]
        if reads[str(name)] == bound[line.target] == 1:
            by[str(name)] = line.target
    found = [line._replace(targets=tuple([by.get(t, t) for t in line.targets])) for line in read]
    copies = {*by.values()}
    kept = [
        (heading, tuple([s for s in own if getattr(s, "target", "") not in copies]))
        for heading, own in sections
    ]
    return found, tuple(kept)


def _is_list_of(value: Value, names: set[str]) -> bool:
    return isinstance(value, Apply) and value.op == ROWS and value.args[0] in names


def _straight(parsed: Parsed, made: Derived, comments: dict[int, Comments]) -> Layout:
    """Return the parts of a function without blocks."""
    facts, lines = made.facts, straight(made.program.body)
    plain = [(heading, straight(own)) for heading, own in made.sections]
    every = [*lines, *[line for _, section in plain for line in section]]
    own = {p.name for p in (*made.program.parameters, *made.extra)}
    taken = {*own, *read_in(every), *[line.target for line in lines]}
    by = called(merged(every), every[len(lines) :], taken, facts.variables)
    said = _comments(parsed, {line.target for line in lines}, comments)
    sections = [
        (heading, tuple([renamed(_product(line, facts), by) for line in own]))
        for heading, own in plain
    ]
    body = tuple([renamed(_noted(line, facts), by) for line in lines])
    return body, tuple(sections), by, [said.get(line.target, NONE) for line in lines]


def _with_blocks(parsed: Parsed, made: Derived, comments: dict[int, Comments]) -> Layout:
    """Return the parts of a function with branches or loops; its comments are among its statements."""
    facts, forward = made.facts, made.program
    said = _comments(parsed, {line.target for line in equations(forward.body)}, comments)
    ((heading, lines),) = made.sections
    mark = Equation(BETWEEN, Literal("", None))
    lines_of = {target: parsed.origins[target][-1] for target in said if said[target] != NONE}
    loops = {loop.line for loop in loops_in(forward.body)}  # a loop's comment stands at its head
    said = {t: c for t, c in said.items() if lines_of.get(t) not in loops}
    heads = {n: c for n, c in comments.items() if n in loops or n not in lines_of.values()}
    own = [
        *_commented(forward.body, said, facts, heads),
        mark,
        *mapped(lines, lambda line: _product(line, facts)),
    ]
    counts = {*counted_in(own)}
    own = asked_whole(mapped(own, lambda line: _counting(line, counts)))
    parameters = {p.name for p in (*forward.parameters, *made.extra)}
    results = [*made.returned, *[r.value for r in forward.results]]
    text, found = coalesced(own, results, parameters, facts.variables, facts.as_large)
    text = exited(list(started(text)))
    at = next(i for i, s in enumerate(text) if isinstance(s, Equation) and s.target == BETWEEN)
    by = {name: str(new) for name, new in found.items()}
    return tuple(text[:at]), ((heading, tuple(text[at + 1 :])),), by, []


def _commented(
    body: Iterable[Statement],
    said: dict[str, Comments],
    facts: Facts,
    heads: dict[int, Comments],
    alone: bool = False,
) -> Iterator[Statement]:
    """Yield statements with the user's comments, or with shapes; ``heads`` are those of loops and branches."""
    for statement in body:
        if isinstance(statement, Equation):
            own = said.get(statement.target, NONE)
            for text in own.above:
                yield Equation("", Apply("Comment", (Literal(text, None),)))
            line = statement if statement.target in facts.lists else _noted(statement, facts)
            yield line._replace(note=own.behind.removeprefix("# ")) if own.behind else line
        else:
            head = NONE if alone else heads.pop(statement.line, NONE)
            for text in (*head.above, *filter(None, [head.behind])):
                yield Equation("", Apply("Comment", (Literal(text, None),)))
            blocks = []
            for i, b in enumerate(blocks_of(statement)):
                otherwise = i == 1 and len(b.body) == 1  # what is printed as an elif
                inner = _commented(b.body, said, facts, heads, otherwise)
                blocks.append(b._replace(body=tuple(inner)))
            yield with_blocks(statement, blocks)


MEANINGS = {
    "grad": "the gradient with respect to {}",
    "vjp": "the gradient with respect to {}, by the upstreams",
    "jvp": "the change of {} along the tangents",
    "hvp": "the part for {} of the Hessian times v",
}


def _about(parsed: Parsed, made: Derived, mode: str) -> Iterator[tuple[str, str]]:
    """Yield each value that is returned, and what it is, with its shape."""
    parts = {leaf.input.name: spoken(leaf.path) for p in parsed.packed for leaf in p.leaves}
    for result, value in zip(made.whole.results, made.returned):
        name = parts.get(result.name, result.name)
        meaning = MEANINGS[mode].format(name)
        shape = comment(made.facts.by_name.get(result.name, SCALAR))
        own = f"of the shape of {name}" if mode != "jvp" else ""
        shapes = "a number" if shape == "[]" else ", ".join(filter(None, (own, shape)))
        yield str(value), f"{meaning}{', ' * bool(shapes)}{shapes}"


def _counting(line: Equation, counts: set[str]) -> Equation:
    """Return a line that counts rounds as one that is written i += 1."""
    if line.target not in counts:
        return line
    assert isinstance(line.value, Apply)
    return line._replace(value=Apply("Count", line.value.args))


def _annotation(parameter: Parameter, parsed: Parsed, facts: Facts) -> ast.expr | None:
    """Return the annotation of an upstream, a tangent or a vector, in the way of the inputs'."""
    arguments = parsed.node.args
    given = arguments_of(arguments)
    for argument in given:
        if argument.arg == parameter.like and argument.annotation:
            return argument.annotation
    if parameter.name not in facts.by_name:  # it is of several inputs
        return None
    shaped = {p.name for p in parsed.program.parameters if p.shape is not None and not p.listed}
    shaped -= {p.name for p in parsed.program.parameters if p.kind in ("integers", "booleans")}
    made = _annotation_of(facts.by_name[parameter.name], given, shaped)
    if not parameter.listed:
        return made
    name = ast.Name("list", ast.Load())
    return name if made is None else ast.Subscript(name, made, ast.Load())


def _annotation_of(shape: Shape, given: list[ast.arg], shaped: set[str]) -> ast.expr | None:
    """Return the annotation of a value by its shape, in the way of those arguments that have one."""
    dims = dims_of(shape)
    noted = [argument for argument in given if argument.annotation]
    text = comment(shape)[1:-1].replace(", ", " ")
    if dims == ():
        return ast.Name("float", ast.Load()) if noted else None
    for argument in noted if text else ():
        if argument.arg in shaped and argument.annotation:
            made = with_shape(argument.annotation, text)
            if made is not None:
                return made
    return None


def _comments(parsed: Parsed, kept: set[str], comments: dict[int, Comments]) -> dict[str, Comments]:
    """Return the user's comments of the forward lines that are kept."""
    targets = [line.target for line in equations(parsed.program.body)]
    origins = [parsed.origins.get(target, ()) for target in targets]
    flags = [target in kept for target in targets]
    kept_targets = [target for target in targets if target in kept]
    return dict(zip(kept_targets, placed(origins, flags, comments)))


def _noted(line: Equation, facts: Facts) -> Equation:
    """Return a forward line with its shape as its comment."""
    if not facts.arrays or line.target not in facts.by_name or is_write(line.value):
        return line
    if line.target in facts.lists:
        return line
    line = _product(line, facts)
    shape = facts.by_name[line.target]
    if not shape or line.note:
        return line
    return Equation(line.target, line.value, line.line, line.column, facts.comment(shape))


def _product(line: Equation, facts: Facts) -> Equation:
    """Return a line that is a matrix product with the shapes as its comment: they say it all."""
    value = line.value
    if type(value) is not Apply or value.op != "MatMult" or line.target not in facts.by_name:
        return line
    shapes = [facts.comment(facts.of_gradient(v)) for v in value.args]
    of = facts.of_gradient(value)
    whole = facts.comment(of) or ("[]" if not of else "")
    if not whole or not all(shapes):
        return line
    return line._replace(note=f"{whole} = {' @ '.join(shapes)}")
