"""Golden files for the trainer's layers and optimizers: what Keras 3 computes.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6
    VENV/bin/python tools/golden/trainer_layers.py

Writes src-main/trainer/testing/golden/*.json. Never run by the app or its tests.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from golden_case import Draws, case as golden_case, tensor

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden"


draws = Draws(20)
normal = draws.normal


def case(kind, layer, shapes, params, training=False, offset=0.0, **extra):
    return golden_case(draws, kind, layer, shapes, params, training, offset, **extra)


def layer_cases():
    L = keras.layers
    cases = []

    def add(kind, make, shapes, params=None, training=False, **extra):
        params = params or {}
        cases.append(case(kind, make(**params), shapes, params, training, **extra))

    for name in [
        "linear", "relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "hard_silu", "mish", "sigmoid",
        "hard_sigmoid", "tanh", "softmax", "log_softmax", "softplus", "softsign", "exponential",
    ]:
        add("activation", L.Activation, [(12,)], {"activation": name})
    # Only softmax, sigmoid and linear end a network.
    for name in ["softmax", "sigmoid", "linear"]:
        add("output", L.Activation, [(5,)], {"activation": name})

    add("dense", L.Dense, [(4,)], {"units": 3})
    add("dense", L.Dense, [(4,)], {"units": 3, "activation": "gelu", "use_bias": False})
    add("dense", L.Dense, [(3, 4)], {"units": 2, "activation": "leaky_relu"})
    add("dense", L.Dense, [(4,)], {"units": 5, "activation": "relu"})

    add("conv2d", L.Conv2D, [(6, 5, 2)], {"filters": 3, "kernel_size": [3, 3]})
    add("conv2d", L.Conv2D, [(6, 5, 2)], {"filters": 3, "kernel_size": [3, 2], "strides": [2, 2], "padding": "same", "activation": "relu"})
    add("conv2d", L.Conv2D, [(6, 5, 2)], {"filters": 2, "kernel_size": [1, 1], "use_bias": False, "activation": "silu"})
    add("conv2d", L.Conv2D, [(7, 6, 2)], {"filters": 2, "kernel_size": [3, 3], "dilation_rate": [2, 2]})
    add("conv2d", L.Conv2D, [(7, 6, 2)], {"filters": 2, "kernel_size": [3, 2], "dilation_rate": [2, 3], "padding": "same", "activation": "tanh"})
    add("depthwise_conv2d", L.DepthwiseConv2D, [(5, 6, 2)], {"kernel_size": [3, 3]})
    add("depthwise_conv2d", L.DepthwiseConv2D, [(5, 6, 2)], {"kernel_size": [2, 3], "depth_multiplier": 2, "padding": "same", "activation": "hard_sigmoid"})
    add("depthwise_conv2d", L.DepthwiseConv2D, [(6, 6, 2)], {"kernel_size": [3, 3], "strides": [2, 2], "padding": "same", "use_bias": False})
    add("depthwise_conv2d", L.DepthwiseConv2D, [(7, 6, 2)], {"kernel_size": [3, 3], "dilation_rate": [2, 2], "padding": "same"})
    add("separable_conv2d", L.SeparableConv2D, [(5, 6, 2)], {"filters": 3, "kernel_size": [3, 3]})
    add("separable_conv2d", L.SeparableConv2D, [(6, 6, 2)], {"filters": 3, "kernel_size": [3, 3], "strides": [2, 2], "padding": "same", "depth_multiplier": 2, "activation": "relu"})
    add("separable_conv2d", L.SeparableConv2D, [(7, 7, 2)], {"filters": 3, "kernel_size": [3, 3], "dilation_rate": [2, 2], "use_bias": False})

    for kind, make in [("max_pooling2d", L.MaxPooling2D), ("average_pooling2d", L.AveragePooling2D)]:
        add(kind, make, [(6, 4, 2)], {"pool_size": [2, 2]})
        add(kind, make, [(5, 5, 2)], {"pool_size": [3, 2], "strides": [2, 1], "padding": "same"})
    for kind, make in [("global_max_pooling2d", L.GlobalMaxPooling2D), ("global_average_pooling2d", L.GlobalAveragePooling2D)]:
        add(kind, make, [(3, 4, 2)])
        add(kind, make, [(3, 4, 2)], {"keepdims": True})

    add("batch_normalization", L.BatchNormalization, [(3, 4, 2)], training=True)
    add("batch_normalization", L.BatchNormalization, [(3, 4, 2)], training=False)
    add("batch_normalization", L.BatchNormalization, [(5,)], {"momentum": 0.9, "epsilon": 0.01}, training=True)
    add("batch_normalization", L.BatchNormalization, [(4, 3)], {"center": False, "scale": False}, training=True)
    add("layer_normalization", L.LayerNormalization, [(6,)])
    add("layer_normalization", L.LayerNormalization, [(3, 4, 5)], {"epsilon": 0.01})
    add("layer_normalization", L.LayerNormalization, [(4, 5)], {"center": False, "scale": False})

    add("flatten", L.Flatten, [(3, 2, 2)])
    add("reshape", L.Reshape, [(3, 4)], {"target_shape": [2, 6]})
    add("reshape", L.Reshape, [(3, 4)], {"target_shape": [2, -1, 3]})
    add("add", L.Add, [(3, 4), (3, 4), (3, 4)])
    add("concatenate", L.Concatenate, [(3, 2), (3, 4)])
    add("concatenate", L.Concatenate, [(3, 2), (1, 2)], {"axis": 1})
    add("rescaling", L.Rescaling, [(3, 2)], {"scale": 0.5, "offset": -1.0})
    add("resizing", L.Resizing, [(4, 5, 2)], {"height": 7, "width": 3})
    add("resizing", L.Resizing, [(4, 5, 2)], {"height": 2, "width": 9, "interpolation": "nearest"})
    add("resizing", L.Resizing, [(8, 8, 1)], {"height": 3, "width": 4})
    # At inference these let everything through; what they do in training is in `augmentation`.
    add("dropout", L.Dropout, [(4,)], {"rate": 0.5})
    add("random_flip", L.RandomFlip, [(4, 4, 1)])
    add("random_rotation", L.RandomRotation, [(4, 4, 1)], {"factor": 0.2})
    add("random_translation", L.RandomTranslation, [(4, 4, 1)], {"height_factor": 0.2, "width_factor": 0.2})
    add("random_contrast", L.RandomContrast, [(4, 4, 1)], {"factor": 0.2})
    return cases


def further_layer_cases():
    """After everything else, so that the random numbers of the cases above stay as they are."""
    L = keras.layers
    cases = []

    def add(kind, make, shapes, params=None, training=False, offset=0.0):
        params = params or {}
        cases.append(case(kind, make(**params), shapes, params, training, offset))

    for kind, make in [
        ("subtract", L.Subtract), ("multiply", L.Multiply), ("average", L.Average), ("maximum", L.Maximum), ("minimum", L.Minimum),
    ]:
        add(kind, make, [(3, 4), (3, 4)])
        add(kind, make, [(2, 3, 4), (1, 1, 4)])
        add(kind, make, [(2, 3, 4), (4,)])
        if kind != "subtract":
            add(kind, make, [(3, 4), (3, 4), (3, 4)])

    # At inference these let everything through; in training they are tried by their statistics.
    add("spatial_dropout2d", L.SpatialDropout2D, [(3, 3, 2)], {"rate": 0.5})
    add("gaussian_dropout", L.GaussianDropout, [(4,)], {"rate": 0.5})
    add("alpha_dropout", L.AlphaDropout, [(4,)], {"rate": 0.5})
    add("gaussian_noise", L.GaussianNoise, [(4,)], {"stddev": 0.5})

    add("identity", L.Identity, [(3, 2)])
    add("permute", L.Permute, [(3, 2)], {"dims": [2, 1]})
    add("permute", L.Permute, [(3, 2, 4)], {"dims": [3, 1, 2]})
    add("repeat_vector", L.RepeatVector, [(4,)], {"n": 3})
    add("up_sampling2d", L.UpSampling2D, [(3, 4, 2)], {"size": [2, 3]})
    add("up_sampling2d", L.UpSampling2D, [(3, 4, 2)], {"size": [2, 3], "interpolation": "bilinear"})
    return cases


def grouped_conv():
    """TensorFlow has no gradient of grouped convolutions on a CPU: the same thing from its parts."""
    layer = keras.layers.Conv2D(4, 3, groups=2, padding="same")
    x = normal((2, 5, 5, 4))
    layer(x)
    kernel, bias = normal(layer.kernel.shape), normal((4,))
    layer.set_weights([kernel, bias])
    parts = [tf.nn.conv2d(x[..., 2 * i : 2 * i + 2], kernel[..., 2 * i : 2 * i + 2], 1, "SAME") for i in range(2)]
    return {"input": tensor(x), "kernel": tensor(kernel), "bias": tensor(bias), "output": tensor(tf.concat(parts, -1) + bias)}


def augmentation():
    """The deterministic part of each augmentation, for given draws; with gradients of affine transforms."""
    x = tf.constant(np.abs(normal((2, 5, 6, 2), 60)))
    cases = []
    for mode in ["reflect", "constant", "wrap", "nearest"]:
        rotation = keras.layers.RandomRotation(0.5, fill_mode=mode, fill_value=3.0)
        angles = tf.constant([25.0, -70.0])
        zeros, ones = tf.zeros([2]), tf.ones([2])
        matrix = rotation._compute_affine_matrix(0.5, 0.5, angles, zeros, zeros, ones, zeros, zeros, 5, 6)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = keras.ops.image.affine_transform(x, matrix, fill_mode=mode, fill_value=3.0)
            dy = tf.constant(normal(y.shape))
            scalar = tf.reduce_sum(y * dy)
        cases.append({
            "kind": "rotation", "mode": mode, "fill": 3.0, "draws": [float(a) * np.pi / 180 for a in angles],
            "output": tensor(y), "dy": tensor(dy), "gradient": tensor(tape.gradient(scalar, x)),
        })
    translation = keras.layers.RandomTranslation(0.5, 0.5, fill_mode="constant")
    moves = tf.constant([[1.5, -2.0], [0.0, 0.75]])
    y = translation.transform_images(x, {"translations": moves, "input_shape": (2, 5, 6, 2)}, training=True)
    cases.append({"kind": "translation", "mode": "constant", "fill": 0.0, "draws": np.asarray(moves).tolist(), "output": tensor(y)})
    contrast = keras.layers.RandomContrast(0.5)
    factors = tf.reshape(tf.constant([0.6, 1.4]), [2, 1, 1, 1])
    y = contrast.transform_images(x, {"contrast_factor": factors}, training=True)
    cases.append({"kind": "contrast", "mode": "", "fill": 0.0, "draws": [0.6, 1.4], "output": tensor(y)})
    return {"input": tensor(x), "cases": cases}


def write(name, value):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


layers = layer_cases()
write("grouped-conv", grouped_conv())
write("augmentation", augmentation())
write("layers", layers + further_layer_cases())
print("keras", keras.__version__, "tensorflow", tf.__version__, "->", OUT)
