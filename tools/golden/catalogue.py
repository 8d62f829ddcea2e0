"""The classes and functions that Keras exports, by module: what the catalogue is compared with.

    VENV/bin/python tools/golden/catalogue.py

Set up as for layers.py. Writes src-shared/keras/catalogue.golden.json; a class of several names has the one of its own.
"""

import inspect
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "keras" / "catalogue.golden.json"
MODULES = {
    "layers": keras.layers,
    "losses": keras.losses,
    "metrics": keras.metrics,
    "optimizers": keras.optimizers,
    "schedules": keras.optimizers.schedules,
    "initializers": keras.initializers,
    "regularizers": keras.regularizers,
    "constraints": keras.constraints,
}


def classes(module):
    found = {}
    for name, value in inspect.getmembers(module, inspect.isclass):
        found.setdefault(value, []).append(name)
    return sorted(value.__name__ if value.__name__ in names else names[0] for value, names in found.items())


def main():
    modules = {name: classes(module) for name, module in MODULES.items()}
    verbs = {"get", "serialize", "deserialize"}
    functions = sorted(name for name, _ in inspect.getmembers(keras.activations, inspect.isfunction) if name not in verbs)
    lines = [f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in {**modules, "activations": functions}.items()]
    OUT.write_text(f'{{\n  "keras": "{keras.__version__}",\n' + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
