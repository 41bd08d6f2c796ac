# Numbers that are added up from 0.0, and kept on a list or returned within the loop: the step has to be a number.
# flags: -f times -f root
# inputs: x=0.7, dt=0.1
import numpy as np


def times(x, dt=0.1):
    t, ts = 0.0, []
    for _ in range(3):
        x = x + dt * np.sin(x)
        t += dt
        ts.append(t)
    return np.sum(x) * sum(ts)


def root(x, dt=0.1):
    sigma = 0.3
    for _ in range(50):
        d = np.tanh(sigma) - dt * x
        if abs(d) < 1e-10:
            return sigma
        sigma -= d / (1 - np.tanh(sigma) ** 2)
    return sigma
# output
import numpy as np


def grad_times(x, dt=0.1):
    """Gradient of times: returns (grad_x, grad_dt)."""
    # Forward
    assert np.ndim(dt) == 0, "dt has to be one number"
    t = 0.0
    ts = []
    x_history = []
    s0_history = []
    x_1 = x
    for _ in range(3):
        x_history.append(x_1)
        s0 = np.sin(x_1)
        s0_history.append(s0)
        s1 = dt * s0
        x_1 = x_1 + s1
        t += dt
        ts.append(t)
    s2 = np.sum(x_1)
    s3 = sum(ts)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out * s3  # swap multiplier
    grad_s3 = grad_out * s2  # swap multiplier
    grad_x = grad_s2 * np.ones_like(x)  # sum: copies to all
    grad_t = 0.0
    grad_dt = 0.0
    for _ in reversed(range(3)):
        x = x_history.pop()
        s0 = s0_history.pop()
        grad_t = grad_t + grad_s3  # gradient adder
        grad_dt += grad_t  # gradient copier
        grad_dt += np.sum(grad_x * s0)  # swap multiplier, undo broadcast
        grad_s0 = grad_x * dt  # swap multiplier
        grad_x = grad_x + grad_s0 * np.cos(x)  # gradient adder: copier, sine
    return grad_x, grad_dt


def grad_root(x, dt=0.1):
    """Gradient of root: returns (grad_x, grad_dt)."""
    # Forward
    assert np.ndim(x) == 0, "x has to be one number"
    assert np.ndim(dt) == 0, "dt has to be one number"
    sigma = 0.3
    sigma_history = []
    s0_history = []
    returned = False
    rounds = 0
    for _ in range(50):
        sigma_history.append(sigma)
        rounds += 1
        s0 = np.tanh(sigma)
        s0_history.append(s0)
        s1 = dt * x
        d = s0 - s1
        s2 = abs(d)
        if s2 < 1e-10:
            out = sigma
            returned = True
            break
        s5 = s0**2
        s6 = 1 - s5
        s7 = d / s6
        sigma -= s7
    if not returned:
        out = sigma
    sigma_5 = out

    # Backward
    # seed: the gradient of the sum of sigma_5
    grad_sigma_5 = np.ones_like(sigma_5) * 1.0
    grad_out = grad_sigma_5  # gradient copier
    if returned:
        grad_sigma = 0.0
    else:
        grad_sigma = grad_out
        grad_out = 0.0
    grad_dt = 0.0
    grad_x = 0.0
    for _ in range(rounds):
        sigma = sigma_history.pop()
        s0 = s0_history.pop()
        s1 = dt * x
        d = s0 - s1
        s2 = abs(d)
        if s2 < 1e-10:
            grad_sigma = grad_out * np.ones_like(sigma) + grad_sigma  # gradient adder
            grad_s0 = 0.0
            grad_d = 0.0
            grad_out = 0.0
        else:
            s5 = s0**2
            s6 = 1 - s5
            s7 = d / s6
            grad_s7 = -grad_sigma  # sign flips
            grad_d = grad_s7 / s6  # quotient
            grad_s6 = -grad_s7 * s7 / s6  # quotient
            grad_s5 = -grad_s6  # sign flips
            grad_s0 = grad_s5 * 2 * s0  # power
        grad_s0 = grad_s0 + grad_d  # gradient adder: copier
        grad_s1 = -grad_d  # sign flips
        grad_dt += grad_s1 * x  # swap multiplier
        grad_x += grad_s1 * dt  # swap multiplier
        grad_sigma = grad_sigma + grad_s0 * (1 - s0**2)  # gradient adder: tanh
    return grad_x, grad_dt
