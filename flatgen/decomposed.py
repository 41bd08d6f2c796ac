"""Parts of decompositions that are written into: copies of their own, which nothing else reads.

w, V = np.linalg.eigh(A)         w, V = np.linalg.eigh(A)
w[w < 0] = 0.0                   w = w.copy()
                                 w[w < 0] = 0.0

The gradient of one part reads the others, and itself, as they were made. In loops these have names, too:

for ...:                         for ...:
    Q = np.linalg.qr(A)[0]           Q, R = np.linalg.qr(A)
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flatgen.surveying import definitions, free_name, names_in, written_in

PARTS = {"eigh": "w V", "eig": "w V", "qr": "Q R", "svd": "U s Vt"}  # what they are usually called
SEVERAL = (*PARTS, "lu", "schur", "rq", "lstsq", "polar")
ALONE = {"mode", "compute_uv", "eigvals_only"}  # arguments that may ask for one of them
LINALG = "linalg"


def is_of_several(op: str) -> bool:
    """Tell whether an operation is a decomposition: it makes several arrays, all of them new."""
    library, _, last = op.rpartition(".")
    return library.endswith(LINALG) and last in SEVERAL


def decomposed(tree: ast.Module) -> None:
    """Add to a file's functions the copies of what is written into, in place."""
    libraries = {name: path for node in tree.body for name, path in _names(node)}
    for function in definitions(tree):
        written = written_in(function)
        loops = [node for node in ast.walk(function) if isinstance(node, (ast.For, ast.While))]
        for statement in [line for loop in loops for line in ast.walk(loop)]:
            _name_parts(statement, function, libraries)
        for node in ast.walk(function):
            for field in ("body", "orelse", "finalbody"):
                block = getattr(node, field, None)
                if isinstance(block, list):
                    block[:] = [line for one in block for line in _owned(one, written, libraries)]


def _name_parts(statement: ast.AST, function: ast.AST, libraries: dict[str, str]) -> None:
    """Let one part of a decomposition that has a name stand beside the others, in place."""
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Subscript):
        return
    call, place = statement.value.value, getattr(statement.value.slice, "value", None)
    words = PARTS.get(_decomposition(statement.value, libraries), "").split()
    plain = isinstance(call, ast.Call) and ALONE.isdisjoint(k.arg for k in call.keywords)
    if len(statement.targets) != 1 or type(place) is not int or not plain:
        return
    if place < len(words) and isinstance(statement.targets[0], ast.Name):
        names = [ast.Name(free_name(word, {*names_in(function)}), ast.Store()) for word in words]
        parts = [ast.copy_location(name, statement.targets[0]) for name in names]
        parts[place] = statement.targets[0]
        whole = ast.Tuple([*parts], ast.Store())
        statement.targets = [ast.copy_location(whole, statement.targets[0])]
        statement.value = call


def _owned(statement: ast.stmt, written: set[str], libraries: dict[str, str]) -> list[ast.stmt]:
    """Return a statement with copies behind it of what it names and is written into."""
    if not isinstance(statement, ast.Assign) or not _decomposition(statement.value, libraries):
        return [statement]
    targets = [part for target in statement.targets for part in ast.walk(target)]
    names = [part for part in targets if isinstance(part, ast.Name) and part.id in written]
    return [statement, *map(_copy, names)]


def _names(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield the names that an import binds to a library of linear algebra, or to functions of it, with their paths."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        for one in statement.names:
            path = f"{getattr(statement, 'module', None) or ''}.{one.name}"
            if LINALG in path:
                yield one.asname or one.name, path


def _decomposition(value: ast.expr, libraries: dict[str, str]) -> str:
    """Return by what function an expression decomposes a matrix, or is a part of one; "" of all else."""
    call = value.value if isinstance(value, ast.Subscript) else value
    if not isinstance(call, ast.Call):
        return ""
    root, dot, rest = ast.unparse(call.func).partition(".")
    path = f"{libraries.get(root, root)}{dot}{rest}".split(".")
    return path[-1] if LINALG in path and path[-1] in SEVERAL else ""


def _copy(name: ast.Name) -> ast.stmt:
    read = ast.Name(name.id, ast.Load())
    call = ast.Call(ast.Attribute(read, "copy", ast.Load()), [], [])
    made = ast.Assign([ast.Name(name.id, ast.Store())], call)
    for part in ast.walk(made):
        ast.copy_location(part, name)
    return made
