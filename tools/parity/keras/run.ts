/**
 * Every architecture of keras.applications, made by Keras with random weights: opened, asked, saved as `.keras`, and asked
 * again in Keras. Needs Python with `requirements.txt`:
 *
 *     npm run test:parity:keras -- --python VENV/bin/python [--only NAME,NAME.h5,NAME.transfer] [--minutes N]
 *
 * First comes `Nested`, a model of models that are called twice, chains and frozen. After the architectures as they are come
 * three as legacy `.h5`, and three as frozen parts of other models. One at a time, each in processes of its own: the largest
 * take 6 GB. Exit 1 where one is not the same, or was not tried.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { compareModel, type Difference, type KerasFacts, type MadeModel } from './compare-model.ts';

const { values } = parseArgs({
  options: { python: { type: 'string', default: 'python3' }, only: { type: 'string' }, minutes: { type: 'string' } },
});

const LEGACY = ['MobileNetV2.h5', 'EfficientNetB0.h5', 'ResNet50.h5'];
/** Preprocessing to −1…1, by means and deviations, and by means with the colours in another order. */
const TRANSFER = ['MobileNetV2.transfer', 'DenseNet121.transfer', 'ResNet50.transfer'];

const script = join(import.meta.dirname, 'make_model.py');
const run = promisify(execFile);

async function python(...args: string[]): Promise<unknown> {
  const { stdout } = await run(values.python, [script, ...args], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

async function tryCase(name: string): Promise<{ row: string; isSame: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-parity-'));
  try {
    const [architecture = name, variant] = name.split('.');
    const form = variant === 'h5' ? 'h5' : variant === 'transfer' ? 'transfer.keras' : 'keras';
    const made = (await python('make', architecture, form, folder)) as MadeModel;
    const source = variant === 'h5' ? 'model.h5' : 'model.keras';
    const outcome = await compareModel({
      folder,
      file: source,
      made,
      isNested: variant === 'transfer',
      askExactly: () => python('exact', join(folder, source), folder),
      check: async (file) => (await python('check', file, folder)) as KerasFacts,
    });
    const isSame = outcome.failures.length === 0;
    const cells = [
      made.parameters.toLocaleString('en'),
      made.layers,
      `${Math.round(made.bytes / 1e6)} MB`,
      `${outcome.openSeconds.toFixed(1)} s`,
      `${outcome.openMiB} MiB`,
      `${outcome.predictSeconds.toFixed(1)} s`,
      `${outcome.predictMiB} MiB`,
      words(outcome.opened),
      words(outcome.saved),
      ...(outcome.exact
        ? [`from float64: ours ${words(outcome.exact.ours)}, Keras's own ${words(outcome.exact.keras)}`]
        : []),
      ...outcome.failures.slice(0, 4),
    ];
    return { row: `${isSame ? 'ok    ' : 'FAILED'} ${name} | ${cells.join(' | ')}`, isSame };
  } catch (error) {
    return { row: `FAILED ${name} | ${error instanceof Error ? error.message.slice(0, 600) : error}`, isSame: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const words = ({ absolute, relative }: Difference): string =>
  `${absolute.toExponential(1)} (${relative.toExponential(1)})`;

const names = values.only?.split(',') ?? [...((await python('list')) as string[]), ...LEGACY, ...TRANSFER];
const until = values.minutes ? performance.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
let failed = 0;
console.log(
  'architecture | parameters | layers | file | open | its memory | load and predict | its memory | opened, largest difference (relative) | saved, in Keras',
);
for (const name of names) {
  const { row, isSame } =
    performance.now() > until ? { row: `not tried ${name}: out of time`, isSame: false } : await tryCase(name);
  if (!isSame) failed += 1;
  console.log(row);
}
console.log(`${names.length - failed} of ${names.length} the same`);
process.exitCode = failed > 0 ? 1 : 0;
