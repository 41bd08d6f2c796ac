# A namedtuple of numbers, moved along another.
# flags: -m jvp
import math
from typing import NamedTuple


class Decay(NamedTuple):
    amount: float
    rate: float


def left(start: Decay, t: float) -> float:
    return start.amount * math.exp(-start.rate * t)


# output
import math
from typing import NamedTuple


class Decay(NamedTuple):
    amount: float
    rate: float


def jvp_left(start: Decay, t: float, dot_start: Decay, dot_t: float):
    """Jacobian-vector product of left: returns dot_out."""
    # Forward
    amount = start.amount
    rate = start.rate
    dot_amount = dot_start.amount
    dot_rate = dot_start.rate
    s0 = -rate
    s1 = s0 * t
    s2 = math.exp(s1)

    # Tangents
    dot_s0 = -dot_rate  # sign
    dot_s1 = dot_s0 * t + dot_t * s0  # product rule
    dot_s2 = dot_s1 * s2  # exponential: its own slope
    dot_out = dot_amount * s2 + dot_s2 * amount  # product rule
    return dot_out
