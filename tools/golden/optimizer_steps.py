"""Steps of a Keras optimizer from given starts with given gradients; its settings are named as Strata names them."""

import keras
import numpy as np

def tensor(value):
    value = np.asarray(value, dtype="float32")
    return {"shape": list(value.shape), "values": [float(f"{v:.9g}") for v in value.ravel()]}


NAMES = {
    "beta1": "beta_1", "beta2": "beta_2", "initialAccumulator": "initial_accumulator_value",
    "l1": "l1_regularization_strength", "l2": "l2_regularization_strength",
    "l2Shrinkage": "l2_shrinkage_regularization_strength", "learningRatePower": "learning_rate_power",
    "weightDecay": "weight_decay", "accumulate": "gradient_accumulation_steps", "beta2Decay": "beta_2_decay",
    "epsilon1": "epsilon_1", "epsilon2": "epsilon_2", "clipThreshold": "clip_threshold", "warmupSteps": "warmup_steps",
    "rmsRate": "rms_rate", "nsSteps": "ns_steps", "excludeEmbeddings": "exclude_embeddings", "muonA": "muon_a",
    "muonB": "muon_b", "muonC": "muon_c", "adamRateRatio": "adam_lr_ratio", "adamWeightDecay": "adam_weight_decay",
}
CLIPS = {"value": "clipvalue", "norm": "clipnorm", "global_norm": "global_clipnorm"}


def arguments(config, names):
    result = {}
    for key, value in config.items():
        if key == "clip":
            result[CLIPS[value["by"]]] = value["limit"]
        elif key == "averaging":
            result.update(use_ema=True, ema_momentum=value)
        elif key == "excludeLayers":
            result["exclude_layers"] = [word.strip() for word in value.split(",")]
        elif key not in ("name", "learningRate"):
            result[names.get(key) or NAMES.get(key, key)] = value
    return result


def steps_of(make, config, starts, gradients, names, further={}):
    """Weights after each step, and what they are averaged to, if they are."""
    optimizer = make(config["learningRate"], **arguments(config, further))
    variables = [keras.Variable(start, name=name) for start, name in zip(starts, names)]
    after = []
    for step in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient) for gradient in step], variables)
        after.append([tensor(variable.value) for variable in variables])
    case = {"config": config, "after": after}
    if "averaging" in config:
        case["averages"] = [tensor(value.value) for value in optimizer._model_variables_moving_average]
    elif config["name"] == "schedule_free_adamw":
        # Their paper's x, which Keras keeps within the two.
        beta = optimizer.beta_1
        case["averages"] = [tensor((np.asarray(y.value) - (1 - beta) * np.asarray(z.value)) / beta)
                            for y, z in zip(variables, optimizer._momentums)]
    return case
