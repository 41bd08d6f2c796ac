"""A dict whose keys count, ``hs[t] = ...``: which entry of it was set last, statement by statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Union

from flatgen.dims import Dim, add, atom, number, subtract
from flatgen.sums import Sums, counting_of
from flatgen.surveying import root_of, stored_names

Block = list[ast.stmt]
Use = tuple[ast.Subscript, Union[Dim, None]]  # an entry, and its key where that is known
Comprehension = Union[ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp]


class NotCounted(Exception):
    """The keys of a dict don't count, or more is done of it than setting and reading entries by them."""


class Setting:
    """A statement that sets the next entry, and the one of its block behind which that can go onto a list."""

    def __init__(self, block: Block, at: ast.stmt, vague: bool) -> None:
        self.block = block
        self.at = self.behind = at
        self.vague = vague  # an entry is read since, and only the run tells which one
        self.clash = False  # which may be the new one, that is changed behind that


class Counted(Sums):
    """What is set and read of a dict in the statements behind the one that makes it.

    Raises NotCounted.
    """

    def __init__(self, name: str, body: Block) -> None:
        moving = {n for s in body for n in (*stored_names(s, writes=False), *owners_in(s))}
        super().__init__(moving)
        self.name = name
        self.first: Dim | None = None  # the keys of the first entry, and of the last one as yet
        self.last: Dim | None = None
        self.step = 0
        self.sure = False  # the last one is there in any case
        self.counter = "0"
        self.now: list[Use] = []  # where the last one is read, or set again
        self.set_by: list[Use] = []  # where one is set
        self.older: list[Use] = []
        self.whole: list[ast.Call] = []
        self.settings: list[Setting] = []
        self.starts: dict[str, Dim] = {}  # of the numbers of loops that set entries
        self.fixed = False  # the next entry can't be set here
        self.changed = False  # the last one was changed in the statement
        self.rebound = False  # or set again
        self.moved = False  # one is set again in another block than it goes onto a list in
        self.vague = False
        self.follow(body)
        if self.first is None or (self.counter == "0" and self.first.number is None):
            raise NotCounted
        if not self.whole and all(self.is_written_out(key) for _, key in (*self.now, *self.older)):
            raise NotCounted  # entries are names
        if self.grows and self.moved:
            raise NotCounted
        for setting in self.settings if self.grows else ():
            first, last = map(setting.block.index, (setting.at, setting.behind))
            last = first if self.clash else last
            if left_in(setting.block[first : last + 1], ast.Continue, ast.Break):
                raise NotCounted

    @property
    def clash(self) -> bool:
        """Whether entries go onto the list as they are set, and are read and changed there."""
        return self.grows and any(setting.clash for setting in self.settings)

    @property
    def grows(self) -> bool:
        """Whether others are read than the entry that was set last: a list of them is needed."""
        return bool(self.older or self.whole)

    def is_own(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and node.id == self.name

    def mentions(self, node: ast.AST) -> bool:
        return any(self.is_own(part) for part in ast.walk(node))

    def is_written_out(self, key: Dim | None) -> bool:
        return key is not None and key.number is not None

    # Statements

    def follow(self, body: Block) -> None:
        """Look at statements of which each may set the next entry."""
        for statement in filter(self.mentions, body):
            if isinstance(statement, ast.For) and (key := self.key_set(statement)):
                self.rounds(statement, key)
                continue
            before, seen = self.last, len(self.now)
            self.changed = self.vague = self.rebound = False
            self.visit(statement)
            setting = self.settings[-1] if self.settings else None
            if self.last != before:
                self.set_by += [use for use in self.now[seen:] if use[1] == self.last]
                if before is not None and self.last != add(before, number(self.step)):
                    raise NotCounted
                self.settings.append(Setting(body, statement, self.vague))
            elif setting and setting.block is body:
                setting.vague |= self.vague
                if self.changed:
                    setting.behind = statement
                    setting.clash |= setting.vague
            self.moved |= self.rebound and (setting is None or setting.block is not body)

    def key_set(self, loop: ast.For) -> Dim | None:
        """Return the key of the next entry as a loop sets it; None if it sets none by its number."""
        counting = counting_of(loop)
        parts = [part for s in loop.body for part in ast.walk(s) if isinstance(part, ast.Subscript)]
        sets = [p for p in parts if self.is_own(p.value) and isinstance(p.ctx, ast.Store)]
        if not sets or counting is None or self.fixed:
            return None
        self.counters.append(counting[0])
        key = self.sum_of(min(sets, key=lambda p: (p.lineno, p.col_offset)).slice)
        self.counters.pop()
        return key if key is not None and counting[0] in key.atoms else None

    def rounds(self, loop: ast.For, key: Dim) -> None:
        """Look at a loop that sets an entry in each round."""
        self.visit(loop.iter)
        found = self.rounds_of(loop)
        offset = subtract(key, atom(found.counter)) if found else key
        if found is None or found.counter in offset.atoms or any(map(self.mentions, loop.orelse)):
            raise NotCounted
        start = add(found.first, offset)
        if self.last is None:
            self.first, self.step = start, found.step
        self.step = self.step or found.step
        if found.step != self.step or self.last not in (None, subtract(start, number(self.step))):
            raise NotCounted
        self.last = subtract(key, number(self.step))
        self.counter = found.counter
        self.starts[found.counter] = found.first
        self.counters.append(found.counter)
        self.follow(loop.body)
        self.counters.pop()
        before = loop.body[: 1 + loop.body.index(self.settings[-1].at)]
        moved = found.counter in {n for s in loop.body for n in stored_names(s)}
        if self.last != key or moved or left_in(before, ast.Continue):
            raise NotCounted
        breaks = left_in(loop.body, ast.Break)
        self.last = self.unknown() if breaks else add(found.last, offset)

    # Parts of statements, as they are run

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        if sum(is_entry(p, self.name) for t in node.targets for p in ast.walk(t)) > 1:
            raise NotCounted  # several at once, or one as another, too
        for target in node.targets:
            self.visit(target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        before = self.last
        self.visit(node.target)
        if self.last != before:
            raise NotCounted

    def visit_Expr(self, node: ast.Expr) -> None:
        before = len(self.now)
        self.generic_visit(node)
        self.changed |= len(self.now) > before  # np.add.at(hs[t], ...)

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        before, ends = (self.first, self.last, self.step, self.sure), []
        for side in (node.body, node.orelse):
            self.first, self.last, self.step, self.sure = before
            for statement in side:
                self.visit(statement)
            ends.append((self.first, self.last, self.step, self.sure))
        if ends[0] != ends[1]:
            raise NotCounted

    def visit_For(self, node: ast.For | ast.While) -> None:
        before, self.fixed = self.fixed, True
        self.generic_visit(node)
        self.fixed = before

    visit_While = visit_For

    def otherwise(self, node: ast.AST) -> None:
        if self.mentions(node):
            raise NotCounted

    visit_FunctionDef = visit_Lambda = visit_ClassDef = visit_Try = visit_Match = otherwise

    def comprehension(self, node: Comprehension) -> None:
        own = {n for g in node.generators for n in stored_names(g.target)}
        moving, self.moving = self.moving, self.moving | own
        counters, self.counters = self.counters, [c for c in self.counters if c not in own]
        self.generic_visit(node)
        self.moving, self.counters = moving, counters

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = comprehension

    def visit_Name(self, node: ast.Name) -> None:
        if self.is_own(node):
            raise NotCounted

    def visit_Call(self, node: ast.Call) -> None:
        """``len(hs)``, ``hs.values()``: of the list."""
        function = node.func
        asked = isinstance(function, ast.Name) and function.id == "len" and len(node.args) == 1
        of = node.args[0] if asked else function.value if is_values(node) else None  # type: ignore[attr-defined]
        if of is None or not self.is_own(of) or self.first is None:
            self.generic_visit(node)
            return
        self.whole.append(node)
        self.vague = True

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not self.is_own(node.value):
            self.changed |= isinstance(node.ctx, ast.Store) and self.is_own(root_of(node))
            self.generic_visit(node)
            return
        self.visit(node.slice)
        key = self.sum_of(node.slice)
        if isinstance(node.ctx, ast.Store):
            self.set(node, key)
        elif key is not None and key == self.last and self.sure:
            self.now.append((node, key))
        else:
            self.read(node, key)

    def set(self, node: ast.Subscript, key: Dim | None) -> None:
        if key is None or (self.first is None and self.fixed):
            raise NotCounted
        ahead = None if self.last is None else subtract(key, self.last).number
        if self.first is None:
            self.first = key
        elif ahead in (1, -1) and not self.fixed and self.step in (0, ahead):
            self.step = ahead
        elif ahead != 0 or not self.sure:
            self.read(node, key)
            return
        self.rebound |= self.last == key
        self.last, self.sure, self.changed = key, True, True
        self.now.append((node, key))

    def read(self, node: ast.Subscript, key: Dim | None) -> None:
        """An entry that was set before the last one, in any case, or as far as the text tells."""
        if self.first is None or self.last is None:
            raise NotCounted
        ahead = subtract(key, self.last).number if key is not None else None
        place = self.place(key)
        guarded = key is not None and not key.atoms.isdisjoint(self.counters)  # if t > 0: hs[t - 1]
        if (ahead is not None and ahead * (self.step or 1) > 0) or (
            place is not None and place < 0 and not guarded
        ):
            raise NotCounted
        unsure = ahead is None or place is None or place < 0 or not self.step
        if isinstance(node.ctx, ast.Store) and unsure:
            raise NotCounted  # it may set one that isn't there yet
        self.vague |= ahead is None
        self.older.append((node, key))

    def place(self, key: Dim | None) -> int | None:
        """Return how many entries were set before one, at least; None if the text doesn't tell."""
        if key is None or self.first is None:
            return None
        for counter, start in self.starts.items():
            if counter in self.counters and ((counter,), 1) in key.terms:
                key = add(subtract(key, atom(counter)), start)
        place = subtract(key, self.first).number
        return place if place is None or self.step >= 0 else -place


def is_values(node: ast.Call) -> bool:
    function = node.func
    return isinstance(function, ast.Attribute) and function.attr == "values" and not node.args


def owners_in(node: ast.AST) -> Iterator[str]:
    """Yield the names of which methods are called as statements: these may change."""
    for part in ast.walk(node):
        call = part.value if isinstance(part, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            base = root_of(call.func)
            if isinstance(base, ast.Name):
                yield base.id


def left_in(body: Block, *kinds: type[ast.stmt]) -> bool:
    """Tell whether statements may end a round, or a loop."""
    return any(isinstance(part, kinds) for s in body for part in ast.walk(s))


def is_entry(node: ast.AST, name: str) -> bool:
    """Tell whether an expression is what a dict has at a key."""
    return isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == name


def apart(statement: ast.stmt, name: str) -> Block:
    """Return ``d[0], d[1] = a, b`` as an assignment for each; another statement as itself."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) > 1:
        return [statement]
    target, value = statement.targets[0], statement.value
    if not isinstance(target, (ast.Tuple, ast.List)) or not isinstance(
        value, (ast.Tuple, ast.List)
    ):
        return [statement]
    pairs = list(zip(target.elts, value.elts))
    stored = {name, *stored_names(statement)}
    reads = any(getattr(part, "id", "") in stored for _, v in pairs for part in ast.walk(v))
    plain = len(target.elts) == len(value.elts) and not any(
        isinstance(part, ast.Starred) for pair in pairs for part in pair
    )
    if reads or not plain or not any(is_entry(t, name) for t, _ in pairs):
        return [statement]
    return [ast.copy_location(ast.Assign([t], v), t) for t, v in pairs]
