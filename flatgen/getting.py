"""What dicts are asked, and their methods: ``get``, ``pop``, ``setdefault``, ``update``, ``copy``.

b = params.get("b", 0.0)         new = dict(params, w=w)
cache.update(a=x * 2)            if "b" in cache: ...
"""

from __future__ import annotations

import ast

from flatgen.comments import key_text, string
from flatgen.dicts import Filled, View, is_dict
from flatgen.filling import Filling
from flatgen.ir import NONE, Key, Literal, Value
from flatgen.keyed import ENTRIES
from flatgen.naming import EACH, got
from flatgen.refusals import PAIRS_AS_KEYS
from flatgen.signature import word_of
from flatgen.static import (
    NOTHING,
    POISON,
    Display,
    Keyed,
    Pack,
    Path,
    Rows,
    Scope,
    Static,
    Want,
)

METHODS = ("get", "pop", "setdefault", "update", "copy", "clear")


class Getting(Filling):
    """Flattens questions to dicts, and calls of their methods."""

    # Methods

    def entries(
        self, node: ast.Call, scope: Scope | None, want: Want | None = None
    ) -> Static | None:
        function = node.func
        if isinstance(function, ast.Name) and function.id == "dict" and len(node.args) < 2:
            return self.dict_called(node, scope, want)
        if isinstance(function, ast.Name) and function.id == "len" and len(node.args) == 1:
            return self.counted_keys(node, scope)
        if not isinstance(function, ast.Attribute) or function.attr not in (*METHODS, *ENTRIES):
            return super().entries(node, scope, want)
        written = isinstance(function.value, (ast.Dict, ast.DictComp))
        whole = self.value(function.value, scope) if written else None
        whole = self.container(function.value, scope) if whole is None else whole
        if function.attr in ENTRIES:
            if isinstance(whole, Filled) and not node.args:
                return POISON if self.is_open(whole, node) else View(whole, function.attr)
            return super().entries(node, scope, want)
        key = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        keyed = function.attr == "pop" and isinstance(key, str)
        if (keyed or function.attr in ("get", "setdefault", "update")) and whole is not None:
            whole = self.as_dict(whole)  # no array has these
        if isinstance(whole, Keyed) or is_dict(whole):
            assert whole is not None
            return self.method(whole, function.attr, node, scope, want)
        return None

    def method(
        self, whole: Static, name: str, node: ast.Call, scope: Scope | None, want: Want | None
    ) -> Static:
        """Return what a method of a dict gives."""
        if name == "copy":
            return self.copied(node, whole, scope, want)
        if name != "get" and not self.may_change(whole, node):
            return POISON
        if name == "clear" and isinstance(whole, Filled):
            for key in list(whole.keys):
                self.take_out(whole, key)
            whole.under = None
            return NOTHING
        if name == "update" and isinstance(whole, Filled):
            for given in node.args:
                self.take_in(whole, self.value(given, scope), given)
            self.take_keywords(whole, node, scope)
            return NOTHING
        return self.asked(whole, name, node, scope, want)

    def asked(
        self, whole: Static, name: str, node: ast.Call, scope: Scope | None, want: Want | None
    ) -> Static:
        """``d.get("b", 0.0)``, ``d.pop("b")``, ``d.setdefault("b", x)``."""
        key = self.key_of(node.args[0], scope) if node.args and not node.keywords else None
        if key is None:
            help = PAIRS_AS_KEYS if tupled(node.args) else "write it out"
            return self.fault(node, "a dict is read by a key that is written out", help)
        own = whole if isinstance(whole, Filled) else None
        want = self.want_of(own, key) if own and name == "setdefault" else want
        if name == "get" and isinstance(whole, Pack) and isinstance(key, str) and got(node):
            if whole.open and EACH not in whole.path and self.may_be_got(whole, key, node):
                return self.part_or_default(whole, key, node)
        default = [self.value(argument, scope, want) for argument in node.args[1:]]
        sure = name == "pop" and not default and own is not None and key not in own.unsure
        found = True if sure else self.has(whole, key, node)
        if found is None:
            return POISON
        value = default[0] if default else NONE
        if found:
            value = self.entry_at(whole, key, node)
        if name == "pop" and found and own and value is not POISON:
            self.take_out(own, key)
        if name == "setdefault" and not found and own:
            self.put_entry(own, key, value)
        return value

    def may_be_got(self, whole: Pack, key: str, node: ast.Call) -> bool:
        """Tell whether a key is read here first, or as it was before: with one default, or none."""
        ways = [p[-1] for p in self.paths.values() if p[:-1] == whole.path]
        same = got(node), f"[{string(key)}]"
        known = all(way in same for way in ways if word_of(way) == key)
        return known and (whole.path, key) not in self.absent

    def part_or_default(self, whole: Pack, key: str, node: ast.Call) -> Static:
        """Return what a parameter has, or else a default that is written out: an input as its other parts."""
        if key not in whole.keys:
            kind = type(getattr(self.value(node.args[1], None), "known", None))
            note = ast.Name(kind.__name__, ast.Load()) if kind in (bool, str) else whole.rest
            self.put_in(whole, key, note, got(node))
        return whole.items[whole.keys.index(key)]

    def changes_dict(self, node: ast.expr, scope: Scope) -> bool:
        """Flatten a method of a dict that is called for what it does; False if it is none."""
        function = node.func if isinstance(node, ast.Call) else None
        if not isinstance(function, ast.Attribute) or function.attr not in METHODS[1:]:
            return False
        whole = self.container(function.value, scope)
        if not isinstance(whole, Keyed) and not is_dict(whole):
            return False
        return self.entries(node, scope) is not None  # type: ignore[arg-type]

    def deleted(self, node: ast.stmt, scope: Scope) -> bool:
        """Flatten ``del cache["h"]``; False if it is none."""
        targets = node.targets if isinstance(node, ast.Delete) else []
        parts = [t for t in targets if isinstance(t, ast.Subscript)]
        owners = [self.container(part.value, scope) for part in parts]
        own = [whole for whole in owners if isinstance(whole, Filled)]
        if not own or len(own) < len(targets):
            return False
        for part, whole in zip(parts, own):
            key = self.key_to_change(whole, part, scope)
            if key is not None and self.entry_at(whole, key, part) is not POISON:
                self.take_out(whole, key)
        return True

    # As they are made

    def dict_called(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """``dict(params, w=x)``; None of another function, and of what isn't made of one dict."""
        function = self.value(node.func, scope)
        if not isinstance(function, Path) or self.of_default or scope is None:
            return None
        pairs = node.args and isinstance(node.args[0], (ast.ListComp, ast.GeneratorExp))
        if pairs or (node.args and getattr(getattr(node.args[0], "func", None), "id", "") == "zip"):
            return None
        given = self.value(node.args[0], scope) if node.args else None
        return self.copied(node, given, scope, want)

    def copied(
        self, node: ast.Call, given: Static | None, scope: Scope | None, want: Want | None
    ) -> Static:
        """``dict(d, w=x)``, ``d.copy()``."""
        made = self.new_dict(want.name if want else "")
        if given is not None:
            self.take_in(made, given, node)
        self.take_keywords(made, node, scope)
        return made

    def take_keywords(self, made: Filled, node: ast.Call, scope: Scope | None) -> None:
        for keyword in node.keywords:
            if keyword.arg is None:
                self.take_in(made, self.value(keyword.value, scope), keyword.value)
            else:
                value = self.value(keyword.value, scope, self.want_of(made, keyword.arg))
                self.put_entry(made, keyword.arg, value)

    # Questions

    def counted_keys(self, node: ast.Call, scope: Scope | None) -> Static | None:
        """``len(d)``; None of all else."""
        whole = self.taken_whole(node.args[0], scope)
        opened = isinstance(whole, Pack) and whole.open
        if not is_dict(whole) or opened or not isinstance(self.value(node.func, scope), Path):
            return None
        assert isinstance(whole, Display)
        count = len(whole.keys)
        return POISON if self.is_open(whole, node, False) else Literal(str(count), count)

    def has(self, whole: Static, key: Key, node: ast.AST) -> bool | None:
        """Tell whether a dict has a key; None, with a fault, where only the run tells."""
        unsure = isinstance(whole, Filled) and key in whole.unsure
        opened = isinstance(whole, Pack) and whole.open
        if isinstance(whole, Display) and key in whole.keys and not unsure and not opened:
            return True
        if isinstance(whole, Pack) and (whole.path, key) in self.absent:
            return False
        under = isinstance(whole, Filled) and whole.under is not None and key not in whole.taken
        if unsure or under or opened or isinstance(whole, Keyed):
            self.unknown_key(whole, key, node)
            return None
        return False

    def unknown_key(self, whole: Static, key: Key, node: ast.AST) -> None:
        own = isinstance(whole, Filled) and whole.under is None
        if isinstance(whole, Filled) and whole.under is POISON:
            return
        called = whole.called if isinstance(whole, Filled) else "".join(getattr(whole, "path", ()))
        help = "read it by its key, or annotate it as what it is: a TypedDict of the file"
        help = "set it on every way that leads here" if own else help
        said = f"whether {called or 'the dict'} has {key_text(key)} only the run tells"
        self.fault(node, said, help)

    def asked_of(self, node: ast.expr, scope: Scope | None) -> tuple[Static, Key] | None:
        """Return a dict, and the key that it is asked for: ``"b" in params``; None of all else."""
        asked = isinstance(node, ast.Compare) and len(node.ops) == 1
        if not asked or not isinstance(node.ops[0], (ast.In, ast.NotIn)):  # type: ignore[attr-defined]
            return None
        assert isinstance(node, ast.Compare)
        over = node.comparators[0]
        if isinstance(over, ast.Call) and getattr(over.func, "attr", "") == "keys":
            over = over.func.value  # type: ignore[attr-defined]
        whole = self.container(over, scope)
        sure = is_dict(whole)
        key = self.key_of(node.left, scope, sure) if whole is not None else None
        if whole is None or not (isinstance(key, str) or (sure and key is not None)):
            return None  # a number may be in an array
        whole = self.as_dict(whole)
        return (whole, key) if isinstance(whole, Keyed) or is_dict(whole) else None

    def is_asked_pair(self, node: ast.expr, scope: Scope | None) -> bool:
        """Tell whether a dict of the function's own is asked for a tuple: ``(i, j) in T``."""
        over = node.comparators[0] if isinstance(node, ast.Compare) else None
        own = over is not None and isinstance(self.container(over, scope), Filled)
        return own and isinstance(node, ast.Compare) and tupled([node.left])

    def dict_asked(self, node: ast.expr, scope: Scope | None) -> tuple[Pack, Key] | None:
        """Return a dict of the caller's of which the keys aren't known, and the key that it is asked for."""
        whole, key = self.asked_of(node, scope) or (POISON, "")
        own = isinstance(whole, Pack) and whole.open and EACH not in whole.path
        return (whole, key) if own else None  # type: ignore[return-value]

    def note_absent(self, test: ast.expr, scope: Scope) -> None:
        """Learn from ``assert "b" not in params``, where it is run in any case."""
        asked = self.dict_asked(test, scope) if scope is self.main else None
        if asked and isinstance(test.ops[0], ast.NotIn) and not self.within_blocks:  # type: ignore[attr-defined]
            self.absent.add((asked[0].path, asked[1]))

    def are_absent(self, test: ast.expr, scope: Scope) -> bool:
        """Learn from ``assert all("b" not in row for row in rows)``, where it is run in any case."""
        rows = rows_asked(test) if scope is self.main and not self.within_blocks else None
        whole = self.part_at(rows[0].iter, scope) if rows else None
        if rows is None or not isinstance(whole, (str, Rows)):
            return False
        if isinstance(whole, str) and whole in self.openable and whole not in self.packs:
            self.read_again(self.openable[whole], "list[dict]")
        row, of = whole.row if isinstance(whole, Rows) else None, rows[1]
        pieces: list[str] = []
        while isinstance(of, ast.Subscript) and isinstance(of.slice, ast.Constant):
            key = of.slice.value
            pieces.insert(0, f"[{key_text(key if isinstance(key, int) else str(key))}]")
            of = of.value
        if not isinstance(row, Pack) or ast.dump(of) != ast.dump(loaded(rows[0].target)):
            return False
        self.presume_absent((*row.path, *pieces), rows[2], test)
        return True

    def among(self, node: ast.expr, scope: Scope | None) -> Value | None:
        """``"b" in params``."""
        asked = self.asked_of(node, scope)
        if asked is None and self.is_asked_pair(node, scope):
            return self.fault(node, "a key that only the run tells is not supported", PAIRS_AS_KEYS)
        if asked is None:
            return super().among(node, scope)
        assert isinstance(node, ast.Compare)
        whole, key = asked
        found = self.has(whole, key, node)
        if found is None:
            return POISON
        holds = found == isinstance(node.ops[0], ast.In)
        return Literal(str(holds), holds)


def rows_asked(test: ast.expr) -> tuple[ast.comprehension, ast.expr, str] | None:
    """Return over what ``all("b" not in row["w"] for row in rows)`` runs, what it asks, and for which key."""
    over = test.args[0] if isinstance(test, ast.Call) and len(test.args) == 1 else None
    called = getattr(getattr(test, "func", None), "id", "")
    if called != "all" or not isinstance(over, ast.GeneratorExp) or len(over.generators) > 1:
        return None
    asked, (run,) = over.elt, over.generators
    if not isinstance(asked, ast.Compare) or not isinstance(asked.ops[0], ast.NotIn) or run.ifs:
        return None
    key = asked.left.value if isinstance(asked.left, ast.Constant) else None
    return (run, asked.comparators[0], key) if isinstance(key, str) else None


def loaded(target: ast.expr) -> ast.expr:
    """Return a name that is bound as one that is read."""
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target


def tupled(nodes: list[ast.expr]) -> bool:
    """Tell whether the first of what is given is a tuple that is written out."""
    return isinstance(nodes[0] if nodes else None, ast.Tuple)
