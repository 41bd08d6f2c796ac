"""Which operations' results may share the array of an argument: views, by their kind of shape."""

from __future__ import annotations

from types import CodeType
from typing import NamedTuple

from flatgen.ir import Apply, Literal, Value
from flatgen.library import Library
from flatgen.signatures import function_of

Kind = tuple[str, tuple[Value, ...]]  # of shape: what shaping.py calls it, and its arguments
NEW = {  # kinds of shape whose results never share an array
    *(
        "number",
        "given",
        "made",
        "reduced",
        "product",
        "dot",
        "joined",
        "stacked",
        "columns",
        "running",
    ),
    *("shortened", "spaced", "taken", "padded", "outer", "inner", "kron", "tensordot", "solved"),
    *("convolved", "quantiles"),
}


class Said(NamedTuple):
    """What a template says of an operation's result, where its pattern and condition hold."""

    pattern: Apply
    when: CodeType | None
    kind: Kind | None
    gives: str


class Sharing(Library):
    """What the templates say of the results of operations."""

    def __init__(self) -> None:
        super().__init__()
        self.views: dict[str, int] = {}  # which argument's array an output may share
        self.new: set[str] = set()  # functions whose outputs share none

    def said_of(self, op: str) -> list[Said]:
        raise AssertionError("templates are read in flatgen.rules")

    def is_elementwise(self, op: str) -> bool:
        raise AssertionError("templates are read in flatgen.rules")

    def viewed(self, value: Apply) -> Value | None:
        """Return the argument whose array the result of an operation may share, if there is one."""
        op = function_of(value.op)
        if op in self.views:
            return value.args[self.views[op]]
        if value.op == ".flatten()":  # always a copy
            return None
        if op == "Item" or _uncopied(value):
            return value.args[0]
        if not value.args or "." not in op or self.is_elementwise(op):
            return None
        kinds = {said.kind[0] for said in self.said_of(op) if said.kind}
        new = op in self.new or (kinds and kinds <= NEW)
        return None if new else value.args[0]

    def is_fresh(self, value: Apply) -> bool:
        """Tell whether an operation makes a new array, that nothing else shares."""
        if value.op in ("SetItem", "AddItem", "numpy.add.at"):
            return True
        return self.viewed(value) is None and value.op not in ("float", "int")


def _uncopied(value: Apply) -> bool:
    """Tell whether a call asks for no copy: ``x.astype(float, copy=False)``."""
    return any(
        key == "copy" and not (isinstance(argument, Literal) and argument.known is True)
        for key, argument in zip(value.keys, value.args[len(value.args) - len(value.keys) :])
    )
