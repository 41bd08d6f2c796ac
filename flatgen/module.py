"""What a forward file says outside of its functions: imports, constants, functions, and its names.

All of it is read from the text; nothing is imported or run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from typing import Any

from flatgen.desugaring import desugared
from flatgen.outermost import Bindings, FunctionNode
from flatgen.records import Record
from flatgen.surveying import Survey, stored_names


class Module(Bindings):
    """A parsed forward file; ``plain``: nothing but imports and functions stands in it, as in the templates."""

    def __init__(self, tree: ast.Module, text: str, filename: str, plain: bool = False) -> None:
        self.states = [] if plain else desugared(tree, text)
        super().__init__(tree, text, plain)
        self.lines = text.split("\n")
        self.filename = filename
        self.walrus = ":=" in text
        self._survey: Survey | None = None
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


def is_builtin(name: str) -> bool:
    """Tell whether Python knows a name without an import."""
    return hasattr(builtins, name)
