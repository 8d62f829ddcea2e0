"""What layers.py asks Keras of layers that prepare and change data: preprocessing and augmentation."""

VECTOR = [10]
SEQUENCE = [7, 4]
PICTURE = [17, 12, 6]
SMALL = [2, 3, 1]
COLOURS = [17, 12, 3]
GREY = [17, 12, 1]
WORDS = {"dtype": "string"}
INTEGERS = {"dtype": "int64"}
RANGE = {"value_range": [0, 1]}


def of(dtype, cases):
    """The same cases of inputs that are no floats."""
    return [{**case, **dtype} for case in cases]


def preprocessing(one):
    """Layers for tables, texts and sounds."""
    return {
        "normalization": (
            "Normalization",
            one([VECTOR, SEQUENCE, PICTURE], [{"axis": [-1]}, {"axis": [1]}, {"axis": []}, {"axis": [-1], "mean": [3.0], "variance": [2.0]}])
            + one([[3]], [{"axis": [-1], "mean": [1.0, 2.0, 3.0], "variance": [1.0, 4.0, 9.0], "invert": True}])
            + one([SEQUENCE, PICTURE], [{"axis": [1, 2]}]),
        ),
        "category_encoding": ("CategoryEncoding", of(INTEGERS, one([[1], [4]], [{"num_tokens": 5, "output_mode": mode} for mode in ("one_hot", "multi_hot", "count")]) + one([[4, 1], [4, 3]], [{"num_tokens": 5, "output_mode": "one_hot"}]))),
        "discretization": ("Discretization", one([[1], [4]], [{"bin_boundaries": [-1.0, 0.5, 2.0], "output_mode": mode} for mode in ("int", "one_hot", "multi_hot", "count")])),
        "hashing": ("Hashing", of(WORDS, one([[1], [4]], [{"num_bins": 9}, {"num_bins": 9, "mask_value": "none", "salt": [3, 4]}, {"num_bins": 9, "output_mode": "multi_hot"}]) + one([[1]], [{"num_bins": 9, "output_mode": "one_hot"}]))),
        "hashed_crossing": ("HashedCrossing", of(INTEGERS, [{"inputs": [[1], [1]], "params": {"num_bins": 9, "output_mode": mode}} for mode in ("int", "one_hot")] + [{"inputs": [[1], [2]], "params": {"num_bins": 9}}])),
        "string_lookup": (
            "StringLookup",
            of(WORDS, one([[1], [4]], [{"vocabulary": ["a", "b", "c"], "output_mode": mode} for mode in ("int", "one_hot", "multi_hot", "count")]))
            + of(WORDS, one([[4]], [{}, {"max_tokens": 7, "pad_to_max_tokens": True, "output_mode": "count"}, {"vocabulary": ["a", "b"], "mask_token": "", "num_oov_indices": 3, "output_mode": "count"}, {"vocabulary": ["a", "b"], "idf_weights": [0.5, 0.25], "output_mode": "tf_idf", "salt": [1, 2]}])),
        ),
        "integer_lookup": (
            "IntegerLookup",
            of(INTEGERS, one([[1], [4]], [{"vocabulary": [4, 2, 9], "output_mode": mode} for mode in ("int", "one_hot", "multi_hot", "count")]))
            + of(INTEGERS, one([[4]], [{}, {"vocabulary": [4, 2], "mask_token": 0, "num_oov_indices": 3, "oov_method": "farmhash", "salt": [1, 2], "output_mode": "count"}])),
        ),
        "text_vectorization": (
            "TextVectorization",
            of(WORDS, one([[1]], [{"output_sequence_length": 7, "ngrams": [1, 2]}, {"output_sequence_length": 5, "vocabulary": ["the", "fox"], "standardize": "lower", "split": "character"}]))
            + of(WORDS, one([[]], [{"vocabulary": ["the", "fox"], "output_mode": mode} for mode in ("multi_hot", "count")] + [{"max_tokens": 20, "pad_to_max_tokens": True, "output_mode": "count"}, {"vocabulary": ["the", "fox"], "idf_weights": [0.5, 0.25], "output_mode": "tf_idf"}])),
        ),
        "stft_spectrogram": (
            "STFTSpectrogram",
            one([[1000, 1], [700, 2]], [{}, {"frame_length": 200, "frame_step": 50, "mode": "real", "window": "hamming"}, {"frame_length": 200, "mode": "imag", "fft_length": 512, "expand_dims": True}, {"mode": "stft", "padding": "same", "scaling": "spectrum"}, {"mode": "stft", "expand_dims": True, "window": None, "scaling": None, "periodic": True}])
            + one([[100, 1], VECTOR], [{}]),
        ),
        "mel_spectrogram": ("MelSpectrogram", one([[16000]], [{}, {"fft_length": 512, "sequence_stride": 160, "sequence_length": 400, "num_mel_bins": 40, "max_freq": 7000.0, "power_to_db": False}, {"sampling_rate": 8000, "min_freq": 0.0, "window": "hamming", "mag_exp": 1.0}])),
    }


def augmentation(one):
    """Layers that change pictures."""
    return {
        "center_crop": ("CenterCrop", one([PICTURE, SMALL], [{"height": 8, "width": 5}, {"height": 20, "width": 5}])),
        "random_crop": ("RandomCrop", one([PICTURE, SMALL], [{"height": 8, "width": 5}])),
        "random_zoom": ("RandomZoom", one([PICTURE], [{"height_factor": [-0.2, 0.2]}, {"height_factor": [-0.5, 0.1], "width_factor": [0.1, 0.3], "fill_mode": "constant", "fill_value": 3.0}])),
        "random_shear": ("RandomShear", one([PICTURE], [{"x_factor": [0.0, 0.0], "y_factor": [0.0, 0.0]}, {"x_factor": [0.1, 0.2], "y_factor": [0.0, 0.3], "fill_mode": "wrap", "interpolation": "nearest"}])),
        "random_brightness": ("RandomBrightness", one([PICTURE], [{"factor": [-0.2, 0.2]}, {"factor": [0.1, 0.4], **RANGE}])),
        "random_hue": ("RandomHue", one([COLOURS], [{"factor": [0.0, 0.2]}, {"factor": [0.1, 0.4], **RANGE}])),
        "random_saturation": ("RandomSaturation", one([COLOURS], [{"factor": [0.4, 0.6]}, {"factor": [-0.1, 0.4], **RANGE}])),
        "random_color_degeneration": ("RandomColorDegeneration", one([COLOURS, GREY, PICTURE], [{"factor": [0.4, 0.6]}, {"factor": [-0.1, 0.4], **RANGE}])),
        "random_color_jitter": ("RandomColorJitter", one([COLOURS], [{}, {"brightness_factor": [-0.1, 0.2], "hue_factor": [0.0, 0.2], **RANGE}, {"contrast_factor": [0.1, 0.2], "saturation_factor": [0.4, 0.6]}])),
        "random_grayscale": ("RandomGrayscale", one([COLOURS, GREY], [{}, {"factor": 0.2}])),
        "random_invert": ("RandomInvert", one([PICTURE], [{}, {"factor": [0.2, 0.4], **RANGE}])),
        "random_posterization": ("RandomPosterization", one([PICTURE], [{"factor": [4, 8]}, {"factor": [1, 3], **RANGE}])),
        "random_sharpness": ("RandomSharpness", one([PICTURE], [{"factor": [0.0, 0.5]}, {"factor": [0.2, 0.4], **RANGE}])),
        "random_gaussian_blur": ("RandomGaussianBlur", one([PICTURE], [{}, {"factor": [0.2, 0.4], "kernel_size": [5, 3], "sigma": [0.1, 0.9], **RANGE}])),
        "random_perspective": ("RandomPerspective", one([PICTURE], [{}, {"factor": [0.2, 0.4], "scale": 0.3, "interpolation": "nearest", "fill_value": 2.0}])),
        "random_erasing": ("RandomErasing", one([PICTURE], [{}, {"factor": [0.2, 0.4], "scale": [0.1, 0.2], "fill_value": 2.0, **RANGE}])),
        "solarization": ("Solarization", one([PICTURE], [{}, {"addition_factor": [0.1, 0.3], "threshold_factor": [0.5, 0.7], **RANGE}])),
        "clahe": ("ContrastLimitedAdaptiveHistogramEqualization", one([PICTURE], [{}, {"clip_limit": 2.5, "tile_grid_size": [2, 3], **RANGE}])),
        "random_elastic_transform": ("RandomElasticTransform", one([PICTURE], [{}, {"factor": [0.2, 0.4], "scale": [0.1, 0.5], "interpolation": "nearest", "fill_mode": "constant", "fill_value": 2.0, **RANGE}])),
        "equalization": ("Equalization", one([PICTURE], [{}, {"bins": 64, **RANGE}])),
        "auto_contrast": ("AutoContrast", one([PICTURE], [{}, RANGE])),
        "rand_augment": ("RandAugment", one([COLOURS, GREY], [{}, {"num_ops": 3, "factor": [0.1, 0.2], "interpolation": "nearest", **RANGE}])),
        "mix_up": ("MixUp", one([PICTURE], [{}, {"alpha": 0.4}])),
        "cut_mix": ("CutMix", one([PICTURE], [{}, {"factor": [0.2, 0.4]}])),
        "aug_mix": ("AugMix", one([COLOURS, GREY], [{}, {"num_chains": 2, "chain_depth": 4, "factor": [0.1, 0.2], "alpha": 0.5, "all_ops": False, **RANGE}])),
    }


def cases(one):
    """By type: class and cases; `one` makes cases of shapes and parameters."""
    return {**preprocessing(one), **augmentation(one)}
