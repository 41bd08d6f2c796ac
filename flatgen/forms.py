"""Values in the form that patterns have them in, however the program spells them.

    m = np.max(x, axis=1)
    s = m[:, None]              s is np.max(x, axis=1, keepdims=True)

Which spellings are of one form is said in ``templates/`` (``@form``). It is asked only where a value is an
operand: the text of a program stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flatgen.ir import Apply, Value, substitute
from flatgen.matching import kinds_of, match
from flatgen.rules import RuleBook
from flatgen.signatures import BadCall
from flatgen.whens import holds

Questions = Mapping[str, Callable[..., Any]]


class Forms:
    """The values of a program's names in the form of patterns."""

    def __init__(self, rules: RuleBook, known: Mapping[str, Any], questions: Questions) -> None:
        self.rules = rules
        self.known = known
        self.questions = questions
        self.values: dict[str, Value] = {}
        self.changed: set[str] = set()  # names whose form isn't how they are written
        self.differ = False

    def note(self, target: str, value: Value) -> None:
        """Note the form of what a name is bound to."""
        form = self.values[target] = self.form(value)
        if form is not value:
            self.changed.add(target)
            self.differ = True

    def form(self, value: Value) -> Value:
        """Return a value in its form: of its outermost operation, and of what that brings inside."""
        while isinstance(value, Apply):
            found = self._once(value)
            if found is None:
                return value
            value = found
            if isinstance(value, Apply):
                value = Apply(value.op, tuple(map(self.form, value.args)), value.keys)
        return value

    def _once(self, value: Apply) -> Value | None:
        found = self.rules.forms_of(value.op)
        alike = self.rules.like(found, (kinds_of(value, self.values),)) if found else found
        for pattern, equal, when, _, _ in alike:
            bound: dict[str, Value] = {}
            try:
                if not match(pattern, value, self.values, bound):
                    continue
            except BadCall:
                return None
            if when is None or holds(when, bound, self.known, self.questions):
                return substitute(equal, bound)
        return None
