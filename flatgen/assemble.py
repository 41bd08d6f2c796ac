"""The parts of a generated function before they are text: names, comments, what is returned."""

from __future__ import annotations

from flatgen.backward import Adjoint
from flatgen.comments import NONE, Comments, placed
from flatgen.facts import Facts
from flatgen.ir import Apply, Equation, Program
from flatgen.parse import Parsed
from flatgen.render import Output
from flatgen.shapes import comment
from flatgen.writes import is_write, merged, renamed, renamed_atom


def assembled(
    parsed: Parsed,
    forward: Program,
    adjoint: Adjoint,
    facts: Facts,
    value: bool,
    comments: dict[int, Comments],
) -> Output:
    """Return what is to be written of a function."""
    lines = [line for line in forward.body if isinstance(line, Equation)]
    by = merged([*lines, *adjoint.lines])
    result = renamed_atom(parsed.program.results[0].value, by)
    said = _comments(parsed, {line.target for line in lines}, comments)
    annotated = any(p.array for p in forward.parameters)
    body = [renamed(_noted(line, facts), by) for line in lines]
    return Output(
        name=("value_and_grad_" if value else "grad_") + forward.name,
        node=parsed.node,
        program=forward._replace(body=tuple(body)),
        backward=tuple([renamed(_product(line, facts), by) for line in adjoint.lines]),
        gradients=tuple([(n, renamed_atom(g, by)) for n, g in adjoint.gradients.items()]),
        value=result if value else None,
        comments=[said.get(line.target, NONE) for line in lines],
        scalar=not facts.arrays and not annotated,
    )


def _comments(parsed: Parsed, kept: set[str], comments: dict[int, Comments]) -> dict[str, Comments]:
    """Return the user's comments of the forward lines that are kept."""
    targets = [line.target for line in parsed.program.body if isinstance(line, Equation)]
    origins = [parsed.origins.get(target, ()) for target in targets]
    flags = [target in kept for target in targets]
    kept_targets = [target for target in targets if target in kept]
    return dict(zip(kept_targets, placed(origins, flags, comments)))


def _noted(line: Equation, facts: Facts) -> Equation:
    """Return a forward line with its shape as its comment."""
    if not facts.arrays or line.target not in facts.by_name or is_write(line.value):
        return line
    line = _product(line, facts)
    shape = facts.by_name[line.target]
    return line._replace(note=comment(shape)) if shape and not line.note else line


def _product(line: Equation, facts: Facts) -> Equation:
    """Return a line that is a matrix product with the shapes as its comment: they say it all."""
    value = line.value
    if not isinstance(value, Apply) or value.op != "MatMult" or line.target not in facts.by_name:
        return line
    shapes = [comment(facts.of(v)) for v in value.args]
    whole = comment(facts.of(value)) or ("[]" if not facts.of(value) else "")
    if not whole or not all(shapes):
        return line
    return line._replace(note=f"{whole} = {' @ '.join(shapes)}")
