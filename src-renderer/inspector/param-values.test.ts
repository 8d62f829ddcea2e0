import { describe, expect, it } from 'vitest';
import { getLayer } from '#shared/layers/index.ts';
import { fieldsOf, formatSizes, parseList, parseSizes, valuesOf, withParam } from './param-values.ts';

const conv2d = getLayer('conv2d');
const node = { id: 'conv2d_1', type: 'conv2d', params: { filters: 64 }, position: { x: 0, y: 0 } };
const field = (key: string) => {
  const found = fieldsOf(conv2d).find((candidate) => candidate.key === key);
  if (!found) throw new Error(`conv2d has no field ${key}`);
  return found;
};

describe('the values of a form', () => {
  it('marks what differs from the catalogue and nothing else', () => {
    const changed = valuesOf(conv2d, node).filter((value) => value.changed);
    expect(changed.map(({ field: { key }, value }) => [key, value])).toEqual([['filters', 64]]);
  });
  it('shows the default of a parameter that is wrong', () => {
    const broken = { ...node, params: { filters: 'many' } };
    expect(valuesOf(conv2d, broken).find((value) => value.field.key === 'filters')).toMatchObject({
      value: 32,
      changed: false,
    });
  });
  it('stores decisions only', () => {
    expect(withParam(node, field('strides'), [2, 2])).toEqual({ filters: 64, strides: [2, 2] });
    expect(withParam(node, field('filters'), 32)).toEqual({});
  });
});

describe('parseSizes', () => {
  it('reads sizes however they are set apart', () => {
    expect(parseSizes('28, 28, 1', { min: 1, maxLength: 4 })).toEqual([28, 28, 1]);
    expect(parseSizes('28×28×1', { min: 1, maxLength: 4 })).toEqual([28, 28, 1]);
    expect(parseSizes('-1 16', { min: -1, maxLength: 4 })).toEqual([-1, 16]);
    expect(parseSizes('0, 2', { min: 0, maxLength: 4 })).toEqual([0, 2]);
    expect(parseSizes('0, 2', { min: -1, maxLength: 4 })).toBeNull();
  });
  it('reads “all” where a size may be left open, and writes it', () => {
    expect(parseSizes('all, 1 All', { min: 1, maxLength: 4, open: true })).toEqual([null, 1, null]);
    expect(parseSizes('all, 1', { min: 1, maxLength: 4 })).toBeNull();
    expect(formatSizes([null, 1, 28])).toBe('all, 1, 28');
  });
  it('refuses what is no size', () => {
    for (const text of ['', '28, many', '0, 3', '1.5', '1 2 3 4 5', '-1'])
      expect(parseSizes(text, { min: 1, maxLength: 4 })).toBeNull();
  });
});

describe('parseList', () => {
  it('reads numbers and words apart by commas', () => {
    expect(parseList('0.5, -1e3 2', 'number', 4)).toEqual([0.5, -1000, 2]);
    expect(parseList('the, quick fox', 'text', 4)).toEqual(['the', 'quick fox']);
  });
  it('refuses what is no list, and lists that are too long', () => {
    expect(parseList('0.5, many', 'number', 4)).toBeNull();
    expect(parseList(' , ', 'text', 4)).toBeNull();
    expect(parseList('1 2 3', 'number', 2)).toBeNull();
  });
});
