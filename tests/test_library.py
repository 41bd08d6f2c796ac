"""Template files are read when they are needed: which were read before makes no difference."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from numeric import CASES
from test_cases import Case

from flatgen import pipeline, templates
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
    """Each template file belongs to a library, or is one of helpers."""
    files = {path.name for path in FOLDER.glob("*.py")} - {"__init__.py"}
    helpers = {file for files in templates.HELPERS.values() for file in files}
    assert files == set(templates.ORDER) | helpers


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_template_file_is_a_module(path: Path) -> None:
    """A template is a plain function: its file can be imported, and isn't long."""
    pytest.importorskip("scipy")
    import_module(
        f"flatgen.templates.{path.stem}" if path.stem != "__init__" else "flatgen.templates"
    )
    assert path.read_text(encoding="utf-8").count("\n") <= 400


def test_every_kind_of_shape_is_known(everything: RuleBook) -> None:
    kinds = {said.kind[0] for found in everything.said.values() for said in found if said.kind}
    assert kinds - set(PLAIN) <= set(KINDS)


def test_every_helper_has_a_rule(everything: RuleBook) -> None:
    """What a gradient calls is met again when that is differentiated."""
    helpers = set(everything.helpers.module("arrays").functions)
    ruled = {op.partition(".")[2] for op in everything.by_op if op.startswith("arrays.")}
    defined = {path.partition(".")[2] for path in everything.definitions}
    assert helpers <= ruled | defined
