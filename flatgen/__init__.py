"""flatgen: the backward function that an expert would have written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flatgen.decorate import (
        differentiable,
        grad,
        hvp,
        jvp,
        value_and_grad,
        value_and_hvp,
        value_and_jvp,
        value_and_vjp,
        vjp,
    )
    from flatgen.errors import FlatgenError
    from flatgen.pipeline import generate
    from flatgen.templates import define, fold, rule, same, stop_gradient
    from flatgen.verifying import verify

__version__ = "0.1.0"
__all__ = [
    "FlatgenError",
    "define",
    "differentiable",
    "fold",
    "generate",
    "grad",
    "hvp",
    "jvp",
    "rule",
    "same",
    "stop_gradient",
    "value_and_grad",
    "value_and_hvp",
    "value_and_jvp",
    "value_and_vjp",
    "verify",
    "vjp",
]

_TEMPLATES = ("define", "fold", "rule", "same", "stop_gradient")
_HOMES = {
    "FlatgenError": "errors",
    "generate": "pipeline",
    "verify": "verifying",
    **dict.fromkeys(_TEMPLATES, "templates"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for only then: the command's start is as long as what it imports."""
    if name in __all__:
        from importlib import import_module

        found = getattr(import_module(f"flatgen.{_HOMES.get(name, 'decorate')}"), name)
        return globals().setdefault(name, found)  # not asked for again
    raise AttributeError(f"module 'flatgen' has no attribute {name!r}")
