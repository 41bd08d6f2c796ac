"""--verify and flatgen.verify: right programs pass, wrong rules are found, what can't run is said."""

from __future__ import annotations

import math

from flatgen.differences import central, judged, one_sided


def test_slopes() -> None:
    """Steps are controlled; corners are told from faults."""
    assert abs(central(math.exp).value - 1) < 1e-11
    assert abs(one_sided(abs, -1.0).value + 1) < 1e-9
    assert central(lambda t: math.nan).value != central(lambda t: math.nan).value

    def root(t: float) -> float:
        return math.sqrt(t) if t >= 0 else math.nan

    for line, got, kind in [
        (math.sin, 1.0, "ok"),
        (math.sin, 1.0 + 1e-4, "fault"),
        (math.sin, math.nan, "fault"),
        (abs, 0.5, "kink"),
        (abs, -1.0, "kink"),
        (abs, 1.5, "fault"),
        (math.floor, 0.0, "kink"),
        (root, math.inf, "singular"),
        (lambda t: max(t - 1e-4, 0.0), 0.0, "ok"),
        (lambda t: max(t - 1e-4, 0.0), 1.0, "fault"),
    ]:
        assert judged(line, got, 1.0, 1e-6).kind == kind, (line, got)
