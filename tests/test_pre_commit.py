"""The hook for pre-commit: its definition is well-formed, and its entry, with README's arguments, checks."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from flatgen import generate
from flatgen.cli import main

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parent.parent
KEYS = {  # of a hook, as pre-commit has them
    *("id", "name", "description", "entry", "language", "types", "pass_filenames"),
    *("require_serial", "args", "files"),
}


@pytest.fixture
def hook() -> Any:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return hook


@pytest.fixture
def configured() -> Any:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (repository,) = yaml.safe_load(block)["repos"]
    (hook,) = repository["hooks"]
    return hook


def test_it_is_a_hook(hook: Any) -> None:
    assert set(hook) <= KEYS
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == (
        "flatgen-check",
        "python",
        False,
    )


def test_its_entry_exists(hook: Any) -> None:
    command, *options = hook["entry"].split()
    (script,) = [point for point in entry_points(group="console_scripts") if point.name == command]
    assert script.load() is main
    assert options == ["--check"]


def test_the_example_checks(
    hook: Any, configured: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It passes, fails with status 1 on a change, and is run where one of its files changes."""
    assert configured["id"] == hook["id"]
    monkeypatch.chdir(tmp_path)
    forward, backward = Path("forward.py"), Path("backward.py")
    forward.write_text("def f(x, w):\n    return x * w\n")
    backward.write_text(generate(forward.read_text(), wrt=["w"]))
    call = [*hook["entry"].split()[1:], *configured["args"]]
    command = [sys.executable, "-m", "flatgen", *call]
    assert subprocess.run(command, capture_output=True).returncode == 0
    forward.write_text("def f(x, w):\n    return x * w * w\n")
    assert main(call) == 1
    for path in (forward, backward):
        assert re.search(configured["files"], str(path))
