"""Forward and backward of one layer in Keras, as the trainer's golden files hold it."""

import numpy as np
import tensorflow as tf


def tensor(value):
    # The gradient of a lookup comes as the rows it touches.
    value = np.asarray(tf.convert_to_tensor(value), dtype="float32")
    return {"shape": list(value.shape), "values": [float(f"{v:.8g}") for v in value.ravel()]}


class Draws:
    """Random numbers of one seed."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def normal(self, shape, scale=1.0, offset=0.0):
        return (self.random.normal(size=shape) * scale + offset).astype("float32")


def case(draws, kind, layer, shapes, params, training=False, offset=0.0, call=None, inputs=None, **extra):
    """
    Forward and backward of one layer, with random weights, input and incoming gradient. `call` computes what the layer
    does from parts, where TensorFlow lacks the layer's own gradient on a CPU; it must agree with the layer.
    """
    normal = draws.normal
    inputs = [tf.constant(value) for value in inputs or [normal((2, *shape), offset=offset) for shape in shapes]]
    given = inputs if len(inputs) > 1 else inputs[0]
    if hasattr(layer, "build"):
        layer(given)
    weights = getattr(layer, "weights", [])
    for weight in weights:
        positive = weight.name in ("moving_variance", "gamma")
        weight.assign(np.abs(normal(weight.shape)) + 0.5 if positive else normal(weight.shape, 0.5))
    before = {weight.name: tensor(weight) for weight in weights}

    def compute():
        if call:
            return call(layer, given)
        return layer(given, training=training) if weights or hasattr(layer, "build") else layer(given)

    if call:
        np.testing.assert_allclose(call(layer, given), layer(given), rtol=1e-5, atol=1e-5)
    trainable = getattr(layer, "trainable_weights", [])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        output = compute()
        dy = tf.constant(normal(output.shape))
        scalar = tf.reduce_sum(output * dy)
    return {
        "type": kind,
        "params": params,
        "training": training,
        "inputs": [tensor(value) for value in inputs],
        "weights": before,
        "weightsAfter": {weight.name: tensor(weight) for weight in weights},
        "output": tensor(output),
        "dy": tensor(dy),
        "inputGradients": [
            tensor(tape.gradient(scalar, value, unconnected_gradients="zero")) for value in inputs
        ],
        "weightGradients": {weight.name: tensor(tape.gradient(scalar, weight.value)) for weight in trainable},
        **extra,
    }
