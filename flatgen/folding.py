"""Long lines folded as black folds them: heads of functions here, all others of a file in one call of it."""

from __future__ import annotations

import re

from flatgen.printing import WIDTH, settle

INDENT = "    "
WITHIN = "if within:\n"


def folded(functions: list[str], long: list[str]) -> list[str]:
    """Return the text of functions with the lines in ``long`` folded."""
    if not long:
        return functions
    marks = [f"{INDENT}# fold {i}\n" for i in range(len(long))]
    text = "".join(mark + _within(line) + "\n" for mark, line in zip(marks, long))
    whole = settle("def f():\n" + text)
    pieces = re.split(rf"^{INDENT}# fold \d+\n", whole, flags=re.MULTILINE)[1:]
    pieces = [re.sub(rf"^ *{WITHIN}( *pass\n)?", "", piece, flags=re.MULTILINE) for piece in pieces]
    pieces = [re.sub(r"\n *pass\n*$", "", piece).rstrip("\n") for piece in pieces]
    by_line = dict(zip(long, pieces))
    return ["\n".join([by_line.get(line, line) for line in f.split("\n")]) for f in functions]


def _within(line: str) -> str:
    """Return a line of a block as black sees it: as deep as it stands in the text."""
    depth = (len(line) - len(line.lstrip())) // len(INDENT)
    head = "".join(INDENT * i + WITHIN.lstrip() for i in range(1, depth))
    if line.lstrip().startswith("elif "):
        head += f"{INDENT * depth}{WITHIN}{INDENT * (depth + 1)}pass\n"
    return head + line + " pass" * line.endswith(":")


def folded_head(name: str, parameters: list[str]) -> str:
    """Return the head of a function: its parameters on a line of their own, or each; '' where black has to see it."""
    if len(parameters) == 1 and "," in parameters[0]:
        return ""
    line = INDENT + ", ".join(parameters)
    if len(line) > WIDTH or len(parameters) == 1:
        line = "\n".join([f"{INDENT}{parameter}," for parameter in parameters])
    fits = all(len(row) <= WIDTH for row in line.split("\n"))
    return f"def {name}(\n{line}\n):" if fits else ""


def settled_head(head: str) -> str:
    """Return the head of a function as black lays it out."""
    return settle(head + "\n    pass\n").rpartition("\n    pass")[0]
