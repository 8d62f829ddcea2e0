"""Forward and backward of one layer in Keras, as the trainer's golden files hold it."""

import keras
import numpy as np
import tensorflow as tf

import attention_calls


def tensor(value):
    # The gradient of a lookup comes as the rows it touches.
    value = np.asarray(tf.convert_to_tensor(value), dtype="float32")
    return {"shape": list(value.shape), "values": [float(f"{v:.8g}") for v in value.ravel()]}


def held(layer, place=""):
    """Weights of the layers in a layer, with the path of options that hold them: `layer/kernel`, `cell/cells/1/bias`."""
    options = [("layer", "forward_layer" if hasattr(layer, "forward_layer") else "layer"), ("backward_layer", "backward_layer")]
    # An LSTM has a cell as well, which no option names.
    options += [("cell", "cell")] if type(layer) is keras.layers.RNN else []
    parts = [(key, getattr(layer, attribute)) for key, attribute in options if hasattr(layer, attribute)]
    parts += [(f"cells/{index}", cell) for index, cell in enumerate(getattr(layer, "cells", []))]
    found = []
    for key, part in parts:
        deeper = list(held(part, f"{place}{key}/"))
        known = {id(weight) for _, weight in deeper}
        found += [(f"{place}{key}/{weight.name}", weight) for weight in part.weights if id(weight) not in known] + deeper
    return found


def names_of(layer, weights):
    """A layer's weights by name; those of layers in it by the option of its config that holds the layer, too."""
    inner = {id(weight): path for path, weight in held(layer)}
    named = {inner.get(id(weight), weight.name): weight for weight in weights}
    # Keras's LayerScale names its weight by counting.
    if type(layer).__name__ == "LayerScale":
        return {"gamma": weights[0]}
    # Several of one name, such as the kernels of an attention, are told apart by their path.
    return named if len(named) == len(weights) else {weight.path.split("/", 1)[1]: weight for weight in weights}


class Draws:
    """Random numbers of one seed."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def normal(self, shape, scale=1.0, offset=0.0):
        return (self.random.normal(size=shape) * scale + offset).astype("float32")


def case(draws, kind, layer, shapes, params, training=False, offset=0.0, call=None, inputs=None, masks=None, at_call=None, ports=None, given=None, **extra):
    """
    Forward and backward of one layer, with random weights, input and incoming gradients. `call` computes what the layer
    does from parts, where TensorFlow lacks the layer's own gradient on a CPU; it must agree with the layer. `masks` are
    those of the inputs, as Keras hangs them on tensors.
    """
    normal = draws.normal
    at_call = {**(at_call or {}), **({"ports": ports} if ports else {})}
    extra |= {"ports": ports} if ports else {}
    inputs = [tf.constant(value) for value in inputs or [normal((2, *shape), offset=offset) for shape in shapes]]
    # Masks: numbers that are no draws.
    inputs += [tf.constant(value, dtype="float32") for value in given or []]
    given = inputs if len(inputs) > 1 else inputs[0]
    if hasattr(layer, "build"):
        attention_calls.call(layer, inputs, **at_call)
    weights = getattr(layer, "weights", [])
    named = names_of(layer, weights)
    for name, weight in named.items():
        positive = name.endswith(("variance", "gamma", "stddev", "count"))
        weight.assign(np.abs(normal(weight.shape)) + 0.5 if positive else normal(weight.shape, 0.5))
    before = {name: tensor(weight) for name, weight in named.items()}

    def compute():
        if call:
            return call(layer, given)
        for value, mask in zip(inputs, masks or []):
            if mask is not None:
                keras.src.backend.set_keras_mask(value, tf.constant(mask, dtype="bool"))
        if at_call or weights or hasattr(layer, "build"):
            return attention_calls.call(layer, inputs, training=training, **at_call)
        return layer(given)

    if call:
        np.testing.assert_allclose(call(layer, given), layer(given), rtol=1e-5, atol=1e-5)
    trainable = {name: weight for name, weight in named.items() if weight.trainable}
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        outputs = tf.nest.flatten(compute())
        dys = [tf.constant(normal(output.shape)) for output in outputs]
        scalar = sum(tf.reduce_sum(output * dy) for output, dy in zip(outputs, dys))
    output, *others = outputs
    if others:
        extra |= {"others": [{"output": tensor(one), "dy": tensor(dy)} for one, dy in zip(others, dys[1:])]}
    if masks:
        result = getattr(output, "_keras_mask", None)
        extra |= {"masks": [None if mask is None else tensor(mask) for mask in masks], "mask": None if result is None else tensor(tf.cast(result, "float32"))}
    return {
        "type": kind,
        "params": params,
        "training": training,
        "inputs": [tensor(value) for value in inputs],
        "weights": before,
        "weightsAfter": {name: tensor(weight) for name, weight in named.items()},
        "output": tensor(output),
        "dy": tensor(dys[0]),
        "inputGradients": [
            tensor(tape.gradient(scalar, value, unconnected_gradients="zero")) for value in inputs
        ],
        "weightGradients": {name: tensor(tape.gradient(scalar, weight.value)) for name, weight in trainable.items()},
        **extra,
    }
