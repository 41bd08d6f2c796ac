"""Rules that are given as functions and modules: their files are read as text, by their own imports."""

from __future__ import annotations

import importlib.util
from math import exp
from pathlib import Path
from types import ModuleType

import pytest

import flatgen
from flatgen import FlatgenError, generate

HERE = Path(__file__)
FORWARD = "from mylib import swish, cube\ndef f(x):\n    return swish(x) * cube(x)\n"
MODULE = '''"""A module that is more than rules."""
import functools
from math import exp
import flatgen as fg


class rule:
    """No decorator of flatgen's."""


@functools.cache
def size(n):
    for i in range(n):
        pass
    return n


@fg.rule("mylib.swish(x)")
def swish(y, x, grad_y):
    """swish of a module"""
    sigma = 1 / (1 + exp(-x))
    grad_x = grad_y * (sigma + y * (1 - sigma))
    return grad_x


@fg.rule("mylib.cube(x)")
def cube(y, x, grad_y):
    """three squares"""
    grad_x = grad_y * 3 * x**2
    return grad_x
'''


@flatgen.rule("mylib.swish(x)")
def swish_rule(y: float, x: float, grad_y: float) -> float:
    """swish of a function"""
    sigma = 1 / (1 + exp(-x))
    grad_x = grad_y * (sigma + y * (1 - sigma))
    return grad_x


@flatgen.rule("mylib.cube(x)")
def cube_rule(y: float, x: float, grad_y: float) -> float:
    """three squares"""
    grad_x = grad_y * 3 * x**2
    return grad_x


def undecorated(y: float, x: float, grad_y: float) -> float:
    return grad_y


@flatgen.rule("mylib.swish(x)")
def wrong_rule(y: float, x: float, grad_y: float) -> float:
    """reads what is not there"""
    grad_x = grad_y * nowhere  # type: ignore[name-defined]  # noqa: F821
    return grad_x


def module_of(path: Path, text: str = MODULE) -> ModuleType:
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_functions() -> None:
    text = generate(FORWARD, rules=[swish_rule, cube_rule])
    assert "swish of a function" in text and "three squares" in text
    assert "flatgen" not in text
    assert swish_rule(1.0, 0.0, 2.0) == 2 * (0.5 + 0.5)


def test_a_function_in_a_function() -> None:
    @flatgen.rule("mylib.cube(x)")
    def inner(y: float, x: float, grad_y: float) -> float:
        """inner cube"""
        grad_x = grad_y * 3 * x**2
        return grad_x

    assert "inner cube" in generate(FORWARD, rules=[swish_rule, inner])


def test_only_what_is_given_counts() -> None:
    with pytest.raises(FlatgenError, match="unknown function 'cube'"):
        generate(FORWARD, rules=[swish_rule])


def test_modules_and_paths(tmp_path: Path) -> None:
    module = module_of(tmp_path / "own.py")
    assert "swish of a module" in generate(FORWARD, rules=[module])
    only = tmp_path / "only.py"
    only.write_text(MODULE[MODULE.index("@fg.rule") :].replace("1 / (1 + exp(-x))", "x"))
    for path in (only, str(only)):
        assert "swish of a module" in generate(FORWARD, rules=[path])


def test_later_ones_win(tmp_path: Path) -> None:
    module = module_of(tmp_path / "own.py")
    assert "swish of a function" in generate(FORWARD, rules=[module, swish_rule])
    assert "swish of a module" in generate(FORWARD, rules=[swish_rule, module])


def test_a_wrong_rule_is_named_where_it_stands() -> None:
    with pytest.raises(FlatgenError) as caught:
        generate(FORWARD, rules=[cube_rule, wrong_rule])
    error = caught.value
    assert error.filename == str(HERE)
    assert (error.text or "").startswith("    grad_x = grad_y * nowhere")
    assert (error.text or "")[(error.offset or 0) - 1 :].startswith("nowhere")
    assert "the rule wrong_rule: nowhere is neither a parameter" in error.report()


def test_what_is_no_rule(tmp_path: Path) -> None:
    with pytest.raises(FlatgenError, match="this function is no rule") as caught:
        generate(FORWARD, rules=[undecorated])
    assert (caught.value.text or "").startswith("def undecorated(")
    with pytest.raises(FlatgenError, match="no rule in this file"):
        generate(FORWARD, rules=[module_of(tmp_path / "none.py", "import flatgen\n")])
    with pytest.raises(FlatgenError, match="not int"):
        generate(FORWARD, rules=[3])  # type: ignore[list-item]
    for strange in (len, eval("lambda y, x, grad_y: grad_y")):
        with pytest.raises(FlatgenError):
            generate(FORWARD, rules=[strange])
    with pytest.raises(FlatgenError, match="cannot be read"):
        generate(FORWARD, rules=[tmp_path / "nowhere.py"])


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("y, x, grad_out", "'grad_out' is no name of the pattern; the upstream is called grad_y"),
        ("y, x, upstream", "'upstream' is no name of the pattern; the upstream is called grad_y"),
        ("y, x, grad_z", "'grad_z' is no name of the pattern; the upstream is called grad_y"),
        ("y, x", "it takes no upstream, which is called grad_y"),
        ("x, grad_y", "its first parameter has to be the output, not x"),
        ("grad_y, y, x", "its first parameter has to be the output, not grad_y"),
    ],
)
@pytest.mark.parametrize(
    "body", ["grad_x = 2 * x\n    return grad_x", "return x", "grad_x = 2 * x"]
)
def test_a_rule_without_its_upstream_is_not_flat(
    head: str, words: str, body: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.py"
    path.write_text(
        f'from flatgen import rule\n\n\n@rule("swish(x)")\ndef swish({head}):\n    {body}\n'
    )
    with pytest.raises(FlatgenError) as caught:
        generate("from mylib import swish\ndef f(x):\n    return swish(x)\n", rules=[path])
    assert f"rules.py:5:1: the rule swish: {words}\ndef swish(" in caught.value.report()
    assert "help: a rule is a function: output, inputs, upstream" in caught.value.report()


def test_a_rule_with_a_docstring_alone_is_flat(tmp_path: Path) -> None:
    path = tmp_path / "rules.py"
    path.write_text('@rule("steps(x)")\ndef steps(y, x):\n    """flat"""\n')
    text = generate("from mylib import steps\ndef f(x):\n    return x * steps(x)\n", rules=[path])
    assert "grad_x = unbroadcast(grad_out * s0, x)" in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("foo=1", "1:19: the rule g: foo= is none of when, shape, view"),
        ("**more", "1:19: the rule g: **more is none of when, shape, view"),
        ("when=1", "1:24: the rule g: 1 is no text; write it in quotes"),
        ('when="scalr(x)"', "1:2: the rule g: when='scalr(x)': scalr is no name of the pattern"),
        ('when="scalar(z)"', "1:2: the rule g: when='scalar(z)': z is no name of the pattern"),
        ('when="x =="', "1:2: the rule g: when='x ==' is no expression"),
        ('when="n == 2"', "1:2: the rule g: when='n == 2': n is no name of the pattern"),
    ],
)
def test_options_that_mean_nothing(options: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.py"
    body = "def g(y, x, grad_y):\n    grad_x = grad_y\n    return grad_x\n"
    path.write_text(f'@rule("other(x)", {options})\n{body}')
    with pytest.raises(FlatgenError) as caught:
        generate(FORWARD, rules=[path])
    assert words in caught.value.report()


def test_every_question_is_known_when_loading() -> None:
    from flatgen.facts import Facts
    from flatgen.whens import QUESTIONS

    given = Facts.questions.func(Facts.__new__(Facts))
    assert sorted(given) == sorted(QUESTIONS)


@pytest.mark.parametrize(
    ("head", "line", "name"),
    [
        ("y, x, z, grad_y", "grad_x = grad_y * z", "z"),
        ("y, x, dot_x, grad_out", "dot_y = dot_x", "grad_out"),
    ],
)
def test_parameters_are_names_of_the_pattern(
    head: str, line: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "rules.py"
    returned = line.partition(" ")[0]
    path.write_text(f'@rule("cube(x)")\ndef cube({head}):\n    {line}\n    return {returned}\n')
    with pytest.raises(FlatgenError) as caught:
        generate(FORWARD, rules=[swish_rule, path])
    assert f"rules.py:2:1: the rule cube: {name!r} is no name of the" in caught.value.report()


@pytest.mark.parametrize("name", ["k", "n", "p", "s", "N", "axis", "shape", "index", "order", "w"])
def test_inputs_are_called_as_their_rule_likes(name: str, tmp_path: Path) -> None:
    """A broadcast is undone whatever an input is called; settings are only flatgen's own."""
    path = tmp_path / "rules.py"
    path.write_text(
        f'from flatgen import rule\n\n\n@rule("mylib.scale(x, {name})")\n'
        f'def scale(y, x, {name}, grad_y):\n    """scale"""\n'
        f"    grad_x = grad_y * {name}\n    grad_{name} = grad_y * x\n    return grad_x, grad_{name}\n"
    )
    text = generate("import mylib\ndef f(a, b):\n    return mylib.scale(a, b)\n", rules=[path])
    assert "grad_a = unbroadcast(grad_out * b, a)  # scale\n" in text
    assert "grad_b = unbroadcast(grad_out * a, b)  # scale\n" in text
    other = path.read_text().replace(f"scale(x, {name})", "scale(x)")
    path.write_text(other.replace(f"return grad_x, grad_{name}", "return grad_x"))
    with pytest.raises(FlatgenError, match=f"'{name}' is no name of the pattern"):
        generate("import mylib\ndef f(a):\n    return mylib.scale(a)\n", rules=[path])
