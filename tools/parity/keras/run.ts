/**
 * Every architecture of keras.applications, made by Keras with random weights: opened, asked, saved as `.keras`, and asked
 * again in Keras. Needs Python with `requirements.txt`:
 *
 *     npm run test:parity:keras -- --python VENV/bin/python [--only NAME,NAME] [--minutes N]
 *
 * One at a time: the largest take 2 GB. Exit 1 where one is not the same.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readNpy } from '#main/engine/evaluate/npy.ts';
import { loadModel } from '#main/trainer/evaluate/loaded-model.ts';
import { readModelFile } from '#main/trainer/model-files/read-model-file.ts';
import { writeKeras } from '#main/trainer/model-files/write-keras.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';

const { values } = parseArgs({
  options: { python: { type: 'string', default: 'python3' }, only: { type: 'string' }, minutes: { type: 'string' } },
});
const script = join(import.meta.dirname, 'make_model.py');
const python = (...args: string[]): unknown =>
  JSON.parse(
    execFileSync(values.python, [script, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split('\n')
      .at(-1) ?? '',
  );

/** The same answer, in float32 through hundreds of layers. */
const TOLERANCE = 1e-4;

interface Outcome {
  readonly parameters: string;
  readonly opened: string;
  readonly saved: string;
  readonly isSame: boolean;
  readonly seconds: number;
}

async function compare(name: string, folder: string): Promise<Outcome> {
  const begin = performance.now();
  const known = python(name, folder) as { parameters: number; layers: number };
  const checkpoint = join(folder, 'checkpoint');
  const read = await readModelFile({ path: join(folder, 'model.keras'), checkpoint, scratch: folder });
  const { totals, problems } = analyzeGraph(read.graph);
  const error = problems.find(({ severity }) => severity === 'error');
  const said = read.lost.length > 0 ? ` lost ${read.lost.length}: ${read.lost[0]?.option}` : '';
  if (error || !totals) {
    const unknown = new Set(read.graph.nodes.map(({ type }) => type).filter((type) => type.startsWith('keras:')));
    const reason = unknown.size > 0 ? `no layer ${[...unknown].join(', ')}` : (error?.message ?? 'no totals');
    return { parameters: String(known.parameters), opened: reason, saved: '', isSame: false, seconds: since(begin) };
  }
  const loaded = await loadModel({ graph: read.graph, checkpoint });
  const input = readNpy(readFileSync(join(folder, 'input.npy')), 'input.npy');
  const [output] = loaded.predict([{ shape: input.shape, values: Float32Array.from(input.data as Float32Array) }]);
  loaded.dispose();
  const expected = readNpy(readFileSync(join(folder, 'output.npy')), 'output.npy').data as Float32Array;
  const difference = largestDifference(output?.values ?? new Float32Array(), expected);
  const written = join(folder, 'written');
  mkdirSync(written);
  await writeKeras({ model: { graph: read.graph, checkpoint }, folder: written, name: 'again', generator: 'parity' });
  const again = python('check', join(written, 'model.keras'), folder) as { parameters: number; difference: number };
  const isSame =
    totals.parameters === known.parameters &&
    again.parameters === known.parameters &&
    difference <= TOLERANCE &&
    again.difference <= TOLERANCE &&
    read.lost.length === 0;
  return {
    parameters:
      totals.parameters === known.parameters ? `${known.parameters} =` : `${known.parameters} ≠ ${totals.parameters}`,
    opened: difference.toExponential(1) + said,
    saved: again.difference.toExponential(1),
    isSame,
    seconds: since(begin),
  };
}

const since = (begin: number): number => Math.round((performance.now() - begin) / 1000);

function largestDifference(ours: Float32Array, theirs: Float32Array): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  return ours.reduce((most, value, index) => Math.max(most, Math.abs(value - (theirs[index] ?? Number.NaN))), 0);
}

const names = values.only?.split(',') ?? (python('list') as string[]);
const until = values.minutes ? performance.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
let failed = 0;
console.log('architecture | parameters | opened, largest difference | saved, in Keras | seconds');
for (const name of names) {
  if (performance.now() > until) {
    console.log(`${name} | not tried: out of time`);
    continue;
  }
  const folder = mkdtempSync(join(tmpdir(), 'strata-parity-'));
  try {
    const { parameters, opened, saved, isSame, seconds } = await compare(name, folder);
    if (!isSame) failed += 1;
    console.log(`${isSame ? 'ok    ' : 'FAILED'} ${name} | ${parameters} | ${opened} | ${saved} | ${seconds}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name} | ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = failed > 0 ? 1 : 0;
