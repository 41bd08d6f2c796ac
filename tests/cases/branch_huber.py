# inputs: x=0.4, t=0.1, delta=1.0
# inputs: x=2.4, t=0.1, delta=1.0
# inputs: x=-2.4, t=0.1, delta=1.0
def huber(x: float, t: float, delta: float):
    r = x - t
    if abs(r) <= delta:
        return 0.5 * r**2
    return delta * (abs(r) - 0.5 * delta)


# output
def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def grad_huber(x: float, t: float, delta: float):
    """Gradient of huber: returns (grad_x, grad_t, grad_delta). Inputs are scalars."""
    # Forward
    r = x - t
    s0 = abs(r)
    if not s0 <= delta:
        s3 = abs(r)
        s4 = 0.5 * delta
        s5 = s3 - s4

    # Backward
    grad_out = 1.0
    if s0 <= delta:
        grad_s2 = grad_out * 0.5  # swap multiplier
        grad_x = grad_s2 * 2 * r  # power
        grad_delta = 0.0
    else:
        grad_s5 = grad_out * delta  # swap multiplier
        grad_s3 = grad_s5  # gradient copier
        grad_s4 = -grad_s5  # sign flips
        grad_delta = grad_out * s5 + grad_s4 * 0.5  # gradient adder: swap multiplier
        grad_x = grad_s3 * sign(r)  # absolute value: routes with the sign
    grad_t = -grad_x  # sign flips
    return grad_x, grad_t, grad_delta
