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
from types import CodeType
from typing import Any, NamedTuple

import flatgen.templates as templates
from flatgen.constants import known_value
from flatgen.errors import Fault, FlatgenError
from flatgen.helpers import Helpers
from flatgen.ir import UNKNOWN, Apply, Literal, Value
from flatgen.module import FunctionNode, Module, is_builtin
from flatgen.source import syntax_tree
from flatgen.templating import Template, each, twin_of_value, value_of


class Each(NamedTuple):
    """The gradient of every element of a display: ``value`` for ``targets`` in ``over``."""

    targets: tuple[str, ...]
    over: tuple[str, ...]
    value: Value


class Rule(NamedTuple):
    """One template with one of its patterns."""

    name: str
    pattern: Apply
    output: str
    upstream: str
    reasons: dict[str, str]  # by parameter; "" is that of all others
    lines: dict[str, Value]
    gradients: dict[str, Value | Each]
    when: CodeType | None  # what has to be known of constants
    size: int


class RuleBook:
    """All rules; template files are read when the first operation of their library is met."""

    def __init__(self, user_files: tuple[tuple[str, str], ...] = ()) -> None:
        self.by_op: dict[str, list[Rule]] = {}
        self.definitions: dict[tuple[str, int], tuple[list[str], list[Value]]] = {}
        self.folds: dict[str, tuple[list[str], Value]] = {}
        self.identities: dict[str, list[tuple[Apply, Value, str]]] = {}
        self.shapes: dict[str, list[tuple[Apply, str]]] = {}  # which input's shape an output has
        self.paths: set[str] = set()
        self.helpers = Helpers()
        self._loaded: set[str] = set()
        for filename, text in user_files:
            self.load(text, filename, first=True)
        for file in templates.ALWAYS:
            self._load_file(file)

    # What the parser asks

    def knows(self, path: str) -> bool:
        """Tell whether there is a rule, definition or helper for an operation."""
        library = path.rpartition(".")[0]
        if library:
            self._load_library(library)
            return path in self.paths or path in self.helpers
        if path in self.paths or f"scalars.{path}" in self.helpers:
            return True
        return not is_builtin(path) and path.islower() and self.knows(f"math.{path}")

    def nearest(self, path: str) -> str:
        """Return the known name that is most like an unknown one, or nothing."""
        from difflib import get_close_matches  # late: only an error needs it

        library, _, name = path.rpartition(".")
        for each_library in templates.LIBRARIES:
            self._load_library(each_library)
        if library:
            own = [p for p in self.paths if p.startswith(library + ".")]
            close = get_close_matches(path, sorted(own), 1, 0.8)
            return close[0] if close else ""
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

    def _load_library(self, library: str) -> None:
        for file in templates.LIBRARIES.get(library, ()):
            self._load_file(file)

    def _load_file(self, file: str) -> None:
        if file not in self._loaded:
            self._loaded.add(file)
            self.load(templates.read(file), file)

    def load(self, text: str, filename: str, first: bool = False) -> None:
        """Read the templates of one file; ``first`` puts its rules before all others."""
        tree = syntax_tree(text, filename)
        module = Module(tree, text, filename)
        found: dict[str, list[Rule]] = {}
        faults: list[Fault] = []
        for node in module.functions.values():
            for decorator in node.decorator_list:
                try:
                    self._take(Template(node, module), decorator, found)
                except ValueError as error:
                    line, at, help = (
                        decorator.lineno,
                        decorator.col_offset + 1,
                        "see templates/ for examples",
                    )
                    faults.append(Fault(f"the rule {node.name}: {error}", help, line, at))
        if first and not faults and not any(n.decorator_list for n in module.functions.values()):
            help = 'write @rule("name(x)") above each rule'
            faults.append(Fault("no rule in this file", help))
        if faults:
            raise FlatgenError(faults, filename, text)
        for op, rules in found.items():
            old = self.by_op.get(op, [])
            # A larger pattern is a closer look at the same operation: it goes first.
            rules.sort(key=lambda rule: -rule.size)
            both = rules + old if first else sorted(old + rules, key=lambda rule: -rule.size)
            self.by_op[op] = both
            self.paths.add(op)

    def _take(self, template: Template, decorator: ast.expr, found: dict[str, list[Rule]]) -> None:
        call = decorator if isinstance(decorator, ast.Call) else None
        function = call.func if call else decorator
        kind = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if kind not in ("rule", "same", "fold", "define") or call is None:
            raise ValueError(f"@{ast.unparse(decorator)} is none of rule, same, fold, define")
        given = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
        for argument in call.args:
            text = ast.literal_eval(argument)
            pattern, shared = template.pattern(text + "()" if kind == "fold" else text)
            twin = twin_of_value(pattern)
            if "shape" in given:
                self.shapes.setdefault(pattern.op, []).append((pattern, given["shape"]))
            when = given.get("when", "")
            self._add(kind, template, pattern, when, found)
            if shared and twin != pattern and isinstance(twin, Apply):
                self._add(kind, template, twin, when, found)

    def _add(
        self, kind: str, template: Template, pattern: Apply, when: str, found: dict[str, list[Rule]]
    ) -> None:
        if kind == "rule":
            rule = rule_of(template, pattern, when)
            found.setdefault(pattern.op, []).append(rule)
            return
        self.paths.add(pattern.op)
        values = template.results()
        if kind == "same":
            self.identities.setdefault(pattern.op, []).append((pattern, values[0], when))
        elif kind == "fold":
            self.folds[pattern.op] = (template.parameters, values[0])
        else:
            self.definitions[pattern.op, len(pattern.args)] = (template.parameters, values)


def rule_of(template: Template, pattern: Apply, when: str) -> Rule:
    """Return a rule from its template; raise ValueError where it has not the form of one."""
    parameters = template.parameters
    if not parameters:
        raise ValueError("its first parameter has to be the output")
    output, upstream = parameters[0], f"grad_{parameters[0]}"
    gradients: dict[str, Value | Each] = {}
    if upstream in parameters:
        for node in template.returned:
            if not (isinstance(node, ast.Name) and node.id.startswith("grad_")):
                raise ValueError("it has to return names such as grad_x")
            parameter = node.id.removeprefix("grad_")
            if parameter not in parameters:
                raise ValueError(f"{node.id} is the gradient of no parameter")
            gradients[parameter] = _gradient(template, node.id)
    condition = compile(when, template.node.name, "eval") if when else None
    lines = {n: template.value(e) for n, e in template.lines.items() if not n.startswith("grad_")}
    return Rule(
        template.node.name,
        pattern,
        output,
        upstream,
        _reasons(template.node),
        lines,
        gradients,
        condition,
        _size(pattern),
    )


def _reasons(node: FunctionNode) -> dict[str, str]:
    """Return the comments of a template: its docstring's first line, and those of ``grad_x: ...``."""
    first, *more = (ast.get_docstring(node) or node.name).split("\n")
    reasons = {"": first}
    for line in more:
        name, colon, reason = line.partition(": ")
        if colon and name.startswith("grad_"):
            reasons[name.removeprefix("grad_")] = reason.strip()
    return reasons


def _gradient(template: Template, name: str) -> Value | Each:
    node = template.lines.get(name)
    if node is None:
        raise ValueError(f"{name} is not assigned")
    if isinstance(node, ast.ListComp):
        targets, over, element = each(node)
        names = {*template.names, *template.lines, *targets}
        return Each(targets, over, value_of(element, template.module, names))
    return template.value(node)


def _size(value: Value) -> int:
    return 1 + sum(map(_size, value.args)) if isinstance(value, Apply) else 0


def match(
    pattern: Value, value: Value, definitions: dict[str, Value], found: dict[str, Value]
) -> bool:
    """Tell whether ``value`` is of the form ``pattern``; put what its names stand for in ``found``."""
    if isinstance(pattern, str):
        return found.setdefault(pattern, value) == value
    if isinstance(pattern, Literal):  # a number written out: a named one may get another value
        if not isinstance(value, Literal) or value.text[:1] not in "-.0123456789":
            return False
        return bool(value.known == pattern.known)
    if isinstance(value, str):
        value = definitions.get(value, value)
    if not isinstance(value, Apply) or not isinstance(pattern, Apply) or pattern.op != value.op:
        return False
    wanted, given = pattern.args, value.args
    if wanted and isinstance(wanted[-1], str) and wanted[-1].startswith("*") and not value.keys:
        first = len(wanted) - 1
        if len(given) < first:
            return False
        given = (*given[:first], Apply("Tuple", given[first:]))
        wanted = (*wanted[:first], wanted[-1][1:])
    if len(wanted) != len(given):
        return False
    plain = len(given) - len(value.keys)
    order = dict(zip(wanted[:plain], given[:plain]))
    for key, argument in zip(value.keys, given[plain:]):
        if key not in wanted or key in order:
            return False
        order[key] = argument
    if value.keys:
        return all(match(w, order[w], definitions, found) for w in wanted)
    return all(match(w, g, definitions, found) for w, g in zip(wanted, given))


def holds(rule: Rule, bound: dict[str, Value], known: dict[str, Any]) -> bool:
    """Tell whether a rule's ``when`` is true of what is known of its arguments."""
    if rule.when is None:
        return True
    facts = {}
    for name, value in bound.items():
        fact = known.get(value, UNKNOWN) if isinstance(value, str) else known_value(value)
        if fact is not UNKNOWN:
            facts[name] = fact
    try:
        return bool(eval(rule.when, {"__builtins__": {}}, facts))
    except (NameError, TypeError):  # nothing, or nothing fit, is known of an argument
        return False
