"""A generated text made a function where its forward lives: in the globals and the closure of that.

What the text brings along are cells of the function's closure: nothing is added to the user's module.
"""

from __future__ import annotations

import ast
import builtins
import linecache
from functools import lru_cache
from types import CellType, CodeType, FunctionType
from typing import Any, NamedTuple

from flatgen.origins import GENERATED, names_in
from flatgen.runtime import closed, surroundings


def registered(name: str, text: str) -> str:
    """Register a generated text as a file that tracebacks and debuggers show; return the file's name."""
    filename, count = f"{name}>", 1
    while filename in linecache.cache and linecache.cache[filename][2] != text.splitlines(True):  # type: ignore[misc]
        filename, count = f"{name} #{count}>", count + 1
    linecache.cache[filename] = (len(text), None, text.splitlines(True), filename)
    return filename


def built(
    function: FunctionType,
    text: str,
    filename: str,
    name: str,
    brought: set[str],
    shared: dict[str, CellType],
) -> FunctionType:
    """Return a function of a generated text, in the globals and the closure of the forward.

    ``brought`` are the names that the text binds itself, and that no one else sees, ``shared`` the cells of other
    functions' closures.
    """
    before, head, rest = f"\n{text}".rpartition(f"\ndef {name}(")
    own = [top for top in tops(before[1:]) if top.binds & brought]
    seen = surroundings(function)
    known = {n: seen[n] for top in own for n in top.reads - brought if n in seen}
    known |= {"__name__": function.__module__, "__builtins__": builtins}
    for top in own:
        exec(top.code, known)
    cells = {n: CellType(known[n]) for n in brought if n in known} | shared | closed(function)
    line = before.count("\n") + 1
    code = code_of(head[1:] + rest, name, line, sorted(cells), filename)
    closure = tuple([cells[n] for n in code.co_freevars])
    derived = FunctionType(code, function.__globals__, name, function.__defaults__, closure)
    derived.__kwdefaults__ = dict(function.__kwdefaults__ or {})
    derived.__module__ = function.__module__
    around_it, dot, _ = function.__qualname__.rpartition(".")
    derived.__qualname__ = f"{around_it}{dot}{name}"
    return derived


CO_VARARGS = 0x04  # of a code: its function has *args (inspect.CO_VARARGS)


def noted(function: FunctionType, extra: list[str]) -> dict[str, Any]:
    """Return the annotations of the inputs; a tangent or vector has that of its input, of ``*ws`` that of a list."""
    found = {name: note for name, note in function.__annotations__.items() if name != "return"}
    code = function.__code__
    star = ""
    if code.co_flags & CO_VARARGS:
        star = code.co_varnames[code.co_argcount + code.co_kwonlyargcount]
    for name in extra:
        for prefix in ("dot_", "v_"):
            of = name[len(prefix) :] if name.startswith(prefix) else ""
            if of in found:
                note = found[of]
                whole = f"list[{note}]" if isinstance(note, str) else list[note]  # type: ignore[valid-type]
                found[name] = whole if of == star else note
    return found


class Top(NamedTuple):
    """A statement at the top of a text, compiled."""

    binds: set[str]
    reads: set[str]  # of what is around it
    code: CodeType


def tops(text: str) -> list[Top]:
    """Return the statements at the top of a text. Helpers stand two empty lines apart: each is known by its own."""
    first, *others = text.split("\n\n\ndef ")
    try:
        parts = [_tops(part) for part in (first, *[f"def {other}" for other in others])]
    except SyntaxError:  # these lines are within a string
        return _tops(text)
    return [top for part in parts for top in part]


@lru_cache(maxsize=256)
def _tops(text: str) -> list[Top]:
    """Return the statements of a text, compiled once for all functions that bring them along."""
    filename = registered(f"{GENERATED}helpers", text)
    found = []
    for node in ast.parse(text, filename).body:
        code = compile(ast.Module([node], []), filename, "exec", dont_inherit=True)
        found.append(Top(_binds(node), names_in(code), code))
    return found


def _binds(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a text binds."""
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def code_of(text: str, name: str, line: int, closed: list[str], filename: str) -> CodeType:
    """Return what a function is compiled to whose text starts on a line of its file, where ``closed`` are names of
    another function's.

    That one is the line above; what is inside it is so by the indentation of its heading alone, so that all else has
    the columns that it has in the file.
    """
    above = f"def around({', '.join(closed)}):\n "
    code: Any = compile("\n" * (line - 2) + above + text, filename, "exec", dont_inherit=True)
    for part in ("around", name):
        code = next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == part)
    assert isinstance(code, CodeType)
    return code if line > 1 else _one_up(code)


def _one_up(code: CodeType) -> CodeType:
    """Return a code that says of itself that it stands a line above."""
    inner = [_one_up(c) if isinstance(c, CodeType) else c for c in code.co_consts]
    return code.replace(co_firstlineno=code.co_firstlineno - 1, co_consts=tuple(inner))
