import math


def clash(grad_x, x, s0, np, sum, L):
    max = grad_x * x
    exp = math.exp(max * s0)
    grad_exp = exp + np * sum
    divide = math.log(grad_exp) * L
    return divide * math.sqrt(divide)
# output
import math


def divide_1(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * math.copysign(math.inf, y)


def grad_clash(grad_x, x, s0, np, sum, L):
    """Gradient of clash.

    Returns (grad_grad_x, grad_x_1, grad_s0, grad_np, grad_sum, grad_L). Inputs are
    scalars.
    """
    # Forward
    max = grad_x * x
    s1 = max * s0
    exp = math.exp(s1)
    s2 = np * sum
    grad_exp = exp + s2
    s3 = math.log(grad_exp)
    divide = s3 * L
    s4 = math.sqrt(divide)

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out * divide  # swap multiplier
    # gradient adder: swap multiplier, square root
    grad_divide = grad_out * s4 + divide_1(grad_s4, 2 * s4)
    grad_L = grad_divide * s3  # swap multiplier
    grad_s3 = grad_divide * L  # swap multiplier
    grad_grad_exp = grad_s3 / grad_exp  # logarithm: 1 / x
    grad_exp_1 = grad_grad_exp  # gradient copier
    grad_s2 = grad_grad_exp  # gradient copier
    grad_np = grad_s2 * sum  # swap multiplier
    grad_sum = grad_s2 * np  # swap multiplier
    grad_s1 = grad_exp_1 * exp  # exponential: its own slope
    grad_s0 = grad_s1 * max  # swap multiplier
    grad_max = grad_s1 * s0  # swap multiplier
    grad_grad_x = grad_max * x  # swap multiplier
    grad_x_1 = grad_max * grad_x  # swap multiplier
    return grad_grad_x, grad_x_1, grad_s0, grad_np, grad_sum, grad_L
