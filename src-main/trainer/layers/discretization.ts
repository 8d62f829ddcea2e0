import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numbersIn, stringIn } from './config.ts';
import { encodeNumbers } from './encoded-numbers.ts';
import type { LayerFactory } from './factory.ts';
import { withoutGradient } from './without-gradient.ts';

export const discretization: LayerFactory = {
  create: (config, { name }) => {
    const boundaries = numbersIn(config, 'bin_boundaries');
    return new CatalogueLayer('discretization', config, name, ({ input }) => {
      const bins = withoutGradient(input, (x) =>
        x.expandDims(-1).greaterEqual(tf.tensor1d(boundaries)).cast('float32').sum(-1),
      );
      return encodeNumbers(bins, stringIn(config, 'output_mode'), boundaries.length + 1);
    });
  },
  stock: () => null,
};
