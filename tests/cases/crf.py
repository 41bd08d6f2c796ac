# The score of a path, and of all paths: numbers that begin as parts of an array, by tags that are asserted to be one row.
# inputs: emissions=np.array([[0.3, -0.7], [0.5, 0.2], [0.1, 0.4]]), transitions=np.array([[0.2, -0.1], [0.4, 0.3]])
import numpy as np
from scipy.special import logsumexp

TAGS = [1]


def loss(emissions, transitions, tags=(0, 1, 1)):
    score = emissions[0, tags[0]]
    for t in range(1, len(tags)):
        score += transitions[tags[t - 1], tags[t]] + emissions[t, tags[t]]
    alpha = emissions[0]
    for t in range(1, emissions.shape[0]):
        alpha = logsumexp(alpha[:, None] + transitions + emissions[t][None, :], axis=0)
    others = [k for k in range(2) if k not in TAGS]
    return logsumexp(alpha) - score + np.sum(emissions[:, others] ** 2)
# output
import numpy as np
from scipy.special import logsumexp

TAGS = [1]


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_loss(emissions, transitions, tags=(0, 1, 1)):
    """Gradient of loss: returns (grad_emissions, grad_transitions)."""
    # Forward
    assert np.ndim(emissions) == 2, "emissions[i, j] has to be one number"
    assert np.ndim(transitions) == 2, "transitions[i, j] has to be one number"
    assert np.ndim(tags) == 1, "tags[i] has to be one number"
    s0 = tags[0]
    score = emissions[0, s0]
    score_history = []
    for t in range(1, len(tags)):
        score_history.append(score)
        s1 = t - 1
        s2 = tags[s1]
        s3 = tags[t]
        s4 = transitions[s2, s3]
        s6 = emissions[t, s3]
        s7 = s4 + s6
        score = score + s7
    alpha = emissions[0]
    alpha_history_1 = []
    s8_history = []
    s9_history = []
    s12_history = []
    alpha_history = []
    for t in range(1, emissions.shape[0]):
        alpha_history_1.append(alpha)
        s8 = alpha[:, None]
        s8_history.append(s8)
        s9 = s8 + transitions
        s9_history.append(s9)
        s10 = emissions[t]
        s11 = s10[None, :]
        s12 = s9 + s11
        s12_history.append(s12)
        alpha = logsumexp(s12, axis=0)
        alpha_history.append(alpha)
    others = []
    for k in range(2):
        if k not in TAGS:
            others.append(k)
    s13 = logsumexp(alpha)
    s14 = s13 - score
    s15 = np.array(others)
    s16 = emissions[:, s15]
    s17 = s16**2
    s18 = np.sum(s17)
    out = s14 + s18

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s14 = grad_out  # gradient copier
    grad_s18 = np.sum(grad_out)  # undo broadcast
    grad_s17 = grad_s18  # sum: copies to all
    grad_s16 = grad_s17 * 2 * s16  # power
    grad_s13 = np.sum(grad_s14)  # undo broadcast
    grad_score = -grad_s14  # sign flips
    grad_alpha = grad_s13 * np.exp(alpha - s13)  # log-sum-exp: the share of each
    grad_transitions = np.zeros_like(transitions) * 1.0
    grad_emissions = np.zeros_like(emissions) * 1.0
    # gradient router: to what is read; repeats add
    np.add.at(grad_emissions, (slice(None), s15), grad_s16)
    for t in reversed(range(1, emissions.shape[0])):
        s9 = s9_history.pop()
        s10 = emissions[t]
        s11 = s10[None, :]
        s12 = s12_history.pop()
        alpha = alpha_history.pop()
        s8 = s8_history.pop()
        alpha_1 = alpha_history_1.pop()
        grad_s12 = grad_alpha * np.exp(s12 - alpha)  # log-sum-exp: the share of each
        grad_s9 = unbroadcast(grad_s12, s9)  # gradient copier
        grad_s11 = unbroadcast(grad_s12, s11)  # gradient copier
        grad_s10 = np.reshape(grad_s11, (np.shape(emissions)[1],))  # reshape: back
        grad_emissions[t] += grad_s10  # gradient router: to what is read
        grad_transitions += unbroadcast(grad_s9, transitions)  # gradient copier
        grad_s8 = unbroadcast(grad_s9, s8)  # gradient copier
        grad_alpha = np.reshape(grad_s8, np.shape(alpha_1))  # reshape: back
    grad_emissions[0] += grad_alpha  # gradient router: to what is read
    for t in reversed(range(1, len(tags))):
        s1 = t - 1
        s2 = tags[s1]
        s3 = tags[t]
        score = score_history.pop()
        s4 = transitions[s2, s3]
        s6 = emissions[t, s3]
        s7 = s4 + s6
        grad_s7 = unbroadcast(grad_score, s7)  # gradient copier
        grad_score = unbroadcast(grad_score, score)  # gradient copier
        grad_s4 = unbroadcast(grad_s7, s4)  # gradient copier
        grad_s6 = unbroadcast(grad_s7, s6)  # gradient copier
        # gradient router: to what is read; repeats add
        np.add.at(grad_emissions, (t, s3), grad_s6)
        # gradient router: to what is read; repeats add
        np.add.at(grad_transitions, (s2, s3), grad_s4)
    # gradient router: to what is read; repeats add
    np.add.at(grad_emissions, (0, s0), grad_score)
    return grad_emissions, grad_transitions
