"""Arrays taken apart, as lists that are written out: ``np.split(x, 3)`` where its parts are wanted one by one.

at(*np.split(x, 3))              s1, s2, s3 = Item(s0, 0), Item(s0, 1), Item(s0, 2)

Elsewhere such a value is what it is, and read by index, in loops, too. What a comprehension makes of each part is
written out only where it has to be: the list is taken apart, or holds lists. That is found later, and learned.
"""

from __future__ import annotations

import ast

from flatgen.expressions import WRITTEN_OUT, Expressions
from flatgen.ir import Apply, Literal
from flatgen.static import Again, Display, Learned, Path, Static


class Parted(Expressions):
    """Writes out what arrays are taken apart into."""

    learned: Learned
    of_parts: dict[str, tuple[int, int]]

    def is_several(self, value: Static | None) -> bool:
        """Tell whether a value is a list of the parts of an array."""
        made = self.made.get(value) if isinstance(value, str) else None
        return isinstance(made, Apply) and self.rules.is_parted(made.op)

    def sections_of(self, value: Static | None) -> int:
        """Return into how many parts a value is taken apart; 0 if it isn't, or only the run tells."""
        made = self.made.get(value) if isinstance(value, str) else None
        count = self.rules.sections(made) if isinstance(made, Apply) else None
        return count if count and 0 < count <= WRITTEN_OUT else 0

    def in_parts(self, value: Static, node: ast.AST) -> Static:
        """Return a value that is a list as one that is written out, where that can be done."""
        place = self.of_parts.get(value) if isinstance(value, str) else None
        if place is not None and place not in self.learned.unrolled:
            self.learned.renumber(self.learned.unrolled, place)
            raise Again
        count = self.sections_of(value)
        if not count:
            return value
        places = [Literal(str(i), i) for i in range(count)]
        return Display("List", [self.emit(Apply("Item", (value, i)), node, None) for i in places])  # type: ignore[arg-type]

    def given_in_parts(self, function: Static, argument: ast.expr, value: Static) -> Static:
        """Return an argument as a list that is written out, where it is starred, or a library is given it."""
        listed = isinstance(function, Path) and self.sections_of(value) > 0
        wanted = listed or isinstance(argument, ast.Starred)
        return self.in_parts(value, argument) if wanted else value
