"""The lecture notes that started it all, held to the letter."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest
from numeric import execute, forward_function, numeric_gradient

from flatgen import generate

# As it stands in the notes: no spaces, an undefined sigmoid, no return.
LISTING = """\
#Forward
def f(w0,x0,w1,x1,w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2+ w2
    L = sigmoid(s3)
"""
BACKWARD = """\
    grad_L = 1.0
    grad_s3 = grad_L * (1 - L) * L  # sigmoid: (1 - σ) σ
    grad_w2 = grad_s3  # gradient copier
    grad_s2 = grad_s3  # gradient copier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    grad_w1 = grad_s1 * x1  # swap multiplier
    grad_x1 = grad_s1 * w1  # swap multiplier
    grad_w0 = grad_s0 * x0  # swap multiplier
    grad_x0 = grad_s0 * w0  # swap multiplier
"""
SLIP = "grad_x0 = grad_w0 * w0"
POINT = {"w0": 2.0, "x0": -1.0, "w1": -3.0, "x1": -2.0, "w2": -3.0}


def test_the_backward_part_is_the_notes_own() -> None:
    backward = generate(LISTING).partition("    # Backward\n")[2]
    assert backward.rpartition("    return ")[0] == BACKWARD


def test_the_output_runs_alone(tmp_path: Path) -> None:
    """In an interpreter that sees neither this checkout nor any installed package."""
    file = tmp_path / "backward.py"
    file.write_text(generate(LISTING), encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import backward\n"
    code += f"print(*backward.grad_f({', '.join(map(str, POINT.values()))}))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    s = 1 / (1 + math.exp(-1.0))
    slope = (1 - s) * s
    wanted = [-1.0 * slope, 2.0 * slope, -2.0 * slope, -3.0 * slope, slope]
    assert [float(word) for word in done.stdout.split()] == pytest.approx(wanted, rel=1e-15)


def test_the_last_line_of_the_notes_is_a_slip() -> None:
    """``grad_x0 = grad_w0 * w0`` of the notes multiplies by the wrong gradient; ours does not."""
    text = generate(LISTING)
    assert SLIP not in text
    right, _ = numeric_gradient(forward_function(LISTING, "f", False), POINT, "x0")
    assert execute(text)["grad_f"](**POINT)[1] == pytest.approx(float(right), rel=1e-9)
    slipped = text.replace("grad_x0 = grad_s0 * w0", SLIP)
    assert execute(slipped)["grad_f"](**POINT)[1] != pytest.approx(float(right), rel=0.1)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x, y, z):\n    q = x + y\n    f = q * z\n",
        "def f(x, y, z):\n    return (x + y) * z\n",
        "def f(x, y, z): return (x+y)*z",
    ],
)
def test_the_first_example(source: str) -> None:
    """f(x, y, z) = (x + y) z, as one line or as two."""
    gradient = execute(generate(source))["grad_f"]
    assert gradient(-2.0, 5.0, -4.0) == (-4.0, -4.0, 3.0)


def test_the_gates() -> None:
    """Add shares, copy adds, mul swaps, max routes."""
    text = generate("def f(x, y, z):\n    a = x + y\n    b = max(y, z)\n    return a * b + x\n")
    backward = text.partition("    # Backward\n")[2]
    assert "grad_a = grad_s0 * b  # swap multiplier" in backward
    assert "grad_z = grad_b * (z > y)  # gradient router" in backward
    assert "grad_x = grad_out + grad_a  # gradient adder: copier" in backward
