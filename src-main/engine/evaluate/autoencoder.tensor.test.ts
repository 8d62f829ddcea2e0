import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { writePictures } from '../testing/picture-folder.ts';

let engine: EngineFixture;
let pictures = '';
beforeAll(async () => {
  engine = await openEngine();
  pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
  await writePictures(pictures, 20);
  const source = { kind: 'folder' as const, path: pictures };
  for await (const _ of await engine.client.datasets.import({ source, name: 'colours' }));
});
afterAll(async () => {
  await engine.close();
  rmSync(pictures, { recursive: true, force: true });
});

async function train(name: string, text: string): Promise<string> {
  const { projects, runs } = engine.client;
  const { graphVersion, config } = await projects.create({ name, template: null, dataset: 'colours' });
  await projects.saveGraph({ project: name, graph: parseTextGraph(text), base: graphVersion });
  const settings = {
    ...config,
    epochs: 3,
    batchSize: 8,
    classWeights: name === 'Heads' ? ('balanced' as const) : null,
  };
  const { id } = await runs.start({ project: name, config: settings });
  await vi.waitFor(
    async () => {
      const { state, error } = await runs.get({ run: id });
      if (state !== 'completed') throw new Error(`${state}: ${error?.message}`);
    },
    { timeout: 60_000, interval: 50 },
  );
  return id;
}

const onePicture = () => {
  const [folder = ''] = readdirSync(pictures);
  const [name = ''] = readdirSync(join(pictures, folder));
  return { name, data: new Blob([readFileSync(join(pictures, folder, name))]) };
};

describe('a network that gives back what it reads', () => {
  let run = '';
  beforeAll(async () => {
    run = await train(
      'Auto',
      'input[8,8,3] > rescaling(0.01, -1) > flatten > dense(192) > reshape[8,8,3] > output(linear)',
    );
  });

  test('is judged by how far it is off, without a confusion matrix, and again from what was kept', async () => {
    const evaluated = await engine.client.results.evaluate({ run });
    expect(Object.keys(evaluated.metrics).sort()).toEqual(['loss', 'mean_absolute_error']);
    expect(evaluated).toMatchObject({ confusion: { labels: [], matrix: [] }, perClass: [], accuracyInterval: null });
    expect(await engine.client.results.evaluate({ run })).toEqual(evaluated);
  });

  test('gives pictures that can be drawn', async () => {
    const answer = await engine.client.results.predictPicture({ run, ...onePicture() });
    expect(answer.outputs.output_1).toHaveLength(8 * 8 * 3);
    expect(answer.pictures.output_1).toMatchObject({ height: 8, width: 8, channels: 3, black: -1 });
    expect(answer.pictures.output_1?.white).toBeCloseTo(1.55);
  });

  test('is exported and checked, where there is no class to agree on', async () => {
    const { certificate } = await engine.client.results.export({ run, format: 'tfjs', out: null });
    expect(certificate).toMatchObject({ verified: true, agreement: null });
  });
});

describe('two inputs of pictures, and two heads', () => {
  let run = '';
  beforeAll(async () => {
    const text = `input[8,8,3] > rescaling > flatten > both:concatenate > middle:dense(16) > dense(2) > label:output
      small:input[4,4,1] > rescaling > flatten > @both
      @middle > dense(48) > reshape[4,4,3] > again:output(sigmoid)`;
    run = await train('Heads', text);
  });

  test('are trained, with what each head gives', async () => {
    const { metrics, bound } = await engine.client.runs.get({ run });
    expect(Object.keys(metrics)).toEqual(
      expect.arrayContaining(['val_loss', 'val_label_loss', 'val_label_accuracy', 'val_again_mean_absolute_error']),
    );
    expect(bound).toHaveLength(4);
    const { confusion, metrics: judged } = await engine.client.results.evaluate({ run });
    expect(confusion.labels).toHaveLength(2);
    const right = confusion.matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    const all = confusion.matrix.flat().reduce((sum, count) => sum + count, 0);
    expect(judged.label_accuracy).toBeCloseTo(right / all, 6);
  });

  test('answer to one picture with a class and a picture, and are exported', async () => {
    const answer = await engine.client.results.predictPicture({ run, ...onePicture() });
    expect(Object.keys(answer.outputs.label ?? {})).toHaveLength(2);
    expect(answer.pictures).toMatchObject({ again: { height: 4, width: 4 } });
    const { certificate } = await engine.client.results.export({ run, format: 'tfjs', out: null });
    expect(certificate).toMatchObject({ verified: true, agreement: 1 });
  });
});
