"""Writes what Keras 3 says of every layer's shape, weights and config to src-shared/layers/golden/<type>.json.

    python -m venv /tmp/golden && /tmp/golden/bin/pip install -r tools/golden/requirements.txt
    KERAS_BACKEND=jax /tmp/golden/bin/python tools/golden/layers.py

Parameters are written as Strata stores them, which are Keras's own. A case that Keras refuses is written with
"output": null. Python is needed to write these files only, not where the tests run.
"""

import inspect
import itertools
import json
import os
import pathlib
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
import keras  # noqa: E402

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "layers" / "golden"
PICTURE = [17, 12, 6]
SMALL = [2, 3, 1]
VECTOR = [10]
SEQUENCE = [7, 4]


def grid(**axes):
    """All combinations, each as a dict."""
    return [dict(zip(axes, values)) for values in itertools.product(*axes.values())]


def one(shapes, params):
    """Each set of parameters on each single input."""
    return [{"inputs": [shape], "params": p} for shape in shapes for p in params]


K3 = {"kernel_size": [3, 3]}
windows = [
    K3,
    {**K3, "padding": "same"},
    {"kernel_size": [1, 1]},
    {"kernel_size": [5, 3]},
    {"kernel_size": [5, 3], "padding": "same", "strides": [2, 2]},
    {**K3, "strides": [3, 3]},
    {**K3, "dilation_rate": [2, 2]},
    {**K3, "dilation_rate": [2, 3], "padding": "same"},
    {**K3, "use_bias": False, "activation": "relu"},
]
pools = [
    {"pool_size": [2, 2]},
    {"pool_size": [2, 2], "padding": "same"},
    {"pool_size": [3, 2]},
    {"pool_size": [3, 3], "strides": [1, 2]},
    {"pool_size": [3, 3], "strides": [2, 2], "padding": "same"},
]

meeting = [
    {"inputs": inputs, "params": {}}
    for inputs in (
        [VECTOR, VECTOR],
        [PICTURE, PICTURE, PICTURE],
        [PICTURE, [1, 1, 6]],
        [PICTURE, [17, 12, 1]],
        [PICTURE, [6]],
        [[3, 1], [1, 4]],
        [PICTURE, [17, 12, 5]],
        [VECTOR, [9]],
    )
]

CASES = {
    "input": ("InputLayer", [{"inputs": [], "params": {"shape": s}} for s in ([28, 28, 1], [10], [5, 3])]),
    "rescaling": ("Rescaling", one([PICTURE, VECTOR], [{"scale": 1 / 255}, {"scale": 1 / 127.5, "offset": -1}])),
    "resizing": (
        "Resizing",
        one([PICTURE, SMALL], [{"height": 8, "width": 5}, {"height": 3, "width": 3, "interpolation": "nearest"}]),
    ),
    "random_flip": (
        "RandomFlip",
        one([PICTURE], [{}, {"mode": "horizontal"}, {"mode": "vertical"}]),
    ),
    "random_rotation": (
        "RandomRotation",
        one([PICTURE], [{"factor": 0.1}, {"factor": 0.25, "fill_mode": "constant", "fill_value": 3.0}]),
    ),
    "random_translation": (
        "RandomTranslation",
        one([PICTURE], [{"height_factor": 0.1, "width_factor": 0.2}, {"height_factor": 0.3, "width_factor": 0.0, "interpolation": "nearest"}]),
    ),
    "random_contrast": ("RandomContrast", one([PICTURE], [{"factor": 0.1}, {"factor": 0.5, "value_range": [0, 1]}])),
    "dense": (
        "Dense",
        one(
            [VECTOR, SEQUENCE, PICTURE],
            [{"units": 3}, {"units": 5, "use_bias": False}, {"units": 4, "activation": "gelu", "kernel_initializer": "he_normal"}],
        ),
    ),
    "activation": ("Activation", one([VECTOR, PICTURE], grid(activation=["relu", "leaky_relu", "silu", "softmax", "hard_sigmoid"]))),
    "flatten": ("Flatten", one([VECTOR, SEQUENCE, PICTURE, [2, 3, 4, 5]], [{}])),
    "reshape": (
        "Reshape",
        one([[24]], grid(target_shape=[[4, 6], [-1], [2, -1], [2, 3, 4], [5, 5], [7, -1]])) + one([[2, 3, 4]], grid(target_shape=[[24], [6, 4], [-1, 1]])),
    ),
    "identity": ("Identity", one([VECTOR, PICTURE], [{}])),
    "permute": ("Permute", one([SEQUENCE], grid(dims=[[2, 1], [1, 2], [1]])) + one([PICTURE], grid(dims=[[3, 1, 2], [2, 1]]))),
    "repeat_vector": ("RepeatVector", one([VECTOR, SEQUENCE], grid(n=[1, 4]))),
    "up_sampling2d": ("UpSampling2D", one([PICTURE, SEQUENCE], [{"size": [2, 2]}, {"size": [3, 1], "interpolation": "bilinear"}])),
    "conv2d": (
        "Conv2D",
        one([PICTURE, SMALL], [{"filters": 4, **w} for w in windows])
        + one([PICTURE], [{**K3, "filters": 6, "groups": g} for g in (1, 2, 3, 4)])
        + one([VECTOR, SEQUENCE], [{**K3, "filters": 4}])
        + one([PICTURE], [{**K3, "filters": 4, "strides": [2, 2], "dilation_rate": [2, 2]}]),
    ),
    "depthwise_conv2d": (
        "DepthwiseConv2D",
        one([PICTURE, SMALL], windows) + one([PICTURE], [{**K3, "depth_multiplier": 3}, {**K3, "depth_multiplier": 2, "use_bias": False}]),
    ),
    "separable_conv2d": (
        "SeparableConv2D",
        one([PICTURE, SMALL], [{"filters": 4, **w} for w in windows])
        + one([PICTURE], [{**K3, "filters": 5, "depth_multiplier": 2, "use_bias": False}]),
    ),
    "max_pooling2d": ("MaxPooling2D", one([PICTURE, SMALL], pools)),
    "average_pooling2d": ("AveragePooling2D", one([PICTURE, SMALL], pools)),
    "global_average_pooling2d": ("GlobalAveragePooling2D", one([PICTURE], grid(keepdims=[False, True]))),
    "global_max_pooling2d": ("GlobalMaxPooling2D", one([PICTURE], grid(keepdims=[False, True]))),
    "batch_normalization": (
        "BatchNormalization",
        one([PICTURE, VECTOR], [{}, {"center": False}, {"scale": False, "momentum": 0.9}, {"epsilon": 1e-5}]),
    ),
    "layer_normalization": (
        "LayerNormalization",
        one([PICTURE, VECTOR, SEQUENCE], [{}, {"center": False}, {"scale": False}, {"epsilon": 1e-6}]),
    ),
    "dropout": ("Dropout", one([VECTOR, PICTURE], grid(rate=[0.0, 0.5]))),
    "spatial_dropout2d": ("SpatialDropout2D", one([PICTURE, SEQUENCE], grid(rate=[0.0, 0.5]))),
    "gaussian_dropout": ("GaussianDropout", one([VECTOR, PICTURE], grid(rate=[0.0, 0.3]))),
    "alpha_dropout": ("AlphaDropout", one([VECTOR, PICTURE], grid(rate=[0.0, 0.2]))),
    "gaussian_noise": ("GaussianNoise", one([VECTOR, PICTURE], grid(stddev=[0.0, 0.1]))),
    "add": ("Add", meeting),
    "subtract": ("Subtract", meeting),
    "multiply": ("Multiply", meeting),
    "average": ("Average", meeting),
    "maximum": ("Maximum", meeting),
    "minimum": ("Minimum", meeting),
    "concatenate": (
        "Concatenate",
        [
            {"inputs": inputs, "params": params}
            for inputs, params in (
                ([VECTOR, [4]], {}),
                ([PICTURE, [17, 12, 2], [17, 12, 1]], {}),
                ([PICTURE, [17, 5, 6]], {"axis": 2}),
                ([PICTURE, [3, 12, 6]], {"axis": -3}),
                ([PICTURE, [17, 5, 6]], {}),
                ([VECTOR, PICTURE], {}),
                ([VECTOR, [4]], {"axis": 2}),
            )
        ],
    ),
    "output": ("Activation", one([VECTOR], grid(activation=["softmax", "sigmoid", "linear"]))),
}


def describe(class_name, case):
    """What Keras makes of one case: output shape, weights in order, config."""
    params = dict(case["params"])
    constructor = getattr(keras.layers, class_name)
    inspect.signature(constructor).bind(**params)  # a misspelt case must fail here, not count as refused
    if class_name == "RandomContrast":
        # A single number f means (0, f) to Keras 3.15, against its documentation (1 ± f); Strata means and writes (f, f).
        params["factor"] = [params["factor"], params["factor"]]
    try:
        layer = constructor(**params)
        if class_name == "InputLayer":
            return {"output": list(layer.batch_shape[1:]), "weights": [], "config": layer.get_config()}
        inputs = [keras.Input(shape) for shape in case["inputs"]]
        output = layer(inputs if len(inputs) > 1 else inputs[0])
    except (ValueError, TypeError, ZeroDivisionError) as error:
        return {"output": None, "error": str(error).splitlines()[0]}
    return {
        "output": list(output.shape[1:]),
        "weights": [{"name": w.name, "shape": list(w.shape), "trainable": bool(w.trainable)} for w in layer.weights],
        "config": layer.get_config(),
    }


def main():
    """All of them, or those named."""
    for type_id in sys.argv[1:] or CASES:
        class_name, cases = CASES[type_id]
        described = [{**case, **describe(class_name, case)} for case in cases]
        lines = ",\n".join("    " + json.dumps(case) for case in described)
        head = f'{{\n  "keras": "{keras.__version__}",\n  "className": "{class_name}",\n  "cases": [\n'
        (OUT / f"{type_id}.json").write_text(f"{head}{lines}\n  ]\n}}\n")


if __name__ == "__main__":
    main()
