"""What the command leaves on the disk, and how it lives with other processes."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from command import NEURON, SQUARE, TWO, Call, caller, command, modules_after, posix, shell

import flatgen


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Call:
    """Return what runs the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return caller(capsysbinary)


# Files


@posix
def test_output_file(call: Call) -> None:
    """A new file has the mode of any new file; an old one keeps its own; a link stays a link."""
    mask = os.umask(0o027)
    try:
        assert call("square.py", "-o", "new.py") == (0, "", "")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(os.stat("new.py").st_mode) == 0o640
    os.chmod("new.py", 0o755)
    Path("folder").mkdir()
    Path("folder/link.py").symlink_to("../new.py")
    assert call("two.py", "-o", "folder/link.py") == (0, "", "")
    assert stat.S_IMODE(os.stat("new.py").st_mode) == 0o755
    assert Path("folder/link.py").is_symlink()
    assert Path("new.py").read_text() == flatgen.generate(TWO)
    Path("dangling.py").symlink_to("target.py")
    assert call("two.py", "-o", "dangling.py").status == 0
    assert Path("target.py").read_text() == flatgen.generate(TWO)
    Path("forward_link.py").symlink_to("square.py")
    assert call("square.py", "-o", "forward_link.py").status == 2


def test_check_and_diff(call: Call) -> None:
    """--check and --diff compare, and write nothing."""
    assert call("square.py", "--check", "-o", "new.py").status == 1
    missing = call("square.py", "--diff", "-o", "new.py")
    assert missing.status == 0
    assert "+def grad_f(x):\n" in missing.out
    assert not Path("new.py").exists()
    call("square.py", "-o", "new.py")
    assert call("square.py", "--check", "--diff", "-o", "new.py") == (0, "", "")
    Path("new.py").write_bytes(Path("new.py").read_bytes().replace(b"def", b"\xff\ndef"))
    before = os.stat("new.py").st_mtime_ns, Path("new.py").read_bytes()
    assert call("square.py", "--check", "-o", "new.py")[:2] == (1, "")
    both = call("square.py", "--check", "--diff", "-o", "new.py")
    alone = call("square.py", "--diff", "-o", "new.py")
    assert (both.status, alone.status, alone.out) == (1, 0, both.out)
    assert re.match(r"--- new\.py.*\n\+\+\+ new\.py.*\n@@ -1,\d+ \+1,\d+ @@\n-\ufffd\n", both.out)
    assert (os.stat("new.py").st_mtime_ns, Path("new.py").read_bytes()) == before


STEPS = ["tempfile.mkstemp", "os.fsync", "os.chmod", "os.replace"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_failing_write(
    call: Call, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    """When a step of writing fails, the old file stays and nothing is left beside it."""
    Path("new.py").write_text("old")

    def fail(*args: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        ran = call("square.py", "-o", "new.py")
    assert ran.status == (2 if isinstance(error, OSError) else 130)
    assert Path("new.py").read_text() == "old"
    assert len(list(Path().iterdir())) == 6


@posix
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [False, True])
def test_killed(call: Call, step: str, after: bool) -> None:
    """A process killed at any step leaves the old file or the new one, whole."""
    Path("new.py").write_text("old")
    kill = "os.kill(os.getpid(), 9)"
    code = f"""import os, tempfile, flatgen.cli
real = {step}
{step} = lambda *a: ({"real(*a)," if after else ""}{kill})
flatgen.cli.main(["square.py", "-o", "new.py"])"""
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == -9
    wanted = flatgen.generate(SQUARE) if after and step == "os.replace" else "old"
    assert Path("new.py").read_text() == wanted
    for left in Path().glob(".flatgen*"):
        left.unlink()


@posix
def test_pipes_and_devices(call: Call, tmp_path: Path) -> None:
    """-o writes into a pipe or a device, and leaves it there."""
    text = flatgen.generate(SQUARE).encode()
    os.mkfifo("fifo")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(Path("fifo").read_bytes()), daemon=True)
    reader.start()
    assert call("square.py", "-o", "fifo").status == 0
    reader.join(10)
    assert got == [text]
    assert stat.S_ISFIFO(os.stat("fifo").st_mode)
    assert command("square.py", "-o", "/dev/stdout", cwd=tmp_path).stdout == text
    assert shell('"$@" square.py -o /dev/stdout >> two.py', tmp_path).stderr == b""
    assert Path("two.py").read_bytes() == TWO.encode() + text
    assert call("square.py", "-o", os.devnull) == (0, "", "")


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may do anything")
def test_permissions(call: Call) -> None:
    os.chmod("square.py", 0)
    assert "cannot be read: permission denied" in call("square.py").err
    Path("folder").mkdir(0o500)
    assert "cannot write folder/new.py" in call("two.py", "-o", "folder/new.py").err


# Processes


@posix
@pytest.mark.parametrize(
    "line",
    [
        *("square.py >/dev/full", "square.py >&-", "- <&-", "wrong.py 2>&-"),
        *("wrong.py 2>/dev/full", "--check square.py 2>&-", "square.py -o new.py 2>&1 >&- <&-"),
        "square.py -o - >&-",
    ],
)
def test_broken_streams(call: Call, tmp_path: Path, line: str) -> None:
    """A stream that is closed or full is no reason for a traceback, or for messages elsewhere."""
    ran = shell(f'"$@" {line}', tmp_path)
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr
    assert ran.stdout == b""
    assert ran.returncode == (0 if "-o new.py" in line else 2)


@pytest.mark.parametrize("argv", [["big.py"], ["--help"], ["wrong.py"]])
def test_reader_that_stops(call: Call, argv: list[str]) -> None:
    """``flatgen big.py | head -1`` ends without a word."""
    Path("big.py").write_text("def f(x):\n    return x" + " + x * x" * 3000 + "\n")
    words = [sys.executable, "-m", "flatgen", *argv]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        if argv == ["big.py"]:
            process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert b"Traceback" not in err
    assert b"Exception" not in err
    assert (err == b"") == (argv != ["wrong.py"])
    assert process.returncode == (2 if argv == ["wrong.py"] else 0)


def test_interrupt(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the command quietly."""

    def interrupted(*args: object, **more: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("flatgen.pipeline.generate", interrupted)
    assert call("square.py") == (130, "", "")


PLAIN_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-16"])
def test_output_is_utf8(call: Call, encoding: str) -> None:
    """Whatever the locale, output and messages are UTF-8."""
    env = os.environ | PLAIN_LOCALE | {"PYTHONIOENCODING": encoding}
    ran = command(str(NEURON), env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode() == flatgen.generate(NEURON.read_text(encoding="utf-8"))
    assert "σ" in ran.stdout.decode()
    assert "unknwn(σσ)" in command("faulty.py", env=env).stderr.decode()


@pytest.mark.parametrize("flags", [["-W", "error"], ["-W", "default"], ["-X", "dev"], ["-bb"]])
def test_no_warnings(call: Call, flags: list[str]) -> None:
    """No warning of Python's is shown: neither for the forward file, nor for what flatgen imports."""
    text = "def f(x):\n    '\\d'\n    return x * x\n\nA = 1if 1else 2\nB = 1 is 1\n"
    Path("odd.py").write_text(text)
    ran = command("odd.py", "-f", "f", flags=flags)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_imports() -> None:
    """The command starts fast: it imports what a call needs, and never what is only for others."""
    never = {"numpy", "black", "dataclasses", "scipy", "asyncio", "difflib", "tempfile"}
    started = modules_after("--version")
    assert "flatgen.cli" in started
    assert not started & (never | {"ast", "astor", "inspect", "tokenize", "flatgen.pipeline"})
    assert not modules_after(str(NEURON)) & never
