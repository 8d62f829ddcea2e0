import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LayerFamily } from '#shared/layers/definition.ts';
import { getLayer } from '#shared/layers/index.ts';
import { type OptimizerName, optimizerConfig, optimizerNames } from '#shared/training/optimizers/index.ts';
import { runConfig } from '#shared/training/run.ts';
import { scheduleNames } from '#shared/training/schedules/index.ts';
import { chain } from '../testing/chain.ts';
import { compareEngines, steps } from '../testing/engine-parity.ts';
import { smallCnn } from '../testing/jobs.ts';
import { layerCases, networkAround, writeRowsFor } from '../testing/layer-networks.ts';
import { writePictures } from '../testing/packed.ts';
import { ParityTable } from '../testing/parity-table.ts';

/** DESIGN's tolerances: of a loss, relative; of weights, as a share of the largest. */
const OF_LOSS = 1e-5;
const OF_WEIGHTS = 1e-4;

/**
 * Decibels: what enters the next layer lies between -80 and 0 in the place of about -1 to 1, and so does what a last bit
 * of a spectrum's energy makes of it; the loss of the first steps is as much larger.
 */
const DECIBELS = 80;
const lossLimit = (type: string): number => (type === 'mel_spectrogram' ? OF_LOSS * DECIBELS : OF_LOSS);
/**
 * As Keras, it takes the difference of two numbers that may be far larger than what comes out. Where TensorFlow orders
 * the products in another way in a graph that shows, and the proof before a run may refuse the recording.
 */
const mayBeRefused = (type: string): boolean => type === 'auto_contrast';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-parity-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const table = new ParityTable();
afterAll(() => table.print());

/** Families whose layers draw at random or keep something between steps; `npm run test:parity` resumes all. */
const remembers: ReadonlySet<LayerFamily | undefined> = new Set<LayerFamily>([
  'recurrent',
  'normalization',
  'regularization',
]);

const everything = process.env.STRATA_PARITY === 'all';

describe('a layer trains by replay as it does eagerly, and resumed to the last bit', () => {
  const seen = new Set<string>();
  for (const [index, golden] of layerCases().entries()) {
    // One configuration a layer; `npm run test:parity` takes them all. An output is at the end of every network here.
    if (golden.type === 'output' || (!everything && seen.has(golden.type))) continue;
    seen.add(golden.type);
    test(`${golden.type} ${JSON.stringify(golden.params)} (${index})`, async () => {
      const data = await writeRowsFor(golden, folder);
      const config = runConfig.parse({ batchSize: 5, optimizer: { name: 'sgd', learningRate: 0.01 } });
      const again = everything || remembers.has(getLayer(golden.type)?.family);
      const job = { graph: networkAround(golden), config, data };
      const found = await compareEngines(job, everything ? 25 : 6, again ? folder : null);
      table.add(golden.type, found);
      if (found.reason !== null && mayBeRefused(golden.type)) expect(found.reason).toMatch(/differs from the computed/);
      else expect(found.reason).toBeNull();
      expect(found.loss).toBeLessThan(lossLimit(golden.type));
      expect(found.weights).toBeLessThan(OF_WEIGHTS);
      expect(found.resumed).toEqual(again ? [] : null);
    });
  }
});

const perceptron = chain(
  ['input', { shape: [8, 8, 1] }],
  ['rescaling', { scale: 1 / 255, offset: 0 }],
  ['flatten'],
  ['dense', { units: 6, activation: 'tanh' }],
  ['dense', { units: 3 }],
  ['output'],
);

describe('an optimizer trains by replay as it does eagerly, and resumed to the last bit', () => {
  const variants: [OptimizerName, Record<string, unknown>][] = [
    ...optimizerNames.map((name): [OptimizerName, Record<string, unknown>] => [name, {}]),
    ['adam', { amsgrad: true }],
    ['sgd', { momentum: 0.9 }],
    ['sgd', { momentum: 0.9, nesterov: true }],
    ['rmsprop', { momentum: 0.5, centered: true }],
    ['adam', { weightDecay: 0.01 }],
    ['adam', { clip: { by: 'global_norm', limit: 0.1 } }],
    ['sgd', { clip: { by: 'norm', limit: 0.1 } }],
    ['sgd', { clip: { by: 'value', limit: 0.01 } }],
    ['adam', { averaging: 0.9 }],
    ['adam', { accumulate: 3 }],
    ['schedule_free_adamw', { accumulate: 3, warmupSteps: 4 }],
    ['muon', { nesterov: false, rmsRate: null, excludeLayers: 'dense_2' }],
    ['sgd', { accumulate: 2, averaging: 0.8, weightDecay: 0.1, momentum: 0.5 }],
  ];
  for (const [name, options] of variants) {
    test(`${name} ${JSON.stringify(options)}`, async () => {
      const data = await writePictures(folder);
      const optimizer = optimizerConfig.parse({ name, learningRate: 0.01, ...options });
      const config = runConfig.parse({ batchSize: 16, optimizer, schedule: { name: 'cosine' } });
      const found = await compareEngines({ graph: perceptron, config, data }, 25, folder);
      table.add(`${name} ${Object.keys(options).join()}`, found);
      expect(found.reason).toBeNull();
      expect(found.loss).toBeLessThan(OF_LOSS);
      expect(found.weights).toBeLessThan(OF_WEIGHTS);
      expect(found.resumed).toEqual([]);
    });
  }
});

test.each(scheduleNames)('the schedule %s goes on after a resume where it was, by replay as eagerly', async (name) => {
  const data = await writePictures(folder);
  const config = runConfig.parse({ batchSize: 16, epochs: 9, schedule: { name } });
  const found = await compareEngines({ graph: perceptron, config, data }, 25, folder);
  table.add(`schedule ${name}`, found);
  expect(found.reason).toBeNull();
  expect(found.loss).toBeLessThan(OF_LOSS);
  expect(found.weights).toBeLessThan(OF_WEIGHTS);
  expect(found.resumed).toEqual([]);
});

test('two runs by replay are equal to the last bit, dropout and augmentation included', async () => {
  const data = await writePictures(folder);
  const config = runConfig.parse({ batchSize: 16 });
  const job = { graph: smallCnn, config, data };
  const first = await steps(job, 25);
  expect(first.reason).toBeNull();
  expect(await steps(job, 25)).toEqual(first);
});
