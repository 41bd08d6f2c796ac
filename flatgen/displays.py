"""Values in tuples, lists, dicts and namedtuples, as text.

(grad_w, {"b": grad_b})          [{"W": W, "b": b} for W, b in zip(grad_Ws, grad_bs)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from keyword import iskeyword

from flatgen.comments import key_text, key_word
from flatgen.ir import Outline
from flatgen.packs import count


def laid_out(outline: Outline, values: Iterator[str], use: Callable[[str], str]) -> str:
    """Return texts in a layout; ``use`` is told of the namedtuples in it."""
    if not outline.op:
        return next(values)
    if outline.op == "Rows":
        return _rows(outline.parts[0], [next(values) for _ in range(count(outline))], use)
    if outline.op == "Keyed":
        return _dict(outline, [next(values) for _ in range(count(outline))], use)
    parts = [laid_out(part, values, use) for part in outline.parts]
    if outline.maker:
        return f"{use(outline.maker)}({', '.join(parts)})"
    if outline.op == "Dict":
        keyed = [f"{key_text(key)}: {part}" for key, part in zip(outline.keys, parts)]
        return f"{{{', '.join(keyed)}}}"
    if outline.op == "List":
        return f"[{', '.join(parts)}]"
    return f"({', '.join(parts)}{',' * (len(parts) == 1)})"


def _rows(row: Outline, lists: list[str], use: Callable[[str], str]) -> str:
    """Return a list of tuples, dicts or namedtuples, of lists of their parts."""
    flat = len(lists) == len(row.parts)
    if row.op == "Tuple" and not row.maker and flat and len(lists) > 1:
        return f"{use('list')}({use('zip')}({', '.join(lists)}))"
    words = tuple(map(key_word, row.keys)) if flat else ()
    if not words or any(not w or iskeyword(w) or w == row.maker for w in words):
        words = tuple([f"part{i}" for i in range(len(lists))])
    over = f"{use('zip')}({', '.join(lists)})" if len(lists) > 1 else lists[0]
    return f"[{laid_out(row, iter(words), use)} for {', '.join(words)} in {over}]"


def _dict(whole: Outline, lists: list[str], use: Callable[[str], str]) -> str:
    """Return a dict of the keys of another."""
    (row,) = whole.parts
    if not row.op:
        return f"{use('dict')}({use('zip')}({whole.maker}, {lists[0]}))"
    words = tuple([f"part{i}" for i in range(len(lists))])
    over = f"{use('zip')}({', '.join((whole.maker, *lists))})"
    return f"{{key: {laid_out(row, iter(words), use)} for {', '.join(('key', *words))} in {over}}}"
