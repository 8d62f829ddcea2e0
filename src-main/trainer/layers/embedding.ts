import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** Rows of a table by whole numbers. Those have no gradient; tfjs's lookup gives them one of the wrong type. */
function lookUp(table: tf.Tensor, numbers: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((...values) => {
    const [rows, x, save] = values as unknown as [tf.Tensor2D, tf.Tensor, tf.GradSaveFunc];
    const indices = x.cast('int32');
    save([indices]);
    return {
      value: tf.gather(rows, indices as tf.Tensor1D),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [used] = saved as [tf.Tensor];
        const flat = dy.reshape([-1, rows.shape[1]]);
        return [tf.unsortedSegmentSum(flat, used.flatten() as tf.Tensor1D, rows.shape[0]), tf.zerosLike(x)];
      },
    };
  });
  return operation(table, numbers);
}

export const embedding: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('embedding', config, name, ({ input, weight }) => lookUp(weight('embeddings'), input)),
  mask:
    () =>
    ([numbers]) =>
      // As the lookup reads them: 0.5 is 0.
      tf.notEqual((numbers as tf.Tensor).cast('int32'), 0),
  stock: (config, name) =>
    booleanIn(config, 'mask_zero', false)
      ? null
      : tf.layers.embedding({
          name,
          inputDim: numberIn(config, 'input_dim'),
          outputDim: numberIn(config, 'output_dim'),
        }),
};
