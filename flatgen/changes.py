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

from flatgen.surveying import Importing
from flatgen.tracing import DEFINITIONS, GIVEN, Summary, Trace, names_read, run_of

NOTHING: frozenset[str] = frozenset()
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
        self.callable: dict[str, list[ast.AST]] = {}
        for node in (part for statement in tree.body for part in run_of(statement)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.callable.setdefault(node.name, []).append(node)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                for name in [t.id for t in node.targets if isinstance(t, ast.Name)]:
                    self.callable.setdefault(name, []).append(node.value)

    def by(self, statement: ast.stmt) -> Change:
        """Return what a statement does, where it is run."""
        if is_main(statement):
            return Change(set(), set(), [])
        trace = Trace([statement], None, self.module, self.called)
        changed = trace.changed()
        shared = [{name, *found} for name, found in trace.names.items()] + trace.joined
        groups = [group & self.constants for group in shared]
        return Change(trace.bound & self.constants, changed & self.constants, groups)

    def called(self, function: ast.AST) -> Collection[Summary]:
        """Return what the functions of the file do that a name, a lambda, or the making of a class may run."""
        if isinstance(function, ast.ClassDef):
            bases = [
                n for base in function.bases for n in self.callable.get(getattr(base, "id", ""), ())
            ]
            made = [m for base in bases for m in getattr(base, "body", ())]
            return [self.of(m) for m in made if getattr(m, "name", "") == MADE]
        if isinstance(function, ast.Lambda):
            return [self.of(function)]
        return [self.of(node) for node in self.callable.get(getattr(function, "id", ""), ())]

    def of(self, node: ast.AST) -> Summary:
        """Return what a function of the file does, or the making of an object of a class."""
        if node in self.summaries:
            return self.summaries[node]
        self.summaries[node] = Summary(
            NOTHING, NOTHING, NOTHING
        )  # within itself: what the rest does
        if isinstance(node, ast.ClassDef):
            methods = [self.of(one) for one in node.body if isinstance(one, DEFINITIONS)]
            bound, changed = [
                frozenset().union(*sets) for sets in list(zip(*methods))[:2] or [()] * 2
            ]
            read = names_read(node) & self.constants
            self.summaries[node] = Summary(bound, changed, frozenset({GIVEN, *read}))
        else:
            inner = node.body  # type: ignore[attr-defined]
            body = inner if isinstance(inner, list) else [ast.Return(inner)]
            trace = Trace(body, node, self.module, self.called)
            changed, returned = frozenset(trace.changed()), frozenset(trace.returned())
            self.summaries[node] = Summary(frozenset(trace.bound), changed, returned)
        return self.summaries[node]


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
        arguments = statement.args
        given = [
            *statement.decorator_list,
            *arguments.defaults,
            *filter(None, arguments.kw_defaults),
        ]
        notes = [
            a.annotation for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        ]
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
    """Tell whether a statement is run where the file is, and not where it is imported."""
    test = statement.test if isinstance(statement, ast.If) else None
    return isinstance(test, ast.Compare) and getattr(test.left, "id", "") == "__name__"
