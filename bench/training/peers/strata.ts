/** Strata's own training, as a run does it: `node strata.ts graph|xla|eager`; see `PeerProcess`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Control } from '#main/trainer/loop/control.ts';
import { train } from '#main/trainer/loop/train.ts';
import { backend } from '#main/trainer/runtime/kernels.ts';
import { packedData, type TrainerEvent, trainJob } from '#shared/contract/trainer.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import { modelNamed } from '../models.ts';
import { type Load, serve } from './serve.ts';

const [way = 'graph'] = process.argv.slice(2);
const engine = way === 'eager' ? 'eager' : 'graph';

/** More steps in an epoch than any turn takes: its end, with checkpoints, is no step. */
const EPOCH_STEPS = 4000;

/** A run that is paused whenever it is not its turn. */
class BenchRun {
  readonly #control = new Control();
  readonly #events: AsyncGenerator<TrainerEvent>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'strata-bench-run-'));

  constructor({ model: name, batch, count, features, labels }: Load) {
    const { graph, shape, values, classes, targetShape } = modelNamed(name);
    const node = (type: string) => graph.nodes.find((each) => each.type === type)?.id;
    const data = packedData.parse({
      count,
      inputs: [
        { node: node('input'), file: features, shape, dtype: values === 'words' ? ('int32' as const) : 'float32' },
      ],
      targets: [
        {
          node: node('output'),
          file: labels,
          shape: targetShape,
          dtype: 'int32',
          classes: Array.from({ length: classes }, (_, index) => `class ${index}`),
        },
      ],
      splits: { train: Array.from({ length: EPOCH_STEPS * batch }, (_, row) => row % count), validation: [], test: [] },
    });
    const config = { batchSize: batch, engine, xla: way === 'xla', epochs: 1000 };
    this.#events = train(
      trainJob.parse({ graph, config, data, checkpoints: this.#folder, resume: false }),
      this.#control,
    );
  }

  async start(): Promise<{ parameters: number; note: string }> {
    const started = await this.#until((event) => event.type === 'started');
    await this.train(2);
    if (started.type !== 'started') throw new Error('it never started');
    const { parameters, reason, compilation } = started;
    const unlike = [way === 'eager' ? null : reason, compilation?.used ? null : (compilation?.reason ?? null)];
    const told = unlike.filter((why) => why !== null);
    return { parameters, note: told.length === 0 ? '' : `(not as asked: ${told.join(' ')})` };
  }

  /** Milliseconds of a step, by the run's own clock, which stands still in pauses. */
  async train(steps: number): Promise<number> {
    const points: MetricPoint[] = [];
    const keep = (event: TrainerEvent) => {
      if (event.type === 'progress') points.push(...event.points.filter(({ scope }) => scope === 'batch'));
      return event.type === 'paused';
    };
    this.#control.give({ command: 'resume' });
    await this.#until((event) => keep(event) || points.length > steps);
    this.#control.give({ command: 'pause' });
    await this.#until(keep);
    const [first, last] = [points.at(0), points.at(-1)];
    if (!first || !last || first.epoch !== last.epoch) return this.train(steps);
    return ((last.seconds - first.seconds) / (last.step - first.step)) * 1000;
  }

  async end(): Promise<void> {
    this.#control.give({ command: 'stop' });
    await this.#until((event) => event.type === 'ended');
    await this.#events.next();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #until(found: (event: TrainerEvent) => boolean): Promise<TrainerEvent> {
    for (;;) {
      const { value, done } = await this.#events.next();
      if (done) throw new Error('the run ended by itself');
      if (found(value)) return value;
    }
  }
}

await serve({ Node: process.version, TensorFlow: backend().binding.TF_Version }, async (load) => {
  const run = new BenchRun(load);
  const started = await run.start();
  return { ...started, train: (steps) => run.train(steps), end: () => run.end() };
});
