import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** Sines at even features, cosines at odd ones, rounded as KerasHub rounds them. */
function waves(places: number, features: number, longest: number): tf.Tensor {
  const least = Math.fround(1 / longest);
  const speeds = Array.from({ length: features }, (_, feature) =>
    Math.fround(least ** Math.fround((2 * Math.floor(feature / 2)) / features)),
  );
  const values = Float32Array.from({ length: places * features }, (_, index) => {
    const feature = index % features;
    const angle = Math.fround(Math.floor(index / features) * (speeds[feature] ?? 0));
    return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
  return tf.tensor2d(values, [places, features]);
}

export const sinePositionEncoding: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('sine_position_encoding', config, name, ({ input }) => {
      const [places, features] = [input.shape.at(-2) ?? 1, input.shape.at(-1) ?? 1];
      // Zero times the input: as many samples as it has, whatever their number.
      return input.mul(0).add(waves(places, features, numberIn(config, 'max_wavelength', 10_000)));
    }),
  stock: () => null,
};
