"""Comprehensions: the loops that they stand for, or what they hold written out.

[f(x) for x in xs if x > 0]      items = []
                                 for x in xs:
                                     if x > 0:
                                         items.append(f(x))
"""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import Union

from flatgen.blocks import Blocks
from flatgen.refusals import expression_refused
from flatgen.scopes import COMPREHENSION
from flatgen.static import POISON, Display, Path, Scope, Static, Want
from flatgen.surveying import Replaced, free_name, names_in, names_read, stored_names

OWN, ARRAY = (
    "@",
    "@array",
)  # what the list, and numpy.array, are called in its comprehension's scope

Listed = Union[ast.ListComp, ast.GeneratorExp]


class Comprehensions(Blocks):
    """Makes loops of comprehensions."""

    def comprehended(
        self,
        node: Listed,
        scope: Scope | None,
        want: Want | None,
        rows: bool = False,
    ) -> Static:
        """Return what a comprehension holds: a list that grows, or one written out; ``rows`` in it as arrays."""
        walrus = any(isinstance(part, ast.NamedExpr) for part in ast.walk(node))
        if scope is None or self.within or walrus:
            return self.fault(
                node, "a comprehension is not supported here", "give it a line of its own"
            )
        node = apart(node)
        element = node.elt
        if rows and isinstance(element, (ast.ListComp, ast.List, ast.Tuple)):
            element = ast.Call(ast.Name(ARRAY, ast.Load()), [element], [])
        add = ast.Call(
            ast.Attribute(ast.Name(OWN, ast.Load()), "append", ast.Load()), [element], []
        )
        body: ast.stmt = ast.Expr(add)
        for part in reversed(node.generators):
            for test in reversed(part.ifs):
                body = ast.If(test, [body], [])
            body = ast.For(part.target, part.iter, [body], [])
        ast.fix_missing_locations(ast.copy_location(body, node))
        for inner in ast.walk(body):  # what is new stands where the whole stands
            if not hasattr(inner, "lineno") and isinstance(inner, (ast.stmt, ast.expr)):
                ast.copy_location(inner, node)
        arguments = ast.arguments([], [], None, [], [], None, [])
        made = ast.FunctionDef(COMPREHENSION, arguments, [body], [])
        own = Scope(made, scope, self.module.walrus)
        items, counted = self.items_of(node, scope)
        if items is not None:
            seen, made_of = self.viewed(node.generators[0].iter, scope), Display("List", [])
            for i, item in enumerate(items):
                made_of.items.append(self.element(node, item, own))
                self.check_viewed(seen, i, node)
            return made_of
        name = self.start_list(node, want or Want(scope, "items", result=True))
        own.names |= {OWN: name, ARRAY: Path("numpy.array", "numpy.array")}
        before = len(self.faults)
        self.statement(body, own)
        self.own |= own.local
        (first, *more) = node.generators
        if counted:
            self.of_parts[str(name)] = self.place(node)
            if self.faults[before:]:
                self.in_parts(name, node)
        over = self.list_named(first.iter, scope)
        if isinstance(over, str) and isinstance(name, str) and not more and not first.ifs:
            self.as_long_as[name] = over
        return POISON if self.faults[before:] else name

    def given_to(self, function: Static, argument: ast.expr, scope: Scope | None) -> Static:
        """Return an argument of a call: of numpy's functions lists of lists are arrays."""
        numpy = isinstance(function, Path) and function.path.startswith("numpy.")
        if numpy and isinstance(argument, ast.ListComp):
            return self.comprehended(argument, scope, None, rows=True)
        return super().given_to(function, argument, scope)

    def dict_of_rounds(self, node: ast.DictComp, scope: Scope | None, want: Want | None) -> Static:
        """``{k: 2 * v for k, v in d.items()}``, of what is written out."""
        (first, *more) = node.generators
        refused = expression_refused(node)
        if more or scope is None or self.within:
            return self.fault(node, *refused)
        rounds = self.rounds(first.iter, first.target, scope)
        items = self.numbers_of(rounds[0]) if isinstance(rounds, tuple) else rounds
        if not items:
            return POISON if rounds is None else self.fault(node, *refused)
        arguments = ast.arguments([], [], None, [], [], None, [])
        lines = ast.FunctionDef(COMPREHENSION, arguments, [ast.Expr(node)], [])
        own = Scope(lines, scope, self.module.walrus)
        own.local |= {*stored_names(first.target)}
        made = self.new_dict(want.name if want else "")
        seen = self.viewed(first.iter, scope)
        for i, item in enumerate(items):
            self.store(first.target, item, own)
            known = [self.decided(self.condition(test, own)) for test in first.ifs]
            key = self.key_of(node.key, own)
            if None in known or key is None:
                return self.fault(node, *refused)
            if all(known):
                value = self.value(node.value, own, self.want_of(made, key))
                self.put_entry(made, key, value)
            self.check_viewed(seen, i, node)
        return made

    def element(self, node: Listed, item: Static, own: Scope) -> Static:
        self.store(node.generators[0].target, item, own)
        return self.value(node.elt, own)

    def items_of(self, node: Listed, scope: Scope) -> tuple[list[Static] | None, bool]:
        """Return what a comprehension runs over, if that is written out; and whether it can be."""
        (first, *more) = node.generators
        counted = isinstance(first.iter, ast.Call) and getattr(first.iter.func, "id", "") == "range"
        if more or first.ifs or counted:
            return None, False
        body, faults = len(self.body), len(self.faults)
        found = self.rounds(first.iter, first.target, scope)
        if isinstance(found, list):
            return found, True
        base, *others = found[1] if found else [None]
        base = base if isinstance(base, str) and not others else POISON
        counted = self.sections_of(base) > 0
        if counted and self.place(node) in self.learned.unrolled:
            parts = self.in_parts(base, first.iter)
            assert isinstance(parts, Display)
            return parts.items, True
        del self.body[body:], self.faults[faults:]  # the loop itself flattens it
        return None, counted


class Renamed(Replaced):
    """Gives names others, where they are read and where they are bound, by lambdas as well."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.copy_location(ast.arg(str(self.by.get(node.arg, node.arg))), node)


def apart(node: Listed) -> Listed:
    """Return a comprehension with names of its own: ``[f(q) for q in split(q)]`` runs over the q around it."""
    (first, *_) = node.generators
    read = names_read(first.iter)
    own = {name for part in node.generators for name in stored_names(part.target)}
    if read.isdisjoint(own):
        return node
    taken, names = {*names_in(node)}, {}
    for name in own & read:
        names[name] = free_name(f"{name}_", taken)
    made: Listed = Renamed(names).visit(deepcopy(node))
    made.generators[0].iter = first.iter
    return made
