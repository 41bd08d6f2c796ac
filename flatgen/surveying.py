"""The names in a syntax tree: every one of a file, and those that a statement binds."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Mapping
from copy import deepcopy
from functools import cache, cached_property
from typing import Any, NamedTuple, Protocol

PARTS = (ast.Attribute, ast.Subscript)
FILLING = ("update", "pop", "popitem", "setdefault", "clear", "append", "extend", "insert")
SKIPPED = frozenset(("ctx", "op", "ops", "kind", "id", "attr", "lineno", "type_comment"))


class Importing(Protocol):
    """What has imports, by the names that they bind."""

    @property
    def imports(self) -> Mapping[str, Any]: ...


class Mentions(NamedTuple):
    """What a part of a file mentions: names, attributes of values, and the names that it binds by other syntax."""

    names: set[str]
    attributes: list[ast.Attribute]
    bound: set[str]  # parameters, definitions, imports


class Survey:
    """One walk over a file: ``identifiers``, every name in it; ``outside``, those that aren't in functions; ``names``,
    those that each top-level function mentions; ``generators``, the functions that yield."""

    def __init__(self, tree: ast.Module) -> None:
        self.identifiers: set[str] = set()
        self.outside: set[str] = set()
        self.names: dict[ast.stmt, set[str]] = {}
        self.generators: dict[ast.stmt, list[ast.expr]] = {}
        self._mentioned: dict[ast.stmt, list[Mentions]] = {}
        for statement in tree.body:
            yields = self.generators[statement] = []
            if type(statement) is not ast.FunctionDef:
                found = self._look(statement, yields)
                self.names[statement] = found.names
                if type(statement) is not ast.ClassDef:
                    self.outside |= found.names | found.bound
                continue
            self.identifiers.add(statement.name)
            self.outside.add(statement.name)
            names, own = set[str](), []
            for part in reversed(list(ast.iter_child_nodes(statement))):
                found = self._look(part, yields)
                names |= found.names
                if isinstance(part, (ast.arguments, ast.stmt)):
                    own.append(found)
            self.names[statement] = names
            self._mentioned[statement] = own[::-1]

    def mentioned(self, node: ast.FunctionDef) -> list[Mentions]:
        """Return what the parameters and each statement of a function mention."""
        if node not in self._mentioned:  # it isn't a top-level one
            self._mentioned[node] = [self._look(part, []) for part in (node.args, *node.body)]
        return self._mentioned[node]

    def names_within(self, node: ast.FunctionDef) -> set[str]:
        """Return every name in a function, those that it binds included."""
        return set().union(*[part.names | part.bound for part in self.mentioned(node)])

    def _look(self, root: ast.AST, yields: list[ast.expr]) -> Mentions:
        found = Mentions(set(), [], set())
        for node in walk(root):
            kind = type(node)
            if kind is ast.Name:
                found.names.add(node.id)  # type: ignore[attr-defined]
            elif kind is ast.Attribute:
                found.attributes.append(node)  # type: ignore[arg-type]
            elif kind is ast.arg:
                found.bound.add(node.arg)  # type: ignore[attr-defined]
            elif kind is ast.FunctionDef or kind is ast.ClassDef:
                found.bound.add(node.name)  # type: ignore[attr-defined]
            elif kind is ast.alias:
                found.bound.add((node.asname or node.name).split(".")[0])  # type: ignore[attr-defined]
            elif kind is ast.Yield or kind is ast.YieldFrom:
                yields.append(node)  # type: ignore[arg-type]
        self.identifiers |= found.names | found.bound
        return found

    @cached_property
    def classes(self) -> dict[ast.AST, ast.ClassDef]:
        """The classes at the top of the file, by what is in them."""
        tops = [one for one in self.names if isinstance(one, ast.ClassDef)]
        return {line: one for one in tops for line in one.body}

    @cached_property
    def filled(self) -> set[str]:
        """The names of what is written into, by an index or a method, anywhere in the file."""
        found = set[str]()
        for node in (part for top in self.names for part in walk(top)):
            inner: ast.AST | None = None
            if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                inner = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                inner = node.func.value if node.func.attr in FILLING else None
            base = root_of(inner) if inner else None
            found |= {base.id} if isinstance(base, ast.Name) else set()
        return found

    @cached_property
    def lines(self) -> str:
        """Every name in the file, each behind a line's end: is there one that starts so?"""
        return "".join([f"\n{name}" for name in self.identifiers])


def walk(root: ast.AST) -> list[ast.AST]:
    """Return a node and all below it, operators and contexts left out: ``ast.walk`` in half the time."""
    todo = [root]
    found = []
    while todo:
        node = todo.pop()
        found.append(node)
        kind: Any = type(node)
        for field in _fields(kind):
            value = getattr(node, field, None)
            if type(value) is list:
                todo += [child for child in value if isinstance(child, ast.AST)]
            elif isinstance(value, ast.AST):
                todo.append(value)
    return found


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of node that may hold others."""
    return () if kind is ast.Constant else tuple([f for f in kind._fields if f not in SKIPPED])


def root_of(node: ast.AST, through: tuple[type, ...] = PARTS) -> ast.AST:
    """Return what a part is of: ``params`` of ``params.w[0]``, itself of all else."""
    while isinstance(node, through):
        node = node.value  # type: ignore[attr-defined]
    return node


def path_of(node: ast.AST, module: Importing) -> str:
    """Return what a dotted name stands for, by the imports of the file; '' if it is no name."""
    if isinstance(node, ast.Name):
        return str(module.imports[node.id].path) if node.id in module.imports else node.id
    if isinstance(node, ast.Attribute):
        base = path_of(node.value, module)
        return f"{base}.{node.attr}" if base else ""
    return ""


def written_in(function: ast.FunctionDef) -> set[str]:
    """Return the names in a function whose arrays it may change, itself or by a call."""
    found: set[str] = set()
    for part in ast.walk(function):
        if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store):
            base = root_of(part)
            found |= {base.id} if isinstance(base, ast.Name) else set()
        elif isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
            found.add(part.target.id)
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            call = part.value
            if getattr(call.func, "id", "") == "print":
                continue
            owner = [call.func.value] if isinstance(call.func, ast.Attribute) else []
            given = [*owner, *call.args, *[keyword.value for keyword in call.keywords]]
            found |= {name.id for name in given if isinstance(name, ast.Name)}
    return found


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """Return a function's parameters in the order of its signature; ``*ws`` is a list, as annotations say it."""
    found = [*arguments.posonlyargs, *arguments.args]
    star = arguments.vararg
    if star is not None:
        note: ast.expr = ast.Name("list", ast.Load())
        if star.annotation is not None:
            note = ast.Subscript(note, star.annotation, ast.Load())
        found.append(ast.copy_location(ast.arg(star.arg, note), star))
    return [*found, *arguments.kwonlyargs]


def defaults_in(arguments: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    """Yield the parameters of a function that have a default, with that."""
    plain = [*arguments.posonlyargs, *arguments.args]
    places = plain[len(plain) - len(arguments.defaults) :]
    yield from zip([argument.arg for argument in places], arguments.defaults)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        if default is not None:
            yield argument.arg, default


def definitions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield the functions that are defined in a tree, at any depth: no expression is looked into."""
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef):
            yield node
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            todo += getattr(node, field, ())


def stored_names(node: ast.AST, writes: bool = True, walrus: bool = True) -> Iterator[str]:
    """Yield the names that a statement binds, functions inside of it left out.

    With ``writes``, also those whose elements or attributes it sets. Without ``walrus``, nothing is
    looked for on the right side of an assignment.
    """
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield node.id
    elif not walrus and isinstance(node, (ast.Assign, ast.AugAssign, ast.Return, ast.Expr)):
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        for target in filter(None, targets):
            yield from stored_names(target, writes, walrus)
    elif isinstance(node, (ast.Subscript, ast.Attribute)):
        base = root_of(node)
        if writes and isinstance(node.ctx, ast.Store) and isinstance(base, ast.Name):
            yield base.id
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).split(".")[0]
    elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
        yield node.name
    elif isinstance(node, ast.BinOp):  # a sum may be thousands deep: walk down its left side
        while isinstance(node, ast.BinOp):
            yield from stored_names(node.right, writes, walrus)
            node = node.left
        yield from stored_names(node, writes, walrus)
    elif not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from stored_names(child, writes, walrus)


def assigned(node: ast.AST) -> Iterator[str]:
    """Yield the names that a function binds, but in comprehensions."""
    if isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif not isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
        for child in ast.iter_child_nodes(node):
            yield from assigned(child)


def names_read(node: ast.AST) -> set[str]:
    """Return every plain name in a tree: what is read or bound as such."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def names_in(tree: ast.AST) -> Iterator[str]:
    """Yield every name in a tree: what is read, bound, imported, given by a keyword."""
    for part in ast.walk(tree):
        yield from names_of(part)


def names_of(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node is or has, those below it left out."""
    for field in ("id", "arg", "name", "asname"):
        name = getattr(node, field, None)
        if isinstance(name, str):
            yield name.split(".")[0]


def free_name(name: str, taken: Container[str]) -> str:
    """Return a name that isn't taken."""
    while name in taken:
        name += "_"
    return name


class Replaced(ast.NodeTransformer):
    """Puts something in the place of names: other names, or expressions where they are read."""

    def __init__(self, by: Mapping[str, str | ast.expr]) -> None:
        self.by = by

    def visit_Name(self, node: ast.Name) -> ast.expr:
        found = self.by.get(node.id, node.id)
        made = ast.Name(found, node.ctx) if isinstance(found, str) else deepcopy(found)
        return ast.copy_location(made, node)


def number(value: int, node: ast.expr) -> ast.Constant:
    """Return a number that doesn't stand in the file."""
    line, column = node.lineno, node.col_offset
    return ast.Constant(
        value, lineno=line, end_lineno=line, col_offset=column, end_col_offset=column
    )
