"""Bytes to text to tree: encodings, line ends, very long sums, and nesting that is too deep."""

from __future__ import annotations

import ast
import random
import subprocess
import sys

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from numeric import execute

from flatgen import FlatgenError, generate
from flatgen import source as source_module
from flatgen.source import column, decode, normalise

HEAD = "def f(x):\n    return "
PLAIN = "def f(x):\n    # half\n    y = x * x  # square\n    return y / 2"


def fault_of(source: str) -> FlatgenError:
    """Return the error that a source is refused with; there is a help line with it."""
    with pytest.raises(FlatgenError) as caught:
        generate(source)
    assert all(fault.message and fault.help for fault in caught.value.faults)
    return caught.value


def output_or_refusal(source: str) -> str:
    """Return the output for a source, or the words that it is refused in."""
    try:
        return generate(source)
    except FlatgenError as error:
        return error.report()


# Text


@pytest.mark.parametrize(
    "source",
    [
        PLAIN + "\n",
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r") + "\r",
        PLAIN.replace("    ", "\t"),
        "\ufeff" + PLAIN,
        "\x0c" + PLAIN + "\n\x0c\n",
        PLAIN.replace("    return", "\x0c    return"),
        PLAIN.replace("y / 2", "y \\\n        / 2"),
    ],
    ids=["final", "crlf", "cr", "tabs", "bom", "form-feed", "form-feed-inside", "backslash"],
)
def test_layout_does_not_matter(source: str) -> None:
    """Line ends, tabs, form feeds and a byte order mark leave the output as it is."""
    assert generate(source) == generate(PLAIN)
    assert "\r" not in generate(source)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffσ = 1\n".encode(), "\ufeffσ = 1\n"),
        (b"\xef\xbb\xbf# coding: utf-8\nx\n", "# coding: utf-8\nx\n"),
        (b"# -*- coding: latin-1 -*-\n\xe9\n", "# -*- coding: latin-1 -*-\n\xe9\n"),
        (b"#!/bin/python\n# vim: set fileencoding=latin-1 :\n\xe9\n", None),
        ("# coding: cp1251\r\nж\r\n".encode("cp1251"), "# coding: cp1251\r\nж\r\n"),
        ("x = 'coding: latin-1'\nσ\n".encode(), "x = 'coding: latin-1'\nσ\n"),
    ],
)
def test_decode(data: bytes, text: str | None) -> None:
    """A file's encoding is that of its mark, of its PEP 263 line, or UTF-8."""
    wanted = data.decode("latin-1") if text is None else text
    assert normalise(decode(data, "forward.py")) == normalise(wanted)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"x\ny = '\xff'\n", 2),
        (b"x\r\n# \xe9\r\n", 2),
        (b"x\r# \xe9\r", 2),
        (b"\xef\xbb\xbf# coding: latin-1\nx\n", 1),
        (b"# coding: no-such-code\nx\n", 1),
        (b"# coding: ascii\n\xe9\n", 2),
        (b"# coding: rot13\nx\n", 1),
        (b"# coding: punycode\nx\n", 1),
        (b"# coding: \xff\nx\n", 1),
    ],
)
def test_undecodable(data: bytes, line: int) -> None:
    """Bytes that are no text are a fault of their line, whatever codec they ask for."""
    with pytest.raises(FlatgenError) as caught:
        decode(data, "forward.py")
    assert (caught.value.filename, caught.value.lineno) == ("forward.py", line)


@pytest.mark.parametrize(
    ("source", "line", "at"),
    [
        ("def f(x):\n    return x \0* x\n", 2, 14),
        ("def f(x):\n    return x  # \udc80\n", 2, None),
        ("def f(x):\n    return σ σ\n", 2, 14),
        ("def f(x):\n    return (x\n", 2, 12),
        ("def f(x):\n    y = x\n\treturn y\n", 3, None),
        ("def f(x):\n    '''x\n", 2, 5),
        ("def f(x):\n    return x\\", 2, None),
        ("def f(x):\r\n    return x x\r\n", 2, 14),
        (HEAD + "x * " + "9" * 5000 + "\n", 2, None),
    ],
)
def test_no_python(source: str, line: int, at: int | None) -> None:
    """What Python can't read is a fault at its place."""
    error = fault_of(source)
    assert error.lineno == line
    assert at is None or error.offset == at


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])), st.data())
def test_column(line: str, data: st.DataObject) -> None:
    """A column counts characters, as an editor does, where ast counts bytes."""
    before = data.draw(st.integers(0, len(line)))
    assert column(line, len(line[:before].encode())) == before + 1


# Long sums

GAPS = st.sampled_from(["", " ", "\t", "\n", "\n  ", " # a + (b - '\n", "\\\n"])
NAMES = ["a", "σ", "2", "1.5e+3", "None", "..."]
TEXTS = ["'s + ('", "'σ' '-'", "'''a\n+ b'''", "f'{a}+'", "f'({a})'"]
SHAPES = """({0}) / (({0})-{1}) / -{0} / +({0}) / not ({0}) / f({0}, k={1}) / f(*{0}, **{1}) / {0} * {1}
[{0}, {1}] / ({0})[{1}:-{2}] / ({0}).t / ({0} if {1} else {2}) / ({0}) ** {1} / (lambda q=-{0}: {1})
({0} < {1}) / f'{{({0})}}' / (q := {0}) / {{{0}: {1}}} / {0} @ -{1}"""


@st.composite
def sums(draw: st.DrawFn, terms: st.SearchStrategy[str]) -> str:
    """Draw a sum of a few terms with whatever may stand between them."""
    text = draw(terms)
    for term in draw(st.lists(terms, min_size=1, max_size=5)):
        text += draw(GAPS) + draw(st.sampled_from("+-")) + draw(GAPS) + term
    return text


@st.composite
def shaped(draw: st.DrawFn, parts: st.SearchStrategy[str]) -> str:
    """Draw an expression of another kind around some sums, with space inside of its brackets."""
    shape = draw(st.sampled_from(SHAPES.replace("\n", " / ").split(" / ")))
    if "'" not in shape:
        shape = shape.replace("(", "(" + draw(GAPS)).replace("{0})", "{0}" + draw(GAPS) + ")")
    return shape.format(draw(parts), draw(parts), draw(parts))


LEAF = st.sampled_from(NAMES + TEXTS)
EXPRESSIONS = st.recursive(sums(LEAF), lambda inner: sums(LEAF | inner | shaped(inner)))


def positions(tree: ast.AST) -> list[tuple[str, int, int]]:
    """Return where everything but a sum starts."""
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.expr) and not isinstance(n, ast.BinOp)]
    return sorted((ast.dump(n), n.lineno, n.col_offset) for n in nodes)


@settings(max_examples=300, deadline=None)
@given(expression=EXPRESSIONS, terms=st.integers(1, 4))
@example("a + b - (\n c - 2)", 2)
@example("(a - ((b + c)) - (d + e) - f) - (-g - h)", 1)
def test_long_sums_are_parsed_as_they_stand(expression: str, terms: int) -> None:
    """Cutting a sum and joining it again gives Python's own tree, at Python's own places."""
    text = f"def f(a):\n  σ = (\n{expression}\n  )\n"
    try:
        wanted = ast.parse(text)
    except SyntaxError:
        assume(False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_module, "TERMS", terms)
        got = source_module._parse_long_sums(text)
    assert ast.dump(got) == ast.dump(wanted)
    assert positions(got) == positions(wanted)


TERMS = {  # each with its derivatives by x and w at (3, 2)
    "x": (1, 0),
    "x * w": (2, 3),
    "(x - w)": (1, -1),
    "(x - (w - x) - 1)": (2, -1),
    "-x": (-1, 0),
    "(\n        x - w\n        )": (1, -1),
    "(  # one\n        w\n        - x - w)": (-1, 0),
}
BREAKS = [" ", " ", "\n        ", "  # + 1 - (\n        "]
FRAMES = ["({})", "max(({}), -1e9)", "2 * ({}) - ({})", "0.0 - (\n{})"]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("count", "forced"), [(300, True), (5000, False), (5000, True)])
def test_long_sum(frame: str, count: int, forced: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gradient of a sum of thousands of terms is that of its terms, each with its sign."""
    rng = random.Random(count)
    chosen = [(rng.choice([*TERMS]), rng.choice((1, -1))) for _ in range(count - 1)]
    text, by_x, by_w = "x", 1, 0
    for term, sign in [*chosen, ("(\n        x - w\n        )", -1)]:
        text += rng.choice(BREAKS) + "-+"[sign > 0] + rng.choice(BREAKS) + term
        by_x, by_w = by_x + sign * TERMS[term][0], by_w + sign * TERMS[term][1]
    if forced:  # Pythons differ in what is too long for them
        forced_parse = source_module._parse_long_sums
        monkeypatch.setattr("flatgen.pipeline.syntax_tree", lambda text, _: forced_parse(text))
    output = generate(f"def f(x, w):\n    return {frame.format(text, text)}\n")
    factor = -1 if frame.startswith("0.0") else 1
    assert execute(output)["grad_f"](3.0, 2.0) == (factor * by_x, factor * by_w)


@pytest.mark.parametrize(("term", "slope"), [(" + x", 1), (" \\\n        - 2 * x", -2)])
def test_very_long_sum(term: str, slope: int) -> None:
    """A sum of 20,000 terms is no trouble either."""
    output = generate(HEAD + "x" + term * 20_000 + "\n")
    assert execute(output)["grad_f"](0.5) == 1 + slope * 20_000


@pytest.mark.parametrize("other", ["def g(x: int | float):\n    return x\n", "A = 1 << 3\n"])
def test_long_sum_beside_bit_operators(other: str) -> None:
    """A bit operator elsewhere in the file does not stand in the way of a long sum."""
    output = generate(HEAD + "x" + " + x" * 10_000 + "\n\n\n" + other, functions=["f"])
    assert execute(output)["grad_f"](0.5) == 10_001


@pytest.mark.parametrize("wrong", ["x x", "(x", "x $ x", "'x", "x)"])
def test_long_sum_beside_a_mistake(wrong: str) -> None:
    """A mistake elsewhere in the file is what is reported, at its place."""
    error = fault_of(HEAD + "x" + " + x" * 10_000 + f"\n\n\ndef g(x):\n    return {wrong}\n")
    assert (error.lineno, "not valid Python" in error.msg) == (6, True)


# Nesting

DEEP = """(|x|) / abs(|x|) / -|x| / not |x| / |x| ** x / |x|.T / |x|[0] / |x|() / [|x|] / |x| * x
x if x else |x| / |x|/2.0 / |x|@x / |x| < x / 1.0 - (|x|) / lambda: |x| / f(|x|, y=1)"""


@pytest.mark.parametrize("count", [150, 400, 1000, 3000, 10_000, 30_000])
@pytest.mark.parametrize("kind", DEEP.replace("\n", " / ").split(" / "))
def test_deep_nesting(kind: str, count: int) -> None:
    """Whatever is nested, however deep, is differentiated or refused: nothing else is raised."""
    before, middle, after = kind.split("|")
    limit = sys.getrecursionlimit()
    text = output_or_refusal(f"{HEAD}{before * count}{middle}{after * count}\n")
    assert "def grad_f(x):" in text or "help: " in text
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize(
    "source",
    [
        "A = 1" + " + 1" * 3000 + "\ndef f(x):\n    return x * A\n",
        "A = " + "-" * 900 + "1\ndef f(x):\n    return x * A\n",
        "def f(x, y=" + "-" * 900 + "1):\n    return x * y\n",
        "".join(f"def g{i}(x):\n    return g{i + 1}(x)\n" for i in range(900))
        + "def g900(x): return x\n",
    ],
    ids=["constant", "minus", "default", "functions"],
)
def test_deep_elsewhere(source: str) -> None:
    """The same holds outside of the function's body, and for calls through functions."""
    text = output_or_refusal(source)
    assert "def grad_" in text or "too deep" in text


@pytest.mark.parametrize("depth", [300, 3000, 30_000])
def test_parentheses_are_refused(depth: int) -> None:
    """Python has a limit of its own for these, and names their place."""
    error = fault_of(HEAD + "(" * depth + "x" + ")" * depth)
    assert (error.msg, error.lineno) == ("an expression is nested too deep", 2)


@pytest.mark.parametrize("expression", ["'x' + ' + x' * 5000", "'-' * 3000 + 'x'", "'(' * 3000"])
def test_threads(expression: str) -> None:
    """Threads with a stack of one megabyte work side by side, and leave Python's limit alone."""
    code = f"""
import sys, threading
from flatgen import FlatgenError, generate
def run():
    for _ in range(5):
        try:
            generate({HEAD!r} + {expression})
        except FlatgenError as error:
            assert "deep" in error.msg or "never closed" in error.msg
    sys.stdout.write("done\\n")
threading.stack_size(1 << 20)
limit = sys.getrecursionlimit()
threads = [threading.Thread(target=run) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sys.getrecursionlimit() - limit)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout.split()) == (0, ["done"] * 4 + ["0"]), run.stderr
