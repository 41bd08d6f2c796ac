"""What a forward file says outside of its functions: imports, constants, functions, and its names.

All of it is read from the text; nothing is imported or run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import NamedTuple

FunctionNode = ast.FunctionDef


class Import(NamedTuple):
    """One name that an import statement binds: ``path`` is what it stands for."""

    path: str
    module: str  # "" for `import path`
    name: str  # what is imported
    alias: str  # what it is called

    def statement_part(self) -> str:
        return self.name if self.alias == self.name else f"{self.name} as {self.alias}"


class Module:
    """A parsed forward file.

    ``imports`` maps a name to its Import, ``stars`` lists the modules of ``from m import *``,
    ``functions`` the functions of the file, ``bindings`` every other name with the statements that
    bind it, in order; ``identifiers`` is every name in the file, for new names to keep clear of.
    """

    def __init__(self, tree: ast.Module, text: str, filename: str) -> None:
        self.tree = tree
        self.text = text
        self.lines = text.split("\n")
        self.filename = filename
        self.imports: dict[str, Import] = {}
        self.stars: list[str] = []
        self.futures: list[str] = []
        self.functions: dict[str, FunctionNode] = {}
        self.bindings: dict[str, list[ast.stmt]] = {}
        self.identifiers: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                self.identifiers.add(node.id)
            elif isinstance(node, ast.arg):
                self.identifiers.add(node.arg)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                self.identifiers.add(node.name)
            elif isinstance(node, ast.alias):
                self.identifiers.add((node.asname or node.name).split(".")[0])
        self._imported_by: dict[str, ast.stmt] = {}
        for statement in tree.body:
            self._bind(statement, statement)
        self._settle()

    def _settle(self) -> None:
        """Let a name that is bound in two ways be what it was bound to last."""
        for name, bound in list(self.bindings.items()):
            function = self.functions.get(name)
            if function and function.lineno > bound[-1].lineno:
                del self.bindings[name]
            elif function:
                del self.functions[name]
            statement = self._imported_by.get(name)
            if name in self.imports and statement and statement not in bound:
                if statement.lineno > bound[-1].lineno:
                    del self.bindings[name]
                else:
                    del self.imports[name]

    def _bind(self, statement: ast.stmt, outermost: ast.stmt) -> None:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            self._bind_import(statement)
            for name in stored_names(statement):
                self._imported_by[name] = outermost
        elif isinstance(statement, ast.FunctionDef):
            self.functions[statement.name] = statement
            self.imports.pop(statement.name, None)
        elif isinstance(statement, (ast.ClassDef, ast.AsyncFunctionDef)):
            self.bindings.setdefault(statement.name, []).append(outermost)
        elif isinstance(statement, (ast.If, ast.Try, ast.With, ast.For, ast.While)):
            for child in ast.iter_child_nodes(statement):
                inner = child.body if isinstance(child, ast.ExceptHandler) else [child]
                for node in inner:
                    if isinstance(node, ast.stmt):
                        self._bind(node, outermost)
            for name in stored_names(statement.target) if isinstance(statement, ast.For) else ():
                self.bindings.setdefault(name, []).append(outermost)
        else:
            for name in [*stored_names(statement), *self._changed_by(statement)]:
                bound = self.bindings.setdefault(name, [])
                if outermost not in bound:
                    bound.append(outermost)

    def _changed_by(self, statement: ast.stmt) -> list[str]:
        """Return the constant that a call such as ``RATES.append(3)`` changes."""
        node: ast.AST = statement.value if isinstance(statement, ast.Expr) else statement
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            node = node.func
            while isinstance(node, ast.Attribute):
                node = node.value
            return [node.id] if isinstance(node, ast.Name) and node.id in self.bindings else []
        return []

    def _bind_import(self, statement: ast.Import | ast.ImportFrom) -> None:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                name = alias.asname or alias.name.split(".")[0]
                path = alias.name if alias.asname else name
                self.imports[name] = Import(path, "", alias.name, alias.asname or alias.name)
                self.functions.pop(name, None)
            return
        module = "." * statement.level + (statement.module or "")
        for alias in statement.names:
            if module == "__future__":
                self.futures.append(alias.name)
            elif alias.name == "*":
                self.stars.append(module)
            else:
                name = alias.asname or alias.name
                path = f"{module}.{alias.name}"
                self.imports[name] = Import(path, module, alias.name, name)
                self.functions.pop(name, None)

    def entry_functions(self) -> list[FunctionNode]:
        """Return the functions that no other function of the file refers to, in order."""
        used = set()
        for name, function in self.functions.items():
            own = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
            for statement in function.body:
                own.update(stored_names(statement, writes=False))
            for node in ast.walk(function):
                if isinstance(node, ast.Name) and node.id != name and node.id not in own:
                    used.add(node.id)
        return [f for name, f in self.functions.items() if name not in used]

    def constant(self, name: str) -> ast.expr | None:
        """Return what a name of the module is, if it is bound once and to an expression."""
        bound = self.bindings.get(name, ())
        if len(bound) == 1:
            statement = bound[0]
            if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                return statement.value if isinstance(statement.targets[0], ast.Name) else None
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                return statement.value
        return None

    def segment(self, node: ast.AST) -> str:
        """Return the text of a node."""
        return ast.get_source_segment(self.text, node) or ""


def stored_names(node: ast.AST, writes: bool = True) -> Iterator[str]:
    """Yield the names that a statement binds, functions inside of it left out.

    With ``writes``, also those whose elements or attributes it sets.
    """
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield node.id
    elif isinstance(node, (ast.Subscript, ast.Attribute)):
        base: ast.AST = node
        while isinstance(base, (ast.Subscript, ast.Attribute)):
            base = base.value
        if writes and isinstance(node.ctx, ast.Store) and isinstance(base, ast.Name):
            yield base.id
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).split(".")[0]
    elif isinstance(node, ast.BinOp):  # a sum may be thousands deep: walk down its left side
        while isinstance(node, ast.BinOp):
            yield from stored_names(node.right, writes)
            node = node.left
        yield from stored_names(node, writes)
    elif not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from stored_names(child, writes)


def is_builtin(name: str) -> bool:
    """Tell whether Python knows a name without an import."""
    return hasattr(builtins, name)
