"""flatgen: the backward function that an expert would have written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flatgen.errors import FlatgenError
    from flatgen.pipeline import generate
    from flatgen.templates import define, fold, rule, same
    from flatgen.verifying import verify

__version__ = "0.1.0"
__all__ = ["FlatgenError", "define", "fold", "generate", "rule", "same", "verify"]

_HOMES = {"FlatgenError": "errors", "generate": "pipeline", "verify": "verifying"}


def __getattr__(name: str) -> object:
    """Import what is asked for only then: the command's start is as long as what it imports."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"flatgen.{_HOMES.get(name, 'templates')}"), name)
    raise AttributeError(f"module 'flatgen' has no attribute {name!r}")
