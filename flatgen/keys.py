"""Keys of dicts of the function's own: they are written out, or known as the text is read.

cache[f"h{i}"]                   cache["h0"], where i is 0
k[i + 1], T[i, j]                k[1], T[0, 2], likewise
for k in ("a", "b"): cache[k]    cache["a"], cache["b"]
"""

from __future__ import annotations

import ast
from functools import cached_property

from flatgen.comments import key_text
from flatgen.dicts import Filled, Frame, written_key
from flatgen.errors import Fault
from flatgen.ir import Apply, Key, Literal, names
from flatgen.keyed import Whole
from flatgen.knows import Knows
from flatgen.module import Module
from flatgen.refusals import NUMBERS_AS_KEYS, PAIRS_AS_KEYS
from flatgen.static import POISON, Again, Display, Learned, Scope, Static, Text, Want

MADE = (  # what a key may be put together by
    *(ast.Name, ast.JoinedStr, ast.BinOp, ast.Call),
    *(ast.UnaryOp, ast.Tuple, ast.Subscript),
)
NOWHERE = (0, 0)  # where a loop is that can't be written out


class Keys(Whole):
    """Says what keys are."""

    def __init__(
        self, module: Module, rules: Knows, faults: list[Fault], learned: Learned | None = None
    ) -> None:
        super().__init__(module, rules, faults, learned)
        self.dicts = 0  # how many the function has made
        self.doubtful: set[tuple[int, Filled, Key]] = set()  # what dicts may not have before a loop
        self.changed_dicts = 0  # how often it changed one
        self.words: dict[tuple[str, Key], str] = {}  # what is in them is called, by dict and key
        self.frames: list[Frame] = []  # the blocks around, and the dicts that they change
        self.loops = 0
        self.counting: list[
            tuple[str, tuple[int, int]]
        ] = []  # the loops around that may be unrolled

    def key_of(self, node: ast.expr, scope: Scope | None, sure: bool = True) -> Key | None:
        """Return a key that is written out, or known by its name; it is ``sure`` to be one, if it is a number."""
        key = written_key(node)
        if key is not None:
            return key
        value = self.value(node, scope) if isinstance(node, MADE) else None
        key = None if value is None else self.key_that(value)
        if key is None and value is not None and (sure or isinstance(value, Text)):
            self.unroll(value)
        return key

    def key_that(self, value: Static) -> Key | None:
        """Return the key that a value is; None where only the run tells."""
        if isinstance(value, Display):
            parts = [*map(self.key_that, value.items)] if value.op == "Tuple" else [None]
            return None if None in parts else tuple(parts)  # type: ignore[arg-type]
        known = self.known_of(value) if isinstance(value, (str, Literal, Apply)) else None
        return known if type(known) in (str, int) else None  # type: ignore[return-value]

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
        in_turn = (
            isinstance(base, str) and base in self.openable and self.in_turn.get(index) == base
        )
        if in_turn and not self.gives_places(str(base)):
            self.read_again(
                self.openable[str(base)], "dict"
            )  # for name in params: ... params[name]
        roots = self.roots_of(base) if isinstance(base, str) and is_key(index) else ()
        for made in map(self.made.get, sorted(roots)):
            if isinstance(made, Apply) and made.op == ".copy()" and made.args[0] in self.openable:
                self.read_again(self.openable[str(made.args[0])], "dict")
        return super().opened(base, index)

    def gives_places(self, base: str) -> bool:
        """Tell whether all that is read of something by its own elements is an index: ``for i in k: ... x[k[i]]``."""
        scope = self.scopes[-1]
        names = [name for name, value in scope.names.items() if value == base]
        parts = [part for part in ast.walk(scope.node) if isinstance(part, ast.Subscript)]
        within = {id(inner) for part in parts for inner in ast.walk(part.slice)}
        reads = [
            p
            for p in parts
            if getattr(p.value, "id", "") in names and isinstance(p.slice, ast.Name)
        ]
        return bool(reads) and all(id(read) in within for read in reads)

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

    def want_of(self, whole: Filled, key: Key) -> Want:
        return Want(whole.entries, self.word_of(whole, key))

    def word_of(self, whole: Filled, key: Key) -> str:
        """Return what an entry is called as a name: by its key, if that is free."""
        if key not in whole.words:
            place = whole.called, key
            named = isinstance(key, str) and self.may_be_called(key)
            free = named and key not in self.keys_of_parameters
            word = self.words.get(place, "")
            if not word or word in whole.words.values():
                word = str(key) if free else called_by(whole.called, key)
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
        key = self.key_of(target.slice, scope) if isinstance(whole, Filled) else None
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
        written = isinstance(node.slice, (ast.Constant, ast.UnaryOp))
        message = "a key like this" if written else "a key that only the run tells"
        help = PAIRS_AS_KEYS if isinstance(node.slice, ast.Tuple) else NUMBERS_AS_KEYS
        return self.fault(node, f"{message} is not supported", help)

    def part_of_display(self, base: Display, index: Static, node: ast.Subscript) -> Static:
        if not isinstance(base, Filled) or index is POISON:
            return POISON if index is POISON else super().part_of_display(base, index, node)
        key = self.key_that(index)
        if key is None:
            self.unroll(index)
            return self.key_refused(base, node)
        return super().part_of_display(base, Literal(key_text(key), key), node)

    def unroll(self, key: Static) -> None:
        """Write out the rounds of the loop whose number is in a key: there are as many as it says."""
        parts: list[Static] = [key]
        for part in parts:
            parts += part.items if isinstance(part, Display) else ()
        values = [part.value if isinstance(part, Text) else part for part in parts]
        read = {name for v in values if isinstance(v, (str, Apply)) for name in names(v)}
        todo = list(read)
        while todo:
            made = self.made.get(todo.pop())
            new = {*names(made)} - read if isinstance(made, Apply) else set()
            read |= new
            todo += new
        for item, place in reversed(self.counting):
            if item in read and place != NOWHERE:
                self.learned.renumber(self.learned.unrolled, place)
                raise Again


def is_key(index: Static) -> bool:
    return isinstance(index, Literal) and isinstance(index.known, str)


def called_by(name: str, key: Key) -> str:
    """Return what an entry is called by its dict and its key: ``h1`` of ``h[1]``, and of ``hs[1]``."""
    words = [str(part) for part in (key if isinstance(key, tuple) else (key,))]
    counts = isinstance(key, int) and key >= 0
    if counts and name.endswith("s") and not name.endswith("ss"):
        name = name[:-1]
    name = (name or "entry") + ("" if counts and not name[-1:].isdigit() else "_") + "_".join(words)
    return "".join([c if c.isalnum() else "_" for c in name])


def sets_again(node: ast.AST, target: ast.Subscript) -> bool:
    """Tell whether a piece of syntax sets the same entry as another one, behind it."""
    later = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    return later and node.lineno > target.lineno and ast.dump(node) == ast.dump(target)  # type: ignore[attr-defined]
