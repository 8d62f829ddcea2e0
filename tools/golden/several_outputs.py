"""Golden file: a small network with two inputs and two outputs, trained by Keras 3 for some steps.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6
    VENV/bin/python tools/golden/several_outputs.py

Writes src-main/trainer/testing/golden/several_outputs.json. Never run by the app or its tests.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "several_outputs.json"
random = np.random.default_rng(8)
COUNT, STEPS = 12, 6
a = random.integers(0, 256, size=(COUNT, 4, 4, 1)).astype("float32")
b = random.integers(0, 256, size=(COUNT, 2, 2, 1)).astype("float32")
classes = random.integers(0, 3, size=COUNT)


def numbers(value):
    return [float(f"{v:.9g}") for v in np.asarray(value, dtype="float32").ravel()]


def tensor(value):
    return {"shape": list(np.asarray(value).shape), "values": numbers(value)}


def trained(class_weight):
    keras.utils.set_random_seed(3)
    in_a, in_b = keras.Input((4, 4, 1), name="a"), keras.Input((2, 2, 1), name="b")
    flat_a = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(in_a))
    flat_b = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(in_b))
    both = keras.layers.Concatenate()([flat_a, flat_b])
    hidden = keras.layers.Dense(6, activation="tanh", kernel_regularizer="l2", name="hidden")(both)
    label = keras.layers.Dense(3, name="classes")(hidden)
    picture = keras.layers.Reshape((4, 4, 1))(keras.layers.Dense(16, activation="sigmoid", name="pixels")(hidden))
    out_label = keras.layers.Activation("softmax", name="label")(label)
    out_picture = keras.layers.Activation("linear", name="picture")(picture)
    model = keras.Model([in_a, in_b], [out_label, out_picture])
    draw = np.random.default_rng(17)
    start = {}
    for name in ("hidden", "classes", "pixels"):
        for weight in model.get_layer(name).weights:
            value = (draw.normal(size=weight.shape) * 0.4).astype("float32")
            weight.assign(value)
            start[f"{name}/{weight.name}"] = tensor(value)
    model.compile(
        keras.optimizers.SGD(0.2),
        loss=["sparse_categorical_crossentropy", "mean_squared_error"],
        loss_weights=[0.5, 2.0],
        metrics=[["accuracy"], ["mean_absolute_error"]],
    )
    targets = [classes, a / 255]
    weights = None
    if class_weight is not None:
        weights = [np.array([class_weight[c] for c in classes], dtype="float32"), np.ones((COUNT, 4, 4), "float32")]
    steps = []
    for _ in range(STEPS):
        model.reset_metrics()
        steps.append(model.train_on_batch([a, b], targets, sample_weight=weights, return_dict=True))
    evaluated = model.evaluate([a, b], targets, batch_size=COUNT, verbose=0, return_dict=True)
    after = {f"{n}/{w.name}": tensor(w.value) for n in ("hidden", "classes", "pixels") for w in model.get_layer(n).weights}
    clean = lambda values: {key: float(value) for key, value in values.items()}
    return {"start": start, "after": after, "steps": [clean(step) for step in steps], "evaluated": clean(evaluated)}


counts = np.bincount(classes, minlength=3)
balanced = COUNT / (3 * counts)
OUT.write_text(json.dumps({
    "keras": keras.__version__,
    "a": numbers(a), "b": numbers(b), "classes": [int(c) for c in classes],
    "plain": trained(None), "balanced": trained(balanced),
}, separators=(",", ":")) + "\n")
print("keras", keras.__version__)
