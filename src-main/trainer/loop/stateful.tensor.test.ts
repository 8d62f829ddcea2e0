import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packedData } from '#shared/contract/trainer.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { runConfig } from '#shared/training/run.ts';
import { inLanes } from '../batches/epoch-plan.ts';
import { assignWeights, readWeights } from '../build/weights.ts';
import { compareEngines, steps } from '../testing/engine-parity.ts';
import golden from '../testing/golden/stateful.json' with { type: 'json' };
import { openSession } from './session.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-stateful-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Case = (typeof golden.cases)['lstm(3, stateful=true)'];

async function jobOf(text: string, { rows, targets }: Pick<Case, 'rows' | 'targets'>, config: object = {}) {
  const [x, y] = [join(folder, 'x'), join(folder, 'y')];
  await writeFile(x, new Uint8Array(Float32Array.from(rows.values).buffer));
  await writeFile(y, new Uint8Array(Float32Array.from(targets.values).buffer));
  const parsed = parseTextGraph(`data:input[${rows.shape.slice(1)}] > ${text} > dense(1) > result:output`);
  const nodes = parsed.nodes.map((node) =>
    node.id === 'result'
      ? { ...node, params: { ...node.params, activation: 'linear', loss: { name: 'mean_squared_error' } } }
      : node,
  );
  const [count = 0] = rows.shape;
  const data = packedData.parse({
    count,
    inputs: [{ node: 'data', file: x, shape: rows.shape.slice(1), dtype: 'float32' }],
    targets: [{ node: 'result', file: y, shape: [1], dtype: 'float32', classes: null }],
    splits: { train: Array.from({ length: count }, (_, row) => row), validation: [0, 1], test: [] },
  });
  const given = { batchSize: golden.batch, optimizer: { name: 'sgd', learningRate: 0.2 }, ...config };
  return { graph: { ...parsed, nodes }, data, config: runConfig.parse(given) };
}

describe.each(['graph', 'eager'] as const)('by the engine %s', (engine) => {
  test.each(Object.entries(golden.cases) as [string, Case][])('%s: two epochs as Keras', async (text, given) => {
    const session = await openSession(await jobOf(text, given, { engine }));
    try {
      expect(session.steps.engine).toBe(engine);
      const { weights } = session.model;
      const start = weights.map(({ path }, index) => [path, given.start[index]] as const);
      assignWeights(
        weights,
        new Map(
          start.map(([path, tensor]) => [
            path,
            { ...tensor, values: Float32Array.from(tensor?.values ?? []) },
          ]) as never,
        ),
      );
      session.steps.push();
      const losses: number[] = [];
      for (let epoch = 0; epoch < 2; epoch++) {
        session.beginEpoch();
        for (const rows of session.batches(epoch)) {
          const { sums, samples } = session.steps.trainStep(await session.reader.read(rows), losses.length, 0.2);
          losses.push((sums[0] ?? Number.NaN) / samples);
          // Validation in between starts from zeros and leaves what is kept alone.
          session.steps.evaluateStep(await session.reader.read([1, 2]));
        }
      }
      expect(losses).toHaveLength(given.losses.length);
      for (const [index, loss] of losses.entries()) expect(loss).toBeCloseTo(given.losses[index] as number, 5);
      session.steps.pull();
      for (const [index, { values }] of [...readWeights(weights).values()].entries()) {
        const end = given.end[index]?.values as number[];
        expect(Math.max(...values.map((value, at) => Math.abs(value - (end[at] as number))))).toBeLessThan(1e-5);
      }
    } finally {
      await session.dispose();
    }
  });
});

/** Rows that fill no whole batch at the end, and layers that draw at random. */
const networks = [
  'lstm(4, stateful=true, dropout=0.3)',
  'gru(4, stateful=true, recurrent_dropout=0.3)',
  'simple_rnn(4, stateful=true, return_sequences=true) > lstm(3, stateful=true, return_state=true)',
  'reshape[4,2,1] > conv_lstm1d(2, 2, stateful=true) > flatten',
];

test.each(networks)('%s: 25 steps by replay, resumed half way', async (text) => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => Math.sin(index * 1.7));
  const many = { rows: { shape: [11, 4, 2], values: values(88) }, targets: { shape: [11, 1], values: values(11) } };
  const job = await jobOf(text, many, { batchSize: 3 });
  const found = await compareEngines(job, 25, folder);
  expect(found.reason).toBeNull();
  expect(found.loss).toBeLessThan(1e-5);
  expect(found.weights).toBeLessThan(1e-4);
  expect(found.resumed).toEqual([]);
  // What is kept matters: without it the same network learns otherwise.
  const forgetful = await steps({ ...job, graph: forgetting(job.graph) }, 25);
  expect([...forgetful.losses]).not.toEqual([...(await steps(job, 25)).losses]);
});

const forgetting = (graph: Awaited<ReturnType<typeof jobOf>>['graph']) => ({
  ...graph,
  nodes: graph.nodes.map((node) => ({
    ...node,
    params: { ...node.params, ...('stateful' in node.params ? { stateful: false } : {}) },
  })),
});

test('what looks at a step leaves alone what is kept', async () => {
  const text = 'lstm(3, stateful=true)';
  const job = await jobOf(text, golden.cases[text]);
  const losses = async (watched: boolean): Promise<number[]> => {
    const session = await openSession(job, { watched });
    const told: number[] = [];
    for (const rows of session.batches(0)) {
      const raw = await session.reader.read(rows);
      const look = session.steps.inspector?.inspect(raw, told.length);
      told.push(session.steps.trainStep(raw, told.length, 0.2).sums[0] ?? Number.NaN);
      expect(look?.().layers.length ?? 0).toBe(watched ? 2 : 0);
    }
    await session.dispose();
    return told;
  };
  expect(await losses(true)).toEqual(await losses(false));
});

test('each place of a batch has a stretch of rows of its own; what fills none comes last', () => {
  expect(inLanes([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([[0, 2, 4], [1, 3, 5], [6]]);
  expect(inLanes([4, 5], 3)).toEqual([[4, 5]]);
});
