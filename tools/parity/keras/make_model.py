"""Makes one architecture of keras.applications with random weights, and says what it answers.

    make_model.py list                     the names, smallest of each family first
    make_model.py NAME FOLDER              FOLDER/model.keras, input.npy, output.npy; facts as JSON on stdout
    make_model.py check FILE FOLDER        what FILE answers to FOLDER/input.npy, against output.npy
"""

import inspect
import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np



def architectures():
    """Every function that makes a model; those of one family are told apart by their size in the name only."""
    made = {}
    for name, value in vars(keras.applications).items():
        if inspect.isfunction(value) and "weights" in inspect.signature(value).parameters:
            made[name] = value
    return made


FAMILIES = [
    ["MobileNet"], ["MobileNetV2"], ["MobileNetV3Small", "MobileNetV3Large"], ["EfficientNetB0"],
    ["EfficientNetV2B0", "EfficientNetV2S"], ["DenseNet121"], ["NASNetMobile"], ["ConvNeXtTiny"], ["ResNet50"],
    ["ResNet50V2"], ["Xception"], ["InceptionV3"], ["InceptionResNetV2"], ["VGG16", "VGG19"],
]


def in_order():
    first = [family[0] for family in FAMILIES]
    others = sorted(set(architectures()) - set(first))
    return [name for name in first if name in architectures()] + others


def make(name, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(3)
    model = architectures()[name](weights=None)
    # Some take pictures of any size; Strata's inputs have one.
    if None in model.input_shape[1:]:
        model = architectures()[name](weights=None, input_shape=(224, 224, 3))
    rng = np.random.default_rng(5)
    # Weights as they come (He, Glorot), statistics and biases that are not the trivial ones.
    for layer in model._flatten_layers(include_self=False, recursive=True):
        for variable in layer._trainable_variables + layer._non_trainable_variables:
            kind = variable.path.rsplit("/", 1)[-1]
            if kind in ("gamma", "moving_variance", "variance"):
                variable.assign(rng.uniform(0.8, 1.2, variable.shape))
            elif kind in ("beta", "bias", "moving_mean", "mean"):
                variable.assign(rng.uniform(-0.05, 0.05, variable.shape))
    shape = [size or 1 for size in model.input_shape[1:]]
    values = rng.uniform(0, 255, (1, *shape)).astype("float32")
    np.save(folder / "input.npy", values)
    np.save(folder / "output.npy", np.asarray(model(values, training=False)))
    model.save(folder / "model.keras")
    print(json.dumps({"keras": keras.__version__, "parameters": model.count_params(), "layers": len(model.layers)}))


def check(file, folder):
    folder = Path(folder)
    model = keras.models.load_model(file)
    answer = np.asarray(model(np.load(folder / "input.npy"), training=False))
    difference = float(np.abs(answer - np.load(folder / "output.npy")).max())
    print(json.dumps({"parameters": model.count_params(), "difference": difference}))


if sys.argv[1] == "list":
    print(json.dumps(in_order()))
elif sys.argv[1] == "check":
    check(*sys.argv[2:])
else:
    make(*sys.argv[1:])
