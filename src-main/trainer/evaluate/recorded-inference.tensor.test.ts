import { afterEach, beforeEach, expect, test } from 'vitest';
import { tf } from '../runtime/tf.ts';
import { RecordedInference } from './recorded-inference.ts';

type Batch = { readonly values: Uint8Array };

let kernel: tf.Variable;
let tensorsBefore: number;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  kernel = tf.tidy(() => tf.variable(tf.tensor2d([1, -2, 0.5, 3, 0.25, -1], [3, 2])));
});
afterEach(() => {
  kernel.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

let computed = 0;

function inferenceOf(forward: (x: tf.Tensor2D) => tf.Tensor): RecordedInference<Batch> {
  computed = 0;
  return new RecordedInference<Batch>({
    variables: new Map([['kernel', kernel]]),
    valuesOf: ({ values }) => [values],
    enter: ({ values }) => {
      const x = tf.tensor2d(Float32Array.from(values), [values.length / 3, 3]);
      const compute = () => {
        computed++;
        return [forward(x)];
      };
      return { arguments: [x], compute };
    },
  });
}

const batch = (rows: number, start: number): Batch => ({
  values: Uint8Array.from({ length: rows * 3 }, (_, index) => (start + index * 7) % 256),
});

const eagerly = ({ values }: Batch): number[] =>
  tf.tidy(() => [
    ...tf
      .tensor2d(Float32Array.from(values), [values.length / 3, 3])
      .div(255)
      .matMul(kernel as tf.Tensor2D)
      .softmax()
      .dataSync(),
  ]);

const network = (x: tf.Tensor2D): tf.Tensor =>
  x
    .div(255)
    .matMul(kernel as tf.Tensor2D)
    .softmax();

function expectClose(found: ArrayLike<number> | undefined, expected: number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(found?.[index]).toBeCloseTo(value, 6);
}

test('two batches of a size are computed, all further ones replayed, with the answers of eager execution', () => {
  const inference = inferenceOf(network);
  for (const start of [0, 50, 100, 150, 3]) {
    const given = batch(4, start);
    const [answer] = inference.run(given);
    expect(answer?.shape).toEqual([4, 2]);
    expectClose(answer?.values, eagerly(given));
  }
  expect(computed).toBe(2);
  expect(inference.engine).toBe('graph');
  expect(inference.reason).toBeNull();
  inference.dispose();
});

test('each size is recorded for itself; a size that comes up once is computed', () => {
  const inference = inferenceOf(network);
  for (const rows of [4, 4, 4, 1, 4, 2, 2, 2, 3, 3, 3, 4]) {
    const given = batch(rows, rows * 11);
    expectClose(inference.run(given)[0]?.values, eagerly(given));
  }
  // 4: twice, set aside for 2 and 3, and so begun anew; 1: once; 2 and 3: twice.
  expect(computed).toBe(2 + 1 + 2 + 2 + 1);
  inference.dispose();
});

test('too few batches are computed, and it is said', () => {
  const inference = inferenceOf(network);
  inference.run(batch(4, 0));
  expect(inference.engine).toBe('eager');
  expect(inference.reason).toBe('there were too few batches for a recording to pay');
  inference.dispose();
});

test('a value that is read in JavaScript: computed every time, with the reason', () => {
  const inference = inferenceOf((x) => x.mul(Math.sign(x.sum().dataSync()[0] ?? 0)));
  for (let call = 0; call < 4; call++) expect([...(inference.run(batch(1, 5))[0]?.values ?? [])]).toEqual([5, 12, 19]);
  expect(inference.engine).toBe('eager');
  expect(inference.reason).toBe('a value (of Sum) is read while the step is computed');
  inference.dispose();
});

test('a number that JavaScript changes from batch to batch is found before anything is replayed', () => {
  let calls = 0;
  const inference = inferenceOf((x) => x.add(calls++));
  const answers = [0, 1, 2, 3].map(() => inference.run(batch(1, 5))[0]?.values[0]);
  expect(answers).toEqual([5, 6, 7, 8]);
  expect(inference.reason).toMatch(/changes from step to step/);
  inference.dispose();
});

test('a network that changes what it holds is computed: its sessions would forget it', () => {
  const inference = inferenceOf((x) => {
    kernel.assign(kernel.add(1));
    return x.matMul(kernel as tf.Tensor2D);
  });
  const first = inference.run(batch(1, 5))[0]?.values[0];
  const third = [inference.run(batch(1, 5)), inference.run(batch(1, 5))].at(-1)?.[0]?.values[0];
  expect(Number(third) - Number(first)).toBe(2 * (5 + 12 + 19));
  expect(inference.reason).toBe('it keeps something from one batch to the next');
  inference.dispose();
});
