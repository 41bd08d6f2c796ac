"""Lists that are written out, ``[x, y]``: static, or lists of the program where they grow, or are written into.

A list that has several names, or is part of another one, is one of the program from where it is written out:

    ps = [[x, v]]                    row = List(); row_1 = Push(row, x); ...
    for p in ps:
        p[0] += p[1] * dt            row_3 = Put(row, 0, s0)
"""

from __future__ import annotations

import ast

from flatgen.ir import Apply, Value
from flatgen.refusals import CHANGING
from flatgen.returning import Returning
from flatgen.static import Display, Holding, Place, Scope, Static, Want

EMPTY = Apply("List", ())


class Growing(Returning):
    """Makes lists of the program of those that are written out."""

    def is_grown(self, target: ast.Name, value: Static, scope: Scope) -> bool:
        """Tell whether a list that is written out is one that is appended to, or written into."""
        if not isinstance(value, Display) or value.op != "List":
            return False
        name = target.id
        if id(value) in self.grown_as:
            return True
        if self.is_learned(value, self.place(target)):
            return True
        parts = [part for statement in scope.node.body for part in ast.walk(statement)]
        return any(changed_by(part) == name for part in parts)

    def is_learned(self, value: Display, place: Place) -> bool:
        """Tell whether a list that is made at a place is known to grow, though the text there doesn't tell."""
        self.named_at.setdefault(id(value), (value, place))
        return place in self.learned.grown and not self.outer

    def start_list(self, target: ast.AST, want: Want | None, value: Value = EMPTY) -> Static:
        """Append a list as it is at first; return what it is called."""
        name = self.name_for(want)
        self.append(name, value, target)
        self.fresh.discard(name)
        self.lists.add(name)
        return name

    def written_list(
        self, node: ast.List, items: list[Static], scope: Scope | None, want: Want | None
    ) -> Static:
        """Return a list that is written out; one that grows, if it is known to be changed by another name."""
        value = Display("List", items, [*node.elts])
        if not self.is_learned(value, self.place(node)) or scope is None:
            return value
        made = self.start_list(node, want or Want(scope, "items", result=True))
        for item in items:
            self.push(made, item, node, scope)
        return made

    def is_held(self, value: Display) -> bool:
        """Tell whether a list that is written out has a name, or is part of what has one."""
        seen: set[int] = set()

        def within(held: object) -> bool:
            if held is value:
                return True
            if id(held) in seen or not isinstance(held, (Display, Holding, Scope)):
                return False
            seen.add(id(held))
            parts: list[object] = []
            if isinstance(held, Display):
                parts += held.items
            elif isinstance(held, Scope):
                parts += [*held.names.values(), held.parent]
            else:
                parts += [*held.within(), getattr(held, "scope", None)]
            return any(map(within, parts))

        return any(map(within, self.scopes))

    def grown_from(self, target: ast.Name, value: Static, scope: Scope) -> None:
        """Bind a list that grows from what is written out."""
        self.bind(scope, target.id, self.grown(value, target, scope, Want(scope, target.id)))

    def grown(self, value: Static, node: ast.AST, scope: Scope, want: Want | None) -> Static:
        """Return a list that grows from what is written out; one that is elsewhere, too, has to grow from the start."""
        _, made = self.grown_as.get(id(value), (None, None))
        if made is not None:  # ``v = w = [x]``: it is one list
            return made
        if isinstance(value, Display) and (value.alias or self.is_held(value)):
            self.learn_grown(value)
            help = "change it by its first name, or make it an array"
            self.fault(node, "a second name for a list that grows is not supported", help)
        made = self.start_list(node, want)
        for item in value.items if isinstance(value, Display) else ():
            self.push(made, item, node, scope)
        self.grown_as[id(value)] = value, made
        return made

    def learn_grown(self, base: Display) -> None:
        raise AssertionError("lists of tuples are in flatgen.rows")

    def push(self, grown: Static, value: Static, node: ast.AST, scope: Scope) -> None:
        raise AssertionError("lists that grow are in flatgen.lists")


def changed_by(node: ast.AST) -> str:
    """Return the name of a list that a piece of syntax changes, if it is one."""
    method = isinstance(node, ast.Attribute) and node.attr in CHANGING
    part = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    changed = node.value if method or part else None  # type: ignore[attr-defined]
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):  # h += [x]
        changed = node.target
    return changed.id if isinstance(changed, ast.Name) else ""
