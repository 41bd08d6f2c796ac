"""Which constants of a file its statements change: these go into the output with what they change.

COEFS = np.zeros(3)
def fill():
    for i in range(3):
        COEFS[i] = 1 / (i + 1)
fill()                          # changes COEFS
np.fill_diagonal(A, 0.0)        # and this A, by whatever name
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import NamedTuple

from flatgen.keeping import KEPT
from flatgen.surveying import Importing, arguments_of, defaults_in, names_read, path_of, root_of
from flatgen.tracing import (
    ARRAYS,
    DEFINITIONS,
    GIVEN,
    PASSING,
    PURE,
    READERS,
    Summary,
    Trace,
    is_by_word,
    run_of,
)

NOTHING: frozenset[str] = frozenset()
NOTHING_DONE = Summary(NOTHING, NOTHING, NOTHING)
KNOWN = (*ARRAYS, *READERS)
MADE = "__init_subclass__"  # what of a class is run as another one is made of it


class Change(NamedTuple):
    """What a statement does to the constants of a file."""

    bound: set[str]
    changed: set[str]
    shared: list[set[str]]  # what may be parts of one another behind it


class Changes:
    """Looks through a file for what its statements do, to its ``constants``."""

    def __init__(self, tree: ast.Module, module: Importing, constants: set[str]) -> None:
        self.module = module
        self.constants = constants
        self.summaries: dict[ast.AST, Summary] = {}
        self.open: list[ast.AST] = []  # functions that are looked into
        self.again = False  # one of these was asked within itself
        self.callable: dict[str, list[ast.AST]] = {}
        self.methods: dict[str, list[ast.AST]] = {}
        self.readers: set[str] = set()  # what is made by libraries that only read
        self.bound: set[str] = set()  # methods of objects, by names: u = d.update
        nodes = [part for statement in tree.body for part in run_of(statement)]
        self.by_words = any(map(is_by_word, nodes))
        for node in nodes:
            self.note(node)
        called = {id(n.func) for n in nodes if isinstance(n, ast.Call)}
        names = [n for n in nodes if isinstance(n, ast.Name) and id(n) not in called]
        self.handed = [
            n.id for n in names if n.id in self.callable
        ]  # what may call them isn't known
        self.handed += [
            name for name, found in self.callable.items() if any(map(is_decorated, found))
        ]
        self.lambdas = [node for node in nodes if isinstance(node, ast.Lambda)]

    def note(self, node: ast.AST) -> None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.callable.setdefault(node.name, []).append(node)
            for method in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(method, DEFINITIONS):
                    self.methods.setdefault(method.name, []).append(method)
        elif isinstance(node, ast.Assign):
            names = set[str]().union(*map(names_read, node.targets))
            if isinstance(node.value, ast.Lambda):
                for name in names:
                    self.callable.setdefault(name, []).append(node.value)
            elif isinstance(node.value, ast.Attribute):
                self.bound |= names
            elif isinstance(node.value, ast.Call) and self.is_known(node.value.func, READERS):
                library = path_of(root_of(node.value.func), self.module).split(".")[0]
                found = self.bound if library in PASSING else self.readers
                found |= names

    def is_known(self, function: ast.AST, libraries: Collection[str] = KNOWN) -> bool:
        """Tell whether something called is of one of these libraries, or of what they make."""
        root = root_of(function)
        name = getattr(root, "id", "")
        library = path_of(root, self.module).split(".")[0]
        return name in self.readers or (name in self.module.imports and library in libraries)

    def by(self, statement: ast.stmt) -> Change:
        """Return what a statement does, where it is run."""
        if is_main(statement):
            return Change(set(), set(), [])
        trace = self.trace([statement], None)
        changed = trace.changed()
        shared = [{name, *found} for name, found in trace.names.items()] + trace.joined
        if isinstance(statement, ast.ClassDef):  # class Q: w = C
            parts = [
                names_read(line.value) for line in statement.body if isinstance(line, ast.Assign)
            ]
            shared.append({statement.name}.union(*parts))
        groups = [group & self.constants for group in shared]
        return Change(trace.bound & self.constants, changed & self.constants, groups)

    def trace(self, body: list[ast.AST], function: ast.AST | None) -> Trace:
        by_words = function is None and self.by_words
        known = self.called, self.readers, self.bound
        return Trace(body, function, self.module, *known, by_words)

    def called(self, function: ast.AST, others: Collection[str] | None = None) -> list[Summary]:
        """Return what the functions of the file do that a call may run, or the making of a class; ``others`` are names
        that a name may stand for: without them it is not called for sure."""
        if isinstance(function, ast.ClassDef):
            return [self.of(m) for m in self.inherited(function) if m.name == MADE]
        if isinstance(function, ast.Lambda):
            return [self.of(function)]
        if isinstance(function, ast.Attribute) and not self.is_known(function):
            return [self.of(method) for method in self.methods.get(function.attr, ())]
        name = getattr(function, "id", "")
        found = [n for one in (name, *(others or ())) for n in self.callable.get(one, ())]
        unknown = (
            others is not None and not found and not (name in PURE or name in self.module.imports)
        )
        if unknown and not isinstance(function, ast.Attribute):  # F["a"](1), b()
            found = [n for one in self.handed for n in self.callable[one]]
            found += [*self.methods.get("__call__", ()), *self.lambdas]
        return [self.of(node) for node in found]

    def inherited(self, node: ast.ClassDef) -> list[ast.FunctionDef]:
        """Return the methods of the classes of the file that a class is made of."""
        bases = [n for base in node.bases for n in self.callable.get(getattr(base, "id", ""), ())]
        above = [one for one in bases if isinstance(one, ast.ClassDef) and one is not node]
        return [m for one in above for m in (*_methods(one), *self.inherited(one))]

    def of(self, node: ast.AST) -> Summary:
        """Return what a function of the file does, or the making of an object of a class."""
        if node in self.open:
            self.again = True
        if node in self.open or node in self.summaries:
            return self.summaries.get(node, NOTHING_DONE)
        self.open.append(node)
        self.summaries[node] = NOTHING_DONE
        found = self.summaries[node] = self.summary(node)
        self.open.pop()
        while self.again and not self.open:  # what was asked within itself is asked again
            before = dict(self.summaries)
            self.summaries |= {one: self.summary(one) for one in before}
            self.again = self.summaries != before
            found = self.summaries[node]
        return found

    def summary(self, node: ast.AST) -> Summary:
        if isinstance(node, ast.ClassDef):
            methods = [self.of(one) for one in (*_methods(node), *self.inherited(node))]
            bound, changed = [
                frozenset().union(*sets) for sets in list(zip(*methods))[:2] or [()] * 2
            ]
            return Summary(bound, changed, frozenset({GIVEN, *(names_read(node) & self.constants)}))
        inner = node.body  # type: ignore[attr-defined]
        trace = self.trace(inner if isinstance(inner, list) else [ast.Return(inner)], node)
        kept = {GIVEN} if getattr(node, KEPT, ()) else set()  # self.k = 2.0, by a name of its own
        changed = frozenset(trace.changed()) | self.by_decorators(node, trace) | kept
        return Summary(frozenset(trace.bound), changed, frozenset(trace.returned()))

    def by_decorators(self, node: ast.AST, trace: Trace) -> set[str]:
        """Return what the decorators of a function change: what they make of it is run in its place."""
        return set[str]().union(*map(trace.run_by, getattr(node, "decorator_list", ())))


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [line for line in node.body if isinstance(line, ast.FunctionDef)]


def is_decorated(node: ast.AST) -> bool:
    return bool(getattr(node, "decorator_list", ()))


def changes_in(
    tree: ast.Module, module: Importing, constants: set[str], fixed: set[str]
) -> Iterator[tuple[str, ast.stmt]]:
    """Yield the constants that statements of a file change, with these; ``fixed`` are numbers and texts.

    Of what may be parts of one another, each changes with the others.
    """
    if all(map(is_plain, tree.body)):
        return
    changes = Changes(tree, module, constants)
    found = [(one, changes.by(one)) for one in tree.body if not is_plain(one)]
    one_of = {name: {name} for name in constants}
    for group in [group - fixed for _, change in found for group in change.shared]:
        whole = set[str]().union(*[one_of[name] for name in group])
        one_of |= dict.fromkeys(whole, whole)
    for statement, change in found:
        changed = set[str]().union(*[one_of[name] for name in change.changed - fixed])
        for name in sorted(change.bound | changed):
            yield name, statement


def is_plain(statement: ast.stmt) -> bool:
    """Tell whether a statement is sure to change nothing: imports, functions, names of what is written out."""
    if isinstance(statement, ast.FunctionDef):
        defaults = [default for _, default in defaults_in(statement.args)]
        given = [*statement.decorator_list, *defaults]
        notes = [argument.annotation for argument in arguments_of(statement.args)]
        walrus = any(isinstance(n, ast.NamedExpr) for note in notes if note for n in ast.walk(note))
        return not walrus and all(isinstance(part, (ast.Constant, ast.Attribute)) for part in given)
    documented = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return documented or is_fixed(statement) or isinstance(statement, (ast.Import, ast.ImportFrom))


def is_fixed(statement: ast.stmt) -> bool:
    """Tell whether a statement gives names a number or text, which nothing can change."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    else:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else []
    if not targets or not all(isinstance(target, ast.Name) for target in targets):
        return False
    kinds = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop)
    value = statement.value  # type: ignore[attr-defined]
    return value is None or all(isinstance(part, kinds) for part in ast.walk(value))


def is_main(statement: ast.stmt) -> bool:
    """Tell whether a statement is run where the file is, and none of it where it is imported."""
    test = statement.test if isinstance(statement, ast.If) and not statement.orelse else None
    asked = isinstance(test, ast.Compare) and getattr(test.left, "id", "") == "__name__"
    return asked and isinstance(test.ops[0], ast.Eq)  # type: ignore[union-attr]
