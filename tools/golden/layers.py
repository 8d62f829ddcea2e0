"""Writes what Keras 3 says of every layer's shape, weights and config to src-shared/layers/golden/<type>.json.

    python -m venv /tmp/golden && /tmp/golden/bin/pip install -r tools/golden/requirements.txt
    /tmp/golden/bin/python tools/golden/layers.py [TYPE…]

Parameters are written as Strata stores them, which are Keras's own. A case that Keras refuses is written with
"output": null. Python is needed to write these files only, not where the tests run.
"""

import inspect
import itertools
import json
import os
import pathlib
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras  # noqa: E402
import preprocessing_shapes  # noqa: E402
import recurrent_shapes  # noqa: E402
from keras.src.applications import convnext, inception_resnet_v2  # noqa: E402
from keras.src.ops import nn as nn_operations  # noqa: E402
from keras.src.ops import numpy as numpy_operations  # noqa: E402

from attention_calls import call, split  # noqa: E402
import weight_normalization  # noqa: E402
from golden_case import names_of  # noqa: E402

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "layers" / "golden"
PICTURE = [17, 12, 6]
SMALL = [2, 3, 1]
VECTOR = [10]
SEQUENCE = [7, 4]
VOLUME = [6, 7, 8, 4]
SHAPES = {1: SEQUENCE, 2: PICTURE, 3: VOLUME}


def grid(**axes):
    """All combinations, each as a dict."""
    return [dict(zip(axes, values)) for values in itertools.product(*axes.values())]


def one(shapes, params):
    """Each set of parameters on each single input."""
    return [{"inputs": [shape], "params": p} for shape in shapes for p in params]


K3 = {"kernel_size": [3, 3]}


def windows(rank):
    """Kernels, strides, dilations and paddings of so many dimensions."""
    last = [1] * (rank - 1)
    k3 = {"kernel_size": [3] * rank}
    return [
        k3,
        {**k3, "padding": "same"},
        {"kernel_size": [1] * rank},
        {"kernel_size": [5] + [3] * (rank - 1)},
        {"kernel_size": [5] + [3] * (rank - 1), "padding": "same", "strides": [2] * rank},
        {**k3, "strides": [3] * rank},
        {**k3, "dilation_rate": [2] * rank},
        {**k3, "dilation_rate": [2] + [3] * (rank - 1), "padding": "same"},
        {**k3, "use_bias": False, "activation": "relu"},
        {**k3, "strides": [2] * rank, "dilation_rate": [2] * rank},
        {"kernel_size": [2] + last, "strides": [2] * rank},
    ]


def both(window):
    """Strides and dilation: Keras gives depthwise convolutions a shape, and TensorFlow then refuses to compute them."""
    return "strides" in window and "dilation_rate" in window


def transposed(rank):
    k3 = {"kernel_size": [3] * rank, "filters": 3}
    return [
        k3,
        {**k3, "padding": "same"},
        {**k3, "strides": [2] * rank},
        {**k3, "strides": [2] * rank, "padding": "same"},
        {**k3, "kernel_size": [2] * rank, "strides": [3] * rank, "use_bias": False},
        {**k3, "strides": [2] * rank, "output_padding": [1] * rank},
        {**k3, "strides": [3] * rank, "padding": "same", "output_padding": [2] + [0] * (rank - 1)},
        {**k3, "strides": [2] * rank, "output_padding": [2] * rank},
        {**k3, "dilation_rate": [2] * rank},
        {**k3, "dilation_rate": [2] * rank, "padding": "same", "activation": "tanh"},
        {**k3, "strides": [2] * rank, "dilation_rate": [2] * rank},
    ]


def pools(rank):
    return [
        {"pool_size": [2] * rank},
        {"pool_size": [2] * rank, "padding": "same"},
        {"pool_size": [3] + [2] * (rank - 1)},
        {"pool_size": [3] * rank, "strides": [1] + [2] * (rank - 1)},
        {"pool_size": [3] * rank, "strides": [2] * rank, "padding": "same"},
    ]


# Every option that Keras knows for a weight, each at least once.
OPTIONS = [
    {"kernel_initializer": {"name": "random_normal", "mean": 0.0, "stddev": 0.02}, "bias_initializer": {"name": "constant", "value": 0.1}},
    {"kernel_initializer": {"name": "variance_scaling", "scale": 2.0, "mode": "fan_out", "distribution": "uniform"}},
    {"kernel_initializer": {"name": "orthogonal", "gain": 1.5}, "bias_initializer": "ones"},
    {"kernel_initializer": {"name": "random_uniform", "minval": -0.1, "maxval": 0.2}},
    {"kernel_regularizer": {"name": "l2", "l2": 0.5}, "bias_regularizer": {"name": "l1", "l1": 0.25}},
    {"kernel_regularizer": {"name": "l1_l2", "l1": 0.5, "l2": 0.25}, "activity_regularizer": {"name": "l2", "l2": 0.125}},
    {"kernel_constraint": {"name": "max_norm", "max_value": 3, "axis": [0]}, "bias_constraint": "non_neg"},
    {"kernel_constraint": {"name": "min_max_norm", "min_value": 0.5, "max_value": 2.0, "rate": 0.9, "axis": [0]}},
    {"kernel_constraint": {"name": "unit_norm", "axis": [0, 1]}},
]


def renamed(options, **names):
    """The same options for weights of other names."""
    rename = lambda key: next((new + key[len(old) :] for old, new in names.items() if key.startswith(old + "_")), key)
    return [{rename(key): value for key, value in one.items()} for one in options]


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
        one([PICTURE], [{"factor": [-0.1, 0.1]}, {"factor": [0.0, 0.25], "fill_mode": "constant", "fill_value": 3.0}]),
    ),
    "random_translation": (
        "RandomTranslation",
        one([PICTURE], [{"height_factor": 0.1, "width_factor": [-0.1, 0.2]}, {"height_factor": 0.3, "width_factor": 0.0, "interpolation": "nearest"}]),
    ),
    "random_contrast": ("RandomContrast", one([PICTURE], [{"factor": [0.1, 0.1]}, {"factor": [0.0, 0.5], "value_range": [0, 1]}])),
    "dense": (
        "Dense",
        one(
            [VECTOR, SEQUENCE, PICTURE],
            [{"units": 3}, {"units": 5, "use_bias": False}, {"units": 4, "activation": "gelu", "kernel_initializer": "he_normal"}],
        )
        + one([VECTOR], [{"units": 3, **options} for options in OPTIONS])
        + one([VECTOR], [{"units": 3, "kernel_initializer": "identity", "kernel_regularizer": {"name": "orthogonal_regularizer", "factor": 0.5, "mode": "columns"}}]),
    ),
    "flatten": ("Flatten", one([VECTOR, SEQUENCE, PICTURE, [2, 3, 4, 5]], [{}])),
    "reshape": (
        "Reshape",
        one([[24]], grid(target_shape=[[4, 6], [-1], [2, -1], [2, 3, 4], [5, 5], [7, -1]])) + one([[2, 3, 4]], grid(target_shape=[[24], [6, 4], [-1, 1]])),
    ),
    "identity": ("Identity", one([VECTOR, PICTURE], [{}])),
    "permute": ("Permute", one([SEQUENCE], grid(dims=[[2, 1], [1, 2], [1]])) + one([PICTURE], grid(dims=[[3, 1, 2], [2, 1]]))),
    "repeat_vector": ("RepeatVector", one([VECTOR, SEQUENCE], grid(n=[1, 4]))),
    "dropout": ("Dropout", one([VECTOR, PICTURE], grid(rate=[0.0, 0.5])) + one([PICTURE], grid(rate=[0.5], noise_shape=[[None, 1, 1, 1], [None, None, None, 1], [1, 17, 1, 6], [6]]))),
    "gaussian_dropout": ("GaussianDropout", one([VECTOR, PICTURE], grid(rate=[0.0, 0.3]))),
    "alpha_dropout": ("AlphaDropout", one([VECTOR, PICTURE], grid(rate=[0.0, 0.2])) + one([SEQUENCE], grid(rate=[0.2], noise_shape=[[None, 1, None], [1, 7, 1]]))),
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
    "activity_regularization": ("ActivityRegularization", one([VECTOR, PICTURE], [{}, {"l1": 0.5, "l2": 0.25}])),
    "masking": ("Masking", one([SEQUENCE, PICTURE], [{}, {"mask_value": -1.0}])),
    "embedding": ("Embedding", one([VECTOR, [3, 4]], [{"input_dim": 9, "output_dim": 2, "mask_zero": True}, {"input_dim": 20, "output_dim": 3}, {"input_dim": 7, "output_dim": 5, "embeddings_initializer": {"name": "random_normal", "mean": 0.0, "stddev": 1.0}, "embeddings_constraint": "non_neg"}])),
    "einsum_dense": (
        "EinsumDense",
        one([VECTOR], [{"equation": "ab,bc->ac", "output_shape": [8]}, {"equation": "ab,bc->ac", "output_shape": [8], "bias_axes": "c", "activation": "relu"}, {"equation": "ab,cd->ad", "output_shape": [8]}])
        + one([SEQUENCE], [{"equation": "abc,cd->abd", "output_shape": [7, 8], "bias_axes": "d"}, {"equation": "abc,cde->abde", "output_shape": [7, 2, 3], "bias_axes": "de"}, {"equation": "abc,cde->abde", "output_shape": [7, 2, 3], "bias_axes": "d"}, {"equation": "...x,xy->...y", "output_shape": [8], "bias_axes": "y"}, {"equation": "ab...,bc->ac...", "output_shape": [8], "bias_axes": "c"}, {"equation": "abc,cd->abd", "output_shape": [6, 8]}, {"equation": "abc,cd->abd", "output_shape": [-1, 8], "bias_axes": "bd"}]),
    ),
    "dot": (
        "Dot",
        [
            {"inputs": inputs, "params": params}
            for inputs, params in (
                ([VECTOR, VECTOR], {"axes": [-1, -1]}),
                ([VECTOR, VECTOR], {"axes": [1, 1], "normalize": True}),
                ([SEQUENCE, [5, 4]], {"axes": [2, 2]}),
                ([SEQUENCE, [7, 3]], {"axes": [1, 1]}),
                ([SEQUENCE, [4]], {"axes": [2, 1]}),
                ([SEQUENCE, [5]], {"axes": [2, 1]}),
            )
        ],
    ),
    "stochastic_depth": ("StochasticDepth", one([VECTOR, PICTURE], grid(drop_path_rate=[0.0, 0.25]))),
    "layer_scale": ("LayerScale", [{"inputs": [shape], "params": {"init_values": value, "projection_dim": shape[-1]}} for shape in (VECTOR, PICTURE) for value in (1e-6, 0.5)]),
    "scaled_add": ("CustomScaleLayer", [{"inputs": [shape, shape], "params": {"scale": scale}} for shape in (VECTOR, PICTURE) for scale in (0.2, 1.0)]),
}


SHARED = {"num_heads": 2, "key_dim": 3}
GROUPED = {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2}
PAIR = [SEQUENCE, [5, 4]]
MORE = [[6, 5, 4], [6, 3, 4]]
CASES |= {
    "multi_head_attention": (
        "MultiHeadAttention",
        [
            {"inputs": inputs, "params": {**SHARED, **params}}
            for inputs, params in (
                ([SEQUENCE], {}),
                ([SEQUENCE], {"use_causal_mask": True, "dropout": 0.1}),
                ([SEQUENCE], {"use_bias": False, "value_dim": 5}),
                ([SEQUENCE], {"output_shape": [6], "use_gate": True}),
                ([SEQUENCE], {"output_shape": [6, 2], "sliding_window": 2}),
                ([SEQUENCE], {"return_attention_scores": True}),
                (PAIR, {}),
                ([SEQUENCE, [5, 3], [5, 2]], {"use_causal_mask": True}),
                ([SEQUENCE, [5, 3], [4, 2]], {}),
                ([PICTURE], {}),
                ([PICTURE], {"attention_axes": [2]}),
                (MORE, {"attention_axes": [2]}),
            )
        ]
        + one([SEQUENCE], [{**SHARED, **{key: value for key, value in options.items() if not key.startswith("activity")}} for options in OPTIONS]),
    ),
    "group_query_attention": (
        "GroupQueryAttention",
        [
            {"inputs": inputs, "params": {**GROUPED, **params}}
            for inputs, params in (
                ([SEQUENCE], {}),
                ([SEQUENCE], {"use_causal_mask": True, "dropout": 0.1, "use_bias": False}),
                ([SEQUENCE], {"use_gate": True, "sliding_window": 3}),
                ([SEQUENCE], {"num_key_value_heads": 1}),
                ([SEQUENCE], {"num_key_value_heads": 3}),
                (PAIR, {"kernel_initializer": "he_normal", "kernel_regularizer": "l2"}),
                (PAIR, {"return_attention_scores": True}),
                ([SEQUENCE, [5, 4], [5, 2]], {}),
                ([SEQUENCE, [5, 3]], {}),
                ([SEQUENCE, [5, 4], [4, 4]], {}),
            )
        ],
    ),
    "attention": (
        "Attention",
        [
            {"inputs": inputs, "params": params}
            for inputs in ([SEQUENCE], PAIR, [SEQUENCE, [5, 3], [5, 4]])
            for params in ({}, {"use_scale": True}, {"score_mode": "concat", "dropout": 0.2}, {"use_scale": True, "score_mode": "concat", "use_causal_mask": True}, {"return_attention_scores": True})
        ],
    ),
    "additive_attention": (
        "AdditiveAttention",
        [
            {"inputs": inputs, "params": params}
            for inputs in ([SEQUENCE], PAIR, [SEQUENCE, [5, 3], [5, 4]])
            for params in ({}, {"use_scale": False, "dropout": 0.2}, {"use_causal_mask": True}, {"return_attention_scores": True})
        ],
    ),
    "position_embedding": ("PositionEmbedding", one([SEQUENCE, [5, 7, 4]], [{"sequence_length": 7}, {"sequence_length": 9, "initializer": {"name": "random_normal", "mean": 0.0, "stddev": 0.02}}])),
    "sine_position_encoding": ("SinePositionEncoding", one([SEQUENCE, [5, 7, 4]], [{}, {"max_wavelength": 100}])),
    "rotary_embedding": ("RotaryEmbedding", one([SEQUENCE, [7, 2, 4]], [{}, {"max_wavelength": 100, "scaling_factor": 2.0}, {"rope_type": "dynamic", "scaling_factor": 4.0}]) + one([[4, 6]], [{"sequence_axis": 2, "feature_axis": 1}])),
}

CASES |= recurrent_shapes.cases(one, OPTIONS)

ACTIVATIONS = (
    "linear relu relu6 leaky_relu elu celu selu gelu silu hard_silu mish sigmoid hard_sigmoid sparse_sigmoid log_sigmoid tanh "
    "hard_tanh tanh_shrink hard_shrink soft_shrink softmax log_softmax sparsemax softplus sparse_plus squareplus softsign exponential"
).split()
RENORM = [{}, {"renorm_rmin": 0.8, "renorm_rmax": 1.25, "renorm_dmax": 0.5, "renorm_momentum": 0.7}, {"renorm_rmax": 1.1, "center": False}, {"scale": False, "renorm_dmax": 0.1}]
NORMALIZED = [
    {},
    {"center": False},
    {"scale": False},
    {"epsilon": 1e-5},
    {"axis": 1},
    {"axis": -2},
    *renamed(OPTIONS[4:5], kernel="gamma", bias="beta"),
    *renamed([{key: value for key, value in options.items() if "initializer" in key} for options in OPTIONS[:1]], kernel="gamma", bias="beta"),
]

CASES |= preprocessing_shapes.cases(one)
CASES |= {
    "activation": ("Activation", one([VECTOR, PICTURE], grid(activation=ACTIVATIONS))),
    "relu": ("ReLU", one([VECTOR, PICTURE], [{}, {"max_value": 6.0}, {"negative_slope": 0.1, "threshold": 0.5}])),
    "leaky_relu": ("LeakyReLU", one([VECTOR, PICTURE], [{}, {"negative_slope": 0.1}])),
    "prelu": (
        "PReLU",
        one([VECTOR, SEQUENCE, PICTURE], [{}, {"alpha_initializer": {"name": "constant", "value": 0.25}}])
        + one([PICTURE], [{"shared_axes": [1, 2]}, {"alpha_regularizer": "l2", "alpha_constraint": "non_neg"}]),
    ),
    "elu": ("ELU", one([VECTOR, PICTURE], [{}, {"alpha": 0.5}])),
    "softmax": ("Softmax", one([VECTOR, PICTURE], [{"axis": [-1]}]) + one([PICTURE], [{"axis": [1, 2]}, {"axis": [1]}])),
    "glu": ("Glu", one([VECTOR, PICTURE], [{}]) + one([PICTURE], [{"axis": 2}, {"axis": -3}])),
    "take": ("Take", one([SEQUENCE, PICTURE], [{"axis": 1, "indices": [-1], "drop": True}, {"axis": -1, "indices": [2, 1, 0]}, {"axis": 2, "indices": [0, 0]}, {"axis": -2, "indices": [1]}])),
    "stack": ("Stack", [{"inputs": [shape] * count, "params": params} for shape, count in ((VECTOR, 2), (SEQUENCE, 3)) for params in ({"axis": -1}, {"axis": 1}, {"axis": -2})] + [{"inputs": [VECTOR, SEQUENCE], "params": {"axis": -1}}]),
    "threshold": ("Threshold", one([VECTOR, PICTURE], [{"threshold": 0.5, "default_value": -1.0}])),
    "gelu": ("Gelu", one([VECTOR, PICTURE], grid(approximate=[True, False]))),
    "up_sampling2d": ("UpSampling2D", one([PICTURE, SEQUENCE], [{"size": [2, 2]}, {"size": [3, 1], "interpolation": "bilinear"}, {"size": [2, 2], "interpolation": "bicubic"}])),
    "up_sampling1d": ("UpSampling1D", one([SEQUENCE, PICTURE], [{"size": 2}, {"size": 3}])),
    "up_sampling3d": ("UpSampling3D", one([VOLUME, PICTURE], [{"size": [2, 2, 2]}, {"size": [1, 2, 3]}])),
    "zero_padding1d": ("ZeroPadding1D", one([SEQUENCE, VECTOR], [{"padding": [1, 1]}, {"padding": [0, 3]}])),
    "cropping1d": ("Cropping1D", one([SEQUENCE, VECTOR], [{"cropping": [1, 1]}, {"cropping": [0, 3]}, {"cropping": [4, 3]}])),
    "batch_normalization": ("BatchNormalization", one([PICTURE, VECTOR], [*NORMALIZED, {"momentum": 0.9}, {"moving_variance_initializer": "zeros"}, *({"renorm": True, **keys} for keys in RENORM)])),
    "layer_normalization": ("LayerNormalization", one([PICTURE, VECTOR, SEQUENCE], [{**p, "axis": [p["axis"]] if "axis" in p else [-1]} for p in NORMALIZED] + [{"axis": [-2, -1]}])),
    "group_normalization": ("GroupNormalization", one([PICTURE, VECTOR, SEQUENCE], [{"groups": 2, **p} for p in NORMALIZED if p.get("axis") != -2] + [{"groups": 1}, {"groups": 5}, {}])),
    "rms_normalization": ("RMSNormalization", one([PICTURE, VECTOR, SEQUENCE], [{"axis": [-1]}, {"axis": [-1], "epsilon": 1e-3}, {"axis": [-2, -1]}])),
    "unit_normalization": ("UnitNormalization", one([PICTURE, VECTOR, SEQUENCE], [{"axis": [-1]}, {"axis": [1, 2]}])),
}
CASES |= {
    f"{name}{rank}d": (class_name.format(rank), cases)
    for rank, shape in SHAPES.items()
    for name, class_name, cases in [
        (
            "conv",
            "Conv{}D",
            one([shape, [2] * rank + [1]], [{"filters": 4, **w} for w in windows(rank)])
            + one([[*shape[:-1], 6]], [{"kernel_size": [3] * rank, "filters": 6, "groups": g} for g in (1, 2, 3, 4)])
            + one([VECTOR, [3, 3], [3, 3, 3]], [{"kernel_size": [3] * rank, "filters": 4, "padding": "same"}])
            + one([shape], [{"kernel_size": [3] * rank, "filters": 4, **options} for options in OPTIONS])
            + (one([shape], [{"filters": 4, "kernel_size": [3], "padding": "causal", "dilation_rate": [d]} for d in (1, 2)]) if rank == 1 else []),
        ),
        ("max_pooling", "MaxPooling{}D", one([shape, [2] * rank + [1]], pools(rank))),
        ("average_pooling", "AveragePooling{}D", one([shape, [2] * rank + [1]], pools(rank))),
        ("global_average_pooling", "GlobalAveragePooling{}D", one([shape, VECTOR], grid(keepdims=[False, True]))),
        ("global_max_pooling", "GlobalMaxPooling{}D", one([shape, VECTOR], grid(keepdims=[False, True]))),
        ("adaptive_average_pooling", "AdaptiveAveragePooling{}D", one([shape], [{"output_size": [n] * rank} for n in (1, 3, 4)])),
        ("adaptive_max_pooling", "AdaptiveMaxPooling{}D", one([shape], [{"output_size": [n] * rank} for n in (1, 3, 4)])),
        ("spatial_dropout", "SpatialDropout{}D", one([shape, [3]], grid(rate=[0.0, 0.5]))),
    ]
}
CASES |= {
    f"conv{rank}d_transpose": (f"Conv{rank}DTranspose", one([shape], transposed(rank)) + one([VECTOR], transposed(rank)[:1]))
    for rank, shape in SHAPES.items()
}
CASES |= {
    f"{name}{rank}d": (f"{class_name}{rank}D", cases)
    for rank, shape in list(SHAPES.items())[:2]
    for name, class_name, cases in [
        (
            "depthwise_conv",
            "DepthwiseConv",
            one([shape, [2] * rank + [1]], [w for w in windows(rank) if not both(w)])
            + one([shape], [{"kernel_size": [3] * rank, "depth_multiplier": 3}, {"kernel_size": [3] * rank, "depth_multiplier": 2, "use_bias": False}])
            + one([shape], [{"kernel_size": [3] * rank, **options} for options in renamed(OPTIONS[:8], kernel="depthwise")]),
        ),
        (
            "separable_conv",
            "SeparableConv",
            one([shape, [2] * rank + [1]], [{"filters": 4, **w} for w in windows(rank) if not both(w)])
            + one([shape], [{"kernel_size": [3] * rank, "filters": 5, "depth_multiplier": 2, "use_bias": False}]),
        ),
    ]
}
CASES |= {
    f"{name}{rank}d": (f"{class_name}{rank}D", one([SHAPES[rank], VECTOR], [{parameter: sides} for sides in ([[1, 1]] * rank, [[0, 2], [1, 0], [2, 1]][:rank], [[3, 4]] * rank)]))
    for rank in (2, 3)
    for name, class_name, parameter in [("zero_padding", "ZeroPadding", "padding"), ("cropping", "Cropping", "cropping")]
}


def class_named(class_name):
    """A layer, one of the classes that Keras keeps to itself, or one of KerasHub's."""
    for place in (keras.layers, nn_operations, convnext, inception_resnet_v2, weight_normalization, numpy_operations):
        if hasattr(place, class_name):
            return getattr(place, class_name)
    import keras_hub

    return getattr(keras_hub.layers, class_name)


def renorm_clipping(params):
    """Strata has the bounds of batch renormalization one by one, Keras in one object."""
    bounds = {key: params[f"renorm_{key}"] for key in ("rmin", "rmax", "dmax") if f"renorm_{key}" in params}
    others = {key: value for key, value in params.items() if key.removeprefix("renorm_") not in bounds}
    return {**others, "renorm_clipping": bounds} if bounds else others


def keras_value(key, value):
    """Strata's `{"name": "l2", "l2": 0.5}` and `{"type": "lstm", "params": {}}` as the objects of Keras that they stand for."""
    if key == "cells":
        return [keras_value("cell", cell) for cell in value]
    if key in ("layer", "backward_layer", "cell") and isinstance(value, dict):
        # A layer in another one: what Strata starts with, and what is said of it.
        starts = {"units": {"dense": 64}.get(value["type"], 32)} if CASES[value["type"]][0] in ("Dense", "LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "SimpleRNNCell") else {}
        params = {name: keras_value(name, one) for name, one in {**starts, **value["params"]}.items()}
        return class_named(CASES[value["type"]][0])(**params)
    for kind in ("initializer", "regularizer", "constraint"):
        if f"_{key}".endswith(f"_{kind}") and isinstance(value, dict):
            settings = {name: setting for name, setting in value.items() if name != "name"}
            class_name = "".join(part.capitalize() for part in value["name"].split("_"))
            return getattr(getattr(keras, f"{kind}s"), class_name)(**settings)
    if key == "output_shape":
        return [None if size == -1 else size for size in value]
    return value


def describe(class_name, case):
    """What Keras makes of one case: output shape, weights in order, config."""
    params = renorm_clipping({key: keras_value(key, value) for key, value in case["params"].items()})
    constructor = class_named(class_name)
    params, at_call = split(params)
    inspect.signature(constructor).bind(**params)  # a misspelt case must fail here, not count as refused
    if class_name == "TextVectorization" and "ngrams" in params:
        params["ngrams"] = tuple(params["ngrams"])
    try:
        layer = constructor(**params)
        if class_name == "InputLayer":
            return {"output": list(layer.batch_shape[1:]), "weights": [], "config": layer.get_config()}
        inputs = [keras.Input(shape, dtype=case.get("dtype")) for shape in case["inputs"]]
        before = layer.get_config()
        output, *others = keras.tree.flatten(call(layer, inputs, **at_call))
    except (ValueError, TypeError, ZeroDivisionError) as error:
        return {"output": None, "error": str(error).splitlines()[0]}
    return {
        "output": list(output.shape[1:]),
        **({"others": [list(other.shape[1:]) for other in others]} if others else {}),
        "weights": [{"name": name, "shape": list(w.shape), "trainable": bool(w.trainable)} for name, w in names_of(layer, getattr(layer, "weights", [])).items()],
        # Attention fills in the axes that it works out from shapes.
        "config": {**layer.get_config(), **{key: value for key, value in before.items() if key == "attention_axes"}},
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
