import type { PackedTarget } from '#shared/contract/trainer.ts';
import type { LossConfig } from '#shared/training/losses/index.ts';
import { resolveLoss } from '#shared/training/losses/resolve.ts';
import { getMetric, type MetricConfig } from '#shared/training/metrics/index.ts';
import { metricKeys, usualMetrics } from '#shared/training/metrics/resolve.ts';
import type { Batch } from '../batches/tensors.ts';
import { maskOf } from '../build/forward-pass.ts';
import type { BuiltModel } from '../build/model.ts';
import { applyActivation } from '../layers/activations.ts';
import { tf } from '../runtime/tf.ts';
import { asValues, type Compared, compileLoss } from './losses/compile.ts';
import { getLossFunction } from './losses/index.ts';
import { reduceLosses } from './losses/reduce.ts';
import { addParts, mainTarget, type TargetPart, targetParts } from './mixed-targets.ts';

export interface ObjectiveMetric {
  /** Its name in curves: `accuracy`, or `out_accuracy` where there are several outputs. */
  readonly key: string;
  readonly config: MetricConfig;
}

export interface ObjectiveOutput {
  readonly name: string;
  readonly activation: string;
  readonly loss: LossConfig;
  readonly target: PackedTarget;
  readonly metrics: readonly ObjectiveMetric[];
}

/** What a batch gives on the way forwards; the differentiable loss apart from the numbers that are told. */
export interface Forward {
  readonly loss: tf.Scalar;
  /** Sums over the samples, in the order of `names`. */
  readonly sums: readonly tf.Tensor[];
  /**
   * Of the outputs that metrics look at, after their activation; where samples were mixed, what each of them is compared
   * with follows.
   */
  readonly outputs: readonly tf.Tensor[];
  /** Of every output. */
  readonly all: readonly tf.Tensor[];
}

/** Sees what each output gave, before its activation, and each sample's loss. */
export type Witness = (perSample: tf.Tensor1D, logits: readonly tf.Tensor[]) => void;

/** What a network is trained towards: its outputs' losses, weighed and added up, and what is told besides. */
export interface Objective {
  readonly outputs: readonly ObjectiveOutput[];
  /** Of the sums that a step gives: the loss, of several outputs each one's, and the metrics that steps compute. */
  readonly names: readonly string[];
  /** Outputs, by index, whose values metrics look at. */
  readonly watched: readonly number[];
  /** A function of tensors alone. */
  readonly forward: (batch: Batch, training: boolean, witness?: Witness) => Forward;
}

interface Options {
  readonly model: BuiltModel;
  /** In the order of the model's outputs. */
  readonly targets: readonly PackedTarget[];
  /** For each output what each class counts; null where all count the same. */
  readonly classWeights: readonly (readonly number[] | null)[];
}

export function createObjective({ model, targets, classWeights }: Options): Objective {
  const outputs = describeOutputs(model, targets);
  const isSingle = outputs.length === 1;
  const losses = outputs.map((output) => compileLoss({ ...output, isCategory: output.target.classes !== null }));
  const ofStep = outputs.flatMap((output, index) =>
    output.metrics.flatMap(({ key, config }) => {
      const step = getMetric(config.name).step;
      return step ? [{ key, index, output, of: step.of, settings: config }] : [];
    }),
  );
  const names = [
    'loss',
    ...(isSingle ? [] : outputs.map(({ name }) => `${name}_loss`)),
    ...ofStep.map(({ key }) => key),
  ];
  const watched = outputs.flatMap(({ metrics }, index) =>
    metrics.some(({ config }) => getMetric(config.name).stream) ? [index] : [],
  );

  /** What each sample counts towards an output's loss. */
  function weightsFor(batch: Batch, parts: readonly TargetPart[], index: number): tf.Tensor | null {
    const byClass = classWeights[index];
    const own = byClass
      ? addParts(parts, (target) => tf.gather(tf.tensor1d([...byClass]), target.cast('int32')))
      : null;
    return own && batch.weights ? own.mul(batch.weights) : (own ?? batch.weights);
  }

  function forward(given: Batch, training: boolean, witness?: Witness): Forward {
    const batch = { ...given, targets: outputs.map(({ target }, index) => scaled(given.targets[index], target)) };
    const mixings = training ? model.mixings.map((mixing) => mixing(batch.count)) : [];
    const parts = batch.targets.map((target) => targetParts(target, mixings));
    const [only, ...others] = batch.inputs;
    const { result, penalty } = model.penalties.during(() =>
      model.logits.apply(others.length === 0 && only ? only : [...batch.inputs], { training }),
    );
    const logits = [result].flat() as tf.Tensor[];
    const compared = outputs.map((_, index): Compared => compare(losses, logits, parts, index));
    const values = compared.map(({ losses: each, mask }, index) =>
      reduceLosses(each, {
        reduction: outputs[index]?.loss.reduction ?? 'sum_over_batch_size',
        weights: training ? weightsFor(batch, parts[index] ?? [], index) : null,
        mask,
      }),
    );
    const weighed = values.map((value, index) => value.mul(model.outputs[index]?.lossWeight ?? 1));
    const terms = penalty ? [...weighed, penalty] : weighed;
    const loss = (terms.length === 1 ? terms[0] : tf.addN(terms)) as tf.Scalar;
    witness?.(samplesLosses(compared, batch.count), logits);
    const activated = logits.map((each, index) => applyActivation(outputs[index]?.activation ?? 'linear', each));
    const judged = ofStep.map(({ index, output, of, settings }) =>
      tf.tidy(() => ofSamples(judge(of, output, activated[index] as tf.Tensor, parts[index] ?? [], settings), batch)),
    );
    const means = [loss, ...(isSingle ? [] : values)].map((value) => value.mul(batch.count));
    const sums = [...means, ...judged.map((each) => each.sum())];
    const looked = watched.map((index) => activated[index] as tf.Tensor);
    const blended = mixings.length === 0 ? [] : watched.map((index) => truthOf(index, parts));
    return { loss, sums, outputs: [...looked, ...blended], all: activated };
  }

  const truthOf = (index: number, parts: readonly (readonly TargetPart[])[]): tf.Tensor =>
    mainTarget(parts[index] ?? [], outputs[index]?.target.classes ?? null).cast('float32');

  function samplesLosses(compared: readonly Compared[], count: number): tf.Tensor1D {
    const parts = compared.map(({ losses: each }, index) => {
      const own = each.rank === 0 ? tf.fill([count], 0).add(each) : each.reshape([count, -1]).mean(1);
      return own.mul(model.outputs[index]?.lossWeight ?? 1);
    });
    return tf.addN(parts) as tf.Tensor1D;
  }

  return { outputs, names, watched, forward };
}

function compare(
  losses: readonly ReturnType<typeof compileLoss>[],
  logits: readonly tf.Tensor[],
  targets: readonly (readonly TargetPart[])[],
  index: number,
): Compared {
  const [compute, given, target] = [losses[index], logits[index], targets[index]];
  if (!compute || !given || !target) throw new Error(`output ${index} has no target`);
  const compared = compute(given, target);
  const mask = maskOf(given);
  if (!mask || mask.rank > compared.losses.rank) return compared;
  return { ...compared, mask: compared.mask ? tf.logicalAnd(compared.mask, mask) : mask };
}

/** As the output should give them. */
function scaled(target: tf.Tensor | undefined, { classes, scale, offset }: PackedTarget): tf.Tensor {
  if (!target) throw new Error('an output has no target');
  return classes || (scale === 1 && offset === 0) ? target : target.mul(scale).add(offset);
}

function describeOutputs(model: BuiltModel, targets: readonly PackedTarget[]): ObjectiveOutput[] {
  const isSingle = model.outputs.length === 1;
  return model.outputs.map((output, index) => {
    const target = targets[index];
    if (!target) throw new Error(`${output.name} has no target`);
    const type = target.classes ? ('category' as const) : ('number' as const);
    const width = model.logits.outputs[index]?.shape.at(-1) ?? null;
    const { activation } = output;
    const loss = resolveLoss(output.loss, { type, activation, width, classes: target.classes?.length ?? 0 });
    const usual =
      target.classes && !answersEach(model.logits.outputs[index]?.shape ?? [], target) ? [] : usualMetrics(type);
    const metrics = output.metrics.length > 0 ? output.metrics : usual;
    const keys = metricKeys(metrics).map((key) => (isSingle ? key : `${output.name}_${key}`));
    return {
      name: output.name,
      activation,
      loss,
      target,
      metrics: metrics.map((config, place) => ({ config, key: keys[place] ?? config.name })),
    };
  });
}

/** Whether there is an answer for each class number; labels that are read from a longer sequence have none. */
function answersEach(output: readonly (number | null)[], { shape }: PackedTarget): boolean {
  const count = (sizes: readonly (number | null)[]) =>
    sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
  return count(output.slice(1, -1)) === count(shape);
}

/** One value a sample, whatever a metric gives for each of its places. */
const ofSamples = (values: tf.Tensor, { count }: Batch): tf.Tensor => values.reshape([count, -1]).mean(1);

/**
 * Of each sample and place: whether it is right, by the class that counts most, or its loss, by all that it was mixed of,
 * as Keras's `fit` tells both.
 */
function judge(
  of: 'matches' | LossConfig['name'],
  { target }: ObjectiveOutput,
  output: tf.Tensor,
  parts: readonly TargetPart[],
  settings: MetricConfig,
): tf.Tensor {
  if (of === 'matches') {
    const truth = mainTarget(parts, target.classes);
    const width = output.shape.at(-1) ?? 1;
    const answer = width === 1 ? output.greater(0.5).cast('int32').reshape(truth.shape) : output.argMax(-1);
    return answer.cast('int32').equal(truth.cast('int32')).cast('float32');
  }
  const { compute, takes } = getLossFunction(of);
  const { name: _, ...options } = settings;
  if (takes === 'class-numbers') return addParts(parts, (truth) => compute(truth, output, options));
  const values = addParts(parts, (truth) => asValues(truth, output, target.classes !== null));
  return compute(values, output, options);
}
