import { expect, test } from 'vitest';
import type { Cell, Row } from './measure.ts';
import { peers } from './peers.ts';
import { againstFastest, geometricMean, markdownTable, median, speedUp, verdict } from './report.ts';
import { withTable } from './write-readme.ts';

const cell = (peer: string, ...milliseconds: number[]): Cell => ({ peer, milliseconds, steps: 10, note: '' });
const row = (...cells: Cell[]): Row => ({ model: 'mlp', title: 'perceptron', batch: 32, parameters: 1234, cells });
const some = peers.filter(({ name }) => ['strata', 'tfjs', 'keras', 'torch'].includes(name));

test('factors are of the least turns, and the fastest is a rival that was measured', () => {
  const measured = row(cell('strata', 2, 3), cell('tfjs', 1, 1), cell('keras', 8, 5), cell('torch', 4, 9));
  expect(speedUp(measured, 'keras')).toBe(2.5);
  expect(againstFastest(measured, some)).toMatchObject({ peer: { name: 'torch' }, factor: 2 });
  expect(againstFastest(row(cell('strata', 2)), some)).toBeNull();
  expect(median([4, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(geometricMean([1, 4])).toBeCloseTo(2);
});

test('a figure that is missing says why in its cell', () => {
  const measured = row(cell('strata', 2, 3), { peer: 'torch', missing: 'ended:\n a | b' });
  const [, , line] = markdownTable({ peers: some, rows: [measured] }).split('\n');
  expect(line).toBe('| perceptron | 32 | 1,234 | 2.00 (2.50) | not asked for | not asked for | ended: a / b | – | – |');
});

test('what is slower is named, and means are of the rows that have both', () => {
  const rows = [
    row(cell('strata', 2), cell('keras', 8), cell('torch', 1), cell('tfjs', 1)),
    row(cell('strata', 2), cell('keras', 2), cell('torch', 4), { peer: 'tfjs', missing: 'no such layers' }),
  ];
  const told = verdict({ peers: some, rows });
  expect(told[0]).toContain('Keras `fit` takes 2.00 × (2 rows)');
  expect(told[0]).toContain('TF.js `fit` 0.50 × (1 rows)');
  expect(told[2]).toBe('Faster than Strata: perceptron, 32: PyTorch, 0.50 ×.');
  expect(told[3]).toBe('TF.js `fit` was faster on: perceptron, 32.');
});

test('the table of the README is replaced, and nothing else', () => {
  const [begin, end] = ['begin', 'end'].map((word) => `<!-- npm run bench -- --write-readme: ${word} -->`);
  expect(withTable(`before\n${begin}\nold\n${end}\nafter`, 'new')).toBe(`before\n${begin}\n\nnew\n\n${end}\nafter`);
  expect(() => withTable('no place', 'new')).toThrow('no place for the table');
});
