"""Where the source of a function that runs is: its file, and its definition there."""

from __future__ import annotations

import ast
import linecache
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE
from types import CodeType, FunctionType

from flatgen.errors import Fault, FlatgenError
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.source import lasting, normalise, syntax_tree
from flatgen.surveying import definitions, walk

LAMBDA = "<lambda>"
REWRITTEN = "@pytest_ar"  # what assertions read that pytest has made anew
GENERATED = "<flatgen "  # how the names of generated texts start
_read: dict[str, tuple[str, Module]] = {}  # the files that functions come from
_texts: dict[str, tuple[list[str], str]] = {}
_defined: dict[
    str, tuple[str, dict[object, FunctionNode]]
] = {}  # by name and line; lambdas by their code
_compiled: dict[str, tuple[str, dict[tuple[str, int], list[CodeType]]]] = {}


def found(function: FunctionType) -> tuple[Module, FunctionNode]:
    """Return a function's module, by the text of its file, and its definition.

    Raises FlatgenError where the text isn't to be had, or is another by now.
    """
    code = function.__code__
    filename = code.co_filename
    linecache.checkcache(filename)
    text = text_of(filename, function)
    said = f"the source of {function.__qualname__}"
    if code.co_flags & (CO_COROUTINE | CO_ASYNC_GENERATOR):
        refused = "an async function is not supported"
        fault = Fault(refused, "define the function with def alone", code.co_firstlineno)
        raise FlatgenError([fault], filename, text)
    if not text:
        help = "define it in a file or a notebook's cell"
        raise FlatgenError([Fault(f"{said} can't be found", help)], filename)
    known = _read.get(filename)
    if known is None or known[0] != text:
        known = _read[filename] = text, Module(syntax_tree(text, filename), text, filename)
        lasting()
    module = known[1]
    own = code.co_name == LAMBDA
    node = _definitions(filename).get(code if own else (code.co_name, code.co_firstlineno))
    if own and node is None:
        node = _lambda(module, code)
        help = "write it as a def: def f(x): return ..."
        if node is None:
            said = "which of the lambdas on a line a function is can't be told"
            raise FlatgenError([Fault(said, help, code.co_firstlineno)], filename, text)
        _definitions(filename)[code] = node
    if node is not None and same(node, code, filename):
        return module, node
    help = "load its module again"
    raise FlatgenError([Fault(f"{said} has changed since it was loaded", help)], filename, text)


def _lambda(module: Module, code: CodeType) -> FunctionNode | None:
    """Return the lambda of a code as the function that a def would make; None if it is one of several on a line.

    From Python 3.11 on a code tells the columns, too.
    """
    lambdas = [part for part in walk(module.tree) if isinstance(part, ast.Lambda)]
    here = [part for part in lambdas if part.lineno == code.co_firstlineno]
    if len(here) > 1 and hasattr(code, "co_positions"):
        places = {*code.co_positions()}
        here = [part for part in here if place_of(part.body) in places]
    if len(here) != 1:
        return None
    body: list[ast.stmt] = [ast.copy_location(ast.Return(here[0].body), here[0].body)]
    return ast.copy_location(ast.FunctionDef("the lambda", here[0].args, body, []), here[0])


def place_of(node: ast.expr) -> tuple[int | None, ...]:
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def text_of(filename: str, function: FunctionType) -> str:
    """Return the text of a file; the same one as long as linecache has it."""
    lines = linecache.getlines(filename, function.__globals__)
    known = _texts.get(filename)
    if known is None or known[0] is not lines:
        known = _texts[filename] = lines, normalise("".join(lines))
    return known[1]


def _definitions(filename: str) -> dict[object, FunctionNode]:
    """Return the definitions of a file, by name and the line that they start on; lambdas, so far, by their code."""
    text, module = _read[filename]
    if filename not in _defined or _defined[filename][0] != text:
        found: dict[object, FunctionNode] = {}
        for node in definitions(module.tree):
            lines = [node.lineno, *[d.lineno for d in node.decorator_list]]
            found[node.name, min(lines)] = found[node.name, node.lineno] = node
        _defined[filename] = text, found
    return _defined[filename][1]


def same(node: FunctionNode, code: CodeType, filename: str) -> bool:
    """Tell whether a definition is what a function was made of: the same operations, names and constants."""
    if filename.startswith(GENERATED):
        return True  # compiled where its forward lives, and never another
    others = _codes(filename).get((code.co_name, code.co_firstlineno), [])
    if any(_form(other) == _form(code) for other in others):
        return True
    asserts = any(isinstance(part, ast.Assert) for part in ast.walk(node))
    return asserts and REWRITTEN in names_in(code)


def names_in(code: CodeType) -> set[str]:
    """Return the names that a code may read of those around it."""
    inner = [names_in(part) for part in code.co_consts if isinstance(part, CodeType)]
    return set(code.co_names).union(*inner)


def _form(code: CodeType) -> tuple[object, ...]:
    constants = [_form(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts]
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, constants


def _codes(filename: str) -> dict[tuple[str, int], list[CodeType]]:
    """Return what the functions of a file are compiled to, by name and line."""
    text = _read[filename][0]
    if filename not in _compiled or _compiled[filename][0] != text:
        found: dict[tuple[str, int], list[CodeType]] = {}
        todo = [compile(text, filename, "exec", dont_inherit=True)]
        while todo:
            code = todo.pop()
            found.setdefault((code.co_name, code.co_firstlineno), []).append(code)
            todo += [c for c in code.co_consts if isinstance(c, CodeType)]
        _compiled[filename] = text, found
    return _compiled[filename][1]
