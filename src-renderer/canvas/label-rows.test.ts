import { expect, it } from 'vitest';
import { labelRows } from './label-rows.ts';

it('gives names that would cover each other rows of their own', () => {
  expect(labelRows(['in', 'h', 'c', 'd'])).toEqual([0, 0, 0, 0]);
  const rows = labelRows(['in', 'initial_forward_h', 'initial_forward_c', 'initial_backward_h', 'initial_backward_c']);
  expect(rows).toEqual([0, 1, 0, 2, 3]);
});
