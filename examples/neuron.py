# The lecture's neuron: two inputs, two weights and a bias through a sigmoid.
#
#     flatgen examples/neuron.py > neuron_backward.py
#
# sigmoid is neither defined nor imported: it is the well-known function of that name.
def f(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
