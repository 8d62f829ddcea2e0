import type { TrainedModel } from '#shared/contract/trainer.ts';
import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { inputParams } from '#shared/layers/roles.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { Trainer } from '../../transport/trainer-process.ts';
import type { EngineContext } from '../context.ts';
import type { RunRow } from '../db/runs.ts';
import { chooseModel } from './choose-model.ts';

/** Each holds TensorFlow and a model in memory: two allow comparing runs without starting over. */
const MOST = 2;
const IDLE_MS = 5 * 60 * 1000;

interface WarmModel {
  readonly run: string;
  readonly step: number;
  readonly ready: Promise<Trainer>;
  idle: NodeJS.Timeout | null;
}

/** Processes that keep a run's model loaded, so that a prediction takes milliseconds instead of seconds. */
export class WarmModels {
  #context: EngineContext;
  /** The one used last is the last. */
  #models: WarmModel[] = [];

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /**
   * Asks the trainer with the newest weights of this run. A process that was killed while nobody used it is noticed only
   * by the question: it is then asked of a new one. A question changes nothing, so it may be asked twice.
   */
  async ask<T>(run: RunRow, question: (trainer: Trainer) => Promise<T>): Promise<T> {
    const wasWarm = this.#models.some((each) => each.run === run.id);
    const trainer = await this.#get(run);
    try {
      return await question(trainer);
    } catch (error) {
      const isLost = error instanceof AppError && error.code === 'TRAINER_FAILED';
      if (!isLost || !wasWarm) throw error;
      return question(await this.#get(run));
    }
  }

  /** So that the first question is answered in milliseconds. */
  async warm(run: RunRow): Promise<void> {
    await this.#get(run);
  }

  async #get(run: RunRow): Promise<Trainer> {
    const { step, model } = chooseModel(this.#context, run);
    const found = this.#models.find((each) => each.run === run.id);
    if (found && (found.step !== step || (await isGone(found)))) await this.#end(found);
    let warm = this.#models.find((each) => each.run === run.id);
    if (!warm) {
      warm = { run: run.id, step, ready: this.#load(model, run.config.device), idle: null };
      this.#models.push(warm);
      await Promise.all(this.#models.slice(0, -MOST).map((each) => this.#end(each)));
    }
    this.#touch(warm);
    try {
      return await warm.ready;
    } catch (error) {
      this.#models = this.#models.filter((each) => each !== warm);
      throw error;
    }
  }

  async drop(run: string): Promise<void> {
    await Promise.all(this.#models.filter((each) => each.run === run).map((each) => this.#end(each)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#models.map((each) => this.#end(each)));
  }

  async #load(model: TrainedModel, device: string | undefined): Promise<Trainer> {
    const trainer = await this.#context.startTrainer({ device });
    try {
      await trainer.client.load(model);
      await rehearse(trainer, model.graph);
      return trainer;
    } catch (error) {
      await trainer.stop();
      throw error;
    }
  }

  #touch(warm: WarmModel): void {
    this.#models = [...this.#models.filter((each) => each !== warm), warm];
    if (warm.idle) clearTimeout(warm.idle);
    warm.idle = setTimeout(() => this.#end(warm), IDLE_MS);
    warm.idle.unref();
  }

  async #end(warm: WarmModel): Promise<void> {
    this.#models = this.#models.filter((each) => each !== warm);
    if (warm.idle) clearTimeout(warm.idle);
    const trainer = await warm.ready.catch(() => null);
    await trainer?.stop();
  }
}

/**
 * TensorFlow prepares its operations at the first call, and two different pictures are what a recording is made and proven
 * with: nobody should wait for that with a picture in hand.
 */
async function rehearse(trainer: Trainer, graph: Graph): Promise<void> {
  for (const value of [0, 1]) {
    const inputs = graph.nodes.flatMap((node) => {
      if (getLayer(node.type)?.role !== 'input') return [];
      const { shape } = inputParams(node);
      const size = shape.reduce((product, each) => product * each, 1);
      const data = new Blob([new Uint8Array(size).fill(value)]);
      return [{ name: node.id, shape: [1, ...shape], dtype: 'uint8' as const, data }];
    });
    await trainer.client.predict({ inputs });
  }
}

/** Its process ended: killed by the system, or by TensorFlow itself. */
const isGone = (warm: WarmModel): Promise<boolean> =>
  warm.ready.then(
    (trainer) => trainer.port.closed,
    () => true,
  );
