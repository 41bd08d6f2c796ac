"""Sums that don't fit a line: a gradient as far as it is added up has its name already. And names that nothing reads.

grad_x_part = grad_s7 * y + grad_s4 * s2         grad_x = grad_s7 * y + grad_s4 * s2
grad_x = grad_x_part + grad_s3 * (1 - s3**2)     grad_x = grad_x + grad_s3 * (1 - s3**2)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from flatgen.ir import Equation, Statement, names
from flatgen.statements import blocks_of, bound_in, read_in, with_blocks
from flatgen.writes import renamed


class Sums:
    """The names of parts of sums in a function's statements; ``kept`` are names that are read beside these."""

    def __init__(self, every: Sequence[Statement], kept: Iterable[object]) -> None:
        self.reads = Counter(read_in(every)) + Counter(map(str, kept))
        self.bound = Counter(bound_in(every))

    def whole(self, body: Sequence[Statement]) -> tuple[Statement, ...]:
        """Return statements with what is only added to in the next line called by the name of the sum."""
        made: list[Statement] = []
        after: Statement | None = None
        for statement in reversed(body):
            if isinstance(statement, Equation) and self.is_idle(statement):
                continue
            if isinstance(statement, Equation) and isinstance(after, Equation):
                name = statement.target
                if self.is_part(name, after):
                    made[-1] = renamed(after, {name: after.target})
                    statement = statement._replace(target=after.target)
            blocks = [block._replace(body=self.whole(block.body)) for block in blocks_of(statement)]
            after = with_blocks(statement, blocks) if blocks else statement
            made.append(after)
        return tuple(reversed(made))

    def is_idle(self, line: Equation) -> bool:
        """Tell whether a line gives a value another name that nothing reads: what a gradient had for a result."""
        return isinstance(line.value, str) and not self.reads[line.target]

    def is_part(self, name: str, after: Equation) -> bool:
        """Tell whether a name is of a part that the next line adds to, and nothing else reads."""
        alone = self.reads[name] == self.bound[name] == 1 and self.bound[after.target] == 1
        said = re.fullmatch(re.escape(after.target) + r"_part(_\d+)?", name)
        return alone and said is not None and name in names(after.value)
