from math import erf, exp, log, sqrt


def normal_cdf(x):
    return 0.5 * (1 + erf(x / sqrt(2)))


def loss(spot, strike, rate, volatility, years):
    spread = volatility * sqrt(years)
    d1 = (log(spot / strike) + (rate + volatility**2 / 2) * years) / spread
    d2 = d1 - spread
    discount = exp(-rate * years)
    return spot * normal_cdf(d1) - strike * discount * normal_cdf(d2)
