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
