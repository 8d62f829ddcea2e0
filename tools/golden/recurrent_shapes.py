"""The rows of recurrent layers and of those that hold a layer, for layers.py."""

VECTOR, SEQUENCE, PICTURE, VOLUME = [10], [7, 4], [17, 12, 6], [6, 7, 8, 4]
STEPS = {1: [4, *SEQUENCE], 2: [3, 9, 8, 2], 3: [3, 5, 6, 4, 2]}


def options_of_cells(options):
    return [
        {},
        {"units": 5, "return_sequences": True},
        {"units": 5, "return_state": True, "go_backwards": True},
        {"units": 5, "return_sequences": True, "return_state": True, "unroll": True, "zero_output_for_mask": True},
        {"units": 3, "use_bias": False, "activation": "relu", "dropout": 0.2, "recurrent_dropout": 0.1},
        {"units": 3, "recurrent_initializer": {"name": "orthogonal", "gain": 2.0}, "recurrent_regularizer": {"name": "l2", "l2": 0.5}, "recurrent_constraint": "non_neg"},
        *[{"units": 3, **options} for options in options[:1] + options[4:6]],
    ]


def inner(type_id, **params):
    return {"type": type_id, "params": params}


BOTH = [{"layer": inner(kind, units=3)} for kind in ("lstm", "gru", "simple_rnn")]


STACK = inner("stacked_rnn_cells", cells=[inner("lstm_cell", units=3), inner("gru_cell", units=5), inner("simple_rnn_cell", units=2)])
NESTED = inner("stacked_rnn_cells", cells=[inner("stacked_rnn_cells", cells=[inner("gru_cell", units=3), inner("gru_cell", units=4, reset_after=False)]), inner("lstm_cell", units=2)])


def by_cells(one, cells):
    """Cells by themselves, and the layer that repeats them."""
    def own(states, *more):
        params = [{**{"units": 32}, **params} for params in (*cells, *more) if not params.keys() & {"return_sequences", "return_state", "activity_regularizer"}]
        return [{"inputs": [shape, *[[params["units"]]] * states], "params": params} for params in params for shape in ([4],)]

    flags = [{}, {"return_sequences": True}, {"return_state": True, "go_backwards": True}, {"return_sequences": True, "return_state": True, "zero_output_for_mask": True, "unroll": True}]
    return {
        "lstm_cell": ("LSTMCell", own(2, {"unit_forget_bias": False})),
        "gru_cell": ("GRUCell", own(1, {"reset_after": False})),
        "simple_rnn_cell": ("SimpleRNNCell", own(1)),
        "stacked_rnn_cells": ("StackedRNNCells", [{"inputs": [[4], *[[size] for size in sizes]], "params": stack["params"]} for stack, sizes in ((STACK, (3, 3, 5, 2)), (NESTED, (3, 4, 2, 2)))]),
        "rnn": (
            "RNN",
            one([SEQUENCE], [{"cell": inner(kind, units=3), **more} for kind in ("lstm_cell", "gru_cell", "simple_rnn_cell") for more in flags[:3]])
            + one([SEQUENCE], [{"cell": cell, **more} for cell in (STACK, NESTED) for more in flags])
            + one([VECTOR], [{"cell": inner("lstm_cell", units=3)}])
            + [{"inputs": [SEQUENCE, [3], [3], [5], [2]], "params": {"cell": STACK}}, {"inputs": [SEQUENCE, [3], [3]], "params": {"cell": inner("lstm_cell", units=3)}}],
        ),
    }


def convolutional(one, rank):
    k3 = {"filters": 3, "kernel_size": [3] * rank}
    shape = STEPS[rank]
    return (
        one(
            [shape],
            [
                k3,
                {**k3, "padding": "same", "return_sequences": True, "return_state": True},
                {**k3, "strides": [2] * rank, "use_bias": False, "go_backwards": True},
                {**k3, "padding": "same", "dilation_rate": [2] * rank, "dropout": 0.1, "recurrent_dropout": 0.2},
                {**k3, "unit_forget_bias": False, "kernel_regularizer": "l2", "recurrent_constraint": "non_neg", "zero_output_for_mask": True},
            ],
        )
        + one([VECTOR], [k3])
        + [{"inputs": [shape, *[[*shape[1:-1], 3]] * 2], "params": {**k3, "padding": "same"}}]
    )


def cases(one, options):
    """By type: the class, and what it is asked."""
    cells = options_of_cells(options)

    def recurrent(states, *more):
        own = [{**{"units": 32}, **params} for params in [*cells, *more]]
        started = [{"inputs": [SEQUENCE, *[[4]] * states], "params": {"units": 4}}]
        return one([SEQUENCE, VECTOR, PICTURE], own[:1]) + one([SEQUENCE], own[1:]) + started

    return {
        # Keras takes an activity regularizer here and drops it.
        "simple_rnn": ("SimpleRNN", [case for case in recurrent(1) if "activity_regularizer" not in case["params"]]),
        "gru": ("GRU", recurrent(1, {"reset_after": False}, {"reset_after": False, "use_bias": False}, {"recurrent_activation": "hard_sigmoid"})),
        "lstm": ("LSTM", recurrent(2, {"unit_forget_bias": False}, {"recurrent_activation": "hard_sigmoid"})),
        **by_cells(one, cells),
        "bidirectional": (
            "Bidirectional",
            one([SEQUENCE], [{"layer": inner("rnn", cell=cell)} for cell in (inner("gru_cell", units=3), STACK)])
            + one(
                [SEQUENCE],
                BOTH
                + [{"layer": inner("lstm", units=3, return_sequences=True), "merge_mode": mode} for mode in ("concat", "sum", "mul", "ave", None)]
                + [{"layer": inner("lstm", units=3, return_state=True), "merge_mode": mode} for mode in ("concat", None)]
                + [{"layer": inner("gru", units=3, go_backwards=True, reset_after=False)}]
                + [{"layer": inner("lstm", units=3), "backward_layer": inner("gru", units=3, go_backwards=True)}]
                + [{"layer": inner("lstm", units=3), "backward_layer": inner("lstm", units=3)}],
            )
            + one([VECTOR], BOTH[:1])
            + [{"inputs": [SEQUENCE, [3], [3], [3], [3]], "params": BOTH[0]}, {"inputs": [SEQUENCE, [3], [3]], "params": BOTH[1]}],
        ),
        "time_distributed": (
            "TimeDistributed",
            one([SEQUENCE], [{"layer": inner("dense", units=3)}, {"layer": inner("layer_normalization", axis=[-1])}, {"layer": inner("batch_normalization")}])
            + one([[3, *PICTURE]], [{"layer": inner("conv2d", filters=4, kernel_size=[3, 3])}, {"layer": inner("global_average_pooling2d")}, {"layer": inner("flatten")}])
            + one([[3, *SEQUENCE]], [{"layer": inner("lstm", units=3)}])
            + one([VECTOR], [{"layer": inner("dense", units=3)}]),
        ),
        "spectral_normalization": (
            "SpectralNormalization",
            one([VECTOR], [{"layer": inner("dense", units=3)}, {"layer": inner("dense", units=3, use_bias=False), "power_iterations": 3}])
            + one([PICTURE], [{"layer": inner("conv2d", filters=4, kernel_size=[3, 3])}])
            + one([[4]], [{"layer": inner("embedding", input_dim=5, output_dim=3)}]),
        ),
        "weight_normalization": (
            "WeightNormalization",
            one([VECTOR], [{"layer": inner("dense", units=3)}, {"layer": inner("dense", units=3, use_bias=False)}])
            + one([PICTURE], [{"layer": inner("conv2d", filters=4, kernel_size=[3, 3])}]),
        ),
        **{f"conv_lstm{rank}d": (f"ConvLSTM{rank}D", convolutional(one, rank)) for rank in (1, 2, 3)},
    }
