import { expect, it } from 'vitest';
import type { Computing } from './computing.ts';
import { computingWords } from './computing-words.ts';

const onOne: Computing = {
  device: 'cpu',
  threads: { count: 1, reason: 'it was asked for', key: null },
  compilation: null,
};

it('says with what a run was computed, and why', () => {
  expect(computingWords(onOne)).toEqual(['1 thread, since it was asked for']);
  expect(computingWords({ ...onOne, compilation: { used: true, seconds: 2.34, reason: null } })).toEqual([
    '1 thread, since it was asked for',
    'compiled by XLA in 2.3 s',
  ]);
  const refused = { used: false, seconds: 0.1, reason: 'it has no kernel for CudnnRNN' };
  expect(computingWords({ device: 'gpu', threads: null, compilation: refused })).toEqual([
    'on the card',
    'not compiled by XLA, since it has no kernel for CudnnRNN',
  ]);
});
