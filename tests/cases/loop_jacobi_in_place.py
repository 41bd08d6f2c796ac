# inputs: A=np.array([0.3, 1.2, -0.7, 0.5, 2.0]), B=np.array([0.1, 0.2, 0.3, 0.4, 0.5]), steps=3
# flags: -m vjp
import numpy as np


def jacobi(A: Float[np.ndarray, "N"], B: Float[np.ndarray, "N"], steps: int):
    for t in range(steps):
        B[1:-1] = 0.33333 * (A[:-2] + A[1:-1] + A[2:])
        A[1:-1] = 0.33333 * (B[:-2] + B[1:-1] + B[2:])


# output
