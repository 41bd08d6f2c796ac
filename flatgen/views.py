"""Views: names that stand for a part of an array, and read what is there.

row = y[i]                       row = Item(y, i)
y[i] = x                         y_1 = SetItem(y, i, x)
z = row                          row_1 = Item(y_1, i)

Where the array was written into, by whichever name, the part is read of it anew. What ``y[i]`` is, a row or a number,
which is no view, the text may not tell: then it is learned, from how it is used or from shapes, and asserted.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from flatgen.dicts import filled_in
from flatgen.equations import ARITHMETIC, is_size
from flatgen.errors import Fault
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import Apply, Literal, Value, substitute
from flatgen.members import Members
from flatgen.ruling import Rule
from flatgen.signatures import function_of
from flatgen.static import Learned, Place, Scope, Static, Update, Want
from flatgen.writes import COPIES

NUMBER, ARRAY, SURE = "number", "array", "sure"  # what a part is that is read by numbers alone

NOTHING: Mapping[str, Value] = MappingProxyType({})
ROW_BY_ROW = ("given", "product")  # the kinds of shapes of arrays that are laid out so


class Anew(NamedTuple):
    """A part of an array, read again: in which block, of which value of the array, and as what."""

    body: object
    base: str
    name: str


class Part(NamedTuple):
    """What a view is of: an array, and the index by which it is read; None where it is all of it, laid out anew."""

    base: str
    at: Value | None
    place: Place
    rule: Rule | None = None
    bound: Mapping[str, Value] = NOTHING


class Views(Members):
    """Tells what is a view, and reads it anew."""

    learned: Learned

    def start_viewing(self) -> None:
        self.parts_read: dict[str, Part] = {}
        self.read_anew: dict[str, Anew] = {}
        self.counters: set[str] = set()  # the numbers of rounds
        self.maybe: set[str] = set()  # parts that x += y is done to, which may be rows or numbers
        self.read_at: dict[int, Place] = {}  # where what is taken so is read, by its fault's id
        self.taken_for: list[tuple[str, str, Fault]] = []  # values that are taken for arrays later
        self.wholes: dict[
            int, dict[str, str]
        ] = {}  # by scope: arrays of the caller's, and its names
        self.contiguous: dict[str, str] = {}  # arrays that have to be, and what they are called

    def append(self, target: str, value: Value, node: ast.AST) -> None:
        super().append(target, value, node)
        if not isinstance(value, Apply) or target in self.rewritten:  # that is an array itself
            return
        if value.op == "Item" and isinstance(value.args[0], str):
            self.parts_read[target] = Part(value.args[0], value.args[1], self.place(node))
            return
        found = self.rules.laid_out(value)
        if found:
            rule, bound = found
            base = bound[rule.view]
            if isinstance(base, str):
                self.parts_read[target] = Part(base, None, self.place(node), rule, bound)

    def emit(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        """Append ``name = value``; what lays a view out back, ``y.T.T``, is its array."""
        first = value.args[0] if isinstance(value, Apply) and value.args else ""
        part = self.parts_read.get(first) if isinstance(first, str) else None
        if part is not None and part.rule is not None:
            back = way_back(part.rule, part.bound, part.base, str(first))
            if alike(value, back):
                return part.base
        return super().emit(value, node, want)

    # What is a view, and of what

    def is_part(self, name: Static | None, scope: Scope, known: bool = True) -> bool:
        """Tell whether a value is a view of an array that has a name; or, if that isn't ``known``, may be one."""
        part = self.parts_read.get(name) if isinstance(name, str) else None
        if part is None or part.base in self.lists:
            return False
        if part.at is not None:
            parts = parts_of(part.at)
            if not parts or not all(map(self.may_be_basic, parts)):
                return False
            kind = SURE if any(map(is_simple, parts)) else self.kind_of_part(str(name))
            if kind == NUMBER or (known and not kind):
                return False
        home = self.home_of(part.base, scope)
        return self.is_part(part.base, scope) or bool(self.variable_of(part.base, home))

    def kind_of_part(self, name: str) -> str:
        part = self.parts_read.get(name)
        return self.learned.parts.get(part.place, "") if part else ""

    def may_be_basic(self, part: Value) -> bool:
        """Tell whether a part of an index may be a number, or is a slice, None or ``...``."""
        if part in self.picks:
            return False
        return isinstance(part, str) or is_simple(part) or self.is_count(part)

    def is_count(self, part: Value) -> bool:
        """Tell whether a part of an index is sure to be a whole number."""
        if isinstance(part, str):
            known = self.known.get(part)
            if known is int or type(known) is int or part in self.counters:
                return True
            part = self.made.get(part, part)
            counted = isinstance(part, Apply) and part.op in ARITHMETIC
            return counted and all(map(self.is_count, part.args))  # type: ignore[union-attr]
        if isinstance(part, Literal):
            return type(part.known) is int
        return isinstance(part, Apply) and part.op != "Slice" and is_size(part)

    def in_one(self, target: ast.Subscript, scope: Scope) -> ast.Subscript:
        """Return ``z[i][j]`` as ``z[i, j]``: the same where ``i`` is one number."""
        outer = target.value
        if isinstance(outer, ast.Subscript) and isinstance(outer.value, ast.Subscript):
            outer = self.in_one(outer, scope)
        if not isinstance(outer, ast.Subscript) or not self.is_variable(outer.value, scope):
            return target
        base, first = self.value(outer.value, scope), _elements(outer.slice)
        if not isinstance(base, str) or base in self.lists:
            return target
        for part in first:
            if isinstance(part, (ast.Slice, ast.Tuple, ast.List)):
                return target
            number = self.argument(self.value(part, scope), part)
            if isinstance(number, str):
                message = "writing into what may be a copy is not supported"
                help = "write z[i, j], in one pair of brackets"
                self.updates.append(Update(number, Fault(message, help, *self.place(target))))
            elif not isinstance(number, Literal) or type(number.known) is not int:
                return target
        index = ast.copy_location(ast.Tuple([*first, *_elements(target.slice)], ast.Load()), target)
        return ast.copy_location(ast.Subscript(outer.value, index, target.ctx), target)

    def is_variable(self, node: ast.expr, scope: Scope) -> bool:
        """Tell whether a text stands for a whole array that may be written into."""
        return isinstance(node, ast.Name)

    def variable_of(self, array: str, scope: Scope) -> str:
        """Return the name that stands for an array, whatever was written into it since; '' if none does."""
        stand = {n: v for n, v in scope.names.items() if type(v) is str and self.is_same(v, array)}
        for name, value in sorted(stand.items(), key=lambda pair: pair[1] != array):
            if not any(self.is_written(v, value) for v in stand.values()):
                return name
        return ""

    def home_of(self, array: str, scope: Scope) -> Scope:
        """Return what has a name for an array: the scope, or else the one dict of its own that has it."""
        if self.variable_of(array, scope):
            return scope
        dicts = {id(d): d for v in scope.names.values() for d in filled_in(v)}.values()
        found = [d.entries for d in dicts if self.variable_of(array, d.entries)]
        return found[0] if len(found) == 1 and not found[0].of.why_fixed() else scope

    def is_written(self, later: str, array: str, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether a value is an array after a write, or in later rounds: not merely another name for it."""
        if later == array or later in seen or not self.is_same(later, array):
            return False
        given = self.passed.get(later, ())
        return (
            later in self.rewritten
            or later in self.in_place
            or later in self.of_rounds
            or any(self.is_written(one, array, seen | {later}) for one in given)
        )

    def is_same(self, later: str, array: str) -> bool:
        """Tell whether a value is an array after writes into it, whichever way the run takes."""
        todo, seen, found = [later], set[str](), False
        while todo:
            one = todo.pop()
            written = self.rewritten.get(one) or self.in_place.get(one)
            before = [written] if written else self.passed.get(one, ())
            if one == array:
                found = True
            elif one in self.mixed or not before:
                return False
            elif one not in seen:
                seen.add(one)
                todo += before
        return found

    # Reads

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        value = super().look_up(node, scope)
        if not isinstance(value, str) or value not in self.parts_read:
            return value
        while scope is not None and node.id not in scope.names:
            scope = scope.parent
        return value if scope is None else self.anew(value, node.id, node, scope)

    def subscript(self, node: ast.Subscript, scope: Scope | None, want: Want | None) -> Static:
        value = super().subscript(node, scope, want)
        if scope is None or not isinstance(value, str) or value not in self.parts_read:
            return value
        return self.anew(value, self.variables.get(value, "part"), node, scope)

    def anew(self, name: str, called: str, node: ast.AST, scope: Scope) -> str:
        """Return what is in a part of an array now."""
        if not self.is_part(name, scope) or self.within:
            return name
        part, taken = self.parts_read[name], len(self.taken_for)
        base = self.base_now(name, node, scope)
        if self.place(node) in self.learned.left:  # a write into its array is a fault
            del self.taken_for[taken:]
            return name
        if base == part.base:
            return name
        self.read_at |= {id(fault): self.place(node) for _, _, fault in self.taken_for[taken:]}
        known = self.read_anew.get(name)
        if known and known.body is self.body and known.base == base:
            return known.name
        self.note_view(name, called, node)
        fresh = self.names.numbered(called)
        self.variables[fresh] = called
        self.append(fresh, substitute(self.made[name], {part.base: base}), node)
        self.parts_read[fresh] = self.parts_read[fresh]._replace(place=part.place)
        self.read_anew[name] = Anew(self.body, base, fresh)
        return fresh

    def base_now(self, name: str, node: ast.AST, scope: Scope) -> str:
        """Return the array, as it is now, that a value is a part of."""
        base = self.parts_read[name].base
        if self.is_part(base, scope):
            return self.anew(base, self.variables.get(base, base), node, scope)
        home = self.home_of(base, scope)
        variable = self.variable_of(base, home)
        now = str(home.names[variable])
        self.take_for(now, base, variable, node)
        return now

    def take_for(self, now: str, array: str, name: str, node: ast.AST) -> None:
        """Note that a value is taken for an array after writes into it: whether it is, the end of a loop tells."""
        if now != array:
            message = (
                f"which array this is a part of changes: {name} is another one in a later round"
            )
            help = f"give the other array another name than {name}"
            self.taken_for.append((now, array, Fault(message, help, *self.place(node))))

    def note_view(self, name: str, called: str, node: ast.AST) -> None:
        """Note what has to hold for a value to be a view: of what it is one, and by which index."""
        part = self.parts_read[name]
        array = self.variables.get(part.base, part.base)
        into = f"write into {array} itself: {array}"
        if part.rule or self.kind_of_part(name) == ARRAY:
            message = f"whether {called} is a part of {array}, which changes with it, or a number isn't known"
            fault = Fault(
                message, f"{into}[...] = ...; or give its shape (-s {array}=N,M)", *self.place(node)
            )
            self.updates.append(Update(part.base if part.rule else name, fault, whole=True))
        if part.rule and part.rule.laid == "contiguous":
            roots = [root for root in self.roots_of(part.base) if not self.is_contiguous(root)]
            self.contiguous |= {root: self.variables.get(root, root) for root in roots}
        for one in parts_of(part.at) if part.at is not None else ():
            if isinstance(one, str) and not self.is_count(one):
                message = f"{called} may be a copy of a part of {array}, or the part itself"
                by = self.variables.get(one, one)
                help = f"{into}[{by}, ...] = ..."
                help += f"; or annotate {by}: int" if one in self.main.parameters else ""
                fault = Fault(message, help, *self.place(node))
                self.updates.append(Update(one, fault, basic=True))

    def is_contiguous(self, name: str) -> bool:
        """Tell whether an array is sure to be laid out row by row."""
        value = self.made.get(name)
        if not isinstance(value, Apply) or any(
            isinstance(getattr(a, "known", None), str) for a in value.args
        ):
            return False
        if value.op == COPIES[0] and len(value.args) == 1:
            return True
        return self.rules.is_shaped(value.op, ROW_BY_ROW)

    def roots_of(self, name: str) -> set[str]:
        raise AssertionError("functions that are called are in flatgen.inlining")


def way_back(rule: Rule, bound: Mapping[str, Value], base: str, view: str) -> Apply:
    """Return an array, once a view of all of it has become another: as a gradient is laid out back."""
    back = substitute(rule.gradients[rule.view], {**bound, rule.view: base, rule.upstream: view})  # type: ignore[arg-type]
    assert isinstance(back, Apply)
    return back


def alike(value: Value, other: Apply) -> bool:
    """Tell whether two values are one, ``x.T`` and ``np.transpose(x)``."""
    same = isinstance(value, Apply) and function_of(value.op) == function_of(other.op)
    return same and (value.args, value.keys) == (other.args, other.keys)  # type: ignore[union-attr]


def _elements(index: ast.expr) -> list[ast.expr]:
    """Return the parts of an index."""
    return index.elts if isinstance(index, ast.Tuple) else [index]
