# A chain of European calls on one stock: a strike and a volatility each.
# inputs: spot=100.0, strike=np.array([90.0, 100.0, 115.0]), rate=0.03, volatility=np.array([0.25, 0.2, 0.18]), years=0.5
import numpy as np
from scipy.special import erf


def normal_cdf(x):
    return 0.5 * (1 + erf(x / np.sqrt(2)))


def call_prices(
    spot: float,
    strike: Float[np.ndarray, "N"],
    rate: float,
    volatility: Float[np.ndarray, "N"],
    years: float,
):
    spread = volatility * np.sqrt(years)
    d1 = (np.log(spot / strike) + (rate + volatility**2 / 2) * years) / spread
    d2 = d1 - spread
    discount = np.exp(-rate * years)
    return spot * normal_cdf(d1) - strike * discount * normal_cdf(d2)
# output
from __future__ import annotations

import numpy as np
from scipy.special import erf
from math import sqrt


def grad_call_prices(
    spot: float,
    strike: Float[np.ndarray, "N"],
    rate: float,
    volatility: Float[np.ndarray, "N"],
    years: float,
):
    """Gradient of call_prices.

    Returns (grad_spot, grad_strike, grad_rate, grad_volatility, grad_years).
    """
    # Forward
    s0 = np.sqrt(years)
    spread = volatility * s0  # [N]
    s1 = spot / strike  # [N]
    s2 = np.log(s1)  # [N]
    s3 = volatility**2  # [N]
    s4 = s3 / 2  # [N]
    s5 = rate + s4  # [N]
    s6 = s5 * years  # [N]
    s7 = s2 + s6  # [N]
    d1 = s7 / spread  # [N]
    d2 = d1 - spread  # [N]
    s8 = -rate
    s9 = s8 * years
    discount = np.exp(s9)
    s10 = d1 / np.sqrt(2)  # [N]
    s11 = erf(s10)  # [N]
    s12 = 1 + s11  # [N]
    s13 = 0.5 * s12  # [N]
    s14 = spot * s13  # [N]
    s15 = strike * discount  # [N]
    s16 = d2 / np.sqrt(2)  # [N]
    s17 = erf(s16)  # [N]
    s18 = 1 + s17  # [N]
    s19 = 0.5 * s18  # [N]
    s20 = s15 * s19  # [N]
    out = s14 - s20  # [N]

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s14 = grad_out  # gradient copier
    grad_s20 = -grad_out  # sign flips
    grad_s15 = grad_s20 * s19  # swap multiplier
    grad_s19 = grad_s20 * s15  # swap multiplier
    grad_s18 = grad_s19 * 0.5  # swap multiplier
    grad_s17 = grad_s18  # gradient copier
    # error function: 2/√π exp(-x²)
    grad_s16 = grad_s17 * (2 / sqrt(np.pi)) * np.exp(-s16 * s16)
    grad_d2 = grad_s16 / np.sqrt(2)  # quotient
    # swap multiplier, undo broadcast [N] -> []
    grad_discount = np.vdot(grad_s15, strike)
    grad_s13 = grad_s14 * spot  # swap multiplier
    grad_s12 = grad_s13 * 0.5  # swap multiplier
    grad_s11 = grad_s12  # gradient copier
    # error function: 2/√π exp(-x²)
    grad_s10 = grad_s11 * (2 / sqrt(np.pi)) * np.exp(-s10 * s10)
    grad_s9 = grad_discount * discount  # exponential: its own slope
    grad_s8 = grad_s9 * years  # swap multiplier
    grad_d1 = grad_s10 / np.sqrt(2) + grad_d2  # gradient adder: quotient, copier
    grad_s7 = grad_d1 / spread  # quotient
    # gradient adder: sign flips, quotient
    grad_spread = -grad_d2 - grad_d1 * d1 / spread
    grad_s2 = grad_s7  # gradient copier
    grad_s6 = grad_s7  # gradient copier
    grad_s5 = grad_s6 * years  # swap multiplier
    grad_rate = -grad_s8 + np.sum(grad_s5)  # gradient adder: sign flips, copier
    grad_s4 = grad_s5  # gradient copier
    grad_s3 = grad_s4 / 2  # quotient
    grad_s1 = grad_s2 / s1  # logarithm: 1 / x
    # gradient adder: swap multiplier, quotient
    grad_spot = np.vdot(grad_s14, s13) + np.sum(grad_s1 / strike)
    # gradient adder: swap multiplier, quotient
    grad_strike = grad_s15 * discount - grad_s1 * s1 / strike
    # gradient adder: power, swap multiplier
    grad_volatility = grad_s3 * 2 * volatility + grad_spread * s0
    # swap multiplier, undo broadcast [N] -> []
    grad_s0 = np.vdot(grad_spread, volatility)
    # gradient adder: swap multiplier, square root
    grad_years = grad_s9 * s8 + np.vdot(grad_s6, s5) + grad_s0 / (2 * s0)
    return grad_spot, grad_strike, grad_rate, grad_volatility, grad_years
