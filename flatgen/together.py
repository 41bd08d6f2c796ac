"""Lists that both branches make anew: one list, which is there before them. That is learned where it is read behind.

if kind > 0:                         h = []
    h = [w * x for x in xs]          if kind > 0:
else:                                    for x in xs: h.append(w * x)
    h = [x + w for x in xs]          else:
y = h[0]                                 for x in xs: h.append(x + w)
                                     y = h[0]
"""

from __future__ import annotations

import ast

from flatgen.growing import EMPTY
from flatgen.ir import Value
from flatgen.merging import Merging
from flatgen.static import Again, Display, Place, Scope, Static, Want

RETURN = "return"  # for what is returned, beside names
Name = tuple[int, str]  # a scope's id, and a name in it


class Together(Merging):
    """Starts lists before branches."""

    def start_lists(self) -> None:
        super().start_lists()
        self.ready: dict[Name, Static] = {}  # lists that a branch may take for its own
        self.used_up: set[Name] = set()  # by branches
        self.begun: dict[Place, list[Static]] = {}  # those that are started before branches
        self.wanted_as: dict[str, str] = {}  # by what names lists are started
        self.apart: dict[Name, tuple[Place, str]] = {}  # those of branches: where, by what names

    def start_before(self, node: ast.If, scope: Scope, want: Want | None) -> dict[Name, Static]:
        """Start the lists that both branches of an ``if`` make, where that is known."""
        names = () if self.outer else self.learned.together.get(self.place(node), ())
        found: dict[Name, Static] = {}
        for name in sorted(names):
            wanted = want if name == RETURN else Want(scope, name)
            if wanted is not None:
                around, name = wanted.scope, wanted.name
                left, around.left[name] = around.left.get(name, 1), 1  # it keeps its name
                made = self.ready.get((id(around), name)) or super().start_list(node, wanted)
                found[id(around), name] = made
                self.wanted_as[str(made)] = name
                around.left[name] = left
        self.ready |= found
        self.begun[self.place(node)] = [*found.values()]
        return found

    def end_before(self, ready: dict[Name, Static]) -> None:
        for key in self.used_up | ready.keys():
            self.ready.pop(key, None)

    def start_list(self, target: ast.AST, want: Want | None, value: Value = EMPTY) -> Static:
        key = (id(want.scope), want.name) if want else (0, "")
        if value == EMPTY and key in self.ready:
            return self.ready.pop(key)
        made = super().start_list(target, want, value)
        if want:
            self.wanted_as[str(made)] = want.name
        return made

    def is_grown(self, target: ast.Name, value: Static, scope: Scope) -> bool:
        if isinstance(value, Display) and value.op == "List" and self.is_ready(target, scope):
            return True
        return super().is_grown(target, value, scope)

    def as_begun(
        self, name: str, ends: list[Static | None], node: ast.AST, scope: Scope
    ) -> list[Static | None]:
        """Return what branches bind a name to: a list that is there before them, if one of them makes it.

        Lists of their own are noted.
        """
        there = self.begun.get(self.place(node), [])  # not within one of them alone
        begun = next((end for end in ends if end in there), None)
        old = scope.names.get(name)
        unsure = name in scope.lost or (id(scope), name) in self.coming or old is not None
        if begun is not None and None in ends and not unsure:
            return [begun if end is None else end for end in ends]
        written = [end for end in ends if isinstance(end, Display) and end.op == "List"]
        grown = [end for end in ends if self.is_list(end) and end is not old]
        if written and grown and self.one_name([*grown]) == name:
            self.learn_at(self.place(node), name)
        if all(end is None or (self.is_list(end) and end is not old) for end in ends):
            called = self.one_name(ends)
            if called and name not in self.structure.values:  # which are others in each reading
                self.apart[id(scope), name] = self.place(node), called
        return ends

    def one_name(self, ends: list[Static | None]) -> str:
        """Return by what name lists are made, if that is one; '' if it isn't."""
        first, *more = {self.wanted_as.get(str(end), "") for end in ends if end is not None}
        return "" if more else first

    def check_returned(self, values: list[Static | None], node: ast.If, want: Want | None) -> None:
        """Learn of lists that branches return: one that is there before them."""
        name = want.name if want else ""
        if values[0] != values[1] and all(map(self.is_list, values)):
            if name and self.one_name(values) == name:
                self.learn_at(self.place(node), RETURN)

    def learn_together(self, name: str, scope: Scope) -> None:
        """Note that a list is read behind branches that make it, and let the function be read by that."""
        if (id(scope), name) in self.apart:
            self.learn_at(*self.apart[id(scope), name])

    def learn_at(self, place: Place, name: str) -> None:
        known = self.learned.together.setdefault(place, set())
        if name not in known and not self.outer:
            self.learned.renumber(known, name)
            raise Again

    def is_ready(self, target: ast.expr, scope: Scope) -> bool:
        """Tell whether a name is given a list that is there before."""
        return isinstance(target, ast.Name) and (id(scope), target.id) in self.ready

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        around = scope if self.apart else None
        while around is not None and node.id not in around.names:
            self.learn_together(node.id, around)
            around = None if node.id in around.local else around.parent
        return super().look_up(node, scope)


def makes_lists(node: ast.expr) -> bool:
    """Tell whether an expression is one new list or another: ``[w * x for x in xs] if kind > 0 else []``."""
    if isinstance(node, ast.IfExp):
        return makes_lists(node.body) and makes_lists(node.orelse)
    return isinstance(node, (ast.ListComp, ast.List))


def as_branches(target: ast.Name, node: ast.IfExp) -> ast.If:
    """Return a conditional expression that a name is given as the branches that it is."""
    blocks: list[list[ast.stmt]] = []
    for way in (node.body, node.orelse):
        line: ast.stmt = ast.copy_location(ast.Assign([target], way), way)
        if isinstance(way, ast.IfExp):
            line = as_branches(target, way)
        blocks.append([line])
    return ast.copy_location(ast.If(node.test, *blocks), node)
