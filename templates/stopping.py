"""Where a gradient ends: the value goes on, as it is, and is a constant to whatever reads it."""

from flatgen.templates import rule


@rule("flatgen.stop_gradient(x)", "jax.lax.stop_gradient(x)", "stop_gradient(x)", view="x")
def stopped(y, x):
    """no gradient"""
