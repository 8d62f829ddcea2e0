"""Writes which of Keras's layers know of masks to src-shared/graph/golden/masks.json; the others lose one, and Keras warns.

    /tmp/golden/bin/python tools/golden/masks.py

Set up as for layers.py.
"""

import json
import pathlib

from layers import CASES, class_named, keras_value

OUT = pathlib.Path(__file__).parents[2] / "src-shared" / "graph" / "golden" / "masks.json"


def knows_masks(class_name, cases):
    params = {key: keras_value(key, value) for key, value in cases[0]["params"].items()}
    # A plain operation hands nothing on.
    return bool(getattr(class_named(class_name)(**params), "supports_masking", False))


def main():
    OUT.parent.mkdir(exist_ok=True)
    known = {type_id: knows_masks(*entry) for type_id, entry in CASES.items()}
    OUT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
