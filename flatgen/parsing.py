"""A function flattened: again, where what it is learned of has to be known from the start.

for layer in layers:             layers: list[dict], with the keys "W" and "b"
    h = h @ layer["W"] + layer["b"]
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from flatgen.errors import Fault
from flatgen.knows import Knows
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.parse import Parsed, Parser
from flatgen.static import Again, Learned, Place


def parsed(
    node: FunctionNode,
    module: Module,
    rules: Knows,
    faults: list[Fault],
    changing: bool = False,
    parts: Mapping[Place, str] | None = None,
    wrt: Container[str] | None = None,
) -> tuple[Parser, Parsed]:
    """Return the program of a function, and the parser that made it; for what is given see reading.py."""
    learned = Learned({}, {}, {}, set(), {}, {}, set(), dict(parts or {}), {}, set(), {})
    before = len(faults)
    while True:
        parser = Parser(module, rules, faults, learned)
        parser.changing = changing
        parser.asked_by = wrt or ()
        try:
            return parser, parser.function(node)
        except Again:
            del faults[before:]
