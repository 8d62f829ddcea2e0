import { describe, expect, it } from 'vitest';
import { getLayer, type LayerType } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import { readLayer } from './layer-reader.ts';

const moving = { fill_mode: 'reflect', interpolation: 'bilinear', fill_value: 0, data_format: 'channels_last' };

/** What Keras 3.15's `get_config()` says of a layer, the range that is then drawn from. */
const files: [string, LayerType, Record<string, unknown>, Record<string, unknown>][] = [
  // RandomContrast(0.3), as Keras means one number, and RandomContrast((0.1, 0.4)).
  ['RandomContrast', 'random_contrast', { factor: [0, 0.3], value_range: [0, 255] }, { factor: [0, 0.3] }],
  ['RandomContrast', 'random_contrast', { factor: [0.1, 0.4], value_range: [0, 255] }, { factor: [0.1, 0.4] }],
  // Keras 2 wrote the number, and meant 1 ± f by it.
  ['RandomContrast', 'random_contrast', { factor: 0.3 }, { factor: [0.3, 0.3] }],
  ['RandomRotation', 'random_rotation', { factor: [0.1, 0.5], ...moving }, { factor: [0.1, 0.5] }],
  ['RandomRotation', 'random_rotation', { factor: 0.2, ...moving }, { factor: [-0.2, 0.2] }],
  [
    'RandomTranslation',
    'random_translation',
    { height_factor: 0.1, width_factor: [0.3, -0.2], ...moving },
    { height_factor: [-0.1, 0.1], width_factor: [-0.2, 0.3] },
  ],
  [
    'RandomZoom',
    'random_zoom',
    { height_factor: [0.2, -0.1], width_factor: null, ...moving },
    { height_factor: [-0.1, 0.2], width_factor: null },
  ],
];

describe('ranges of augmentations in Keras files', () => {
  for (const [className, type, config, expected] of files) {
    it(`${className} ${JSON.stringify(config)}`, () => {
      const layer = { module: 'keras.layers', class_name: className, config, registered_name: null, name: 'a' };
      const { params, lost } = readLayer(layer, null);
      expect(lost).toEqual([]);
      const definition = getLayer(type);
      const parsed = parseParams(definition, params);
      expect(parsed.problems).toEqual([]);
      expect(parsed.params).toMatchObject(expected);
      const written = definition.keras.fromConfig(definition.keras.toConfig(parsed.params));
      expect(parseParams(definition, written).params).toEqual(parsed.params);
    });
  }

  it('says so where a range lies outside of what can be drawn', () => {
    const config = { factor: [0, 1.5], value_range: [0, 255] };
    const layer = { module: 'keras.layers', class_name: 'RandomContrast', config, registered_name: null, name: 'a' };
    const { problems } = parseParams(getLayer('random_contrast'), readLayer(layer, null).params);
    expect(problems.map(({ severity }) => severity)).toEqual(['error']);
  });
});
