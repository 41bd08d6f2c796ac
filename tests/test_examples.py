"""The scripts of examples/ do what they say."""

from __future__ import annotations

import runpy
import tracemalloc
from pathlib import Path

import numpy as np

SCRIPTS = Path(__file__).parent.parent / "examples" / "scripts"


def test_newton_cg_never_forms_a_matrix() -> None:
    """Memory grows like the input: in 10,000 dimensions a Hessian would take 800 MB."""
    found = runpy.run_path(str(SCRIPTS / "newton_cg.py"))
    tracemalloc.start()
    result = found["solve"](10_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert result.success
    assert np.max(np.abs(found["rosenbrock"].grad(result.x))) < 0.1
    assert result.nhev > 0
    assert peak < 100 * 10_000 * 8
