"""Functions of the file, and namedtuples, where they are called: their bodies are flattened there."""

from __future__ import annotations

import ast

from flatgen.definitions import Definitions
from flatgen.module import FunctionNode
from flatgen.records import Record
from flatgen.static import NOTHING, POISON, Closure, Display, Scope, Static, Want

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
        if any(scope.node is definition for scope in self.scopes):
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
        self.scopes.append(scope)
        for name, value in given.items():
            self.bind(scope, name, value)
        self.depth += CALL_DEPTH
        try:
            result = self.run(definition.body, scope, want)
        finally:
            self.depth -= CALL_DEPTH
            self.scopes.pop()
        parts = [part for statement in definition.body for part in ast.walk(statement)]
        if not any(isinstance(part, (ast.FunctionDef, ast.Lambda)) for part in parts):
            for value in scope.names.values():  # else a function lives on, and its names with it
                self.hold(value, -1)
        if result is None and node is self.called:
            return NOTHING
        if result is None:
            return self.fault(node, f"{definition.name} returns nothing", "let it return its value")
        return result

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
            given[arguments.vararg.arg] = Display("Tuple", extra)
        for name, value in keywords.items():
            if name not in by_name and arguments.kwarg:
                break
            if name not in by_name or name in given:
                wrong(f"is given {name} twice" if name in given else f"has no parameter {name}")
                return None
            given[name] = value
        if arguments.kwarg:
            wrong("takes any keyword, which is not supported")
            return None
        for name in (*plain, *by_name):
            if name not in given and name not in defaults:
                wrong(f"misses its argument {name}")
                return None
        return {**{n: v for n, v in defaults.items() if n not in given}, **given}
