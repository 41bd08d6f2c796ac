# inputs: A=np.array([[2.0, 0.5, 0.3], [0.4, 1.5, 0.2], [0.1, 0.6, 1.2]]), B=np.ones((3, 3)) * 0.3, s=0.7
import numpy as np


def rows_centred(A: Float[np.ndarray, "N M"]):
    C = A.copy()
    for row in C:
        row -= row.mean()
    return np.sum(C**3)


def eliminated(A: Float[np.ndarray, "N N"]):
    U = A.copy()
    for k in range(len(U)):
        pivot = U[k]
        for i in range(k + 1, len(U)):
            row = U[i]
            row -= pivot * (row[k] / pivot[k])
    return np.sum(U**2)


def scale(row, s):
    row *= s


def scaled(A, s):
    C = A * 1.0
    for i in range(1, len(C)):
        scale(C[i], s * C[0, 0])
    return np.sum(C**2)


def halves(A: Float[np.ndarray, "N N"], B: Float[np.ndarray, "N N"], n: int = 1):
    C = A @ B
    top, bottom = C[:n], C[n:]
    top -= bottom[0] * 2
    T = C.T
    T[0] = B[1]
    d = C.reshape(-1)
    d[:: len(A) + 1] += 1.0
    return np.sum(C**2) + np.sum(top)
# output
from __future__ import annotations

import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_rows_centred(A: Float[np.ndarray, "N M"]):
    """Gradient of rows_centred: returns grad_A."""
    # Forward
    C = A.copy()  # [N, M]
    for i in range(len(C)):
        row = C[i]  # [M]
        s0 = row.mean()
        s1 = row - s0  # [M]
        C[i] = s1

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_C = grad_s2 * 3 * C**2  # power
    for i in reversed(range(len(C))):
        grad_s1 = grad_C[i]  # gradient router: to what was written
        grad_s0 = -np.sum(grad_s1)  # sign flips, undo broadcast [M] -> []
        grad_row = grad_s1 + grad_s0 / A.shape[1]  # gradient adder: copier, mean
        grad_C[i] = grad_row  # gradient router: to what is read
    grad_A = grad_C
    return grad_A


def grad_eliminated(A: Float[np.ndarray, "N N"]):
    """Gradient of eliminated: returns grad_A."""
    # Forward
    U = A.copy()  # [N, N]
    s3_history = []
    for k in range(len(U)):
        s0 = k + 1
        for i in range(s0, len(U)):
            row = U[i]  # [N]
            pivot = U[k]  # [N]
            s1 = row[k]
            s2 = pivot[k]
            s3 = s1 / s2
            s3_history.append(s3)
            s4 = pivot * s3  # [N]
            s5 = row - s4  # [N]
            U[i] = s5

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_U = grad_s6 * 2 * U  # power
    for k in reversed(range(len(U))):
        s0 = k + 1
        for i in reversed(range(s0, len(U))):
            pivot = U[k]
            s2 = pivot[k]
            s3 = s3_history.pop()
            grad_s5 = grad_U[i]  # gradient router: to what was written
            grad_s4 = -grad_s5  # sign flips
            # swap multiplier, undo broadcast [N] -> []
            grad_s3 = np.vdot(grad_s4, pivot)
            grad_s1 = grad_s3 / s2  # quotient
            grad_s2 = -grad_s3 * s3 / s2  # quotient
            grad_pivot = grad_s4 * s3  # swap multiplier
            grad_pivot[k] += grad_s2  # gradient router: to what is read
            grad_row = grad_s5.copy()
            grad_row[k] += grad_s1  # gradient router: to what is read
            grad_U[i] = 0.0  # overwritten: no gradient gets through
            grad_U[k] += grad_pivot  # gradient router: to what is read
            grad_U[i] += grad_row  # gradient router: to what is read
    grad_A = grad_U
    return grad_A


def grad_scaled(A, s):
    """Gradient of scaled: returns (grad_A, grad_s)."""
    # Forward
    assert np.ndim(A) > 1, "A[i] has to be an array"
    C = A * 1.0
    s0_history = []
    s2_history = []
    for i in range(1, len(C)):
        s0 = C[i]
        s0_history.append(np.copy(s0))
        s1 = C[0, 0]
        s2 = s * s1
        s2_history.append(s2)
        s3 = s0 * s2
        C[i] = s3

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # sum: copies to all
    grad_C = grad_s4 * 2 * C  # power
    grad_s = np.zeros_like(s) * 1.0
    for i in reversed(range(1, len(C))):
        s0 = s0_history.pop()
        s1 = C[0, 0]
        s2 = s2_history.pop()
        s3 = s0 * s2
        # gradient router: to what was written
        grad_s3 = np.broadcast_to(grad_C[i], np.shape(s3))
        grad_s0 = unbroadcast(grad_s3 * s2, s0)  # swap multiplier
        grad_s2 = unbroadcast(grad_s3 * s0, s2)  # swap multiplier
        grad_s += unbroadcast(grad_s2 * s1, s)  # swap multiplier
        grad_s1 = unbroadcast(grad_s2 * s, s1)  # swap multiplier
        grad_C[i] = 0.0  # overwritten: no gradient gets through
        grad_C[0, 0] += grad_s1  # gradient router: to what is read
        grad_C[i] += grad_s0  # gradient router: to what is read
    grad_A = grad_C
    return grad_A, grad_s


def grad_halves(A: Float[np.ndarray, "N N"], B: Float[np.ndarray, "N N"], n: int = 1):
    """Gradient of halves: returns (grad_A, grad_B)."""
    # Forward
    C = A @ B  # [N, N] = [N, N] @ [N, N]
    s0 = C[:n]
    s1 = C[n:]
    s2 = s1[0]  # [N]
    s3 = s2 * 2  # [N]
    s4 = s0 - s3
    C[:n] = s4
    T = C.T  # [N, N]
    s5 = B[1]  # [N]
    T[0] = s5
    C_2 = np.transpose(T)  # [N, N]
    d = C_2.reshape(-1)  # [N*N]
    d[:: len(A) + 1] += 1.0
    C_3 = np.reshape(d, np.shape(C_2))  # [N, N]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # gradient copier
    grad_s8 = grad_out  # gradient copier
    grad_top_1 = grad_s8  # sum: copies to all
    grad_s6 = grad_s7  # sum: copies to all
    grad_C_3 = grad_s6 * 2 * C_3  # power
    grad_C_3[:n] += grad_top_1  # gradient router: to what is read
    grad_d = np.reshape(grad_C_3, d.shape)  # reshape: back
    grad_d_1 = grad_d  # gradient copier
    grad_C_2 = np.reshape(grad_d_1, A.shape)  # reshape: back
    grad_T = grad_C_2.T  # transpose: back
    grad_s5 = grad_T[0]  # gradient router: to what was written
    grad_T_1 = np.copy(grad_T)
    grad_T_1[0] = 0.0  # overwritten: no gradient gets through
    grad_C = grad_T_1.T  # transpose: back
    grad_s4 = grad_C[:n]  # gradient router: to what was written
    grad_s0 = grad_s4  # gradient copier
    grad_s3 = -np.sum(grad_s4, axis=0)  # sign flips, undo broadcast
    grad_s2 = grad_s3 * 2  # swap multiplier
    grad_s1 = np.zeros_like(s1)
    grad_s1[0] = grad_s2  # gradient router: to what is read
    grad_C_1 = np.copy(grad_C)
    grad_C_1[:n] = 0.0  # overwritten: no gradient gets through
    grad_C_1[n:] += grad_s1  # gradient router: to what is read
    grad_C_1[:n] += grad_s0  # gradient router: to what is read
    grad_A = grad_C_1 @ B.T  # [N, N] = [N, N] @ [N, N]
    grad_B = A.T @ grad_C_1  # [N, N] = [N, N] @ [N, N]
    grad_B[1] += grad_s5  # gradient router: to what is read
    return grad_A, grad_B
