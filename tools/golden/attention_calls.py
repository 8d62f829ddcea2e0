"""How Keras's layers are called that take their inputs apart: attention, and recurrent layers that start from states."""

import keras
from keras.src.ops.numpy import Take

# Said at the call, not in the constructor.
CALL_ARGUMENTS = ("use_causal_mask", "return_attention_scores", "indices", "drop")
ONE_BY_ONE = (keras.layers.MultiHeadAttention, keras.layers.GroupQueryAttention)
STARTED = (keras.layers.RNN, keras.layers.Bidirectional)
CELLS = (keras.layers.LSTMCell, keras.layers.GRUCell, keras.layers.SimpleRNNCell, keras.layers.StackedRNNCells)
AS_A_LIST = (keras.layers.Attention, keras.layers.AdditiveAttention)


def split(params):
    """What the constructor takes, and what the call takes."""
    at_call = {key: value for key, value in params.items() if key in CALL_ARGUMENTS}
    return {key: value for key, value in params.items() if key not in CALL_ARGUMENTS}, at_call


def nested(cell, states):
    """States as Keras wants them: a list for each cell of a stack."""
    if not hasattr(cell, "cells"):
        return list(states)
    counts = [len(keras.tree.flatten(one.state_size)) for one in cell.cells]
    return [nested(one, states[sum(counts[:at]):sum(counts[:at + 1])]) for at, one in enumerate(cell.cells)]


def call(layer, inputs, ports=None, **options):
    """Calls a layer with all of its inputs as it wants them; `ports` names them where some are masks."""
    if ports:
        masks = {name: one for name, one in zip(ports, inputs) if name.endswith("mask")}
        inputs = [one for name, one in zip(ports, inputs) if not name.endswith("mask")]
        options |= {"mask": [masks.get("query_mask"), masks.get("value_mask")]} if isinstance(layer, AS_A_LIST) else masks
    if isinstance(layer, Take):
        # One number instead of a list drops the axis.
        return layer(inputs[0], options["indices"][0] if options.get("drop") else options["indices"])
    if isinstance(layer, ONE_BY_ONE):
        return layer(*(inputs if len(inputs) > 1 else inputs * 2), **options)
    if isinstance(layer, AS_A_LIST):
        return layer(inputs if len(inputs) > 1 else inputs * 2, **options)
    if isinstance(layer, CELLS):
        return layer(inputs[0], nested(layer, inputs[1:]), **options)
    if type(layer) is keras.layers.RNN and len(inputs) > 1:
        return layer(inputs[0], initial_state=nested(layer.cell, inputs[1:]), **options)
    if isinstance(layer, STARTED) and len(inputs) > 1:
        return layer(inputs[0], initial_state=inputs[1:], **options)
    return layer(inputs if len(inputs) > 1 else inputs[0], **options)

