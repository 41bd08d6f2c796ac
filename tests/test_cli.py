"""The command's options, its messages and its exit status."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from command import FAULTY, RULE, SQUARE, WRONG, Call, caller
from numeric import execute

import flatgen


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Call:
    """Return what runs the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return caller(capsysbinary)


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


def test_show_shapes(call: Call) -> None:
    """The shape of each line is behind it: dimensions, or what was broadcast together."""
    Path("shapes.py").write_text(
        "import numpy as np\n\n\n"
        "def f(x: Float[np.ndarray, 'N D'], y, k: int):\n"
        "    s = np.sum(x, axis=0, keepdims=True)\n"
        "    h = x.reshape(k, -1)\n"
        "    z = np.sin(x) * y\n"
        "    m = np.sum(y, axis=1, keepdims=True)\n"
        "    return np.sum(z) + np.sum(s) + np.sum(h) + np.sum(m)\n"
    )
    lines = call("shapes.py", "--show", "shapes").out.splitlines()
    said = dict(line.strip().partition("  # ")[::2] for line in lines if "  # " in line)
    assert said["s = numpy.sum(x, axis=0, keepdims=True)"] == "[1, D]"
    assert said["h = .reshape()(x, k, -1)"] == "[k, D*N//k]"
    assert said["z = Mult(s0, y)"] == "{[N, D], y}"
    assert said["m = numpy.sum(y, axis=1, keepdims=True)"] == "{{y} over 1, kept}"
    assert said["s1 = numpy.sum(z)"] == "[]"


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


def test_rules_for_forward_mode(call: Call) -> None:
    """A rule with tangents is loaded like any other; reverse mode doesn't read it."""
    Path("soft.py").write_text("from mylib import softclip\ndef f(x):\n    return softclip(x)\n")
    Path("rules.py").write_text(RULE + FORWARD)
    assert "# forward" not in call("soft.py", "--rules", "rules.py").out
    assert "dot_out = dot_x * 7 + scale  # forward" in call(*JVP).out
    Path("rules.py").write_text(FORWARD + RULE)
    assert "dot_out = dot_x * 7 + scale  # forward" in call(*JVP).out
    Path("rules.py").write_text(RULE + FORWARD.replace("(x)", "(x + 1)"))
    assert "* 7.0  # my own rule" in call(*JVP).out
    Path("rules.py").write_text(RULE + FORWARD.replace('")', '", when="rank(x) == 5")'))
    assert "* 7.0  # my own rule" in call(*JVP).out


def test_rules_for_some_tangents(call: Call) -> None:
    """A rule is taken where all its tangents are there, the largest first; others are turned around."""
    Path("soft.py").write_text("from mylib import both\ndef f(x, y):\n    return both(x, y)\n")
    Path("rules.py").write_text(BOTH)
    assert "dot_out = dot_x * 2.0 + dot_y * 3  # of both" in call(*JVP).out
    assert "dot_out = dot_x * 4.0  # of x" in call(*JVP, "-w", "x").out
    assert "dot_y * 3" in call(*JVP, "-w", "y").out
    Path("rules.py").write_text(BOTH.partition('@rule("both(x, y)")\ndef of_both')[0])
    text = call(*JVP).out
    assert "dot_x * 4" in text
    assert "dot_y * 3" in text
    assert "# of x, by" in text


JVP = ("soft.py", "-m", "jvp", "--rules", "rules.py")
FORWARD = '''

from flatgen import rule


@rule("softclip(x)")
def mine_forward(y, x, dot_x):
    """forward

    scale: by the result
    """
    scale = y * 2
    dot_y = dot_x * 7 + scale
    return dot_y
'''
BOTH = '''from flatgen import rule

@rule("both(x, y)")
def by(z, x, y, grad_z):
    """by"""
    grad_x = grad_z * 2
    grad_y = grad_z * 3
    return grad_x, grad_y

@rule("both(x, y)")
def of_x(z, x, y, dot_x):
    """of x"""
    dot_z = dot_x * 4.0
    return dot_z

@rule("both(x, y)")
def of_both(z, x, y, dot_x, dot_y):
    """of both"""
    dot_z = dot_x * 2.0 + dot_y * 3
    return dot_z
'''
BODY = "    grad_x = grad_y * 7.0\n    return grad_x\n"


FAULTS = {  # in what a rule file says, what is said instead
    "no Python": ("grad_y):", "grad_y:"),
    "no expression": ('"softclip(x)"', '"softclip("'),
    "no string": ('"softclip(x)"', "softclip"),
    "a number": ('"softclip(x)"', "1"),
    "when is no expression": ('"np.exp(x)"', 'when="x +"'),
    "when is a number": ('"np.exp(x)"', "when=3"),
    "no such option": ('"np.exp(x)"', 'whne="x"'),
    "shape of no input": ('"np.exp(x)"', 'shape="q"'),
    "no return": (BODY, "    grad_x = grad_y\n"),
    "not assigned": (BODY, "    return grad_x\n"),
    "no gradient": (BODY, "    return y\n"),
    "a loop": (BODY, "    for i in x: pass\n"),
    "minus a string": (BODY, "    grad_x = -'a'\n    return grad_x\n"),
    "assigned twice": (BODY, "    grad_x = y\n    grad_x = grad_x * 2\n    return grad_x\n"),
    "unknown function": (BODY, "    grad_x = nowhere(y)\n    return grad_x\n"),
    "same without return": (RULE[RULE.index("@") :], '@same("f(x)")\ndef g(x):\n    y = x\n'),
    "define without return": (RULE[RULE.index("@") :], '@define("f(x)")\ndef g(x):\n    y = x\n'),
    "tangent of no input": ("grad_y", "dot_w"),
    "tangent of an input of no pattern": ("x, grad_y", "x, w, dot_w"),
    "gradient and tangent": ("grad_y):", "grad_y, dot_x):"),
    "tangent not returned": ("grad_y):", "dot_x):"),
    "tangent not assigned": (RULE[RULE.index("def") :], "def f(y, x, dot_x):\n    return dot_y\n"),
    "shape of a tangent": (
        RULE[RULE.index("@") :],
        '@rule("f(x)", shape="x")\ndef f(y, x, dot_x):\n    dot_y = dot_x\n    return dot_y\n',
    ),
    "input of no pattern": (
        RULE[RULE.index("def") :],
        "def mine(y, x, w, grad_y):\n    grad_x = y\n    grad_w = y\n    return grad_x, grad_w\n",
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_faults_in_rules(call: Call, kind: str) -> None:
    """What is wrong in a file of rules is reported with that file's name and line."""
    text = RULE.replace(*FAULTS[kind])
    Path("rules.py").write_text(text)
    Path("soft.py").write_text("from mylib import softclip\ndef f(x):\n    return softclip(x)\n")
    ran = call("soft.py", "--rules", "rules.py")
    assert ran.status == 2
    assert re.match(r"rules\.py:([6-9]|10):", ran.err)
    assert " at 0x" not in ran.err


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
        (3, "{x for"),
        (7, "with x"),
        (8, "q + é"),
        (8, "é"),
    ]
    for line, at, message, shown, caret in found:
        assert message
        assert shown == lines[int(line) - 1]
        assert len(caret) == int(at)
        assert re.sub(r"[^\t]", " ", shown[: len(caret) - 1]) == caret[:-1]


CALLS = """missing.py|.||square.py other.py|square.py --chec|square.py --unknown|square.py --show all
square.py --show|square.py -o|square.py --mode gard|square.py -m|square.py -s xN|square.py --verify -o x.py
square.py --shape q=N|square.py -f nix|square.py -w nix|square.py -w ,|square.py --check|square.py --diff
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
    """--help lists what there is."""
    text = call("--help").out
    for option in (
        *("-o, --output", "-f, --function", "-w, --wrt", "-s, --shape", "-m, --mode", "--value"),
        *("--rules", "--check", "--diff", "--verify", "--show", "--version", "-h, --help"),
        *("FORWARD.py", "Exit status"),
    ):
        assert re.sub(r" [A-Z=]+,", ",", text).count(option) >= 1, option
    assert call("--version") == (0, f"flatgen {flatgen.__version__}\n", "")


def test_a_check_of_what_is_not_there(call: Call) -> None:
    """A file that is missing is not one that differs."""
    Path("neuron.py").write_text("def f(x):\n    return x * x\n")
    found = call("neuron.py", "--check", "-o", "missing.py")
    assert found.status == 1
    assert "missing.py is not there" in found.err and "leave --check out" in found.err
    assert call("neuron.py", "-o", "missing.py").status == 0
    assert call("neuron.py", "--check", "-o", "missing.py").status == 0


def test_a_dash_is_standard_output(call: Call) -> None:
    assert call("square.py", "-o", "-") == (0, flatgen.generate(SQUARE), "")
    assert not Path("-").exists()
    assert "add -o backward.py" in call("square.py", "--check", "-o", "-").err


def test_a_difference_to_a_file_without_a_last_newline(call: Call) -> None:
    """As patch has it: each line of the difference is one."""
    Path("old.py").write_text("x = 1")
    lines = call("square.py", "--diff", "-o", "old.py").out.split("\n")
    at = lines.index("-x = 1")
    assert lines[at + 1] == "\\ No newline at end of file" and lines[at + 2].startswith("+")
