"""The pytest plugin, as a project has it: found by its entry point, with no conftest."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from flatgen import generate
from flatgen.pytest_plugin import UPDATE

pytest_plugins = ["pytester"]

FORWARD = "def f(x, w):\n    y = x * w\n    return y * y\n"
TEST = "def test_backward(flatgen_golden):\n    flatgen_golden({})\n"
BOTH = '"forward.py", "backward.py"'


@pytest.fixture
def project(pytester: pytest.Pytester) -> Path:
    """A folder with a forward file and a test of it, below where pytest runs."""
    folder = pytester.mkdir("sub")
    (folder / "forward.py").write_text(FORWARD)
    (folder / "test_it.py").write_text(TEST.format(BOTH))
    return folder


def run(pytester: pytest.Pytester, *options: str, apart: bool = False) -> pytest.RunResult:
    """Run pytest, which has to find the plugin by itself; ``apart`` is in a process of its own.

    Without its summary, which repeats a failure in full where ``CI`` is set.
    """
    start = pytester.runpytest_subprocess if apart else pytester.runpytest_inprocess
    return start("-p", "no:cacheprovider", "-rN", *options)


def test_it_is_installed() -> None:
    found = [point.value for point in entry_points(group="pytest11") if point.name == "flatgen"]
    assert found == ["flatgen.pytest_plugin"], "install again: pip install -e ."


def test_it_loads_no_compiler() -> None:
    code = (
        "import sys, flatgen.pytest_plugin; print([m for m in sys.modules if m[:8] == 'flatgen.'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['flatgen.pytest_plugin']"


def test_it_passes(pytester: pytest.Pytester, project: Path) -> None:
    (project / "backward.py").write_text(generate(FORWARD))
    run(pytester, apart=True).assert_outcomes(passed=1)


def test_a_difference_is_shown(pytester: pytest.Pytester, project: Path) -> None:
    (project / "backward.py").write_text(generate(FORWARD).replace("swap multiplier", "swapped"))
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*sub/backward.py is not what would be generated",
            "--- *sub/backward.py",
            "+++ *sub/backward.py (generated)",
            "-*# swapped",
            "+*# swap multiplier",
            f"help: pytest {UPDATE} rewrites it",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_a_last_line_end_counts(pytester: pytest.Pytester, project: Path) -> None:
    (project / "backward.py").write_text(generate(FORWARD).rstrip("\n"))
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["the line ends differ, or the end of the file"])


def test_a_missing_file_is_said(pytester: pytest.Pytester, project: Path) -> None:
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*sub/backward.py is not there", f"help: pytest {UPDATE} rewrites it"]
    )
    assert not (project / "backward.py").exists()


def test_update_writes_it(pytester: pytest.Pytester, project: Path) -> None:
    for old in (None, "old"):
        if old:
            (project / "backward.py").write_text(old)
        run(pytester, UPDATE).assert_outcomes(passed=1)
        assert (project / "backward.py").read_text() == generate(FORWARD)
        assert sorted(p.name for p in project.glob("*.*")) == [
            "backward.py",
            "forward.py",
            "test_it.py",
        ]
    run(pytester).assert_outcomes(passed=1)


def test_what_cannot_be_differentiated_is_reported(
    pytester: pytest.Pytester, project: Path
) -> None:
    (project / "forward.py").write_text("def f(x):\n    return tanhh(x)\n")
    for options in ([], [UPDATE]):
        result = run(pytester, *options)
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                "*sub/forward.py:2:12: unknown name 'tanhh'",
                "    return tanhh(x)",
                "           ^",
                "help: did you mean tanh?",
            ]
        )
        result.stdout.no_fnmatch_line("*Traceback*")
        result.stdout.no_fnmatch_line("*FlatgenError*")
        result.stdout.no_fnmatch_line("*During handling*")
        assert result.stdout.str().count("unknown name 'tanhh'\n    return") == 1
    assert not (project / "backward.py").exists()


@pytest.mark.parametrize("read", ["forward.py", "rules.py"])
def test_what_is_read_is_never_written(pytester: pytest.Pytester, project: Path, read: str) -> None:
    rules = '@rule("swish(x)")\ndef flat(y, x):\n    """flat"""\n'
    (project / "rules.py").write_text(rules)
    (project / "test_it.py").write_text(TEST.format(f'"forward.py", "{read}", rules=["rules.py"]'))
    before = (project / read).read_text()
    for options in ([], [UPDATE]):
        result = run(pytester, *options)
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                f"flatgen: *sub/{read} is read, and would be written over",
                "help: write the backward to a file of its own",
            ]
        )
        assert (project / read).read_text() == before


def test_a_missing_forward_is_reported(pytester: pytest.Pytester, project: Path) -> None:
    (project / "forward.py").unlink()
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*forward.py: cannot be read: no such file or directory"])


def test_options(pytester: pytest.Pytester, project: Path) -> None:
    rules = project / "rules.py"
    rules.write_text(
        'from flatgen import rule\n\n@rule("x * y")\ndef mine(z, x, y, grad_z):\n    """my rule"""\n'
        "    grad_x = grad_z * y\n    grad_y = grad_z * x\n    return grad_x, grad_y\n"
    )
    (project / "forward.py").write_text(FORWARD + "\n\ndef g(x):\n    return x\n")
    given = (
        'mode="vjp", wrt=["x"], functions=["f"], value=True, shapes={"x": "N"}, rules=["rules.py"]'
    )
    (project / "test_it.py").write_text(TEST.format(f"{BOTH}, {given}"))
    run(pytester, UPDATE).assert_outcomes(passed=1)
    run(pytester).assert_outcomes(passed=1)
    text = (project / "backward.py").read_text()
    assert "def value_and_vjp_f(x, w, grad_" in text and "# my rule" in text
    assert "vjp_g" not in text


def test_under_xdist(pytester: pytest.Pytester, project: Path) -> None:
    pytest.importorskip("xdist")
    (project / "test_it.py").write_text(
        TEST.format(BOTH)
        + TEST.format('"forward.py", "vjp.py", mode="vjp"').replace("backward", "vjp")
    )
    run(pytester, UPDATE, "-n", "2", apart=True).assert_outcomes(passed=2)
    run(pytester, "-n", "2", apart=True).assert_outcomes(passed=2)
    (project / "vjp.py").write_text("")
    result = run(pytester, "-n", "2", apart=True)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["+def vjp_f(x, w, grad_out):"])
