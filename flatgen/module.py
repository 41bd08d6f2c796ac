"""What a forward file says outside of its functions: imports, constants, functions, and its names.

All of it is read from the text; nothing is imported or run.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flatgen.changes import changes_in, is_fixed, is_main
from flatgen.desugaring import desugared
from flatgen.imaginary import Constants
from flatgen.records import Record
from flatgen.surveying import Survey, names_read, stored_names
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


class Module(Constants):
    """A parsed forward file.

    ``imports`` maps a name to its Import, ``stars`` lists the modules of ``from m import *``,
    ``functions`` the functions of the file, ``bindings`` every other name with the statements that
    bind it, in order.
    """

    def __init__(self, tree: ast.Module, text: str, filename: str) -> None:
        self.tree = tree
        self.text = text
        self.lines = text.split("\n")
        self.states = desugared(tree, text)
        self.filename = filename
        self.imports: dict[str, Import] = {}
        self.stars: list[str] = []
        self.futures: list[str] = []
        self.functions: dict[str, FunctionNode] = {}
        self.bindings: dict[str, list[ast.stmt]] = {}
        self.definitions: dict[str, list[ast.stmt]] = {}  # of functions, where they stand
        self.walrus = ":=" in text
        self._survey: Survey | None = None
        self.import_order: list[str] = []  # names, and stars as "*module"
        self.unsure: dict[str, str] = {}  # names of which only the run tells what they are, and why
        self._imported_by: dict[str, ast.stmt] = {}
        # Of a module that runs (flatgen.live): its constants, functions of others, what is known of them.
        self.name = ""
        self.comments: Any = None  # worked out when first asked for
        self.namings: dict[FunctionNode, Any] = {}  # what functions call parts, likewise
        self.live: dict[str, object] = {}
        self.loggers: set[str] = set()
        self.records: dict[str, Record] = {}
        self.notes: dict[str, ast.expr | None] = {}  # what is short for an annotation
        self.foreign: dict[FunctionNode, Module] = {}
        self.dotted: dict[str, tuple[FunctionNode, Module]] = {}
        self.settled: set[FunctionNode] = set()
        self.defaults: dict[FunctionNode, dict[str, float | str | None]] = {}
        self.held: dict[str, ast.expr] = {}  # what holds functions, as it would be written out
        self.paths: dict[str, str] = {}  # functions of libraries in such, by their places
        self.objects: set[str] = set()  # what objects and classes have: CONFIG.rate
        self.owner = ""  # what a method calls its object, or its class
        self.of_class = False
        self.methods: dict[str, Any] = {}  # of its class, by name: flatgen.methods
        self.attached: dict[str, Any] = {}  # methods of other objects, by their places
        self.set_otherwise: set[str] = set()  # what methods set that runs code of the class
        self.computed: set[str] = set()  # what classes have that is computed as it is read
        self.odd: dict[str, str] = {}  # what objects have whose operators are its own: its class
        for statement in sorted(tree.body, key=is_main):  # not run, where it is imported
            self._bind(statement, statement)
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

    def spelled(self, path: str) -> str:
        """Return how the output calls what belongs to another module."""
        raise AssertionError("functions of other modules are in flatgen.live")

    def by_another_name(self, name: str, fresh: Callable[[str], str]) -> str:
        """Return where the output reads a constant that a name of a function's hides; "" if that is at the top.

        Raises FlatgenError where it can't be read as it runs.
        """
        return ""

    def constant_of(self, other: Module, name: str, fresh: Callable[[str], str]) -> str:
        """Return how the output calls a constant of another module."""
        raise AssertionError("functions of other modules are in flatgen.live")

    @property
    def survey(self) -> Survey:
        """The names in the file, from one walk over all of it."""
        if self._survey is None:
            self._survey = Survey(self.tree)
        return self._survey

    def reserved(self, node: FunctionNode) -> set[str]:
        """Return the names that new ones in a function keep clear of: its own, and those of what is inlined into it."""
        found = set[str]()
        todo, seen = [node], {node}
        while todo:
            names = self.survey.names_within(todo.pop())
            found |= names
            called = [self.functions[name] for name in names if name in self.functions]
            called += [one.node for one in self.methods.values() if one.module is self]
            todo += [one for one in called if one not in seen | self.foreign.keys()]
            seen.update(called)
        return found

    def entry_functions(self) -> list[FunctionNode]:
        """Return the functions that no other function of the file refers to, in order."""
        if len(self.functions) < 2:
            return list(self.functions.values())
        used = set()
        for name, function in self.functions.items():
            own = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
            for statement in function.body:
                own.update(stored_names(statement, writes=False, walrus=self.walrus))
            read = self.survey.names.get(function, set()) - own - {name}
            held = [self.constant(name) for name in read & self.bindings.keys()]  # {"relu": relu}
            within = [part for value in held if value for part in ast.walk(value)]
            used |= read | {part.id for part in within if isinstance(part, ast.Name)}
        return [f for name, f in self.functions.items() if name not in used]

    def constant(self, name: str) -> ast.expr | None:
        """Return what a name of the module is, if it is bound once and to an expression."""
        bound = self.bindings.get(name, ())
        if len(bound) != 1:
            return None
        statement = bound[0]
        if isinstance(statement, ast.AnnAssign):
            return statement.value if isinstance(statement.target, ast.Name) else None
        if type(statement).__name__ == "TypeAlias":  # type Mat = ...: from Python 3.12 on
            return statement.value  # type: ignore[attr-defined,no-any-return]
        if not isinstance(statement, ast.Assign):
            return None
        for target in statement.targets:
            if isinstance(target, ast.Name) and target.id == name:
                return statement.value
            if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
                names = [part.id if isinstance(part, ast.Name) else "" for part in target.elts]
                if names.count(name) == 1 and len(names) == len(statement.value.elts):
                    return statement.value.elts[names.index(name)]
        return None

    def constant_at(self, node: ast.expr) -> object:
        """Return what a name of the module is, or what is in its dict at a key: None if that is unknown."""
        if isinstance(node, ast.Name):
            return None if node.id in self.survey.filled else self.constant(node.id)
        whole = self.constant_at(node.value) if isinstance(node, ast.Subscript) else None
        at = getattr(getattr(node, "slice", None), "value", None)
        if isinstance(whole, (ast.List, ast.Tuple)) and type(at) is int:
            return whole.elts[at] if 0 <= at < len(whole.elts) else None
        if not isinstance(whole, ast.Dict) or not isinstance(node.slice, ast.Constant):  # type: ignore[attr-defined]
            return None
        keys = [k.value if isinstance(k, ast.Constant) else k for k in whole.keys]
        found = [v for k, v in zip(keys, whole.values) if k == node.slice.value]  # type: ignore[attr-defined]
        return found[-1] if found and None not in keys else None

    def short_for(self, name: str) -> ast.expr | None:
        """Return the annotation that a name may be short for."""
        return self.notes.get(name) or self.constant(name)

    def path_imported(self, name: str) -> str:
        """Return what a name in an annotation is imported from, '' if it isn't imported by itself."""
        found = self.imports.get(name)
        return found.path if found and found.module else ""

    def segment(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of a node."""
        first, last = node.lineno, node.end_lineno or node.lineno
        lines = [line.encode() for line in self.lines[first - 1 : last]]  # as ``ast`` counts
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return b"\n".join(lines).decode()


KNOWN = {"numpy", "scipy", "math", "cmath", "flatgen"}  # libraries with no constants of a user
SEARCHED = "sys.path"
COMPOUND = (ast.If, ast.Try, ast.With, ast.For, ast.While, ast.Match)
PARTS = (ast.ExceptHandler, ast.match_case)
UNSURE = ("globals", "exec", "setattr", "vars")  # what changes names that the text doesn't show


def is_builtin(name: str) -> bool:
    """Tell whether Python knows a name without an import."""
    return hasattr(builtins, name)
