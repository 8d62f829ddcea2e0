import { expect, it } from 'vitest';
import { conv2d } from './convolution/conv2d.ts';
import { dense } from './core/dense.ts';
import { parseParams } from './parse-params.ts';

it('fills in defaults and takes one number for a pair', () => {
  const { params, problems } = parseParams(conv2d, { filters: 8, kernel_size: 5 });
  expect(problems).toEqual([]);
  expect(params).toMatchObject({ filters: 8, kernel_size: [5, 5], strides: [1, 1], padding: 'valid' });
});

it('reports a wrong parameter, keeps the others and goes on with the default', () => {
  const { params, problems } = parseParams(dense, { units: -3, activation: 'relu' });
  expect(params).toMatchObject({ units: 64, activation: 'relu' });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: 'bad-parameter', param: 'units', found: '-3', severity: 'error' });
  expect(problems[0]?.remedies).toEqual([
    { kind: 'set-params', title: 'Set units back to its default', params: { units: 64 } },
  ]);
});

it('reports several wrong parameters at once, and one with several faults once', () => {
  const { problems } = parseParams(conv2d, { filters: 'many', kernel_size: [0, 0.5] });
  expect(problems.map((problem) => problem.param)).toEqual(['filters', 'kernel_size']);
});

it('warns of a parameter that does not exist', () => {
  const { problems } = parseParams(dense, { unit: 10 });
  expect(problems).toMatchObject([{ code: 'unknown-parameter', severity: 'warning', param: 'unit' }]);
});
