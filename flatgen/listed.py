"""Lists that grow as they are read: by index, by loops, by functions of whole lists.

z = h[-1]                    z = Get(h, -1)
for x in h:                  for range(len(h)): x = Get(h, i)
s = np.stack(h)              s = numpy.stack(h)
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, TypeGuard

from flatgen.comments import string
from flatgen.ir import (
    GET,
    POP,
    PUSH,
    UNKNOWN,
    Apply,
    Block,
    Equation,
    Literal,
    Loop,
    Statement,
    Value,
    substitute,
)
from flatgen.lists import Lists
from flatgen.statements import equations, is_stack
from flatgen.static import POISON, Display, Holding, Keyed, Path, Rows, Static, Want, lists_in


def is_no_array(part: object) -> TypeGuard[Display]:
    """Tell whether a tuple or list that is written out holds functions, or objects: it is run through as it is."""
    held = part.items if isinstance(part, Display) and part.op != "Dict" else ()
    return any(isinstance(item, (Path, Holding)) or is_outside(item) for item in held)


def is_outside(item: object) -> bool:
    """Tell whether a value is a constant outside of the function of which nothing is known: it may be a dict."""
    return isinstance(item, Literal) and item.known is UNKNOWN and item.text[:1].isidentifier()


class Listed(Lists):
    """Flattens what is read of lists that grow."""

    def taken(self, stack: str, index: Static, node: ast.AST, want: Want | None) -> Static:
        """``h[i]``."""
        at = self.place_on(index, node)
        return POISON if at is POISON else self.emit(Apply(GET, (stack, at)), node, want)

    def counted(self, stack: str, node: ast.AST, want: Want | None = None) -> Static:
        """``len(h)``, as it is here."""
        name = self.name_for(want)
        self.append(name, Apply("len", (stack,)), node)
        self.known[name] = int
        return name

    def base_of(self, value: Static, node: ast.AST) -> Value | Rows:
        """Return what is indexed by the numbers of rounds: an array, or a list that grows."""
        if isinstance(value, Rows) or (isinstance(value, str) and value in self.lists):
            return value
        self.arrays = True
        found = self.atom(value, node)
        kind = self.home.runs_otherwise(found.text) if isinstance(found, Literal) else ""
        if kind:  # its rounds are no parts by numbers
            message = f"what a loop through a {kind} gives only the run tells"
            return self.fault(node, message, "let it be a list: list(...), outside of the function")
        return found

    def length(self, base: Value | Rows, node: ast.AST) -> Value:
        """Return how many rounds a loop over a value has."""
        base = self.first_of(base, node) if isinstance(base, Rows) else base
        if isinstance(base, str) and base in self.lists and not self.is_given(base):
            return str(self.counted(base, node))
        return POISON if base is POISON else Apply("len", (base,))

    def first_of(self, rows: Rows, node: ast.AST) -> Value:
        """Return the first of the lists that a list of tuples is."""
        found = lists_in(rows.row)
        if not found:  # so far: where a part is read, all is read again
            self.fault(node, "nothing of what is on the list is read", "read its parts")
        return found[0] if found else Literal("0", 0)

    def one_by_one(self, parts: Sequence[Any], count: int, node: ast.AST) -> list[Static] | None:
        """Return what each round is given of functions, or objects, beside arrays: there are as many rounds."""
        columns: list[list[Static]] = []
        for part in parts:
            if isinstance(part, Display):
                columns.append(part.items)
                continue
            plain = isinstance(part, (str, Literal, Path)) and not self.is_list(part)
            base = self.base_of(part, node) if plain else POISON
            if isinstance(base, Rows) or base is POISON:
                help = "run through it by number: for i, f in enumerate(functions)"
                self.fault(node, "a list beside functions, or objects, is not supported", help)
                return None
            length, needed = Apply("len", (base,)), Literal(str(count), count)
            said = string(f"there are {count} of the others")
            self.append_effect(
                Apply("Assert", (Apply("GtE", (length, needed)), Literal(said))), node
            )
            numbers = [Literal(str(i), i) for i in range(count)]
            columns.append([Apply("Item", (base, number)) for number in numbers])
        return [Display("Tuple", list(row)) for row in zip(*columns)]

    def numbers_beside(self, part: Any, node: ast.AST) -> Any:
        """Return numbers that are written out beside an array, ``zip(x, [0.5, 2.0])``, as an array."""
        if not isinstance(part, Display) or part.op not in ("List", "Tuple") or part.maker:
            return part
        if not all(isinstance(item, Literal) for item in part.items):
            return part
        self.note_library("numpy.array")
        made = self.names.temporary()
        listed = Apply("List", tuple([item for item in part.items if isinstance(item, Literal)]))
        self.append(made, Apply("numpy.array", (listed,)), node)
        return made

    def check_grown(self, bases: list[Any], body: list[Statement], node: ast.AST) -> None:
        """Report a loop over a list that it makes longer or shorter."""
        flat = [one for base in bases for one in (base if isinstance(base, list) else [base])]
        over = [n for o in flat for n in (lists_in(o.row) if isinstance(o, Rows) else [o])]
        for equation in equations(body):
            value = equation.value
            if isinstance(value, Apply) and value.op in (PUSH, POP) and value.args[0] in over:
                help = "run over range(len(...)), or append to another list"
                self.fault(node, "a loop over a list that changes in it is not supported", help)
                return

    def is_static(self, value: Static | None) -> bool:
        """Tell whether a value is a tuple, or a list that grows."""
        return isinstance(value, Display) or self.is_list(value)

    def count_own(self, node: ast.AST) -> None:
        """Append how much is on each list of a block at its end: its gradients are as many."""
        own = {e.target for e in self.body if isinstance(e, Equation)} & self.lists
        for stack in sorted(own):
            self.append(self.names.fresh(f"{stack}_count"), Apply("len", (stack,)), node)

    def of_lists(
        self,
        function: Path,
        given: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static | None:
        """Return a function of lists that grow, or change them into arrays in ``given`` and return None."""
        path, found = function.path, [g for g in given if isinstance(g, str) and g in self.lists]
        if isinstance(given[0] if given else None, Keyed) and path == "len":
            given = [given[0].values]  # type: ignore[union-attr]
            found = [g for g in given if isinstance(g, str)]
        if path == "len" and len(given) == 1 and isinstance(given[0], Rows):
            first = self.first_of(given[0], node)
            return POISON if first is POISON else self.counted(str(first), node, want)
        if not found:
            return None
        if path == "len" and len(given) == 1:
            return self.counted(found[0], node, want)
        if keywords and self.rules.folded(path) is not None:
            return self.with_start(function, given, keywords, node, want)
        if self.rules.takes_growing(path):
            if self.rules.folded(path) is None:
                return None
            whole = self.emit(Apply(path, (found[0],)), node, want if len(given) == 1 else None)
            if len(given) == 1 or whole is POISON:
                return whole
            return self.operation(ast.Add(), given[1], whole, node, want)  # sum(h, start)
        if self.rules.folded(path) is not None and len(given) == 1:
            return self.folded_list(function, found[0], node, want)
        if path.startswith("numpy."):
            for i, value in enumerate(given):
                if value in found:
                    given[i] = self.emit(Apply("numpy.array", (str(value),)), node, None)
        return None

    def with_start(
        self,
        function: Path,
        given: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        """``sum(h, start=x)``: the function of two arguments, of what a list gives and where it starts."""
        fold = self.rules.folded(function.path)
        assert fold is not None
        (first, second), form = fold
        if {*keywords} != {"start"} or len(given) > 1:
            word = next((word for word in keywords if word != "start"), "start")
            help = f"call {function.text} with its values alone"
            return self.fault(node, f"{function.text} with {word}= is not supported", help)
        start, whole = keywords["start"], self.of_lists(function, given, {}, node, None)
        if start is POISON or whole is POISON or whole is None:
            return POISON
        both = {first: self.atom(start, node), second: self.atom(whole, node)}
        return self.flatten(substitute(form, both), node, want)

    def folded_list(self, function: Path, stack: str, node: ast.Call, want: Want | None) -> Static:
        """Write a function of many values as a loop over a list: ``max(h)``."""
        fold = self.rules.folded(function.path)
        assert fold is not None
        (first, second), form = fold
        if self.within:  # behind "and" it is only asked
            return self.emit(Apply(function.path, (stack,)), node, want)
        count = str(self.counted(stack, node))
        if function.path == "math.prod":  # of nothing it is 1
            start: Static = Literal("1.0", 1.0)
            over = Apply("range", (count,))
        else:
            start = self.taken(stack, Literal("0", 0), node, None)
            over = Apply("range", (Literal("1", 1), count))
        item, so_far = self.names.fresh("i"), self.names.temporary()
        around, self.body = self.body, []
        one = self.taken(stack, item, node, None)
        assert isinstance(start, (str, Literal)) and isinstance(one, str)
        result = self.flatten(substitute(form, {first: so_far, second: one}), node, None)
        assert isinstance(result, str)
        block = Block((item, so_far), tuple(self.body), (result,))
        self.body = around
        target = self.name_for(want)
        self.keys += 1
        place = self.place(node)
        self.body.append(Loop((target,), item, over, (start,), block, *place, self.keys))
        return target

    def shortened(self, body: Sequence[Statement]) -> list[Statement]:
        """Return a program's statements with ``len(h)`` where it is read, if the list doesn't change any more."""
        made = list(body)
        for i, statement in enumerate(body):
            value = statement.value if isinstance(statement, Equation) else None
            if not isinstance(value, Apply) or value.op != "len" or value.args[0] not in self.lists:
                continue
            later = [e.value for e in equations(made[i + 1 :]) if is_stack(e.value)]
            if any(isinstance(v, Apply) and v.args[0] == value.args[0] for v in later):
                continue
            assert isinstance(statement, Equation)
            if statement.target in self.names.temporaries:
                by = {statement.target: value}
                made[i + 1 :] = [
                    s._replace(over=substitute(s.over, by)) if isinstance(s, Loop) else s
                    for s in made[i + 1 :]
                ]
        return made
