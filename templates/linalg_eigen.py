"""Eigenvalues and eigenvectors by numpy.linalg, and by scipy.linalg where they are the same.

Each output has its own rule; their gradients add up. Of a symmetric matrix one triangle is read; the
gradient is symmetric, as in JAX: half of it in either triangle, so that it is the derivative along
symmetric changes. Where eigenvalues are equal their vectors have no derivative; ``over_gaps`` gives inf or
nan there, and 0 where nothing asks for one.

Giles, Collected Matrix Derivative Results (2008); Boeddeker et al., On the Computation of Complex-valued
Gradients with Application to Statistically Optimum Beamforming (2017), for eig.
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule
from flatgen.templates.helpers_linalg import over_gaps

# Of a complex matrix A = V diag(w) Vᴴ, with real eigenvalues.


@rule(
    "(t := np.linalg.eigh(a, UPLO=UPLO))[0]",
    "(t := scipy.linalg.eigh(a, lower=lower, check_finite=check_finite))[0]",
    shape="reduced(a, -1)",
    when="complex(a)",
    gives="floats",
)
def hermitian_eigenvalues(w, t, a, UPLO, lower, check_finite, grad_w):
    """eigenvalues: V grad Vᴴ"""
    grad_a = t[1] * grad_w[..., None, :] @ np.conj(np.swapaxes(t[1], -1, -2))
    return grad_a


@rule(
    "(t := np.linalg.eigh(a, UPLO=UPLO))[1]",
    "(t := scipy.linalg.eigh(a, lower=lower, check_finite=check_finite))[1]",
    shape="a",
    when="complex(a)",
    gives="complex",
)
def hermitian_eigenvectors(v, t, a, UPLO, lower, check_finite, grad_v):
    """eigenvectors: they turn into each other, by the gaps of the eigenvalues

    vh: Vᴴ
    turns: Vᴴ grad V over the gaps
    grad_a: eigenvectors: V turns Vᴴ, Hermitian
    """
    vh = np.conj(np.swapaxes(v, -1, -2))
    turns = over_gaps(vh @ grad_v, t[0])
    grad_a = v @ (turns + np.conj(np.swapaxes(turns, -1, -2))) @ vh / 2
    return grad_a


@rule(
    "np.linalg.eigvalsh(a, UPLO=UPLO)",
    shape="reduced(a, -1)",
    when="complex(a)",
    gives="floats",
)
def hermitian_eigenvalues_alone(w, a, UPLO, grad_w):
    """eigenvalues: V grad Vᴴ

    v: eigenvectors
    """
    v = np.linalg.eigh(a, UPLO=UPLO)[1]
    grad_a = v * grad_w[..., None, :] @ np.conj(np.swapaxes(v, -1, -2))
    return grad_a


@rule(
    "scipy.linalg.eigvalsh(a, lower=lower, check_finite=check_finite)",
    "scipy.linalg.eigh(a, lower=lower, eigvals_only=True, check_finite=check_finite)",
    shape="reduced(a, -1)",
    when="complex(a)",
    gives="floats",
)
def scipy_hermitian_eigenvalues_alone(w, a, lower, check_finite, grad_w):
    """eigenvalues: V grad Vᴴ

    v: eigenvectors
    """
    v = scipy.linalg.eigh(a, lower=lower)[1]
    grad_a = v * grad_w[..., None, :] @ np.conj(np.swapaxes(v, -1, -2))
    return grad_a


# A = V diag(w) Vᵀ


@rule("(t := np.linalg.eigh(a, UPLO=UPLO))[0]", shape="reduced(a, -1)")
@rule(
    "(t := scipy.linalg.eigh(a, lower=lower, check_finite=check_finite))[0]",
    shape="reduced(a, -1)",
)
def symmetric_eigenvalues(w, t, a, UPLO, lower, check_finite, grad_w):
    """eigenvalues: V grad Vᵀ, symmetric"""
    grad_a = t[1] * grad_w[..., None, :] @ np.swapaxes(t[1], -1, -2)
    return grad_a


@rule("(t := np.linalg.eigh(a, UPLO=UPLO))[0]")
@rule("(t := scipy.linalg.eigh(a, lower=lower, check_finite=check_finite))[0]")
def symmetric_eigenvalues_forward(w, t, a, UPLO, lower, check_finite, dot_a):
    """eigenvalues: the diagonal of Vᵀ dA V"""
    dot_w = np.sum(t[1] * (dot_a @ t[1]), axis=-2)
    return dot_w


@rule("(t := np.linalg.eigh(a, UPLO=UPLO))[1]", shape="a")
@rule("(t := scipy.linalg.eigh(a, lower=lower, check_finite=check_finite))[1]", shape="a")
def symmetric_eigenvectors(v, t, a, UPLO, lower, check_finite, grad_v):
    """eigenvectors: they turn into each other, by the gaps of the eigenvalues

    turns: Vᵀ grad V over the gaps
    grad_a: eigenvectors: V turns Vᵀ, in both triangles
    """
    turns = over_gaps(np.swapaxes(v, -1, -2) @ grad_v, t[0])
    grad_a = v @ (turns + np.swapaxes(turns, -1, -2)) @ np.swapaxes(v, -1, -2) / 2
    return grad_a


@rule("(t := np.linalg.eigh(a, UPLO=UPLO))[1]")
@rule("(t := scipy.linalg.eigh(a, lower=lower, check_finite=check_finite))[1]")
def symmetric_eigenvectors_forward(v, t, a, UPLO, lower, check_finite, dot_a):
    """eigenvectors: they turn into each other, by the gaps of the eigenvalues

    inner: Vᵀ (dA + dAᵀ) V
    """
    inner = np.swapaxes(v, -1, -2) @ (dot_a + np.swapaxes(dot_a, -1, -2)) @ v
    dot_v = v @ over_gaps(inner / 2, t[0])
    return dot_v


@rule("np.linalg.eigvalsh(a, UPLO=UPLO)", shape="reduced(a, -1)", gives="floats")
def symmetric_eigenvalues_alone(w, a, UPLO, grad_w):
    """eigenvalues: V grad Vᵀ, symmetric

    v: eigenvectors
    """
    v = np.linalg.eigh(a, UPLO=UPLO)[1]
    grad_a = v * grad_w[..., None, :] @ np.swapaxes(v, -1, -2)
    return grad_a


@rule("np.linalg.eigvalsh(a, UPLO=UPLO)")
def symmetric_eigenvalues_alone_forward(w, a, UPLO, dot_a):
    """eigenvalues: the diagonal of Vᵀ dA V

    v: eigenvectors
    """
    v = np.linalg.eigh(a, UPLO=UPLO)[1]
    dot_w = np.sum(v * (dot_a @ v), axis=-2)
    return dot_w


@rule(
    "scipy.linalg.eigvalsh(a, lower=lower, check_finite=check_finite)",
    "scipy.linalg.eigh(a, lower=lower, eigvals_only=True, check_finite=check_finite)",
    shape="reduced(a, -1)",
    gives="floats",
)
def scipy_eigenvalues_alone(w, a, lower, check_finite, grad_w):
    """eigenvalues: V grad Vᵀ, symmetric

    v: eigenvectors
    """
    v = scipy.linalg.eigh(a, lower=lower)[1]
    grad_a = v * grad_w[..., None, :] @ np.swapaxes(v, -1, -2)
    return grad_a


@rule(
    "scipy.linalg.eigvalsh(a, lower=lower, check_finite=check_finite)",
    "scipy.linalg.eigh(a, lower=lower, eigvals_only=True, check_finite=check_finite)",
)
def scipy_eigenvalues_alone_forward(w, a, lower, check_finite, dot_a):
    """eigenvalues: the diagonal of Vᵀ dA V

    v: eigenvectors
    """
    v = scipy.linalg.eigh(a, lower=lower)[1]
    dot_w = np.sum(v * (dot_a @ v), axis=-2)
    return dot_w


# A V = V diag(w). Complex eigenvectors are known but for their phase, so a real result may not depend
# on it; the conjugates are there for such pairs and do nothing else.


@rule(
    "(t := np.linalg.eig(a))[0]",
    "(t := scipy.linalg.eig(a, check_finite=check_finite))[0]",
    shape="reduced(a, -1)",
    gives="complex",
)
def eigenvalues(w, t, a, check_finite, grad_w):
    """eigenvalues: V⁻ᴴ grad Vᴴ

    vh: Vᴴ
    """
    vh = np.conj(np.swapaxes(t[1], -1, -2))
    grad_a = np.linalg.solve(vh, grad_w[..., None] * vh)
    return grad_a


@rule(
    "(t := np.linalg.eig(a))[1]",
    "(t := scipy.linalg.eig(a, check_finite=check_finite))[1]",
    shape="a",
    gives="complex",
)
def eigenvectors(v, t, a, check_finite, grad_v):
    """eigenvectors: V⁻ᴴ turns Vᴴ

    vh: Vᴴ
    inner: Vᴴ grad V
    free: less what would change their length
    turns: over the gaps of the eigenvalues
    """
    vh = np.conj(np.swapaxes(v, -1, -2))
    inner = vh @ grad_v
    free = inner - vh @ v * np.diagonal(inner, 0, -2, -1)[..., None, :]
    turns = over_gaps(free, np.conj(t[0]))
    grad_a = np.linalg.solve(vh, turns @ vh)
    return grad_a


@rule(
    "np.linalg.eigvals(a)",
    "scipy.linalg.eigvals(a, check_finite=check_finite)",
    shape="reduced(a, -1)",
    gives="complex",
)
def eigenvalues_alone(w, a, check_finite, grad_w):
    """eigenvalues: V⁻ᴴ grad Vᴴ

    vh: Vᴴ, of the eigenvectors
    """
    vh = np.conj(np.swapaxes(np.linalg.eig(a)[1], -1, -2))
    grad_a = np.linalg.solve(vh, grad_w[..., None] * vh)
    return grad_a


# The helper, again


@rule("over_gaps(m, w)", shape="m", complex=True)
def over_gaps_again(z, m, w, grad_z):
    """quotient

    pull: on each gap
    """
    grad_m = over_gaps(grad_z, np.conj(w))
    pull = over_gaps(grad_z * np.conj(z), np.conj(w))
    grad_w = np.sum(pull, axis=-1) - np.sum(pull, axis=-2)
    return grad_m, grad_w
