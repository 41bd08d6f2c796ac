"""Texts that are put together, as the f-strings that they are: keys of dicts, mostly.

params["W" + str(i)], "W%d" % i, "W{}".format(i)      Text(JoinedStr("W", Formatted(i, "")))

What is known of one is written out: where ``i`` is 1 it is ``"W1"``, a text like any other.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from string import Formatter

from flatgen.comments import string
from flatgen.constants import OPERATORS, known_value
from flatgen.equations import is_text
from flatgen.ir import UNKNOWN, Apply, Literal, Value
from flatgen.static import POISON, Display, Path, Scope, Static, Text, Want
from flatgen.viewing import Viewing

PLAIN = Literal('""', "")  # a value in the braces of a text, as str has it
PERCENT = re.compile(r"%(?:(?P<width>\d*)d|[is%])")


class Texts(Viewing):
    """Puts texts together."""

    def put_together(self, parts: Iterable[Value]) -> Static:
        """Return a text of these parts, a literal where all of them are known."""
        found: list[Value] = []
        for part in parts:
            said = self.said(part)
            if said is not None and found and isinstance(found[-1], Literal):
                said = f"{found.pop().known}{said}"  # type: ignore[union-attr]
            found.append(part if said is None else Literal(string(said), said))
        if all(isinstance(part, Literal) for part in found):
            return found[0] if found else PLAIN
        return Text(Apply("JoinedStr", tuple(found)))

    def said(self, part: Value) -> str | None:
        """Return what a part of a text reads, None where only the run tells."""
        if isinstance(part, Literal):
            return str(part.known)
        if not isinstance(part, Apply) or part.op != "Formatted" or part.args[1] != PLAIN:
            return None
        known, spec = self.known_of(part.args[0]), [self.said(s) for s in part.args[2:]]
        if type(known) not in (int, str) or None in spec:
            return None
        return format(known, *map(str, spec))

    def known_of(self, value: Value) -> object:
        """Return the number or text that a value is, UNKNOWN where only the run tells."""
        if isinstance(value, str):
            number, made = self.known_number(value), self.made.get(value, POISON)
            return self.known_of(made) if number is None else number
        if not isinstance(value, Apply) or value.op not in OPERATORS:
            return known_value(value)
        parts: list[Value] = []
        for argument in value.args:
            known = self.known_of(argument)
            if type(known) is not int:
                return UNKNOWN
            parts.append(Literal(str(known), known))
        return known_value(Apply(value.op, tuple(parts), value.keys))

    def parts_of_text(self, value: Static) -> tuple[Value, ...] | None:
        """Return the parts of a text, None of what isn't known to be one."""
        if isinstance(value, Text):
            made = value.value
            return made.args if isinstance(made, Apply) and made.op == "JoinedStr" else (made,)
        known = self.made.get(value) if isinstance(value, str) else value
        if isinstance(known, Literal) and is_text(known) and known.known is not ...:
            return (Literal(string(str(known.known)), known.known),)
        return None

    def shown(self, value: Static, node: ast.AST, spec: str = "") -> tuple[Value, ...]:
        """Return a value within a text."""
        parts = None if spec else self.parts_of_text(value)
        if parts is not None:
            return parts
        form = (Literal(string(spec), spec),) if spec else ()
        return (Apply("Formatted", (self.atom(value, node), PLAIN, *form)),)

    def joined_text(self, op: ast.AST, left: Static, right: Static, node: ast.AST) -> Static | None:
        """Return ``"W" + str(i)`` or ``"W%d" % i``, None of what is no text."""
        first = self.parts_of_text(left)
        if first is None or not isinstance(op, (ast.Add, ast.Mod)):
            return None
        if isinstance(op, ast.Add):
            second = self.parts_of_text(right)
            return None if second is None else self.put_together((*first, *second))
        given = right.items if isinstance(right, Display) else [right]
        text = first[0].known if len(first) == 1 and isinstance(first[0], Literal) else ""
        found = list(PERCENT.finditer(str(text)))
        values = iter(given)
        fields = [m for m in found if m[0] != "%%"]
        if len(fields) != len(given) or "%" in PERCENT.sub("", str(text)):
            return None
        parts: list[Value] = []
        end = 0
        for match in found:
            parts.append(said(str(text)[end : match.start()]))
            spec = f"{match['width']}d" if match["width"] else ""
            parts += [said("%")] if match[0] == "%%" else self.shown(next(values), node, spec)
            end = match.end()
        return self.put_together([*parts, said(str(text)[end:])])

    def told(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """Return ``str(x)`` or ``"W{}".format(x)``, None of all else."""
        function = node.func
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            return None
        if isinstance(function, ast.Name) and function.id == "str":
            found = self.look_up(function, scope)
            if not isinstance(found, Path) or len(node.args) != 1 or node.keywords:
                return None
            value = self.value(node.args[0], scope)
            return POISON if value is POISON else self.put_together(self.shown(value, node))
        if not isinstance(function, ast.Attribute) or function.attr != "format":
            return None
        if not isinstance(function.value, (ast.Name, ast.Constant)):
            return None
        parts = self.parts_of_text(self.value(function.value, scope))
        if parts is None or not isinstance(parts[0], Literal) or len(parts) > 1:
            return None
        given: dict[str, Static] = {str(i): self.value(a, scope) for i, a in enumerate(node.args)}
        given |= {str(k.arg): self.value(k.value, scope) for k in node.keywords}
        if any(value is POISON for value in given.values()):
            return POISON
        fields = list(fields_of(str(parts[0].known)))
        if not all(field in given or not field for _, field, _ in fields):
            return None
        made = [
            part
            for before, field, spec in fields
            for part in (said(before), *(self.shown(given[field], node, spec) if field else ()))
        ]
        return self.put_together(made)


def said(text: str) -> Literal:
    return Literal(string(text), text)


def fields_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of a text with braces: what stands before each, what it names, how it is shown."""
    count = 0
    for before, field, spec, conversion in Formatter().parse(text):
        name = str(count) if field == "" else field or ""
        count += field == ""
        yield before, "!" if conversion or "{" in (spec or "") else name, spec or ""
