# inputs: x=-1.0
# inputs: x=0.5
import math


def root_of_relu(x):
    return math.sqrt(max(x, 0)) + max(x, 0) ** 0.5


def root_of_min(x):
    return math.sqrt(2 - min(x, 2)) * min(0.75, x)


def of_log(x):
    return math.log1p(max(x, -1.0 + 1e-9)) * relu(x)
# output
import math


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * math.copysign(math.inf, y)


def route(x, here):
    """Return x if it is routed here, else 0: an infinite x, too."""
    return x if here else 0.0


def relu(x):
    return max(0, x)


def grad_root_of_relu(x):
    """Gradient of root_of_relu: returns grad_x. The input is a scalar."""
    # Forward
    s0 = max(x, 0)
    s1 = math.sqrt(s0)
    s2 = max(x, 0)
    s3 = s2**0.5

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # gradient copier
    grad_s3 = grad_out  # gradient copier
    grad_s2 = divide(grad_s3 * 0.5, s3)  # power
    grad_s0 = divide(grad_s1, 2 * s1)  # square root: 1 / (2 √x)
    grad_x = route(grad_s2, x > 0) + route(grad_s0, x > 0)  # gradient adder: router
    return grad_x


def grad_root_of_min(x):
    """Gradient of root_of_min: returns grad_x. The input is a scalar."""
    # Forward
    s0 = min(x, 2)
    s1 = 2 - s0
    s2 = math.sqrt(s1)
    s3 = min(0.75, x)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out * s3  # swap multiplier
    grad_s3 = grad_out * s2  # swap multiplier
    grad_s1 = divide(grad_s2, 2 * s2)  # square root: 1 / (2 √x)
    grad_s0 = -grad_s1  # sign flips
    grad_x = grad_s3 * (x < 0.75) + route(grad_s0, x < 2)  # gradient adder: router
    return grad_x


def grad_of_log(x):
    """Gradient of of_log: returns grad_x. The input is a scalar."""
    # Forward
    s0 = max(x, -1.0 + 1e-9)
    s1 = math.log1p(s0)
    s2 = relu(x)

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * s2  # swap multiplier
    grad_s2 = grad_out * s1  # swap multiplier
    grad_s0 = grad_s1 / (1.0 + s0)  # logarithm: 1 / (1 + x)
    # gradient adder: router
    grad_x = grad_s2 * (x > 0) + route(grad_s0, x > -1.0 + 1e-9)
    return grad_x
