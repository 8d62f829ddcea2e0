import type { StepWeight } from '#shared/training/step-record.ts';
import type { NamedWeight } from '../build/weights.ts';
import { tensorOf } from '../build/weights.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { summarize } from './summarize.ts';

/** A weight around one update. */
export interface WeightChange {
  readonly name: string;
  readonly shape: readonly number[];
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly delta: Float32Array;
  readonly gradient: Float32Array | null;
}

export function changeOf(
  weight: NamedWeight,
  before: ReadonlyMap<string, StoredTensor>,
  gradients: ReadonlyMap<string, Float32Array>,
): WeightChange {
  const tensor = tensorOf(weight);
  const after = tensor.dataSync<'float32'>();
  const found = before.get(weight.path)?.values ?? after;
  return {
    name: weight.name,
    shape: tensor.shape,
    before: found,
    after,
    delta: after.map((value, index) => value - (found[index] as number)),
    gradient: gradients.get(weight.path) ?? null,
  };
}

function indexOf(position: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = position;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

function largestOf({ before, after, delta, shape }: WeightChange): StepWeight['largest'] {
  let at = 0;
  for (let index = 1; index < delta.length; index++) {
    if (Math.abs(delta[index] as number) > Math.abs(delta[at] as number)) at = index;
  }
  const [was, is] = [before[at], after[at]];
  if (was === undefined || is === undefined || !Number.isFinite(was) || !Number.isFinite(is)) return null;
  return { index: indexOf(at, shape), before: was, after: is };
}

export function describeChange(change: WeightChange, trainable: boolean): StepWeight {
  const before = summarize(change.before, change.shape);
  const delta = summarize(change.delta, change.shape);
  return {
    name: change.name,
    trainable,
    before,
    after: summarize(change.after, change.shape),
    delta,
    gradient: change.gradient ? summarize(change.gradient, change.shape) : null,
    ratio: before.norm && delta.norm !== null ? delta.norm / before.norm : null,
    largest: largestOf(change),
  };
}
