"""Golden file of everything that turns words and numbers into numbers: hashes, vocabularies, texts, bins.

    VENV/bin/python tools/golden/encodings.py

Set up as for trainer_layers.py. Writes src-shared/encoding/golden/encodings.json.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

OUT = Path(__file__).resolve().parents[2] / "src-shared" / "encoding" / "golden"
L = keras.layers

# Every length up to beyond the longest block of FarmHash, and letters of one to four bytes.
WORDS = ["", "a", "dog", "Äpfel", "日本語", "🙂 ok", *("abcdefghijklmnopqrstuvwxyz"[i % 26] * i for i in range(1, 70)), "x" * 127, "y" * 128, "z" * 129, "the quick brown fox " * 12]
NUMBERS = [0, 1, -1, 7, 42, 1000, -123456, 2**31 - 1, 2**40]
TEXTS = ["The quick brown fox.", "It's the FOX, the fox!", "  ÄPFEL und   Birnen\tund\nmehr ", "", "a-b c_d 'e'", "日本 語 🙂x"]


def plain(value):
    return np.asarray(value).tolist()


def hashing():
    cases = []
    for options in ({"num_bins": 10}, {"num_bins": 1000}, {"num_bins": 1}, {"num_bins": 97, "salt": 1337}, {"num_bins": 97, "salt": [12345678901, 17]}):
        for values in (WORDS, NUMBERS):
            cases.append({"options": options, "values": values, "buckets": plain(L.Hashing(**options)(np.array(values)))})
    cases.append({"options": {"num_bins": 5, "mask_value": "dog"}, "values": WORDS, "buckets": plain(L.Hashing(5, mask_value="dog")(np.array(WORDS)))})
    cases.append({"options": {"num_bins": 5, "mask_value": 7}, "values": NUMBERS, "buckets": plain(L.Hashing(5, mask_value=7)(np.array(NUMBERS)))})
    return cases


def crossing():
    one, other = WORDS[: len(NUMBERS)], NUMBERS
    cases = []
    for bins in (5, 1000):
        for columns in ([one, one[::-1]], [one, other], [other, other[::-1]], [one, other, one]):
            cases.append({"num_bins": bins, "columns": columns, "buckets": plain(L.HashedCrossing(bins)([tf.constant(column) for column in columns]))})
    return cases


def lookups():
    words = [["b", "a", "c"], ["a", "zebra", ""], ["[UNK]", "quokka", "b"]]
    numbers = [[3, 1, 2], [1, 99, 0], [-1, 101, 3]]
    cases = []
    for options in (
        {"vocabulary": ["a", "b", "c"]},
        {"vocabulary": ["", "[UNK]", "a", "b"], "mask_token": ""},
        {"vocabulary": ["a", "b"], "mask_token": "", "num_oov_indices": 3},
        {"vocabulary": ["a", "b"], "num_oov_indices": 3, "salt": [3, 5]},
        {"vocabulary": ["a", "b", "c"], "output_mode": "multi_hot"},
        {"vocabulary": ["a", "b", "c"], "output_mode": "count", "mask_token": ""},
        {"vocabulary": ["a", "b", "c"], "output_mode": "tf_idf", "idf_weights": [0.5, 0.25, 0.125]},
        {"vocabulary": ["a", "b", "c"], "output_mode": "count", "pad_to_max_tokens": True, "max_tokens": 6},
    ):
        cases.append({"class": "StringLookup", "options": options, "values": words, "output": plain(L.StringLookup(**options)(np.array(words)))})
    for options in (
        {"vocabulary": [1, 2, 3]},
        {"vocabulary": [1, 2], "mask_token": 0},
        {"vocabulary": [1, 2], "num_oov_indices": 3},
        {"vocabulary": [1, 2], "num_oov_indices": 3, "oov_method": "farmhash"},
        {"vocabulary": [3, 1], "output_mode": "multi_hot"},
    ):
        cases.append({"class": "IntegerLookup", "options": options, "values": numbers, "output": plain(L.IntegerLookup(**options)(np.array(numbers)))})
    return cases


def learned():
    words = [["b", "a", "c", "b"], ["a", "zebra", "", "Ä"], ["[UNK]", "b", "é", "Z"]]
    cases = []
    for options in ({}, {"max_tokens": 4}, {"mask_token": ""}, {"mask_token": "", "output_mode": "tf_idf"}):
        layer = L.StringLookup(**options)
        layer.adapt(np.array(words))
        own = layer.get_vocabulary(include_special_tokens=False)
        idf = plain(layer.idf_weights)[-len(own) :] if "output_mode" in options else None
        cases.append({"options": options, "documents": words, "vocabulary": own, "idf": idf})
    return cases


def texts():
    cases = []
    for options in (
        {},
        {"standardize": "lower"},
        {"standardize": "strip_punctuation", "split": "character"},
        {"standardize": None, "output_sequence_length": 4},
        {"ngrams": 2, "output_sequence_length": 9},
        {"ngrams": (3, 1)},
        {"output_mode": "multi_hot", "max_tokens": 6},
        {"output_mode": "count", "ngrams": 2},
        {"output_mode": "tf_idf"},
        {"split": None},
    ):
        layer = L.TextVectorization(**options)
        layer.adapt(TEXTS)
        tokens = layer._preprocess(tf.constant(TEXTS))
        tokens = tokens.to_list() if isinstance(tokens, tf.RaggedTensor) else [[text] for text in tokens.numpy().tolist()]
        tf_idf = options.get("output_mode") == "tf_idf"
        cases.append({
            "options": {key: list(value) if isinstance(value, tuple) else value for key, value in options.items()},
            "texts": TEXTS,
            "tokens": [[token.decode() for token in row] for row in tokens],
            "vocabulary": layer.get_vocabulary(include_special_tokens=False),
            "idf": plain(layer._lookup_layer.idf_weights) if tf_idf else None,
            "output": plain(layer(TEXTS if options.get("split", "") is not None else np.array(TEXTS)[:, None])),
        })
    return cases


def bins():
    random = np.random.default_rng(3)
    cases = []
    for options, sizes in (({"num_bins": 4}, [50]), ({"num_bins": 7}, [1000, 300]), ({"num_bins": 3, "epsilon": 0.1}, [40, 41, 42])):
        batches = [random.normal(size=size).astype("float32") for size in sizes]
        layer = L.Discretization(**options)
        layer.adapt(iter(batches))
        cases.append({"options": options, "batches": [[float(f"{value:.8g}") for value in batch] for batch in batches], "boundaries": layer.bin_boundaries})
    return cases


def main():
    golden = {"hashing": hashing(), "crossing": crossing(), "lookups": lookups(), "learned": learned(), "texts": texts(), "bins": bins()}
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "encodings.json").write_text(json.dumps(golden, separators=(",", ":"), ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
