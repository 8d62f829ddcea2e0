"""Golden file for the losses: values, gradients and reductions as Keras 3 computes them.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6
    VENV/bin/python tools/golden/losses.py

Writes src-main/trainer/testing/golden/losses.json. Boxes are not in Keras: IoU and GIoU follow the source of torchvision
0.27 (`torchvision.ops.generalized_box_iou_loss`, eps 1e-7). Never run by the app or its tests.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "losses.json"
L = keras.losses
random = np.random.default_rng(15)


def tensor(value):
    value = np.asarray(value, dtype="float32")
    return {"shape": list(value.shape), "values": [float(f"{v:.9g}") for v in value.ravel()]}


def normal(*shape, scale=1.5):
    return (random.normal(size=shape) * scale).astype("float32")


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return (e / e.sum(axis=axis, keepdims=True)).astype("float32")


def sigmoid(x):
    return (1 / (1 + np.exp(-x))).astype("float32")


def one_hot(classes, width):
    return np.eye(width, dtype="float32")[classes]


def giou(y_true, y_pred, generalized=True):
    area = lambda b: (b[..., 2] - b[..., 0]) * (b[..., 3] - b[..., 1])
    low = tf.maximum(y_true[..., :2], y_pred[..., :2])
    high = tf.minimum(y_true[..., 2:], y_pred[..., 2:])
    size = tf.maximum(high - low, 0.0)
    shared = size[..., 0] * size[..., 1]
    union = area(y_true) + area(y_pred) - shared
    iou = shared / (union + 1e-7)
    if not generalized:
        return 1 - iou
    around = tf.maximum(y_true[..., 2:], y_pred[..., 2:]) - tf.minimum(y_true[..., :2], y_pred[..., :2])
    hull = around[..., 0] * around[..., 1]
    return 1 - (iou - (hull - union) / (hull + 1e-7))


def boxes(*shape):
    corner = random.uniform(0, 1, size=(*shape, 2))
    return np.concatenate([corner, corner + random.uniform(0.1, 0.8, size=(*shape, 2))], -1).astype("float32")


def case(name, settings, target, prediction, function=None, extra=None):
    """`function` is Keras's own of the name where left out; settings are its arguments."""
    function = function or getattr(L, name, None) or getattr(keras.src.losses.losses, name)
    prediction = tf.constant(prediction)
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        values = function(tf.constant(target), prediction, **settings)
        dy = normal(*values.shape) if len(values.shape) else np.float32(1.25)
        scalar = tf.reduce_sum(values * dy)
    gradient = tf.convert_to_tensor(tape.gradient(scalar, prediction))
    return {
        "loss": {"name": name, **settings},
        "target": tensor(target),
        "prediction": tensor(prediction),
        "values": tensor(values),
        "dy": tensor(dy),
        "gradient": tensor(gradient),
        **(extra or {}),
    }


classes = np.array([0, 2, 1, 1, 3])
hot = one_hot(classes, 4)
logits = normal(5, 4)
probable = softmax(logits)
maps = normal(2, 3, 3, 2)
numbers, targets = normal(6, 3), normal(6, 3)
positive, counts = np.abs(normal(6, 3)) + 0.1, random.integers(0, 6, size=(6, 3)).astype("float32")
binary = random.integers(0, 2, size=(6, 3)).astype("float32")
mask = random.integers(0, 2, size=(2, 4, 4, 1)).astype("float32")
channels_first = np.moveaxis(one_hot(random.integers(0, 3, size=(2, 4, 4)), 3), -1, 1).copy()
embedded = normal(8, 5)
embedded /= np.linalg.norm(embedded, axis=-1, keepdims=True)
spelled = np.array([[1, 2, 2, 0], [3, 0, 0, 0], [1, 3, 1, 2]])

cases = [
    case("categorical_crossentropy", {"from_logits": True}, hot, logits),
    case("categorical_crossentropy", {}, hot, probable),
    case("categorical_crossentropy", {"from_logits": True, "label_smoothing": 0.1}, hot, logits),
    case("categorical_crossentropy", {"label_smoothing": 0.2}, hot, probable),
    case("categorical_crossentropy", {"axis": 1}, channels_first, softmax(normal(2, 3, 4, 4), 1)),
    case("categorical_crossentropy", {"from_logits": True, "axis": 1}, channels_first, normal(2, 3, 4, 4)),
    case("sparse_categorical_crossentropy", {"from_logits": True}, classes, logits),
    case("sparse_categorical_crossentropy", {}, classes, probable),
    case("sparse_categorical_crossentropy", {"from_logits": True, "ignore_class": 1}, classes, logits),
    case("sparse_categorical_crossentropy", {"from_logits": True}, random.integers(0, 2, size=(2, 3, 3)), maps),
    case("categorical_focal_crossentropy", {}, hot, probable),
    case("categorical_focal_crossentropy", {"from_logits": True, "gamma": 1.5, "alpha": 0.4}, hot, logits),
    case("categorical_focal_crossentropy", {"label_smoothing": 0.1}, hot, probable),
    case("categorical_generalized_cross_entropy", {"q": 0.7}, classes, probable,
         keras.src.losses.losses.categorical_generalized_cross_entropy),
    case("binary_crossentropy", {"from_logits": True}, binary, numbers),
    case("binary_crossentropy", {}, binary, sigmoid(numbers)),
    case("binary_crossentropy", {"from_logits": True, "label_smoothing": 0.1}, binary, numbers),
    case("binary_crossentropy", {}, sigmoid(normal(2, 4, 4, 1)), sigmoid(normal(2, 4, 4, 1))),
    case("binary_focal_crossentropy", {}, binary, sigmoid(numbers)),
    case("binary_focal_crossentropy", {"from_logits": True, "apply_class_balancing": True, "alpha": 0.3}, binary, numbers),
    case("binary_focal_crossentropy", {"gamma": 1.2, "label_smoothing": 0.1}, binary, sigmoid(numbers)),
    case("mean_squared_error", {}, targets, numbers),
    case("mean_squared_error", {}, normal(2, 3, 3, 2), maps),
    case("mean_squared_error", {}, hot, probable),
    case("mean_absolute_error", {}, targets, numbers),
    case("mean_absolute_percentage_error", {}, targets, numbers),
    case("mean_squared_logarithmic_error", {}, counts, positive),
    case("huber", {}, targets, numbers),
    case("huber", {"delta": 0.4}, targets, numbers),
    case("log_cosh", {}, targets, numbers),
    case("log_cosh", {}, targets * 30, numbers),
    case("cosine_similarity", {}, targets, numbers),
    case("cosine_similarity", {"axis": 1}, normal(2, 3, 3, 2), maps),
    case("poisson", {}, counts, positive),
    case("kl_divergence", {}, softmax(normal(5, 4)), probable),
    case("kl_divergence", {}, hot, probable),
    case("hinge", {}, binary, numbers),
    case("hinge", {}, binary * 2 - 1, numbers),
    case("squared_hinge", {}, binary, numbers),
    case("categorical_hinge", {}, hot, logits),
    case("dice", {}, mask, sigmoid(normal(2, 4, 4, 1))),
    case("dice", {"axis": [1, 2, 3]}, mask, sigmoid(normal(2, 4, 4, 1))),
    case("tversky", {"alpha": 0.3, "beta": 0.7}, mask, sigmoid(normal(2, 4, 4, 1))),
    case("tversky", {"axis": [1, 2, 3]}, mask, sigmoid(normal(2, 4, 4, 1))),
    case("circle", {}, np.array([0, 1, 0, 2, 1, 2, 0, 1]), embedded),
    case("circle", {"gamma": 20, "margin": 0.2, "remove_diagonal": False}, np.array([0, 1, 0, 2, 1, 2, 0, 1]), embedded),
    case("ctc", {}, spelled, normal(3, 9, 4)),
    case("ctc", {}, spelled[:, :1], normal(3, 2, 4)),
    case("iou", {}, boxes(7), boxes(7), lambda t, p: giou(t, p, False)),
    case("giou", {}, boxes(7), boxes(7), giou),
    case("giou", {}, boxes(2, 3), boxes(2, 3), giou),
]

values, weights = np.abs(normal(4, 3)), np.array([0.5, 0, 2, 1], dtype="float32")
keep = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0]], dtype="float32")
reduce = keras.src.losses.loss.reduce_weighted_values
reductions = [
    {
        "reduction": reduction,
        "weighted": weighted,
        "masked": masked,
        "value": float(reduce(
            tf.constant(values),
            sample_weight=tf.constant(np.repeat(weights[:, None], 3, 1)) if weighted else None,
            mask=tf.constant(keep) if masked else None,
            reduction=reduction,
        )),
    }
    for reduction in ("sum_over_batch_size", "sum", "mean_with_sample_weight")
    for weighted in (False, True)
    for masked in (False, True)
]
OUT.write_text(json.dumps({
    "keras": keras.__version__,
    "cases": cases,
    "reduce": {"values": tensor(values), "weights": tensor(weights), "mask": tensor(keep), "cases": reductions},
}, separators=(",", ":")) + "\n")
print("keras", keras.__version__, len(cases), "cases")
