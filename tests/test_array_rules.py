"""Every rule for arrays, by calls of every function: gradients, their shapes and types, second derivatives.

The calls are in the tables of ``array_calls_*.py``. Each is differentiated without shapes and with
symbolic ones, some also with numbers, and compared with finite differences, twice.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
import pytest
from array_calls import BARE, NUMBERS, SYMBOLS, UNKNOWN, WEIGHTED, Call, calls, functions
from numeric import difference_gradient, execute, forward_function, quietly, value_at

from flatgen import dims, generate, templates
from flatgen.backward import Backward
from flatgen.facts import Facts
from flatgen.ir import Apply, Value
from flatgen.linking import find_link
from flatgen.module import Module
from flatgen.parse import Parser
from flatgen.rules import RuleBook, own_rules
from flatgen.settling import with_shapes
from flatgen.shapes import dims_of
from flatgen.signature import declared_shapes
from flatgen.source import syntax_tree

CALLS = calls()
OLD = int(np.__version__.split(".")[0]) < 2  # numbers were joined by their values
KINDS = {"floats": "f", "integers": "iu", "booleans": "b", "complex": "c"}
LETTERS = {2: "B", 3: "N", 4: "D", 5: "M", 6: "K", 7: "H", 8: "I", 9: "J", 12: "L", 0: "O"}
SIZES = {letter: size for size, letter in LETTERS.items()}
Used = frozenset[tuple[str, Value]]


class Run(NamedTuple):
    """A call that was made: with its arguments, what it gave, and the gradients to be expected."""

    forward: Callable[..., Any]
    args: dict[str, Any]
    result: Any
    wanted: tuple[Any, ...]


@cache
def run(call: Call) -> Run:
    if not call.installed:
        pytest.skip("this version has no such function")
    forward = forward_function(call.source(WEIGHTED), "f", "math." not in call.text)
    given = call.arguments()
    value = forward_function(call.source("r"), "f", "math." not in call.text)
    try:
        result = quietly(value, *given.values())
    except (TypeError, ValueError):
        if not OLD:
            raise
        pytest.skip("this version takes no such arguments")
    assert np.asarray(result).dtype.kind in "fiub", f"{call}: a result that is real"
    weights = np.random.default_rng(7).normal(1.0, 0.5, np.shape(result))
    args = {**given, "weights": weights if np.shape(result) else float(weights)}
    wanted = [difference_gradient(forward, args, name) for name in call.wrt]
    return Run(forward, args, result, tuple(wanted))


def shapes_of(call: Call, mode: str) -> dict[str, str]:
    """Return the shapes as they are declared: a symbol for each size but 1."""
    symbols = LETTERS if mode == SYMBOLS else {}
    shapes = dict(call.named)
    if call.fixed:
        constants = call.arguments()
        arrays = [name for name, _ in call.fixed if isinstance(constants[name], np.ndarray)]
        shapes |= {name: constants[name].shape for name in arrays}
    found = {n: ",".join([symbols.get(d, str(d)) for d in s]) for n, s in shapes.items()}
    return {} if mode == UNKNOWN else found


@cache
def facts_of(call: Call, mode: str) -> Facts:
    """Return what is known of the forward function's values."""
    faults: list[Any] = []
    source = call.source(WEIGHTED)
    module = Module(syntax_tree(source, "<string>"), source, "<string>")
    parser = Parser(module, own_rules(), faults)
    parsed = parser.function(module.functions["f"])
    shapes = shapes_of(call, mode)
    declared = declared_shapes(parsed.program, shapes, module.functions["f"], faults)
    facts = with_shapes(parsed, own_rules(), declared, faults)[1]
    assert not faults, (str(call), faults)
    return facts


def known(call: Call, mode: str) -> dict[str, str]:
    """Return the shape of the weights, which is the result's, where that is known."""
    facts = facts_of(call, mode)
    found = dims_of(facts.by_name["r"]) if "r" in facts.by_name else None
    if mode == UNKNOWN or found is None or not all(dim.declared for dim in found):
        return {}
    return {"weights": ",".join(map(dims.text, found))}


def made(source: str, **options: Any) -> tuple[str, Used]:
    """Generate; return the text, and the rules of all lines, those of constants included."""
    seen: list[Backward] = []
    original = Backward.links

    def spy(self: Backward, *args: Any) -> Any:
        seen.append(self)
        return original(self, *args)

    with patch.object(Backward, "links", spy):
        text = generate(source, **options)
    (backward,) = seen
    links = list(backward.ways.values())
    for equation in backward.program.body:
        for value in applied(equation.value):
            constant = equation._replace(value=value)
            links.append(find_link(constant, set(), backward.facts.definitions, backward.facts))
    return text, frozenset({(link.rule.name, link.rule.pattern) for link in links if link.rule})


def applied(value: Value) -> Iterator[Apply]:
    """Yield the operations of a value, the inner ones, too."""
    if isinstance(value, Apply):
        yield value
        for argument in value.args:
            yield from applied(argument)


@cache
def first(call: Call, mode: str) -> tuple[str, Used]:
    """Return the gradient's text. Where shapes are numbers the result is summed without weights."""
    if mode == NUMBERS:
        return made(call.source(BARE), wrt=call.wrt, shapes=shapes_of(call, mode))
    shapes = shapes_of(call, mode) | known(call, mode)
    return made(call.source(WEIGHTED), wrt=call.wrt, shapes=shapes)


@cache
def second(call: Call) -> tuple[str, tuple[str, Used]]:
    """Return a sum of the gradients against fixed weights, and its own gradient."""
    ways = [mode for mode in call.modes if mode != NUMBERS]
    mode = ways[call.turn % len(ways)]
    names = ", ".join([*call.names, "weights"])
    parts = [f"v_{name}" for name in call.wrt]
    grads = [f"grad_{name}" for name in call.wrt]
    total = " + ".join([f"np.sum({v} * {g})" for v, g in zip(parts, grads)])
    text = first(call, mode)[0]
    text = text if "import numpy as np" in text else "import numpy as np\n" + text
    text += f"\ndef h({names}, {', '.join(parts)}):\n    {', '.join(grads)} = grad_f({names})\n"
    text += f"    return {total}\n"
    shapes = shapes_of(call, mode)
    shapes |= {f"v_{name}": shapes[name] for name in call.wrt if name in shapes}
    shapes |= known(call, mode)
    return text, made(text, functions=["h"], wrt=call.wrt, shapes=shapes)


def parts(call: Call, got: Any) -> tuple[Any, ...]:
    return got if len(call.wrt) > 1 else (got,)


def check(call: Call, got: Any, wanted: tuple[Any, ...], text: str, tolerance: float) -> None:
    """Compare gradients; they have the shapes of the inputs, and are floating numbers."""
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
    for mode in call.modes:
        text = first(call, mode)[0]
        function = execute(text)["grad_f"]
        args, wanted = dict(run(call).args), run(call).wanted
        if mode == NUMBERS:
            bare = {**args, "weights": np.ones_like(args.pop("weights"))}
            wanted = tuple([difference_gradient(run(call).forward, bare, n) for n in call.wrt])
        before = pickle.dumps(args)
        got = quietly(function, *args.values())
        check(call, got, wanted, text, 1e-6)
        again = quietly(function, *args.values())
        assert all(map(np.array_equal, parts(call, got), parts(call, again)))
        assert pickle.dumps(args) == before, text


@pytest.mark.skipif(OLD, reason="numpy 1 makes doubles of single numbers")
@pytest.mark.parametrize("call", [c for c in CALLS if "double" not in c.words], ids=str)
def test_single_precision_stays(call: Call) -> None:
    fixed, args = dict(call.fixed), run(call).args
    single = {n: v if n in fixed or not np.shape(v) else np.float32(v) for n, v in args.items()}
    single["weights"] = np.float32(args["weights"])
    if np.asarray(quietly(run(call).forward, *single.values())).dtype != np.float32:
        return
    for mode in call.modes:
        text = first(call, mode)[0]
        given = [v for n, v in single.items() if mode != NUMBERS or n != "weights"]
        for name, part in zip(call.wrt, parts(call, quietly(execute(text)["grad_f"], *given))):
            about = f"{call}, {mode}\n{text}\nd {name} is not single"
            assert not np.shape(args[name]) or part.dtype == np.float32, about


@pytest.mark.parametrize("call", [c for c in CALLS if UNKNOWN in c.modes], ids=str)
def test_other_inputs(call: Call) -> None:
    """Numbers may be arrays without axes; whole numbers have floating gradients."""
    text = first(call, UNKNOWN)[0]
    function = execute(text)["grad_f"]
    args = run(call).args
    pointed = {n: np.asarray(v) if n in call.wrt else v for n, v in args.items()}
    if value_at(run(call).forward, tuple(pointed.values())) is not None:
        check(call, quietly(function, *pointed.values()), run(call).wanted, text, 1e-6)
    if "floats" in call.words:
        return
    whole = {n: np.rint(3 * np.asarray(v)) + 0.0 if n in call.wrt else v for n, v in args.items()}
    ints = {n: v.astype(int) if n in call.wrt else v for n, v in whole.items()}
    one, two = [value_at(run(call).forward, tuple(given.values())) for given in (whole, ints)]
    if one is not None and two is not None and np.allclose(one, two):  # not for every function
        wanted = quietly(function, *whole.values())
        check(call, quietly(function, *ints.values()), parts(call, wanted), text, 1e-9)


@pytest.mark.parametrize("call", [c for c in CALLS if "once" not in c.words], ids=str)
def test_second_derivative(call: Call) -> None:
    text, (again, _) = second(call)
    args = dict(run(call).args)
    for name in call.wrt:
        weights = np.random.default_rng(9).normal(1.0, 0.5, np.shape(args[name]))
        args[f"v_{name}"] = weights if weights.shape else float(weights)
    wanted = tuple([difference_gradient(execute(text)["h"], args, n) for n in call.wrt])
    got = quietly(execute(again)["grad_h"], *args.values())
    check(call, got, wanted, text + again, 1e-5)


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_what_is_known_is_so(call: Call) -> None:
    """The shape of the result, and what it holds."""
    for mode in call.modes:
        facts, result = facts_of(call, mode), run(call).result
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
            yield from first(call, mode)[1]
        if "once" not in call.words:
            yield from second(call)[1][1]


# Of declared shapes alone, of the third order, of lists that grow: others of the tests have them.
ELSEWHERE = (
    *("cross_in_plane", "curvature_again"),
    *("sum_of_a_list", "join_a_list", "rows_of_a_list", "columns_of_a_list"),
    *("join_a_list_side_by_side", "join_a_list_along_the_last_axis"),
    *("join_any_list", "join_any_list_side_by_side", "join_any_list_along_the_last_axis"),
    *("stack_the_rows_of_any_list", "where_they_meet"),  # table_programs.py
    *("stack_any_list_side_by_side", "stack_any_list_in_depth"),  # list_programs.py
    "stack_the_columns_of_any_list",
    "handed_down",  # test_behind_routers.py
    *("cross_entropy", "cross_entropy_by_log_softmax", "cross_entropy_of_one"),  # test_softmax.py
    *("cross_entropy_of_one_in_a_column", "cross_entropy_of_one_row"),
)


def test_every_rule_is_used() -> None:
    book = RuleBook()
    for library in templates.LIBRARIES:
        book.knows(f"{library}.?")
    rules = {(r.name, r.pattern) for rules in book.by_op.values() for r in rules if r.shaped}
    left = rules - set(used())
    left = {(name, pattern) for name, pattern in left if name not in ELSEWHERE}
    assert not left, "\n".join(sorted(f"{name}: {pattern}" for name, pattern in left))


def test_every_function_is_called() -> None:
    text = "\n".join([call.text for call in CALLS])
    missing = [name for name in functions() if not re.search(name, text)]
    assert not missing
