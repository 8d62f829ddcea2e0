import type { RawBatch } from '../batches/packed-reader.ts';
import { type BatchLayout, toTensors } from '../batches/tensors.ts';
import { batchFeeds, tensorsOf, valuesOf } from '../loop/batch-feeds.ts';
import type { StepFunctions } from '../loop/step-functions.ts';
import { VariableSnapshot } from '../loop/variable-snapshot.ts';
import { feedOf } from '../recorder/feeds.ts';
import type { GraphSession } from '../recorder/graph-session.ts';
import { proveSame } from '../recorder/prove.ts';
import { record } from '../recorder/recorder.ts';
import type { Program } from '../recorder/write-program.ts';
import { inScope } from '../runtime/scope.ts';
import { tf } from '../runtime/tf.ts';
import type { HealthPrograms } from './health-programs.ts';

const INSPECT = 'inspect';
const CHANGES = 'changes';

interface HealthRecording {
  readonly health: HealthPrograms;
  readonly layout: BatchLayout;
  /** Two full batches, as different as the rows allow. */
  readonly pair: readonly [RawBatch, RawBatch];
  readonly steps: readonly [number, number];
  /** Everything that a step may read or change, and what the health programs remember. */
  readonly variables: ReadonlyMap<string, tf.Variable>;
}

/**
 * The programs that look at a step, recorded like the step itself; variables are left as they were. Empty where they
 * can't be recorded: the training goes on without them.
 */
export function recordHealth(recording: HealthRecording): Map<string, Program> {
  const { health, variables } = recording;
  const before = new VariableSnapshot(variables);
  try {
    const inspect = ([0, 1] as const).map((index) => recordInspection(recording, index));
    const changes = record({ arguments: new Map(), variables }, () => [health.changes()]);
    const [first, second] = inspect as [Program, Program];
    proveSame(first.recording, second.recording);
    return new Map([
      [INSPECT, first],
      [CHANGES, { recording: changes.recording, feeds: new Map() }],
    ]);
  } catch {
    // Whatever stands against it: a training is worth more than a look at it.
    return new Map();
  } finally {
    before.restore();
    before.dispose();
  }
}

function recordInspection({ health, layout, pair, steps, variables }: HealthRecording, index: 0 | 1): Program {
  return inScope(() => {
    const batch = toTensors(pair[index], layout);
    const named = tensorsOf(batch);
    const feeds = batchFeeds(named, pair[index]);
    const counter = tf.scalar(steps[index], 'int32');
    named.set('moment step', counter);
    feeds.set('moment step', feedOf(counter));
    const { recording } = record({ arguments: named, variables }, () => [health.inspect(batch, counter)]);
    return { recording, feeds };
  });
}

/** Looks at steps by replay. */
export function replayedInspector(
  session: GraphSession,
  health: HealthPrograms,
  count: number,
  isDue: (step: number) => boolean,
): StepFunctions['inspector'] {
  if (!session.has(INSPECT)) return null;
  const numbers = (program: string, feeds: Parameters<GraphSession['run']>[1]) =>
    Float32Array.from(session.run(program, feeds)[0] ?? []);
  const inspect = (raw: RawBatch, step: number) => numbers(INSPECT, [...valuesOf(raw), Int32Array.of(step)]);
  return {
    count,
    isDue,
    inspect: (raw, step) => {
      const inspected = inspect(raw, step);
      return () => health.read(inspected, numbers(CHANGES, []));
    },
  };
}

/** Looks at steps that are computed operation by operation. */
export function eagerInspector(
  health: HealthPrograms,
  layout: BatchLayout,
  count: number,
  isDue: (step: number) => boolean,
): NonNullable<StepFunctions['inspector']> {
  const numbers = (compute: () => tf.Tensor) => tf.tidy(() => compute().dataSync<'float32'>().slice());
  return {
    count,
    isDue,
    inspect: (raw, step) => {
      const inspected = numbers(() => health.inspect(toTensors(raw, layout), step));
      return () => health.read(inspected, numbers(health.changes));
    },
  };
}
