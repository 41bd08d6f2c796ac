"""Constants of a file that are drawn at random: those of the output would be others, unless a seed says which."""

from __future__ import annotations

import ast

from flatgen.module import Module
from flatgen.refusals import DRAWN
from flatgen.surveying import names_read, path_of, stored_names

LIBRARIES = ("numpy.random", "random")
MAKERS = (
    *("default_rng", "RandomState", "SeedSequence", "Random"),
    *("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64"),
)  # with a seed they always make the same
FROM_ANOTHER = ("Generator",)  # as seeded as what it is made of


def drawn(module: Module) -> dict[str, str]:
    """Return the names of a file that are other ones in each run, with the reason."""
    if "random" not in module.text and ".rvs(" not in module.text:
        return {}
    seeded = {
        library
        for statement in module.tree.body
        for library, called, call in _calls(statement, module)
        if called == "seed" and call.args and not isinstance(statement, ast.FunctionDef)
    }
    found: set[str] = set()
    drawing: set[str] = set()  # functions that do
    for statement in module.tree.body:
        names = set(stored_names(statement))
        read = names_read(statement) - names
        draws = any(_is_draw(*call, seeded) for call in _calls(statement, module))
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            drawing |= names if draws or not drawing.isdisjoint(read) else set()
        elif draws or not (found | drawing).isdisjoint(read):
            found |= names
    return dict.fromkeys(found, DRAWN)


def _calls(statement: ast.stmt, module: Module) -> list[tuple[str, str, ast.Call]]:
    """Return the calls of what draws: the library, the function and the call."""
    found = []
    for node in ast.walk(statement):
        if isinstance(node, ast.Call):
            library, _, called = path_of(node.func, module).rpartition(".")
            library = LIBRARIES[0] if called == "rvs" else library  # of scipy.stats
            if library in LIBRARIES:
                found.append((library, called, node))
    return found


def _is_draw(library: str, called: str, call: ast.Call, seeded: set[str]) -> bool:
    if called in MAKERS:
        return not (call.args or call.keywords)
    return library not in seeded and called not in (*FROM_ANOTHER, "seed")
