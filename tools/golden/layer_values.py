"""Golden files of single layers: what Keras 3 computes forward and backward, from one seed per layer.

    VENV/bin/python tools/golden/layer_values.py [TYPE…]

Set up as for trainer_layers.py. Writes src-main/trainer/testing/golden/layers/<type>.json; adding a layer leaves the
files of the others as they are.
"""

import json
import os
import sys
import zlib
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from attention_calls import split
from golden_case import Draws, case, tensor
from layers import RENORM, class_named, keras_value, renorm_clipping
from value_rows import MASK, masked, row, with_scores

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "layers"
SEQUENCE, PICTURE, VOLUME = (6, 2), (6, 5, 2), (5, 4, 6, 2)
SHAPES = {1: SEQUENCE, 2: PICTURE, 3: VOLUME}


def by_groups(layer, x):
    """TensorFlow has no gradient of grouped convolutions on a CPU: the same thing from its parts."""
    parts = zip(tf.split(x, layer.groups, -1), tf.split(layer.kernel.value, layer.groups, -1))
    form = {1: "NWC", 2: "NHWC", 3: "NDHWC"}[layer.rank]
    options = {"strides": layer.strides, "padding": layer.padding.upper(), "dilations": layer.dilation_rate, "data_format": form}
    done = [tf.nn.convolution(part, kernel, **options) for part, kernel in parts]
    return layer.activation(tf.concat(done, -1) + layer.bias)


def by_windows(layer, x):
    """TensorFlow's gradient of adaptive max pooling reads memory that nobody wrote: the same thing from its parts."""
    for axis, count in enumerate(layer.output_size, start=1):
        size = x.shape[axis]
        ends = [(i * size // count, -(-(i + 1) * size // count)) for i in range(count)]
        x = tf.stack([tf.reduce_max(tf.gather(x, range(*end), axis=axis), axis) for end in ends], axis)
    return x


def windows(rank):
    last = [1] * (rank - 1)
    return [
        {"kernel_size": [3] * rank},
        {"kernel_size": [3] + [2] * (rank - 1), "strides": [2] * rank, "padding": "same", "activation": "tanh"},
        {"kernel_size": [2] + last, "use_bias": False},
        {"kernel_size": [2] * rank, "dilation_rate": [2] * rank},
        {"kernel_size": [2] + [3] * (rank - 1), "dilation_rate": [3] + [1] * (rank - 1), "padding": "same"},
    ]


def transposed(rank):
    return [
        {"kernel_size": [3] * rank},
        {"kernel_size": [3] * rank, "strides": [2] * rank, "padding": "same", "activation": "tanh"},
        {"kernel_size": [2] * rank, "strides": [3] + [2] * (rank - 1), "use_bias": False},
        {"kernel_size": [3] * rank, "strides": [2] * rank, "padding": "same", "output_padding": [1] * rank},
        {"kernel_size": [3] * rank, "strides": [2] * rank, "output_padding": [1] * rank},
    ]


ACTIVATIONS = (
    "celu sparse_sigmoid log_sigmoid hard_tanh tanh_shrink hard_shrink soft_shrink sparsemax sparse_plus squareplus"
).split()
NORMALIZED = [
    row((6,)),
    row((3, 4, 6), {"epsilon": 0.01}),
    row((4, 6), {"center": False}),
    row((4, 6), {"scale": False}),
]

CASES = {
    "activation": ("Activation", [row((12,), {"activation": name}) for name in ACTIVATIONS] + [row((3, 5), {"activation": "sparsemax"})]),
    "relu": ("ReLU", [row((12,)), row((3, 4), {"max_value": 0.7}), row((12,), {"negative_slope": 0.2, "threshold": 0.5, "max_value": 1.0}), row((12,), {"negative_slope": 0.1}), row((12,), {"threshold": 0.3})]),
    "leaky_relu": ("LeakyReLU", [row((12,)), row((3, 4), {"negative_slope": 0.1})]),
    "prelu": ("PReLU", [row((6,)), row((3, 4, 2), {"shared_axes": [1, 2]}), row((3, 4))]),
    "elu": ("ELU", [row((12,)), row((3, 4), {"alpha": 0.4})]),
    "softmax": ("Softmax", [row((5,), {"axis": [-1]}), row((3, 4), {"axis": [1]}), row((3, 4, 2), {"axis": [1, 2]})]),
    "glu": ("Glu", [row((12,)), row((3, 4), {"axis": -1}), row((4, 3), {"axis": 1})]),
    "take": ("Take", [row((4, 3), {"axis": 1, "indices": [-1], "drop": True}), row((3, 4), {"axis": -1, "indices": [2, 1, 0, 2]}), row((2, 3, 2), {"axis": 2, "indices": [1]})]),
    "stack": ("Stack", [row([(3,), (3,)], {"axis": -1}), row([(2, 3), (2, 3), (2, 3)], {"axis": 1}), row([(2, 3), (2, 3)], {"axis": -2})]),
    "threshold": ("Threshold", [row((12,), {"threshold": 0.3, "default_value": -2.0}), row((3, 4), {"threshold": 0.0, "default_value": 0.0})]),
    "gelu": ("Gelu", [row((12,), {"approximate": True}), row((12,), {"approximate": False})]),
    "up_sampling1d": ("UpSampling1D", [row((3, 2), {"size": 3})]),
    "up_sampling2d": ("UpSampling2D", [row((3, 4, 2), {"size": [2, 2], "interpolation": "bicubic"})]),
    "up_sampling3d": ("UpSampling3D", [row((2, 3, 2, 2), {"size": [2, 1, 3]})]),
    "zero_padding1d": ("ZeroPadding1D", [row((3, 2), {"padding": [0, 2]}), row((3, 2), {"padding": [1, 1]})]),
    "cropping1d": ("Cropping1D", [row((5, 2), {"cropping": [0, 2]}), row((5, 2), {"cropping": [1, 1]})]),
    "batch_normalization": (
        "BatchNormalization",
        [row((3, 4, 2), {"axis": axis}, training=training) for axis in (1, -2, -1) for training in (False, True)]
        + [row((3, 4), {"axis": axis}, training=True, masks=[MASK]) for axis in (1, 2)]
        + [row((3, 4, 2), {"renorm": True, **params}, training=training) for params in RENORM for training in (False, True)]
        + [row((3, 4), {"renorm": True, **RENORM[1]}, training=True, masks=[MASK])],
    ),
    "layer_normalization": ("LayerNormalization", [row((3, 4, 5), {"axis": [-2, -1]}), row((3, 4), {"axis": [1]})]),
    "group_normalization": (
        "GroupNormalization",
        [{**one, "params": {"groups": groups, **one["params"]}} for one in NORMALIZED for groups in (2, -1)]
        + [row((6, 4), {"groups": 3, "axis": 1}), row((2, 3, 2, 4), {"groups": 2})],
    ),
    "rms_normalization": ("RMSNormalization", [row((6,), {"axis": [-1]}), row((3, 4), {"axis": [-1], "epsilon": 0.01}), row((3, 4), {"axis": [-2, -1]})]),
    "unit_normalization": ("UnitNormalization", [row((6,), {"axis": [-1]}), row((3, 4), {"axis": [1, 2]})]),
    "dropout": ("Dropout", [row((3, 4, 2), {"rate": 0.5, "noise_shape": [None, 1, 1, 1]})]),
    "alpha_dropout": ("AlphaDropout", [row((3, 4), {"rate": 0.5, "noise_shape": [None, 1, None]})]),
    "activity_regularization": ("ActivityRegularization", [row((3, 4), {"l1": 0.5, "l2": 0.25})]),
    "masking": ("Masking", [row((3, 2), params, inputs=[np.array([[[1, 2], [0, 0], [0, 3]], [[7, 7], [7, 0], [0, 0]]], "float32")], masks=[None]) for params in ({}, {"mask_value": 7.0})]),
    "concatenate": (
        "Concatenate",
        [row([(3, 2), (3, 2)], {"axis": axis}, masks=masks) for axis in (-1, 1) for masks in ([MASK, MASK[::-1]], [MASK, None], [None, MASK])],
    ),
    "embedding": ("Embedding", [row((3,), {"input_dim": 5, "output_dim": 2, "mask_zero": True}, inputs=[np.array([[1, 0, 3], [0, 2, 4]], "float32")], masks=[None]), row((3,), {"input_dim": 5, "output_dim": 4}, inputs=[np.array([[1, 0, 3], [2, 2, 4]], "float32")])]),
    "einsum_dense": (
        "EinsumDense",
        [
            row((4,), {"equation": "ab,bc->ac", "output_shape": [3], "bias_axes": "c", "activation": "tanh"}),
            row((3, 4), {"equation": "abc,cde->abde", "output_shape": [3, 2, 3], "bias_axes": "d"}),
            row((3, 4), {"equation": "abc,bcd->abd", "output_shape": [3, 5]}),
            row((3, 4), {"equation": "abc,c->abc", "output_shape": [3, 4], "bias_axes": "bc"}),
            row((3, 4), {"equation": "abc,cb->abc", "output_shape": [3, 4]}),
            row((3, 4), {"equation": "abc,bd->adc", "output_shape": [2, 4], "bias_axes": "dc"}),
            row((3, 4), {"equation": "...x,xy->...y", "output_shape": [5], "bias_axes": "y"}),
            row((3, 4), {"equation": "ab...,bc->ac...", "output_shape": [5], "bias_axes": "c"}),
            row((3, 2, 4), {"equation": "abcd,cde->abe", "output_shape": [3, 5]}),
        ],
    ),
    **{
        name: (name.capitalize(), [row([(3, 2), (3, 2)], masks=masks) for masks in ([MASK, MASK[::-1]], [MASK, None])])
        for name in ("add", "subtract", "multiply", "average", "maximum", "minimum")
    },
    "dot": ("Dot", [row([(3, 2), (3, 2)], {"axes": [2, 2]}, masks=[MASK, MASK]), row([(4,), (4,)], {"axes": [-1, -1]}), row([(3, 4), (5, 4)], {"axes": [2, 2], "normalize": True}), row([(3, 4), (3, 2)], {"axes": [1, 1]}), row([(3, 4), (4,)], {"axes": [2, 1]})]),
    "multi_head_attention": (
        "MultiHeadAttention",
        [
            row(shapes, {"num_heads": 2, "key_dim": 3, **params})
            for shapes, params in (
                ((4, 5), {}),
                ((4, 5), {"use_causal_mask": True}),
                ((4, 5), {"use_bias": False, "value_dim": 4, "sliding_window": 2}),
                ((5, 4), {"use_causal_mask": True, "sliding_window": 2, "use_gate": True, "output_shape": [3, 2]}),
                ((4, 5), {"dropout": 0.5, "use_causal_mask": True}),
                ([(4, 5), (3, 2)], {}),
                ([(4, 5), (3, 2), (3, 6)], {"use_causal_mask": True}),
                ([(5, 5), (2, 2)], {"sliding_window": 2}),
                ([(5, 5), (2, 2)], {"sliding_window": 2, "dropout": 0.5}),
                ((2, 3, 4), {}),
                ((2, 3, 4), {"attention_axes": [2]}),
                ((2, 3, 4), {"attention_axes": [1]}),
                ([(2, 3, 4), (2, 4, 3)], {"attention_axes": [2], "use_gate": True}),
            )
        ]
        + masked({"num_heads": 2, "key_dim": 3}, {"num_heads": 2, "key_dim": 3, "use_causal_mask": True, "dropout": 0.5})
        + with_scores({"num_heads": 2, "key_dim": 3}, [["attention_mask"], ["value_mask"], ["attention_mask", "value_mask", "key_mask"]])
        + [row((2, 3, 4), {"num_heads": 2, "key_dim": 3, "attention_axes": axes, "return_attention_scores": True}) for axes in (None, [2], [1])],
    ),
    "group_query_attention": (
        "GroupQueryAttention",
        [
            row(shapes, {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2, **params})
            for shapes, params in (
                ((4, 5), {}),
                ((4, 5), {"use_causal_mask": True, "use_bias": False}),
                ((4, 5), {"num_key_value_heads": 1, "use_gate": True}),
                ((4, 5), {"num_key_value_heads": 4, "dropout": 0.5}),
                ([(4, 5), (3, 5)], {"use_causal_mask": True}),
                ([(4, 5), (3, 5), (3, 2)], {"sliding_window": 2}),
            )
        ]
        + masked({"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2}, {"head_dim": 3, "num_query_heads": 2, "num_key_value_heads": 2, "use_causal_mask": True, "dropout": 0.5})
        + with_scores({"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2}, [["attention_mask"], ["query_mask"], ["attention_mask", "query_mask", "value_mask", "key_mask"]]),
    ),
    "attention": (
        "Attention",
        [
            row(shapes, params)
            for shapes in ((4, 3), [(4, 3), (5, 2), (5, 3)])
            for params in ({}, {"use_scale": True, "use_causal_mask": True}, {"score_mode": "concat"}, {"score_mode": "concat", "use_scale": True, "use_causal_mask": True})
        ]
        + masked({}, {"score_mode": "concat", "use_causal_mask": True})
        + with_scores({}, [["query_mask", "value_mask"], ["value_mask"], ["query_mask"]]),
    ),
    "additive_attention": (
        "AdditiveAttention",
        [row(shapes, params) for shapes in ((4, 3), [(4, 3), (5, 2), (5, 3)]) for params in ({}, {"use_scale": False}, {"use_causal_mask": True})] + masked({}, {"use_causal_mask": True}) + with_scores({}, [["query_mask", "value_mask"], ["value_mask"], ["query_mask"]]),
    ),
    "position_embedding": ("PositionEmbedding", [row((4, 3), {"sequence_length": 6}), row((2, 4, 3), {"sequence_length": 4})]),
    "sine_position_encoding": ("SinePositionEncoding", [row((6, 5)), row((2, 4, 6), {"max_wavelength": 50})]),
    "rotary_embedding": (
        "RotaryEmbedding",
        [row((6, 4)), row((5, 2, 6), {"max_wavelength": 50, "scaling_factor": 2.0}), row((6, 8), {"rope_type": "dynamic", "scaling_factor": 4.0}), row((4, 6), {"sequence_axis": 2, "feature_axis": 1})],
    ),
    "stochastic_depth": ("StochasticDepth", [row((3, 4), {"drop_path_rate": 0.5})]),
    "layer_scale": ("LayerScale", [row((3, 4), {"init_values": 0.5, "projection_dim": 4})]),
    "scaled_add": ("CustomScaleLayer", [row([(3, 4), (3, 4)], {"scale": 0.3})]),
}
class Encoding:
    """A layer of Keras that takes or gives whole numbers, in floats; `words` are what its input was looked up from."""

    def __init__(self, layer, words=None, whole=True):
        given = lambda x: tf.cast(x, "int64") if whole else x
        self.compute = lambda x: tf.cast(layer(words if words else given(x)), "float32")

    def __call__(self, x):
        return self.compute(x)


def adapted(layer, x):
    """Keras takes up what was assigned to the weights when it is told to."""
    layer.finalize_state()
    return layer(x)


NUMBERS = [np.array([[1, 0, 3], [2, 2, 4]], "float32")]
SOME_WORDS = [["a", "b", "quokka"], ["c", "a", "a"]]
CROSSED = [tf.constant([[3], [1]]), tf.constant([["a"], ["b"]])]
SENTENCES = ["the fox, the quick fox", "a dog"]


def looked_up(class_name, words, params):
    """A row of what remains once words are numbers."""
    numbers = getattr(keras.layers, class_name)(**{key: value for key, value in params.items() if key in ("vocabulary", "num_bins")})(words)
    return row(numbers.shape[1:], params, inputs=[np.asarray(numbers).astype("float32")], words=words)


def twice(one):
    """The same for two inputs."""
    return {**one, "shapes": one["shapes"] * 2, "inputs": one["inputs"] * 2}


def text(params):
    """Numbers of words, which start at 0 where they are encoded, and -1 where a text has ended."""
    if params.get("output_mode", "int") == "int":
        return row((params["output_sequence_length"],), params, inputs=[np.asarray(keras.layers.TextVectorization(**params)(SENTENCES)).astype("float32")], words=SENTENCES)
    words = keras.layers.TextVectorization(**params)._preprocess(tf.constant(SENTENCES))
    numbers = keras.layers.StringLookup(vocabulary=params["vocabulary"])(words).to_tensor(-1)
    return row(numbers.shape[1:], params, inputs=[np.asarray(numbers).astype("float32")], words=SENTENCES)


LOOKED_UP = {
    "string_lookup": ("StringLookup", [looked_up("StringLookup", SOME_WORDS, {"vocabulary": ["a", "b", "c"], **more}) for more in ({}, {"output_mode": "one_hot"}, {"output_mode": "count"}, {"output_mode": "multi_hot", "max_tokens": 6, "pad_to_max_tokens": True}, {"output_mode": "tf_idf", "idf_weights": [0.5, 0.25, 0.125]})]),
    "integer_lookup": ("IntegerLookup", [looked_up("IntegerLookup", [[7, 5, 1], [5, 5, 9]], {"vocabulary": [5, 7], **more}) for more in ({}, {"output_mode": "count"})]),
    "hashing": ("Hashing", [looked_up("Hashing", SOME_WORDS, {"num_bins": 4, **more}) for more in ({}, {"output_mode": "multi_hot"}, {"output_mode": "count"})]),
    "text_vectorization": ("TextVectorization", [text({"vocabulary": ["the", "fox", "dog"], **more}) for more in ({"output_sequence_length": 5}, {"output_mode": "count"}, {"output_mode": "tf_idf", "idf_weights": [0.5, 0.25, 0.125]})]),
    # The bucket of columns that met comes in at both.
    "hashed_crossing": ("HashedCrossing", [twice(looked_up("HashedCrossing", CROSSED, {"num_bins": 5, **more})) for more in ({}, {"output_mode": "one_hot"})]),
}
CASES |= {
    "normalization": ("Normalization", [row((3, 4), params, call=adapted) for params in ({"axis": [-1]}, {"axis": [1]}, {"axis": [1, 2]}, {"axis": []})] + [row((3, 4), {"axis": [-1], "mean": [3.0], "variance": [2.0]}), row((3,), {"axis": [-1], "mean": [1.0, 2.0, 3.0], "variance": [1.0, 4.0, 9.0], "invert": True}), row((3, 4), {"axis": [1, 2], "mean": [1.0, 2.0, 3.0, 4.0], "variance": [1.0, 4.0, 9.0, 16.0]})]),
    "discretization": ("Discretization", [row((5,), {"bin_boundaries": [-0.5, 0.1, 0.9], "output_mode": mode}) for mode in ("int", "one_hot", "multi_hot", "count")]),
    "category_encoding": ("CategoryEncoding", [row((3,), {"num_tokens": 5, "output_mode": mode}, inputs=NUMBERS) for mode in ("one_hot", "multi_hot", "count")]),
    "stft_spectrogram": ("STFTSpectrogram", [row((40, 2), {"frame_length": 12, "mode": mode, **more}) for mode in ("log", "magnitude", "psd", "real", "imag", "angle", "stft") for more in ({"frame_step": 5}, {"expand_dims": True, "padding": "same"})]),
    "mel_spectrogram": ("MelSpectrogram", [row((200,), {"fft_length": 64, "sequence_stride": 16, "num_mel_bins": 12, "sampling_rate": 8000, **more}) for more in ({"sequence_length": 40, "window": "hamming", "power_to_db": False}, {}, {"mag_exp": 1.0, "top_db": 10.0, "ref_power": 0.5}, {"window": None})]),
    **LOOKED_UP,
}
# At inference these let everything through; for given draws they are compared in augmentation.py.
CASES |= {
    type_id: (class_name, [row((4, 5, 3), params)])
    for type_id, class_name, params in [
        ("random_zoom", "RandomZoom", {"height_factor": [-0.2, 0.2]}),
        ("random_shear", "RandomShear", {"x_factor": [0.1, 0.2]}),
        ("random_brightness", "RandomBrightness", {"factor": [-0.2, 0.2]}),
        ("random_hue", "RandomHue", {"factor": [0.0, 0.2]}),
        ("random_saturation", "RandomSaturation", {"factor": [0.4, 0.6]}),
        ("random_color_degeneration", "RandomColorDegeneration", {"factor": [0.4, 0.6]}),
        ("random_color_jitter", "RandomColorJitter", {"hue_factor": [0.0, 0.2]}),
        ("random_grayscale", "RandomGrayscale", {}),
        ("random_invert", "RandomInvert", {}),
        ("random_posterization", "RandomPosterization", {"factor": [4, 8]}),
        ("random_sharpness", "RandomSharpness", {"factor": [0.0, 0.5]}),
        ("random_gaussian_blur", "RandomGaussianBlur", {}),
        ("random_perspective", "RandomPerspective", {}),
        ("random_elastic_transform", "RandomElasticTransform", {}),
        ("clahe", "ContrastLimitedAdaptiveHistogramEqualization", {}),
        ("random_erasing", "RandomErasing", {}),
        ("solarization", "Solarization", {}),
        ("equalization", "Equalization", {}),
        ("rand_augment", "RandAugment", {}),
        ("aug_mix", "AugMix", {}),
        ("mix_up", "MixUp", {}),
        ("cut_mix", "CutMix", {}),
    ]
}
CASES |= {
    "center_crop": ("CenterCrop", [row((6, 5, 2), {"height": 3, "width": 2}), row((5, 4, 2), {"height": 7, "width": 3}), row((5, 4, 2), {"height": 5, "width": 4})]),
    # With nothing to choose from, what it does in training is the same each time.
    "random_crop": ("RandomCrop", [row((5, 4, 2), {"height": 7, "width": 3}, training=True), row((5, 4, 2), {"height": 5, "width": 4}), row((4, 6, 2), {"height": 4, "width": 3}, training=True)]),
    "auto_contrast": ("AutoContrast", [row((4, 5, 2), offset=20.0), row((4, 5, 2), {"value_range": [-9, 9]})]),
}
CASES |= {
    f"{name}{rank}d": (f"{class_name}{rank}D", cases)
    for rank, shape in SHAPES.items()
    for name, class_name, cases in [
        (
            "conv",
            "Conv",
            [row(shape, {"filters": 3, **w}) for w in windows(rank)]
            + [row((*shape[:-1], 4), {"filters": 6, "kernel_size": [2] * rank, "groups": 2, **w}, call=by_groups) for w in ({}, {"padding": "same", "activation": "tanh"}, {"dilation_rate": [2] * rank})]
            + ([row(shape, {"filters": 3, "kernel_size": [3], "padding": "causal", **w}) for w in ({}, {"dilation_rate": [2]}, {"strides": [2]})] if rank == 1 else []),
        ),
        (
            "max_pooling",
            "MaxPooling",
            [row(shape, {"pool_size": [2] * rank}), row(shape, {"pool_size": [3] + [2] * (rank - 1), "strides": [2] + [1] * (rank - 1), "padding": "same"})],
        ),
        (
            "average_pooling",
            "AveragePooling",
            [row(shape, {"pool_size": [2] * rank}), row(shape, {"pool_size": [3] + [2] * (rank - 1), "strides": [2] + [1] * (rank - 1), "padding": "same"})],
        ),
        ("global_max_pooling", "GlobalMaxPooling", [row(shape), row(shape, {"keepdims": True})]),
        (
            "global_average_pooling",
            "GlobalAveragePooling",
            [row(shape), row(shape, {"keepdims": True})] + ([row((3, 2), {"keepdims": keep}, masks=[MASK]) for keep in (False, True)] if rank == 1 else []),
        ),
        ("adaptive_max_pooling", "AdaptiveMaxPooling", [row(shape, {"output_size": [n] * rank}, call=by_windows) for n in (1, 2, 4)]),
        ("adaptive_average_pooling", "AdaptiveAveragePooling", [row(shape, {"output_size": [n] * rank}) for n in (1, 2, 4)]),
        ("spatial_dropout", "SpatialDropout", [row(shape, {"rate": 0.5})]),
    ]
}
CASES |= {
    f"conv{rank}d_transpose": (f"Conv{rank}DTranspose", [row(shape, {"filters": 3, **w}) for w in transposed(rank)])
    for rank, shape in {1: (4, 2), 2: (4, 3, 2), 3: (2, 3, 2, 2)}.items()
}
CASES |= {
    f"{name}{rank}d": (f"{class_name}{rank}D", [row(shape, {**more, **w}) for w in windows(rank) if len({*w.get("strides", [1])}) == 1])
    for rank, shape in list(SHAPES.items())[:2]
    for name, class_name, more in [("depthwise_conv", "DepthwiseConv", {"depth_multiplier": 2}), ("separable_conv", "SeparableConv", {"filters": 3, "depth_multiplier": 2})]
}
CASES |= {
    f"{name}{rank}d": (f"{class_name}{rank}D", [row(SHAPES[rank], {parameter: [[0, 1], [1, 0], [2, 1]][:rank]}), row(SHAPES[rank], {parameter: [[1, 1]] * rank})])
    for rank in (2, 3)
    for name, class_name, parameter in [("zero_padding", "ZeroPadding", "padding"), ("cropping", "Cropping", "cropping")]
}


RUNS = [
    row(SEQUENCE, {"units": 3}),
    row(SEQUENCE, {"units": 3, "return_sequences": True}),
    row(SEQUENCE, {"units": 3, "return_sequences": True, "return_state": True, "go_backwards": True}),
    row(SEQUENCE, {"units": 3, "use_bias": False, "activation": "relu", "return_state": True}),
    row((3, 2), {"units": 2}, masks=[MASK]),
    row((3, 2), {"units": 2, "return_sequences": True, "return_state": True}, masks=[MASK]),
    row((3, 2), {"units": 2, "return_sequences": True, "zero_output_for_mask": True}, masks=[MASK]),
    row((3, 2), {"units": 2, "return_sequences": True, "go_backwards": True}, masks=[MASK]),
    row((3, 2), {"units": 2, "return_sequences": True, "unroll": True}, masks=[MASK]),
]


def started(states, **params):
    """From given states; one sequence begins with padding."""
    begins = np.array([[0, 1, 1], [1, 0, 1]], "float32")
    return [
        row([SEQUENCE, *[(3,)] * states], {"units": 3, "return_state": True, **params}),
        row([(3, 2), *[(2,)] * states], {"units": 2, "return_sequences": True, **params}, masks=[begins, *[None] * states]),
    ]


GRU_OTHER = {"reset_after": False}
CASES |= {
    "simple_rnn": ("SimpleRNN", [*RUNS, *started(1)]),
    "lstm": ("LSTM", [*RUNS, *started(2), row(SEQUENCE, {"units": 3, "recurrent_activation": "hard_sigmoid", "activation": "softmax"})]),
    "gru": (
        "GRU",
        [*RUNS, *started(1), *started(1, **GRU_OTHER), *[{**run, "params": {**run["params"], **GRU_OTHER}} for run in RUNS]]
        + [row(SEQUENCE, {"units": 3, "recurrent_activation": "hard_sigmoid", "use_bias": False})],
    ),
}
ENCODED = ("category_encoding", "discretization", *LOOKED_UP)


def within(type_id, **params):
    return {"type": type_id, "params": params}


CELLS = [within("lstm_cell", units=3), within("gru_cell", units=2), within("gru_cell", units=2, reset_after=False), within("simple_rnn_cell", units=3)]
STACK = within("stacked_rnn_cells", cells=CELLS[:3])
NESTED = within("stacked_rnn_cells", cells=[within("stacked_rnn_cells", cells=CELLS[1:3]), CELLS[0]])
CASES |= {
    "lstm_cell": ("LSTMCell", [row([(4,), (3,), (3,)], params) for params in ({"units": 3}, {"units": 3, "use_bias": False, "recurrent_activation": "hard_sigmoid"})]),
    "gru_cell": ("GRUCell", [row([(4,), (3,)], {"units": 3, "reset_after": after}) for after in (True, False)]),
    "simple_rnn_cell": ("SimpleRNNCell", [row([(4,), (3,)], params) for params in ({"units": 3}, {"units": 3, "activation": "relu", "use_bias": False})]),
    "stacked_rnn_cells": ("StackedRNNCells", [row([(4,), (3,), (3,), (2,), (2,)], STACK["params"]), row([(4,), (2,), (2,), (3,), (3,)], NESTED["params"])]),
    "rnn": (
        "RNN",
        [row((4, 2), {"cell": cell, "return_sequences": True, "return_state": True}) for cell in CELLS]
        + [row((4, 2), {"cell": stack, **params}) for stack in (STACK, NESTED) for params in ({}, {"return_sequences": True, "return_state": True}, {"return_sequences": True, "go_backwards": True})]
        + [row((3, 2), {"cell": cell, "return_sequences": True, "zero_output_for_mask": zero, "go_backwards": back}, masks=[MASK]) for cell in (CELLS[0], STACK) for zero in (False, True) for back in (False, True)]
        + [row((3, 2), {"cell": STACK, "return_state": True}, masks=[MASK])]
        + [row([(4, 2), (3,), (3,), (2,), (2,)], {"cell": STACK})],
    ),
}
BOTH_WAYS = [{"layer": within("lstm", units=2, return_sequences=True), "merge_mode": mode} for mode in ("concat", "sum", "mul", "ave", None)]
CASES |= {
    "bidirectional": (
        "Bidirectional",
        [row(SEQUENCE, params) for params in BOTH_WAYS]
        + [row(SEQUENCE, {"layer": within(kind, units=2, return_state=True)}) for kind in ("lstm", "gru", "simple_rnn")]
        + [row((3, 2), {"layer": within("gru", units=2, return_sequences=sequences)}, masks=[MASK]) for sequences in (True, False)]
        + [row((3, 2), {"layer": within("rnn", cell=STACK, return_sequences=True)}, masks=[MASK])]
        + [row([SEQUENCE, *[(2,)] * 4], {"layer": within("lstm", units=2, return_sequences=True)})]
        + [row(SEQUENCE, {"layer": within("lstm", units=2), "backward_layer": within("gru", units=3, go_backwards=True)})],
    ),
    "time_distributed": (
        "TimeDistributed",
        [row(SEQUENCE, {"layer": within("dense", units=3, activation="tanh")}), row((2, 4, 3, 2), {"layer": within("conv2d", filters=2, kernel_size=[2, 2])})]
        + [row((3, 4, 2), {"layer": within("gru", units=2)}), row((3, 2), {"layer": within("dense", units=2)}, masks=[MASK])]
        + [row((3, 4), {"layer": within("batch_normalization")}, training=training) for training in (False, True)],
    ),
    "weight_normalization": (
        "WeightNormalization",
        [row((4,), {"layer": within("dense", units=3, activation="tanh")}), row((4, 3, 2), {"layer": within("conv2d", filters=2, kernel_size=[2, 2])})]
        + [row((5, 2), {"layer": within("conv1d", filters=3, kernel_size=[2], padding="causal")})],
    ),
    "spectral_normalization": (
        "SpectralNormalization",
        [row((4,), {"layer": within("dense", units=3)}, training=training) for training in (False, True)]
        + [row((4, 3, 2), {"layer": within("conv2d", filters=2, kernel_size=[2, 2]), "power_iterations": 2}, training=True)],
    ),
}


CASES |= {
    f"conv_lstm{rank}d": (
        f"ConvLSTM{rank}D",
        [
            row((3, *size, 2), {"filters": 2, "kernel_size": [2] * rank, **params}, **options)
            for size in [{1: (5,), 2: (4, 3), 3: (3, 3, 2)}[rank]]
            for params, options in (
                ({}, {}),
                ({"return_sequences": True, "return_state": True, "padding": "same"}, {}),
                ({"go_backwards": True, "use_bias": False, "strides": [2] * rank}, {}),
                ({"padding": "same", "return_sequences": True}, {"masks": [MASK]}),
            )
        ],
    )
    for rank in (1, 2, 3)
}


def compute(type_id):
    """All cases of a type; its draws depend on its name alone."""
    class_name, rows = CASES[type_id]
    draws = Draws(zlib.crc32(type_id.encode()))
    constructor = class_named(class_name)
    cases = []
    for one in rows:
        params, at_call = split(renorm_clipping({key: keras_value(key, value) for key, value in one["params"].items()}))
        options = {key: value for key, value in one.items() if key not in ("shapes", "params", "words")}
        layer = constructor(**params)
        if type_id in ENCODED:
            layer = Encoding(layer, one.get("words"), whole=type_id != "discretization")
        cases.append(case(draws, type_id, layer, one["shapes"], one["params"], at_call=at_call, **options))
    return cases


def stft_waves():
    """How the kernels of an STFT spectrogram start."""
    windows = ({"window": name, "periodic": periodic} for name in ("hann", "hamming", "blackman", "nuttall", "flattop", "boxcar", None) for periodic in (False, True))
    cases = []
    for params in (*windows, {"scaling": "spectrum"}, {"scaling": None}):
        layer = keras.layers.STFTSpectrogram(frame_length=20, fft_length=32, **params)
        layer.build((None, 50, 1))
        cases.append({"params": {"frame_length": 20, **params}, "real": tensor(layer.real_kernel), "imag": tensor(layer.imag_kernel)})
    return cases


def main():
    """All of them, or those named."""
    (OUT.parent / "stft-waves.json").write_text(json.dumps(stft_waves(), separators=(",", ":")) + "\n")
    OUT.mkdir(parents=True, exist_ok=True)
    for type_id in sys.argv[1:] or CASES:
        (OUT / f"{type_id}.json").write_text(json.dumps(compute(type_id), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
