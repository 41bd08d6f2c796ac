"""Dicts that are taken whole: what is in one is a list, in the order of its keys, of which only the run tells.

for name, p in params.items():   for i in range(len(ps)): p = Get(ps, i)
w = params["w"]                  w = Get(ps, w_at)
"""

from __future__ import annotations

import ast

from flatgen.comments import string
from flatgen.dicts import entries_of, value_of
from flatgen.ir import GET, Apply, Key, Literal, Parameter, Value
from flatgen.layers import Layers
from flatgen.naming import EACH, KEYS, OF, VALUES, absent_at, part_at
from flatgen.outermost import FunctionNode
from flatgen.static import (
    POISON,
    Again,
    Display,
    Keyed,
    Pack,
    Path,
    Rows,
    Scope,
    Static,
    Text,
    Want,
)
from flatgen.surveying import arguments_of

ENTRIES = ("items", "keys", "values")


class Whole(Layers):
    """Flattens what is read of dicts as a whole."""

    def keyed(self, path: tuple[str, ...], rest: ast.expr | None) -> Keyed | None:
        """Return a dict of unknown keys as what it holds, each of the annotation ``rest``."""
        order = self.learned.whole[path]
        if order != path and len(path) == 1 and self.is_unsaid(path[0]):
            self.assert_dict(path[0], order)
        inner = (*path, VALUES if order == path else f"{VALUES}{OF}{''.join(order)}", EACH)
        row = self.pack(inner, rest)
        if row is None:
            return Keyed(path, self.input_at(inner, 0, rest), order, self.keys_read(order))
        return (
            Keyed(path, Rows(row), order, self.keys_read(order)) if isinstance(row, Pack) else None
        )

    def is_unsaid(self, name: str) -> bool:
        """Tell whether a parameter has no annotation."""
        return any(
            a.arg == name and a.annotation is None for a in arguments_of(self.outermost.args)
        )

    def assert_dict(self, name: str, order: tuple[str, ...]) -> None:
        """Assert that what is read by the keys of another dict is one, too: it may be an array, for whole numbers."""
        said = f"{name} is read by the keys of {''.join(order)}: it has to be a dict; annotate an array"
        test = Apply("Call", (Literal("isinstance"), part_at((name,)), Literal("dict")))
        self.presume(test, self.outermost, Literal(string(said)))
        self.sure.add(f"isinstance({name}, dict)")  # what an output says of itself

    def keys_read(self, order: tuple[str, ...]) -> dict[str, None]:
        """Return the keys that are written out where a dict, or one of its keys, is read."""
        return self.written_out_keys.setdefault(order, {})

    def derived_input(self, path: tuple[str, ...], called: str) -> str:
        """Return the name of an input that is read off a dict, and has no gradient: its keys, or where one is."""
        known = [name for name in self.derived if self.paths[name] == path]
        if known:
            return known[0]
        name = called if self.may_be_called(called) else self.names.fresh(f"{path[0]}_{called}")
        listed = path[-1] == EACH
        self.inputs[name] = Parameter(name, real=False, integer=not listed, listed=listed)
        self.paths[name] = path
        self.names.taken.add(name)
        self.own.add(name)
        self.used.add(name)
        self.derived.append(name)
        self.lists |= {name} if listed else set()
        self.known |= {} if listed else {name: int}
        return name

    def keys_of(self, whole: Keyed) -> str:
        """Return the list of a dict's keys."""
        return self.derived_input((*whole.order, KEYS, EACH), "keys")

    def place_of(self, whole: Keyed, key: str) -> str:
        """Return the number that a key is, of all keys of a dict."""
        whole.read[key] = None
        word = "".join([c if c.isalnum() else "_" for c in key])
        return self.derived_input((*whole.order, KEYS, f"[{string(key)}]"), f"{word}_at")

    def order_of(self, index: Static) -> tuple[str, ...] | None:
        """Return the dict that a key is one of, where it is what a loop over these gives."""
        made = self.made.get(index) if isinstance(index, str) else None
        keys = made.args[0] if isinstance(made, Apply) and made.op == GET else ""
        return self.paths[keys][:-2] if isinstance(keys, str) and keys in self.derived else None

    def opened(self, base: Static, index: Static) -> Static:
        order = self.order_of(index)
        if order is not None and isinstance(base, Pack) and base.open and EACH not in base.path:
            self.take_whole(base.path, order)
        if order is not None and isinstance(base, str) and base in self.openable:
            self.take_whole(self.openable[base], order)
        if isinstance(index, Text) and isinstance(base, str) and base in self.openable:
            self.take_whole(self.openable[base])
        if isinstance(index, Text) and isinstance(base, Pack) and EACH not in base.path:
            self.take_whole(base.path)
        return super().opened(base, index)

    def entry(self, whole: Keyed, index: Static, node: ast.AST, want: Want | None) -> Static:
        """``params["w"]``, or ``params[name]`` in a loop over its keys, or those of another dict."""
        at: Value = POISON
        key = index.known if isinstance(index, Literal) else None
        order = self.order_of(index)
        if isinstance(key, str):
            at = self.place_of(whole, key)
            want = want or (Want(self.main, key, result=True) if key.isidentifier() else None)
        elif order is not None and order != whole.order and whole.order == whole.path:
            self.take_whole(whole.path, order)
        elif isinstance(index, Text):
            found = Apply(".index()", (self.keys_of(whole), index.value))
            at = self.numbered(found, node, Want(self.main, "at", result=True))
        elif order is not None and order == whole.order:
            at = self.made[str(index)].args[1]  # type: ignore[union-attr]
        elif index is not POISON:
            help = "write the key out, or run over its items: for key, value in params.items()"
            return self.fault(node, "a key that only the run tells is not supported", help)
        if at is POISON:
            return POISON
        if isinstance(whole.values, Rows):
            return self.row_at(whole.values, at, node)
        return self.taken(whole.values, at, node, want)

    def taken_whole(self, node: ast.expr, scope: Scope | None, sure: bool = False) -> Static | None:
        """Return what an expression names, a dict of unknown keys as taken whole; it is ``sure`` to be one."""
        base = self.part_at(node, scope)
        if sure and isinstance(base, str) and base in self.openable:
            self.take_whole(self.openable[base])
        if isinstance(base, Pack) and base.open and EACH not in base.path:
            self.take_whole(base.path)
        return base

    def run_through(self, whole: Keyed, kind: str, node: ast.AST) -> Static:
        """Return the items, keys or values of a dict."""
        if whole.order != whole.path:
            help = f"run through {''.join(whole.order)} alone"
            message = f"{''.join(whole.path)} is run through, and read by the keys of another"
            return self.fault(node, f"{message}: that is not supported", help)
        values: Static = whole.values.row if isinstance(whole.values, Rows) else whole.values
        if kind == "values":
            return whole.values
        keys = self.keys_of(whole)
        return keys if kind == "keys" else Rows(Display("Tuple", [keys, values]))

    def spread(
        self,
        given: Static,
        function: FunctionNode,
        positional: int,
        call: ast.Call,
        node: ast.expr,
    ) -> Static:
        """Return ``**params`` as what a function takes of it: it has these keys, and no others.

        What has a default is not among them: the output asserts that.
        """
        if isinstance(given, str) and given not in self.openable:
            self.look_for_rows(given)
        unknown = isinstance(given, Keyed) or (isinstance(given, Pack) and given.open)
        if not unknown and not (isinstance(given, str) and given in self.openable):
            return given
        arguments, named = function.args, {k.arg for k in call.keywords if k.arg}
        plain = [*arguments.posonlyargs, *arguments.args][positional:]
        defaults = {a.arg for a in plain[len(plain) - len(arguments.defaults) :]} - named
        defaults |= {
            a.arg for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults) if d
        } - named
        path = given.path if isinstance(given, Pack) else self.openable.get(str(given), (EACH,))
        unsaid = isinstance(given, Keyed) or any(piece.startswith(VALUES) for piece in path)
        if arguments.kwarg or (defaults and unsaid):
            help = f'write {function.name}(w=params["w"], ...)'
            message = (
                f"which arguments of {function.name} are in {self.text(node)} only the run tells"
            )
            return self.fault(node, message, help)
        for key in sorted(defaults):
            self.presume_absent(path, key, node)
        named |= defaults
        keys = [a.arg for a in (*plain, *arguments.kwonlyargs) if a.arg not in named]
        return Display("Dict", [self.at_key(given, key, node) for key in keys], keys=keys)

    def presume_absent(self, path: tuple[str, ...], key: str, node: ast.AST) -> None:
        """Assert, before all else, that a dict of the caller's has no such key."""
        if (path, key) not in self.absent:
            self.absent.add((path, key))
            self.presume(absent_at(path, Literal(string(key), key)), node)

    def at_key(self, given: Static, key: Key, node: ast.AST) -> Static:
        """Return what a dict of unknown keys holds at a key."""
        index = value_of(key)
        base = self.opened(given, index)
        if isinstance(base, Keyed):
            return self.entry(base, index, node, None)
        assert isinstance(base, Display)
        known = base.items[base.keys.index(key)] if key in base.keys else self.new_part(base, key)
        return POISON if known is None else known

    def entries(
        self, node: ast.Call, scope: Scope | None, want: Want | None = None
    ) -> Static | None:
        """Return ``d.items()``, ``d.keys()`` or ``d.values()`` of a dict, None of all else."""
        function = node.func
        if not isinstance(function, ast.Attribute):
            return None
        if function.attr == "index":
            return self.place_asked(function.value, node, scope, want)
        if function.attr not in ENTRIES or node.args:
            return None
        base = self.taken_whole(function.value, scope, sure=True)
        if isinstance(base, Keyed):
            return self.run_through(base, function.attr, node)
        if not isinstance(base, Display) or base.op != "Dict" or self.is_open(base, node):
            return POISON if isinstance(base, Display) and base.op == "Dict" else None
        return entries_of(base, function.attr)

    def numbered(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        """Append an operation that gives the number that a key is."""
        at = self.emit(value, node, want)
        self.known |= {at: int} if isinstance(at, str) else {}
        return at

    def place_asked(
        self, of: ast.expr, node: ast.Call, scope: Scope | None, want: Want | None
    ) -> Static | None:
        """Return ``list(params).index("w")``, None of all else."""
        keys = self.part_at(of, scope)
        if isinstance(keys, str) and keys in self.derived and len(node.args) == 1:
            text = self.value(node.args[0], scope)
            found = Apply(".index()", (keys, text.value)) if isinstance(text, Text) else POISON
            return self.numbered(found, node, want) if isinstance(text, Text) else None
        if (
            not isinstance(of, ast.Call)
            or getattr(of.func, "id", "") != "list"
            or len(of.args) != 1
        ):
            return None
        key = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        base = self.taken_whole(of.args[0], scope, sure=True) if isinstance(key, str) else None
        return self.place_of(base, str(key)) if isinstance(base, Keyed) else None

    def of_keys(self, node: ast.expr, scope: Scope | None) -> Keyed | None:
        """Return the dict that a loop runs through the keys of, first: ``zip(params, xs)``, ``params.items()``."""
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "zip" and node.args:
            return self.of_keys(node.args[0], scope)
        sure = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("items", "keys")
        base = self.taken_whole(node.func.value if sure else node, scope, sure)  # type: ignore[attr-defined]
        return base if isinstance(base, Keyed) and base.order == base.path else None

    def made_dict(self, node: ast.expr, scope: Scope | None, want: Want | None) -> Static | None:
        """Return ``{key: x for key in params}``, ``dict(zip(params, xs))``: of another's keys; None of all else."""
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dict":
            plain = isinstance(self.value(node.func, scope), Path)
            over = node.args[0] if plain and len(node.args) == 1 and not node.keywords else None
            is_zip = isinstance(over, ast.Call) and getattr(over.func, "id", "") == "zip"
            if not is_zip or len(over.args) != 2:  # type: ignore[union-attr]
                return None
            whole = self.of_keys(over, scope)  # type: ignore[arg-type]
            values = self.value(over.args[1], scope) if whole else None  # type: ignore[union-attr]
            if whole is None or not self.is_list(values):
                return None
        elif isinstance(node, ast.DictComp) and len(node.generators) == 1:
            (run,) = node.generators
            key = run.target.elts[0] if isinstance(run.target, ast.Tuple) else run.target
            alike = isinstance(key, ast.Name) and ast.dump(node.key) == ast.dump(
                ast.Name(key.id, ast.Load())
            )
            whole = self.of_keys(run.iter, scope) if alike and not run.ifs else None
            named = alike and run.target is key and isinstance(run.iter, ast.Name)
            given = self.value(run.iter, scope) if named and whole is None else POISON
            if isinstance(given, str) and given in self.openable:
                self.read_again(self.openable[given], "dict")  # {k: params[k] * 2 for k in params}
            if whole is None:
                return None
            made = ast.copy_location(ast.ListComp(node.value, [run]), node)
            values = self.comprehended(made, scope, want)
            if not self.is_list(values):
                return values
        else:
            return None
        return Keyed(whole.path, values, whole.order, whole.read)  # type: ignore[arg-type]

    def is_open(self, value: Static, node: ast.AST, ordered: bool = True) -> bool:
        """Take a dict whole, if only the run tells what is in it; report one that can't be."""
        row = value.row if isinstance(value, Rows) else value
        if not isinstance(row, Pack) or not row.open:
            return False
        if EACH not in row.path:
            self.take_whole(row.path)
        text = "".join(["[i]" if piece == EACH else piece for piece in row.path])
        help = "name its keys: annotate it as a TypedDict of the file; or read each by its key"
        self.fault(node, f"what keys {text} has is only known when it runs", help)
        return True

    def take_whole(self, path: tuple[str, ...], order: tuple[str, ...] | None = None) -> None:
        """Note that a dict is taken whole, in its own order or by another's keys."""
        known = self.learned.whole.get(path)
        if known is not None and (known != path or not order or order == path):
            return  # it can't be taken so
        self.learned.whole[path] = order or path
        raise Again
