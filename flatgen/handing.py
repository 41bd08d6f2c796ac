"""Dicts of the function's own that change in loops: what rounds set in them is carried, entry by entry.

for t in range(n):               h_2, = for range(n) carry h
    state["h"] = f(state["h"])       block(t, h_1)

Which entries these are has to be known before a round is read: it is learned, and the function read again. A name
that is given another dict in each round stands for one of the round's own there.
"""

from __future__ import annotations

import ast
from collections import Counter

from flatgen.branches import Branches
from flatgen.dicts import Entries, Filled, Frame, View, filled_in, in_other_orders
from flatgen.expressions import WRITTEN_OUT
from flatgen.ir import Apply, Literal
from flatgen.merging import Side, unsure_in
from flatgen.static import POISON, Again, Display, Scope, Static
from flatgen.surveying import stored_names

Place = tuple[Scope, str]  # a name, or an entry of a dict


class Handing(Branches):
    """Follows dicts through loops."""

    def rebound(self, names: list[str], body: list[ast.AST], scope: Scope) -> list[str]:
        """Leave out names of tuples and dicts that are only written into: these have their identity."""
        given = {name for node in body for name in stored_names(node, writes=False)}
        return [n for n in names if n in given or not isinstance(scope.names.get(n), Display)]

    def places_in(self, number: int, scope: Scope) -> list[Place]:
        """Return the entries that a loop is known to set."""
        found: list[Place] = []
        if not any(loop == number for loop, _ in self.learned.filled):
            return found
        there = self.ways_to([scope, *self.scopes])
        for whole in sorted(there, key=lambda whole: whole.number):
            for key in self.learned.filled.get((number, whole.number), ()):
                self.touch(whole)
                word = self.word_of(whole, key)
                whole.unsure |= set() if key in whole.keys else {key}
                self.doubtful |= {(number, whole, key)} if key in whole.unsure else set()
                found.append((whole.entries, word))
        return found

    def learn_filled(self, frame: Frame, inner: list[Static | None], node: ast.AST) -> None:
        """Note what a loop sets in dicts that were there before: that has to be known at its start."""
        new = False
        own = [whole for value in inner for whole in filled_in(value)]
        for whole, old in frame.before.items():
            if whole in own:
                continue
            now = whole.contents()
            changed = [
                key
                for key, word in whole.words.items()
                if old.names.get(word) != now.names.get(word)
            ]
            whole.mixed |= in_other_orders(old.keys, now.keys)
            gone = [key for key in old.keys if key not in now.keys and key not in old.unsure]
            if gone or old.taken != now.taken:
                help = "leave it there, or make a dict of its own in each round"
                self.fault(node, "taking an entry of a dict out in a loop is not supported", help)
            for loop in [f for f in self.frames if f.number >= 0 and whole.number < f.dicts]:
                known = self.learned.filled.setdefault((loop.number, whole.number), [])
                more = [key for key in changed if key not in known]
                known += more
                new = new or bool(more)
        if new:
            raise Again

    def ends_of_round(self, frame: Frame, places: list[Place]) -> list[Side]:
        """Return what the places of a loop stand for at the end of a round."""
        ended = {whole: whole.contents() for whole in frame.before}
        return [Side(self.body, dict(scope.names), dicts=ended) for scope, _ in places]

    def settle(self, place: Place, before: Static | None, number: int) -> None:
        """Let a dict have the key that it has behind a loop: what only the rounds set it may not have."""
        scope, word = place
        if isinstance(scope, Entries):
            whole = scope.of
            key = next(key for key, own in whole.words.items() if own == word)
            read = key in getattr(whole.under, "keys", (key,))  # of what it is a copy of
            if before is None and read and whole.may_have(key):
                self.hold(scope.names.pop(word, None), -1)
            if word not in scope.names:
                whole.keys = [other for other in whole.keys if other != key]
            elif key not in whole.keys:
                whole.keys.append(key)
            doubtful = before is None or (number, whole, key) in self.doubtful
            whole.unsure |= {key} if doubtful else set()

    def behind(
        self, before: Display, now: Static | None, items: list[Static], side: Side
    ) -> Display:
        """Return what a tuple or dict is behind a loop: what it was before, or at the end of the last round."""
        made = self.like(before, items, unsure=unsure_in(now, side))
        if isinstance(made, Filled) and isinstance(now, Filled):
            made.stands_for.append(now)
            made.mixed = now.mixed or in_other_orders(made.keys, now.keys)
        return made

    def learn_form(self, before: Display, now: Static | None) -> None:
        """Note what a loop hands on otherwise than it was before: a list that is read as it runs, a copy with a key."""
        if isinstance(before, Filled) and isinstance(now, Filled):
            for key in now.keys:
                if key not in before.keys and before.may_have(key):
                    self.learn_copied(before, key)
        self.learn_grown(before)

    def shared_in(self, values: list[Static | None], scope: Scope) -> list[bool]:
        """Tell of values whether a dict in them has another name, too."""
        ways = self.ways_to([scope, *self.scopes]) if self.dicts else Counter()
        return [any(ways[whole] > 1 for whole in filled_in(value)) for value in values]

    def check_chains(
        self,
        places: list[Place],
        before: list[Static | None],
        inner: list[Static | None],
        shared: list[bool],
        node: ast.AST,
    ) -> bool:
        """Let dicts that a loop hands on be changed no more, where they have another name, too; False if they are."""
        faults = len(self.faults)
        new = [place for place, value in zip(places, before) if value is None]
        dead = [place for place in new if not isinstance(place[0], Entries)]
        kept = [scope.names.pop(name, None) for scope, name in dead]
        now = [scope.names.get(name) for scope, name in places]
        later = self.shared_in(now, places[0][0]) if places else []
        for (scope, name), value in zip(dead, kept):
            scope.names |= {} if value is None else {name: value}
        for one, two, three, was, will in zip(before, inner, now, shared, later):
            known = any(whole.why_fixed() for whole in filled_in(three))
            if one is not None and (was or will or known):
                self.fix([one, two, three], node)
        for scope, name in places if self.faults[faults:] else ():
            self.bind(scope, name, POISON)
        return not self.faults[faults:]

    # Rounds that are written out

    def viewed(self, over: ast.expr, scope: Scope) -> list[tuple[Filled, list[Static], bool]]:
        """Return the dicts that a loop runs through the values of, and what is in them at first."""
        found: list[Filled] = []
        turned = False
        for part in ast.walk(over):
            asked = isinstance(part, ast.Attribute) and part.attr in ("items", "values")
            whole = self.part_at(part.value, scope) if asked else None  # type: ignore[attr-defined]
            named = self.part_at(part, scope) if isinstance(part, ast.Name) else None
            whole = named.of if isinstance(named, View) else whole
            found += [whole] if isinstance(whole, Filled) else []
            turned = turned or getattr(part, "id", "") in ("reversed", "sorted")
        return [(whole, list(whole.items), turned) for whole in found]

    def check_viewed(
        self, seen: list[tuple[Filled, list[Static], bool]], at: int, node: ast.AST
    ) -> None:
        """Report a loop over a dict that changes what the next rounds are given."""
        for whole, items, turned in seen:
            first = 0 if turned else at + 1
            if whole.items[first:] != items[first:]:
                help = "fill another dict: new = {}; new[key] = ..."
                self.fault(node, "a loop over a dict that changes in it is not supported", help)

    def numbers_of(self, over: Static) -> list[Static] | None:
        """Return the numbers of the rounds of a loop; None where they aren't known."""
        known = [self.known_number(a) for a in over.args] if isinstance(over, Apply) else []
        numbers = [number for number in known if number is not None]
        if not known or over.op != "range" or len(numbers) < len(known):  # type: ignore[union-attr]
            return None
        written = range(*numbers) if 0 not in numbers[2:] else range(0)
        return [Literal(str(i), i) for i in written] if len(written) <= WRITTEN_OUT else None
