SCALE = 0.5


def square(x):
    return x * x


def affine(x, w=2.0, *rest, b, scale=SCALE):
    y = scale * x * w + b
    for_later = sum((y, *rest))
    return for_later


def model(x, w):
    y = affine(x, w, x * w, b=1.0)
    z = affine(b=w, x=y)
    t = affine(*(z, w), **{"b": x})

    def inner(k):
        return k * z + t

    t = square(square(y))
    return inner(t) + inner(k=y)
# output
SCALE = 0.5


def grad_model(x, w):
    """Gradient of model: returns (grad_x, grad_w). Inputs are scalars."""
    # Forward
    s0 = x * w
    s1 = SCALE * x
    s2 = s1 * w
    y_1 = s2 + 1.0
    for_later = y_1 + s0
    s3 = SCALE * for_later
    s4 = s3 * 2.0
    y_2 = s4 + w
    s7 = for_later * for_later
    t = s7 * s7

    # Backward
    grad_out = 1.0
    grad_s9 = grad_out  # gradient copier
    grad_s11 = grad_out  # gradient copier
    grad_s10 = grad_s11  # gradient copier
    grad_s8 = grad_s9  # gradient copier
    # gradient adder: copier, swap multiplier
    grad_t = grad_s11 + grad_s9 + grad_s8 * y_2
    grad_y_2 = grad_s10 * for_later + grad_s8 * t  # gradient adder: swap multiplier
    grad_s7 = grad_t * s7 + grad_t * s7  # gradient adder: swap multiplier
    grad_s4 = grad_y_2  # gradient copier
    grad_s3 = grad_s4 * 2.0  # swap multiplier
    # gradient adder: swap multiplier
    grad_for_later = grad_s10 * y_2 + grad_s7 * for_later
    # gradient adder: swap multiplier
    grad_for_later = grad_for_later + grad_s7 * for_later
    grad_for_later = grad_for_later + grad_s3 * SCALE  # gradient adder: swap multiplier
    grad_y_1 = grad_for_later  # gradient copier
    grad_s0 = grad_for_later  # gradient copier
    grad_s2 = grad_y_1  # gradient copier
    grad_s1 = grad_s2 * w  # swap multiplier
    grad_x = grad_s1 * SCALE + grad_s0 * w  # gradient adder: swap multiplier
    # gradient adder: copier, swap multiplier
    grad_w = grad_y_2 + grad_s2 * s1 + grad_s0 * x
    return grad_x, grad_w
