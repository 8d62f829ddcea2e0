import type { ImportEvent } from '../../src-shared/contract/requests/datasets.ts';
import { seededRandom } from '../../src-shared/data/seeded-random.ts';
import { decodeOnly } from './decode-only.ts';
import { type EngineProcess, engineLeft, openEngine } from './engine-process.ts';
import type { Report } from './report.ts';

const MEMORY_MIB = 1024;
const BASELINE = 4000;
/** Pictures that a kill may cost: those since the last save. */
const MOST_LOST = 512;
/** Where the engine is killed. */
const KILLED_AT = 0.62;

interface Attempt {
  /** Pictures that were decoded, from the first report of decoding to the last. */
  pictures: number;
  seconds: number;
  firstDone: number | null;
  lastDone: number | null;
}

/** Reads an import's progress until it ends, or `until` says to stop. */
async function follow(events: AsyncIterable<ImportEvent>, until: (done: number) => boolean): Promise<Attempt> {
  const attempt: Attempt = { pictures: 0, seconds: 0, firstDone: null, lastDone: null };
  let first: { done: number; at: number } | null = null;
  for await (const event of events) {
    if (event.type === 'done') break;
    if (event.phase !== 'decoding') continue;
    attempt.firstDone ??= event.done;
    attempt.lastDone = event.done;
    first ??= { done: event.done, at: performance.now() };
    attempt.pictures = event.done - first.done;
    attempt.seconds = (performance.now() - first.at) / 1000;
    if (until(event.done)) break;
  }
  return attempt;
}

/** Imports the pictures, is killed in between, goes on, and says what that took. */
export async function measureImport(report: Report, home: string, folder: string, count: number): Promise<void> {
  report.title(`Import of ${count} pictures`);
  const random = seededRandom(1);
  const some = () => Array.from({ length: Math.min(BASELINE, count) }, () => random.below(count));
  const decodeRates = [await decodeOnly(folder, some())];

  let process: EngineProcess = await openEngine(home);
  const source = { kind: 'folder', path: folder } as const;
  const before = await follow(
    await process.engine.datasets.import({ source, name: 'Large' }),
    (done) => done >= KILLED_AT * count,
  );
  let peak = process.peakMiB();
  await process.kill();
  decodeRates.push(await decodeOnly(folder, some()));

  process = await openEngine(home);
  const [left] = await process.engine.datasets.unfinished();
  if (!left) throw new Error('nothing is offered to be continued');
  const after = await follow(await process.engine.datasets.continueImport({ import: left.id }), () => false);
  peak = Math.max(peak, process.peakMiB());
  process.close();
  await engineLeft(home);
  decodeRates.push(await decodeOnly(folder, some()));

  const decodeRate = decodeRates.sort((a, b) => a - b)[1] as number;
  const rate = (before.pictures + after.pictures) / (before.seconds + after.seconds);
  report.note('decoding only, pictures a second', decodeRates.map((one) => one.toFixed(0)).join(', '));
  report.note('importing, pictures a second', rate.toFixed(0));
  const ratio = rate / decodeRate;
  report.figure('import against decoding only', ratio.toFixed(2), '≥ 0.80', ratio >= 0.8);
  const offered = `${left.done} of ${left.total}`;
  const lost = (before.lastDone ?? 0) - left.done;
  report.figure('offered after kill -9', offered, `≥ ${before.lastDone} − ${MOST_LOST}`, lost <= MOST_LOST);
  report.figure('continued from', String(after.firstDone), `≥ ${left.done}`, (after.firstDone ?? 0) >= left.done);
  report.figure('engine, most resident memory', `${peak.toFixed(0)} MiB`, `< ${MEMORY_MIB} MiB`, peak < MEMORY_MIB);
}
