import { tf } from '../runtime/tf.ts';
import { augmentation, type Drawn } from './augmentation.ts';
import { applyChosen, drawParts, strengthParts } from './augmentation-parts.ts';
import { booleanIn, numberIn, pairIn } from './config.ts';

const SHAPES_AND_LEVELS = [
  'random_shear',
  'random_translation',
  'random_rotation',
  'random_posterization',
  'solarization',
  'auto_contrast',
  'equalization',
];
const ALL = [
  ...SHAPES_AND_LEVELS,
  'random_brightness',
  'random_color_degeneration',
  'random_contrast',
  'random_sharpness',
];

/** What was drawn for one place in a chain. */
const at = (drawn: Drawn, place: string): Drawn =>
  Object.fromEntries(
    Object.entries(drawn).flatMap(([name, value]) =>
      name.startsWith(`${place}:`) ? [[name.slice(place.length + 1), value]] : [],
    ),
  );

export const augMix = augmentation<Drawn & { weights: tf.Tensor; own: tf.Tensor; chosen: tf.Tensor }>((config) => {
  const all = strengthParts(config);
  const names = booleanIn(config, 'all_ops') ? ALL : SHAPES_AND_LEVELS;
  const parts = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  const [chains, depth] = [numberIn(config, 'num_chains'), numberIn(config, 'chain_depth')];
  const alpha = numberIn(config, 'alpha');
  const range = pairIn(config, 'value_range');
  const places = Array.from({ length: chains * depth }, (_, index) => `${Math.floor(index / depth)}.${index % depth}`);
  return {
    draw: (shape, draws) => {
      const shares = draws.gamma('weights', [chains], alpha);
      const drawn = places.flatMap((place) =>
        Object.entries(drawParts(parts, shape, draws.of(place))).map(([name, value]) => [`${place}:${name}`, value]),
      );
      return {
        ...Object.fromEntries(drawn),
        weights: shares.div(shares.sum()),
        own: draws.beta('own', [1], alpha),
        // One beyond the parts leaves the pictures alone, which Keras may choose too.
        chosen: draws.whole('chosen', [chains * depth], 0, names.length + 1),
      };
    },
    apply: (pictures, drawn) => {
      const chosen = drawn.chosen.split(chains * depth);
      const weights = drawn.weights.split(chains);
      const mixed = weights.map((weight, chain) => {
        const own = places.slice(chain * depth, (chain + 1) * depth);
        const changed = own.reduce((before, place, step) => {
          const one = chosen[chain * depth + step] as tf.Tensor;
          return applyChosen(parts, names, one, before, at(drawn, place));
        }, pictures);
        return changed.mul(weight);
      });
      const other = tf.addN(mixed);
      return pictures
        .mul(drawn.own)
        .add(other.mul(tf.sub(1, drawn.own)))
        .clipByValue(...range);
    },
  };
});
