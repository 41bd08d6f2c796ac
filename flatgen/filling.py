"""Dicts of the function's own as they are made, read and changed; see dicts.py.

cache = {"x": x}                 cache.update(a=x * 2); new = {**params, "w": w}
cache["h"] = x @ w               h = cache.pop("h"); if "b" in cache: ...
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from flatgen.comments import key_text
from flatgen.dicts import Entries, Filled, filled_in, is_dict, value_of
from flatgen.ir import Key
from flatgen.keys import Keys
from flatgen.refusals import CHANGING, COPY_IT, FILLED, MADE_ANEW, expression_refused
from flatgen.static import POISON, Again, Display, Keyed, Pack, Place, Scope, Static, Want

COPIED = -1  # in the place of a loop: what is learned of a dict that is a copy


class Filling(Keys):
    """Flattens what is done with dicts of the function's own."""

    # As they are made

    def new_dict(self, called: str) -> Filled:
        self.dicts += 1
        return Filled(self.dicts - 1, called, Entries(self.main.node))

    def like(
        self,
        form: Display,
        items: list[Static],
        keys: Sequence[Key] | None = None,
        unsure: Iterable[Key] = (),
    ) -> Display:
        """Return a new tuple or dict of the form of another one."""
        keys = list(form.keys if keys is None else keys)
        if not isinstance(form, Filled):
            return Display(form.op, items, keys=keys, maker=form.maker, alias=True)
        made = self.new_dict(form.called)
        made.stands_for = [form]
        made.words, made.under, made.keys = dict(form.words), form.under, keys
        made.unsure, made.taken = {*form.unsure, *unsure}, {*form.taken}
        made.entries.names = dict(zip([made.words[key] for key in made.keys], items))
        return made

    def written_dict(self, node: ast.Dict, scope: Scope | None, want: Want | None) -> Static:
        """``{"x": x, **params}``: a dict of its own, but as a default, which all calls share."""
        made = self.new_dict(want.name if want else "")
        for key, part in zip(node.keys, node.values):
            if key is None:
                self.take_in(made, self.value(part, scope), part)
                continue
            known = self.key_of(key, scope)
            if known is None:
                return self.fault(node, *expression_refused(node))
            value = self.value(part, scope, self.want_of(made, known))
            self.put_entry(made, known, self.as_grown(made, known, value, part, scope))
        made.nodes = list(node.values) if None not in node.keys else None
        return Display("Dict", made.items, made.nodes, made.keys) if self.of_default else made

    def take_in(self, made: Filled, given: Static, node: ast.AST) -> None:
        """Put into a dict what is in another one."""
        given = self.as_dict(given)
        opened = isinstance(given, Keyed) or (isinstance(given, Pack) and given.open)
        under = given.under if isinstance(given, Filled) else given if opened else None
        unsure = given.unsure if isinstance(given, Filled) else set()
        if unsure & {*made.keys} or (under is not None and (made.keys or made.under is not None)):
            help = "name its keys: annotate it as a TypedDict of the file"
            self.fault(node, "what keys this dict has is only known when it runs", help)
        if under is not None:
            made.under, made.taken = under, set(given.taken if isinstance(given, Filled) else ())
            for key in self.learned.filled.get((COPIED, made.number), ()):
                self.put_entry(made, key, self.at_key(given, key, node))
        if isinstance(given, Display) and is_dict(given):
            for key, item in zip(given.keys, given.items) if not opened else ():
                self.put_entry(made, key, item)
            made.unsure |= unsure
        elif not opened and given is not POISON:
            self.fault(node, "only a dict can be taken into a dict", "write its entries out")

    # As they change

    def as_grown(
        self, whole: Filled, key: Key, value: Static, node: ast.AST, scope: Scope | None
    ) -> Static:
        """Return an entry, a list that is written out as one that grows if it is appended to."""
        if not isinstance(value, Display) or value.op != "List" or scope is None:
            return value
        changed = [part_changed(part) for part in ast.walk(scope.node)]
        grows = any(isinstance(part, ast.Constant) and part.value == key for part in changed)
        grows = grows or id(value) in self.grown_as  # d["u"] = d["v"] = [x]
        if not grows and not self.is_learned(value, self.place(node)):
            return value
        return self.grown(value, node, scope, self.want_of(whole, key))

    def touch(self, whole: Filled) -> None:
        """Note, before a dict changes, what is in it for the blocks around."""
        self.changed_dicts += 1
        whole.nodes = None
        for one in whole.all_that_it_is():
            for frame in self.frames:
                if one.number < frame.dicts:
                    frame.before.setdefault(one, one.contents())

    def put_entry(self, whole: Filled, key: Key, value: Static) -> None:
        self.touch(whole)
        word = self.word_of(whole, key)
        if key not in whole.keys:
            whole.keys.append(key)
        elif key in whole.unsure and key != whole.keys[-1]:
            whole.mixed = True  # it is where it was, or the last one
        whole.unsure.discard(key)
        whole.taken.discard(key)
        self.rename(whole, word, value)

    def rename(self, whole: Filled, word: str, value: Static) -> None:
        """Let an entry stand for a value: a dict that has a name holds it."""
        if self.holders.get(whole, 0) > 0:
            self.bind(whole.entries, word, value)
        else:
            whole.entries.names[word] = value

    def take_out(self, whole: Filled, key: Key) -> None:
        self.touch(whole)
        old = whole.entries.names.pop(self.word_of(whole, key), None)
        self.hold(old, -1 if self.holders.get(whole, 0) > 0 else 0)
        whole.keys = [other for other in whole.keys if other != key]
        whole.unsure.discard(key)
        whole.taken |= {key} if whole.under is not None else set()

    def may_change(self, whole: Static | None, node: ast.AST) -> bool:
        """Tell whether a dict is one of the function's own; report what is not."""
        if self.within:
            help = "write it on a line before, where it is done in any case"
            self.fault(node, "changing a dict behind 'and' or 'or' is not supported", help)
        elif isinstance(whole, Filled) and not whole.why_fixed():
            return True
        elif isinstance(whole, (Pack, Keyed)):
            name = "".join(whole.path)
            what = "caller's dict" if len(whole.path) == 1 else "caller's"
            keyed = isinstance(whole, Keyed) or "[:]" in name
            help = MADE_ANEW.format(name=name) if keyed else COPY_IT.format(name=name)
            said = f"{name.replace('[:]', '[i]')} is the {what}, which this changes"
            if isinstance(whole, Keyed) and whole.values not in self.inputs:
                said = f"a dict that has the keys of {name} is changed: that is not supported"
            self.fault(node, said, help)
        else:
            said = whole.why_fixed() if isinstance(whole, Filled) else ""
            said = said or "this dict is on a list, or a default, which this changes, too"
            self.fault(node, said, "change a copy of it: new = dict(d)")
        return False

    def fix(self, values: list[Static | None], node: ast.AST) -> None:
        """Let no dict in these be changed any more: it may be one that another name stands for."""
        found = [one for value in values for one in filled_in(value)]
        for whole in dict.fromkeys([one for part in found for one in part.all_that_it_is()]):
            called = f"{whole.called} is a dict that" if whole.called else "this dict"
            message = f"{called} may have another name or place, which this changes, too"
            if any(frame.number >= 0 and whole in frame.before for frame in self.frames):
                help = f"give each round one of its own: {whole.called or 'd'} = dict(...)"
                self.fault(node, message.replace("this changes", "the loop changes"), help)
            whole.fixed = whole.fixed or message

    def fill(self, target: ast.Subscript, value: Static, scope: Scope, op: str) -> bool:
        """``cache["h"] = x``, or ``cache["h"][i] = x``; False if it is neither."""
        whole = self.openable_at(self.container(target.value, scope), target)
        if isinstance(whole, Keyed) or is_dict(whole):
            key = self.key_to_change(whole, target, scope)
            if key is not None and isinstance(whole, Filled):
                whole.entries.left[self.word_of(whole, key)] = 1
                self.put_entry(whole, key, self.as_grown(whole, key, value, target, scope))
            return True
        if not isinstance(target.value, ast.Subscript) or not isinstance(whole, str):
            return False
        around = self.container(target.value.value, scope)
        if not isinstance(around, Filled):
            return False
        key = self.key_to_change(around, target.value, scope)
        if key is not None:
            index = self.value(target.slice, scope)
            self.touch(around)
            around.entries.names["@index"] = index
            name = ast.copy_location(ast.Name(self.word_of(around, key), ast.Load()), target)
            part = ast.Subscript(name, ast.Name("@index", ast.Load()), ast.Store())
            self.write(ast.copy_location(part, target), value, around.entries, op)
        return True

    def is_variable(self, node: ast.expr, scope: Scope) -> bool:
        of = self.container(node.value, scope) if isinstance(node, ast.Subscript) else None
        return isinstance(of, Filled) or super().is_variable(node, scope)

    def spoil(self, target: ast.expr, scope: Scope) -> None:
        """Let an entry be known as one of which a fault was found."""
        whole = self.part_at(target.value, scope) if isinstance(target, ast.Subscript) else None
        key = self.key_of(target.slice, scope) if isinstance(whole, Filled) else None  # type: ignore[attr-defined]
        if isinstance(whole, Filled) and key is not None:
            self.put_entry(whole, key, POISON)

    def key_to_change(self, whole: Static | None, node: ast.Subscript, scope: Scope) -> Key | None:
        """Return the key of an entry that is set; None, with a fault, where it can't be."""
        if not self.may_change(whole, node):
            return None
        key = self.key_of(node.slice, scope)
        if key is None:
            self.key_refused(whole, node)
        return key

    def increased_entry(self, node: ast.AugAssign, scope: Scope) -> bool:
        """``cache["h"] += x``, or ``cache |= {...}``; False if it is neither."""
        target = node.target
        if isinstance(target, ast.Name) and isinstance(node.op, ast.BitOr):
            whole = self.part_at(target, scope)
            if isinstance(whole, Filled) and self.may_change(whole, node):
                self.take_in(whole, self.value(node.value, scope), node)
            return isinstance(whole, Filled)
        whole = self.container(target.value, scope) if isinstance(target, ast.Subscript) else None
        whole = self.openable_at(whole, target) if isinstance(target, ast.Subscript) else None
        if whole is None or not (isinstance(whole, Keyed) or is_dict(whole)):
            return False
        assert isinstance(target, ast.Subscript)
        key = self.key_to_change(whole, target, scope)
        if key is None or not isinstance(whole, Filled):
            return True
        own = whole.entries
        old = self.part_of_display(whole, value_of(key), target)
        value = self.value(node.value, scope)
        if old is POISON:
            return True
        self.put_entry(whole, key, old)
        own.names["@value"] = value
        name, other = (
            ast.Name(self.word_of(whole, key), ast.Store()),
            ast.Name("@value", ast.Load()),
        )
        line = ast.AugAssign(name, node.op, other)
        self.augmented(ast.fix_missing_locations(ast.copy_location(line, node)), own)
        return True

    # As they are read

    def entry_at(self, whole: Static, key: Key, node: ast.AST) -> Static:
        """Return what a dict has at a key."""
        found = self.at_key(whole, key, node)
        if found is POISON and isinstance(whole, Display) and key not in whole.keys:
            self.fault(node, f"the dict has no key {key_text(key)}", FILLED)
        return found

    def new_part(self, pack: Display, key: object) -> Static | None:
        if not isinstance(pack, Filled):
            return super().new_part(pack, key)
        if pack.under is POISON:
            return POISON
        if pack.under is None or key in pack.taken or not isinstance(key, str):
            return None
        if key in pack.unsure or any(pack.number < frame.dicts for frame in self.frames):
            self.learn_copied(pack, key)
        if key in pack.unsure:
            self.unknown_key(pack, key, self.main.node)
            return POISON
        return self.at_key(pack.under, key, self.main.node)

    def learn_copied(self, whole: Filled, key: Key) -> None:
        """Note that a copy has a key from the start: where blocks may set it, too, they choose between the values."""
        found = [
            self.learned.filled.setdefault((COPIED, one.number), [])
            for one in whole.all_that_it_is()
        ]
        new = [known for known in found if key not in known]
        for known in new:
            known.append(key)
        if new:
            raise Again

    def unknown_key(self, whole: Static, key: Key, node: ast.AST) -> None:
        raise AssertionError("questions to dicts are in flatgen.getting")

    def is_added_up(self, node: ast.AST) -> bool:
        """Tell whether all that is done with ``d.values()`` is the same in any order: ``sum(d.values())``."""
        calls = [part for part in ast.walk(self.outermost) if isinstance(part, ast.Call)]
        return any(
            getattr(call.func, "id", "") in ("sum", "max", "min") and call.args == [node]
            for call in calls
        )

    def is_open(self, value: Static, node: ast.AST, ordered: bool = True) -> bool:
        if not isinstance(value, Filled) or (not value.unsure and value.under is None):
            mixed = ordered and isinstance(value, Filled) and value.mixed
            if mixed and isinstance(value, Filled) and not self.is_added_up(node):
                message = (
                    f"in what order {value.called or 'the dict'} has its entries only the run tells"
                )
                self.fault(node, message, "set them in the same order on every way that leads here")
                return True
            return super().is_open(value, node)
        if value.under is POISON:
            return True
        called = value.called or "the dict"
        keys = ", ".join(sorted(map(key_text, value.unsure)))
        message = f"whether {called} has {keys} only the run tells"
        help = "set it on every way that leads here"
        if not value.unsure:
            message = f"what keys {called} has is only known when it runs"
            help = "name its keys: annotate what it is a copy of as a TypedDict of the file"
        self.fault(node, message, help)
        return True

    def grown(self, value: Static, node: ast.AST, scope: Scope, want: Want | None) -> Static:
        raise AssertionError("lists that grow are in flatgen.growing")

    def is_learned(self, value: Display, place: Place) -> bool:
        raise AssertionError("lists that grow are in flatgen.growing")

    def augmented(self, node: ast.AugAssign, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")


def part_changed(node: ast.AST) -> ast.expr | None:
    """Return the key of an entry that a piece of syntax changes: ``cache["hs"].append(h)``."""
    method = isinstance(node, ast.Attribute) and node.attr in CHANGING
    part = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    changed = node.value if method or part else None  # type: ignore[attr-defined]
    return changed.slice if isinstance(changed, ast.Subscript) else None
