# The price of a European call; its gradient is what traders call the Greeks.
#
#     flatgen --value examples/black_scholes.py > greeks.py
#
# The normal distribution is written out as a helper: it is inlined, and its gradient with it.
from math import erf, exp, log, sqrt


def normal_cdf(x):
    return 0.5 * (1 + erf(x / sqrt(2)))


def call_price(spot, strike, rate, volatility, years):
    spread = volatility * sqrt(years)
    d1 = (log(spot / strike) + (rate + volatility**2 / 2) * years) / spread
    d2 = d1 - spread
    discount = exp(-rate * years)
    return spot * normal_cdf(d1) - strike * discount * normal_cdf(d2)
# output
from math import erf, exp, log, pi, sqrt


def value_and_grad_call_price(spot, strike, rate, volatility, years):
    """Value and gradient of call_price.

    Returns out, (grad_spot, grad_strike, grad_rate, grad_volatility, grad_years).
    Inputs are scalars.
    """
    # Forward
    s0 = sqrt(years)
    spread = volatility * s0
    s1 = spot / strike
    s2 = log(s1)
    s3 = volatility**2
    s4 = s3 / 2
    s5 = rate + s4
    s6 = s5 * years
    s7 = s2 + s6
    d1 = s7 / spread
    d2 = d1 - spread
    s8 = -rate
    s9 = s8 * years
    discount = exp(s9)
    s10 = d1 / sqrt(2)
    s11 = erf(s10)
    s12 = 1 + s11
    s13 = 0.5 * s12
    s14 = spot * s13
    s15 = strike * discount
    s16 = d2 / sqrt(2)
    s17 = erf(s16)
    s18 = 1 + s17
    s19 = 0.5 * s18
    s20 = s15 * s19
    out = s14 - s20

    # Backward
    grad_out = 1.0
    grad_s14 = grad_out  # gradient copier
    grad_s20 = -grad_out  # sign flips
    grad_s15 = grad_s20 * s19  # swap multiplier
    grad_s19 = grad_s20 * s15  # swap multiplier
    grad_s18 = grad_s19 * 0.5  # swap multiplier
    grad_s17 = grad_s18  # gradient copier
    # error function: 2/√π exp(-x²)
    grad_s16 = grad_s17 * (2 / sqrt(pi)) * exp(-s16 * s16)
    grad_d2 = grad_s16 / sqrt(2)  # quotient
    grad_discount = grad_s15 * strike  # swap multiplier
    grad_s13 = grad_s14 * spot  # swap multiplier
    grad_s12 = grad_s13 * 0.5  # swap multiplier
    grad_s11 = grad_s12  # gradient copier
    # error function: 2/√π exp(-x²)
    grad_s10 = grad_s11 * (2 / sqrt(pi)) * exp(-s10 * s10)
    grad_s9 = grad_discount * discount  # exponential: its own slope
    grad_s8 = grad_s9 * years  # swap multiplier
    grad_d1 = grad_s10 / sqrt(2) + grad_d2  # gradient adder: quotient, copier
    grad_s7 = grad_d1 / spread  # quotient
    # gradient adder: sign flips, quotient
    grad_spread = -grad_d2 - grad_d1 * d1 / spread
    grad_s2 = grad_s7  # gradient copier
    grad_s6 = grad_s7  # gradient copier
    grad_s5 = grad_s6 * years  # swap multiplier
    grad_rate = -grad_s8 + grad_s5  # gradient adder: sign flips, copier
    grad_s4 = grad_s5  # gradient copier
    grad_s3 = grad_s4 / 2  # quotient
    grad_s1 = grad_s2 / s1  # logarithm: 1 / x
    # gradient adder: swap multiplier, quotient
    grad_spot = grad_s14 * s13 + grad_s1 / strike
    # gradient adder: swap multiplier, quotient
    grad_strike = grad_s15 * discount - grad_s1 * s1 / strike
    # gradient adder: power, swap multiplier
    grad_volatility = grad_s3 * 2 * volatility + grad_spread * s0
    grad_s0 = grad_spread * volatility  # swap multiplier
    # gradient adder: swap multiplier, square root
    grad_years = grad_s9 * s8 + grad_s6 * s5 + grad_s0 / (2 * s0)
    return out, (grad_spot, grad_strike, grad_rate, grad_volatility, grad_years)
