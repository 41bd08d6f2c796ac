"""Dicts whose keys are pairs of whole numbers, as the tables of numbers that they are.

T = {}                                   T = [[0] * (m + 1) for _ in range(n + 1)]
for i in range(n + 1):                   for i in range(n + 1):
    for j in range(m + 1):                   for j in range(m + 1):
        T[i, j] = x                              T[i][j] = x

How large a table is tell the loops that set its entries: every key lies between the least and the greatest that they
reach. ``T.get((i - 1, j), 0.0)`` reads a margin of the table. A dict of which more is done stays what it is.
"""

from __future__ import annotations

import ast
from math import prod

from flatgen.counted import Block, Comprehension, NotCounted, owners_in
from flatgen.dims import Dim, add, atom, multiply, number, subtract, text
from flatgen.numbered import dicts_in, entries_of, made, made_in, written
from flatgen.sums import ONE, Rounds, Sums, counting_of
from flatgen.surveying import stored_names

Key = list["Dim | None"]
FEW = 10  # entries that are names rather than a table


def paired(tree: ast.AST) -> None:
    """Write such dicts of a file as tables, in place."""
    for function, block, statement, name in dicts_in(tree):
        rewrite(name, statement, block, function)


def rewrite(name: str, statement: ast.stmt, block: Block, function: ast.FunctionDef) -> None:
    """Write one dict as a table, if it is one, and known in one block only."""
    start = next(i for i, one in enumerate(block) if one is statement or name in made_in(one))
    statement = block[start]
    body = [*entries_of(statement, name), *block[start + 1 :]]
    uses = [part for part in ast.walk(function) if getattr(part, "id", "") == name]
    stores = [part for part in uses if isinstance(part.ctx, ast.Store)]  # type: ignore[attr-defined]
    within = [part for one in block[start:] for part in ast.walk(one)]
    there = sum(getattr(part, "id", "") == name for part in within)
    if len(stores) > 1 or there < len(uses):
        return
    try:
        found = Paired(name, body, function)
        table = found.made(statement)
    except NotCounted:
        return
    whole = Tables(found).visit(ast.Module(body, []))
    block[start:] = [table, *made(statement, name, grows=False), *whole.body]


class Paired(Sums):
    """What is set and read of a dict in the statements behind the one that makes it.

    Raises NotCounted.
    """

    def __init__(self, name: str, body: Block, function: ast.FunctionDef) -> None:
        moving = {n for s in body for n in (*stored_names(s, writes=False), *owners_in(s))}
        super().__init__(moving)
        self.name = name
        self.stored = [n for s in function.body for n in stored_names(s, writes=False)]
        self.rounds: list[Rounds] = []  # of the loops around
        self.sums: dict[str, Dim] = {}  # names of whole numbers, j = i + span
        self.uses: dict[int, Key] = {}
        self.default: ast.expr | None = None  # what is read of it where nothing was set
        self.least: list[Dim] = []
        self.most: list[Dim] = []
        self.sizes: list[list[Dim]] = []  # what is taken to be no less than the least, by part
        self.block(body)
        if all(k is not None and k.number is not None for key in self.uses.values() for k in key):
            raise NotCounted  # entries are names
        for key in self.uses.values():
            behind = [subtract(k, low).number for k, low in zip(key, self.least) if k is not None]
            if any(one is not None and one < 0 for one in behind):
                raise NotCounted

    def made(self, statement: ast.stmt) -> ast.stmt:
        """Return the statement that makes the table."""
        sizes = [add(subtract(most, low), ONE) for most, low in zip(self.most, self.least)]
        if not sizes or any("?" in str(size) or (size.number or 1) < 1 for size in sizes):
            raise NotCounted
        for known, low, most in zip(self.sizes, self.least, self.most):
            if not all(is_above(size, low) or size == most for size in known):
                raise NotCounted  # else the table has no entries, where it is less
        if prod([size.number or FEW for size in sizes]) < FEW:
            raise NotCounted  # entries are names, which may stand for arrays
        *outer, last = [text(size) for size in sizes]
        said = f"[{'0' if self.default is None else ast.unparse(self.default)}] * ({last})"
        for size in reversed(outer):
            said = f"[{said} for _ in range({size})]"
        target = ast.copy_location(ast.Name(self.name, ast.Store()), statement)
        return ast.copy_location(ast.Assign([target], written(said, statement)), statement)

    # Statements

    def block(self, body: Block) -> None:
        known = dict(self.sums)
        for statement in body:
            self.visit(statement)
        self.sums = known

    def visit_If(self, node: ast.If | ast.While) -> None:
        self.visit(node.test)
        self.block(node.body)
        self.block(node.orelse)

    visit_While = visit_If

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self.visit(node.target)
        found = self.rounds_of(node) if counting_of(node) else None
        if found is None:
            self.block(node.body)
        else:
            inner = {n for s in node.body for n in stored_names(s)}
            if found.counter in {*self.counters, *inner}:
                raise NotCounted
            self.counters.append(found.counter)
            self.rounds.append(found)
            self.block(node.body)
            self.counters.pop()
            self.rounds.pop()
        self.block(node.orelse)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        target = node.targets[0]
        if isinstance(target, ast.Name) and self.stored.count(target.id) == 1:
            value = self.sum_of(node.value)
            self.sums |= {} if value is None else {target.id: value}

    def sum_of(self, node: ast.expr) -> Dim | None:
        if isinstance(node, ast.Name) and node.id in self.sums:
            return self.sums[node.id]
        return super().sum_of(node)

    def comprehension(self, node: Comprehension) -> None:
        own = {n for g in node.generators for n in stored_names(g.target)}
        before = self.moving, self.counters, self.sums
        self.moving = self.moving | own
        self.counters = [c for c in self.counters if c not in own]
        self.sums = {n: value for n, value in self.sums.items() if n not in own}
        self.generic_visit(node)
        self.moving, self.counters, self.sums = before

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = comprehension

    def otherwise(self, node: ast.AST) -> None:
        if any(getattr(part, "id", "") == self.name for part in ast.walk(node)):
            raise NotCounted

    visit_FunctionDef = visit_Lambda = visit_ClassDef = visit_Try = visit_Match = otherwise

    # Entries

    def visit_Name(self, node: ast.Name) -> None:
        if node.id == self.name:
            raise NotCounted

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if getattr(node.value, "id", "") != self.name:
            self.generic_visit(node)
            return
        key = self.key(node.slice)
        if isinstance(node.ctx, ast.Store):
            self.reach(key)
        elif isinstance(node.ctx, ast.Del):
            raise NotCounted
        self.uses[id(node)] = key

    def visit_Call(self, node: ast.Call) -> None:
        """``T.get((i - 1, j), 0.0)``: in the table there is what was set, or the default."""
        asked = node.func
        if not isinstance(asked, ast.Attribute) or getattr(asked.value, "id", "") != self.name:
            self.generic_visit(node)
            return
        if asked.attr != "get" or len(node.args) != 2 or node.keywords:
            raise NotCounted
        default = node.args[1]
        if self.default is not None and ast.dump(self.default) != ast.dump(default):
            raise NotCounted
        if not isinstance(getattr(default, "operand", default), ast.Constant):
            raise NotCounted
        self.default = default
        key = self.key(node.args[0])
        self.reach(key)
        self.uses[id(node)] = key

    def key(self, node: ast.expr) -> Key:
        """Return the parts of a key, where they are sums."""
        if not isinstance(node, ast.Tuple) or len(node.elts) < 2:
            raise NotCounted
        if any(isinstance(part, (ast.Starred, ast.Slice)) for part in node.elts):
            raise NotCounted
        for part in node.elts:
            self.visit(part)
        found = [self.sum_of(part) for part in node.elts]
        if len(found) != len(self.least or found):
            raise NotCounted
        return found

    def reach(self, key: Key) -> None:
        """Let the table hold a key in all rounds of the loops around."""
        least = [self.end(part, -1) for part in key]
        most = [self.end(part, 1) for part in key]
        self.sizes = self.sizes or [[] for _ in key]
        self.least = [*map(lower, self.least, least, self.sizes)] if self.least else least
        self.most = [*map(higher, self.most, most)] if self.most else most

    def end(self, part: Dim | None, way: int) -> Dim:
        """Return the greatest that a sum is in the rounds of the loops around; the least, the other way."""
        if part is None:
            raise NotCounted
        for counter, first, last, step in reversed(self.rounds):
            times = dict(part.terms).get((counter,), 0)
            rest = subtract(part, multiply(number(times), atom(counter)))
            if counter in rest.atoms:
                raise NotCounted
            reached = last if times * way * step > 0 else first
            part = add(rest, multiply(number(times), reached))
        return part


def is_above(size: Dim, low: Dim) -> bool:
    """Tell whether what is added up of lengths is no less than another one."""
    rest = subtract(size, low).terms
    lengths = [name for names, _ in rest for name in names]
    return all(times >= 0 for _, times in rest) and all(n.startswith("len(") for n in lengths)


def lower(one: Dim, other: Dim, sizes: list[Dim]) -> Dim:
    """Return the less of two bounds: of a number and another, that is among ``sizes`` then, the number."""
    ahead = subtract(other, one).number
    if ahead is None:
        if (one.number is None) == (other.number is None):
            raise NotCounted
        sizes.append(other if other.number is None else one)
        return one if other.number is None else other
    return other if ahead < 0 else one


def higher(one: Dim, other: Dim) -> Dim:
    """Return the greater of two bounds: of a number and another, which is a size, that."""
    ahead = subtract(other, one).number
    if ahead is None and one.number is None and other.number is None:
        raise NotCounted
    if ahead is None:
        return other if one.number is not None else one
    return other if ahead > 0 else one


class Tables(ast.NodeTransformer):
    """Puts ``T[i][j]`` for ``T[i, j]``."""

    def __init__(self, found: Paired) -> None:
        self.found = found

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        return self.entry(node, node.slice, node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return self.entry(node, node.args[0] if node.args else node, ast.Load())

    def entry(self, node: ast.expr, key: ast.expr, ctx: ast.expr_context) -> ast.expr:
        known = self.found.uses.get(id(node))
        self.generic_visit(node)
        if known is None:
            return node
        assert isinstance(key, ast.Tuple)
        part: ast.expr = ast.copy_location(ast.Name(self.found.name, ast.Load()), node)
        for index, sum_, low in zip(key.elts, known, self.found.least):
            at = self.place(index, sum_, low)
            part = ast.copy_location(ast.Subscript(part, at, ast.Load()), node)
        part.ctx = ctx  # type: ignore[attr-defined]
        return part

    def place(self, index: ast.expr, key: Dim | None, low: Dim) -> ast.expr:
        """Return where in the table an entry is."""
        if low.number == 0:
            return index
        if key is not None:
            return written(text(subtract(key, low)), index)
        return ast.copy_location(ast.BinOp(index, ast.Sub(), written(text(low), index)), index)
