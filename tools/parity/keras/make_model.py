"""Makes one architecture of keras.applications with random weights, and says what it answers.

    make_model.py list                         every architecture, smallest of each family first
    make_model.py make NAME FORM FOLDER        FOLDER/model.FORM, input.npy, output.npy; facts as JSON on stdout
    make_model.py check FILE FOLDER            what FILE answers to FOLDER/input.npy, as checked.npy
    make_model.py exact FILE FOLDER            the same in float64, as exact.npy

FORM is `keras`, `h5` (legacy), or `transfer.keras`: the architecture without its top and frozen, a layer of another model.
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

FIRST = ["MobileNet", "MobileNetV2", "MobileNetV3Small", "EfficientNetB0", "EfficientNetV2B0", "DenseNet121",
         "NASNetMobile", "ConvNeXtTiny", "ResNet50", "ResNet50V2", "Xception", "InceptionV3", "InceptionResNetV2", "VGG16"]

# Neither square nor a multiple of 32, so that swapped axes and paddings show; the smallest that all of them take.
SHAPE = (96, 112, 3)
# Their dense layers hang on the size, and have the weights that they are known for at this one.
FIXED = {"VGG16": (224, 224, 3), "VGG19": (224, 224, 3)}


def architectures():
    return {name: value for name, value in vars(keras.applications).items()
            if inspect.isfunction(value) and "weights" in inspect.signature(value).parameters}


def by_size():
    """Smallest of each family first, then the others; the largest last."""
    known = architectures()
    large = ["EfficientNetV2M", "EfficientNetB7", "NASNetLarge", "EfficientNetV2L", "ConvNeXtLarge", "ConvNeXtXLarge"]
    return ["Nested", *(name for name in FIRST if name in known), *sorted(set(known) - set(FIRST) - set(large)),
            *(name for name in large if name in known)]


def pictures(shape, count, rng):
    """Smooth, of different colours, with some noise: two of them lie far apart for a network."""
    height, width, channels = shape
    coarse = rng.uniform(0, 255, (count, 5, 6, channels)) + rng.uniform(-60, 60, (count, 1, 1, channels))
    smooth = keras.ops.image.resize(coarse.astype("float32"), (height, width), interpolation="bilinear")
    return np.clip(np.asarray(smooth) + rng.normal(0, 12, (count, *shape)), 0, 255).astype("float32")


def joins(layer):
    """Whether what it gives goes right into a sum."""
    return any(isinstance(node.operation, keras.layers.Add) for node in layer._outbound_nodes)


def randomize(model, rng):
    """No weight keeps a value that would hide it: zeros, ones, ConvNeXt's layer scale of a millionth."""
    for layer in model._flatten_layers(include_self=False, recursive=True):
        for variable in layer._trainable_variables + layer._non_trainable_variables:
            kind = variable.path.rsplit("/", 1)[-1]
            if kind in ("gamma", "moving_variance", "variance"):
                variable.assign(rng.uniform(0.6, 1.4, variable.shape))
            elif kind in ("beta", "bias", "moving_mean", "mean"):
                variable.assign(rng.uniform(-0.3, 0.3, variable.shape))
        if isinstance(layer, keras.layers.BatchNormalization) and joins(layer):
            # As in a trained network, what a block adds is the smaller part.
            layer.gamma.assign(np.asarray(layer.gamma) * 0.25)
        if isinstance(layer, keras.layers.Normalization) and layer.input_mean is None:
            # It computes with copies of its weights, which are made anew when a file is loaded.
            layer.finalize_state()


def settle(model, values, rng):
    """
    Statistics of batch normalization as these pictures give them, and a part off: hundreds of layers of random weights
    would else drown what comes from the picture in what comes from the biases.
    """
    norms = [layer for layer in model._flatten_layers(include_self=False, recursive=True)
             if isinstance(layer, keras.layers.BatchNormalization)]
    if not norms:
        return
    momenta = [layer.momentum for layer in norms]
    for layer in norms:
        layer.momentum = 0.0
    model(values, training=True)
    for layer, momentum in zip(norms, momenta):
        layer.momentum = momentum
        variance = np.asarray(layer.moving_variance)
        # A channel that these pictures leave unmoved must not be blown up.
        variance = np.maximum(variance, 0.01 * variance.mean() + 1e-6)
        off = rng.uniform(-0.2, 0.2, variance.shape) * np.sqrt(variance)
        layer.moving_mean.assign(np.asarray(layer.moving_mean) + off)
        layer.moving_variance.assign(variance * rng.uniform(0.8, 1.3, variance.shape))


def bring_to_size(model, values):
    """Answers around zero that lie one apart from picture to picture: a difference is absolute and relative in one."""
    last = [layer for layer in model.layers if getattr(layer, "bias", None) is not None and hasattr(layer, "kernel")][-1]
    answers = np.asarray(model(values, training=False)).reshape(len(values), -1)
    scale = np.abs(answers[0] - answers[1]).max()
    last.bias.assign((np.asarray(last.bias) - answers.mean(axis=0)) / scale)
    last.kernel.assign(np.asarray(last.kernel) / scale)


def preprocessing(name):
    """The function beside an architecture that brings pixels to what it was trained on; made of plain operations."""
    return next(module.preprocess_input for module in vars(keras.applications).values()
                if hasattr(module, name) and hasattr(module, "preprocess_input"))


def transfer(name):
    """As a person builds on a model of others: augmentation, preprocessing, the frozen base, a head of one's own."""
    base = architectures()[name](weights=None, include_top=False, input_shape=SHAPE)
    entry = keras.Input(SHAPE)
    x = keras.layers.RandomFlip("horizontal")(entry)
    x = preprocessing(name)(x)
    x = base(x, training=False)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(0.2)(x)
    return keras.Model(entry, keras.layers.Dense(7)(x)), base


def nested():
    """Models in models: two ends, called twice, of which one is used; chains in chains; a frozen one; a layer called again."""
    L = keras.layers
    inner = keras.Input((None, None, 8))
    x = L.BatchNormalization()(L.Conv2D(8, 3, padding="same")(inner))
    block = keras.Model(inner, [L.Activation("relu")(L.Add()([x, inner])), L.GlobalAveragePooling2D()(x)], name="block")
    stem = keras.Sequential([L.Input(SHAPE), L.Rescaling(1 / 255), L.Conv2D(8, 5, strides=4)], name="stem")
    narrow = keras.Sequential([L.Input((8,)), L.Dense(6, activation="tanh"), L.LayerNormalization()], name="narrow")
    head = keras.Sequential([L.Input((8,)), narrow, L.Dropout(0.5), L.Dense(8)], name="head")
    entry = keras.Input(SHAPE)
    x, means = block(stem(entry))
    x, _ = block(x)
    twice = L.Dense(8, activation="tanh")
    x = L.Concatenate()([twice(head(means)), twice(L.GlobalMaxPooling2D()(x)), head(L.GlobalAveragePooling2D()(x))])
    narrow.trainable = False
    return keras.Model(entry, L.Dense(7)(x))


def models_in(model):
    """How many models of which kind lie in it; one that is called several times counts once."""
    kinds = [type(layer).__name__ for layer in model._flatten_layers(include_self=False, recursive=True)]
    return {kind: kinds.count(kind) for kind in ("Functional", "Sequential")}


def trainable(model):
    return int(sum(np.prod(variable.shape) for variable in model.trainable_variables))


def make(name, form, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(3)
    rng = np.random.default_rng(5)
    base = None
    if form.startswith("transfer"):
        model, base = transfer(name)
    elif name == "Nested":
        model = nested()
    else:
        shape = FIXED.get(name, SHAPE)
        model = architectures()[name](weights=None, input_shape=shape, classifier_activation=None)
    randomize(model, rng)
    values = pictures(model.input_shape[1:], 4, rng)
    settle(model, values, rng)
    values = values[:2]
    bring_to_size(model, values)
    if base is not None:
        base.trainable = False
    np.save(folder / "input.npy", values)
    np.save(folder / "output.npy", np.asarray(model(values, training=False)))
    file = folder / f"model.{form.rsplit('.', 1)[-1]}"
    model.save(file)
    print(json.dumps({"keras": keras.__version__, "parameters": model.count_params(), "trainable": trainable(model),
                      "models": models_in(model), "layers": len(model.layers), "bytes": file.stat().st_size}))


def check(file, folder):
    model = keras.models.load_model(file)
    np.save(Path(folder) / "checked.npy", np.asarray(model(np.load(Path(folder) / "input.npy"), training=False)))
    print(json.dumps({"parameters": model.count_params(), "trainable": trainable(model), "models": models_in(model)}))


def exact(file, folder):
    model = keras.models.load_model(file)
    config = json.loads(json.dumps(model.get_config()).replace("float32", "float64"))
    keras.config.set_floatx("float64")
    twin = type(model).from_config(config)
    twin.set_weights([value.astype("float64") for value in model.get_weights()])
    values = np.load(Path(folder) / "input.npy").astype("float64")
    np.save(Path(folder) / "exact.npy", np.asarray(twin(values, training=False), "float32"))
    print("{}")


if sys.argv[1] == "list":
    print(json.dumps(by_size()))
elif sys.argv[1] == "check":
    check(*sys.argv[2:])
elif sys.argv[1] == "exact":
    exact(*sys.argv[2:])
else:
    make(*sys.argv[2:])
