# A state that is a tuple, made anew in each round.
# inputs: beta=0.4, gamma=0.2, y0=0.1
def infected(beta: float, gamma: float, y0: float):
    y = (1.0 - y0, y0)
    for _ in range(3):
        dy = (-beta * y[0] * y[1], beta * y[0] * y[1] - gamma * y[1])
        y = tuple(a + 0.1 * b for a, b in zip(y, dy))
    return y[1]
# output
def grad_infected(beta: float, gamma: float, y0: float):
    """Gradient of infected.

    Returns (grad_beta, grad_gamma, grad_y0). Inputs are scalars.
    """
    # Forward
    y = 1.0 - y0
    y_history = []
    y_history_1 = []
    y_1 = y0
    for _ in range(3):
        y_history.append(y)
        y_history_1.append(y_1)
        s1 = -beta
        s2 = s1 * y
        s3 = s2 * y_1
        s4 = beta * y
        s5 = s4 * y_1
        s6 = gamma * y_1
        s7 = s5 - s6
        s8 = 0.1 * s3
        y = y + s8
        s10 = 0.1 * s7
        y_1 = y_1 + s10

    # Backward
    grad_y = 1.0
    grad_y_1 = 0.0
    grad_beta = 0.0
    grad_gamma = 0.0
    for _ in reversed(range(3)):
        y = y_history.pop()
        y_1 = y_history_1.pop()
        s1 = -beta
        s2 = s1 * y
        s4 = beta * y
        grad_s7 = grad_y * 0.1  # swap multiplier
        grad_s3 = grad_y_1 * 0.1  # swap multiplier
        grad_s5 = grad_s7  # gradient copier
        grad_s6 = -grad_s7  # sign flips
        grad_gamma += grad_s6 * y_1  # swap multiplier
        grad_s4 = grad_s5 * y_1  # swap multiplier
        grad_beta += grad_s4 * y  # swap multiplier
        grad_s2 = grad_s3 * y_1  # swap multiplier
        # gradient adder: copier, swap multiplier
        grad_y_1 = grad_y_1 + grad_s4 * beta + grad_s2 * s1
        # gradient adder: copier, swap multiplier
        grad_y = grad_y + grad_s6 * gamma + grad_s5 * s4 + grad_s3 * s2
        grad_s1 = grad_s2 * y  # swap multiplier
        grad_beta -= grad_s1  # sign flips
    grad_y0 = grad_y - grad_y_1  # gradient adder: sign flips
    return grad_beta, grad_gamma, grad_y0
