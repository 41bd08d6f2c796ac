"""Whose arrays a result shares: what the templates say, against numpy itself.

A view that is taken for a new array is a wrong gradient, where one of the two is written into later.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from array_calls import Call, calls
from gradients import check, text_of
from numeric import execute, forward_function, quietly

import flatgen
from flatgen import FlatgenError
from flatgen.ir import Apply, Literal
from flatgen.module import Module
from flatgen.parse import Parser
from flatgen.rules import own_rules
from flatgen.signatures import method
from flatgen.source import syntax_tree

CALLS = [call for call in calls() if call.installed]


def arrays(call: Call) -> dict[str, Any]:
    """Return a call's arguments, its numbers as arrays without axes."""
    given = call.arguments()
    return {n: np.asarray(v) if n in call.wrt else v for n, v in given.items()}


def parts(result: Any) -> list[Any]:
    return list(result) if isinstance(result, (tuple, list)) else [result]


def shares(result: Any, argument: Any) -> bool:
    found = [part for part in parts(result) if isinstance(part, np.ndarray)]
    return isinstance(argument, np.ndarray) and any(
        part is argument or np.may_share_memory(part, argument) for part in found
    )


@cache
def outcome(call: Call) -> tuple[Parser, str, set[str], Any]:
    """Return the parsed call, its result's name, and the arguments that numpy's result shares."""
    source = call.source("r")
    args = arrays(call)
    try:
        forward = forward_function(source, "f", "math." not in call.text)
        result = quietly(forward.__wrapped__, *args.values())  # type: ignore[attr-defined]
    except (TypeError, ValueError):  # a number's alone, or too new for this version
        result = None
    faults: list[Any] = []
    parser = Parser(
        Module(syntax_tree(source, "<string>"), source, "<string>"), own_rules(), faults
    )
    parsed = parser.function(parser.module.functions["f"])
    assert not faults, call
    name = str(parsed.program.results[0].value)
    return parser, name, {n for n, value in args.items() if shares(result, value)}, result


def test_views_are_known() -> None:
    missed = []
    for call in CALLS:
        parser, name, shared, _ = outcome(call)
        if shared - parser.owners_of(name) or (shared and name in parser.fresh):
            missed.append(str(call))
    assert not missed, "\n".join(missed)


def test_what_is_laid_out_anew_is_a_view() -> None:
    """Of a contiguous array all that templates say by ``laid=`` is one."""
    told = set()
    for call in CALLS:
        parser, name, shared, result = outcome(call)
        part = parser.parts_read.get(name)
        if part is None or part.rule is None or result is None:
            continue
        told.add(part.rule.laid)
        array = arrays(call).get(part.base, 0.0)
        assert not np.size(array) or np.ndim(array) == 0 or part.base in shared, call
    assert told == {"always", "contiguous"}


@pytest.mark.parametrize("view", ["C.reshape(-1)", "np.ravel(C)"])
def test_an_array_that_is_not_contiguous(view: str) -> None:
    """Its reshape is a copy: the output says so, where the text doesn't tell."""
    source = f"def f(A):\n    C = A * 2\n    d = {view}\n    d[0] = 3.0\n    return np.sum(C**2)\n"
    check(source, {"A": np.arange(6.0).reshape(2, 3)})
    gradient = execute(text_of(source))["grad_f"]
    with pytest.raises(AssertionError, match="has to be contiguous"):
        gradient(np.asfortranarray(np.arange(6.0).reshape(2, 3)))


def test_new_arrays_are_known() -> None:
    """What numpy always makes anew can be written into; an index and a tuple's part may be a view."""
    operations: dict[str, list[bool]] = {}
    for call in CALLS:
        parser, name, shared, result = outcome(call)
        made = {e.target: e.value for e in parser.body}  # type: ignore[union-attr]
        value = made.get(name)
        if not isinstance(value, Apply) or value.op == "Item" or not np.ndim(parts(result)[0]):
            continue
        operations.setdefault(value.op, []).append(bool(shared) or name in parser.fresh)
    unknown = {op for op, known in operations.items() if not any(known)}
    assert unknown <= {".imag", "numpy.imag", "numpy.real"}, unknown  # of complex numbers


def test_functions_element_by_element_make_new_arrays() -> None:
    """Those of numpy's that are no ufuncs: a rule doesn't say so, and a ufunc always does."""
    for value in elementwise():
        function = importlib.import_module(value.op.rpartition(".")[0])
        function = getattr(function, value.op.rpartition(".")[2], None)
        if function is None or isinstance(function, np.ufunc):
            continue
        given = {str(a): np.array([0.5, 0.25]) for a in value.args if isinstance(a, str)}
        try:
            result = quietly(
                function, *[given.get(str(a), getattr(a, "known", None)) for a in value.args]
            )
        except (TypeError, ValueError, AttributeError):
            continue
        shared = {name for name, array in given.items() if shares(result, array)}
        assert shared <= set(own_rules().sources(value)), value


def elementwise() -> Iterator[Apply]:
    for rules in list(own_rules().by_op.values()):
        for rule in rules:
            value = rule.pattern
            plain = all(isinstance(argument, (str, Literal)) for argument in value.args)
            if not rule.shaped and value.op.startswith("numpy.") and plain:
                yield value._replace(keys=()) if not value.keys else value


def test_methods_share_what_they_share() -> None:
    """A method may return its own array where the function of its name copies it."""
    z = np.arange(1.0, 5.0)
    for name in dir(z):
        if name.startswith("_") or method(name) is None or not own_rules().has_method(name):
            continue
        for given in ((), (1,), (0, 0), ((0,),), (float,)):
            try:
                result = getattr(z.copy() if name in ("sort", "partition") else z, name)(*given)
            except (TypeError, ValueError, IndexError):
                continue
            literals = [Literal(repr(a), "float" if a is float else a) for a in given]
            value = Apply(f".{name}()", ("z", *literals))
            if shares(result, z):
                assert "z" in own_rules().sources(value), value


ALIASES = """
    z.conj() | z.conjugate() | np.float64(z) | np.real_if_close(z) | np.diff(z, n=0) | np.diff(z, n=m)
    np.einsum("i->i", z) | np.einsum("...->...", z) | z.astype(float, "K", "unsafe", True, False)
    z.astype(float, copy=False) | z.T.conj() | np.asarray(z)
    np.linalg.matrix_power(z, m) | z.real | np.flip(z)
    np.broadcast_arrays(w, z)[1] | np.array(z, copy=None) | np.atleast_1d(z)
"""
VIEWS = """
    z.T | z[:] | z[...] | z[::-1] | z[None][0, :] | np.ravel(z) | z.ravel() | z.reshape(-1) | np.transpose(z)
    np.expand_dims(z, 0)[0, :] | z[:, None][:, 0] | np.moveaxis(z, 0, -1)
"""
COPIES = """
    np.conj(z) | np.conjugate(z) | z.flatten() | z.astype(float) | np.diff(z, n=1)[0] | z.copy()
    np.copy(z) | np.array(z) | z[[0, 1]] | z[z > -9] | np.where(z > 9, 0, z) | np.tile(z, 1)
"""
CHANGES = ("z[0] = 5.0", "z *= 3", "r[0] = 5.0", "r *= 3")


def said(table: str) -> list[str]:
    return [text.strip() for text in table.replace("\n", "|").split("|") if text.strip()]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("alias", said(ALIASES))
def test_a_change_that_another_name_sees(alias: str, change: str) -> None:
    source = f"""
        def f(x, w, m: int):
            z = x * 1.0
            r = {alias}
            {change}
            return np.sum(r * z * w)
        """
    with pytest.raises(FlatgenError, match=r"another name|its array with"):
        text_of(source)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("view", said(VIEWS))
def test_a_change_that_a_view_sees(view: str, change: str) -> None:
    """A view is the array: a write into the one is read of the other."""
    source = f"""
        def f(x, w):
            z = x * 1.0
            r = {view}
            {change}
            return np.sum(r * z * w)
        """
    check(source, {"x": np.array([1.5, 0.5]), "w": np.array([2.0, 3.0])})


@pytest.mark.parametrize("change", CHANGES[:2])
@pytest.mark.parametrize("copy", said(COPIES))
def test_a_change_that_a_copy_does_not_see(copy: str, change: str) -> None:
    source = f"""
        def f(x, w):
            z = x * 1.0
            r = {copy}
            {change}
            return np.sum(r * z * w)
        """
    check(source, {"x": np.array([1.5, 0.5]), "w": np.array([2.0, 3.0])})


@pytest.mark.parametrize("alias", ["x.conj()", "np.float64(x)", "np.diff(x, n=0)"])
def test_an_argument_that_would_change(alias: str) -> None:
    with pytest.raises(FlatgenError, match="may share its array with another name"):
        text_of(f"def f(x):\n    y = {alias}\n    y[0] = 5.0\n    return np.sum(x * y)\n")


NEW = """
    np.tile(x, 2) | np.repeat(x, 2) | np.vstack([x, x]) | np.hstack([x, x]) | np.roll(x, 1) | x[[0, 1]]
    x[x > 0] | np.compress([True, True], x) | np.triu(np.outer(x, x)) | np.interp(x, [0.0, 2.0], x)
    np.delete(x, 1) | np.insert(x, 0, 1.0) | np.linalg.inv(np.outer(x, x) + np.eye(2)) | x * np.arange(2.0)
    np.block([x, x]) | np.diagflat(x) | np.cov(x, x) | np.outer(x, x) | np.vander(x)
"""


@pytest.mark.parametrize("new", said(NEW))
def test_a_new_array_can_be_written_into(new: str) -> None:
    source = f"""
        def f(x):
            z = {new}
            z[0] = 2.0
            return np.sum(np.sin(z)) + x[0] * x[1]
        """
    check(source, {"x": np.array([1.5, 0.5])})


def test_a_result_that_is_read_after_its_operand_was_changed() -> None:
    source = """
        def f(x):
            z = x * 2.0
            r = np.linalg.inv(z)
            z[0] = 1.0
            return np.sum(z * r)
        """
    check(source, {"x": np.array([[2.0, 0.5], [0.25, 1.0]])})


AXISLESS = """
    np.array(w) | np.zeros_like(w) | np.zeros(()) | np.full((), w) | np.copy(w) | np.asarray(w * w) | np.squeeze(x[:1])
    np.where(w > 0, w, 0.0) | np.tensordot(x, x, 1) | np.array(x[0])
"""
A_NUMBER = "np.sum(x) | x @ x | x[0] | np.exp(w) | np.linalg.norm(x) | np.float64(w) | x[0].copy() | max(w, 0.0)"
TWO_NAMES = """
    def f(x: Float[np.ndarray, "2"], w: float):
        m = {}
        h, b = [m], m
        for i in range(2):
            m += w * x[i]
            h.append(m)
        s = 0.0
        for v in h:
            s = s * w + v
        return s + b
    """


@pytest.mark.parametrize("array", said(AXISLESS))
def test_an_array_without_axes_changes_for_all_of_its_names(array: str) -> None:
    """``m += w`` is in place, though m has the shape of a number."""
    with pytest.raises(FlatgenError, match=r"may share its array|is on a list while"):
        text_of(TWO_NAMES.format(array))


@pytest.mark.parametrize("number", said(A_NUMBER))
def test_a_number_is_another_one_once_it_changes(number: str) -> None:
    source = TWO_NAMES.format(number)
    check(source, {"x": np.array([1.5, 0.5]), "w": np.float64(0.7)})


def test_a_tangent_of_a_diagonal_is_written_into_as_a_copy() -> None:
    """numpy's view of a diagonal is read-only; the forward's copy is none of the tangent's."""

    def f(x: Any, c: Any) -> Any:
        z = np.diag(np.outer(x, np.sin(x)))
        y = z.copy()
        y[0] = 0.5
        return y * c

    x, v = np.array([0.3, -0.4, 0.8]), np.array([1.0, 2.0, -0.5])
    wanted = 2.0 * v * (np.sin(x) + x * np.cos(x))
    np.testing.assert_allclose(flatgen.jvp(f, wrt="x")(x, 2.0, v), [0.0, *wanted[1:]])
