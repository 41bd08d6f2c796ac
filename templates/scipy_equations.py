"""scipy.linalg: equations of matrices, and eigenvalues of one matrix by another."""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import over_gaps


@rule("scipy.linalg.solve_sylvester(a, b, q)", shape="q", gives="floats")
def sylvester(x, a, b, q, grad_x):
    """Sylvester: A X + X B = Q, by the transposes

    at: Aᵀ
    bt: Bᵀ
    xt: Xᵀ
    adjoint: Aᵀ grad q + grad q Bᵀ = grad x
    """
    at = np.swapaxes(a, -1, -2)
    bt = np.swapaxes(b, -1, -2)
    xt = np.swapaxes(x, -1, -2)
    adjoint = scipy.linalg.solve_sylvester(at, bt, grad_x)
    grad_a = -adjoint @ xt
    grad_b = -xt @ adjoint
    grad_q = adjoint
    return grad_a, grad_b, grad_q


@rule("scipy.linalg.solve_continuous_lyapunov(a, q)", shape="q", gives="floats")
def lyapunov(x, a, q, grad_x):
    """Lyapunov: A X + X Aᵀ = Q, by the transposes

    adjoint: Aᵀ grad q + grad q A = grad x
    """
    adjoint = scipy.linalg.solve_continuous_lyapunov(np.swapaxes(a, -1, -2), grad_x)
    grad_a = -adjoint @ np.swapaxes(x, -1, -2) - np.swapaxes(adjoint, -1, -2) @ x
    grad_q = adjoint
    return grad_a, grad_q


# A V = B V diag(w) with Vᵀ B V = 1


@rule(
    "(t := scipy.linalg.eigh(a, b, lower=lower, check_finite=check_finite))[0]",
    shape="reduced(a, -1)",
)
def generalised_eigenvalues(w, t, a, b, lower, check_finite, grad_w):
    """eigenvalues: V grad w Vᵀ, symmetric

    vt: Vᵀ
    grad_b: eigenvalues: -V w grad w Vᵀ, symmetric
    """
    vt = np.swapaxes(t[1], -1, -2)
    grad_a = t[1] * grad_w[..., None, :] @ vt
    grad_b = -t[1] * (grad_w * w)[..., None, :] @ vt
    return grad_a, grad_b


@rule(
    "scipy.linalg.eigh(a, b, lower=lower, eigvals_only=True, check_finite=check_finite)",
    "scipy.linalg.eigvalsh(a, b, lower=lower, check_finite=check_finite)",
    shape="reduced(a, -1)",
    gives="floats",
)
def generalised_eigenvalues_alone(w, a, b, lower, check_finite, grad_w):
    """eigenvalues: V grad w Vᵀ, symmetric

    v: eigenvectors
    vt: Vᵀ
    grad_b: eigenvalues: -V w grad w Vᵀ, symmetric
    """
    v = scipy.linalg.eigh(a, b, lower=lower)[1]
    vt = np.swapaxes(v, -1, -2)
    grad_a = v * grad_w[..., None, :] @ vt
    grad_b = -v * (grad_w * w)[..., None, :] @ vt
    return grad_a, grad_b


@rule("(t := scipy.linalg.eigh(a, b, lower=lower, check_finite=check_finite))[1]", shape="a")
def generalised_eigenvectors(v, t, a, b, lower, check_finite, grad_v):
    """eigenvectors: they turn into each other, by the gaps of the eigenvalues

    inner: Vᵀ grad V
    turns: over the gaps
    turned: times the eigenvalues
    lengths: by B, which they are measured by
    both: in both triangles
    grad_a: eigenvectors: V turns Vᵀ, in both triangles
    grad_b: eigenvectors: -V turns w Vᵀ, in both triangles, and their lengths
    """
    inner = np.swapaxes(v, -1, -2) @ grad_v
    turns = over_gaps(inner, t[0])
    turned = turns * t[0][..., None, :]
    lengths = v * np.diagonal(inner, 0, -2, -1)[..., None, :]
    both = turned + np.swapaxes(turned, -1, -2)
    grad_a = v @ (turns + np.swapaxes(turns, -1, -2)) @ np.swapaxes(v, -1, -2) / 2
    grad_b = -(v @ both + lengths) @ np.swapaxes(v, -1, -2) / 2
    return grad_a, grad_b
