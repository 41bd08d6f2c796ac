"""Parameters that are tuples, dicts and namedtuples: what is in them are the inputs of the program.

def f(params, x):                        program f(w, b, x)
    w, b = params["w"], params["b"]
"""

from __future__ import annotations

import ast
import keyword
from functools import cached_property
from typing import NoReturn

from flatgen.annotations import Form, form_of, is_open, is_tuple, resolved
from flatgen.comments import key_text, string
from flatgen.dicts import Filled, written_key
from flatgen.errors import Fault
from flatgen.ir import GET, Apply, Key, Literal, Outline, Parameter, Result
from flatgen.knows import Knows
from flatgen.lives import texts_in
from flatgen.module import Module, is_builtin
from flatgen.naming import EACH, Naming, naming, naming_of
from flatgen.outermost import FunctionNode
from flatgen.parted import Parted
from flatgen.refusals import ATTRIBUTES_OF_OTHERS
from flatgen.signature import listed, parameter_of, word_of
from flatgen.statements import is_effect, mapped, read_in
from flatgen.static import (
    Again,
    Display,
    Keyed,
    Leaf,
    Learned,
    Pack,
    Packed,
    Path,
    Rows,
    Scope,
    Static,
)
from flatgen.surveying import arguments_of, walk

ONE = Outline("")


class Packing(Parted):
    """Takes parameters apart."""

    def __init__(
        self, module: Module, rules: Knows, faults: list[Fault], learned: Learned | None = None
    ) -> None:
        super().__init__(module, rules, faults)
        self.start_viewing()
        self.learned = learned or Learned({}, {}, {}, set(), {}, {}, set(), {}, {}, set(), {})
        self.of_parts: dict[str, tuple[int, int]] = {}  # lists made of parts of arrays, where
        self.written_out_keys: dict[tuple[str, ...], dict[str, None]] = {}
        self.absent: set[tuple[tuple[str, ...], Key]] = set()  # dicts, and keys that they haven't
        self.derived: list[str] = []  # inputs that are read off parameters, and have no gradient
        self.packs: dict[str, Pack | Rows | Keyed] = {}  # by the parameter, or input, that is one
        self.openable: dict[str, tuple[str, ...]] = {}  # what may be a dict, if it is read as one
        self.in_turn: dict[Static, str] = {}  # what loops over such take of it, and of which
        self.inputs: dict[str, Parameter] = {}  # what is in parameters, by name
        self.paths: dict[str, tuple[str, ...]] = {}
        self.around: list[str] = []  # the annotations that the one that is read is in
        self.once: set[str] = set()  # names that are bound once

    def bind_parameters(
        self, parameters: tuple[Parameter, ...], node: FunctionNode, scope: Scope
    ) -> None:
        """Bind the parameters of the function: to themselves, or to what is in them."""
        self.once = {name for name, count in scope.left.items() if count == 1} - scope.parameters
        self.outermost = node
        for parameter, argument in zip(parameters, arguments_of(node.args)):
            name = parameter.name
            value: Static = Path(name, name)
            if name != self.module.owner:
                value = self.taken_apart(parameter, argument.annotation)
            self.arrays = self.arrays or (parameter.array and value == name)
            self.bind(scope, name, value)

    def taken_apart(self, parameter: Parameter, note: ast.expr | None) -> Static:
        """Return what a parameter stands for: itself, or what is in it."""
        name, note = parameter.name, resolved(note, self.module)
        made = self.pack((name,), note) if parameter.real else None
        if made is not None:
            self.packs[name] = made
            return made
        if parameter.real and is_open(note) and not parameter.listed:
            self.openable[name] = (name,)
        return name

    def pack(self, path: tuple[str, ...], note: ast.expr | None) -> Pack | Rows | Keyed | None:
        """Return what is in a parameter, or a part of one, if its annotation says that it is several values."""
        note = resolved(self.learned.notes.get(path, note), self.module)
        form = form_of(note, self.module)
        if path in self.learned.whole:
            return self.keyed(path, form.rest if form else None)
        if form is None and is_tuple(note) and path in self.naming.counts:
            form = Form("Tuple", parts=(None,) * self.naming.counts[path])
        word = form.maker if form else ""
        if form is None or (word and word in self.around):  # it would hold itself
            return None
        if form.op == "Rows":
            row = self.pack((*path, EACH), form.parts[0])
            return Rows(row) if isinstance(row, Pack) else None
        self.around.append(word)
        maker = form.maker if form.op == "Tuple" else ""
        made = Pack(path, form.op, [], maker, form.opened, form.rest)
        for i, part in enumerate(form.parts):
            key = form.keys[i] if form.keys else i
            self.put_in(made, key, part)
        for known in self.learned.keys.get(path, ()):
            self.put_in(made, known, form.rest)
        self.around.pop()
        return made

    def put_in(self, pack: Pack, key: str | int, note: ast.expr | None, piece: str = "") -> Static:
        """Return a new part of a parameter, an input or what is in it, which the text reads by ``piece``."""
        plain = f"[{string(key)}]" if isinstance(key, str) else f"[{key}]"
        piece = piece or (f".{key}" if pack.maker else plain)
        path = (*pack.path, piece)
        part: Static | None = self.pack(path, note)
        if part is None:
            part = self.input_at(path, len(pack.items), note)
        pack.items.append(part)
        if isinstance(key, str):
            pack.keys.append(key)
        self.hold(part, 1 + self.holders.get(pack, 0))  # the one is the caller's
        return part

    def input_at(self, path: tuple[str, ...], at: int, note: ast.expr | None) -> str:
        """Return the name of a new input, the user's own where there is one."""
        name = self.called_at(path, at)
        if not name or name in self.inputs or (EACH in path and not self.may_be_called(name)):
            name = "_".join([word_of(piece) for piece in path[1:] if piece != EACH])
            if not self.may_be_called(name):
                name = "".join(c if c.isalnum() else "_" for c in f"{path[0]}_{name}")
                name = self.names.fresh(name)
        note = resolved(note, self.module)
        argument = ast.arg(name, note)
        parameter = parameter_of(argument, None, self)
        if EACH in path:
            parameter = listed(parameter, argument, self)
        self.inputs[name], self.paths[name] = parameter, path
        self.names.taken.add(name)
        self.own.add(name)
        self.used.add(name)
        self.arrays = self.arrays or parameter.array
        self.lists |= {name} if parameter.listed else set()
        self.known |= {name: int} if parameter.integer else {}
        if is_open(note) and EACH not in path:
            self.openable[name] = path
        return name

    @cached_property
    def naming(self) -> Naming:
        """What the function calls the parts of its parameters."""
        return naming(self.outermost, self.once)

    @cached_property
    def near(self) -> set[str]:
        """All names of the function."""
        nodes = walk(self.outermost)
        read = {node.id for node in nodes if isinstance(node, ast.Name)}
        return read | {node.arg for node in nodes if isinstance(node, ast.arg)}

    def called_at(self, path: tuple[str, ...], at: int) -> str:
        """Return what the user calls a part of a parameter, "" if it is never given a name; on a list, as several."""
        ways = path, (*path[:-1], f"[{at}]")
        if EACH not in path:
            return next((n for n in map(self.naming.names.get, ways) if n), "")
        others = [n for n in self.module.functions.values() if n is not self.main.node]
        known = [self.naming, *[naming_of(node, self.module) for node in others]]
        name = next((n for one in known for n in map(one.names.get, ways) if n), "")
        is_key = not path[-1].startswith("[") or '"' in path[-1]
        name = name or ("value" if path[-1] == EACH else word_of(path[-1]) if is_key else "")
        return name and (f"{name}_list" if name.endswith("s") else f"{name}s")

    def may_be_called(self, name: str) -> bool:
        """Tell whether a key is free as a name of the function."""
        module = self.module
        outside = name in module.imports or name in module.functions or name in module.bindings
        given = self.names.taken - self.reserved
        taken = name in self.near | self.used | given or name in self.inputs
        plain = name.isidentifier() and not keyword.iskeyword(name) and not is_builtin(name)
        return plain and not outside and not taken

    def keyed(self, path: tuple[str, ...], rest: ast.expr | None) -> Keyed | None:
        raise AssertionError("dicts that are taken whole are in flatgen.keyed")

    # Reading

    def opened(self, base: Static, index: Static) -> Static:
        """Return a value as the dict that it is, where it is read by a key that is written out."""
        is_key = isinstance(index, Literal) and isinstance(index.known, str)
        if not is_key or not isinstance(base, str):
            return base
        if base not in self.openable:
            self.look_for_rows(base)
            return base
        if base not in self.packs:
            pack = self.packs[base] = Pack(self.openable[base], "Dict", [], opened=True)
            self.holders[pack] = self.holders.get(base, 0)
        return self.packs[base]

    def new_part(self, pack: Display, key: object) -> Static | None:
        """Return what a dict holds at a key that is read for the first time."""
        if not isinstance(pack, Pack) or not pack.open or not isinstance(key, str):
            return None
        if EACH in pack.path:  # there has to be a list of them before
            self.learned.keys.setdefault(pack.path, []).append(key)
            raise Again
        return self.put_in(pack, key, pack.rest)

    def read_again(self, path: tuple[str, ...], form: str) -> NoReturn:
        """Note what a parameter, or a part of one, is, and let the function be read by that."""
        self.learned.notes[path] = ast.parse(form, mode="eval").body
        raise Again

    def look_for_rows(self, base: str) -> None:
        """Note that a parameter is a list of dicts, where something on it is read by a key."""
        made = self.made.get(base)
        whole = made.args[0] if isinstance(made, Apply) and made.op in ("Item", GET) else None
        if not isinstance(whole, str):
            return
        if whole in self.openable and whole not in self.packs:
            self.read_again(self.openable[whole], "list[dict]")
        path = self.paths.get(whole, ())
        if EACH in path and path not in self.learned.notes:
            self.read_again(path, "dict")

    def part_at(self, node: ast.expr, scope: Scope | None) -> Static | None:
        """Return the part of a tuple or dict that a text names, ``params["w"]``; None of all else."""
        if isinstance(node, ast.Name):
            while scope is not None and node.id not in scope.local:
                scope = scope.parent
            return scope.names.get(node.id) if scope else None
        key = written_key(node.slice) if isinstance(node, ast.Subscript) else None
        if isinstance(node, ast.Subscript) and key is not None:
            whole = self.part_at(node.value, scope)
            if not isinstance(node.slice, ast.Constant) and not isinstance(whole, Filled):
                return None
            base = None if whole is None else self.opened(whole, Literal(key_text(key), key))
            if not isinstance(base, Display):
                return None
            if base.op == "Dict":
                known = key in base.keys
                return base.items[base.keys.index(key)] if known else self.new_part(base, key)
            if not isinstance(key, int) or not -len(base.items) <= key < len(base.items):
                return None
            return base.items[key]
        if isinstance(node, ast.Attribute):
            base = self.part_at(node.value, scope)
            if isinstance(base, Display) and base.maker and node.attr in base.keys:
                return base.items[base.keys.index(node.attr)]
        return None

    def instead_of(self, node: ast.Attribute, base: Static) -> str:
        help = super().instead_of(node, base)
        if base not in self.openable or node.attr in (*ATTRIBUTES_OF_OTHERS, *dir(str)):
            return help
        return (
            f"annotate {base} as the namedtuple or dataclass that it is, if it is one; else {help}"
        )

    def inputs_of(
        self, parameters: tuple[Parameter, ...], results: tuple[Result, ...], node: FunctionNode
    ) -> tuple[tuple[Parameter, ...], tuple[Packed, ...]]:
        """Return the inputs of a function, and which parameters they come from."""
        if not self.packs:
            return parameters, ()
        given_out = [str(result.value) for result in results]
        read = {*read_in(self.body), *given_out}
        acting = mapped(self.body, lambda e: None if is_effect(e.value) else e)
        texts = {*texts_in(self.body)}
        made = [self.made.get(name) for name in texts]
        texts |= {str(v.args[0]) for v in made if isinstance(v, Apply) and v.op == GET}
        numbers = {*read_in(acting), *given_out} - texts
        for name in sorted(self.packs.keys() & read):
            text = "".join(self.paths.get(name, (name,)))
            help = f"annotate {text} as what it is: a dict, a TypedDict of the file"
            self.fault(node, f"{text} is read by keys, and as a whole", help)
        found: list[Parameter] = []
        packed: list[Packed] = []
        for parameter in parameters:
            pack = self.packs.get(parameter.name)
            if pack is None:
                found.append(parameter)
                continue
            own = [n for n in self.derived if self.paths[n][0] == parameter.name and n in read]
            derived = tuple([Leaf(self.inputs[name], self.paths[name]) for name in own])
            leaves: list[str] = []
            outline = self.outline_of(pack, leaves)
            given = [self.inputs[name] for name in leaves]
            opened = is_open_pack(pack)
            if opened:  # what is only printed, or compared with a text, is one
                given = [p._replace(real=p.real and p.name in numbers) for p in given]
            inputs = tuple([Leaf(p, self.paths[p.name]) for p in given])
            packed.append(Packed(parameter.name, outline, inputs, opened, derived))
            found += [*given, *[leaf.input for leaf in derived]]
        return tuple(found), tuple(packed)

    def outline_of(self, pack: Pack | Rows | Keyed, leaves: list[str]) -> Outline:
        """Return the layout of a parameter; append the inputs in it to ``leaves``."""
        if isinstance(pack, Keyed):
            maker, keys = "".join(pack.order), tuple(pack.read)
            if isinstance(pack.values, Rows):
                assert isinstance(pack.values.row, Pack)
                row = self.outline_of(pack.values.row, leaves)
                return Outline("Keyed", (row,), keys, maker)
            leaves.append(pack.values)
            return Outline("Keyed", (ONE,), keys, maker)
        if isinstance(pack, Rows):
            assert isinstance(pack.row, Pack)
            return Outline("Rows", (self.outline_of(pack.row, leaves),))
        parts: list[Outline] = []
        for item in pack.items:
            inner = self.packs.get(item) if isinstance(item, str) else item
            if isinstance(inner, (Pack, Rows, Keyed)):
                parts.append(self.outline_of(inner, leaves))
            else:
                leaves.append(str(item))
                parts.append(ONE)
        return Outline(pack.op, tuple(parts), tuple(pack.keys), pack.maker)


def is_open_pack(pack: Pack | Rows | Keyed) -> bool:
    """Tell whether a parameter may hold more than is read."""
    row = pack.row if isinstance(pack, Rows) else pack
    return isinstance(row, Pack) and row.open
