import { expect, it } from 'vitest';
import { portX } from '#shared/graph/node-size.ts';
import { labelRows } from './label-rows.ts';

const rowsOf = (names: readonly string[]) =>
  labelRows(names.map((name, index) => ({ name, x: portX(index, names.length) })));

it('gives names that would cover each other rows of their own', () => {
  expect(rowsOf(['in', 'h', 'c', 'd'])).toEqual([0, 0, 0, 0]);
  const rows = rowsOf(['in', 'initial_forward_h', 'initial_forward_c', 'initial_backward_h', 'initial_backward_c']);
  expect(rows).toEqual([0, 1, 0, 2, 3]);
});
