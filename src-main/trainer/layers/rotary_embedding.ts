import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, type KerasConfig, numberIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** How fast each pair of features turns. */
function speedsOf(config: KerasConfig, features: number): number[] {
  const longest = numberIn(config, 'max_wavelength', 10_000);
  const scale = numberIn(config, 'scaling_factor', 1);
  const stretch =
    stringIn(config, 'rope_type', 'linear') === 'dynamic' ? scale ** (features / Math.max(1, features - 2)) : scale;
  return Array.from({ length: features / 2 }, (_, pair) =>
    Math.fround(Math.fround(longest ** -Math.fround((2 * pair) / features)) / stretch),
  );
}

/** A function of the angle at each place and feature, shaped to meet a tensor of this rank. */
function table(
  angles: { places: number; speeds: readonly number[] },
  of: (angle: number) => number,
  { rank, sequence, feature }: { rank: number; sequence: number; feature: number },
): tf.Tensor {
  const pairs = angles.speeds.length;
  const values = Float32Array.from({ length: angles.places * 2 * pairs }, (_, index) => {
    const place = Math.floor(index / (2 * pairs));
    return of(Math.fround(place * (angles.speeds[index % pairs] ?? 0)));
  });
  const size = (axis: number) => (axis === sequence ? angles.places : axis === feature ? 2 * pairs : 1);
  const shape = Array.from({ length: rank }, (_, axis) => size(axis));
  const flat = tf.tensor2d(values, [angles.places, 2 * pairs]);
  return (feature < sequence ? flat.transpose() : flat).reshape(shape);
}

export const rotaryEmbedding: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('rotary_embedding', config, name, ({ input }) => {
      const [sequence = 1] = axesIn(config, 'sequence_axis', input.rank, 1);
      const [feature = input.rank - 1] = axesIn(config, 'feature_axis', input.rank, -1);
      const features = input.shape[feature] ?? 2;
      const angles = { places: input.shape[sequence] ?? 1, speeds: speedsOf(config, features) };
      const place = { rank: input.rank, sequence, feature };
      const [first, second] = tf.split(input, 2, feature) as [tf.Tensor, tf.Tensor];
      const turned = tf.concat([second.neg(), first], feature);
      return input.mul(table(angles, Math.cos, place)).add(turned.mul(table(angles, Math.sin, place)));
    }),
  stock: () => null,
};
