# inputs: x=0.4, y=0.7, n=3, mode="sum", k=0.9, z=1.5
from __future__ import annotations


def parameters(x, /, y: float = -1.0, n: int = 2, mode="sum", *, k: "float", z=1e-3):
    return x**n * y + k / z
# output
from __future__ import annotations


def grad_parameters(
    x, /, y: float = -1.0, n: int = 2, mode="sum", *, k: "float", z=1e-3
):
    """Gradient of parameters.

    Returns (grad_x, grad_y, grad_k, grad_z). Inputs are scalars.
    """
    # Forward
    s0 = x**n
    s2 = k / z

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # gradient copier
    grad_s2 = grad_out  # gradient copier
    grad_k = grad_s2 / z  # quotient
    grad_z = -grad_s2 * s2 / z  # quotient
    grad_y = grad_s1 * s0  # swap multiplier
    grad_s0 = grad_s1 * y  # swap multiplier
    grad_x = grad_s0 * n * x ** (n - (n != 0))  # power
    return grad_x, grad_y, grad_k, grad_z
