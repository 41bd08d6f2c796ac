"""Dicts of the function's own that change in branches: each entry as a name that the block gives out.

if x > 0:                        h, = if s0
    cache["h"] = x                   give x
else:                            else
    cache["h"] = -x                  give h_1

A dict keeps its identity, whatever it is called; where a name may stand for one dict or another none of them is
changed any more.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from flatgen.dicts import Contents, Filled, Frame, View, has_all, in_other_orders
from flatgen.effects import Effects
from flatgen.ir import Apply, Atom, Key, Literal, Statement, Value
from flatgen.static import (
    Closure,
    Display,
    Holding,
    Scope,
    Static,
    items_as,
)

Pair = tuple[str, list[Atom]]
KINDS = (str, Literal, Apply, type(None))  # what a value of the program may be


class Side(NamedTuple):
    """A block as far as it is read: its statements, what names stand for at its end, what it returns."""

    body: list[Statement]
    names: dict[str, Static]
    value: Static | None = None
    dicts: dict[Filled, Contents] = {}  # noqa: RUF012  # those that it changes, as they are at its end
    shared: frozenset[Filled] = frozenset()  # those that have several names
    test: Value | None = None  # what is asked to run it, or not to
    lost: frozenset[str] = frozenset()  # names that stand for one list or another at its end
    elsewhere: frozenset[Filled] = (
        frozenset()
    )  # those that have a name outside of the function that is called


class Merging(Effects):
    """Follows dicts through branches and loops."""

    def increased(self, node: ast.AugAssign, scope: Scope) -> bool:
        return self.increased_entry(node, scope) or super().increased(node, scope)

    # Blocks

    def open_frame(self, number: int = -1) -> Frame:
        self.frames.append(Frame(number, self.dicts, {}))
        return self.frames[-1]

    def ended(self, side: Side, scope: Scope, names: int = 1) -> Side:
        """Return a branch with what it made of dicts; in these is again what was before.

        A dict is shared that has more ``names``.
        """
        changed = self.frames.pop().before
        if not self.dicts:
            return side
        ways = self.ways_to([scope, *self.scopes])
        other = self.ways_to([one for one in self.scopes if one is not scope])
        after = {whole: whole.contents() for whole in changed}
        for whole, old in changed.items():
            whole.restore(old)
        shared = frozenset(whole for whole, count in ways.items() if count > names)
        return side._replace(dicts=after, shared=shared, elsewhere=frozenset(other))

    def ways_to(self, scopes: list[Scope]) -> Counter[Filled]:
        """Count how many names lead to each dict."""
        found: Counter[Filled] = Counter()
        seen: list[Scope] = []

        def visit(value: Static | None, around: tuple[Filled, ...]) -> None:
            if isinstance(value, Filled):
                found[value] += 1
                around = () if value in around else (*around, value)
                if not around:
                    return
            if isinstance(value, View):
                visit(value.of, around)
            elif isinstance(value, Display):
                for item in value.items:
                    visit(item, around)
            elif isinstance(value, Holding):
                for item in value.within():
                    visit(item, around)
                if isinstance(value, Closure):
                    enter(value.scope)

        def enter(scope: Scope | None) -> None:
            while scope is not None and scope not in seen:
                seen.append(scope)
                for value in list(scope.names.values()):
                    visit(value, ())
                scope = scope.parent

        for scope in scopes:
            enter(scope)
        return found

    def merge(self, sides: list[Side], node: ast.AST, pairs: list[Pair]) -> None:
        """Let dicts have what they have behind two branches."""
        changed = [whole for side in sides for whole in side.dicts]
        old = {whole: whole.contents() for whole in changed}
        sides = [side._replace(dicts={**old, **side.dicts}) for side in sides]
        for whole in old:
            first, second = [side.dicts[whole] for side in sides]
            self.touch(whole)
            whole.unsure = first.unsure | second.unsure | {*first.keys} ^ {*second.keys}
            whole.unsure |= first.taken ^ second.taken
            whole.taken = first.taken & second.taken
            whole.mixed = is_mixed(first, second)
            whole.keys = []
            for key, value in self.either_entries([first, second], whole, sides, node, pairs):
                whole.keys += [] if value is None else [key]
                self.rename_or_drop(whole, whole.words[key], value)

    def either_entries(
        self,
        both: list[Contents],
        whole: Filled,
        sides: list[Side],
        node: ast.AST,
        pairs: list[Pair],
    ) -> Iterator[tuple[Key, Static | None]]:
        """Yield what a dict has behind two branches, None where that is of no use behind them."""
        for key in dict.fromkeys([*both[0].keys, *both[1].keys]):
            word = self.word_of(whole, key)
            ends = [contents.names.get(word) for contents in both]
            plain = all(isinstance(end, KINDS) for end in ends)
            unknown = whole.may_have(key) or not plain or any(map(self.is_list, ends))
            if None in ends and unknown:
                yield key, None
            else:
                at = id(whole.entries), word
                ends = [self.coming.get(at) if end is None else end for end in ends]
                yield key, self.joined(word, ends, sides, node, pairs)

    def rename_or_drop(self, whole: Filled, word: str, value: Static | None) -> None:
        if value is not None:
            self.rename(whole, word, value)
        elif word in whole.entries.names:
            self.hold(whole.entries.names.pop(word), -1 if self.holders.get(whole, 0) > 0 else 0)

    def joined(
        self,
        name: str,
        ends: list[Static | None],
        sides: list[Side],
        node: ast.AST,
        pairs: list[Pair],
    ) -> Static:
        raise AssertionError("branches are in flatgen.branches")

    def one_of(
        self, both: list[Display], name: str, sides: list[Side], node: ast.AST, pairs: list[Pair]
    ) -> Display | None:
        """Return a tuple or dict that is one or the other; None where these are too unlike."""
        ended = [as_ended(one, side) for one, side in zip(both, sides)]
        filled = [one for one in both if isinstance(one, Filled)]
        same = items_as(ended[1], ended[0])
        if not has_all(*both) or (same is None and len(filled) < len(both)):
            return None
        if len(filled) == len(both):
            made: Display = self.one_of_dicts(filled, sides, node, pairs)
        else:
            assert same is not None
            alike = zip(ended[0].items, same)
            items = [self.joined(name, [one, two], sides, node, pairs) for one, two in alike]
            made = self.like(ended[0], items)
        shared = any(one in side.shared for one, side in zip(both, sides))
        if shared or 0 < len(filled) < len(both):
            self.fix([made, *both], node)
        return made

    def one_of_dicts(
        self, both: list[Filled], sides: list[Side], node: ast.AST, pairs: list[Pair]
    ) -> Filled:
        """Return a dict that is one or the other of two: what only one of them has it may not have."""
        found = [side.dicts.get(one) or one.contents() for one, side in zip(both, sides)]
        made = self.new_dict(both[0].called)
        made.under, made.taken = both[0].under, found[0].taken & found[1].taken
        made.stands_for = [*both]
        keys = dict.fromkeys([*found[0].keys, *found[1].keys])
        words = {key: self.word_of(made, key) for key in keys}
        named = [
            contents._replace(names={words[k]: contents.names[one.words[k]] for k in contents.keys})
            for one, contents in zip(both, found)
        ]
        for key, value in self.either_entries(named, made, sides, node, pairs):
            if value is not None:
                self.put_entry(made, key, value)
        made.unsure = found[0].unsure | found[1].unsure | {*found[0].keys} ^ {*found[1].keys}
        made.unsure |= found[0].taken ^ found[1].taken
        made.mixed = is_mixed(*found)
        return made


def is_mixed(one: Contents, other: Contents) -> bool:
    """Tell whether the order of what a dict has is another on other ways."""
    return one.mixed or other.mixed or in_other_orders(one.keys, other.keys)


def as_ended(value: Display, side: Side) -> Display:
    """Return a tuple or dict as it is at the end of a block."""
    ended = side.dicts.get(value) if isinstance(value, Filled) else None
    if ended is None or not isinstance(value, Filled):
        return value
    items = [ended.names[value.words[key]] for key in ended.keys]
    return Display("Dict", items, keys=list(ended.keys))


def unsure_in(value: Static | None, side: Side) -> set[Key]:
    """Return the keys that a dict has on some ways only, at the end of a block."""
    if not isinstance(value, Filled):
        return set()
    return side.dicts[value].unsure if value in side.dicts else value.unsure
