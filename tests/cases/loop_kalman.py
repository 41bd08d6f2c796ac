# inputs: zs=np.cos(np.arange(6.0)).reshape(3, 2), x=np.array([0.1, 0.2]), P=np.array([[1.0, 0.1], [0.1, 0.8]]), F=np.array([[1.0, 0.1], [-0.1, 0.9]]), H=np.array([[1.0, 0.2], [0.1, 0.7]]), Q=np.array([[0.2, 0.0], [0.0, 0.3]]), R=np.array([[0.5, 0.1], [0.1, 0.6]])
import numpy as np


def nll(
    zs: Float[np.ndarray, "T M"],
    x: Float[np.ndarray, "D"],
    P: Float[np.ndarray, "D D"],
    F: Float[np.ndarray, "D D"],
    H: Float[np.ndarray, "M D"],
    Q: Float[np.ndarray, "D D"],
    R: Float[np.ndarray, "M M"],
):
    total = 0.0
    for z in zs:
        # predict
        x = F @ x
        P = F @ P @ F.T + Q
        # update
        r = z - H @ x
        S = H @ P @ H.T + R
        K = P @ H.T @ np.linalg.inv(S)
        total += 0.5 * (r @ np.linalg.solve(S, r) + np.linalg.slogdet(S)[1])
        x = x + K @ r
        P = P - K @ H @ P
    return total


# output
from __future__ import annotations

import numpy as np


def grad_nll(
    zs: Float[np.ndarray, "T M"],
    x: Float[np.ndarray, "D"],
    P: Float[np.ndarray, "D D"],
    F: Float[np.ndarray, "D D"],
    H: Float[np.ndarray, "M D"],
    Q: Float[np.ndarray, "D D"],
    R: Float[np.ndarray, "M M"],
):
    """Gradient of nll.

    Returns (grad_zs, grad_x, grad_P, grad_F, grad_H, grad_Q, grad_R).
    """
    # Forward
    x_history = []
    P_history = []
    x_history_1 = []
    s0_history = []
    P_history_1 = []
    r_history = []
    s4_history = []
    S_history = []
    s8_history = []
    s9_history = []
    K_history = []
    s10_history = []
    s17_history = []
    for i in range(len(zs)):
        x_history.append(x)
        P_history.append(P)
        z = zs[i]  # [M]
        # predict
        x = F @ x  # [D] = [D, D] @ [D]
        x_history_1.append(x)
        s0 = F @ P  # [D, D] = [D, D] @ [D, D]
        s0_history.append(s0)
        s1 = F.T  # [D, D]
        s2 = s0 @ s1  # [D, D] = [D, D] @ [D, D]
        P = s2 + Q  # [D, D]
        P_history_1.append(P)
        # update
        s3 = H @ x  # [M] = [M, D] @ [D]
        r = z - s3  # [M]
        r_history.append(r)
        s4 = H @ P  # [M, D] = [M, D] @ [D, D]
        s4_history.append(s4)
        s5 = H.T  # [D, M]
        s6 = s4 @ s5  # [M, M] = [M, D] @ [D, M]
        S = s6 + R  # [M, M]
        S_history.append(S)
        s8 = P @ s5  # [D, M] = [D, D] @ [D, M]
        s8_history.append(s8)
        s9 = np.linalg.inv(S)  # [M, M]
        s9_history.append(s9)
        K = s8 @ s9  # [D, M] = [D, M] @ [M, M]
        K_history.append(K)
        s10 = np.linalg.solve(S, r)  # [M]
        s10_history.append(s10)
        s16 = K @ r  # [D] = [D, M] @ [M]
        x = x + s16  # [D]
        s17 = K @ H  # [D, D] = [D, M] @ [M, D]
        s17_history.append(s17)
        s18 = s17 @ P  # [D, D] = [D, D] @ [D, D]
        P = P - s18  # [D, D]

    # Backward
    grad_total = 1.0
    grad_x = np.zeros_like(x)
    grad_P = np.zeros_like(P)
    grad_zs = np.zeros_like(zs)
    grad_F = np.zeros_like(F)
    grad_Q = np.zeros_like(Q)
    grad_H = np.zeros_like(H)
    grad_R = np.zeros_like(R)
    for i in reversed(range(len(zs))):
        x = x_history.pop()
        P = P_history.pop()
        x_1 = x_history_1.pop()
        s0 = s0_history.pop()
        P_1 = P_history_1.pop()
        r = r_history.pop()
        s4 = s4_history.pop()
        S = S_history.pop()
        s8 = s8_history.pop()
        s9 = s9_history.pop()
        K = K_history.pop()
        s10 = s10_history.pop()
        s17 = s17_history.pop()
        grad_s18 = -grad_P  # sign flips
        grad_s17 = grad_s18 @ P_1.T  # [D, D] = [D, D] @ [D, D]
        grad_H += K.T @ grad_s17  # matrix product
        grad_K = grad_s17 @ H.T + np.outer(grad_x, r)  # gradient adder: matrix product
        grad_s14 = grad_total * 0.5  # swap multiplier
        grad_s11 = grad_s14  # gradient copier
        grad_s13 = grad_s14  # gradient copier
        grad_s10 = grad_s11 * r  # inner product: swap multiplier
        adjoint = np.linalg.solve(S.T, grad_s10)  # Aᵀ grad b = grad x
        # gradient adder: matrix product, inner product, solve
        grad_r = K.T @ grad_x + grad_s11 * s10 + adjoint
        grad_s8 = grad_K @ s9.T  # [D, M] = [D, M] @ [M, M]
        grad_s9 = s8.T @ grad_K  # [M, M] = [M, D] @ [D, M]
        # gradient adder: log-determinant, solve
        grad_S = grad_s13 * np.linalg.inv(S).T - np.outer(adjoint, s10)
        grad_S = grad_S - s9.T @ grad_s9 @ s9.T  # gradient adder: inverse
        grad_H += grad_s8.T @ P_1  # matrix product
        grad_R += grad_S  # gradient copier
        grad_s6 = grad_S  # gradient copier
        grad_H += grad_s6.T @ s4  # matrix product
        grad_s4 = grad_s6 @ H  # [M, D] = [M, M] @ [M, D]
        grad_H += grad_s4 @ P_1.T  # matrix product
        # gradient adder: copier, matrix product
        grad_P += s17.T @ grad_s18 + grad_s8 @ H + H.T @ grad_s4
        grad_z = grad_r  # gradient copier
        grad_s3 = -grad_r  # sign flips
        grad_H += np.outer(grad_s3, x_1)  # matrix product
        grad_x += H.T @ grad_s3  # gradient adder: copier, matrix product
        grad_Q += grad_P  # gradient copier
        grad_s2 = grad_P  # gradient copier
        grad_F += grad_s2.T @ s0  # matrix product
        grad_s0 = grad_s2 @ F  # [D, D] = [D, D] @ [D, D]
        grad_F += grad_s0 @ P.T  # matrix product
        grad_P = F.T @ grad_s0  # [D, D] = [D, D] @ [D, D]
        grad_F += np.outer(grad_x, x)  # matrix product
        grad_x = F.T @ grad_x  # [D] = [D, D] @ [D]
        grad_zs[i] += grad_z  # gradient router: to what is read
    return grad_zs, grad_x, grad_P, grad_F, grad_H, grad_Q, grad_R
