"""Template files to rules: what flatgen knows of each operation, read as text.

A template is an ordinary Python function: output, inputs, upstream.

    @rule("x * y", "numpy.multiply(x, y)")
    def multiply(z, x, y, grad_z):
        \"\"\"swap multiplier\"\"\"
        grad_x = grad_z * y
        grad_y = grad_z * x
        return grad_x, grad_y

``templates/__init__.py`` says what the decorators mean and which files serve which library. A user's
file of rules is loaded by the same code, and its rules come first.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from types import CodeType
from typing import NamedTuple

import flatgen.templates as templates
from flatgen.errors import Fault, FlatgenError
from flatgen.helpers import Helpers
from flatgen.ir import Apply, Value, names
from flatgen.matching import condition
from flatgen.module import FunctionNode, Module, is_builtin
from flatgen.ruling import ANYTHING, Each, Rule, rule_of
from flatgen.sharing import Said, Sharing
from flatgen.signatures import function_of, method
from flatgen.source import syntax_tree
from flatgen.templating import Template, twin_of_value

KINDS = ("rule", "same", "fold", "define")
FLAGS = ("raises", "routes", "spreads", "stretches", "complex", "masks", "tame", "through") + (
    "multilinear",
)
OPTIONS = ("when", "shape", "view", "gives", *FLAGS)
PLAIN_KINDS = ("any", "number")


class Entry(NamedTuple):
    """A template with one of its patterns, not yet made a rule; ``rank`` orders those of an operation."""

    rank: tuple[int, int, int]
    template: Template
    pattern: Apply
    when: str
    flags: frozenset[str]
    view: str = ""


class Identity(NamedTuple):
    """A form of value, and what is exactly equal to it."""

    pattern: Apply
    equal: Value
    when: CodeType | None
    through: bool  # the definitions of names


NO_IDENTITIES: list[Identity] = []


class RuleBook(Sharing):
    """All rules; template files are read when the first operation of their library is met."""

    def __init__(self, user_files: tuple[tuple[str, str], ...] = ()) -> None:
        self.definitions: dict[tuple[str, int], tuple[list[str], list[Value]]] = {}
        self.folds: dict[str, tuple[list[str], Value]] = {}
        self.identities: dict[str, list[Identity]] = {}
        self.said: dict[str, list[Said]] = {}  # of the shapes of results, and what they hold
        self.bare: set[str] = set()  # functions that a user's rule names without their library
        self.paths: set[str] = set()
        self.helpers = Helpers()
        self._entries: dict[str, list[Entry]] = {}
        self._rules: dict[str, list[Rule]] = {}
        super().__init__()
        for number, (filename, text) in enumerate(user_files, 1):
            self.load(text, filename, number)
        for file in templates.ALWAYS:
            self.load_file(file)

    def rules_for(self, op: str) -> list[Rule]:
        """Return the rules of an operation, in the order in which they are tried."""
        op = function_of(op)
        self.load_for(op)
        rules = self._rules.get(op)
        if rules is None:
            entries = self._entries.get(op, [])
            library, _, name = op.rpartition(".")
            if library and name in self.bare:
                found = self._entries.get(name, [])
                entries = [e._replace(pattern=e.pattern._replace(op=op)) for e in found] + entries
            entries = sorted(entries, key=lambda entry: entry.rank)
            rules = [rule_of(*e[1:]) for e in entries]
            self._rules[op] = rules
        return rules

    def said_of(self, op: str) -> list[Said]:
        """Return what the templates say of the shape and kind of an operation's result."""
        op = function_of(op)
        self.load_for(op)
        return self.said.get(op, [])

    def identities_of(self, op: str) -> list[Identity]:
        """Return the forms of an operation for which there is an equal one."""
        op = function_of(op)
        self.load_for(op)
        return self.identities.get(op, NO_IDENTITIES)

    def is_elementwise(self, op: str) -> bool:
        """Tell whether the rules of an operation say that it works element by element."""
        return any(not rule.shaped for rule in self.rules_for(op))

    def has_method(self, name: str) -> bool:
        """Tell whether arrays have a method of this name that is known."""
        return method(name) is not None and self.knows(f".{name}()")

    def takes_lists(self, op: str) -> bool:
        """Tell whether an operation has rules for arguments that are lists written out."""
        rules = self.rules_for(op)
        each = any(isinstance(g, Each) for rule in rules for g in rule.gradients.values())
        return each or any(isinstance(a, Apply) for rule in rules for a in rule.pattern.args)

    @property
    def by_op(self) -> dict[str, list[Rule]]:
        """The rules of all operations."""
        self.load_all()
        return {op: self.rules_for(op) for op in self._entries}

    # What the parser asks

    def knows(self, path: str) -> bool:
        """Tell whether there is a rule, definition or helper for an operation."""
        path = function_of(path)
        library = path.rpartition(".")[0]
        if library:
            self.load_for(path)
            return (
                path in self.paths or path in self.helpers or path.rpartition(".")[2] in self.bare
            )
        if path in templates.ON_ARRAYS:
            self.load_library("numpy")
            return True
        if path in self.paths or f"scalars.{path}" in self.helpers:
            return True
        return not is_builtin(path) and path.islower() and self.knows(f"math.{path}")

    def nearest(self, path: str) -> str:
        """Return the known name that is most like an unknown one, or nothing."""
        from difflib import get_close_matches  # late: only an error needs it

        library, _, name = path.rpartition(".")
        self.load_all()
        if library:
            own = [p.rpartition(".")[2] for p in self.paths if p.rpartition(".")[0] == library]
            close = get_close_matches(name, sorted(own), 1, 0.75)
            return f"{library}.{close[0]}" if close else ""
        names = {p.rpartition(".")[2] for p in self.paths if p.startswith("math.")}
        names |= {p for p in self.paths if "." not in p and p[:1].islower()}
        close = get_close_matches(name, sorted(names | self.helpers.names()), 1, 0.8)
        return close[0] if close else ""

    def definition(self, path: str, arity: int) -> tuple[list[str], list[Value]] | None:
        return self.definitions.get((path, arity))

    def folded(self, path: str) -> tuple[list[str], Value] | None:
        return self.folds.get(path)

    def helper(self, node: FunctionNode, module: Module) -> str:
        """Return the path of the helper that a function of the file is, word for word, or ''."""
        path = self.helpers.recognise(node, module)
        if path:
            self.knows(path)
        return path

    # Loading

    def load(self, text: str, filename: str, user: int = 0) -> None:
        """Read the templates of one file; the rules of user's file number ``user`` precede all before."""
        module = Module(syntax_tree(text, filename), text, filename)
        faults: list[Fault] = []
        functions = list(module.functions.values())
        for node in functions:
            for decorator in node.decorator_list:
                try:
                    template = Template(node, module)
                    self._take(template, decorator, user)
                except (ValueError, SyntaxError) as error:
                    place = decorator.lineno, decorator.col_offset + 1
                    help = "a rule is a function: output, inputs, upstream; README shows one"
                    faults.append(Fault(f"the rule {node.name}: {error}", help, *place))
        if user and not any(node.decorator_list for node in functions):
            help = 'write @rule("name(x)") above each rule'
            faults.append(Fault("no rule in this file", help))
        if faults:
            raise FlatgenError(faults, filename, text)

    def _take(self, template: Template, decorator: ast.expr, user: int) -> None:
        call = decorator if isinstance(decorator, ast.Call) else None
        function = call.func if call else decorator
        kind = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if kind not in KINDS or call is None:
            raise ValueError(
                f"@{ast.unparse(decorator)} is none of {', '.join(KINDS)}, with a pattern"
            )
        given = {k.arg: _text(k.value) for k in call.keywords if k.arg not in FLAGS}
        flags = frozenset(k.arg for k in call.keywords if k.arg in FLAGS)
        unknown = [str(key) for key in given if key not in OPTIONS]
        if unknown or not call.args:
            raise ValueError(
                f"{unknown[0]}= is none of {', '.join(OPTIONS)}" if unknown else "no pattern"
            )
        for argument in call.args:
            text = _text(argument)
            pattern, shared = template.pattern(text + "()" if kind == "fold" else text)
            if user:
                pattern, shared = self._meant(pattern, shared)
            view = given.get("view", ANYTHING if user else "")
            if "view" in given and view not in names(pattern):
                raise ValueError("view has to be a name in the pattern")
            shape = given.get("shape", "any" if user and kind == "rule" else "")
            flags |= {"shape"} if shape else set()
            flags |= {"given"} if shape.startswith("given(") else set()  # it may be a broadcast
            if (shape and shape != "usual") or "gives" in given:
                of = template.kind(shape, pattern) if shape and shape != "usual" else None
                when = given.get("when", "")
                asked = condition(when, template.node.name) if when else None
                said = Said(pattern, asked, of, given.get("gives", ""))
                found = self.said.setdefault(function_of(pattern.op), [])
                found.append(said)
                # A larger pattern is a closer look.
                found.sort(key=lambda entry: -_size(entry.pattern))
            entry = Entry((0, 0, 0), template, pattern, given.get("when", ""), flags, view)
            self._add(kind, entry, user)
            twin = twin_of_value(pattern)
            if shared and twin != pattern and isinstance(twin, Apply):
                self._add(kind, entry._replace(pattern=twin), user)

    def _meant(self, pattern: Apply, shared: bool) -> tuple[Apply, bool]:
        """Return what a user's pattern is for: by a bare name, a well-known function, or any of that name."""
        name = pattern.op
        if name.startswith("np."):
            raise ValueError(f"np is not imported here; write numpy.{name[3:]}")
        if "." in name or not name.islower() or is_builtin(name):
            return pattern, shared
        if not self.knows(name):
            self.bare.add(name)
            return pattern, False
        library = "scalars" if f"scalars.{name}" in self.helpers else "math"
        return pattern._replace(op=f"{library}.{name}"), True

    def _add(self, kind: str, entry: Entry, user: int) -> None:
        template, pattern = entry.template, entry.pattern
        op = function_of(pattern.op)
        if op not in self.bare:
            self.paths.add(op)
        self.paths |= {op for op in _operations(pattern) if "." in op}
        if kind == "rule":
            # A larger pattern is a closer look at the same operation: it goes first.
            entry = entry._replace(rank=(-user, -_size(pattern), self.number))
            self._entries.setdefault(op, []).append(entry)
            self._rules.pop(op, None)
            if user:
                rule_of(*entry[1:])  # what is wrong with it is said at once
            return
        values = template.results()
        if not values:
            raise ValueError("it has to return what the pattern is")
        if kind == "same":
            when = condition(entry.when, template.node.name) if entry.when else None
            identity = Identity(pattern, values[0], when, "through" in entry.flags)
            self.identities.setdefault(function_of(pattern.op), []).append(identity)
        elif kind == "fold":
            self.folds[pattern.op] = (template.parameters, values[0])
        else:
            self.definitions[pattern.op, len(pattern.args)] = (template.parameters, values)


def _text(node: ast.expr) -> str:
    """Return a text that is written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{ast.unparse(node)} is no text; write the pattern in quotes")


@lru_cache(maxsize=1)
def own_rules() -> RuleBook:
    """Return flatgen's own rules: read once, whatever the number of programs."""
    return RuleBook()


def _operations(value: Value) -> list[str]:
    if not isinstance(value, Apply):
        return []
    return [value.op, *[op for argument in value.args for op in _operations(argument)]]


def _size(value: Value) -> int:
    return 1 + sum(map(_size, value.args)) if isinstance(value, Apply) else 0
