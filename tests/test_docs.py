"""The pages of docs/ say what is so: their files are written, their commands and tests are run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flatgen.cli import main

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# (\w+\.py)(, continued)?\n")


class Page:
    """The blocks of a page: files, by the name in their first line, and commands with what they print."""

    def __init__(self, name: str) -> None:
        self.files: dict[str, str] = {}
        self.commands: list[tuple[str, str]] = []
        self.reports: list[str] = []
        command = ""
        for language, text in BLOCK.findall((ROOT / "docs" / name).read_text(encoding="utf-8")):
            named = NAMED.match(text)
            if language == "sh":
                command = text
            elif language == "text":
                self.reports.append(text)
            elif command:
                self.commands.append((command, text))
                command = ""
            else:
                assert language == "python" and named, f"what is this block for?\n{text}"
                file, again = named.groups()
                more = "\n\n" + text[named.end() :] if again else text
                self.files[file] = self.files.get(file, "") + more
        assert not command

    def write(self, folder: Path) -> None:
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    page = Page("rules.md")
    page.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return page


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_commands_print(rules: Page, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules.commands
    for command, wanted in rules.commands:
        name, *given = shlex.split(command)
        assert name == "flatgen" and main(given) == 0
        assert capsys.readouterr().out == wanted


def test_the_refusal_is_real(rules: Page, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forward.py"]) == 2
    assert [capsys.readouterr().err] == rules.reports


def test_the_files_run(rules: Page) -> None:
    tests = [name for name in rules.files if name.startswith("test_")]
    for name in rules.files.keys() - set(tests):
        run(name)
    options = ["-q", "-p", "no:cacheprovider", "-W", "error"]
    run("-m", "pytest", *options, *tests, "--flatgen-update")
    run("-m", "pytest", *options, *tests)
    assert "import mylib" in Path("backward.py").read_text(encoding="utf-8")


def test_every_page_is_linked() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f"(docs/{page.name})" in readme
        words = BLOCK.sub("", page.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\((?!http)([^)]+)\)", words):
            assert (page.parent / link).exists(), link
