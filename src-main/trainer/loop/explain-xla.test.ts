import { expect, test } from 'vitest';
import { explainXla } from './explain-xla.ts';

test('names the operation that XLA lacks', () => {
  const words =
    'Session fail to run with error: Detected unsupported operations when trying to compile graph compiled_1[] on ' +
    "XLA_CPU_JIT: ImageProjectiveTransformV3 (No registered 'ImageProjectiveTransformV3' OpKernel for XLA_CPU_JIT devices";
  expect(explainXla(words)).toBe('XLA has no kernel for ImageProjectiveTransformV3');
});

test('keeps the first line of anything else', () => {
  expect(explainXla('Session fail to run with error: out of luck\n at node x')).toBe('out of luck');
  expect(explainXla('the recorded step differs')).toBe('the recorded step differs');
});
