import { expect, it } from 'vitest';
import { paramFields } from './fields.ts';
import { getLayer, type LayerType } from './index.ts';

const field = (type: LayerType, key: string) => paramFields(getLayer(type)).find((candidate) => candidate.key === key);

it('makes a control of each kind', () => {
  expect(field('dense', 'units')?.control).toEqual({ kind: 'integer', min: 1, max: 1_000_000 });
  expect(field('dropout', 'rate')?.control).toEqual({ kind: 'number', min: 0, max: 0.99, step: 0.01 });
  expect(field('dense', 'use_bias')?.control).toEqual({ kind: 'boolean' });
  expect(field('conv2d', 'padding')?.control).toEqual({ kind: 'choice', options: ['valid', 'same'] });
  expect(field('conv2d', 'kernel_size')?.control).toEqual({ kind: 'pair', integer: true, min: 1, max: 255 });
  expect(field('random_contrast', 'value_range')?.control).toMatchObject({ kind: 'pair', integer: false });
  expect(field('input', 'shape')?.control).toEqual({ kind: 'shape', min: 1, maxLength: 4 });
  expect(field('reshape', 'target_shape')?.control).toEqual({ kind: 'shape', min: -1, maxLength: 6 });
  expect(field('output', 'target')?.control).toEqual({ kind: 'column', use: 'target' });
});

it('says what an empty field stands for', () => {
  expect(field('max_pooling2d', 'strides')).toMatchObject({
    control: { kind: 'pair', integer: true, min: 1, max: 255 },
    whenEmpty: 'as the pool size',
    default: null,
  });
  expect(field('input', 'column')?.whenEmpty).toBe('worked out from the dataset');
  expect(field('dense', 'units')?.whenEmpty).toBeNull();
});

it('keeps units and sets rarely used parameters apart', () => {
  expect(field('conv2d', 'kernel_size')).toMatchObject({ unit: 'px', advanced: false });
  expect(field('conv2d', 'kernel_initializer')).toMatchObject({ unit: null, advanced: true });
});
