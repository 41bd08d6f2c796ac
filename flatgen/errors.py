"""What flatgen says when a program can't be differentiated.

A fault is one sentence about one place; an error carries all faults of a file, in the order of the
text, so that a user mends them in one go.
"""

from __future__ import annotations

import sys
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong, and where: ``line`` and ``column`` count from 1, 0 is the whole file."""

    message: str
    help: str
    line: int = 0
    column: int = 0


class Message(str):
    """What is said of an error, with what is shown behind it where errors have no notes: before Python 3.11."""

    more = ""

    def __str__(self) -> str:
        return f"{self[:]}\n{self.more}"


class FlatgenError(SyntaxError):
    """The input can't be differentiated: the one error that generating raises.

    It has what every SyntaxError has (``filename``, ``lineno``, ``offset``, ``text``, all of the
    first fault), ``faults`` with every one of them, and ``report()``, the text that the command prints.
    A traceback shows the help and the other faults, too.
    """

    def __init__(self, faults: list[Fault], filename: str, source: str = "") -> None:
        self.faults = tuple(
            sorted(dict.fromkeys(faults), key=lambda fault: (fault.line, fault.column))
        )
        self._source = source
        self._lines = source.split("\n")
        first = self.faults[0]
        place = (filename, first.line or None, first.column or None, self._text(first) or None)
        super().__init__(first.message, place)
        more = "\n".join([f"help: {first.help}", *map(self._one, self.faults[1:])])
        if sys.version_info >= (3, 11):
            self.add_note(more)
        else:
            self.msg = Message(first.message)
            self.msg.more = more

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (list(self.faults), self.filename, self._source)

    def _text(self, fault: Fault) -> str:
        return self._lines[fault.line - 1] if 0 < fault.line <= len(self._lines) else ""

    def report(self) -> str:
        """Return every fault as ``FILE:LINE:COL: message``, the line, a caret and a help line."""
        return "\n".join(self._one(fault) for fault in self.faults)

    def _one(self, fault: Fault) -> str:
        where = f"{self.filename}:{fault.line}:{fault.column}" if fault.line else f"{self.filename}"
        lines = [f"{where}: {fault.message}"]
        text = self._text(fault)
        if text:
            # Tabs stay tabs, so that the caret stands below its place at any tab width.
            before = text[: fault.column - 1]
            lines.append(text)
            lines.append("".join("\t" if c == "\t" else " " for c in before) + "^")
        lines.append(f"help: {fault.help}")
        return "\n".join(lines)
