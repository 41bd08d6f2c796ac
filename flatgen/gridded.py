"""Lists of lists that are tables of numbers: arrays.

D = [[0.0] * m for _ in range(n)]        D = np.zeros((n, m))
D[i][j] = x                              D[i, j] = x

path.append([x, v])                      path.append(np.array([x, v]))
path = np.array(path)
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flatgen.constants import known_value
from flatgen.equations import is_text
from flatgen.errors import Fault
from flatgen.growing import EMPTY
from flatgen.ir import (
    UNKNOWN,
    Apply,
    Equation,
    Literal,
    Loop,
    Result,
    Statement,
    Value,
    is_constant,
)
from flatgen.lists import At
from flatgen.statements import blocks_of, bound_in, changed_in, equations
from flatgen.static import POISON, Again, Display, Scope, Static, Want
from flatgen.usage import ADDED, ARRAY, MADE, RETURNED, Usage

INDICES = "indices"  # what is in a table of whole numbers that others are read by
TABLE = "table"  # a list of lists that is written out, and read by what only the run tells
DEEPEST = 100  # a list of which no part is read


class Gridded(Usage):
    """Makes arrays of lists of lists where nothing that a function does with them tells the two apart."""

    def gridded(self, target: ast.expr, node: ast.expr, scope: Scope) -> bool:
        """Flatten a table that is made of one number, as an array; False if it isn't such a table."""
        sizes, entry = table_of(node)
        if len(sizes) < 2 or not isinstance(target, ast.Name):
            return self.written_table(target, node, scope)
        uses = self.uses(target.id, scope, target)
        if uses.count(MADE) != 1 or not {*uses} <= {MADE, ARRAY, RETURNED, len(sizes), -len(sizes)}:
            return False
        given = self.value(entry, scope)
        if isinstance(given, str):  # FAR = float("inf")
            number = self.made.get(given, POISON)
            filled: Value | None = given if floating(number) is number else None
        else:
            number = self.argument(given, entry)
            filled = floating(number)
        if filled is None:
            return False
        shape = [self.argument(self.value(size, scope), size) for size in sizes]
        made: Static = POISON
        if POISON not in shape:
            self.arrays = True
            whole = type(known_value(number)) is int
            indices = whole and self.learned.parts.get(self.place(node)) == INDICES
            value = array_of(shape, number if indices else filled, indices)
            made = self.emit(value, node, Want(scope, target.id))
            self.grids.add(str(made))
            if whole and not indices:
                self.counts[str(made)] = self.place(node)
        self.store(target, made, scope)
        return True

    def written_table(self, target: ast.expr, node: ast.expr, scope: Scope) -> bool:
        """Flatten a table whose entries are written out, and read by what only the run tells; False if it is none."""
        known = self.learned.parts.get(self.place(node)) == TABLE and not self.outer
        if not isinstance(target, ast.Name) or not known:
            return False
        value = self.value(node, scope)
        depth = len(sizes_of(value))
        uses = self.uses(target.id, scope, target)
        if uses.count(MADE) != 1 or not {*uses} <= {MADE, ARRAY, depth, -depth}:
            return False
        rows = self.argument(value, node)
        kind = (Literal("float", "float"),) if -depth in uses else ()  # numbers go into it, too
        self.arrays = True
        made: Static = POISON
        if rows is not POISON:
            array = Apply("numpy.array", (rows, *kind), ("dtype",)[: len(kind)])
            made = self.emit(array, node, Want(scope, target.id))
            self.grids.add(str(made))
        self.store(target, made, scope)
        return True

    def learn_grown(self, base: Display) -> None:
        """Note, too, that a list of lists is read by what only the run tells: it is an array."""
        _, place = self.named_at.get(id(base), (None, None))
        if place is not None and len(sizes_of(base)) > 1 and place not in self.learned.parts:
            self.learned.parts[place] = TABLE
            raise Again
        super().learn_grown(base)

    def start_list(self, target: ast.AST, want: Want | None, value: Value = EMPTY) -> Static:
        made = super().start_list(target, want, value)
        if want and not want.result and isinstance(made, str):
            uses = self.uses(want.name, want.scope, target)
            depths = [use for use in uses if isinstance(use, int)]
            if {MADE, ARRAY} <= {*uses} <= {MADE, ADDED, ARRAY, *depths} and uses.count(MADE) == 1:
                self.tables[made] = min(depths, default=DEEPEST)
        return made

    def push(self, grown: Static, value: Static, node: ast.AST, scope: Scope, at: At = ()) -> None:
        """Append to a list: an array of what is on a list that goes onto one of which an array is made."""
        least = self.tables.get(grown, 0) if isinstance(grown, str) else 0
        if isinstance(grown, str) and least > 1 and self.row_depth(value) in range(1, least):
            row = value if isinstance(value, str) else self.argument(value, node)
            parts = value.items if isinstance(value, Display) else [value]
            self.arrays = True
            value = POISON if row is POISON else self.emit(Apply("numpy.array", (row,)), node, None)
            self.rows[str(value)] = held = [part for part in parts if isinstance(part, str)]
            for part in held:  # in Python they are there themselves
                self.owners[grown] = self.owners_of(grown) | self.owners_of(part)
        super().push(grown, value, node, scope, at)

    def row_depth(self, value: Static) -> int:
        """Return how many indices the numbers in a list are read by; 0 if it is none, or none of numbers."""
        if isinstance(value, str) and value in self.lists:
            return 1
        if not isinstance(value, Display) or value.op == "Dict" or value.maker:
            return 0
        inner = {self.row_depth(item) for item in value.items if isinstance(item, Display)}
        return 1 + max(inner, default=0) if 0 not in inner else 0

    def check_shelves(self, results: tuple[Result, ...]) -> None:
        """Report a list, too, that changes after an array of it went onto another one."""
        super().check_shelves(results)
        for made, parts in self.rows.items():
            for row in self.lists.intersection(parts):
                if changes_after(self.body, made, row):
                    line = next(e for e in equations(self.body) if e.target == made)
                    message = f"{row} changes after it went onto a list"
                    help = f"append a copy of it: list({row})"
                    self.faults.append(Fault(message, help, line.line, line.column))


def sizes_of(value: Static) -> tuple[int, ...]:
    """Return how long the lists of a table that is written out are; nothing if it is none."""
    if not isinstance(value, Display) or value.op != "List" or not value.items:
        return ()
    inner = {sizes_of(item) for item in value.items}
    plain = inner == {()} and all(isinstance(item, (str, Apply, Literal)) for item in value.items)
    (first, *others) = inner
    return (len(value.items), *first) if plain or (first and not others) else ()


def array_of(shape: list[Value], filled: Value, indices: bool) -> Apply:
    """Return the array that a table of one number is."""
    zeros = known_value(filled) == 0
    args = (Apply("Tuple", tuple(shape)), *(() if zeros else (filled,)))
    kind = (Literal("int", "int"),) if indices else ()
    return Apply("numpy.zeros" if zeros else "numpy.full", args + kind, ("dtype",)[: len(kind)])


def table_of(node: ast.expr) -> tuple[list[ast.expr], ast.expr]:
    """Return the sizes of ``[[x] * m for _ in range(n)]``, and its entry."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        if isinstance(node.left, ast.List) and len(node.left.elts) == 1:
            entry = node.left.elts[0]
            if not isinstance(entry, (ast.List, ast.ListComp)):  # else all rows are the same one
                return [node.right], entry
    elif isinstance(node, ast.ListComp) and len(node.generators) == 1:
        (over,) = node.generators
        names = {part.id for part in ast.walk(node.elt) if _is_read(part)}  # type: ignore[attr-defined]
        counts = isinstance(over.iter, ast.Call) and getattr(over.iter.func, "id", "") == "range"
        plain = counts and not over.ifs and not getattr(over.iter, "keywords", ())
        if plain and getattr(over.target, "id", None) not in {None, *names}:
            sizes, entry = table_of(node.elt)
            assert isinstance(over.iter, ast.Call)
            if len(over.iter.args) == 1:
                return [over.iter.args[0], *sizes], entry
    return [], node


def floating(value: Value) -> Value | None:
    """Return a constant as a floating number, so that others can be written over it; None if it is no number."""
    if value is POISON or not is_constant(value) or is_text(value):
        return None
    if isinstance(value, Literal) and value.known is not UNKNOWN:
        if not isinstance(value.known, (int, float)):
            return None
        number = float(value.known)
        return value if type(value.known) is float else Literal(repr(number), number)
    negated = isinstance(value, Apply) and value.op == "USub"
    inner = floating(value.args[0]) if negated else None  # type: ignore[union-attr]
    if inner is not None or getattr(value, "op", "") == "float":
        return value if inner is None else Apply("USub", (inner,))
    return Apply("float", (value,))


def _is_read(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def changes_after(body: Iterable[Statement], made: str, row: str) -> bool:
    """Tell whether a list may change after an array of it was made, before it is another list."""
    there = False
    for statement in body:
        if isinstance(statement, Equation):
            there = there or statement.target == made
        elif made in bound_in([statement]):
            inner = [block.body for block in blocks_of(statement)]
            fresh = any(row in bound_in(own) for own in inner)
            again = isinstance(statement, Loop) and row in changed_in([statement]) and not fresh
            if again or any(changes_after(own, made, row) for own in inner):
                return True
            there = True
            continue
        if there and row in changed_in([statement]):
            return True
    return False
