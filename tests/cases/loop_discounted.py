# inputs: rewards=np.array([0.4, -0.5, 1.0, 2.0]), gamma=0.9
import numpy as np


def value(rewards: Float[np.ndarray, "T"], gamma: float):
    total = 0.0
    for t, r in enumerate(rewards):
        total += gamma**t * r
    return total


# output
from __future__ import annotations

import numpy as np


def grad_value(rewards: Float[np.ndarray, "T"], gamma: float):
    """Gradient of value: returns (grad_rewards, grad_gamma)."""
    # Backward
    grad_total = 1.0
    grad_rewards = np.zeros_like(rewards)
    grad_gamma = 0.0
    for t in reversed(range(len(rewards))):
        r = rewards[t]
        s0 = gamma**t
        grad_s0 = grad_total * r  # swap multiplier
        grad_r = grad_total * s0  # swap multiplier
        grad_gamma += grad_s0 * t * gamma ** (t - (t != 0))  # power
        grad_rewards[t] += grad_r  # gradient router: to what is read
    return grad_rewards, grad_gamma
