"""Lists of tuples, dicts and namedtuples: in the program a list for each of their parts.

for W, b in layers:              for i in range(len(Ws)): W, b = Get(Ws, i), Get(bs, i)
path.append((x, v))              Push(path_x, x), Push(path_v, v)
"""

from __future__ import annotations

import ast

from flatgen.comments import key_word
from flatgen.elements import Elements
from flatgen.equations import is_text
from flatgen.growing import EMPTY
from flatgen.ir import Apply, Literal, Value
from flatgen.lists import At
from flatgen.static import (
    POISON,
    Again,
    Display,
    Pack,
    Rows,
    Scope,
    Static,
    Want,
    items_as,
    kind_of,
    lists_in,
)


class Rowed(Elements):
    """Flattens what is done with lists of tuples."""

    # As they are read

    def row_at(self, rows: Rows, index: Static, node: ast.AST) -> Static:
        """``layers[i]``: a tuple of what the lists have there."""
        at = self.place_on(index, node)
        return POISON if at is POISON else self.row_of(rows.row, at, node)

    def row_of(
        self,
        row: Static,
        at: Value,
        node: ast.AST,
        scope: Scope | None = None,
        target: ast.expr | None = None,
        key: str = "",
    ) -> Static:
        """Return what lists have at a place, laid out as ``row`` is, in names of the ``target`` or the keys."""
        if not isinstance(row, Display):
            want = Want(self.main, key, result=True) if key else None
            if isinstance(target, ast.Name) and scope is not None:
                want = Want(scope, target.id)
            return self.taken(str(row), at, node, want)
        parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else []
        targets = [*parts] if len(parts) == len(row.items) else [None] * len(row.items)
        keys = row.keys or [""] * len(row.items)
        items = [
            self.row_of(r, at, node, scope, t, key_word(k))
            for r, t, k in zip(row.items, targets, keys)
        ]
        if not isinstance(row, Pack):
            return Display(row.op, items, keys=list(row.keys), maker=row.maker, alias=True)
        made = Pack(row.path, row.op, list(row.keys), row.maker, row.open, row.rest)
        made.items = items
        return made

    # As they change

    def start_list(self, target: ast.AST, want: Want | None, value: Value = EMPTY) -> Static:
        """Append a list as it is at first, or those of what goes onto it; return what it is called."""
        number, self.lists_started = self.lists_started, self.lists_started + 1
        layout = self.learned.rows.get(number) if value == EMPTY else None
        if layout is None:
            name = super().start_list(target, want, value)
            self.numbers_of_lists[str(name)] = number
            return name
        called = want.name if want else "items"

        def start(part: Static, called: str) -> Static:
            if isinstance(part, Display):
                items = [start(p, f"{called}_{word}") for p, word in zip(part.items, _words(part))]
                return Display(part.op, items, keys=list(part.keys), maker=part.maker)
            return super(Rowed, self).start_list(target, Want(self.main, called, result=True))

        found = start(layout, called)
        assert isinstance(found, Display)
        return Rows(found)

    def learn_grown(self, base: Display) -> None:
        """Note that a list that is written out is read by what only the run tells: it is one of the program."""
        _, place = self.named_at.get(id(base), (None, None))
        if base.op != "List" or place is None or place in self.learned.grown:
            return
        if all(map(is_number_or_array, base.items)):
            self.learned.grown.add(place)
            raise Again

    def push(self, grown: Static, value: Static, node: ast.AST, scope: Scope, at: At = ()) -> None:
        value = self.in_parts(value, node)
        if isinstance(grown, Rows):
            if not self.is_callers(grown, node):
                self.push_row(grown.row, value, node, scope, at)
        elif isinstance(grown, str) and isinstance(value, Display) and value.items:
            self.learn_row(grown, value, node)
        elif self.is_several(value):
            self.fault(node, *self.appending("a list"))
        else:
            super().push(grown, value, node, scope, at)

    def is_callers(self, rows: Rows, node: ast.AST) -> bool:
        """Report a change of a list that is the caller's."""
        first = lists_in(rows.row)[:1]
        if not any(map(self.is_given, first)):
            return False
        name = self.paths[first[0]][0]
        message = f"{name} is the caller's list, which this changes"
        self.fault(node, message, "change a list of the function's own")
        return True

    def learn_row(self, grown: str, value: Display, node: ast.AST) -> None:
        """Note what goes onto a list that was thought to hold numbers or arrays."""
        number = self.numbers_of_lists.get(grown)
        if number is None or self.pushed.get(grown) or number in self.learned.rows:
            help = "append to a list of its own"
            message = f"{kind_of(value)} on a list of numbers or arrays is not supported"
            self.fault(node, message, help)
            return

        def layout(part: Static) -> Static:
            if not isinstance(part, Display):
                return ""
            found = Display(part.op, [layout(item) for item in part.items], part.nodes)
            found.keys, found.maker = list(part.keys), part.maker
            return found

        made = layout(value)
        assert isinstance(made, Display)
        self.learned.rows[number] = made
        raise Again

    def push_row(
        self, row: Static, value: Static, node: ast.AST, scope: Scope, at: At = ()
    ) -> None:
        """Append what is in a tuple to the list of each of its parts."""
        if not isinstance(row, Display):
            self.push(row, value, node, scope, at)
            return
        items = self.in_order(row, value, node)
        for part, item in zip(row.items, items):
            self.push_row(part, item, node, scope, at)

    def in_order(self, row: Display, value: Static, node: ast.AST) -> list[Static]:
        """Return what is in a tuple or dict in the order of a layout."""
        if value is POISON:
            return []
        if isinstance(value, Display) and not self.is_open(value, node):
            items = items_as(value, row)
            if items is not None:
                self.fix([value], node)
                return items
        message = f"{kind_of(value, row)} goes onto {kind_of(Rows(row))}"
        self.fault(node, message, "let all on a list be of one form")
        return []

    def put_row(
        self, rows: Rows, index: Static, value: Static, node: ast.AST, scope: Scope
    ) -> None:
        """``h[i] = (x, y)``."""

        if self.is_callers(rows, node):
            return

        def put(row: Static, value: Static) -> None:
            if isinstance(row, Display):
                for part, item in zip(row.items, self.in_order(row, value, node)):
                    put(part, item)
            else:
                self.put(str(row), index, value, node, scope)

        put(rows.row, value)

    def pop_row(self, row: Static, node: ast.Call, at: At) -> Static:
        """``h.pop()``."""
        if isinstance(row, Display):
            items = [self.pop_row(item, node, at) for item in row.items]
            return Display(row.op, items, keys=list(row.keys), maker=row.maker)
        return self.pop(str(row), node, None, at)


def is_number_or_array(value: Static) -> bool:
    """Tell whether a value may be on a list of the program: no function, no text."""
    if isinstance(value, Display):
        return all(map(is_number_or_array, value.items))
    return isinstance(value, (str, Apply)) or (isinstance(value, Literal) and not is_text(value))


def _words(layout: Display) -> list[str]:
    """Return what the lists of the parts of a tuple are called behind its own."""
    plain = [str(i) for i in range(len(layout.items))]
    for i, node in enumerate(layout.nodes or ()):
        plain[i] = node.id if isinstance(node, ast.Name) else plain[i]
    words = [*map(key_word, layout.keys)] if all(map(key_word, layout.keys)) else []
    return words or (plain if len({*plain}) == len(plain) else [*map(str, range(len(plain)))])
