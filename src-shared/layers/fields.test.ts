import { expect, it } from 'vitest';
import { paramFields } from './fields.ts';
import { getLayer, type LayerType } from './index.ts';

const field = (type: LayerType, key: string) => paramFields(getLayer(type)).find((candidate) => candidate.key === key);

it('makes a control of each kind', () => {
  expect(field('dense', 'units')?.control).toEqual({ kind: 'integer', min: 1, max: 1_000_000 });
  expect(field('dropout', 'rate')?.control).toEqual({ kind: 'number', min: 0, max: 0.99, step: 0.01 });
  expect(field('dense', 'use_bias')?.control).toEqual({ kind: 'boolean' });
  expect(field('conv2d', 'padding')?.control).toEqual({ kind: 'choice', options: ['valid', 'same'] });
  expect(field('conv2d', 'kernel_size')?.control).toEqual({
    kind: 'tuple',
    parts: ['height', 'width'],
    integer: true,
    min: 1,
    max: 255,
  });
  expect(field('random_contrast', 'value_range')?.control).toMatchObject({
    kind: 'tuple',
    parts: ['from', 'to'],
    integer: false,
  });
  expect(field('input', 'shape')?.control).toEqual({ kind: 'shape', min: 1, maxLength: 4 });
  expect(field('reshape', 'target_shape')?.control).toEqual({ kind: 'shape', min: -1, maxLength: 6 });
  expect(field('dropout', 'noise_shape')).toMatchObject({
    control: { kind: 'shape', min: 1, maxLength: 8, open: true },
    whenEmpty: 'a draw for each value',
  });
  expect(field('discretization', 'bin_boundaries')?.control).toMatchObject({ kind: 'list', of: 'number' });
  expect(field('string_lookup', 'vocabulary')?.control).toMatchObject({ kind: 'list', of: 'text' });
  expect(field('output', 'target')?.control).toEqual({ kind: 'column', use: 'target' });
});

it('makes a choice with settings of their own out of variants', () => {
  const initializer = field('dense', 'kernel_initializer')?.control;
  if (initializer?.kind !== 'variant') throw new Error('no variant');
  expect(initializer.options.find(({ name }) => name === 'random_normal')?.fields).toMatchObject([
    { key: 'mean', control: { kind: 'number' }, default: 0 },
    { key: 'stddev', control: { kind: 'number', min: 0 }, default: 0.05 },
  ]);
  expect(field('dense', 'kernel_regularizer')).toMatchObject({
    control: { kind: 'variant' },
    default: null,
    whenEmpty: 'none',
  });
  expect(field('zero_padding2d', 'padding')?.control).toEqual({
    kind: 'pairs',
    parts: ['top, bottom', 'left, right'],
    min: 0,
    max: 4096,
  });
});

it('says what an empty field stands for', () => {
  expect(field('max_pooling2d', 'strides')).toMatchObject({
    control: { kind: 'tuple', integer: true, min: 1, max: 255 },
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
