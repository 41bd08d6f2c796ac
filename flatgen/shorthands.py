"""What operations are short for: functions written out by simpler ones, and by their form of two values."""

from __future__ import annotations

import flatgen.templates as templates
from flatgen.ir import DISPLAYS, Apply, Value, renamed, substitute
from flatgen.matching import match
from flatgen.sharing import Sharing
from flatgen.signatures import function_of, signature

Definitions = dict[str, list[tuple[Apply, list[Value]]]]  # by operation

SECTIONS = "sections"  # a pattern's parameter: how many parts there are, or where they end


class Shorthands(Sharing):
    """What the templates define, and the attributes that they speak of."""

    def __init__(self) -> None:
        super().__init__()
        self.definitions: Definitions = {}
        self.updates: Definitions = {}  # calls that change their first argument: what it is then
        self.folds: dict[str, tuple[list[str], Value]] = {}
        self.records: dict[str, set[str]] = {}  # operations, and what their results have
        self.parted: dict[str, Apply] = {}  # operations that give a list of parts

    def is_record(self, op: str, attribute: str = "") -> bool:
        """Tell whether the result of an operation has attributes of its own, or this one."""
        self.load_for(op)
        found = self.records.get(op, set())
        return attribute in found if attribute else bool(found)

    def definition(self, value: Apply) -> list[Value] | None:
        """Return the values that an operation is short for, if it is."""
        found = _first(self.definitions.get(function_of(value.op), []), value)
        if found is not None:
            return found
        general = self.method_of_all(value.op)
        found = self.definition(value._replace(op=general)) if general else None
        function = value.op.rpartition(".")[0]
        return [renamed(part, templates.UFUNC, function) for part in found or ()] or None

    def is_parted(self, op: str) -> bool:
        """Tell whether an operation takes an array apart, into views of it."""
        return op in self.parted

    def sections(self, value: Apply) -> int | None:
        """Return how many parts an array is taken apart into, if that is written out."""
        self.load_for(function_of(value.op))
        found: dict[str, Value] = {}
        if value.op not in self.parted or not match(self.parted[value.op], value, {}, found):
            return None
        sections = found[SECTIONS]
        if isinstance(sections, Apply) and sections.op in DISPLAYS:
            return len(sections.args) + 1
        known = getattr(sections, "known", None)
        return known if isinstance(known, int) else None

    def is_update(self, op: str) -> bool:
        """Tell whether a call changes its first argument in place."""
        self.load_for(function_of(op))
        return op in self.updates

    def updated(self, value: Apply) -> Value | None:
        """Return what the first argument of a call is after it, None where that isn't known."""
        found = _first(self.updates.get(value.op, []), value)
        return found[0] if found else None

    def method_of_all(self, path: str) -> str:
        """Return how templates call a method that all of numpy's functions of two have: np.add.outer."""
        function, _, name = path.rpartition(".")
        general, found = f"{templates.UFUNC}.{name}", signature(function)
        if found is None or found.places[:2] != ("x1", "x2") or not self.is_elementwise(function):
            return ""
        return general if general in self.definitions else ""

    def folded(self, path: str) -> tuple[list[str], Value] | None:
        return self.folds.get(path)


def _first(definitions: list[tuple[Apply, list[Value]]], value: Apply) -> list[Value] | None:
    for pattern, values in definitions:
        bound: dict[str, Value] = {}
        if match(pattern, value, {}, bound):
            return [substitute(part, bound) for part in values]
    return None
