def gates(a, b, c):
    total = a + b - c  # add copies
    squared = total * total  # used twice: the gradients add
    largest = max(a, b, squared)
    smallest = min(largest, 3 * c)
    return smallest / (1 + abs(a - b))
# output
def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def grad_gates(a, b, c):
    """Gradient of gates: returns (grad_a, grad_b, grad_c). Inputs are scalars."""
    # Forward
    s0 = a + b
    total = s0 - c  # add copies
    squared = total * total  # used twice: the gradients add
    s1 = max(a, b)
    largest = max(s1, squared)
    s2 = 3 * c
    smallest = min(largest, s2)
    s3 = a - b
    s4 = abs(s3)
    s5 = 1 + s4
    out = smallest / s5

    # Backward
    grad_out = 1.0
    grad_smallest = grad_out / s5  # quotient
    grad_s5 = -grad_out * out / s5  # quotient
    grad_s4 = grad_s5  # gradient copier
    grad_s3 = grad_s4 * sign(s3)  # absolute value: routes with the sign
    grad_largest = grad_smallest * (largest <= s2)  # gradient router
    grad_s2 = grad_smallest * (s2 < largest)  # gradient router
    grad_s1 = grad_largest * (s1 >= squared)  # gradient router
    grad_squared = grad_largest * (squared > s1)  # gradient router
    # gradient adder: swap multiplier
    grad_total = grad_squared * total + grad_squared * total
    grad_c = grad_s2 * 3 - grad_total  # gradient adder: swap multiplier, sign flips
    grad_s0 = grad_total  # gradient copier
    grad_a = grad_s3 + grad_s1 * (a >= b) + grad_s0  # gradient adder: copier, router
    # gradient adder: sign flips, router, copier
    grad_b = -grad_s3 + grad_s1 * (b > a) + grad_s0
    return grad_a, grad_b, grad_c
