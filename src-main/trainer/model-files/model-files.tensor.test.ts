import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import type { Graph } from '#shared/graph/types.ts';
import { canonicalGraph } from '#shared/testing/canonical-graph.ts';
import { loadModel } from '../evaluate/loaded-model.ts';
import { readModelFile } from './read-model-file.ts';
import { writeKeras } from './write-keras.ts';

interface Known {
  readonly parameters: number;
  /** Of models that say it: how many of them aren't frozen. */
  readonly trainable?: number;
  readonly inputs: readonly { shape: number[]; values: number[] }[];
  readonly outputs: readonly { shape: number[]; values: number[] }[];
}

const golden = join(import.meta.dirname, 'golden');
const answersOf = (name: string): Known => JSON.parse(readFileSync(join(golden, `${name}.json`), 'utf8'));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-model-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function differenceFrom(known: Known, graph: Graph, checkpoint: string): Promise<number> {
  const loaded = await loadModel({ graph, checkpoint });
  try {
    const inputs = known.inputs.map(({ shape, values }) => ({ shape, values: Float32Array.from(values) }));
    const outputs = loaded.predict(inputs);
    expect(outputs.map(({ shape }) => shape)).toEqual(known.outputs.map(({ shape }) => shape));
    const differences = outputs.flatMap(({ values }, index) =>
      [...values].map((value, at) => Math.abs(value - (known.outputs[index]?.values[at] ?? Number.NaN))),
    );
    return Math.max(...differences);
  } finally {
    loaded.dispose();
  }
}

const files: readonly (readonly [file: string, answers: string])[] = [
  ['pictures.keras', 'pictures'],
  ['pictures.h5', 'pictures'],
  ['shared.keras', 'shared'],
  ['shared.h5', 'shared'],
  ['attention.keras', 'attention'],
  ['attention.h5', 'attention'],
  ['scored.keras', 'scored'],
  ['scored.h5', 'scored'],
  ['sequences.keras', 'sequences'],
  ['sequences.h5', 'sequences'],
  ['applications.keras', 'applications'],
  ['applications.h5', 'applications'],
  ['transfer.keras', 'transfer'],
  ['transfer.h5', 'transfer'],
  ['operations.keras', 'operations'],
  ['operations.h5', 'operations'],
  ['stacked.keras', 'stacked'],
  ['stacked.h5', 'stacked'],
  ['normalized.keras', 'normalized'],
  ['normalized.h5', 'normalized'],
  ['nested.keras', 'nested'],
  ['nested.h5', 'nested'],
  ['keras2.h5', 'keras2'],
  ['tfjs/model.json', 'tfjs'],
];

test.each(files)(
  '%s: the same parameters and answers; written as .keras and read again, the same graph',
  async (file, answers) => {
    const known = answersOf(answers);
    const checkpoint = join(folder, 'checkpoint');
    const read = await readModelFile({ path: join(golden, file), checkpoint, scratch: folder });
    expect(read.lost).toEqual([]);
    const { problems, totals } = analyzeGraph(read.graph);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(totals?.parameters).toBe(known.parameters);
    expect(totals?.trainable).toBe(known.trainable ?? totals?.trainable);
    expect(await differenceFrom(known, read.graph, checkpoint)).toBeLessThan(1e-5);

    const written = join(folder, 'written');
    mkdirSync(written);
    const { files } = await writeKeras({
      model: { graph: read.graph, checkpoint },
      folder: written,
      name: 'again',
      generator: 'test',
    });
    expect(files).toEqual(['model.keras']);
    const next = join(folder, 'next');
    const again = await readModelFile({ path: join(written, 'model.keras'), checkpoint: next, scratch: folder });
    expect(again.lost).toEqual([]);
    expect(canonicalGraph(again.graph)).toEqual(canonicalGraph(read.graph));
    expect(await differenceFrom(known, again.graph, next)).toBeLessThan(1e-5);
  },
);

test('a frozen model in a model is a group of frozen layers, whose head is left to train', async () => {
  const { graph } = await readModelFile({ path: join(golden, 'transfer.keras'), checkpoint: null, scratch: folder });
  expect(graph.groups?.map(({ title }) => title)).toEqual(['base']);
  const inside = graph.nodes.filter(({ group }) => group === graph.groups?.[0]?.id);
  expect(inside.map(({ type }) => type)).toContain('conv2d');
  expect(inside.every(({ frozen }) => frozen === true)).toBe(true);
  expect(graph.nodes.filter(({ group, frozen }) => group === undefined && frozen === true)).toEqual([]);
});
