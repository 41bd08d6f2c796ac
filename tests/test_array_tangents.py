"""Forward mode of every rule for arrays, by the calls of ``test_array_rules.py``: u · J v is the gradient · v.

Each call is taken in one of its ways: nothing known of shapes, symbols, numbers.
"""

from __future__ import annotations

import pickle
import re
from functools import cache
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from array_calls import Call
from numeric import execute, forward_function, quietly, value_at
from test_array_rules import CALLS, OLD, applied, run, shapes_of

from flatgen import generate, siblings
from flatgen.ir import Value
from flatgen.rules import own_rules
from flatgen.ruling import Rule

Said = tuple[str, Value]
# A rule has several calls: half of them are enough here.
SINGLE = [c for c in CALLS if "double" not in c.words and c.turn % 2]
WHOLE = [c for c in CALLS if "floats" not in c.words and not c.turn % 2]


def source(call: Call) -> str:
    """Return a program of the call alone, that shows that its arguments are arrays."""
    return call.source("r" if re.search(r"[a-z]\.", call.text) else "np.multiply(r, 1)")


def wrt(call: Call) -> tuple[str, ...]:
    """Return the inputs that move: all, or, now and then, one alone."""
    turn = call.turn % (2 * len(call.wrt))
    return call.wrt[turn : turn + 1] or call.wrt


@cache
def made(call: Call, turn: int = 0, names: tuple[str, ...] = ()) -> tuple[str, frozenset[Said]]:
    """Return the text of the forward mode of a call, and the rules for forward mode that it took."""
    used: set[Said] = set()
    original = siblings.spliced

    def spy(forward: Any, link: Any, sibling: Rule, bound: Any) -> Any:
        used.add((sibling.name, sibling.pattern))
        return original(forward, link, sibling, bound)

    mode = call.modes[(call.turn + turn) % len(call.modes)]
    with patch.object(siblings, "spliced", spy):
        text = generate(
            source(call), mode="jvp", wrt=names or wrt(call), shapes=shapes_of(call, mode)
        )
    return text, frozenset(used)


def tangents(call: Call) -> dict[str, Any]:
    random = np.random.default_rng(11)
    args = run(call).args
    dots = {f"dot_{name}": random.normal(1.0, 0.5, np.shape(args[name])) for name in wrt(call)}
    return {name: dot if dot.shape else float(dot) for name, dot in dots.items()}


def operations(pattern: Value) -> list[str]:
    return [v.op for v in applied(pattern)]


def inner(ones: Any, others: Any) -> float:
    return float(np.sum(np.asarray(ones) * np.asarray(others)))


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_tangent(call: Call) -> None:
    text, _ = made(call)
    function = execute(text)["jvp_f"]
    args = dict(run(call).args)
    weights = args.pop("weights")
    dots = tangents(call)
    before = pickle.dumps((args, dots))
    got = quietly(function, *args.values(), *dots.values())
    about = f"{call}\n{text}\n{got}"
    assert np.shape(got) == np.shape(run(call).result), about
    assert np.asarray(got).dtype.kind == "f", about
    parts = dict(zip(call.wrt, run(call).wanted))
    wanted = [inner(parts[name], dots[f"dot_{name}"]) for name in wrt(call)]
    scale = max(1.0, *map(abs, wanted), float(np.max(np.abs(got), initial=0.0)))
    assert abs(inner(weights, got) - sum(wanted)) <= 1e-5 * scale, (about, sum(wanted))
    if isinstance(got, np.ndarray):
        assert got.flags.writeable, about
        arrays = [v for v in (*args.values(), *dots.values()) if isinstance(v, np.ndarray)]
        assert not any(np.may_share_memory(got, array) for array in arrays), about
    again = quietly(function, *args.values(), *dots.values())
    assert np.array_equal(got, again), about
    assert pickle.dumps((args, dots)) == before, about


@pytest.mark.skipif(OLD, reason="numpy 1 makes doubles of single numbers")
@pytest.mark.parametrize("call", SINGLE, ids=str)
def test_single_precision_stays(call: Call) -> None:
    text, _ = made(call)
    fixed, args = dict(call.fixed), dict(run(call).args)
    args.pop("weights")

    def single(name: str, value: Any) -> Any:
        return value if name in fixed or not np.shape(value) else np.float32(value)

    given = [single(n, v) for n, v in args.items()]
    dots = list(map(np.float32, tangents(call).values()))
    forward = forward_function(source(call), "f", True)
    result = np.asarray(quietly(forward, *given))
    if result.dtype == np.float32 and any(np.shape(v) for v in dots):
        got = np.asarray(quietly(execute(text)["jvp_f"], *given, *dots))
        assert got.dtype == np.float32, f"{call}\n{text}"


@pytest.mark.parametrize("call", WHOLE, ids=str)
def test_whole_numbers_have_floating_tangents(call: Call) -> None:
    args = dict(run(call).args)
    args.pop("weights")
    dots = tangents(call)
    whole = {n: np.rint(3 * np.asarray(v)) + 0.0 if n in call.wrt else v for n, v in args.items()}
    ints = {n: v.astype(int) if n in call.wrt else v for n, v in whole.items()}
    forward = forward_function(source(call), "f", True)
    one, two = [value_at(forward, tuple(given.values())) for given in (whole, ints)]
    if one is None or two is None or not np.allclose(one, two):
        return  # not for every function
    text, _ = made(call)
    function = execute(text)["jvp_f"]
    wanted = quietly(function, *whole.values(), *dots.values())
    got = quietly(function, *ints.values(), *dots.values())
    about = f"{call}\n{text}\n{got}\nwanted\n{wanted}"
    assert np.asarray(got).dtype.kind == "f", about
    assert np.allclose(got, wanted, 1e-9, 1e-9, equal_nan=True), about


def test_every_rule_for_forward_mode_is_used() -> None:
    book = own_rules()
    rules = {(r.name, r.pattern) for op in book.by_op for r in book.siblings_for(op)}
    used: set[Said] = set().union(*[made(call)[1] for call in CALLS])
    named = {op.rpartition(".")[2] for _, pattern in rules - used for op in operations(pattern)}
    for call in CALLS:  # in one way only: all, then
        if any(name in call.text for name in named):
            for names in (call.wrt, call.wrt[:1], call.wrt[1:]):
                for turn in range(len(call.modes)):
                    used |= made(call, turn, names)[1]
    left = rules - used
    assert not left, "\n".join(sorted(f"{name}: {pattern}" for name, pattern in left))


def test_tangents_that_are_numbers_of_pythons() -> None:
    """They have no methods, though their inputs do."""
    source = "import numpy as np\ndef f(x, w):\n    return x.sum() * w.mean() + w.flatten()[0]\n"
    jvp = execute(generate(source, mode="jvp"))["jvp_f"]
    x, w = np.array([1.0, 2.0]), np.float64(3.0)
    assert jvp(x, w, np.array([0.5, -1.0]), 2.0) == -0.5 * w + 2.0 * 3.0 + 2.0


@pytest.mark.parametrize(
    "call",
    [
        "np.tensordot({x}, {w}, axes=([1, 2], [0, 1]))",
        "np.tensordot({x}, {w}, 1)",
        'np.correlate({x}, {w}, "valid")',
    ],
)
def test_a_product_is_linear_in_each(call: str) -> None:
    """Of what is linear in each of its operands the tangent is the product rule, whatever settings it has beside."""
    text = f"import numpy as np\ndef f(x, w):\n    return {call.format(x='x', w='w')}\n"
    lines = generate(text, mode="jvp").partition("# Tangents")[2]
    assert call.format(x="dot_x", w="w") in lines and call.format(x="x", w="dot_w") in lines
    assert lines.count("np.") == 2
