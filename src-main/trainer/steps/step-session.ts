import type { StepJob } from '#shared/contract/trainer.ts';
import type { NamedViews, StepNode, StepPart, StepRecord } from '#shared/training/step-record.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { RawBatch } from '../batches/packed-reader.ts';
import { toTensors } from '../batches/tensors.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { learningRate } from '../loop/learning-rate.ts';
import { MetricBoard } from '../loop/metric-board.ts';
import { openSession, type TrainingSession } from '../loop/session.ts';
import { tf } from '../runtime/tf.ts';
import { describeSamples } from './describe-samples.ts';
import { History } from './history.ts';
import { keptSamples, type Passed, type PassedForward, Probe, takeForward } from './probe.ts';
import { rangeOf, viewOf } from './tensor-view.ts';
import { changeOf, describeChange } from './weight-changes.ts';

interface Request {
  readonly batch: number;
  readonly node: string;
  readonly part: StepPart;
  readonly sample: number;
  readonly tiles: number;
}

/** The last step, with what its pictures are made from. */
interface Done {
  readonly record: StepRecord;
  readonly forward: ReadonlyMap<string, PassedForward>;
  readonly gradient: ReadonlyMap<string, Passed>;
  readonly before: ReadonlyMap<string, StoredTensor>;
  readonly weightGradients: ReadonlyMap<string, Float32Array>;
}

/** What the observer hears of the step that is going on. */
class Heard {
  losses = new Float32Array(0);
  outputs: readonly tf.Tensor[] = [];
  readonly gradients = new Map<string, Float32Array>();
}

/**
 * A training that stops after every batch and shows what happened in it. The steps are the training's own
 * (`StepFunctions`), in its order; after N of them the weights are those of a training of N steps.
 */
export class StepSession {
  readonly #job: StepJob;
  readonly #training: TrainingSession;
  readonly #probe: Probe;
  readonly #kept: number;
  readonly #history = new History();
  readonly #hear: (heard: Heard) => void;
  #next = 0;
  #done: Done | null = null;
  /** Calls come when they come; steps go one after the other. */
  #busy: Promise<unknown> = Promise.resolve();

  private constructor(job: StepJob, training: TrainingSession, hear: (heard: Heard) => void) {
    this.#job = job;
    this.#training = training;
    this.#kept = keptSamples(training.model);
    this.#probe = new Probe(training.model, job.graph, this.#kept);
    this.#hear = hear;
    this.#beginEpoch();
  }

  static async open(job: StepJob): Promise<StepSession> {
    let heard = new Heard();
    const training = await openSession(job, {
      checkpoint: job.checkpoint,
      observer: {
        losses: (perSample, outputs) => {
          heard.losses = perSample.dataSync<'float32'>().slice();
          heard.outputs = outputs.map((output) => tf.keep(output.clone()));
        },
        gradient: (path, gradient) => heard.gradients.set(path, gradient.dataSync<'float32'>().slice()),
      },
    });
    return new StepSession(job, training, (next) => {
      heard = next;
    });
  }

  get parameters(): number {
    return this.#training.parameters;
  }

  get batchesPerEpoch(): number {
    return this.#job.rows ? 1 : Math.ceil(this.#job.data.splits.train.length / this.#job.config.batchSize);
  }

  run(batch: number): Promise<StepRecord> {
    const result = this.#busy.then(() => this.#run(batch));
    this.#busy = result.catch(() => {});
    return result;
  }

  async #run(batch: number): Promise<StepRecord> {
    if (this.#done?.record.batch === batch) return this.#done.record;
    if (batch > this.#next) {
      throw new AppError('BAD_INPUT', `Batch ${this.#next} comes next; ${batch} was asked for.`, { next: this.#next });
    }
    if (batch < this.#next) {
      const snapshot = this.#history.get(batch);
      if (!snapshot) {
        const message = `The weights before batch ${batch + 1} are no longer kept: memory for the way back is limited.`;
        throw new AppError('NOT_FOUND', message, { earliest: this.#history.earliest(this.#next) });
      }
      this.#training.restore(snapshot);
    }
    this.#next = batch + 1;
    const rows = this.#rows();
    const raw = await this.#training.reader.read(rows);
    const before = this.#training.snapshot();
    this.#history.put(batch, before);
    this.#done = null;
    this.#done = this.#step(batch, rows, raw, before.weights);
    this.#advance();
    return this.#done.record;
  }

  #rows(): readonly number[] {
    const { rows } = this.#job;
    if (rows) return rows;
    const { epoch, batch } = this.#training.state;
    return this.#training.batches(epoch)[batch] ?? [];
  }

  /** As the training loop moves on. */
  #advance(): void {
    const { state } = this.#training;
    state.step++;
    state.batch++;
    this.#beginEpoch();
  }

  /** A checkpoint, too, may stand behind an epoch's last batch. */
  #beginEpoch(): void {
    const { state } = this.#training;
    if (this.#job.rows || state.batch < this.batchesPerEpoch) return;
    state.epoch++;
    state.batch = 0;
    this.#training.beginEpoch();
  }

  #step(batch: number, rows: readonly number[], raw: RawBatch, before: ReadonlyMap<string, StoredTensor>): Done {
    const { model, steps, state } = this.#training;
    const heard = new Heard();
    this.#hear(heard);
    const rate = learningRate(this.#job.config, this.batchesPerEpoch, state);
    const { result, capture } = this.#probe.during(() => steps.trainStep(raw, state.step, rate));
    this.#takeEnds(raw, heard, capture.forward);
    const { objective } = this.#training;
    // The samples are told by what they are: the first output that tells classes apart, or else the first.
    const told = Math.max(
      0,
      objective.outputs.findIndex(({ target }) => target.classes !== null),
    );
    const width = heard.outputs[told]?.shape.at(-1) ?? 1;
    const outputs = heard.outputs[told]?.dataSync<'float32'>() ?? new Float32Array(0);
    tf.dispose([...heard.outputs]);

    const order = new Set([...model.inputs, ...capture.forward.keys()]);
    const nodes = [...order].flatMap((id): StepNode[] => {
      const forward = capture.forward.get(id);
      if (!forward) return [];
      const weights = model.weights
        .filter(({ path, name }) => path === `${id}/${name}`)
        .map((weight) => describeChange(changeOf(weight, before, heard.gradients), weight.trainable));
      const gradient = capture.gradient.get(id)?.summary ?? null;
      return [{ node: id, forward: forward.summary, silent: forward.silent, gradient, weights }];
    });
    const values = new MetricBoard(objective).ofBatch(result);
    const key = objective.outputs[told]?.metrics.find(({ config }) => config.name === 'accuracy')?.key;
    const share = key === undefined ? null : (values[key] ?? null);
    const record: StepRecord = {
      batch,
      earliest: this.#history.earliest(batch),
      epoch: state.epoch,
      batchInEpoch: state.batch,
      step: state.step + 1,
      learningRate: rate,
      count: raw.count,
      loss: values.loss ?? null,
      correct: share === null ? null : Math.round(share * result.samples),
      samples: describeSamples({
        rows,
        labels: raw.targets[told] ?? new Int32Array(0),
        classes: objective.outputs[told]?.target.classes ?? null,
        losses: heard.losses,
        outputs,
        width,
        kept: this.#kept,
      }),
      nodes,
    };
    return { record, ...capture, before, weightGradients: heard.gradients };
  }

  /** Inputs are no layers that are called, and the output's activation is part of the loss. */
  #takeEnds(raw: RawBatch, heard: Heard, forward: Map<string, PassedForward>): void {
    const { model } = this.#training;
    tf.tidy(() => {
      const { inputs } = toTensors(raw, this.#training.data);
      for (const [index, name] of model.inputs.entries()) {
        const given = inputs[index];
        if (given) forward.set(name, takeForward(given, this.#kept));
      }
    });
    for (const [index, { name }] of model.outputs.entries()) {
      const given = heard.outputs[index];
      if (given) forward.set(name, takeForward(given, this.#kept));
    }
  }

  view(request: Request): NamedViews {
    const done = this.#done;
    if (done?.record.batch !== request.batch) {
      const found = done ? `batch ${done.record.batch + 1} is` : 'none was run yet';
      throw new AppError('CONFLICT', `Only the batch run last can be looked at; ${found}.`);
    }
    if (request.part === 'weights') return this.#weightViews(request, done);
    const passed = (request.part === 'activation' ? done.forward : done.gradient).get(request.node);
    if (!passed) return { views: [] };
    const size = passed.shape.reduce((product, length) => product * length, 1);
    const values = passed.values.subarray(request.sample * size, (request.sample + 1) * size);
    if (values.length < size) {
      const message = `Sample ${request.sample + 1} of this batch isn't kept; the first ${done.record.samples.length} are.`;
      throw new AppError('BAD_INPUT', message);
    }
    return { views: [{ name: request.part, view: viewOf(values, passed.shape, { tiles: request.tiles }) }] };
  }

  #weightViews({ node, tiles }: Request, done: Done): NamedViews {
    const weights = this.#training.model.weights.filter(({ path, name }) => path === `${node}/${name}`);
    const views = weights.flatMap((weight) => {
      const { name, shape, before, after, delta, gradient } = changeOf(weight, done.before, done.weightGradients);
      const options = { tiles, isKernel: true };
      // Before and after on one scale, so that what differs is what changed.
      const range = rangeOf(before, after);
      return [
        { name: `${name}/before`, view: viewOf(before, shape, { ...options, range }) },
        { name: `${name}/after`, view: viewOf(after, shape, { ...options, range }) },
        { name: `${name}/delta`, view: viewOf(delta, shape, options) },
        ...(gradient ? [{ name: `${name}/gradient`, view: viewOf(gradient, shape, options) }] : []),
      ];
    });
    return { views };
  }

  async dispose(): Promise<void> {
    await this.#busy;
    await this.#training.dispose();
  }
}
