"""README says what is so: its output is the command's own, its rule works, its commands are there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from flatgen import FlatgenError, generate, verify
from flatgen.options import arguments

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
PYTHON = [text for language, text in BLOCKS if language == "python"]


def test_the_first_screen_is_real() -> None:
    example = (ROOT / "examples" / "neuron.py").read_text(encoding="utf-8")
    assert example.endswith(PYTHON[0])
    assert generate(example) == PYTHON[1]


def test_the_second_example_is_real() -> None:
    example = (ROOT / "examples" / "two_layer_net.py").read_text(encoding="utf-8")
    assert example.endswith(PYTHON[2])
    assert generate(example, wrt=["w1", "b1", "w2", "b2"]) == PYTHON[3]


def test_the_loop_is_real() -> None:
    example = (ROOT / "examples" / "heat.py").read_text(encoding="utf-8")
    assert example.endswith(PYTHON[4])
    assert generate(example) == PYTHON[5]


def test_the_rule_works(tmp_path: Path) -> None:
    rules = tmp_path / "rules.py"
    blocks = [text for text in PYTHON if "@rule" in text]
    rules.write_text("\n\n".join(blocks), encoding="utf-8")
    source = "from mylib import swish\ndef f(x):\n    return swish(x)\n"
    assert len(blocks) == 2
    for mode in ("grad", "jvp"):
        assert "# swish: σ + y (1 - σ)" in generate(source, mode=mode, rules=[str(rules)])


def test_the_library_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (text,) = [text for text in PYTHON if "import flatgen" in text]
    (tmp_path / "of_readme.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    f = importlib.import_module("of_readme").f
    assert f.value_and_grad(2.0, 1.0) == (8.0, (12.0, 24.0))
    assert f.hvp(2.0, 1.0, 1.0, 0.0)[0] == 12.0


def test_scipy_takes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scipy")
    (text,) = [text for text in PYTHON if "minimize(" in text]
    (tmp_path / "minimized.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = importlib.import_module("minimized")
    for found, gradient in ((module.found, module.f.grad), (module.found_g, module.g.grad)):
        assert found.success and found.nhev > 0
        assert abs(gradient(found.x)).max() < 1e-4


def test_options_are_listed_once() -> None:
    listed = re.findall(r"^\| `(-[^`]*)` \|", README, re.MULTILINE)
    assert len(listed) > 9 and len(listed) == len(set(listed))


def test_the_refusal_is_real() -> None:
    report = next(text for language, text in BLOCKS if language == "text")
    source = "import numpy as np\ndef f(z):\n    h = np.tanhh(z)\n    return h\n"
    with pytest.raises(FlatgenError) as caught:
        generate(source, filename="forward.py")
    assert caught.value.report() + "\n" == report


def test_the_table_is_real() -> None:
    """But for the errors, which are of rounding."""
    table = [text for language, text in BLOCKS if language == "text"][1]
    example = (ROOT / "examples" / "two_layer_net.py").read_text(encoding="utf-8")
    found = f"{verify(example, wrt=['w1', 'b1', 'w2', 'b2'])}\n"
    errors = re.compile(r"\d\.\de-\d\d")
    assert errors.sub("", found) == errors.sub("", table)


def test_every_option_is_named() -> None:
    named = set(re.findall(r"`(?:-\w, )?(--\w+)", README))
    real = {word for action in arguments()._actions for word in action.option_strings}
    assert named - {"--show"} <= real
    assert {word for word in real if word.startswith("--")} - named <= {"--help", "--version"}


def test_the_two_commands_are_one_line_each() -> None:
    commands = [text for language, text in BLOCKS if language == "sh"]
    assert len(commands) == 2
    for command in commands:
        assert len([line for line in command.splitlines() if not line.startswith("#")]) == 1
