import { performance } from 'node:perf_hooks';

import type { RawBatch } from '../batches/packed-reader.ts';
import { type BatchLayout, toTensors } from '../batches/tensors.ts';
import type { HealthPrograms } from '../health/health-programs.ts';
import { recordHealth, replayedInspector } from '../health/record-health.ts';
import { feedOf } from '../recorder/feeds.ts';
import { GraphSession } from '../recorder/graph-session.ts';
import { NotRecordable } from '../recorder/not-recordable.ts';
import { proveSame } from '../recorder/prove.ts';
import { type Recorded, record } from '../recorder/recorder.ts';
import type { Program } from '../recorder/write-program.ts';
import { inScope } from '../runtime/scope.ts';
import { tf } from '../runtime/tf.ts';
import { batchFeeds, tensorsOf, valuesOf } from './batch-feeds.ts';
import { compareReplay, type Outcome } from './compare-replay.ts';
import type { WeightUpdates } from './optimizers/weight-updates.ts';
import type { StepFunctions, StepResult } from './step-functions.ts';
import type { StepPrograms, StepTensors } from './step-programs.ts';
import { VariableSnapshot } from './variable-snapshot.ts';

export interface GraphOptions {
  readonly programs: StepPrograms;
  readonly updates: WeightUpdates;
  readonly layout: BatchLayout;
  /** How many sums a step tells, before its outputs. */
  readonly numbers: number;
  /** Everything that a step may read or change, by name. */
  readonly variables: ReadonlyMap<string, tf.Variable>;
  /** Two batches of each size that training and evaluation will meet. */
  readonly samples: { readonly train: readonly BatchPair[]; readonly evaluate: readonly BatchPair[] };
  /** The next batch to be trained, and the learning rate. */
  readonly step: number;
  readonly rate: number;
  /** Whether XLA compiles the training steps of full batches. */
  readonly compiled: boolean;
  /** Looks at steps, where somebody asked for it. */
  readonly health: HealthPrograms | null;
}

export type BatchPair = readonly [RawBatch, RawBatch];

/** How far apart the two recorded steps lie: far enough for the step's number to leave a trace wherever it is used. */
const APART = 17;

/** One kind of step: for one size of batch, and for training also whether the weights are due to change. */
interface Kind {
  readonly key: string;
  readonly pair: BatchPair;
  readonly steps: readonly [number, number];
  readonly due: boolean | null;
}

const keyOf = (count: number, due: boolean | null): string => `${due === null ? 'evaluate' : `train-${due}`}-${count}`;

/**
 * Training and evaluation by replay: each kind of step is computed eagerly twice and written down, and then replayed as a
 * TensorFlow graph. Before anything is trained the replay has to give what the two eager steps gave.
 *
 * @throws NotRecordable with the reason where that can't be shown; the variables are as they were then.
 */
export function graphSteps(options: GraphOptions): StepFunctions {
  const { updates, health } = options;
  const variables = health ? new Map([...options.variables, ...health.variables]) : options.variables;
  const before = new VariableSnapshot(variables);
  const watched = options.samples.train[0];
  let session: GraphSession | undefined;
  let compileSeconds = 0;
  let inspector: StepFunctions['inspector'] = null;
  try {
    const recorder = new StepRecorder(options, before);
    const programs = new Map<string, Program>();
    const proofs: (() => void)[] = [];
    for (const kind of kindsOf(options)) {
      const { program, outcomes } = recorder.record(kind);
      const isCompiled = options.compiled && kind.due !== null && kind.pair[0].count === fullBatch(options);
      programs.set(kind.key, isCompiled ? { ...program, compiled: true } : program);
      proofs.push(() => {
        const firstRun = recorder.prove(kind, session as GraphSession, outcomes);
        if (isCompiled) compileSeconds += firstRun;
      });
    }
    if (health && watched) {
      const steps = [options.step, options.step + APART] as const;
      const { layout } = options;
      for (const [key, program] of recordHealth({ health, layout, pair: watched, steps, variables })) {
        programs.set(key, program);
      }
    }
    session = GraphSession.open(programs, variables);
    for (const prove of proofs) prove();
    // TensorFlow makes a program ready when it is run for the first time: not at the cost of a step.
    inspector = health && watched ? replayedInspector(session, health, watched[0].count, updates.isDue) : null;
    if (watched) inspector?.inspect(watched[0], options.step)();
    before.restore();
    session.push();
  } catch (error) {
    before.restore();
    session?.dispose();
    throw error instanceof NotRecordable ? error : new NotRecordable(messageOf(error));
  } finally {
    before.dispose();
  }

  const replay = session;
  const run = (raw: RawBatch, key: string, further: readonly FeedNumbers[]): StepResult => {
    const results = replay.run(key, [...valuesOf(raw), ...further]);
    const sums = results.slice(0, options.numbers).map((values) => values[0] ?? Number.NaN);
    const outputs = results.slice(options.numbers).map((values) => Float32Array.from(values));
    return { samples: raw.count, sums, outputs };
  };
  return {
    engine: 'graph',
    reason: null,
    compilation: options.compiled ? { used: true, seconds: compileSeconds, reason: null } : null,
    trainStep: (raw, step, rate) => run(raw, keyOf(raw.count, updates.isDue(step)), momentOf(updates, step, rate)),
    evaluateStep: (raw) => run(raw, keyOf(raw.count, null), []),
    inspector,
    pull: () => replay.pull(),
    push: () => replay.push(),
    dispose: () => replay.dispose(),
  };
}

/** The last batch of an epoch is smaller, and comes up too seldom for the time that compiling takes. */
const fullBatch = ({ samples }: GraphOptions): number => Math.max(...samples.train.map(([{ count }]) => count));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type FeedNumbers = Int32Array | Float32Array;

/** What is fed besides the batch, in the order of the arguments. */
const momentOf = (updates: WeightUpdates, step: number, rate: number): FeedNumbers[] => [
  Int32Array.of(step),
  ...Object.values(updates.coefficients(step, rate)).map((value) => Float32Array.of(value)),
];

function* kindsOf({ samples, updates, step }: GraphOptions): Generator<Kind> {
  for (const due of [true, false]) {
    const first = nextStep(updates, step, due);
    if (first === null) continue;
    const second = nextStep(updates, first + APART, due) ?? first;
    for (const pair of samples.train) yield { key: keyOf(pair[0].count, due), pair, steps: [first, second], due };
  }
  for (const pair of samples.evaluate) yield { key: keyOf(pair[0].count, null), pair, steps: [step, step], due: null };
}

/** The next step that updates the weights, or that doesn't. */
function nextStep(updates: WeightUpdates, from: number, due: boolean): number | null {
  for (let step = from; step < from + 10_000; step++) if (updates.isDue(step) === due) return step;
  return null;
}

class StepRecorder {
  readonly #options: GraphOptions;
  readonly #before: VariableSnapshot;

  constructor(options: GraphOptions, before: VariableSnapshot) {
    this.#options = options;
    this.#before = before;
  }

  record(kind: Kind): { readonly program: Program; readonly outcomes: readonly Outcome[] } {
    this.#before.restore();
    const outcomes: Outcome[] = [];
    const recordings = ([0, 1] as const).map((index) => {
      const { recorded, feeds } = this.#once(kind, index);
      outcomes.push({ results: recorded.results, variables: this.#values() });
      return { recording: recorded.recording, feeds };
    });
    const [first, second] = recordings as [Program, Program];
    proveSame(first.recording, second.recording);
    return { program: first, outcomes };
  }

  /** The two steps again, by replay, from the same start. Answers with the seconds of the first, which is compiled then. */
  prove(kind: Kind, session: GraphSession, outcomes: readonly Outcome[]): number {
    this.#before.restore();
    session.push();
    let firstSeconds = 0;
    const replayed = ([0, 1] as const).map((index): Outcome => {
      const raw = kind.pair[index];
      const further = kind.due === null ? [] : this.#moment(kind.steps[index]);
      const began = performance.now();
      const results = session.run(kind.key, [...valuesOf(raw), ...further]);
      if (index === 0) firstSeconds = (performance.now() - began) / 1000;
      session.pull();
      return { results: results.map((values) => Float32Array.from(values)), variables: this.#values() };
    });
    compareReplay(outcomes, replayed, () => this.#perturbed(kind));
    return firstSeconds;
  }

  #moment(step: number): FeedNumbers[] {
    return momentOf(this.#options.updates, step, this.#options.rate);
  }

  /** What the two steps give eagerly when every weight is off by its last bit: rounding makes that much difference. */
  #perturbed(kind: Kind): Outcome[] {
    this.#before.restore();
    tf.tidy(() => {
      for (const variable of this.#options.variables.values()) {
        if (variable.dtype === 'float32') variable.assign(variable.mul(1 + 2 ** -22));
      }
    });
    return ([0, 1] as const).map((index) => ({
      results: this.#once(kind, index).recorded.results,
      variables: this.#values(),
    }));
  }

  #once(kind: Kind, index: 0 | 1): { recorded: Recorded; feeds: Program['feeds'] } {
    const { programs, updates, layout, rate, variables } = this.#options;
    const raw = kind.pair[index];
    const step = kind.steps[index];
    return inScope(() => {
      const batch = toTensors(raw, layout);
      const named = tensorsOf(batch);
      const feeds = batchFeeds(named, raw);
      if (kind.due === null) {
        const recorded = record({ arguments: named, variables }, () => outputsOf(programs.evaluate(batch)));
        return { recorded, feeds };
      }
      const counter = tf.scalar(step, 'int32');
      const numbers = Object.entries(updates.coefficients(step, rate));
      const coefficients = Object.fromEntries(numbers.map(([name, number]) => [name, tf.scalar(number)]));
      const moment = { step: counter, coefficients, due: kind.due };
      for (const [name, tensor] of [['step', counter] as const, ...Object.entries(coefficients)]) {
        named.set(`moment ${name}`, tensor);
        feeds.set(`moment ${name}`, feedOf(tensor));
      }
      const recorded = record({ arguments: named, variables }, () => outputsOf(programs.train(batch, moment)));
      return { recorded, feeds };
    });
  }

  #values(): ReadonlyMap<string, Float32Array> {
    return new Map(
      [...this.#options.variables].map(([name, variable]) => [name, Float32Array.from(variable.dataSync())]),
    );
  }
}

const outputsOf = ({ sums, outputs }: StepTensors): tf.Tensor[] => [...sums, ...outputs];
