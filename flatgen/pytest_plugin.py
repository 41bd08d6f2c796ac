"""The pytest plugin: a project's generated files, pinned to what would be generated, each in one line.

    def test_backward(flatgen_golden):
        flatgen_golden("forward.py", "backward.py", wrt=["w"])

pytest finds it by its entry point. It loads the compiler only when a test calls the fixture.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flatgen.given import Shapes
    from flatgen.rule_files import RuleSource

UPDATE = "--flatgen-update"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("flatgen")
    group.addoption(UPDATE, action="store_true", help="rewrite the files that flatgen_golden holds")


class Golden:
    """Compares generated files with what would be generated; paths are relative to the test's file."""

    def __init__(self, folder: Path, update: bool) -> None:
        self.folder = folder
        self.update = update

    def __call__(
        self,
        forward: str | os.PathLike[str],
        backward: str | os.PathLike[str],
        *,
        mode: str = "grad",
        wrt: Iterable[str] | None = None,
        functions: Iterable[str] | None = None,
        value: bool = False,
        shapes: Shapes | None = None,
        rules: Iterable[RuleSource] = (),
    ) -> None:
        """Fail unless the file ``backward`` is what flatgen makes of ``forward``, to the byte.

        The options are those of ``flatgen.generate``. A forward file that can't be differentiated fails
        with flatgen's report. With ``--flatgen-update`` the file is written instead.
        """
        __tracebackhide__ = True
        from flatgen.errors import FlatgenError
        from flatgen.files import CommandError, read, same_file, save
        from flatgen.pipeline import generate
        from flatgen.source import decode

        target = self.folder / backward
        rules = list(rules)
        failure = ""
        try:
            for source in (forward, *[r for r in rules if isinstance(r, (str, os.PathLike))]):
                if same_file(str(self.folder / source), str(target)):
                    help = "write the backward to a file of its own"
                    shown = self.shown(target)
                    raise CommandError(f"{shown} is read, and would be written over", help)
            name, data = read(self.shown(self.folder / forward))
            text = generate(
                decode(data, name),
                filename=name,
                functions=functions,
                wrt=wrt,
                mode=mode,
                value=value,
                shapes=shapes,
                rules=[self.found(rule) for rule in rules],
            )
            if self.update:
                if not target.exists() or target.read_bytes() != text.encode():
                    save(text, str(target))
                return
        except FlatgenError as error:
            failure = error.report()
        except CommandError as error:
            failure = error.report
        if not failure and (difference := self.difference(target, text)):
            failure = f"{difference}\nhelp: pytest {UPDATE} rewrites it"
        if failure:  # out of the except clause, so that it is shown alone
            pytest.fail(failure, pytrace=False)

    def found(self, rule: RuleSource) -> RuleSource:
        """Return a path of rules as it is seen from the test's file; anything else as it is."""
        return self.shown(self.folder / rule) if isinstance(rule, (str, os.PathLike)) else rule

    def shown(self, path: Path) -> str:
        """Return a path as messages have it: from where pytest runs, if it is below."""
        try:
            return str(path.relative_to(Path.cwd()))
        except ValueError:
            return str(path)

    def difference(self, target: Path, text: str) -> str:
        """Return what a golden file has that isn't generated, and the other way round; or nothing."""
        name = self.shown(target)
        try:
            old = target.read_bytes()
        except FileNotFoundError:
            return f"{name} is not there"
        if old == text.encode():
            return ""
        from difflib import unified_diff  # late: only a failure needs it

        before, after = old.decode(errors="replace").splitlines(), text.splitlines()
        lines = list(unified_diff(before, after, name, f"{name} (generated)", lineterm=""))
        if not lines:  # they differ by what splitlines takes away
            lines = ["the line ends differ, or the end of the file"]
        return "\n".join([f"{name} is not what would be generated", *lines])


@pytest.fixture
def flatgen_golden(request: pytest.FixtureRequest) -> Golden:
    """Pin a generated file: ``flatgen_golden("forward.py", "backward.py", mode=..., wrt=...)``."""
    return Golden(request.path.parent, bool(request.config.getoption(UPDATE)))
