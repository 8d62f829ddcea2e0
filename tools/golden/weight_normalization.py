"""Weight normalization as TensorFlow Addons 0.23 has it (tfa/layers/wrappers.py), which doesn't run on Keras 3.

kernel = g · v / ‖v‖ with one g for each unit, without the start that depends on the first batch.
"""

import keras
import tensorflow as tf


class WeightNormalization(keras.layers.Wrapper):
    def __init__(self, layer, data_init=False, **options):
        super().__init__(layer, **options)
        # Wherever the layer keeps the weight that is normalized.
        self.holder = "_embeddings" if isinstance(layer, keras.layers.Embedding) else "_kernel"

    def build(self, input_shape):
        super().build(input_shape)
        self.v = getattr(self.layer, self.holder)
        self.g = self.add_weight(shape=(self.v.shape[-1],), name="g", initializer="ones")

    def call(self, inputs):
        axes = list(range(len(self.v.shape) - 1))
        normalized = tf.nn.l2_normalize(self.v.value, axis=axes) * self.g.value
        object.__setattr__(self.layer, self.holder, normalized)
        try:
            return self.layer.call(inputs)
        finally:
            object.__setattr__(self.layer, self.holder, self.v)

    def compute_output_shape(self, input_shape):
        return self.layer.compute_output_shape(input_shape)

    def get_config(self):
        return {**super().get_config(), "data_init": False}
