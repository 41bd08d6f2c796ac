"""Newton-CG in 10,000 dimensions: the Hessian is never formed, only its products with vectors.

    python examples/scripts/newton_cg.py

scipy asks for the gradient (jac=) and for Hessian-vector products (hessp=); both are generated from the forward.
"""

import numpy as np
from scipy.optimize import minimize

import flatgen


@flatgen.differentiable(shapes={"x": "N"})
def rosenbrock(x):
    valley = x[1:] - x[:-1] ** 2
    return np.sum(100.0 * valley**2 + (1 - x[:-1]) ** 2)


def solve(n=10_000):
    """Return the minimum near a point that is a little off it, all ones."""
    start = 1.0 + 0.1 * np.cos(np.arange(n))
    return minimize(
        rosenbrock, start, method="Newton-CG", jac=rosenbrock.grad, hessp=rosenbrock.hvp
    )


if __name__ == "__main__":
    result = solve()
    print(rosenbrock.hvp.source)
    print(f"{result.nit} steps, {result.nhev} Hessian-vector products: {result.fun:.1e}")
