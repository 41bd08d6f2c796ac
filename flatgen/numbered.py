"""Dicts that are filled by whole numbers, one after the other, as what a person writes without them.

hs = {}                                  h = np.copy(h0)
hs[-1] = np.copy(h0)                     for t in range(len(x)):
for t in range(len(x)):                      h = np.tanh(w @ h + x[t])
    hs[t] = np.tanh(w @ hs[t - 1] + x[t])

The entry that was set last is a name. Where others are read a list grows beside it, ``hs = [h]``, ``hs.append(h)``, and
``hs[t - 3]`` is read where it is on that. A dict of which more is done stays what it is.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator

from flatgen.counted import Block, Counted, NotCounted, apart, is_entry, is_values
from flatgen.dims import Dim, atom, subtract, text
from flatgen.surveying import free_name, names_in


def numbered(tree: ast.AST) -> None:
    """Write such dicts of a file as names and lists, in place."""
    taken: set[str] = set()
    for function, block, statement, name in dicts_in(tree):
        taken = taken or {*names_in(tree)}
        rewrite(name, statement, block, function, taken)


def dicts_in(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef, Block, ast.stmt, str]]:
    """Yield the dicts that the functions of a file make, each with where it is made."""
    for function in [part for part in statements_in(tree) if isinstance(part, ast.FunctionDef)]:
        for block in blocks_of(function):
            for statement in list(block):
                for name in made_in(statement):
                    yield function, block, statement, name


def rewrite(
    name: str, statement: ast.stmt, block: Block, function: ast.FunctionDef, taken: set[str]
) -> None:
    """Write one dict as a name, or a list, if its keys count and it is known in one block only."""
    start = next(i for i, one in enumerate(block) if one is statement or name in made_in(one))
    body = [*entries_of(block[start], name), *block[start + 1 :]]
    uses = [part for part in ast.walk(function) if getattr(part, "id", "") == name]
    within = [part for one in block[start:] for part in ast.walk(one)]
    stores = [part for part in uses if isinstance(part.ctx, ast.Store)]  # type: ignore[attr-defined]
    if len(stores) > 1 or sum(getattr(part, "id", "") == name for part in within) < len(uses):
        return
    if any(isinstance(part, ast.Call) and is_entry(part.func, name) for part in within):
        return  # it is of functions
    for inner in blocks_of(function):
        inner[:] = [part for one in inner for part in apart(one, name)]
    body = [part for one in body for part in apart(one, name)]
    try:
        found = Counted(name, body)
    except NotCounted:
        return
    called = last_name(name, found.counter, taken)
    taken.add(called)
    whole = Named(found, called).visit(ast.Module(body, []))
    for setting in found.settings if found.grows else ():
        place = whole.body if setting.block is body else setting.block
        line = ast.Expr(written(f"{name}.append({called})", setting.behind))
        line = ast.copy_location(line, setting.behind)
        behind = setting.at if found.clash else setting.behind
        place.insert(place.index(behind) + 1, line)
    block[start:] = [*made(block[start], name, found.grows), *whole.body]


class Named(ast.NodeTransformer):
    """Puts the name of the last entry, and places on the list, for those of the dict."""

    def __init__(self, found: Counted, called: str) -> None:
        self.found = found
        self.called = called
        self.now = {id(node) for node, _ in (found.set_by if found.clash else found.now)}
        self.older = {id(node): key for node, key in found.older}
        self.older |= {id(node): key for node, key in found.now} if found.clash else {}
        self.whole = {id(node) for node in found.whole}

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if id(node) in self.now:
            return ast.copy_location(ast.Name(self.called, node.ctx), node)
        self.generic_visit(node)
        if id(node) in self.older:
            node.slice = self.place(node.slice, self.older[id(node)])
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if id(node) in self.whole and is_values(node):
            assert isinstance(node.func, ast.Attribute)
            return node.func.value
        self.generic_visit(node)
        return node

    def place(self, node: ast.expr, key: Dim | None) -> ast.expr:
        """Return where on the list an entry is."""
        first = self.found.first
        assert first is not None
        one = atom(KEY) if key is None else key
        said = subtract(first, one) if self.found.step < 0 else subtract(one, first)
        where: ast.expr = Keyed(node).visit(written(text(said), node))
        return where


KEY = "__key__"  # stands for what is no sum: no name of a user's


class Keyed(ast.NodeTransformer):
    """Puts a key in its place."""

    def __init__(self, key: ast.expr) -> None:
        self.key = key

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.key if node.id == KEY else node


def written(said: str, at: ast.AST) -> ast.expr:
    """Return an expression that isn't in the file; what is wrong with it is said at a place that is."""
    made = ast.parse(said, mode="eval").body
    for part in ast.walk(made):
        if "lineno" in part._attributes:
            ast.copy_location(part, at)
            part.end_lineno, part.end_col_offset = part.lineno, part.col_offset  # type: ignore[attr-defined]
    return made


def last_name(name: str, counter: str, taken: set[str]) -> str:
    """Return what the last entry is called: ``h`` of ``hs``, ``alpha_t`` of ``alpha``."""
    called = name[:-1] if name.endswith("s") and not name.endswith("ss") else ""
    called = called if called and called not in taken else f"{name}_{counter}"
    return free_name(called, taken)


# How dicts are made


def made_in(statement: ast.stmt) -> list[str]:
    """Return the names of the dicts that a statement makes: of whole numbers, or empty."""
    return [t.id for t, v in pairs_of(statement) if isinstance(t, ast.Name) and is_made(v)]


def pairs_of(statement: ast.stmt) -> list[tuple[ast.expr, ast.expr]]:
    """Return the targets of an assignment, each with its value: of ``xs, hs = {}, {}`` they are two."""
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        return [(statement.target, statement.value)]
    if not isinstance(statement, ast.Assign) or len(statement.targets) > 1:
        return []
    target, value = statement.targets[0], statement.value
    if not isinstance(target, ast.Tuple) or not isinstance(value, ast.Tuple):
        return [(target, value)]
    return list(zip(target.elts, value.elts)) if len(target.elts) == len(value.elts) else []


def is_made(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", "") == "dict" and not value.args + value.keywords
    keys = value.keys if isinstance(value, ast.Dict) else [None]
    if any(isinstance(item, ast.Dict) for item in getattr(value, "values", ())):
        return False
    return None not in keys and not any(isinstance(getattr(k, "value", 0), str) for k in keys)


def entries_of(statement: ast.stmt, name: str) -> Block:
    """Return the entries that a dict is made with, each as a statement that sets it."""
    found: Block = []
    for target, value in pairs_of(statement):
        if getattr(target, "id", "") == name and isinstance(value, ast.Dict):
            for key, item in zip(value.keys, value.values):
                owner = ast.copy_location(ast.Name(name, ast.Load()), item)
                part = ast.copy_location(ast.Subscript(owner, key, ast.Store()), item)  # type: ignore[arg-type]
                found.append(ast.copy_location(ast.Assign([part], item), statement))
    return found


def made(statement: ast.stmt, name: str, grows: bool) -> Block:
    """Return a statement that makes a dict as one that makes the list; or without that."""
    pairs = pairs_of(statement)
    empty = ast.copy_location(ast.List([], ast.Load()), statement)
    kept = [(t, empty if getattr(t, "id", "") == name else v) for t, v in pairs]
    kept = kept if grows else [(t, v) for t, v in kept if v is not empty]
    if not kept:
        return []
    target, value = kept[0]
    if len(kept) > 1:
        target = ast.copy_location(ast.Tuple([t for t, _ in kept], ast.Store()), statement)
        value = ast.copy_location(ast.Tuple([v for _, v in kept], ast.Load()), statement)
    return [ast.copy_location(ast.Assign([target], value), statement)]


# Syntax trees


def blocks_of(node: ast.AST) -> Iterator[Block]:
    """Yield the blocks of statements in a function."""
    for part in statements_in(node):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(part, field, None)
            if isinstance(block, list):
                yield block


def statements_in(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what is in its blocks, those of an outer block first; expressions have none."""
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        yield node
        waiting += [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.expr)]
