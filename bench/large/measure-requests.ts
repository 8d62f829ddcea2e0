import { seededRandom } from '../../src-shared/data/seeded-random.ts';
import { engineLeft, openEngine } from './engine-process.ts';
import { CLASSES } from './make-pictures.ts';
import { type Report, timesOf } from './report.ts';

const ROUNDS = 30;
const BOUND_MS = 100;

/** What a window asks for while pictures and runs are looked at, each answer over the real socket. */
export async function measureRequests(report: Report, home: string): Promise<void> {
  report.title('Requests to the engine');
  const process = await openEngine(home);
  const { engine } = process;
  const { id, version, samples } = (await engine.datasets.get({ dataset: 'Large' })) ?? {};
  const random = seededRandom(2);
  const offset = (): number => random.below(Math.max(1, samples - 200));
  const all = { split: null, label: null, search: '' };
  const page = (filter: object, at: number) =>
    engine.datasets.samples({ version, filter: { ...all, ...filter }, offset: at, limit: 120 });
  const time = async (what: string, call: (round: number) => Promise<unknown>, rounds = ROUNDS): Promise<void> => {
    const before = process.busyMs();
    const walls = await timesOf(rounds, call);
    const cpu = (process.busyMs() - before) / rounds;
    report.answers(
      what,
      walls.map((wall) => ({ wall, cpu })),
      BOUND_MS,
      'engine',
    );
  };

  await time('counts of classes and splits', () => engine.datasets.get({ dataset: id }));
  await time('page of 120 samples anywhere', () => page({}, offset()));
  await time('page of a class', (round) => page({ label: CLASSES[round % CLASSES.length] }, random.below(1000)));
  await time('page of a class in a split', (round) =>
    page({ label: CLASSES[round % CLASSES.length], split: 'test' }, 60),
  );
  await time('search in all names', (round) => page({ search: `00${round}` }, 0));
  await time('60 thumbnails anywhere', () => {
    const at = offset();
    return engine.datasets.thumbnails({ version, indices: Array.from({ length: 60 }, (_, i) => at + i) });
  });
  const [project] = (await engine.projects.list()).filter(({ runs }) => runs > 1);
  if (project) {
    await time(`list of ${project.runs} runs`, () => engine.runs.list({ project: project.id }), 10);
    const runs = await engine.runs.list({ project: project.id });
    const longest = runs.reduce((long, run) => ((run.progress?.step ?? 0) > (long.progress?.step ?? 0) ? run : long));
    await time(`curve of ${longest.progress?.step} points`, () => engine.runs.points({ run: longest.id }), 10);
    await time('its few points for a comparison', () => engine.runs.points({ run: longest.id, limit: 10 }), 10);
    const { points } = await engine.runs.points({ run: longest.id });
    report.note('points of it that are sent', String(points.length));
    await time('list of projects', () => engine.projects.list(), 10);
  }
  const peak = process.peakMiB();
  report.figure('engine, most resident memory', `${peak.toFixed(0)} MiB`, '< 1024 MiB', peak < 1024);
  process.close();
  await engineLeft(home);
}
