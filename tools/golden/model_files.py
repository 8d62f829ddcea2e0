"""Model files as Keras saves them, with inputs and what Keras answers.

    python3 -m venv VENV && VENV/bin/pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6 h5py==3.14.0
    VENV/bin/pip install --no-deps keras-hub==0.32.0 regex tokenizers && VENV/bin/python tools/golden/model_files.py [NAME...]

Writes src-main/trainer/model-files/golden/. The folder `tfjs` beside them was written by TF.js itself
(tools/golden/tfjs_model.mjs). Never run by the app or its tests.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np

L = keras.layers
OUT = Path(__file__).resolve().parents[2] / "src-main" / "trainer" / "model-files" / "golden"


def pictures():
    """Convolutions, a nested model with a batch normalization, plain operations, a dropout with a seed of its own."""
    entry = L.Input((8, 8, 3), name="pictures")
    x = L.RandomFlip("horizontal")(entry)
    x = L.Conv2D(4, 3, name="first")(x)
    x = L.BatchNormalization()(x)
    x = keras.ops.relu(x)
    x = L.Dropout(0.3)(x)
    x = L.SeparableConv2D(5, 3, use_bias=False)(x)
    inner = keras.Sequential([L.Input((4, 4, 5)), L.Conv2D(3, 3), L.BatchNormalization()], name="inner")
    x = L.Flatten()(inner(x) * 0.5)
    return keras.Model(entry, L.Dense(3, activation="softmax", name="probabilities")(x), name="small")


def shared():
    """A layer called twice, a nested model called twice, two inputs and two outputs."""
    left, right = L.Input((6,), name="left"), L.Input((6,), name="right")
    tower = keras.Sequential([L.Input((6,)), L.Dense(5, activation="tanh"), L.Dense(4)], name="tower")
    twice = L.Dense(4, name="twice")
    joined = L.Concatenate()([twice(tower(left)), twice(tower(right))])
    return keras.Model([left, right], [L.Dense(1, name="same")(joined), tower(left)], name="siamese")


def attention():
    """Attention of every kind, to itself and to others, with positions of KerasHub and places as an einsum's bias."""
    import keras_hub

    left, right = L.Input((6, 8), name="left"), L.Input((4, 8), name="right")
    x = L.EinsumDense("abc,c->abc", [6, 8], bias_axes="bc", name="places")(left)
    x = L.Add()([x, keras_hub.layers.PositionEmbedding(10)(x)])
    x = L.MultiHeadAttention(2, 4, use_gate=True, name="itself")(x, x, use_causal_mask=True)
    x = L.MultiHeadAttention(2, 4, value_dim=3, use_bias=False, name="crossed")(x, right)
    x = L.GroupQueryAttention(4, 2, 1, use_gate=True, name="keyed")(x, right, key=L.Dense(8)(right))
    x = L.GroupQueryAttention(4, 4, 2, sliding_window=3)(x, x)
    y = L.Attention(use_scale=True, score_mode="concat", name="sums")([keras_hub.layers.RotaryEmbedding()(x), right])
    return keras.Model([left, right], L.AdditiveAttention(name="itself_again")([y, y]), name="attending")


def scored():
    """What attention looks at as an output, and masks as inputs."""
    left, right = L.Input((4, 8), name="left"), L.Input((3, 8), name="right")
    pairs, seen, places = L.Input((4, 4), name="pairs"), L.Input((3,), name="seen"), L.Input((4,), name="places")
    x, looks = L.MultiHeadAttention(2, 4, name="itself")(left, left, attention_mask=pairs, return_attention_scores=True)
    x = L.MultiHeadAttention(2, 4, name="crossed")(x, right, value_mask=seen, use_causal_mask=True)
    x, grouped = L.GroupQueryAttention(4, 2, 1, name="grouped")(x, x, query_mask=places, return_attention_scores=True)
    y = L.Attention(name="only_seen")([x, right], mask=[None, seen])
    z, sums = L.AdditiveAttention(name="both")([y, right], mask=[places, seen], return_attention_scores=True)
    return keras.Model([left, right, pairs, seen, places], [z, looks, L.Flatten()(grouped), sums], name="scored")


def sequences():
    """Recurrent layers keep their weights in cells, wrappers in the layers that they hold."""
    entry = L.Input((5, 3), name="series")
    x = L.Bidirectional(L.LSTM(4, return_sequences=True))(entry)
    x = L.TimeDistributed(L.Dense(3))(x)
    x = L.GRU(4, return_sequences=True)(x)
    return keras.Model(entry, L.Dense(2)(L.SimpleRNN(3)(x)), name="sequences")


def applications():
    """What the architectures of keras.applications are made of and ordinary models aren't, in one small model."""
    from keras.src.applications.convnext import LayerScale, StochasticDepth
    from keras.src.applications.inception_resnet_v2 import CustomScaleLayer

    entry = L.Input((13, 15, 3), name="pictures")
    x = L.Rescaling(1 / 127.5, offset=-1.0)(entry)
    x = L.Normalization(mean=[0.1, 0.2, 0.3], variance=[0.5, 0.6, 0.7])(x)
    x = L.Normalization(name="measured")(x)
    # As MobileNet and EfficientNet pad for a stride: more on one side than on the other.
    x = L.ZeroPadding2D(((0, 1), (1, 2)))(x)
    x = L.Conv2D(8, 3, strides=2, use_bias=False, kernel_initializer="he_normal")(x)
    x = L.BatchNormalization(momentum=0.999)(x)
    x = L.Activation("hard_silu")(x)
    y = L.DepthwiseConv2D(3, padding="same", use_bias=False)(x)
    y = L.ReLU(6.0)(L.BatchNormalization(gamma_initializer="zeros")(y))
    # MobileNetV3: squeeze and excite with hard sigmoid as plain operations.
    z = L.GlobalAveragePooling2D(keepdims=True)(y)
    z = L.Conv2D(4, 1, activation="relu")(z)
    z = L.Conv2D(8, 1)(z)
    z = L.ReLU(6.0)(z + 3.0) * (1.0 / 6.0)
    y = L.Multiply()([y, z])
    # EfficientNet: the same by reshape and sigmoid; drops whole samples.
    z = L.Reshape((1, 1, 8))(L.GlobalAveragePooling2D()(y))
    z = L.Conv2D(8, 1, activation="sigmoid")(L.Conv2D(2, 1, activation="swish")(z))
    y = L.Dropout(0.2, noise_shape=(None, 1, 1, 1))(L.multiply([y, z]))
    x = L.add([x, y])
    # ConvNeXt.
    y = L.LayerNormalization(epsilon=1e-6)(L.Conv2D(8, 7, padding="same", groups=8)(x))
    y = L.Dense(8)(L.Activation("gelu")(L.Dense(12)(y)))
    x = x + StochasticDepth(0.1)(LayerScale(1e-6, 8)(y))
    # InceptionResNetV2.
    x = L.Activation("relu")(CustomScaleLayer(0.17)([x, L.Conv2D(8, 1)(x)]))
    # NASNet: a path that is one pixel off; separable convolutions; averages that don't count the padding.
    a = L.Conv2D(4, 1)(L.AveragePooling2D(1, strides=2, padding="valid")(x))
    b = L.Cropping2D(((1, 0), (1, 0)))(L.ZeroPadding2D(((0, 1), (0, 1)))(x))
    b = L.Conv2D(4, 1)(L.AveragePooling2D(1, strides=2, padding="valid")(b))
    c = L.SeparableConv2D(4, 5, strides=2, padding="same", use_bias=False)(x)
    d = L.AveragePooling2D(3, strides=2, padding="same")(x)
    x = L.concatenate([a, b, c, d])
    x = L.GlobalMaxPooling2D()(L.MaxPooling2D((3, 3), strides=(2, 2), padding="same")(x))
    return keras.Model(entry, L.Dense(5, activation=None)(x), name="applications")


def transfer():
    """A model of others with a head of one's own: scaled as it wants, frozen, a layer of the new model."""
    inner = L.Input((8, 8, 3))
    x = L.BatchNormalization()(L.Conv2D(4, 3, use_bias=False)(inner))
    y = L.BatchNormalization()(L.Conv2D(4, 3, padding="same")(L.ReLU(6.0)(x)))
    base = keras.Model(inner, L.add([x, y]), name="base")
    entry = L.Input((8, 8, 3), name="pictures")
    x = L.RandomFlip("horizontal")(entry)
    x = keras.applications.mobilenet_v2.preprocess_input(x)
    x = L.GlobalAveragePooling2D()(base(x, training=False))
    model = keras.Model(entry, L.Dense(3)(L.Dropout(0.2)(x)), name="transfer")
    base.trainable = False
    return model


def nested():
    """Models in models: two inputs and outputs, called twice, of which once one output alone is used; chains in chains."""
    a, b = L.Input((6, 6, 2)), L.Input((4,))
    x = L.BatchNormalization()(L.Conv2D(3, 3, padding="same")(a))
    y = L.Dense(3, name="scale")(b)
    x = L.Multiply()([x, L.Reshape((1, 1, 3))(y)])
    pair = keras.Model([a, b], [L.GlobalAveragePooling2D()(x), L.Dense(4)(y)], name="pair")
    narrow = keras.Sequential([L.Input((4,)), L.Dense(5, activation="tanh"), L.LayerNormalization()], name="narrow")
    chain = keras.Sequential([L.Input((4,)), narrow, L.Dropout(0.5), L.Dense(4)], name="chain")
    pictures, table = L.Input((6, 6, 2), name="pictures"), L.Input((4,), name="table")
    means, values = pair([pictures, chain(table)])
    flipped = L.Permute((2, 1, 3))(pictures)
    means_again, _ = pair([flipped, values])
    return keras.Model([pictures, table], [L.Dense(2)(L.Concatenate()([means, means_again])), chain(values), pair([pictures, table])[1]],
                       name="nested")


def operations():
    """Operations of Keras that aren't layers: items, slices, stacks, constants, shapes, functions."""
    entry = L.Input((6, 5, 3), name="pictures")
    ops = keras.ops
    # The colours turned round and a mean of each taken off; then means and deviations.
    x = keras.applications.resnet.preprocess_input(entry)
    x = keras.applications.densenet.preprocess_input(x)
    y = ops.take(ops.elu(x, 0.5), [2, 0, 0], axis=-1)
    x = ops.leaky_relu(x, 0.1) + ops.relu6(-y)
    line = x[:, -1]
    parts = [ops.mean(x, axis=[1, 2]), ops.max(x, axis=(1, 2)), line[:, 1, :], line[..., 1:4:2, :][:, 0], x[:, 0][:, 0:1][:, 0]]
    rows = ops.concatenate([ops.expand_dims(part, 1) for part in parts[:2]] + [ops.stack(parts[2:], axis=1)], axis=1)
    rows = ops.transpose(ops.softmax(rows, axis=1), (0, 2, 1))
    rows = ops.log_softmax(rows) * 0.5 + ops.exp(2.0 - ops.sigmoid(rows)) / 3.0
    line = ops.reshape(line, (-1, 15)) * np.linspace(0.5, 1.5, 15, dtype="float32")
    x = ops.glu(L.Dense(6)(ops.gelu(ops.reshape(rows, (-1, 15)) - line)), axis=-1)
    return keras.Model(entry, [ops.threshold(x, 0.1, -1.0), ops.squeeze(ops.expand_dims(x, 2), 2)], name="operations")


def stacked():
    """Cells in a stack, in a stack of stacks and by themselves; an encoder whose states a decoder starts from."""
    entry, other = L.Input((5, 3), name="series"), L.Input((4, 3), name="answer")
    def stack():
        return L.StackedRNNCells([L.LSTMCell(3), L.GRUCell(2), L.LSTMCell(4, use_bias=False)])
    _, *states = L.RNN(stack(), return_state=True, name="encoder")(entry)
    x = L.RNN(stack(), return_sequences=True, name="decoder")(other, initial_state=states)
    nested = L.StackedRNNCells([L.StackedRNNCells([L.GRUCell(3), L.GRUCell(2, reset_after=False)]), L.SimpleRNNCell(3)])
    x = L.Bidirectional(L.RNN(nested, return_sequences=True))(x)
    x = L.BatchNormalization(renorm=True, renorm_clipping={"rmax": 2.0})(x)
    x = L.RNN(L.SimpleRNNCell(3), go_backwards=True)(x)
    hidden = L.Dense(4)(x)
    step, _ = L.LSTMCell(4, name="one_step")(x, [hidden, hidden])
    return keras.Model([entry, other], L.Dense(2)(step), name="stacked")


def normalized():
    """Kernels that are normalized, which Keras keeps twice: by the wrapper and by the layer in it."""
    from weight_normalization import WeightNormalization

    keras.saving.register_keras_serializable("Addons", "WeightNormalization")(WeightNormalization)
    entry = L.Input((6, 6, 2), name="pictures")
    x = L.SpectralNormalization(L.Conv2D(3, 3, activation="relu"), power_iterations=2)(entry)
    x = WeightNormalization(L.Conv2D(2, 2))(x)
    x = L.SpectralNormalization(L.Dense(4, use_bias=False), name="no_bias")(L.Flatten()(x))
    return keras.Model(entry, WeightNormalization(L.Dense(2, activation="softmax"))(x), name="normalized")


def keras2(path):
    """An `.h5` as Keras 2 wrote it: calls as lists, `batch_input_shape`, no modules, names that end in `:0`."""
    rng = np.random.default_rng(2)
    initializer = {"class_name": "GlorotUniform", "config": {"seed": None}}
    zeros = {"class_name": "Zeros", "config": {}}
    plain = {"trainable": True, "dtype": "float32"}
    kernel = {"kernel_initializer": initializer, "bias_initializer": zeros, "kernel_regularizer": None,
              "bias_regularizer": None, "activity_regularizer": None, "kernel_constraint": None, "bias_constraint": None}
    layers = [
        ("InputLayer", "input_1", {"batch_input_shape": [None, 4, 4, 2], "dtype": "float32", "sparse": False,
                                   "ragged": False}, []),
        ("Conv2D", "conv2d", {**plain, **kernel, "filters": 3, "kernel_size": [3, 3], "strides": [1, 1],
                              "padding": "same", "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1,
                              "activation": "linear", "use_bias": True}, [[["input_1", 0, 0, {}]]]),
        ("BatchNormalization", "bn", {**plain, "axis": [3], "momentum": 0.99, "epsilon": 0.001, "center": True,
                                      "scale": True, "beta_initializer": zeros,
                                      "gamma_initializer": {"class_name": "Ones", "config": {}},
                                      "moving_mean_initializer": zeros,
                                      "moving_variance_initializer": {"class_name": "Ones", "config": {}},
                                      "beta_regularizer": None, "gamma_regularizer": None, "beta_constraint": None,
                                      "gamma_constraint": None}, [[["conv2d", 0, 0, {}]]]),
        ("LeakyReLU", "leaky", {**plain, "alpha": 0.1}, [[["bn", 0, 0, {}]]]),
        ("GlobalAveragePooling2D", "gap", {**plain, "data_format": "channels_last", "keepdims": False},
         [[["leaky", 0, 0, {}]]]),
        ("TFOpLambda", "tf.math.multiply", {**plain, "function": "math.multiply"}, [["gap", 0, 0, {"y": 2.0}]]),
        ("Dense", "dense", {**plain, **kernel, "units": 2, "activation": "sigmoid", "use_bias": True},
         [[["tf.math.multiply", 0, 0, {}]]]),
    ]
    config = {"class_name": "Functional", "config": {
        "name": "model", "trainable": True,
        "layers": [{"class_name": c, "name": n, "config": {"name": n, **o}, "inbound_nodes": i} for c, n, o, i in layers],
        "input_layers": [["input_1", 0, 0]], "output_layers": [["dense", 0, 0]]}}
    weights = {"conv2d": {"kernel": (3, 3, 2, 3), "bias": (3,)},
               "bn": {"gamma": (3,), "beta": (3,), "moving_mean": (3,), "moving_variance": (3,)},
               "dense": {"kernel": (3, 2), "bias": (2,)}}
    values = {}
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"], file.attrs["backend"] = b"2.11.0", b"tensorflow"
        file.attrs["model_config"] = json.dumps(config).encode()
        root = file.create_group("model_weights")
        root.attrs["layer_names"] = [name.encode() for _, name, _, _ in layers]
        for _, name, _, _ in layers:
            group = root.create_group(name)
            own = weights.get(name, {})
            group.attrs["weight_names"] = [f"{name}/{key}:0".encode() for key in own]
            for key, shape in own.items():
                values[f"{name}/{key}"] = rng.uniform(0.1, 1, shape).astype("float32")
                group.create_dataset(f"{name}/{key}:0", data=values[f"{name}/{key}"])
    # The same in Keras 3, which has no layer for TensorFlow's multiply.
    entry = L.Input((4, 4, 2))
    conv, norm, dense = L.Conv2D(3, 3, padding="same"), L.BatchNormalization(), L.Dense(2, activation="sigmoid")
    x = L.GlobalAveragePooling2D()(L.LeakyReLU(negative_slope=0.1)(norm(conv(entry))))
    model = keras.Model(entry, dense(x * 2.0))
    for layer, name in ((conv, "conv2d"), (norm, "bn"), (dense, "dense")):
        layer.set_weights([values[f"{name}/{key}"] for key in weights[name]])
    return model


def answers(model, low=-1, high=1):
    rng = np.random.default_rng(3)
    inputs = [rng.uniform(low, high, (2, *shape[1:])).astype("float32") for shape in
              (model.input_shape if isinstance(model.input_shape, list) else [model.input_shape])]
    outputs = model(inputs if len(inputs) > 1 else inputs[0], training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]

    def tensor(values):
        values = np.asarray(values)
        return {"shape": list(values.shape), "values": [float(value) for value in values.ravel()]}

    trainable = sum(int(np.prod(variable.shape)) for variable in model.trainable_variables)
    return {"keras": keras.__version__, "parameters": model.count_params(), "trainable": trainable, "inputs": [tensor(x) for x in inputs],
            "outputs": [tensor(y) for y in outputs]}


OUT.mkdir(parents=True, exist_ok=True)
wanted = sys.argv[1:]
for make in (pictures, shared, attention, scored, sequences, applications, transfer, operations, stacked, normalized, nested):
    if wanted and make.__name__ not in wanted:
        continue
    keras.utils.clear_session()
    keras.utils.set_random_seed(1)
    model = make()
    # Pixels, and kernels of both signs: where all is positive, a relu6 is full and two pictures give one answer.
    is_pictures = make in (applications, transfer, operations)
    for variable in model.variables:
        if variable.dtype == "float32":
            is_kernel = is_pictures and len(variable.shape) > 1
            low = -0.6 if is_kernel else 0.1
            variable.assign(np.random.uniform(low, 0.6, variable.shape))
    for layer in model.layers:
        if isinstance(layer, L.Normalization) and layer.input_mean is None:
            layer.finalize_state()
    model.save(OUT / f"{make.__name__}.keras")
    model.save(OUT / f"{make.__name__}.h5")
    known = answers(model, *((0, 255) if is_pictures else ()))
    (OUT / f"{make.__name__}.json").write_text(json.dumps(known) + "\n")
if not wanted or "keras2" in wanted:
    (OUT / "keras2.json").write_text(json.dumps(answers(keras2(OUT / "keras2.h5"))) + "\n")
print("keras", keras.__version__, "->", OUT)
