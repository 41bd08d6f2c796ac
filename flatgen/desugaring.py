"""What a file writes in a way of its own, as the plain statements that it stands for, before anything reads them.

Each is looked for by words of the text: few files have them.
"""

from __future__ import annotations

import ast
import re

from flatgen.guarding import STATE, State, unguarded
from flatgen.outs import OUT, written_out

INDENTED = re.compile(r"^[ \t]+(import|from) ", re.MULTILINE)
DICTS = ("{", "dict()")  # what a file has that makes one
GRIDS = ("ndindex", "ndenumerate", "itertools")  # loops over several counters at once


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
    if "linalg" in text:
        from flatgen.decomposed import decomposed

        decomposed(tree)
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
