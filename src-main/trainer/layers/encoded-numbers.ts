import { tf } from '../runtime/tf.ts';
import { CatalogueLayer, type Compute } from './catalogue-layer.ts';
import { type KerasConfig, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { withoutGradient } from './without-gradient.ts';

/** A one for each number at its place; numbers beyond leave a row of zeros. */
const oneHot = (numbers: tf.Tensor, depth: number): tf.Tensor =>
  numbers.expandDims(-1).equal(tf.range(0, depth)).cast('float32');

/** Keras's encodings of whole numbers below `depth`. */
export function encodeNumbers(numbers: tf.Tensor, mode: string, depth: number, weights?: readonly number[]): tf.Tensor {
  return withoutGradient(numbers, (given) => {
    if (mode === 'int') return given.clone();
    if (mode === 'one_hot') {
      const alone = given.shape.at(-1) === 1 && given.rank > 1;
      return oneHot(alone ? given.squeeze([given.rank - 1]) : given, depth);
    }
    const rows = oneHot(given, depth);
    if (mode === 'multi_hot') return rows.max(1);
    return weights ? rows.sum(1).mul(tf.tensor1d([...weights])) : rows.sum(1);
  });
}

/** A layer whose numbers were looked up when the data were packed; what remains is to encode them. */
export const encodesPacked = (
  type: ConstructorParameters<typeof CatalogueLayer>[0],
  encoding: (config: KerasConfig) => { readonly depth: number; readonly weights?: readonly number[] },
): LayerFactory => ({
  create: (config, { name }) => {
    const mode = stringIn(config, 'output_mode');
    const compute: Compute = ({ inputs }) => {
      // Of columns that are crossed, each holds the number that stands for all.
      const input = inputs
        .map((column) => withoutGradient(column, (x) => x.clone()))
        .reduce((a, b) => tf.maximum(a, b));
      const { depth, weights } = encoding(config);
      return encodeNumbers(input, mode, depth, mode === 'tf_idf' ? weights : undefined);
    };
    return new CatalogueLayer(type, config, name, compute);
  },
  // The words themselves are looked up before a model is asked, in every runtime but Keras.
  stock: () => null,
});
