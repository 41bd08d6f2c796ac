"""Template files, read: each function under a decorator becomes an entry of the book of rules."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any, NamedTuple

import flatgen.templates as templates
from flatgen.errors import Fault, FlatgenError
from flatgen.helpers import Helpers
from flatgen.ir import Apply, Value, names
from flatgen.matching import stoppable
from flatgen.module import Module, is_builtin
from flatgen.rule_files import KINDS, RuleFile
from flatgen.ruling import ANYTHING, Each, Rule, rule_of
from flatgen.sharing import Said
from flatgen.shorthands import SECTIONS, Shorthands
from flatgen.signatures import function_of
from flatgen.source import lasting, syntax_tree
from flatgen.templating import Misplaced, Template, twin_of_value
from flatgen.whens import CONDITIONS, Condition

FLAGS = ("raises", "routes", "spreads", "stretches", "complex", "masks", "tame", "through") + (
    "multilinear",
    "picks",
    "gaps",
    "sharp",
    "holomorphic",
)
OPTIONS = ("when", "shape", "view", "gives", "form", "cancels", "steep", "laid", *FLAGS)
LAID = ("always", "contiguous")  # where a view of all of an array is sure to be one
PLAIN_KINDS = ("any", "number")


class Entry(NamedTuple):
    """A template with one of its patterns, not yet made a rule; ``rank`` orders those of an operation."""

    rank: tuple[int, ...]
    template: Template
    pattern: Apply
    when: str
    flags: frozenset[str]
    view: str = ""
    steep: str = ""
    laid: str = ""


class Identity(NamedTuple):
    """A form of value, and what is exactly equal to it."""

    pattern: Apply
    equal: Value
    when: Condition | None
    through: bool  # the definitions of names
    number: int = 0  # of its file: they are tried in the order of these, whichever was read first


class Tried(NamedTuple):
    """The rules of one operation, in the order in which they are tried."""

    rules: list[Rule]
    siblings: list[Rule]  # those that say how tangents pass
    elementwise: bool  # one of them works element by element
    each: list[Each]  # the gradients of lists' elements
    rows: bool  # one of them is for lists within lists


NO_IDENTITIES: list[Identity] = []


class Loading(Shorthands):
    """Takes template files apart, ours and the user's alike."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, list[Identity]] = {}  # in which larger patterns have them
        self.identities: dict[str, list[Identity]] = {}
        self.said: dict[str, list[Said]] = {}  # of the shapes of results, and what they hold
        self.bare: set[str] = set()  # functions that a user's rule names without their library
        self.paths: set[str] = set()
        self.helpers = Helpers()
        self._entries: dict[str, list[Entry]] = {}
        self._patterns: dict[Apply, Apply] = {}  # one object for the same pattern: tried once
        self._rules: dict[str, Tried] = {}
        self._said: dict[tuple[str, str], list[Said]] = {}
        self.told: dict[str, Any] = {}  # what kinds.py makes of that, by operation
        self._knows: dict[str, bool] = {}
        self.conjugates: dict[tuple[int, frozenset[str]], Rule] = {}  # of holomorphic functions

    def knows(self, path: str) -> bool:
        raise AssertionError("what is known is asked in flatgen.rules")

    def load(self, file: RuleFile, user: int = 0) -> None:
        """Read the templates of one file; the rules of user's file number ``user`` precede all before."""
        self._like.clear()
        self._picks.clear()
        self._viewed.clear()
        self._said.clear()
        self.told.clear()
        filename, text = file.name, file.text
        module = Module(syntax_tree(text, filename), text, filename, plain=not user)
        faults: list[Fault] = []
        marked = file.marked(module)
        for node, decorators in marked:
            for decorator in decorators:
                try:
                    template = Template(node, module)
                    self._take(template, decorator, user)
                except (ValueError, SyntaxError) as error:
                    where = error.node if isinstance(error, Misplaced) else decorator
                    place = where.lineno, where.col_offset + 1
                    help = "a rule is a function: output, inputs, upstream; README shows one"
                    faults.append(Fault(f"the rule {node.name}: {error}", help, *place))
        self._knows.clear()
        lasting()
        if user and not any(decorators for _, decorators in marked):
            help = 'write @rule("name(x)") above each rule'
            what = "this function is no rule" if file.line else "no rule in this file"
            faults.append(Fault(what, help, file.line, int(file.line > 0)))
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
        for keyword in call.keywords:
            if keyword.arg not in (*OPTIONS, *FLAGS):
                name = f"{keyword.arg}=" if keyword.arg else ast.unparse(keyword)
                raise Misplaced(f"{name} is none of {', '.join(OPTIONS)}", keyword)
        given = {k.arg: _text(k.value) for k in call.keywords if k.arg not in FLAGS}
        flags = frozenset(k.arg for k in call.keywords if k.arg in FLAGS)
        flags |= {"user"} if user else set()
        when = given.get("when", "")
        if not call.args:
            raise ValueError("no pattern")
        for argument in call.args:
            text = _text(argument)
            pattern, shared = template.pattern(text + "()" if kind == "fold" else text)
            if user:
                pattern, shared = self._meant(pattern, shared)
            if user and "when" in given:
                _check_condition(given["when"], names(pattern))
            if "cancels" in given:
                pattern = stoppable(pattern, template.pattern(given["cancels"] + "()")[0].op)
            pattern = self._patterns.setdefault(pattern, pattern)
            view = given.get("view", ANYTHING if user else "")
            if "view" in given and view not in names(pattern):
                raise ValueError("view has to be a name in the pattern")
            steep = given.get("steep", "")
            shape = given.get(
                "shape", "any" if user and kind == "rule" and not template.dots else ""
            )
            flags |= {"shape"} if shape else set()
            flags |= {"given"} if shape.startswith("given(") else set()  # it may be a broadcast
            if (shape and shape != "usual") or "gives" in given:
                of = template.kind(shape, pattern) if shape and shape != "usual" else None
                asked = Condition(when, template.node.name) if when else None
                rank = (-_size(pattern), self.number)  # a larger pattern is a closer look
                complex = "complex" in flags or "complex" in when
                said = Said(pattern, asked, of, given.get("gives", ""), rank, complex)
                found = self.said.setdefault(function_of(pattern.op), [])
                found.append(said)
                found.sort(key=lambda entry: entry.rank)
            laid = given.get("laid", "")
            if laid and (laid not in LAID or not view):
                raise ValueError(f"laid is said of a view: {' or '.join(LAID)}")
            entry = Entry((0, 0, 0), template, pattern, when, flags, view, steep, laid)
            self._add(kind, entry, user)
            twin = twin_of_value(pattern)
            assert isinstance(twin, Apply)
            twin = self._patterns.setdefault(twin, twin)
            if shared and twin != pattern:
                self._add(kind, entry._replace(pattern=twin), user)
            if "form" in given:
                form, _ = template.pattern(given["form"])
                self._note_form(entry._replace(pattern=twin), twin_of_value(form))
                if shared and twin != pattern:
                    self._note_form(entry, form)

    def _meant(self, pattern: Apply, shared: bool) -> tuple[Apply, bool]:
        """Return what a user's pattern is for: by a bare name, a well-known function, or any of that name."""
        name = pattern.op
        if name.startswith("np."):
            raise ValueError(f"np is not imported here; write numpy.{name[3:]}")
        if "." in name or not name.islower() or is_builtin(name):
            return pattern, shared
        if name in self.bare or not self.knows(name):
            self.bare.add(name)
            return pattern, False
        library = "scalars" if f"scalars.{name}" in self.helpers else "math"
        return pattern._replace(op=f"{library}.{name}"), True

    def _add(self, kind: str, entry: Entry, user: int) -> None:
        template, pattern = entry.template, entry.pattern
        op = function_of(pattern.op)
        if kind == "update":
            self.updates.setdefault(pattern.op, []).append((pattern, template.results()))
            return
        if op not in self.bare:
            self.paths.add(op)
        self.paths |= {op for op in _operations(pattern) if "." in op}
        inner = pattern.args[0] if pattern.args and pattern.op[:1] == "." else ""
        if isinstance(inner, Apply):
            self.records.setdefault(inner.op, set()).add(pattern.op[1:])
        whole = pattern.args[0] if pattern.op == "Item" else ""
        if isinstance(whole, Apply) and SECTIONS in whole.args:
            self.parted[whole.op] = whole
        if kind == "rule":
            # A larger pattern is a closer look at the same operation: it goes first.
            rank = (-user, -_size(pattern), -len(template.dots), self.number)
            entry = entry._replace(rank=rank)
            self._entries.setdefault(op, []).append(entry)
            self._rules.pop(op, None)
            if user:
                rule_of(*entry[1:])  # what is wrong with it is said at once
            return
        values = template.results()
        if not values:
            raise ValueError("it has to return what the pattern is")
        if kind == "same":
            when = Condition(entry.when, template.node.name) if entry.when else None
            through = "through" in entry.flags
            found = self.identities.setdefault(function_of(pattern.op), [])
            found.append(Identity(pattern, values[0], when, through, self.number))
            found.sort(key=lambda identity: identity.number)
        elif kind == "form":
            self._note_form(entry, values[0])
        elif kind == "fold":
            self.folds[pattern.op] = (template.parameters, values[0])
        else:
            self.definitions.setdefault(op, []).append((pattern, values))

    def _note_form(self, entry: Entry, form: Value) -> None:
        """Note that larger patterns have ``form`` where a program may have this spelling of it."""
        if entry.pattern != form:
            asked = Condition(entry.when, entry.template.node.name) if entry.when else None
            found = self.forms.setdefault(function_of(entry.pattern.op), [])
            found.append(Identity(entry.pattern, form, asked, True))


def _text(node: ast.expr) -> str:
    """Return a text that is written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise Misplaced(f"{ast.unparse(node)} is no text; write it in quotes", node)


def _check_condition(when: str, known: Iterable[str]) -> None:
    """Raise ValueError where a ``when`` reads what is never known: it would never hold."""
    known = {name.lstrip("*") for name in known} | CONDITIONS
    try:
        tree = ast.parse(when, mode="eval")
    except SyntaxError:
        raise ValueError(f"when={when!r} is no expression") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in known:
            raise ValueError(f"when={when!r}: {node.id} is no name of the pattern, and no question")


def _operations(value: Value) -> list[str]:
    if not isinstance(value, Apply):
        return []
    return [value.op, *[op for argument in value.args for op in _operations(argument)]]


def _size(value: Value) -> int:
    if isinstance(value, Apply) and value.op == templates.STOP:
        return _size(value.args[0])
    return 1 + sum(map(_size, value.args)) if isinstance(value, Apply) else 0
