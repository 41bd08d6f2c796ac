# inputs: similarity=np.array([[1.0, -0.3, 0.2], [0.4, 0.9, -1.0]]), gap=0.15
"""The score of the best local alignment of two sequences, in Python's own lists (Smith and Waterman)."""


def alignment(similarity, gap: float):
    n, m = len(similarity), len(similarity[0])
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    top = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            match = best[i - 1][j - 1] + similarity[i - 1][j - 1]
            best[i][j] = max(0.0, match, best[i - 1][j] - gap, best[i][j - 1] - gap)
            top = max(top, best[i][j])
    return top


# output
import numpy as np


def grad_alignment(similarity, gap: float):
    """Gradient of alignment: returns (grad_similarity, grad_gap)."""
    # Forward
    s0 = similarity[0]
    best = np.zeros((len(similarity) + 1, len(s0) + 1))
    top = 0.0
    top_history = []
    for i in range(1, len(similarity) + 1):
        for j in range(1, len(s0) + 1):
            top_history.append(top)
            s1 = i - 1
            s3 = j - 1
            s4 = best[s1, s3]
            s6 = similarity[s1]
            s8 = s6[s3]
            match = s4 + s8
            s11 = best[s1, j]
            s12 = s11 - gap
            s15 = best[i, s3]
            s16 = s15 - gap
            s17 = max(0.0, match)
            s18 = max(s17, s12)
            s19 = max(s18, s16)
            best[i, j] = s19
            s21 = best[i, j]
            top = max(top, s21)

    # Backward
    grad_top = 1.0
    grad_best = np.zeros_like(best)
    grad_similarity = np.zeros_like(similarity) * 1.0
    grad_gap = 0.0
    for i in reversed(range(1, len(similarity) + 1)):
        for j in reversed(range(1, len(s0) + 1)):
            top = top_history.pop()
            s1 = i - 1
            s3 = j - 1
            s4 = best[s1, s3]
            s6 = similarity[s1]
            s8 = s6[s3]
            match = s4 + s8
            s11 = best[s1, j]
            s12 = s11 - gap
            s15 = best[i, s3]
            s16 = s15 - gap
            s17 = max(0.0, match)
            s18 = max(s17, s12)
            s21 = best[i, j]
            grad_s21 = grad_top * (s21 > top)  # gradient router
            grad_top = grad_top * (top >= s21)  # gradient router
            grad_best[i, j] += grad_s21  # gradient router: to what is read
            grad_s19 = grad_best[i, j]  # gradient router: to what was written
            grad_s18 = grad_s19 * (s18 >= s16)  # gradient router
            grad_s16 = grad_s19 * (s16 > s18)  # gradient router
            grad_s17 = grad_s18 * (s17 >= s12)  # gradient router
            grad_s12 = grad_s18 * (s12 > s17)  # gradient router
            grad_match = grad_s17 * (match > 0.0)  # gradient router
            grad_gap -= grad_s16  # sign flips
            grad_s15 = grad_s16  # gradient copier
            grad_gap -= grad_s12  # sign flips
            grad_s11 = grad_s12  # gradient copier
            grad_s4 = grad_match  # gradient copier
            grad_s8 = grad_match  # gradient copier
            grad_s6 = np.zeros_like(s6) * 1.0
            grad_s6[s3] = grad_s8  # gradient router: to what is read
            grad_similarity[s1] += grad_s6  # gradient router: to what is read
            grad_best[i, s3] += grad_s15  # gradient router: to what is read
            grad_best[s1, j] += grad_s11  # gradient router: to what is read
            grad_best[s1, s3] += grad_s4  # gradient router: to what is read
    return grad_similarity, grad_gap
