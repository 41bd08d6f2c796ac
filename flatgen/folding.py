"""Long lines folded as black folds them: heads of functions here, all others of a file in one call of it."""

from __future__ import annotations

import re

from flatgen.printing import WIDTH, settle

INDENT = "    "
WITHIN = "if within:\n"
PLAIN = re.compile(r"( *)(\w+ = )([^'\"#]+)")
OPERATORS = ("+", "-", "*", "/", "@", "//")


def folded(functions: list[str], long: list[str]) -> list[str]:
    """Return the text of functions with the lines in ``long`` folded: by black where it is no plain case."""
    by_line = {line: folded_value(line) for line in long}
    by_line |= by_black([line for line in long if not by_line[line]])
    return ["\n".join([by_line.get(line, line) for line in f.split("\n")]) for f in functions]


def folded_value(line: str) -> str:
    """Return a line with its value, or what its last bracket holds, in rows of its own; '' where that isn't all.

    A sum, or a product, of three and more stands in brackets; of two, the second may end in brackets that it has.
    """
    found = PLAIN.fullmatch(line)
    if found is None:
        return ""
    indent, head, value = found.groups()
    outer = outermost(value)
    operators = outer.split(" ")[1::2]
    if "," in outer or not {*operators} <= {*OPERATORS}:
        return ""
    loosest = [sign for sign in operators if sign in "+-"] or operators
    if len(loosest) > 1:
        head, rows = f"{head}(", [value]
        if len(f"{indent}{INDENT}{value}") > WIDTH:  # an operand a row
            signs = re.finditer(r" (\S+) ", outer)
            starts = [found.start(1) for found in signs if found[1] in loosest]
            ends = [*[i - 1 for i in starts], len(value)]
            rows = [value[i:end] for i, end in zip([0, *starts], ends)]
    else:
        before, _, within = value[:-1].partition("(")
        inner = outermost(within)
        is_tuple = before[-1:] in ("", " ") and "," in inner
        if value[-1] != ")" or "[" in before or is_tuple or re.search(r"^$|[()\[\]{}]", inner):
            return ""
        head, rows = f"{head}{before}(", [within]
    lines = [indent + head, *[indent + INDENT + row for row in rows], f"{indent})"]
    return "\n".join(lines) if all(len(row) <= WIDTH for row in lines) else ""


def outermost(text: str) -> str:
    """Return a text with words, as long, in the place of its brackets."""
    bare = re.sub(r"[(\[{][^()\[\]{}]*[)\]}]", lambda found: "_" * len(found[0]), text)
    return text if bare == text else outermost(bare)


def by_black(long: list[str]) -> dict[str, str]:
    """Return each line as black folds it."""
    if not long:
        return {}
    marks = [f"{INDENT}# fold {i}\n" for i in range(len(long))]
    text = "".join(mark + _within(line) + "\n" for mark, line in zip(marks, long))
    whole = settle("def f():\n" + text)
    pieces = re.split(rf"^{INDENT}# fold \d+\n", whole, flags=re.MULTILINE)[1:]
    pieces = [re.sub(rf"^ *{WITHIN}( *pass\n)?", "", piece, flags=re.MULTILINE) for piece in pieces]
    pieces = [re.sub(r"\n *pass\n*$", "", piece).rstrip("\n") for piece in pieces]
    return dict(zip(long, pieces))


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
