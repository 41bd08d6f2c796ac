"""Every rule for arrays, by calls of every function: gradients, their shapes and types, second derivatives.

The calls are in the tables of ``array_calls*.py``. Each is differentiated without shapes, with symbolic
ones, and with numbers; by finite differences, twice.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple
from unittest.mock import patch

import array_calls
import numpy as np
import pytest
from array_calls import Call
from numeric import difference_gradient, execute, quietly

from flatgen import dims, generate, templates
from flatgen.backward import Backward
from flatgen.facts import Facts
from flatgen.ir import Value
from flatgen.linking import find_link
from flatgen.rules import RuleBook
from flatgen.shapes import dims_of

CALLS = array_calls.calls()
UNKNOWN, SYMBOLS, NUMBERS = "unknown", "symbols", "numbers"
KINDS = {"floats": "f", "integers": "iu", "booleans": "b", "complex": "c"}
LETTERS = {2: "B", 3: "N", 4: "D", 5: "M", 6: "K", 7: "H", 8: "I", 9: "J", 0: "O"}
SIZES = {letter: size for size, letter in LETTERS.items()}


class Made(NamedTuple):
    """A generated text, and what was known and used when it was made."""

    text: str
    rules: frozenset[tuple[str, Value]]
    facts: Facts


def made(source: str, **options: Any) -> Made:
    """Generate, and note the rules of all lines, those of constants included."""
    seen: list[Backward] = []
    original = Backward.links

    def spy(self: Backward, *args: Any) -> Any:
        seen.append(self)
        return original(self, *args)

    with patch.object(Backward, "links", spy):
        text = generate(source, **options)
    (backward,) = seen
    used = set()
    for equation in backward.program.body:
        link = backward.ways.get(equation.target)
        link = link or find_link(equation, set(), backward.facts.definitions, backward.facts)
        if link.rule:
            used.add((link.rule.name, link.rule.pattern))
    return Made(text, frozenset(used), backward.facts)


def shapes_of(call: Call, mode: str) -> dict[str, str]:
    """Return the shapes as they are declared: a symbol for each size but 1."""
    if mode == UNKNOWN:
        return {}
    symbols = LETTERS if mode == SYMBOLS else {}
    return {n: ",".join([symbols.get(d, str(d)) for d in s]) for n, s in call.shapes.items()}


@cache
def first(call: Call, mode: str, weights: str | None = None) -> Made:
    """Return the gradient's text; ``weights`` is the shape of the result, if that is known."""
    shapes = shapes_of(call, mode)
    if weights is not None:
        shapes["weights"] = weights
    return made(call.source, wrt=call.wrt, shapes=shapes)


@cache
def known(call: Call, mode: str) -> str | None:
    """Return the shape of the call's result where it is known in full."""
    facts = first(call, mode).facts
    found = dims_of(facts.by_name["r"]) if "r" in facts.by_name else None
    if found is None or not all(dim.declared for dim in found):
        return None
    return ",".join(map(dims.text, found))


def gradient(call: Call, mode: str) -> Made:
    return first(call, mode, known(call, mode))


@cache
def second(call: Call, mode: str) -> tuple[str, Made]:
    """Return a sum of the gradients against fixed weights, and its own gradient."""
    parts = [f"v_{name}" for name in call.wrt]
    grads = [f"grad_{name}" for name in call.wrt]
    total = " + ".join([f"np.sum({v} * {g})" for v, g in zip(parts, grads)])
    names = ", ".join([*call.names, "weights"])
    text = f"""{gradient(call, mode).text}

def h({names}, {", ".join(parts)}):
    {", ".join(grads)} = grad_f({names})
    return {total}
"""
    text = text if "import numpy as np" in text else "import numpy as np\n" + text
    shapes = shapes_of(call, mode)
    shapes |= {f"v_{name}": shapes[name] for name in call.wrt if name in shapes}
    weights = known(call, mode)
    if weights is not None and mode != UNKNOWN:
        shapes["weights"] = weights
    return text, made(text, functions=["h"], wrt=call.wrt, shapes=shapes)


class Run(NamedTuple):
    """A call with its arguments, and what came out."""

    forward: Callable[..., Any]
    args: dict[str, Any]
    result: Any
    wanted: tuple[Any, ...]


@cache
def run(call: Call) -> Run:
    if not call.installed:
        pytest.skip("this version has no such function")
    forward = execute(call.source)
    given = call.arguments()
    result = quietly(call.value, dict(given))
    assert np.asarray(result).dtype.kind in "fiub", f"{call}: a result that is real"
    weights = np.random.default_rng(7).normal(1.0, 0.5, np.shape(result))
    args = {**given, "weights": weights if np.shape(result) else float(weights)}
    wanted = [difference_gradient(forward["f"], args, name) for name in call.wrt]
    return Run(forward["f"], args, result, tuple(wanted))


def parts(call: Call, got: Any) -> tuple[Any, ...]:
    return got if len(call.wrt) > 1 else (got,)


def check(call: Call, got: Any, wanted: tuple[Any, ...], text: str, tolerance: float) -> None:
    for name, part, aim in zip(call.wrt, parts(call, got), wanted, strict=True):
        about = f"{call}\n{text}\nd {name}:\n{part}\nwanted\n{aim}"
        assert np.shape(part) == np.shape(aim), about
        assert np.asarray(part).dtype.kind == "f", about
        scale = max(1.0, float(np.max(np.abs(aim), initial=0.0, where=np.isfinite(aim))))
        with np.errstate(invalid="ignore"):
            near = (np.abs(part - aim) <= tolerance * scale) | (part == aim)
        assert np.all(near), about


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_gradient(call: Call) -> None:
    results = []
    for mode in call.modes:
        text = gradient(call, mode).text
        function = execute(text)["grad_f"]
        args, wanted = run(call).args, run(call).wanted
        before = pickle.dumps(args)
        got = quietly(function, *args.values())
        check(call, got, wanted, text, 1e-6)
        again = quietly(function, *args.values())
        assert all(map(np.array_equal, parts(call, got), parts(call, again)))
        assert pickle.dumps(args) == before, text
        results.append(got)
    for other in results[1:]:
        check(call, other, parts(call, results[0]), "another gradient where shapes are known", 1e-9)


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_single_precision_stays(call: Call) -> None:
    args = run(call).args
    fixed = dict(call.fixed)
    single = {n: v if n in fixed or not np.shape(v) else np.float32(v) for n, v in args.items()}
    if not call.single or np.asarray(quietly(run(call).forward, *single.values())).dtype != np.float32:
        return
    for mode in call.modes:
        text = gradient(call, mode).text
        got = quietly(execute(text)["grad_f"], *single.values())
        for name, part in zip(call.wrt, parts(call, got)):
            if np.shape(args[name]):
                about = f"{call}, {mode}\n{text}\nd {name} is {part.dtype}"
                assert part.dtype == np.float32, about


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_other_inputs(call: Call) -> None:
    """Numbers may be arrays without axes; whole numbers have floating gradients."""
    text = gradient(call, call.modes[0]).text
    function = execute(text)["grad_f"]
    args = run(call).args
    if "math." not in call.text and "np." in text:
        pointed = {n: np.asarray(v) if n in call.wrt else v for n, v in args.items()}
        check(call, quietly(function, *pointed.values()), run(call).wanted, text, 1e-6)
    if "floats" in call.words:
        return
    whole = {n: np.rint(3 * np.asarray(v)) + 0.0 if n in call.wrt else v for n, v in args.items()}
    ints = {n: v.astype(int) if n in call.wrt else v for n, v in whole.items()}
    try:
        one = quietly(run(call).forward, *whole.values())
        two = quietly(run(call).forward, *ints.values())
    except (ArithmeticError, ValueError, TypeError, IndexError, np.linalg.LinAlgError):
        return  # whole numbers are not for every function
    if np.isfinite(one) and np.allclose(one, two):
        wanted = quietly(function, *whole.values())
        check(call, quietly(function, *ints.values()), parts(call, wanted), text, 1e-9)


@pytest.mark.parametrize("call", [c for c in CALLS if c.twice], ids=str)
def test_second_derivative(call: Call) -> None:
    for mode in call.modes[:2]:
        text, again = second(call, mode)
        args = dict(run(call).args)
        for name in call.wrt:
            weights = np.random.default_rng(9).normal(1.0, 0.5, np.shape(args[name]))
            args[f"v_{name}"] = weights if weights.shape else float(weights)
        wanted = tuple([difference_gradient(execute(text)["h"], args, n) for n in call.wrt])
        got = quietly(execute(again.text)["grad_h"], *args.values())
        check(call, got, wanted, text + again.text, 1e-5)


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_what_is_known_is_so(call: Call) -> None:
    """The shape of the result, and what it holds."""
    for mode in call.modes:
        facts = first(call, mode).facts
        result = run(call).result
        if "r" not in facts.by_name:
            continue  # a plain copy
        found = dims_of(facts.by_name["r"])
        if found is not None and not any(d.star for d in found):
            assert len(found) == np.ndim(result), (str(call), found)
            for dim, size in zip(found, np.shape(result)):
                if dim.declared:
                    assert eval(dims.text(dim), dict(SIZES)) == size, (str(call), found)
        kind = facts.kinds.get("r", "")
        assert np.asarray(result).dtype.kind in KINDS.get(kind, "fiubc"), (str(call), kind)


def used() -> Iterator[tuple[str, Value]]:
    for call in CALLS:
        for mode in call.modes:
            yield from first(call, mode).rules
            yield from gradient(call, mode).rules
            if call.twice and mode != NUMBERS:
                yield from second(call, mode)[1].rules


def test_every_rule_is_used() -> None:
    book = RuleBook()
    for library in templates.LIBRARIES:
        book.knows(f"{library}.?")
    rules = {(r.name, r.pattern) for rules in book.by_op.values() for r in rules if r.shaped}
    left = rules - set(used())
    assert not left, "\n".join(sorted(f"{name}: {pattern}" for name, pattern in left))


def test_every_function_is_called() -> None:
    text = "\n".join([call.text for call in CALLS])
    missing = [name for name in array_calls.functions() if not re.search(name, text)]
    assert not missing
