"""What Keras's stateful recurrent layers do: two epochs of three batches, each going on where the one before ended.

    VENV/bin/python tools/golden/stateful.py

in the environment of trainer_layers.py. Writes src-main/trainer/testing/golden/stateful.json.
"""

import json
import pathlib

import keras
import numpy as np

OUT = pathlib.Path(__file__).parents[2] / "src-main/trainer/testing/golden/stateful.json"
BATCH, BATCHES, STEPS, FEATURES = 2, 3, 4, 2
L = keras.layers

LAYERS = {
    "simple_rnn(3, stateful=true)": lambda: L.SimpleRNN(3, stateful=True),
    "lstm(3, stateful=true)": lambda: L.LSTM(3, stateful=True),
    "gru(3, stateful=true)": lambda: L.GRU(3, stateful=True),
    "gru(3, stateful=true, reset_after=false)": lambda: L.GRU(3, stateful=True, reset_after=False),
    "lstm(3, stateful=true, go_backwards=true, return_sequences=true) > gru(2, stateful=true)": lambda: [
        L.LSTM(3, stateful=True, go_backwards=True, return_sequences=True),
        L.GRU(2, stateful=True),
    ],
}


def train(make):
    keras.utils.set_random_seed(3)
    made = make()
    inputs = keras.Input((STEPS, FEATURES), batch_size=BATCH)
    x = inputs
    layers = made if isinstance(made, list) else [made]
    for layer in layers:
        x = layer(x)
    model = keras.Model(inputs, L.Dense(1)(x))
    model.compile(optimizer=keras.optimizers.SGD(0.2), loss="mse")
    start = [weight.numpy() for weight in model.weights]
    draw = np.random.default_rng(5)
    # Lanes: the rows of one sample's place follow each other.
    rows = draw.normal(size=(BATCH, BATCHES, STEPS, FEATURES)).astype("float32")
    targets = draw.normal(size=(BATCH, BATCHES, 1)).astype("float32")
    losses = []
    for _ in range(2):
        for layer in layers:
            layer.reset_states()
        for batch in range(BATCHES):
            model.reset_metrics()
            losses.append(float(model.train_on_batch(rows[:, batch], targets[:, batch])))
    tensor = lambda value: {"shape": list(value.shape), "values": [float(number) for number in value.ravel()]}
    return {
        "rows": tensor(rows.reshape(-1, STEPS, FEATURES)),
        "targets": tensor(targets.reshape(-1, 1)),
        "start": [tensor(weight) for weight in start],
        "losses": losses,
        "end": [tensor(weight.numpy()) for weight in model.weights],
    }


OUT.write_text(
    json.dumps({"keras": keras.__version__, "batch": BATCH, "cases": {text: train(make) for text, make in LAYERS.items()}}) + "\n"
)
