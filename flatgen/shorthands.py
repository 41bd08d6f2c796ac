"""What operations are short for: functions written out by simpler ones, and by their form of two values."""

from __future__ import annotations

import flatgen.templates as templates
from flatgen.ir import Apply, Value, renamed, substitute
from flatgen.matching import match
from flatgen.sharing import Sharing
from flatgen.signatures import function_of, signature


class Shorthands(Sharing):
    """What the templates define, and the attributes that they speak of."""

    def __init__(self) -> None:
        super().__init__()
        self.definitions: dict[str, list[tuple[Apply, list[Value]]]] = {}
        self.folds: dict[str, tuple[list[str], Value]] = {}
        self.records: dict[str, set[str]] = {}  # operations, and what their results have

    def is_record(self, op: str, attribute: str = "") -> bool:
        """Tell whether the result of an operation has attributes of its own, or this one."""
        self.load_for(op)
        found = self.records.get(op, set())
        return attribute in found if attribute else bool(found)

    def definition(self, value: Apply) -> list[Value] | None:
        """Return the values that an operation is short for, if it is."""
        for pattern, values in self.definitions.get(function_of(value.op), ()):
            bound: dict[str, Value] = {}
            if match(pattern, value, {}, bound):
                return [substitute(part, bound) for part in values]
        general = self.method_of_all(value.op)
        found = self.definition(value._replace(op=general)) if general else None
        function = value.op.rpartition(".")[0]
        return [renamed(part, templates.UFUNC, function) for part in found or ()] or None

    def method_of_all(self, path: str) -> str:
        """Return how templates call a method that all of numpy's functions of two have: np.add.outer."""
        function, _, name = path.rpartition(".")
        general, found = f"{templates.UFUNC}.{name}", signature(function)
        if found is None or found.places[:2] != ("x1", "x2") or not self.is_elementwise(function):
            return ""
        return general if general in self.definitions else ""

    def folded(self, path: str) -> tuple[list[str], Value] | None:
        return self.folds.get(path)
