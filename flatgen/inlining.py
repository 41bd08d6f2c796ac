"""Functions of the file, and namedtuples, where they are called: their bodies are flattened there."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from flatgen.definitions import Definitions
from flatgen.methods import CLASS, OF_CLASS, STATIC, Member, is_super, super_key
from flatgen.outermost import FunctionNode
from flatgen.records import Record
from flatgen.static import (
    NOTHING,
    OTHERS,
    POISON,
    Closure,
    Display,
    Partial,
    Path,
    Scope,
    Static,
    Want,
)
from flatgen.structure import assigned_in
from flatgen.surveying import path_of, written_in

CALL_DEPTH = 3  # how many levels of an expression a call is as deep as, on Python's stack


class Inlining(Definitions):
    """Flattens functions of the file, and of other modules, into the one that calls them."""

    def record(
        self,
        made: Record,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
    ) -> Static:
        """Return a namedtuple: its parts stay apart, as a tuple's do."""
        given = {**dict(zip(made.fields, positional)), **keywords}
        for field, default in made.defaults.items():
            if field not in given:
                given[field] = self.default(default, None)
        twice = len(positional) + len(keywords) > len({*made.fields[: len(positional)], *keywords})
        if len(positional) > len(made.fields) or twice or set(given) != set(made.fields):
            help = f"its fields are {', '.join(made.fields)}"
            return self.fault(node, f"{made.name} doesn't take these arguments", help)
        items = [given[field] for field in made.fields]
        maker = made.name if made.op == "Tuple" else ""
        return Display(made.op, items, keys=list(made.fields), maker=maker)

    def inline(
        self,
        function: Closure,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        """Flatten a function's body where it is called, its names kept apart from the caller's."""
        definition = function.node
        if any(self.is_same_call(scope, definition, positional) for scope in self.scopes):
            help = "write it as a loop"
            return self.fault(node, f"recursion: {definition.name} calls itself", help)
        blocks = (ast.If, ast.For, ast.While, ast.IfExp)
        if self.within and any(isinstance(p, blocks) for s in definition.body for p in ast.walk(s)):
            help = "call it on a line before, where it may be called in any case"
            message = f"{definition.name}, which has branches or loops, behind 'and' or 'or'"
            return self.fault(node, f"{message} is not supported", help)
        before = self.module
        if function.module is not before:
            self.outer.append((self.place(node), definition.name))
            self.module = function.module
        try:
            return self.inlined(function, positional, keywords, node, want)
        finally:
            if function.module is not before:
                self.module = before
                self.outer.pop()

    def is_same_call(
        self, scope: Scope, definition: FunctionNode, positional: list[Static]
    ) -> bool:
        """Tell whether a function is flattened already: a method, for the same object."""
        own = [*definition.args.posonlyargs, *definition.args.args][:1]
        one = positional[0] if positional and own else None
        other = scope.names.get(own[0].arg) if own else None
        apart = isinstance(one, Path) and isinstance(other, Path) and one.path != other.path
        return scope.node is definition and not apart

    def inlined(
        self,
        function: Closure,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        definition = function.node
        if function.scope is None:
            self.check_function(definition)
        if self.module.survey.generators.get(definition):  # it is refused already
            return POISON
        scope = Scope(definition, function.scope, self.module.walrus)
        defaults = function.defaults
        if defaults is None:
            defaults = self.defaults(definition, None)
        given = self.arguments(definition, positional, keywords, defaults, node)
        if given is None:
            return POISON
        if self.generators:
            self.check_given_once(given, definition)
        for name, value in given.items():
            self.bind(scope, name, value)
        self.pass_wholes(given, scope, self.scopes[-1])
        self.scopes.append(scope)
        self.depth += CALL_DEPTH
        try:
            result = self.run(definition.body, scope, want)
        finally:
            self.depth -= CALL_DEPTH
            self.scopes.pop()
        self.hand_wholes_back(scope, self.scopes[-1], node)
        self.hand_back(given, scope, node)
        parts = [part for statement in definition.body for part in ast.walk(statement)]
        if not any(isinstance(part, (ast.FunctionDef, ast.Lambda)) for part in parts):
            for value in scope.names.values():  # else a function lives on, and its names with it
                self.hold(value, -1)
        if result is None and node is self.called:
            return NOTHING
        if result is None:
            return self.fault(node, f"{definition.name} returns nothing", "let it return its value")
        return result

    def hand_back(self, given: dict[str, Static], scope: Scope, node: ast.Call) -> None:
        """Let a name of the caller stand for what its array is after a call that changes it.

        Another name for it is left as it is: where that is read afterwards, it is reported.
        """
        caller = self.scopes[-1]
        for name, value in given.items():
            final = scope.names.get(name)
            if not isinstance(value, str) or not isinstance(final, str) or final == value:
                continue
            if self.roots_of(final) != self.roots_of(value):
                continue
            names = [n for n, bound in caller.names.items() if bound == value]
            known = [own for around, own in self.within_blocks if around is caller]
            if len(names) == 1 and all(names[0] in own for own in known):
                self.hold(value, -1)
                caller.names[names[0]] = final
                self.hold(final, 1)
                if caller is self.main:
                    self.versions.setdefault(names[0], []).append(final)
                    self.assigned.append(names[0])

    def roots_of(self, name: str) -> set[str]:
        """Return the arrays that a value may be, however often they were written into."""
        found: set[str] = set()
        seen: set[str] = set()
        todo = [name]
        while todo:
            one = todo.pop()
            if one in seen:
                continue
            seen.add(one)
            before = [self.rewritten[one]] if one in self.rewritten else self.passed.get(one, [])
            found |= set() if before else {one}
            todo += before
        return found

    def assigned_in(self, nodes: Sequence[ast.AST], scope: Scope) -> list[str]:
        """Return the names that statements assign, or whose arrays they may change, also by calls."""
        found = assigned_in(nodes)
        calls = [p for node in nodes for p in ast.walk(node) if isinstance(p, ast.Call)]
        for call in calls:
            called = self.called_with(call.func, scope)
            if called is None:
                continue
            function, positional, named = called
            plain = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
            before = dict(zip(plain, positional)) | named
            behind = zip(plain[len(positional) :], call.args)
            given = [*behind, *[(k.arg, k.value) for k in call.keywords]]
            written = written_in(function)
            changed = [before[name] for name in written & before.keys()]
            found += [name for name, value in scope.names.items() if value in changed]
            found += [v.id for n, v in given if n in written and isinstance(v, ast.Name)]
        return self.with_wholes(found, nodes, scope)

    def called_with(
        self, node: ast.expr, scope: Scope
    ) -> tuple[FunctionNode, list[Static], dict[str, Static]] | None:
        """Return the function of the file that a call is of, with what that is given before the call's arguments."""
        bound = self.belonging_by(node, scope)
        function = bound[0].node if bound else self.closure_of(node, scope)
        return None if function is None else (function, bound[1] if bound else [], {})

    def called_alike(
        self, target: ast.expr, node: ast.expr, scope: Scope
    ) -> tuple[FunctionNode, set[str]] | None:
        """Return a function that is called, and what it returns by the name that it is assigned to there.

        ``w, b = unpack(theta)``, where unpack ends in ``return w, b``: these are w and b.
        """
        if scope is not self.main or self.within_blocks or not isinstance(node, ast.Call):
            return None
        function = self.closure_of(node.func, scope)
        ends = (
            [part for part in ast.walk(function) if isinstance(part, ast.Return)]
            if function
            else []
        )
        if function is None or len(ends) != 1 or ends[0] is not function.body[-1]:
            return None
        given, taken = [
            part.elts if isinstance(part, (ast.Tuple, ast.List)) else [part]
            for part in (ends[0].value, target)
        ]
        pairs = [(a, b) for a, b in zip(given, taken) if isinstance(a, ast.Name)]
        names = {a.id for a, b in pairs if isinstance(b, ast.Name) and a.id == b.id}
        once = {name for name in names if scope.left.get(name) == 1}
        return function, once - scope.parameters - self.used

    def closure_of(self, node: ast.expr, scope: Scope) -> FunctionNode | None:
        """Return the function of the file that a call is of."""
        if not isinstance(node, ast.Name):
            bound = self.belonging_by(node, scope)
            return bound[0].node if bound else None
        around: Scope | None = scope
        while around is not None:
            if node.id in around.names:
                found = around.names[node.id]
                return found.node if isinstance(found, Closure) else None
            around = around.parent
        return self.module.functions.get(node.id)

    def attribute(self, node: ast.Attribute, scope: Scope | None, want: Want | None) -> Static:
        if is_super(node.value) and self.home.owner:
            key = super_key(self.module.filename, self.scopes[-1].node, node.attr)
            if key in self.home.methods:
                closure, given = self.as_bound(self.home.methods[key], self.home.owner)
                return Partial(closure, given, {})
        path = path_of(node, self.module)  # energy.grad: of a function, a function
        if path in self.module.dotted and isinstance(self.value(node.value, scope), Closure):
            return Path(path, self.text(node))
        return super().attribute(node, scope, want)

    def belonging(self, function: Path) -> tuple[Closure, list[Static]] | None:
        """Return the function that belongs to a module of the user's, or to the object that a method is of.

        With what it is called with before its arguments: the object, or its class.
        """
        if function.path in self.module.dotted:
            definition, home = self.module.dotted[function.path]
            return Closure(definition, None, home), []
        owner = self.home.owner
        root, _, name = function.path.rpartition(".")
        if not owner or name not in self.home.methods or root not in (owner, f"{owner}{OF_CLASS}"):
            return None
        return self.as_bound(self.home.methods[name], root)

    def as_bound(self, method: Member, root: str) -> tuple[Closure, list[Static]]:
        """Return the function of a method, and the object that it is called with, or its class."""
        if method.how == CLASS and self.home.owner == root and not self.home.of_class:
            root += OF_CLASS
        given: list[Static] = [] if method.how == STATIC else [Path(root, root)]
        return Closure(method.node, None, method.module), given

    def belonging_by(self, node: ast.expr, scope: Scope) -> tuple[Closure, list[Static]] | None:
        """Return the same of a call that is yet to be read."""
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return None
        base = scope.names.get(node.value.id)
        base = base.path if isinstance(base, Path) else path_of(node.value, self.module)
        return self.belonging(Path(f"{base}.{node.attr}", ""))

    def check_given_once(self, given: dict[str, Static], definition: FunctionNode) -> None:
        raise AssertionError("generators are in flatgen.once")

    def run(self, body: list[ast.stmt], scope: Scope, want: Want | None) -> Static | None:
        raise AssertionError("statements are in flatgen.parse")

    def arguments(
        self,
        definition: FunctionNode,
        positional: list[Static],
        keywords: dict[str, Static],
        defaults: dict[str, Static],
        node: ast.Call,
    ) -> dict[str, Static] | None:
        """Return a value for each parameter, by Python's own order of binding."""
        arguments = definition.args
        plain = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        by_name = [a.arg for a in (*arguments.args, *arguments.kwonlyargs)]
        given = dict(zip(plain, positional))

        def wrong(what: str) -> None:
            help = f"its signature is {definition.name}({ast.unparse(arguments)})"
            self.fault(node, f"{definition.name} {what}", help)

        extra = positional[len(plain) :]
        if extra and not arguments.vararg:
            wrong(f"takes at most {len(plain)} positional, not {len(positional)}")
            return None
        if arguments.vararg:
            given[arguments.vararg.arg] = keywords.get(OTHERS, Display("Tuple", extra))
        others: dict[str, Static] = {}
        for name, value in keywords.items():
            if name == OTHERS:
                continue
            if name not in by_name and arguments.kwarg:
                others[name] = value
                continue
            if name not in by_name or name in given:
                wrong(f"is given {name} twice" if name in given else f"has no parameter {name}")
                return None
            given[name] = value
        if arguments.kwarg:
            given[arguments.kwarg.arg] = Display("Dict", [*others.values()], keys=list(others))
        for name in (*plain, *by_name):
            if name not in given and name not in defaults:
                wrong(f"misses its argument {name}")
                return None
        return {**{n: v for n, v in defaults.items() if n not in given}, **given}
