"""Golden files of metrics over batches, as Keras 3 counts them, and of mean average precision, as pycocotools does.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6 pycocotools==2.0.10
    VENV/bin/python tools/golden/training_metrics.py

Writes src-shared/training/metrics/golden.json and src-shared/statistics/boxes/golden.json. Never run by the app or its
tests.
"""

import contextlib
import io
import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
random = np.random.default_rng(33)


def numbers(value):
    return [float(f"{v:.9g}") for v in np.asarray(value, dtype="float64").ravel()]


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return (e / e.sum(axis=-1, keepdims=True)).astype("float32")


def keras_metrics():
    import keras

    M = keras.metrics

    def case(metric, keras_metric, batches, classes=True, one_hot=True, width=4):
        """`batches` of (target, output); class targets go to Keras one-hot unless it takes numbers."""
        for target, output in batches:
            given = np.eye(width, dtype="float32")[target] if classes and one_hot and width > 1 else target
            keras_metric.update_state(given.reshape(output.shape) if given.size == output.size else given, output)
        return {
            "metric": metric,
            "width": width,
            "batches": [
                {"classes": numbers(t) if classes else None, "targets": None if classes else numbers(t), "outputs": numbers(o),
                 **({"samples": len(o)} if o.ndim > 2 else {})}
                for t, o in batches
            ],
            "value": float(keras_metric.result()),
        }

    def scores(count, width=4):
        target = random.integers(0, width, size=count)
        logits = random.normal(size=(count, width)) + 1.2 * np.eye(width)[target]
        return target, softmax(logits)

    probable = [scores(17), scores(9), scores(1)]
    yes = [(random.integers(0, 2, size=n), (1 / (1 + np.exp(-random.normal(size=(n, 1))))).astype("float32")) for n in (20, 13)]
    values = [(random.normal(size=(n, 3)).astype("float32"), random.normal(size=(n, 3)).astype("float32")) for n in (8, 5)]
    close = [(t, (t + 0.3 * random.normal(size=t.shape)).astype("float32")) for t, _ in values]
    masks = [(random.integers(0, 2, size=(n, 6)).astype("float32"), random.uniform(size=(n, 6)).astype("float32")) for n in (4, 3)]
    positive = [(np.abs(t) + 0.1, np.abs(o) + 0.1) for t, o in values]
    spread = [(np.abs(t) / np.abs(t).sum(-1, keepdims=True), softmax(o)) for t, o in values]
    plain = dict(classes=False, width=3)
    mask = dict(classes=False, width=6)
    cases = [
        case({"name": "categorical_accuracy"}, M.CategoricalAccuracy(), probable),
        case({"name": "sparse_categorical_accuracy"}, M.SparseCategoricalAccuracy(), probable, one_hot=False),
        case({"name": "top_k_categorical_accuracy", "k": 2}, M.TopKCategoricalAccuracy(2), probable),
        case({"name": "sparse_top_k_categorical_accuracy", "k": 3}, M.SparseTopKCategoricalAccuracy(3), probable, one_hot=False),
        case({"name": "binary_accuracy"}, M.BinaryAccuracy(), yes, width=1),
        case({"name": "binary_accuracy", "threshold": 0.3}, M.BinaryAccuracy(threshold=0.3), masks, **mask),
        case({"name": "precision"}, M.Precision(), probable),
        case({"name": "precision", "threshold": 0.4, "class_id": 2}, M.Precision(thresholds=0.4, class_id=2), probable),
        case({"name": "recall"}, M.Recall(), probable),
        case({"name": "recall", "threshold": 0.7}, M.Recall(thresholds=0.7), yes, width=1),
        case({"name": "auc"}, M.AUC(), probable),
        case({"name": "auc"}, M.AUC(), yes, width=1),
        case({"name": "auc", "curve": "PR"}, M.AUC(curve="PR"), yes, width=1),
        case({"name": "auc", "curve": "PR", "summation_method": "majoring"}, M.AUC(curve="PR", summation_method="majoring"), yes, width=1),
        case({"name": "auc", "num_thresholds": 7, "summation_method": "minoring"}, M.AUC(num_thresholds=7, summation_method="minoring"), masks, **mask),
        case({"name": "f_beta_score", "beta": 2, "average": "macro"}, M.FBetaScore("macro", 2.0), probable),
        case({"name": "f_beta_score", "beta": 0.5, "average": "micro"}, M.FBetaScore("micro", 0.5), probable),
        case({"name": "f_beta_score", "average": "weighted", "threshold": 0.4}, M.FBetaScore("weighted", 1.0, 0.4), probable),
        case({"name": "f1_score"}, M.F1Score("macro"), probable),
        case({"name": "f1_score", "threshold": 0.5}, M.F1Score("macro", 0.5), yes, width=1),
        case({"name": "one_hot_mean_iou"}, M.OneHotMeanIoU(4), probable),
        case({"name": "one_hot_iou", "target_class_ids": [1, 3]}, M.OneHotIoU(4, [1, 3]), probable),
        case({"name": "binary_iou"}, M.BinaryIoU([0, 1]), masks, **mask),
        case({"name": "binary_iou", "threshold": 0.3}, M.BinaryIoU([0, 1], 0.3), masks, **mask),
        case({"name": "r2_score"}, M.R2Score(), close, **plain),
        case({"name": "r2_score", "class_aggregation": "variance_weighted_average"}, M.R2Score("variance_weighted_average"), close, **plain),
        case({"name": "mean_squared_error"}, M.MeanSquaredError(), values, **plain),
        case({"name": "root_mean_squared_error"}, M.RootMeanSquaredError(), values, **plain),
        case({"name": "mean_absolute_error"}, M.MeanAbsoluteError(), values, **plain),
        case({"name": "mean_absolute_percentage_error"}, M.MeanAbsolutePercentageError(), values, **plain),
        case({"name": "mean_squared_logarithmic_error"}, M.MeanSquaredLogarithmicError(), positive, **plain),
        case({"name": "log_cosh_error"}, M.LogCoshError(), values, **plain),
        case({"name": "cosine_similarity"}, M.CosineSimilarity(), values, **plain),
        case({"name": "poisson"}, M.Poisson(), positive, **plain),
        case({"name": "kl_divergence"}, M.KLDivergence(), spread, **plain),
        case({"name": "categorical_crossentropy"}, M.CategoricalCrossentropy(), probable),
        case({"name": "categorical_crossentropy", "label_smoothing": 0.1}, M.CategoricalCrossentropy(label_smoothing=0.1), probable),
        case({"name": "binary_crossentropy"}, M.BinaryCrossentropy(), masks, **mask),
        case({"name": "hinge"}, M.Hinge(), values, **plain),
        case({"name": "squared_hinge"}, M.SquaredHinge(), values, **plain),
        case({"name": "categorical_hinge"}, M.CategoricalHinge(), probable),
    ]
    # Drawn last, so that what was drawn before stays as it was.
    series = [tuple(random.normal(size=(n, 3, 2)).astype("float32") for _ in range(2)) for n in (5, 4)]
    single = [(t[:, :1], o[:, :1]) for t, o in close]
    edges = [(np.array([0, 1, 1, 0, 1, 0, 1, 0]), np.array([[0.0], [0.0], [0.5], [0.5], [1.0], [0.25], [0.75], [1.0]], "float32"))]
    constrained = [
        ("precision_at_recall", M.PrecisionAtRecall, "recall"),
        ("recall_at_precision", M.RecallAtPrecision, "precision"),
        ("sensitivity_at_specificity", M.SensitivityAtSpecificity, "specificity"),
        ("specificity_at_sensitivity", M.SpecificityAtSensitivity, "sensitivity"),
    ]
    for name, make, key in constrained:
        for limit, options, batches, shape in (
            (0.8, {}, probable, {}),
            (0.5, {"class_id": 2}, probable, {}),
            (0.6, {"num_thresholds": 7}, yes, dict(width=1)),
            (0.75, {"num_thresholds": 5}, edges, dict(width=1)),
            (0.3, {"num_thresholds": 2}, edges, dict(width=1)),
            (0.4, {"num_thresholds": 1}, edges, dict(width=1)),
            (1.0, {}, yes, dict(width=1)),
            (0.5, {"num_thresholds": 50}, masks, mask),
        ):
            cases.append(case({"name": name, key: limit, **options}, make(limit, **options), batches, **shape))
    for name, make in (("pearson_correlation", M.PearsonCorrelation), ("concordance_correlation", M.ConcordanceCorrelation)):
        for axis, batches, shape in ((-1, values, plain), (-1, close, plain), (0, close, plain),
                                     (0, single, dict(classes=False, width=1)), (-1, series, dict(classes=False, width=2)),
                                     (0, series, dict(classes=False, width=2))):
            cases.append(case({"name": name, "axis": axis}, make(axis=axis), batches, **shape))
    # With class numbers as targets these are IoU and MeanIoU of the strongest classes.
    numbered = dict(one_hot=False)
    cases += [
        case({"name": "one_hot_mean_iou"}, M.MeanIoU(4, sparse_y_pred=False), probable, **numbered),
        case({"name": "one_hot_mean_iou", "ignore_class": 2}, M.MeanIoU(4, ignore_class=2, sparse_y_pred=False), probable, **numbered),
        case({"name": "one_hot_mean_iou", "ignore_class": 1}, M.OneHotMeanIoU(4, ignore_class=1), probable),
        case({"name": "one_hot_iou", "target_class_ids": [0, 2]}, M.IoU(4, [0, 2], sparse_y_pred=False), probable, **numbered),
        case({"name": "one_hot_iou", "target_class_ids": [3], "ignore_class": 0},
             M.OneHotIoU(4, [3], ignore_class=0), probable),
    ]
    # KerasHub's: the exponential of the mean crossentropy.
    loss = M.CategoricalCrossentropy()
    known = case({"name": "perplexity"}, loss, probable)
    cases.append({**known, "value": float(np.exp(loss.result()))})
    return {"keras": keras.__version__, "cases": cases}


def boxes():
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    def box(scale=100.0):
        corner = random.uniform(0, scale, size=2)
        size = random.uniform(4, 60, size=2)
        return [float(f"{v:.6g}") for v in (*corner, *size)]

    cases = []
    for images, classes, seed in ((6, 3, 1), (12, 2, 2), (3, 4, 3)):
        truths, found = [], []
        for image in range(1, images + 1):
            for _ in range(random.integers(0, 6)):
                own, category = box(), int(random.integers(1, classes + 1))
                truths.append({"id": len(truths) + 1, "image_id": image, "category_id": category, "bbox": own,
                               "area": own[2] * own[3], "iscrowd": 0})
                if random.uniform() < 0.75:
                    moved = [float(f"{v + random.normal() * 3:.6g}") for v in own[:2]] + [
                        float(f"{max(2.0, v + random.normal() * 3):.6g}") for v in own[2:]]
                    guess = category if random.uniform() < 0.85 else int(random.integers(1, classes + 1))
                    found.append({"image_id": image, "category_id": guess, "bbox": moved,
                                  "score": float(f"{random.uniform(0.3, 1):.6g}")})
            for _ in range(random.integers(0, 3)):
                found.append({"image_id": image, "category_id": int(random.integers(1, classes + 1)), "bbox": box(),
                              "score": float(f"{random.uniform(0, 0.8):.6g}")})
        with contextlib.redirect_stdout(io.StringIO()):
            coco = COCO()
            coco.dataset = {
                "info": {},
                "images": [{"id": image} for image in range(1, images + 1)],
                "categories": [{"id": category} for category in range(1, classes + 1)],
                "annotations": truths,
            }
            coco.createIndex()
            evaluation = COCOeval(coco, coco.loadRes(found), "bbox")
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        corners = lambda b: [b[0], b[1], b[0] + b[2], b[1] + b[3]]
        cases.append({
            "truths": [{"image": t["image_id"], "category": t["category_id"], "box": corners(t["bbox"])} for t in truths],
            "found": [{"image": f["image_id"], "category": f["category_id"], "box": corners(f["bbox"]), "score": f["score"]}
                      for f in found],
            "ap": float(evaluation.stats[0]), "ap50": float(evaluation.stats[1]), "ap75": float(evaluation.stats[2]),
        })
    return {"pycocotools": "2.0.10", "cases": cases}


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")


# Keras and pycocotools need not live in the same environment.
for name, make, path in (
    ("keras", keras_metrics, ROOT / "src-shared" / "training" / "metrics" / "golden.json"),
    ("pycocotools", boxes, ROOT / "src-shared" / "statistics" / "boxes" / "golden.json"),
):
    try:
        result = make()
    except ModuleNotFoundError as missing:
        print(f"{name} is not here ({missing}): its file is left as it is")
    else:
        write(path, result)
        print(name, len(result["cases"]), "cases")
