import { writeSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type LossName, lossConfig, lossNames } from '#shared/training/losses/index.ts';
import { tf } from '../../runtime/tf.ts';
import { difference, type GoldenTensor, readGolden, toTensor } from '../../testing/golden-files.ts';
import { compileLoss } from './compile.ts';
import { getLossFunction, lossFunctions } from './index.ts';
import { reduceLosses } from './reduce.ts';

interface Case {
  readonly loss: { readonly name: LossName } & Record<string, unknown>;
  readonly target: GoldenTensor;
  readonly prediction: GoldenTensor;
  readonly values: GoldenTensor;
  readonly dy: GoldenTensor;
  readonly gradient: GoldenTensor;
}
interface Golden {
  readonly cases: Case[];
  readonly reduce: {
    readonly values: GoldenTensor;
    readonly weights: GoldenTensor;
    readonly mask: GoldenTensor;
    readonly cases: {
      reduction: 'sum' | 'sum_over_batch_size' | 'mean_with_sample_weight';
      weighted: boolean;
      masked: boolean;
      value: number;
    }[];
  };
}

const golden = readGolden<Golden>('losses');
const worst = new Map<string, { cases: number; values: number; gradients: number }>();

describe('losses are what Keras 3 computes', () => {
  test('each has a case', () => {
    expect(new Set(golden.cases.map(({ loss }) => loss.name))).toEqual(new Set(lossNames));
    expect(Object.keys(lossFunctions)).toEqual(lossNames);
  });

  for (const { loss, target, prediction, values, dy, gradient } of golden.cases) {
    test(JSON.stringify(loss), () => {
      const { name, ...settings } = lossConfig.parse(loss);
      const { compute, fromLogits, takes } = getLossFunction(name);
      const run = loss.from_logits ? fromLogits?.compute : compute;
      if (!run) throw new Error(`${name} takes no logits`);
      const isClasses = target.shape.length < prediction.shape.length;
      const given = isClasses || takes ? toTensor(target).cast('int32') : toTensor(target);
      const width = prediction.shape.at(-1) ?? 1;
      const truth = isClasses && !takes ? tf.oneHot(given, width).cast('float32') : given;
      const losses = (x: tf.Tensor) => run(truth, x, settings as never);
      const row = worst.get(name) ?? { cases: 0, values: 0, gradients: 0 };
      const found = {
        values: difference(losses(toTensor(prediction)), values),
        gradients: difference(tf.grad((x) => losses(x).mul(toTensor(dy)).sum())(toTensor(prediction)), gradient),
      };
      worst.set(name, {
        cases: row.cases + 1,
        values: Math.max(row.values, found.values),
        gradients: Math.max(row.gradients, found.gradients),
      });
      expect(found.values).toBeLessThan(1e-5);
      expect(found.gradients).toBeLessThan(1e-5);
    });
  }

  /** Straight to the output of the test run: the console is for what tests should not say. */
  afterAll(() => {
    const lines = [...worst].map(
      ([name, { cases, values, gradients }]) =>
        `${name.padEnd(40)}${String(cases).padStart(3)}   ${values.toExponential(1)}   ${gradients.toExponential(1)}`,
    );
    writeSync(1, `\n${['losses compared with Keras 3              of   values   gradients', ...lines].join('\n')}\n\n`);
  });
});

describe('the losses of a batch become one number as in Keras 3', () => {
  const { values, weights, mask, cases } = golden.reduce;
  test.each(cases)('$reduction, weighted $weighted, masked $masked', ({ reduction, weighted, masked, value }) => {
    const found = reduceLosses(toTensor(values), {
      reduction,
      weights: weighted ? toTensor(weights) : null,
      mask: masked ? toTensor(mask) : null,
    });
    expect(found.dataSync()[0]).toBeCloseTo(value, 5);
  });
});

test('crossentropy stays exact where a probability is too small for a float', () => {
  const output = {
    name: 'output',
    activation: 'softmax',
    loss: lossConfig.parse('categorical_crossentropy'),
    isCategory: true,
  };
  const { losses } = compileLoss(output)(tf.tensor2d([[0, 500]]), [{ target: tf.tensor1d([0], 'int32'), share: null }]);
  expect(losses.dataSync()[0]).toBeCloseTo(500);
  const yes = { ...output, activation: 'sigmoid', loss: lossConfig.parse('binary_crossentropy') };
  expect(
    compileLoss(yes)(tf.tensor2d([[-300]]), [{ target: tf.tensor1d([1], 'int32'), share: null }]).losses.dataSync()[0],
  ).toBeCloseTo(300);
});
