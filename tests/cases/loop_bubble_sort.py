# inputs: x=np.array([0.3, -0.4, 1.1, 0.2])
import numpy as np


def weighted(x):
    x = x.copy()
    n = len(x)
    for i in range(n):
        for j in range(n - 1 - i):
            if x[j] > x[j + 1]:
                x[j], x[j + 1] = x[j + 1], x[j]
    return np.sum(x * np.arange(n) * x)


# output
import numpy as np


def grad_weighted(x):
    """Gradient of weighted: returns grad_x."""
    # Forward
    assert np.ndim(x) == 1, "x[i] has to be one number"
    x = x.copy()
    n = len(x)
    s5_history = []
    for i in range(n):
        s0 = n - 1
        s1 = s0 - i
        for j in range(s1):
            s2 = x[j]
            s3 = j + 1
            s4 = x[s3]
            s5 = s2 > s4
            s5_history.append(s5)
            if s5:
                x[j] = s4
                x[s3] = s2
    s10 = np.arange(n)
    s11 = x * s10

    # Backward
    grad_out = 1.0
    grad_s12 = grad_out  # sum: copies to all
    grad_s11 = grad_s12 * x  # swap multiplier
    grad_x = grad_s12 * s11 + grad_s11 * s10  # gradient adder: swap multiplier
    for i in reversed(range(n)):
        s0 = n - 1
        s1 = s0 - i
        for j in reversed(range(s1)):
            s3 = j + 1
            s5 = s5_history.pop()
            if s5:
                grad_s2 = grad_x[s3]  # gradient router: to what was written
                grad_x[s3] = 0.0  # overwritten: no gradient gets through
                grad_s4 = grad_x[j]  # gradient router: to what was written
                grad_x[j] = 0.0  # overwritten: no gradient gets through
            else:
                grad_s4 = 0.0
                grad_s2 = 0.0
            grad_x[s3] += grad_s4  # gradient router: to what is read
            grad_x[j] += grad_s2  # gradient router: to what is read
    return grad_x
