"""Writes which of Keras's layers know of masks to src-shared/graph/golden/masks.json; the others lose one, and Keras warns.

    /tmp/golden/bin/python tools/golden/masks.py

Set up as for layers.py.
"""

import json
import pathlib

from layers import CASES, class_named, keras_value
from attention_calls import split

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "graph" / "golden" / "masks.json"


def knows_masks(class_name, cases):
    plain, _ = split(cases[0]["params"])
    params = {key: keras_value(key, value) for key, value in plain.items()}
    try:
        # A plain operation hands nothing on.
        return bool(getattr(class_named(class_name)(**params), "supports_masking", False))
    except ValueError:
        # Its first case is one that Keras refuses, or takes in another form only.
        return None


def is_keras(class_name):
    """Layers of other packages have no say here."""
    try:
        return class_named(class_name) is not None
    except ModuleNotFoundError:
        return False


def main():
    OUT.parent.mkdir(exist_ok=True)
    ours = {type_id: entry for type_id, entry in CASES.items() if is_keras(entry[0])}
    known = {type_id: knows for type_id, entry in ours.items() if (knows := knows_masks(*entry)) is not None}
    OUT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
