import { expect, it } from 'vitest';
import { confusionRows, mistakes, shade, worstMistake } from './confusion.ts';

const rows = confusionRows({
  labels: ['animal', 'face', 'food'],
  matrix: [
    [15, 1, 4],
    [0, 18, 1],
    [0, 0, 0],
  ],
});

it('reddens errors that are at least 15 % of their row', () => {
  expect(rows[0]?.map(({ tone }) => tone)).toEqual(['right', 'neutral', 'error']);
  expect(rows[0]?.[2]?.rate).toBeCloseTo(0.2);
});

it('knows no rate of a class without pictures', () => expect(rows[2]?.[2]?.rate).toBeNull());

it('leads to the mistake made most often', () => {
  expect(worstMistake(rows)).toMatchObject({ truth: 'animal', predicted: 'food' });
  expect(worstMistake(confusionRows({ labels: ['a'], matrix: [[3]] }))).toBeNull();
  expect(mistakes(rows).map(({ count }) => count)).toEqual([4, 1, 1]);
});

it('shades by rate', () => expect([null, 0, 0.5, 1].map(shade)).toEqual([0, 0, 2, 3]));
