"""Writes what Keras 3 makes of regularizers and constraints to src-main/trainer/testing/golden/regularization.json.

    VENV/bin/python tools/golden/regularization.py

Set up as for trainer_layers.py.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import tensorflow as tf
from golden_case import Draws, tensor

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "regularization.json"
draws = Draws(31)
R, C = keras.regularizers, keras.constraints
matrix, volume = draws.normal((5, 4)), draws.normal((3, 2, 4))


def penalty(regularizer):
    x = tf.constant(matrix)
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = regularizer(x)
    return {"config": R.serialize(regularizer), "value": float(value), "gradient": tensor(tape.gradient(value, x))}


def rule(constraint, weights):
    return {"config": C.serialize(constraint), "weights": tensor(weights), "allowed": tensor(constraint(weights))}


def model():
    """A dense layer with everything: what its regularizers add to the loss, and a step of SGD with its constraints."""
    dense = keras.layers.Dense(
        3,
        activation="tanh",
        kernel_regularizer=R.L2(0.1),
        bias_regularizer=R.L1(0.2),
        activity_regularizer=R.L1L2(0.3, 0.4),
        kernel_constraint=C.MaxNorm(0.5, axis=0),
        bias_constraint=C.NonNeg(),
    )
    net = keras.Sequential([keras.Input((4,)), dense])
    net.compile(keras.optimizers.SGD(0.1), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    kernel, bias = draws.normal((4, 3)), draws.normal((3,))
    dense.set_weights([kernel, bias])
    x, y = draws.normal((6, 4)), [0, 1, 2, 0, 1, 2]
    net(x)
    added = float(sum(net.losses))
    loss = float(net.train_on_batch(x, tf.constant(y)))
    after = dense.get_weights()
    return {
        "x": tensor(x), "y": y, "kernel": tensor(kernel), "bias": tensor(bias), "added": added, "loss": loss,
        "kernelAfter": tensor(after[0]), "biasAfter": tensor(after[1]),
    }


result = {
    "matrix": tensor(matrix),
    "regularizers": [
        penalty(one)
        for one in (R.L1(0.1), R.L2(0.2), R.L1L2(0.1, 0.3), R.OrthogonalRegularizer(0.5), R.OrthogonalRegularizer(0.5, "columns"))
    ],
    "constraints": [
        rule(one, weights)
        for one, weights in (
            (C.NonNeg(), matrix), (C.UnitNorm(), matrix), (C.UnitNorm([0, 1]), volume), (C.MaxNorm(1.5), matrix),
            (C.MaxNorm(1.0, [0, 1]), volume), (C.MinMaxNorm(1.0, 1.5), matrix), (C.MinMaxNorm(2.5, 3.0, 0.4, 1), matrix),
        )
    ],
    "model": model(),
}
OUT.write_text(json.dumps(result, separators=(",", ":")) + "\n")
