"""Golden file of metrics of mixed samples: what Keras's `fit` reports for batches that MixUp has mixed.

    VENV/bin/python tools/golden/mixed_metrics.py

Set up as for trainer_layers.py. Writes src-main/trainer/testing/golden/mixed_metrics.json. Never run by the app or its
tests. `fit` compares with the mixed labels; `main` is the same with the class of each sample that counts most.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from golden_case import tensor

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "mixed_metrics.json"
M = keras.metrics
COUNT, BATCHES, FEATURES, CLASSES, VALUES = 8, 3, 5, 4, 3
random = np.random.default_rng(57)
mix_up = keras.layers.MixUp()


def normal(*shape):
    return random.normal(size=shape).astype("float32")


def mixed(labels, draw):
    given = {"permutation_order": tf.constant(draw["order"]), "mix_weight": tf.constant(draw["share"])}
    return np.asarray(mix_up.transform_labels(labels, given))


def reported(metrics, loss, activation, kernel, batches):
    """The metrics of one epoch of `fit`, whose steps change nothing."""
    model = keras.Sequential([keras.Input((FEATURES,)), keras.layers.Dense(kernel.shape[1], activation=activation, use_bias=False)])
    model.set_weights([kernel])
    model.compile(keras.optimizers.SGD(0.0), loss=loss, metrics=[make() for make in metrics.values()])
    model.fit(np.concatenate([x for x, _ in batches]), np.concatenate([y for _, y in batches]), COUNT, 1, 0, shuffle=False)
    values = [float(metric.result()) for metric in model.metrics[1].metrics]
    return dict(zip(metrics, values))


# Not binary crossentropy: after a softmax Keras's `fit` takes its logits for those of a sigmoid.
BY_CLASS = {
    "categorical_accuracy": M.CategoricalAccuracy,
    "top_k_categorical_accuracy": lambda: M.TopKCategoricalAccuracy(2),
    "categorical_crossentropy": M.CategoricalCrossentropy,
    "kl_divergence": M.KLDivergence,
    "cosine_similarity": M.CosineSimilarity,
    "mean_absolute_error": M.MeanAbsoluteError,
    "mean_squared_error": M.MeanSquaredError,
    "root_mean_squared_error": M.RootMeanSquaredError,
    "log_cosh_error": M.LogCoshError,
    "poisson": M.Poisson,
    "categorical_hinge": M.CategoricalHinge,
    "one_hot_mean_iou": lambda: M.OneHotMeanIoU(CLASSES),
    "binary_accuracy": M.BinaryAccuracy,
    "precision": M.Precision,
    "recall": M.Recall,
    "auc": M.AUC,
    "f1_score": lambda: M.F1Score("macro"),
    "precision_at_recall": lambda: M.PrecisionAtRecall(0.8),
}
BY_VALUE = {
    "mean_absolute_error": M.MeanAbsoluteError,
    "mean_squared_error": M.MeanSquaredError,
    "cosine_similarity": M.CosineSimilarity,
    "r2_score": M.R2Score,
    "pearson_correlation": M.PearsonCorrelation,
    "concordance_correlation": M.ConcordanceCorrelation,
}


def main():
    xs = [normal(COUNT, FEATURES) for _ in range(BATCHES)]
    draws = [{"order": random.permutation(COUNT).astype("int32"), "share": random.uniform(0.05, 0.95, COUNT).astype("float32")}
             for _ in range(BATCHES)]
    classes = [random.integers(0, CLASSES, COUNT) for _ in range(BATCHES)]
    values = [normal(COUNT, VALUES) for _ in range(BATCHES)]
    kernels = {"classes": 1.5 * normal(FEATURES, CLASSES), "values": normal(FEATURES, VALUES)}
    rows = [np.eye(CLASSES, dtype="float32")[numbers] for numbers in classes]
    labels = [mixed(row, draw) for row, draw in zip(rows, draws)]
    whole = [np.eye(CLASSES, dtype="float32")[label.argmax(-1)] for label in labels]
    of_classes = lambda targets: reported(BY_CLASS, "categorical_crossentropy", "softmax", kernels["classes"], list(zip(xs, targets)))
    blended = [mixed(value, draw) for value, draw in zip(values, draws)]
    return {
        "keras": keras.__version__,
        "batches": [
            {"x": tensor(x), "order": tensor(draw["order"]), "share": tensor(draw["share"]), "classes": tensor(numbers), "values": tensor(value)}
            for x, draw, numbers, value in zip(xs, draws, classes, values)
        ],
        "kernels": {name: tensor(kernel) for name, kernel in kernels.items()},
        "classes": {"fit": of_classes(labels), "main": of_classes(whole)},
        "values": {"fit": reported(BY_VALUE, "mse", None, kernels["values"], list(zip(xs, blended)))},
    }


OUT.write_text(json.dumps(main(), separators=(",", ":")) + "\n")
print("keras", keras.__version__)
