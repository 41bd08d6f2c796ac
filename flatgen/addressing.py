"""How the output calls what a module that runs has: read where it is, whatever it becomes.

parts.RATE      of another module, imported whole
rate            of a closure, whose cell is the output's, too
net.rate        of the module itself, where a name of the function's own hides it: imported as another one is
"""

from __future__ import annotations

import ast
import sys
from collections import deque
from collections.abc import Callable
from types import CellType, FunctionType, MemberDescriptorType, ModuleType
from typing import Any

from flatgen.belonging import Belonging
from flatgen.comments import key_text
from flatgen.errors import Fault, FlatgenError
from flatgen.imaginary import holds_complex, is_made_of_numbers, plain_keys, plain_rows, root_in
from flatgen.ir import UNKNOWN, Key
from flatgen.methods import AT, Member, attribute_of
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.runtime import LIBRARIES, has_own_operators, odd_in
from flatgen.spelling import USUAL

BY_NUMBERS = (
    list,
    tuple,
    range,
    str,
    deque,
)  # through which loops run by numbers, as through arrays


class Addressing(Belonging):
    """Finds a way to each constant."""

    scope: dict[str, object]  # the function's own module
    closure: dict[str, CellType]
    name: str
    brought: set[str]
    cells: dict[str, CellType]
    _around: dict[str, object]
    node: FunctionNode
    written: Module  # by its text
    numbers: list[str]  # what a method reads of its object

    def constant_named(self, name: str, known: object) -> None:
        raise AssertionError("what names stand for is in flatgen.live")

    def import_named(self, name: str, path: str, module: str, last: str) -> None:
        raise AssertionError("what names stand for is in flatgen.live")

    def constant_of(self, other: Module, name: str, fresh: Callable[[str], str]) -> str:
        """Return how the output calls a constant that a function of another module, or factory, reads."""
        assert isinstance(other, Addressing)
        root = root_in(name)
        if root != name:  # a part of what holds functions: STEPS[0]
            return self.constant_of(other, root, fresh) + name[len(root) :]
        if name in other.closure:
            return self._shared(other.closure[name], name, other.live[name], fresh)
        if other.scope is not self.scope or name in self.closure or name in self.cells:
            return self.of_module(other, name)
        self.constant_named(name, other.live[name])
        return name

    def _shared(self, cell: CellType, name: str, known: object, fresh: Callable[[str], str]) -> str:
        """Return the name that the output has for what functions of a factory share, this one's own if it is of it."""
        cells = self.cells | self.closure
        called = next((own for own, one in cells.items() if one is cell), "")
        if not called:
            called = fresh(name)
            self.cells[called] = cell
        self.constant_named(called, known)
        return called

    def object_named(self, value: Any, word: str, fresh: Callable[[str], str]) -> str:
        called = next((own for own, one in self.cells.items() if one.cell_contents is value), "")
        if not called:
            called = value.__name__ if value.__name__.isidentifier() else word
            inlined = [one.node for one in self.attached.values() if isinstance(one, Member)]
            read = [self.survey.names_within(node) for node in (*self.settled, *inlined)]
            if any(called in names for names in (*read, self.cells, self.closure)):
                called = fresh(called)  # what has that name is read, live
            while called in self.cells:
                called = fresh(called)
            self.cells[called] = CellType(value)
            self.constant_named(called, UNKNOWN)
        return called

    def functions_now(self, module: Any, place: str, text: str, fresh: Callable[[str], str]) -> str:
        """What is no function in it is written as the ``text`` by which it is read, whatever it becomes."""

        def written(value: object, at: str) -> str:
            if type(value) in (list, tuple):
                inner = ", ".join([written(one, f"{at}[{i}]") for i, one in enumerate(value)])  # type: ignore[arg-type,var-annotated]
                comma = "," * (len(value) == 1)  # type: ignore[arg-type]
                return f"[{inner}]" if type(value) is list else f"({inner}{comma})"
            if type(value) is dict:
                pairs = [
                    f"{key_text(k)}: {written(v, f'{at}[{key_text(k)}]')}" for k, v in value.items()
                ]
                return f"{{{', '.join(pairs)}}}"
            path = module.paths.get(f"{place}{at}", "")
            if path or type(value) is not FunctionType:
                return self.spelled(path) if path else f"{text}{at}"
            return self.object_named(value, "function", fresh)

        whole = module.as_it_is(place)
        return written(whole, "") if type(whole) in (list, tuple, dict) else ""

    def is_imaginary(self, text: str) -> bool:
        if self.of is None and root_in(text) == self.owner:
            self.numbers.append(text)  # of each object
        if self.is_coming(text):
            return self.written.is_imaginary(text)
        return holds_complex(self.as_it_is(text))

    def is_coming(self, text: str) -> bool:
        """Tell whether a constant of the module isn't there yet: a decorated function stands above it."""
        root = root_in(text)
        there = root in self._around or root in self.cells or root in (self.owner, "")
        return not there and root in self.written.bindings

    def is_awaited(self, text: str) -> bool:
        made = self.is_coming(text) and not self.written.is_imaginary(text)
        return made and not is_made_of_numbers(root_in(text), self.written)

    def is_dict(self, text: str) -> bool:
        return isinstance(self.as_it_is(text), dict)

    def keys_of(self, text: str) -> list[Key] | None:
        whole = self.as_it_is(text)
        return plain_keys([*whole]) if isinstance(whole, dict) else None

    def rows_of(self, text: str) -> list[str | tuple[str | None, ...]] | None:
        whole = self.as_it_is(text)
        return plain_rows([*whole]) if type(whole) in (list, tuple) else None  # type: ignore[misc]

    def stays(self, text: str) -> bool:
        return False

    def is_list(self, text: str) -> bool:
        return bool(text) and isinstance(self.as_it_is(text), (list, tuple))

    def odd_kind(self, text: str) -> str:
        return odd_in(self.as_it_is(text))

    def runs_otherwise(self, text: str) -> str:
        value = self.as_it_is(text) if text[:1].isidentifier() else ()
        by_numbers = isinstance(value, BY_NUMBERS) or type(value).__module__ == "numpy"
        return "" if by_numbers or not hasattr(type(value), "__iter__") else type(value).__name__

    def as_it_is(self, text: str) -> object:
        """Return what a constant is now; None where that isn't known."""
        try:
            return self.value_at(ast.parse(text, mode="eval").body)
        except (SyntaxError, LookupError, TypeError, ValueError):
            return None

    def value_at(self, node: ast.expr) -> Any:
        """Return what an expression of the output is: a name, an attribute or a part that is written out."""
        if isinstance(node, ast.Subscript):
            return self.value_at(node.value)[ast.literal_eval(node.slice)]
        if isinstance(node, ast.Attribute):
            owner = self.value_at(node.value)
            if node.attr in getattr(type(owner), "_fields", ()):
                return getattr(owner, node.attr)
            found, _ = attribute_of(owner, node.attr)
            if found is None and has_own_operators(owner):  # S.T of a sparse matrix
                return owner
            return found.__get__(owner) if isinstance(found, MemberDescriptorType) else found
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # d.get("a", 1.0)
            whole = self.value_at(node.func.value)
            given = map(ast.literal_eval, node.args)
            return whole.get(*given) if isinstance(whole, dict) else None
        if not isinstance(node, ast.Name):
            return None
        if node.id == self.owner:
            return self.of or self.kind
        if node.id in self.cells:
            return self.cells[node.id].cell_contents
        if node.id in self._around and node.id not in self.brought:
            return self._around[node.id]
        known = self.imports.get(node.id) or self.written.imports.get(node.id)
        return sys.modules.get(known.path) if known else None

    def by_another_name(self, name: str, fresh: Callable[[str], str]) -> str:
        if name in self.cells or name in self.closure:
            called = fresh(name)
            self.cells[called] = (self.cells | self.closure)[name]
            return called
        if isinstance(self._around.get(name), ModuleType):  # what it has is read anew
            return ""
        return self.of_module(self, name)

    def of_module(self, other: Addressing, name: str) -> str:
        """Return how the output calls what a module has by a name, as an import reads it."""
        if vars(sys.modules.get(other.name, sys)) is other.scope:
            return self.spelled(f"{other.name}.{name}")
        message = f"{name}, outside of the function, has a name that is used for something else"
        fault = Fault(message, "call one of them by another name", self.node.lineno)
        raise FlatgenError([fault], self.filename, self.text)

    def spelled(self, path: str) -> str:
        """Return how the output calls what belongs to another module; an import is added where none has it.

        What may change is read where it is: ``from parts import RATE`` has what it was.
        """
        stays = path.split(".")[0] in LIBRARIES
        if path.startswith(AT):
            return path[len(AT) :]
        if self.owner and path.startswith(f"{self.owner}."):
            return path
        for name, one in self.imports.items():
            if (path == one.path and stays) or path.startswith(one.path + "."):
                return name + path[len(one.path) :]
        library, _, last = path.rpartition(".")
        if not library:  # Python's own
            return path
        alias = USUAL.get(library, library.rpartition(".")[2])
        while alias in self.survey.identifiers or alias in self.imports:
            alias += "_"
        self.import_named(alias, library, "", library)
        self.brought.add(alias)
        return f"{alias}.{last}"
