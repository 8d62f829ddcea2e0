import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lossConfig } from '#shared/training/losses/index.ts';
import { runConfig } from '#shared/training/run.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { compareEngines } from '../testing/engine-parity.ts';
import { difference, type GoldenTensor, readGolden, toTensor } from '../testing/golden-files.ts';
import { epochsOf, smallJob, trainToEnd } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';
import { Control } from './control.ts';
import { compileLoss } from './losses/compile.ts';
import { addParts, mainTarget, targetParts } from './mixed-targets.ts';

interface MixedLabels {
  readonly draws: { readonly order: GoldenTensor; readonly share: GoldenTensor };
  readonly labels: GoldenTensor;
}

const classes = tf.keep(tf.tensor1d([0, 1, 1], 'int32'));
const rows = (target: tf.Tensor) => tf.oneHot(target.cast('int32'), 3).cast('float32');

test.each(['mix_up', 'cut_mix'])('%s makes of targets what Keras makes', (type) => {
  for (const { draws, labels } of readGolden<MixedLabels[]>(`augmentation/${type}`)) {
    const mixing = { order: toTensor(draws.order), share: toTensor(draws.share) };
    expect(difference(addParts(targetParts(classes, [mixing]), rows), labels)).toBeLessThan(1e-6);
  }
});

const twice = [
  { order: tf.keep(tf.tensor1d([2, 0, 1], 'int32')), share: tf.keep(tf.tensor1d([0.7, 0.5, 0.1])) },
  { order: tf.keep(tf.tensor1d([1, 2, 0], 'int32')), share: tf.keep(tf.tensor1d([0.9, 0.4, 0.3])) },
];

test('what was mixed twice is mixed in that order', () => {
  const mix = (values: tf.Tensor, { order, share }: (typeof twice)[0]) => {
    const own = share.reshape([-1, 1]);
    return values.mul(own).add(tf.gather(values, order as tf.Tensor1D).mul(tf.sub(1, own)));
  };
  const expected = twice.reduce(mix, rows(classes));
  const parts = targetParts(classes, twice);
  expect(addParts(parts, rows).sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-6);
  expect([...mainTarget(parts, ['a', 'b', 'c']).dataSync()]).toEqual([...expected.argMax(-1).dataSync()]);
});

test('a loss of class numbers gives the same for mixed samples as that of rows', () => {
  const logits = tf.tensor2d([1, 2, 0.5, -1, 0, 3, 2, 2, 1], [3, 3]);
  const of = (loss: string) =>
    compileLoss({ name: 'o', activation: 'softmax', loss: lossConfig.parse(loss), isCategory: true });
  const parts = targetParts(classes, twice);
  const byNumbers = of('sparse_categorical_crossentropy')(logits, parts).losses;
  const byRows = of('categorical_crossentropy')(logits, parts).losses;
  expect(byNumbers.sub(byRows).abs().max().dataSync()[0]).toBeLessThan(1e-5);
});

test('a network with both learns, recorded, and is judged on whole pictures', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-mixed-'));
  try {
    const graph = chain(
      ['input', { shape: [8, 8, 1] }],
      ['mix_up', { alpha: 0.2 }],
      ['cut_mix', { factor: [0, 0.5] }],
      ['rescaling', { scale: 1 / 255 }],
      ['flatten'],
      ['dense', { units: 16, activation: 'relu' }],
      ['dense', { units: 3 }],
      ['identity'],
      ['identity'],
      ['identity'],
      ['output', { metrics: ['accuracy', 'f1_score'] }],
    );
    const data = await writePictures(folder);
    const job = { ...smallJob(folder, data, { epochs: 15 }), graph };
    const events = await trainToEnd(job, new Control());
    expect(events[0]).toMatchObject({ type: 'started', engine: 'graph' });
    const [first, last] = [epochsOf(events)[0], epochsOf(events).at(-1)];
    expect(last?.values.loss).toBeLessThan(first?.values.loss ?? 0);
    expect(last?.values.val_accuracy).toBeGreaterThan(0.7);
    expect(last?.values.f1_score).toBeGreaterThan(first?.values.f1_score ?? 1);
    const engines = await compareEngines({ graph, config: runConfig.parse({ batchSize: 16 }), data }, 6, null);
    expect(engines.reason).toBeNull();
    expect(engines.metrics.get('f1_score')).toBeLessThan(1e-5);
    // What is blended is never as sure as what is whole.
    expect(last?.values.loss).toBeGreaterThan(last?.values.val_loss ?? Number.POSITIVE_INFINITY);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
