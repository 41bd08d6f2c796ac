"""The command: its options, its messages, its exit status, and what it leaves on the disk."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from numeric import execute

import flatgen
from flatgen.cli import main

NEURON = Path(__file__).parent.parent / "examples" / "neuron.py"
SQUARE = "def f(x):\n    return x * x\n"
WRONG = "def f(x: return\n"
TWO = "def f(x, w):\n    return x * w\n\ndef g(x, v):\n    return x * v\n"
FAULTY = "def f(x):\n\tσσ = sigmoid(x); y = unknwn(σσ)\n\tz = x if x else 1\n\treturn y\n\n"
FAULTY += "def g(x):\n\twhile x: pass\n\treturn x * q + é\n"
RULE = '''import numpy as np
from flatgen import rule
from mylib import softclip


@rule("softclip(x)", "np.exp(x)")
def mine(y, x, grad_y):
    """my own rule"""
    grad_x = grad_y * 7
    return grad_x
'''
posix = pytest.mark.skipif(os.name != "posix", reason="the shell and modes of POSIX")


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Call = Callable[..., Ran]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Call]:
    """Run the command in a folder of its own with some files; hold what is true of every call."""
    monkeypatch.chdir(tmp_path)
    Path("square.py").write_text(SQUARE)
    Path("wrong.py").write_text(WRONG)
    Path("two.py").write_text(TWO)
    Path("faulty.py").write_bytes(FAULTY.encode())
    Path("rules.py").write_text(RULE)

    def run(*argv: str) -> Ran:
        status = main(argv)
        out, err = (text.decode() for text in capsysbinary.readouterr())
        if status == 2:
            assert out == ""
            assert re.search(r"(\A|\n)\S.*: .+\n(.+\n.*\^\n)?help: .+\n\Z", err)
        else:
            assert err == "" or "--check" in argv
        assert not list(Path().glob(".flatgen*"))
        return Ran(status, out, err)

    yield run


def command(*argv: str, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    words = [sys.executable, *more.pop("flags", ()), "-m", "flatgen", *argv]
    return subprocess.run(words, capture_output=True, cwd=cwd, timeout=60, **more)


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which "$@" is the command."""
    words = ["sh", "-c", line, "sh", sys.executable, "-m", "flatgen"]
    return subprocess.run(words, capture_output=True, cwd=cwd, timeout=60)


# What comes out


def test_standard_output(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is what the library gives, for a file and for standard input."""
    assert call("square.py") == (0, flatgen.generate(SQUARE), "")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SQUARE.encode())))
    assert call("-") == (0, flatgen.generate(SQUARE), "")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert call("-").err.startswith("<stdin>:1:10: ")


@pytest.mark.parametrize(
    ("argv", "names"),
    [
        ((), ["grad_f", "grad_g"]),
        (("-f", "g"), ["grad_g"]),
        (("-f", "g", "--function", "f"), ["grad_g", "grad_f"]),
        (("--value", "-f", "f"), ["value_and_grad_f"]),
    ],
)
def test_functions(call: Call, argv: tuple[str, ...], names: list[str]) -> None:
    """-f says which functions are differentiated, --value that their values are returned, too."""
    made = [name for name in execute(call("two.py", *argv).out) if "grad" in name]
    assert made == names


def test_wrt_and_value(call: Call) -> None:
    """-w takes a list; gradients come in the order of the signature, after the value."""
    for names, wanted in {"w": 3.0, "w,x": (2.0, 3.0), " x , w ": (2.0, 3.0), "x,": 2.0}.items():
        text = call("two.py", "-f", "f", "--value", "-w", names).out
        assert execute(text)["value_and_grad_f"](3.0, 2.0) == (6.0, wanted)


def test_show(call: Call) -> None:
    """Each stage is printed, the same each time; the backward part is there when it is made."""
    text = "import numpy as np\ndef f(x):\n    y = np.exp(x)\n    return np.sin(x) + 3 * x\n"
    Path("stages.py").write_text(text)
    stages = [call("stages.py", "--show", s) for s in ("flat", "shapes", "backward", "simplified")]
    assert stages == [
        call("stages.py", "--show", s) for s in ("flat", "shapes", "backward", "simplified")
    ]
    assert all(ran.status == 0 and ran.out.startswith("program f(x)\n") for ran in stages)
    assert ["grad_x" in ran.out for ran in stages] == [False, False, True, True]
    assert "y = " in stages[2].out
    assert "y = " not in stages[3].out


def test_rules(call: Call) -> None:
    """A user's rule serves an imported function, and wins over flatgen's own."""
    Path("soft.py").write_text("from mylib import softclip\ndef f(x):\n    return softclip(x)\n")
    Path("exp.py").write_text("import numpy as np\ndef f(x):\n    return np.exp(x) * 2\n")
    assert "unknown function 'softclip'" in call("soft.py").err
    assert "# my own rule" in call("soft.py", "--rules", "rules.py").out
    text = call("exp.py", "--rules", "rules.py").out
    assert execute(text)["grad_f"](1.0) == 14.0
    Path("weaker.py").write_text(RULE.replace("7", "9"))
    assert call("exp.py", "--rules", "rules.py", "--rules", "weaker.py").status == 0


BODY = "    grad_x = grad_y * 7\n    return grad_x\n"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("grad_y):", "grad_y:", 7),
        ('"softclip(x)"', '"softclip("', 6),
        ('"softclip(x)"', "softclip", 6),
        ('"softclip(x)"', "1", 6),
        ('"np.exp(x)"', 'when="x +"', 6),
        ('"np.exp(x)"', "when=3", 6),
        ('"np.exp(x)"', 'whne="x"', 6),
        ('"np.exp(x)"', 'shape="q"', 6),
        (BODY, "    grad_x = grad_y\n", 6),
        (BODY, "    return grad_x\n", 6),
        (BODY, "    return y\n", 6),
        (BODY, "    for i in x: pass\n", 6),
        (BODY, "    grad_x = -'a'\n    return grad_x\n", 6),
        (BODY, "    grad_x = grad_y\n    grad_x = grad_x * 2\n    return grad_x\n", 6),
        (BODY, "    grad_x = nowhere(y)\n    return grad_x\n", 6),
        ('@rule("softclip(x)", "np.exp(x)")', '@same("softclip(x)")', 6),
        ('@rule("softclip(x)", "np.exp(x)")', '@define("softclip(x)")', 6),
        ("x, grad_y", "x, w, grad_y", 6),
    ],
)
def test_faults_in_rules(call: Call, old: str, new: str, line: int) -> None:
    """What is wrong in a file of rules is reported with that file's name and line."""
    text = RULE.replace(old, new) if new != "    grad_x = grad_y\n" else RULE.replace(BODY, new)
    if "w, grad_y" in new:
        text = text.replace("return grad_x", "grad_w = grad_y\n    return grad_x, grad_w")
    Path("rules.py").write_text(text)
    Path("soft.py").write_text("from mylib import softclip\ndef f(x):\n    return softclip(x)\n")
    ran = call("soft.py", "--rules", "rules.py")
    assert ran.status == 2
    assert ran.err.startswith(f"rules.py:{line}:")
    assert " at 0x" not in ran.err


# Messages


def test_every_fault_at_its_place(call: Call) -> None:
    """All faults of a file come at once, in order, each with its line and a caret below its place."""
    lines = FAULTY.split("\n")
    err = call("faulty.py").err
    found = re.findall(r"faulty\.py:(\d+):(\d+): (.+)\n(.*)\n(.*\^)\nhelp: .+\n", err)
    assert "".join(re.findall(r"^faulty.*", err, re.M)) == "".join(
        f"faulty.py:{line}:{at}: {message}" for line, at, message, _, _ in found
    )
    places = [(int(line), lines[int(line) - 1][int(at) - 1 :]) for line, at, *_ in found]
    assert [(line, text[:6]) for line, text in places] == [
        (2, "unknwn"),
        (3, "x if x"),
        (7, "while "),
        (8, "q + é"),
        (8, "é"),
    ]
    for line, at, message, shown, caret in found:
        assert message
        assert shown == lines[int(line) - 1]
        assert len(caret) == int(at)
        assert re.sub(r"[^\t]", " ", shown[: len(caret) - 1]) == caret[:-1]


CALLS = """missing.py|.||square.py other.py|square.py --chec|square.py --unknown|square.py --show all
square.py --show|square.py -o|square.py --mode grad|square.py -m vjp|square.py -s x=N|square.py --verify
square.py --shape x=N|square.py -f nix|square.py -w nix|square.py -w ,|square.py --check|square.py --diff
square.py --rules nix.py|square.py --rules .|square.py -o missing/x.py|square.py -o .|square.py --fun f
square.py -o square.py|square.py -o ./square.py|square.py --rules rules.py -o rules.py|a\0b.py
square.py -o a\0b.py|square.py --rules a\0b.py|square.py --check -o .|square.py -o square.py/x.py|wrong.py
wrong.py --check -o square.py|wrong.py --diff -o square.py|wrong.py -o new.py|wrong.py -o two.py|-x|--"""


@pytest.mark.parametrize("line", CALLS.replace("\n", "|").split("|"))
def test_wrong_call(call: Call, line: str) -> None:
    """A wrong call ends with 2 and a word of help; nothing is printed and nothing is written."""
    before = {path: path.read_bytes() for path in Path().iterdir()}
    assert call(*line.split()).status == 2
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b"def f(x):\n    return '\xff'\n", "odd.py:2:"),
        (b"def f(x):\n    return x\0\n", "odd.py:2:13: a null byte\n"),
        (b"", "odd.py: the file is empty\n"),
        (b"import math\n", "odd.py: no function in this file\n"),
    ],
)
def test_odd_files(call: Call, data: bytes, start: str) -> None:
    """A file that holds no program is refused like any other."""
    Path("odd.py").write_bytes(data)
    assert call("odd.py").err.startswith(start)


def test_help_and_version(call: Call) -> None:
    """--help lists what there is, and nothing that is still to come."""
    text = call("--help").out
    for option in (
        *("-o, --output", "-f, --function", "-w, --wrt", "--value", "--rules", "--check", "--diff"),
        *("--show", "--version", "-h, --help", "FORWARD.py", "Exit status"),
    ):
        assert re.sub(r" [A-Z]+,", ",", text).count(option) >= 1, option
    assert not re.search("--mode|--shape|--verify", text)
    assert call("--version") == (0, f"flatgen {flatgen.__version__}\n", "")


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
        *("square.py >/dev/full", "square.py >&-", "- <&-", "--help >/dev/full", "wrong.py 2>&-"),
        *("wrong.py 2>/dev/full", "--check square.py 2>&-", "square.py -o - 2>&1 >&- <&-"),
    ],
)
def test_broken_streams(call: Call, tmp_path: Path, line: str) -> None:
    """A stream that is closed or full is no reason for a traceback, or for messages elsewhere."""
    ran = shell(f'"$@" {line}', tmp_path)
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr
    assert ran.stdout == b""
    assert ran.returncode == (0 if line == "square.py -o - 2>&1 >&- <&-" else 2)


@pytest.mark.parametrize("argv", [["big.py"], ["--help"], ["wrong.py"]])
def test_reader_that_stops(call: Call, argv: list[str]) -> None:
    """``flatgen big.py | head -1`` ends without a word."""
    Path("big.py").write_text("def f(x):\n    return x" + " + x * x" * 3000 + "\n")
    words = [sys.executable, "-m", "flatgen", *argv]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, **pipes) as process:
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
    text = (
        "def f(x):\n    '\\d'\n    y = 1 .real\n    return x * x\n\nA = 1if 1else 2\nB = 1 is 1\n"
    )
    Path("odd.py").write_text(text)
    ran = command("odd.py", "-f", "f", flags=flags)
    assert (ran.returncode, ran.stderr) == (0, b"")


def modules_after(call: str) -> set[str]:
    """Return the modules that a call of main imports."""
    code = f"import sys; old = {{*sys.modules}}; from flatgen.cli import main; main([{call!r}])"
    code += "\nprint(*{*sys.modules} - old, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    return {*run.stderr.split()}


def test_imports() -> None:
    """The command starts fast: it imports what a call needs, and never what is only for others."""
    never = {"numpy", "black", "dataclasses", "scipy", "asyncio", "difflib", "tempfile", "typing"}
    started = modules_after("--version")
    assert "flatgen.cli" in started
    assert not started & (never | {"ast", "astor", "inspect", "tokenize", "flatgen.pipeline"}) - {
        "typing"
    }
    assert not modules_after(str(NEURON)) & (never - {"typing"})
