import { describe, expect, it } from 'vitest';
import { broadcast } from './broadcast.ts';
import { formatBatchShape, formatCount, formatNamedShape, formatShape } from './format.ts';
import { elementCount, sameTensor, sizesOf, tensorOf, withLast } from './tensors.ts';
import { windowPositions } from './window.ts';

describe('words for shapes', () => {
  it('reads on an edge and in a message', () => {
    expect(formatShape(tensorOf([28, 28, 8]))).toBe('28 × 28 × 8');
    expect(formatShape(tensorOf([]))).toBe('scalar');
    expect(formatBatchShape(tensorOf([null, 8]))).toBe('(batch, ?, 8)');
    expect(formatNamedShape(tensorOf([28, null, 8]))).toBe('28 height × ? width × 8 channels');
    expect(formatNamedShape(tensorOf([2, 2, 2, 2, 2]))).toBe('2 × 2 × 2 × 2 × 2');
    expect(formatCount(1234567)).toBe('1,234,567');
  });
});

describe('tensors', () => {
  it('names axes by rank', () => {
    expect(tensorOf([4, 5, 3]).dims.map((dim) => dim.axis)).toEqual(['height', 'width', 'channels']);
  });

  it('counts values where all sizes are known', () => {
    expect(elementCount(tensorOf([4, 5, 3]).dims)).toBe(60);
    expect(elementCount(tensorOf([4, null]).dims)).toBeNull();
  });

  it('resizes the last dimension and compares', () => {
    const tensor = tensorOf([4, 5]);
    expect(sizesOf(withLast(tensor, 9))).toEqual([4, 9]);
    expect(sameTensor(tensor, tensorOf([4, 5]))).toBe(true);
    expect(sameTensor(tensor, tensorOf([4, 5], 'int32'))).toBe(false);
  });
});

describe('broadcasting', () => {
  it('keeps an unknown size beside 1 and learns it beside a known one', () => {
    const merged = (a: (number | null)[], b: (number | null)[]) => {
      const result = broadcast([tensorOf(a), tensorOf(b)]);
      return result.ok ? sizesOf(result.tensor) : null;
    };
    expect(merged([null, 3], [1, 3])).toEqual([null, 3]);
    expect(merged([null, 3], [7, 3])).toEqual([7, 3]);
    expect(merged([2, 3], [7, 3])).toBeNull();
  });
});

describe('windows', () => {
  it('counts positions as TensorFlow does', () => {
    const window = { size: 3, stride: 2, dilation: 1, padding: 'valid' } as const;
    expect(windowPositions(7, window)).toBe(3);
    expect(windowPositions(8, window)).toBe(3);
    expect(windowPositions(8, { ...window, padding: 'same' })).toBe(4);
    expect(windowPositions(2, { ...window, dilation: 2 })).toBeLessThan(1);
    expect(windowPositions(null, window)).toBeNull();
  });
});
