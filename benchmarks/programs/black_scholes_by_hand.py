from math import erf, exp, log, pi, sqrt

WRT = ("spot", "strike", "rate", "volatility", "years")


def inputs(rng):
    return {"spot": 100.0, "strike": 105.0, "rate": 0.03, "volatility": 0.2, "years": 0.5}


def hand(spot, strike, rate, volatility, years):
    """The Greeks of the textbook: they rest on spot φ(d1) = strike discount φ(d2)."""
    root = sqrt(years)
    spread = volatility * root
    d1 = (log(spot / strike) + (rate + volatility**2 / 2) * years) / spread
    d2 = d1 - spread
    delta = 0.5 * (1 + erf(d1 / sqrt(2)))
    bond = exp(-rate * years) * 0.5 * (1 + erf(d2 / sqrt(2)))
    density = spot * exp(-d1 * d1 / 2) / sqrt(2 * pi)
    vega = density * root
    theta = density * volatility / (2 * root) + rate * strike * bond
    return delta, -bond, strike * years * bond, vega, theta
