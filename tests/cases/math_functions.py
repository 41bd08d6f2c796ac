import math
from math import cos, sin as sine


def trigonometry(x, y):
    a = sine(x) * cos(y) + math.tan(x) + math.radians(y)
    b = math.asin(x) + math.acos(y) + math.atan(x * y) + math.atan2(x, y)
    return a * b / math.degrees(x)


def hyperbolic(x, y):
    a = math.sinh(x) * math.cosh(y) + math.tanh(x)
    return a + math.asinh(y) * math.acosh(1 + x) - math.atanh(y)


def exponential(x, y):
    a = math.exp(x) + math.expm1(y)
    b = math.log(x) + math.log2(y) + math.log10(x) + math.log1p(y) + math.log(x, 3)
    return a * b + math.sqrt(x)


def others(x, y):
    a = math.erf(x) + math.erfc(y) + math.gamma(x) + math.lgamma(y)
    b = math.fmod(3 * x, y) + math.remainder(3 * x, y) + math.copysign(x, y) + math.fabs(x)
    c = math.hypot(x, y) + math.hypot(x, y, a) + math.dist((x, y), (b, 1))
    d = math.fsum((a, b, c)) + math.prod((a, b, c)) + math.floor(x) + math.ldexp(y, 3)
    return c * d
# output
import math
from math import cos, sin as sine


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * math.copysign(math.inf, y)


def polygamma(n, x):
    """Return the n-th derivative of digamma at x: recurrence, then Stirling's series.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.18, 6.4.6 and 6.4.11.
    """
    sign = 1.0 if n % 2 else -1.0
    result = 0.0
    while x < 20 + n:
        result += sign * math.factorial(n) / x ** (n + 1)
        x += 1
    if n == 0:
        result += math.log(x) - 1 / (2 * x)
    else:
        result += sign * (
            math.factorial(n - 1) / x**n + math.factorial(n) / (2 * x ** (n + 1))
        )
    bernoulli = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6)
    for k, b in enumerate(bernoulli, 1):
        ratio = math.factorial(2 * k + n - 1) / math.factorial(2 * k)
        result += sign * b * ratio / x ** (2 * k + n)
    return result


def sign(x):
    """Return the slope of abs: 1, -1, or 0 at 0."""
    return int(x > 0) - int(x < 0)


def grad_trigonometry(x, y):
    """Gradient of trigonometry: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = sine(x)
    s1 = cos(y)
    s2 = s0 * s1
    s3 = math.tan(x)
    s4 = s2 + s3
    s5 = math.radians(y)
    a = s4 + s5
    s6 = math.asin(x)
    s7 = math.acos(y)
    s8 = s6 + s7
    s9 = x * y
    s10 = math.atan(s9)
    s11 = s8 + s10
    s12 = math.atan2(x, y)
    b = s11 + s12
    s13 = a * b
    s14 = math.degrees(x)
    out = s13 / s14

    # Backward
    grad_out = 1.0
    grad_s13 = grad_out / s14  # quotient
    grad_s14 = -grad_out * out / s14  # quotient
    grad_a = grad_s13 * b  # swap multiplier
    grad_b = grad_s13 * a  # swap multiplier
    grad_s11 = grad_b  # gradient copier
    grad_s12 = grad_b  # gradient copier
    length = math.hypot(y, x)  # r
    r = length + (length == 0)  # 1 in place of 0
    grad_s8 = grad_s11  # gradient copier
    grad_s10 = grad_s11  # gradient copier
    grad_s9 = grad_s10 / (1 + s9 * s9)  # arctangent: 1 / (1 + x²)
    grad_s6 = grad_s8  # gradient copier
    grad_s7 = grad_s8  # gradient copier
    grad_s4 = grad_a  # gradient copier
    grad_s5 = grad_a  # gradient copier
    grad_s2 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s0 = grad_s2 * s1  # swap multiplier
    grad_s1 = grad_s2 * s0  # swap multiplier
    # gradient adder: angle, swap multiplier
    grad_y = -grad_s12 * (x / r) / r + grad_s9 * x
    # gradient adder: arccosine
    grad_y = grad_y + divide(-grad_s7, math.sqrt((1 - y) * (1 + y)))
    grad_y = grad_y + grad_s5 * (math.pi / 180)  # gradient adder: swap multiplier
    grad_y = grad_y - grad_s1 * sine(y)  # gradient adder: cosine
    # gradient adder: swap multiplier, angle
    grad_x = grad_s14 * (180 / math.pi) + grad_s12 * (y / r) / r
    grad_x = grad_x + grad_s9 * y  # gradient adder: swap multiplier
    # gradient adder: arcsine
    grad_x = grad_x + divide(grad_s6, math.sqrt((1 - x) * (1 + x)))
    grad_x = grad_x + grad_s3 * (1 + s3 * s3)  # gradient adder: tangent
    grad_x = grad_x + grad_s0 * cos(x)  # gradient adder: sine
    return grad_x, grad_y


def grad_hyperbolic(x, y):
    """Gradient of hyperbolic: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = math.sinh(x)
    s1 = math.cosh(y)
    s3 = math.tanh(x)
    s4 = math.asinh(y)
    s5 = 1 + x
    s6 = math.acosh(s5)

    # Backward
    grad_out = 1.0
    grad_s8 = grad_out  # gradient copier
    grad_s9 = -grad_out  # sign flips
    grad_a = grad_s8  # gradient copier
    grad_s7 = grad_s8  # gradient copier
    grad_s4 = grad_s7 * s6  # swap multiplier
    grad_s6 = grad_s7 * s4  # swap multiplier
    # inverse cosh: 1 / √(x² - 1)
    grad_s5 = divide(grad_s6, math.sqrt(s5 - 1.0) * math.sqrt(s5 + 1.0))
    grad_s2 = grad_a  # gradient copier
    grad_s3 = grad_a  # gradient copier
    grad_s0 = grad_s2 * s1  # swap multiplier
    grad_s1 = grad_s2 * s0  # swap multiplier
    grad_y = divide(grad_s9, (1 - y) * (1 + y))  # inverse tanh: 1 / (1 - x²)
    grad_y = grad_y + grad_s4 / math.sqrt(1 + y * y)  # gradient adder: inverse sinh
    grad_y = grad_y + grad_s1 * math.sinh(y)  # gradient adder: cosh
    # gradient adder: copier, tanh, sinh
    grad_x = grad_s5 + grad_s3 * (1 - s3**2) + grad_s0 * math.cosh(x)
    return grad_x, grad_y


def grad_exponential(x, y):
    """Gradient of exponential: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = math.exp(x)
    s1 = math.expm1(y)
    a = s0 + s1
    s2 = math.log(x)
    s3 = math.log2(y)
    s4 = s2 + s3
    s5 = math.log10(x)
    s6 = s4 + s5
    s7 = math.log1p(y)
    s8 = s6 + s7
    s9 = math.log(x, 3)
    b = s8 + s9
    s11 = math.sqrt(x)

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # gradient copier
    grad_s11 = grad_out  # gradient copier
    grad_a = grad_s10 * b  # swap multiplier
    grad_b = grad_s10 * a  # swap multiplier
    grad_s8 = grad_b  # gradient copier
    grad_s9 = grad_b  # gradient copier
    grad_s6 = grad_s8  # gradient copier
    grad_s7 = grad_s8  # gradient copier
    grad_s4 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s2 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s0 = grad_a  # gradient copier
    grad_s1 = grad_a  # gradient copier
    grad_y = grad_s7 / (1.0 + y)  # logarithm: 1 / (1 + x)
    grad_y = grad_y + grad_s3 / (y * math.log(2))  # gradient adder: logarithm
    grad_y = grad_y + grad_s1 * math.exp(y)  # gradient adder: exponential
    grad_x = divide(grad_s11, 2 * s11)  # square root: 1 / (2 √x)
    grad_x = grad_x + grad_s9 / (x * math.log(3))  # gradient adder: logarithm
    grad_x = grad_x + grad_s5 / (x * math.log(10))  # gradient adder: logarithm
    # gradient adder: logarithm, exponential
    grad_x = grad_x + grad_s2 / x + grad_s0 * s0
    return grad_x, grad_y


def grad_others(x, y):
    """Gradient of others: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    s0 = math.erf(x)
    s1 = math.erfc(y)
    s2 = s0 + s1
    s3 = math.gamma(x)
    s4 = s2 + s3
    s5 = math.lgamma(y)
    a = s4 + s5
    s6 = 3 * x
    s7 = math.fmod(s6, y)
    s8 = 3 * x
    s9 = math.remainder(s8, y)
    s10 = s7 + s9
    s11 = math.copysign(x, y)
    s12 = s10 + s11
    s13 = math.fabs(x)
    b = s12 + s13
    s14 = math.hypot(x, y)
    s15 = math.hypot(x, y, a)
    s16 = s14 + s15
    s17 = math.dist((x, y), (b, 1))
    c = s16 + s17
    s18 = math.fsum((a, b, c))
    s19 = a * b
    s20 = s19 * c
    s21 = s18 + s20
    s22 = math.floor(x)
    s23 = s21 + s22
    s24 = math.ldexp(y, 3)
    d = s23 + s24

    # Backward
    grad_out = 1.0
    grad_d = grad_out * c  # swap multiplier
    grad_s23 = grad_d  # gradient copier
    grad_s24 = grad_d  # gradient copier
    grad_s21 = grad_s23  # gradient copier
    grad_s18 = grad_s21  # gradient copier
    grad_s20 = grad_s21  # gradient copier
    grad_s19 = grad_s20 * c  # swap multiplier
    # gradient adder: swap multiplier, copier
    grad_c = grad_out * d + grad_s20 * s19 + grad_s18
    grad_s16 = grad_c  # gradient copier
    grad_s17 = grad_c  # gradient copier
    # gradient adder: swap multiplier, copier, distance
    grad_b = grad_s19 * a + grad_s18 + grad_s17 * (b - x) / (s17 + (s17 == 0))
    grad_s14 = grad_s16  # gradient copier
    grad_s15 = grad_s16  # gradient copier
    # gradient adder: swap multiplier, copier, hypotenuse
    grad_a = grad_s19 * b + grad_s18 + grad_s15 * a / (s15 + (s15 == 0))
    grad_s12 = grad_b  # gradient copier
    grad_s13 = grad_b  # gradient copier
    grad_s10 = grad_s12  # gradient copier
    grad_s11 = grad_s12  # gradient copier
    grad_s7 = grad_s10  # gradient copier
    grad_s9 = grad_s10  # gradient copier
    grad_s8 = grad_s9  # remainder: x - round(x / y) y
    grad_s6 = grad_s7  # remainder: x - trunc(x / y) y
    grad_s4 = grad_a  # gradient copier
    grad_s5 = grad_a  # gradient copier
    grad_s2 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    grad_y = math.ldexp(grad_s24, 3)  # swap multiplier: 2ⁿ
    # gradient adder: distance
    grad_y = grad_y + grad_s17 * (y - 1) / (s17 + (s17 == 0))
    grad_y = grad_y + grad_s15 * y / (s15 + (s15 == 0))  # gradient adder: hypotenuse
    grad_y = grad_y + grad_s14 * y / (s14 + (s14 == 0))  # gradient adder: hypotenuse
    grad_y = grad_y - grad_s9 * ((s8 - s9) / y)  # gradient adder: remainder
    grad_y = grad_y - grad_s7 * ((s6 - s7) / y)  # gradient adder: remainder
    grad_y = grad_y + grad_s5 * polygamma(0, y)  # gradient adder: log gamma
    # gradient adder: error function
    grad_y = grad_y - grad_s1 * (2 / math.sqrt(math.pi)) * math.exp(-y * y)
    # distance: difference over length, 0 at 0
    grad_x = grad_s17 * (x - b) / (s17 + (s17 == 0))
    grad_x = grad_x + grad_s15 * x / (s15 + (s15 == 0))  # gradient adder: hypotenuse
    grad_x = grad_x + grad_s14 * x / (s14 + (s14 == 0))  # gradient adder: hypotenuse
    grad_x = grad_x + grad_s13 * sign(x)  # gradient adder: absolute value
    # gradient adder: router
    grad_x = grad_x + grad_s11 * math.copysign(1, x) * math.copysign(1, s11)
    grad_x = grad_x + grad_s8 * 3 + grad_s6 * 3  # gradient adder: swap multiplier
    grad_x = grad_x + grad_s3 * s3 * polygamma(0, x)  # gradient adder: gamma
    # gradient adder: error function
    grad_x = grad_x + grad_s0 * (2 / math.sqrt(math.pi)) * math.exp(-x * x)
    return grad_x, grad_y
