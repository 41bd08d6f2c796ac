"""Keys of dicts of the function's own: they are written out, or known as the text is read.

cache[f"h{i}"]                   cache["h0"], where i is 0
for k in ("a", "b"): cache[k]    cache["a"], cache["b"]
"""

from __future__ import annotations

import ast
from functools import cached_property

from flatgen.dicts import Filled, Frame
from flatgen.errors import Fault
from flatgen.ir import Apply, Literal, names
from flatgen.keyed import Whole
from flatgen.module import Module
from flatgen.refusals import NUMBERS_AS_KEYS
from flatgen.static import POISON, Again, Display, Knows, Learned, Scope, Static, Text, Want

TEXTS = (ast.Name, ast.JoinedStr, ast.BinOp, ast.Call)  # what a key may be put together by
NOWHERE = (0, 0)  # where a loop is that can't be written out


class Keys(Whole):
    """Says what keys are."""

    def __init__(
        self, module: Module, rules: Knows, faults: list[Fault], learned: Learned | None = None
    ) -> None:
        super().__init__(module, rules, faults, learned)
        self.dicts = 0  # how many the function has made
        self.changed_dicts = 0  # how often it changed one
        self.words: dict[tuple[str, str], str] = {}  # what is in them is called, by dict and key
        self.frames: list[Frame] = []  # the blocks around, and the dicts that they change
        self.loops = 0
        self.counting: list[
            tuple[str, tuple[int, int]]
        ] = []  # the loops around that may be unrolled

    def text_of(self, key: ast.expr, scope: Scope | None) -> str | None:
        """Return a key that is written out, or known by its name."""
        if isinstance(key, ast.Constant):
            return key.value if isinstance(key.value, str) else None
        value = self.value(key, scope) if isinstance(key, TEXTS) else None
        if isinstance(value, Text):
            self.unroll(value)
        value = self.made.get(value, value) if isinstance(value, str) else value
        return value.known if isinstance(value, Literal) and isinstance(value.known, str) else None

    @cached_property
    def keys_of_parameters(self) -> set[str]:
        """The keys that parameters are read by in the function."""
        parts = [part for part in ast.walk(self.outermost) if isinstance(part, ast.Subscript)]
        return {
            str(part.slice.value)
            for part in parts
            if isinstance(part.slice, ast.Constant)
            and getattr(part.value, "id", "") in self.main.parameters
        }

    def opened(self, base: Static, index: Static) -> Static:
        roots = self.roots_of(base) if isinstance(base, str) and is_key(index) else ()
        for made in map(self.made.get, sorted(roots)):
            if isinstance(made, Apply) and made.op == ".copy()" and made.args[0] in self.openable:
                path = self.openable[str(made.args[0])]
                self.learned.notes[path] = ast.Name("dict", ast.Load())
                raise Again
        return super().opened(base, index)

    def as_dict(self, value: Static) -> Static:
        """Return a parameter of no annotation as the dict that it is."""
        return self.opened(value, Literal('""', ""))

    def container(self, node: ast.expr, scope: Scope | None) -> Static | None:
        """Return the tuple, dict or entry that a text names, ``cache[name]``; None of all else."""
        if not isinstance(node, ast.Subscript):
            return self.part_at(node, scope)
        whole = self.container(node.value, scope)
        whole = self.openable_at(whole, node)
        if not isinstance(whole, Display) or isinstance(node.slice, (ast.Slice, ast.Tuple)):
            return self.part_at(node, scope)
        return self.part_of_display(whole, self.value(node.slice, scope), node)

    def openable_at(self, whole: Static | None, node: ast.Subscript) -> Static | None:
        """Return a parameter of no annotation as a dict where it is read by a text."""
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return self.as_dict(whole) if isinstance(key, str) and whole is not None else whole

    def want_of(self, whole: Filled, key: str) -> Want:
        return Want(whole.entries, self.word_of(whole, key))

    def word_of(self, whole: Filled, key: str) -> str:
        """Return what an entry is called as a name: by its key, if that is free."""
        if key not in whole.words:
            place = whole.called, key
            free = self.may_be_called(key) and key not in self.keys_of_parameters
            word = self.words.get(place, "")
            if not word or word in whole.words.values():
                word = key if free else f"{whole.called or 'entry'}_{key}"
                word = "".join([c if c.isalnum() else "_" for c in word])
                word = word if self.may_be_called(word) else self.names.fresh(word)
            self.words[place] = whole.words[key] = word
            self.names.taken.add(word)
        return whole.words[key]

    def wanted(self, target: ast.expr, scope: Scope) -> Want | None:
        """Return the name that a value is about to be assigned to, or that of an entry of a dict."""
        if isinstance(target, ast.Name):
            return Want(scope, target.id)
        if not isinstance(target, ast.Subscript):
            return None
        whole, faults = self.part_at(target.value, scope), len(self.faults)
        key = self.text_of(target.slice, scope) if isinstance(whole, Filled) else None
        del self.faults[faults:]  # they are found again
        if key is None or not isinstance(whole, Filled):
            return None
        again = [part for part in ast.walk(scope.node) if sets_again(part, target)]
        whole.entries.left[self.word_of(whole, key)] = 2 if again else 1
        return self.want_of(whole, key)

    def roots_of(self, name: str) -> set[str]:
        raise AssertionError("calls of the file's functions are in flatgen.inlining")

    def key_refused(self, whole: Static | None, node: ast.Subscript) -> Static:
        if isinstance(whole, Filled):
            whole.under = POISON  # what it has is not known any more
        number = isinstance(node.slice, (ast.Constant, ast.UnaryOp))
        message = "a dict whose keys are numbers" if number else "a key that only the run tells"
        return self.fault(node, f"{message} is not supported", NUMBERS_AS_KEYS)

    def part_of_display(self, base: Display, index: Static, node: ast.Subscript) -> Static:
        if isinstance(base, Filled) and not is_key(index):
            if isinstance(index, Text):
                self.unroll(index)
            return POISON if index is POISON else self.key_refused(base, node)
        return super().part_of_display(base, index, node)

    def unroll(self, text: Text) -> None:
        """Write out the rounds of the loop whose number is in a key: there are as many as it says."""
        read = {*names(text.value)}
        todo = list(read)
        while todo:
            made = self.made.get(todo.pop())
            new = {*names(made)} - read if isinstance(made, Apply) else set()
            read |= new
            todo += new
        for item, place in reversed(self.counting):
            if item in read and place != NOWHERE:
                self.learned.unroll(place)
                raise Again


def is_key(index: Static) -> bool:
    return isinstance(index, Literal) and isinstance(index.known, str)


def sets_again(node: ast.AST, target: ast.Subscript) -> bool:
    """Tell whether a piece of syntax sets the same entry as another one, behind it."""
    later = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    return later and node.lineno > target.lineno and ast.dump(node) == ast.dump(target)  # type: ignore[attr-defined]
