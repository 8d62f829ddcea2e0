"""Golden files for optimizers and schedules of the learning rate: what Keras 3 and PyTorch's OneCycleLR compute.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6
    VENV/bin/python tools/golden/training.py

Writes src-main/trainer/testing/golden/optimizers.json and src-shared/training/schedules/golden.json. Never run by the
app or its tests.
"""

import json
import math
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
from optimizer_steps import steps_of, tensor

ROOT = Path(__file__).resolve().parents[2]
random = np.random.default_rng(21)
STEPS = 10
O = keras.optimizers
S = keras.optimizers.schedules


def normal(*shape):
    return random.normal(size=shape).astype("float32")


def of_matrices():
    """What tells weights apart by their shape or name."""
    names = ["bias", "small", "tall", "embeddings", "cube"]
    sizes = [(5,), (2, 3), (4, 3), (3, 2), (2, 3, 2)]
    own = {
        "muon": [{}, {"nesterov": False, "momentum": 0.8}, {"rmsRate": None, "nsSteps": 3}, {"excludeEmbeddings": False},
                 {"excludeLayers": "tall, cube"}, {"adamWeightDecay": None, "weightDecay": None, "adamRateRatio": 0.5},
                 {"weightDecay": 0.05, "adamWeightDecay": 0.01, "beta1": 0.8, "beta2": 0.99}, {"accumulate": 3},
                 {"muonA": 3, "muonB": -4, "muonC": 2}],
        "lamb": [{}, {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-4}, {"weightDecay": 0.05}, {"clip": {"by": "norm", "limit": 0.7}}],
        "adafactor": [{}, {"beta2Decay": -0.5, "clipThreshold": 0.5}, {"epsilon1": 1e-3, "epsilon2": 0.5}, {"weightDecay": 0.05},
                      {"accumulate": 2, "averaging": 0.8}],
    }
    makers = {"muon": O.Muon, "lamb": O.Lamb, "adafactor": O.Adafactor}
    starts = [normal(*size) for size in sizes]
    gradients = [[normal(*size) for size in sizes] for _ in range(STEPS)]
    muon = {"beta1": "adam_beta_1", "beta2": "adam_beta_2"}
    cases = [
        steps_of(makers[name], {"name": name, "learningRate": 0.05, **variant}, starts, gradients, names, muon if name == "muon" else {})
        for name, variants in own.items()
        for variant in variants
    ]
    return {"names": names, "starts": [tensor(start) for start in starts],
            "gradients": [[tensor(gradient) for gradient in step] for step in gradients], "cases": cases}


def optimizers():
    """Ten steps of each optimizer on two weights, from the same start with the same gradients."""
    starts = [normal(5), normal(2, 3)]
    gradients = [[normal(5), normal(2, 3)] for _ in range(STEPS)]
    makers = {
        "adam": O.Adam, "adamw": O.AdamW, "sgd": O.SGD, "rmsprop": O.RMSprop, "nadam": O.Nadam, "lion": O.Lion,
        "adamax": O.Adamax, "adagrad": O.Adagrad, "adadelta": O.Adadelta, "ftrl": O.Ftrl,
    }
    own = {
        "adam": [{}, {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-4}, {"amsgrad": True}],
        "adamw": [{}, {"weightDecay": 0.1}],
        "sgd": [{}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}],
        "rmsprop": [{}, {"rho": 0.8, "momentum": 0.5}, {"centered": True}, {"centered": True, "momentum": 0.9}],
        "nadam": [{}, {"beta1": 0.8}],
        "lion": [{}, {"beta2": 0.9}],
        "adamax": [{}],
        "adagrad": [{}, {"initialAccumulator": 0.5, "epsilon": 1e-3}],
        "adadelta": [{}, {"rho": 0.8, "epsilon": 1e-4}],
        "ftrl": [{}, {"l1": 0.1, "l2": 0.2}, {"beta": 0.5, "l2Shrinkage": 0.05, "learningRatePower": -0.7}],
    }
    common = [
        {"weightDecay": 0.05},
        {"clip": {"by": "value", "limit": 0.5}},
        {"clip": {"by": "norm", "limit": 0.7}},
        {"clip": {"by": "global_norm", "limit": 0.9}},
        {"averaging": 0.9},
        {"accumulate": 3},
        {"accumulate": 4, "averaging": 0.8, "weightDecay": 0.02},
    ]
    cases = []
    for name, variants in own.items():
        for variant in variants + (common if name in ("adam", "sgd") else common[:1]):
            config = {"name": name, "learningRate": 0.05, **variant}
            cases.append(steps_of(makers[name], config, starts, gradients, ["first", "second"]))
    return {
        "keras": keras.__version__,
        "starts": [tensor(start) for start in starts],
        "gradients": [[tensor(gradient) for gradient in step] for step in gradients],
        "cases": cases,
        "ofMatrices": of_matrices(),
    }


def one_cycle(step, peak, total, rising, start, end):
    """PyTorch's OneCycleLR with cosine annealing, three_phase=False, from its documentation's source."""
    def annealed(first, last, part):
        return last + (first - last) / 2 * (1 + math.cos(math.pi * part))

    top = float(rising * total) - 1
    if step <= top:
        return annealed(peak * start, peak, step / top)
    return annealed(peak, peak * end, (step - top) / (total - 1 - top))


def schedules():
    """Learning rates of a training of 8 epochs of 25 steps."""
    per_epoch, epochs, rate = 25, 8, 0.02
    total = per_epoch * epochs
    steps = [0, 1, 7, 24, 25, 26, 49, 50, 51, 75, 99, 100, 101, 150, 199]
    pieces = list(range(2 * per_epoch, total + 1, 2 * per_epoch))
    cases = [
        ({"name": "constant"}, lambda step: rate),
        ({"name": "exponential", "period": 3, "factor": 0.4}, S.ExponentialDecay(rate, 3 * per_epoch, 0.4)),
        ({"name": "exponential", "period": 2, "factor": 0.5, "staircase": True},
         S.ExponentialDecay(rate, 2 * per_epoch, 0.5, staircase=True)),
        ({"name": "inverse_time", "period": 2, "decay": 0.5}, S.InverseTimeDecay(rate, 2 * per_epoch, 0.5)),
        ({"name": "inverse_time", "period": 1, "decay": 3, "staircase": True},
         S.InverseTimeDecay(rate, per_epoch, 3, staircase=True)),
        ({"name": "step", "every": 2, "factor": 0.1},
         S.PiecewiseConstantDecay(pieces, [rate * 0.1**n for n in range(len(pieces) + 1)])),
        ({"name": "polynomial", "end": 0.1, "power": 1}, S.PolynomialDecay(rate, total, rate * 0.1, 1)),
        ({"name": "polynomial", "end": 0.05, "power": 2.5}, S.PolynomialDecay(rate, total, rate * 0.05, 2.5)),
        ({"name": "cosine"}, S.CosineDecay(rate, total)),
        ({"name": "cosine", "warmup": 2, "end": 0.1},
         S.CosineDecay(0.0, total - 2 * per_epoch, 0.1, warmup_target=rate, warmup_steps=2 * per_epoch)),
        ({"name": "cosine_restarts", "first": 1, "longer": 2, "lower": 0.8, "end": 0.05},
         S.CosineDecayRestarts(rate, per_epoch, 2.0, 0.8, 0.05)),
        ({"name": "cosine_restarts", "first": 2, "longer": 1, "lower": 1, "end": 0},
         S.CosineDecayRestarts(rate, 2 * per_epoch, 1.0, 1.0, 0.0)),
        ({"name": "one_cycle"}, lambda step: one_cycle(step, rate, total, 0.3, 0.04, 0.000004)),
        ({"name": "one_cycle", "rising": 0.5, "start": 0.1, "end": 0.01},
         lambda step: one_cycle(step, rate, total, 0.5, 0.1, 0.01)),
    ]
    return {
        "keras": keras.__version__,
        "stepsPerEpoch": per_epoch,
        "epochs": epochs,
        "rate": rate,
        "steps": steps,
        "cases": [{"config": config, "rates": [float(f(step)) for step in steps]} for config, f in cases],
    }


def write(path, value):
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")


write(ROOT / "src-main" / "trainer" / "testing" / "golden" / "optimizers.json", optimizers())
write(ROOT / "src-shared" / "training" / "schedules" / "golden.json", schedules())
print("keras", keras.__version__)
