# Lists of dicts, and of tuples with names in them, that the file has: a round for each row.
# flags: -f elo -f charged -f paired -f reacting
# inputs: x=np.array([0.3, 0.7])
import numpy as np

GAMES = [("a", "b", 1.0), ("b", "c", 0.5)]
NAMES = ["A", "B"]
REACTIONS = [({"A": 1}, {"B": 2}, 0.5), ({"B": 1, "A": 1}, {"A": 2}, 2.0)]
SPECIES = [dict(m=1.0, q=2.0), {"m": 3.0, "q": -1.0}]


def elo(x):
    ratings = {"a": 0.0, "b": 0.0, "c": 0.0}
    loss = 0.0
    for home, away, score in GAMES:
        p = 1 / (1 + np.exp(ratings[away] - ratings[home] - x[1]))
        loss -= score * np.log(p) + (1 - score) * np.log(1 - p)
        ratings[home] += x[0] * (score - p)
        ratings[away] -= x[0] * (score - p)
    return loss


def charged(x):
    energy = 0.0
    for i, species in enumerate(SPECIES):
        energy += species["m"] * species["q"] * x[i] ** 2
    return energy


def paired(x: Float[np.ndarray, "2"]):
    return sum(species["m"] * v**2 for species, v in zip(SPECIES, x))


def reacting(x):
    at = {species: i for i, species in enumerate(NAMES)}
    change = np.zeros(2)
    for used, made, rate in REACTIONS:
        flow = rate * x[0]
        for name, n in used.items():
            flow *= x[at[name]] ** n
        for name, n in made.items():
            change[at[name]] += n * flow
    return np.sum(change * x)
# output
from __future__ import annotations

import numpy as np

GAMES = [("a", "b", 1.0), ("b", "c", 0.5)]
REACTIONS = [({"A": 1}, {"B": 2}, 0.5), ({"B": 1, "A": 1}, {"A": 2}, 2.0)]
SPECIES = [dict(m=1.0, q=2.0), {"m": 3.0, "q": -1.0}]


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_elo(x):
    """Gradient of elo: returns grad_x."""
    # Forward
    loss_1 = 0.0
    s0 = x[1]
    s1 = 0.0 - 0.0 - s0
    s2 = np.exp(s1)
    s3 = 1 + s2
    p = 1 / s3
    s4 = np.log(p)
    s5 = GAMES[0][2] * s4
    s6 = 1 - p
    s7 = np.log(s6)
    s8 = (1 - GAMES[0][2]) * s7
    s9 = s5 + s8
    loss = loss_1 - s9
    s10 = x[0]
    s11 = GAMES[0][2] - p
    s12 = s10 * s11
    b = 0.0 - s12
    s16 = 0.0 - b
    s18 = s16 - s0
    s19 = np.exp(s18)
    s20 = 1 + s19
    p_1 = 1 / s20
    s21 = np.log(p_1)
    s22 = GAMES[1][2] * s21
    s23 = 1 - p_1
    s24 = np.log(s23)
    s25 = (1 - GAMES[1][2]) * s24
    s26 = s22 + s25
    loss_2 = loss - s26

    # Backward
    grad_loss_2 = np.ones_like(loss_2)  # seed: the gradient of the sum of loss_2
    grad_loss = unbroadcast(grad_loss_2, loss)  # gradient copier
    grad_s26 = -grad_loss_2  # sign flips
    # sigmoid of -u and cross-entropy: p - y
    grad_s18 = unbroadcast(grad_s26 * (p_1 - GAMES[1][2]), s18)
    grad_s16 = grad_s18  # gradient copier
    grad_b = -grad_s16  # sign flips
    grad_s12 = -grad_b  # sign flips
    grad_s10 = unbroadcast(grad_s12 * s11, s10)  # swap multiplier
    grad_s11 = unbroadcast(grad_s12 * s10, s11)  # swap multiplier
    grad_p = -unbroadcast(grad_s11, p)  # sign flips
    grad_s9 = -grad_loss  # sign flips
    # gradient adder: sigmoid of -u and cross-entropy, sigmoid of -u
    grad_s1 = unbroadcast(grad_s9 * (p - GAMES[0][2]), s1) - grad_p * s6 * p
    grad_s0 = -unbroadcast(grad_s18, s0) - grad_s1  # gradient adder: sign flips
    grad_x = np.zeros_like(x) * 1.0
    grad_x[0] = grad_s10  # gradient router: to what is read
    grad_x[1] += grad_s0  # gradient router: to what is read
    return grad_x


def grad_charged(x):
    """Gradient of charged: returns grad_x."""
    # Forward
    energy_1 = 0.0
    s0 = x[0]
    s1 = s0**2
    s2 = SPECIES[0]["m"] * SPECIES[0]["q"] * s1
    energy = energy_1 + s2
    s3 = x[1]
    s4 = s3**2
    s5 = SPECIES[1]["m"] * SPECIES[1]["q"] * s4
    energy_2 = energy + s5

    # Backward
    grad_energy_2 = np.ones_like(energy_2)  # seed: the gradient of the sum of energy_2
    grad_energy = unbroadcast(grad_energy_2, energy)  # gradient copier
    grad_s5 = unbroadcast(grad_energy_2, s5)  # gradient copier
    grad_s4 = grad_s5 * (SPECIES[1]["m"] * SPECIES[1]["q"])  # swap multiplier
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s2 = grad_energy  # gradient copier
    # swap multiplier
    grad_s1 = unbroadcast(grad_s2 * (SPECIES[0]["m"] * SPECIES[0]["q"]), s1)
    grad_s0 = grad_s1 * 2 * s0  # power
    grad_x = np.zeros_like(x) * 1.0
    grad_x[1] = grad_s3  # gradient router: to what is read
    grad_x[0] += grad_s0  # gradient router: to what is read
    return grad_x


def grad_paired(x: Float[np.ndarray, "2"]):
    """Gradient of paired: returns grad_x."""
    # Forward
    assert len(x) >= 2, "there are 2 of the others"
    v = x[0]
    s0 = v**2
    s1 = SPECIES[0]["m"] * s0
    v_1 = x[1]
    s2 = v_1**2
    s3 = SPECIES[1]["m"] * s2
    out = s1 + s3

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s1 = grad_out  # gradient copier
    grad_s3 = np.sum(grad_out)  # undo broadcast
    grad_s2 = grad_s3 * SPECIES[1]["m"]  # swap multiplier
    grad_v_1 = grad_s2 * 2 * v_1  # power
    grad_s0 = np.sum(grad_s1 * SPECIES[0]["m"])  # swap multiplier, undo broadcast
    grad_v = grad_s0 * 2 * v  # power
    grad_x = np.zeros_like(x)
    grad_x[1] = grad_v_1  # gradient router: to what is read
    grad_x[0] += grad_v  # gradient router: to what is read
    return grad_x


def grad_reacting(x):
    """Gradient of reacting: returns grad_x."""
    # Forward
    i = 0
    i_1 = 1
    change = np.zeros(2)  # [2]
    s0 = x[0]
    flow_1 = REACTIONS[0][2] * s0
    n_1 = REACTIONS[0][0]["A"]
    s2 = s0**n_1
    flow = flow_1 * s2
    n = REACTIONS[0][1]["B"]
    s3 = n * flow
    change[i_1] += s3
    flow_2 = REACTIONS[1][2] * s0
    n_2 = REACTIONS[1][0]["B"]
    s5 = x[1]
    s6 = s5**n_2
    flow_3 = flow_2 * s6
    n_3 = REACTIONS[1][0]["A"]
    s8 = s0**n_3
    flow_4 = flow_3 * s8
    n_4 = REACTIONS[1][1]["A"]
    s9 = n_4 * flow_4
    change[i] += s9
    s10 = change * x

    # Backward
    grad_out = 1.0
    grad_s10 = np.full_like(s10, grad_out)  # sum: copies to all
    grad_change = unbroadcast(grad_s10 * x, change)  # swap multiplier
    grad_change_1 = grad_change  # gradient copier
    grad_s9 = grad_change[i]  # gradient copier
    grad_flow_4 = grad_s9 * n_4  # swap multiplier
    grad_flow_3 = grad_flow_4 * s8  # swap multiplier
    grad_s8 = grad_flow_4 * flow_3  # swap multiplier
    grad_flow_2 = grad_flow_3 * s6  # swap multiplier
    grad_s6 = grad_flow_3 * flow_2  # swap multiplier
    grad_s5 = grad_s6  # gradient copier
    grad_s3 = grad_change_1[i_1]  # gradient copier
    grad_flow = grad_s3 * n  # swap multiplier
    grad_flow_1 = grad_flow * s2  # swap multiplier
    grad_s2 = grad_flow * flow_1  # swap multiplier
    # gradient adder: copier, swap multiplier
    grad_s0 = grad_s8 + np.sum(grad_flow_2 * REACTIONS[1][2]) + grad_s2
    # gradient adder: swap multiplier
    grad_s0 = grad_s0 + np.sum(grad_flow_1 * REACTIONS[0][2])
    grad_x = np.copy(unbroadcast(grad_s10 * change, x))  # swap multiplier
    grad_x[1] += grad_s5  # gradient router: to what is read
    grad_x[0] += grad_s0  # gradient router: to what is read
    return grad_x
