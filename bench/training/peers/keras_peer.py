"""Keras's own training: `python keras_peer.py MODEL BATCH STEPS [jit]`; see peer.ts. Needs requirements.txt."""

import sys
import time

name, batch, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
jit = "jit" in sys.argv[4:]
try:
    import numpy as np
    import keras
    from keras import layers
except ImportError as error:
    print(f"missing: {error}", flush=True)
    sys.exit(0)

CLASSES = 10


def convolutions(x, normalized):
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        if normalized:
            x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(2)(x)
    return layers.Dropout(0.5)(layers.Flatten()(x))


def transformer(x):
    x = layers.Dense(64)(x)
    for _ in range(2):
        x = layers.LayerNormalization()(layers.Add()([x, layers.MultiHeadAttention(4, 16)(x, x)]))
        wide = layers.Dense(128, activation="relu")(x)
        x = layers.LayerNormalization()(layers.Add()([x, layers.Dense(64)(wide)]))
    return layers.GlobalAveragePooling1D()(x)


SHAPES = {
    "mlp": (784,),
    "cnn": (28, 28, 1),
    "cnn-bn": (28, 28, 1),
    "lstm": (50, 16),
    "gru": (50, 16),
    "long-lstm": (200, 16),
    "transformer": (32, 16),
}
BODIES = {
    "mlp": lambda x: layers.Dense(128, activation="relu")(layers.Dense(256, activation="relu")(x)),
    "cnn": lambda x: convolutions(x, False),
    "cnn-bn": lambda x: convolutions(x, True),
    "lstm": layers.LSTM(64),
    "gru": layers.GRU(64),
    "long-lstm": layers.LSTM(64),
    "transformer": transformer,
}

inputs = keras.Input(SHAPES[name])
outputs = layers.Dense(CLASSES, activation="softmax")(BODIES[name](inputs))
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=jit)
x = np.random.rand(batch * steps, *SHAPES[name]).astype("float32")
y = (np.arange(batch * steps) % CLASSES).astype("int32")


def epoch():
    start = time.perf_counter()
    model.fit(x, y, batch_size=batch, epochs=1, shuffle=False, verbose=0)
    return (time.perf_counter() - start) / steps * 1000


epoch()
print("ready", flush=True)
for _ in sys.stdin:
    print(epoch(), flush=True)
