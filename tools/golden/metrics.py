"""Writes what scikit-learn says of random classifications to src-shared/statistics/classes/golden/metrics.json.

Set up as for layers.py, then: /tmp/golden/bin/python tools/golden/metrics.py
"""

import json
import pathlib

import numpy as np
import sklearn
from scipy.stats import binomtest
from sklearn import metrics

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "statistics" / "classes" / "golden" / "metrics.json"


def case(samples, classes, skill, seed):
    """Labels and probabilities of a classifier of some skill; some classes may never occur or never be predicted."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, samples)
    logits = rng.normal(size=(samples, classes)).astype(np.float64)
    logits[np.arange(samples), truth] += skill
    probabilities = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    probabilities = np.round(probabilities, 6)
    probabilities /= probabilities.sum(1, keepdims=True)
    predicted = probabilities.argmax(1)
    labels = list(range(classes))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predicted, labels=labels, zero_division=np.nan
    )
    right = int((truth == predicted).sum())
    interval = binomtest(right, samples).proportion_ci(0.95, method="wilson")
    none = lambda values: [None if np.isnan(v) else float(v) for v in values]  # noqa: E731
    return {
        "classes": classes,
        "truth": truth.tolist(),
        "probabilities": probabilities.ravel().tolist(),
        "predicted": predicted.tolist(),
        "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
        "accuracy": float(metrics.accuracy_score(truth, predicted)),
        "wilson": {"right": right, "low": float(interval.low), "high": float(interval.high)},
        "precision": none(precision),
        "recall": none(recall),
        "f1": none(f1),
        "support": support.tolist(),
        "logLoss": float(metrics.log_loss(truth, probabilities, labels=labels)),
    }


CASES = [(40, 3, 1.0, 1), (25, 2, 0.0, 2), (12, 8, 1.5, 3), (30, 5, 6.0, 4), (1, 3, 0.0, 5)]
body = ",\n".join("    " + json.dumps(case(*arguments)) for arguments in CASES)
OUT.write_text(f'{{\n  "scikit-learn": "{sklearn.__version__}",\n  "cases": [\n{body}\n  ]\n}}\n')
