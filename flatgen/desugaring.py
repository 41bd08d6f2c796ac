"""What a file writes in a way of its own, as the plain statements that it stands for, before anything reads them.

Each is looked for by words of the text: few files have them.
"""

from __future__ import annotations

import ast
import re

from flatgen.guarding import STATE, State, unguarded
from flatgen.outs import OUT, written_out

STARRED = re.compile(r"^[ \t]+[\[(]?(\w+, *)*\*\w+.*=", re.MULTILINE)
INDENTED = re.compile(r"^[ \t]+(import|from) ", re.MULTILINE)
DICTS = ("{", "dict()")  # what a file has that makes one
FLAT = "flat"
DECOMPOSITION = re.compile(r"\b(eigh?|qr|svd|lu|schur|rq|lstsq|polar)\b")
SEQUENCES = (".reverse()", "maxlen", "zip(zip(", "any(", "all(")
GRIDS = ("ndindex", "ndenumerate", "itertools")  # loops over several counters at once


def unrolled(tree: ast.AST) -> None:
    """Write what is read of ``x.flat``, all of an array in one row, as what is read of ``x.ravel()``, in place."""
    for node in ast.walk(tree):
        read = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
        for field in ("value",) if read else ("iter", "args"):
            found = getattr(node, field, None)
            parts = found if isinstance(found, list) else [found]
            made = [_in_a_row(part) for part in parts]
            if made != parts:
                setattr(node, field, made if isinstance(found, list) else made[0])


def _in_a_row(node: object) -> object:
    if not isinstance(node, ast.Attribute) or node.attr != FLAT:
        return node
    method = ast.copy_location(ast.Attribute(node.value, "ravel", ast.Load()), node)
    return ast.copy_location(ast.Call(method, [], []), node)


def desugared(tree: ast.Module, text: str) -> list[State]:
    """Write a file's tree plainly, in place; return the ``with`` statements that were taken off lines."""
    if "case " in text:
        from flatgen.matched import matched

        matched(tree, text)
    if INDENTED.search(text):
        from flatgen.hoisting import hoisted

        hoisted(tree)
    if "class " in text and ".__" in text:
        from flatgen.keeping import with_private_names

        with_private_names(tree)
    if "class " in text and "self." in text:
        from flatgen.keeping import with_own_names

        with_own_names(tree)
    states = unguarded(tree) if STATE in text else []
    if f"{OUT}=" in text:
        written_out(tree)
    if "map(" in text:
        from flatgen.mapped import mapped

        mapped(tree)
    if "linalg" in text and DECOMPOSITION.search(text):
        from flatgen.decomposed import decomposed

        decomposed(tree)
    if any(word in text for word in SEQUENCES):
        from flatgen.sequences import in_plain_words

        in_plain_words(tree)
    if STARRED.search(text):
        from flatgen.starred import in_parts

        in_parts(tree)
    if f".{FLAT}" in text:
        unrolled(tree)
    if "functools" in text:
        from flatgen.reduced import reduced

        reduced(tree)
    if any(word in text for word in GRIDS):
        from flatgen.grids import gridded

        gridded(tree)
    if any(word in text for word in DICTS):
        from flatgen.numbered import numbered
        from flatgen.paired import paired

        paired(tree)
        numbered(tree)
    return states
