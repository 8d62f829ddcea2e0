"""Golden files of the layers that change pictures at random: what Keras 3 makes of given draws, and its gradients.

    VENV/bin/python tools/golden/augmentation.py [TYPE…]

Set up as for trainer_layers.py. Writes src-main/trainer/testing/golden/augmentation/<type>.json. Each case names its
draws as the trainer's layer does.
"""

import json
import os
import sys
import zlib
from pathlib import Path
from unittest import mock

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from golden_case import tensor

OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "testing" / "golden" / "augmentation"
L = keras.layers
COUNT, HEIGHT, WIDTH = 3, 6, 7
# Elastic distortion blurs its shifts only where sides have 20 pixels and more.
SIZES = {"random_elastic_transform": (COUNT, 22, 24, 1)}
HSV = ("random_hue", "random_saturation", "random_color_jitter")
UNIT = {"value_range": [0.0, 1.0]}


class Drawing:
    """What is drawn for one case, under the trainer's names."""

    def __init__(self, type_id):
        self.random = np.random.default_rng(zlib.crc32(type_id.encode()))

    def uniform(self, shape, low=0.0, high=1.0):
        return self.random.uniform(low, high, size=shape).astype("float32")

    def coins(self):
        """Never all of them, never none."""
        return np.array([1, 0, 1], "float32")


def zoom(layer, x, drawn):
    return layer.transform_images(x, {"height_zoom": drawn["height"][:, None], "width_zoom": drawn["width"][:, None], "input_shape": x.shape})


def perspective(layer, x, drawn):
    start = tf.constant([[[0.0, 0.0], [WIDTH - 1, 0.0], [0.0, HEIGHT - 1], [WIDTH - 1, HEIGHT - 1]]])
    start = tf.repeat(start, COUNT, 0)
    given = {"apply_perspective": drawn["moved"] > 0.5, "start_points": start, "end_points": start + start * drawn["corners"]}
    return layer.transform_images(x, {**given, "input_shape": x.shape})


def erasing(layer, x, drawn):
    left, right, top, bottom = tf.unstack(tf.constant(drawn["boxes"]), axis=1)
    masks = layer._generate_batch_mask(x.shape, (left, right, top, bottom))
    fill = tf.clip_by_value(tf.broadcast_to(drawn["fill"], x.shape), *layer.value_range)
    return layer.transform_images(x, {"batch_masks": masks, "apply_erasing": drawn["erased"] > 0.5, "fill_value": fill})


def elastic(layer, x, drawn):
    given = {"apply_transform": drawn["moved"] > 0.5, "distortion_factor": tf.constant(drawn["strength"][0]), "seed": 1}
    with mock.patch.object(tf.random, "stateless_normal", lambda **_: tf.constant(drawn["noise"])):
        return layer.transform_images(x, given)


def elastic_draws(draw, strength):
    return {"moved": draw.coins(), "strength": np.array([strength], "float32"), "noise": draw.random.normal(size=SIZES["random_elastic_transform"][:3]).astype("float32")}


def boxes(draw):
    left, top = draw.uniform(COUNT, 0, WIDTH / 2), draw.uniform(COUNT, 0, HEIGHT / 2)
    return np.stack([left, left + draw.uniform(COUNT, 1, WIDTH / 2), top, top + draw.uniform(COUNT, 1, HEIGHT / 2)], 1)


def drawn_for(part, drawn):
    return {name[len(part) + 1 :]: value for name, value in drawn.items() if name.startswith(f"{part}.")}


def mixed(drawn):
    """As Keras names what is drawn to mix a batch."""
    return {"permutation_order": tf.constant(drawn["order"].astype("int32")), "mix_weight": tf.constant(drawn["share"])}


def cut_mix(layer, x, drawn):
    left, right, top, bottom = tf.unstack(tf.constant(drawn["boxes"]), axis=1)
    masks, weight = layer._generate_batch_mask(x.shape, (left, right, top, bottom))
    np.testing.assert_allclose(np.ravel(weight), drawn["share"], rtol=1e-5)
    return layer.transform_images(x, {**mixed(drawn), "batch_masks": masks})


def cut_draws(draw):
    cut = boxes(draw)
    share = 1 - (cut[:, 1] - cut[:, 0]) * (cut[:, 3] - cut[:, 2]) / (WIDTH * HEIGHT)
    return {"order": np.array([2, 0, 1], "float32"), "share": share, "boxes": cut}


def jitter(layer, x, drawn):
    for part in ("brightness", "contrast", "saturation", "hue"):
        if getattr(layer, f"random_{part}"):
            x = apply(f"random_{part}", getattr(layer, f"random_{part}"), x, drawn_for(part, drawn))
    return x


RANDAUGMENT = L.RandAugment._AUGMENT_LAYERS
AUGMIX = [
    "random_shear", "random_translation", "random_rotation", "random_posterization", "solarization", "auto_contrast", "equalization",
    "random_brightness", "random_color_degeneration", "random_contrast", "random_sharpness",
]


def rand_augment(layer, x, drawn):
    for index in drawn["chosen"].astype(int):
        x = apply(RANDAUGMENT[index], getattr(layer, RANDAUGMENT[index]), x, drawn_for(RANDAUGMENT[index], drawn))
    return x


def aug_mix(layer, x, drawn):
    mixed = tf.zeros_like(x)
    for chain in range(layer.num_chains):
        version = x
        for step in range(layer.chain_depth):
            index = int(drawn["chosen"][chain * layer.chain_depth + step])
            if index < len(layer._augment_layers):
                own = {name[len(f"{chain}.{step}:") :]: value for name, value in drawn.items() if name.startswith(f"{chain}.{step}:")}
                name = layer._augment_layers[index]
                version = apply(name, getattr(layer, name), version, drawn_for(name, own))
        mixed += version * drawn["weights"][chain]
    return tf.clip_by_value(drawn["own"] * x + (1 - drawn["own"]) * mixed, *layer.value_range)


def rotation(layer, x, drawn):
    zeros, ones = tf.zeros([COUNT]), tf.ones([COUNT])
    degrees = tf.constant(drawn["angles"] * 180 / np.pi)
    matrix = layer._compute_affine_matrix(0.5, 0.5, degrees, zeros, zeros, ones, zeros, zeros, x.shape[1], x.shape[2])
    return keras.ops.image.affine_transform(x, matrix, fill_mode=layer.fill_mode, fill_value=layer.fill_value, interpolation=layer.interpolation)


def with_draws(**names):
    """Keras's names of its draws, with the shape each is brought to, by the trainer's."""

    def compute(layer, x, drawn):
        given = {theirs: drawn[ours].reshape(shape) for ours, (theirs, shape) in names.items()}
        given = {name: value > 0.5 if name.startswith(("apply", "should")) else value for name, value in given.items()}
        return layer.transform_images(x, given)

    return compute


PICTURES = (COUNT, 1, 1, 1)
APPLY = {
    "random_zoom": zoom,
    "random_shear": lambda layer, x, drawn: layer.transform_images(x, {"shear_factor": drawn["amounts"], "input_shape": x.shape}),
    "random_translation": lambda layer, x, drawn: layer.transform_images(x, {"translations": np.stack([drawn["right"], drawn["down"]], 1), "input_shape": x.shape}),
    "random_rotation": rotation,
    "random_contrast": with_draws(factor=("contrast_factor", PICTURES)),
    "random_brightness": with_draws(delta=("rgb_delta", PICTURES)),
    "random_hue": with_draws(shift=("factor", (COUNT,))),
    "random_saturation": with_draws(factor=("factor", (COUNT,))),
    "random_color_degeneration": with_draws(factor=("factor", PICTURES)),
    "random_color_jitter": jitter,
    "random_grayscale": lambda layer, x, drawn: layer.transform_images(x, drawn["grey"].reshape(PICTURES) > 0.5),
    "random_invert": with_draws(inverted=("apply_inversion", (COUNT,))),
    "random_posterization": lambda layer, x, drawn: layer.transform_images(x, {"shift_factor": drawn["dropped"].astype("uint8")}),
    "random_sharpness": with_draws(factor=("factor", (COUNT,))),
    "random_gaussian_blur": with_draws(blurred=("should_apply_blur", (COUNT,)), sigma=("blur_factor", (2,))),
    "random_perspective": perspective,
    "random_erasing": erasing,
    "random_crop": lambda layer, x, drawn: layer.transform_images(x, (int(drawn["top"][0]), int(drawn["left"][0]))),
    "solarization": with_draws(addition=("additions", PICTURES), threshold=("thresholds", PICTURES)),
    "clahe": lambda layer, x, drawn: layer.transform_images(x, None),
    "random_elastic_transform": elastic,
    "equalization": lambda layer, x, drawn: layer.transform_images(x, None),
    "auto_contrast": lambda layer, x, drawn: layer.transform_images(x, None),
    "rand_augment": rand_augment,
    "mix_up": lambda layer, x, drawn: layer.transform_images(x, mixed(drawn)),
    "cut_mix": cut_mix,
    "aug_mix": aug_mix,
}


def apply(type_id, layer, x, drawn):
    return APPLY[type_id](layer, x, drawn)


def strength_draws(draw):
    """For the eleven parts of RandAugment and AugMix."""
    per = (COUNT,)
    return {
        "random_shear.amounts": draw.uniform((COUNT, 2), -0.3, 0.3),
        "random_translation.right": draw.uniform(per, -3, 3),
        "random_translation.down": draw.uniform(per, -3, 3),
        "random_rotation.angles": draw.uniform(per, -1, 1),
        "random_brightness.delta": draw.uniform(per, -40, 40),
        "random_color_degeneration.factor": draw.uniform(per),
        "random_contrast.factor": draw.uniform(per, 0.5, 1.5),
        "random_sharpness.factor": draw.uniform(per),
        "random_posterization.dropped": np.array([2, 5, 7], "float32"),
        "solarization.addition": draw.uniform(per, 0, 60),
        "solarization.threshold": draw.uniform(per, 60, 200),
    }


def mix_draws(draw, chains, depth, chosen):
    parts = {f"{chain}.{step}:{name}": value for chain in range(chains) for step in range(depth) for name, value in strength_draws(draw).items()}
    weights = draw.uniform(chains)
    return {**parts, "weights": weights / weights.sum(), "own": draw.uniform(1), "chosen": np.array(chosen, "float32")}


def cases(draw):
    """By type: class, and for each case parameters and draws."""
    per = (COUNT,)
    factor = lambda low, high: {"factor": draw.uniform(per, low, high)}
    return {
        "random_zoom": (L.RandomZoom, lambda: [({"height_factor": [-0.5, 0.5], "fill_mode": mode, "fill_value": 3.0}, {"height": draw.uniform(per, 0.5, 1.5), "width": draw.uniform(per, 0.5, 1.5)}) for mode in ("reflect", "constant")]),
        "random_shear": (L.RandomShear, lambda: [({"x_factor": [0.1, 0.5], "fill_mode": mode}, {"amounts": draw.uniform((COUNT, 2), -0.5, 0.5)}) for mode in ("reflect", "nearest")]),
        "random_brightness": (L.RandomBrightness, lambda: [({"factor": [-0.5, 0.5]}, {"delta": draw.uniform(per, -90, 90)}), ({"factor": [-0.5, 0.5], **UNIT}, {"delta": draw.uniform(per, -0.5, 0.5)})]),
        "random_hue": (L.RandomHue, lambda: [({"factor": [0.0, 1.0]}, {"shift": draw.uniform(per, -0.5, 0.5)}), ({"factor": [0.0, 1.0], **UNIT}, {"shift": draw.uniform(per, -0.5, 0.5)})]),
        "random_saturation": (L.RandomSaturation, lambda: [({"factor": [0.2, 0.8]}, {"factor": np.array([0.0, 0.5, 3.0], "float32")}), ({"factor": [0.2, 0.8], **UNIT}, factor(0.5, 2.5))]),
        "random_color_degeneration": (L.RandomColorDegeneration, lambda: [({"factor": [0.0, 1.0]}, factor(-0.5, 1)), ({"factor": [0.0, 1.0], **UNIT}, factor(-0.5, 1))]),
        "random_color_jitter": (
            L.RandomColorJitter,
            lambda: [
                ({"brightness_factor": [-0.1, 0.2], "hue_factor": [0.0, 0.2]}, {"brightness.delta": draw.uniform(per, -90, 90), "hue.shift": draw.uniform(per, -0.5, 0.5)}),
                ({"contrast_factor": [0.1, 0.2], "saturation_factor": [0.4, 0.6], **UNIT}, {"contrast.factor": draw.uniform(per, 0.5, 1.5), "saturation.factor": draw.uniform(per, 0.5, 1.5)}),
            ],
        ),
        "random_grayscale": (L.RandomGrayscale, lambda: [({}, {"grey": draw.coins()})]),
        "random_invert": (L.RandomInvert, lambda: [({}, {"inverted": draw.coins()}), (UNIT, {"inverted": draw.coins()})]),
        "random_posterization": (L.RandomPosterization, lambda: [({"factor": [1, 8]}, {"dropped": np.array([1, 4, 7], "float32")}), ({"factor": [1, 8], **UNIT}, {"dropped": np.array([2, 5, 6], "float32")})]),
        "random_sharpness": (L.RandomSharpness, lambda: [({"factor": [0.0, 1.0]}, factor(0, 1)), ({"factor": [0.0, 1.0], **UNIT}, factor(0, 1))]),
        "random_gaussian_blur": (L.RandomGaussianBlur, lambda: [({"kernel_size": [3, 5]}, {"blurred": draw.coins(), "sigma": draw.uniform(2, 0.5, 1)}), ({"kernel_size": [3, 3], **UNIT}, {"blurred": draw.coins(), "sigma": draw.uniform(2, 0.5, 1)})]),
        "random_perspective": (L.RandomPerspective, lambda: [({"fill_value": 2.0}, {"moved": draw.coins(), "corners": draw.uniform((COUNT, 4, 2), -0.3, 0.3)}), ({"scale": 0.5, "interpolation": "nearest"}, {"moved": draw.coins(), "corners": draw.uniform((COUNT, 4, 2), -0.2, 0.2)})]),
        "random_erasing": (
            L.RandomErasing,
            lambda: [
                ({}, {"erased": draw.coins(), "boxes": boxes(draw), "fill": draw.uniform((COUNT, HEIGHT, WIDTH, 3), -50, 300)}),
                ({"fill_value": 0.25, **UNIT}, {"erased": draw.coins(), "boxes": boxes(draw), "fill": np.array([0.25], "float32")}),
            ],
        ),
        "random_crop": (L.RandomCrop, lambda: [({"height": 3, "width": 4}, {"top": np.array([2.0], "float32"), "left": np.array([1.0], "float32")}), ({"height": 2, "width": 2}, {"top": np.array([0.0], "float32"), "left": np.array([5.0], "float32")})]),
        "solarization": (
            L.Solarization,
            lambda: [(params, {"addition": draw.uniform(per, 0, 60), "threshold": draw.uniform(per, 60, 200)}) for params in ({}, UNIT)],
        ),
        "clahe": (L.ContrastLimitedAdaptiveHistogramEqualization, lambda: [(params, {}) for params in ({"tile_grid_size": [2, 3]}, {"tile_grid_size": [2, 7], "clip_limit": 40.0, **UNIT}, {"tile_grid_size": [1, 1], "clip_limit": 0.0}, {"tile_grid_size": [4, 5]})]),
        "random_elastic_transform": (
            L.RandomElasticTransform,
            lambda: [
                ({"fill_mode": "reflect"}, elastic_draws(draw, 0.97)),
                ({"fill_mode": "constant", "fill_value": 3.0, **UNIT}, elastic_draws(draw, 0.93)),
                ({"fill_mode": "wrap", "scale": [0.0, 0.8]}, elastic_draws(draw, 0.5)),
                ({"fill_mode": "nearest", "interpolation": "nearest"}, elastic_draws(draw, 0.99)),
            ],
        ),
        "equalization": (L.Equalization, lambda: [({}, {}), (UNIT, {}), ({"bins": 16}, {})]),
        "auto_contrast": (L.AutoContrast, lambda: [({}, {}), (UNIT, {})]),
        "rand_augment": (
            L.RandAugment,
            lambda: [({"num_ops": len(chosen)}, {"chosen": np.array(chosen, "float32"), **strength_draws(draw)}) for chosen in ([0, 3], [1, 4], [2, 7], [5, 6, 8], [10, 9])],
        ),
        "mix_up": (L.MixUp, lambda: [({}, {"order": np.array([2, 0, 1], "float32"), "share": draw.uniform(per)})]),
        "cut_mix": (L.CutMix, lambda: [({}, cut_draws(draw))]),
        "aug_mix": (
            L.AugMix,
            lambda: [({"num_chains": 2, "chain_depth": 2}, mix_draws(draw, 2, 2, [0, 7, 11, 3])), ({"num_chains": 2, "chain_depth": 1, "all_ops": False}, mix_draws(draw, 2, 1, [5, 7]))],
        ),
    }


def mixed_labels(layer, drawn):
    """What becomes of targets: rows of one and zeros, as Keras takes them."""
    labels = tf.one_hot([0, 1, 1], 3)
    return tensor(layer.transform_labels(labels, mixed(drawn)))


def compute(type_id):
    draw = Drawing(type_id)
    constructor, make = cases(draw)[type_id]
    result = []
    for params, drawn in make():
        high = params.get("value_range", [0, 255])[1]
        # Whole bytes, which never lie on the edge between two levels when they are scaled.
        # No value twice in a channel: where two are the largest, TF.js and TensorFlow share its gradient differently.
        count, height, width, channels = SIZES.get(type_id, (COUNT, HEIGHT, WIDTH, 3))
        channel = lambda: draw.random.choice(256, size=(height, width), replace=height * width > 256)
        pixels = np.stack([np.stack([channel() for _ in range(channels)], -1) for _ in range(count)]).astype("float32")
        x = tf.constant(pixels if high == 255 else (pixels + 0.25) / 256)
        layer = constructor(**params)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = apply(type_id, layer, x, drawn)
            dy = tf.constant(draw.random.normal(size=y.shape).astype("float32"))
            scalar = tf.reduce_sum(y * dy)
        # TensorFlow has none of its way back from HSV.
        gradient = None if type_id in HSV else tape.gradient(scalar, x, unconnected_gradients="zero")
        labels = {"labels": mixed_labels(layer, drawn)} if "share" in drawn else {}
        result.append({
            **labels,
            "params": params,
            "input": tensor(x),
            "draws": {name: tensor(value) for name, value in drawn.items()},
            "output": tensor(y),
            "dy": tensor(dy),
            "gradient": None if gradient is None else tensor(gradient),
        })
    return result


def main():
    """All of them, or those named."""
    OUT.mkdir(parents=True, exist_ok=True)
    for type_id in sys.argv[1:] or cases(Drawing("")):
        (OUT / f"{type_id}.json").write_text(json.dumps(compute(type_id), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
