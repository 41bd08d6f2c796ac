# inputs: coupon=5.0, face=100.0, rate=0.03, years=7
def price(coupon: float, face: float, rate: float, years: int):
    value = 0.0
    for t in range(1, years + 1):
        value += coupon / (1 + rate) ** t
    return value + face / (1 + rate) ** years


# output
def grad_price(coupon: float, face: float, rate: float, years: int):
    """Gradient of price.

    Returns (grad_coupon, grad_face, grad_rate). Inputs are scalars.
    """
    # Forward
    s0 = years + 1
    s4 = 1 + rate
    s5 = s4**years
    s6 = face / s5

    # Backward
    grad_out = 1.0
    grad_value = grad_out  # gradient copier
    grad_s6 = grad_out  # gradient copier
    grad_face = grad_s6 / s5  # quotient
    grad_s5 = -grad_s6 * s6 / s5  # quotient
    grad_s4 = grad_s5 * years * s4 ** (years - (years != 0))  # power
    grad_rate = grad_s4  # gradient copier
    grad_coupon = 0.0
    for t in reversed(range(1, s0)):
        s1 = 1 + rate
        s2 = s1**t
        s3 = coupon / s2
        grad_coupon += grad_value / s2  # quotient
        grad_s2 = -grad_value * s3 / s2  # quotient
        grad_s1 = grad_s2 * t * s1 ** (t - 1)  # power
        grad_rate += grad_s1  # gradient copier
    return grad_coupon, grad_face, grad_rate
