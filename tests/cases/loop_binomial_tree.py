# inputs: spot=100.0, strike=105.0, rate=0.03, sigma=0.2, years=1.0, n=4
import math


def call(spot, strike, rate, sigma, years, n: int):
    dt = years / n
    up = math.exp(sigma * math.sqrt(dt))
    down = 1 / up
    p = (math.exp(rate * dt) - down) / (up - down)
    discount = math.exp(-rate * dt)
    value = [[0.0] * (n + 1) for _ in range(n + 1)]
    for j in range(n + 1):
        value[n][j] = max(spot * up**j * down ** (n - j) - strike, 0.0)
    for i in range(n - 1, -1, -1):
        for j in range(i + 1):
            value[i][j] = discount * (p * value[i + 1][j + 1] + (1 - p) * value[i + 1][j])
    return value[0][0]


# output
import math
import numpy as np


def divide(x, y):
    """Return x / y: 0 where x is 0; infinite, and no error, where only y is."""
    if x == 0:
        return 0.0 * x
    return x / y if y else x * math.copysign(math.inf, y)


def grad_call(spot, strike, rate, sigma, years, n: int):
    """Gradient of call.

    Returns (grad_spot, grad_strike, grad_rate, grad_sigma, grad_years).
    """
    # Forward
    dt = years / n
    s0 = math.sqrt(dt)
    s1 = sigma * s0
    up = math.exp(s1)
    down = 1 / up
    s2 = rate * dt
    s3 = math.exp(s2)
    s4 = s3 - down
    s5 = up - down
    p = s4 / s5
    s6 = -rate
    s7 = s6 * dt
    discount = math.exp(s7)
    s8 = n + 1
    value = np.zeros((s8, s8))  # [n+1, n+1]
    for j in range(s8):
        s11 = up**j
        s12 = spot * s11
        s13 = n - j
        s14 = down**s13
        s15 = s12 * s14
        s16 = s15 - strike
        s17 = max(s16, 0.0)
        value[n, j] = s17
    s18 = n - 1
    for i in range(s18, -1, -1):
        s19 = i + 1
        for j in range(s19):
            s22 = j + 1
            s23 = value[s19, s22]
            s24 = p * s23
            s25 = 1 - p
            s28 = value[s19, j]
            s29 = s25 * s28
            s30 = s24 + s29
            s31 = discount * s30
            value[i, j] = s31

    # Backward
    grad_out = 1.0
    grad_value = np.zeros_like(value)
    grad_value[0, 0] = grad_out  # gradient router: to what is read
    grad_p = 0.0
    grad_discount = 0.0
    for i in reversed(range(s18, -1, -1)):
        s19 = i + 1
        for j in reversed(range(s19)):
            s22 = j + 1
            s23 = value[s19, s22]
            s25 = 1 - p
            s28 = value[s19, j]
            s24 = p * s23
            s29 = s25 * s28
            s30 = s24 + s29
            grad_s31 = grad_value[i, j]  # gradient router: to what was written
            grad_discount += grad_s31 * s30  # swap multiplier
            grad_s30 = grad_s31 * discount  # swap multiplier
            grad_s24 = grad_s30  # gradient copier
            grad_s29 = grad_s30  # gradient copier
            grad_s25 = grad_s29 * s28  # swap multiplier
            grad_s28 = grad_s29 * s25  # swap multiplier
            grad_p -= grad_s25  # sign flips
            grad_p += grad_s24 * s23  # swap multiplier
            grad_s23 = grad_s24 * p  # swap multiplier
            grad_value[i, j] = 0.0  # overwritten: no gradient gets through
            grad_value[s19, j] += grad_s28  # gradient router: to what is read
            grad_value[s19, s22] += grad_s23  # gradient router: to what is read
    grad_up = 0.0
    grad_spot = 0.0
    grad_down = 0.0
    grad_strike = 0.0
    for j in reversed(range(s8)):
        s11 = up**j
        s12 = spot * s11
        s13 = n - j
        s14 = down**s13
        s15 = s12 * s14
        s16 = s15 - strike
        grad_s17 = grad_value[n, j]  # gradient router: to what was written
        grad_s16 = grad_s17 * (s16 > 0.0)  # gradient router
        grad_strike -= grad_s16  # sign flips
        grad_s15 = grad_s16  # gradient copier
        grad_s12 = grad_s15 * s14  # swap multiplier
        grad_s14 = grad_s15 * s12  # swap multiplier
        grad_down += grad_s14 * s13 * down ** (s13 - (s13 != 0))  # power
        grad_spot += grad_s12 * s11  # swap multiplier
        grad_s11 = grad_s12 * spot  # swap multiplier
        grad_up += grad_s11 * j * up ** (j - (j != 0))  # power
    grad_s7 = grad_discount * discount  # exponential: its own slope
    grad_s6 = grad_s7 * dt  # swap multiplier
    grad_s4 = grad_p / s5  # quotient
    grad_s5 = -grad_p * p / s5  # quotient
    grad_s3 = grad_s4  # gradient copier
    grad_down = grad_down - grad_s5 - grad_s4  # gradient adder: sign flips
    grad_s2 = grad_s3 * s3  # exponential: its own slope
    grad_rate = -grad_s6 + grad_s2 * dt  # gradient adder: sign flips, swap multiplier
    # gradient adder: copier, quotient
    grad_up = grad_up + grad_s5 - grad_down * down / up
    grad_s1 = grad_up * up  # exponential: its own slope
    grad_sigma = grad_s1 * s0  # swap multiplier
    grad_s0 = grad_s1 * sigma  # swap multiplier
    # gradient adder: swap multiplier, square root
    grad_dt = grad_s7 * s6 + grad_s2 * rate + divide(grad_s0, 2 * s0)
    grad_years = grad_dt / n  # quotient
    return grad_spot, grad_strike, grad_rate, grad_sigma, grad_years
