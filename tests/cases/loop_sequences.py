# Python's own sequences: a list turned around, a window of what came last, what is zipped within what is zipped.
# flags: -f returns -f moving -f pairs
# inputs: x=np.array([0.3, -0.7, 0.4, 0.9]), w=np.array([0.5, 0.2, -0.6, 0.1])
from collections import deque

import numpy as np


def returns(x, w):
    found = []
    total = 0.0
    for t in range(len(x) - 1, -1, -1):
        total = x[t] + 0.9 * total
        found.append(total)
    found.reverse()
    if any(v < -5 for v in x) or all(w > 0):
        return np.sum(w * x)
    return np.sum(np.array(found) * w)


def moving(x, w):
    window = deque([0.0] * 3, maxlen=3)
    loss = 0.0
    for value, weight in zip(x, w):
        window.append(value)
        loss += weight * (sum(window) / 3 - value) ** 2
    return loss


def pairs(x, w):
    energy = 0.0
    for i, ((a, b), c) in enumerate(zip(zip(x, w), x[1:])):
        energy += (i + 1) * a * b * c
    return energy
# output
import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_returns(x, w):
    """Gradient of returns: returns (grad_x, grad_w)."""
    # Forward
    found = []
    total = 0.0
    s1_history = []
    for t in range(len(x) - 1, -1, -1):
        s0 = x[t]
        s1 = 0.9 * total
        s1_history.append(s1)
        total = s0 + s1
        found.append(total)
    found_1 = []
    for i in reversed(range(len(found))):
        item = found[i]
        found_1.append(item)
    items = []
    for i in range(len(x)):
        v_2 = x[i]
        s4 = v_2 < -5
        items.append(s4)
    s5 = np.array(items)
    s6 = np.any(s5)
    if s6 or np.all(w > 0):
        s7 = w * x
    else:
        s8 = np.array(found_1)
        s9 = s8 * w

    # Backward
    grad_out = 1.0
    grad_found = [np.zeros_like(s) for s in found_1]  # of what is left on found
    if s6 or np.all(w > 0):
        grad_s7 = grad_out * np.ones_like(s7)  # sum: copies to all
        grad_w = unbroadcast(grad_s7 * x, w)  # swap multiplier
        grad_x = unbroadcast(grad_s7 * w, x)  # swap multiplier
    else:
        grad_s9 = np.full_like(s9, grad_out)  # sum: copies to all
        grad_w = unbroadcast(grad_s9 * s8, w)  # swap multiplier
        grad_s8 = unbroadcast(grad_s9 * w, s8)  # swap multiplier
        count = len(grad_found)
        for i in range(count):
            grad_found[i] = grad_found[i] + grad_s8[i]  # written out: each its part
        grad_x = np.zeros_like(x) * 1.0
    grad_found_1_1 = [np.zeros_like(s) for s in found]  # of what is left on found_1
    for i in range(len(found)):
        grad_item = grad_found.pop()  # as its value went onto a list
        grad_found_1_1[i] = grad_found_1_1[i] + grad_item
    grad_total = np.zeros_like(total)
    for t in reversed(range(len(x) - 1, -1, -1)):
        s0 = x[t]
        s1 = s1_history.pop()
        grad_total_1 = grad_found_1_1.pop()  # as its value went onto a list
        grad_total = grad_total + grad_total_1  # gradient adder
        grad_s0 = unbroadcast(grad_total, s0)  # gradient copier
        grad_s1 = unbroadcast(grad_total, s1)  # gradient copier
        grad_total = grad_s1 * 0.9  # swap multiplier
        grad_x[t] += grad_s0  # gradient router: to what is read
    return grad_x, grad_w


def grad_moving(x, w):
    """Gradient of moving: returns (grad_x, grad_w)."""
    # Forward
    window = [0.0, 0.0, 0.0]
    loss = 0.0
    loss_history = []
    s1_history = []
    s2_history = []
    s4_history = []
    s5_history = []
    s6_history = []
    window_then_history = []
    window_then_history_count = []
    for i in range(min(len(x), len(w))):
        loss_history.append(loss)
        value = x[i]
        weight = w[i]
        window.append(value)
        s0 = len(window)
        s1 = s0 > 3
        s1_history.append(s1)
        if s1:
            s2 = window.pop(0)
            s2_history.append(s2)
        window_then = list(window)
        s3 = sum(window_then)
        s4 = s3 / 3
        s4_history.append(s4)
        s5 = s4 - value
        s5_history.append(s5)
        s6 = s5**2
        s6_history.append(s6)
        s7 = weight * s6
        loss = loss + s7
        window_then_count = len(window_then)
        window_then_history_count.append(window_then_count)
        for i_1 in reversed(range(window_then_count)):
            item_1 = window_then[i_1]
            window_then_history.append(item_1)

    # Backward
    grad_loss = np.ones_like(loss)  # seed: the gradient of the sum of loss
    grad_window = [np.zeros_like(s) * 1.0 for s in window]  # of what is left on window
    grad_x = np.zeros_like(x) * 1.0
    grad_w = np.zeros_like(w) * 1.0
    for i in reversed(range(min(len(x), len(w)))):
        weight = w[i]
        s1 = s1_history.pop()
        window_then_1_count = window_then_history_count.pop()
        window_then = []
        for _ in range(window_then_1_count):
            item = window_then_history.pop()
            window_then.append(item)
        s4 = s4_history.pop()
        value = x[i]
        s5 = s5_history.pop()
        s6 = s6_history.pop()
        loss = loss_history.pop()
        s7 = weight * s6
        grad_s7 = unbroadcast(grad_loss, s7)  # gradient copier
        grad_loss = unbroadcast(grad_loss, loss)  # gradient copier
        grad_weight = unbroadcast(grad_s7 * s6, weight)  # swap multiplier
        grad_s6 = unbroadcast(grad_s7 * weight, s6)  # swap multiplier
        grad_s5 = grad_s6 * 2 * s5  # power
        grad_s4 = unbroadcast(grad_s5, s4)  # gradient copier
        grad_s3 = grad_s4 / 3  # quotient
        count = len(grad_window)
        for i_1 in range(count):
            s_1 = window_then[i_1]
            grad_window[i_1] = grad_window[i_1] + unbroadcast(grad_s3, s_1)
        if s1:
            s2 = s2_history.pop()
            grad_s2 = np.zeros_like(s2) * 1.0
            grad_window.insert(0, grad_s2)
        grad_value = grad_window.pop()  # as its value went onto a list
        # gradient adder: sign flips
        grad_value = -unbroadcast(grad_s5, value) + grad_value
        grad_w[i] += grad_weight  # gradient router: to what is read
        grad_x[i] += grad_value  # gradient router: to what is read
    return grad_x, grad_w


def grad_pairs(x, w):
    """Gradient of pairs: returns (grad_x, grad_w)."""
    # Forward
    energy = 0.0
    s0 = x[1:]
    energy_history = []
    s2_history = []
    s3_history = []
    for i in range(min(len(x), len(w), len(s0))):
        energy_history.append(energy)
        a = x[i]
        b = w[i]
        c = s0[i]
        s1 = i + 1
        s2 = s1 * a
        s2_history.append(s2)
        s3 = s2 * b
        s3_history.append(s3)
        s4 = s3 * c
        energy = energy + s4

    # Backward
    grad_energy = np.ones_like(energy)  # seed: the gradient of the sum of energy
    grad_x = np.zeros_like(x) * 1.0
    grad_w = np.zeros_like(w) * 1.0
    grad_s0 = np.zeros_like(s0) * 1.0
    for i in reversed(range(min(len(x), len(w), len(s0)))):
        b = w[i]
        c = s0[i]
        s1 = i + 1
        s2 = s2_history.pop()
        s3 = s3_history.pop()
        energy = energy_history.pop()
        s4 = s3 * c
        grad_s4 = unbroadcast(grad_energy, s4)  # gradient copier
        grad_energy = unbroadcast(grad_energy, energy)  # gradient copier
        grad_s3 = unbroadcast(grad_s4 * c, s3)  # swap multiplier
        grad_c = unbroadcast(grad_s4 * s3, c)  # swap multiplier
        grad_s2 = unbroadcast(grad_s3 * b, s2)  # swap multiplier
        grad_b = unbroadcast(grad_s3 * s2, b)  # swap multiplier
        grad_a = grad_s2 * s1  # swap multiplier
        grad_s0[i] += grad_c  # gradient router: to what is read
        grad_w[i] += grad_b  # gradient router: to what is read
        grad_x[i] += grad_a  # gradient router: to what is read
    grad_x[1:] += grad_s0  # gradient router: to what is read
    return grad_x, grad_w
