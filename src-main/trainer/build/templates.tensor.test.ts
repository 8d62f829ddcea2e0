import { expect, test } from 'vitest';
import { allTemplates } from '#shared/templates/index.ts';
import { tf } from '../runtime/tf.ts';
import { buildModel } from './model.ts';
import { tensorOf } from './weights.ts';

/** Two samples: whole numbers below 90, which are words, pixels and measurements alike. */
const batchOf = (shape: readonly (number | null)[]): tf.Tensor =>
  tf.randomUniform([2, ...shape.slice(1).map(Number)], 0, 90, 'int32', 3).cast('float32');

test.each(allTemplates)('the starter project $id computes, and all that it learns by gets a gradient', (template) => {
  const model = buildModel(template.build(null), 1);
  try {
    tf.tidy(() => {
      const inputs = model.logits.inputs.map(({ shape }) => batchOf(shape));
      const trained = model.weights.filter(({ trainable }) => trainable).map(tensorOf);
      const { value, grads } = tf.variableGrads(() => {
        const result = model.logits.apply(inputs, { training: true }) as tf.Tensor;
        return tf.mean(tf.square(result)) as tf.Scalar;
      }, trained);
      expect(value.dataSync()[0]).toBeGreaterThan(0);
      for (const { name } of trained) {
        const largest = grads[name]?.abs().max().dataSync()[0] ?? Number.NaN;
        expect(Number.isFinite(largest)).toBe(true);
      }
      const shapes = model.inference.outputs.map(({ shape }) => shape);
      const answers = [model.inference.apply(inputs)].flat() as tf.Tensor[];
      expect(answers.map(({ shape }) => shape.slice(1))).toEqual(shapes.map((shape) => shape.slice(1)));
    });
  } finally {
    model.dispose();
  }
});
