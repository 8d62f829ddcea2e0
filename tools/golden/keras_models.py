"""Golden files of Keras models: their config.json and what Keras says of them.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6
    VENV/bin/python tools/golden/keras_models.py

Writes src-shared/keras/golden/*.json. Never run by the app or its tests.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras

L = keras.layers
OUT = Path(__file__).resolve().parents[2] / "src-shared" / "keras" / "golden"


def sequential():
    return keras.Sequential([
        L.Input((12, 12, 3)), L.Rescaling(1 / 255), L.Conv2D(4, 3, activation="relu"), L.BatchNormalization(),
        L.MaxPooling2D(), L.Flatten(), L.Dropout(0.3), L.Dense(5, activation="softmax"),
    ], name="plain")


def residual():
    entry = L.Input((8, 8, 4), name="pictures")
    x = L.Conv2D(4, 3, padding="same", use_bias=False)(entry)
    x = L.Activation("relu")(x)
    x = L.Add()([x, entry])
    x = L.GlobalAveragePooling2D()(x)
    return keras.Model(entry, L.Activation("softmax", name="probabilities")(L.Dense(3)(x)), name="residual")


def siamese():
    """A nested model called twice, a layer called twice, two inputs and two outputs."""
    left, right = L.Input((6,), name="left"), L.Input((6,), name="right")
    tower = keras.Sequential([L.Input((6,)), L.Dense(4, activation="tanh"), L.Dense(4)], name="tower")
    extra = L.Dense(4, name="twice")
    joined = L.Concatenate()([extra(tower(left)), extra(tower(right))])
    return keras.Model([left, right], [L.Dense(1, name="same")(joined), tower(left)], name="siamese")


def nested():
    """Models three deep, and plain operations with and without numbers."""
    a = L.Input((5,))
    inner = keras.Model(a, L.Dense(5, name="deep")(a), name="inner")
    b = L.Input((5,))
    middle = keras.Model(b, keras.ops.relu(inner(b)), name="middle")
    entry = L.Input((5,))
    x = middle(entry) * 2.0 + entry
    x = (1.0 - x) / 4.0
    return keras.Model(entry, L.Dense(2)(x), name="outer")


def shared_nested():
    """A model with a frozen model in it, called three times: one set of weights, at every depth."""
    a = L.Input((5,))
    inner = keras.Model(a, L.Dense(5, name="deep")(a), name="inner")
    b = L.Input((5,))
    middle = keras.Model(b, L.Dense(5, name="mid")(inner(b)), name="middle")
    left, right = L.Input((5,), name="left"), L.Input((5,), name="right")
    inner.get_layer("deep").trainable = False
    return keras.Model([left, right], middle(L.Add()([middle(left), middle(right)])), name="outer")


def several_ends():
    """A model with two inputs and two outputs, called twice; of its second call one output alone is used. A chain of models."""
    a, b = L.Input((5,)), L.Input((4,))
    x = L.Dense(3, name="joined")(L.Concatenate(name="both")([a, b]))
    pair = keras.Model([a, b], [L.Dense(4, name="one")(x), L.Dense(2, name="two")(x)], name="pair")
    chain = keras.Sequential([L.Input((4,)), L.Dense(5, name="wide"), L.ReLU(name="bent")], name="chain")
    both = keras.Sequential([L.Input((4,)), chain, L.Dropout(0.5, name="drop")], name="both_chains")
    left, right = L.Input((5,), name="left"), L.Input((4,), name="right")
    one, two = pair([left, right])
    again, _ = pair([both(one), one])
    return keras.Model([left, right], [L.Dense(1, name="end")(again), pair([left, again])[1], two], name="outer")


def unknown():
    @keras.saving.register_keras_serializable("elsewhere")
    class Wobble(L.Layer):
        def __init__(self, strength=1, **kwargs):
            super().__init__(**kwargs)
            self.strength = strength

        def call(self, x):
            return x

        def get_config(self):
            return {**super().get_config(), "strength": self.strength}

    return keras.Sequential([L.Input((4,)), Wobble(3), L.Dense(2)], name="foreign")


def transformer():
    """Attention to itself, to others, causal and by keys of its own, with positions of KerasHub and plain operations."""
    import keras_hub

    left, right = L.Input((6, 8), name="left"), L.Input((4, 8), name="right")
    x = left + keras_hub.layers.PositionEmbedding(10)(left)
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 4, name="itself")(x, x, use_causal_mask=True))
    x = x + L.MultiHeadAttention(2, 4, value_dim=3, name="crossed")(x, right)
    x = x + L.GroupQueryAttention(4, 2, 1, name="keyed")(x, right, key=L.Dense(8)(right))
    y = L.Attention(use_scale=True, name="products")([x, right])
    z = L.AdditiveAttention(name="sums")([y, y], use_causal_mask=True)
    y = keras_hub.layers.RotaryEmbedding()(z) + keras_hub.layers.SinePositionEncoding()(z)
    y = keras.ops.glu(keras.ops.threshold(y, 0.1, -1.0), axis=-1)
    return keras.Model([left, right], L.Dense(3)(L.GlobalAveragePooling1D()(y)), name="transformer")


for make in (sequential, residual, siamese, nested, shared_nested, several_ends, unknown, transformer):
    keras.utils.clear_session()
    model = make()
    counts = {"parameters": model.count_params(), "outputs": [list(shape.shape[1:]) for shape in model.outputs]}
    value = {"keras": keras.__version__, "model": json.loads(model.to_json()), **counts}
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{make.__name__}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")
print("keras", keras.__version__, "->", OUT)
