"""Calling flatgen, as a function and as a process, in a folder with a few forward files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flatgen.cli import main

NEURON = Path(__file__).parent.parent / "examples" / "neuron.py"
SQUARE = "def f(x):\n    return x * x\n"
WRONG = "def f(x: return\n"
TWO = "def f(x, w):\n    return x * w\n\ndef g(x, v):\n    return x * v\n"
FAULTY = "def f(x):\n\tσσ = sigmoid(x); y = unknwn(σσ)\n\tz = {x for x in y}\n\treturn y\n\n"
FAULTY += "def g(x):\n\twith x: pass\n\treturn x * q + é\n"
RULE = '''import numpy as np
from flatgen import rule
from mylib import softclip


@rule("softclip(x)", "np.exp(x)")
def mine(y, x, grad_y):
    """my own rule"""
    grad_x = grad_y * 7.0
    return grad_x
'''
posix = pytest.mark.skipif(os.name != "posix", reason="the shell and modes of POSIX")


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Call = Callable[..., Ran]


def caller(capture: pytest.CaptureFixture[bytes]) -> Call:
    """Put files in this folder; return what runs the command there, and holds what is always true."""
    Path("square.py").write_text(SQUARE)
    Path("wrong.py").write_text(WRONG)
    Path("two.py").write_text(TWO)
    Path("faulty.py").write_bytes(FAULTY.encode())
    Path("rules.py").write_text(RULE)

    def run(*argv: str) -> Ran:
        status = main(argv)
        out, err = (text.decode() for text in capture.readouterr())
        if status == 2:
            assert out == ""
            assert re.search(r"(\A|\n)\S.*: .+\n(.+\n.*\^\n)?help: .+\n\Z", err)
        else:
            assert err == "" or "--check" in argv
        assert not list(Path().glob(".flatgen*"))
        return Ran(status, out, err)

    return run


def command(*argv: str, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    words = [sys.executable, *more.pop("flags", ()), "-m", "flatgen", *argv]
    return subprocess.run(words, capture_output=True, cwd=cwd, timeout=60, **more)


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which "$@" is the command."""
    words = ["sh", "-c", line, "sh", sys.executable, "-m", "flatgen"]
    return subprocess.run(words, capture_output=True, cwd=cwd, timeout=60)


def modules_after(call: str) -> set[str]:
    """Return the modules that a call of main imports."""
    code = f"import sys; old = {{*sys.modules}}; from flatgen.cli import main; main([{call!r}])"
    code += "\nprint(*{*sys.modules} - old, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    return {*run.stderr.split()}
