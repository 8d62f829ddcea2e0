import type { tf } from '../runtime/tf.ts';
import type { Augmentation, Drawn } from './augmentation.ts';
import { autoContrast } from './auto_contrast.ts';
import type { KerasConfig } from './config.ts';
import type { Draws } from './draws.ts';
import { equalization } from './equalization.ts';
import { randomBrightness } from './random_brightness.ts';
import { randomColorDegeneration } from './random_color_degeneration.ts';
import { randomContrast } from './random_contrast.ts';
import { randomPosterization } from './random_posterization.ts';
import { randomRotation } from './random_rotation.ts';
import { randomSharpness } from './random_sharpness.ts';
import { randomShear } from './random_shear.ts';
import { randomTranslation } from './random_translation.ts';
import { solarization } from './solarization.ts';

/** Augmentations that another is made of, by their names. */
export type Parts = Readonly<Record<string, Augmentation>>;

/** Draws for all parts, each number known by `part.name`. */
export const drawParts = (parts: Parts, shape: readonly number[], draws: Draws): Drawn =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([part, { draw }]) =>
      Object.entries(draw(shape, draws.of(part))).map(([name, value]) => [`${part}.${name}`, value]),
    ),
  );

/** Applies one part with what was drawn for it. */
export function applyPart(parts: Parts, part: string, pictures: tf.Tensor, drawn: Drawn): tf.Tensor {
  const own = Object.entries(drawn).flatMap(([name, value]) =>
    name.startsWith(`${part}.`) ? [[name.slice(part.length + 1), value]] : [],
  );
  return parts[part]?.apply(pictures, Object.fromEntries(own)) ?? pictures;
}

/**
 * The part that was chosen, with 0 for the first of `names`; a number beyond them leaves the pictures as they are. All
 * are computed, since which is chosen is known only while the step runs.
 */
export const applyChosen = (
  parts: Parts,
  names: readonly string[],
  chosen: tf.Tensor,
  pictures: tf.Tensor,
  drawn: Drawn,
): tf.Tensor =>
  names.reduce(
    (result, name, index) => applyPart(parts, name, pictures, drawn).where(chosen.equal(index), result),
    pictures,
  );

/** The parts of RandAugment and AugMix, all with one strength. */
export function strengthParts(config: KerasConfig): Parts {
  const { value_range, interpolation } = config;
  const [low, high] = config.factor as [number, number];
  const factor = [low, high];
  const moving = { fill_mode: 'reflect', fill_value: 0, interpolation };
  return {
    random_shear: randomShear.read({ ...moving, x_factor: factor, y_factor: factor }),
    random_translation: randomTranslation.read({ ...moving, height_factor: factor, width_factor: factor }),
    random_rotation: randomRotation.read({ ...moving, factor }),
    random_brightness: randomBrightness.read({ factor, value_range }),
    random_color_degeneration: randomColorDegeneration.read({ factor, value_range }),
    random_contrast: randomContrast.read({ factor, value_range }),
    random_sharpness: randomSharpness.read({ factor, value_range }),
    random_posterization: randomPosterization.read({
      factor: [1, Math.max(1, Math.trunc(8 * high))],
      value_range,
    }),
    solarization: solarization.read({ addition_factor: factor, threshold_factor: factor, value_range }),
    auto_contrast: autoContrast.read({ value_range }),
    equalization: equalization.read({ bins: 256, value_range }),
  };
}
