"""How many parameters each block has, by models that others wrote: src-shared/blocks/golden/blocks.json.

    python -m venv VENV && VENV/bin/pip install -r tools/golden/requirements.txt
    VENV/bin/pip install --no-deps keras-hub==0.32.0 && VENV/bin/python tools/golden/blocks.py

Encoder and decoder are KerasHub's, inverted residuals are cut out of MobileNetV2 and squeeze-and-excitation out of
EfficientNet; the others are written as their papers say, with Keras.
"""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras  # noqa: E402
from keras import layers as L  # noqa: E402

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "blocks" / "golden" / "blocks.json"


def parts_of(model, prefix):
    """Output shape and parameters of the layers whose names begin so."""
    layers = [layer for layer in model.layers if layer.name.startswith(prefix)]
    return {"output": list(layers[-1].output.shape[1:]), "parameters": sum(layer.count_params() for layer in layers)}


def of(function, *shapes):
    inputs = [keras.Input(shape) for shape in shapes]
    model = keras.Model(inputs, function(*inputs))
    return {"output": list(model.output.shape[1:]), "parameters": model.count_params()}


def residual(filters, strides):
    """He et al., figure 3, with a projection where shapes differ."""

    def block(x):
        y = L.Conv2D(filters, 3, strides, padding="same", use_bias=False)(x)
        y = L.BatchNormalization()(y)
        y = L.Conv2D(filters, 3, padding="same", use_bias=False)(L.ReLU()(y))
        y = L.BatchNormalization()(y)
        if strides > 1 or x.shape[-1] != filters:
            x = L.BatchNormalization()(L.Conv2D(filters, 1, strides, use_bias=False)(x))
        return L.ReLU()(x + y)

    return block


class PatchEmbedding(L.Layer):
    """Dosovitskiy et al., equation 1, as one matrix; the token's vector and its place's are one, being only ever added."""

    def __init__(self, size, units, token):
        super().__init__()
        self.size, self.units, self.token = size, units, token

    def build(self, shape):
        patches = (shape[1] // self.size) * (shape[2] // self.size)
        self.projection = self.add_weight(shape=(self.size**2 * shape[3], self.units))
        self.places = self.add_weight(shape=(patches + self.token, self.units))

    def call(self, x):
        patches = keras.ops.image.extract_patches(x, self.size)
        y = keras.ops.reshape(patches, (-1, patches.shape[1] * patches.shape[2], patches.shape[3])) @ self.projection
        return (keras.ops.pad(y, [[0, 0], [1, 0], [0, 0]]) if self.token else y) + self.places


def transformers():
    import keras_hub.src.layers.modeling.transformer_decoder as decoder
    import keras_hub.src.layers.modeling.transformer_encoder as encoder

    options = {"intermediate_dim": 48, "num_heads": 4}
    sequence = [10, 32]
    for first in (True, False):
        params = {**options, "normalize_first": first}
        yield "transformer_encoder", [sequence], params, of(encoder.TransformerEncoder(**params), sequence)
        yield "causal_decoder", [sequence], params, of(decoder.TransformerDecoder(**params), sequence)
        yield "transformer_decoder", [sequence, [7, 32]], params, of(decoder.TransformerDecoder(**params), sequence, [7, 32])


def cases():
    picture = [24, 16, 32]
    mobile = keras.applications.MobileNetV2(weights=None, input_shape=(96, 96, 3))
    efficient = keras.applications.EfficientNetB0(weights=None, input_shape=(96, 96, 3))
    brick = lambda x: L.ReLU()(L.BatchNormalization()(L.Conv2D(8, 5, 2, padding="same", use_bias=False)(x)))
    yield "conv_bn_relu", [picture], {"filters": 8, "kernel_size": 5, "strides": 2}, of(brick, picture)
    for filters, strides in ((32, 1), (32, 2), (48, 1)):
        params = {"filters": filters, "strides": strides}
        yield "residual_conv", [picture], params, of(residual(filters, strides), picture)
    yield "inverted_residual", [[48, 48, 16]], {"filters": 24, "strides": 2}, parts_of(mobile, "block_1_")
    yield "inverted_residual", [[24, 24, 24]], {"filters": 24}, parts_of(mobile, "block_2_")
    yield "inverted_residual", [[48, 48, 32]], {"filters": 16, "expansion": 1}, parts_of(mobile, "expanded_conv_")
    yield "squeeze_excite", [[24, 24, 96]], {"ratio": 24}, parts_of(efficient, "block2a_se_")
    dense = lambda x: L.Dense(5)(L.Dense(16, "relu")(L.Dense(16, "relu")(x)))
    yield "mlp", [[12]], {"units": 5, "hidden": 16, "layers": 2, "dropout": 0.1}, of(dense, [12])
    for token in (True, False):
        params = {"patch_size": 8, "units": 20, "class_token": token}
        yield "patch_embedding", [[24, 16, 3]], params, of(PatchEmbedding(8, 20, token), [24, 16, 3])
    yield from transformers()
    from keras_hub.src.layers.modeling.token_and_position_embedding import TokenAndPositionEmbedding

    # KerasHub's, and what Strata's scales by beside it.
    words = lambda x: L.EinsumDense("abc,c->abc", [12, 8])(TokenAndPositionEmbedding(50, 12, 8)(x))
    yield "token_embedding", [[12]], {"vocabulary": 50, "units": 8}, of(words, [12])


def main():
    lines = [json.dumps({"block": b, "inputs": i, "params": p, **found}) for b, i, p, found in cases()]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("[\n  " + ",\n  ".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
