"""--verify and flatgen.verify: right programs pass, wrong rules are found, what can't run is said."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import caller
from numeric import CASES
from test_cases import PROGRAMS, Case

import flatgen
from flatgen.differences import central, judged, one_sided

NUMPY = "import numpy as np\n"

RIGHT = {
    "scalars": "from math import exp\ndef f(x, y):\n    z = exp(-x) * y\n    return z / (1 + z * z)\n",
    "last assigned": "def f(x):\n    s = x * x\n    y = s * x\n",
    "by name": "def f(x):\n    return sigmoid(x) * tanh(x) + relu(x) + gelu(x)\n",
    "a domain": "from math import asin, log\ndef f(x, y):\n    return asin(x) * log(y - 3)\n",
    "whole numbers": "def f(x, n: int):\n    return x**n * n\n",
    "defaults": "def f(x, *, k=2.0, kind='a', by=None):\n    return x * k\n",
    "defaults of a domain": "from math import log\ndef f(x=50.0):\n    return log(x - 40)\n",
    "ties": "def f(x, y):\n    return max(x, y) + max(x, x) + abs(x - x)\n",
    "helpers": "def g(x):\n    return x * x\ndef f(x):\n    return g(x) * 3\n",
    "positions": "def f(x, /, y, *, z):\n    return x * y * z\n",
    "declared": """def f(x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D"], b: float):
    return np.sum(np.tanh(x @ w + b))
""",
    "sums of sizes": """def f(x: Float[np.ndarray, "*batch N+1"], w: Float[np.ndarray, "N"]):
    return np.sum(np.sin(x[..., 1:] @ w))
""",
    "undeclared": "def f(x, w, b):\n    return np.sum(np.tanh(x @ w + b))\n",
    "labels": """def f(x: Float[np.ndarray, "N C"], y: Int[np.ndarray, "N"]):
    return -np.sum(np.log(softmax(x)[np.arange(len(y)), y]))
""",
    "labels by their use": "def f(x, y):\n    return x[np.arange(len(y)), y] ** 2\n",
    "an axis by its use": "def f(x, axis):\n    return np.sum(x**3, axis=axis)\n",
    "masks": """def f(x: Float[np.ndarray, "N"], m: Bool[np.ndarray, "N"]):
    return np.sum(np.where(m, x, 0) ** 3) + np.sum(x[m])
""",
    "definite": "def f(a):\n    return np.sum(np.linalg.cholesky(a))\n",
    "one triangle": "def f(a):\n    return np.sum(np.exp(np.linalg.eigvalsh(a)))\n",
    "kinks": "def f(x):\n    return np.floor(x) * x + np.sort(x)[::-1] * np.abs(x)\n",
    "large": """def f(x: Float[np.ndarray, "300 40"], w: Float[np.ndarray, "40 D"]):
    return np.sum(np.tanh(x @ w))
""",
    "a dataclass": """from dataclasses import dataclass
@dataclass
class P:
    k: float
    m: float = 2.0
def f(p: P, x: float):
    return p.k * x + p.m * x**2
""",
    "written into": """def f(x):
    z = np.zeros(3)
    z[1:] = x[0] * np.sin(x[1])
    return z
""",
}
SCALAR = list(RIGHT)[:10]


def program(name: str) -> str:
    return RIGHT[name] if name in SCALAR else NUMPY + RIGHT[name]


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs(name: str) -> None:
    report = flatgen.verify(program(name))
    assert report.ok, str(report)
    assert all(row.points >= 5 and row.error < 1e-6 for row in report.rows), str(report)


@pytest.mark.parametrize("mode", ["vjp", "jvp", "hvp"])
@pytest.mark.parametrize("name", RIGHT)
def test_modes(name: str, mode: str) -> None:
    report = flatgen.verify(program(name), mode=mode, value=True, points=4)
    assert report.ok, str(report)
    assert report.rows[0].input == ""
    assert all(row.points for row in report.rows), str(report)


# Of a negative number it looks for the root for ever.
ENDING = [path for path in PROGRAMS if path.stem != "loop_newton"]


@pytest.mark.parametrize("path", ENDING, ids=lambda path: path.stem)
def test_golden_cases(path: Path) -> None:
    case = Case(path)
    report = flatgen.verify(
        case.forward,
        filename=path.name,
        functions=case.options.function,
        wrt=case.options.wrt and case.options.wrt.split(","),
        value=case.options.value,
        rules=[str(CASES / rule) for rule in case.options.rules],
    )
    assert report.ok, str(report)
    assert all(row.points for row in report.rows), str(report)


def test_outputs() -> None:
    """Several outputs, in tuples and dicts, have an upstream and a tangent each."""
    source = NUMPY + "def f(x, y):\n    return {'a': x * y, 'b': (np.sum(x), y**2)}\n"
    for mode in ("vjp", "jvp"):
        assert flatgen.verify(source, mode=mode, value=True).ok


def test_shapes_and_wrt() -> None:
    """Shapes that are given win; a symbol is one size; inputs that are left out have no row."""
    source = NUMPY + "def f(x, w):\n    return np.sum(x @ w)\n"
    report = flatgen.verify(source, shapes={"x": "N,3", "w": "3,N"}, wrt=["w"])
    (row,) = report.rows
    assert (row.function, row.input, row.verdict) == ("grad_f", "w", "ok")
    assert all(shape.startswith("(3, ") for shape in row.shapes) and len(row.shapes) > 2


def test_the_same_by_seed() -> None:
    source = NUMPY + "def f(x, w):\n    return np.sum(np.sin(x) * w)\n"
    assert str(flatgen.verify(source, seed=3)) == str(flatgen.verify(source, seed=3))
    assert str(flatgen.verify(source, seed=3)) != str(flatgen.verify(source, seed=4))


RULE = '''from flatgen import rule
from math import exp
import numpy as np


@rule("{pattern}")
def mine({inputs}):
    """mine"""
    {line}
    return {returns}
'''


@pytest.mark.parametrize(
    ("pattern", "inputs", "line", "said"),
    [
        ("np.exp(x)", "y, x, grad_y", "grad_x = grad_y * y * 1.00001", "by differences"),
        ("np.exp(x)", "y, x, grad_y", "grad_x = grad_y * x", "by differences"),
        ("np.exp(x)", "y, x, grad_y", "grad_x = grad_y * (y * np.log(-x * x))", "by differences"),
        ("np.exp(x)", "y, x, grad_y", "grad_x = grad_y * (1 // (x - x))", ""),
        ("np.exp(x)", "y, x, grad_y", "grad_x = np.linalg.cholesky(x)", "raises LinAlgError"),
    ],
)
@pytest.mark.parametrize("mode", ["grad", "vjp"])
def test_wrong_rules_are_found(
    tmp_path: Path, pattern: str, inputs: str, line: str, said: str, mode: str
) -> None:
    rules = tmp_path / "rules.py"
    rules.write_text(RULE.format(pattern=pattern, inputs=inputs, line=line, returns="grad_x"))
    source = NUMPY + "def f(x, w):\n    return np.sum(np.exp(x) * w)\n"
    report = flatgen.verify(source, mode=mode, rules=[str(rules)])
    assert not report.ok, str(report)
    assert "FAULT" in str(report) and said in str(report)


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """0 and a table where all agree, 1 for a fault, 2 and one message for what can't be run."""
    monkeypatch.chdir(tmp_path)
    call = caller(capsysbinary)
    status, out, err = call("two.py", "--verify", "-f", "g", "--value")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["function", "input", "shape", "points", "worst", "error", "verdict"]
    assert [line.split()[:2] for line in lines[1:]] == [
        ["value_and_grad_g", name] for name in ("(value)", "x", "v")
    ]
    assert all(line.endswith("  ok") for line in lines[1:])

    Path("exp.py").write_text("from numpy import exp\ndef f(x):\n    return exp(x) * 2\n")
    status, out, _ = call("exp.py", "--verify", "--rules", "rules.py")
    assert status == 1
    assert "FAULT" in out

    bad = {
        "import nowhere_to_be_found\ndef f(x):\n    return x * x\n": ":1:1: this file can't be run: Mod",
        "raise SystemExit(3)\ndef f(x):\n    return x * x\n": ":1:1: this file can't be run: SystemExit",
        "from math import log\ndef f(x):\n    return log(-x * x)\n": ":3:5: f runs at no random point: Val",
        "import numpy as np\ndef f(x):\n    return np.log(-x * x)\n": ":2:1: f gives no finite real number",
    }
    for text, said in bad.items():
        Path("bad.py").write_text(text)
        ran = call("bad.py", "--verify")
        assert ran.status == 2
        assert ran.err.startswith(f"bad.py{said}"), ran.err
    assert call("two.py", "--verify", "-o", "out.py").status == 2
    assert call("two.py", "--verify", "--show", "flat").status == 2


def test_a_file_is_run_in_its_folder(tmp_path: Path) -> None:
    """It may import its neighbours, print, and hold a main part, which isn't run."""
    (tmp_path / "neighbour_of_forward.py").write_text("RATE = 3.0\n")
    (tmp_path / "forward.py").write_text(
        "from neighbour_of_forward import RATE\nprint('loud')\ndef f(x):\n    return x * RATE\n"
        "if __name__ == '__main__':\n    raise SystemExit(5)\n"
    )
    words = [sys.executable, "-m", "flatgen", "--verify", str(tmp_path / "forward.py")]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "loud" not in ran.stdout


@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp", "hvp"])
def test_numbers_need_no_numpy(tmp_path: Path, mode: str) -> None:
    """Files of numbers are verified where numpy is missing; files of arrays say that it is."""
    blocked = "import sys; sys.modules['numpy'] = None; from flatgen.cli import main; "
    blocked += "sys.exit(max(main(['--verify', '-m', sys.argv[1], path]) for path in sys.argv[2:]))"

    def run(names: list[str]) -> subprocess.CompletedProcess[str]:
        paths = [tmp_path / f"{name.replace(' ', '_')}.py" for name in names]
        for name, path in zip(names, paths):
            path.write_text(program(name))
        words = [sys.executable, "-c", blocked, mode, *map(str, paths)]
        return subprocess.run(words, capture_output=True, text=True, timeout=60)

    ran = run(SCALAR)
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = run(["undeclared"])
    assert ran.returncode == 2
    assert "can't be run: ModuleNotFoundError" in ran.stderr
    assert "help: install numpy" in ran.stderr


def test_rounding_is_no_fault() -> None:
    """Neither what single precision leaves, nor values that cancel, nor waves below every step."""
    sources = [
        "def f(x):\n    return np.float32(x) * 1e-3\n",
        "def f(x):\n    return x + np.sum(np.imag(np.fft.fft(x)))\n",
        "def f(x):\n    return np.sum((x - np.mean(x)) * 3 + np.log(np.exp(0.1)))\n",
    ]
    for source in sources:
        assert flatgen.verify(NUMPY + source).ok
    assert judged(lambda t: math.sin(1e9 * t), 1e9, 1.0, 1e-6).kind != "fault"
    source = NUMPY + "def f(x, y):\n    return np.fmod(x, y)\n"
    assert flatgen.verify(source, shapes={"x": "2,1", "y": "3"}, mode="hvp", points=20).ok


def test_wrong_shapes_are_found(tmp_path: Path) -> None:
    """A fault of one shape is seen among those that run; the report says how to declare another."""
    rules = tmp_path / "rules.py"
    rules.write_text(
        "import numpy as np\nfrom flatgen import rule\n\n\n"
        '@rule("np.sin(x)")\ndef mine(y, x, grad_y):\n'
        "    grad_x = grad_y * np.cos(x) * np.ndim(x)\n    return grad_x\n"
    )
    source = NUMPY + "def f(x):\n    return np.sum(np.sin(x))\n"
    report = flatgen.verify(source, rules=[str(rules)])
    assert not report.ok
    assert str(report).endswith("declare those that are meant: -s x=N,D")
    assert flatgen.verify(source, rules=[str(rules)], shapes={"x": "N"}).ok


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
        (lambda t: 1e-20 * t, 1e-20, "ok"),
        (lambda t: 1e-20 * t, 2e-20, "doubt"),
        (math.floor, 0.0, "kink"),
        (root, math.inf, "singular"),
        (lambda t: max(t - 1e-4, 0.0), 0.0, "ok"),
        (lambda t: max(t - 1e-4, 0.0), 1.0, "fault"),
    ]:
        assert judged(line, got, 1e-300, 1e-6).kind == kind, (line, got)


@pytest.mark.parametrize("head", ["import flatgen", "from flatgen import stop_gradient", ""])
@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp"])
def test_what_is_stopped_is_held_where_its_input_is_moved(head: str, mode: str) -> None:
    stop = "flatgen.stop_gradient" if head == "import flatgen" else "stop_gradient"
    body = f"t = {stop}(x * w)\n    return np.sum((x - t) ** 2) + np.sum({stop}(w) * x)"
    text = f"import numpy as np\n{head}\ndef f(x, w):\n    {body}\n"
    report = flatgen.verify(text, mode=mode)
    assert report.ok, report
    assert not flatgen.verify(text, mode=mode, rules=[wrong_product]).ok


@flatgen.rule("x * y")
def wrong_product(z: Any, x: Any, y: Any, grad_z: Any) -> Any:
    """swap multiplier, badly"""
    grad_x = grad_z * y * 1.01
    grad_y = grad_z * x * 1.01
    return grad_x, grad_y


def test_a_hessian_of_what_is_stopped_is_not_called_wrong() -> None:
    shifted = "import numpy as np\ndef f(x):\n    m = stop_gradient(np.max(x))\n"
    text = shifted + "    return m + np.log(np.sum(np.exp(x - m)))\n"
    assert flatgen.verify(text, mode="hvp").ok  # it cancels
    text = shifted + "    return np.sum(x * x * m)\n"
    with pytest.raises(flatgen.FlatgenError, match="f stops a gradient, which moves"):
        flatgen.verify(text, mode="hvp")


@pytest.mark.parametrize("step", ["dt", "dt=0.1"])
def test_a_loop_that_never_ends(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draw at which the forward goes on for ever is none."""
    monkeypatch.setattr("flatgen.sampling.LIMIT", 0.3)
    body = "t = 0.0\n    while t < 1.0:\n        x = x - x * dt\n        t += dt\n    return x\n"
    report = flatgen.verify(f"def f(x, {step}):\n    {body}", points=5)
    assert report.rows and not [row for row in report.rows if row.fault]
