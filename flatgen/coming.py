"""Names that a loop binds first: what a round finds them to be, if one before has bound them.

for i in range(3):
    if i == 1:
        c = x * w        c is what it was, where that isn't run: not what it is to be
return c
"""

from __future__ import annotations

from flatgen.ir import UNBOUND, Atom, Literal
from flatgen.ranges import Ranges
from flatgen.static import Scope, Static

NOTHING_YET = Literal("None", None)


class Coming(Ranges):
    """Follows them from round to round."""

    def entered_unbound(
        self,
        scope: Scope,
        name: str,
        value: Static | None,
        inits: list[Atom],
        parameters: list[str],
    ) -> None:
        """Let a loop give its rounds what those before made of a name: what an outer one gave it, in the first."""
        if value is None:
            inits[-1] = self.coming.get((id(scope), name), UNBOUND)
            self.coming[id(scope), name] = parameters[-1]
        elif value in self.may_come:
            self.come.add(self.may_come[value])

    def left_unbound(
        self, before: dict[tuple[int, str], str], inits: list[Atom], parameters: list[str]
    ) -> None:
        """Leave a loop. What its rounds read has a value at its start: it is recorded there, read or not."""
        self.coming = before
        for i, parameter in enumerate(parameters):
            if parameter in self.come and inits[i] is UNBOUND:
                inits[i] = NOTHING_YET
            elif parameter in self.come:
                self.come.add(str(inits[i]))
