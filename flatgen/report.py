"""What --verify found: a row for each input, and the table of them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from flatgen.vectors import shape_of

HEADS = ("function", "input", "shape", "points", "worst error", "verdict")
SHOWN = 3  # shapes of an input


class Row(NamedTuple):
    """What was found of one gradient, or of the value.

    ``input`` is the name of the parameter, "" for the value; ``shapes`` are those that were tried, a number's
    being "number"; ``points`` counts the points where slopes and gradient were compared, ``kinks`` and
    ``singular`` those where there is no one slope; ``error`` is the worst relative error; ``fault`` says
    what is wrong, "" if nothing is.
    """

    function: str
    input: str
    shapes: tuple[str, ...]
    points: int
    kinks: int
    singular: int
    error: float
    fault: str

    @property
    def verdict(self) -> str:
        """``ok``, ``kink``, ``singular``, ``FAULT`` or ``not checked: why``."""
        if self.fault:
            return "FAULT"
        counts = (self.kinks, "at kinks"), (self.singular, "at poles")
        beside = [f"{count} {where}" for count, where in counts if count]
        if self.points:
            return f"ok ({', '.join(beside)})" if beside else "ok"
        if beside:
            return "kink" if self.kinks else "singular"
        empty = self.shapes and all("0" in re.findall(r"\d+", shape) for shape in self.shapes)
        why = "it is empty" if empty else "the differences don't settle"
        return f"not checked: {why}"


class Report:
    """All rows, in the order of the file; ``str()`` gives them as a table, faults in words below."""

    def __init__(self, rows: tuple[Row, ...], filename: str, help: str = "") -> None:
        self.rows = rows
        self.filename = filename
        self.help = help  # where there is a fault

    @property
    def ok(self) -> bool:
        """Whether no gradient was found to be wrong."""
        return not any(row.fault for row in self.rows)

    def __repr__(self) -> str:
        return f"<Report of {self.filename}: {'ok' if self.ok else 'FAULT'}>"

    def __str__(self) -> str:
        table = [HEADS, *map(cells, self.rows)]
        widths = [max(len(row[i]) for row in table) for i in range(len(HEADS))]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]
        lines += [
            f"{self.filename}: {self.said(row)}: {row.fault}" for row in self.rows if row.fault
        ]
        return "\n".join([*lines, *([f"help: {self.help}"] if self.help and not self.ok else [])])

    def said(self, row: Row) -> str:
        return f"{row.function} by {row.input}" if row.input else row.function


def cells(row: Row) -> tuple[str, ...]:
    """Return a row of the table."""
    shapes = ", ".join(row.shapes[:SHOWN]) + (", ..." if row.shapes[SHOWN:] else "")
    error = f"{row.error:.1e}" if row.points else "-"
    name = row.input or ("(value)" if row.function.startswith("value_and_") else "(call)")
    return row.function, name, shapes, str(row.points), error, row.verdict


def at(point: dict[str, Any]) -> str:
    """Return a point in words, as far as it is short."""
    parts = []
    for name, value in point.items():
        text = repr(value.tolist() if hasattr(value, "tolist") else value)
        parts.append(f"{name}={text}" if len(text) < 80 else f"{name} of shape {shape_of(value)}")
    return f", at {', '.join(parts)}" if parts else ""


def shape_text(value: Any) -> str:
    shape = shape_of(value)
    return f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})" if shape else "number"
