"""Einstein's summation: its gradients are einsums, with the subscripts of an operand and the output swapped."""

import numpy as np
from flatgen.templates import rule, swapped


@rule(
    "np.einsum(subscripts, *operands, optimize=optimize)",
    shape="einsum(subscripts, operands)",
    when="len(operands) == 1 and subscripted(subscripts, operands)",
    view="*operands",  # of one operand it may be a view
    stretches=True,
    multilinear=True,
    holomorphic=True,
)
@rule(
    "np.einsum(subscripts, *operands, optimize=optimize)",
    shape="einsum(subscripts, operands)",
    when="isinstance(subscripts, str) and subscripted(subscripts, operands)",
    stretches=True,
    multilinear=True,
    holomorphic=True,
)
def einsum(z, subscripts, operands, optimize, grad_z):
    """einsum: subscripts swapped"""
    grad_operands = [
        swapped(subscripts, i, grad_z, operands, optimize) for i, x in enumerate(operands)
    ]
    return grad_operands
