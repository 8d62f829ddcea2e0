"""What a layer is run on for its golden file: one case, and those of attention."""

import numpy as np


def row(shapes, params=None, **options):
    """One case: the shapes of its inputs, Strata's parameters, and how it is run."""
    return {"shapes": shapes if isinstance(shapes, list) else [shapes], "params": params or {}, **options}


# Of two samples of three steps.
MASK = np.array([[1, 1, 0], [1, 0, 1]], "float32")


def masked(*params):
    """An attention of sequences in which some steps are padding: to itself, to another, by keys of their own."""
    some = [([(3, 4)], [MASK]), ([(3, 4), (3, 4)], [MASK, MASK[::-1]]), ([(3, 4), (3, 4)], [None, MASK]), ([(3, 4)] * 3, [None, MASK, MASK[::-1]])]
    return [row(shapes, one, masks=masks) for one in params for shapes, masks in some]


# Which places look at which, of two samples; the last place of the first sample looks at nothing.
PAIRS = np.array([[[1, 0, 1, 0], [1, 1, 0, 0], [0, 1, 1, 1], [0, 0, 0, 0]], [[1, 1, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0]]], "float32")
PLACES = np.array([[1, 1, 0, 1], [0, 1, 1, 0]], "float32")


def with_scores(params, masks):
    """What each place looks at as an output, and masks as tensors, with and without padding that comes by itself."""
    wanted = {**params, "return_attention_scores": True}
    rows = [row((4, 5), wanted), row([(4, 5), (3, 5)], {**wanted, "use_causal_mask": True})]
    for names in masks:
        given = [PAIRS if name == "attention_mask" else PLACES if at == 0 else PLACES[::-1] for at, name in enumerate(names)]
        rows += [row((4, 5), one, ports=["query", *names], given=given) for one in (params, {**wanted, "use_causal_mask": names[0] != "attention_mask"})]
    names = masks[0]
    both = [PAIRS[:, :, :3]] if names[0] == "attention_mask" else [PLACES, PLACES[:, :3]][: len(names)]
    return rows + [row([(4, 5), (3, 5)], wanted, ports=["query", "value", *names], given=both, masks=[None, MASK, *[None] * len(names)])]
