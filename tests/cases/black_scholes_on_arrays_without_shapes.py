# inputs: spot=100.0, strike=np.array([90.0, 100.0, 115.0]), rate=0.03, volatility=np.array([0.25, 0.2, 0.18]), years=0.5
# inputs: spot=np.array([90.0, 110.0]), strike=100.0, rate=np.array([[0.02], [0.04]]), volatility=0.2, years=np.array([[0.5, 1.5]])
import numpy as np
from scipy.special import erf


def normal_cdf(x):
    return 0.5 * (1 + erf(x / np.sqrt(2)))


def call_prices(spot, strike, rate, volatility, years):
    spread = volatility * np.sqrt(years)
    d1 = (np.log(spot / strike) + (rate + volatility**2 / 2) * years) / spread
    d2 = d1 - spread
    discount = np.exp(-rate * years)
    return spot * normal_cdf(d1) - strike * discount * normal_cdf(d2)
# output
import numpy as np
from scipy.special import erf
from math import sqrt


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_call_prices(spot, strike, rate, volatility, years):
    """Gradient of call_prices.

    Returns (grad_spot, grad_strike, grad_rate, grad_volatility, grad_years).
    """
    # Forward
    s0 = np.sqrt(years)
    spread = volatility * s0
    s1 = spot / strike
    s2 = np.log(s1)
    s3 = volatility**2
    s4 = s3 / 2
    s5 = rate + s4
    s6 = s5 * years
    s7 = s2 + s6
    d1 = s7 / spread
    d2 = d1 - spread
    s8 = -rate
    s9 = s8 * years
    discount = np.exp(s9)
    s10 = d1 / np.sqrt(2)
    s11 = erf(s10)
    s12 = 1 + s11
    s13 = 0.5 * s12
    s14 = spot * s13
    s15 = strike * discount
    s16 = d2 / np.sqrt(2)
    s17 = erf(s16)
    s18 = 1 + s17
    s19 = 0.5 * s18
    s20 = s15 * s19
    out = s14 - s20

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s14 = grad_out  # gradient copier
    grad_s20 = -grad_out  # sign flips
    grad_s15 = unbroadcast(grad_s20 * s19, s15)  # swap multiplier
    grad_s19 = grad_s20 * s15  # swap multiplier
    grad_s18 = grad_s19 * 0.5  # swap multiplier
    grad_s17 = grad_s18  # gradient copier
    # error function: 2/√π exp(-x²)
    grad_s16 = grad_s17 * (2 / sqrt(np.pi)) * np.exp(-s16 * s16)
    grad_d2 = grad_s16 / np.sqrt(2)  # quotient
    grad_discount = unbroadcast(grad_s15 * strike, discount)  # swap multiplier
    grad_s13 = grad_s14 * spot  # swap multiplier
    grad_s12 = grad_s13 * 0.5  # swap multiplier
    grad_s11 = grad_s12  # gradient copier
    # error function: 2/√π exp(-x²)
    grad_s10 = grad_s11 * (2 / sqrt(np.pi)) * np.exp(-s10 * s10)
    grad_s9 = grad_discount * discount  # exponential: its own slope
    grad_s8 = unbroadcast(grad_s9 * years, s8)  # swap multiplier
    grad_d1 = grad_s10 / np.sqrt(2) + grad_d2  # gradient adder: quotient, copier
    grad_s7 = grad_d1 / spread  # quotient
    grad_spread = -unbroadcast(grad_d2, spread)  # sign flips
    # gradient adder: quotient
    grad_spread = grad_spread - unbroadcast(grad_d1 * d1, spread) / spread
    grad_s2 = unbroadcast(grad_s7, s2)  # gradient copier
    grad_s6 = unbroadcast(grad_s7, s6)  # gradient copier
    grad_s5 = unbroadcast(grad_s6 * years, s5)  # swap multiplier
    # gradient adder: sign flips, copier
    grad_rate = -grad_s8 + unbroadcast(grad_s5, rate)
    grad_s4 = unbroadcast(grad_s5, s4)  # gradient copier
    grad_s3 = grad_s4 / 2  # quotient
    grad_s1 = grad_s2 / s1  # logarithm: 1 / x
    grad_spot = unbroadcast(grad_s14 * s13, spot)  # swap multiplier
    # gradient adder: quotient
    grad_spot = grad_spot + unbroadcast(grad_s1 / strike, spot)
    grad_strike = unbroadcast(grad_s15 * discount, strike)  # swap multiplier
    # gradient adder: quotient
    grad_strike = grad_strike - unbroadcast(grad_s1 * s1, strike) / strike
    grad_volatility = grad_s3 * 2 * volatility  # power
    # gradient adder: swap multiplier
    grad_volatility = grad_volatility + unbroadcast(grad_spread * s0, volatility)
    grad_s0 = unbroadcast(grad_spread * volatility, s0)  # swap multiplier
    grad_years = unbroadcast(grad_s9 * s8, years)  # swap multiplier
    # gradient adder: swap multiplier
    grad_years = grad_years + unbroadcast(grad_s6 * s5, years)
    grad_years = grad_years + grad_s0 / (2 * s0)  # gradient adder: square root
    return grad_spot, grad_strike, grad_rate, grad_volatility, grad_years
