import { engineLeft, openEngine } from './engine-process.ts';
import type { Report } from './report.ts';

/** Trains one epoch on all pictures: packing them, then training; only the engine's memory is judged. */
export async function measureTraining(report: Report, home: string): Promise<void> {
  report.title('Training one epoch on all of them');
  const process = await openEngine(home);
  const { engine } = process;
  const name = `Train ${Date.now()}`;
  const project = await engine.projects.create({ name, template: 'perceptron', dataset: 'Large' });
  const started = performance.now();
  const run = await engine.runs.start({
    project: project.id,
    config: { ...project.config, epochs: 1, batchSize: 128 },
  });
  let prepared = 0;
  for await (const event of await engine.runs.watch({ run: run.id })) {
    if (event.type !== 'run') continue;
    if (event.run.state === 'running' && prepared === 0) prepared = performance.now();
    if (event.run.endedAt === null) continue;
    if (event.run.state !== 'completed') throw new Error(`the run is ${event.run.state}: ${event.run.error?.message}`);
    break;
  }
  const ended = performance.now();
  report.note('packing, training', `${seconds(started, prepared)}, ${seconds(prepared, ended)}`);
  const peak = process.peakMiB();
  report.figure('engine, most resident memory', `${peak.toFixed(0)} MiB`, '< 1024 MiB', peak < 1024);
  process.close();
  await engineLeft(home);
}

const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(0)} s`;
