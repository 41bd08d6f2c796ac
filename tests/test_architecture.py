"""The rooms import downward only, in the order of ARCHITECTURE.md; nothing names the tools it hides."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = """
    __main__ pytest_plugin testing cli options __init__ verifying bundles decorate forming generating compiling live
    addressing belonging runtime comparing holding sampling layouts directions running report differences vectors
    pipeline drawing reading axisless cutting given asserting settings wholes choose assemble exits summing coalescing
    render lines displays output folding spelling printing phrases modes ragged packs finishing clearing apart sinking
    augmenting upstreams recording standing restoring refilling untouched homes chaining asking owning putting forward
    onward siblings reducing transposing backward rounds tables started marking reaching flatten nesting stopping
    infinities masking binding simplify linking holomorphic fitting settling mixing singles increasing learning facts
    forms values shaping shaping_linear shaping_axes shaping_joining parsing parse once unpacking gridded usage
    gathering comprehensions blocks carrying coming ranges handing branches together merging effects wording touching
    conditions identity rows elements listed lists growing returning kept attached calls shorts giving functional
    inlining definitions configured getting filling keys keyed layers reads packing parted signature naming expressions
    texts viewing views members overwriting shelving equations outside scopes structure dicts static knows refusals
    writes names methods comments kinds telling sizing rules loading shorthands sharing ruling whens matching constants
    library rule_files helpers origins source partial indexing shapes expanding templating annotations module outermost
    changes tracing imaginary desugaring guarding decomposed matched hoisting keeping reduced starred sequences mapped
    grids paired numbered counted sums outs signatures records surveying einsum lives counting statements grammar
    divisors ir bounding dims files errors templates
""".split()  # noqa: SIM905
ROOMS = sorted((ROOT / "flatgen").glob("*.py"))


def imports(path: Path) -> set[str]:
    """Return the rooms that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("flatgen"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("flatgen.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_imports_run_downward(path: Path) -> None:
    below = ORDER[ORDER.index(path.stem) + 1 :]
    asks_facts = (
        "shaping",
        "shaping_linear",
        "shaping_axes",
        "shaping_joining",
        "indexing",
        "expanding",
    )
    typing_only = {"expressions"} if path.stem == "signature" else set()
    typing_only |= {"transposing": {"forward"}, "records": {"module"}, "imaginary": {"module"}}.get(
        path.stem, set()
    )
    typing_only |= {"facts"} if path.stem in asks_facts else set()
    typing_only |= {"forward"} if path.stem in ("siblings", "reducing", "transposing") else set()
    assert imports(path) - typing_only <= set(below)


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.stem)
def test_rooms_are_small(path: Path) -> None:
    """No file much over 300 lines, no function over a screen."""
    text = path.read_text()
    assert text.count("\n") <= 330
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, node.name


def test_only_the_printer_knows_astor_and_black() -> None:
    for path in ROOMS:
        if path.stem not in ("printing", "render"):
            names = {
                alias.name.split(".")[0]
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Import)
                for alias in node.names
            }
            assert not names & {"astor", "black"}, path.stem


def test_the_map_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    for path in ROOMS:
        if not path.stem.startswith("__main"):
            assert f"`{path.name}`" in text, path.name
