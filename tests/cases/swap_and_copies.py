def swap(x, y):
    a, b = x * y, x + y
    a, b = b, a
    c = a
    d = e = b - c
    (p, q), *rest = (a, d), e, c
    k: float = p * q
    return k + rest[0] * rest[-1]
# output
def grad_swap(x, y):
    """Gradient of swap: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = x * y
    s1 = x + y
    d = s0 - s1

    # Backward
    grad_out = 1.0
    grad_k = grad_out  # gradient copier
    grad_s2 = grad_out  # gradient copier
    grad_d = grad_s2 * s1 + grad_k * s1  # gradient adder: swap multiplier
    grad_s0 = grad_d  # gradient copier
    # gradient adder: swap multiplier, sign flips
    grad_s1 = grad_s2 * d + grad_k * d - grad_d
    grad_x = grad_s1 + grad_s0 * y  # gradient adder: copier, swap multiplier
    grad_y = grad_s1 + grad_s0 * x  # gradient adder: copier, swap multiplier
    return grad_x, grad_y
