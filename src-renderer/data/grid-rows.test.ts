import { expect, it } from 'vitest';
import { gridRows, PAGE, pagesOf } from './grid-rows.ts';

it('gives every class a head and rows of tiles', () => {
  expect(
    gridRows(
      [
        { label: 'cat', count: 5 },
        { label: 'empty', count: 0 },
        { label: 'dog', count: 2 },
      ],
      4,
    ),
  ).toEqual([
    { kind: 'head', label: 'cat', count: 5 },
    { kind: 'tiles', label: 'cat', first: 0, count: 4 },
    { kind: 'tiles', label: 'cat', first: 4, count: 1 },
    { kind: 'head', label: 'dog', count: 2 },
    { kind: 'tiles', label: 'dog', first: 0, count: 2 },
  ]);
});

it('has no heads in one list', () => {
  expect(gridRows([{ label: null, count: 2 }], 4).map((row) => row.kind)).toEqual(['tiles']);
});

it('asks for each page once, and for both where a row lies across', () => {
  const rows = gridRows([{ label: 'cat', count: PAGE + 10 }], 7);
  expect(pagesOf(rows)).toEqual([
    { label: 'cat', page: 0 },
    { label: 'cat', page: 1 },
  ]);
  const across = rows.filter((row) => row.kind === 'tiles' && row.first === 119);
  expect(pagesOf(across)).toHaveLength(2);
});

it('stays small for 50,000 pictures', () => {
  expect(gridRows([{ label: 'all', count: 50_000 }], 10)).toHaveLength(5001);
});
