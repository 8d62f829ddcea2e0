import type { PackedData, TrainedModel } from '#shared/contract/trainer.ts';
import type { MetricValues } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { inBatches } from '../batches/epoch-plan.ts';
import { PackedReader, type RawBatch } from '../batches/packed-reader.ts';
import { readAhead } from '../batches/read-ahead.ts';
import { featuresOf, toTensors } from '../batches/tensors.ts';
import { type BuiltModel, buildModel } from '../build/model.ts';
import { assignWeights, tensorOf } from '../build/weights.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { tensorsOf, valuesOf } from '../loop/batch-feeds.ts';
import { fitData } from '../loop/fit.ts';
import { MetricBoard, noSums } from '../loop/metric-board.ts';
import { createObjective } from '../loop/objective.ts';
import type { tf } from '../runtime/tf.ts';
import { RecordedInference } from './recorded-inference.ts';

export interface InputValues {
  /** Of the input; without names they are in the model's order. */
  readonly name?: string | undefined;
  /** With the batch first. */
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float32Array;
}

export interface OutputValues {
  readonly name: string;
  readonly shape: number[];
  readonly values: Float32Array;
}

/** A graph with the weights of a checkpoint, ready to predict. */
export interface LoadedModel {
  readonly model: BuiltModel;
  readonly outputs: readonly string[];
  readonly predict: (inputs: readonly InputValues[]) => OutputValues[];
  readonly dispose: () => void;
}

export async function loadModel({ graph, checkpoint }: TrainedModel): Promise<LoadedModel> {
  const { weights } = await readCheckpoint(checkpoint);
  // The seed has no meaning here: every weight is assigned, and nothing random happens at inference.
  const model = buildModel(graph, 0);
  try {
    assignWeights(model.weights, weights);
  } catch (error) {
    model.dispose();
    throw error;
  }
  const names = model.outputs.map(({ name }) => name);
  const inference = new RecordedInference<readonly InputValues[]>({
    variables: variablesOf(model),
    valuesOf: (inputs) => inputs.map(({ values }) => values),
    enter: (inputs) => {
      const tensors = inputs.map(({ shape, values }) => featuresOf(values, shape[0] ?? 0, shape.slice(1)));
      const [first] = tensors;
      const given = tensors.length === 1 && first ? first : tensors;
      return {
        arguments: tensors,
        compute: () => [model.inference.apply(given, { training: false })].flat() as tf.Tensor[],
      };
    },
  });
  return {
    model,
    outputs: names,
    predict: (inputs) => predict(model, inference, inputs),
    dispose: () => {
      inference.dispose();
      model.dispose();
    },
  };
}

const variablesOf = (model: BuiltModel): ReadonlyMap<string, tf.Variable> =>
  new Map(model.weights.map((weight) => [weight.path, tensorOf(weight)]));

function requireShape(model: BuiltModel, index: number, shape: readonly number[]): void {
  const expected = (model.inference.inputs[index]?.shape ?? []).slice(1);
  if (shape.length === expected.length + 1 && expected.every((size, axis) => size === shape[axis + 1])) return;
  const message = `${model.inputs[index] ?? 'the model'} expects (batch, ${expected.join(', ')}); got (${shape.join(', ')}).`;
  throw new AppError('BAD_INPUT', message, { expected, found: [...shape] });
}

function inOrder(model: BuiltModel, inputs: readonly InputValues[]): readonly InputValues[] {
  const named = model.inputs.map((name) => inputs.find((input) => input.name === name));
  return named.every((input) => input !== undefined) ? named : inputs;
}

function predict(
  model: BuiltModel,
  inference: RecordedInference<readonly InputValues[]>,
  given: readonly InputValues[],
): OutputValues[] {
  const inputs = inOrder(model, given);
  if (inputs.length !== model.inputs.length) {
    const message = `The model has ${model.inputs.length} inputs (${model.inputs.join(', ')}); got ${inputs.length}.`;
    throw new AppError('BAD_INPUT', message);
  }
  for (const [index, { shape }] of inputs.entries()) requireShape(model, index, shape);
  return inference.run(inputs).map(({ shape, values }, index) => ({
    name: model.outputs[index]?.name ?? `output_${index}`,
    shape: [...shape],
    values,
  }));
}

export interface EvaluatedRows {
  readonly metrics: MetricValues;
  /** The first output that tells classes apart; null where there is none. */
  readonly output: string | null;
  readonly shape: number[];
  /** What it answered to each row, in their order. Other outputs may be as large as the data, and are not kept. */
  readonly outputs: Float32Array;
  /** Whether a recording was replayed, and if not, why. */
  readonly engine: 'graph' | 'eager';
  readonly reason: string | null;
}

/** How good a model is on rows of a dataset. */
export async function evaluateRows(
  { model }: LoadedModel,
  given: PackedData,
  rows: readonly number[],
  batchSize: number,
  signal?: AbortSignal,
): Promise<EvaluatedRows> {
  const data = fitData(model, given);
  const objective = createObjective({ model, targets: data.targets, classWeights: [] });
  const board = new MetricBoard(objective);
  const sums = noSums();
  const kept = data.targets.findIndex(({ classes }) => classes !== null);
  const width = kept < 0 ? [] : (model.inference.outputs[kept]?.shape.slice(1).map(Number) ?? []);
  const size = kept < 0 ? 0 : width.reduce((product, dimension) => product * dimension, 1);
  const outputs = new Float32Array(rows.length * size);
  const numbers = objective.names.length;
  const inference = new RecordedInference<RawBatch>({
    variables: variablesOf(model),
    valuesOf,
    enter: (raw) => {
      const batch = toTensors(raw, data);
      const compute = () => {
        const { sums: told, outputs: looked, all } = objective.forward(batch, false);
        return [...told, ...looked, ...(kept >= 0 ? all.slice(kept, kept + 1) : [])];
      };
      return { arguments: [...tensorsOf(batch).values()], compute };
    },
  });
  const reader = await PackedReader.open(data);
  let done = 0;
  try {
    for await (const raw of readAhead(reader, inBatches(rows, batchSize))) {
      if (signal?.aborted) throw new AppError('CANCELLED', 'The evaluation was cancelled.');
      const found = inference.run(raw).map(({ values }) => values);
      board.add(sums, raw, {
        samples: raw.count,
        sums: found.slice(0, numbers).map((values) => values[0] ?? Number.NaN),
        outputs: found.slice(numbers, numbers + objective.watched.length),
      });
      if (kept >= 0) outputs.set(found.at(-1) ?? [], done * size);
      done += raw.count;
    }
  } finally {
    inference.dispose();
    await reader.close();
  }
  const { engine, reason } = inference;
  const output = model.outputs[kept]?.name ?? null;
  return { metrics: board.values(sums), output, shape: [rows.length, ...width], outputs, engine, reason };
}
