"""What a forward file's outermost statements bind, in which order, and what later ones change of that."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from typing import NamedTuple

from flatgen.changes import changes_in, is_fixed, is_main
from flatgen.imaginary import Constants
from flatgen.surveying import names_read, stored_names
from flatgen.tracing import PURE

FunctionNode = ast.FunctionDef


class Import(NamedTuple):
    """One name that an import statement binds: ``path`` is what it stands for."""

    path: str
    module: str  # "" for `import path`
    name: str  # what is imported
    alias: str  # what it is called

    def statement_part(self) -> str:
        return self.name if self.alias == self.name else f"{self.name} as {self.alias}"


class Bindings(Constants):
    """The names of a file.

    ``imports`` maps a name to its Import, ``stars`` lists the modules of ``from m import *``,
    ``functions`` the functions of the file, ``bindings`` every other name with the statements that
    bind it, in order.
    """

    def __init__(self, tree: ast.Module, text: str, plain: bool) -> None:
        self.tree = tree
        self.text = text
        self.imports: dict[str, Import] = {}
        self.stars: list[str] = []
        self.futures: list[str] = []
        self.functions: dict[str, FunctionNode] = {}
        self.bindings: dict[str, list[ast.stmt]] = {}
        self.definitions: dict[str, list[ast.stmt]] = {}  # of functions, where they stand
        self.import_order: list[str] = []  # names, and stars as "*module"
        self.unsure: dict[str, str] = {}  # names of which only the run tells what they are, and why
        self._imported_by: dict[str, ast.stmt] = {}
        for statement in sorted(tree.body, key=is_main):  # not run, where it is imported
            self._bind(statement, statement)
        if not plain:
            self._follow()

    def _follow(self) -> None:
        """Note what statements do to names beyond what binds them."""
        tree, text = self.tree, self.text
        self._note_changes()
        if SEARCHED in text:
            self._note_paths()
        self._settle()
        for node in ast.walk(tree) if any(word in text for word in UNSURE) else ():
            if isinstance(node, ast.Name) and node.id in UNSURE and node.id not in self.functions:
                self.unsure |= dict.fromkeys(self.bindings, f"the file calls {node.id}")
        for node in ast.walk(tree) if "global" in text else ():
            if isinstance(node, ast.Global):
                self.unsure |= dict.fromkeys(node.names, "a function changes it by global")

    def _note_changes(self) -> None:
        """Let what statements change count for what they change: by calls, by second names, in loops."""
        known = KNOWN | sys.stdlib_module_names
        imported = {n for n, one in self.imports.items() if one.path.split(".")[0] not in known}
        constants = {*self.bindings, *imported}
        fixed = {name for name, bound in self.bindings.items() if all(map(is_fixed, bound))}
        for name, statement in changes_in(self.tree, self, constants, fixed):
            self._note([name], statement)
            self.bindings[name].sort(key=lambda one: one.lineno)

    def _settle(self) -> None:
        """Let a name that is bound in two ways be what it was bound to last."""
        for name, bound in list(self.bindings.items()):
            again = [s for s in bound if name in stored_names(s, writes=False)]
            function = self.functions.get(name)
            if function and again and function.lineno > bound[-1].lineno:
                del self.bindings[name]
            elif function and again:
                del self.functions[name]
            statement = self._imported_by.get(name)
            if again and name in self.imports and statement and statement not in bound:
                if statement.lineno > bound[-1].lineno:
                    del self.bindings[name]
                else:
                    del self.imports[name]
                    anew = isinstance(again[0], ast.Assign) and name not in names_read(
                        again[0].value
                    )
                    self.bindings[name] = [*[statement] * (not anew), *bound]

    def _note_paths(self) -> None:
        """Let what says where Python finds modules stay before the imports that follow it."""
        paths: list[ast.stmt] = []
        for statement in self.tree.body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                for name in stored_names(statement) if paths else ():
                    if name in self.imports and self.imports[name].path.split(".")[0] not in KNOWN:
                        self.bindings[name] = [*paths, statement, *self.bindings.get(name, ())]
            elif SEARCHED in ast.unparse(statement):
                paths.append(statement)

    def _bind(self, statement: ast.stmt, outermost: ast.stmt) -> None:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            before = dict(self.imports)
            self._bind_import(statement)
            for name in before if statement is not outermost else ():
                if self.imports.get(name, before[name]).path != before[name].path:
                    self.unsure[name] = "it is imported in more than one way"
            for name in stored_names(statement):
                self._imported_by[name] = outermost
        elif isinstance(statement, ast.FunctionDef):
            if statement is not outermost and statement.name in self.functions | self.imports:
                self.unsure[statement.name] = "it is defined in more than one way"
            self.functions[statement.name] = statement
            self.definitions.setdefault(statement.name, []).append(outermost)
            self.imports.pop(statement.name, None)
        elif isinstance(statement, COMPOUND) and not is_main(statement):
            for child in ast.iter_child_nodes(statement):
                inner = getattr(child, "body", ()) if isinstance(child, PARTS) else [child]
                for node in [one for one in inner if isinstance(one, ast.stmt)]:
                    self._bind(node, outermost)
                head = not isinstance(child, (ast.stmt, ast.ExceptHandler))
                self._note(stored_names(child) if head else (), outermost)
        elif isinstance(statement, (ast.ClassDef, ast.AsyncFunctionDef)):
            self._note([statement.name], outermost)
        else:
            known = (self.imports, self.functions, self.bindings) if is_main(statement) else ()
            names = stored_names(statement)
            self._note([name for name in names if not any(name in d for d in known)], outermost)

    def _note(self, names: Iterable[str], statement: ast.stmt) -> None:
        for name in names:
            bound = self.bindings.setdefault(name, [])
            bound += [statement] * (statement not in bound)

    def is_pure(self, node: ast.Call) -> bool:
        """Tell whether a call is sure to give the same each time, and to change nothing."""
        root: ast.AST = node.func
        parts = []
        while isinstance(root, ast.Attribute):
            parts.append(root.attr)
            root = root.value
        if not isinstance(root, ast.Name) or any(keyword.arg == "out" for keyword in node.keywords):
            return False
        if root.id not in self.imports:
            return not parts and root.id in PURE and root.id not in self.functions
        path = ".".join([self.imports[root.id].path, *reversed(parts)])
        draws = "random" in path or path.endswith(".rvs")
        return path.startswith(("math.", "numpy.", "scipy.")) and not draws

    def imported_within(self, name: str) -> bool:
        """Tell whether a name is imported among what binds constants: in ``try``, or behind others."""
        return self._imported_by.get(name) in self.bindings.get(name, ())

    def imported_at(self, name: str) -> int:
        """Return the line of the statement that imports a name."""
        return self._imported_by[name].lineno

    def _bind_import(self, statement: ast.Import | ast.ImportFrom) -> None:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                name = alias.asname or alias.name.split(".")[0]
                path = alias.name if alias.asname else name
                self.imports[name] = Import(path, "", alias.name, alias.asname or alias.name)
                self.import_order.append(name)
                self.functions.pop(name, None)
            return
        module = "." * statement.level + (statement.module or "")
        for alias in statement.names:
            if module == "__future__":
                self.futures.append(alias.name)
            elif alias.name == "*":
                self.stars.append(module)
                self.import_order.append(f"*{module}")
            else:
                name = alias.asname or alias.name
                path = f"{module}.{alias.name}".removeprefix("builtins.")
                self.imports[name] = Import(path, module, alias.name, name)
                self.import_order.append(name)
                self.functions.pop(name, None)


KNOWN = {"numpy", "scipy", "math", "cmath", "flatgen"}  # libraries with no constants of a user
SEARCHED = "sys.path"
COMPOUND = (ast.If, ast.Try, ast.With, ast.For, ast.While, ast.Match)
PARTS = (ast.ExceptHandler, ast.match_case)
UNSURE = ("globals", "exec", "setattr", "vars")  # what changes names that the text doesn't show
