"""What calls are given: by place, by name, taken out of tuples and dicts."""

from __future__ import annotations

import ast

from flatgen.functional import Functional
from flatgen.ir import Apply
from flatgen.refusals import UNPACKED
from flatgen.static import POISON, Closure, Display, Method, Scope, Static, Want


class Giving(Functional):
    """Flattens the arguments of calls."""

    def given_by(self, function: Static, node: ast.Call) -> list[ast.expr]:
        """Return the arguments of a call: ``x.reshape(*x.shape[:-1], 3)`` is one of ``(*x.shape[:-1], 3)``."""
        starred = any(isinstance(argument, ast.Starred) for argument in node.args)
        if starred and isinstance(function, Method) and function.name == "reshape":
            return [ast.copy_location(ast.Tuple(node.args, ast.Load()), node)]
        return node.args

    def given_to(self, function: Static, argument: ast.expr, scope: Scope | None) -> Static:
        """Return an argument of a call."""
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        return self.note_once(argument, self.value(inner, scope))

    def note_once(self, node: ast.AST | None, value: Static) -> Static:
        """Note what a generator gives, which is taken for a list; return it."""
        if isinstance(node, ast.GeneratorExp):
            self.generators.append((value, node))
        return value

    def takes_list(self, function: Static, taken: int, value: Static) -> bool:
        """Tell whether a list is all that a function's ``*ws`` takes."""
        if not isinstance(function, Closure) or not self.is_list(value):
            return False
        arguments = function.node.args
        return arguments.vararg is not None and taken == len(arguments.posonlyargs + arguments.args)

    def places_left(self, function: Static, taken: int, node: ast.Call) -> list[str] | None:
        """Return the parameters of a function of the file that ``*p`` is for; None where that depends on its length."""
        if not isinstance(function, Closure):
            return None
        arguments = function.node.args
        named = {keyword.arg for keyword in node.keywords}
        if arguments.vararg or arguments.defaults or None in named:
            return None
        places = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        return [place for place in places[taken:] if place not in named]

    def unpacked(
        self, value: Static, places: list[str] | None, node: ast.expr, scope: Scope | None
    ) -> list[Static] | None:
        """Return what ``f(x, *p)`` gives ``f``: a part of an array for each parameter that is left."""
        fits = places is not None and not (isinstance(value, str) and value in self.lists)
        parts = self.parts(value, len(places), node) if places is not None and fits else None
        if parts is None:
            if value is not POISON:
                self.fault(node, *UNPACKED)
            return None
        wants = [Want(scope, place, True) if scope else None for place in places or ()]
        return [self.emit(p, node, w) if type(p) is Apply else p for p, w in zip(parts, wants)]

    def keywords(
        self, node: ast.Call, scope: Scope | None, function: Static = POISON, positional: int = 0
    ) -> dict[str, Static] | None:
        """Return the arguments that are given by name, those of a dict included."""
        found: dict[str, Static] = {}
        for keyword in node.keywords:
            if keyword.arg is not None:
                found[keyword.arg] = self.note_once(keyword.value, self.value(keyword.value, scope))
            elif isinstance(keyword.value, ast.Dict):
                for key, value in zip(keyword.value.keys, keyword.value.values):
                    if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
                        self.fault(value, "a key that isn't written out", "write name=value")
                        return None
                    found[key.value] = self.value(value, scope)
            else:
                given = self.value(keyword.value, scope)
                if isinstance(function, Closure):
                    given = self.spread(given, function.node, positional, node, keyword.value)
                written = isinstance(given, Display) and given.op == "Dict"
                if not written and given is not POISON:
                    said = "only a dict written out can be unpacked", "write name=value"
                    self.fault(keyword.value, *said)
                if not isinstance(given, Display) or self.is_open(given, keyword.value, False):
                    return None
                found |= dict(zip(map(str, given.keys), given.items))
        return found
