"""What a function returns: its outputs, and how they are laid out in tuples, dicts and namedtuples."""

from __future__ import annotations

import ast

from flatgen.comments import key_word
from flatgen.equations import is_text
from flatgen.ir import Apply, Outline, Parameter, Result
from flatgen.kept import Kept
from flatgen.outermost import FunctionNode
from flatgen.static import Display, Keyed, Rows, Scope, Static, Want

ONE = Outline("")


class Returning(Kept):
    """Takes the value that a function returns apart into results."""

    def results(
        self,
        value: Static | None,
        scope: Scope,
        parameters: tuple[Parameter, ...],
        node: FunctionNode,
    ) -> tuple[tuple[Result, ...], Outline]:
        """Return the outputs, and their layout: what is returned, else what is written or assigned last."""
        if value is None:
            written = [p.name for p in parameters if p.name in self.written and self.arrays]
            names = written or self.assigned[-1:]
            if not names:
                return self.nothing(node)
            held = [name for name in names if not self.is_lost(name, scope)]
            found = [self.result(name, scope.names[name], node) for name in held]
            return tuple(found), Outline("Tuple", (ONE,) * len(names)) if written[1:] else ONE
        if isinstance(value, (Display, Rows, Keyed)):
            flat: list[Result] = []
            outline = self.laid_out(value, node, flat)
            return (tuple(flat), outline) if flat else self.nothing(node)
        named_by = self.returned
        unnamed = self.variables.get(value, value) if isinstance(value, str) else "out"
        name = named_by.id if isinstance(named_by, ast.Name) else unnamed
        return (self.result(name, value, node),), ONE

    def nothing(self, node: FunctionNode) -> tuple[tuple[Result, ...], Outline]:
        if not self.faults[self.earlier :]:  # of what is refused the return may be a part
            self.fault(node, f"{node.name} returns nothing", "return the value to differentiate")
        return (), ONE

    def laid_out(
        self,
        value: Display | Rows | Keyed,
        node: FunctionNode,
        flat: list[Result],
        around: str = "",
        each: str = "",
    ) -> Outline:
        """Return the layout of a tuple, list or dict; append what is in it to ``flat``.

        What has no name of its own is called by its index behind ``around``, the key or variable that the
        container is known by.
        """
        if isinstance(value, Keyed):
            inner = value.values.row if isinstance(value.values, Rows) else value.values
            whole = self.laid_out(Display("Tuple", [inner]), node, flat, around, "s")
            return Outline("Keyed", whole.parts, tuple(value.read), "".join(value.order))
        if isinstance(value, Rows):
            return Outline("Rows", (self.laid_out(value.row, node, flat, around, "s"),))
        self.is_open(value, self.returned or node, False)
        parts: list[Outline] = []
        nodes: list[ast.expr | None] = [*(value.nodes or ())] or [None] * len(value.items)
        for i, (item, part) in enumerate(zip(value.items, nodes)):
            name = part.id if isinstance(part, ast.Name) else ""
            if value.keys and key_word(value.keys[i]):
                name = key_word(value.keys[i]) + each
            counted = f"{around}{i}" if around else ""
            if isinstance(item, (Display, Rows, Keyed)):
                parts.append(self.laid_out(item, node, flat, name or (counted and f"{counted}_")))
                continue
            if counted in self.main.local:  # another value's name
                counted = ""
            result = self.result(name or counted or f"out{i}", item, node)
            flat.append(result._replace(unnamed=counted))
            parts.append(ONE)
        return Outline(value.op, tuple(parts), tuple(value.keys), value.maker)

    def result(self, name: str, value: Static, node: FunctionNode) -> Result:
        """Return an output; one that is a copy of another value gets an equation of its own."""
        if is_text(value):
            value = self.text_refused(self.returned or node)
        if isinstance(value, str) and value in self.lists:
            return Result(name, value)
        value = self.atom(value, self.returned or node)
        if isinstance(value, Apply):
            value = self.emit(value, self.returned or node, Want(self.main, name, result=True))
            assert isinstance(value, str)
        known_as = isinstance(value, str) and (
            value == name or value in self.versions.get(name, ())
        )
        own = name in self.main.local and name not in self.main.parameters
        if known_as or not own:
            return Result(name, value)
        target = self.names.fresh(name) if name in self.used else name
        self.used.add(target)
        self.append(target, value, self.returned or node)
        return Result(name, target)
