def crossing(x: float, v: float, a: float, dt: float, n: int):
    """When a thrown ball comes down, between two steps; n * dt if it doesn't."""
    for i in range(n):
        old = x
        v = v - a * dt
        x = x + v * dt
        if x < 0:
            return (i + old / (old - x)) * dt
    return n * dt


# output
def grad_crossing(x: float, v: float, a: float, dt: float, n: int):
    """Gradient of crossing.

    Returns (grad_x, grad_v, grad_a, grad_dt). Inputs are scalars.
    """
    # Forward
    v_history = []
    s2_history = []
    s3_history = []
    s4_history = []
    returned = False
    rounds = 0
    for i in range(n):
        rounds += 1
        s0 = a * dt
        v = v - s0
        v_history.append(v)
        s1 = v * dt
        x_1 = x + s1
        s2 = x_1 < 0
        s2_history.append(s2)
        if s2:
            s3 = x - x_1
            s3_history.append(s3)
            s4 = x / s3
            s4_history.append(s4)
            returned = True
            x = x_1
            break
        x = x_1

    # Backward
    grad_out = 1.0
    if returned:
        grad_dt = 0.0
    else:
        grad_dt = grad_out * n  # swap multiplier
        grad_out = 0.0
    grad_v = 0.0
    grad_x = 0.0
    grad_a = 0.0
    for i in reversed(range(rounds)):
        v = v_history.pop()
        s2 = s2_history.pop()
        if s2:
            s3 = s3_history.pop()
            s4 = s4_history.pop()
            s5 = i + s4
            grad_dt += grad_out * s5  # swap multiplier
            grad_s5 = grad_out * dt  # swap multiplier
            grad_s4 = grad_s5  # gradient copier
            grad_s3 = -grad_s4 * s4 / s3  # quotient
            grad_x_1 = grad_s4 / s3 + grad_s3  # gradient adder: quotient, copier
            grad_x_2 = -grad_s3  # sign flips
            grad_out = 0.0
        else:
            grad_x_1 = 0.0
            grad_x_2 = 0.0
        grad_x_2 = grad_x + grad_x_2  # gradient adder
        grad_x = grad_x_1 + grad_x_2  # gradient adder: copier
        grad_s1 = grad_x_2  # gradient copier
        grad_dt += grad_s1 * v  # swap multiplier
        grad_v = grad_v + grad_s1 * dt  # gradient adder: swap multiplier
        grad_s0 = -grad_v  # sign flips
        grad_a += grad_s0 * dt  # swap multiplier
        grad_dt += grad_s0 * a  # swap multiplier
    return grad_x, grad_v, grad_a, grad_dt
