"""Operations that are short for others: what a rule says they are, functions of many values as those of two.

max(a, b, c)      max(max(a, b), c)
"""

from __future__ import annotations

import ast

from flatgen.equations import is_shape, is_text
from flatgen.giving import Giving
from flatgen.ir import DISPLAYS, Apply, Value, substitute, with_args
from flatgen.static import POISON, Display, Pack, Path, Scope, Static, Want
from flatgen.surveying import path_of

REPLACE = "dataclasses.replace"
OF_MANY = (".reduce", ".accumulate")  # methods of numpy's functions of two


class Shorts(Giving):
    """Writes them out."""

    def renewed(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """``state._replace(v=v)``, ``replace(state, v=v)``: a new one, with its other fields as they are."""
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "_replace" and not node.args:
            whole = function.value
        elif len(node.args) == 1 and path_of(function, self.module) == REPLACE:
            whole = node.args[0]
        else:
            return None
        base = self.value(whole, scope)
        if not isinstance(base, Display) or not base.keys:
            return None
        given = self.keywords(node, scope)
        if given is None:
            return POISON
        if not given.keys() <= set(base.keys):
            help = f"its fields are {', '.join(map(str, base.keys))}"
            return self.fault(node, f"{min(given.keys() - set(base.keys))} is no field of it", help)
        items = base.items
        if isinstance(base, Pack):  # what it holds is read of it
            parts = [ast.Attribute(whole, str(key), ast.Load()) for key in base.keys]
            items = [self.value(ast.copy_location(part, whole), scope) for part in parts]
        items = [given.get(str(key), item) for key, item in zip(base.keys, items)]
        return Display(base.op, items, keys=base.keys, maker=base.maker)

    def written_out(self, value: Apply, node: ast.AST, want: Want | None) -> Static | None:
        """Return the values that an operation is short for, if it is."""
        if value.op.endswith(OF_MANY) and value.args:  # of a list, np.maximum.reduce([a, b])
            value = with_args(
                value, (self.as_array(value.args[0], node, DISPLAYS), *value.args[1:])
            )
        values = self.rules.definition(value)
        if values is None:
            return None
        if len(values) > 1:
            return Display("Tuple", [self.flatten(part, node, None) for part in values])
        return self.flatten(values[0], node, want)

    def fold(
        self,
        function: Path,
        fold: tuple[list[str], Value],
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        """Write a function of many values as its two-argument form, from the left."""
        (first, second), form = fold
        if "start" in keywords and len(positional) == 1:
            positional = [*positional, keywords.pop("start")]
        if keywords:
            help = f"call {function.text} with its values alone"
            return self.fault(
                node, f"{function.text} with {next(iter(keywords))}= is not supported", help
            )
        if positional and not isinstance(positional[0], Display):
            given = tuple([self.argument(value, node) for value in positional])
            if POISON in given:
                return POISON
            whole = Apply(function.path, given)
            if is_shape(given[0]):  # a tuple: it is no array, and gives none
                return self.emit(whole, node, want)
            written = self.written_out(whole, node, want)
            if written is not None:
                return written
        values = positional
        if len(positional) == 1 and isinstance(positional[0], Display):
            values = positional[0].items
        elif len(positional) == 2 and isinstance(positional[0], Display):
            values = [positional[1], *positional[0].items]  # sum(values, start)
        if any(map(is_text, values)):
            return self.text_refused(node)
        if len(values) < 2 and not (len(values) == 1 and isinstance(positional[0], Display)):
            help = f"write its values out: {function.text}((a, b, c))"
            message = f"{function.text} of anything but values written out is not supported"
            return self.fault(node, message, help)
        result = self.atom(values[0], node)
        for i, value in enumerate(values[1:], 2):
            other = self.atom(value, node)
            if result is POISON or other is POISON:
                return POISON
            last = want if i == len(values) else None
            result = self.flatten(substitute(form, {first: result, second: other}), node, last)
        return result

    def flatten(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        """Append the operations of a nested value; return the atom that it is."""
        if not isinstance(value, Apply):
            return value
        self.note_library(value.op)
        flat = tuple([self.flatten(argument, node, None) for argument in value.args])
        return self.emit(Apply(value.op, flat, value.keys), node, want)
