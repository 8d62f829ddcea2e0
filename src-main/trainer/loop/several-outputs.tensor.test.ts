import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PackedColumn, PackedData, TrainJob } from '#shared/contract/trainer.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import metricGolden from '#shared/training/metrics/golden.json' with { type: 'json' };
import { getMetric, type MetricName, metricConfig } from '#shared/training/metrics/index.ts';
import { runConfig } from '#shared/training/run.ts';
import { assignWeights, readWeights } from '../build/weights.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { evaluateRows, loadModel } from '../evaluate/loaded-model.ts';
import { exportModel } from '../export/export-model.ts';
import { runExported } from '../export/run-exported.ts';
import { tf } from '../runtime/tf.ts';
import { type GoldenTensor, readGolden } from '../testing/golden-files.ts';
import { epochsOf, trainToEnd } from '../testing/jobs.ts';
import { Control } from './control.ts';
import { oneHot } from './losses/class-axis.ts';
import { getLossFunction } from './losses/index.ts';
import { MetricBoard, noSums } from './metric-board.ts';
import { openSession } from './session.ts';

interface Course {
  readonly start: Record<string, GoldenTensor>;
  readonly after: Record<string, GoldenTensor>;
  readonly steps: Record<string, number>[];
  readonly evaluated: Record<string, number>;
}
const golden = readGolden<{ a: number[]; b: number[]; classes: number[]; plain: Course; balanced: Course }>(
  'several_outputs',
);

/** As tools/golden/several_outputs.py builds it. */
const graph = parseTextGraph(`
  a:input[4,4,1] > rescaling > fa:flatten > both:concatenate > hidden:dense(6, activation=tanh) > classes:dense(3) > label:output
  b:input[2,2,1] > rescaling > fb:flatten > @both
  @hidden > pixels:dense(16, activation=sigmoid) > reshape[4,4,1] > picture:output(linear)
`);
const set = (id: string, params: (typeof graph.nodes)[number]['params']) => {
  const node = graph.nodes.find((each) => each.id === id);
  if (node) node.params = { ...node.params, ...params };
};
set('hidden', { kernel_regularizer: { name: 'l2' } });
set('label', { loss_weight: 0.5, loss: 'sparse_categorical_crossentropy' });
set('picture', { loss_weight: 2, metrics: ['mean_absolute_error'] });

let folder: string;
let data: PackedData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-outputs-'));
  const column = async (name: string, values: Uint8Array | Int32Array, shape: number[]): Promise<PackedColumn> => {
    const file = join(folder, name);
    await writeFile(file, new Uint8Array(values.buffer));
    return { file, shape, dtype: values instanceof Int32Array ? 'int32' : 'uint8' };
  };
  const a = await column('a', Uint8Array.from(golden.a), [4, 4, 1]);
  const b = await column('b', Uint8Array.from(golden.b), [2, 2, 1]);
  const labels = await column('labels', Int32Array.from(golden.classes), []);
  const rows = golden.classes.map((_, row) => row);
  data = {
    count: rows.length,
    // Not in the order of the model: they are told by name.
    inputs: [
      { node: 'b', ...b },
      { node: 'a', ...a },
    ],
    targets: [
      { node: 'picture', ...a, classes: null, scale: 1 / 255, offset: 0 },
      { node: 'label', ...labels, classes: ['x', 'y', 'z'], scale: 1, offset: 0 },
    ],
    weights: null,
    splits: { train: rows, validation: rows.slice(0, 5), test: [] },
  };
});
afterAll(() => rm(folder, { recursive: true }));

const jobOf = (config: object): TrainJob => ({
  graph,
  config: runConfig.parse({ optimizer: { name: 'sgd', learningRate: 0.2 }, batchSize: 12, ...config }),
  data,
  checkpoints: join(folder, 'checkpoints'),
  resume: false,
});

const close = (found: number | null | undefined, expected: number) =>
  expect(Math.abs((found ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(1e-5);

describe.each(['graph', 'eager'] as const)('two inputs and two outputs, trained by %s', (engine) => {
  test.each(['plain', 'balanced'] as const)('give Keras’s numbers and weights: %s', async (kind) => {
    const course = golden[kind];
    const own = jobOf({ classWeights: kind === 'balanced' ? 'balanced' : null });
    const { train } = data.splits;
    const job = { ...own, data: { ...data, splits: { train, validation: train, test: [] } } };
    const session = await openSession({ ...job, config: { ...job.config, engine } });
    try {
      expect(session.steps.engine).toBe(engine);
      const weights = readWeights(session.model.weights);
      for (const [path, { shape, values }] of Object.entries(course.start)) {
        weights.set(path, { shape, values: Float32Array.from(values) });
      }
      assignWeights(session.model.weights, weights);
      session.steps.push();
      const raw = await session.reader.read(job.data.splits.train);
      const board = new MetricBoard(session.objective);
      for (const [step, expected] of course.steps.entries()) {
        const sums = noSums();
        board.add(sums, raw, session.steps.trainStep(raw, step, 0.2));
        const found = board.values(sums);
        expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
        for (const [name, value] of Object.entries(expected)) close(found[name], value);
      }
      const sums = noSums();
      board.add(sums, raw, session.steps.evaluateStep(raw));
      for (const [name, value] of Object.entries(course.evaluated)) close(board.values(sums)[name], value);
      session.steps.pull();
      for (const [path, { values }] of readWeights(session.model.weights)) {
        for (const [index, value] of (course.after[path]?.values ?? []).entries()) close(values[index], value);
      }
    } finally {
      await session.dispose();
    }
  });
});

test('a training of several outputs is validated, kept, taken up again, evaluated and exported', async () => {
  const metrics = ['mean_absolute_error', 'r2_score'];
  set('picture', { metrics });
  set('label', { metrics: ['accuracy', 'f1_score', { name: 'auc', num_thresholds: 20 }] });
  const config = { epochs: 4, batchSize: 5, best: 'val_picture_r2_score', seed: 3 };
  const whole = await trainToEnd(jobOf(config), new Control());
  const curve = epochsOf(whole).map(({ values }) => values);
  expect(Object.keys(curve[0] ?? {}).sort()).toEqual(
    ['', 'val_']
      .flatMap((prefix) =>
        [
          ...['loss', 'label_loss', 'picture_loss', 'label_accuracy', 'label_f1_score', 'label_auc'],
          ...['picture_mean_absolute_error', 'picture_r2_score'],
        ].map((name) => `${prefix}${name}`),
      )
      .sort(),
  );
  const best = (await readCheckpoint(join(folder, 'checkpoints', 'best'))).state;
  expect(best.best).toBe(Math.max(...curve.map((values) => values.val_picture_r2_score ?? Number.NaN)));
  const weights = (await readCheckpoint(join(folder, 'checkpoints', 'last'))).weights;

  // Stopped within an epoch, what metrics remember goes into the checkpoint too.
  await rm(join(folder, 'checkpoints'), { recursive: true });
  const control = new Control();
  const slow = { ...jobOf(config) };
  const stopped = await trainToEnd(slow, control, (event) => {
    if (event.type === 'progress') control.give({ command: 'stop' });
  });
  expect(stopped.at(-1)).toMatchObject({ reason: 'stopped' });
  const state = JSON.parse(await readFile(join(folder, 'checkpoints', 'last', 'state.json'), 'utf8')).state;
  expect(state.sums.samples > 0 || state.batch === 0).toBe(true);
  const rest = await trainToEnd({ ...slow, resume: true }, new Control());
  expect(epochsOf(rest).at(-1)?.values).toEqual(curve.at(-1));
  const again = (await readCheckpoint(join(folder, 'checkpoints', 'last'))).weights;
  for (const [path, { values }] of weights) expect([...(again.get(path)?.values ?? [])]).toEqual([...values]);

  const model = { graph, checkpoint: join(folder, 'checkpoints', 'last') };
  const loaded = await loadModel(model);
  const evaluated = await evaluateRows(loaded, data, data.splits.validation, 3);
  expect(evaluated.output).toBe('label');
  expect(evaluated.shape).toEqual([5, 3]);
  for (const name of ['loss', 'label_accuracy', 'picture_r2_score', 'label_auc']) {
    close(evaluated.metrics[name], curve.at(-1)?.[`val_${name}`] ?? Number.NaN);
  }
  const given = [
    { name: 'b', shape: [1, 2, 2, 1], values: Float32Array.from(golden.b.slice(0, 4)) },
    { name: 'a', shape: [1, 4, 4, 1], values: Float32Array.from(golden.a.slice(0, 16)) },
  ];
  const expected = loaded.predict(given);
  loaded.dispose();
  const target = await mkdtemp(join(folder, 'export-'));
  await exportModel({ model, format: 'tfjs', folder: target, meta: {} });
  const ran = await runExported('tfjs', target, given);
  expect(ran.outputs.map(({ name }) => name)).toEqual(['label', 'picture']);
  for (const [index, { values }] of expected.entries()) {
    for (const [place, value] of values.entries()) close(ran.outputs[index]?.values[place], value);
  }
});

test('a sample’s weight counts in training, not in evaluation', async () => {
  const file = join(folder, 'weights');
  const values = Float32Array.from({ length: data.count }, (_, row) => (row < 4 ? 2 : 0));
  await writeFile(file, new Uint8Array(values.buffer));
  const weighted = { ...jobOf({}), data: { ...data, weights: { file, shape: [], dtype: 'float32' as const } } };
  const losses = async (job: TrainJob, rows: number[]) => {
    const session = await openSession({ ...job, config: { ...job.config, engine: 'eager' } });
    const raw = await session.reader.read(rows);
    const evaluated = session.steps.evaluateStep(raw).sums[0] ?? Number.NaN;
    const trained = session.steps.trainStep(raw, 0, 0.2).sums.map((sum) => sum / rows.length);
    await session.dispose();
    return { evaluated: evaluated / rows.length, trained };
  };
  const all = data.splits.train;
  const [own, plain, first] = [
    await losses(weighted, all),
    await losses(jobOf({}), all),
    await losses(jobOf({}), all.slice(0, 4)),
  ];
  close(own.evaluated, plain.evaluated);
  // Twice the losses of four samples, over twelve.
  close(own.trained[1], ((first.trained[1] ?? 0) * 2 * 4) / 12);
});

describe('metrics that the step computes are what Keras counts', () => {
  const ofStep = metricGolden.cases.filter(({ metric }) => getMetric(metric.name as MetricName).step);
  test.each(ofStep)('$metric', ({ metric, width, batches, value }) => {
    const { name, ...settings } = metricConfig.parse(metric);
    const { step } = getMetric(name);
    if (!step || step.of === 'matches') throw new Error('nothing to compare');
    const { compute } = getLossFunction(step.of);
    let sum = 0;
    let rows = 0;
    for (const { classes, targets, outputs } of batches) {
      const count = outputs.length / width;
      const truth = classes ? oneHot(tf.tensor1d(classes, 'int32'), width) : tf.tensor2d(targets ?? [], [count, width]);
      sum +=
        compute(truth, tf.tensor2d(outputs, [count, width]), settings)
          .sum()
          .dataSync()[0] ?? Number.NaN;
      rows += count;
    }
    close(step.finish?.(sum / rows) ?? sum / rows, value);
  });
});
