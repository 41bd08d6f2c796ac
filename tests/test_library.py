"""Template files are read when they are needed: which were read before makes no difference."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numeric import CASES
from test_cases import Case

import flatgen
from flatgen import FlatgenError, generate, pipeline, templates
from flatgen.module import Module
from flatgen.rules import RuleBook
from flatgen.shaping import KINDS

FOLDER = Path(templates.__file__ or "").parent
PLAIN = ("any", "number", "like")


@pytest.fixture(scope="module")
def everything() -> RuleBook:
    book = RuleBook()
    book.load_all()
    return book


@pytest.mark.parametrize("path", sorted(CASES.glob("*.py")), ids=lambda path: path.stem)
def test_what_was_read_before_changes_nothing(
    path: Path, everything: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case(path)
    if not case.options.rules:
        monkeypatch.setattr(pipeline, "own_rules", lambda: everything)
        assert case.generate() == case.expected
        monkeypatch.setattr(pipeline, "own_rules", RuleBook)
        assert case.generate() == case.expected


def test_every_file_is_named() -> None:
    """Each template file belongs to a library, or is one of helpers, or has the help of refusals."""
    files = {path.name for path in FOLDER.glob("*.py")} - {"__init__.py", "instead.py"}
    helpers = {file for files in templates.HELPERS.values() for file in files}
    assert files == set(templates.ORDER) | helpers


@pytest.mark.parametrize("file", templates.ORDER)
def test_a_template_file_is_plain(file: str) -> None:
    """Nothing in a file of templates has to be written otherwise, or changes what another line binds."""
    text = templates.read(file)
    plain, followed = (Module(ast.parse(text), text, file, plain=p) for p in (True, False))
    assert ast.dump(plain.tree) == ast.dump(followed.tree)
    for names in ("imports", "functions", "bindings", "unsure"):
        assert getattr(plain, names).keys() == getattr(followed, names).keys()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_template_file_is_a_module(path: Path) -> None:
    """A template is a plain function: its file can be imported, and isn't long."""
    pytest.importorskip("scipy")
    import_module(
        f"flatgen.templates.{path.stem}" if path.stem != "__init__" else "flatgen.templates"
    )
    assert path.read_text(encoding="utf-8").count("\n") <= 300


def test_every_kind_of_shape_is_known(everything: RuleBook) -> None:
    kinds = {said.kind[0] for found in everything.said.values() for said in found if said.kind}
    assert kinds - set(PLAIN) <= set(KINDS)


def test_every_helper_has_a_rule(everything: RuleBook) -> None:
    """What a gradient calls is met again when that is differentiated."""
    helpers = set(everything.helpers.named("arrays"))
    ruled = {op.partition(".")[2] for op in everything.by_op if op.startswith("arrays.")}
    defined = {path.partition(".")[2] for path in everything.definitions}
    assert helpers <= ruled | defined


SQUARE = "import numpy as np\ndef f(x):\n    return np.sum(x * x)\n"


def square(x: Any) -> Any:
    return np.sum(x * x)


def test_a_shape_may_be_a_number() -> None:
    """One dimension, as numpy has it in np.zeros(3)."""
    for given in (3, np.int64(3), (3,), "3", [np.int64(3)]):
        assert generate(SQUARE, shapes={"x": given}) == generate(SQUARE, shapes={"x": "3"})
        assert flatgen.grad(square, shapes={"x": given})(np.ones(3)).tolist() == [2, 2, 2]
    assert flatgen.verify(SQUARE, shapes={"x": 3}, points=2).ok


CALLS = [  # what is wrong in each is said of the call, whoever takes it
    ({"shapes": "x=N"}, "shapes has to be a dict, not 'x=N'", '{"x": "N,D"}'),
    ({"shapes": ["N"]}, "shapes has to be a dict, not ['N']", '{"x": "N,D"}'),
    ({"shapes": {"x": 1.5}}, "the shape of x can't be 1.5", "give names or numbers"),
    ({"shapes": {"x": None}}, "the shape of x can't be None", "give names or numbers"),
    ({"shapes": {"x": True}}, "the shape of x can't be True", "give names or numbers"),
    ({"shapes": {"x": (None, 3)}}, "the shape of x can't be (None, 3)", "give names or numbers"),
    ({"mode": "foo"}, "mode has to be one of grad, vjp, jvp, hvp, not 'foo'", "mode='grad'"),
    ({"mode": None}, "mode has to be one of grad, vjp, jvp, hvp, not None", "mode='grad'"),
    ({"wrt": 3}, "wrt has to be names, not 3", 'wrt=("a", "b")'),
    ({"functions": 3}, "functions has to be names, not 3", 'functions=("a", "b")'),
    ({"rules": 3}, "rules has to be a list, not 3", "rules=[...]"),
    ({"rules": [3]}, "rules are paths, modules or decorated functions, not int", "flatgen.rule"),
    ({"stage": "foo"}, "stage has to be one of flat, shapes, backward, simp", "stage='flat'"),
]


@pytest.mark.parametrize(("options", "message", "help"), CALLS)
def test_calls_that_are_wrong(options: dict[str, Any], message: str, help: str) -> None:
    ways: list[Callable[..., Any]] = [partial(generate, SQUARE)]
    if "stage" not in options:
        ways += [partial(flatgen.verify, SQUARE), partial(flatgen.verify, square)]
    if "shapes" in options:
        ways += [partial(flatgen.grad, square), flatgen.differentiable]
    for way in ways:
        with pytest.raises(FlatgenError) as caught:
            way(**options)
        assert message in caught.value.report() and help in caught.value.report()


def test_a_path_is_no_source() -> None:
    for way in (generate, flatgen.verify):
        with pytest.raises(FlatgenError, match="source is the text of a file") as caught:
            way("lib.py")
        assert "help: give the text: pathlib.Path(...).read_text()" in caught.value.report()


@pytest.mark.parametrize("what", ["said", "identities", "forms", "definitions", "rules"])
def test_files_may_be_read_in_any_order(what: str, everything: RuleBook) -> None:
    """What is tried first is said by the order of the files, not by which of them was met first."""
    backwards = RuleBook()
    for file in reversed(templates.ORDER):
        backwards.load_file(file)

    def told(book: RuleBook) -> dict[str, Any]:
        if what == "rules":
            return {op: [rule.pattern for rule in book.rules_for(op)] for op in sorted(book.paths)}
        return {
            op: [entry._replace(when=None) if hasattr(entry, "when") else entry for entry in found]
            for op, found in getattr(book, what).items()
        }

    assert told(backwards) == told(everything)


def test_names_may_be_one_text() -> None:
    """By commas, as the command has them: a text is no row of letters."""
    source = "def f(x, y, weights):\n    return x * y * weights\ndef g(x):\n    return x * x\n"
    assert generate(source, wrt="x, weights", functions="f") == generate(
        source, wrt=["x", "weights"], functions=["f"]
    )
    assert generate(source, wrt="weights", functions="f").count("return grad_weights") == 1
    with pytest.raises(flatgen.FlatgenError, match="weight"):
        generate(source, wrt="weight", functions="f")
    assert flatgen.grad(square, wrt="x")(np.ones(3)).tolist() == [2, 2, 2]
    assert flatgen.verify(source, wrt="x,y", functions="f, g", points=2).ok


def test_imports_within_functions() -> None:
    def f(x: Any) -> Any:
        from math import tau as turn

        import numpy as numpy_of_f

        return numpy_of_f.sum(numpy_of_f.sin(x)) * turn

    grad: Any = flatgen.grad(f)
    np.testing.assert_allclose(grad(np.ones(2)), np.cos(np.ones(2)) * 2 * np.pi)
    assert "numpy_of_f" not in globals()
