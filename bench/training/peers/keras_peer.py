"""Keras's own training: `python keras_peer.py [jit]`; see peer-process.ts. Needs requirements.txt."""

import os
import sys
import time

from serve import serve, threads, unable

jit = "jit" in sys.argv[1:]
try:
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import numpy as np
    import tensorflow as tf
    import keras
    from keras import layers
except ImportError as error:
    unable(f"not installed: {error}")

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)


def convolutions(x, normalized):
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        if normalized:
            x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(2)(x)
    return layers.Dropout(0.5)(layers.Flatten()(x))


def residual_block(x, filters, strides):
    def convolution(size, strides):
        return layers.Conv2D(filters, size, strides, "same", use_bias=False)

    y = layers.Activation("relu")(layers.BatchNormalization()(convolution(3, strides)(x)))
    y = layers.BatchNormalization()(convolution(3, 1)(y))
    if strides > 1:
        x = layers.BatchNormalization()(convolution(1, strides)(x))
    return layers.Activation("relu")(layers.Add()([x, y]))


def residual(x):
    x = layers.BatchNormalization()(layers.Conv2D(16, 3, padding="same", use_bias=False)(x))
    x = layers.Activation("relu")(x)
    for filters, strides in ((16, 1), (32, 2), (64, 2)):
        x = residual_block(x, filters, strides)
    return layers.GlobalAveragePooling2D()(x)


def norm():
    return layers.LayerNormalization(epsilon=1e-5)


def transformer(x):
    x = layers.Dense(64)(x)
    for _ in range(2):
        x = norm()(layers.Add()([x, layers.MultiHeadAttention(4, 16)(x, x)]))
        wide = layers.Dense(128, activation="relu")(x)
        x = norm()(layers.Add()([x, layers.Dense(64)(wide)]))
    return layers.GlobalAveragePooling1D()(x)


def gpt(x):
    x = layers.Embedding(98, 128)(x)
    places = keras.initializers.RandomNormal(stddev=0.02)
    x = layers.EinsumDense(
        "abc,c->abc", (128, 128), bias_axes="bc", kernel_initializer="ones", bias_initializer=places
    )(x)
    for _ in range(4):
        y = norm()(x)
        y = layers.MultiHeadAttention(4, 32, dropout=0.1)(y, y, use_causal_mask=True)
        x = layers.Add()([x, layers.Dropout(0.1)(y)])
        y = layers.Dense(128)(layers.Dense(512, activation="gelu")(norm()(x)))
        x = layers.Add()([x, layers.Dropout(0.1)(y)])
    return norm()(x)


def dense(*sizes):
    return keras.Sequential([layers.Dense(size, activation="relu") for size in sizes])


# Shape of a sample, what lies before the last dense layer, and that one's units.
MODELS = {
    "mlp": ((784,), dense(256, 128), 10),
    "cnn": ((28, 28, 1), lambda x: convolutions(x, False), 10),
    "cnn-bn": ((28, 28, 1), lambda x: convolutions(x, True), 10),
    "residual": ((32, 32, 3), residual, 10),
    "lstm": ((50, 16), layers.LSTM(64), 10),
    "gru": ((50, 16), layers.GRU(64), 10),
    "long-lstm": ((200, 16), layers.LSTM(64), 10),
    "transformer": ((32, 16), transformer, 10),
    "table": ((100,), dense(2048, 1024), 10),
    "gpt": ((128,), gpt, 98),
}


def load(request):
    keras.backend.clear_session()
    shape, body, classes = MODELS[request["model"]]
    words = request["model"] == "gpt"
    inputs = keras.Input(shape, dtype="int32" if words else "float32")
    model = keras.Model(inputs, layers.Dense(classes)(body(inputs)))
    model.compile(
        "adam",
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=jit,
    )
    count, batch = request["count"], request["batch"]
    x = np.fromfile(request["features"], "int32" if words else "float32").reshape(count, *shape)
    y = np.fromfile(request["labels"], "int32").reshape(count, *((128,) if words else ()))

    def train(steps):
        rows = steps * batch
        start = time.perf_counter()
        model.fit(x[:rows], y[:rows], batch_size=batch, epochs=1, shuffle=True, verbose=0)
        return (time.perf_counter() - start) / steps * 1000

    train(2)
    return model.count_params(), train


serve({"Keras": keras.__version__, "TensorFlow": tf.__version__}, load)
