def polynomial(x, a):
    y = a * x + a * x * x + a * x * x * x + a * x * x * x * x + a * x * x * x * x * x
    return y * a
# output
def grad_polynomial(x, a):
    """Gradient of polynomial: returns (grad_x, grad_a). Inputs are scalars."""
    # Forward
    s0 = a * x
    s1 = a * x
    s2 = s1 * x
    s3 = s0 + s2
    s4 = a * x
    s5 = s4 * x
    s6 = s5 * x
    s7 = s3 + s6
    s8 = a * x
    s9 = s8 * x
    s10 = s9 * x
    s11 = s10 * x
    s12 = s7 + s11
    s13 = a * x
    s14 = s13 * x
    s15 = s14 * x
    s16 = s15 * x
    s17 = s16 * x
    y = s12 + s17

    # Backward
    grad_out = 1.0
    grad_y = grad_out * a  # swap multiplier
    grad_s12 = grad_y  # gradient copier
    grad_s17 = grad_y  # gradient copier
    grad_s16 = grad_s17 * x  # swap multiplier
    grad_s15 = grad_s16 * x  # swap multiplier
    grad_s14 = grad_s15 * x  # swap multiplier
    grad_s13 = grad_s14 * x  # swap multiplier
    grad_s7 = grad_s12  # gradient copier
    grad_s11 = grad_s12  # gradient copier
    grad_s10 = grad_s11 * x  # swap multiplier
    grad_s9 = grad_s10 * x  # swap multiplier
    grad_s8 = grad_s9 * x  # swap multiplier
    grad_s3 = grad_s7  # gradient copier
    grad_s6 = grad_s7  # gradient copier
    grad_s5 = grad_s6 * x  # swap multiplier
    grad_s4 = grad_s5 * x  # swap multiplier
    grad_s0 = grad_s3  # gradient copier
    grad_s2 = grad_s3  # gradient copier
    grad_s1 = grad_s2 * x  # swap multiplier
    # gradient adder: swap multiplier
    grad_a = grad_out * y + grad_s13 * x + grad_s8 * x + grad_s4 * x
    grad_a = grad_a + grad_s1 * x + grad_s0 * x  # gradient adder: swap multiplier
    # gradient adder: swap multiplier
    grad_x = grad_s17 * s16 + grad_s16 * s15 + grad_s15 * s14
    # gradient adder: swap multiplier
    grad_x = grad_x + grad_s14 * s13 + grad_s13 * a + grad_s11 * s10
    # gradient adder: swap multiplier
    grad_x = grad_x + grad_s10 * s9 + grad_s9 * s8 + grad_s8 * a
    # gradient adder: swap multiplier
    grad_x = grad_x + grad_s6 * s5 + grad_s5 * s4 + grad_s4 * a
    # gradient adder: swap multiplier
    grad_x = grad_x + grad_s2 * s1 + grad_s1 * a + grad_s0 * a
    return grad_x, grad_a
