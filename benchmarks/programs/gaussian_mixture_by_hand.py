import numpy as np

WRT = ("logits", "means", "log_stds")


def inputs(rng):
    return {
        "x": rng.normal(size=(2000, 5)),
        "logits": rng.normal(size=8),
        "means": rng.normal(size=(8, 5)),
        "log_stds": 0.3 * rng.normal(size=(8, 5)),
    }


def hand(x, logits, means, log_stds):
    stds = np.exp(log_stds)
    z = (x[:, None, :] - means) / stds
    z2 = z**2
    log_p = logits - 0.5 * z2.sum(axis=2) - log_stds.sum(axis=1)  # up to a constant
    p = np.exp(log_p - log_p.max(axis=1, keepdims=True))
    resp = p / p.sum(axis=1, keepdims=True)
    count = resp.sum(axis=0)
    weights = np.exp(logits - logits.max())
    grad_logits = len(x) * weights / weights.sum() - count
    grad_means = -np.einsum("nk,nkd->kd", resp, z) / stds
    grad_log_stds = count[:, None] - np.einsum("nk,nkd->kd", resp, z2)
    return grad_logits, grad_means, grad_log_stds
