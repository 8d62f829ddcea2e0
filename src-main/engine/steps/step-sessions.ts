import type { StepsEvent } from '#shared/contract/requests/steps.ts';
import type { NamedViews, StepPart, StepRecord } from '#shared/training/step-record.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { Trainer } from '../../transport/trainer-process.ts';
import type { EngineContext } from '../context.ts';
import type { PackProgress } from '../datasets/packing/pack-version.ts';
import { withProgress } from '../datasets/with-progress.ts';
import { packForGraph } from '../evaluate/pack-for-graph.ts';
import { planSteps, type StepsPlan, type StepsRequest } from './plan-steps.ts';

/** Each holds TensorFlow and a network in memory: one for either of two windows. */
const MOST = 2;
const IDLE_MS = 15 * 60 * 1000;

type Ending = Extract<StepsEvent, { type: 'ended' }>['reason'];

interface Session {
  readonly id: string;
  readonly trainer: Trainer;
  readonly end: (reason: Ending) => void;
  readonly ended: Promise<Ending>;
  idle: NodeJS.Timeout | null;
}

interface ViewRequest {
  readonly session: string;
  readonly batch: number;
  readonly node: string;
  readonly part: StepPart;
  readonly sample: number;
  readonly tiles: number;
}

/** Networks that are being stepped through, each in a trainer process of its own. */
export class StepSessions {
  readonly #context: EngineContext;
  readonly #idleMs: number;
  /** The one used last is the last. */
  #sessions: Session[] = [];

  constructor(context: EngineContext, idleMs = IDLE_MS) {
    this.#context = context;
    this.#idleMs = idleMs;
  }

  /** A session lives for as long as its events are read; it ends by itself when nobody asks it anything. */
  async *open(request: StepsRequest, signal?: AbortSignal): AsyncGenerator<StepsEvent, void, void> {
    const plan = planSteps(this.#context, request);
    const progress = withProgress<PackProgress, Awaited<ReturnType<typeof packForGraph>>>(
      (report, own) => packForGraph(this.#context, plan.version.id, plan.graph, own, report),
      signal,
    );
    let packed = await progress.next();
    for (; !packed.done; packed = await progress.next()) yield { type: 'preparing', ...packed.value };
    signal?.throwIfAborted();
    const trainer = await this.#context.startTrainer();
    const session = this.#add(trainer);
    const leave = () => session.end('closed');
    signal?.addEventListener('abort', leave, { once: true });
    try {
      const { graph, config, checkpoint, rows } = plan;
      const opened = await trainer.client.stepOpen(
        { graph, config, data: packed.value, checkpoint, rows: rows ? [...rows] : null },
        signal ? { signal } : {},
      );
      yield { type: 'opened', session: session.id, ...describe(plan), ...opened };
      const reason = await Promise.race([session.ended, trainer.exited.then(() => null)]);
      if (reason === null) throw died(trainer);
      yield { type: 'ended', reason };
    } finally {
      signal?.removeEventListener('abort', leave);
      this.#remove(session);
      await trainer.stop();
    }
  }

  run(id: string, batch: number): Promise<StepRecord> {
    return this.#use(id).trainer.client.stepRun({ batch });
  }

  view({ session, ...request }: ViewRequest): Promise<NamedViews> {
    return this.#use(session).trainer.client.stepView(request);
  }

  /** Ends all of them and waits until their processes are gone. */
  async close(): Promise<void> {
    const trainers = this.#sessions.map(({ trainer, end }) => {
      end('closed');
      return trainer.stop();
    });
    await Promise.all(trainers);
  }

  #add(trainer: Trainer): Session {
    const { promise: ended, resolve } = Promise.withResolvers<Ending>();
    const end = (reason: Ending) => {
      // At once: nobody should be answered by a session that is on its way out.
      this.#remove(session);
      resolve(reason);
    };
    const session: Session = { id: newId('step'), trainer, ended, end, idle: null };
    this.#sessions.push(session);
    for (const old of this.#sessions.slice(0, -MOST)) old.end('replaced');
    this.#touch(session);
    return session;
  }

  #use(id: string): Session {
    const session = this.#sessions.find((each) => each.id === id);
    if (!session) {
      throw new AppError('NOT_FOUND', 'This network is no longer open to step through. Begin again.', { session: id });
    }
    this.#sessions = [...this.#sessions.filter((each) => each !== session), session];
    this.#touch(session);
    return session;
  }

  #touch(session: Session): void {
    if (session.idle) clearTimeout(session.idle);
    session.idle = setTimeout(() => session.end('idle'), this.#idleMs);
    session.idle.unref();
  }

  #remove(session: Session): void {
    if (session.idle) clearTimeout(session.idle);
    this.#sessions = this.#sessions.filter((each) => each !== session);
  }
}

const describe = ({ graph, bound, config, dataset, version }: StepsPlan) => ({
  graph,
  bound: [...bound],
  config,
  dataset: { name: dataset.name, version: version.id },
});

const died = ({ process, lastLines }: Trainer): AppError =>
  new AppError(
    'TRAINER_FAILED',
    process.signalCode === 'SIGKILL'
      ? 'The process that steps through the network was killed; often the machine ran out of memory. Try a smaller batch.'
      : `The process that steps through the network ended. ${lastLines()}`.trim(),
    { code: process.exitCode, signal: process.signalCode },
  );
