"""Golden file of schedule-free AdamW, as Keras 3 computes it.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 jax==0.10.2 numpy==2.4.6
    VENV/bin/python tools/golden/schedule_free.py

Writes src-main/trainer/testing/golden/schedule_free_adamw.json. Never run by the app or its tests. By JAX, where the code
does what it says: with TensorFlow `momentum_old` is the variable itself, which has changed by the time it is read, so that
the weights become a plain mean of where the steps led (Keras 3.15.1).
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
from optimizer_steps import steps_of, tensor

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "schedule_free_adamw.json"
STEPS = 10
random = np.random.default_rng(22)


def normal(*shape):
    return random.normal(size=shape).astype("float32")


def main():
    names, sizes = ["bias", "matrix"], [(5,), (2, 3)]
    starts = [normal(*size) for size in sizes]
    gradients = [[normal(*size) for size in sizes] for _ in range(STEPS)]
    variants = [{}, {"beta1": 0.7, "beta2": 0.99, "epsilon": 1e-4}, {"warmupSteps": 6}, {"weightDecay": 0.05},
                {"accumulate": 3}, {"averaging": 0.9}, {"clip": {"by": "norm", "limit": 0.7}}]
    cases = [
        steps_of(keras.optimizers.ScheduleFreeAdamW, {"name": "schedule_free_adamw", "learningRate": 0.05, **variant},
                 starts, gradients, names)
        for variant in variants
    ]
    return {"keras": keras.__version__, "names": names, "starts": [tensor(start) for start in starts],
            "gradients": [[tensor(gradient) for gradient in step] for step in gradients], "cases": cases}


OUT.write_text(json.dumps(main(), separators=(",", ":")) + "\n")
print("keras", keras.__version__, keras.backend.backend())
