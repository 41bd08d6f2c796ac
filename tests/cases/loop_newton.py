def root(a: float):
    """Newton's way to the square root."""
    x = a
    while abs(x * x - a) > 1e-12:
        x = 0.5 * (x + a / x)  # halfway between a / x and x
    return x


# output
def grad_root(a: float):
    """Gradient of root: returns grad_a. The input is a scalar."""
    # Forward
    x_history = []
    x = a
    rounds = 0
    while abs(x * x - a) > 1e-12:
        x_history.append(x)
        rounds += 1
        s4 = a / x
        s5 = x + s4
        x = 0.5 * s5  # halfway between a / x and x

    # Backward
    grad_x = 1.0
    grad_a = 0.0
    for _ in range(rounds):
        x = x_history.pop()
        s4 = a / x
        grad_s5 = grad_x * 0.5  # swap multiplier
        grad_s4 = grad_s5  # gradient copier
        grad_a += grad_s4 / x  # quotient
        grad_x = grad_s5 - grad_s4 * s4 / x  # gradient adder: copier, quotient
    grad_a = grad_a + grad_x  # gradient adder
    return grad_a
