from math import exp


def sigmoid(x):
    return 1 / (1 + exp(-x))


def loss(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
    return L
